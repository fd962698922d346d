"""Whether a store holds together: no row without what it belongs to, and all that may be read is found by search."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, and_, exists, func, select

from archive.access import Gate
from archive.publish import Published, publish
from archive.records import PUBLIC, StoryText
from archive.store import Store, tables
from archive.store.connect import connect, parse
from index import query
from index.engine.base import Engine, Query

_t = tables


def check(archive: Store, url: str, engine: Engine, lock: Path) -> None:
    """Let the engine follow the change log; then store and engine must agree, and no row may be left alone."""
    done = publish(Gate(archive), engine, lock)
    assert isinstance(done, Published)
    rows = connect(parse(url))
    with rows.connect() as connection, connection.begin():
        _check_relations(connection)
        _check_ids(connection)
        _check_choices(connection)
    rows.dispose()
    _check_search(Gate(archive), engine)


def picture(archive: Store, url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that the store holds but for what tells one commit from another: numbers of rows, runs, times, the log."""
    passing = {
        *(_t.occurrences.c.id, _t.relations.c.id, _t.differences.c.id, _t.anchors.c.id),
        *(_t.sources.c.run, _t.points.c.run, _t.stories.c.added),
    }
    rows = connect(parse(url))
    with rows.connect() as connection, connection.begin():
        held = {}
        for table in _t.metadata.sorted_tables:
            numbered = {key.parent for key in table.foreign_keys if key.column in passing}
            columns = [c for c in table.columns if c not in passing | numbered and c.name not in ("occurrence", "at")]
            held[table.name] = sorted((tuple(row) for row in connection.execute(select(*columns)).all()), key=repr)
    rows.dispose()
    return {name: found for name, found in held.items() if name not in ("changes", "runs")}


def _check_relations(connection: Connection) -> None:
    """Every foreign key leads somewhere, whether the database watches it or not."""
    for table in _t.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            there = key.referred_table.alias("there")
            held = and_(*(there.c[one.column.name] == one.parent for one in key.elements))
            named = and_(*(one.parent.is_not(None) for one in key.elements))
            lost = connection.execute(select(table).where(named, ~exists().where(held))).all()
            assert not lost, f"{key.name}: {lost}"


def _check_ids(connection: Connection) -> None:
    """Ids stand somewhere, those given up nowhere; a redirect leads to what stands; a relation is of two at least."""
    used = (
        (_t.stories, _t.occurrences.c.story),
        (_t.passages, _t.readings.c.passage),
        (_t.persons, _t.person_names.c.person),
    )
    for table, column in used:
        alone = select(table.c.id).where(table.c.id.not_in(select(column)))
        assert not connection.execute(alone).all(), f"{table.name} that stand nowhere"
    gone = _t.replaced
    for table in (_t.stories, _t.passages, _t.persons):
        assert not connection.execute(select(gone.c.id).where(gone.c.id.in_(select(table.c.id)))).all()
        kind = {"stories": "story", "passages": "passage", "persons": "person"}[table.name]
        lost = select(gone).where(gone.c.kind == kind, gone.c.to.is_not(None), gone.c.to.not_in(select(table.c.id)))
        assert not connection.execute(lost).all(), "redirects that lead nowhere"
    several = select(_t.relation_stories.c.relation).group_by("relation").having(func.count() > 1)
    assert not connection.execute(select(_t.relations).where(_t.relations.c.id.not_in(several))).all()
    logged = select(_t.stories.c.id).where(_t.stories.c.id.not_in(select(_t.changes.c.story)))
    assert not connection.execute(logged).all(), "stories that the log does not name"


def _check_choices(connection: Connection) -> None:
    """What stands in a source not withdrawn has one canonical text, and passages are numbered from 1; else none."""
    sources, places, readings = _t.sources, _t.occurrences, _t.readings
    live = places.join(sources, sources.c.number == places.c.source)
    standing = select(places.c.story).select_from(live).where(sources.c.withdrawn.is_(False))
    stories = set(connection.execute(standing).scalars())
    assert sorted(_canonical(connection, places, "story")) == sorted(stories)
    told = readings.join(live, places.c.id == readings.c.occurrence)
    passages = select(readings.c.passage).select_from(told).where(sources.c.withdrawn.is_(False))
    assert sorted(_canonical(connection, readings, "passage")) == sorted(set(connection.execute(passages).scalars()))
    numbered = _t.passages
    for story in stories:
        numbers = connection.execute(select(numbered.c.number).where(numbered.c.story == story)).scalars().all()
        found = sorted(number for number in numbers if number is not None)
        assert found == list(range(1, len(found) + 1))
    moved = select(readings).join(numbered, numbered.c.id == readings.c.passage)
    assert not connection.execute(moved.where(numbered.c.story != readings.c.story)).all()


def _canonical(connection: Connection, table: Table, column: str) -> list[str]:
    return list(connection.execute(select(table.c[column]).where(table.c.canonical)).scalars())


def _check_search(gate: Gate, engine: Engine) -> None:
    """The engine holds what may be read and nothing else: each passage is found by the words of all its readings."""
    told = [text for one in gate.stories(PUBLIC) if isinstance(text := gate.story(PUBLIC, one.id), StoryText)]
    passages = [passage for text in told for passage in text.passages]
    state = engine.state()
    assert state is not None and (state.stories, state.passages) == (len(told), len(passages))
    for passage in passages:
        for text in (passage.text, *(reading.text for reading in passage.readings)):
            words = " ".join(re.findall(r"\w+", text)[:8])
            results = engine.search(Query(query.parse(f'"{words}"').expression, size=100))
            assert (passage.story, passage.id) in {(hit.story, hit.passage) for hit in results.hits}, words
