"""From flat spans to relations, on documents made by hand: no weights needed."""

from __future__ import annotations

import re

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from rashomon.annotating.quotations import phrase, quoted
from rashomon.annotating.relations import Relation, relations

NLP = spacy.blank("en")
TAGS = {"S": "SOURCE", "C": "CUE", "T": "CONTENT"}


def tagged(marked: str) -> Doc:
    """A doc from text in which `S[…]`, `C[…]` and `T[…]` mark spans."""
    text, spans, at = "", [], 0
    for match in re.finditer(r"([SCT])\[([^\]]*)\]", marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[2]), TAGS[match[1]]))
        text += match[2]
        at = match.end()
    doc = NLP.make_doc(text + marked[at:])
    doc.spans["statements"] = [s for a, b, label in spans if (s := doc.char_span(a, b, label=label, alignment_mode="expand")) is not None]
    return doc


def parsed(marked: str, arcs: dict[str, tuple[str, str, str]]) -> Doc:
    """As `tagged`, with `word: (part of speech, head, relation)`; all words not named hang on the first root."""
    doc = tagged(marked)
    index = {t.text: t.i for t in doc}
    root = next(index[w] for w, (_, head, _) in arcs.items() if head == w)
    for token in doc:
        pos, head, dep = arcs.get(token.text, ("X", doc[root].text, "dep"))
        token.pos_, token.dep_, token.lemma_ = pos, dep, {"said": "say", "complained": "complain"}.get(token.text, token.lower_)
        token.head = doc[index[head] if token.text in arcs else root]
    return doc


def text(doc: Doc, relation: Relation) -> tuple[list[str], list[str], list[str]]:
    cut = [[doc.text[a:b] for a, b in part] for part in (relation.source, relation.cue, relation.content)]
    return cut[0], cut[1], cut[2]


def test_the_plain_case() -> None:
    doc = tagged("S[Berg] C[said] T[that it was legal].")
    assert [text(doc, r) for r in relations(doc)] == [(["Berg"], ["said"], ["that it was legal"])]


def test_two_pieces_around_a_cue_are_one() -> None:
    doc = tagged("T[“It is legal,”] S[he] C[said], T[“and it will stay so.”]")
    assert [text(doc, r) for r in relations(doc)] == [(["he"], ["said"], ["“It is legal,”", "“and it will stay so.”"])]


def test_two_speakers_keep_apart() -> None:
    doc = tagged("T[“Yes,”] C[said] S[Smith]. T[“No,”] C[said] S[Jones].")
    assert [text(doc, r) for r in relations(doc)] == [(["Smith"], ["said"], ["“Yes,”"]), (["Jones"], ["said"], ["“No,”"])]


def test_one_source_for_two_cues() -> None:
    doc = tagged("S[She] C[said] T[it was over] and C[added] T[that nobody cared].")
    assert [text(doc, r)[0] for r in relations(doc)] == [["She"], ["She"]]


def test_no_source_and_no_cue() -> None:
    doc = tagged("C[Reportedly] T[he left]. Much later, in another place and after many words that have nothing at all to do with it.")
    assert [text(doc, r) for r in relations(doc)] == [([], ["Reportedly"], ["he left"])]
    alone = tagged("T[“We will see.”]")
    assert [text(alone, r) for r in relations(alone)] == [([], [], ["“We will see.”"])]


def test_a_source_in_the_sentence_before() -> None:
    doc = tagged("S[The minister] was clear. C[Asked about it]: T[“No comment.”]")
    assert text(doc, relations(doc)[0])[0] == ["The minister"]


def test_a_quotation_over_paragraphs_is_one() -> None:
    doc = tagged("S[He] C[said]: T[“It was dark.]\n\nT[“We saw nothing.]\n\nT[“Then it was over.”]\n\nThe end.")
    found = relations(doc)
    assert len(found) == 1
    assert text(doc, found[0])[2] == ["“It was dark.", "“We saw nothing.", "“Then it was over.”"]


