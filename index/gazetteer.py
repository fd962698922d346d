"""Places as values, read from places.toml and checked key by key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.errors import VocabularyError
from index.letters import bare

KINDS = "country region province state city county town site river mountain desert".split()
"""Kinds of places; each is a table of places.toml. `site`: a camp, a centre, a crossing."""

_UNITS = {"city": ("시",), "county": ("군", "현")}
"""What a Korean text may add to the name of a city or a county."""

_KEYS = {"name", "also", "ko", "zh", "broader", "at", "unless", "doubtful", "only"}
_ASPIRATE = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])'(?=[a-z])", re.IGNORECASE)
"""The apostrophe of Ch'ŏngjin, which most texts leave out; that of Xi'an keeps two syllables apart and stays."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases around a name: what stands before it, and after it, as expressions that hold at the name's edge."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    around: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

    def __bool__(self) -> bool:
        return bool(self.before or self.after or self.around)

    def hold(self, left: str, right: str) -> bool:
        """Whether one of them stands around a name, given the words before and after it."""
        if self.before and self.before.search(left):
            return True
        if self.after and self.after.match(right):
            return True
        return any(before.search(left) and after.match(right) for before, after in self.around)


def _phrases(sides: Iterable[tuple[str, str]]) -> Phrases:
    pairs = tuple(dict.fromkeys(sides))
    before = [left for left, right in pairs if not right]
    after = [right for left, right in pairs if not left]
    return Phrases(
        _before(before) if before else None,
        _after(after) if after else None,
        tuple((_before([left]), _after([right])) for left, right in pairs if left and right),
    )


def _before(words: Iterable[str]) -> re.Pattern[str]:
    """Words that end where the name begins. Chinese ones need no edge of their own."""
    return re.compile("(?:" + "|".join((r"\b" if one[0].isascii() else "") + re.escape(one) for one in words) + ")$")


def _after(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one) + (r"(?!\w)" if one[-1].isascii() else "") for one in words))


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `names` are all spellings but the doubtful ones, its own name first; `at` is latitude and longitude.

    `broader` is the id of the place that holds it. `unless` and `only` are the phrases that places.toml explains.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    doubtful: tuple[str, ...]
    korean: tuple[str, ...]
    chinese: tuple[str, ...]
    broader: str | None
    at: tuple[float, float] | None
    unless: Phrases
    only: Phrases

    def spellings(self) -> dict[str, bool]:
        """Every form in which a plain text may print one of its names, and whether that form is doubtful."""
        korean = (name + unit for name in self.korean for unit in _UNITS.get(self.kind, ()))
        sure = {form: False for name in (*self.names, *self.korean, *korean, *self.chinese) for form in _forms(name)}
        return {form: True for name in self.doubtful for form in _forms(name)} | sure


