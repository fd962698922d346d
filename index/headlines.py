"""Titles: how like one a line reads, and what lines of other kinds are known by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.caseless import Caseless
from index.names import NAME
from index.pieces import Piece
from index.series import STORY, part, value
from index.subjects import BARS, SIGNED_BY

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
_FORMAT = Caseless(
    r"\b(?:interview with|a conversation with|in conversation|q ?& ?a|an interview|meet [a-z]|"
    r"in (?:her|his|their) own words|(?:the )?(?:story|testimony|journey|life) of|as told (?:by|to)|"
    r"letter from|from .{3,30} to .{3,30}|how (?:i|we|he|she|one|a|to)|why (?:i|we|a)|what (?:i|we|"
    r"it)|인터뷰|증언|의 이야기|的故事|专访|访谈|证言)"
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
    r"^(?:(?:yours|very|most|with|your) )?(?:sincerely|truly|faithfully|respectfully|cordially|"
    r"gratefully|warmly|best(?: wishes| regards)?|"
    r"kind(?:est)? regards|warm(?:est)? (?:regards|wishes|greetings)|regards|love|greetings|all best|"
    r"onward|many thanks|thanks|thank you|"
    r"감사합니다|드림|올림|此致|敬上)\b.{0,40}[,.!]?$|"
    r"^(?:in|with|yours in|your) (?:\w+ ){0,2}?(?:gratitude|hope|solidarity|peace|prayers?|"
    r"appreciation|friendship|love|freedom|faith|partnership|"
    r"service|thanks|friend|christ|blessings?)\b.{0,40}[,.!]?$|^(?:blessings|peace),$",
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
_ANNOUNCING = Caseless(
    r"\b(?:here (?:are|is)|these are|the following|below (?:are|is)|following|meet|two|three|four|five|six|seven|eight|"
    r"nine|ten|\d{1,2})\b.{0,60}\b(?:stor(?:y|ies)|women|men|people|voices|questions|reasons|things|ways|steps|tips|"
    r"lessons|facts|accounts|testimonies|examples|refugees|defectors|survivors|best|points)\b"
)
_CASE = re.compile(
    r"^(?:account|story|case|testimony|witness|letter|interview|voice|statement|"
    r"no\.) ?(?:no\. ?)?#?\d{1,4} ?[:.–—|-]",
    re.IGNORECASE,
)
_NAMED_QUOTE = re.compile(rf"^{NAME} ?[:,–—|-] ?[“\"'‘«「]")
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


def weigh(piece: Piece) -> Form:
    """How like a title a piece reads by itself. Sources: what titles of the labelled captures have in common."""
    reasons, weight = [], 0.0
    for amount, reason in marks(piece):
        weight += amount
        if amount > 0:
            reasons.append(reason)
    return Form(weight, tuple(reasons))


def marks(piece: Piece) -> tuple[tuple[float, str], ...]:
    """Each mark of a title that a line bears: its weight, and its name."""
    return _marks(piece.head, piece.size, piece.stops, piece.asks, piece.level)


@lru_cache(maxsize=16_384)
def _marks(text: str, size: float, stops: bool, asks: bool, level: int) -> tuple[tuple[float, str], ...]:
    hangul = not text.isascii() and not re.search("[A-Za-z]", text)
    told = part(text)
    found = (
        (-1.0 if size <= 1 and not hangul else -0.5 if size <= 2 and not hangul else 0.0, "length"),
        (-1.0 if size > 20 else 0.0, "length"),
        (-5.0 if text.endswith((",", ";", "，", "、")) else -2.0 if text.endswith((":", "：")) else 0.0, "ending"),
        (-1.5 if stops and not asks and not text.endswith("!") else 0.0, "ending"),
        (-1.0 if asks and re.search(r"\byou(?:r)?\b", text, re.IGNORECASE) else 0.0, "question"),
        (-2.5 if _NUMBERED.match(text) else 0.0, "numbered"),
        (-2.5 if _HELP.match(text) else 0.0, "call"),
        (-2.0 if text[:1].islower() else 0.0, "small letter"),
        (0.5 if size >= 3 and titled(text) >= 0.75 else 0.0, "reads like a title"),
        (1.8 if STORY.search(text) else 0.0, "names whose story it is"),
        (0.0 if not told else 1.2 if told.name else -1.5, "names a part of a series"),
        (1.0 if "|" in text and size >= 4 and BARS.search(text) else 0.0, "a bar parts title and series"),
        (1.5 if _ALERT.match(text) else 0.0, "opens with an alert"),
        (1.0 if _LIST.match(text) else 0.0, "announces a list"),
        (0.8 if _FORMAT.search(text) else 0.0, "names a kind of post"),
        (2.0 if _AGED.match(text) else 0.0, "names a person with an age or a place"),
        (2.0 if SIGNED_BY.search(text) else 0.0, "names its author"),
        (1.5 if _CASE.match(text) else 0.0, "numbered as one of many"),
        (1.5 if _NAMED_QUOTE.match(text) else 0.8 if quoted(text) else 0.0, "quotes"),
        (-1.0 if _DATED_NAME.search(text) else 0.0, "imprint"),
        ({1: 3.0, 2: 0.0}.get(level, -2.0 if level else 0.0), "marked as a title"),
    )
    return tuple((weight, name) for weight, name in found if weight)


@lru_cache(maxsize=1024)
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


def quoted(text: str) -> bool:
    """Whether a line is all quotation."""
    return text[:1] in "“\"'‘«「" and text[-1:] in "”\"'’»」"


def hangs_on(text: str) -> bool:
    """Whether a paragraph opens with a word that leans on what was said before."""
    return _HANGING.match(text) is not None


def announces(text: str) -> bool:
    """Whether words say that several sections follow: "here are the accounts of two women"."""
    return _ANNOUNCING.search(text) is not None


def announced(text: str) -> int:
    """How many sections a title announces ("5 reasons why"); 0 where none."""
    match = _LIST.match(text)
    if not match:
        return 0
    first = re.sub(r"^(?:the|top|our) ", "", match[0], flags=re.IGNORECASE).split()[0].lower()
    return value(first) or 0
