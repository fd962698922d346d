"""What the learned layer sees of a passage: its words, parts of words, and words that stand together.

All of it can be read: a feature is a word, three to five letters of one, or two words side by side or with one
between. Each distinct word of a passage counts once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SIGNS = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3\u3040-\u30ff]")

LETTERS = (3, 4, 5)
"""Lengths of the parts of a word, its ends included as signs of their own."""

SIGNS = (1, 2, 3)
"""The same in Korean, Chinese and Japanese, where a sign says more."""

LONGEST_WORD = 40
"""Letters of a word that are read."""

STEPS = (("b", 1), ("s", 2))
"""Pairs of words that are features: side by side, and with one between."""

Partners = Mapping[str, Mapping[str, int]]
"""For a word, the words that make a known pair with it, each with the pair's number."""


class Token(NamedTuple):
    """A word of a passage: in small letters, and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a passage in their order."""
    return tuple(Token(_folded(match[0]), *match.span()) for match in _WORD.finditer(text))


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word[:LONGEST_WORD]).lower().replace("’", "'")


def parts(word: str) -> frozenset[str]:
    """A word's own feature and those of its parts."""
    fenced = f"<{word}>"
    lengths = SIGNS if _SIGNS.search(word) else LETTERS
    cut = {fenced[at : at + length] for length in lengths for at in range(len(fenced) - length + 1)}
    return frozenset({f"w:{word}", *cut})


def whole(feature: str) -> bool:
    """Whether a feature is a word or two of them, rather than a part of one."""
    return feature[:2] in ("w:", "b:", "s:")


def pairs(row: tuple[Token, ...]) -> dict[str, tuple[int, int]]:
    """Features of two words side by side ("b:") and with one between ("s:"), each with its first place in the row."""
    found: dict[str, tuple[int, int]] = {}
    for sign, step in STEPS:
        for at in range(len(row) - step):
            found.setdefault(f"{sign}:{row[at].word} {row[at + step].word}", (at, at + step))
    return found


def partners(features: Mapping[str, int]) -> tuple[Partners, ...]:
    """The pairs among numbered features, by their first word and then by their second; one mapping for each step."""
    found: dict[str, dict[str, dict[str, int]]] = {sign: {} for sign, _ in STEPS}
    for name, number in features.items():
        sign, _, words = name.partition(":")
        if sign in found and " " in words:
            first, _, second = words.partition(" ")
            found[sign].setdefault(first, {})[second] = number
    return tuple(found[sign] for sign, _ in STEPS)


def known_pairs(row: Sequence[Token], known: Sequence[Partners]) -> dict[int, tuple[int, int]]:
    """The numbers of those of `pairs` that are known, without naming the others, which are nearly all."""
    found: dict[int, tuple[int, int]] = {}
    for (_, step), seconds in zip(STEPS, known, strict=True):
        for at in range(len(row) - step):
            rest = seconds.get(row[at].word)
            number = rest.get(row[at + step].word) if rest is not None else None
            if number is not None:
                found.setdefault(number, (at, at + step))
    return found
