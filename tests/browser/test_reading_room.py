"""Every kind of page, in light and dark, wide and narrow: no barrier that axe can find, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE = (1280, 900)
NARROW = (375, 800)
NewPage = Callable[..., Page]

PAGES = {
    "home": "/",
    "search": "/search?q=school&theme=education",
    "stories": "/search?q=school&view=stories&sort=newest",
    "empty": "/search?q=shcool&theme=education&kind=profile",
    "facet": "/search/facet?facet=theme&q=school",
    "themes": "/themes",
    "theme": "/themes/starvation",
    "voices": "/voices",
    "sources": "/sources",
    "about": "/about",
    "missing": "/nothing-here",
}
FOUND = {
    "story": ("/search?q=school&theme=education", ".hit .who h3 a"),
    "article": ("/search?kind=article&view=stories", ".hit-title a"),
    "voice": ("/voices", ".row-title"),
    "source": ("/sources", ".row-title"),
}

RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Beside what axe checks by default, the size of targets, which WCAG 2.2 AA asks for."""


def visit(page: Page, name: str) -> None:
    if name in PAGES:
        page.goto(PAGES[name])
        return
    start, link = FOUND[name]
    page.goto(start)
    page.locator(link).first.click()


@pytest.mark.parametrize("name", [*PAGES, *FOUND])
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_axe_finds_no_barrier(new_page: NewPage, name: str, size: tuple[int, int], scheme: str) -> None:
    # axe is a script: it is put in from outside, under the policy that the pages state.
    page = new_page(size, color_scheme=scheme, java_script_enabled=True)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    visit(page, name)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert [problem for problem in problems if "404" not in problem] == []


def test_axe_would_find_a_barrier(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=True)
    visit(page, "about")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert Axe().run(page, options=RULES).violations_count == 1


@pytest.mark.parametrize("name", [*PAGES, *FOUND])
def test_nothing_scrolls_sideways_at_320_pixels(new_page: NewPage, name: str) -> None:
    page = new_page((320, 640))
    visit(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    clipped = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => !e.closest('.hidden, .skip'))"
        ".filter(e => e.getBoundingClientRect().right > 321).map(e => e.outerHTML.slice(0, 80))"
    )
    assert clipped == []


@pytest.mark.parametrize("width", [1280, 1024])
def test_wide_pages_set_facets_beside_a_reading_measure(new_page: NewPage, width: int) -> None:
    page = new_page((width, 900))
    page.goto("/search?q=school")
    facets, results = page.locator(".facets").bounding_box(), page.locator(".results").bounding_box()
    assert facets is not None
    assert results is not None
    assert facets["width"] == 240
    assert facets["x"] + facets["width"] < results["x"]
    assert results["width"] <= 620


def test_paper_gets_text_and_no_controls(new_page: NewPage) -> None:
    page = new_page()
    visit(page, "story")
    page.emulate_media(media="print")
    assert page.locator(".testimony").is_visible()
    assert page.locator("#sources").is_visible()
    assert not page.locator(".masthead-links").is_visible()
    assert not page.locator(".side").is_visible()


def test_our_own_typeface_is_what_readers_get(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=True)
    page.goto("/search?q=school")
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].map(font => [font.family, font.status]))"
    )
    assert ["Source Serif 4", "loaded"] in [[family.strip('"'), status] for family, status in loaded]
