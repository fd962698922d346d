"""Which address leads to which page."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from archive.texts import static_dir
from archive.web import browse, plain, read, search
from archive.web.static import Static


def routes() -> list[BaseRoute]:
    """All routes. They are plain functions, since they touch store and engine: each runs in a thread."""
    return [
        Route("/", search.home),
        Route("/search", search.search),
        Route("/search/facet", search.facet),
        Route("/stories/{name}", read.story),
        Route("/themes", browse.themes),
        Route("/themes/{id}", browse.theme),
        Route("/voices", browse.voices),
        Route("/voices/{name}", browse.voice),
        Route("/sources", read.sources),
        Route("/sources/{id}", read.source),
        Route("/sources/{id}/raw", read.raw),
        Route("/about", plain.about),
        Route("/healthz", plain.healthz),
        Route("/robots.txt", plain.robots),
        Mount("/static", Static(directory=static_dir())),
    ]
