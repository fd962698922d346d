"""What each piece of a post is for: title, deck, heading, intro, body, appeal, coda, signature, or furniture after
all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import captions, headlines, names
from index.boundaries import BODY_WORDS, DECK_WORDS, HEADING_SIGNS, Look, signs
from index.furniture import speaker
from index.reasons import Reason
from index.model import Role
from index.names import possible
from index.pieces import Piece

_HARD = (Reason.COMMENTS, Reason.FOOTER)
"""Furniture after which nothing on a page is the post's any more."""

_SOFT = (Reason.TAGS, Reason.RELATED, Reason.NEWSLETTER, Reason.NAVIGATION, Reason.COOKIES, Reason.LOGOS)
"""Furniture after which little text is boilerplate; much text shows that it stood inside the post."""

SIGNED_WITHIN = 12
"""Lines of content from the end of a post among which its signature is looked for."""

_EDITORIAL = re.compile(
    r"\b(?:shared? (?:her|his|their|it)|this is (?:part|the (?:first|second|third|fourth|last|final))|"
    r"part (?:one|two|three|\d) of|(?:tells|told) (?:her|his|their|us)|"
    r"interview|(?:these|this|the following) (?:\w+ ){0,2}(?:stor(?:y|ies)|pieces?|account|testimony|"
    r"letter|excerpt|texts?)|resettled|met (?:with )?(?:her|him|us)|spoke (?:to|with)|"
    r"supporters?|our (?:network|readers|staff|team|reporter|partner)|\w+'s (?:story|words|bravery|"
    r"account|testimony|letter))\b",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"^(?:please\b|if you (?:would|'d|want|wish|can|are)\b|we (?:need|ask) you|will you\b)|"
    r"\b(?:donate|please give|help (?:bring|us)|sponsor|make a gift|write to us)\b",
    re.IGNORECASE,
)


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


def place(looks: Sequence[Look], titled: bool) -> tuple[Placed, ...]:
    """Give each piece of one post, its title first, a role or a reason to be furniture."""
    lead = next((at for at, one in enumerate(looks) if one.body and (at or not titled)), len(looks))
    ends = _end(looks, lead)
    placed = [_inside(looks, at, lead, ends) for at in range(len(looks))]
    if titled and looks:
        placed[0] = Placed(looks[0], Role.TITLE)
    placed = _header(placed, lead) if titled else placed
    placed = _labels(placed)
    placed = _signatures(placed, lead)
    return tuple(_captions(placed, lead))


def _end(looks: Sequence[Look], lead: int) -> int:
    """The index after the last piece of content: what follows it is furniture by its place."""
    last, rest = lead, _text_after(looks)
    for at in range(lead, len(looks)):
        one = looks[at]
        if one.sign and one.sign.sure and one.sign.reason in _HARD and rest[at] < 150:
            break
        if one.sign and one.sign.sure and one.sign.reason in _SOFT and rest[at] < 60:
            break
        if one.body and (one.piece.size >= BODY_WORDS or not _closed(looks, last + 1, at)):
            last = at
    return max(_letter_end(looks, last), last) + 1


def _text_after(looks: Sequence[Look]) -> list[float]:
    """How many words of full paragraphs stand after each piece: much text shows that a post goes on."""
    rest, words = [0.0] * len(looks), 0.0
    for at in range(len(looks) - 1, -1, -1):
        rest[at] = words
        words += looks[at].piece.size if _paragraph(looks[at]) else 0.0
    return rest


def _closed(looks: Sequence[Look], start: int, at: int) -> bool:
    return any(one.sign and one.sign.closes >= 1.5 for one in looks[start:at])


def _letter_end(looks: Sequence[Look], last: int) -> int:
    """The last line of a signature that follows the last paragraph."""
    at = last
    for later in range(last + 1, min(last + 6, len(looks))):
        if looks[later].sign and looks[later].sign.reason is not Reason.DATE:  # type: ignore[union-attr]
            break
        if signs(looks, last + 1, later):
            at = later
    return at


