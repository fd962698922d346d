"""Later light: where an earlier capture would be cut otherwise, now that a new one is known. A person decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.boundaries import DOUBTFUL
from index.cut import Cut, cut
from index.model import Doubt, Known, Lines, Source


def relight(source: Source, stored: Sequence[Lines], before: Known, after: Known) -> tuple[Doubt, ...]:
    """The lines at which a stored source would be cut otherwise, and only because of what is known `after`.

    `stored` are the lines of its stories as they stand. What an indexer of another version would cut otherwise anyway
    is no new light.
    """
    lit = cut(source, after)
    lines = [post.lines for post in lit.posts]
    if lines == list(stored) or lines == [post.lines for post in cut(source, before).posts]:
        return ()
    return tuple(sorted((*_begun(lit, stored), *_joined(lit, stored), *_ended(lit, stored)), key=lambda one: one.line))


def _begun(lit: Cut, stored: Sequence[Lines]) -> Iterator[Doubt]:
    starts = {one.first for one in stored}
    for post in lit.posts:
        if post.lines.first not in starts:
            yield Doubt(post.lines.first, post.start.confidence, ("a story would begin here now", *post.start.reasons))


def _joined(lit: Cut, stored: Sequence[Lines]) -> Iterator[Doubt]:
    """Stories that would begin no more; how sure that is, is known only where the line is in doubt."""
    starts = {post.lines.first for post in lit.posts}
    doubts = {one.line: one.confidence for one in lit.doubts}
    for one in stored:
        if one.first not in starts:
            sure = round(1 - doubts.get(one.first, DOUBTFUL[0]), 3)
            yield Doubt(one.first, sure, ("no story would begin here now",))


def _ended(lit: Cut, stored: Sequence[Lines]) -> Iterator[Doubt]:
    ends = {one.first: one.last for one in stored}
    for post in lit.posts:
        first, last = post.lines.first, post.lines.last
        if first in ends and ends[first] != last:
            why = f"the story that begins at line {first} would end here now, not at line {ends[first]}"
            yield Doubt(last, post.end.confidence, (why, *post.end.reasons))
