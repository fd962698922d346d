"""A source cut into posts: where each begins and ends, what each piece is for, and what is furniture.

First the boundaries, then the roles, then the furniture settled by place. Each boundary carries how sure it is, and
why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import across, boundaries, markup, roles, structure
from index.boundaries import Boundary, Reading
from index.chain import Part
from index.ends import questioned
from index.looks import Look, look
from index.model import Doubt, Furniture, Known, Lines, Role, Source, Span, TextLine, text_lines
from index.pieces import Piece, assemble
from index.reasons import Reason
from index.roles import Placed

_LABEL = re.compile(r"(?:subject|topic|title|betreff|제목|标题)\s?[:：]\s+(?=\S)", re.IGNORECASE)


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
        """The piece that is the title, if one is printed, its lines joined, without a label such as "Subject:"."""
        if not self.titled:
            return None
        pieces = [one.piece for one in self.placed if one.role is Role.TITLE]
        text = " ".join(piece.text for piece in pieces)
        label = _LABEL.match(text)
        start = pieces[0].span.start + (label.end() if label else 0)
        return replace(
            pieces[0],
            last=pieces[-1].last,
            span=Span(start, pieces[-1].span.end),
            text=text[label.end() :] if label else text,
            size=sum(piece.size for piece in pieces),
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """A source cut: its posts in order, the lines that are no post's, and the lines that may or may not be titles.

    `questions` are the digests of captures whose own cut this one does not bear out.
    """

    posts: tuple[Post, ...]
    furniture: tuple[Furniture, ...]
    doubts: tuple[Doubt, ...] = ()
    questions: tuple[str, ...] = ()


def cut(source: Source, known: Known | None = None) -> Cut:
    """Cut a source into posts, in the light of what is known.

    A source without running text has none, and all its lines are furniture.
    """
    lines = text_lines(source.text)
    looks = look(markup.trusted(assemble(lines, source.marks)))
    shown = across.show(looks, source, known) if known is not None else None
    reading = boundaries.find(looks, structure.add(looks, shown))
    starts = sorted(reading.titles)
    ends = [*starts[1:], len(looks)] if starts else []
    posts = tuple(_post(looks, reading, start, end, len(lines)) for start, end in zip(starts, ends, strict=True))
    header = looks[: starts[0]] if starts else looks
    doubts = tuple(
        Doubt(looks[at].piece.first, one.confidence, one.reasons) for at, one in sorted(reading.doubts.items())
    )
    questions = questioned(shown.runs, [post.lines for post in posts]) if shown is not None else ()
    return Cut(posts, _furniture(header, posts, lines), doubts, questions)


def _post(looks: Sequence[Look], reading: Reading, start: int, end: int, lines: int) -> Post:
    placed = roles.place(looks[start:end], reading.parts[start:end])
    last = max(at for at, one in enumerate(placed) if one.role is not None)
    titled = placed[0].role is Role.TITLE
    block_end = looks[end].piece.first - 1 if end < len(looks) else lines
    why = (*reading.ended(start + last), _ending(placed, last, end < len(looks)))
    ending = Boundary(reading.ending(start + last + 1), why)
    return Post(placed, titled, reading.titles[start], ending, block_end, tuple(looks[max(0, start - 3) : start]))


def _ending(placed: Sequence[Placed], last: int, followed: bool) -> str:
    """What shows the end of a post."""
    if placed[last].role is Role.SIGNATURE:
        return "ends with a signature"
    if last + 1 < len(placed) and (reason := placed[last + 1].reason):
        return f"{reason.value} follows"
    return "the next title follows" if followed else "end of the capture"


def _furniture(header: Sequence[Look], posts: Sequence[Post], lines: Sequence[TextLine]) -> tuple[Furniture, ...]:
    """Every line that is no content, with its reason: what stands above the first title is the page's header."""
    made: list[Furniture] = []
    for one in header:
        made += _lined(one.piece, roles.reason(one, Part.HEADER), lines)
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