def _inside(looks: Sequence[Look], at: int, lead: int, end: int) -> Placed:
    """A piece by itself: furniture by form or by place, else body or heading."""
    one = looks[at]
    if one.sign and (one.sign.sure or at < lead or _call_ends(looks, at, end)):
        return Placed(one, None, one.sign.reason)
    if at >= end:
        return Placed(one, None, one.sign.reason if one.sign else Reason.AFTER)
    if one.body or one.sign:
        return Placed(one, Role.BODY)
    return Placed(one, Role.HEADING)


def _call_ends(looks: Sequence[Look], at: int, end: int) -> bool:
    """Whether a call stands where calls are furniture: at the end, or before a button or a note of the page."""
    if at >= end - 1:
        return True
    after = looks[at + 1]
    return after.sign is not None and after.sign.sure and after.sign.reason in (Reason.BUTTON, Reason.NEWSLETTER)


def _header(placed: list[Placed], lead: int) -> list[Placed]:
    """What stands between title and text: decks, names set as labels, and headings of first sections."""
    made = list(placed)
    dated = any(one.reason in (Reason.DATE, Reason.BYLINE) for one in placed[1:lead])
    for at in range(1, min(lead, len(placed))):
        if placed[at].role is not Role.HEADING:
            continue
        if (
            possible(names.given(placed[at].piece.head))
            and placed[at].piece.size <= 4
            and not _later_headings(placed, lead)
        ):
            made[at] = Placed(placed[at].look, None, Reason.LABEL if dated else Reason.BYLINE)
        elif at == 1 or placed[at - 1].role is None:
            made[at] = replace(placed[at], role=Role.DECK) if not _opens_section(placed, at, lead) else placed[at]
    if lead < len(placed) - 1 and placed[lead].role is Role.BODY and _is_deck(placed, lead):
        made[lead] = replace(placed[lead], role=Role.DECK)
    return made


def _later_headings(placed: Sequence[Placed], lead: int) -> bool:
    return sum(1 for one in placed[lead:] if one.role is Role.HEADING and possible(one.piece.head)) >= 2


def _opens_section(placed: Sequence[Placed], at: int, lead: int) -> bool:
    """Whether a line right above the text is the first of several headings set alike, not a deck."""
    mine = placed[at].piece
    alike = [
        one
        for one in placed[lead:]
        if one.role is Role.HEADING
        and one.piece.text.isupper() == mine.text.isupper()
        and headlines.numbered(one.piece.head) == headlines.numbered(mine.head)
        and abs(one.piece.size - mine.size) <= 4
    ]
    return at == lead - 1 and (bool(alike) and mine.size <= 7 or headlines.numbered(mine.head))


def _is_deck(placed: Sequence[Placed], lead: int) -> bool:
    """Whether the first sentence is a deck: a date, byline or share row stands between it and the text."""
    after = placed[lead + 1]
    return placed[lead].piece.size <= DECK_WORDS and after.reason in HEADING_SIGNS and lead <= 2


def _labels(placed: Sequence[Placed]) -> list[Placed]:
    """A name alone between paragraphs is a picture's label, unless several different names head sections."""
    title = placed[0].piece.head if placed else ""
    subjects = headlines.subjects(title)
    heads = [one for one in placed if one.role is Role.HEADING and possible(one.piece.head)]
    made = list(placed)
    for at, one in enumerate(placed):
        if one.role is not Role.HEADING or one not in heads:
            continue
        known = any(names.akin(one.piece.head, name) for name in subjects)
        if known or (
            subjects and len(heads) == 1 and one.piece.size <= 3 and not one.look.body and one.piece.head in title
        ):
            made[at] = Placed(one.look, None, Reason.LABEL)
    return made


def _signatures(placed: Sequence[Placed], lead: int) -> list[Placed]:
    """The lines that sign a post: near its end, with at most one full paragraph, a note of the publisher, after them."""
    looks = [one.look for one in placed]
    made = list(placed)
    content = [at for at, one in enumerate(placed) if one.role in (Role.HEADING, Role.BODY) and at > lead][
        -SIGNED_WITHIN:
    ]
    for at in content:
        run = next((back + 1 for back in range(at - 1, lead - 1, -1) if looks[back].body), at)
        after = sum(1 for later in content if later > at and _paragraph(looks[later]))
        if looks[at].piece.size <= (8 if after else DECK_WORDS) and after <= 1 and signs(looks, run, at):
            made[at] = replace(placed[at], role=Role.SIGNATURE)
    return made


