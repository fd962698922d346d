"""Captures of every format from the command's reading to the page that shows them. All texts are synthetic."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from archive.app import House, application, open_house
from archive.ingest import ingest
from archive.manifest import listed
from archive.records import PUBLIC, SourceRecord
from archive.settings import Settings

PRINTED = Path(__file__).parents[1] / "index" / "captures" / "printed.pdf"
TITLE = "The Ferryman of Lake Orra | Tomas’s Story"
TOLD = (
    "I was nine years old when my father gave me the oar of the old ferry for the first time.",
    "We carried soldiers in the morning and their widows in the evening, and nobody spoke of either.",
    "In the winter of 1998 the lake froze, and my sister walked across the ice to look for bread.",
)
PAGE = (
    "<!doctype html><meta charset=utf-8><script>alert(1)</script>"
    f"<nav><a href=/>Home</a> <a href=/a>About</a></nav><h1>{TITLE}</h1>{''.join(f'<p>{one}</p>' for one in TOLD)}"
)


def word() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    for paragraph in TOLD:
        document.add_paragraph(paragraph)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("captures")
    (folder / "ferry.txt").write_text("\n\n".join((TITLE, *TOLD)), encoding="utf-8")
    (folder / "ferry.html").write_text(PAGE, encoding="utf-8")
    (folder / "ferry.docx").write_bytes(word())
    (folder / "geese.pdf").write_bytes(PRINTED.read_bytes())
    (folder / "locked.pdf").write_bytes(b"%PDF-1.7 made up")
    data = tmp_path_factory.mktemp("archive")
    named = {"ARCHIVE_STORE": f"sqlite:///{data / 'archive.db'}", "ARCHIVE_SEARCH": f"whoosh:{data / 'index'}"}
    opened = open_house(Settings.from_environment(named))
    report = ingest(opened.store, listed([folder]))
    assert [one.name for one in report.refused] == ["locked.pdf"]
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(house: House) -> TestClient:
    return TestClient(application(house), follow_redirects=False)


def source(house: House, name: str) -> SourceRecord:
    return next(record for record in house.gate.sources(PUBLIC) if record.name == name)


def test_one_story_in_three_formats_is_one_story(house: House) -> None:
    (ferry,) = (story for story in house.gate.stories(PUBLIC) if story.title == TITLE)
    assert {place.name for place in ferry.occurrences} == {"ferry.txt", "ferry.html", "ferry.docx"}


@pytest.mark.parametrize(
    ("name", "said", "heading"),
    [
        ("ferry.txt", "Plain text, as it stands", "As captured, and how it was cut"),
        ("ferry.html", "Web page (HTML), read by its extractor, version 1, lxml ", "What was read in it"),
        ("ferry.docx", "Word document (DOCX), read by its extractor, version 1", "What was read in it"),
        ("geese.pdf", "PDF, read by its extractor, version 1, pypdf ", "What was read in it"),
    ],
)
def test_a_source_says_how_it_was_read(house: House, client: TestClient, name: str, said: str, heading: str) -> None:
    page = client.get(f"/sources/{source(house, name).id}").text
    assert said in page
    assert heading in page
    assert "<script" not in page
    assert ("<dt>Encoding</dt>" in page) == name.endswith((".txt", ".html"))


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("ferry.html", "text/plain; charset=utf-8", "inline"),
        ("ferry.docx", "application/octet-stream", "attachment"),
        ("geese.pdf", "application/octet-stream", "attachment"),
    ],
)
def test_no_capture_is_handed_out_as_what_a_browser_would_run(
    house: House, client: TestClient, name: str, kind: str, shown: str
) -> None:
    record = source(house, name)
    answer = client.get(f"/sources/{record.id}/raw")
    assert sha256(answer.content).hexdigest() == record.sha256
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"] == f"{shown}; filename*=UTF-8''{name}"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_store_keeps_the_reading_text_and_what_made_it(house: House) -> None:
    record = source(house, "ferry.html")
    stored = house.store.source(record.sha256)
    assert (stored.extractor, stored.extractor_version) == ("html", record.extractor_version)
    assert stored.text.split("\n")[:4] == ["Home", "About", "", TITLE]
