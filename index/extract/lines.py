"""Lines of a reading text put down one after another, with at most one blank line between blocks."""

from __future__ import annotations

import re

ROW = 200
"""Characters up to which the cells of a table's row stand on one line; longer ones are a layout, not a table."""

_LAYOUT = re.compile("[ \t\n\f\r\u00a0]{2,}|[\t\n\f\r\u00a0]")


class Lines:
    """Collects lines. A gap asked for twice, or at either end, is one or none."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._gap = False

    def line(self, text: str) -> None:
        """Put down a line, its white space made single; one without any text is left out."""
        text = plain(text)
        if not text:
            return
        if self._gap and self._lines:
            self._lines.append("")
        self._gap = False
        self._lines.append(text)

    def gap(self) -> None:
        """Whatever comes next is a block of its own."""
        self._gap = True

    def row(self, cells: list[str]) -> None:
        """Put down a table's row: on one line with tabs between its cells, or cell by cell where they are long."""
        texts = [text for cell in cells if (text := plain(cell))]
        if sum(map(len, texts)) <= ROW:
            self._tabbed(texts)
        else:
            for text in texts:
                self.line(text)

    def _tabbed(self, texts: list[str]) -> None:
        if texts:
            self.line(texts[0])
            self._lines[-1] = "\t".join(texts)

    def text(self) -> str:
        """All of it, without a line end at the end."""
        return "\n".join(self._lines)


def plain(text: str) -> str:
    """A line's text: layout's white space single, no-break spaces plain, none at the ends."""
    return _LAYOUT.sub(" ", text).strip(" ")
