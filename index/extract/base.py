"""What every extractor gives, and what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.model import Marked, Said

NOTHING = Said()
"""What a format says of itself that says nothing."""

BINARY = "binary"
"""The encoding of a format that is no text file."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was read by, and how many bytes of it could not be.

    Beside the text: what the format marks its lines as, and what the page says of itself.
    """

    text: str
    encoding: str
    replaced: int = 0
    marks: tuple[Marked, ...] = ()
    said: Said = NOTHING


@dataclass(frozen=True, slots=True)
class Extractor:
    """How a format says its text: a name and version, kept with every text that it gave.

    The version counts our own rules, and names the library that read the format where there is one. `extract`
    raises CaptureError, in words for the file's owner, where it can say no text.
    """

    name: str
    version: str
    extract: Callable[[bytes], Decoded]
