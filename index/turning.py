"""Whether another text begins after a line: other people, another person who tells, another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from index import headlines, languages, names, subjects, traits
from index.looks import Look
from index.pronouns import Tally

WINDOW = 12
"""Pieces before and after a line in which names and persons are compared."""

FULL = 15
"""Words from which a piece of text is a full paragraph, when the way to the next one is measured."""

_WEIGHTS = {
    "people not named again": 1.0,
    "same people after": -1.5,
    "another person tells": 1.2,
    "same person tells on": -0.3,
    "who is named begins to speak": 1.0,
    "another language begins": 3.0,
    "text above ends today": 0.8,
    "a life begins again": 1.8,
    "a life opens below": 1.0,
    "text below hangs on": -1.2,
}
"""How much each sign of another text counts when they are taken together, in log-odds set by hand."""


class Turning:
    """A page prepared so that each of its lines can be asked whether the text turns there."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._looks = looks
        self._full = [full(one) for one in looks]
        self._tallies = list(accumulate((one.own if one.body else Tally() for one in looks), initial=Tally()))
        self._languages: dict[int, str] = {}
        self._named: list[list[str]] = [[] for _ in looks]
        for name, found in names.mentioned(one.piece.text if one.body else "" for one in looks).items():
            if found.person and found.times >= 2:
                for at in found.where:
                    self._named[at].append(name)

    def traits(self, at: int) -> Iterator[str]:
        """What speaks for another text after a line, or against it."""
        behind, ahead = range(max(0, at - WINDOW), at), range(at + 1, min(len(self._looks), at + 1 + WINDOW))
        yield from self._people(behind, ahead)
        yield from self._persons(at, behind, ahead)

    def _people(self, behind: range, ahead: range) -> Iterator[str]:
        earlier = Counter([name for one in self._named[behind.start : behind.stop] for name in one])
        if not earlier:
            return
        most = max(earlier.values())
        main = [name for name, count in earlier.items() if count >= 2 and count >= 0.5 * most]
        if main:
            later = {name for one in self._named[ahead.start : ahead.stop] for name in one}
            kept = any(names.akin(name, other) for name in main for other in later)
            yield "same people after" if kept else "people not named again"

    def _persons(self, at: int, behind: range, ahead: range) -> Iterator[str]:
        looks = self._looks
        above = next((one for one in reversed(behind) if self._full[one]), None)
        below = next((one for one in ahead if looks[one].body), None)
        before, after = self._teller(behind), self._teller(ahead[:5])
        if above is not None and before and after:
            yield "same person tells on" if before == after else "another person tells"
        if after == "i" and before != "i" and subjects.find(looks[at].piece.head):
            yield "who is named begins to speak"
        if below is None:
            return
        begins = looks[below].piece.head
        if above is not None:
            if self._language(above) != self._language(below):
                yield "another language begins"
            if traits.tells_of_today(looks[above].piece):
                yield "text above ends today"
            if before == "i" and headlines.opens_with_birth(begins):
                yield "a life begins again"
        if headlines.opens_a_life(begins):
            yield "a life opens below"
        if headlines.opens_with_birth(begins):
            yield "a birth below"
        if headlines.hangs_on(begins):
            yield "text below hangs on"

    def _language(self, at: int) -> str:
        known = self._languages.get(at)
        if known is None:
            known = self._languages[at] = languages.detect(self._looks[at].piece.text[:120])
        return known

    def _teller(self, where: range) -> str | None:
        """Who tells a stretch of text: "i", "we", "he" or nobody for sure. Quotations do not count."""
        until, since = self._tallies[where.stop], self._tallies[where.start]
        counts = {"i": until.i - since.i, "we": until.we - since.we, "he": until.he - since.he}
        if counts["i"] >= 3 and counts["i"] >= 0.35 * sum(counts.values()):
            return "i"
        mode = max(counts, key=lambda name: counts[name])
        return mode if counts[mode] >= 2 and mode != "i" else None


def weigh(found: Iterable[str]) -> float:
    """How much traits speak for another text, all taken together, in log-odds."""
    return sum(_WEIGHTS.get(name, 0.0) for name in found)


def full(one: Look) -> bool:
    """Whether a piece is a full paragraph."""
    return one.body and one.piece.size >= FULL
