"""A text in plain letters for looking names up, with the way back to where each letter stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from index.comparison import INVISIBLE

Offsets: TypeAlias = Callable[[int], int]
"""From the place of a letter in the plain text to its place in the text."""

_MARKS = "\u0300-\u036f"
_SEVERAL = re.compile(f"[{INVISIBLE}{_MARKS}\u1100-\u11ff]")
_CLUSTER = re.compile(
    f"(?P<unseen>[{INVISIBLE}{_MARKS}])|[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.",
    re.DOTALL,
)
_SIGNS = {
    **dict.fromkeys("‘’‛ʻʼʽ´`′", "'"),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("\u00a0\u2007\u202f\u3000", " "),
}


def _bare(letter: str) -> str:
    """A Latin letter without its mark, as o for ŏ; any other sign as it is."""
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isascii() and first.isalpha() else letter


_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_PLAIN = str.maketrans({letter: _bare(letter) for letter in _LETTERS} | _SIGNS)


def bare(text: str) -> str:
    """The plain form of a short text, as a name."""
    return plain(text)[0]


def plain(text: str) -> tuple[str, Offsets]:
    """A text without marks on Latin letters and without invisible characters, with plain apostrophes and spaces."""
    if not _SEVERAL.search(text):
        return text.translate(_PLAIN), lambda at: at
    letters: list[str] = []
    places: list[int] = []
    for found in _CLUSTER.finditer(text):
        if found["unseen"] is None:
            made = unicodedata.normalize("NFC", found[0])
            letters.append(made)
            places += [found.start()] * len(made)
    return "".join(letters).translate(_PLAIN), places.__getitem__
