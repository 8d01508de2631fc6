"""How sure a statement is: how often, of statements like it, both content and source are right.

The shares are measured on PolNeAR's dev articles (Newell et al. 2018), on which the weights were not trained: a content is right that
shares more than half of its characters with an annotated one, and a source that shares some with that one's. `python -m evaluation
confidence` measures them again, there and on articles that are not about politics. What this is not: how likely it is that what was said
is true.
"""

from __future__ import annotations

from typing import Literal

Form = Literal["quoted", "clause", "phrase"]
"""a content in quotation marks, one with a verb of its own, or a mere phrase"""
UNSOURCED = 0.3
"""share of the statements whose source was not found"""
_SHARES: dict[tuple[Form, bool], float] = {
    ("quoted", True): 0.92,
    ("quoted", False): 0.8,
    ("clause", True): 0.85,
    ("clause", False): 0.6,
    ("phrase", True): 0.6,
    ("phrase", False): 0.5,
}


def certainty(form: Form, *, ascribed: bool, sourced: bool) -> float:
    """The share of right ones, 0 to 1. `ascribed`: a word of the cue is one for saying (`language.cues`); `sourced`: a source was found."""
    return _SHARES[form, ascribed] if sourced else UNSOURCED
