"""Two captures of one story that differ in a sum and a date, from their bytes to the pages. All texts are synthetic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from itertools import product
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.app import House, application, open_house
from archive.ingest import ingest
from archive.manifest import listed
from archive.present.differing import at_line, facts
from archive.present.pieces import Piece
from archive.records import PUBLIC, DifferenceRecord, FactRecord, PassageRecord
from archive.settings import Settings

FIRST = """The ferry that never came | Sunhee’s Story

My grandmother sold buttons by the ferry landing, and every morning I
carried her tray down the hill for her.

In the winter of 1998 the ferry stopped running, and the broker who came
over the ice asked for 3,000 yuan for the two of us, as if we were
sacks.

We walked across the ice at night with four other families, holding a
rope that my uncle had knotted by hand.

In the first village a man gave us a room above his mill, and we stayed
there for eleven weeks without a lamp.

When at last we reached the city, my grandmother asked where one could
buy buttons, and then she began to weep.
"""
"""Lines are broken as a printer breaks them: a passage is of two or three."""
SECOND = FIRST.replace("1998", "1997").replace("3,000 yuan", "5,000 yuan").replace("my uncle", "my uncle Chol-su")

DATE, SUM = ["1998", "1997"], ["3,000", "5,000"]


@contextmanager
def archive(folder: Path, first: str, second: str) -> Iterator[House]:
    """An archive that holds two captures of a story."""
    for name, text in (("first.txt", first), ("second.txt", second)):
        (folder / name).write_text(text, encoding="utf-8")
    named = {"ARCHIVE_STORE": f"sqlite:///{folder / 'archive.db'}", "ARCHIVE_SEARCH": f"whoosh:{folder / 'index'}"}
    opened = open_house(Settings.from_environment(named))
    report = ingest(opened.store, listed([folder / "first.txt", folder / "second.txt"]), opened.publish)
    assert [len(one.added.repeats) for one in report.ingested] == [0, 1]
    yield opened
    opened.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with archive(tmp_path, FIRST, SECOND) as opened:
        yield opened


@pytest.fixture
def client(house: House) -> TestClient:
    return TestClient(application(house))


def story_page(house: House, client: TestClient, asked: str = "") -> str:
    [story] = house.gate.stories(PUBLIC)
    page = client.get(f"/stories/{story.id}{asked}")
    assert page.status_code == 200
    return page.text


def notes(page: str) -> list[str]:
    """Each note of a page that the sources differ, as it is read."""
    found = re.findall(r'<div class="differs">(.*?)</div>', page, re.DOTALL)
    apart = (re.sub(r"</(?:p|li|q)>", " ", note) for note in found)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", note)).split()) for note in apart]


def marked(page: str) -> list[str]:
    """The facts that the notes of a page mark."""
    found = re.findall(r'<div class="differs">.*?</div>', page, re.DOTALL)
    return [unescape(words) for note in found for words in re.findall("<mark>(.*?)</mark>", note)]


def test_a_story_says_where_its_sources_differ_and_leads_to_their_lines(house: House, client: TestClient) -> None:
    page = story_page(house, client)
    first, second = (source.id for source in house.gate.sources(PUBLIC))
    assert notes(page) == [
        "The sources differ here: … the winter of 1998 the ferry stopped running, … in first.txt, line 6"
        " … the winter of 1997 the ferry stopped running, … in second.txt, line 6"
        " … the ice asked for 3,000 yuan for the two of us, … in first.txt, line 7"
        " … the ice asked for 5,000 yuan for the two of us, … in second.txt, line 7",
        "The sources differ here: Not given in first.txt, line 11"
        " … a rope that my uncle Chol-su had knotted by hand. in second.txt, line 11",
    ]
    assert marked(page) == [*DATE, *SUM, "Chol-su"]
    for source, line in product((first, second), (6, 7, 11)):
        assert page.count(f'href="/sources/{source}#L{line}"') >= 2  # beside the passage, and below the story
        assert f'id="L{line}"' in client.get(f"/sources/{source}").text
    assert "The sources of this story differ in 3 facts" in page
    assert '<h3 id="differ">' in page
    assert "do not differ" not in page


def test_a_source_says_it_at_its_lines(house: House, client: TestClient) -> None:
    for source in house.gate.sources(PUBLIC):
        lines = client.get(f"/sources/{source.id}").text.split('<li id="L')[1:]
        assert [number for number, line in enumerate(lines, start=1) if notes(line)] == [6, 7, 11]
        assert marked(lines[5]) == DATE
        assert marked(lines[6]) == SUM


def test_a_hit_says_that_its_sources_differ(client: TestClient) -> None:
    said = {word: client.get(f"/search?q={word}").text for word in ("broker", "mill")}
    assert "told in 2 sources, which differ here" in said["broker"]
    assert "told in 2 sources</a>" in said["mill"]


def test_what_is_folded_away_folds_its_differences_too(tmp_path: Path) -> None:
    hard = ("as if we were\nsacks.", "and then\nthey beat us in a cell of the prison camp.")
    with archive(tmp_path, FIRST.replace(*hard), SECOND.replace(*hard)) as house:
        page = story_page(house, TestClient(application(house)), "?fold=yes")
    [folded] = re.findall(r'<details class="folded">.*?</details>', page, re.DOTALL)
    assert marked(folded) == [*DATE, *SUM]
    assert marked(page.replace(folded, "")) == ["Chol-su"]


@pytest.mark.parametrize("name", ["first.txt", "second.txt"])
def test_once_a_side_is_withdrawn_nobody_hears_that_there_was_one(house: House, client: TestClient, name: str) -> None:
    before = story_page(house, client)
    target = house.store.find(name)
    house.store.withdraw(target, "an archivist", "asked for")
    house.publish()
    [source] = house.gate.sources(PUBLIC)
    hidden = ("3,000", "1998") if name == "first.txt" else ("5,000", "1997", "Chol-su")
    for page in (story_page(house, client), client.get(f"/sources/{source.id}").text, client.get("/search").text):
        assert "differ" not in page
        assert [words for words in (name, *hidden) if words in page] == []
    house.store.reinstate(target, "an archivist", "")
    assert story_page(house, client) == before


# The values behind the pages


def fact(source: str, line: int, text: str, words: str) -> FactRecord:
    start = text.index(words)
    return FactRecord(source, f"{source}.txt", line, "en", text, start, start + len(words))


def test_a_fact_is_shown_among_a_few_whole_words() -> None:
    text = "He had worked in the mines of that valley for 50 years, and nobody had ever asked for his name or his age."
    [shown] = facts(DifferenceRecord(("p",), (fact("a", 3, text, "50"),)))
    assert shown.quote is not None
    assert shown.quote.before and shown.quote.after
    assert [piece.text for piece in shown.quote.pieces if piece.marked] == ["50"]
    said = "".join(piece.text for piece in shown.quote.pieces)
    assert f" {said} " in text and len(said) < 60
    assert (shown.source.label, shown.source.href) == ("a.txt, line 3", "/sources/a#L3")


def test_a_short_text_is_shown_whole_and_one_without_the_fact_not_at_all() -> None:
    none = FactRecord("b", "b.txt", 4, "en", "It rained.", 9, 9)
    given, missing = facts(DifferenceRecord(("p",), (fact("a", 3, "It rained in May.", "May"), none)))
    assert given.quote is not None and missing.quote is None
    assert given.quote.pieces == (Piece("It rained in "), Piece("May", marked=True), Piece("."))


def test_a_line_is_told_of_its_own_differences_alone() -> None:
    one = DifferenceRecord(("p",), (fact("a", 3, "In May.", "May"), fact("b", 7, "In June.", "June")))
    other = DifferenceRecord(("p",), (fact("a", 4, "In 1998.", "1998"), fact("b", 7, "In 1997.", "1997")))
    passage = PassageRecord("p", "s", 1, "body", "", "", "en", None, (), (), (), (), (), None, (one, other))
    assert at_line([passage], "a", 3) == (facts(one),)
    assert at_line([passage], "a", 4) == (facts(other),)
    assert at_line([passage], "b", 7) == (facts(one), facts(other))
    assert at_line([passage], "a", 7) == ()
