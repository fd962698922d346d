"""An account that an article quotes within its text, from bytes to the page. All texts are synthetic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.app import application, open_house
from archive.ingest import ingest
from archive.manifest import listed
from archive.settings import Settings

ARTICLE = "\n".join(
    (
        "What the road takes from women",
        "3 May 2019",
        "In the last year our centre has heard eleven women. What they say of the road agrees in most points, and the "
        "law has answered none of them.",
        "The following statement was given by Ae-sun, who was thirty at the time.",
        "“I was put in a car with two others. I counted the bridges, since I thought that I would have to walk back, "
        "and I came to nine.",
        "“In the house I was given a key that fitted nothing. I wore it all the same. I have it still.”",
        "The committee meets again in May. It has asked three ministries for figures and has received one letter.",
    )
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    named = {"ARCHIVE_STORE": f"sqlite:///{tmp_path / 'archive.db'}", "ARCHIVE_SEARCH": f"whoosh:{tmp_path / 'index'}"}
    house = open_house(Settings.from_environment(named))
    ingest(house.store, listed([tmp_path / "article.txt"]), house.publish)
    yield TestClient(application(house))
    house.close()


def test_the_page_says_where_somebody_else_begins_to_speak_and_where_the_publisher_goes_on(client: TestClient) -> None:
    found = re.search(r'href="(/stories/[^"?]+)', client.get("/search?q=bridges").text)
    assert found is not None
    page = client.get(found[1]).text
    spoken = [page.index("Ae-sun speaks"), page.index("I counted the bridges"), page.index("fitted nothing")]
    after = [page.index("The publisher’s words"), page.index("The committee meets again")]
    assert [*spoken, *after] == sorted([*spoken, *after])
    assert page.count("Ae-sun speaks") == 1


def test_whose_account_it_is_can_be_searched_for(client: TestClient) -> None:
    voices = client.get("/voices").text
    assert "Ae-sun" in voices
