"""What a story page shows: the text in its sections, who speaks, the themes and where they stand, sources. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive import cite, links, words
from archive.present.apparatus import RelatedView, SourceRow, differing, numbered, readings, related_view, source_row
from archive.present.differing import Differing, FactView, facts
from archive.present.link import Link
from archive.present.pieces import Piece, slices
from archive.present.search import Marks, OtherReading, other_reading
from archive.records import (
    PassageRecord,
    PersonRecord,
    StoryRecord,
    StoryText,
    TagRecord,
)
from archive.texts import gettext as _
from archive.texts import ngettext

FIRST_PERSON = "first-person"


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme of a passage: where it leads, who gave it, and the words that evidence it."""

    theme: Link
    origin: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in its story. `speaker` is set where the voice changes; `hard` names what an advisory warns of.

    `differs`: the facts in it in which sources differ.
    """

    id: str
    anchor: str
    number: int
    href: str
    pieces: tuple[Piece, ...]
    language: str
    role: str
    speaker: str | None
    themes: tuple[ThemeView, ...]
    readings: tuple[OtherReading, ...]
    differs: Differing
    hard: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class PartView:
    """Passages under one heading, or under none; `narrator` where it is a testimony of its own."""

    anchor: str | None
    heading: str | None
    narrator: Link | None
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class StripRow:
    """A theme's row in the strip: the passages that bear it, as runs (first, length) and in words."""

    theme: Link
    runs: tuple[tuple[int, int], ...]
    passages: tuple[Link, ...]
    text: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story page, ready to be shown. `advisory` is a sentence; `hard_passages` the passages that it warns of."""

    id: str
    title: str
    deck: str | None
    language: str
    href: str
    by: str | None
    narrator: Link | None
    facts: tuple[str, ...]
    series: str | None
    advisory: str | None
    hard_passages: tuple[Link, ...]
    total: int
    strip: tuple[StripRow, ...]
    index: tuple[Link, ...]
    parts: tuple[PartView, ...]
    sources: tuple[SourceRow, ...]
    readings: tuple[tuple[Link, tuple[OtherReading, ...]], ...]
    differs: tuple[tuple[tuple[Link, ...], tuple[FactView, ...]], ...]
    related: tuple[RelatedView, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a story page is made with beside the text: labels of themes by id, notices by passage id, the marks."""

    themes: Mapping[str, str]
    notices: Mapping[str, str]
    marks: Marks

    def theme(self, id: str) -> Link:
        """A theme by its label, leading to its page."""
        return Link(self.themes.get(id, id), links.theme(id))

    def lowered(self, ids: Sequence[str]) -> str:
        """Themes as a sentence lists them after "of"; their labels may themselves be of two words."""
        labels = [self.themes.get(id, id) for id in ids]
        return _(", and of ").join(label[:1].lower() + label[1:] for label in labels)


def story(text: StoryText, asked: Asked, citation: str) -> StoryView:
    """The whole page."""
    record = text.story
    parts = _parts(text, asked)
    return StoryView(
        id=record.id,
        title=record.title,
        deck=record.deck,
        language=record.language,
        href=links.story(record.id, record.title),
        by=record.author,
        narrator=_person(record.narrator),
        facts=_facts(record),
        series=_series(record),
        advisory=_advisory(record, asked),
        hard_passages=tuple(numbered(passage) for passage in text.passages if _hard(passage, record, asked)),
        total=len(text.passages),
        strip=_strip(text, asked),
        index=tuple(Link(part.heading, f"#{part.anchor}") for part in parts if part.heading),
        parts=parts,
        sources=tuple(source_row(place, first=index == 0) for index, place in enumerate(record.occurrences)),
        readings=readings(text),
        differs=differing(text),
        related=tuple(related_view(related) for related in text.related),
        citation=citation,
    )


def _person(person: PersonRecord | None) -> Link | None:
    return Link(person.name, links.voice(person.id, person.name)) if person else None


def _facts(record: StoryRecord) -> tuple[str, ...]:
    kind = _("%(kind)s, %(told)s") % {"kind": words.kind(record.kind), "told": words.told(record.perspective)}
    date = record.date_printed or words.date(record.date) or _("date not known")
    return (
        kind,
        words.listing(cite.publishers(record)) or _("publisher not known"),
        date,
        words.language(record.language),
    )