def test_a_quotation_goes_on_over_paragraphs_though_its_marks_differ() -> None:
    doc = tagged("S[He] C[said]: T[''It was dark.]\n\nT[\"We saw nothing.''] Much later S[the mayor] C[said] T[he had slept].")
    assert [text(doc, r) for r in relations(doc)] == [
        (["He"], ["said"], ["''It was dark.", "\"We saw nothing.''"]),
        (["the mayor"], ["said"], ["he had slept"]),
    ]


def test_a_closed_quotation_does_not_go_on() -> None:
    doc = tagged("S[He] C[said]: T[“It was dark.”]\n\nT[“We saw nothing,”] S[she] C[added].")
    assert [text(doc, r)[0] for r in relations(doc)] == [["He"], ["she"]]


def test_order_is_that_of_the_contents() -> None:
    doc = tagged("C[According to] S[police], T[two died], though S[neighbours] C[said] T[three].")
    assert [text(doc, r)[2] for r in relations(doc)] == [["two died"], ["three"]]


def test_a_statement_within_a_statement() -> None:
    doc = parsed(
        "S[Officials] C[said] T[Orlov complained that attempts failed].",
        {
            "said": ("VERB", "said", "root"), "Officials": ("NOUN", "said", "nsubj"), "complained": ("VERB", "said", "ccomp"),
            "Orlov": ("PROPN", "complained", "nsubj"), "failed": ("VERB", "complained", "ccomp"), "attempts": ("NOUN", "failed", "nsubj"),
            "that": ("SCONJ", "failed", "mark"),
        },
    )  # fmt: skip
    found = relations(doc)
    assert [(text(doc, r), r.parent) for r in found] == [
        ((["Officials"], ["said"], ["Orlov complained that attempts failed"]), None),
        ((["Orlov"], ["complained"], ["that attempts failed"]), 0),
    ]


def test_a_quotation_that_the_tagger_missed() -> None:
    marked = "“We did not know of it,” Smith said."
    doc = parsed(marked, {"said": ("VERB", "said", "root"), "Smith": ("PROPN", "said", "nsubj")})
    assert [text(doc, r) for r in relations(doc)] == [(["Smith"], ["said"], ["“We did not know of it,”"])]
    title = parsed("He read “The Name of the Rose” again.", {"read": ("VERB", "read", "root"), "He": ("PRON", "read", "nsubj")})
    assert relations(title) == []


def test_quoted_stretches_end_with_their_paragraph() -> None:
    doc = NLP.make_doc('“One” and "two" and “three\n\nfour” «five»')
    assert [doc[a:b].text for a, b in quoted(doc)] == ["“One”", '"two"', "«five»"]


def test_a_doc_without_spans() -> None:
    assert relations(NLP.make_doc("")) == []
    assert relations(NLP.make_doc("Nothing was said.")) == []


@given(st.lists(st.sampled_from(["he", "said", "“", "”", '"', ".", "\n\n", "word", ","]), max_size=40), st.data())
@settings(deadline=None)
def test_any_spans(words: list[str], data: st.DataObject) -> None:
    doc = Doc(NLP.vocab, words=words)
    spans, at = [], 0
    while at < len(words):
        end = data.draw(st.integers(at + 1, len(words)))
        label = data.draw(st.sampled_from(["SOURCE", "CUE", "CONTENT", ""]))
        if label:
            spans.append(Span(doc, at, end, label=label))
        at = end
    doc.spans["statements"] = spans
    found = relations(doc)
    contents = sorted((s.start_char, s.end_char) for s in spans if s.label_ == "CONTENT")
    assert sorted(piece for r in found for piece in r.content) == contents
    assert all(0 <= a < b <= len(doc.text) for r in found for a, b in (*r.source, *r.cue))


def test_a_quotation_that_fills_its_paragraph_goes_on_from_the_one_before() -> None:
    doc = tagged("T[“He was kind,”] S[Berg] C[said].\n\nT[“He was brave.”]\n\nS[Voss] C[said]: T[“I wish it were a joke.”]")
    assert [text(doc, r) for r in relations(doc)] == [
        (["Berg"], ["said"], ["“He was kind,”"]),
        (["Berg"], ["said"], ["“He was brave.”"]),
        (["Voss"], ["said"], ["“I wish it were a joke.”"]),
    ]


