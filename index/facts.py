"""Decisive facts of a text: numbers, sums, dates, names and places; and where two versions differ in one.

A name is known by how it is written: with a capital letter within a sentence, here or elsewhere in either text. What
only editors change (a capital, a conjunction, a figure written out, "Joseph" for "Joseph Kim") is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index import numerals
from index.alignment import Alignment, Text
from index.comparison import common, plain, words
from index.model import Span
from index.names import possible

MOST_GAP = 40
"""Words between two shared runs in which facts are compared; a longer gap is other text, not another reading."""

MOST_ONE_SIDED = 12
"""Words that only one version has and that may still be a fact put in; more is text put in."""


LONGEST_NUMBER = 8
"""Words of the longest number: "two hundred and five thousand three hundred"."""


class Sort(StrEnum):
    """What a fact is about; only facts of one sort stand against each other."""

    NUMBER = "number"
    NAME = "name"
    KOREAN_NAME = "korean name"
    MONTH = "month"
    DAY = "day"
    SEASON = "season"
    CURRENCY = "currency"
    MEASURE = "measure"


LOOSE = frozenset({Sort.KOREAN_NAME, Sort.SEASON, Sort.CURRENCY, Sort.MEASURE, Sort.DAY})
"""Sorts that say something only against another of their sort: one more "spring" or "km" is no fact put in."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at words [start, end) of a text, with the value by which it is compared."""

    sort: Sort
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two versions that differ in a fact: what each reads, as spans of its source; empty where it has none."""

    sort: Sort
    values: tuple[str, str]
    a: Span
    b: Span


_MONTHS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = "winter summer spring autumn".split()
_CURRENCIES = {
    "dollar": "dollar", "usd": "dollar", "buck": "dollar", "달러": "dollar", "euro": "euro", "eur": "euro",
    "pound": "pound", "gbp": "pound", "yuan": "yuan", "rmb": "yuan", "renminbi": "yuan", "위안": "yuan", "元": "yuan",
    "won": "won", "krw": "won", "yen": "yen", "rouble": "rouble", "ruble": "rouble", "baht": "baht", "dong": "dong",
}  # fmt: skip
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yuan", "₩": "won"}
_MEASURES = {
    "kilometre": "km", "kilometer": "km", "km": "km", "mile": "mile", "metre": "m", "meter": "m", "kilo": "kg",
    "kilogram": "kg", "kilogramme": "kg", "kg": "kg", "pound": "pound", "gram": "g", "hour": "hour", "minute": "minute",
    "day": "day", "week": "week", "fortnight": "fortnight", "month": "month", "year": "year", "decade": "decade",
    "percent": "percent",
}  # fmt: skip
_SUFFIX = re.compile(r"%|(?:s|st|nd|rd|th)(?!\w)")
_BOUNDARY = re.compile(r"[.!?…:;“”\"«»「『\n\r()•*]|(?:^|\s)['‘–—-]|^\s*$")
_ENDINGS = re.compile(r"(?:ly|ing|ed|wards?|ness|tion|ment)$")
_HANGUL_NAME = re.compile(
    r"(?P<name>[김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노][가-힣]{2})"
    r"(?P<tail>씨|님|군|양|은|는|이|가|을|를|의|에게|와|과|도|이라는|라는)"
)


@cache
def _values() -> dict[str, tuple[Sort, str]]:
    made: dict[str, tuple[Sort, str]] = {}
    for found, sort in ((_MEASURES, Sort.MEASURE), (_CURRENCIES, Sort.CURRENCY)):
        made |= {word + ending: (sort, value) for word, value in found.items() for ending in ("", "s")}
    made |= {word: (Sort.MONTH, word[:3]) for word in _MONTHS}
    made |= {word + ending: (Sort.DAY, word[:3]) for word in _DAYS for ending in ("", "s")}
    made |= {word: (Sort.SEASON, word) for word in _SEASONS} | {"fall": (Sort.SEASON, "autumn")}
    return made | {sign: (Sort.CURRENCY, value) for sign, value in _SIGNS.items()}


class Names:
    """Which words of two texts are names: by how either of them writes them anywhere, titles and persons included."""

    def __init__(self, texts: Sequence[Text], known: Sequence[str]) -> None:
        self._inside: set[str] = {part for name in known for part in _parts(name) if name[:1].isupper()}
        self._small: set[str] = set()
        for text in texts:
            self._learn(text)
        self._small -= self._inside

    def _learn(self, text: Text) -> None:
        for passage in text.passages:
            row, before = words(passage.text), 0
            shouted = passage.text.isupper()
            for normal, start, end in zip(row.normals, row.starts, row.ends, strict=True):
                if passage.text[start].islower():
                    self._small.add(normal)
                elif not shouted and start and not _BOUNDARY.search(passage.text, before, start):
                    self._inside.add(normal.removesuffix("'s"))
                before = end

    def name(self, text: Text, word: int) -> bool:
        """Whether a word of one of the texts is a name."""
        passage, start, end = text.place(word)
        written = passage.text[start:end].removesuffix("’s").removesuffix("'s")
        normal = text.normals[word].removesuffix("'s")
        if not written[0].isupper() or normal in common() or normal in _values() or passage.text.isupper():
            return False
        if normal in self._inside:
            return True
        return normal not in self._small and not _ENDINGS.search(normal) and possible(written)


def _parts(name: str) -> list[str]:
    return plain(name).replace("-", " ").split()


def facts(text: Text, span: Span, names: Names) -> Iterator[Fact]:
    """The facts among words [start, end) of a text, in order."""
    at = span.start
    while at < span.end:
        fact = _fact(text, at, span.end, names)
        if fact is not None:
            yield fact
            at = fact.end
        else:
            at += 1


def _fact(text: Text, at: int, end: int, names: Names) -> Fact | None:
    normal = text.normals[at]
    passage, start, _ = text.place(at)
    if normal in _values() and not (normal in ("may", "march", "mar") and passage.text[start].islower()):
        sort, value = _values()[normal]
        return Fact(sort, value, at, at + 1)
    number = numerals.read(text.normals[at : min(end, at + LONGEST_NUMBER)], 0)
    if number is not None:
        return Fact(Sort.NUMBER, f"{number[0]:g}", at, min(end, at + number[1]))
    if names.name(text, at):
        return _whole_name(text, at, end, names)
    hangul = _HANGUL_NAME.fullmatch(normal)
    return Fact(Sort.KOREAN_NAME, hangul["name"], at, at + 1) if hangul else None


def _whole_name(text: Text, at: int, end: int, names: Names) -> Fact:
    """A name of several words: those that follow with a capital, or after a hyphen ("Min-ji Kim")."""
    last = at + 1
    passage, _, stop = text.place(at)
    while last < end and text.passage(last) == text.passage(at):
        _, start, after = text.place(last)
        between = passage.text[stop:start]
        if not (between == "-" or (between in (" ", "\u00a0") and names.name(text, last))):
            break
        last, stop = last + 1, after
    parts = [normal.removesuffix("'s") for normal in text.normals[at:last]]
    return Fact(Sort.NAME, " ".join(parts), at, last)


def clashes(alignment: Alignment, known: Sequence[str] = ()) -> tuple[Clash, ...]:
    """Where two versions differ in a fact. `known` are names printed with them: titles, narrators, other names."""
    gaps = [gap for gap in alignment.gaps() if _comparable(*gap)]
    if not gaps:
        return ()
    names = Names((alignment.a, alignment.b), known)
    said = tuple(_said(text, known) for text in (alignment.a, alignment.b))
    found: list[Clash] = []
    for gap in gaps:
        found += _clash(alignment, *_widened(alignment, *gap, names), names, said)
    return tuple(found)


def _widened(alignment: Alignment, ours: Span, theirs: Span, names: Names) -> tuple[Span, Span]:
    """A gap with the shared number words and names around it: "twenty-one" stands whole against "twenty-two"."""
    a, b = alignment.a, alignment.b
    start, other = ours.start, theirs.start
    while start and other and a.normals[start - 1] == b.normals[other - 1] and _joins(a, start - 1, names):
        start, other = start - 1, other - 1
    end, stop = ours.end, theirs.end
    while end < len(a.normals) and stop < len(b.normals) and a.normals[end] == b.normals[stop] and names.name(a, end):
        end, stop = end + 1, stop + 1
    return Span(start, end), Span(other, stop)


def _joins(text: Text, word: int, names: Names) -> bool:
    return numerals.read(text.normals[word : word + 1], 0) is not None or names.name(text, word)


def _said(text: Text, known: Sequence[str]) -> frozenset[str]:
    """Every word of a text and of the names printed with it, and every number by its value."""
    said = {normal.removesuffix("'s") for normal in text.normals} | {part for name in known for part in _parts(name)}
    for at in range(len(text.normals)):
        number = numerals.read(text.normals[at : at + LONGEST_NUMBER], 0)
        if number is not None:
            said.add(f"={number[0]:g}")
    return frozenset(said)


def _comparable(ours: Span, theirs: Span) -> bool:
    if max(len(ours), len(theirs)) > MOST_GAP:
        return False
    return max(len(ours), len(theirs)) <= MOST_ONE_SIDED or min(len(ours), len(theirs)) * 3 >= max(
        len(ours), len(theirs)
    )


def _clash(
    alignment: Alignment, ours: Span, theirs: Span, names: Names, said: Sequence[frozenset[str]]
) -> Iterator[Clash]:
    moved_a = {word for block in alignment.moved for word in range(block.a, block.end_a)}
    moved_b = {word for block in alignment.moved for word in range(block.b, block.end_b)}
    a = [fact for fact in facts(alignment.a, ours, names) if fact.start not in moved_a]
    b = [fact for fact in facts(alignment.b, theirs, names) if fact.start not in moved_b]
    for one in list(a):
        other = next((fact for fact in b if fact.sort is one.sort and same(one, fact)), None)
        if other is not None:
            a.remove(one)
            b.remove(other)
    for sort in Sort:
        mine, yours = ([fact for fact in side if fact.sort is sort] for side in (a, b))
        for one, other in zip(mine, yours, strict=False):
            yield Clash(sort, (one.value, other.value), _span(alignment.a, one), _span(alignment.b, other))
        for fact in mine[len(yours) :]:
            if _new(fact, said[1]):
                yield Clash(sort, (fact.value, ""), _span(alignment.a, fact), _empty(alignment.b, theirs))
        for fact in yours[len(mine) :]:
            if _new(fact, said[0]):
                yield Clash(sort, ("", fact.value), _empty(alignment.a, ours), _span(alignment.b, fact))


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts of one sort say the same: equal values, or a name and the same name with more to it."""
    if one.sort is not Sort.NAME:
        return one.value == other.value
    mine, yours = _squashed(one.value), _squashed(other.value)
    if mine == yours or set(one.value.split()) <= set(other.value.split()):
        return True
    if set(other.value.split()) <= set(one.value.split()):
        return True
    return mine == _initials(other.value) or yours == _initials(one.value)


