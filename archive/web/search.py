"""The home page, the search page, and the page that lists all values of a facet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from archive import cite
from archive.discover import FOUNDING_THEMES, SearchState, keep_known, loosened, read_params
from archive.present import facets
from archive.present import search as present
from archive.records import PUBLIC
from archive.texts import gettext as _
from archive.web.site import Site, base, page, site
from index import marks
from index.engine.base import FACETS, Results
from index.query import Expression, Parsed, parse

MOST_OFFERS = 8
"""Filters that an empty result offers to drop, each counted by a search."""


def home(request: Request) -> Response:
    """What this is, the question, the themes, how much there is."""
    gate = site(request).gate
    themes = gate.themes(PUBLIC)
    founding = [theme for id in FOUNDING_THEMES for theme in themes if theme.id == id]
    others = [theme for theme in themes if theme.id not in FOUNDING_THEMES]
    summary, names = gate.summary(PUBLIC), gate.publishers(PUBLIC)
    publishers = [
        (names.get(id, id), SearchState().add("publisher", id).link(), n) for id, n in summary.publishers.items()
    ]
    return page(request, "home.html", founding=founding, others=others, summary=summary, publishers=publishers)


def search(request: Request) -> Response:
    """A search: what was asked, what was found, what to choose further."""
    here = site(request)
    labels = here.gate.labels(PUBLIC)
    state, parsed, notes = _asked(request, labels)
    results = here.engine.search(state.query(parsed.expression))
    help = _help(here, state, parsed.expression, labels) if not results.passages else present.Help()
    view = present.search(
        state=state,
        results=results,
        hits=_hits(request, state, results, parsed.expression, labels),
        labels=labels,
        read_as=parsed.read_as,
        notes=notes,
        help=help,
    )
    return page(request, "search.html", view=view)


def facet(request: Request) -> Response:
    """All values of one facet for a search, by count or by name."""
    here = site(request)
    name = request.query_params.get("facet", "")
    if name not in FACETS:
        raise HTTPException(404)
    labels = here.gate.labels(PUBLIC)
    state, parsed, _notes = _asked(request, labels)
    results = here.engine.search(state.at(1).query(parsed.expression, facets=(name,), size=1))
    view = facets.facet(state, name, results.facets.get(name, ()), labels, shown=None)
    if request.query_params.get("order") == "name":
        view = replace(view, values=tuple(sorted(view.values, key=lambda value: value.label.casefold())))
    by_name = f"{state.facet_link(name)}&order=name"
    return page(request, "facet.html", state=state, view=view, by_count=state.facet_link(name), by_name=by_name)


def _asked(request: Request, labels: facets.Labels) -> tuple[SearchState, Parsed, tuple[str, ...]]:
    state, cut = read_params(request.query_params.multi_items())
    state, unknown = keep_known(state, labels)
    parsed = parse(state.q)
    return state, parsed, (*cut, *unknown, *parsed.notes)


def _hits(
    request: Request, state: SearchState, results: Results, expression: Expression, labels: facets.Labels
) -> list[present.HitView]:
    here = site(request)
    found = {each.id: each for each in here.gate.passages(PUBLIC, [hit.passage for hit in results.hits])}
    stories = {each.id: each for each in here.gate.stories(PUBLIC, [hit.story for hit in results.hits])}
    mark = partial(marks.find, expression)
    views = []
    for hit in results.hits:
        # What was withdrawn since the index was written is in neither.
        if hit.passage in found and hit.story in stories:
            passage, story = found[hit.passage], stories[hit.story]
            citation = cite.passage(story, passage, base(request), here.today())
            views.append(present.hit(state, passage, story, marks=mark, labels=labels, citation=citation))
    return views


def _help(here: Site, state: SearchState, expression: Expression, labels: facets.Labels) -> present.Help:
    spelled = here.engine.suggest(state.q, PUBLIC.audiences) if state.q else ()
    suggestions = [
        _offer(here, text, state.asking(text)) or _offer(here, text, state.asking(text).unfiltered())
        for text in spelled
    ]
    offers = [_offer(here, label, other) for label, other in _looser(state, expression, labels)]
    return present.Help(tuple(filter(None, suggestions)), tuple(filter(None, offers)))


def _looser(state: SearchState, expression: Expression, labels: facets.Labels) -> Iterator[tuple[str, SearchState]]:
    """Searches that ask for less, each with what it is called."""
    for facet, value in state.chosen[:MOST_OFFERS]:
        yield _("Without “%(label)s”") % {"label": facets.label(labels, facet, value)}, state.remove(facet, value)
    if len(state.chosen) > 1:
        yield _("Without any of what is chosen"), state.unfiltered()
    loose = loosened(expression)
    if loose:
        yield _("With any one of these words"), state.asking(loose)
    if loose and state.chosen:
        yield _("With any one of these words, and nothing chosen"), state.asking(loose).unfiltered()


def _offer(here: Site, label: str, state: SearchState) -> present.Offer | None:
    """A search as a way out, with what it would find; None where that is nothing."""
    results = here.engine.search(state.at(1).query(parse(state.q).expression, facets=(), size=1))
    return present.Offer(label, state.link(), present.counted(state.view, results)) if results.passages else None