def _captions(placed: Sequence[Placed], lead: int) -> Iterator[Placed]:
    """Short lines without a verb between paragraphs are captions of pictures that the capture has lost."""
    looks = [one.look for one in placed]
    for at, one in enumerate(placed):
        between = (
            lead < at < len(placed) - 1
            and _paragraph(looks[at - 1])
            and any(_paragraph(later) for later in looks[at + 1 : at + 3])
        )
        if (
            between
            and one.role is Role.BODY
            and one.piece.stops
            and _apart(placed, at)
            and captions.verbless(one.piece)
        ):
            yield Placed(one.look, None, Reason.CAPTION)
        else:
            yield one


def _paragraph(look: Look) -> bool:
    return look.body and look.piece.size >= BODY_WORDS


def _apart(placed: Sequence[Placed], at: int) -> bool:
    """Whether a line is set apart by blank lines as the paragraphs around it are."""
    return placed[at].piece.gap > 0 or placed[at + 1].piece.gap == 0


def tell_editors(placed: Sequence[Placed], told: bool, people: Sequence[str]) -> tuple[Placed, ...]:
    """Set the editors' words apart: intro and coda of an account told in the first person, pleas at an article's end.

    `told` says whether somebody tells of their own life; `people` are names by which that somebody is known.
    """
    made = list(placed)
    bodies = [at for at, one in enumerate(placed) if one.role is Role.BODY]
    turns = [at for at in bodies if speaker(placed[at].piece.head)]
    if told and len(turns) >= 4:
        for at in bodies:
            if at < turns[0] or (at > turns[-1] and not placed[at].look.own.i):
                made[at] = replace(made[at], role=Role.INTRO if at < turns[0] else Role.CODA)
    elif told:
        for at in _intro(placed, bodies, people):
            made[at] = replace(made[at], role=Role.INTRO)
        for at in _coda(placed, bodies, people):
            made[at] = replace(made[at], role=Role.CODA)
    for at in _pleas(made, told):
        made[at] = replace(made[at], role=Role.APPEAL)
    return tuple(made)


def _staff(one: Look, people: Sequence[str]) -> bool:
    """Whether a paragraph speaks about the teller rather than as the teller."""
    if one.own.i or one.whole:
        return False
    text = one.piece.text
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in people) or _EDITORIAL.search(text) is not None


def _intro(placed: Sequence[Placed], bodies: Sequence[int], people: Sequence[str]) -> list[int]:
    found: list[int] = []
    for at in bodies[:4]:
        if not _staff(placed[at].look, people):
            break
        found.append(at)
    return found if len(found) < len(bodies) else []


def _coda(placed: Sequence[Placed], bodies: Sequence[int], people: Sequence[str]) -> list[int]:
    """The last paragraphs in which the teller does not speak, if one of them is about the teller."""
    found: list[int] = []
    for at in reversed(bodies[1:]):
        one = placed[at].look
        if one.own.i or one.whole or len(found) == 8:
            break
        found.append(at)
    while found and not _staff(placed[found[-1]].look, people):
        found.pop()
    return found if any(placed[at].piece.size >= 6 for at in found) else []


def _pleas(placed: Sequence[Placed], told: bool) -> list[int]:
    """Body lines under a heading that says how to help, and a plea at the very end."""
    found, under = [], False
    for at, one in enumerate(placed):
        if one.role is Role.HEADING:
            under = headlines.asks_for_help(one.piece.head) and not any(
                later.role is Role.HEADING for later in placed[at + 1 :]
            )
        elif one.role is Role.BODY and under:
            found.append(at)
    bodies = [at for at, one in enumerate(placed) if one.role is Role.BODY]
    if (
        bodies
        and not found
        and not told
        and _PLEA.search(placed[bodies[-1]].piece.head)
        and placed[bodies[-1]].piece.size <= 80
    ):
        found.append(bodies[-1])
    return found
