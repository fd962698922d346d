"""Open points for review, each with the lines around it as far as they may be seen. For archivists alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from archive.access.lines import withheld
from archive.errors import GateError
from archive.records import ARCHIVIST, PointLine, PointRecord, Viewer
from archive.store import Record, Snapshot
from index.model import TextLine, text_lines

AROUND = 3
"""Lines shown above and below a point; blank ones are not counted."""

LONGEST = 400
"""Code points of a line that are shown."""


def check(viewer: Viewer) -> None:
    """Let nobody but archivists ask for points. Raises GateError."""
    if not ARCHIVIST.audiences <= viewer.audiences:
        raise GateError("Open points are for archivists.")


def points(snapshot: Snapshot, viewer: Viewer, rows: Sequence[Record]) -> list[PointRecord]:
    """The points of these rows, which come source by source: each source is read once."""
    made: list[PointRecord] = []
    for number, group in groupby(rows, key=lambda row: row.number):
        some = list(group)
        lines = text_lines(snapshot.text(number).text)
        hidden = withheld(lines, snapshot.cut(number), snapshot.withheld(some[0].sha256), viewer.audiences)
        made += [_point(row, _around(lines, row.line, hidden)) for row in some]
    return made


def _around(lines: Sequence[TextLine], number: int, hidden: set[int]) -> tuple[PointLine, ...]:
    above = [line for line in lines[max(0, number - 1 - 4 * AROUND) : number - 1] if not line.blank][-AROUND:]
    below = [line for line in lines[number : number + 4 * AROUND] if not line.blank][:AROUND]
    return tuple(
        PointLine(line.number, "", True) if line.number in hidden else PointLine(line.number, _short(line.text))
        for line in (*above, lines[number - 1], *below)
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _point(row: Record, lines: tuple[PointLine, ...]) -> PointRecord:
    return PointRecord(
        id=row.id,
        kind=row.kind,
        source=row.source,
        name=row.name,
        line=row.line,
        confidence=row.confidence,
        reasons=tuple(row.reasons),
        run=(row.indexer, row.started),
        other=(row.other, row.other_name) if row.other else None,
        lines=lines,
    )
