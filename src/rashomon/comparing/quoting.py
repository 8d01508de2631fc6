"""Which words a line of the brief quotes for a claim: those of the account that say it by themselves and say least beside it.

Strings and spans only. What it does not do: judge which account is right, or change a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rashomon.model.dossier import Claim
from rashomon.model.span import Span

_FULLER = 2
"""times as long as the claim's own words; a version longer than that says much else"""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")
_RELATIVE = re.compile(
    r"(?:(?:in|of|on|at|by|from|for|after|during) )?(?:where|who|whom|whose|which|when|with|that|as|to)\b"
    r"|(?:(?:(?:a|one|two|several) \w+|even|just|only|ever) )?(?:after|before|since|because|although|though|while|if|why|how|what)\b",
    re.IGNORECASE,
)
_CLOSES_FIRST = re.compile(r"[^\"]*[^\s\"(\[—–-]\"(?!\w)")
_GERUND = re.compile(r"[a-z]{2,}ing\b")
"""a stretch that begins so hangs on a verb before it ("returning a seized gun")"""
_FRAGMENT = re.compile(r"[“\"‘']?(?:because|which|whose)\b", re.IGNORECASE)
"""an answer that is half a sentence, with or without its quotation mark"""
_SUBJECTLESS = re.compile(r"(?:is|are|was|were|has|have|had|does|did|do|will|would|can|could|may|might|must|should)\b")
"""a stretch that begins so, in lower case, is cut behind its subject"""
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|this|that|these|those|his|her|its|their|but|and|so|there)\b", re.IGNORECASE)


def central(claim: Claim, shown: Sequence[Span] = (), contested: Sequence[Span] = ()) -> Span | None:
    """The version that gives the claim its words, or, if that is cut from its sentence at a relative word, one that stands by itself and is
    not much longer: what else a long one says the others may not say. A version with a number of its own, or with an amount in which
    accounts differ (`contested`), comes last, one that holds half a quotation late, and one whose words are `shown` already is left
    out. None where there is none."""
    own = dict(zip((version.span.key for version in claim.versions), own_numbers([v.span.text for v in claim.versions]), strict=True))

    def order(span: Span) -> tuple[bool, bool, bool]:
        return own[span.key] or any(span.contains(value) for value in contested), _torn(span.text), span.text != claim.text

    spans = sorted((version.span for version in claim.versions if not any(_same_words(version.span, span) for span in shown)), key=order)
    alone = [span for span in spans if not hangs(span.text) and len(span.text) <= _FULLER * len(claim.text)]
    return next((span for span in alone if not leans(span.text)), alone[0] if alone else None)


def own_numbers(texts: Sequence[str]) -> list[bool]:
    """For each version whether it gives a number, in digits, that no more than half of them give: the others do not say so."""
    found = [set(_NUMBER.findall(text)) for text in texts]
    given = Counter(number for numbers in found for number in numbers)
    return [any(2 * given[number] <= len(texts) for number in numbers) for numbers in found]


def _torn(text: str) -> bool:
    """Whether a quotation mark stands in it without its partner."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1 or bool(_CLOSES_FIRST.match(text))


def _same_words(span: Span, other: Span) -> bool:
    """Whether the two share a place in the text, or one's words stand in the other."""
    own, others = (f" {' '.join(_WORD.findall(each.text.casefold()))} " for each in (span, other))
    return span.overlaps(other) or own in others or others in own


def hangs(text: str) -> bool:
    """Whether a stretch is cut from its sentence at a relative word, a conjunction, a participle or a verb ("when the ferry sails")."""
    return any(pattern.match(text) for pattern in (_RELATIVE, _GERUND, _FRAGMENT, _SUBJECTLESS))


def leans(text: str) -> bool:
    """Whether a stretch begins with a word that points back ("he", "but")."""
    return bool(_PRONOUN.match(text))
