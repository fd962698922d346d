"""The pieces of a reading text: its lines, or hard-wrapped lines joined to the paragraph that they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.languages import ideographs
from index.model import Mark, Marked, Span, TextLine

HEAD = 600
"""Code points of a piece that are looked at where its form is judged: a menu or a title is shorter."""

NARROWEST, WIDEST = 40, 120
"""Columns between which plain text is wrapped by hand."""

LONGEST_HEADING = 40
"""Words that a heading may have: some pages set whole paragraphs in a heading's type."""

_LEVELS = {mark: level for level, mark in enumerate((Mark.H1, Mark.H2, Mark.H3, Mark.H4, Mark.H5, Mark.H6), start=1)}
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_PLAIN = _INVISIBLE | str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": "“", "\u201d": "”", "\u2011": "-", "\u2010": "-"}
)
_STOP = re.compile(r"(?:[.!?…。！？]|[.!?…]\s?[)\]])[\"'”’»」』]*\s*(?:\[\d+\])?$")
_TERMINAL = re.compile(r"[.!?:;…。！？：；][\"'”’»)\]」』]*$")
_MARKDOWN = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?=\S)")
_EMPHASIS = re.compile(r"(?P<marks>\*{1,3}|_{1,3})(?P<text>[^*_\s][^*]*)(?P=marks)")
_BULLET = re.compile(r"^(?:[-*•·–]|\(?\d{1,2}[.)]|[A-Z][A-Z .'-]{0,30}:) ")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, title or row of a page: lines first to last.

    `span` is trimmed of outer white space. `text` is its normal form (NFC, single spaces, straight apostrophes,
    nothing invisible), good for judging and comparing only. `size` counts words, `gap` the blank lines before it.
    `level` is that of a heading by the capture's own mark-up; 0 for all else. The number signs of a Markdown heading
    are left out of span and text. `marks` are all that its format marks it as.
    """

    first: int
    last: int
    span: Span
    text: str
    size: float
    gap: int
    level: int = 0
    marks: tuple[Mark, ...] = ()

    @property
    def head(self) -> str:
        """As much of the text as judging its form takes."""
        return self.text[:HEAD]

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return _STOP.search(self.text[-12:]) is not None

    @property
    def asks(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip("\"'”’»)」』")[-1:] in ("?", "？")


def normal(text: str) -> str:
    """The normal form of a text, to judge and compare: NFC, nothing invisible, single spaces, plain apostrophes."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


def words(text: str) -> float:
    """How many words a text has; an ideograph counts for six tenths of one."""
    count = float(len(text.split()))
    return count if text.isascii() else count + 0.6 * ideographs(text)


def assemble(lines: Sequence[TextLine], marked: Sequence[Marked] = ()) -> tuple[Piece, ...]:
    """The pieces of a reading text, blank lines left out. Lines with other marks are never one paragraph."""
    width = wrap_width(lines)
    marks = {one.line: one.marks for one in marked}
    made: list[Piece] = []
    for group, gap in _groups(lines, width, marks):
        piece = _piece(group, gap, marks.get(group[0].number, ()))
        if piece is not None:
            made.append(piece)
    return tuple(made)


def wrap_width(lines: Sequence[TextLine]) -> int | None:
    """The column at which the lines of a capture were broken by hand; None where a line is a paragraph."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not line.blank)
    if len(lengths) < 6 or lengths[-1] > WIDEST:
        return None
    pairs = [
        (above.text.rstrip(), below.text.strip())
        for above, below in pairwise(lines)
        if not above.blank and not below.blank
    ]
    broken = sum(1 for above, below in pairs if not _TERMINAL.search(above) and below[:1].islower())
    if broken < 4 or broken < 0.3 * len(pairs):
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    return width if width >= NARROWEST else None


def _groups(
    lines: Sequence[TextLine], width: int | None, marks: Mapping[int, tuple[Mark, ...]]
) -> Iterator[tuple[list[TextLine], int]]:
    group: list[TextLine] = []
    gap = blanks = 0
    for line in lines:
        if line.blank:
            blanks += 1
            continue
        alike = bool(group) and (not marks or marks.get(group[-1].number) == marks.get(line.number))
        if alike and not blanks and width is not None and _continues(group[-1].text.rstrip(), line.text, width):
            group.append(line)
            continue
        if group:
            yield group, gap
        group, gap, blanks = [line], blanks, 0
    if group:
        yield group, gap


def _continues(above: str, below: str, width: int) -> bool:
    """Whether the line below goes on with the paragraph: its first word had no more room on the line above."""
    if below[:1].isspace() or _BULLET.match(below):
        return False
    if below[:1].islower() and not _TERMINAL.search(above):
        return True
    return len(above) + 1 + len(below.split(maxsplit=1)[0]) > 0.95 * width


def _piece(group: Sequence[TextLine], gap: int, marks: tuple[Mark, ...]) -> Piece | None:
    text = normal("\n".join(line.text for line in group))
    if not text:
        return None
    first, last = group[0], group[-1]
    start = first.span.start + len(first.text) - len(first.text.lstrip())
    end = last.span.start + len(last.text.rstrip())
    heading = _MARKDOWN.match(first.text) if len(group) == 1 else None
    level = len(heading["marks"]) if heading else 0
    if heading:
        start, text = first.span.start + heading.end(), text[level:].lstrip()
    text = _plain_emphasis(text)
    size = words(text)
    level = level or next((_LEVELS[mark] for mark in marks if mark in _LEVELS and size <= LONGEST_HEADING), 0)
    return Piece(first.number, last.number, Span(start, end), text, size, gap, level, marks)


def _plain_emphasis(text: str) -> str:
    """A line without the stars that set all of it in italics or bold."""
    match = _EMPHASIS.fullmatch(text) if len(text) < HEAD else None
    return match["text"] if match else text
