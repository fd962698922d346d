"""Where one post ends and the next begins: evidence for each title-like line, weighed in log-odds.

The weights are set by hand on the labelled captures: a title after a button with a date below it is near certain, a
bare line between paragraphs about the same people is a heading.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import headlines, names, pronouns, quotes
from index.furniture import recognise, speaker
from index.reasons import Reason, Sign
from index.names import possible
from index.pieces import Piece
from index.pronouns import Tally

PRIOR = -3.0
"""Log-odds that a title-like line between paragraphs opens a post, before any evidence."""

WINDOW = 40
"""Pieces before and after a line in which names and persons are compared."""

DECK_WORDS = 45
"""Words that a deck may have."""

HEADING_SIGNS = (Reason.DATE, Reason.BYLINE, Reason.SHARE, Reason.CREDIT)
"""Furniture that stands between a deck and the text."""

REACH = 30
"""Lines above a text among which its title is looked for."""

BODY_WORDS = 25
"""Words from which a piece is running text whatever its ending."""

_CUTTING = (Reason.RELATED, Reason.HEADER, Reason.COOKIES)
"""What does not stand between a title and its text."""

_SIGNED = re.compile(r"^(?P<name>[^,|]{2,40})(?:,| \||$)")
_ANNOUNCING = re.compile(
    r"\b(?:here (?:are|is)|these are|the following|below (?:are|is)|following|meet|two|three|four|"
    r"five|six|seven|eight|nine|ten|\d{1,2})\b"
    r".{0,60}\b(?:stor(?:y|ies)|women|men|people|voices|questions|reasons|things|ways|steps|tips|"
    r"lessons|facts|accounts|"
    r"testimonies|examples|refugees|defectors|survivors|best|them told|points)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"(?:^|[.!?] )(?:thank you|thanks)\b.{0,120}[.!]$", re.IGNORECASE)
_SALUTATION = re.compile(r"^(?:dear|hello|hi|greetings|to (?:my|our|all|the)) [^.]{1,50}[,:!]$", re.IGNORECASE)
_TODAY = re.compile(
    r"^(?:now|today|these days|i (?:now|still|hope|live|have (?:lived|been|worked)|believe|dream|"
    r"am (?:now|still))|my (?:dream|hope)|one day)\b|\bone day\b|\bsomeday\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """A piece with what its form says: furniture or not, running text or not, who speaks in it."""

    piece: Piece
    sign: Sign | None
    body: bool
    own: Tally
    spoken: Tally
    whole: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where a post begins or ends: how sure (0 to 1), and why, in words."""

    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """The index of the piece that is a post's title, or its first paragraph where no title is printed."""

    at: int
    titled: bool
    boundary: Boundary


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    lead: int
    run: int
    weight: float
    reasons: tuple[str, ...]
    dated: bool


class _Page:
    """What a capture shows as a whole: who is named where, what its footer calls it, where it prints its dates."""

    def __init__(self, looks: Sequence[Look], bodies: Sequence[int]) -> None:
        self.looks = looks
        self.dates_above = _dates_above(looks, bodies)
        self._footers = [one.piece.head.lower() for one in looks if one.sign and one.sign.reason is Reason.FOOTER]
        self._named: dict[int, list[str]] = {}
        for name, found in names.mentioned(one.piece.text for one in looks).items():
            if found.person and found.times >= 2:
                for at in found.where:
                    self._named.setdefault(at, []).append(name)

    def within(self, start: int, end: int) -> Counter[str]:
        """How many pieces of [start, end) name each person."""
        return Counter(name for at in range(start, end) for name in self._named.get(at, ()))

    def names_site(self, at: int) -> bool:
        """Whether a line is the site's own name, as its footer repeats it."""
        piece = self.looks[at].piece
        return piece.size <= 5 and any(piece.head.lower() in text for text in self._footers)


def _dates_above(looks: Sequence[Look], bodies: Sequence[int]) -> bool:
    """Whether this page prints dates above its titles: told by its inner titles, where only one line can be the title."""
    votes = 0
    for above, lead in pairwise(bodies):
        dates = [at for at in range(above + 1, lead) if (sign := looks[at].sign) and sign.reason is Reason.DATE]
        titles = [at for at in range(above + 1, lead) if _may_open(looks[at]) and not looks[at].sign]
        if len(dates) == 1 and titles:
            votes += (min(titles) > dates[0]) - (max(titles) < dates[0])
    return votes > 0


