"""Decisions of archivists: written, undone, and attached again after every cut."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Exists, FromClause, and_, delete, exists, insert, select, update

from archive.errors import StoreError
from archive.store import tables
from archive.store.values import Record, Target

WITHDRAW_SOURCE, WITHDRAW_STORY = "withdraw-source", "withdraw-story"

_d, _a, _ds = tables.decisions, tables.anchors, tables.decision_stories
_o, _r, _s = tables.occurrences, tables.readings, tables.sources
_ACTIVE = _d.c.undone_at.is_(None)


def withdraw(connection: Connection, target: Target, who: str, why: str, at: str) -> tuple[int, set[str]]:
    """Decide that a source or a story is withdrawn; the answer: its number and the stories touched."""
    if _active(connection, target):
        raise StoreError(f"{target.label} is withdrawn already.")
    kind = WITHDRAW_SOURCE if target.kind == "source" else WITHDRAW_STORY
    values = {"kind": kind, "target": target.id, "who": who, "why": why, "at": at}
    key = connection.execute(insert(_d).values(**values)).inserted_primary_key
    decision = int(key[0]) if key else 0
    if target.kind == "source":
        _anchor(connection, decision, _source_span(connection, target.id))
        connection.execute(update(_s).where(_s.c.id == target.id).values(withdrawn=True))
        return decision, stories_in(connection, target.id)
    connection.execute(insert(_ds).values(decision=decision, story=target.id))
    _anchor_stories(connection, {target.id})
    _flag(connection, {target.id})
    return decision, {target.id}


def reinstate(connection: Connection, target: Target, who: str, why: str, at: str) -> set[str]:
    """Undo the decisions by which a source or a story is withdrawn; the stories touched are the answer."""
    decisions = _active(connection, target)
    if not decisions:
        raise StoreError(f"{target.label} is not withdrawn.")
    undone = {"undone_by": who, "undone_why": why, "undone_at": at}
    connection.execute(update(_d).where(_d.c.id.in_(decisions)).values(**undone))
    if target.kind == "source":
        connection.execute(update(_s).where(_s.c.id == target.id).values(withdrawn=False))
        return stories_in(connection, target.id)
    stories = set(connection.execute(select(_ds.c.story).where(_ds.c.decision.in_(decisions))).scalars())
    _flag(connection, stories)
    return stories


def attach(connection: Connection, number: int, before: Iterable[str] = ()) -> set[str]:
    """Attach decisions to a source as it is cut now; the stories whose standing may have changed are the answer.

    `before` are the stories that stood there: one that stands elsewhere still may be free of a decision now. A story of
    which any part was withdrawn is withdrawn whole: a new cut never brings withdrawn words back. A withdrawn story that
    turns up in one more source is anchored there too.
    """
    stories = {*before, *connection.execute(select(_o.c.story).where(_o.c.source == number)).scalars()}
    anchored = _anchored(connection, stories)
    attached = select(_ds.c.decision, _ds.c.story).join(_d, _d.c.id == _ds.c.decision)
    present = {
        (row.decision, row.story) for row in connection.execute(attached.where(_ds.c.story.in_(stories), _ACTIVE)).all()
    }
    for decision, story in sorted(anchored - present):
        connection.execute(insert(_ds).values(decision=decision, story=story))
    for decision, story in sorted(present - anchored):
        connection.execute(delete(_ds).where(_ds.c.decision == decision, _ds.c.story == story))
    _anchor_stories(connection, stories)
    _flag(connection, stories)
    return stories


def _anchored(connection: Connection, stories: set[str]) -> set[tuple[int, str]]:
    """Active decisions about stories, each with those of the stories that hold any of the words that it speaks of."""
    overlap = and_(_a.c.sha256 == _s.c.sha256, _a.c.start < _o.c.end, _o.c.start < _a.c.end)
    places = _o.join(_s, _s.c.number == _o.c.source).join(_a, overlap).join(_d, _d.c.id == _a.c.decision)
    held = select(_a.c.decision, _o.c.story).select_from(places).distinct()
    rows = connection.execute(held.where(_o.c.story.in_(stories), _d.c.kind == WITHDRAW_STORY, _ACTIVE)).all()
    return {(row.decision, row.story) for row in rows}


def stories_in(connection: Connection, source: str) -> set[str]:
    """The ids of all stories that stand in the source with this id."""
    rows = select(_o.c.story).join(_s, _s.c.number == _o.c.source).where(_s.c.id == source)
    return set(connection.execute(rows).scalars())


def _active(connection: Connection, target: Target) -> list[int]:
    if target.kind == "source":
        found = select(_d.c.id).where(_d.c.kind == WITHDRAW_SOURCE, _d.c.target == target.id, _ACTIVE)
    else:
        attached = select(_ds.c.decision).where(_ds.c.story == target.id)
        meant = (_d.c.target == target.id) | _d.c.id.in_(attached)
        found = select(_d.c.id).where(_d.c.kind == WITHDRAW_STORY, meant, _ACTIVE)
    return list(connection.execute(found).scalars())


def _source_span(connection: Connection, source: str) -> list[tuple[str, int, int]]:
    text = tables.reading_texts
    row = connection.execute(
        select(_s.c.sha256, text.c.text).join(text, text.c.source == _s.c.number).where(_s.c.id == source)
    ).one()
    return [(row.sha256, 0, len(row.text))]


def _anchor(connection: Connection, decision: int, places: Iterable[tuple[str, int, int]]) -> None:
    for sha256, start, end in places:
        connection.execute(insert(_a).values(decision=decision, sha256=sha256, start=start, end=end))


def _anchor_stories(connection: Connection, stories: set[str]) -> None:
    """Anchor every active decision about these stories where they stand without an anchor of it.

    Where there is one, a new cut does not move it: a decision speaks of the words that it was made about. So where a
    cut has put other words into a story, no more is anchored than what repeats passages of the decision's own.
    """
    standing = _ds.join(_d, _d.c.id == _ds.c.decision).join(_o, _o.c.story == _ds.c.story)
    query = select(_ds.c.decision, _s.c.sha256, _o.c.id, _o.c.start, _o.c.end, _mixed().label("mixed")).select_from(
        standing.join(_s, _s.c.number == _o.c.source)
    )
    for row in connection.execute(query.where(_ds.c.story.in_(stories), _ACTIVE, ~_held(_o, _s)).distinct()).all():
        span = _own(connection, row) if row.mixed else (row.start, row.end)
        if span is not None:
            _anchor(connection, row.decision, [(row.sha256, *span)])


def _own(connection: Connection, place: Record) -> tuple[int, int] | None:
    """From where to where an occurrence repeats passages of which a decision's anchors hold another reading."""
    query = select(_r.c.start, _r.c.end, _repeating().label("own")).select_from(_r.join(_ds, _ds.c.story == _r.c.story))
    query = query.where(_r.c.occurrence == place.id, _ds.c.decision == place.decision).order_by(_r.c.ordinal)
    rows = connection.execute(query).all()
    own = [row for row in rows if row.own]
    if not own:
        return None
    # What stands before the first passage is its title, and goes with it.
    start = place.start if rows[0].own else own[0].start
    return start, place.end if rows[-1].own else own[-1].end


