"""Reads the corpora into one shape, `Document`. No text of theirs leaves this process but into the git-ignored work folder.

Splits (nothing that is scored is trained on):
- statements: PolNeAR train; PolNeAR dev is scored.
- syntax: EWT train (rebuilt from single documents by its list) and GUM train, without the genres whose texts are licensed non-commercial;
EWT dev
  is used by nobody, EWT test, GUM dev and test are scored. GENTLE and reddit are left out.
- names: wikigold, GUM train, the re3d documents whose id hashes below `RE3D_TRAIN`; the other re3d documents, UNER dev (= EWT dev) and
GUM test are scored.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy

from rashomon.annotating.pieces import words_of
from rashomon.annotating.tagging import NAMES, ROLES

IGNORE = -100
DRAWS = 8
"""tag sequences that are drawn from the teacher's distribution over those of a document"""
RE3D_TRAIN = 0.7
NONCOMMERCIAL = ("essay", "fiction", "letter", "podcast", "whow")
NAME = {n: i for i, n in enumerate(NAMES)}
ROLE = {n: i for i, n in enumerate(ROLES)}
TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "president", "vice", "minister", "prime", "king", "queen",
    "prince", "princess", "sen", "senator", "rep", "representative", "gov", "governor", "gen", "general", "lt",
    "col", "colonel", "sgt", "secretary", "sir", "lord", "lady", "judge", "justice", "rev", "pope",
    "saint", "sheikh", "ambassador", "chairman", "ceo", "director", "mayor", "captain", "capt", "maj", "major",
    "officer", "detective", "chancellor", "foreign", "defence", "defense", "former", "deputy", "sheriff", "congressman", "congresswoman",
    "speaker", "spokesman", "spokeswoman", "attorney", "professor", "doctor", "field", "marshal", "admiral",
))  # fmt: skip
"""Words before a person's name that are no part of it."""


@dataclass
class Document:
    """Words with whatever labels a corpus gives; None: the corpus says nothing; IGNORE: nothing about this word."""

    name: str
    words: list[str]
    spaced: list[bool]
    breaks: list[bool]
    starts: list[int]
    """1 where a sentence starts."""
    roles: list[int] | None = None
    names: list[int] | None = None
    upos: list[int] | None = None
    heads: list[int] | None = None
    """Index of each word's head, itself for the root."""
    relations: list[int] | None = None
    score_starts: bool = True
    silver: list[int] | None = None
    """Names by somebody else's model, to be agreed with."""
    source: str = ""
    """sha256 of the text of an article that nobody annotated."""
    vectors: list[int] = field(default_factory=list)
    """Row of each sentence's teacher vector."""
    taught_roles: npt.NDArray[np.uint8] | None = None
    """Tag sequences drawn from the teacher's distribution, (`DRAWS`, words)."""
    taught_names: npt.NDArray[np.uint8] | None = None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def _label(ranges: list[tuple[int, int]], spans: Iterable[tuple[int, int, str]], table: dict[str, int]) -> list[int]:
    """BIO labels of words at character `ranges` for `spans` (start, end, label). The first span that claims a word keeps it."""
    out = [0] * len(ranges)
    for start, end, label in spans:
        inside = [i for i, (s, e) in enumerate(ranges) if s < end and e > start]
        if any(out[i] for i in inside):
            continue
        for k, i in enumerate(inside):
            out[i] = table[("B-" if k == 0 else "I-") + label]
    return out


