"""A journalist checks a quote that two made-up captures tell otherwise, in a real browser, with scripts off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WIDE, NARROW, SMALLEST = (1280, 900), (375, 800), (320, 640)
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
NewPage = Callable[..., Page]


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_from_a_hit_to_the_line_of_the_other_source(
    new_page: NewPage, differing: str, size: tuple[int, int], scheme: str
) -> None:
    page = new_page(size, color_scheme=scheme, base_url=differing)
    page.goto("/search?q=broker")
    page.get_by_role("link", name="told in 2 sources, which differ here").click()
    expect(page.locator("#differ")).to_be_in_viewport()
    note = page.locator(".passage .differs")
    expect(note).to_contain_text("The sources differ here:")
    expect(note.locator("mark")).to_have_text(["1998", "1997", "3,000", "5,000"])
    note.get_by_role("link", name="second.txt, line 3").last.click()
    expect(page.locator(".line:target")).to_be_in_viewport()
    expect(page.locator(".line:target .line-text")).to_contain_text("asked for 5,000 yuan")
    page.locator(".line:target .differs").get_by_role("link", name="first.txt, line 3").last.click()
    expect(page.locator(".line:target .line-text")).to_contain_text("asked for 3,000 yuan")


@pytest.mark.parametrize("name", ["story", "source"])
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (SMALLEST, "dark")])
def test_differences_put_up_no_barrier(
    new_page: NewPage, differing: str, name: str, size: tuple[int, int], scheme: str
) -> None:
    # axe is a script: it is put in from outside, under the policy that the pages state.
    page = new_page(size, color_scheme=scheme, base_url=differing, java_script_enabled=True)
    page.goto("/search?q=broker" if name == "story" else "/sources")
    page.locator(".hit .who h3 a" if name == "story" else ".row-title").first.click()
    expect(page.locator(".differs")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