def look(pieces: Sequence[Piece]) -> tuple[Look, ...]:
    """Look at each piece by itself."""
    parts = quotes.read([piece.text for piece in pieces])
    labels = Counter(label for piece in pieces if (label := speaker(piece.head)))
    made = []
    for piece, part in zip(pieces, parts, strict=True):
        turn = labels[speaker(piece.head) or ""] >= 2
        sign = None if turn else recognise(piece)
        body = sign is None and (turn or _runs(piece))
        made.append(Look(piece, sign, body, pronouns.count(part.own), pronouns.count(part.spoken), part.whole))
    return tuple(made)


def _runs(piece: Piece) -> bool:
    """Whether a piece reads as running text rather than as a title or a heading."""
    if piece.size >= BODY_WORDS or _SALUTATION.match(piece.head):
        return True
    if headlines.numbered(piece.head) and (piece.size <= 14 or piece.asks):
        return False
    if piece.asks:
        return re.search(r"\byou(?:r)?\b", piece.head, re.IGNORECASE) is not None
    if piece.head.endswith("!") and piece.size <= 16:
        return _THANKS.search(piece.head) is not None or re.search(r"\b(?:I|my|me)\b", piece.head) is not None
    return piece.stops and piece.size >= 2


def find(looks: Sequence[Look]) -> tuple[Start, ...]:
    """The posts of a capture, each by the piece that opens it. A capture without running text has none."""
    bodies = [at for at, one in enumerate(looks) if one.body]
    if not bodies:
        return ()
    page = _Page(looks, bodies)
    first = _first(page, bodies[0])
    candidates = [found for found in _candidates(page, bodies) if found.at > first.at]
    accepted = [first]
    expected = headlines.announced(looks[first.at].piece.head) if first.titled else 0
    for candidate, limit in zip(candidates, _limits(candidates, len(looks)), strict=True):
        before = accepted[-1]
        expected = max(expected, _expected(looks, before.at, candidate)) if not candidate.dated else expected
        weight, reasons = _settle(page, candidate, before.at, limit, first)
        if expected and not candidate.dated:
            weight -= 2.5
        expected = max(0, expected - 1)
        if weight > 0:
            accepted.append(Start(candidate.at, True, Boundary(_logistic(weight), reasons)))
            expected = headlines.announced(looks[candidate.at].piece.head)
    return tuple(accepted)


def _logistic(weight: float) -> float:
    return round(1 / (1 + math.exp(-weight)), 3)


def _limits(candidates: Sequence[_Candidate], end: int) -> list[int]:
    """How far the text after each candidate is taken for its own: to the next line that is itself near certain."""
    limits: list[int] = []
    for candidate in reversed(candidates):
        limits.append(end)
        end = candidate.at if candidate.weight > 1.0 else end
    return limits[::-1]


def _expected(looks: Sequence[Look], before: int, candidate: _Candidate) -> int:
    """How many headings the paragraph before a candidate announces."""
    said = next((looks[at].piece for at in range(candidate.run - 1, before, -1) if looks[at].body), None)
    if said is None:
        return 0
    match = _ANNOUNCING.search(said.text[-240:])
    if match is None:
        return 0
    counts = [headlines.value(word) for word in re.findall(r"\w+", match[0])]
    return next((count for count in counts if count and count > 1), 3)


def _first(page: _Page, lead: int) -> Start:
    """The first post: the best title among the lines before its text, or that text itself."""
    looks = page.looks
    choices = [at for at in range(max(0, lead - REACH), lead) if _may_open(looks[at])]
    if not choices:
        return Start(lead, False, Boundary(0.5, ("first text of the capture; no title is printed",)))
    best = max(choices, key=lambda at: (_header(page, at, lead), at))
    weight = _header(page, best, lead)
    reasons = ("first title of the capture", *headlines.weigh(looks[best].piece).reasons)
    return Start(best, True, Boundary(max(0.5, _logistic(2.0 + weight)), reasons))


def _may_open(one: Look) -> bool:
    """Whether a line may be a title: short, and no furniture for sure."""
    return not one.body and (one.sign is None or (not one.sign.sure and one.sign.reason is not Reason.LOGOS))


def _header(page: _Page, at: int, lead: int) -> float:
    """How likely a line among several before a text is its title: by form, and by what stands around it."""
    looks = page.looks
    one, below, above = looks[at], _next(looks, at, lead), looks[at - 1] if at else None
    weight = headlines.weigh(one.piece).weight
    weight -= 3.0 if one.sign else 0.0
    weight += 3.0 if below and below.sign and below.sign.reason in (Reason.DATE, Reason.BYLINE) else 0.0
    weight += (
        1.0 if below and below.sign and below.sign.reason in (Reason.SHARE, Reason.CAPTION, Reason.CREDIT) else 0.0
    )
    weight += 1.0 if not any(_may_open(other) and not other.sign for other in looks[at + 1 : lead]) else 0.0
    if above and above.sign and above.sign.reason in (Reason.DATE, Reason.BYLINE):
        weight += 4.0 if page.dates_above else 0.5
    weight -= 3.0 if page.names_site(at) else 0.0
    weight -= 1.5 if one.piece.text.isupper() and one.piece.size <= 4 and at < lead - 1 else 0.0
    weight -= 2.0 if _repeats_in(looks, at, lead) else 0.0
    weight -= 1.5 if _list_item(looks, at) else 0.0
    weight -= 2.5 if any(one.sign and one.sign.reason in _CUTTING for one in looks[at + 1 : lead]) else 0.0
    weight += 1.5 if _in_contents(looks, at) else 0.0
    return weight


def _in_contents(looks: Sequence[Look], at: int) -> bool:
    """Whether a list of contents above names this line among others."""
    text = one.piece.head if (one := looks[at]).piece.size >= 2 else ""
    above = looks[max(0, at - 8) : at]
    return bool(text) and any(other.sign and text in other.piece.head and text != other.piece.head for other in above)


def _next(looks: Sequence[Look], at: int, lead: int) -> Look | None:
    """The line below, a deck between title and date passed over."""
    below = [looks[place] for place in range(at + 1, lead)]
    if below and below[0].sign is None and below[0].piece.size >= 7:
        return below[1] if len(below) > 1 else None
    return below[0] if below else None


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


def _candidates(page: _Page, bodies: Sequence[int]) -> Iterator[_Candidate]:
    """Of each run of lines between two paragraphs, the line that is most likely a title or a heading."""
    looks = page.looks
    for above, lead in pairwise(bodies):
        run = range(above + 1, lead)
        choices = [at for at in run[-REACH:] if _may_open(looks[at])]
        if not choices:
            continue
        best = max(choices, key=lambda at: (_inner(page, at, above + 1, lead), -at))
        yield _weighed(looks, best, above + 1, lead)


def _inner(page: _Page, at: int, run: int, lead: int) -> float:
    looks = page.looks
    weight = _header(page, at, lead)
    closed = any(one.sign and one.sign.closes for one in looks[run:at])
    weight += 1.0 if closed or _signature(looks, run, at) else 0.0
    weight -= 3.0 if signs(looks, run, at) else 0.0
    return weight


def _weighed(looks: Sequence[Look], at: int, run: int, lead: int) -> _Candidate:
    form = headlines.weigh(looks[at].piece)
    weight, reasons = PRIOR + form.weight, list(form.reasons)
    for amount, reason in (*_ending(looks, run, at), *_beginning(looks, run, at, lead)):
        weight += amount
        if amount > 0:
            reasons.append(reason)
    if looks[at].sign:
        weight -= 2.0
    below = looks[at + 1 : _below_deck(looks, lead)]
    dated = any(one.sign and one.sign.reason is Reason.DATE for one in below) or _dated_above(looks, run, at)
    return _Candidate(at, lead, run, weight, tuple(reasons), dated)


