"""What a capture's own structure says of its lines: log-odds that are added for their parts, and why.

Evidence, never a command: each amount is bounded, so that what the lines themselves show can outweigh a page that is
marked carelessly. Where nothing is marked, nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from index.across import Shown
from index.chain import PARTS, Array, Part
from index.looks import Look
from index.markup import HEADINGS, furniture, is_text
from index.model import Mark
from index.pieces import Piece

FURNITURE: Mapping[Mark, float] = {
    Mark.NAVIGATION: 6.0,
    Mark.BUTTON: 6.0,
    Mark.FORM: 5.0,
    Mark.FOOTER: 5.0,
    Mark.CAPTION: 5.0,
    Mark.ASIDE: 7.0,
    Mark.HEADER: 2.5,
}
"""Log-odds for furniture that each mark of it adds."""

TEXT = 0.8
"""How much these count for running text, which some pages set beside their main text."""

STORY = 60.0
"""Words of running text under a heading from which it may be a post's title; the teasers of other posts have fewer."""

OPENS, ALIKE, ALONE = 9.0, 5.0, 2.0
"""Log-odds for a title: where several articles each open with one, several headings of the highest level head a text
each, one article alone opens with it."""

SHORT = 0.5
"""How much of that an article counts whose text is short, beside others with longer ones: a note, or a teaser."""

LOWER = 1.25
"""Log-odds that are added where a title's heading is of a lower level than the first, which speaks against it."""

INNER, UNDER_ONE = 2.5, 1.25
"""Log-odds for a heading and against a title below such titles: where there are several, and where there is one."""

QUOTED, LISTED = 2.5, 1.25
"""Log-odds against a title for a line of a quotation, and for an item of a list."""

ARTICLE = "the page's mark-up opens an article here"
HIGHEST = "marked as a heading of the highest level, with a text of its own, as others are"

_FURNITURE = (Part.HEADER, Part.UNDER, Part.INSIDE, Part.OUTSIDE)


@dataclass(frozen=True, slots=True)
class _Titles:
    """The lines that mark-up makes titles of posts: by their places the log-odds, and why.

    `inner` are the log-odds that a heading below one of them is an inner one.
    """

    amounts: Mapping[int, float]
    why: str
    inner: float


def add(looks: Sequence[Look], shown: Shown | None) -> Shown | None:
    """What other captures show of a page, and beside it what its own mark-up says; the same where it says nothing."""
    if not any(one.piece.marks for one in looks):
        return shown
    titles = _titles(looks)
    amounts = np.zeros((len(looks), len(PARTS)))
    for at, one in enumerate(looks):
        for part, amount in _said(one.piece):
            amounts[at, PARTS.index(part)] += amount
    for at, part, amount in _heads(looks, titles):
        amounts[at, PARTS.index(part)] += amount
    return _joined(shown, amounts, dict.fromkeys(titles.amounts, titles.why))


def _joined(shown: Shown | None, amounts: Array, why: Mapping[int, str]) -> Shown:
    if shown is None:
        return Shown(amounts, marked=why)
    return replace(shown, amounts=shown.amounts + amounts, marked=why)


def _said(piece: Piece) -> Iterator[tuple[Part, float]]:
    """What the marks of a line say by themselves."""
    mark = furniture(piece)
    if mark is not None:
        amount = FURNITURE[mark] * (TEXT if is_text(piece) else 1.0)
        yield from ((part, amount) for part in _FURNITURE)
    elif HEADINGS.isdisjoint(piece.marks):
        if Mark.QUOTATION in piece.marks:
            yield Part.TITLE, -QUOTED
        if Mark.ITEM in piece.marks:
            yield Part.TITLE, -LISTED


def _heads(looks: Sequence[Look], titles: _Titles) -> Iterator[tuple[int, Part, float]]:
    """What the titles that mark-up shows say of themselves and of the headings below them."""
    level = 0
    for at, one in enumerate(looks):
        if at in titles.amounts:
            level = one.piece.level
            yield at, Part.TITLE, titles.amounts[at] + (LOWER if level > 1 else 0.0)
        elif level and one.piece.level > level and not _runs_on(looks, at):
            yield at, Part.HEADING, titles.inner
            yield at, Part.TITLE, -titles.inner


def _titles(looks: Sequence[Look]) -> _Titles:
    """The titles of posts, if mark-up tells them: the openings of articles, else the headings of the highest level."""
    opening = [at for at in _set(looks) if Mark.OPENING in looks[at].piece.marks]
    opens = _with_text(looks, opening, STORY)
    if len(opens) >= 2:
        levels = {looks[at].piece.level for at in opens}
        short = (at for at in _with_text(looks, opening, 1) if looks[at].piece.level in levels)
        return _Titles({**dict.fromkeys(short, OPENS * SHORT), **dict.fromkeys(opens, OPENS)}, ARTICLE, INNER)
    heads = _with_text(looks, _highest(looks), STORY)
    if len(heads) >= 2:
        return _Titles(dict.fromkeys(heads, ALIKE), HIGHEST, INNER)
    return _Titles(dict.fromkeys(opens, ALONE), ARTICLE, UNDER_ONE)


def _highest(looks: Sequence[Look]) -> list[int]:
    """The headings of the page's highest level. Below the first level they are none where text stands above them all:
    they may be the inner headings of one post whose title is not marked."""
    heads = _set(looks)
    level = min((looks[at].piece.level for at in heads), default=0)
    if level > 1 and any(is_text(one.piece) and furniture(one.piece) is None for one in looks[: heads[0]]):
        return []
    return [at for at in heads if looks[at].piece.level == level]


def _set(looks: Sequence[Look]) -> list[int]:
    """The lines marked as headings, the first of each where one stands on several lines."""
    marked = (at for at, one in enumerate(looks) if one.piece.level and not HEADINGS.isdisjoint(one.piece.marks))
    return [at for at in marked if not _runs_on(looks, at)]


def _runs_on(looks: Sequence[Look], at: int) -> bool:
    """Whether a heading goes on with the line right above it."""
    return at > 0 and looks[at].piece.gap == 0 and looks[at - 1].piece.level == looks[at].piece.level


def _with_text(looks: Sequence[Look], heads: Sequence[int], least: float) -> list[int]:
    """Those of the headings under which a text of so many words stands, before the next of them."""
    return [at for at, end in pairwise([*heads, len(looks)]) if _text_size(looks[at + 1 : end]) >= least]


def _text_size(looks: Sequence[Look]) -> float:
    return sum(one.piece.size for one in looks if one.body and furniture(one.piece) is None)
