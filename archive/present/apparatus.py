"""What stands below a story: its sources, where they differ, other tellings. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from archive import cite, links, words
from archive.present.differing import FactView, facts
from archive.present.link import Link
from archive.present.search import OtherReading, other_reading
from archive.records import OccurrenceRecord, PassageRecord, RelatedRecord, StoryText


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where the story stands: its source, lines and grade in words."""

    source: Link
    publisher: str | None
    address: str | None
    captured: str | None
    lines: str
    grade: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another story that belongs with this one, and why."""

    relation: str
    story: Link
    facts: tuple[str, ...]
    why: str


def numbered(passage: PassageRecord) -> Link:
    """A passage by its number, as a link within its story's page."""
    return Link(str(passage.number), f"#{links.anchor(passage.id)}")


def source_row(place: OccurrenceRecord, *, first: bool) -> SourceRow:
    """A source of the story; `first` is the one whose text is canonical."""
    return SourceRow(
        source=Link(place.name, links.source(place.source, place.first)),
        publisher=place.publisher,
        address=place.address,
        captured=words.date(place.captured[:10]) if place.captured else None,
        lines=words.lines(place.first, place.last),
        grade=words.grade("first" if first else place.grade),
    )


def readings(text: StoryText) -> tuple[tuple[Link, tuple[OtherReading, ...]], ...]:
    """The passages that read otherwise in another source, by number, with those readings."""
    return tuple(
        (numbered(passage), tuple(other_reading(passage, reading) for reading in passage.readings))
        for passage in text.passages
        if passage.readings
    )


def differing(text: StoryText) -> tuple[tuple[tuple[Link, ...], tuple[FactView, ...]], ...]:
    """The facts in which sources differ: the passages that hold each, by number, and every reading."""
    by_id = {passage.id: passage for passage in text.passages}
    each = dict.fromkeys(difference for passage in text.passages for difference in passage.differs)
    return tuple(
        (tuple(numbered(by_id[id]) for id in difference.passages if id in by_id), facts(difference))
        for difference in each
    )


def related_view(related: RelatedRecord) -> RelatedView:
    """Another story as this one\'s page lists it."""
    record = related.story
    return RelatedView(
        relation=words.relation(related.kind),
        story=Link(record.title, links.story(record.id, record.title)),
        facts=(words.kind(record.kind), words.told(record.perspective), *cite.publishers(record)[:1]),
        why=related.why[:1].upper() + related.why[1:],
    )
