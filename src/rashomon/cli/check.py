"""`rashomon check`: does every span of a dossier still hold?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rashomon.errors import NoInput


def check_command(
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER.json", help="A dossier written by `compare --json`; - for standard input.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing when all holds.")] = False,
) -> None:
    """Verify every span of a dossier against the text it quotes.

    Exits with 1 at the first span, reference or count that does not hold, and says which.
    """
    from rashomon.checking import check

    held = check(_content(dossier), which=dossier)
    if not quiet:
        typer.echo(f"ok: {held.spans:,} spans in {held.articles:,} articles hold, {held.findings:,} findings refer only to what is there")


def _content(target: str) -> bytes:
    if target == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(target).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoInput(reason, which=target, then="Give a file written by `rashomon compare --json`") from None