def _held(place: FromClause, source: FromClause) -> Exists:
    """Whether an anchor of the decision holds any of the words of a place in a source."""
    here = and_(_a.c.decision == _ds.c.decision, _a.c.sha256 == source.c.sha256)
    return exists().where(here, _a.c.start < place.c.end, place.c.start < _a.c.end).correlate(_ds, place, source)


def _mixed() -> Exists:
    """Whether the decision speaks of a part of the story only, in any place where it is anchored."""
    place, source = _o.alias("mixed"), _s.alias("mixed_source")
    whole = exists().where(
        *(_a.c.decision == _ds.c.decision, _a.c.sha256 == source.c.sha256),
        *(_a.c.start <= place.c.start, place.c.end <= _a.c.end),
    )
    there = (place.c.story == _ds.c.story, source.c.number == place.c.source)
    return exists().where(*there, _held(place, source), ~whole.correlate(_ds, place, source)).correlate(_ds)


def _repeating() -> Exists:
    """Whether an anchor of the decision holds another reading of the same passage."""
    other, place, source = _r.alias("anchored"), _o.alias("anchored_place"), _s.alias("anchored_source")
    there = (other.c.occurrence == place.c.id, source.c.number == place.c.source)
    return exists().where(other.c.passage == _r.c.passage, *there, _held(other, source)).correlate(_ds, _r)


def _flag(connection: Connection, stories: set[str]) -> None:
    """Let `stories.withdrawn` follow from the decisions."""
    table = tables.stories
    active = exists().where(_ds.c.story == table.c.id, _ds.c.decision == _d.c.id, _ACTIVE)
    connection.execute(update(table).where(table.c.id.in_(stories)).values(withdrawn=active))
