"""The words of the house as frozen values: what the indexer proposes about captures.

Spans and lines always refer to a source's reading text. Spans count code points from 0,
end exclusive; lines count from 1, both ends included. Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What kind of text a story is."""

    TESTIMONY = "testimony"
    PROFILE = "profile"
    INTERVIEW = "interview"
    ARTICLE = "article"
    APPEAL = "appeal"
    NEWS = "news"
    OTHER = "other"


class Perspective(StrEnum):
    """Whose grammatical person tells the story."""

    FIRST = "first-person"
    THIRD = "third-person"
    MIXED = "mixed"


class Role(StrEnum):
    """What a line of a story is for. Titles and headings are no passages; all else is."""

    TITLE = "title"
    HEADING = "heading"
    DECK = "deck"
    INTRO = "intro"
    BODY = "body"
    APPEAL = "appeal"
    CODA = "coda"
    SIGNATURE = "signature"


class Grade(StrEnum):
    """How near a repeat stands to the first occurrence of its story."""

    IDENTICAL = "identical"
    SAME_TEXT = "same-text"
    EDITED = "edited"
    PARTIAL = "partial"


class Relation(StrEnum):
    """Why two stories that are not repeats belong together."""

    SAME_PERSON = "same-person"
    SERIES = "series"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Code points that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines first to last of a reading text, 1-based, both included."""

    first: int
    last: int


class Mark(StrEnum):
    """What a capture's own mark-up calls a line: a closed set, kept as it stands and judged by the cutter alone.

    OPENING is the first heading of an article element, or a paragraph styled as a title. HEADER is the page's alone,
    since the header of an article holds its title.
    """

    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    H4 = "h4"
    H5 = "h5"
    H6 = "h6"
    OPENING = "opening"
    ITEM = "item"
    QUOTATION = "quotation"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    FORM = "form"
    BUTTON = "button"
    TIME = "time"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of a reading text that its capture marks, and its marks, in the order of `Mark`."""

    line: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a capture says of itself beside its text, for machines; None where it says nothing, or nothing clear.

    `date` is ISO with the precision given; `date_printed` is its form on the page, where it is printed there.
    """

    address: str | None = None
    site: str | None = None
    date: str | None = None
    date_printed: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a capture comes from, as far as it is known; None is unknown, never guessed."""

    publisher: str | None = None
    address: str | None = None
    captured: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One file as handed in: its name, its bytes and what is known of its origin."""

    name: str
    data: bytes
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Source:
    """One raw capture and its reading text.

    `sha256` is the lower-case hex digest of the bytes, `replaced` the number of bytes that could not be
    decoded and stand as U+FFFD in `text`. `marks` are what its format marks lines as, in order of lines, `said` what
    it says of itself; neither is part of its text.
    """

    name: str
    sha256: str
    size: int
    encoding: str
    replaced: int
    text: str
    extractor: str
    extractor_version: str
    provenance: Provenance = Provenance()
    marks: tuple[Marked, ...] = ()
    said: Said = Said()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a reading text: its number, its span without the line end, its text."""

    number: int
    span: Span
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands on the line."""
        return not self.text.strip()


def line_end(text: str) -> str:
    r"""The line end of a reading text: "\n", or "\r" where there is none."""
    return "\n" if "\n" in text or "\r" not in text else "\r"


def text_lines(text: str) -> tuple[TextLine, ...]:
    r"""Split a reading text into its lines, a last empty one included.

    Lines are split on "\n" alone (on "\r" where the text has none); a "\r" before "\n" belongs to the
    line's span but not to its text.
    """
    lines: list[TextLine] = []
    start = 0
    for number, piece in enumerate(text.split(line_end(text)), start=1):
        lines.append(TextLine(number, Span(start, start + len(piece)), piece.removesuffix("\r")))
        start += len(piece) + 1
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of a capture that is the page's and not the story's, with the reason why."""

    line: int
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that may or may not be a title, whichever it was taken for: how likely (0 to 1), and why."""

    line: int
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Light:
    """What a later capture lets see otherwise in the cut of an earlier one, whose digest `source` is.

    Each doubt is a line at which the earlier one would be cut otherwise now, with how sure that is, and why.
    """

    source: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a passage that evidence a theme: code points of the passage's text."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme proposed for a passage, with score (0 to 1), origin and evidence."""

    theme: str
    score: float
    origin: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place of the gazetteer by its id, and where a passage names it: code points [start, end) of its text."""

    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year that a passage speaks of, and where it says so: code points [start, end) of its text."""

    year: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """An identity: an id, the name as printed and other names by which the texts know it."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a story: the unit of search, of tagging, of citation.

    `text` is the reading text at `span`, unaltered. `voice` is the id of the person who speaks it, None
    where the publisher's staff speak. In a repeat, `id` is that of the canonical passage it aligns with.
    """

    id: str
    span: Span
    lines: Lines
    role: Role
    text: str
    language: str
    voice: str | None = None
    tags: tuple[Tag, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    years: tuple[YearMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a story; `narrator` is a person id where it quotes a testimony of its own."""

    heading: str
    span: Span
    lines: Lines
    narrator: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A story where it stands in one source.

    `story` is the same id in every source. `lines` runs from the title line to the last content line;
    `block_end` is the last line before the next story. `narrator` and `author` are printed names;
    `persons` are ids: the narrator first, then the narrators of its sections. `confidence` (0 to 1) and
    `reasons` say how sure the cut at its title is, and why.
    """

    story: str
    source: str
    grade: Grade
    title: str
    kind: Kind
    perspective: Perspective
    language: str
    span: Span
    lines: Lines
    block_end: int
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...] = ()
    deck: str | None = None
    narrator: str | None = None
    author: str | None = None
    date: str | None = None
    date_printed: str | None = None
    series: str | None = None
    part: int | None = None
    parts: int | None = None
    persons: tuple[str, ...] = ()
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of its passages, each once, in order of first standing."""
        return tuple(dict.fromkeys(tag.theme for passage in self.passages for tag in passage.tags))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source reads at a place where occurrences differ; span into that source's text."""

    source: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where occurrences of one story differ in a decisive fact."""

    story: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Stories that belong together without being repeats, and why."""

    kind: Relation
    stories: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that one run of the indexer proposes about one source.

    `questions` are the digests of captures whose cut this one does not bear out; `lights` what it lets see there.
    """

    source: Source
    occurrences: tuple[Occurrence, ...]
    furniture: tuple[Furniture, ...]
    persons: tuple[Person, ...] = ()
    related: tuple[Related, ...] = ()
    differs: tuple[Difference, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    questions: tuple[str, ...] = ()
    lights: tuple[Light, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read as a source, and why, in words for its owner."""

    name: str
    why: str


class Known(Protocol):
    """What is stored already, as far as the indexer asks for it."""

    def sharing(self, prints: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences that hold a passage with one of these fingerprints; most in common first."""
        ...

    def told_by(self, names: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences with a person printed under one of these names."""
        ...

    def people(self, ids: frozenset[str]) -> Sequence[Person]:
        """The stored persons with these ids."""
        ...

    def recurring(self, keys: frozenset[str]) -> Mapping[str, frozenset[str]]:
        """For each key of `index.recurring` the digests of stored captures on which its line is furniture.

        Left out are keys of lines that are a story's title anywhere. At most MOST_CAPTURES digests a key.
        """
        ...
