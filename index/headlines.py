"""Titles: how like one a line reads, and what a title says of its series, its part and the person it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.names import NAME, given, possible
from index.pieces import Piece

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

_ACCOUNT = (
    r"stor(?:y|ies)|journeys?|testimon(?:y|ies)|escape|road|path|life|account|memoirs?|memor(?:y|ies)|"
    r"voice|letters?|diary|"
    r"experience|confession|odyssey|flight|way|words|winter|childhood|war|dream|promise|voyage|walk|"
    r"years|tale|narrative"
)
_OWNED = re.compile(
    rf"(?<![\w'])(?P<names>{NAME}(?:(?:,| &| and) {NAME}){{0,3}})(?:'s|"
    rf"(?<=s)') (?i:(?:[\w-]+ ){{0,3}}?(?:{_ACCOUNT}))\b"
)
_STORY = re.compile(r"(?:'s?|s') (?:[\w-]+ ){0,2}?(?:story|journey|testimony)\b", re.IGNORECASE)
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
_BARS = re.compile(r"\s*[|｜]\s*|\s+[–—-]\s+")
_ALERT = re.compile(
    r"^(?:urgent|(?:breaking|alert|update|statement|appeal)(?=\s?[:!|–—])|action alert|"
    r"press release|open letter|media advisory|call to action|for immediate release|긴급|성명|紧急|"
    r"声明)\b\s*[:!|–—-]?",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at but by for from in into is it its nor of off on or our over per she he so than "
    "that the their they through to up via vs was we were when who with i my your his her you not be "
    "are do".split()
)
_NUMBERED = re.compile(
    r"^(?:\(?\d{1,2}[.):]|[①-⑳]|#\d{1,2}\b|(?:step|rule|tip|lesson|reason|question|myth|"
    r"fact)\s+\w{1,6}\b|[ivx]{1,4}\.\s|[一二三四五六七八九十]、)\s*",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?:the |top |our )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve) (?:[\w'-]+ ){0,3}?(?:reasons|things|ways|facts|questions|stories|lessons|tips|books|"
    r"women|men|people|voices|myths|steps|moments|films|movies|years|letters|days|places|children|"
    r"survivors|refugees|defectors|words|answers|friends|songs|foods)\b",
    re.IGNORECASE,
)
_FORMAT = re.compile(
    r"\b(?:interview with|a conversation with|in conversation|q ?& ?a|an interview|meet [A-Z]|"
    r"in (?:her|his|their) own words|(?:the )?(?:story|testimony|journey|life) of|as told (?:by|to)|"
    r"letter from|from .{3,30} to .{3,30}|how (?:i|we|he|she|one|a|to)|why (?:i|we|a)|what (?:i|we|"
    r"it)|인터뷰|증언|의 이야기|的故事|专访|访谈|证言)",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"^(?:(?:what|how|here's what|here is what|ways|where) (?:you|we|can you|to)\b.{0,40}\b(?:help|do|"
    r"act|give|support|involved)\b.{0,30}|(?:how to|ways to) (?:help|act|give|support|"
    r"get involved).{0,30}|take action|get involved|act now|join us|call to action|"
    r".{0,20}need(?:s)? (?:you|your (?:help|support)).{0,20}|어떻게 도울.{0,20}|我们能做什么.{0,10}|"
    r"如何帮助.{0,10})\s*[:?!]?$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^(?:(?:yours|very|most|with|in|your) )?(?:sincerely|truly|faithfully|respectfully|cordially|"
    r"gratefully|warmly|best(?: wishes| regards)?|kind(?:est)? regards|"
    r"warm(?:est)? (?:regards|wishes|greetings)|regards|love|gratitude|hope|solidarity|thanks|"
    r"thank you|peace|prayers?|blessings|appreciation|"
    r"friendship|greetings|hope and gratitude|all best|onward|many thanks|friend|freedom|faith|"
    r"partnership|service|감사합니다|드림|올림|此致|敬上)\b.{0,40}[,.!]?$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^[\"“']?(?:I was (?:born|raised|only|just)\b|I grew up\b|I come from\b|I(?: a|')m (?:from|"
    r"originally)\b|My name is\b|My (?:real |korean )?name\b|When I was (?:a |young|little|"
    r"\w+ years old|\d)|"
    r"I was (?:\w+|\d+)(?:[- ]\w+)? (?:years old|when)\b|As a (?:little |young )?(?:child|girl|boy|"
    r"kid)|I am (?:\w+|\d+) years old|I lived in\b|Before I (?:left|came)|In my (?:childhood|village|"
    r"town|hometown|home)|"
    r"The (?:town|village|city|place|house) (?:where )?I\b|Growing up\b|I used to\b|I was an?\b|"
    r"Hello\b|Hi\b|Dear\b|My (?:mother|father|parents|family|grandmother|grandfather|childhood|"
    r"story)\b|"
    r"저는|나는|제 이름은|내 이름은|내가 태어난|我叫|我出生|我是|我的名字|我生于|小时候)",
    re.IGNORECASE,
)
_AGED = re.compile(rf"^{NAME},? (?:\(?\d{{2}}\)?|aged \d{{2}})(?:,.{{2,40}}|\))?$")
_DATED_NAME = re.compile(r", (?:19|20)\d\d$")
_BIRTH = re.compile(
    r"^[\"“']?(?:(?:hello|hi)[,.!] )?(?:I was born\b|My (?:real |korean )?name is\b|I am (?:\w+|"
    r"\d+) years old|I come from\b|제 이름은|내 이름은|저는 .{0,30}(?:태어|출신)|나는 .{0,30}태어|"
    r"我叫|我出生|我的名字|我生于)",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"^[\"“']?(?:she|he|they|it|this|these|those|but|however|then|after that|that|such|there|also|yet|so)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """How like a title a line reads: log-odds against running text or a heading, with reasons in words."""

    weight: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """What is printed of a series: its name, the number of this part, how many there are."""

    name: str | None
    part: int
    parts: int | None = None


def weigh(piece: Piece) -> Form:
    """How like a title a piece reads by itself. Sources: what titles of the labelled captures have in common."""
    text, reasons, weight = piece.head, [], 0.0
    for amount, reason in _marks(text, piece):
        weight += amount
        if amount > 0:
            reasons.append(reason)
    return Form(weight, tuple(reasons))


def _marks(text: str, piece: Piece) -> list[tuple[float, str]]:
    """Each mark of a title that a line bears: its weight, and its name."""
    hangul = not text.isascii() and not re.search("[A-Za-z]", text)
    return [
        (-1.0 if piece.size <= 1 and not hangul else -0.5 if piece.size <= 2 and not hangul else 0.0, "length"),
        (-1.0 if piece.size > 20 else 0.0, "length"),
        (-5.0 if text.endswith((",", ";", "，", "、")) else -2.0 if text.endswith((":", "：")) else 0.0, "ending"),
        (-1.5 if piece.stops and not piece.asks and not text.endswith("!") else 0.0, "ending"),
        (-1.0 if piece.asks and re.search(r"\byou(?:r)?\b", text, re.IGNORECASE) else 0.0, "question"),
        (-2.5 if _NUMBERED.match(text) else 0.0, "numbered"),
        (-2.5 if _HELP.match(text) else 0.0, "call"),
        (-2.0 if text[:1].islower() else 0.0, "small letter"),
        (0.5 if piece.size >= 3 and titled(text) >= 0.75 else 0.0, "reads like a title"),
        (1.8 if _STORY.search(text) else 0.0, "names whose story it is"),
        (0.0 if not (told := part(text)) else 1.2 if told.name else -0.5, "names a part of a series"),
        (1.0 if _BARS.search(text) and piece.size >= 4 and "|" in text else 0.0, "a bar parts title and series"),
        (1.5 if _ALERT.match(text) else 0.0, "opens with an alert"),
        (1.0 if _LIST.match(text) else 0.0, "announces a list"),
        (0.8 if _FORMAT.search(text) else 0.0, "names a kind of post"),
        (2.0 if _AGED.match(text) else 0.0, "names a person with an age or a place"),
        (-1.0 if _DATED_NAME.search(text) else 0.0, "imprint"),
        ({1: 3.0, 2: 0.0}.get(piece.level, -2.0 if piece.level else 0.0), "marked as a title"),
    ]


def titled(text: str) -> float:
    """The share of words, small ones left out, that open with a capital."""
    words = [word.strip("\"“”'‘’(),:;!?") for word in text.split()]
    large = [word for word in words if word and word.lower() not in _SMALL and word[0].isalpha()]
    if not large:
        return 0.0
    return sum(1 for word in large if word[0].isupper()) / len(large)


def sign_off(text: str) -> bool:
    """Whether a line closes a letter."""
    return len(text) < 70 and _SIGN_OFF.match(text) is not None


def asks_for_help(text: str) -> bool:
    """Whether a heading announces what the reader can do."""
    return _HELP.match(text) is not None


def alert(text: str) -> bool:
    """Whether a title opens with a call for attention."""
    return _ALERT.match(text) is not None


def numbered(text: str) -> bool:
    """Whether a line opens with a number of a list."""
    return _NUMBERED.match(text) is not None


def opens_a_life(text: str) -> bool:
    """Whether a paragraph opens as accounts of a life do."""
    return _OPENING.match(text) is not None


def opens_with_birth(text: str) -> bool:
    """Whether a paragraph opens with a birth or a name, as a life is told from its very beginning."""
    return _BIRTH.match(text) is not None


def same_pattern(one: str, other: str) -> bool:
    """Whether two lines are titles of one make: a person with an age, somebody's story, a part of a series."""
    parts = part(one), part(other)
    if all(told and told.name for told in parts):
        return True
    return any(pattern.search(one) and pattern.search(other) for pattern in (_AGED, _STORY))


