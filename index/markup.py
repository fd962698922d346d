"""What a capture's own mark-up says of a line by itself: whether it is furniture, and why.

Pages are marked carelessly, some stand in a form as a whole: a mark that most of a page's text bears says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.model import Mark
from index.pieces import Piece
from index.reasons import Reason, Sign

FURNITURE: Mapping[Mark, Reason] = {
    Mark.NAVIGATION: Reason.HEADER,
    Mark.BUTTON: Reason.BUTTON,
    Mark.FORM: Reason.FORM,
    Mark.FOOTER: Reason.FOOTER,
    Mark.CAPTION: Reason.CAPTION,
    Mark.ASIDE: Reason.ASIDE,
    Mark.HEADER: Reason.HEADER,
}
"""Marks of furniture, the plainest first, each with its reason."""

HEADINGS = frozenset({Mark.H1, Mark.H2, Mark.H3, Mark.H4, Mark.H5, Mark.H6})
"""Marks of headings."""

_LOOSE = (Mark.ASIDE, Mark.HEADER, Mark.CAPTION)
"""Marks that some pages give to texts of theirs."""

MOST = 0.5
"""Share of a page's running text from which a mark of furniture is no such mark."""

LONGEST_LINE = 12
"""Words of a line that is no more than a date, or an author's name."""

RUNNING = 25
"""Words from which a sentence is running text."""


def trusted(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without marks of furniture that most of the page's text bears; what is furniture heads nothing."""
    if not any(piece.marks for piece in pieces):
        return tuple(pieces)
    texts = [piece for piece in pieces if is_text(piece)]
    total = sum(piece.size for piece in texts)
    borne = {mark: sum(piece.size for piece in texts if mark in piece.marks) for mark in FURNITURE}
    unsaid = {mark for mark, size in borne.items() if size >= MOST * total}  # all, where there is no text to judge by
    return tuple(_settled(piece, unsaid) for piece in pieces)


def _settled(piece: Piece, unsaid: set[Mark]) -> Piece:
    kept = replace(piece, marks=tuple(mark for mark in piece.marks if mark not in unsaid))
    return kept if furniture(kept) is None else replace(kept, level=0)


def is_text(piece: Piece) -> bool:
    """Whether a piece is running text by its length and its end."""
    return piece.size >= RUNNING and piece.stops


def furniture(piece: Piece) -> Mark | None:
    """The mark of furniture that a piece bears; a heading in a page's header may be a title all the same."""
    found = next((mark for mark in FURNITURE if mark in piece.marks), None)
    return None if found is Mark.HEADER and not HEADINGS.isdisjoint(piece.marks) else found


def sign(piece: Piece, recognised: Sign | None) -> Sign | None:
    """What furniture a piece is by its marks, beside what its form says; that form alone where they say nothing.

    Running text is no furniture by a mark that some pages give to texts.
    """
    mark = furniture(piece)
    if mark is not None and not (mark in _LOOSE and is_text(piece)):
        return replace(recognised, sure=True) if recognised else Sign(FURNITURE[mark], closes=1.0)
    if recognised or piece.size > LONGEST_LINE or piece.stops or not HEADINGS.isdisjoint(piece.marks):
        return recognised
    if Mark.TIME in piece.marks:
        return Sign(Reason.DATE)
    return Sign(Reason.BYLINE) if Mark.BYLINE in piece.marks else None
