"""A source read anew: its proposals are replaced; ids, decisions and links live on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, select, update

from archive.errors import StoreError
from archive.store import tables
from archive.store.keep import Kept, Placed, keep, parted, rename
from archive.store.settle import heirs
from archive.store.values import Record, Reread
from archive.store.write import chunks, existing, insert_proposal, mentions, remove_proposals, text_digest
from index.model import Person, Proposal, Span
from index.repeats import name_keys

_o, _r, _n = tables.occurrences, tables.readings, tables.person_names


def replace_proposals(connection: Connection, number: int, proposal: Proposal, at: str) -> tuple[Reread, set[str]]:
    """Replace what is proposed about a source; what it changed and the stories touched are the answer.

    Raises StoreError where the proposal is not about the reading text as stored: spans would point elsewhere.
    """
    _check_text(connection, number, proposal)
    before = _stories(connection, number)
    stories = _keep_stories(connection, number, proposal)
    told = rename(proposal, stories.ids, {}, {})
    homes = _homes(connection, number, told)
    told = parted(told, homes)
    passages = _keep_passages(connection, number, told, homes)
    persons = _keep_persons(connection, number, told)
    renamed = rename(told, {}, passages.ids, persons.ids)
    remove_proposals(connection, number)
    insert_proposal(connection, number, renamed, at)
    _follow_all(connection, stories.replaced)
    rows = (
        ("passage", passages, tables.passages),
        ("story", stories, tables.stories),
        ("person", persons, tables.persons),
    )
    for kind, kept, table in rows:
        _forget(connection, table, kept.replaced)
        heirs(connection, kept.replaced, kind, at)
    after = {one.story for one in renamed.occurrences}
    kept_stories, new = tuple(sorted(after & before)), tuple(sorted(after - before))
    return Reread(proposal.source.sha256, kept_stories, new, tuple(sorted(stories.replaced))), before | after


def _check_text(connection: Connection, number: int, proposal: Proposal) -> None:
    table = tables.reading_texts
    digest = connection.execute(select(table.c.digest).where(table.c.source == number)).scalar_one()
    if digest != text_digest(proposal.source.text):
        raise StoreError(
            f"{proposal.source.name} is stored with another reading text; read the stored one anew, not its bytes."
        )


def _stories(connection: Connection, number: int) -> set[str]:
    return set(connection.execute(select(_o.c.story).where(_o.c.source == number)).scalars())


def _keep_stories(connection: Connection, number: int, proposal: Proposal) -> Kept:
    rows = connection.execute(select(_o.c.story, _o.c.start, _o.c.end).where(_o.c.source == number)).all()
    new = [(one.story, one.span) for one in proposal.occurrences]
    return _keep(connection, number, tables.stories, _o.c.story, _placed(rows), new)


def _homes(connection: Connection, number: int, proposal: Proposal) -> dict[str, str]:
    """The stories of those passages, proposed or standing here, that stand in another source too."""
    here = select(_r.c.passage).join(_o, _o.c.id == _r.c.occurrence).where(_o.c.source == number)
    ids = [passage.id for one in proposal.occurrences for passage in one.passages]
    found: dict[str, str] = {}
    for some in chunks([*ids, *connection.execute(here).scalars()]):
        elsewhere = select(_r.c.passage, _r.c.story).join(_o, _o.c.id == _r.c.occurrence)
        rows = connection.execute(elsewhere.where(_o.c.source != number, _r.c.passage.in_(some)).distinct()).all()
        found.update((row.passage, row.story) for row in rows)
    return found


def _keep_passages(connection: Connection, number: int, proposal: Proposal, homes: Mapping[str, str]) -> Kept:
    """Passages keep their ids by where they stand; one that stands elsewhere too, within its story alone."""
    within = select(_r.c.passage, _r.c.start, _r.c.end).join(_o, _o.c.id == _r.c.occurrence)
    rows = connection.execute(within.where(_o.c.source == number)).all()
    stories = {passage.id: one.story for one in proposal.occurrences for passage in one.passages}
    new = [(passage.id, passage.span) for one in proposal.occurrences for passage in one.passages]
    return _keep(
        connection,
        number,
        tables.passages,
        _r.c.passage,
        _placed(rows),
        new,
        joins=lambda before, after: homes[before] == stories[after],
    )


def _keep_persons(connection: Connection, number: int, proposal: Proposal) -> Kept:
    """Persons keep their ids by where their stories stand, provided that they share a name."""
    within = select(_n.c.person, _o.c.start, _o.c.end, _n.c.name).join(_o, _o.c.id == _n.c.occurrence)
    rows = connection.execute(within.where(_o.c.source == number)).all()
    former: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        former[row.person] |= name_keys(row.name)
    people = {person.id: _keys(person) for person in proposal.persons}
    new = [(id, one.span) for one in proposal.occurrences for id in sorted(mentions(one))]
    return _keep(
        connection,
        number,
        tables.persons,
        _n.c.person,
        list(dict.fromkeys(_placed(rows))),
        new,
        may=lambda before, after: bool(former[before] & people.get(after, set())),
    )


def _keep(  # noqa: PLR0917 — where ids stand is a table, a column and a source; both sides are placed there
    connection: Connection,
    number: int,
    table: Table,
    column: Column[Any],
    old: Placed,
    new: Placed,
    *,
    may: Callable[[str, str], bool] = lambda _old, _new: True,
    joins: Callable[[str, str], bool] = lambda _old, _new: False,
) -> Kept:
    ids = sorted({id for id, _ in (*old, *new)})
    retired = tables.replaced.c.id
    return keep(
        old,
        new,
        elsewhere=_elsewhere(connection, number, column, ids),
        retired=existing(connection, retired, ids),
        used=lambda id: bool(existing(connection, table.c.id, [id]) or existing(connection, retired, [id])),
        may=may,
        joins=joins,
    )


def _elsewhere(connection: Connection, number: int, column: Column[Any], ids: Iterable[str]) -> set[str]:
    """Those of the ids that stand in a source other than this one."""
    found: set[str] = set()
    for some in chunks(ids):
        others = select(column).where(_o.c.source != number, column.in_(some))
        if column.table is not _o:
            others = others.join(_o, _o.c.id == column.table.c.occurrence)
        found.update(connection.execute(others).scalars())
    return found


def _keys(person: Person) -> set[str]:
    return set[str]().union(*(name_keys(name) for name in (person.name, *person.other_names)))


def _placed(rows: Iterable[Record]) -> Placed:
    return [(row[0], Span(row[1], row[2])) for row in rows]


def _forget(connection: Connection, table: Table, ids: Iterable[str]) -> None:
    for some in chunks(ids):
        connection.execute(delete(table).where(table.c.id.in_(some)))


def _follow_all(connection: Connection, replaced: Mapping[str, str | None]) -> None:
    """Let all about stories given up follow; a relation of which one story is left relates nothing any more."""
    of_stories = tables.relation_stories
    related: set[int] = set()
    for some in chunks(replaced):
        related.update(connection.execute(select(of_stories.c.relation).where(of_stories.c.story.in_(some))).scalars())
    for id, to in replaced.items():
        _follow(connection, id, to)
    several = select(of_stories.c.relation).group_by(of_stories.c.relation).having(func.count() > 1)
    for numbers in chunks(sorted(related)):
        alone = delete(tables.relations).where(
            tables.relations.c.id.in_(numbers), tables.relations.c.id.not_in(several)
        )
        connection.execute(alone)


def _follow(connection: Connection, id: str, to: str | None) -> None:
    """Let links, decisions and differences about a story follow to the one that took its place."""
    for table, key in ((tables.relation_stories, "relation"), (tables.decision_stories, "decision")):
        if to is not None:
            there = select(table.c[key]).where(table.c.story == to)
            moving = update(table).where(table.c.story == id, table.c[key].not_in(there))
            connection.execute(moving.values(story=to))
        connection.execute(delete(table).where(table.c.story == id))
    differences = tables.differences
    if to is not None:
        connection.execute(update(differences).where(differences.c.story == id).values(story=to))
    connection.execute(delete(differences).where(differences.c.story == id))
