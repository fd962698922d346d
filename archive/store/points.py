"""Open points: where the indexer is in doubt of a cut, or sees an earlier one otherwise, for an archivist to judge.

A point's id is made from what it is about, so that what was dismissed stays dismissed when a source is read anew.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, func, insert, or_, select, update

from archive.errors import NotFound, StoreError
from archive.store import tables
from archive.store.values import Record
from index.boundaries import DOUBTFUL
from index.model import Doubt, Proposal, Span, text_lines

LINE, BOUNDARY, CUT = "line", "boundary", "cut"
"""Kinds: a line that may be a title, though not taken for one; a beginning of low confidence; an earlier cut."""

DISMISS = "dismiss-point"

_ID_LENGTH = 12
_p, _s, _d, _runs = tables.points, tables.sources, tables.decisions, tables.runs
_other = _s.alias("other_source")


def insert_points(connection: Connection, number: int, proposal: Proposal, run: int) -> None:
    """Write the open points of a proposal about the source with this number, those about earlier sources included."""
    rows = _rows(proposal.source.sha256, proposal.source.text, _doubts(proposal), {"source": number, "other": None})
    for light in proposal.lights:
        earlier, text = connection.execute(_read(light.source)).one()
        doubts = ((CUT, doubt) for doubt in light.doubts)
        rows += _rows(light.source, text, doubts, {"source": earlier, "other": number})
    wanted = {row["id"]: {**row, "run": run} for row in rows}
    present = set(connection.execute(select(_p.c.id).where(_p.c.id.in_(sorted(wanted)))).scalars())
    new = [row for id, row in wanted.items() if id not in present]
    if new:
        connection.execute(insert(_p), new)


def remove_points(connection: Connection, number: int) -> None:
    """Take away the points about a source, and those that it raised about others."""
    connection.execute(delete(_p).where(or_(_p.c.source == number, _p.c.other == number)))


def open_points(connection: Connection, source: str | None = None, id: str | None = None) -> list[Record]:
    """Points that nobody dismissed, source by source in the order in which they came, line by line; or one of them.

    Those of withdrawn sources are left out, and so is who threw light on a point, where that source is withdrawn.
    """
    query = select(
        *(_p.c.id, _p.c.kind, _p.c.line, _p.c.confidence, _p.c.reasons, _runs.c.indexer, _runs.c.started),
        *(_s.c.number, _s.c.sha256, _s.c.id.label("source"), _s.c.name),
        *(_other.c.id.label("other"), _other.c.name.label("other_name")),
    )
    joined = _p.join(_s, _s.c.number == _p.c.source).join(_runs, _runs.c.id == _p.c.run)
    seen_in = and_(_other.c.number == _p.c.other, _other.c.withdrawn.is_(False))
    query = query.select_from(joined.outerjoin(_other, seen_in)).where(_open())
    if source is not None:
        query = query.where(_s.c.id == source)
    if id is not None:
        query = query.where(_p.c.id == id)
    return list(connection.execute(query.order_by(_p.c.source, _p.c.line, _p.c.kind)).all())


def count_points(connection: Connection) -> dict[str, int]:
    """How many points of each kind are open."""
    query = select(_p.c.kind, func.count().label("points")).join(_s, _s.c.number == _p.c.source)
    rows = connection.execute(query.where(_open()).group_by(_p.c.kind)).all()
    found = {row.kind: int(row.points) for row in rows}
    return {kind: found.get(kind, 0) for kind in (LINE, BOUNDARY, CUT)}


def dismiss(connection: Connection, id: str, who: str, why: str, at: str) -> int:
    """Decide that nothing is to be done about a point; the decision's number is the answer. Raises NotFound."""
    row = connection.execute(
        select(_p.c.start, _p.c.end, _s.c.sha256).join(_s, _s.c.number == _p.c.source).where(_p.c.id == id)
    ).first()
    if row is None:
        raise NotFound(f"No point goes by {id!r}; `archive review` lists the open ones.")
    if connection.execute(select(_d.c.id).where(_about(id))).first() is not None:
        raise StoreError(f"Point {id} is dismissed already.")
    values = {"kind": DISMISS, "target": id, "who": who, "why": why, "at": at}
    key = connection.execute(insert(_d).values(**values)).inserted_primary_key
    decision = int(key[0]) if key else 0
    anchor = {"decision": decision, "sha256": row.sha256, "start": row.start, "end": row.end}
    connection.execute(insert(tables.anchors).values(**anchor))
    return decision


def reopen(connection: Connection, id: str, who: str, why: str, at: str) -> None:
    """Undo the decision that dismissed a point. Raises StoreError where there is none."""
    undone = {"undone_by": who, "undone_why": why, "undone_at": at}
    if not connection.execute(update(_d).where(_about(id)).values(**undone)).rowcount:
        raise StoreError(f"Point {id!r} is not dismissed.")


def _about(id: str) -> ColumnElement[bool]:
    return and_(_d.c.kind == DISMISS, _d.c.target == id, _d.c.undone_at.is_(None))


def _open() -> ColumnElement[bool]:
    """Points of a source that is not withdrawn, which nobody dismissed."""
    dismissed = exists().where(_d.c.kind == DISMISS, _d.c.target == _p.c.id, _d.c.undone_at.is_(None))
    return and_(_s.c.withdrawn.is_(False), ~dismissed)


def _doubts(proposal: Proposal) -> Iterator[tuple[str, Doubt]]:
    """Lines in doubt, and beginnings of low confidence, each once."""
    starts = {one.lines.first: one for one in proposal.occurrences}
    for doubt in proposal.doubts:
        yield (BOUNDARY if doubt.line in starts else LINE), doubt
    told = {doubt.line for doubt in proposal.doubts}
    for line, one in starts.items():
        if line not in told and one.confidence < DOUBTFUL[1]:
            yield BOUNDARY, Doubt(line, one.confidence, one.reasons)


def _rows(
    sha256: str, text: str, doubts: Iterable[tuple[str, Doubt]], about: Mapping[str, int | None]
) -> list[dict[str, Any]]:
    lines = text_lines(text)
    return [
        {
            "id": _id(sha256, kind, doubt, lines[doubt.line - 1].span),
            **about,
            "kind": kind,
            "line": doubt.line,
            "start": lines[doubt.line - 1].span.start,
            "end": lines[doubt.line - 1].span.end,
            "confidence": doubt.confidence,
            "reasons": list(doubt.reasons),
        }
        for kind, doubt in doubts
    ]


def _id(sha256: str, kind: str, doubt: Doubt, span: Span) -> str:
    """Of an earlier cut, what it would be now is part of what a point is about; reasons of a doubt come and go."""
    said = doubt.reasons[:1] if kind == CUT else ()
    digest = blake2b("/".join((sha256, kind, str(span.start), str(span.end), *said)).encode()).digest()
    return b32encode(digest).decode("ascii").lower()[:_ID_LENGTH]


def _read(sha256: str) -> Select[Any]:
    """The number and the reading text of the source with a digest."""
    text = tables.reading_texts
    return select(_s.c.number, text.c.text).join(text, text.c.source == _s.c.number).where(_s.c.sha256 == sha256)
