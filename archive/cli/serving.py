"""The command that serves the pages."""

from __future__ import annotations

import os
import socket

import click
import uvicorn

from archive import app
from archive.cli.printing import example
from archive.errors import UsageError
from archive.settings import Settings


@click.command(epilog=example("archive serve", "archive serve --host 0.0.0.0 --port 8080 --workers 2"))
@click.option("--host", help="The address to listen on; 127.0.0.1, this machine alone, by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 8000 by default.")
@click.option("--workers", type=click.IntRange(1, 64), help="How many processes answer; 1 by default.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the archive's pages. The store is migrated and the index caught up before the first answer."""
    settings = Settings.from_environment(host=host, port=port, workers=workers)
    bound = _port(settings.host, settings.port)
    app.prepare(settings)
    click.echo(f"The archive listens on http://{settings.host}:{bound}/ (stop it with Ctrl-C).")
    os.environ.update(settings.environment())
    uvicorn.run(
        "archive.app:create",
        factory=True,
        host=settings.host,
        port=bound,
        workers=settings.workers,
        access_log=False,  # what a reader searched is nobody's business
        log_level="warning",
        server_header=False,
    )


def _port(host: str, port: int) -> int:
    """The port to listen on: `port`, or one that is free where it is 0. Raises UsageError where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the server itself binds: a port that another process has just left is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        raise UsageError(f"Cannot listen on {host}, port {port}: {error.strerror}. See --host and --port.") from error