def hangs_on(text: str) -> bool:
    """Whether a paragraph opens with a word that leans on what was said before."""
    return _HANGING.match(text) is not None


def announced(text: str) -> int:
    """How many sections a title announces ("5 reasons why"); 0 where none."""
    match = _LIST.match(text)
    if not match:
        return 0
    first = re.sub(r"^(?:the|top|our) ", "", match[0], flags=re.IGNORECASE).split()[0].lower()
    return value(first) or 0


def value(word: str) -> int | None:
    """The number that a word or figure says."""
    if word.isdigit():
        return int(word)
    if word in "一二三四五六七八九十" and len(word) == 1:
        return "一二三四五六七八九十".index(word) + 1
    return NUMBERS.get(word.lower())


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
    for bar in _BARS.finditer(text, 0, match.start()):
        if bar.end() < match.start():
            left = bar.end()
    name = text[left : match.start()].strip(" ,:;-–—([|·")
    if not name:
        others = [
            segment for segment in _BARS.split(text[: match.start()] + " | " + text[match.end() :]) if segment.strip()
        ]
        name = next((one.strip(" ,:;-–—") for one in others if _OWNED.search(one) or _STORY.search(one)), "")
    if ":" in name:
        owned = [one.strip() for one in name.split(":") if _STORY.search(one)]
        name = owned[-1] if owned else name
    return name or None


