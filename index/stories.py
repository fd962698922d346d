"""One source read as a careful archivist would: its stories with passages and voices, its furniture, its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index import editors, embedded, kinds, languages, metadata, narrators, passages, subjects, voices
from index.cut import Cut, Post, cut
from index.identity import person_id, story_id
from index.metadata import Metadata
from index.model import Furniture, Grade, Kind, Lines, Occurrence, Person, Perspective, Role, Section, Source, Span
from index.reasons import Reason
from index.voices import Voices
from index.weights import tables

INCIPIT = 80
"""Code points of the first words by which a story without a printed title is known."""


def propose(
    source: Source, found: Cut | None = None
) -> tuple[tuple[Occurrence, ...], tuple[Furniture, ...], tuple[Person, ...]]:
    """The stories of a source in their order, its furniture, and the people who speak in its stories.

    `found` is the cut of the source; without it, it is cut with nothing known. Every occurrence has the grade IDENTICAL
    and no tags: repeats and themes are found by later steps.
    """
    found = cut(source) if found is None else found
    printed = metadata.read(found.posts, publishers(found, source))
    occurrences: list[Occurrence] = []
    people: dict[str, Person] = {}
    signs = kinds.of_page([features(post, meta) for post, meta in zip(found.posts, printed, strict=True)])
    for post, meta, shown in zip(found.posts, printed, signs, strict=True):
        occurrence, told = _story(source, post, meta, shown)
        occurrences.append(occurrence)
        people.update({person.id: person for person in told})
    if len(occurrences) == 1:
        occurrences = [metadata.completed(occurrences[0], source.said)]
    return tuple(occurrences), found.furniture, tuple(people.values())


def publishers(found: Cut, source: Source) -> tuple[str, ...]:
    """The lines that name the page's maker: its header, and its footer's claims."""
    first = found.posts[0].lines.first if found.posts else 0
    return tuple(
        source.text[one.span.start : one.span.end]
        for one in found.furniture
        if (one.line < first and one.reason not in _SIGNED) or one.reason == Reason.FOOTER
    )


def features(post: Post, meta: Metadata) -> dict[str, float]:
    """What speaks for the kind of a post, without what its page says."""
    quoted = sum(1 for section in embedded.headed(post) if embedded.quoted_person(section))
    return kinds.features(post, about_one=voices.about_one(post), quoted=quoted, dated=meta.date is not None)


def _story(
    source: Source, post: Post, meta: Metadata, shown: Mapping[str, float]
) -> tuple[Occurrence, tuple[Person, ...]]:
    shares = kinds.shares(shown)
    kind = max(shares, key=lambda one: shares[one])
    post = replace(post, placed=editors.tell_apart(post.placed, kind in TOLD, known(post, meta)))
    spoken = voices.read(post, kind, narrators.choose(post, shares, meta, tables().narrators))
    people = _people(source, post, spoken)
    told = kinds.perspective(shown)
    made = _occurrence(source, post, kind=kind, told=told, meta=meta, spoken=spoken, people=people)
    return made, tuple(people.values())


_MARKS = str.maketrans("’‘ʼ‑‐\u00a0", "'''-- ")
_SIGNED = (Reason.DATE, Reason.BYLINE, Reason.CREDIT)
"""Furniture above a title that may name its author."""

TOLD = (Kind.TESTIMONY, Kind.INTERVIEW)
"""Kinds in which one person tells of their own life."""


def known(post: Post, meta: Metadata) -> tuple[str, ...]:
    """Names by which editors may speak of the one who tells a post."""
    titled = subjects.find(post.title.head) if post.title else ()
    signed = metadata.signer(post, Kind.TESTIMONY)
    return tuple(name for name in (*titled, meta.teller, signed) if name)


def _people(source: Source, post: Post, spoken: Voices) -> dict[str, Person]:
    """The narrator first, then the narrators of sections, by printed name."""
    made: dict[str, Person] = {}
    text = source.text[post.span.start : post.span.end]
    named = [(spoken.narrator, spoken.other_names), *((section.narrator, ()) for section in spoken.sections)]
    for name, others in named:
        if name and name not in made:
            printed = _as_printed(text, name)
            made[name] = Person(
                person_id(source.sha256, post.span, printed),
                printed,
                tuple(_as_printed(text, other) for other in others),
            )
    return made


def _occurrence(
    source: Source,
    post: Post,
    *,
    kind: Kind,
    told: Perspective,
    meta: Metadata,
    spoken: Voices,
    people: dict[str, Person],
) -> Occurrence:
    title = _title(source, post)
    text = source.text[post.span.start : post.span.end]
    deck = next((one.piece.span for one in post.placed if one.role is Role.DECK), None)
    signed = None if kind in TOLD else metadata.signer(post, kind)
    return Occurrence(
        story=story_id(source.sha256, post.span),
        source=source.sha256,
        grade=Grade.IDENTICAL,
        title=title,
        kind=kind,
        perspective=told,
        language=languages.detect(text),
        span=post.span,
        lines=post.lines,
        block_end=post.block_end,
        passages=passages.make(source, post, {line: people[name].id for line, name in spoken.speaking.items()}),
        sections=_sections(source, spoken, people),
        deck=source.text[deck.start : deck.end] if deck else None,
        narrator=people[spoken.narrator].name if spoken.narrator else None,
        author=meta.author or signed,
        date=meta.date.iso if meta.date else None,
        date_printed=meta.date.printed if meta.date else None,
        series=_as_printed(title, meta.series.name) if meta.series and meta.series.name else None,
        part=meta.series.part if meta.series else None,
        parts=meta.series.parts if meta.series else None,
        persons=tuple(person.id for person in people.values()),
        confidence=post.start.confidence,
        reasons=(*post.start.reasons, *post.end.reasons),
    )


def _title(source: Source, post: Post) -> str:
    """The title as printed; where none is, the first words, as catalogues do."""
    piece = post.title
    if piece is not None:
        return source.text[piece.span.start : piece.span.end]
    words = " ".join(post.content[0].piece.text[: 2 * INCIPIT].split())
    return words if len(words) <= INCIPIT else words[:INCIPIT].rsplit(" ", 1)[0] + "…"


def _as_printed(text: str, name: str) -> str:
    """A name with the very characters of a text, where its normal form has another apostrophe or hyphen."""
    if name in text:
        return name
    at = text.translate(_MARKS).find(name)
    return text[at : at + len(name)] if at >= 0 else name


def _sections(source: Source, spoken: Voices, people: dict[str, Person]) -> tuple[Section, ...]:
    made = []
    for one in spoken.sections:
        pieces = [placed.piece for placed in ((one.heading,) if one.heading else ()) + one.paragraphs]
        span = one.heading.piece.span if one.heading else Span(0, 0)
        made.append(
            Section(
                heading=source.text[span.start : span.end],
                span=Span(pieces[0].span.start, pieces[-1].span.end),
                lines=Lines(pieces[0].first, pieces[-1].last),
                narrator=people[one.narrator].id if one.narrator else None,
            )
        )
    return tuple(made)
