"""The words of a text as patterns see them: plain forms, in their clauses and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

LONGEST_KEPT = 40
"""Letters of a word up to which what is found out about it is kept at hand."""

ABBREVIATIONS = frozenset("mr mrs ms dr st no prof sr jr vs nos gen col sgt rev".split())

_TOKEN = re.compile(
    r"(?P<word>\d+(?:[.,:]\d+)*|[^\W_]+(?:['’ʼ\u00ad\u200b-\u200d\u2060\ufeff]+[^\W_]+)*)"
    r"|(?P<stop>[.!?…。！？]+|[\n\r\u2028\u2029]+)"
    r"|(?P<pause>[,;:—–()，、；：]|--)"
)
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: plain forms, code points, and the numbers of clause and sentence each stands in."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]


def plain(word: str) -> str:
    """A word as patterns see it: lower case, composed, without a possessive or a shortened verb at its end."""
    if not word.isascii():
        word = _UNSEEN.sub("", normalize("NFC", word)).replace("’", "'").replace("ʼ", "'")
    word = word.lower()
    return word[: word.index("'")] if "'" in word else word


def parts(word: str) -> tuple[tuple[str, int, int], ...]:
    """The words that a printed word is, with their code points in it: “couldn't” is “could” and “not”."""
    if len(word) > 3 and word[-1] in "tT" and word[-2] in "'’ʼ" and word[-3] in "nN":
        verb = word[:-3].lower()
        return (_SHORTENED.get(verb, verb), 0, len(word) - 3), ("not", len(word) - 3, len(word))
    if word.lower() == "cannot":
        return ("can", 0, 3), ("not", 3, 6)
    return ((plain(word), 0, len(word)),)


_kept = lru_cache(maxsize=50_000)(parts)


def read_words(text: str) -> Words:
    """Split a text into words, clauses (at commas and the like) and sentences."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    for found in _TOKEN.finditer(text):
        sort = found.lastgroup
        if sort == "word":
            place = found.start()
            word = found[0]
            for form, start, end in _kept(word) if len(word) <= LONGEST_KEPT else parts(word):
                forms.append(form)
                starts.append(place + start)
                ends.append(place + end)
                clauses.append(clause)
                sentences.append(sentence)
        elif sort == "pause":
            clause += 1
        elif not (forms and forms[-1] in ABBREVIATIONS and found[0] == "." and ends[-1] == found.start()):
            clause += 1
            sentence += 1
    return Words(tuple(forms), tuple(starts), tuple(ends), tuple(clauses), tuple(sentences))
