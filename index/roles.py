"""What each piece of a post is for: title, deck, heading, body, signature, or furniture with the reason why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import captions, dates, names
from index.chain import Part
from index.looks import BODY_WORDS, Look
from index.model import Role
from index.pieces import Piece
from index.reasons import Reason

_ROLES = {
    Part.TITLE: Role.TITLE,
    Part.CONTINUED: Role.TITLE,
    Part.DECK: Role.DECK,
    Part.HEADING: Role.HEADING,
    Part.BODY: Role.BODY,
    Part.SIGNATURE: Role.SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a post with its role, or with the reason why it is furniture."""

    look: Look
    role: Role | None
    reason: Reason | None = None

    @property
    def piece(self) -> Piece:
        """The piece itself."""
        return self.look.piece


def place(looks: Sequence[Look], parts: Sequence[Part]) -> tuple[Placed, ...]:
    """Give each piece its role, or its reason to be furniture."""
    placed = [
        Placed(one, _ROLES[part]) if part in _ROLES else Placed(one, None, reason(one, part))
        for one, part in zip(looks, parts, strict=True)
    ]
    return tuple(
        Placed(one.look, None, Reason.CAPTION) if _captions(placed, at) else one for at, one in enumerate(placed)
    )


def _captions(placed: Sequence[Placed], at: int) -> bool:
    """Whether a short text without a verb, set apart between paragraphs, captions a picture that the capture lost."""
    one = placed[at]
    if one.role is not Role.BODY or not one.piece.stops or not 0 < at < len(placed) - 1:
        return False
    between = _paragraph(placed[at - 1]) and any(_paragraph(later) for later in placed[at + 1 : at + 3])
    apart = one.piece.gap > 0 or placed[at + 1].piece.gap == 0
    return between and apart and captions.verbless(one.piece)


def _paragraph(one: Placed) -> bool:
    return one.role is Role.BODY and one.piece.size >= BODY_WORDS


def reason(one: Look, part: Part) -> Reason:
    """Why a piece is furniture: by its form, else by where it stands."""
    if one.sign:
        return one.sign.reason
    if part is Part.UNDER:
        if next(dates.find(one.piece.head), None):
            return Reason.DATE
        return Reason.BYLINE if names.leading(one.piece.head) else Reason.CREDIT
    if part is Part.INSIDE:
        return Reason.LABEL if names.possible(names.given(one.piece.head)) else Reason.CAPTION
    return Reason.HEADER if part is Part.HEADER else Reason.AFTER
