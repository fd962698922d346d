"""Gate: every question that may be asked of the archive, each with the viewer who asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from archive.access import gather
from archive.access import points as review
from archive.access.entries import entry, publisher_id
from archive.access.lines import source_lines, withheld
from archive.errors import NotFound
from archive.records import (
    Gone,
    PassageRecord,
    PersonRecord,
    PointRecord,
    RelatedRecord,
    SourceRecord,
    SourceText,
    StoryRecord,
    StoryText,
    Summary,
    ThemeRecord,
    Viewer,
)
from archive.store import Record, Snapshot, Store
from index import places, themes
from index.engine.base import StoryEntry
from index.model import Kind, text_lines

_Found = TypeVar("_Found")

ADVISORIES = frozenset({"sexual-violence", "despair", "detention"})
"""Themes that a note warns of before hard passages, unless an archivist says otherwise."""

_BATCH = 200
"""Stories that are in memory together while an engine is given many."""

_WITHDRAWN = Gone("withdrawn")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a follower has to do to reach `position`: replace the touched stories whole, drop the others."""

    position: int
    touched: tuple[str, ...]
    dropped: tuple[str, ...]


class Gate:
    """The one way from the store to a reader. Safe to share between threads."""

    def __init__(self, store: Store, advisories: Collection[str] = ADVISORIES) -> None:
        self._store, self._advisories = store, frozenset(advisories)
        self._counted: dict[tuple[str, frozenset[str]], tuple[int, list[Any]]] = {}

    def passages(self, viewer: Viewer, ids: Iterable[str]) -> list[PassageRecord]:
        """These passages in this order, each once; what the viewer may not see is left out.

        For an id that a new cut gave up, the passage that took its place. The number of statements is fixed.
        """
        asked = list(dict.fromkeys(ids))
        with self._store.snapshot() as snapshot:
            rows = snapshot.passages(viewer.audiences, ids=asked)
            heirs = snapshot.heirs(set(asked) - {row.passage for row in rows}, "passage")
            if heirs:
                rows += snapshot.passages(viewer.audiences, ids={to for to in heirs.values() if to})
            found = {row.passage: row for row in rows}
            wanted = dict.fromkeys(heirs.get(id, id) for id in asked)
            return gather.passages(snapshot, viewer.audiences, [found[id] for id in wanted if id in found])

    def stories(self, viewer: Viewer, ids: Iterable[str] | None = None) -> list[StoryRecord]:
        """These stories in this order, each once, or all in the order in which they came; none that may not be seen."""
        with self._store.snapshot() as snapshot:
            return self._stories(snapshot, viewer, None if ids is None else list(dict.fromkeys(ids)))

    def story(self, viewer: Viewer, id: str) -> StoryText | Gone:
        """A whole story. Raises NotFound where there is none that this viewer may know of."""
        with self._store.snapshot() as snapshot:
            found = self._stories(snapshot, viewer, [id])
            if not found:
                return _absent(snapshot, viewer, id)
            rows = snapshot.passages(viewer.audiences, stories=[id])
            passages = gather.passages(snapshot, viewer.audiences, rows)
            return StoryText(found[0], tuple(passages), self._related(snapshot, viewer, id))

    def sources(self, viewer: Viewer) -> list[SourceRecord]:
        """All sources that are not withdrawn, in the order in which they came."""
        with self._store.snapshot() as snapshot:
            return [_source(row) for row in snapshot.sources() if not row.withdrawn]

    def source(self, viewer: Viewer, id: str) -> SourceText | Gone:
        """A source line by line, by its id or its whole digest. Lines that the viewer may not see are empty and say so.

        Raises NotFound where there is none.
        """
        with self._store.snapshot() as snapshot:
            row = _source_row(snapshot, id)
            if row.withdrawn:
                return _WITHDRAWN
            lines, cut = text_lines(snapshot.text(row.number).text), snapshot.cut(row.number)
            hidden = withheld(lines, cut, snapshot.withheld(row.sha256), viewer.audiences)
            stories = self._stories(snapshot, viewer, list(dict.fromkeys(one.story for one in cut.occurrences)))
            return SourceText(_source(row), source_lines(lines, cut, hidden), tuple(stories))

    def capture(self, viewer: Viewer, id: str) -> bytes | Gone:
        """The bytes of a source as captured; Gone where the viewer may not see every line of it.

        Raises NotFound where there is none.
        """
        with self._store.snapshot() as snapshot:
            row = _source_row(snapshot, id)
            cut, spans = snapshot.cut(row.number), snapshot.withheld(row.sha256)
            lines = text_lines(snapshot.text(row.number).text)
            if row.withdrawn or spans or withheld(lines, cut, spans, viewer.audiences):
                return _WITHDRAWN
            return snapshot.data(row.number)

    def points(self, viewer: Viewer, source: str | None = None, id: str | None = None) -> list[PointRecord]:
        """Open points for review: all, those of the source with this id, or the one with this id.

        Raises GateError for a viewer who is no archivist.
        """
        review.check(viewer)
        with self._store.snapshot() as snapshot:
            return review.points(snapshot, viewer, snapshot.points(source, id))

    def point_counts(self, viewer: Viewer) -> dict[str, int]:
        """How many points of each kind are open. Raises GateError for a viewer who is no archivist."""
        review.check(viewer)
        with self._store.snapshot() as snapshot:
            return snapshot.point_counts()

    def themes(self, viewer: Viewer) -> list[ThemeRecord]:
        """Every theme of the vocabulary, in its order, with how many stories and passages carry it."""
        with self._store.snapshot() as snapshot:
            counts = {row.theme: row for row in self._once("themes", snapshot, viewer, snapshot.themes)}
        return [
            ThemeRecord(term.id, term.label(), term.definition, term.broader, row.stories, row.passages)
            if (row := counts.get(term.id))
            else ThemeRecord(term.id, term.label(), term.definition, term.broader, 0, 0)
            for term in themes.vocabulary().themes
        ]

    def theme(self, viewer: Viewer, id: str) -> ThemeRecord:
        """A theme. Raises NotFound where the vocabulary has none by that id."""
        found = next((theme for theme in self.themes(viewer) if theme.id == id), None)
        if found is None:
            raise NotFound(f"No theme goes by {id!r}.")
        return found

    def voices(self, viewer: Viewer) -> list[PersonRecord]:
        """Everybody who speaks in a passage that the viewer may see: those with most stories first, then by name."""

        def people(audiences: frozenset[str]) -> list[PersonRecord]:
            ids = [row.voice for row in snapshot.voices(audiences)]
            found = gather.persons(snapshot, audiences, ids).values()
            return sorted(found, key=lambda person: (-person.stories, person.name.casefold(), person.id))

        with self._store.snapshot() as snapshot:
            return list(self._once("voices", snapshot, viewer, people))

    def voice(self, viewer: Viewer, id: str) -> tuple[PersonRecord, list[StoryRecord]] | Gone:
        """A person, and the stories in which they speak; an id that was given up finds who took its place.

        Gone where all that they say was withdrawn. Raises NotFound where the viewer may not know that anybody by that
        id ever spoke.
        """
        with self._store.snapshot() as snapshot:
            person = snapshot.heirs([id], "person").get(id) or id
            spoken = set(snapshot.spoken_by(viewer.audiences, person))
            if not spoken and snapshot.withdrawn_voice(viewer.audiences, person):
                return _WITHDRAWN
            if not spoken:
                raise NotFound(f"Nobody goes by {id!r}.")
            rows = snapshot.stories(viewer.audiences, spoken)
            stories = gather.stories(snapshot, viewer.audiences, rows, self._advisories)
            return gather.persons(snapshot, viewer.audiences, [person])[person], stories

    def publishers(self, viewer: Viewer) -> dict[str, str]:
        """The facet value of every publisher of a story, with the publisher's name, by name."""
        with self._store.snapshot() as snapshot:
            rows = self._once("publishers", snapshot, viewer, snapshot.publishers)
            names = dict.fromkeys(row.publisher for row in rows)
        labels: dict[str, str] = {}
        for name in sorted(names, key=str.casefold):
            labels.setdefault(publisher_id(name), name)
        return labels

    def labels(self, viewer: Viewer) -> dict[str, dict[str, str]]:
        """For each facet whose values need one, the label of every value by its id."""
        return {
            "theme": {theme.id: theme.label for theme in self.themes(viewer)},
            "voice": {person.id: person.name for person in self.voices(viewer)},
            "place": {place.id: place.name for place in places.gazetteer().places.values()},
            "kind": {kind.value: kind.value for kind in Kind},
            "publisher": self.publishers(viewer),
        }

    def summary(self, viewer: Viewer) -> Summary:
        """How much there is; kinds and publishers (by facet value) count stories."""
        with self._store.snapshot() as snapshot:
            kinds = {row.kind: row.stories for row in snapshot.kinds(viewer.audiences)}
            published = {(publisher_id(row.publisher), row.story) for row in snapshot.publishers(viewer.audiences)}
            return Summary(
                sources=sum(not row.withdrawn for row in snapshot.sources()),
                stories=sum(kinds.values()),
                passages=snapshot.passage_count(viewer.audiences),
                kinds=kinds,
                publishers=dict(sorted(Counter(publisher for publisher, _ in published).items())),
            )

    def position(self) -> int:
        """The newest position of the store's change log; 0 where nothing was ever written."""
        with self._store.snapshot() as snapshot:
            return snapshot.position()

    def changes(self, since: int) -> Changes | None:
        """What changed after a position; None where the log does not hold it, so that a follower must begin anew."""
        with self._store.snapshot() as snapshot:
            changed = snapshot.changed_since(since)
            if changed is None:
                return None
            position, stories = changed
            there = {row.id for row in snapshot.audiences(stories)}
        touched = tuple(id for id in stories if id in there)
        return Changes(position, touched, tuple(id for id in stories if id not in there))

    def entries(self, ids: Collection[str] | None = None) -> Iterator[StoryEntry]:
        """Stories for an engine, all or these, each as its audience may see it.

        They are read a batch at a time. A position asked for beforehand is safe to record with them: what changes
        meanwhile is in the log after it.
        """
        with self._store.snapshot() as snapshot:
            listed = [(row.id, row.visibility) for row in snapshot.audiences(ids)]
        for start in range(0, len(listed), _BATCH):
            by_audience: defaultdict[str, list[str]] = defaultdict(list)
            for id, audience in listed[start : start + _BATCH]:
                by_audience[audience].append(id)
            for audience, some in by_audience.items():
                yield from self._entries(audience, some)

    def _once(
        self, name: str, snapshot: Snapshot, viewer: Viewer, ask: Callable[[frozenset[str]], list[_Found]]
    ) -> list[_Found]:
        """What is counted over all stories, which every page shows, is counted once for each position of the log."""
        key, position = (name, viewer.audiences), snapshot.position()
        counted = self._counted.get(key)
        if counted is None or counted[0] != position:
            counted = self._counted[key] = (position, ask(viewer.audiences))
        return counted[1]

    def _entries(self, audience: str, ids: list[str]) -> list[StoryEntry]:
        viewer = Viewer(frozenset({audience}))
        with self._store.snapshot() as snapshot:
            stories = self._stories(snapshot, viewer, ids)
            rows = snapshot.passages(viewer.audiences, stories=ids)
            passages: defaultdict[str, list[PassageRecord]] = defaultdict(list)
            for passage in gather.passages(snapshot, viewer.audiences, rows):
                passages[passage.story].append(passage)
        return [entry(story, passages[story.id], audience) for story in stories]

    def _stories(self, snapshot: Snapshot, viewer: Viewer, ids: list[str] | None) -> list[StoryRecord]:
        rows = snapshot.stories(viewer.audiences, ids)
        if ids is not None:
            found = {row.story: row for row in rows}
            rows = [found[id] for id in ids if id in found]
        return gather.stories(snapshot, viewer.audiences, rows, self._advisories)

    def _related(self, snapshot: Snapshot, viewer: Viewer, id: str) -> tuple[RelatedRecord, ...]:
        relations: defaultdict[int, list[Record]] = defaultdict(list)
        for row in snapshot.relations([id]):
            relations[row.id].append(row)
        others = dict.fromkeys(row.story for rows in relations.values() for row in rows if row.story != id)
        stories = {story.id: story for story in self._stories(snapshot, viewer, list(others))}
        return _related_records(id, list(relations.values()), stories)


