"""What is the same for everybody: about the archive, help with questions, robots, a sign of life."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from archive.records import PUBLIC
from archive.web.site import page, site
from index.query import FIELDS

ROBOTS = "User-agent: *\nDisallow:\n"
"""Nothing is shut out: a filtered page says `noindex` itself, which it can say only to those who may fetch it."""


def about(request: Request) -> Response:
    """What this is, how to use testimony with care, every operator of a question."""
    return page(request, "about.html", summary=site(request).gate.summary(PUBLIC), fields=FIELDS)


def robots(request: Request) -> Response:
    """What other search engines may fetch."""
    return PlainTextResponse(ROBOTS)


def healthz(request: Request) -> Response:
    """Whether store and engine answer; for those who watch the machine."""
    site(request).gate.summary(PUBLIC)
    state = site(request).engine.state()
    return PlainTextResponse("ok\n" if state else "no index yet\n", status_code=200 if state else 503)
