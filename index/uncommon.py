"""Names that no capital tells: Korean and Chinese ones inside a sentence, names in small letters, handles of forums."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from index import kinds
from index.cut import Post
from index.forms import CHINESE_SURNAMES, KOREAN_SURNAMES, SYLLABLES, personal
from index.weights import tables

Finder = Callable[[str], Iterator[tuple[str, bool]]]
"""What finds names in a text, each with whether it stands there as a person's for sure."""

MOST = 1_000
"""Paragraphs of a post in which names are looked for."""

READ = 5_000
"""Code points of a paragraph in which names are looked for."""

_KOREAN = re.compile(
    rf"(?<![가-힣])(?P<name>[{KOREAN_SURNAMES}][가-힣]{{2}})"
    r"(?P<after>(?: ?씨|님|께서|께|에게|이가|이는)|은|는|이|가|의|을|를|와|과|도|이라고|라고|입니다|이다)?"
    r"(?P<more>(?<=[씨님])(?:는|은|가|이|의|를|을|와|과|도))?(?![가-힣])"
)
_PEOPLE = ("씨", " 씨", "님", "께서", "께", "에게", "이가", "이는")
"""What follows people rather than things."""

_CHINESE = re.compile(
    rf"(?P<name>[{CHINESE_SURNAMES}][\u4e00-\u9fff]{{1,2}}?|[老小阿][\u4e00-\u9fff]|[\u4e00-\u9fff][某氏])"
    r"(?=说|說|是|在|的|和|，|。|、|（|\(|：|:|告诉|回忆|女士|先生|老人|老太太|阿姨|奶奶|同学|$)"
)
_ADDRESSED = re.compile(r"说|說|告诉|告訴|回忆|回憶|女士|先生|老人|老太太|阿姨|奶奶|同学|（化名|[，,（(]\s?\d\d岁")
_SMALL = re.compile(r"(?<![\w-])(?P<name>[a-z]{1,6}-[a-z]{1,6})(?![\w-])")
_STARTS = re.compile(r"(?:^|[.!?] )([^\W\d_])")
_HANDLE = re.compile(
    r"(?:^@?|\b(?:by|from|user|author|member):? @?|글:? ?)(?P<name>[A-Za-z][A-Za-z0-9_.-]{2,24}(?<!\.))"
    r"(?=$|\. | {2}| ?[,·|(–—:»•]| on | wrote| says| writes| [Pp]osted)"
)
_KEYED = re.compile(r"[\d_]|[a-z]\.[a-z]")
"""What no ordinary name holds."""


def signs(post: Post) -> Iterator[tuple[str, str, float]]:
    """Such names of a post with a sign each, as (name, sign, amount)."""
    yield from _handles(post)
    title = post.title.head if post.title else ""
    texts = [one.piece.text[:READ] for one in kinds.bodies(post.placed)[:MOST]]
    apart = [one.piece.head for one in post.placed if one.role is None] + [look.piece.head for look in post.above]
    if in_small_letters(texts):
        yield from _zoned(title, apart, texts, _small)
    if any(not text.isascii() for text in (title, *texts)):
        yield from _zoned(title, apart, texts, _korean)
        yield from _zoned(title, apart, texts, _chinese)


def in_small_letters(texts: list[str]) -> bool:
    """Whether nine of ten sentences open without a capital."""
    opened = [match[1] for text in texts for match in _STARTS.finditer(text) if match[1].lower() != match[1].upper()]
    return bool(opened) and sum(letter.islower() for letter in opened) >= 0.9 * len(opened)


def _zoned(title: str, apart: list[str], texts: list[str], find: Finder) -> Iterator[tuple[str, str, float]]:
    """Names of one script by where they stand, and those of the text by how often, under the signs of all names."""
    for name, _ in find(title):
        yield name, "in the title", 1.0
    for line in apart:
        for name, _ in find(line):
            yield name, "set apart, uncommon", 1.0
    every = [(name, person, at) for at, text in enumerate(texts) for name, person in find(text)]
    counts, sure = Counter(name for name, _, _ in every), {name for name, person, _ in every if person}
    most = max(counts.values(), default=1)
    places: dict[str, set[int]] = {}
    for name, _, at in every:
        places.setdefault(name, set()).add(at)
    for name, count in counts.items():
        if count > 1 or name in sure:
            where = places[name]
            yield name, "named", 1.0
            yield name, "named most", float(count == most)
            yield name, "named often", count / most
            yield name, "named thrice", float(count >= 3)
            yield name, "named as a person", float(name in sure)
            yield name, "named first of all", float(0 in where)
            yield name, "named early", float(min(where) <= 1)
            yield name, "named through the text", len(where) / len(texts)


def _small(text: str) -> Iterator[tuple[str, bool]]:
    """Names in small letters, whose halves read as Korean syllables and are not all English words."""
    common = tables().ordinary
    for match in _SMALL.finditer(text):
        halves = match["name"].split("-")
        if all(SYLLABLES.fullmatch(half) for half in halves) and not all(half in common for half in halves):
            yield match["name"], text[match.end() : match.end() + 2] in ("'s", "’s")


def _korean(text: str) -> Iterator[tuple[str, bool]]:
    """Names of a surname and two syllables, with a particle after them or alone; and whether it is one for people."""
    for match in _KOREAN.finditer(text):
        if match["after"] or match["name"] == text.strip():
            yield match["name"], match["after"] in _PEOPLE


def _chinese(text: str) -> Iterator[tuple[str, bool]]:
    """Names of a surname and one or two signs before a verb, a title or a stop; and whether a person is meant."""
    for match in _CHINESE.finditer(text):
        if personal(match["name"]):
            yield match["name"], _ADDRESSED.match(text, match.end()) is not None


def _handles(post: Post) -> Iterator[tuple[str, str, float]]:
    """Names that members of a forum give themselves, in lines set apart: one word of no running text."""
    common = tables().ordinary
    for zone, lines in (
        ("above", [look.piece.head for look in post.above]),
        ("inside", [one.piece.head for one in post.placed if one.role is None]),
    ):
        for line in lines:
            for found in _HANDLE.finditer(line):
                name = found["name"]
                if (name.islower() and name not in common) or _KEYED.search(name):
                    yield name, f"a handle {zone}", 1.0
                    yield name, "a handle with figures", float(_KEYED.search(name) is not None)
