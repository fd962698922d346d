"""What the elements of a web page mark the lines in them as: headings, menus, captions, forms, dates, bylines.

Only what the page's own mark-up says plainly counts: elements, roles, and a few classes that the whole web shares.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.extract.lines import UNMARKED, Marks
from index.model import Mark

_ELEMENTS = {
    **{f"h{level}": frozenset({Mark(f"h{level}")}) for level in range(1, 7)},
    "li": frozenset({Mark.ITEM}),
    "blockquote": frozenset({Mark.QUOTATION}),
    "figcaption": frozenset({Mark.CAPTION}),
    "nav": frozenset({Mark.NAVIGATION}),
    "header": frozenset({Mark.HEADER}),
    "footer": frozenset({Mark.FOOTER}),
    "aside": frozenset({Mark.ASIDE}),
    "form": frozenset({Mark.FORM}),
    "search": frozenset({Mark.FORM}),
    "button": frozenset({Mark.BUTTON}),
    "label": frozenset({Mark.BUTTON}),
    "legend": frozenset({Mark.BUTTON}),
    "time": frozenset({Mark.TIME}),
}
_ROLES = {
    "navigation": frozenset({Mark.NAVIGATION}),
    "banner": frozenset({Mark.HEADER}),
    "contentinfo": frozenset({Mark.FOOTER}),
    "complementary": frozenset({Mark.ASIDE}),
    "search": frozenset({Mark.FORM}),
}
HEADINGS = frozenset({Mark.H1, Mark.H2, Mark.H3, Mark.H4, Mark.H5, Mark.H6})
"""The marks of headings, from the highest level to the lowest."""

_CAPTIONS = frozenset({"wp-caption-text", "wp-element-caption", "image-caption", "photo-caption"})
_BYLINES = frozenset({"byline", "author", "by-author", "post-author", "entry-author", "article-author", "author-name"})
_OPENING, _BYLINE = frozenset({Mark.OPENING}), frozenset({Mark.BYLINE})
_NO_NAMES: frozenset[str] = frozenset()
_POSTS = frozenset({"article", "main", "section"})
_WHOLE = frozenset({"html", "body", "article", "main", "section", "header", "footer", "aside", "nav", "form", "ul"})
"""Elements too large to be the line that names an author."""


class Elements:
    """Which elements are open, as far as they mark lines.

    `marks` are those of all that are open, `innermost` is the depth of the innermost, 0 where none is.
    """

    def __init__(self) -> None:
        self.marks: Marks = UNMARKED
        self.innermost = 0
        self._open: list[tuple[int, str, Marks]] = []  # depth, tag, the marks around it
        self._articles: list[bool] = []  # whether each open article has had its first heading
        self._posts = 0

    def start(self, depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        given = _ELEMENTS.get(tag, UNMARKED)
        if attributes:
            given = given | _by_name(tag, attributes)
        if given:
            given = self._here(given)
        if tag in _POSTS or not given <= self.marks:
            self._open.append((depth, tag, self.marks))
            self.marks, self.innermost = self.marks | given, depth
        if tag in _POSTS:
            self._posts += 1
        if tag == "article":
            self._articles.append(False)

    def end(self, depth: int) -> None:
        """The element at this depth ends, and whatever is still open in it."""
        while self._open and self._open[-1][0] >= depth:
            _, tag, self.marks = self._open.pop()
            if tag in _POSTS:
                self._posts -= 1
            if tag == "article":
                self._articles.pop()
        self.innermost = self._open[-1][0] if self._open else 0

    def _here(self, given: Marks) -> Marks:
        """The marks of an element, as far as they hold where it stands."""
        if self._articles and not self._articles[-1] and not given.isdisjoint(HEADINGS):
            self._articles[-1] = True
            given = given | _OPENING
        if self._posts:  # the header of a post holds its title
            given = given - _ELEMENTS["header"]
        if self.marks and not self.marks.isdisjoint(_ELEMENTS["blockquote"]):  # the footer names who is quoted
            given = given - _ELEMENTS["footer"]
        if self.marks and not self.marks.isdisjoint(HEADINGS):  # a heading that folds what stands below it
            given = given - _ELEMENTS["button"]
        return given


def _by_name(tag: str, attributes: Mapping[str, str]) -> Marks:
    """What its names say of an element: its role, its classes, a link's relation, a property."""
    marks = _ROLES.get(attributes["role"].lower(), UNMARKED) if "role" in attributes else UNMARKED
    names = frozenset(attributes["class"].lower().split()) if "class" in attributes else _NO_NAMES
    if not names.isdisjoint(_CAPTIONS):
        marks |= _ELEMENTS["figcaption"]
    if tag not in _WHOLE and (not names.isdisjoint(_BYLINES) or signs(attributes)):
        marks |= _BYLINE
    return marks


def signs(attributes: Mapping[str, str]) -> bool:
    """Whether an element says that it names the author."""
    if "rel" not in attributes and "itemprop" not in attributes:
        return False
    return "author" in f"{attributes.get('rel', '')} {attributes.get('itemprop', '')}".lower().split()
