"""After every write: which occurrence and which reading is canonical, how passages are numbered, and the change log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, func, insert, select, update

from archive.store import tables
from archive.store.write import chunks

_o, _p, _r, _s = tables.occurrences, tables.passages, tables.readings, tables.sources

_CANONICAL = (
    update(_r).where(_r.c.occurrence == bindparam("at"), _r.c.ordinal == bindparam("nth")).values(canonical=True)
)
_NUMBER = update(_p).where(_p.c.id == bindparam("passage")).values(number=bindparam("nth"))


def settle(connection: Connection, stories: Iterable[str]) -> None:
    """Choose anew, for each story, what is canonical among that which stands in sources not withdrawn."""
    for some in chunks(sorted(stories)):
        connection.execute(update(_o).where(_o.c.story.in_(some)).values(canonical=False))
        connection.execute(update(_r).where(_r.c.story.in_(some)).values(canonical=False))
        connection.execute(update(_p).where(_p.c.story.in_(some)).values(number=None))
        for standing in _standing(connection, some).values():
            _choose(connection, standing)


def arrange(standing: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    """The passages of a story in order, each with the index of the first occurrence that has it.

    The first occurrence gives the order; what only a later one has follows the passage that it follows there.
    """
    order: list[tuple[str, int]] = []
    for at, passages in enumerate(standing):
        place = {passage: index for index, (passage, _) in enumerate(order)}
        merged: dict[int, list[tuple[str, int]]] = {}
        after = -1
        for passage in dict.fromkeys(passages):
            if passage in place:
                after = place[passage]
            else:
                merged.setdefault(after, []).append((passage, at))
        order = [*merged.get(-1, ()), *(one for i, old in enumerate(order) for one in (old, *merged.get(i, ())))]
    return order


def _standing(connection: Connection, stories: list[str]) -> dict[str, list[tuple[int, list[tuple[str, int]]]]]:
    """For each story its live occurrences in order, each with (passage, ordinal) of its readings."""
    rows = connection.execute(
        select(_o.c.story, _o.c.id, _r.c.passage, _r.c.ordinal)
        .join(_s, _s.c.number == _o.c.source)
        .outerjoin(_r, _r.c.occurrence == _o.c.id)
        .where(_o.c.story.in_(stories), _s.c.withdrawn.is_(False))
        .order_by(_o.c.story, _o.c.source, _o.c.ordinal, _r.c.ordinal)
    ).all()
    found: defaultdict[str, list[tuple[int, list[tuple[str, int]]]]] = defaultdict(list)
    for (story, occurrence), group in groupby(rows, key=lambda row: (row.story, row.id)):
        found[story].append((occurrence, [(row.passage, row.ordinal) for row in group if row.passage is not None]))
    return found


def _choose(connection: Connection, standing: list[tuple[int, list[tuple[str, int]]]]) -> None:
    """Make the first occurrence canonical, and of each passage the first reading; number the passages."""
    order = arrange([[passage for passage, _ in readings] for _, readings in standing])
    ordinals = [dict(reversed(readings)) for _, readings in standing]
    connection.execute(update(_o).where(_o.c.id == standing[0][0]).values(canonical=True))
    if order:
        readings = [{"at": standing[at][0], "nth": ordinals[at][passage]} for passage, at in order]
        numbers = [{"passage": passage, "nth": nth} for nth, (passage, _) in enumerate(order, start=1)]
        connection.execute(_CANONICAL, readings)
        connection.execute(_NUMBER, numbers)


def neighbours(connection: Connection, stories: Iterable[str]) -> set[str]:
    """These stories and all that speak of their persons: a name that comes or goes in one is a label of the others."""
    names = tables.person_names
    found = set(stories)
    for some in chunks(sorted(found)):
        persons = select(names.c.person).join(_o, _o.c.id == names.c.occurrence).where(_o.c.story.in_(some))
        rows = select(_o.c.story).join(names, names.c.occurrence == _o.c.id).where(names.c.person.in_(persons))
        found.update(connection.execute(rows.distinct()).scalars())
    return found


def last_position(connection: Connection) -> int:
    """The position of the newest commit in the change log; 0 where nothing was ever written."""
    return int(connection.execute(select(func.max(tables.changes.c.position))).scalar() or 0)


def log(connection: Connection, stories: Iterable[str], now: datetime) -> int:
    """Write down that this commit touches the stories. The caller holds the right to write until it commits.

    A position is the moment in milliseconds since 1970, or one more than the last where the clock lags. So positions
    of two stores, or of a store and its restored copy, are not mistaken for each other: a follower that stands at a
    position which the log does not hold knows that it follows something else.
    """
    touched = sorted(set(stories))
    position = max(last_position(connection) + 1, int(now.timestamp() * 1000))
    if touched:
        connection.execute(insert(tables.changes), [{"position": position, "story": story} for story in touched])
    return position


def changed_since(connection: Connection, position: int) -> tuple[int, list[str]] | None:
    """The newest position and the stories touched after `position`; None where the log does not hold `position`."""
    changes = tables.changes
    held = select(changes.c.position).where(changes.c.position == position).limit(1)
    if position and connection.execute(held).first() is None:
        return None
    stories = select(changes.c.story).where(changes.c.position > position).distinct().order_by(changes.c.story)
    return last_position(connection), list(connection.execute(stories).scalars())


def heirs(connection: Connection, replaced: Mapping[str, str | None], kind: str, at: str) -> None:
    """Write down which ids were given up and what took their place; older redirects follow."""
    table = tables.replaced
    for id, to in replaced.items():
        connection.execute(update(table).where(table.c.to == id).values(to=to))
        connection.execute(insert(table).values(id=id, kind=kind, to=to, at=at))
