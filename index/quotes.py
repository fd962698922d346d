"""Quotation marks: which part of a paragraph is spoken by somebody else, also over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

WHOLE = 0.9
"""Share of a paragraph that stands between marks for all of it to be a quotation."""

REACH = 12
"""Paragraphs over which an open quotation is followed to its closing mark."""

_MARKS = re.compile(r"[“”«»「」『』]|\"")
_OPENING, _CLOSING = "“«「『", "”»」』"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A paragraph's own words, and those between marks; `whole` where it is all quotation."""

    own: str
    spoken: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    parts: Quoted
    opens: bool
    closes: bool


def read(paragraphs: Sequence[str]) -> tuple[Quoted, ...]:
    """Tell quotation from narration, paragraph by paragraph, in their order.

    A quotation that opens without closing goes on: over paragraphs that open it anew, and over paragraphs without
    marks when a later one closes it.
    """
    readings = [_read(text) for text in paragraphs]
    parts = [reading.parts for reading in readings]
    for at, reading in enumerate(readings):
        if reading.opens:
            for middle in _middle(readings, at):
                parts[middle] = _all_spoken(paragraphs[middle], parts[middle])
    return tuple(parts)


def _middle(readings: Sequence[_Reading], at: int) -> range:
    """The paragraphs after `at` that go on with the quotation which it leaves open; none where nothing closes it."""
    for later in range(at + 1, min(at + 1 + REACH, len(readings))):
        if readings[later].closes:
            return range(at + 1, later + 1)
        if readings[later].parts.spoken:
            break
    return range(0)


def _all_spoken(text: str, parts: Quoted) -> Quoted:
    """A paragraph that goes on with a quotation from before: all of it, or up to the mark that closes it."""
    end = min((at for at in map(text.find, (*_CLOSING, '"')) if at >= 0), default=len(text))
    own = text[end + 1 :].strip()
    return Quoted(own, text[:end], len(own) <= (1 - WHOLE) * len(text))


def _read(text: str) -> _Reading:
    own: list[str] = []
    spoken: list[str] = []
    at, inside, closes = 0, False, False
    for match in _MARKS.finditer(text):
        opening = match[0] in _OPENING or (match[0] == '"' and not inside)
        if opening != inside:
            (spoken if inside else own).append(text[at : match.start()])
            at, inside = match.end(), opening
        elif not opening:
            closes = True
    (spoken if inside else own).append(text[at:])
    mine, theirs = " ".join(own).strip(" .,;"), " ".join(spoken)
    whole = bool(theirs) and len(theirs) >= WHOLE * (len(mine) + len(theirs))
    return _Reading(Quoted(mine, theirs, whole), inside, closes)
