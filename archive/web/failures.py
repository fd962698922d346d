"""Pages for what is not there, is here no more, or went wrong: plain words and a way on."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive.errors import NotFound
from archive.records import Gone
from archive.web.headers import HEADERS
from archive.web.site import page
from index.errors import EngineError


def gone(request: Request, folder: str, found: Gone) -> Response:
    """A redirect to what took its place, or a page that says that nothing did."""
    if found.to is not None:
        return RedirectResponse(folder + found.to, status_code=301)
    return page(request, "gone.html", status=410, withdrawn=found.reason == "withdrawn")


async def not_found(request: Request, error: Exception) -> Response:
    """Nothing bears that address."""
    return page(request, "missing.html", status=404)


async def refused(request: Request, error: Exception) -> Response:
    """What the router refuses: an unknown address, or a method that a page does not take."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    if status == 404:
        return page(request, "missing.html", status=404)
    headers = error.headers if isinstance(error, HTTPException) else None
    return page(request, "failed.html", status=status, headers=headers, engine=False)


async def no_answer(request: Request, error: Exception) -> Response:
    """The search engine could not answer; stories can still be read."""
    return page(request, "failed.html", status=503, headers={"Retry-After": "10"}, engine=True)


async def failed(request: Request, error: Exception) -> Response:
    """Something of ours is broken. Starlette answers this outside all middleware, so the headers are set here."""
    return page(request, "failed.html", status=500, headers=HEADERS, engine=False)


HANDLERS = {NotFound: not_found, HTTPException: refused, EngineError: no_answer, 500: failed}
"""Which page answers which error."""
