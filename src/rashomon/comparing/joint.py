"""Whether a source is several people who speak together ("Lind and Brandt said", "the chairmen said").

Such a statement is none of theirs alone, also where the annotator names one of them as its actor. What it does not do: name them all; the
source's own words do.
"""

from __future__ import annotations

import itertools
import re

from rashomon.comparing.mentions import Mentions
from rashomon.model.annotated import Source
from rashomon.model.story import Actor

_BETWEEN = re.compile(r"(?:\band\b|&|;)[^'’]*$")
_PLURAL = re.compile(r"^(?:the|these|those|both|two|three|several|many|some)\b.*\b(?:[a-z]+men|[a-z]*people|[a-z]+[^s\W]s)$", re.IGNORECASE)


def joint(source: Source, actor: Actor | None, mentions: Mentions) -> bool:
    """Whether the source names two persons with an "and" between them, or is a plural noun that stands for one person."""
    text = source.text or ""
    if actor is not None and actor.kind == "person" and _PLURAL.match(text) and text.split()[-1][0].islower():
        return True
    named = sorted(
        {
            (span.start, span.end, person.id)
            for person, told in mentions.inside(source.spans)
            if person.kind == "person"
            for span in told.names
        }
    )
    starts = {span.start: span.text for span in source.spans}
    for (_, end, one), (start, _, other) in itertools.pairwise(named):
        inside = next((words[end - at : start - at] for at, words in starts.items() if at <= end and start <= at + len(words)), "")
        if one != other and not inside.startswith(("'s", "’s")) and _BETWEEN.search(inside):
            return True
    return False
