"""A source cut into posts: where each begins and ends, what each piece is for, and what is furniture.

First the boundaries, then the roles, then the furniture settled by place. Each boundary carries how sure it is, and
why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import boundaries, roles
from index.boundaries import Boundary, Start
from index.looks import Look, look
from index.model import Furniture, Lines, Role, Source, Span, TextLine, text_lines
from index.pieces import Piece, assemble
from index.reasons import Reason
from index.roles import Placed


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its pieces with their roles, furniture among them, from the title to the line before the next post.

    `above` is the furniture right above the title, where some pages print the date. `titled` is False where no
    title is printed: the first piece then is its first paragraph.
    """

    placed: tuple[Placed, ...]
    titled: bool
    start: Boundary
    end: Boundary
    block_end: int
    above: tuple[Look, ...] = ()

    @property
    def content(self) -> tuple[Placed, ...]:
        """The pieces that are the story's, title and headings included."""
        return tuple(one for one in self.placed if one.role is not None)

    @property
    def span(self) -> Span:
        """From the title to the last piece of content."""
        content = self.content
        return Span(content[0].piece.span.start, content[-1].piece.span.end)

    @property
    def lines(self) -> Lines:
        """The same in lines."""
        content = self.content
        return Lines(content[0].piece.first, content[-1].piece.last)

    @property
    def title(self) -> Piece | None:
        """The piece that is the title, if one is printed."""
        return self.placed[0].piece if self.titled else None


@dataclass(frozen=True, slots=True)
class Cut:
    """A source cut: its posts in order, and the lines that are no post's."""

    posts: tuple[Post, ...]
    furniture: tuple[Furniture, ...]


def cut(source: Source) -> Cut:
    """Cut a source into posts. A source without running text has none, and all its lines are furniture."""
    lines = text_lines(source.text)
    looks = look(assemble(lines))
    starts = boundaries.find(looks)
    posts = tuple(
        _post(looks, start, starts[number + 1].at if number + 1 < len(starts) else len(looks), lines, starts)
        for number, start in enumerate(starts)
    )
    return Cut(posts, _furniture(looks[: starts[0].at] if starts else looks, posts, lines))


def _post(looks: Sequence[Look], start: Start, end: int, lines: Sequence[TextLine], starts: Sequence[Start]) -> Post:
    placed = roles.place(looks[start.at : end], start.titled)
    last = max(at for at, one in enumerate(placed) if one.role is not None)
    block_end = looks[end].piece.first - 1 if end < len(looks) else len(lines)
    above = looks[max(0, start.at - 3) : start.at]
    return Post(placed, start.titled, start.boundary, _ends(placed, last, end < len(looks)), block_end, tuple(above))


def _ends(placed: Sequence[Placed], last: int, followed: bool) -> Boundary:
    """How sure the end of a post is: surest where furniture follows, or a signature stands."""
    if placed[last].role is Role.SIGNATURE:
        return Boundary(0.95, ("ends with a signature",))
    if last + 1 < len(placed):
        reason = placed[last + 1].reason
        sure = reason is not Reason.AFTER
        return Boundary(0.95 if sure else 0.7, (f"{reason.value} follows" if reason else "",))
    return Boundary(0.6 if followed else 0.9, ("the next title follows" if followed else "end of the capture",))


def _furniture(header: Sequence[Look], posts: Sequence[Post], lines: Sequence[TextLine]) -> tuple[Furniture, ...]:
    """Every line that is no content, with its reason: what stands above the first title is the page's header."""
    made: list[Furniture] = []
    for one in header:
        made += _lined(one.piece, one.sign.reason if one.sign else Reason.HEADER, lines)
    for post in posts:
        for placed in post.placed:
            if placed.reason is not None:
                made += _lined(placed.piece, placed.reason, lines)
    return tuple(made)


def _lined(piece: Piece, reason: Reason, lines: Sequence[TextLine]) -> list[Furniture]:
    return [
        Furniture(line.number, line.span, reason.value)
        for line in lines[piece.first - 1 : piece.last]
        if not line.blank
    ]
