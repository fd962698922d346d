"""The first minutes of three readers, in a real browser, with scripts off, on the founding captures."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

WIDE = (1280, 900)
NARROW = (375, 800)
NewPage = Callable[..., Page]


def in_view(page: Page, selector: str) -> bool:
    box, size = page.locator(selector).bounding_box(), page.viewport_size
    return box is not None and size is not None and -1 <= box["y"] < size["height"]


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_a_journalist_finds_a_passage_and_sees_where_it_stands(
    new_page: NewPage, size: tuple[int, int], scheme: str
) -> None:
    page = new_page(size, color_scheme=scheme)
    page.goto("/")
    page.get_by_role("searchbox").fill("school")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".summary")).to_contain_text("read as: school")
    if size == NARROW:
        expect(page.locator(".facets")).to_be_hidden()
        page.get_by_text("Narrow the search (none chosen)").click()
    page.locator(".facets").get_by_role("link", name="Education", exact=True).click()
    expect(page.locator(".constraints")).to_contain_text("Theme: Education")
    expect(page.get_by_role("searchbox")).to_have_value("school")
    expect(page.locator("mark").first).to_have_text(re.compile("school", re.IGNORECASE))
    assert len(page.locator(".hit").all()) >= 6

    hit = page.locator(".hit").first
    words = hit.locator("blockquote").inner_text()
    hit.locator(".who h3 a").click()
    passage = parse_qs(urlsplit(page.url).query)["p"][0]
    expect(page.locator(f"#p-{passage}")).to_contain_text(words)
    expect(page.locator(f"#p-{passage}")).to_contain_text("This passage reads as it was cited.")
    assert in_view(page, f"#p-{passage}")

    page.locator("#sources .row-title").first.click()
    assert in_view(page, ".line:target")
    expect(page.locator(".capture")).to_contain_text(words)
    page.go_back()
    page.get_by_role("link", name="Back to the results").click()
    expect(page.locator(".constraints")).to_contain_text("Theme: Education")


def test_an_advocacy_fellow_goes_from_a_theme_to_a_citation(new_page: NewPage) -> None:
    page = new_page(NARROW)
    page.goto("/")
    page.locator('.themes-first a[href="/themes/starvation"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Starvation")
    page.get_by_role("link", name="Read the passages").click()
    hit = page.locator(".hit").first
    citation = hit.locator(".citation")
    expect(citation).to_be_hidden()
    hit.get_by_text("Cite", exact=True).click()
    expect(citation).to_be_visible()
    link = re.search(r"https?://\S+", citation.inner_text())
    assert link
    words = hit.locator("blockquote").inner_text()
    citation.click()
    assert page.evaluate("getSelection().toString()").strip() == citation.inner_text().strip()

    page.goto(link[0])
    expect(page.locator(".passage:target")).to_contain_text(words)


def test_an_archivist_sees_how_a_capture_was_cut(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Sources").click()
    page.get_by_role("link", name=re.compile("^000_")).click()
    expect(page.locator(".summary")).to_contain_text("55 lines, cut into 2 stories")
    assert len(page.locator(".line").all()) == 55
    furniture = page.locator(".line-furniture")
    assert len(furniture.all()) >= 3
    for line in furniture.all():
        expect(line.locator(".line-said")).to_contain_text(re.compile(r"Page furniture: \w+"))
    line = page.locator("#L46")
    words = line.locator(".line-text").inner_text()
    line.get_by_role("link", name="Passage").click()
    expect(page.locator(".passage:target")).to_contain_text(words)
    page.go_back()
    with page.expect_response(re.compile("/raw$")) as raw:
        page.get_by_role("link", name="The bytes as captured").click()
    assert raw.value.headers["content-type"].startswith("text/plain")


def test_an_advisory_stands_before_the_text_and_folds_what_it_warns_of(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?theme=detention&view=stories")
    page.locator(".hit-title a").first.click()
    page.get_by_text("Before you read").click()
    page.get_by_role("link", name="Read the story with these folded away").click()
    folded = page.locator(".folded").first
    expect(folded.locator("p")).to_be_hidden()
    folded.get_by_text("Show it").click()
    expect(folded.locator("p")).to_be_visible()


def test_a_theme_opens_to_its_evidence(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?q=school&theme=education")
    page.locator(".hit .who h3 a").first.click()
    why = page.locator(".passage:target .why")
    why.locator("summary").click()
    expect(why.locator("dd").first).to_contain_text("given by a rule")
    quoted = why.locator("q").first.inner_text()
    assert quoted.strip("“”")[:20] in page.locator(".passage:target > p[dir]").inner_text()


def test_the_keyboard_alone_reaches_the_text_and_the_facets(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/search?q=school")
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    assert in_view(page, ".skip >> nth=0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("rel", "nofollow")
    assert focused.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
