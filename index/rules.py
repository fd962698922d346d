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

Reading is linear: every pattern waits for the rarest of its words, its key, and looks only a few words to
either side of it. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from unicodedata import normalize

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
NEGATION_REACH = 3
"""How many words before a match a negator may stand and still deny it."""

ABBREVIATIONS = frozenset("mr mrs ms dr st no prof sr jr vs nos gen col sgt rev".split())

_TOKEN = re.compile(
    r"(?P<word>\d+(?:[.,:]\d+)*|[^\W_]+(?:['’ʼ\u00ad\u200b-\u200d\u2060\ufeff]+[^\W_]+)*)"
    r"|(?P<stop>[.!?…。！？]+|[\n\r\u2028\u2029]+)"
    r"|(?P<pause>[,;:—–()，、；：]|--)"
)
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_GAP = re.compile(r"(\.{2,3})(\d*)")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: plain forms, code points, and the numbers of clause and sentence each stands in."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]


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


@dataclass(frozen=True, slots=True)
class Hit:
    """Words [first, last] of a text that a pattern holds for."""

    first: int
    last: int


def plain(word: str) -> str:
    """A word as patterns see it: lower case, composed, without a possessive or a shortened verb at its end."""
    if not word.isascii():
        word = _UNSEEN.sub("", normalize("NFC", word)).replace("’", "'").replace("ʼ", "'")
    word = word.lower()
    return word[: word.index("'")] if "'" in word else word


def parts(word: str) -> Iterator[tuple[str, int, int]]:
    """The words that a printed word is, with their code points in it: “couldn't” is “could” and “not”."""
    if len(word) > 3 and word[-1] in "tT" and word[-2] in "'’ʼ" and word[-3] in "nN":
        verb = word[:-3].lower()
        yield _SHORTENED.get(verb, verb), 0, len(word) - 3
        yield "not", len(word) - 3, len(word)
    elif word.lower() == "cannot":
        yield "can", 0, 3
        yield "not", 3, 6
    else:
        yield plain(word), 0, len(word)


def read_words(text: str) -> Words:
    """Split a text into words, clauses (at commas and the like) and sentences."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "word":
            for form, start, end in parts(found.group()):
                forms.append(form)
                starts.append(found.start() + start)
                ends.append(found.start() + end)
                clauses.append(clause)
                sentences.append(sentence)
        elif found.lastgroup == "pause":
            clause += 1
        elif not (forms and forms[-1] in ABBREVIATIONS and found.group() == "." and ends[-1] == found.start()):
            clause += 1
            sentence += 1
    return Words(tuple(forms), tuple(starts), tuple(ends), tuple(clauses), tuple(sentences))


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


@dataclass(frozen=True, slots=True)
class Matcher:
    """Many patterns looked for in one pass; `patterns` are numbered as given."""

    patterns: tuple[Pattern, ...]
    by_form: Mapping[str, tuple[int, ...]]
    by_prefix: Mapping[str, tuple[int, ...]]
    lengths: tuple[int, ...]

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

    def _waiting(self, form: str) -> Iterator[int]:
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


def _walk(steps: Sequence[Step], words: Words, at: int, way: int) -> int:
    """The place of the outermost step when all of them hold, or -1."""
    if not steps:
        return at
    step, rest = steps[0], steps[1:]
    same = words.sentences if step.crosses else words.clauses
    for place in range(at + way, at + way * (step.reach + 2), way):
        if not 0 <= place < len(same) or same[place] != same[at]:
            return -1
        if step.holds(words.forms[place]):
            end = _walk(rest, words, place, way)
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
