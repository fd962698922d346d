"""Years told: the years that a passage speaks of and where it does, never guessed.

A number is a year where the words beside it say so: "in 1997", "the famine of 1997", "since March 2003", "(1997)",
"1997년", "1997年", a whole date. Of "1995–1998" and "from 1995 to 1998" both ends are told, not the years between.
"'96" is a year in the same company ("the winter of '96"). What is only likely is left out: decades ("the 1990s"),
sums, counts and numbers ("2000 RMB", "about 2000 of us", "Room 1999"), how long ago something was ("2000년 전").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index import dates
from index.model import YearMention

TURN = 30
"""'29 is 2029, '30 is 1930."""

READ_AT_MOST = 200_000
"""Code points of a passage that are read: no paragraph is longer, and a hostile one must not stall the rest."""

_WITHIN = re.compile(r"\d[-./]$")
"""A longer number that a date seems to end, as a telephone's."""

_NEAR = 40
"""Code points on either side of a number that say what it is."""

_YEAR = r"(?:19\d\d|20\d\d|2100)"
"""Years that a passage may speak of: 1900 to 2100."""

_HINT = re.compile(rf"{_YEAR}|['’‘]\d\d")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_SEASONS = "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Easter|Christmas|Chuseok"
_TIMES = (
    rf"{_SEASONS}|{_MONTHS}|New Year|year|month|end|start|beginning|middle|rest|most|half"
    "|[Cc]lass|famine|floods?|reforms?|[Ww]ar"
)

_BARE = re.compile(rf"(?<![\w$€£¥₩#№./,:+]){_YEAR}(?![\w%°])(?![.,:]\d)")
_SPAN = re.compile(rf"(?<![\w$€£¥₩#№./,:+–-])({_YEAR})\s?[-–—~]\s?({_YEAR})(?![\w%])(?![-–./]\d)")
_SHORT = re.compile(r"(?<!\w)['’‘](\d\d)(?![\w'’])")
_COUNTED = re.compile(
    rf"(?<![\d.,])({_YEAR}) ?(?:년(?! ?(?:간|동안|만에|대|넘게|이상|[쯤 ]?전(?:[에의부까만]|[^가-힣]|$)))"
    r"|年(?![代前间間来來多]|之久|以上))"
)

_FIRM = re.compile(
    rf"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hroughout|[Bb]efore|[Aa]fter|[Cc]irca|c\.|[Ll]ate|[Ee]arly|[Mm]id"
    rf"|[Yy]ear|{_SEASONS}|{_MONTHS}),?\s|\b(?:[Mm]id|[Ll]ate|[Ee]arly|[Pp]re|[Pp]ost)-)$"
)
"""Words after which hardly anything but a year can stand."""

_FIRMEST = re.compile(rf"\b(?:[Yy]ear|{_SEASONS}|(?:{_TIMES}) of),?\s$")
"""Words after which even a round number is a year."""

_FAIR = re.compile(r"(?:\b(?:of|by|By|from|From|to|around|Around|between|Between|the|The|born|it was|It was)\s|[(\[])$")
"""Words after which a number is a year if it looks like one."""

_FIRST_WORD = re.compile(r"(?:^|[.!?:\n“\"]\s?)$")
_RULES = re.compile(r"(?:\s(?:was|is|saw|brought|came|began)\b|\s?[:–—])")
"""What follows a year that begins a sentence or a line."""

_UNIT = re.compile(
    r"[\s-]{0,2}(?:RMB|USD|KRW|CNY|CAD|yuan|won|dollars?|euros?|pounds?|yen|baht|kip|roubles?|rubles?|tugrik|cents?|bucks|grand"
    r"|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|km|m|cm|feet|foot|ft|li|kilos?|kilograms?|kg|grams?|g|tons?|tonnes?|calories|kcal"
    r"|degrees?|percent|per|times|hours?|minutes?|days?|weeks?|months|years?|volts?|watts?|lit(?:er|re)s?)\b"
)
_HEAD = re.compile(
    r"\s(?:people|men|women|children|(?:North |South )?Koreans|Chinese|more|or so|of|strong|each|apiece"
    r"|(?!(?:was|is|has|does|as|his|its|this|thus|us|always)\b)[a-z]{2,}s)\b"
)
"""What is counted: people, soldiers, homes."""

