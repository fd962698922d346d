"""What each piece of a post is for: title, deck, heading, intro, body, appeal, coda, signature, or furniture after
all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import captions, headlines, names, subjects
from index.headers import DECK_WORDS, HEADING_SIGNS
from index.looks import BODY_WORDS, Look, name_alone, signs
from index.model import Role
from index.names import possible
from index.pieces import Piece
from index.reasons import Reason

_HARD = (Reason.COMMENTS, Reason.FOOTER)
"""Furniture after which nothing on a page is the post's any more."""

_SOFT = (Reason.TAGS, Reason.RELATED, Reason.NEWSLETTER, Reason.NAVIGATION, Reason.COOKIES, Reason.LOGOS)
"""Furniture after which little text is boilerplate; much text shows that it stood inside the post."""

HEADED_WORDS = 12
"""Words from which a text under the last heading of a page is a section and no entry of a list."""

SIGNED_WITHIN = 12
"""Lines of content from the end of a post among which its signature is looked for."""


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
        if one.sign and one.sign.sure and one.sign.reason in _SOFT and rest[at] < 60 and not _inset(looks, at):
            break
        if one.body and (_paragraph(one) or not _left(looks, last + 1, at)):
            last = at
    return max(_letter_end(looks, last), last) + 1


def _inset(looks: Sequence[Look], at: int) -> bool:
    """Whether a link to another post stands inside the text: a sentence follows it, not a list."""
    after = looks[at + 1] if at + 1 < len(looks) else None
    return (
        looks[at].sign is not None
        and after is not None
        and after.body
        and after.piece.size >= 8
        and _paragraph_soon(looks, at)
    )


def _text_after(looks: Sequence[Look]) -> list[float]:
    """How many words of full paragraphs stand after each piece: much text shows that a post goes on."""
    rest, words = [0.0] * len(looks), 0.0
    for at in range(len(looks) - 1, -1, -1):
        rest[at] = words
        words += looks[at].piece.size if _paragraph(looks[at]) else 0.0
    return rest


def _left(looks: Sequence[Look], start: int, at: int) -> bool:
    """Whether a short text stands outside a post: after furniture that ends one, or under a line that heads nothing."""
    if any(one.sign and (one.sign.closes >= 1.5 or one.sign.reason is Reason.BYLINE) for one in looks[start:at]):
        return True
    headed = any(not one.body and not one.sign and not _exclaims(one) for one in looks[start:at])
    return headed and looks[at].piece.size < HEADED_WORDS and not _paragraph_soon(looks, at)


def _paragraph_soon(looks: Sequence[Look], at: int) -> bool:
    return any(_paragraph(one) for one in looks[at + 1 : at + 6])


def _exclaims(one: Look) -> bool:
    """Whether a short line is a cry or a question that ends a text, not a heading."""
    return one.piece.head.endswith(("!", "…", "！")) and one.piece.gap <= 1


def _letter_end(looks: Sequence[Look], last: int) -> int:
    """The last line that still belongs to the last paragraph: a cry, the lines of a signature, a name alone."""
    end = at = last
    for at in range(last + 1, min(last + 6, len(looks))):
        one = looks[at]
        if one.sign and one.sign.reason is not Reason.DATE:
            break
        if _exclaims(one) or signs(looks, last + 1, at) or (end == at - 1 and _own_name(looks, at)):
            end = at
    return end


def _own_name(looks: Sequence[Look], at: int) -> bool:
    """Whether a line is a name alone that signs: of several words, or named in the text above."""
    piece = looks[at].piece
    if not name_alone(looks[at]):
        return False
    return piece.size >= 2 or any(piece.head in one.piece.text for one in looks[max(0, at - 40) : at])


def _inside(looks: Sequence[Look], at: int, lead: int, end: int) -> Placed:
    """A piece by itself: furniture by form or by place, else body or heading."""
    one = looks[at]
    if one.sign and (one.sign.sure or at < lead or _call_ends(looks, at, end)):
        return Placed(one, None, one.sign.reason)
    if at >= end:
        return Placed(one, None, one.sign.reason if one.sign else Reason.AFTER)
    if one.body or one.sign or (_exclaims(one) and at == end - 1):
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
        elif at == 1 or made[at - 1].role is None:
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
    return at == lead - 1 and ((bool(alike) and mine.size <= 7) or headlines.numbered(mine.head))


def _is_deck(placed: Sequence[Placed], lead: int) -> bool:
    """Whether the first sentence is a deck: a date, byline or share row stands between it and the text."""
    after = placed[lead + 1]
    return placed[lead].piece.size <= DECK_WORDS and after.reason in HEADING_SIGNS and lead <= 2


def _labels(placed: Sequence[Placed]) -> list[Placed]:
    """The narrator's name alone between paragraphs is a picture's label, not a heading."""
    title = placed[0].piece.head if placed else ""
    people = subjects.find(title)
    last = max((at for at, one in enumerate(placed) if one.role is Role.BODY and _paragraph(one.look)), default=0)
    made = list(placed)
    for at, one in enumerate(placed[:last]):
        if (
            one.role is Role.HEADING
            and name_alone(one.look)
            and any(names.akin(one.piece.head, name) for name in people)
        ):
            made[at] = Placed(one.look, None, Reason.LABEL)
    return made


def _signatures(placed: Sequence[Placed], lead: int) -> list[Placed]:
    """The lines that sign a post: near its end, with at most one full paragraph (a publisher's note) after them."""
    looks = [one.look for one in placed]
    made = list(placed)
    content = [at for at, one in enumerate(placed) if one.role in (Role.HEADING, Role.BODY) and at > lead][
        -SIGNED_WITHIN:
    ]
    for at in content:
        run = next((back + 1 for back in range(at - 1, lead - 1, -1) if looks[back].body), at)
        after = sum(1 for later in content if later > at and _paragraph(looks[later]))
        named = after == 0 and placed[at].role is Role.HEADING and _own_name(looks, at)
        if looks[at].piece.size <= (8 if after else DECK_WORDS) and after <= 1 and (named or signs(looks, run, at)):
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
