"""The Whoosh engine: embedded, nothing to compile, good to some tens of thousands of passages.

Whoosh holds the words and scores them (BM25F); which passages match a whole expression, what they count for and in
which order they stand is decided in `matching` and `answers`, over columns kept in memory. A leaf of an expression
matches a passage when it stands in its text or in one of its other readings; a phrase must stand in one of these whole.

The position of the change log is stored as a document of the same commit as the passages, so the two cannot come
apart. A reader compares what is on disk before each search and reopens when behind.

Its files are unpickled on open: an index is never accepted from outside.
"""

from __future__ import annotations

import pickle
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, OPTIMIZE

from index import analysis
from index.engine.answers import Rows, answer, rows
from index.engine.base import Query, Results, State, StoryEntry
from index.engine.generations import Generations, sync
from index.engine.matching import TEXTS, found, nothing
from index.engine.suggestions import suggestions
from index.engine.whoosh import integrity, schema
from index.engine.whoosh.finding import Finding
from index.engine.whoosh.snapshot import DAMAGE, Segment, Snapshot, open_snapshot
from index.errors import EngineBusy, EngineError
from index.facets import Matches
from index.query import Leaf

PURGED_AT_ONCE = 1000
"""Passages of an index up to which dropping a story also rewrites its files at once; see `WhooshEngine.purge`."""

BATCH = 20_000
"""Passages that a rebuild holds in memory before it writes them."""

_MEMORY = 128
"""Megabytes, as Whoosh reckons them, that a writer collects before it spills to disk."""

_ATTEMPTS = 5
_PAUSE = 0.05


