"""Which files a path means, and what a manifest may say."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from archive.manifest import Listed, listed, misstated
from index.errors import CaptureError
from index.model import Capture, Provenance, Refusal

CORPUS = Path(__file__).parents[2] / "corpus"


def manifest(folder: Path, text: str) -> list[Listed | Refusal]:
    (folder / "manifest.toml").write_text(text)
    return listed([folder])


def refusal(folder: Path, text: str) -> Refusal:
    (found,) = manifest(folder, text)
    assert isinstance(found, Refusal)
    return found


def test_the_founding_manifest_lists_every_capture_as_it_is() -> None:
    found = listed([CORPUS])
    assert all(isinstance(one, Listed) for one in found)
    captures = [one.load(2**26) for one in found if isinstance(one, Listed)]
    assert [capture.name for capture in captures] == sorted(path.name for path in CORPUS.glob("*.txt"))
    assert {capture.provenance for capture in captures} == {Provenance(publisher="Liberty in North Korea")}
    assert all(one.sha256 == sha256(one.path.read_bytes()).hexdigest() for one in found if isinstance(one, Listed))


def test_a_folder_without_a_manifest_means_its_captures(tmp_path: Path) -> None:
    names = ("a.txt", "b.md", "c.html", "d.HTM", "e.docx", "f.pdf")
    for name in (*names, "g.jpg", "h.toml", "i"):
        (tmp_path / name).write_text("made up")
    (tmp_path / "j.txt").mkdir()
    given = Provenance(publisher="A made-up house")
    found = [(one.name, one.provenance) for one in listed([tmp_path], given) if isinstance(one, Listed)]
    assert found == [(name, given) for name in names]


def test_what_is_not_there_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("made up")
    (tmp_path / "empty").mkdir()
    found = listed([tmp_path / "none.txt", tmp_path / "empty", tmp_path / "a.txt"])
    assert [one.why for one in found if isinstance(one, Refusal)] == [
        "there is no such file or folder",
        "the folder holds neither a manifest.toml nor a file named "
        "*.txt, *.md, *.markdown, *.html, *.htm, *.xhtml, *.docx or *.pdf",
    ]
    assert isinstance(found[2], Listed)


def test_a_manifest_says_where_a_capture_comes_from(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("made up")
    (tmp_path / "unlisted.txt").write_text("made up")
    digest = sha256(b"made up").hexdigest()
    text = f'[[capture]]\nfile = "sub/a.txt"\nsha256 = "{digest.upper()}"\ncaptured = 2024-05-02\nrights = "ours"\n'
    (tmp_path / "manifest.toml").write_text(text)
    (found,) = listed([tmp_path], Provenance(publisher="given", rights="given"))
    assert isinstance(found, Listed)
    assert found.load(100) == Capture("sub/a.txt", b"made up", Provenance("given", None, "2024-05-02", "ours"))


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "link.txt", "sub/../../secret.txt"])
def test_a_manifest_stays_inside_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("not meant")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert "outside" in refusal(folder, f'[[capture]]\nfile = "{name}"\n').why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[capture]\n", "cannot be read"),
        ("title = 'no captures'\n", "lists no captures"),
        ("capture = 'a.txt'\n", "lists no captures"),
        ("capture = ['a.txt']\n", "lists no captures"),
        ("[[capture]]\npublisher = 'x'\n", "names no file"),
        ("[[capture]]\nfile = 'none.txt'\n", "no such file"),
        ("[[capture]]\nfile = 'a.txt'\npublsher = 'x'\n", "publsher"),
        ("[[capture]]\nfile = 'a.txt'\nrights = 3\n", "not text"),
        (
            "[[capture]]\nfile = 'a.txt'\ncaptured = 'in May'\n",
            "of captured, 'in May' is no date; write it as 2024-05-02",
        ),
        ("[[capture]]\nfile = 'a.txt'\ncaptured = ''\n", "no date"),
        ("[[capture]]\nfile = 'a.txt'\naddress = 'example.org'\n", "of address, 'example.org' is no web address"),
        ("[[capture]]\nfile = 'a.txt'\naddress = 2024-05-02\n", "no web address"),
        ("[[capture]]\nfile = 'a.txt'\nsha256 = 'abc'\n", "64 hex digits"),
        ("[[capture]]\nfile = 'a.txt'\nsha256 = 2024-05-02\n", "64 hex digits"),
        ('[[capture]]\nfile = "a\\u0000.txt"\n', "outside"),
    ],
)
def test_a_manifest_that_is_wrong_is_refused_in_words(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "a.txt").write_text("made up")
    assert why in refusal(tmp_path, text).why


@pytest.mark.parametrize(
    "captured",
    [
        "2024",
        "2024-05",
        "2024-05-02",
        "2024-02-29",
        "2024-05-02T10:11:12Z",
        "2024-05-02 10:11",
        "2024-05-02T10:11:12+09:00",
    ],
)
def test_a_date_of_capture_is_of_the_calendar(captured: str) -> None:
    assert misstated(Provenance(captured=captured)) == {}


@pytest.mark.parametrize(
    "captured",
    [
        "",
        "24",
        "2024-5",
        "2024-13",
        "2023-02-29",
        "02.05.2024",
        "2024-05-02T",
        "2024-05-02T99:00",
        "0000",
        "２０２４",
        "2024\n",
    ],
)
def test_what_is_no_date_is_told(captured: str) -> None:
    assert "no date" in misstated(Provenance(captured=captured))["captured"]


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "https://예시.kr/글", "https://[2001:db8::1]/a"],
)
def test_an_address_is_of_the_web(address: str) -> None:
    assert misstated(Provenance(address=address)) == {}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/page",
        "//example.org",
        "https://",
        "https:///page",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://a b.org",
        "https://example.org/\n",
        "https://[example.org",
        "https://example.org:port/",
    ],
)
def test_what_is_no_address_is_told(address: str) -> None:
    assert "no web address" in misstated(Provenance(address=address))["address"]


def test_a_manifest_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_bytes(b"\xff\xfe")
    (found,) = listed([tmp_path])
    assert isinstance(found, Refusal)


def test_other_bytes_than_those_listed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("changed")
    digest = sha256(b"made up").hexdigest()
    (found,) = manifest(tmp_path, f'[[capture]]\nfile = "a.txt"\nsha256 = "{digest}"\n')
    assert isinstance(found, Listed)
    with pytest.raises(CaptureError, match="SHA-256 differs"):
        found.load(100)


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        os.truncate(file.fileno(), 10**11)  # a hole: it takes no room, but nobody could read it
    (found,) = listed([tmp_path])
    assert isinstance(found, Listed)
    with pytest.raises(CaptureError, match="100,000,000,000 bytes"):
        found.load(100)


def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="cannot be read"):
        Listed("a.txt", tmp_path / "a.txt").load(100)
