"""Facts in which sources of a story differ, as far as a viewer may see both sides of each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from archive.records import DifferenceRecord, FactRecord
from archive.store import Record

_Side = tuple[str, FactRecord]


def differences(rows: Iterable[Record]) -> list[DifferenceRecord]:
    """Differences in the order of the text, from rows of `Snapshot.differences`.

    One of which fewer than two sides are left is no difference that may be told of. Those that share a side are told
    as one: “50” in the first source, “40” in the second and in the third.
    """
    joined: list[list[_Side]] = []
    held: dict[_Side, list[_Side]] = {}
    for _, group in groupby(rows, key=lambda row: row.difference):
        pair = _sides(group)
        if len(pair) < 2:
            continue
        one = next((held[side] for side in pair if side in held), None)
        if one is None:
            one = []
            joined.append(one)
        one += [side for side in pair if side not in one]
        # At one place that has nothing several facts may be missing: it joins none.
        held.update((side, one) for side in pair if side[1].start < side[1].end)
    return sorted((_record(one) for one in joined), key=lambda one: (one.readings[0].line, one.readings[0].start))


def _sides(rows: Iterable[Record]) -> list[_Side]:
    """The sides of one difference, each once: the first place that holds it."""
    sides: dict[int, _Side] = {}
    for row in rows:
        sides.setdefault(row.ordinal, (row.passage, _fact(row)))
    return list(sides.values())


def _fact(row: Record) -> FactRecord:
    return FactRecord(row.source, row.name, _line(row), row.language, row.text, row.start, row.end)


def _line(row: Record) -> int:
    """The line of the source at which a span of a passage begins: a passage may be of several lines."""
    text: str = row.text
    breaks = text.count("\n" if "\n" in text else "\r", 0, row.start)
    return min(int(row.last), int(row.first) + breaks)


def _record(sides: Sequence[_Side]) -> DifferenceRecord:
    return DifferenceRecord(
        tuple(dict.fromkeys(passage for passage, _ in sides)), tuple(dict.fromkeys(fact for _, fact in sides))
    )
