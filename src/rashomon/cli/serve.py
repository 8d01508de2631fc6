"""`rashomon serve`: the reading room."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.cli.library import LibraryOption


def serve_command(
    library: LibraryOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free.")] = 8765,
    host: Annotated[str, typer.Option(help="Address to listen on. Any other than this machine's own needs --token.")] = "127.0.0.1",
    token: Annotated[
        str | None, typer.Option(help="What visitors must show (16 characters or more); they open the address it is printed in.")
    ] = None,
    who: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Who signs corrections; default: RASHOMON_NAME, or your user name.")
    ] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also fetch from this machine and private networks.")] = False,
) -> None:
    """Open the library in the browser: read, search, correct and add.

    Listens on this machine alone unless another --host is given, with a token. Ctrl-C stops it.
    """
    from rashomon.serving.guard import LOOPBACK

    if host not in LOOPBACK and (token is None or len(token) < 16):
        raise typer.BadParameter("any other address than this machine's own needs --token with 16 characters or more")
    import socket

    import uvicorn

    from rashomon.serving.app import create_app
    from rashomon.serving.guard import Door
    from rashomon.serving.room import Room
    from rashomon.storing.library import open_library

    with open_library(library, who=who) as shelf, socket.create_server((host, port), family=_family(host)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms for the browser's receipt
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        typer.echo(f"The reading room: {address}{f'?token={token}' if token else ''}  (Ctrl-C stops it)")
        door = Door(hosts=LOOPBACK | {host}, token=token)
        app = create_app(Room(shelf, door, allow_private=allow_private))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on")
        uvicorn.Server(config).run(sockets=[listening])


def _family(host: str) -> int:
    import socket

    return socket.AF_INET6 if ":" in host else socket.AF_INET
