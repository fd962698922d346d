"""Where one post ends and the next begins: evidence for each title-like line, weighed in log-odds.

The weights are set by hand on the labelled captures: a title after a button with a date below it is near certain, a
bare line between paragraphs about the same people is a heading.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import headers, headlines, languages, names, pronouns, series, subjects
from index.headers import Page, below_deck
from index.looks import THANKS, Look, may_open, name_alone, signs
from index.reasons import Reason

PRIOR = -3.0
"""Log-odds that a title-like line between paragraphs opens a post, before any evidence."""

WINDOW = 40
"""Pieces before and after a line in which names and persons are compared."""

LEAST = 20
"""Words that a post without a date has at least."""

REACH = 30
"""Lines above a text among which its title is looked for."""

_ANNOUNCING = re.compile(
    r"\b(?:here (?:are|is)|these are|the following|below (?:are|is)|following|meet|two|three|four|"
    r"five|six|seven|eight|nine|ten|\d{1,2})\b"
    r".{0,60}\b(?:stor(?:y|ies)|women|men|people|voices|questions|reasons|things|ways|steps|tips|"
    r"lessons|facts|accounts|"
    r"testimonies|examples|refugees|defectors|survivors|best|them told|points)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"^(?:now|today|these days|i (?:now|still|hope|live|have (?:lived|been|worked)|believe|dream|"
    r"am (?:now|still))|my (?:dream|hope)|one day)\b|\bone day\b|\bsomeday\b",
    re.IGNORECASE,
)


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


def find(looks: Sequence[Look]) -> tuple[Start, ...]:
    """The posts of a capture, each by the piece that opens it. A capture without running text has none."""
    bodies = [at for at, one in enumerate(looks) if one.body]
    if not bodies:
        return ()
    page = Page(looks, bodies)
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
    counts = [series.value(word) for word in re.findall(r"\w+", match[0])]
    return next((count for count in counts if count and count > 1), 3)


def _first(page: Page, lead: int) -> Start:
    """The first post: the best title among the lines before its text, or that text itself."""
    looks = page.looks
    choices = [at for at in range(max(0, lead - REACH), lead) if may_open(looks[at])]
    if not choices:
        return Start(lead, False, Boundary(0.5, ("first text of the capture; no title is printed",)))
    best = max(choices, key=lambda at: (headers.weigh(page, at, lead), at))
    weight = headers.weigh(page, best, lead)
    reasons = ("first title of the capture", *headlines.weigh(looks[best].piece).reasons)
    return Start(best, True, Boundary(max(0.5, _logistic(2.0 + weight)), reasons))


def _candidates(page: Page, bodies: Sequence[int]) -> Iterator[_Candidate]:
    """Of each run of lines between two paragraphs, the line that is most likely a title or a heading."""
    looks = page.looks
    for above, lead in pairwise(bodies):
        run = range(above + 1, lead)
        choices = [at for at in run[-REACH:] if may_open(looks[at])]
        if not choices:
            continue
        best = max(choices, key=lambda at: (_inner(page, at, above + 1, lead), -at))
        yield _weighed(looks, best, above + 1, lead)


def _inner(page: Page, at: int, run: int, lead: int) -> float:
    looks = page.looks
    weight = headers.weigh(page, at, lead)
    closed = any(one.sign and one.sign.closes for one in looks[run:at])
    weight += 1.0 if closed or _signature(looks, run, at) else 0.0
    weight -= 3.0 if signs(looks, run, at) else 0.0
    weight += headers.deckish(looks, at) if at > run and signs(looks, run, at - 1) else 0.0
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
    if name_alone(looks[at]) and any(one.sign and one.sign.reason is Reason.COMMENTS for one in looks[run:at]):
        weight -= 5.0
    below = looks[at + 1 : below_deck(looks, lead)]
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
    elif at > run and name_alone(looks[run]):
        yield 1.5, "follows a name alone"
    above = looks[run - 1].piece
    if THANKS.search(above.text[-160:]):
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
    reasons = [one.sign.reason for one in looks[at + 1 : below_deck(looks, lead)] if one.sign]
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


def _settle(page: Page, candidate: _Candidate, before: int, limit: int, first: Start) -> tuple[float, tuple[str, ...]]:
    """The weight of a candidate with what it takes up or leaves of the post before it."""
    weight, reasons = candidate.weight, list(candidate.reasons)
    for amount, reason in (
        *_people(page, candidate, before, limit),
        *_persons(page.looks, candidate, before, limit),
        *_like_first(page.looks, candidate, first),
        *_substance(page.looks, candidate, limit),
    ):
        weight += amount
        if amount > 0:
            reasons.append(reason)
    return weight, tuple(reasons)


def _substance(looks: Sequence[Look], candidate: _Candidate, limit: int) -> Iterator[tuple[float, str]]:
    """A post has some text of its own; without a date, a line or two are rather the foot of the post before."""
    told = sum(one.piece.size for one in looks[candidate.lead : min(limit, candidate.lead + WINDOW)] if one.body)
    if told < LEAST and not candidate.dated:
        yield -3.0, ""


def _people(page: Page, candidate: _Candidate, before: int, limit: int) -> Iterator[tuple[float, str]]:
    """Whether the people of the post before are named again, and whether somebody new is."""
    looks = page.looks
    earlier = page.within(max(before, candidate.at - WINDOW), candidate.at)
    later = page.within(candidate.at + 1, min(limit, candidate.at + WINDOW))
    main = [name for name, count in earlier.items() if count >= 2 and count >= 0.5 * max(earlier.values())]
    kept = [name for name in main if any(names.akin(name, other) for other in later)]
    if main and not kept:
        yield (1.5 if max(earlier.values()) >= 3 else 0.8), f"{main[0]} is not named again"
    elif kept and not series.part(looks[candidate.at].piece.head):
        yield -2.0, ""
    mine = subjects.find(looks[candidate.at].piece.head)
    if mine and any(names.akin(one, other) for one in mine for other in earlier):
        yield (0.0 if series.part(looks[candidate.at].piece.head) else -1.0), ""


def _persons(looks: Sequence[Look], candidate: _Candidate, before: int, limit: int) -> Iterator[tuple[float, str]]:
    """Whether another grammatical person tells the text from here, or a life begins anew."""
    behind = looks[max(before + 1, candidate.at - WINDOW) : candidate.at]
    earlier = _mode(behind)
    later = _mode(looks[candidate.lead : min(limit, candidate.lead + 6)])
    if earlier and later and earlier != later:
        yield (2.0 if earlier == "i" and later == "he" else 1.2), "another person speaks"
    if subjects.find(looks[candidate.at].piece.head) and later == "i" and earlier != "i":
        yield 1.0, "somebody named in it begins to speak"
    above = looks[candidate.run - 1].piece.text
    if languages.detect(above[:400]) != languages.detect(looks[candidate.lead].piece.text[:400]):
        yield 3.0, "another language begins"
    told = sum(one.piece.size for one in behind if one.body)
    if earlier == "i" and told >= 80 and headlines.opens_with_birth(looks[candidate.lead].piece.head):
        yield 1.8, "a life is told from its beginning again"
    if earlier == "i" and later == "he" and _introduces(looks[candidate.lead].piece.text, behind):
        yield 0.8, "somebody new is introduced"


def _introduces(text: str, behind: Sequence[Look]) -> bool:
    """Whether a paragraph is about somebody whom the text before never named."""
    found = [name for name, one in names.mentioned([text[:600]]).items() if one.acting]
    return any(not any(name in other.piece.text for other in behind) for name in found)


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
        for one in looks[at + 1 : below_deck(looks, lead)]
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
