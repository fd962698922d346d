"""What a search page shows: hits, facets, chosen constraints, the summary in plain words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from archive import cite, links, words
from archive.discover import PAGE_SIZE, SearchState
from archive.present.facets import Constraint, FacetView, Labels, chosen_words, constraints, facets, label
from archive.present.link import Link
from archive.present.pieces import Piece, Quote, differing, quote
from archive.records import PassageRecord, ReadingRecord, StoryRecord
from archive.texts import gettext as _
from archive.texts import ngettext
from index.engine.base import Results, Sort, View

Spans = Sequence[tuple[int, int]]

Marks = Callable[[str], Spans]
"""Finds in a text the spans to mark."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """How another source reads a passage, its differing words marked."""

    source: Link
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class HitView:
    """A passage found, ready to be shown. `facts` are its story's publisher, kind and date in words."""

    passage: str
    number: int
    quote: Quote
    language: str
    speaker: Link | None
    story: Link
    facts: tuple[str, ...]
    themes: tuple[Link, ...]
    told: Link | None
    reading: OtherReading | None
    citation: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in the list the reader is."""

    text: str
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of an empty result: a search that would find `count` passages or stories."""

    label: str
    href: str
    count: str


@dataclass(frozen=True, slots=True)
class Help:
    """What an empty result offers: other spellings, searches with less asked for."""

    suggestions: tuple[Offer, ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchView:
    """A search page, ready to be shown."""

    state: SearchState
    title: str
    summary: str
    notes: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    hits: tuple[HitView, ...]
    facets: tuple[FacetView, ...]
    views: tuple[Link, ...]
    sorts: tuple[Link, ...]
    pages: Pages | None
    start_over: str
    chosen: str
    help: Help = field(default_factory=Help)


def hit(
    state: SearchState, passage: PassageRecord, story: StoryRecord, *, marks: Marks, labels: Labels, citation: str
) -> HitView:
    """One hit: the passage with its marks, who speaks, where it stands, what it is about."""
    spans = marks(passage.text)
    href = links.passage(story.id, story.title, passage.id, passage.digest)
    return HitView(
        passage=passage.id,
        number=passage.number,
        quote=quote(passage.text, spans),
        language=passage.language,
        speaker=Link(passage.voice.name, links.voice(passage.voice.id, passage.voice.name)) if passage.voice else None,
        story=Link(story.title, href),
        facts=facts(story),
        themes=tuple(_theme(state, tag.theme, labels) for tag in passage.tags),
        told=_told(passage, story),
        reading=None if spans else _reading_with_marks(passage, marks),
        citation=citation,
    )


def facts(story: StoryRecord) -> tuple[str, ...]:
    """Publisher, kind and date of a story, as far as they are known."""
    date = story.date_printed or words.date(story.date)
    return (*cite.publishers(story)[:1], words.kind(story.kind), *filter(None, [date]))


def _theme(state: SearchState, theme: str, labels: Labels) -> Link:
    chosen = theme in state.values("theme")
    return Link(label(labels, "theme", theme), state.add("theme", theme).link(), current=chosen)


def _told(passage: PassageRecord, story: StoryRecord) -> Link | None:
    count = len({place.source for place in passage.occurrences})
    if count < 2:
        return None
    href = links.story(story.id, story.title)
    if passage.differs:
        text = ngettext("told in %(count)s source", "told in %(count)s sources, which differ here", count)
        return Link(text % {"count": count}, f"{href}#differ")
    text = ngettext("told in %(count)s source", "told in %(count)s sources", count)
    return Link(text % {"count": count}, f"{href}#sources")


def _reading_with_marks(passage: PassageRecord, marks: Marks) -> OtherReading | None:
    found = next((reading for reading in passage.readings if marks(reading.text)), None)
    return other_reading(passage, found) if found else None


def other_reading(passage: PassageRecord, reading: ReadingRecord) -> OtherReading:
    """A reading that differs from the passage's text, with a link to the lines of its source."""
    place = next((place for place in passage.occurrences if place.source == reading.source), None)
    name, line = (place.name, place.first) if place else (reading.source, None)
    return OtherReading(Link(name, links.source(reading.source, line)), differing(reading.text, passage.text))


def summary(state: SearchState, results: Results, read_as: str) -> str:
    """What was found and how the question was read, in one line of plain words."""
    found = _found(results)
    if not state.q:
        return found if state.chosen else _("Everything: %(found)s.") % {"found": found.removesuffix(".")}
    return _("%(found)s, read as: %(read_as)s") % {"found": found.removesuffix("."), "read_as": read_as}


def _found(results: Results) -> str:
    if not results.passages:
        return _("No passage found.")
    count, where = words.passages(results.passages), words.stories(results.stories)
    text = _("About %(count)s in %(where)s.") if results.estimated else _("%(count)s in %(where)s.")
    return text % {"count": count, "where": where}


def counted(view: View, results: Results) -> str:
    """How much a search would find, in the unit of its view."""
    return words.stories(results.stories) if view is View.STORIES else words.passages(results.passages)


def page_title(state: SearchState, labels: Labels) -> str:
    """What the page is called: the question and what is chosen."""
    chosen = [label(labels, facet, value) for facet, value in state.chosen]
    return " · ".join([*filter(None, [state.q]), *chosen]) or _("Everything")


def views(state: SearchState) -> tuple[Link, ...]:
    """The two views of the same search."""
    names = {View.PASSAGES: _("Passages"), View.STORIES: _("Stories")}
    return tuple(Link(name, state.seen_as(view).link(), state.view is view) for view, name in names.items())


def sorts(state: SearchState) -> tuple[Link, ...]:
    """The orders of the same search."""
    names = {
        Sort.RELEVANCE: _("Best match") if state.q else _("As they came"),
        Sort.NEWEST: _("Newest"),
        Sort.OLDEST: _("Oldest"),
    }
    return tuple(Link(name, state.sorted_by(sort).link(), state.sort is sort) for sort, name in names.items())


def last_page(state: SearchState, results: Results) -> int:
    """The number of the last page that holds a hit; 1 where there is none."""
    total = results.stories if state.view is View.STORIES else results.passages
    return max(1, -(-total // PAGE_SIZE))


def pages(state: SearchState, results: Results) -> Pages | None:
    """Where in a list of several pages the reader is; None where there is but one."""
    last = last_page(state, results)
    if last == 1 and state.page == 1:
        return None
    return Pages(
        text=_("Page %(page)s of %(last)s") % {"page": words.number(state.page), "last": words.number(last)},
        previous=state.at(min(state.page - 1, last)).link() if state.page > 1 else None,
        next=state.at(state.page + 1).link() if state.page < last else None,
    )


def search(
    *,
    state: SearchState,
    results: Results,
    hits: Iterable[HitView],
    labels: Labels,
    read_as: str,
    notes: Sequence[str],
    help: Help,
) -> SearchView:
    """The whole page."""
    return SearchView(
        state=state,
        title=page_title(state, labels),
        summary=summary(state, results, read_as),
        notes=tuple(notes),
        constraints=constraints(state, labels),
        hits=tuple(hits),
        facets=facets(state, results, labels),
        views=views(state),
        sorts=sorts(state),
        pages=pages(state, results),
        start_over=SearchState().link(),
        chosen=chosen_words(state),
        help=help,
    )
