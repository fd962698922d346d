"""Made-up captures with what an indexer might propose about them. All texts here are synthetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from archive.store import Run
from index.identity import passage_id, person_id, story_id
from index.model import (
    Difference,
    Evidence,
    Furniture,
    Grade,
    Kind,
    Lines,
    Occurrence,
    Passage,
    Person,
    Perspective,
    Proposal,
    Provenance,
    Related,
    Role,
    Section,
    Source,
    Span,
    Tag,
    text_lines,
)

RUN = Run("test", "vocabulary", "2024-01-01T00:00:00Z")
FURNITURE = "Share this page"


@dataclass(frozen=True)
class Told:
    """A story as a capture holds it: a paragraph is a text, or a text and the themes on it.

    `repeats` makes it an occurrence of a story told before. A heading among the paragraphs begins with "# ".
    """

    title: str
    paragraphs: tuple[str | tuple[str, ...], ...]
    person: Person | None = None
    kind: Kind = Kind.TESTIMONY
    repeats: Occurrence | None = None
    grade: Grade = Grade.IDENTICAL
    fields: dict[str, object] = field(default_factory=dict)


class Clock:
    """A clock that goes on by a second each time that it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2024, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def person(name: str, *others: str) -> Person:
    return Person(person_id("0" * 64, Span(0, 1), name), name, others)


def capture(
    name: str,
    *stories: Told,
    publisher: str | None = "A made-up house",
    related: tuple[Related, ...] = (),
    differs: tuple[Difference, ...] = (),
) -> tuple[Proposal, bytes]:
    """A source that holds these stories, each followed by a line of furniture, as one run might cut it."""
    lines = [line for story in stories for line in (story.title, *_texts(story), FURNITURE, "")]
    text = "\n".join(lines)
    return proposal(name, text, stories, publisher=publisher, related=related, differs=differs), text.encode()


def proposal(
    name: str,
    text: str,
    stories: tuple[Told, ...],
    *,
    publisher: str | None = "A made-up house",
    related: tuple[Related, ...] = (),
    differs: tuple[Difference, ...] = (),
) -> Proposal:
    """What a run might say about a text: the stories stand where their titles and paragraphs stand."""
    data = text.encode()
    digest = sha256(data).hexdigest()
    source = Source(name, digest, len(data), "utf-8", 0, text, "plain", "1", Provenance(publisher=publisher))
    numbers = {line.text: line.number for line in text_lines(text)}
    starts = sorted(numbers[story.title] for story in stories)
    occurrences = []
    for story in stories:
        following = [start for start in starts if start > numbers[story.title]]
        block_end = following[0] - 1 if following else len(text_lines(text))
        occurrences.append(_occurrence(story, source, numbers, block_end))
    furniture = tuple(
        Furniture(line.number, line.span, "a button") for line in text_lines(text) if line.text == FURNITURE
    )
    persons = tuple({story.person.id: story.person for story in stories if story.person}.values())
    return Proposal(source, tuple(occurrences), furniture, persons, related, differs)


def _texts(story: Told) -> list[str]:
    return [paragraph if isinstance(paragraph, str) else paragraph[0] for paragraph in story.paragraphs]


def _occurrence(story: Told, source: Source, numbers: dict[str, int], block_end: int) -> Occurrence:
    lines = text_lines(source.text)
    first, last = numbers[story.title], max(numbers[text] for text in _texts(story))
    span = Span(lines[first - 1].span.start, lines[last - 1].span.end)
    passages, headings = [], []
    for paragraph in story.paragraphs:
        words, themes = (paragraph, ()) if isinstance(paragraph, str) else (paragraph[0], paragraph[1:])
        if words.startswith("# "):
            headings.append(numbers[words])
            continue
        at = len(passages)
        where = lines[numbers[words] - 1].span
        known = story.repeats.passages[at].id if story.repeats and at < len(story.repeats.passages) else None
        passages.append(
            Passage(
                known or passage_id(source.sha256, where),
                where,
                Lines(numbers[words], numbers[words]),
                Role.BODY,
                words,
                "en",
                story.person.id if story.person else None,
                tuple(Tag(theme, 0.9, "rule", (Evidence(0, 1, words[0]),)) for theme in themes),
            )
        )
    ends = [*(line - 1 for line in headings[1:]), last]
    sections = tuple(
        Section(lines[a - 1].text, Span(lines[a - 1].span.start, lines[b - 1].span.end), Lines(a, b))
        for a, b in zip(headings, ends, strict=False)
    )
    values: dict[str, object] = {
        "story": story.repeats.story if story.repeats else story_id(source.sha256, span),
        "source": source.sha256,
        "grade": story.grade,
        "title": story.title,
        "kind": story.kind,
        "perspective": Perspective.FIRST,
        "language": "en",
        "span": span,
        "lines": Lines(first, last),
        "block_end": block_end,
        "passages": tuple(passages),
        "sections": sections,
        "narrator": story.person.name if story.person else None,
        "persons": (story.person.id,) if story.person else (),
    }
    return Occurrence(**{**values, **story.fields})  # type: ignore[arg-type]


MINA = person("Mina")
JORUN = person("Jorun", "Jorun Vale")

ORCHARD = Told(
    "The orchard by the river",
    (
        ("Mina remembers the school beneath the apple trees of the valley.", "education"),
        ("Soldiers came in spring and led the oldest boys away in lorries.", "detention", "despair"),
        "Nobody in the village spoke of it until the harvest was over.",
    ),
    person=MINA,
    fields={"date": "2019-12"},
)
LIGHTHOUSE = Told(
    "A letter from the lighthouse",
    (
        ("Jorun Vale kept the lamp burning through four winters alone.", "livelihood"),
        "He learned to read from the newspapers that wrapped the fish.",
    ),
    person=JORUN,
    kind=Kind.PROFILE,
)
BRIDGE = Told(
    "Those who crossed the bridge",
    (("Forty families crossed the wooden bridge before the ice went out.", "escape"),),
    kind=Kind.ARTICLE,
)
