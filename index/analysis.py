"""What a word is: text to tokens, the same for every engine, for queries and for marking.

Three fields are made of a text. `exact` holds each word as written, folded; it has no stop list. `stemmed` holds
the English stem of each word. `grams` holds Korean, Chinese and Japanese writing in overlapping pairs, so that a
word is found inside a longer one: with its particle, or where no space stands between words. Offsets are code
points of the text as given; normal forms exist only inside token texts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import snowballstemmer

VERSION = 1
"""To be raised whenever the same text would give other tokens."""

LONGEST = 100
"""Code points of a token that count; what is longer is cut, in texts and queries alike."""

# Signs inside a word that say nothing about which word it is: soft hyphen, zero-width, direction, variation.
_SILENT = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\uff07"
# Hangul, kana, bopomofo, Han: writing that is indexed in pairs of signs.
_PAIRED = (
    "\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u3098\u309b-\u312f\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7a3\ud7b0-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_FIRST_PAIRED = "\u1100"
# Vowels and finals of Hangul in decomposed form, and the half-width voicing marks of kana: part of the sign before.
_JOINING = "\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f"
# Hangul letters standing alone: their compatibility forms would melt into syllables that nobody wrote.
_LETTERS_ALONE = re.compile("[\u3130-\u318f\uffa0-\uffdc]")


# Each line is a family that Snowball would join with words of other meaning (apartment with apart, business with busy,
# several with severe); its first word is the stem. Found by reading which words of general English share a stem.
# Words are only ever kept apart here, never brought together beyond their own inflections.
_FAMILIES = """
    animal
    apartment
    authority
    business
    candidate
    capitalism capitalist
    caste
    convention conventional
    corporal
    customer
    department
    engineer
    executive
    experiment experimental
    generation
    grateful
    heroine
    hospitality
    important importance
    informer informant
    mineral
    officer
    opera
    physician
    polite politeness
    positive
    president
    rational
    relative
    responsible responsibility
    several
    socialism socialist
    tribunal
    willing willingness
    witness
"""
_INFLECTIONS = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ing", ""), ("ly", ""), ("y", "e"))


class Token(NamedTuple):
    """A word in a field: its text as indexed, where it stands, and its place in the order of the field."""

    text: str
    start: int
    end: int
    position: int


class Tokens(NamedTuple):
    """The tokens of a text in its three fields, one a position in each.

    `exact`: the words as written, folded; a possessive 's and each sign of paired writing stand alone.
    `stemmed`: the stems of the words, in the positions of `exact`; paired writing has none.
    `grams`: the signs of paired writing, each with the sign after it, the last of a word alone. Several signs stand
    in a text just where their pairs stand side by side in this field.
    """

    exact: tuple[Token, ...]
    stemmed: tuple[Token, ...]
    grams: tuple[Token, ...]


FIELDS = Tokens._fields
"""The names of the fields that are made of a text."""


class _Patterns(NamedTuple):
    word: re.Pattern[str]
    paired: re.Pattern[str]
    sign: re.Pattern[str]


def is_paired(word: str) -> bool:
    """Whether a word is of Korean, Chinese or Japanese writing, which is found by its signs and not by its stem."""
    return word[:1] >= _FIRST_PAIRED and _patterns().paired.match(word) is not None


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without the differences that are no differences: case, normal form, width, kind of apostrophe.

    May be empty where nothing of a word is left. Folding what is folded changes nothing.
    """
    bare = re.sub(f"[{_SILENT}]", "", word)
    form: Literal["NFC", "NFKC"] = "NFC" if _LETTERS_ALONE.search(bare) else "NFKC"
    folded = unicodedata.normalize(form, unicodedata.normalize(form, bare).casefold())
    plain = re.sub(f"[{_APOSTROPHES}]", "'", folded)
    return "".join(_patterns().word.findall(plain))[:LONGEST].rstrip("'")


def base(word: str) -> str:
    """A folded word without its possessive: mother for mother's."""
    while word.endswith("'s"):
        word = word.removesuffix("'s")
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem by which a folded word is found: Latin letters without accents, no possessive, English Snowball.

    Source: the Porter 2 ("english") algorithm of Snowball, as the `snowballstemmer` package carries it, but for
    families of words whose suffix it takes off although the rest is another word.
    """
    plain = _without_accents(base(word))
    return _own_stem(plain) or str(_stemmer().stemWord(plain))


def tokens(text: str) -> Tokens:
    """The tokens of a text in each field."""
    exact: list[Token] = []
    stemmed: list[Token] = []
    grams: list[Token] = []
    for start, end in _words(text):
        if is_paired(text[start]):
            signs = _signs(text, start, end)
            grams.extend(_pairs(signs, len(grams)))
            exact.extend(signs)
        elif parts := _parts(text, start, end):
            stemmed.append(Token(stem(parts[0].text), start, parts[0].end, len(exact)))
            exact.extend(parts)
    placed = (Token(token.text, token.start, token.end, place) for place, token in enumerate(exact))
    return Tokens(tuple(placed), tuple(stemmed), tuple(grams))


def exact(text: str) -> list[str]:
    """The texts of a text's tokens in the exact field."""
    return [token.text for token in tokens(text).exact]


