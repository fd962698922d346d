"""What a source's format says beside its text, as plain values for the database and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from index.model import Mark, Marked, Said

Marks = Sequence[tuple[int, Sequence[str]]]
"""For each marked line its number and its marks."""


def write_marks(marks: Sequence[Marked]) -> Marks | None:
    """Marks as values; None where no line is marked."""
    return [(one.line, [mark.value for mark in one.marks]) for one in marks] or None


def read_marks(rows: Marks | None) -> tuple[Marked, ...]:
    """Marks from values; none for a source stored before marks were kept."""
    return tuple(Marked(line, tuple(map(Mark, names))) for line, names in rows or ())


def write_said(said: Said) -> Mapping[str, str] | None:
    """What a page says of itself, as far as it does; None where it says nothing."""
    return {name: value for name, value in asdict(said).items() if value is not None} or None


def read_said(values: Mapping[str, str] | None) -> Said:
    """The same from values."""
    return Said(**values or {})
