"""The header of a post: which of the lines above a text is its title, and which are site, deck, name and date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index import headlines, names, subjects
from index.looks import Look, may_open, name_alone
from index.reasons import Reason

_DATING = (Reason.DATE, Reason.BYLINE)
_CUTTING = (Reason.RELATED, Reason.HEADER, Reason.COOKIES)
"""What does not stand between a title and its text."""


class Page:
    """What a capture shows as a whole: who is named where, what its footer calls it, where it prints its dates."""

    def __init__(self, looks: Sequence[Look], bodies: Sequence[int]) -> None:
        self.looks = looks
        self.dates_above = _dates_above(looks, bodies)
        self._footers = [one.piece.head.lower() for one in looks if one.sign and one.sign.reason is Reason.FOOTER]

    def names_site(self, at: int) -> bool:
        """Whether a line is the site's own name, as its footer repeats it."""
        piece = self.looks[at].piece
        return piece.size <= 5 and any(piece.head.lower() in text for text in self._footers)


def _dates_above(looks: Sequence[Look], bodies: Sequence[int]) -> bool:
    """Whether this page prints dates above its titles: told by the inner ones, where it is clear what is a title."""
    votes = 0
    for above, lead in pairwise(bodies):
        dates = [at for at in range(above + 1, lead) if (sign := looks[at].sign) and sign.reason is Reason.DATE]
        titles = [at for at in range(above + 1, lead) if may_open(looks[at]) and not looks[at].sign]
        if len(dates) == 1 and titles:
            votes += (min(titles) > dates[0]) - (max(titles) < dates[0])
    return votes > 0


def weigh(page: Page, at: int, lead: int) -> float:
    """How likely a line among several above a text is its title: by form, and by what stands around it."""
    looks, one = page.looks, page.looks[at]
    above = looks[at - 1] if at else None
    weight = headlines.weigh(one.piece).weight + _dated_below(looks, at, lead) - deckish(looks, at)
    weight -= 3.0 if one.sign else 0.0
    later = any(may_open(other) and not other.sign for other in looks[at + 1 : lead])
    weight += 0.0 if later else 1.0
    weight -= 1.5 if later and one.piece.text.isupper() and one.piece.size <= 4 else 0.0
    if above and above.sign and above.sign.reason in _DATING:
        weight += 4.0 if page.dates_above else 0.5
    weight -= 3.0 if page.names_site(at) else 0.0
    weight += 1.5 if _labelled(looks, at, lead) else 0.0
    weight -= 2.0 if _repeats_in(looks, at, lead) else 0.0
    weight -= 1.5 if _list_item(looks, at) else 0.0
    weight -= 2.5 if any(one.sign and one.sign.reason in _CUTTING for one in looks[at + 1 : lead]) else 0.0
    weight += 1.5 if _in_contents(looks, at) else 0.0
    return weight


def _dated_below(looks: Sequence[Look], at: int, lead: int) -> float:
    """A date or byline below a line makes it a title, less surely for each deck between; names set apart are passed."""
    weight = 3.0
    for other in looks[at + 1 : lead]:
        if other.sign:
            if other.sign.reason in _DATING:
                return weight
            if other.sign.reason in (Reason.SHARE, Reason.CAPTION, Reason.CREDIT):
                return weight - 2.0
            if other.sign.reason in _CUTTING:
                return 0.0
        elif not name_alone(other):
            weight -= 0.5
        if weight < 1.5:
            return 0.0
    return 0.0


def _labelled(looks: Sequence[Look], at: int, lead: int) -> bool:
    """Whether the line below names the very person whom this line names as its subject."""
    if at + 1 >= lead or looks[at + 1].sign:
        return False
    mine, below = subjects.find(looks[at].piece.head), looks[at + 1].piece
    theirs = (below.head, *subjects.find(below.head)) if below.size <= 8 else ()
    return any(names.akin(one, other) for one in mine for other in theirs)


def deckish(looks: Sequence[Look], at: int) -> float:
    """How much a line reads as the deck, or the name, that belongs to the title above it."""
    piece = looks[at].piece
    if name_alone(looks[at]):
        return 2.0
    back = at - 1
    while back >= 0 and name_alone(looks[back]):
        back -= 1
    if back < 0 or not may_open(looks[back]) or looks[back].sign:
        return 0.0
    title = looks[back].piece
    mine, theirs = subjects.find(piece.head), subjects.find(title.head)
    longer = piece.size >= 9 and piece.size >= 1.6 * title.size
    plainer = headlines.titled(title.head) >= 0.75 and headlines.titled(piece.head) < 0.6 and piece.size >= 4
    marks = (
        (2.5, any(names.akin(one, other) for one in mine for other in theirs)),
        (2.0, title.size >= 3 and plainer),
        (1.5, title.size >= 3 and longer and back > 0),
        (2.5, headlines.quoted(title.head) and not headlines.quoted(piece.head)),
    )
    return next((weight for weight, fits in marks if fits), 0.0)


def _in_contents(looks: Sequence[Look], at: int) -> bool:
    """Whether a list of contents above names this line among others."""
    text = one.piece.head if (one := looks[at]).piece.size >= 2 else ""
    above = looks[max(0, at - 8) : at]
    return bool(text) and any(other.sign and text in other.piece.head and text != other.piece.head for other in above)


def _repeats_in(looks: Sequence[Look], at: int, lead: int) -> bool:
    """Whether a later line of the header says the same alone: then this is the window's title or a trail of crumbs."""
    text = looks[at].piece.head
    return any(
        other.piece.size >= 2 and other.piece.head in text and other.sign is None for other in looks[at + 1 : lead]
    )


def _list_item(looks: Sequence[Look], at: int) -> bool:
    """Whether a line stands in a list of other posts rather than at its end."""
    back = at - 1
    while back >= 0 and looks[back].sign is None and not looks[back].body:
        back -= 1
    sign = looks[back].sign if back >= 0 else None
    return sign is not None and sign.reason is Reason.RELATED
