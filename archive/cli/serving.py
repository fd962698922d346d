"""The command that serves the pages."""

from __future__ import annotations

import os

import click
import uvicorn

from archive import app
from archive.cli.printing import example
from archive.settings import Settings


@click.command(epilog=example("archive serve", "archive serve --host 0.0.0.0 --port 8080 --workers 2"))
@click.option("--host", help="The address to listen on; 127.0.0.1, this machine alone, by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 8000 by default.")
@click.option("--workers", type=click.IntRange(1, 64), help="How many processes answer; 1 by default.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the archive's pages. The store is migrated and the index caught up before the first answer."""
    settings = Settings.from_environment(host=host, port=port, workers=workers)
    app.prepare(settings)
    click.echo(f"The archive listens on http://{settings.host}:{settings.port}/ (stop it with Ctrl-C).")
    os.environ.update(settings.environment())
    uvicorn.run(
        "archive.app:create",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        access_log=False,  # what a reader searched is nobody's business
        log_level="warning",
        server_header=False,
    )
