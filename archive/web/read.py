"""Pages to read: a story, a source as captured, its bytes."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive import cite, links
from archive.discover import SearchState, state_of_link
from archive.present import cited
from archive.present import source as present_source
from archive.present import story as present_story
from archive.present.link import Link
from archive.present.search import Marks
from archive.records import PUBLIC, Gone, StoryText
from archive.web.failures import gone
from archive.web.site import base, page, site
from index import marks
from index.extract.base import BINARY
from index.query import parse

FOLD = "fold"
"""The parameter by which a reader has the passages that an advisory warns of folded away."""


def story(request: Request) -> Response:
    """A story, told whole; a cited passage is compared with its citation."""
    name: str = request.path_params["name"]
    found = site(request).gate.story(PUBLIC, links.id_of(name))
    if isinstance(found, Gone):
        return gone(request, "/stories/", found)
    if name != links.name(found.story.id, found.story.title):
        return _moved(request, links.story(found.story.id, found.story.title))
    back = _back(request)
    said, moved, notices = _cited(request, found)
    themes = {theme.id: theme.label for theme in site(request).gate.themes(PUBLIC)}
    citation = cite.story(found.story, base(request), site(request).today())
    view = present_story.story(found, present_story.Asked(themes, notices, _marks(back)), citation)
    fold = FOLD in request.query_params
    return page(request, "story.html", view=view, back=back, said=said, moved=moved, fold=fold)


def source(request: Request) -> Response:
    """A source line by line, and how it was cut."""
    gate = site(request).gate
    found = gate.source(PUBLIC, request.path_params["id"])
    if isinstance(found, Gone):
        return gone(request, "/sources/", found)
    if found.source.id != request.path_params["id"]:
        return _moved(request, links.source(found.source.id))
    named = list(dict.fromkeys(line.passage for line in found.lines if line.passage))
    view = present_source.source(found, gate.passages(PUBLIC, named))
    return page(request, "source.html", view=view)


def sources(request: Request) -> Response:
    """All sources, with what is known of each."""
    rows = [
        (record, dict(present_source.facts(record)), links.source(record.id))
        for record in site(request).gate.sources(PUBLIC)
    ]
    return page(request, "sources.html", rows=rows)


def raw(request: Request) -> Response:
    """A capture byte for byte: as plain text that no browser will take for anything else, or as a file to keep."""
    gate = site(request).gate
    found = gate.source(PUBLIC, request.path_params["id"])
    if isinstance(found, Gone):
        return gone(request, "/sources/", found)
    data = gate.capture(PUBLIC, found.source.id)
    if isinstance(data, Gone):
        return gone(request, "/sources/", data)
    shown, kind = "inline", f"text/plain; charset={found.source.encoding}"
    if found.source.encoding == BINARY:
        shown, kind = "attachment", "application/octet-stream"
    headers = {
        "Content-Type": kind,
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(found.source.name, safe='')}",
    }
    return Response(data, headers=headers)


def _moved(request: Request, path: str) -> Response:
    # The browser keeps the part after "#" by itself.
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, status_code=301)


def _cited(request: Request, text: StoryText) -> tuple[str | None, Link | None, dict[str, str]]:
    """What to say on top, where a passage moved to, and what to say beside a passage that stands here."""
    asked, digest = request.query_params.get("p"), request.query_params.get("d")
    if not asked:
        return None, None, {}
    if any(passage.id == asked for passage in text.passages):
        said = cited.as_cited(text, asked, digest)
        return None, None, {asked: said} if said else {}
    gate = site(request).gate
    found = gate.passages(PUBLIC, [asked])
    said, moved = cited.elsewhere(text, found, gate.stories(PUBLIC, [passage.story for passage in found]))
    return said, moved, {}


def _back(request: Request) -> SearchState | None:
    """The search that the reader came from, where the browser says so and it is ours."""
    referer = request.headers.get("referer", "")
    try:
        host = urlsplit(referer).netloc
    except ValueError:
        return None
    return state_of_link(referer) if host == request.url.netloc else None


def _marks(back: SearchState | None) -> Marks:
    if back is None or not back.q:
        return lambda text: ()
    expression = parse(back.q).expression
    return lambda text: marks.find(expression, text)
