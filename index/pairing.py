"""Passages of a repeat paired with those of the story's known text, however paragraphs were split or joined.

Each piece of a split paragraph is a reading of the one passage. A paragraph that joins several passages is taken apart
where they meet, so that each keeps its own reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from index.alignment import Alignment
from index.comparison import words
from index.model import Evidence, Lines, Passage, PlaceMention, Span, Tag, YearMention, line_end

PIECE = 0.5
"""Part of a piece's words that its passage holds; below it, a split or joined paragraph is left alone."""

LEAST = 0.35
"""Part of the words of the shorter that a passage and its counterpart share."""


def paired(alignment: Alignment) -> tuple[Passage, ...]:
    """The second text's passages, each with the id of the first's passage that it repeats, or with its own id."""
    text = alignment.b
    partner = {b: a for a, b in alignment.matched}
    made: list[Passage] = []
    for at, passage in enumerate(text.passages):
        made += _parts(alignment, at, passage, partner)
    return tuple(made)


def _parts(alignment: Alignment, at: int, passage: Passage, partner: dict[int, int]) -> list[Passage]:
    bounds = alignment.b.bounds(at)
    where = {word: alignment.a.passage(partner[word]) for word in range(bounds.start, bounds.end) if word in partner}
    held = _held(alignment, where, bounds)
    if not held:
        return [passage]
    cuts = _cuts(where, held, bounds) if len(held) > 1 else []
    if not cuts:
        return [_named(passage, alignment.a.passages[max(held, key=lambda one: held[one])])]
    pieces = _sliced(passage, [words(passage.text).starts[cut - bounds.start] for cut in cuts])
    return [_named(piece, alignment.a.passages[one]) for piece, one in zip(pieces, sorted(held), strict=True)]


def _held(alignment: Alignment, where: dict[int, int], bounds: Span) -> dict[int, int]:
    """The passages of the first text that a passage of the second repeats, with the words shared.

    Several only where each of them is repeated for the most part; else the one that shares most.
    """
    shared: dict[int, int] = {}
    for one in where.values():
        shared[one] = shared.get(one, 0) + 1
    whole = {one: count for one, count in shared.items() if count >= PIECE * len(alignment.a.bounds(one))}
    if len(whole) > 1:
        return whole
    best = max(shared, key=lambda one: (shared[one], -one), default=None)
    if best is None or shared[best] < LEAST * min(len(bounds), len(alignment.a.bounds(best))):
        return {}
    return {best: shared[best]}


def _cuts(where: dict[int, int], held: dict[int, int], bounds: Span) -> list[int]:
    """The words at which a joined passage goes over to the next passage; none where they do not stand in order."""
    order = sorted(held)
    firsts = [min(word for word, one in where.items() if one == at) for at in order]
    lasts = [max(word for word, one in where.items() if one == at) for at in order]
    apart = all(last < first for last, first in zip(lasts, firsts[1:], strict=False))
    return firsts[1:] if apart and bounds.start < firsts[-1] else []


def _sliced(passage: Passage, starts: Sequence[int]) -> list[Passage]:
    """A passage taken apart where words begin; marks that open a quotation stay with what they open."""
    edges = [0, *(_opening(passage.text, start) for start in starts), len(passage.text)]
    return [_slice(passage, start, end) for start, end in pairwise(edges)]


def _opening(text: str, start: int) -> int:
    while start and text[start - 1] in "“\"‘'«「『([$€£¥₩":
        start -= 1
    return start


def _slice(passage: Passage, start: int, end: int) -> Passage:
    """The passage between two code points of its text, without white space at its end, with the tags of its words."""
    end = start + len(passage.text[start:end].rstrip())
    tags = []
    for tag in passage.tags:
        within = tuple(one for one in tag.evidence if start <= one.start < end)
        if within or (not tag.evidence and start == 0):
            moved = (Evidence(one.start - start, min(one.end, end) - start, one.quote) for one in within)
            tags.append(Tag(tag.theme, tag.score, tag.origin, tuple(moved)))
    return replace(
        passage,
        span=Span(passage.span.start + start, passage.span.start + end),
        lines=_lines(passage, start, end),
        text=passage.text[start:end],
        tags=tuple(tags),
        places=tuple(_moved(one, start) for one in passage.places if start <= one.start < end),
        years=tuple(_moved(one, start) for one in passage.years if start <= one.start < end),
    )


_Mention = TypeVar("_Mention", PlaceMention, YearMention)


def _moved(mention: _Mention, start: int) -> _Mention:
    return replace(mention, start=mention.start - start, end=mention.end - start)


def _lines(passage: Passage, start: int, end: int) -> Lines:
    """The lines of a piece, where a passage runs over several."""
    if passage.lines.first == passage.lines.last:
        return passage.lines
    sign = line_end(passage.text)
    first = passage.lines.first + passage.text.count(sign, 0, start)
    return Lines(first, first + passage.text.count(sign, start, end))


def _named(passage: Passage, known: Passage) -> Passage:
    return replace(passage, id=known.id)
