"""Parts of a series: what a title or a note says of its number, of how many there are, and of the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.subjects import BARS, OWNED

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one first i",
            "two second ii",
            "three third iii",
            "four fourth iv",
            "five fifth v",
            "six sixth vi",
            "seven seventh vii",
            "eight eighth viii",
            "nine ninth ix",
            "ten tenth x",
            "eleven",
            "twelve",
        ),
        start=1,
    )
    for word in words.split()
}
"""Numbers as words and in Roman figures."""

STORY = re.compile(r"(?:'s?|s') (?:[\w-]+ ){0,2}?(?:story|journey|testimony)\b", re.IGNORECASE)
"""Words by which somebody's story is named."""

_NUMBER = r"(?P<number>\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_PART = re.compile(
    rf"\b(?:part|pt\.?|episode|chapter)\s+{_NUMBER}\b(?:\s*(?:of|/)\s*(?P<of>\d{{1,2}}|\w+))?|"
    rf"[(\[](?P<bare>\d{{1,2}})\s*(?:/|of)\s*(?P<all>\d{{1,2}})[)\]]|"
    rf"(?:제\s?)?(?P<ko>\d{{1,2}})\s?(?:부|편|화)(?:\s|$|[:\])])|"
    rf"第(?P<zh>[一二三四五六七八九十]|\d{{1,2}})(?:部分|部|篇|章|集)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:part (?P<part>\w+) of (?P<of>\w+)|(?:the )?(?P<nth>\w+) (?:part )?(?:of|in) (?:a |an |our |"
    r"the )?(?P<parts>\w+)[- ]parts?\b|"
    r"(?P<nth2>first|second|third|fourth|fifth|last|final) of (?P<parts2>\w+) parts)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Series:
    """What is printed of a series: its name, the number of this part, how many there are."""

    name: str | None
    part: int
    parts: int | None = None


def value(word: str) -> int | None:
    """The number that a word or figure says."""
    if word.isdigit():
        return int(word)
    if word in "一二三四五六七八九十" and len(word) == 1:
        return "一二三四五六七八九十".index(word) + 1
    return NUMBERS.get(word.lower())


@lru_cache(maxsize=1024)
def part(text: str) -> Series | None:
    """The part that a title names, with the name of its series where that is printed."""
    match = _PART.search(text)
    if match is None:
        return None
    said = match["number"] or match["bare"] or match["ko"] or match["zh"]
    number = value(said)
    if number is None:
        return None
    return Series(_series(text, match), number, value(match["of"] or match["all"] or ""))


def _series(text: str, match: re.Match[str]) -> str | None:
    """The name before the part in its own segment of the title; else the segment that owns a story."""
    left = 0
    for bar in BARS.finditer(text, 0, match.start()):
        if bar.end() < match.start():
            left = bar.end()
    name = text[left : match.start()].strip(" ,:;-–—([|·")
    if not name:
        others = [
            segment for segment in BARS.split(text[: match.start()] + " | " + text[match.end() :]) if segment.strip()
        ]
        name = next((one.strip(" ,:;-–—") for one in others if OWNED.search(one) or STORY.search(one)), "")
    if ":" in name:
        owned = [one.strip() for one in name.split(":") if STORY.search(one)]
        name = owned[-1] if owned else name
    return name or None


def parts_told(text: str) -> tuple[int | None, int | None]:
    """What a note says: which part this is, and of how many ("part one of three", "the second of three parts")."""
    match = _ORDINAL.search(text)
    if match is None:
        return None, None
    which = match["part"] or match["nth"] or match["nth2"] or ""
    return value(which), value(match["of"] or match["parts"] or match["parts2"] or "")