def _squashed(value: str) -> str:
    return re.sub(r"[\s'’-]", "", value)


def _initials(value: str) -> str:
    return "".join(part[0] for part in value.split()) if " " in value else ""


def _new(fact: Fact, said: frozenset[str]) -> bool:
    """Whether a fact that only one version has here is nowhere in the other: a name for "he" is nothing new."""
    if fact.sort in LOOSE:
        return False
    if fact.sort is Sort.NUMBER:
        return float(fact.value) > 1 and f"={fact.value}" not in said
    if fact.sort is Sort.MONTH:
        return not any(word.startswith(fact.value) for word in said if word in _values())
    return not any(part in said for part in fact.value.split())


def _span(text: Text, fact: Fact) -> Span:
    """A fact's place in the reading text, with the sign of its currency or per cent, and without a particle."""
    passage, start, end = text.place(fact.start)
    if fact.end - 1 > fact.start:
        _, _, end = text.place(fact.end - 1)
    written = passage.text
    if fact.sort is Sort.NUMBER:
        figures = re.match(r"[\d.,]+\d|\d", written[start:end])
        if figures and fact.end == fact.start + 1 and not written[start:end].isascii():  # "1998년에"
            end = start + figures.end()
        start -= written[:start].endswith(tuple(_SIGNS))
        suffix = _SUFFIX.match(written, end)
        end = suffix.end() if suffix else end
    elif fact.sort is Sort.CURRENCY and written[start:end] in _SIGNS:
        amount = re.match(r" ?\d[\d.,]*\d|\d", written[end:])
        end += amount.end() if amount else 0
    elif fact.sort is Sort.NAME:
        for ending in ("’s", "'s"):
            end -= len(ending) if written[start:end].endswith(ending) else 0
    return Span(passage.span.start + start, passage.span.start + end)


def _empty(text: Text, gap: Span) -> Span:
    """The place in the reading text where a version has nothing: right after the word before."""
    if gap.start:
        end = text.span(gap.start - 1).end
        return Span(end, end)
    start = text.passages[0].span.start if text.passages else 0
    return Span(start, start)
