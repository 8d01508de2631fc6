"""The command `rashomon`: options in, an exit code out.

Exit codes: 0 all is well; 1 nothing could be compared, or a dossier does not hold; 2 the command cannot be carried out as typed (an
unknown option, a path that names nothing, an output that cannot be written); 130 stopped with Ctrl-C. Errors are one line on standard
error, never a traceback; set RASHOMON_TRACEBACK=1 to see where an unexpected one came from.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from rashomon import __version__
from rashomon.cli.annotate import annotate_command
from rashomon.cli.batch import batch_command
from rashomon.cli.check import check_command
from rashomon.cli.compare import compare_command
from rashomon.cli.export import export_command
from rashomon.cli.library import (
    add_command,
    backup_command,
    correct_command,
    remove_command,
    restore_command,
    search_command,
    show_command,
    stories_command,
    undo_command,
)
from rashomon.cli.mcp import mcp_command
from rashomon.cli.output import expect_writable, write
from rashomon.cli.read import read_command
from rashomon.cli.serve import serve_command
from rashomon.cli.watch import watch_command
from rashomon.errors import NoInput, NoLibrary, NotWritable, RashomonError, WrongCorrection
from rashomon.threads import one_thread

_STOPPED = 130
"""what shells expect after Ctrl-C: 128 and the signal's number"""

app = typer.Typer(
    name="rashomon",
    help="Compare several accounts of one event: who reported what, on whose word, where they agree and where they conflict.",
    epilog="Exit codes: 0 all is well; 1 nothing to compare, or a dossier that does not hold; 2 wrong usage; 130 stopped.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rashomon {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Compare several accounts of one event: who reported what, on whose word, where they agree and where they conflict."""


def _read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders or patterns; - for standard input.", show_default=False)
    ],
    json: Annotated[str | None, typer.Option(metavar="OUT", help="Write the articles and what was left out as JSON instead.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing; the exit code says whether anything was read.")] = False,
) -> None:
    """Show what was read, and what was left out and why.

    Exits with 1 if no article was read. OUT may be - for standard output.
    """
    if not quiet and json is None:
        raise typer.Exit(read_command(paths))
    expect_writable([json])
    from rashomon.reading.read import read

    reading = read(paths)
    if json:
        write(json, reading.model_dump_json(indent=2) + "\n")
    raise typer.Exit(0 if reading.articles else 1)


app.command("compare")(compare_command)
app.command("read")(_read)
app.command("check")(check_command)
app.command("annotate")(annotate_command)
app.command("batch")(batch_command)
app.command("export")(export_command)
app.command("add")(add_command)
app.command("stories")(stories_command)
app.command("show")(show_command)
app.command("search")(search_command)
app.command("remove")(remove_command)
app.command("correct")(correct_command)
app.command("undo")(undo_command)
app.command("backup")(backup_command)
app.command("restore")(restore_command)
app.command("serve")(serve_command)
app.command("watch")(watch_command)
app.command("mcp")(mcp_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line in `arguments` (default: the process's own) and give its exit code."""
    one_thread()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = app(list(sys.argv[1:] if arguments is None else arguments), standalone_mode=False)
        sys.stdout.flush()
        return _fail("stopped", _STOPPED) if code == _STOPPED else code if isinstance(code, int) else 0
    except (KeyboardInterrupt, typer.Abort):
        return _fail("stopped", _STOPPED)
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, BrokenPipeError) or isinstance(error.__context__, BrokenPipeError):
            return _close_pipe()
        raise
    except RashomonError as error:
        return _fail(str(error), 2 if isinstance(error, NoInput | NoLibrary | NotWritable | WrongCorrection) else 1)
    except Exception as error:
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    if hasattr(error, "show") and hasattr(error, "exit_code"):
        error.show()
        return int(error.exit_code)
    if os.environ.get("RASHOMON_TRACEBACK"):
        raise error
    return _fail(f"unexpected {type(error).__name__}: {error}. Please report it; RASHOMON_TRACEBACK=1 shows where it happened", 1)


def _fail(message: str, code: int) -> int:
    print(f"rashomon: {' '.join(message.split())}", file=sys.stderr)
    return code


def _close_pipe() -> int:
    """The reader has gone, which is its right: point standard output at nothing, so that Python's own flush at exit finds an open end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return 0