def test_a_colon_or_a_new_cue_gives_the_quotation_below_to_another() -> None:
    doc = tagged("S[Berg] C[said] T[“No.”] S[Voss] C[replied]:\n\nT[“Yes, it is.”]")
    assert [text(doc, r)[0] for r in relations(doc)] == [["Berg"], ["Voss"]]
    doc = tagged("S[Berg] C[said] T[“No.”] Then S[Voss] C[posted] a message.\n\nT[“Yes, it is.”]\n\nS[Moe] C[answered]: T[“Right.”]")
    assert [text(doc, r)[0] for r in relations(doc)] == [["Berg"], ["Voss"], ["Moe"]]


def test_a_verb_of_saying_that_the_tagger_passed_over_keeps_its_own_content() -> None:
    marked = "S[Berg] denied T[that Voss sent it] but C[said] T[he was unsure]."
    doc = parsed(
        marked,
        {
            "Berg": ("PROPN", "denied", "nsubj"),
            "denied": ("VERB", "denied", "ROOT"),
            "that": ("SCONJ", "sent", "mark"),
            "sent": ("VERB", "denied", "ccomp"),
            "it": ("PRON", "sent", "obj"),
            "Voss": ("PROPN", "sent", "nsubj"),
            "he": ("PRON", "unsure", "nsubj"),
            "said": ("VERB", "denied", "conj"),
            "was": ("AUX", "unsure", "cop"),
            "unsure": ("ADJ", "said", "ccomp"),
        },
    )
    next(t for t in doc if t.text == "denied").lemma_ = "deny"
    assert [text(doc, r)[:2] for r in relations(doc)] == [(["Berg"], ["denied"]), (["Berg"], ["said"])]


def test_a_participle_takes_the_subject_of_its_clause() -> None:
    doc = parsed(
        "S[Berg] struck at S[lawmakers like Voss], C[claiming] T[they were idle].",
        {
            "Berg": ("PROPN", "struck", "nsubj"),
            "struck": ("VERB", "struck", "ROOT"),
            "lawmakers": ("NOUN", "struck", "obl"),
            "claiming": ("VERB", "struck", "advcl"),
            "they": ("PRON", "idle", "nsubj"),
            "idle": ("ADJ", "claiming", "ccomp"),
        },
    )
    assert text(doc, relations(doc)[0])[0] == ["Berg"]


def test_a_dateline_is_neither_a_source_nor_a_part_of_what_is_said() -> None:
    doc = tagged("S[HALDEN] — The harbour is closed, C[calling] T[it unsafe].")
    assert [text(doc, r)[0] for r in relations(doc)] == [[]]
    doc = tagged("T[(CNN) -- The singer died Sunday,] S[Berg] C[said].")
    assert [text(doc, r)[2] for r in relations(doc)] == [["The singer died Sunday,"]]


def test_an_embedded_post_is_said_by_whoever_posted_it() -> None:
    text = "He warned.\n\nThe quay is open. It will never close! — Anna Berg (@annaberg) May 3, 2020\n\nShips came (@tarn)."
    (post,) = [relation for relation in relations(NLP(text)) if relation.source and not relation.cue]
    assert [text[a:b] for a, b in post.content] == ["The quay is open. It will never close!"]
    assert [text[a:b] for a, b in post.source] == ["Anna Berg"]


def test_a_role_takes_the_name_that_the_parse_cuts_off_from_it() -> None:
    words = ["Secretary", "of", "State", "Ann", "Bee", "told", "them"]
    doc = Doc(
        NLP.vocab,
        words=words,
        pos=["NOUN", "ADP", "PROPN", "PROPN", "PROPN", "VERB", "PRON"],
        heads=[5, 2, 5, 5, 3, 5, 5],
        deps=["nsubj", "case", "nmod", "nsubj", "flat", "ROOT", "obj"],
    )
    assert phrase(doc[0], doc[5]) == (0, 1)
    doc.set_ents([Span(doc, 3, 5, label="PERSON")])
    assert phrase(doc[0], doc[5]) == (0, 5)
