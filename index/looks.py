"""Each piece of a capture looked at by itself: furniture or not, running text or not, who speaks in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index import headlines, markup, pronouns, quotes
from index.furniture import recognise, speaker
from index.names import possible
from index.pieces import Piece
from index.pronouns import Tally
from index.reasons import Reason, Sign

BODY_WORDS = 25
"""Words from which a piece is running text whatever its ending."""

THANKS = re.compile(r"(?:^|[.!?] )(?:thank you|thanks)\b.{0,120}[.!]$", re.IGNORECASE)
"""Words of thanks that end a paragraph."""

SALUTATION = re.compile(
    r"^(?:dear|hello|hi|greetings|to (?:my|our|all|the)|mr\.?|madam|ladies|members|hono(?:u)?rable|distinguished|"
    r"your excellenc\w+|friends) [^.]{1,60}[,:!]$|^mr\. chair\w*[^.]{0,60}[,:]$|^(?:to|from|re|subject) ?: [^.]{3,80}$",
    re.IGNORECASE,
)
_KOREAN_NAME = re.compile(r"[가-힣]{2,4}(?: ?씨| ?\((?:가명|\d{1,3}세?|여|남)\))(?:, ?.{2,20})?")


@dataclass(frozen=True, slots=True)
class Look:
    """A piece with what its form says: furniture or not, running text or not, who speaks in it."""

    piece: Piece
    sign: Sign | None
    body: bool
    own: Tally
    spoken: Tally
    whole: bool


def look(pieces: Sequence[Piece]) -> tuple[Look, ...]:
    """Look at each piece by itself."""
    parts = quotes.read([piece.text for piece in pieces])
    labels = Counter(label for piece in pieces if (label := speaker(piece.head)))
    made = []
    for piece, part in zip(pieces, parts, strict=True):
        turn = labels[speaker(piece.head) or ""] >= 2
        sign = None if turn else markup.sign(piece, recognise(piece))
        body = sign is None and (turn or _runs(piece))
        made.append(Look(piece, sign, body, pronouns.count(part.own), pronouns.count(part.spoken), part.whole))
    return tuple(made)


def _runs(piece: Piece) -> bool:
    """Whether a piece reads as running text rather than as a title or a heading."""
    if piece.size >= BODY_WORDS or SALUTATION.match(piece.head):
        return True
    if headlines.numbered(piece.head) and (piece.size <= 14 or piece.asks):
        return False
    if piece.asks:
        return re.search(r"\byou(?:r)?\b", piece.head, re.IGNORECASE) is not None
    if piece.head.endswith("!") and piece.size <= 16:
        return THANKS.search(piece.head) is not None or re.search(r"\b(?:I|my|me)\b", piece.head) is not None
    return piece.stops and piece.size >= 2


def may_open(one: Look) -> bool:
    """Whether a line may be a title: short, and no furniture for sure."""
    return not one.body and (one.sign is None or (not one.sign.sure and one.sign.reason is not Reason.LOGOS))


def name_alone(one: Look) -> bool:
    """Whether a line is a person's name and nothing else."""
    short = one.sign is None and not one.body and one.piece.size <= 4 and not one.piece.stops
    return short and (possible(one.piece.head) or _KOREAN_NAME.fullmatch(one.piece.head) is not None)
