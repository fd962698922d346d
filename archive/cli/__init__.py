"""The command line: `archive COMMAND`. Its JSON is a contract, documented in docs/cli.md."""

from __future__ import annotations

import sys

import click

from archive.cli.asking import search, status
from archive.cli.explaining import explain, vocabulary
from archive.cli.keeping import ingest, reindex, reinstate, reread, withdraw
from archive.cli.measuring import evaluate, inspect, tag
from archive.cli.printing import say
from archive.cli.reviewing import review
from archive.cli.serving import serve
from archive.errors import ArchiveError
from index.errors import IndexerError


class Archive(click.Group):
    """The group of commands; what the application refuses ends in one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and say an error in the user's words."""
        try:
            return super().invoke(ctx)
        except (ArchiveError, IndexerError) as error:
            say(f"archive: {error}", err=True)
            sys.exit(2)
        except KeyboardInterrupt:
            say("\narchive: Stopped. What was finished is kept.", err=True)
            sys.exit(130)  # as shells have it for Ctrl-C


@click.group(cls=Archive, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="testimony-archive", prog_name="archive")
def main() -> None:
    """A searchable archive of testimonies.

    Settings are read from the environment: ARCHIVE_STORE (default sqlite:///data/archive.db),
    ARCHIVE_SEARCH (default whoosh:data/index) and others that docs/cli.md lists.
    """


COMMANDS = (
    *(ingest, serve, reread, review, withdraw, reinstate, reindex, status),
    *(search, inspect, tag, explain, vocabulary, evaluate),
)

for command in COMMANDS:
    main.add_command(command)
