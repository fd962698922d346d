"""Sets pages of many shapes for training: stories of labelled captures among made-up furniture, by a seeded chance.

Each page has one style: how its titles, dates, buttons and blank lines are set. Texts come from labelled captures;
furniture comes from training/pages/furniture.toml, which is synthetic.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.chain import Part

STOCK = Path(__file__).resolve().parents[1] / "training/pages/furniture.toml"
OUTLINES = STOCK.with_name("shapes.txt")

_PARTS = {
    "P": Part.HEADER,
    "T": Part.TITLE,
    "C": Part.CONTINUED,
    "U": Part.UNDER,
    "D": Part.DECK,
    "H": Part.HEADING,
    "B": Part.BODY,
    "B_": Part.BODY,
    "I": Part.INSIDE,
    "S": Part.SIGNATURE,
    "X": Part.OUTSIDE,
    "U_P": Part.HEADER,
}

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SMALL = frozenset("a an and as at but by for from in into of on or the to with".split())


@dataclass(frozen=True)
class Line:
    """A line of a page, with its part (None where it is blank) and the story it belongs to (-1 before the first)."""

    text: str
    part: Part | None
    story: int


@dataclass(frozen=True)
class Style:
    """How one page sets its posts."""

    date: int
    between: int
    around: int
    letters: str
    under: tuple[str, ...]
    after: tuple[str, ...]
    headed: float
    signed: float
    decked: float
    captioned: float
    level: bool


class Setter:
    """Makes pages, one after another, always the same for one seed."""

    def __init__(self, pages: Sequence[Sequence[Line]], seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same pages each time; nothing secret is drawn
        self.stock: Mapping[str, list[str]] = tomllib.loads(STOCK.read_text(encoding="utf-8"))
        self.stories = [story for page in pages for story in _stories(page)]

    def page(self) -> list[Line]:
        """One page: a header, one to seven posts in one style, a foot."""
        rng, style = self.rng, self._style()
        site = rng.choice(self.stock["site"])
        made = [Line(self._fill(text, style, site), Part.HEADER, -1) for text in self._some("header", 0, 6)]
        count = rng.choice((1, 2, 2, 3, 3, 4, 5, 7))
        plain = rng.random() < 0.4
        chosen = rng.sample(self.stories, min(count, len(self.stories)))
        if rng.random() < 0.2:
            own = rng.choice(("{own}", "Home > Stories > {own}", "{own} | {site}", "{site} - {own}"))
            made.append(Line(own.format(own=chosen[0][0].text, site=site), Part.HEADER, -1))
        for number, story in enumerate(chosen):
            made += self._blank(style.around, number)
            made += self._post(story, style, site, number)
            if not plain or number == count - 1:
                made += self._tail(style, site, number)
        if rng.random() < 0.8:
            feet = [Line(self._fill(text, style, site), Part.OUTSIDE, count) for text in self._some("footer", 1, 5)]
            made += [*self._blank(style.around, count), *feet]
        return made

    def outlined(self) -> Iterator[list[Line]]:
        """Every page that training/pages/shapes.txt outlines, once."""
        for block in OUTLINES.read_text(encoding="utf-8").split("\n%\n")[1:]:
            yield list(self._outline(block.splitlines()))

    def _outline(self, block: Sequence[str]) -> Iterator[Line]:
        style, site, number = self._style(), self.rng.choice(self.stock["site"]), -1
        texts: list[str] = []
        for text in block:
            letter, _, rest = text.partition(" ")
            if letter == "_":
                yield Line("", None, number)
                continue
            if letter == "T" or (number < 0 and letter.startswith("B")):
                number += 1
                texts = self._paragraphs()
            if letter == "B":
                for _ in range(int(rest.split()[0])):
                    yield Line(texts.pop(0) if texts else self._paragraphs()[0], Part.BODY, number)
                    yield from self._blank(rest.count("_"), number)
                continue
            yield Line(self._fill(rest, style, site), _PARTS[letter], number)

    def _paragraphs(self) -> list[str]:
        """The paragraphs of one story."""
        story = self.rng.choice(self.stories)
        return [line.text for line in story if line.part is Part.BODY]

    def _style(self) -> Style:
        rng = self.rng
        between = rng.choice((0, 0, 1, 1, 2))
        return Style(
            date=rng.randrange(14),
            between=between,
            around=rng.choice((0, between, between, between + 1, between + 2)),
            letters=rng.choice(("kept", "kept", "kept", "upper", "title", "sentence", "quoted")),
            under=tuple(self._some("under", 0, 3)) if rng.random() < 0.75 else (),
            after=tuple(self._some("after", 0, 4)),
            headed=rng.choice((0.0, 0.0, 0.2, 0.5)),
            signed=rng.choice((0.0, 0.0, 0.2, 0.8)),
            decked=rng.choice((0.0, 0.0, 0.0, 0.7)),
            captioned=rng.choice((0.0, 0.0, 0.05, 0.15)),
            level=rng.random() < 0.15,
        )

    def _some(self, family: str, least: int, most: int) -> list[str]:
        return self.rng.sample(self.stock[family], self.rng.randint(least, most))

    def _blank(self, count: int, story: int) -> list[Line]:
        return [Line("", None, story)] * count

    def _post(self, story: Sequence[Line], style: Style, site: str, number: int) -> list[Line]:
        """A story in the style of the page, whatever it had about it where it came from."""
        rng = self.rng
        kept = [line for line in story if line.part in (Part.TITLE, Part.CONTINUED, Part.BODY, Part.HEADING)]
        if rng.random() < 0.3:
            kept = [line for line in kept if line.part is not Part.HEADING]
        if rng.random() < 0.3 or any(line.part is Part.SIGNATURE for line in story):
            kept = [line for line in story if line.part and line.part not in (Part.UNDER, Part.OUTSIDE)]
        head = [line for line in kept if line.part in (Part.TITLE, Part.CONTINUED)]
        made = [Line(self._letters(line.text, style), line.part, number) for line in head]
        if rng.random() < style.decked and not any(line.part is Part.DECK for line in kept):
            made += self._made("deck", Part.DECK, style, site, number)
        made += [Line(self._fill(text, style, site), Part.UNDER, number) for text in style.under if rng.random() < 0.93]
        made += self._text([line for line in kept if line not in head], style, site, number)
        if made[-1].part is Part.BODY and rng.random() < style.signed:
            for text in sorted(self._some("signature", 1, 2), key=lambda text: not text.endswith(",")):
                made.append(Line(self._fill(text, style, site), Part.SIGNATURE, number))
        return [one for line in made for one in (line, *self._blank(style.between, number))]

    def _text(self, lines: Sequence[Line], style: Style, site: str, number: int) -> list[Line]:
        made: list[Line] = []
        for at, line in enumerate(lines):
            inner = line.part is Part.BODY and at > 0
            if inner and lines[at - 1].part is Part.BODY and self.rng.random() < style.headed:
                made += self._made("heading", Part.HEADING, style, site, number)
            elif inner and self.rng.random() < style.captioned:
                made += self._made("inside", Part.INSIDE, style, site, number)
            made.append(Line(line.text, line.part, number))
        return made

    def _made(self, family: str, part: Part, style: Style, site: str, number: int) -> list[Line]:
        text = self._fill(self.rng.choice(self.stock[family]), style, site)
        return [Line(f"## {text}" if style.level and part is Part.HEADING else text, part, number)]

    def _tail(self, style: Style, site: str, number: int) -> list[Line]:
        """What the page puts below each post: much the same below all."""
        texts = [text for text in style.after if self.rng.random() < 0.85]
        if self.rng.random() < 0.15:
            texts += self._some("after", 1, 1)
        if self.rng.random() < 0.12:
            texts += self._comments()
        return [
            one
            for text in texts
            for one in (Line(self._fill(text, style, site), Part.OUTSIDE, number), *self._blank(style.between, number))
        ]

    def _comments(self) -> list[str]:
        """Comments of readers: names, dates and a sentence or two each."""
        said = self._some("comment", 1, 4)
        return ["{n} comments", *(line for text in said for line in ("{name}", "{date}", text, "Reply"))]

    def _letters(self, text: str, style: Style) -> str:
        bare = re.sub(r"^#+ ", "", text)
        if style.letters == "upper":
            bare = bare.upper()
        elif style.letters == "title":
            words = bare.split(" ")
            bare = " ".join(w if w.lower() in _SMALL and at else w[:1].upper() + w[1:] for at, w in enumerate(words))
        elif style.letters == "sentence" and not any(mark in bare for mark in "|:'’"):
            bare = bare[:1] + bare[1:].lower() if not re.search(r"\b[A-Z]\w+-\w", bare) else bare
        elif style.letters == "quoted" and not bare.startswith("“"):
            bare = f"“{bare}”"
        return f"# {bare}" if style.level else bare

    def _fill(self, text: str, style: Style, site: str) -> str:
        rng = self.rng
        text = text.replace("{site}", site)
        for family in ("name", "place", "title"):
            while f"{{{family}}}" in text:
                text = text.replace(f"{{{family}}}", rng.choice(self.stock[family]), 1)
        while "{date}" in text:
            text = text.replace("{date}", self._date(style.date), 1)
        while "{n}" in text:
            text = text.replace("{n}", str(rng.choice((3, 5, 8, 12, 25, 40, 64, 100, 250, 1998, 2014, 2019))), 1)
        return text

    def _date(self, form: int) -> str:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2005, 2024)
        name, weekday = _MONTHS[month - 1], rng.choice(_DAYS)
        short, iso = name[:3], f"{year}-{month:02}-{day:02}"
        return (
            *(f"{day} {name} {year}", f"{name} {day}, {year}", iso, f"{day:02}.{month:02}.{year}"),
            *(f"{weekday}, {name} {day}, {year}", f"{weekday} {day} {name} {year} 07.{day:02} GMT"),
            *(f"{short} {day}, {year}", f"{year}. {month}. {day}", f"{year}년 {month}월 {day}일"),
            *(f"{year}年{month}月{day}日", f"{day}/{month}/{year}", f"{name} {year}"),
            *(f"{weekday[:3]}, {day:02} {short} {year} 09:12", f"{day}th {name}, {year}"),
        )[form]


def _stories(page: Sequence[Line]) -> list[list[Line]]:
    """The stories of a page that open with a title and hold text."""
    numbers = sorted({line.story for line in page if line.story >= 0})
    found = [[line for line in page if line.story == number and line.part] for number in numbers]
    return [story for story in found if story[0].part is Part.TITLE and any(one.part is Part.BODY for one in story)]