def _ending(looks: Sequence[Look], run: int, at: int) -> Iterator[tuple[float, str]]:
    """What stands before a candidate and ends a post."""
    closers = {one.sign.reason: one.sign.closes for one in looks[run:at] if one.sign and one.sign.closes}
    if closers:
        strongest = max(closers, key=lambda reason: closers[reason])
        yield min(4.0, closers[strongest] + 0.5 * (len(closers) - 1)), f"follows {_article(strongest)}"
    if _signature(looks, run, at):
        yield 4.0, "follows a signature"
    above = looks[run - 1].piece
    if _THANKS.search(above.text[-160:]):
        yield 1.5, "follows words of thanks"
    if _TODAY.search(above.text[:80]):
        yield 0.8, "follows an ending"
    gaps = max((one.piece.gap for one in looks[run : at + 1]), default=0)
    if gaps >= 2 and gaps > 1.5 * _usual_gap(looks, run):
        yield 0.8, "stands after a wide gap"


def _article(reason: Reason) -> str:
    text = reason.value
    return text if text.endswith("s") else f"a {text}" if text[0] not in "aeiou" else f"an {text}"


def _usual_gap(looks: Sequence[Look], run: int) -> float:
    gaps = [one.piece.gap for one in looks[max(0, run - WINDOW) : run] if one.body]
    return sum(gaps) / len(gaps) if gaps else 0.0


def _beginning(looks: Sequence[Look], run: int, at: int, lead: int) -> Iterator[tuple[float, str]]:
    """What stands after a candidate and begins a post."""
    reasons = [one.sign.reason for one in looks[at + 1 : _below_deck(looks, lead)] if one.sign]
    if Reason.DATE in reasons:
        yield 3.5, "a date stands below it"
    elif _dated_above(looks, run, at):
        yield 3.0, "a date stands above it"
    if Reason.BYLINE in reasons:
        yield 2.5, "a byline stands below it"
    if Reason.SHARE in reasons:
        yield 1.5, "share buttons stand below it"
    text = looks[lead].piece.head
    if headlines.opens_a_life(text):
        yield 1.2, "an account of a life opens below it"
    if headlines.hangs_on(text):
        yield -1.5, ""
    if re.search(
        r"\b(?:shared? (?:her|his|their) story|part (?:one|two|three|\d) of|this is part|(?:tells|"
        r"told) (?:her|his|their|us))\b",
        text,
        re.IGNORECASE,
    ):
        yield 1.5, "an introduction stands below it"


def _below_deck(looks: Sequence[Look], lead: int) -> int:
    """The end of a title's header: below its first sentence where a date or byline follows that, else above it."""
    if looks[lead].piece.size <= DECK_WORDS:
        end = lead + 1
        while end < len(looks) and (sign := looks[end].sign) and sign.reason in HEADING_SIGNS:
            end += 1
        if end > lead + 1:
            return end
    return lead


def _dated_above(looks: Sequence[Look], run: int, at: int) -> bool:
    """Whether a date or byline stands right above, and is not the foot of the post before."""
    back = at - 1
    while back >= run and (sign := looks[back].sign) and sign.reason in (Reason.DATE, Reason.BYLINE, Reason.HEADER):
        if sign.reason is Reason.DATE:
            return True
        back -= 1
    return False


def _signature(looks: Sequence[Look], run: int, at: int) -> bool:
    """Whether a letter's end stands before a line: words of greeting and a name, or a name with its place or office."""
    return any(signs(looks, run, place) for place in range(run, at))


def signs(looks: Sequence[Look], run: int, at: int) -> bool:
    """Whether a line of a run is part of a signature."""
    text = looks[at].piece.head
    if headlines.sign_off(text) and (text.endswith((",", "，")) or looks[at].piece.size <= 3):
        return True
    if any(headlines.sign_off(looks[place].piece.head) for place in range(max(run, at - 3), at)):
        return looks[at].sign is None and looks[at].piece.size <= 8 and not headlines.part(text)
    match = _SIGNED.match(text.lstrip("—–- "))
    if match is None or at != run or looks[at].piece.size > 8:
        return False
    named = possible(match["name"].strip())
    return named and ("," in text or text.startswith(("—", "–", "-")))