def _forms(name: str) -> Iterator[str]:
    """A name as written, without apostrophes, all in capitals, and with a small or capital article or direction."""
    written = bare(name)
    for form in dict.fromkeys((written, _ASPIRATE.sub("", written))):
        yield form
        first, space, rest = form.partition(" ")
        if first in ("the", "The"):
            yield from (f"the {rest}", f"The {rest}")
        if first in ("North", "South") and space:
            yield f"{first.lower()} {rest}"
        if len(form) > 3:
            yield form.upper()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by their ids, in the order of the file, and the phrases that speak for every name."""

    places: Mapping[str, Place]
    unless: Phrases
    only: Phrases

    def within(self, id: str) -> tuple[str, ...]:
        """The places that hold a place, from the nearest to the widest; none for an id that is not known."""
        held: list[str] = []
        place = self.places.get(id)
        while place is not None and place.broader is not None:
            held.append(place.broader)
            place = self.places[place.broader]
        return tuple(held)


def read_gazetteer(data: bytes, name: str) -> Gazetteer:
    """The gazetteer that a file holds; raises VocabularyError, which names the file, the place and the key."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"{name}: not readable as TOML: {error}") from error
    return _Reader(name).gazetteer(table)


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str

    def fail(self, where: str, why: str) -> VocabularyError:
        return VocabularyError(f"{self.name}: {where}: {why}")

    def gazetteer(self, table: Mapping[str, Any]) -> Gazetteer:
        for kind in table:
            if kind not in (*KINDS, "names"):
                raise self.fail("top level", f"unknown table “{kind}”; known are names, {', '.join(KINDS)}")
        shared = self.table(table.get("names", {}), "names", {"unless", "only"})
        places: dict[str, Place] = {}
        for kind in KINDS:
            for id, value in self.table(table.get(kind, {}), kind).items():
                if id in places:
                    raise self.fail(f"place “{id}”", "the id is given twice")
                places[id] = self.place(id, kind, value)
        self.check(places)
        return Gazetteer(places, self.phrases(shared, "unless", "names"), self.phrases(shared, "only", "names"))

    def table(self, value: object, where: str, keys: Iterable[str] | None = None) -> Mapping[str, Any]:
        """A table, of these keys alone where they are given."""
        if not isinstance(value, dict):
            raise self.fail(where, "must be a table")
        for key in value:
            if keys is not None and key not in keys:
                raise self.fail(where, f"unknown key “{key}”; known are {', '.join(sorted(keys))}")
        return value

    def place(self, id: str, kind: str, value: object) -> Place:
        where = f"place “{id}”"
        table = self.table(value, where, _KEYS)
        if not _ID.fullmatch(id):
            raise self.fail(where, "the id must be of small letters, digits and hyphens")
        name, broader = table.get("name"), table.get("broader")
        if not isinstance(name, str) or not name.strip():
            raise self.fail(where, "“name” must be a text that is not empty")
        if broader is not None and not isinstance(broader, str):
            raise self.fail(where, "“broader” must be the id of a place")
        doubtful = self.texts(table, "doubtful", where)
        names = (name, *self.texts(table, "also", where))
        return Place(
            id=id,
            kind=kind,
            name=name,
            names=tuple(one for one in names if one not in doubtful),
            doubtful=doubtful,
            korean=self.texts(table, "ko", where),
            chinese=self.texts(table, "zh", where),
            broader=broader,
            at=self.point(table, where),
            unless=self.phrases(table, "unless", where),
            only=self.phrases(table, "only", where),
        )

    def texts(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        """A list of texts that are not empty; none where the key is missing."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.fail(where, f"“{key}” must be a list of texts that are not empty")
        return tuple(value)

    def point(self, table: Mapping[str, Any], where: str) -> tuple[float, float] | None:
        value = table.get("at")
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2 or not all(type(one) in (int, float) for one in value):
            raise self.fail(where, "“at” must be [latitude, longitude] in degrees")
        if not (-90 <= value[0] <= 90 and -180 <= value[1] <= 180):
            raise self.fail(where, "“at” must hold a latitude from -90 to 90 and a longitude from -180 to 180")
        return float(value[0]), float(value[1])

    def phrases(self, table: Mapping[str, Any], key: str, where: str) -> Phrases:
        """Phrases cut at the name that they hold, each also with a capital at its beginning, and all in capitals."""
        sides: list[tuple[str, str]] = []
        for phrase in self.texts(table, key, where):
            parts = bare(phrase).split("~")
            if len(parts) != 2 or not any(part.strip() for part in parts):
                raise self.fail(where, f"“{key}”: “{phrase}” must hold the sign ~ once, for the name, and a word")
            before, after = parts
            sides += (before, after), (before[:1].upper() + before[1:], after), (before.upper(), after.upper())
        return _phrases(sides)

    def check(self, places: Mapping[str, Place]) -> None:
        """Every broader place there and none its own; no name of two places."""
        for place in places.values():
            seen, above = {place.id}, place.broader
            while above is not None:
                if above not in places:
                    raise self.fail(
                        f"place “{place.id}”", f"“broader” leads to “{above}”, which is no place of this file"
                    )
                if above in seen:
                    raise self.fail(f"place “{place.id}”", f"“broader” leads in a circle, by “{above}”")
                seen.add(above)
                above = places[above].broader
        self.check_names(places.values())

    def check_names(self, places: Iterable[Place]) -> None:
        labels: dict[str, str] = {}
        owners: dict[str, str] = {}
        for place in places:
            where = f"place “{place.id}”"
            if labels.setdefault(place.name, place.id) != place.id:
                raise self.fail(where, f"“{place.name}” is the name of “{labels[place.name]}” too")
            for form, doubtful in place.spellings().items():
                if not doubtful and owners.setdefault(form, place.id) != place.id:
                    raise self.fail(where, f"“{form}” is a name of “{owners[form]}” too; in one it must be doubtful")
