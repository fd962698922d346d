"""What every command prints alike: JSON, examples in the help, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import click

Item = TypeVar("Item")


def example(*lines: str) -> str:
    """The end of a command's help: examples, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def print_json(value: Any) -> None:
    """Print a value as indented JSON, in the texts' own letters."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def progress(items: Sequence[Item], label: str) -> Iterator[Item]:
    """Hand out items one by one, with a bar on a terminal and plain lines elsewhere, on standard error."""
    if sys.stderr.isatty():
        with click.progressbar(items, label=label, file=sys.stderr) as bar:
            yield from bar
        return
    yield from _plainly(items, label, len(items))


def _plainly(items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
    """One line a tenth of the way, so that a long run can be followed in a log."""
    step = max(1, total // 10)
    for done, item in enumerate(items, start=1):
        yield item
        if done % step == 0 or done == total:
            click.echo(f"{label}: {done} of {total}", err=True)