class Reader:
    """Reads each corpus below one root folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._nlp = spacy.blank("en")
        self._nlp.max_length = 10_000_000

    def plain(self, name: str, text: str) -> tuple[Document, list[tuple[int, int]]]:
        """A document of raw text, with the character range of each word."""
        doc = self._nlp.make_doc(text)
        words = words_of(doc)
        ranges = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in words.tokens]
        return Document(name, words.texts, words.spaced, words.breaks, [0] * len(ranges)), ranges

    def polnear(self, part: str) -> list[Document]:
        """PolNeAR `train` or `dev`, first annotator."""
        out = []
        for row in _rows(self.root / f"attribution/polnear-{part}.jsonl.gz"):
            doc, ranges = self.plain(row["id"], row["text"])
            if not ranges:
                continue
            spans = [
                (s, e, role.upper())
                for a in row["annotations"][0]["attributions"]
                for role in ("source", "cue", "content")
                for s, e in a[role]
            ]
            doc.roles = _label(ranges, sorted(spans), ROLE)
            silver = row["silver_tokens"] or []
            marks: dict[int, int] = {}
            entity: dict[int, str] = {}
            for number, start, end, _, _, ner in silver:
                marks.setdefault(number, start)
                for c in range(start, end):
                    entity[c] = ner
            begins = sorted(marks.values())
            k = 0
            for i, (s, _) in enumerate(ranges):
                if k < len(begins) and s >= begins[k]:
                    doc.starts[i] = 1
                    while k < len(begins) and s >= begins[k]:
                        k += 1
            for i, broken in enumerate(doc.breaks):
                doc.starts[i] = int(bool(doc.starts[i]) or broken or i == 0)
            doc.score_starts = bool(silver)
            if silver:
                kinds = {
                    "PERSON": "PERSON",
                    "ORGANIZATION": "ORG",
                    "LOCATION": "LOC",
                    "MISC": "MISC",
                    "COUNTRY": "LOC",
                    "CITY": "LOC",
                    "STATE_OR_PROVINCE": "LOC",
                }
                doc.silver, previous = [], ""
                for s, _ in ranges:
                    kind = kinds.get(entity.get(s, "O"), "")
                    doc.silver.append(NAME[("I-" if kind == previous else "B-") + kind] if kind else 0)
                    previous = kind
            out.append(doc)
        return out

    def stories(self) -> list[Document]:
        """Articles of other outlets and other years, for sentence vectors and self-labelled names; no labels."""
        out = []
        for name in ("giveme5w1h-clusters", "basil-2010-2016", "wikinews-medium"):
            for k, row in enumerate(_rows(self.root / f"stories/{name}.jsonl.gz")):
                doc, ranges = self.plain(f"{name}-{k}", row["text"][:6000])
                doc.source = hashlib.sha256(row["text"].encode("utf-8", "surrogatepass")).hexdigest()
                if len(ranges) < 30:
                    continue
                for i, word in enumerate(doc.words):
                    ended = (
                        i
                        and doc.words[i - 1] in (".", "?", "!", "”", '"')
                        and doc.spaced[i]
                        and word[:1].isupper()
                        and doc.words[i - 1] in ".?!"
                    )
                    doc.starts[i] = int(i == 0 or doc.breaks[i] or bool(ended))
                doc.score_starts = False
                out.append(doc)
        return out

    def ewt(self, part: str, work: Path) -> list[list[Sentence]]:
        """EWT `train` documents (from single files by the list), or one list of `dev` / `test` sentences."""
        if part != "train":
            return [list(sentences(gzip.open(self.root / f"syntax/en_ewt-ud-{part}.conllu.gz", "rt", encoding="utf8")))]
        out = []
        with tarfile.open(self.root / "syntax/ewt-documents.tar.gz") as tar:
            files = {m.name: m for m in tar.getmembers() if m.name.endswith(".conllu")}
            lists = {p: set(_text(tar, f"ewt/file-lists/files.{p}").split()) for p in ("dev", "test")}
            for name, member in sorted(files.items()):
                short = name.removeprefix("ewt/sources/")
                if short not in lists["dev"] and short not in lists["test"]:
                    found = list(sentences(_text(tar, member.name).splitlines()))
                    if found:
                        out.append(found)
        return out

    def gum(self, part: str, *, everything: bool = False) -> dict[str, list[Sentence]]:
        """GUM documents of one part by `gum-splits.md`; train leaves the non-commercial genres out unless `everything`."""
        plan = (self.root / "syntax/gum-splits.md").read_text(encoding="utf8")
        wanted = re.findall(r"GUM_\w+", plan.split(f"## {part}\n")[1].split("\n## ")[0])
        out = {}
        with tarfile.open(self.root / "syntax/gum-dep.tar.gz") as tar:
            members = {Path(m.name).stem: m.name for m in tar.getmembers() if m.name.endswith(".conllu")}
            for name in wanted:
                genre = name.split("_")[1]
                if name in members and genre != "reddit" and (everything or part != "train" or genre not in NONCOMMERCIAL):
                    out[name] = list(sentences(_text(tar, members[name]).splitlines()))
        return out

    def wikigold(self) -> list[Document]:
        """wikigold, IO labels made BIO."""
        out: list[Document] = []
        text = (self.root / "names/wikigold/wikigold.conll.txt").read_text(encoding="utf8")
        kinds = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
        words: list[str] = []
        for part in re.split(r"\n\s*\n", text):
            rows = [r.split(" ") for r in part.splitlines() if " " in r]
            if not rows:
                continue
            words = [r[0] for r in rows]
            labels, previous = [], "O"
            for r in rows:
                tag = r[1]
                labels.append(0 if tag == "O" else NAME[("I-" if tag == previous else "B-") + kinds[tag[2:]]])
                previous = tag
            if words[0] == "-DOCSTART-":
                continue
            spaced = spacing(words)
            start = [1] + [0] * (len(words) - 1)
            if out and len(out[-1].words) < 200:
                last = out[-1]
                last.words += words
                last.spaced += [True, *spaced[1:]]
                last.breaks += [False] * len(words)
                last.starts += start
                assert last.names is not None
                last.names += labels
            else:
                out.append(Document(f"wikigold-{len(out)}", words, spaced, [False] * len(words), start, names=labels))
        return out

    def re3d(self, part: str) -> list[Document]:
        """re3d `train` or `heldout`, names by `re3d_names`."""
        out = []
        for row in _rows(self.root / "names/re3d.jsonl.gz"):
            share = int(hashlib.sha256(row["id"].encode()).hexdigest()[:8], 16) / 2**32
            if (share < RE3D_TRAIN) == (part == "train"):
                doc, ranges = self.plain(row["id"], row["text"])
                doc.names = _label(ranges, re3d_names(row["text"], row["entities"]), NAME)
                doc.score_starts = False
                for i in range(len(doc.words)):
                    doc.starts[i] = int(
                        i == 0 or doc.breaks[i] or (doc.words[i - 1] in ".?!" and doc.spaced[i] and doc.words[i][:1].isupper())
                    )
                out.append(doc)
        return out


def _text(tar: tarfile.TarFile, name: str) -> str:
    member = tar.extractfile(name)
    if member is None:
        raise FileNotFoundError(name)
    return member.read().decode("utf8")


def spacing(words: list[str]) -> list[bool]:
    """A guess at where white space stood in tokenised text."""
    out = []
    for i, w in enumerate(words):
        out.append(i > 0 and w not in (",", ".", ";", ":", "?", "!", ")", "'s", "''", "%") and words[i - 1] not in ("(", "$", "``"))
    return out


def re3d_names(text: str, entities: list[list[Any]]) -> list[tuple[int, int, str]]:
    """re3d's nested entities as flat names: leading determiners, and a person's titles, are cut off; a name begins and ends with a
    capital or a digit and has no lower-case word but of / the / and / for / al / de / in between; longest first. Nationalities are MISC."""
    kinds = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}
    found = []
    for start, end, kind, _ in entities:
        if kind not in kinds:
            continue
        raw = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\s]+", text[start:end])]
        while raw and (
            text[raw[0][0] : raw[0][1]].lower() in ("the", "a", "an", "all", "our", "their", "its")
            or (kind == "Person" and text[raw[0][0] : raw[0][1]].lower().strip(".") in TITLES)
        ):
            raw.pop(0)
        if not raw:
            continue
        words = [text[s:e].strip("()“”\"',.") for s, e in raw]
        if not (words[0][:1].isupper() and (words[-1][:1].isupper() or words[-1][:1].isdigit())):
            continue
        if any(
            w[:1].islower() and w not in ("of", "the", "and", "for", "de", "in", "bin", "on") and not w.startswith(("al-", "as-", "ash-"))
            for w in words
        ):
            continue
        if words[0].strip(".") in ("Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec"):
            continue
        if words[0] in ("We", "Our", "They", "He", "She", "It", "I", "You", "Who", "Their", "This"):
            continue
        found.append((raw[0][0], raw[-1][1], kinds[kind]))
    order = {"LOC": 0, "ORG": 1, "PERSON": 2, "MISC": 3}
    found.sort(key=lambda f: (f[0] - f[1], order[f[2]]))
    kept: list[tuple[int, int, str]] = []
    for f in found:
        if all(f[1] <= k[0] or f[0] >= k[1] for k in kept):
            kept.append(f)
    return sorted(kept)


@dataclass
class Sentence:
    """One sentence of a CoNLL-U file."""

    words: list[str]
    lemmas: list[str]
    upos: list[str]
    heads: list[int]
    """1-based, 0 for the root, as in the file."""
    relations: list[str]
    spaced_after: list[bool]
    misc: list[str]
    paragraph: bool
    """A new paragraph or document starts here."""
    opens: bool = False
    """A new document starts here."""


def sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; multi-word tokens are passed over, empty nodes too."""
    now = Sentence([], [], [], [], [], [], [], False)
    inside = 0
    no_space = False
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith(("# newpar", "# newdoc")):
            now.paragraph = True
            now.opens = now.opens or line.startswith("# newdoc")
        if not line:
            if now.words:
                yield now
            now = Sentence([], [], [], [], [], [], [], False)
            continue
        if line.startswith("#"):
            continue
        c = line.split("\t")
        if "-" in c[0]:
            inside = int(c[0].split("-")[1])
            no_space = "SpaceAfter=No" in c[9]
            continue
        if "." in c[0]:
            continue
        number = int(c[0])
        now.words.append(c[1])
        now.lemmas.append(c[2])
        now.upos.append(c[3])
        now.heads.append(int(c[6]))
        now.relations.append(c[7])
        now.misc.append(c[9])
        now.spaced_after.append("SpaceAfter=No" not in c[9] if number > inside else (number == inside and not no_space))
        if number >= inside:
            inside = 0
    if now.words:
        yield now


