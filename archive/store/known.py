"""What is stored already, as the indexer asks for it.

Everything, withdrawn or not, so that a repeat of a withdrawn story is known for one and stays withdrawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from archive.store import tables
from archive.store.values import Record
from archive.store.write import chunks
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
from index.repeats import MOST_CANDIDATES

_o = tables.occurrences


class StoredKnown:
    """The `Known` of a store, on one connection, leaving out the source with the number `without`."""

    def __init__(self, connection: Connection, without: int | None = None) -> None:
        self._connection, self._without = connection, without

    def sharing(self, prints: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences with one of these fingerprints: most in common first, then the first to come."""
        common: Counter[tuple[int, int, int]] = Counter()
        table = tables.prints
        for some in chunks(sorted(prints)):
            query = select(_o.c.source, _o.c.ordinal, _o.c.id, func.count()).join(table, table.c.occurrence == _o.c.id)
            query = query.where(table.c.print.in_(some), self._others()).group_by(_o.c.id)
            for source, ordinal, id, shared in self._connection.execute(query).all():
                common[source, ordinal, id] += shared
        best = sorted(common, key=lambda place: (-common[place], place))
        return self._occurrences([id for _, _, id in best[:MOST_CANDIDATES]])

    def told_by(self, names: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences of persons who are printed under one of these names, in the order in which they came."""
        keys, persons = tables.name_keys, tables.occurrence_persons
        people = select(keys.c.person).where(keys.c.key.in_(sorted(names)))
        query = select(_o.c.id).join(persons, persons.c.occurrence == _o.c.id)
        query = query.where(persons.c.person.in_(people), self._others()).group_by(_o.c.id)
        return self._occurrences(list(self._connection.execute(query.order_by(_o.c.source, _o.c.ordinal)).scalars()))

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

    def _others(self) -> ColumnElement[bool]:
        return true() if self._without is None else _o.c.source != self._without

    def _occurrences(self, ids: Sequence[int]) -> list[Occurrence]:
        found = {row.id: row for row in self._rows(_occurrence_query(), _o.c.id, ids)}
        parts = {
            table.name: self._by_occurrence(table, ids)
            for table in (tables.readings, tables.sections, tables.occurrence_persons, tables.tags)
        }
        return [_occurrence(found[id], {name: rows[id] for name, rows in parts.items()}) for id in ids]

    def _by_occurrence(self, table: Any, ids: Sequence[int]) -> defaultdict[int, list[Record]]:
        rows: defaultdict[int, list[Record]] = defaultdict(list)
        for row in self._rows(select(table).order_by(table.c.occurrence, table.c.ordinal), table.c.occurrence, ids):
            rows[row.occurrence].append(row)
        return rows

    def _rows(self, query: Select[Any], column: Any, ids: Iterable[int]) -> list[Record]:
        return [row for some in chunks(ids) for row in self._connection.execute(query.where(column.in_(some))).all()]


def names_of(rows: Iterable[Record]) -> tuple[str, tuple[str, ...]]:
    """The printed name and the other names of a person, from rows (ordinal, name) in the order in which texts came."""
    named = [(row.ordinal, row.name) for row in rows]
    first = next((name for ordinal, name in named if ordinal == 0), named[0][1])
    return first, tuple(name for name in dict.fromkeys(name for _, name in named) if name != first)


def _occurrence_query() -> Select[Any]:
    return select(_o, tables.sources.c.sha256).join(tables.sources, tables.sources.c.number == _o.c.source)


def _occurrence(row: Record, parts: dict[str, list[Record]]) -> Occurrence:
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in sorted(parts["tags"], key=lambda row: row.place):
        evidence = tuple(Evidence(start, end, quote) for start, end, quote in tag.evidence)
        tags[tag.ordinal].append(Tag(tag.theme, tag.score, tag.origin, evidence))
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
        passages=tuple(_passage(one, tuple(tags[one.ordinal])) for one in parts["readings"]),
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


def _passage(row: Record, tags: tuple[Tag, ...]) -> Passage:
    role = Role(row.role)
    return Passage(row.passage, _span(row), _lines(row), role, row.text, row.language, row.voice, tags)


def _span(row: Record) -> Span:
    return Span(row.start, row.end)


def _lines(row: Record) -> Lines:
    return Lines(row.first, row.last)
