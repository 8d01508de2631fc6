"""Words that ascribe: which lemmas say that somebody said something. The lists stand in `data/cues.toml`.

What it does not do: find a cue in a text (the encoder does), or tell its stance.
"""

from __future__ import annotations

from functools import cache

from rashomon.language.lexicon import lexicon


@cache
def reporting() -> frozenset[str]:
    """Verbs that take a speaker and what is said."""
    return frozenset(lexicon("cues")["verbs"]["reporting"])


@cache
def ascribing() -> frozenset[str]:
    """These, and the words that take a stance towards what is said: verbs and nouns ("deny", "denial")."""
    return reporting().union(*lexicon("cues")["stance"].values())
