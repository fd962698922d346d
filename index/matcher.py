"""Patterns of the rule language looked for in the words of a text, all in one pass.

Reading is linear: every pattern waits for the rarest of its words, its key, and looks only a few words to either side
of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.clauses import LONGEST_KEPT, Words
from index.rules import NEGATORS, Pattern, Step

NEGATION_REACH = 3
"""How many words before a match a negator may stand and still deny it."""

KNOWN_WORDS = 50_000
"""Words of which it is kept at hand which patterns wait for them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words [first, last] of a text that a pattern holds for."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Matcher:
    """Many patterns looked for in one pass; `patterns` are numbered as given."""

    patterns: tuple[Pattern, ...]
    by_form: Mapping[str, tuple[int, ...]]
    by_prefix: Mapping[str, tuple[int, ...]]
    lengths: tuple[int, ...]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, words: Words, most: int = 4) -> dict[int, list[Hit]]:
        """The hits of each pattern, by its number, in order of the text; at most `most` for a pattern."""
        hits: dict[int, list[Hit]] = {}
        for at, form in enumerate(words.forms):
            for number in self._waiting(form):
                known = hits.get(number)
                if known is not None and len(known) >= most:
                    continue
                hit = _match(self.patterns[number], words, at)
                if hit is not None and (known is None or hit not in known):
                    hits.setdefault(number, []).append(hit)
        return hits

    def _waiting(self, form: str) -> tuple[int, ...]:
        """The numbers of the patterns whose key a word may be."""
        known = self._known.get(form)
        if known is not None:
            return known
        found = tuple(self._look_up(form))
        if len(self._known) >= KNOWN_WORDS:
            self._known.clear()
        if len(form) <= LONGEST_KEPT:
            self._known[form] = found
        return found

    def _look_up(self, form: str) -> Iterator[int]:
        yield from self.by_form.get(form, ())
        for length in self.lengths:
            if length > len(form):
                break
            yield from self.by_prefix.get(form[:length], ())


def matcher(patterns: Sequence[Pattern]) -> Matcher:
    """A matcher over these patterns, each filed under the forms of its key."""
    by_form: dict[str, list[int]] = {}
    by_prefix: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        for form in pattern.key.forms:
            by_form.setdefault(form, []).append(number)
        for prefix in pattern.key.prefixes:
            by_prefix.setdefault(prefix, []).append(number)
    return Matcher(
        tuple(patterns),
        {form: tuple(numbers) for form, numbers in by_form.items()},
        {prefix: tuple(numbers) for prefix, numbers in by_prefix.items()},
        tuple(sorted({len(prefix) for prefix in by_prefix})),
    )


def _match(pattern: Pattern, words: Words, at: int) -> Hit | None:
    last = _walk(pattern.right, words, at, 1)
    if last < 0:
        return None
    first = _walk(pattern.left, words, at, -1)
    if first < 0:
        return None
    return Hit(first, last)


def _walk(steps: Sequence[Step], words: Words, at: int, way: int, done: int = 0) -> int:
    """The place of the outermost step when all of them hold, or -1; `done` steps are behind."""
    if done == len(steps):
        return at
    step = steps[done]
    same, forms = (words.sentences if step.crosses else words.clauses), words.forms
    here, listed = same[at], step.forms
    for place in range(at + way, at + way * (step.reach + 2), way):
        if not 0 <= place < len(same) or same[place] != here:
            return -1
        if forms[place] in listed or ((step.prefixes or step.number) and step.holds(forms[place])):
            end = _walk(steps, words, place, way, done + 1)
            if end >= 0:
                return end
    return -1


def denied(hit: Hit, pattern: Pattern, words: Words) -> bool:
    """Whether a negator stands in a match or shortly before it, in the same clause; its own negators do not count."""
    if pattern.negated:
        return False
    clause = words.clauses[hit.first]
    for place in range(max(0, hit.first - NEGATION_REACH), hit.last):
        form = words.forms[place]
        if form in NEGATORS and (place > hit.first or words.clauses[place] == clause):
            return True
    return False
