"""What each piece of a post is for: title, deck, heading, body, signature, or furniture with the reason why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import dates, names
from index.chain import Part
from index.looks import Look
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
    return tuple(
        Placed(one, _ROLES[part]) if part in _ROLES else Placed(one, None, reason(one, part))
        for one, part in zip(looks, parts, strict=True)
    )


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