def grams(text: str) -> list[str]:
    """The texts of a text's tokens in the field of pairs."""
    return [token.text for token in tokens(text).grams]


def words(text: str) -> Iterator[Token]:
    """The words of a text as a query takes them: folded, a possessive and paired writing in one piece."""
    for position, (start, end) in enumerate(_words(text)):
        if is_paired(text[start]):
            folded = "".join(sign.text for sign in _signs(text, start, end))[:LONGEST]
        else:
            folded = fold(text[start:end])
        if folded:
            yield Token(folded, start, end, position)


def one_edit_apart(word: str, other: str) -> bool:
    """Whether two words share their first letter and differ by one edit.

    An edit is one letter more, less or other, or two neighbours swapped. A word is also one edit from itself.
    """
    if word[:1] != other[:1] or abs(len(word) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if len(word) > len(other):
        return word[at + 1 :] == other[at:]
    if len(word) < len(other):
        return word[at:] == other[at + 1 :]
    swapped = word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]
    return swapped or word[at + 1 :] == other[at + 1 :]


@cache
def fingerprint() -> str:
    """A digest of what makes the tokens: version, libraries' data, and what a sample gives. Other means: index anew."""
    basis = repr((VERSION, LONGEST, unicodedata.unidata_version, tokens(_SAMPLE)))
    return hashlib.sha256(basis.encode()).hexdigest()[:16]


_SAMPLE = (
    "She wasn\u2019t at her mother\u2019s well-being re\u00aded\u200bucation, starvation, starved; "
    "Ho\u0306cho\u0306ng \ufb01nally, 2019\ub144 \ubd81\ud55c\uc774\ud0c8\uc8fc\ubbfc\uc740 "
    "\u1112\u1161\u11ab\u1100\u1173\u11af \u5bb6\u4eba\u4eec"
)


def _words(text: str) -> Iterator[tuple[int, int]]:
    patterns = _patterns()
    mixed = patterns.paired.search(text) is not None
    for match in patterns.word.finditer(text):
        if mixed:
            yield from _split(text, *match.span())
        else:
            yield match.span()


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a word where paired writing begins or ends; apostrophes at the cut fall away."""
    patterns = _patterns()
    while start < end:
        paired = patterns.paired.match(text, start, end)
        other = patterns.paired.search(text, start, end)
        stop = paired.end() if paired else other.start() if other else end
        if part := paired or patterns.word.search(text, start, stop):
            yield part.span()
        start = stop


def _parts(text: str, start: int, end: int) -> tuple[Token, ...]:
    """A word, and its possessive apart."""
    folded = fold(text[start:end])
    if not folded:
        return ()
    if not folded.endswith("'s"):
        return (Token(folded, start, end, 0),)
    cut = max(text.rfind(sign, start, end) for sign in _APOSTROPHES)
    return Token(folded[:-2], start, cut, 0), Token("'s", cut, end, 0)


def _signs(text: str, start: int, end: int) -> tuple[Token, ...]:
    found = _patterns().sign.finditer(text, start, end)
    signs = (Token(fold(match.group()), *match.span(), 0) for match in found)
    return tuple(sign for sign in signs if sign.text)


def _pairs(signs: Sequence[Token], first: int) -> Iterator[Token]:
    for place, sign in enumerate(signs):
        after = signs[place + 1] if place + 1 < len(signs) else Token("", sign.end, sign.end, 0)
        yield Token(sign.text + after.text, sign.start, after.end, first + place)


def _own_stem(word: str) -> str | None:
    families = _families()
    forms = (word.removesuffix(ending) + instead for ending, instead in _INFLECTIONS if word.endswith(ending))
    return next((families[form] for form in forms if form in families), None)


@cache
def _families() -> dict[str, str]:
    lines = (line.split() for line in _FAMILIES.splitlines())
    return {word: family[0] for family in lines for word in family}


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", re.sub("(?<=[a-z])[\u0300-\u036f]+", "", apart))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _patterns() -> _Patterns:
    """The patterns of words; made on first use, since the classes of some 130,000 code points are asked for."""
    points = [*range(0x20000), *range(0xE0100, 0xE01F0)]
    marks = _ranges(point for point in points if unicodedata.category(chr(point)).startswith("M"))
    # Numbers that are signs (a raised 2, a circled 1) hang on words without being part of them.
    letter = rf"[^\W_{_ranges(point for point in points if unicodedata.category(chr(point)) == 'No')}{_APOSTROPHES}]"
    run = f"{letter}+(?:[{marks}{_SILENT}]+{letter}+)*(?:[{_SILENT}]*[{marks}])*"
    sign = f"[{_PAIRED}][{_JOINING}{marks}{_SILENT}]*"
    return _Patterns(
        word=re.compile(f"{run}(?:[{_SILENT}]*[{_APOSTROPHES}][{_SILENT}]*{run})*"),
        paired=re.compile(f"(?:{sign})+"),
        sign=re.compile(sign),
    )


def _ranges(points: Iterator[int]) -> str:
    """Code points in order as the inside of a character class."""
    runs: list[list[int]] = []
    for point in points:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)
