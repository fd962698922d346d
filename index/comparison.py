"""Normal forms for comparing texts: what counts as the same words.

Nothing here is ever stored or shown; words keep their offsets in the text that they came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Soft hyphens, zero-width and bidirectional control characters, as the inside of a character class."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Chinese characters, as the inside of a character class; each counts as a word."""

LONGEST = 40
"""Code points of a word that are compared: what is longer is no word of a language."""

REMEMBERED = 4_096
"""Texts whose words are kept at hand: some 40 MB of passages."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_WORD = re.compile(
    rf"\d[\d.,]*\d|[{HAN}]|[$€£¥₩]|[^\W{HAN}][\w{INVISIBLE}]*(?:['’][^\W\d_][\w{INVISIBLE}]*)*",
)
_SPACE = re.compile(r"\s+")
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'} | dict.fromkeys("‐‑‒–—―", "-")
)

_COMMON = """
    a an the and or but nor so yet for of to in on at by with without from into onto upon over under up down out off
    about above across after again against along among around as away back because before behind being below beside
    between beyond both can cannot could did didn't do does doesn't doing don't down during each either else even ever
    every few had hadn't has have haven't having he he'd he'll he's her here hers herself him himself his how however
    i i'd i'll i'm i've if inside instead is isn't it it's its itself just let's like made make many may me might more
    most much must my myself near neither never no none not nothing now often once one only other others our ours
    ourselves own perhaps put quite rather said same say says she she'd she'll she's should since some somehow someone
    something soon still such than that that's their theirs them themselves then there there's therefore these they
    they'd they'll they're they've this those though through thus till together too towards toward until us very was
    wasn't way we we'd we'll we're we've well went were weren't what when where whether which while who whole whom
    whose why will won't would wouldn't yes you you'd you'll you're you've your yours yourself am are be been also
    all any almost already always another any anyone anything everyone everything first last later next meanwhile
    moreover nevertheless furthermore afterwards afterward finally eventually suddenly sometimes somewhere two
"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their normal forms, and where each begins and ends in the text."""

    normals: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.normals)


def visible(text: str) -> str:
    """The text in NFC without invisible control characters."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


@lru_cache(maxsize=100_000)
def _normal(word: str) -> str:
    return plain(word[:LONGEST])


def plain(text: str) -> str:
    """The text as compared: compatibility forms, case, quotes, dashes and white space made one."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_PLAIN).casefold()
    return _SPACE.sub(" ", folded).strip()


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> Words:
    """The words of a text in normal form; a Chinese character is a word of its own."""
    found = list(_WORD.finditer(text))
    return Words(
        tuple([_normal(match[0]) for match in found]),
        tuple([match.start() for match in found]),
        tuple([match.end() for match in found]),
    )


def normals(text: str) -> list[str]:
    """The normal forms of a text's words, without their places."""
    return list(map(_normal, _WORD.findall(text)))


@cache
def common() -> frozenset[str]:
    """Words that stand in any English text and say nothing of whence it comes."""
    return frozenset(_COMMON.split())


def telling(normal: str) -> bool:
    """Whether a word says something of its text: no function word, no single letter."""
    return normal not in common() and (len(normal) > 1 or not normal.isascii() or normal.isdigit())
