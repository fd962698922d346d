"""Commands that keep the archive: ingest, reread, withdraw, reinstate, reindex."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from archive import publish, words
from archive.app import House, open_house
from archive.cli.printing import example, progress, say
from archive.errors import UsageError
from archive.ingest import ingest as ingest_captures
from archive.ingest import reread as reread_sources
from archive.manifest import listed, misstated
from archive.settings import Settings
from index.model import Provenance


@contextmanager
def house() -> Iterator[House]:
    """Store, gate and engine as the environment names them, for the length of a block."""
    opened = open_house(Settings.from_environment())
    try:
        yield opened
    finally:
        opened.close()


@click.command(
    epilog=example(
        "archive ingest corpus", "archive ingest page.txt --publisher 'Riverbank Archive' --captured 2024-05-02"
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come in; change nothing.")
@click.option("--if-empty", is_flag=True, help="Do nothing where the archive holds a source already.")
@click.option("--publisher", help="Who published these captures, where no manifest says it.")
@click.option("--rights", help="What is known of their rights, where no manifest says it.")
@click.option("--address", help="The address that was captured, where no manifest says it.")
@click.option("--captured", help="The date of the capture (2024-05-02), where no manifest says it.")
def ingest(paths: tuple[Path, ...], dry_run: bool, if_empty: bool, **origin: str | None) -> None:
    """Read captures into the archive. PATH is a file or a folder.

    Captures are plain text, Markdown, saved web pages, Word documents (DOCX) or PDF files. In a folder manifest.toml
    lists them; without one every file named as one of these is read. A run can be interrupted and started again: each
    source comes in whole or not at all, and bytes that are there already add nothing. Exit status 1: every capture was
    refused.
    """
    given = Provenance(**origin)
    for key, why in misstated(given).items():
        raise UsageError(f"--{key}: {why}.")
    with house() as opened:
        if if_empty and opened.store.digests():
            return
        files = listed(paths, given)
        limit = Settings.from_environment().limit
        report = ingest_captures(
            opened.store, progress(files, "Reading captures"), opened.publish, limit=limit, dry_run=dry_run
        )
        for line in report.lines():
            say(line)
    if report.refused and not report.ingested:
        sys.exit(1)


@click.command(epilog=example("archive reread", "archive reread 000_596a1b8062a1a8d1.txt"))
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
def reread(sources: tuple[str, ...]) -> None:
    """Let today's indexer read stored sources anew: all, or those named by id, digest or file name.

    Proposals are replaced; decisions and ids stay, and an id that is given up redirects.
    """
    with house() as opened:
        digests = [_digest(opened, name) for name in sources] if sources else opened.store.digests()
        done = [
            one
            for digest in progress(digests, "Reading sources anew")
            for one in reread_sources(opened.store, [digest])
        ]
        opened.publish()
        new, given_up = sum(len(one.new) for one in done), sum(len(one.replaced) for one in done)
        kept = sum(len(one.kept) for one in done)
        say(f"Sources read anew: {len(done):,}. Stories kept: {kept:,}, new: {new:,}, given up: {given_up:,}.")


def _digest(opened: House, name: str) -> str:
    target = opened.store.find(name)
    if target.kind != "source":
        raise UsageError(f"{name!r} is a story; reread takes sources.")
    return opened.store.sha256(target.id)


def _user() -> str:
    """The name of who runs the command; the user's number where the system knows no name, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # KeyError until Python 3.12, OSError since
        return str(os.getuid())


WHO = partial(click.option, "--who", default=_user, show_default="your user name", help="Who decides.")
WHY = partial(click.option, "--why", default="", help="Why; kept with the decision.")
"""The options of every command that decides."""


@click.command(epilog=example("archive withdraw 4fqk2m7xra --why 'the narrator asked for it'"))
@click.argument("target", metavar="SOURCE|STORY")
@WHO()
@WHY()
def withdraw(target: str, who: str, why: str) -> None:
    """Take a source or a story out of every page, count and answer.

    A story that stands in another source too stays with that occurrence when one of its sources is withdrawn.
    """
    with house() as opened:
        found = opened.store.find(target)
        opened.store.withdraw(found, who, why)
        opened.publish()
        say(f"Withdrawn: {found.kind} {found.id}, {found.label}. `archive reinstate {found.id}` brings it back.")


@click.command(epilog=example("archive reinstate 4fqk2m7xra --why 'consent given anew'"))
@click.argument("target", metavar="SOURCE|STORY")
@WHO()
@WHY()
def reinstate(target: str, who: str, why: str) -> None:
    """Bring a withdrawn source or story back, exactly as it was."""
    with house() as opened:
        found = opened.store.find(target)
        opened.store.reinstate(found, who, why)
        opened.publish()
        say(f"Reinstated: {found.kind} {found.id}, {found.label}.")


@click.command(epilog=example("archive reindex"))
def reindex() -> None:
    """Build the search index anew beside the present one, then swap; readers keep their answers meanwhile."""
    with house() as opened:
        done = publish.reindex(opened.gate, opened.engine, opened.lock)
        say(f"Index built anew: {words.stories(done.stories)}, at position {done.position:,} of the change log.")
