"""Every error a person can meet.

Each says what happened, to which input, and what to do next, in one line. The library raises; only `rashomon.cli`
prints and chooses an exit code.
"""

from __future__ import annotations


class RashomonError(Exception):
    """Base of all errors meant for people.

    Arguments: `what` happened, `which` input it happened to, `then`: what the person can do next.
    """

    def __init__(self, what: str, *, which: str, then: str) -> None:
        self.what, self.which, self.then = what, which, then
        super().__init__(f"{which}: {what}. {then}.")


class NoInput(RashomonError):
    """Nothing was given, or a path or pattern names nothing."""


class Unreadable(RashomonError):
    """One input holds no article; it is recorded in `skipped` and the rest goes on."""


class NotFetched(Unreadable):
    """An address cannot be fetched; `passing` where the same may succeed later (a time-out, a busy server)."""

    def __init__(self, what: str, *, which: str, then: str, passing: bool = False) -> None:
        self.passing = passing
        super().__init__(what, which=which, then=then)


class NothingToCompare(RashomonError):
    """No article at all is left after reading and gathering."""


class BrokenDossier(RashomonError):
    """A dossier file is no dossier, or a span in it does not hold."""


class MissingWeights(RashomonError):
    """The annotator's weights are not where the package expects them."""


class NotWritable(RashomonError):
    """An output cannot be written where it was asked for."""


class MissingExtra(RashomonError):
    """A library that only some commands need is not installed; `then` names the pip command that installs it."""

    def __init__(self, library: str, *, which: str, extra: str) -> None:
        super().__init__(
            f"it needs {library}, which is not installed", which=which, then=f"Install it with: pip install 'rashomon[{extra}]'"
        )


class NoLibrary(RashomonError):
    """A library cannot be opened, or a file is no backup of one."""


class WrongCorrection(RashomonError):
    """A correction names something that is not in the story."""
