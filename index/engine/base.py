"""The engine seam: what every search engine is given, asked and must answer.

An engine is a follower of the store. It holds whole stories, each with the audience that may find it, and
remembers the position of the store's change log that it has reached. Same answers from every engine means the
same ids and counts; the order by score may differ, ties go by story and passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from index.query import Expression

FACETS = ("theme", "voice", "place", "told", "kind", "publisher", "year")
"""The facets of a search, in the order in which they are shown; `told` is a year told of, `year` of publication."""

NONE = "-"
"""The facet value that stands for "has none"."""

PUBLIC = "public"
"""The audience of everybody."""


class View(StrEnum):
    """What a search lists: single passages, or stories by their best passage."""

    PASSAGES = "passages"
    STORIES = "stories"


class Sort(StrEnum):
    """Order of hits; ties, and every order but relevance, go by story id and place in the story."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A passage as an engine holds it.

    `readings` are the texts of its other occurrences where they differ from `text`. `values` maps each facet to the
    ids that the passage carries; an empty tuple (or a missing facet) is what NONE finds.
    """

    id: str
    text: str
    readings: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story as an engine holds it: its passages in order. `date` is ISO, any precision, or None.

    `labels` are texts by which fielded words find it: "title" (the title), "voice" (names of its persons).
    """

    id: str
    audience: str
    passages: tuple[PassageEntry, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """One question to an engine.

    A passage matches when it satisfies the whole `expression` and every filter. `filters` maps a facet to the
    values of which a passage must carry at least one (NONE among them matches passages without a value).
    `page` counts from 1. `facets` names those whose counts are wanted.
    """

    expression: Expression
    audiences: frozenset[str] = frozenset({PUBLIC})
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    view: View = View.PASSAGES
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 20
    facets: tuple[str, ...] = FACETS


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; in the story view the best passage of its story."""

    story: str
    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: totals over all matches, the hits of the page asked, counts.

    `facets` maps each wanted facet to (value, count) pairs, most frequent first, ties by value; NONE is among
    them where passages without a value match. Counts are of stories in the story view and of passages in the
    passage view, each facet counted without its own filter: what the list would hold if that value were chosen.
    Values chosen in a filter are always listed, with 0 where nothing matches.
    """

    passages: int
    stories: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where an engine stands: the position of the change log it has reached, and what made it.

    A schema or analyzer fingerprint other than today's means behind: rebuild. None: nothing is built yet.
    """

    position: int
    schema: str
    analyzer: str
    passages: int
    stories: int


class Engine(Protocol):
    """A search engine. Safe to share between threads; one writer at a time over all processes."""

    name: str

    def apply(self, stories: Iterable[StoryEntry], dropped: Iterable[str], position: int) -> None:
        """Replace these stories whole and drop others, in one commit that also records `position`.

        Raises EngineBusy when another writer holds the index beyond the time-out.
        """

    def search(self, query: Query) -> Results:
        """Answer a query on the newest committed state."""

    def suggest(self, text: str, audiences: frozenset[str]) -> Sequence[str]:
        """Queries near to `text` whose words stand in texts of these audiences, best first; may be empty."""

    def state(self) -> State | None:
        """The newest committed state, whichever process wrote it; None where nothing is built."""

    def stale(self) -> bool:
        """Whether the index is missing, or made by another schema or analyzer than today's."""

    def rebuild(self, stories: Iterable[StoryEntry], position: int) -> None:
        """Build anew beside the present index, then swap; readers keep answering meanwhile."""

    def close(self) -> None:
        """Release files and connections."""
