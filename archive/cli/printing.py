"""What every command prints alike: JSON, examples in the help, progress."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import click

Item = TypeVar("Item")


def example(*lines: str) -> str:
    """The end of a command's help: examples, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]",
)
"""Characters that turn, hide or steer what a terminal shows; tab and line feed are not among them."""


def say(text: str, *, err: bool = False) -> None:
    """Print a line; characters that would steer the terminal or turn its text around are told by number."""
    click.echo(_UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text), err=err)


def print_json(value: Any) -> None:
    """Print a value as indented JSON, in the texts' own letters; what cannot be seen is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


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