def parts_told(text: str) -> tuple[int | None, int | None]:
    """What a note says: which part this is, and of how many ("part one of three", "the second of three parts")."""
    match = _ORDINAL.search(text)
    if match is None:
        return None, None
    which = match["part"] or match["nth"] or match["nth2"] or ""
    return value(which), value(match["of"] or match["parts"] or match["parts2"] or "")


_SUBJECT = re.compile(
    rf"(?i:meet|interview with|(?:a )?conversation with|q ?& ?a with|(?:the )?(?:story|testimony|"
    rf"journey|life|words) of|introducing|remembering|in conversation with|talking (?:to|with)|"
    rf"as told by|told by) (?P<name>{NAME})"
)
_LEADING = re.compile(rf"^(?P<name>{NAME}(?: (?:&|and) {NAME})?)(?:\s?[:：,]|\s[–—|-]\s| \()")
_TRAILING = re.compile(
    rf"(?:[:：]|\s[–—|-])\s?(?P<name>{NAME})(?: (?:writes|remembers|speaks|tells|recalls|says|shares|reflects)\b.*)?$"
)
_ASIAN = re.compile(
    r"(?P<name>[가-힣]{2,4}|[\u4e00-\u9fff]{2,3})(?:\s?(?:씨|님))?(?:의 (?:이야기|증언|여정|고백)|"
    r"的(?:故事|证言|自述|经历))"
)
_ARTICLED = re.compile(
    r"(?:\b(?:a|an|the|one|my|our|his|her|their|this|every|each|no|another|\w+ean|\w+ese)\s)$", re.IGNORECASE
)


def subjects(title: str) -> tuple[str, ...]:
    """The people whom a title names as its subject, the surest form first; empty where it names none for sure."""
    found: list[str] = []
    for match in _OWNED.finditer(title):
        if not _ARTICLED.search(title[: match.start("names")]):
            found += re.split(r",? & |,? and |, ", match["names"])
    found += [match["name"] for match in _ASIAN.finditer(title)]
    found += [match["name"] for match in _SUBJECT.finditer(title)]
    for segment in (title, *_BARS.split(title)):
        for pattern in (_LEADING, _TRAILING):
            named = pattern.search(segment)
            if named:
                found += re.split(r" & | and ", named["name"])
    clean = [re.sub(r"'s$", "", name.strip()) for name in found]
    return tuple(dict.fromkeys(name for name in clean if possible(given(name)) or _ASIAN_NAME.fullmatch(name)))


_ASIAN_NAME = re.compile(r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,4}")