def _settle(page: _Page, candidate: _Candidate, before: int, limit: int, first: Start) -> tuple[float, tuple[str, ...]]:
    """The weight of a candidate with what it takes up or leaves of the post before it."""
    weight, reasons = candidate.weight, list(candidate.reasons)
    for amount, reason in (
        *_people(page, candidate, before, limit),
        *_persons(page.looks, candidate, before, limit),
        *_like_first(page.looks, candidate, first),
    ):
        weight += amount
        if amount > 0:
            reasons.append(reason)
    return weight, tuple(reasons)


def _people(page: _Page, candidate: _Candidate, before: int, limit: int) -> Iterator[tuple[float, str]]:
    """Whether the people of the post before are named again, and whether somebody new is."""
    looks = page.looks
    earlier = page.within(max(before, candidate.at - WINDOW), candidate.at)
    later = page.within(candidate.at + 1, min(limit, candidate.at + WINDOW))
    main = [name for name, count in earlier.items() if count >= 2 and count >= 0.5 * max(earlier.values())]
    kept = [name for name in main if any(names.akin(name, other) for other in later)]
    if main and not kept:
        yield (1.5 if max(earlier.values()) >= 3 else 0.8), f"{main[0]} is not named again"
    elif kept and not headlines.part(looks[candidate.at].piece.head):
        yield -2.0, ""
    mine = headlines.subjects(looks[candidate.at].piece.head)
    if mine and any(names.akin(one, other) for one in mine for other in earlier):
        yield (0.0 if headlines.part(looks[candidate.at].piece.head) else -1.0), ""


def _persons(looks: Sequence[Look], candidate: _Candidate, before: int, limit: int) -> Iterator[tuple[float, str]]:
    """Whether another grammatical person tells the text from here, or a life begins anew."""
    behind = looks[max(before + 1, candidate.at - WINDOW) : candidate.at]
    earlier = _mode(behind)
    later = _mode(looks[candidate.lead : min(limit, candidate.lead + 6)])
    if earlier and later and earlier != later:
        yield (2.0 if earlier == "i" and later == "he" else 1.2), "another person speaks"
    if headlines.subjects(looks[candidate.at].piece.head) and later == "i" and earlier != "i":
        yield 1.0, "somebody named in it begins to speak"
    told = sum(one.piece.size for one in behind if one.body)
    if earlier == "i" and told >= 80 and headlines.opens_with_birth(looks[candidate.lead].piece.head):
        yield 1.2, "a life is told from its beginning again"


def _mode(looks: Sequence[Look]) -> str | None:
    """Who tells a stretch of text: "i", "we", "he" or nobody for sure. Quotations do not count."""
    tally = pronouns.total(one.own for one in looks if one.body)
    counts = {"i": tally.i, "we": tally.we, "he": tally.he}
    if tally.i >= 3 and tally.i >= 0.35 * sum(counts.values()):
        return "i"
    mode = max(counts, key=lambda name: counts[name])
    return mode if counts[mode] >= 3 and mode != "i" else None


def _below(looks: Sequence[Look], at: int, lead: int) -> frozenset[Reason]:
    """What kinds of furniture stand between a title and its text."""
    return frozenset(
        one.sign.reason
        for one in looks[at + 1 : _below_deck(looks, lead)]
        if one.sign and one.sign.reason in (Reason.DATE, Reason.BYLINE, Reason.SHARE)
    )


def _like_first(looks: Sequence[Look], candidate: _Candidate, first: Start) -> Iterator[tuple[float, str]]:
    """Posts of one page are set alike: in the make of their titles, and in what stands below them."""
    if not first.titled:
        return
    lead = next(at for at in range(first.at + 1, len(looks)) if looks[at].body)
    frame = _below(looks, first.at, lead)
    if frame and not candidate.dated:
        yield (0.5 if _below(looks, candidate.at, candidate.lead) & frame else -1.2), "set like the first title"
    if headlines.same_pattern(looks[first.at].piece.head, looks[candidate.at].piece.head):
        yield 1.5, "made like the first title"
    level = looks[first.at].piece.level
    if level and looks[candidate.at].piece.level > level:
        yield -3.0, ""
