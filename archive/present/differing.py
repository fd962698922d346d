"""Facts in which sources differ, each reading with a few of the words around it and a link to its line. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive import links
from archive.present.link import Link
from archive.present.pieces import Quote, quote
from archive.records import DifferenceRecord, FactRecord, PassageRecord
from archive.texts import gettext as _

AROUND = 40
"""Characters shown around a fact, about; what is cut, is cut between words."""


@dataclass(frozen=True, slots=True)
class FactView:
    """How one source reads a fact, marked among the words around it; None where it has nothing of it there."""

    quote: Quote | None
    language: str
    source: Link


Differing = tuple[tuple[FactView, ...], ...]
"""Differences, each with all its readings."""


def facts(difference: DifferenceRecord) -> tuple[FactView, ...]:
    """Every reading of a difference."""
    return tuple(_fact(reading) for reading in difference.readings)


def at_line(passages: Iterable[PassageRecord], source: str, line: int) -> Differing:
    """The differences in facts that stand in this line of a source."""
    here = dict.fromkeys(
        difference
        for passage in passages
        for difference in passage.differs
        if any(reading.source == source and reading.line == line for reading in difference.readings)
    )
    return tuple(facts(difference) for difference in here)


def _fact(reading: FactRecord) -> FactView:
    span = (reading.start, reading.end)
    given = quote(reading.text, [span], AROUND + reading.end - reading.start) if reading.start < reading.end else None
    label = _("%(name)s, line %(line)s") % {"name": reading.name, "line": reading.line}
    return FactView(given, reading.language, Link(label, links.source(reading.source, reading.line)))
