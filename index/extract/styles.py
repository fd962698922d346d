"""Paragraph styles of Word documents: which are headings, captions, quotations, and which make items of lists."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.extract.lines import UNMARKED, Marks
from index.model import Mark

_HEADING = re.compile(r"heading ?([1-6])")
_NAMES: Mapping[str, Marks] = {
    "title": frozenset({Mark.H1, Mark.OPENING}),
    "caption": frozenset({Mark.CAPTION}),
    "quote": frozenset({Mark.QUOTATION}),
    "intense quote": frozenset({Mark.QUOTATION}),
    "block text": frozenset({Mark.QUOTATION}),
}
"""Built-in styles by the names that Word writes into every document, whatever language it shows them in."""

_DEEPEST = 20
"""Styles that one may be based upon, each on the next; Word stops at 11."""


class Styles:
    """Hears the styles of a document, and says what each makes of a paragraph."""

    def __init__(self) -> None:
        self._style = ""
        self._items: set[str] = set()
        self._marks: dict[str, Marks] = {}
        self._based: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element of the part that holds the styles begins."""
        name = tag.rpartition(" ")[2]
        if name == "style":
            self._style = value(attributes, "styleId")
        elif not self._style:
            return
        elif name == "numPr":
            self._items.add(self._style)
        elif name == "name":
            self._note(named(value(attributes)))
        elif name == "outlineLvl":
            self._note(outlined(value(attributes)))
        elif name == "basedOn":
            self._based[self._style] = value(attributes)

    def is_item(self, style: str) -> bool:
        """Whether paragraphs of a style are items of a list."""
        return style in self._items

    def marks(self, style: str) -> Marks:
        """What a style marks its paragraphs as, by itself or by the styles that it is based upon."""
        for _ in range(_DEEPEST):
            if style in self._marks or style not in self._based:
                break
            style = self._based[style]
        return self._marks.get(style, UNMARKED)

    def _note(self, marks: Marks) -> None:
        if marks:
            self._marks.setdefault(self._style, marks)


def named(name: str) -> Marks:
    """What the name of a style says."""
    heading = _HEADING.fullmatch(name.lower())
    return frozenset({Mark(f"h{heading[1]}")}) if heading else _NAMES.get(name.lower(), UNMARKED)


def outlined(level: str) -> Marks:
    """What a level of the outline says: 0 is the highest, from 6 on there are no headings."""
    return frozenset({Mark(f"h{int(level) + 1}")}) if level in {"0", "1", "2", "3", "4", "5"} else UNMARKED


def value(attributes: Mapping[str, str], name: str = "val") -> str:
    """An attribute of Word's own, whichever of its namespaces the document is in."""
    return next((text for key, text in attributes.items() if key.rpartition(" ")[2] == name), "")
