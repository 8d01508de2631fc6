"""Lines on what an account takes from another medium, from social media or from a source it does not name.

A content that hangs on the words before it ("to leave", "whether it rains"), that has no finite verb, or that the words of saying take back
("are unaware that …", "did not say …") would say another thing by itself and gives no line. An unnamed source is one whose words say what
kind of person speaks ("two officials"). What it does not do: find statements (`annotating.statements`); the sourcing of all of them stands
in the dossier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from rashomon.comparing.phrases import quoted, sentence
from rashomon.language.lexicon import lexicon
from rashomon.model.annotated import Source, Statement
from rashomon.model.article import Article
from rashomon.model.dossier import BriefLine, Dossier

_WORDS = (7, 45)
"""words: a shorter content tells too little by itself, a longer one is no line"""
_HOW = {"media": "another medium", "unnamed": "an unnamed source", "social": "social media"}
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|this|that|these|those)", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?:the|this|that|these|those|his|her|its|their|our|my|he|she|it|they|we|i|you|who|which)\b"
    r"|.*\b(?:founder|ceo|chief executive|president|minister|chancellor|governor|mayor|king|queen|pope)\b",
    re.IGNORECASE,
)
"""a source that points back at somebody the account has named, or that holds an office which one person holds"""
_HANGING = re.compile(r"(?:to|whether|if|what|how|who|why|which|\w+ing|them|him|us|me|is|are|was|were|has|have|had|be)\b", re.IGNORECASE)
"""words at the head of a content that hangs on its cue and says something else without it"""
_FINITE = re.compile(
    r"(?<!which )(?<!who )(?<!that )(?<!-)\b"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|\w+ed)\b|n[’']t\b"
)
_TURNING = re.compile(r"\b(?:not|never|no|nor|neither|den(?:y|ies|ied)|unaware|unclear|refus\w+|declin\w+|doubt\w*|reject\w*)\b|n[’']t\b")
_FETCHED = re.compile(r"https?://|www\.|pic\.twitter|@\w")
_MARKS = tuple("“”\"'‘’")


def second_hand(dossier: Dossier, most: int) -> list[BriefLine]:
    """At most so many lines of each kind of source: media, unnamed, social; one a source and outlet."""
    articles = {article.id: article for article in dossier.articles}
    kinds: dict[str, list[BriefLine]] = {kind: [] for kind in _HOW}
    seen = set()
    for statement in dossier.statements:
        outer, article = (statement.chain or (statement.source,))[0], articles[statement.article]
        content = statement.content
        key = (article.name, (outer.text or "").casefold())
        if not _is_second_hand(outer) or not _stands_alone(statement, article) or key in seen:
            continue
        seen.add(key)
        text = (
            f"{article.name} has this from {_HOW[outer.type]} ({quoted((outer.text or '').rstrip(', '))}): {sentence(_bare(content.text))}"
        )
        kinds[outer.type].append(BriefLine(text=text, kind="context", spans=(*outer.spans, *content.spans)))
    return [line for lines in kinds.values() for line in lines[:most]]


def _is_second_hand(source: Source) -> bool:
    if source.type not in _HOW or not source.text or _PRONOUN.fullmatch(source.text) or _FETCHED.search(source.text):
        return False
    if source.type == "unnamed" and not any(word in _people() for word in _singulars(source.text)):
        return False
    return source.type == "media" or not (_KNOWN.match(source.text) or " " not in source.text or source.text.endswith(("'s", "’s")))


@cache
def _people() -> frozenset[str]:
    return frozenset(lexicon("sources")["heads"]["unnamed"])


def _singulars(text: str) -> Iterator[str]:
    """Each word as it stands, and without the ending of a plural."""
    for word in re.findall(r"[a-z]+", text.lower()):
        yield word
        yield word.removesuffix("s")


def _stands_alone(statement: Statement, article: Article) -> bool:
    """Whether the content says by itself what the account says with the words around it."""
    text = statement.content.text
    if statement.unsure or len(statement.content.spans) > 1 or not _WORDS[0] <= len(text.split()) <= _WORDS[1]:
        return False
    return not (_HANGING.match(text) or _FETCHED.search(text) or _turned(statement, article)) and bool(_FINITE.search(text))


def _turned(statement: Statement, article: Article) -> bool:
    """Whether the cue, or something between source and content, takes back what the content says."""
    around = sorted((*statement.source.spans, *statement.content.spans), key=lambda span: span.start)
    gaps = [article.text[one.end : other.start] for one, other in pairwise(around)]
    return any(_TURNING.search(words) for words in (statement.cue.text, *gaps))


def _bare(content: str) -> str:
    """A content without its "that", the quotation marks around the whole and the comma before the words that ascribe it."""
    words = content.strip().removeprefix("that ")
    if words[:1] in _MARKS and words[-1:] in _MARKS and not set(words[1:-1]) & set('“”"'):
        words = words[1:-1]
    return words.rstrip(", ")
