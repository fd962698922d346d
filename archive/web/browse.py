"""Pages that lead to stories: themes and voices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive import links
from archive.discover import FOUNDING_THEMES, SearchState
from archive.present.link import Link
from archive.present.search import facts
from archive.records import PUBLIC, Gone, StoryRecord, ThemeRecord
from archive.web.failures import gone
from archive.web.site import Site, page, site
from index.engine.base import View
from index.query import Everything
from index.themes import vocabulary

MOST_COUNTED = 500
"""Passages of a theme up to which its page counts them for each story; of more, the search page tells."""

MOST_STORIES = 20
"""Stories that a theme's page lists."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list: a link, what is known of it, and how many of its passages are meant (None: not counted)."""

    story: Link
    facts: tuple[str, ...]
    passages: int | None


def themes(request: Request) -> Response:
    """The vocabulary: each theme with its definition and counts."""
    records = site(request).gate.themes(PUBLIC)
    return page(request, "themes.html", themes=sorted(records, key=_founding_first))


def theme(request: Request) -> Response:
    """A theme: what counts as it, what it is part of, which stories bear it."""
    here = site(request)
    record = here.gate.theme(PUBLIC, request.path_params["id"])
    records = here.gate.themes(PUBLIC)
    broader = next((each for each in records if each.id == record.broader), None)
    narrower = [each for each in records if each.broader == record.id]
    state = SearchState().add("theme", record.id)
    return page(
        request,
        "theme.html",
        theme=record,
        scope=term.scope if (term := vocabulary().get(record.id)) else "",
        broader=broader,
        narrower=narrower,
        rows=_bearing(here, state),
        passages=state.link(),
        stories=state.seen_as(View.STORIES).link(),
    )


def voices(request: Request) -> Response:
    """Everybody who speaks here, by name."""
    people = sorted(site(request).gate.voices(PUBLIC), key=lambda person: person.name.casefold())
    rows = [(Link(person.name, links.voice(person.id, person.name)), person) for person in people]
    return page(request, "voices.html", rows=rows)


def voice(request: Request) -> Response:
    """A person: their names, and the stories they speak in."""
    name: str = request.path_params["name"]
    found = site(request).gate.voice(PUBLIC, links.id_of(name))
    if isinstance(found, Gone):
        return gone(request, "/voices/", found)
    person, stories = found
    if name != links.name(person.id, person.name):
        return RedirectResponse(links.voice(person.id, person.name), status_code=301)
    rows = [_row(story, None) for story in stories]
    search = SearchState().add("voice", person.id).link()
    return page(request, "voice.html", person=person, rows=rows, search=search)


def _founding_first(theme: ThemeRecord) -> int:
    return FOUNDING_THEMES.index(theme.id) if theme.id in FOUNDING_THEMES else len(FOUNDING_THEMES)


def _bearing(here: Site, state: SearchState) -> list[StoryRow]:
    """The stories of a search, those with most passages first."""
    results = here.engine.search(state.query(Everything(), facets=(), size=MOST_COUNTED))
    if results.passages > MOST_COUNTED:
        listed = here.engine.search(state.seen_as(View.STORIES).query(Everything(), facets=(), size=MOST_STORIES))
        return [_row(story, None) for story in here.gate.stories(PUBLIC, [hit.story for hit in listed.hits])]
    counts = Counter(hit.story for hit in results.hits)
    stories = {story.id: story for story in here.gate.stories(PUBLIC, list(counts))}
    ranked = [(id, count) for id, count in counts.most_common(MOST_STORIES) if id in stories]
    return [_row(stories[id], count) for id, count in ranked]


def _row(story: StoryRecord, passages: int | None) -> StoryRow:
    narrator = [story.narrator.name] if story.narrator else []
    return StoryRow(Link(story.title, links.story(story.id, story.title)), (*narrator, *facts(story)), passages)
