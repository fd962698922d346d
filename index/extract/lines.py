"""Lines of a reading text put down one after another, with at most one blank line between blocks."""

from __future__ import annotations

import re
from functools import lru_cache

from index.model import Mark, Marked

ROW = 200
"""Characters up to which the cells of a table's row stand on one line; longer ones are a layout, not a table."""

_LAYOUT = re.compile("[ \t\n\f\r\u00a0]{2,}|[\t\n\f\r\u00a0]")


Marks = frozenset[Mark]
"""What a line is marked as."""

UNMARKED: Marks = frozenset()
"""Nothing."""


class Lines:
    """Collects lines, each with its marks. A gap asked for twice, or at either end, is one or none."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._marks: list[tuple[int, Marks]] = []
        self._gap = False

    def line(self, text: str, marks: Marks = UNMARKED) -> None:
        """Put down a line, its white space made single; one without any text is left out."""
        text = plain(text)
        if not text:
            return
        if self._gap and self._lines:
            self._lines.append("")
        self._gap = False
        self._lines.append(text)
        if marks:
            self._marks.append((len(self._lines), marks))

    def gap(self) -> None:
        """Whatever comes next is a block of its own."""
        self._gap = True

    def row(self, cells: list[str], marks: Marks = UNMARKED) -> None:
        """Put down a table's row: on one line with tabs between its cells, or cell by cell where they are long."""
        texts = [text for cell in cells if (text := plain(cell))]
        if sum(map(len, texts)) <= ROW:
            self._tabbed(texts, marks)
        else:
            for text in texts:
                self.line(text, marks)

    def _tabbed(self, texts: list[str], marks: Marks) -> None:
        if texts:
            self.line(texts[0], marks)
            self._lines[-1] = "\t".join(texts)

    def text(self) -> str:
        """All of it, without a line end at the end."""
        return "\n".join(self._lines)

    def marks(self, below: int = 0) -> tuple[Marked, ...]:
        """The lines that bear marks, in their order; `below` as many lines as are put down above them later."""
        return tuple(Marked(number + below, in_order(marks)) for number, marks in self._marks)


@lru_cache(1_000)
def in_order(marks: Marks) -> tuple[Mark, ...]:
    """Marks in the order of their closed set."""
    return tuple(mark for mark in Mark if mark in marks)


def plain(text: str) -> str:
    """A line's text: layout's white space single, no-break spaces plain, none at the ends."""
    return _LAYOUT.sub(" ", text).strip(" ")
