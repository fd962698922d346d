"""What every page is made with: the gate, the engine, the templates; and how a page is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from archive import texts, words
from archive.access import Gate
from archive.web.static import addresses
from index.engine.base import Engine


@dataclass(frozen=True, slots=True)
class Site:
    """What the routes share. `address` is the public base address without a slash at its end, None where not set.

    `today` tells the date that citations bear.
    """

    gate: Gate
    engine: Engine
    templates: Environment
    address: str | None
    today: Callable[[], date]


def environment() -> Environment:
    """The templates: escaping always on, a name that is missing is an error, our words through gettext."""
    env = Environment(
        loader=FileSystemLoader(texts.templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # Jinja's extension adds these methods to the environment; its types do not know of them.
    install: Callable[..., None] = env.install_gettext_translations  # type: ignore[attr-defined]
    install(texts.translations(), newstyle=True)
    env.globals.update(static=addresses(texts.static_dir()), words=words, language=texts.LANGUAGE)
    return env


def site(request: Request) -> Site:
    """The site that a request came to."""
    found: Site = request.app.state.site
    return found


def base(request: Request) -> str:
    """The address that links in citations begin with: as set, else as the reader typed it."""
    return site(request).address or str(request.base_url).rstrip("/")


def page(
    request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """An answer written by a template."""
    shared = {"path": request.url.path, "base": base(request)}
    text = site(request).templates.get_template(template).render(**shared, **values)
    return HTMLResponse(text, status_code=status, headers=headers)
