"""Dates as printed: read with the precision that is printed, and never guessed beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index import numerals
from index.model import Span

_NAMES = (
    "january jan januar jänner janvier enero",
    "february feb februar février fevrier febrero",
    "march mar märz mars marzo",
    "april apr avril abril",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet julio",
    "august aug août aout agosto",
    "september sept sep septembre septiembre",
    "october oct oktober octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember décembre decembre diciembre",
)
"""Months in English, German, French and Spanish."""

_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.(?= ))?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_YEAR}-(?P<m>0[1-9]|1[0-2])-{_DAY}(?:T\d\d:\d\d\S*)?(?![\d-])",
        rf"\b{_YEAR}[./] ?(?P<m>0?[1-9]|1[0-2])[./] ?{_DAY}\b\.?",
        rf"(?<![\w]){_YEAR} ?年 ?(?P<m>0?[1-9]|1[0-2]) ?月(?: ?{_DAY} ?[日号號])?",
        rf"(?<![\w]){_YEAR} ?년 ?(?P<m>0?[1-9]|1[0-2]) ?월(?: ?{_DAY} ?일)?",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_DAY}(?: of| de)? {_MONTH},?(?: del?)? {_YEAR}\b",
        rf"\b{_DAY}-{_MONTH}-{_YEAR}\b",
        rf"\b{_YEAR},? {_MONTH} {_DAY}\b",
        rf"\b{_MONTH},?(?: de)? {_YEAR}\b",
        rf"\b{_YEAR}[-.](?P<m>0[1-9]|1[0-2])(?![\d.-])",
    )
)
_SLASHED = re.compile(
    rf"(?<![\d./])(?P<a>0?[1-9]|[12]\d|3[01])(?P<mark>[/.])(?P<b>0?[1-9]|[12]\d|3[01])(?P=mark)"
    rf"(?:{_YEAR}|(?P<short>\d\d))(?![\d/]|\.\d)"
)
_PIVOT = 69
"""Two figures from which on a year is of the twentieth century, as POSIX reads %y."""

_SPARES = re.compile(
    r"(?:posted|published|updated|last (?:updated|modified)|originally|first|date|added|created|"
    r"written|on|at|by|in|am|pm|"
    r"kst|est|pst|gmt|utc|edt|pdt|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|입력|수정|작성일|등록|게시일|승인|발행|기사입력|最后更新|发布时间|发布|日期|"
    r"时间|更新|于|오전|오후|"
    r"(?:조회수?|추천|views?|hits?|阅读[量数]?|浏览(?:量|次数)?|点击[量数]?)\s?[:：]?\s?[\d,]{1,9}|작성일자?|등록일자?|날짜|"
    r"\d{1,2} ?(?:am|pm|uhr)|[월화수목금토일]요일|星期[一二三四五六日天]|\d{1,2}:\d\d(?::\d\d)?|"
    r"[\s,.:;|/·•—–()\[\]-])+",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"(?:(?:early|late|mid) )?(?:spring|summer|autumn|fall|winter),? (?P<year>(?:19|20)\d\d)|"
    r"(?P<only>(?:19|20)\d\d)(?: ?[년年](?: ?[가-힣]{2,3})?)?",
    re.I,
)
_HINT = re.compile(r"(?:19|20)\d\d|年|\d[/.]\d{1,2}[/.]\d\d")
_SEGMENTS = re.compile(r"\s*[|·•/–—]\s+|\s{2,}|,\s+(?=(?i:spring|summer|autumn|fall|winter)\b)")
"""What parts the segments of a line under a title."""

_HAN_DATE = re.compile(
    r"(?P<year>[一二][〇零○一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<day>[一二三四五六七八九十]{1,3})[日号號])?"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date of publication: ISO with the precision printed (2019, 2019-12, 2019-12-16), and as printed."""

    iso: str
    printed: str
    span: Span


def find(text: str, day_first: bool | None = None) -> Iterator[Date]:
    """The dates printed in a text, in no order of place: day precision first.

    `day_first` says how 12/06/2019 is read; where it is not known, two readings of one number are none.
    """
    if not _HINT.search(text):
        return
    taken: list[Span] = []
    for form in _FORMS:
        for match in form.finditer(text):
            span = Span(*match.span())
            if not any(span.overlap(other) for other in taken):
                taken.append(span)
                yield Date(_iso(match), match[0].strip(" ."), span)
    yield from _han(text)
    yield from _slashed(text, taken, day_first)


def order(texts: Iterable[str]) -> bool | None:
    """Whether dates such as 12/06/2019 put the day first, told by others that have one reading; else None."""
    found = {
        int(match["a"]) > 12
        for text in texts
        for match in _SLASHED.finditer(text)
        if (int(match["a"]) > 12) != (int(match["b"]) > 12)
    }
    return found.pop() if len(found) == 1 else None


def _han(text: str) -> Iterator[Date]:
    """Dates in Chinese figures: 二〇〇四年六月二十日."""
    for match in _HAN_DATE.finditer(text):
        year = "".join(
            str("〇一二三四五六七八九".find(sign.replace("零", "〇").replace("○", "〇"))) for sign in match["year"]
        )
        month, day = numerals.han(match["month"]), numerals.han(match["day"]) if match["day"] else None
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            iso = f"{year}-{month:02}" + (f"-{day:02}" if day is not None else "")
            yield Date(iso, match[0], Span(*match.span()))


def _iso(match: re.Match[str]) -> str:
    found = match.groupdict()
    month = found.get("m") or str(_MONTHS[found["month"].lower()])
    iso = f"{found['year']}-{int(month):02}"
    return f"{iso}-{int(found['day']):02}" if found.get("day") else iso


def _slashed(text: str, taken: list[Span], day_first: bool | None) -> Iterator[Date]:
    """16/12/2019 has one reading; 12/06/2019 has two, so only its year is sure; 12.06.2019 puts the day first."""
    for match in _SLASHED.finditer(text):
        span = Span(*match.span())
        if any(span.overlap(other) for other in taken):
            continue
        if match["short"] and _numbered(match, text):
            continue
        first, second, year = int(match["a"]), int(match["b"]), match["year"] or _century(match["short"])
        readings = {(month, day) for month, day in ((first, second), (second, first)) if month <= 12}
        if "." in match[0] and second <= 12:
            readings = {(second, first)}
        elif len(readings) > 1 and day_first is not None:
            readings = {(second, first) if day_first else (first, second)}
        if len(readings) == 1:
            month, day = readings.pop()
            yield Date(f"{year}-{month:02}-{day:02}", match[0], span)
        elif readings:
            yield Date(year, match[0], span)


def _century(short: str) -> str:
    return f"{'19' if int(short) >= _PIVOT else '20'}{short}"


def _numbered(match: re.Match[str], text: str) -> bool:
    """Whether 2.3.11 may number a section: a figure of one digit before points, and a heading after it."""
    return match["mark"] == "." and len(match["a"]) == 1 and bool(text[match.end() :].strip(" .,)"))


def segment(text: str) -> Date | None:
    """The year or season that a segment of a line is: "Words: A. Writer / Spring 2012", "Incheon | 2021"."""
    parts = _SEGMENTS.split(text.strip())
    found = next((match for part in parts if (match := _SEASON.fullmatch(part.strip(" ()")))), None)
    if found is None or len(parts) == 1:
        return None
    at = text.find(found[0])
    return Date(found["year"] or found["only"], found[0], Span(at, at + len(found[0])))


def printed_alone(text: str) -> Date | None:
    """The date of a line that says nothing but a date (with words such as "posted on", a weekday or an hour)."""
    if len(text) > 120:
        return None
    season = _SEASON.fullmatch(text.strip())
    if season:
        return Date(season["year"] or season["only"], season[0], Span(*season.span()))
    found = sorted(find(text), key=lambda date: date.span.start)
    if not found:
        return None
    rest, at = [], 0
    for date in found:
        rest.append(text[at : date.span.start])
        at = date.span.end
    rest.append(text[at:])
    if all(not part or _SPARES.fullmatch(part) for part in rest):
        return found[0]
    return None
