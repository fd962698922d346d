"""What a web page says of itself for machines: its address, its site, when it was published, who signed it.

Its own words alone count: links and properties of its head, linked data (JSON-LD), marked times and authors. Where they
contradict one another, nothing is said.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from index import dates
from index.extract.elements import signs
from index.extract.lines import Marks, plain
from index.model import Mark, Said
from index.names import possible

LINKED_DATA = 512 * 1024
"""Characters of linked data that are read; pages have a few thousand, shops with long lists some hundred thousand."""

NODES = 5_000
"""Values of linked data that are looked at."""

TIMES = 100
"""Marked times, and as many authors, that are looked at."""

LONGEST_ADDRESS, LONGEST_SITE, LONGEST_AUTHOR = 2_000, 120, 80
"""Characters of what is no mistake."""

FIRST_YEAR = 1991
"""The year of the first web page: an earlier date is a placeholder."""

_ISO = re.compile(r"(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{2}:?\d{2}.{0,30})?", re.DOTALL)
_SAVED = re.compile(r"\s*saved from url=\(\d+\)(?P<address>\S+)\s*")
_EAST_ASIAN = re.compile(r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,4}")
_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Posting|Report|SocialMediaPosting)")
_ELSEWHERE = frozenset({Mark.NAVIGATION, Mark.FOOTER, Mark.ASIDE, Mark.FORM})
"""Where a time or an author is rather another post's."""

_PUBLISHED = frozenset({"article:published_time", "datepublished"})


class Head:
    """Hears a page's tags, and keeps what they say of it. `listens` is whether what is said now is kept."""

    def __init__(self) -> None:
        self.listens = False
        self._addresses: dict[str, str] = {}  # by what names them
        self._site: str | None = None
        self._published: list[str] = []
        self._authors: list[str] = []
        self._times: list[tuple[str, str]] = []  # for machines, as printed
        self._linked: list[str] = []
        self._room = LINKED_DATA
        self._within: tuple[int, str, str] | None = None  # depth, kind and value of an element whose text is kept
        self._text: list[str] = []

    def start(self, depth: int, tag: str, attributes: Mapping[str, str], around: Marks) -> None:
        """An element with attributes begins, with these marks around it."""
        if tag == "meta":
            self._property(attributes)
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._addresses.setdefault("link", attributes.get("href", ""))
        elif not self.listens and (kind := _kept(tag, attributes, around)) is not None:
            self._within, self._text = (depth, kind, attributes.get("datetime", "")), []
            self.listens = True

    def end(self, depth: int) -> None:
        """The element at this depth ends."""
        if self._within is None or depth > self._within[0]:
            return
        (_, kind, value), self._within, self.listens = self._within, None, False
        text = "".join(self._text)
        if kind == "linked":
            self._linked.append(text)
        elif kind == "time" and len(self._times) < TIMES:
            self._times.append((value, plain(text[: 4 * LONGEST_SITE])))
        elif kind == "author" and len(self._authors) < TIMES:
            self._authors.append(text[: 4 * LONGEST_AUTHOR])

    def data(self, text: str) -> None:
        """Text comes."""
        if self._within is not None and self._room > 0:
            if self._within[1] == "linked":
                self._room -= len(text)
            if self._within[1] == "linked" or len(self._text) < TIMES:
                self._text.append(text)

    def comment(self, text: str) -> None:
        """A comment comes: some browsers write the address that they saved a page from in one."""
        found = _SAVED.fullmatch(text[: 2 * LONGEST_ADDRESS])
        if found:
            self._addresses.setdefault("saved", found["address"])

    def said(self, dated: Sequence[str]) -> Said:
        """All that the page said clearly. `dated` are the short lines in which a time is marked."""
        nodes = list(_nodes(self._linked)) if self._room > 0 else []
        addresses = (_address(self._addresses.get(kind, "")) for kind in ("link", "og", "saved"))
        day, printed = self._day(nodes, dated)
        return Said(
            address=next((found for found in addresses if found), None),
            site=_clean(self._site or "", LONGEST_SITE),
            date=day,
            date_printed=printed,
            author=_one_author([*self._authors, *_authors(nodes)], self._site),
        )

    def _property(self, attributes: Mapping[str, str]) -> None:
        content = attributes.get("content", "")
        name = next((attributes[key] for key in ("property", "name", "itemprop") if attributes.get(key)), "").lower()
        if name == "og:site_name":
            self._site = self._site or content[: 4 * LONGEST_SITE]
        elif name == "og:url":
            self._addresses.setdefault("og", content)
        elif name in _PUBLISHED:
            self._published.append(content[:100])
        elif name == "author" and len(self._authors) < TIMES:
            self._authors.append(content[: 4 * LONGEST_AUTHOR])

    def _day(self, nodes: Sequence[Mapping[str, Any]], dated: Sequence[str]) -> tuple[str | None, str | None]:
        """When the page was published, and how that is printed: by its head, by its linked data, by its one time."""
        articles = [node for node in nodes if _is_article(node)]
        linked = [node["datePublished"] for node in articles or nodes if isinstance(node.get("datePublished"), str)]
        times = [(day, text) for value, text in self._times if (day := iso(value)) and _stands(text, dated)]
        claims = [_agreed(map(iso, self._published)), _agreed(map(iso, linked)), _agreed(day for day, _ in times)]
        found = next((claim for claim in claims if claim is not None), None)
        if found is None or not all(claim is None or _near(claim, found) for claim in claims):
            return None, None
        printed = (one.printed for _, text in times for one in dates.find(text) if one.iso == found)
        return found, next(printed, None)