def _related_records(
    id: str, relations: Iterable[list[Record]], stories: Mapping[str, StoryRecord]
) -> tuple[RelatedRecord, ...]:
    """Each related story once a kind. A reason that may speak of a story out of sight is not given."""
    found: dict[tuple[str, str], RelatedRecord] = {}
    for rows in relations:
        others = [row for row in rows if row.story != id]
        whole = all(row.story in stories for row in others)
        for row in others:
            if row.story in stories and (row.kind, row.story) not in found:
                found[row.kind, row.story] = RelatedRecord(row.kind, stories[row.story], row.why if whole else "")
    return tuple(found.values())


def _absent(snapshot: Snapshot, viewer: Viewer, id: str) -> Gone:
    """Why a story is not there for this viewer. Raises NotFound where the viewer may not know that it ever was."""
    state = snapshot.story_state(id)
    if state is None:
        heirs = snapshot.heirs([id], "story")
        if id not in heirs:
            raise NotFound(f"No story goes by {id!r}.")
        return Gone("replaced", heirs[id])
    if state.visibility not in viewer.audiences:
        raise NotFound(f"No story goes by {id!r}.")
    return _WITHDRAWN


def _source_row(snapshot: Snapshot, id: str) -> Record:
    row = next(iter(snapshot.sources(id)), None)
    if row is None:
        raise NotFound(f"No source goes by {id!r}.")
    return row


def _source(row: Record) -> SourceRecord:
    return SourceRecord(
        id=row.id,
        sha256=row.sha256,
        name=row.name,
        size=row.size,
        encoding=row.encoding,
        replaced=row.replaced,
        lines=row.lines,
        publisher=row.publisher,
        address=row.address,
        captured=row.captured,
        rights=row.rights,
        added=row.added,
        extractor=row.extractor,
        extractor_version=row.version,
    )
