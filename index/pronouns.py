"""Grammatical person: who speaks in a text, by its pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.caseless import Caseless

SIZE = 50_000
"""Code points of a paragraph whose pronouns are counted."""

_WORDS = Caseless(
    r"\b(?:(?P<i>i|me|my|mine|myself|i'[a-z]{1,2})|(?P<we>we|us|our|ours|ourselves|we'[a-z]{1,2}|let's)|"
    r"(?P<you>you|your|yours|yourself|you'[a-z]{1,2})|"
    r"(?P<he>he|him|his|himself|she|her|hers|herself|(?:s?he)'[a-z]{1,2}))\b"
)
_ASIAN = re.compile(
    r"(?P<we>우리|저희|我们|我們|咱们)|(?P<i>(?<![가-힣])(?:저는|제가|나는|내가|저를|나를|저의|나의|"
    r"저도|나도|저에게|나에게|저한테|나한테|내게|제게|제|내)(?=[\s,.]|$)|我)|"
    r"(?P<you>당신|여러분|(?<![가-힣])너는|你|您)|(?P<he>(?<![가-힣])(?:그는|그녀는|그의|그녀의|그가|"
    r"그녀가)|씨는|씨가|씨의|他|她)"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each person is named: I, we, you, he or she."""

    i: int = 0
    we: int = 0
    you: int = 0
    he: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.i + other.i, self.we + other.we, self.you + other.you, self.he + other.he)


def count(text: str) -> Tally:
    """Count the pronouns of a text."""
    if not text:
        return Tally()
    found = {"i": 0, "we": 0, "you": 0, "he": 0}
    pattern = _ASIAN if not text.isascii() and _asian(text) else _WORDS
    for match in pattern.finditer(text[:SIZE]):
        kind = match.lastgroup
        if kind is not None and text[match.start() : match.end()] not in ("US", "i"):
            found[kind] += 1
    return Tally(**found)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of several tallies."""
    return sum(tallies, Tally())


def _asian(text: str) -> bool:
    sample = text[:200]
    return 3 * sum(1 for char in sample if char >= "\u1100" and char.isalpha()) > len(sample)
