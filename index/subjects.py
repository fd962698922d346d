"""The people whom a title names as its subject."""

from __future__ import annotations

import re
from functools import lru_cache

from index.caseless import Caseless
from index.names import NAME, given, possible

BARS = re.compile(r"\s*[|｜]\s*|\s+[–—-]\s+")
"""What parts the segments of a title."""

SIGNED_BY = re.compile(rf"\w+,? (?:by|told by|as told by) (?P<name>{NAME})(?: \([^)]{{2,60}}\))?$")
"""A title that ends with its author."""

_ACCOUNT = (
    r"stor(?:y|ies)|journeys?|testimon(?:y|ies)|escape|road|path|life|account|memoirs?|memor(?:y|ies)|"
    r"voice|letters?|diary|"
    r"experience|confession|odyssey|flight|way|words|winter|childhood|war|dream|promise|voyage|walk|"
    r"years|tale|narrative"
)
OWNED = re.compile(
    rf"(?<![\w'])(?P<names>{NAME}(?:(?:,| &| and) {NAME}){{0,3}})(?:'s|"
    rf"(?<=s)') (?i:(?:[\w-]+ ){{0,3}}?(?:{_ACCOUNT}))\b"
)
_ABOUT = (
    r"meet|interview with|(?:a )?conversation with|q ?& ?a with|(?:the )?(?:story|testimony|journey|life|words) of|"
    r"introducing|remembering|(?:a )?letter (?:from|by)|in conversation with|talking (?:to|with)|"
    r"(?:\w+ )?questions (?:for|to)|as told by|told by"
)
_TOLD = Caseless(_ABOUT)
SUBJECT = re.compile(rf"(?i:{_ABOUT}) (?P<name>{NAME})")
"""Forms in which a title says whom it is about."""

_INSIDE = re.compile(rf" {NAME}")
"""A name that does not open the title, without which none of these forms and no author stands in it."""

_LEADING = re.compile(rf"^(?P<name>{NAME}(?: (?:&|and) {NAME})?)(?:\s?[:：,]|\s[–—|-]\s| \()")
_TRAILING = re.compile(
    rf"(?:[:：]|\s[–—|-])\s?(?P<name>{NAME})(?: (?:writes|remembers|speaks|tells|recalls|says|shares|reflects)\b.*)?$"
)
_ASIAN = re.compile(
    r"(?P<name>[가-힣]{2,4}|[\u4e00-\u9fff]{2,3})(?:\s?(?:씨|님))?(?:의 (?:이야기|증언|여정|고백)|"
    r"的(?:故事|证言|自述|经历))|"
    r"(?<![가-힣])(?P<name3>[가-힣]{2,4})(?= (?:선생님|씨|할머니|할아버지|님)?\s?(?:인터뷰|증언|이야기))|"
    r"(?<![가-힣])(?P<name2>[가-힣]{2,4})(?: ?\(가명\)|\s?씨(?![가-힣]))"
)
_ARTICLED = re.compile(
    r"(?:\b(?:a|an|the|one|my|our|his|her|their|this|every|each|no|another|\w+ean|\w+ese)\s)$", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def find(title: str) -> tuple[str, ...]:
    """The people whom a title names as its subject, the surest form first; empty where it names none for sure."""
    found: list[str] = []
    for match in OWNED.finditer(title):
        if not _ARTICLED.search(title[: match.start("names")]):
            found += re.split(r",? & |,? and |, ", match["names"])
    if not title.isascii():
        found += [match["name"] or match["name2"] or match["name3"] for match in _ASIAN.finditer(title)]
    if _INSIDE.search(title):
        if _TOLD.search(title):
            found += [match["name"] for match in SUBJECT.finditer(title)]
        found += [match["name"] for match in [SIGNED_BY.search(title)] if match]
    for segment in dict.fromkeys((title, *BARS.split(title))):
        for pattern in (_LEADING, _TRAILING):
            named = pattern.search(segment)
            if named:
                found += re.split(r" & | and ", named["name"])
    clean = [re.sub(r"'s$", "", name.strip()) for name in found]
    return tuple(dict.fromkeys(name for name in clean if possible(given(name)) or _ASIAN_NAME.fullmatch(name)))


_ASIAN_NAME = re.compile(r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,4}")
