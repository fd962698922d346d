"""Records of stories and passages, put together from rows of one snapshot by a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from archive.access import differing
from archive.records import (
    DifferenceRecord,
    OccurrenceRecord,
    PassageRecord,
    PersonRecord,
    PlaceRecord,
    ReadingRecord,
    SectionRecord,
    StoryRecord,
    TagRecord,
    YearRecord,
)
from archive.store import Record, Snapshot
from index.places import gazetteer

_DIGEST_LENGTH = 12
"""Hex digits of a passage's digest in a permanent link: 48 bits."""


def digest(text: str) -> str:
    """The short digest of a passage's text, by which a permanent link tells whether it has changed."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]


def persons(snapshot: Snapshot, audiences: Collection[str], ids: Iterable[str | None]) -> dict[str, PersonRecord]:
    """Persons by their ids, under the names that these audiences may read of them. Two statements."""
    wanted = {id for id in ids if id is not None}
    names = _grouped(snapshot.names(audiences, wanted), "person")
    speaking = {row.voice: row.stories for row in snapshot.voices(audiences, wanted)}
    return {id: _person(id, rows, speaking.get(id, 0)) for id, rows in names.items()}


def _person(id: str, rows: Sequence[Record], stories: int) -> PersonRecord:
    printed = next((row.name for row in rows if row.ordinal == 0), rows[0].name)
    others = dict.fromkeys(row.name for row in rows if row.name != printed)
    return PersonRecord(id, printed, tuple(others), stories)


def stories(
    snapshot: Snapshot, audiences: Collection[str], rows: Sequence[Record], advisories: Collection[str]
) -> list[StoryRecord]:
    """Stories as records, given their rows of `Snapshot.stories`. Six statements."""
    ids = [row.story for row in rows]
    places = _grouped(snapshot.occurrences(ids), "story")
    sections = _grouped(snapshot.sections(ids), "story")
    named = _grouped(snapshot.story_persons(ids), "story")
    themes = _grouped(snapshot.story_themes(ids), "story")
    mentioned = [row.person for rows in named.values() for row in rows]
    mentioned += [row.narrator for rows in sections.values() for row in rows]
    people = persons(snapshot, audiences, mentioned)
    return [
        _story(row, places[row.story], sections[row.story], named[row.story], themes[row.story], people, advisories)
        for row in rows
    ]


def _story(  # noqa: PLR0917 — one row of each table that a story is made of
    row: Record,
    places: Sequence[Record],
    sections: Sequence[Record],
    named: Sequence[Record],
    tagged: Sequence[Record],
    people: dict[str, PersonRecord],
    advisories: Collection[str],
) -> StoryRecord:
    themes = tuple(dict.fromkeys(tag.theme for tag in tagged))
    who = tuple(people[one.person] for one in named if one.person in people)
    return StoryRecord(
        id=row.story,
        title=row.title,
        deck=row.deck,
        kind=row.kind,
        narrator=who[0] if row.narrator is not None and who else None,
        author=row.author,
        perspective=row.perspective,
        date=row.date,
        date_printed=row.date_printed,
        series=row.series,
        part=row.part,
        parts=row.parts,
        language=row.language,
        themes=themes,
        persons=who,
        occurrences=tuple(_occurrence(place) for place in places),
        sections=tuple(
            SectionRecord(one.heading, one.first, one.last, people.get(one.narrator or "")) for one in sections
        ),
        advisories=tuple(theme for theme in themes if theme in advisories),
    )


def passages(snapshot: Snapshot, audiences: Collection[str], rows: Sequence[Record]) -> list[PassageRecord]:
    """Passages as records, given their rows of `Snapshot.passages`. Seven statements."""
    ids = [row.passage for row in rows]
    tags = _grouped(snapshot.tags(ids), "passage")
    places, years = _grouped(snapshot.places(ids), "passage"), _grouped(snapshot.years(ids), "passage")
    readings = _grouped(snapshot.readings(ids), "passage")
    differs = _differing(snapshot, audiences, rows)
    people = persons(snapshot, audiences, [row.voice for row in rows])
    return [
        PassageRecord(
            id=row.passage,
            story=row.story,
            number=row.number,
            role=row.role,
            text=row.text,
            digest=digest(row.text),
            language=row.language,
            voice=people.get(row.voice or ""),
            tags=tuple(_tag(tag) for tag in tags[row.passage]),
            places=tuple(_places(places[row.passage])),
            years=tuple(_years(years[row.passage])),
            readings=tuple(_readings(row.text, readings[row.passage])),
            occurrences=tuple(_occurrence(place) for place in readings[row.passage]),
            section=row.section if row.in_canon else None,
            differs=tuple(differs[row.passage]),
        )
        for row in rows
    ]


def _differing(
    snapshot: Snapshot, audiences: Collection[str], rows: Iterable[Record]
) -> defaultdict[str, list[DifferenceRecord]]:
    """The differences in each passage, by its id."""
    found: defaultdict[str, list[DifferenceRecord]] = defaultdict(list)
    for one in differing.differences(snapshot.differences(audiences, {row.story for row in rows})):
        for passage in one.passages:
            found[passage].append(one)
    return found


def _tag(row: Record) -> TagRecord:
    return TagRecord(row.theme, row.score, row.origin, tuple((start, end) for start, end, _quote in row.evidence))


def _places(rows: Sequence[Record]) -> list[PlaceRecord]:
    """Places in order of their first standing; one that the gazetteer holds no more is left out."""
    known = gazetteer()
    return [
        PlaceRecord(place, known.places[place].name, known.within(place), _spans(found))
        for place, found in _grouped(rows, "place").items()
        if place in known.places
    ]


def _years(rows: Sequence[Record]) -> list[YearRecord]:
    """Years in order of their first standing."""
    years = dict.fromkeys(int(row.year) for row in rows)
    return [YearRecord(year, _spans([row for row in rows if row.year == year])) for year in years]


def _spans(rows: Sequence[Record]) -> tuple[tuple[int, int], ...]:
    return tuple((row.start, row.end) for row in rows)


def _readings(text: str, rows: Sequence[Record]) -> list[ReadingRecord]:
    """Readings that differ from the canonical text; the same words in one source count once."""
    differing = dict.fromkeys((row.source, row.text) for row in rows if row.text != text)
    return [ReadingRecord(source, words) for source, words in differing]


def _occurrence(row: Record) -> OccurrenceRecord:
    return OccurrenceRecord(
        row.source, row.name, row.publisher, row.address, row.captured, row.first, row.last, row.grade
    )


def _grouped(rows: Iterable[Record], column: str) -> defaultdict[str, list[Record]]:
    """Rows by the value of a column, in their order."""
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups
