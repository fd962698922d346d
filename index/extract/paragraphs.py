"""Lines as printed on pages, joined to paragraphs again.

A paragraph ends where the next line stands lower than lines of a paragraph do, is indented or set in another size, or
where a line ends well before the margin. What recurs at the edge of pages, and page numbers, stays, on its own lines:
a paragraph that goes on over the page is joined, and those lines follow it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

EDGE = 2
"""Lines at the top and at the bottom of a page that may be the page's."""

_NUMBER = re.compile(
    r"\W*(?:page|p\.|第)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?\s*(?:쪽|頁|页)?\W*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"[•‣▪●○◦■□◆–—*·-]\s|\(?\d{1,2}[.)]\s")
_CLOSED = re.compile(r"[.!?…:;。！？][\"'”’»)\]」』]*$")
_WIDE = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed: its text, where it begins (points from the left and the bottom), the height of its letters."""

    text: str
    x: float
    y: float
    size: float


@dataclass(slots=True)
class _Setting:
    """How the pages are set: from line to line, in heights of letters; characters of a full line of a size."""

    leading: float
    full: dict[int, int]

    def short(self, line: Printed) -> bool:
        """Whether a line ends well before the margin."""
        return _breadth(line.text) < 0.7 * self.full.get(round(line.size), 0)


def joined(pages: Sequence[Sequence[Printed]]) -> str:
    """The text of the pages: one paragraph a line, a blank line between blocks."""
    recurring = _recurring(pages)
    split = [_split(page, recurring) for page in pages]
    setting = _setting([body for _, body, _ in split])
    out: list[str] = []
    edge: list[Printed] = []  # what stood at page edges since the last line of text
    last: Printed | None = None
    for top, body, bottom in split:
        edge += top
        for number, line in enumerate(body):
            gap: bool | None = False
            if last is not None:
                gap = _apart(last, line, setting) if number else _apart_over(last, line, setting)
            last = line
            if gap is None:
                out[-1] = _together(out[-1], line.text)
                continue
            out += [*_edges(edge), *([""] if gap else []), line.text]
            edge = []
        edge += bottom
    return _clean([*out, *_edges(edge)])


def _edges(edge: Iterable[Printed]) -> list[str]:
    lines = [line.text for line in edge]
    return ["", *lines, ""] if lines else []


def _clean(lines: Iterable[str]) -> str:
    """Lines with at most one blank line between them, and none at the ends."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).rstrip("\n")


def _split(page: Sequence[Printed], recurring: frozenset[str]) -> tuple[list[Printed], list[Printed], list[Printed]]:
    """A page's lines: those of its top edge, its text, those of its bottom edge."""
    high, low = _at_edges(page)
    top = [line for line in high if _is_furniture(line, recurring)]
    bottom = [line for line in low if line not in top and _is_furniture(line, recurring)]
    return top, [line for line in page if line not in top and line not in bottom], bottom


def _is_furniture(line: Printed, recurring: frozenset[str]) -> bool:
    return _masked(line) in recurring or _NUMBER.fullmatch(line.text) is not None


def _at_edges(page: Sequence[Printed]) -> tuple[list[Printed], list[Printed]]:
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height[:EDGE], by_height[-EDGE:]


def _masked(line: Printed) -> str:
    return _DIGITS.sub("0", line.text)


def _recurring(pages: Sequence[Sequence[Printed]]) -> frozenset[str]:
    """Lines at the edge of three pages or more, numbers in them left aside."""
    seen = Counter(text for page in pages for text in {_masked(line) for side in _at_edges(page) for line in side})
    return frozenset(text for text, count in seen.items() if count >= 3)


def _setting(pages: Sequence[Sequence[Printed]]) -> _Setting:
    steps = [
        (a.y - b.y) / a.size
        for page in pages
        for a, b in pairwise(page)
        if a.size > 0 and abs(a.size - b.size) < 0.08 * a.size and 0.5 < (a.y - b.y) / a.size < 3
    ]
    breadths: dict[int, list[int]] = {}
    for page in pages:
        for line in page:
            breadths.setdefault(round(line.size), []).append(_breadth(line.text))
    full = {size: sorted(some)[int(0.9 * (len(some) - 1))] for size, some in breadths.items() if len(some) >= 3}
    return _Setting(median(steps) if steps else 1.2, full)


def _apart(above: Printed, line: Printed, setting: _Setting) -> bool | None:
    """None where a line goes on with the paragraph above; else whether a blank line stands between."""
    size = max(above.size, 1.0)
    step = above.y - line.y
    if step < -size:  # the next column
        return _apart_over(above, line, setting)
    lower = step > 1.25 * setting.leading * size
    indented = line.x - above.x > 0.8 * size and step > 0.3 * size
    if lower or indented or abs(above.size - line.size) > 0.08 * size:
        return True
    if _BULLET.match(line.text) and (setting.short(above) or _CLOSED.search(above.text)):
        return False
    return False if setting.short(above) and not line.text[:1].islower() else None


def _apart_over(above: Printed, line: Printed, setting: _Setting) -> bool | None:
    """The same from one page or column to the next, where neither step nor indentation tells."""
    same = abs(above.size - line.size) <= 0.08 * max(above.size, 1.0)
    ended = _CLOSED.search(above.text) is not None or setting.short(above)
    return None if same and (line.text[:1].islower() or not ended) else True


def _together(text: str, more: str) -> str:
    """Two lines of one paragraph: a soft hyphen between them goes, a printed one stays as it is."""
    if text.endswith("\u00ad"):
        return text[:-1] + more
    hyphenated = text.endswith(("-", "\u2010")) and text[-2:-1].isalpha() and more[:1].islower()
    wide = _WIDE.match(text[-1:]) and _WIDE.match(more)
    return text + more if hyphenated or wide else f"{text} {more}"


def _breadth(text: str) -> int:
    """How broad a line is, in Latin letters: an East Asian character is twice as broad."""
    return sum(2 if char > "\u1100" and not "\u2000" <= char <= "\u206f" else 1 for char in text)
