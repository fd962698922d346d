"""What is stored already, as the indexer asks for it.

Everything, withdrawn or not, so that a repeat of a withdrawn story is known for one and stays withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, bindparam, func, select, true, union_all

from archive.store import tables
from archive.store.values import Record
from archive.store.write import chunks
from index.known import nearest
from index.model import (
    Evidence,
    Grade,
    Kind,
    Lines,
    Occurrence,
    Passage,
    Person,
    Perspective,
    PlaceMention,
    Role,
    Section,
    Span,
    Tag,
    YearMention,
)
from index.persons import MOST_NAMESAKES
from index.prints import CROWDED
from index.recurring import MOST_CAPTURES

_o = tables.occurrences

BATCH = 100
"""Fingerprints asked for in one statement; SQLite takes no more than 500 parts of one."""
_PARTS = (
    tables.readings,
    tables.sections,
    tables.occurrence_persons,
    tables.tags,
    tables.place_mentions,
    tables.year_mentions,
)


class StoredKnown:
    """The `Known` of a store, on one connection, leaving out the sources with the numbers `without`."""

    def __init__(self, connection: Connection, without: Collection[int] = ()) -> None:
        self._connection, self._without = connection, without

    def sharing(self, prints: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences with these fingerprints: those that share most, and the rarest, first."""
        held: defaultdict[str, list[int]] = defaultdict(list)
        for some in _batches(sorted(prints)):
            for print_, occurrence in self._connection.execute(_holding(), some).all():
                held[print_].append(occurrence)
        places = self._places({id for ids in held.values() for id in ids})
        found = nearest([sorted(places[id] for id in ids if id in places) for ids in held.values()])
        ids = {place: id for id, place in places.items()}
        return self._occurrences([ids[place] for place in found])

    def told_by(self, names: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences of persons who are printed under one of these names, in the order in which they came.

        At most MOST_NAMESAKES: those that share most of the names, then the first to come.
        """
        keys, persons = tables.name_keys, tables.occurrence_persons
        shared = func.count(keys.c.key.distinct())
        query = select(_o.c.id, _o.c.source, _o.c.ordinal).join(persons, persons.c.occurrence == _o.c.id)
        query = query.join(keys, keys.c.person == persons.c.person)
        query = query.where(keys.c.key.in_(sorted(names)), self._others()).group_by(_o.c.id, _o.c.source, _o.c.ordinal)
        query = query.order_by(shared.desc(), _o.c.source, _o.c.ordinal).limit(MOST_NAMESAKES)
        rows = self._connection.execute(query).all()
        return self._occurrences([row.id for row in sorted(rows, key=lambda row: (row.source, row.ordinal))])

    def people(self, ids: frozenset[str]) -> Sequence[Person]:
        """The stored persons with these ids, by all names that stored texts print."""
        names = tables.person_names
        query = (
            select(names.c.person, names.c.ordinal, names.c.name)
            .join(_o, _o.c.id == names.c.occurrence)
            .where(names.c.person.in_(sorted(ids)), self._others())
            .order_by(names.c.person, _o.c.source, _o.c.ordinal, names.c.ordinal)
        )
        rows: defaultdict[str, list[Record]] = defaultdict(list)
        for row in self._connection.execute(query).all():
            rows[row.person].append(row)
        return [Person(id, *names_of(named)) for id, named in rows.items()]

    def recurring(self, keys: frozenset[str]) -> Mapping[str, frozenset[str]]:
        """The captures on which lines with these keys are furniture; none for a line that is a title anywhere.

        MOST_CAPTURES for each key at most, however many hold it.
        """
        found: defaultdict[str, set[int]] = defaultdict(set)
        titles: set[str] = set()
        for some in _batches(sorted(keys)):
            for key, title, source in self._connection.execute(_recurring(), some).all():
                if source not in self._without and title:
                    titles.add(key)
                elif source not in self._without:
                    found[key].add(source)
        numbers = {number for key, held in found.items() if key not in titles for number in held}
        digests = self._digests(numbers)
        return {key: frozenset(digests[one] for one in held) for key, held in found.items() if key not in titles}

    def _digests(self, numbers: Iterable[int]) -> dict[int, str]:
        sources = tables.sources
        query = select(sources.c.number, sources.c.sha256)
        return {row.number: row.sha256 for row in self._rows(query, sources.c.number, sorted(numbers))}

    def _others(self) -> ColumnElement[bool]:
        return _o.c.source.not_in(sorted(self._without)) if self._without else true()

    def _places(self, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Where occurrences stand, by their number: source and ordinal. Those of the source left out have none."""
        query = select(_o.c.id, _o.c.source, _o.c.ordinal)
        rows = (
            row
            for some in chunks(sorted(ids))
            for row in self._connection.execute(query.where(_o.c.id.in_(some), self._others())).all()
        )
        return {row.id: (row.source, row.ordinal) for row in rows}

    def _occurrences(self, ids: Sequence[int]) -> list[Occurrence]:
        found = {row.id: row for row in self._rows(_occurrence_query(), _o.c.id, ids)}
        parts = {table.name: self._by_occurrence(table, ids) for table in _PARTS}
        return [_occurrence(found[id], {name: rows[id] for name, rows in parts.items()}) for id in ids]

    def _by_occurrence(self, table: Any, ids: Sequence[int]) -> defaultdict[int, list[Record]]:
        rows: defaultdict[int, list[Record]] = defaultdict(list)
        for row in self._rows(select(table).order_by(*table.primary_key.columns), table.c.occurrence, ids):
            rows[row.occurrence].append(row)
        return rows

    def _rows(self, query: Select[Any], column: Any, ids: Iterable[int]) -> list[Record]:
        return [row for some in chunks(ids) for row in self._connection.execute(query.where(column.in_(some))).all()]


def names_of(rows: Iterable[Record]) -> tuple[str, tuple[str, ...]]:
    """The printed name and the other names of a person, from rows (ordinal, name) in the order in which texts came."""
    named = [(row.ordinal, row.name) for row in rows]
    first = next((name for ordinal, name in named if ordinal == 0), named[0][1])
    return first, tuple(name for name in dict.fromkeys(name for _, name in named) if name != first)


@cache
def _holding() -> CompoundSelect[Any]:
    """The occurrences that hold each of BATCH fingerprints: CROWDED for each at most, however many hold it."""
    held = tables.prints
    every = (
        select(held.c.print, held.c.occurrence)
        .where(held.c.print == bindparam(f"print_{at}"))
        .order_by(held.c.occurrence)
        .limit(CROWDED)
        .subquery()
        for at in range(BATCH)
    )
    return union_all(*(select(one.c.print, one.c.occurrence) for one in every))


@cache
def _recurring() -> CompoundSelect[Any]:
    """The sources on which lines with BATCH keys stand, titles first: MOST_CAPTURES for each key at most."""
    held = tables.page_lines
    every = (
        select(held.c.key, held.c.title, held.c.source)
        .where(held.c.key == bindparam(f"print_{at}"))
        .order_by(held.c.title.desc(), held.c.source)
        .limit(MOST_CAPTURES)
        .subquery()
        for at in range(BATCH)
    )
    return union_all(*(select(one.c.key, one.c.title, one.c.source) for one in every))


def _batches(prints: Sequence[str]) -> Iterator[dict[str, str]]:
    """Fingerprints by the names of the parameters of one statement; an empty one is nobody's."""
    for start in range(0, len(prints), BATCH):
        some = prints[start : start + BATCH]
        yield {f"print_{at}": some[at] if at < len(some) else "" for at in range(BATCH)}


def _occurrence_query() -> Select[Any]:
    return select(_o, tables.sources.c.sha256).join(tables.sources, tables.sources.c.number == _o.c.source)


def _occurrence(row: Record, parts: dict[str, list[Record]]) -> Occurrence:
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in sorted(parts["tags"], key=lambda row: row.place):
        evidence = tuple(Evidence(start, end, quote) for start, end, quote in tag.evidence)
        tags[tag.ordinal].append(Tag(tag.theme, tag.score, tag.origin, evidence))
    places: defaultdict[int, list[PlaceMention]] = defaultdict(list)
    for one in parts["place_mentions"]:
        places[one.ordinal].append(PlaceMention(one.place, one.start, one.end))
    years: defaultdict[int, list[YearMention]] = defaultdict(list)
    for one in parts["year_mentions"]:
        years[one.ordinal].append(YearMention(one.year, one.start, one.end))
    return Occurrence(
        story=row.story,
        source=row.sha256,
        grade=Grade(row.grade),
        title=row.title,
        kind=Kind(row.kind),
        perspective=Perspective(row.perspective),
        language=row.language,
        span=_span(row),
        lines=_lines(row),
        block_end=row.block_end,
        passages=tuple(
            _passage(one, tuple(tags[one.ordinal]), tuple(places[one.ordinal]), tuple(years[one.ordinal]))
            for one in parts["readings"]
        ),
        sections=tuple(Section(one.heading, _span(one), _lines(one), one.narrator) for one in parts["sections"]),
        deck=row.deck,
        narrator=row.narrator,
        author=row.author,
        date=row.date,
        date_printed=row.date_printed,
        series=row.series,
        part=row.part,
        parts=row.parts,
        persons=tuple(one.person for one in parts["occurrence_persons"]),
        confidence=row.confidence,
        reasons=tuple(row.reasons),
    )


def _passage(
    row: Record, tags: tuple[Tag, ...], places: tuple[PlaceMention, ...], years: tuple[YearMention, ...]
) -> Passage:
    return Passage(
        id=row.passage,
        span=_span(row),
        lines=_lines(row),
        role=Role(row.role),
        text=row.text,
        language=row.language,
        voice=row.voice,
        tags=tags,
        places=places,
        years=years,
    )


def _span(row: Record) -> Span:
    return Span(row.start, row.end)


def _lines(row: Record) -> Lines:
    return Lines(row.first, row.last)
