"""The rule language of the vocabulary: patterns over the words of a passage.

A pattern is a row of words that must stand one after another in one clause:

    sell            the word in any inflection (sell, sells, selling, sold)
    =school         this form alone
    imprison*       any word that begins so
    wife|bride      one of these; `north_korea` (or `north-korea`) is two words
    <person>        one of the words of a family
    word?           may be missing
    #               a number, in digits or in words
    ..  ..5         up to 3 (or 5) other words in between, in the same clause
    ...  ...9       up to 6 (or 9) other words in between, over commas too, in the same sentence

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from index.clauses import plain

SHORT_GAP = 3
LONG_GAP = 6
KEY_LETTERS = 12
"""A prefix of more letters than this would never be looked up."""

FUNCTION_WORDS = frozenset(
    """a about after again all also am an and any are as at away back be because been before but by can could did do
    does down each every for from get got had has have he her him his how i if in into is it its just like me more
    most my never no nobody none nor not nothing of off on one only or our out over own s she so some than that the
    their them then there these they this those to too under until up us was we were what when where which while who
    whom whose why will with without would you your""".split()
)
"""Words that are never inflected, and that make a poor key because they stand everywhere."""

NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen
    dozens half""".split()
)

NEGATORS = frozenset("not never no nobody none nor neither without instead hardly".split())
_GAP = re.compile(r"(\.{2,3})(\d*)")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern: the forms it may have and how far it may stand from the word before."""

    forms: frozenset[str]
    prefixes: tuple[str, ...]
    number: bool
    reach: int
    crosses: bool

    def holds(self, form: str) -> bool:
        """Whether a word of the text is this word of the pattern."""
        if form in self.forms or (self.prefixes and form.startswith(self.prefixes)):
            return True
        return self.number and (form[0].isdigit() or form in NUMBER_WORDS)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: its key word, and the steps to the right and to the left of it."""

    source: str
    key: Step
    right: tuple[Step, ...]
    left: tuple[Step, ...]
    negated: bool


def inflect(word: str, irregular: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The forms a word may take. Makes some that do not exist, which does no harm; Korean words stay as they are."""
    if word in FUNCTION_WORDS or not word.isascii() or not word.isalpha():
        return frozenset((word,))
    stem = word[:-1] if word.endswith(("e", "y")) else word
    if word.endswith("e"):
        made = {word + "s", word + "d", stem + "ing"}
    elif word.endswith("y") and word[-2:-1] not in {"a", "e", "o", "u"}:
        made = {stem + "ies", stem + "ied", word + "ing"}
    elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", word):
        made = {word + "s", word + word[-1] + "ed", word + word[-1] + "ing"}
    else:
        made = {word + "s", word + "es", word + "ed", word + "ing"}
        if re.search(r"[aeiou][lprtn]$", word):
            made |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset({word, *made, *irregular.get(word, ())})


@dataclass(frozen=True, slots=True)
class Grammar:
    """What patterns may refer to: irregular forms by word, and families of words by name."""

    irregular: Mapping[str, Sequence[str]]
    families: Mapping[str, Sequence[str]]

    def compile(self, source: str) -> tuple[Pattern, ...]:
        """The patterns that a line of the rule language stands for; raises PatternError."""
        parts = source.split()
        if not parts or _GAP.fullmatch(parts[0]) or _GAP.fullmatch(parts[-1]):
            raise PatternError("a pattern begins and ends with a word")
        choices = [self._choices(part) for part in parts]
        return tuple(_assemble(source, [step for choice in row for step in choice]) for row in product(*choices))

    def _choices(self, part: str) -> list[list[Step]]:
        """The rows of steps that one part of a pattern may be; an empty row where it may be missing."""
        gap = _GAP.fullmatch(part)
        if gap:
            return [[_gap(gap)]]
        optional = part.endswith("?")
        singles: list[str] = []
        rows: list[list[Step]] = []
        for word in self._expand(part.removesuffix("?")):
            pieces = re.split("[_-]", word)
            if len(pieces) > 1:
                rows.append([self._step([piece]) for piece in pieces])
            else:
                singles.append(word)
        if singles:
            rows.append([self._step(singles)])
        return [*rows, []] if optional else rows

    def _expand(self, part: str, seen: tuple[str, ...] = ()) -> Iterator[str]:
        for word in part.split("|"):
            if not word:
                raise PatternError(f"“{part}” has an empty choice")
            if not word.startswith("<"):
                yield word
                continue
            name = word[1:-1]
            if not word.endswith(">") or name not in self.families:
                raise PatternError(f"there is no family “{word}”")
            if name in seen:
                raise PatternError(f"the family “{name}” contains itself")
            for member in self.families[name]:
                yield from self._expand(member, (*seen, name))

    def _step(self, words: Iterable[str]) -> Step:
        forms: set[str] = set()
        prefixes: list[str] = []
        number = False
        for word in words:
            if word == "#":
                number = True
            elif word.endswith("*"):
                prefixes.append(_prefix(word))
            elif word.startswith("="):
                forms.add(_known(word[1:]))
            else:
                forms |= inflect(_known(word), self.irregular)
        return Step(frozenset(forms), tuple(prefixes), number, 0, False)


def _known(word: str) -> str:
    if not re.fullmatch(r"[^\W_]+", word) or plain(word) != word:
        raise PatternError(f"“{word}” is not a word in lower case")
    return word


def _prefix(word: str) -> str:
    stem = _known(word[:-1])
    if len(stem) > KEY_LETTERS:
        raise PatternError(f"“{word}” is too long: {KEY_LETTERS} letters at most before the star")
    return stem


def _gap(found: re.Match[str]) -> Step:
    crosses = len(found[1]) == 3
    limit = int(found[2]) if found[2] else (LONG_GAP if crosses else SHORT_GAP)
    return Step(frozenset(), (), False, limit, crosses)


def _assemble(source: str, row: Sequence[Step]) -> Pattern:
    """One pattern out of words and gaps: each gap becomes the reach of the words on both sides of it."""
    words: list[Step] = []
    gaps: list[Step | None] = []
    pending: Step | None = None
    for step in row:
        if not (step.forms or step.prefixes or step.number):
            pending = step
        else:
            words.append(step)
            gaps.append(pending)
            pending = None
    key = min(range(len(words)), key=lambda at: (_commonness(words[at]), at))
    right = tuple(_reaching(words[at], gaps[at]) for at in range(key + 1, len(words)))
    left = tuple(_reaching(words[at], gaps[at + 1]) for at in range(key - 1, -1, -1))
    negated = any(not word.forms.isdisjoint(NEGATORS) for word in words)
    if _commonness(words[key])[0] > 1:
        raise PatternError(f"“{source}” has no word of its own to look for")
    return Pattern(source, words[key], right, left, negated)


def _reaching(step: Step, gap: Step | None) -> Step:
    if gap is None:
        return step
    return Step(step.forms, step.prefixes, step.number, gap.reach, gap.crosses)


def _commonness(step: Step) -> tuple[int, int]:
    """How poor a key a word makes: numbers worst, then function words, then large families."""
    if step.number:
        return (2, 0)
    return (int(not step.forms.isdisjoint(FUNCTION_WORDS)), len(step.forms) + 8 * len(step.prefixes))