def document(name: str, parts: list[Sentence], upos: dict[str, int], relations: dict[str, int]) -> Document:
    """A UD document as one `Document`."""
    doc = Document(name, [], [], [], [], upos=[], heads=[], relations=[])
    assert doc.upos is not None
    assert doc.heads is not None
    assert doc.relations is not None
    space = False
    for s in parts:
        base = len(doc.words)
        for i, word in enumerate(s.words):
            doc.words.append(word)
            doc.spaced.append(space)
            doc.breaks.append(s.paragraph and i == 0 and base > 0)
            doc.starts.append(int(i == 0))
            doc.upos.append(upos.get(s.upos[i], IGNORE))
            doc.heads.append(base + (s.heads[i] - 1 if s.heads[i] else i))
            doc.relations.append(relations.get(s.relations[i], IGNORE))
            space = s.spaced_after[i]
    return doc


GUM_KINDS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "MISC"}


def gum_names(s: Sentence) -> list[int]:
    """Names of one GUM sentence: of each person, organisation, place or event whose head word is a proper noun, the run of proper nouns
    around the head (of / the / and between two of them allowed; titles cut off). Demonyms (proper adjectives) are MISC. Other proper
    nouns are IGNORE."""
    n = len(s.words)
    out = [0] * n
    for i in range(n):
        if s.upos[i] == "PROPN":
            out[i] = IGNORE
        elif (
            s.upos[i] == "ADJ"
            and s.words[i][:1].isupper()
            and i
            and re.search(r"(ian|ean|ish|ese|can|ench|man|tch|raqi|raeli|eek|wiss|ghan|tani)$", s.words[i])
        ):
            out[i] = NAME["B-MISC"]
    opened: dict[str, list[tuple[int, str]]] = {}
    spans: list[tuple[int, int, str]] = []
    for i, misc in enumerate(s.misc):
        value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for whole, start, end in re.findall(r"(\(([^()]+)\)?|([^()]+)\))", value):
            if whole.startswith("("):
                bits = start.split("-")
                if whole.endswith(")"):
                    spans.append((i, i + 1, bits[1] if len(bits) > 1 else ""))
                else:
                    opened.setdefault(bits[0], []).append((i, bits[1] if len(bits) > 1 else ""))
            elif opened.get(end.split("-")[0]):
                at, kind = opened[end.split("-")[0]].pop()
                spans.append((at, i + 1, kind))
    spans.sort(key=lambda x: x[0] - x[1])
    taken = [False] * n
    for start, end, kind in spans:
        head = next((i for i in range(start, end) if not start < s.heads[i] <= end), start)
        if s.upos[head] != "PROPN":
            continue
        a, b = head, head + 1
        while a > start and (_proper(s, a - 1) or _joins(s, a - 1, start, -1)):
            a -= 1
        while b < end and (_proper(s, b) or s.upos[b] == "NUM" or _joins(s, b, end - 1, 1)):
            b += 1
        label = GUM_KINDS.get(kind, "" if kind == "time" else "MISC")
        if kind == "person" and b - a == 1 and re.search(r"(ns|ims|ews|ists|ats|ians)$", s.words[a]):
            label = "MISC"
        if kind == "time" and not any(taken[a:b]):
            out[a:b] = [0] * (b - a)
        if kind == "person":
            last = max((i for i in range(a, b) if s.words[i].lower().strip(".") in TITLES), default=a - 1)
            a, label = (last + 1, label) if last + 1 < b else (a, "")
        if not label or taken[a:b].count(True):
            continue
        for k, i in enumerate(range(a, b)):
            out[i], taken[i] = NAME[("B-" if k == 0 else "I-") + label], True
    return [0 if label == IGNORE and (w.lower().strip(".") in TITLES) else label for label, w in zip(out, s.words, strict=True)]


_JOINTS = frozenset(("of", "the", "and", "for", "-", "de", "&", "al"))


def _proper(s: Sentence, i: int) -> bool:
    return s.upos[i] == "PROPN" or (i > 0 and s.words[i][:1].isupper() and s.upos[i] in ("ADJ", "NOUN", "VERB"))


def _joins(s: Sentence, i: int, end: int, step: int) -> bool:
    """A small word at `i` with a proper one behind it, going by `step` as far as `end`."""
    if s.words[i].lower() not in _JOINTS:
        return False
    while i != end and s.words[i].lower() in _JOINTS:
        i += step
    return _proper(s, i)
