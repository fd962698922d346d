"""A text cut into pieces for showing, some of them marked. The words themselves are never altered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST_QUOTE = 1200
"""Characters of a passage that a hit shows; a longer one is shown around its first mark."""

_WORD = 80
"""Characters of the longest word that is not cut."""

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether it is to be marked."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A text as a hit shows it; `before` and `after` say whether something was left out there."""

    pieces: tuple[Piece, ...]
    before: bool = False
    after: bool = False


def slices(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text cut at the spans; spans that touch or overlap are drawn together, those outside the text ignored."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _merged(spans, len(text)):
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], marked=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def quote(text: str, spans: Sequence[tuple[int, int]], longest: int = LONGEST_QUOTE) -> Quote:
    """The text with its marks; of one longer than `longest`, a stretch around the first mark, cut between words."""
    if len(text) <= longest:
        return Quote(slices(text, spans))
    first = min((start for start, _ in spans), default=0)
    start = _word_start(text, max(0, min(first - longest // 3, len(text) - longest)))
    end = _word_end(text, min(len(text), start + longest))
    shifted = [(max(0, a - start), min(end, b) - start) for a, b in spans if b > start and a < end]
    return Quote(slices(text[start:end], shifted), start > 0, end < len(text))


def differing(text: str, other: str) -> tuple[Piece, ...]:
    """The words of `text`, with those marked that `other` has not in that place."""
    left, right = _WORDS.findall(text), _WORDS.findall(other)
    pieces: list[Piece] = []
    for tag, a, b, _c, _d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if b > a:
            pieces.append(Piece("".join(left[a:b]), marked=tag != "equal"))
    return tuple(pieces)


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(length, b)) for a, b in spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _word_start(text: str, at: int) -> int:
    space = text.rfind(" ", max(0, at - _WORD), at)
    if space >= 0:
        return space + 1
    return 0 if at <= _WORD else at


def _word_end(text: str, at: int) -> int:
    space = text.find(" ", at, at + _WORD)
    if space >= 0:
        return space
    return len(text) if len(text) - at <= _WORD else at