class WhooshEngine:
    """An index under `path`. `timeout`: seconds to wait for another writer before EngineBusy."""

    name = "whoosh"

    def __init__(self, path: Path, timeout: float = 10.0) -> None:
        self._generations = Generations(path)
        self._timeout = timeout
        # Whoosh's readers share file positions between threads, hence one search at a time in a process.
        self._lock = threading.Lock()
        self._open: Snapshot | None = None
        self._known: Mapping[str, Segment] = {}

    def apply(self, stories: Iterable[StoryEntry], dropped: Iterable[str], position: int) -> None:
        """Replace these stories whole and drop others, in one commit that also records `position`.

        In an index of up to PURGED_AT_ONCE passages the words of dropped stories leave the files at once; in a larger
        one they leave all answers at once and the files by `purge`. Raises EngineBusy when another writer holds the
        index beyond the time-out, EngineError where the index must be rebuilt first.
        """
        changed, gone = {story.id: story for story in stories}, frozenset(dropped)
        with self._generations.writing(self._timeout):
            state = self.state()
            if state is None:
                self._build(changed.values(), position)
                return
            if _is_outdated(state):
                raise _outdated()
            folder = self._folder()
            with self._writer(folder, _merge) as writer:
                for story in {*changed, *gone}:
                    writer.delete_by_term("story", story)
                schema.add(writer, changed.values())
                schema.mark(writer, position)
            if gone and state.passages <= PURGED_AT_ONCE:
                self._optimize(folder)
            self._generations.sweep()

    def search(self, query: Query) -> Results:
        """Answer a query on the newest committed state; nothing is found where nothing is built.

        Raises EngineError where the index is damaged or of another schema.
        """
        with self._reading() as snapshot:
            if snapshot is None:
                empty = nothing(0)
                return answer(rows([]), empty.matches, empty.scores, query)
            kept = _searchable(snapshot).rows
            matched = found(query.expression, kept, Finding(snapshot))
            return answer(kept, matched.matches & _visible(kept, query.audiences), matched.scores, query)

    def suggest(self, text: str, audiences: frozenset[str]) -> Sequence[str]:
        """Queries near to `text` whose words stand in texts of these audiences, best first; may be empty."""
        with self._reading() as snapshot:
            if snapshot is None:
                return ()
            finding = Finding(_searchable(snapshot))
            visible = _visible(snapshot.rows, audiences)

            def standing(leaf: Leaf) -> int:
                return int(np.count_nonzero(finding(leaf, TEXTS).matches & visible))

            return suggestions(text, standing, finding.near)

    def state(self) -> State | None:
        """The newest committed state, whichever process wrote it; None where nothing is built.

        Raises EngineError where the index is damaged.
        """
        with self._reading() as snapshot:
            return snapshot.state if snapshot else None

    def stale(self) -> bool:
        """Whether the index is missing, damaged, or made by another schema or analyzer than today's."""
        try:
            state = self.state()
        except EngineError:
            return True
        return state is None or _is_outdated(state)

    def rebuild(self, stories: Iterable[StoryEntry], position: int) -> None:
        """Build anew beside the present index, then swap; readers keep answering meanwhile.

        Each story may come once only. Raises EngineBusy as `apply` does.
        """
        with self._generations.writing(self._timeout):
            self._build(stories, position)

    def purge(self) -> None:
        """Rewrite the files without the words of texts that were replaced or dropped."""
        with self._generations.writing(self._timeout):
            if self.state() is not None:
                self._optimize(self._folder())
            self._generations.sweep()

    def close(self) -> None:
        """Release the files held open; the next search opens them again."""
        with self._lock:
            self._close()

    @contextmanager
    def _reading(self) -> Iterator[Snapshot | None]:
        with self._lock:
            snapshot = self._current()
            try:
                yield snapshot
            except (OSError, EOFError, struct.error, zlib.error, pickle.UnpicklingError) as damage:
                raise _damaged() from damage

    def _current(self) -> Snapshot | None:
        """The newest state on disk, opened where the one at hand is behind it."""
        for _ in range(_ATTEMPTS):
            folder = self._generations.current()
            if folder and self._open and self._open.is_newest(folder):
                return self._open
            self._close()
            if folder is None:
                return None
            try:
                self._open = open_snapshot(self._generations, folder, self._known)
                self._known = self._open.segments
            except FileNotFoundError:
                # A writer removed files between our looking and our opening: look again.
                time.sleep(_PAUSE)
            except DAMAGE as damage:
                raise _damaged() from damage
            else:
                return self._open
        raise _damaged()

    def _close(self) -> None:
        if self._open:
            self._open.close()
            self._open = None

    def _folder(self) -> Path:
        folder = self._generations.current()
        if folder is None:
            raise _damaged()
        return folder

    @contextmanager
    def _writer(self, folder: Path, merge: Callable[[Any, list[Any]], list[Any]]) -> Iterator[Any]:
        """A writer that commits at the end, or leaves everything as it was where an error comes between."""
        try:
            before = integrity.sums(folder, integrity.newest(folder))
            writer = index.open_dir(str(folder)).writer(timeout=self._timeout, limitmb=_MEMORY, compound=False)
        except index.LockError as locked:
            raise EngineBusy("Another process is writing the search index. Try again in a moment.") from locked
        except DAMAGE as damage:
            raise _damaged() from damage
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=merge)
        integrity.seal(folder, integrity.newest(folder), before)

    def _optimize(self, folder: Path) -> None:
        with self._writer(folder, OPTIMIZE):
            pass

    def _build(self, stories: Iterable[StoryEntry], position: int) -> None:
        folder = self._generations.begin()
        try:
            index.create_in(str(folder), schema.schema())
            for batch in _batches(stories):
                with self._writer(folder, NO_MERGE) as writer:
                    schema.add(writer, batch)
            with self._writer(folder, _merge) as writer:
                schema.mark(writer, position)
            for path in folder.iterdir():
                sync(path)
            self._generations.adopt(folder)
            with self._lock:
                self._close()
        finally:
            self._generations.sweep()


def _batches(stories: Iterable[StoryEntry]) -> Iterator[list[StoryEntry]]:
    """Stories in lists of some BATCH passages."""
    batch: list[StoryEntry] = []
    room = BATCH
    for story in stories:
        batch.append(story)
        room -= len(story.passages)
        if room <= 0:
            yield batch
            batch, room = [], BATCH
    if batch:
        yield batch


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Take into the new segment those that are not much larger, so that few remain and each is rewritten seldom."""
    size = writer.doc_count()
    kept = sorted(segments, key=lambda segment: int(segment.doc_count()))
    while kept and kept[0].doc_count() <= 2 * size:
        segment = kept.pop(0)
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
        size += segment.doc_count()
    return kept


def _visible(kept: Rows, audiences: frozenset[str]) -> Matches:
    return kept.alive & kept.audiences.having(audiences)


def _searchable(snapshot: Snapshot) -> Snapshot:
    if snapshot.state.schema != schema.fingerprint():
        raise _outdated()
    return snapshot


def _is_outdated(state: State) -> bool:
    return state.schema != schema.fingerprint() or state.analyzer != analysis.fingerprint()


def _outdated() -> EngineError:
    return EngineError("The search index was made by another version. Rebuild it: archive reindex")


def _damaged() -> EngineError:
    return EngineError("The search index cannot be read. Rebuild it: archive reindex")
