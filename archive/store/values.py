"""What the store is given and gives back, beside the words of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Row

Record: TypeAlias = Row[*tuple[Any, ...]]
"""A row of the store, its columns by name."""


@dataclass(frozen=True, slots=True)
class Run:
    """What makes proposals: version of the indexer, digest of its vocabulary, when the run began (ISO, UTC)."""

    indexer: str
    vocabulary: str
    started: str


@dataclass(frozen=True, slots=True)
class Added:
    """What one source brought. `new` is False where its bytes were stored already: then nothing else was done.

    `stories` are the ids of stories that no other source has, `repeats` those of stories stored before;
    `passages` counts the passages that stand nowhere else.
    """

    source: str
    new: bool
    stories: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Reread:
    """What a new reading of a source changed: stories kept by their ids, new ones, and ids given up."""

    source: str
    kept: tuple[str, ...]
    new: tuple[str, ...]
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What an archivist speaks of: `kind` is "source" or "story", `id` its id, `label` its file name or title."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What an archivist decided about a target, and who undid it, if anybody did. Times are ISO, UTC."""

    id: int
    kind: str
    target: str
    who: str
    why: str
    at: str
    undone_by: str | None = None
    undone_why: str | None = None
    undone_at: str | None = None
