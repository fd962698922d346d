"""One committed state of an index, open for reading."""

from __future__ import annotations

import os
import pickle
import struct
import zlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh import index

from index.engine.answers import Row, Rows, rows, stories_among
from index.engine.base import State
from index.engine.generations import Generations
from index.engine.whoosh import integrity
from index.engine.whoosh.schema import SCORED

DAMAGE: Final = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    KeyError,
    AssertionError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    index.IndexError,
)
"""What opening a damaged index raises, as the damage falls."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What one of Whoosh's segments stores beside words; `states` holds what `schema.mark` wrote, by row."""

    rows: tuple[Row | None, ...]
    states: Mapping[int, tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One committed state, open for reading; `held` keeps its generation from being removed."""

    folder: Path
    held: int
    searcher: Any
    segments: Mapping[str, Segment]
    rows: Rows
    state: State

    def is_newest(self, folder: Path) -> bool:
        """Whether `folder` is the generation open here, and nothing was committed to it since."""
        return folder == self.folder and bool(integrity.newest(folder) == self.searcher.reader().generation())

    def close(self) -> None:
        """Release the files."""
        self.searcher.close()
        os.close(self.held)


def open_snapshot(generations: Generations, folder: Path, known: Mapping[str, Segment]) -> Snapshot:
    """Open the newest state of a generation; `known` are segments read before, which never change.

    Raises FileNotFoundError where a writer removed files meanwhile, and one of DAMAGE where the index is damaged.
    """
    with ExitStack() as closing:
        held = generations.reading(folder)
        closing.callback(os.close, held)
        integrity.verify(folder, integrity.newest(folder), known.keys())
        searcher = index.open_dir(str(folder)).searcher()
        closing.callback(searcher.close)
        readers = [leaf.reader() for leaf, _ in searcher.leaf_searchers()]
        segments = {name: known.get(name) or _segment(reader) for reader in readers if (name := _name(reader))}
        for reader in readers:
            _open_lengths(reader)
        kept, state = _contents([(segments[_name(reader)], reader.deleted_docs_set) for reader in readers])
        snapshot = Snapshot(folder, held, searcher, segments, kept, state)
        closing.pop_all()
    return snapshot


def _name(reader: Any) -> str:
    return str(reader.segment().segment_id())


def _segment(reader: Any) -> Segment:
    stored = [reader.stored_fields(number) for number in range(reader.doc_count_all())]
    kept = tuple(Row(*one["row"]) if "row" in one else None for one in stored)
    return Segment(kept, {number: one["state"] for number, one in enumerate(stored) if "state" in one})


def _open_lengths(reader: Any) -> None:
    """Open the files of word counts, which Whoosh opens on first use: a later commit may have removed them by then."""
    for name in SCORED:
        reader.doc_field_length(0, name)


def _contents(segments: Sequence[tuple[Segment, frozenset[int]]]) -> tuple[Rows, State]:
    """The rows of segments in their order, without those deleted, and the one state among them."""
    kept: list[Row | None] = []
    states: list[tuple[int, str, str]] = []
    for segment, gone in segments:
        kept.extend(None if number in gone else row for number, row in enumerate(segment.rows))
        states.extend(state for number, state in segment.states.items() if number not in gone)
    [(position, schema, analyzer)] = states
    columns = rows(kept)
    passages = int(np.count_nonzero(columns.alive))
    return columns, State(position, schema, analyzer, passages, stories_among(columns, columns.alive))
