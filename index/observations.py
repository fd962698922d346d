"""What speaks for the part of each line: its own traits, those of its place, and those of the lines around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index import traits
from index.looks import Look
from index.surroundings import Page

_NEAR = frozenset(
    (
        *("reads as text", "reads as no text", "says I", "is all quotation", "is a name", "may be a name"),
        *("names a person", "all capitals", "capitals as in a title", "ends in a question", "ends as a sentence"),
        *("ends openly", "ends in a cry", "ends in a colon or comma", "closes a letter", "greets", "calls"),
        *("opens with a speaker's name", "opens with a label", "opens with a command", "opens with a bracket"),
        *("names a sum", "names a time", "holds an address", "holds a link", "holds a date", "holds a date alone"),
        *("holds dots", "speaks of the page", "speaks much of the page", "mostly figures", "is numbered", "no sign"),
        *("opens with a name set apart", "little but a date", "recurs", "recurs with other figures", "shape recurs"),
        *("first word recurs", "first words recur", "last words recur", "set like another line", "gap before: wide"),
        *("gap before: very wide", "most like a title of its run"),
        *("opens a life", "tells of today", "ends with thanks", "has no verb", "no words", "announces a list"),
        "a speaker who speaks again",
    )
)
"""Traits that also speak for the lines above and below; beside these, signs and lengths do."""


def observe(looks: Sequence[Look]) -> list[list[str]]:
    """The names of all that speaks for the part of each line."""
    page = Page(looks)
    own = [list(traits.of(one)) for one in looks]
    own = [[*names, *page.traits(at)] for at, names in enumerate(own)]
    near = [[name for name in names if _carries(name)] for names in own]
    far = [[name for name in names if name.startswith("sign: ") or name == "reads as text"] for names in own]
    return [["any line", *own[at], *_around(near, far, at)] for at in range(len(looks))]


@lru_cache(maxsize=16_384)
def _carries(name: str) -> bool:
    return name in _NEAR or name.startswith("sign: ") or (name.endswith((" word", " words")) and ":" not in name)


def _around(near: Sequence[Sequence[str]], far: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    for step, where, names in ((-1, "above", near), (1, "below", near), (-2, "two above", far), (2, "two below", far)):
        if 0 <= at + step < len(names):
            yield from (f"{where}: {name}" for name in names[at + step])
        else:
            yield f"{where}: nothing"
