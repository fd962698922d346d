"""What the gate hands out: values of what one viewer may see, ready to be shown.

Only `archive.access` makes these. They hold plain text and spans, never HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads; `audiences` are those whose texts they may see."""

    audiences: frozenset[str]


PUBLIC = Viewer(frozenset({"public"}))
"""Everybody."""

ARCHIVIST = Viewer(frozenset({"public", "archivists"}))
"""Who keeps the archive: sees what everybody sees, and the open points for review."""


@dataclass(frozen=True, slots=True)
class TagRecord:
    """A theme on a passage: who gave it ("rule", "model" or "archivist"), and its evidence as (start, end) spans."""

    theme: str
    score: float
    origin: str
    evidence: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place that a passage names: its id and label in the gazetteer, those that hold it, nearest first, and spans."""

    place: str
    label: str
    within: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class YearRecord:
    """A year that a passage tells of, and the spans where it does."""

    year: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person: id, printed name, other names, and how many stories they have a voice in."""

    id: str
    name: str
    other_names: tuple[str, ...]
    stories: int


@dataclass(frozen=True, slots=True)
class OccurrenceRecord:
    """Where a story or a passage stands: source id, file name, publisher, address, date captured, lines, grade."""

    source: str
    name: str
    publisher: str | None
    address: str | None
    captured: str | None
    first: int
    last: int
    grade: str


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """A passage's text in one source, where it differs from the canonical reading."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class FactRecord:
    """What one source reads where sources differ in a fact: `text`, its reading of the passage, at (start, end).

    An empty span is where the source has nothing of the fact. `line` is the line of the source; `name` its file.
    """

    source: str
    name: str
    line: int
    language: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DifferenceRecord:
    """A name, number, sum, date or place in which sources of a story differ, and how each of them reads; two at least.

    `passages` are the ids of the passages that it stands in: several where sources part their paragraphs otherwise.
    """

    passages: tuple[str, ...]
    readings: tuple[FactRecord, ...]


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with all that a hit, a story page or an export shows of it.

    `number` counts the passages of the story from 1; `digest` is a short digest of its canonical text, for
    permanent links. `section` is the index in the story's sections, or None. `differs`: the facts in it in which
    sources differ.
    """

    id: str
    story: str
    number: int
    role: str
    text: str
    digest: str
    language: str
    voice: PersonRecord | None
    tags: tuple[TagRecord, ...]
    places: tuple[PlaceRecord, ...]
    years: tuple[YearRecord, ...]
    readings: tuple[ReadingRecord, ...]
    occurrences: tuple[OccurrenceRecord, ...]
    section: int | None
    differs: tuple[DifferenceRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A headed part of a story, and whose testimony it is."""

    heading: str
    first: int
    last: int
    narrator: PersonRecord | None


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story without its passages. `perspective`, `kind` and dates as in the model; `themes` in order of standing."""

    id: str
    title: str
    deck: str | None
    kind: str
    narrator: PersonRecord | None
    author: str | None
    perspective: str
    date: str | None
    date_printed: str | None
    series: str | None
    part: int | None
    parts: int | None
    language: str
    themes: tuple[str, ...]
    persons: tuple[PersonRecord, ...]
    occurrences: tuple[OccurrenceRecord, ...]
    sections: tuple[SectionRecord, ...]
    advisories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelatedRecord:
    """Another story that belongs with this one: kind as in the model, the story, and why."""

    kind: str
    story: StoryRecord
    why: str


@dataclass(frozen=True, slots=True)
class StoryText:
    """A whole story: its record, its passages in order, and the stories related to it."""

    story: StoryRecord
    passages: tuple[PassageRecord, ...]
    related: tuple[RelatedRecord, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source as captured: what it is (a role of the model, "furniture", "blank" or "text"), and of what.

    A line that the viewer may not see is "withdrawn" and its text empty.
    `reason` tells why a line is furniture; `story` and `passage` are ids, with `starts` on a story's title line.
    """

    number: int
    text: str
    role: str
    reason: str | None
    story: str | None
    passage: str | None
    starts: bool


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source without its text. `id` is a prefix of the digest, long enough to be unique.

    `extractor` and `extractor_version` say what made its reading text.
    """

    id: str
    sha256: str
    name: str
    size: int
    encoding: str
    replaced: int
    lines: int
    publisher: str | None
    address: str | None
    captured: str | None
    rights: str | None
    added: str
    extractor: str
    extractor_version: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole source: its record, its lines with how they were cut, and the stories in it."""

    source: SourceRecord
    lines: tuple[SourceLine, ...]
    stories: tuple[StoryRecord, ...]


@dataclass(frozen=True, slots=True)
class PointLine:
    """A line around a point: its number and its text, cut short where it is long; empty where it is withheld."""

    number: int
    text: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class PointRecord:
    """An open point for an archivist: `kind` is "line", "boundary" or "cut", `source` an id, `name` its file.

    `confidence` (0 to 1) says how likely a story begins at the line; of a cut, how sure the new reading is. `other` is
    the (id, file name) of the later source that threw light on it. `run` is the indexer's version and when it began.
    """

    id: str
    kind: str
    source: str
    name: str
    line: int
    confidence: float
    reasons: tuple[str, ...]
    run: tuple[str, str]
    other: tuple[str, str] | None
    lines: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A theme of the vocabulary with its labels by language, and how many stories and passages carry it."""

    id: str
    label: str
    definition: str
    broader: str | None
    stories: int
    passages: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures for the home page: what the archive holds for this viewer."""

    sources: int
    stories: int
    passages: int
    kinds: Mapping[str, int]
    publishers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was asked for is here no more: `reason` is "withdrawn" or "replaced", `to` the id that took its place."""

    reason: str
    to: str | None = None