def _kept(tag: str, attributes: Mapping[str, str], around: Marks) -> str | None:
    """What the text of an element is kept as, if at all."""
    if tag == "script":
        return "linked" if attributes.get("type", "").lower().startswith("application/ld+json") else None
    if around & _ELSEWHERE:
        return None
    if tag == "time" and "datetime" in attributes and "updated" not in attributes.get("class", "").lower():
        return "time"
    return "author" if signs(attributes) else None


def iso(text: str) -> str | None:
    """The date of a moment in ISO 8601, with the precision given; None for anything else, or a day that never was."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    parts = [int(part) for part in found["date"].split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return found["date"] if FIRST_YEAR <= parts[0] < 2100 else None


def _agreed(found: Iterable[str | None]) -> str | None:
    """The one day that all say, those aside that say none."""
    days = {day for day in found if day is not None}
    return days.pop() if len(days) == 1 else None


def _near(one: str, other: str) -> bool:
    """Whether two dates are one, as far as both are precise; a day may differ by the hour of another place."""
    if len(one) == len(other) == len("2019-12-16"):
        return abs(date.fromisoformat(one) - date.fromisoformat(other)).days <= 1
    return one.startswith(other) or other.startswith(one)


def _stands(text: str, lines: Sequence[str]) -> bool:
    return bool(text) and any(text in line for line in lines[:TIMES])


def _nodes(linked: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """The objects of a page's linked data, at any depth; what is no JSON says nothing."""
    waiting: list[Any] = []
    for text in linked:
        try:
            waiting.append(json.loads(text))
        except (ValueError, RecursionError):  # broken, or nested as nobody writes it
            continue
    seen = 0
    while waiting and seen < NODES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, dict):
            yield one
            waiting += [value for value in one.values() if isinstance(value, dict | list)]
        elif isinstance(one, list):
            waiting += [value for value in one[:NODES] if isinstance(value, dict | list)]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLES.fullmatch(kind[:100]) for kind in named)


def _authors(nodes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The names of the authors of the articles; an organisation is none."""
    for node in nodes:
        authors = node.get("author") if _is_article(node) else None
        for author in (authors if isinstance(authors, list) else [authors])[:TIMES]:
            name = author.get("name") if isinstance(author, dict) and author.get("@type") != "Organization" else author
            if isinstance(name, str):
                yield name[: 4 * LONGEST_AUTHOR]


def _one_author(found: Iterable[str], site: str | None) -> str | None:
    """The one person whom a page names as its author; None where it names none or several, or its own house."""
    named = (_clean(re.sub(r"^\s*by\s+", "", name, flags=re.IGNORECASE), LONGEST_AUTHOR) for name in found)
    persons = {name for name in named if name and _is_person(name) and name != _clean(site or "", LONGEST_SITE)}
    return persons.pop() if len({name.casefold() for name in persons}) == 1 else None


def _is_person(name: str) -> bool:
    """Whether a name is a person's: given name and surname, or a name in Korean or Chinese letters."""
    return _EAST_ASIAN.fullmatch(name) is not None or (len(name.split()) >= 2 and possible(name))


def _clean(text: str, longest: int) -> str | None:
    """A short text for people to read; None where it is none."""
    shown = "".join(char for char in html.unescape(text) if unicodedata.category(char) != "Cf")
    shown = plain(shown)
    broken = any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") for char in shown) or "\ufffd" in shown
    return shown if 0 < len(shown) <= longest and not broken else None


def _address(text: str) -> str | None:
    """A whole address on the web; None for anything else."""
    text = text.strip()
    if not text.isprintable() or len(text) > LONGEST_ADDRESS or re.search(r"[\s<>\"\\]", text):
        return None
    try:
        parts = urlsplit(text)
        found = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return None
    return text if found else None