_GOES_ON = re.compile(
    r"(?:$|[^\w\s]|\s[^\w\s]|\s(?:[A-Z]\w*|I|we|he|she|they|it|you|my|our|his|her|their|the|a|an|there|when|after|before|because|but|and"
    r"|as|at|on|in|with|without|for|to|was|were|is|had|did|while|until|so|that|this|no|not)\b)"
)
"""What follows a round number that is a year and counts nothing."""

_LINK = re.compile(r"(?:,|,? ?(?:and|or|to|until|till|through|and in|to late|to early))\s")
"""What joins a year to another one before it."""

_THEN = re.compile(rf"\s(?:to|and|until|till|through)\s({_YEAR})(?![\w%])(?![.,:]\d)")
_SHORT_AFTER = re.compile(r"\b(?:of|from|by|to|around)\s$")


def told(text: str) -> tuple[YearMention, ...]:
    """The years that a text speaks of, with the code points of each number (the apostrophe of '96 too), in order."""
    text = text[:READ_AT_MOST]
    if not _HINT.search(text):
        return ()
    found: dict[int, YearMention] = {}
    for mention in (*_dated(text), *_ends(text), *_counted(text), *_short(text)):
        found.setdefault(mention.start, mention)
    _add_bare(text, found)
    return tuple(found[start] for start in sorted(found))


def _dated(text: str) -> Iterator[YearMention]:
    """The years of dates that print a day, or are of digits alone; a month's name may be another word ("they may")."""
    for date in dates.find(text):
        whole = _WITHIN.search(text, max(0, date.span.start - 2), date.span.start) is None
        if whole and (len(date.iso) != len("2019-12") or date.printed[0].isdigit()):
            for year in re.finditer(_YEAR, text[date.span.start : date.span.end]):
                yield YearMention(int(year[0]), date.span.start + year.start(), date.span.start + year.end())


def _ends(text: str) -> Iterator[YearMention]:
    for span in _SPAN.finditer(text):
        if int(span[1]) < int(span[2]) and not _UNIT.match(text, span.end()):
            yield YearMention(int(span[1]), span.start(1), span.end(1))
            yield YearMention(int(span[2]), span.start(2), span.end(2))


def _counted(text: str) -> Iterator[YearMention]:
    for year in _COUNTED.finditer(text):
        yield YearMention(int(year[1]), year.start(1), year.end(1))


def _short(text: str) -> Iterator[YearMention]:
    for year in _SHORT.finditer(text):
        left = _spaced(text[max(0, year.start() - _NEAR) : year.start()])
        if (_FIRMEST.search(left) or _FIRM.search(left) or _SHORT_AFTER.search(left)) and not _UNIT.match(
            text, year.end()
        ):
            short = int(year[1])
            yield YearMention(short + (2000 if short < TURN else 1900), year.start(), year.end())


def _add_bare(text: str, found: dict[int, YearMention]) -> None:
    """Add the years that are told by the words beside them, or by a year before them."""
    last = None
    for number in _BARE.finditer(text):
        start, end = number.span()
        if start not in found:
            left, right = text[max(0, start - _NEAR) : start], _spaced(text[end : end + _NEAR])
            linked = last is not None and _LINK.fullmatch(_spaced(text[last : min(start, last + _NEAR)])) is not None
            if not _is_year(int(number[0]), _spaced(left), right, linked):
                continue
            found[start] = YearMention(int(number[0]), start, end)
        last = end


def _is_year(year: int, left: str, right: str, linked: bool) -> bool:
    is_round = year % 100 == 0
    if _UNIT.match(right) or (year % 10 == 0 and right.startswith(("'s", "’s"))):
        return False
    if linked or (left.endswith(("(", "[")) and right[:1] in (")", "]", ",", ";")):
        return not (is_round and _HEAD.match(right))
    if _FIRMEST.search(left):
        return True
    if _FIRM.search(left):
        return not is_round or _GOES_ON.match(right) is not None
    if _FAIR.search(left):
        later = _THEN.match(right)
        return not _HEAD.match(right) if not is_round else later is not None and 0 < int(later[1]) - year < 50
    return (
        not is_round
        and not _HEAD.match(right)
        and _FIRST_WORD.search(left) is not None
        and _RULES.match(right) is not None
    )


def _spaced(text: str) -> str:
    """Any white space as a single space."""
    return re.sub(r"\s+", " ", text)
