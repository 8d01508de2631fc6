"""`rashomon mcp`: the library for assistants, over standard input and output."""

from __future__ import annotations

from rashomon.cli.library import LibraryOption


def mcp_command(library: LibraryOption = None) -> None:
    """Answer an editor or assistant that speaks the Model Context Protocol.

    The program that uses it starts this command and talks to it over standard input and output. It can list stories, get a dossier and find
    who said a thing, and changes nothing.
    """
    from rashomon.serving.assistants import server
    from rashomon.storing.library import open_library

    with open_library(library) as home:
        server(home).run("stdio")
