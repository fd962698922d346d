"""Normal forms for comparing texts: what counts as the same words.

Nothing here is ever stored or shown; words keep their offsets in the text that they came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Soft hyphens, zero-width and bidirectional control characters, as the inside of a character class."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(
    rf"\d[\d.,]*\d|[{_HAN}]|[^\W{_HAN}][\w{INVISIBLE}]*(?:['’][^\W\d_][\w{INVISIBLE}]*)*",
)
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[.!?…:“\"\n]")
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'} | dict.fromkeys("‐‑‒–—―", "-")
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its normal form, and its code points [start, end) in the text.

    `name` says whether it is written like a name: with a capital letter that no sentence's beginning explains.
    """

    normal: str
    start: int
    end: int
    name: bool = False


def visible(text: str) -> str:
    """The text in NFC without invisible control characters."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


@lru_cache(maxsize=100_000)
def _normal(word: str) -> str:
    return plain(word)


def plain(text: str) -> str:
    """The text as compared: compatibility forms, case, quotes, dashes and white space made one."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_PLAIN).casefold()
    return _SPACE.sub(" ", folded).strip()


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in normal form; a Han character is a word of its own."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        name = match[0][0].isupper() and found and not _SENTENCE.search(text, end, match.start())
        found.append(Word(_normal(match[0]), match.start(), match.end(), bool(name)))
        end = match.end()
    return tuple(found)