def _series(record: StoryRecord) -> str | None:
    if record.part is None:
        return record.series
    if record.parts is None:
        part = _("part %(part)s") % {"part": record.part}
    else:
        part = _("part %(part)s of %(parts)s") % {"part": record.part, "parts": record.parts}
    return ", ".join(filter(None, [record.series, part]))


def _advisory(record: StoryRecord, asked: Asked) -> str | None:
    if not record.advisories:
        return None
    return _("Before you read: this story speaks of %(what)s.") % {"what": asked.lowered(record.advisories)}


def _hard(passage: PassageRecord, record: StoryRecord, asked: Asked) -> str | None:
    return asked.lowered([tag.theme for tag in passage.tags if tag.theme in record.advisories]) or None


def _strip(text: StoryText, asked: Asked) -> tuple[StripRow, ...]:
    bearing = {
        theme: [each for each in text.passages if any(tag.theme == theme for tag in each.tags)]
        for theme in text.story.themes
    }
    return tuple(_strip_row(asked.theme(theme), found) for theme, found in bearing.items() if found)


def _strip_row(theme: Link, found: Sequence[PassageRecord]) -> StripRow:
    numbers = [passage.number for passage in found]
    said = ngettext("passage %(numbers)s", "passages %(numbers)s", len(numbers)) % {"numbers": words.runs(numbers)}
    return StripRow(theme, _runs(numbers), tuple(numbered(passage) for passage in found), said)


def _runs(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and sum(runs[-1]) == number:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((number, 1))
    return tuple(runs)


def _parts(text: StoryText, asked: Asked) -> tuple[PartView, ...]:
    parts: list[PartView] = []
    spoke: str | None = None
    for index, group in groupby(text.passages, key=lambda passage: passage.section):
        passages = tuple(group)
        section = None if index is None else text.story.sections[index]
        narrator = section.narrator if section else None
        heading = (section.heading or None) if section else None
        # Where no heading comes between, a change of voice is told of against the passage before.
        usual = spoke if parts and not heading else _usual_voice(text.story, narrator if heading else None)
        views = _passages(text.story, passages, usual, asked)
        spoke = passages[-1].voice.id if passages[-1].voice else None
        # A section may be interrupted: an anchor stands once on a page.
        anchor = None if index is None else f"section-{len(parts) + 1}"
        parts.append(PartView(anchor, heading, _person(narrator), views))
    return tuple(parts)


def _usual_voice(story: StoryRecord, narrator: PersonRecord | None) -> str | None:
    if narrator is not None:
        return narrator.id
    return story.narrator.id if story.narrator and story.perspective == FIRST_PERSON else None


def _passages(
    story: StoryRecord, passages: Sequence[PassageRecord], usual: str | None, asked: Asked
) -> tuple[PassageView, ...]:
    voices = [passage.voice.id if passage.voice else None for passage in passages]
    speakers = [
        None if voice == before else _speaker(passage.voice)
        for passage, voice, before in zip(passages, voices, [usual, *voices], strict=False)
    ]
    return tuple(_passage(story, passage, speaker, asked) for passage, speaker in zip(passages, speakers, strict=True))


def _speaker(voice: PersonRecord | None) -> str:
    return _("%(name)s speaks") % {"name": voice.name} if voice else _("The publisher’s words")


def _passage(story: StoryRecord, passage: PassageRecord, speaker: str | None, asked: Asked) -> PassageView:
    return PassageView(
        id=passage.id,
        anchor=links.anchor(passage.id),
        number=passage.number,
        href=links.passage(story.id, story.title, passage.id, passage.digest),
        pieces=slices(passage.text, asked.marks(passage.text)),
        language=passage.language,
        role=passage.role,
        speaker=speaker,
        themes=tuple(_tag(passage, tag, asked) for tag in passage.tags),
        readings=tuple(other_reading(passage, reading) for reading in passage.readings),
        differs=tuple(facts(difference) for difference in passage.differs),
        hard=_hard(passage, story, asked),
        status=asked.notices.get(passage.id),
    )


def _tag(passage: PassageRecord, tag: TagRecord, asked: Asked) -> ThemeView:
    evidence = dict.fromkeys(passage.text[start:end].strip() for start, end in tag.evidence)
    return ThemeView(asked.theme(tag.theme), words.origin(tag.origin), tuple(evidence))
