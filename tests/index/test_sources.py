"""Reading captures: encodings, bad bytes, refusals. All texts are synthetic."""

import pytest

from index import sources
from index.errors import CaptureError
from index.model import Capture, Provenance

TEXT = "The lane\n\nWe kept bees – and a goat called Ümit.\n"


def read(data: bytes, limit: int = sources.LIMIT):
    return sources.read(Capture("made-up.txt", data, Provenance(publisher="Nobody")), limit)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_unicode_with_and_without_a_mark_gives_the_same_text(mark, encoding):
    source = read(mark + TEXT.encode(encoding))
    assert (source.text, source.encoding, source.replaced) == (TEXT, encoding, 0)


def test_utf_16_without_a_mark_is_no_binary():
    assert read(TEXT.encode("utf-16-le")).text == TEXT


def test_the_source_knows_its_bytes_and_its_origin():
    source = read(TEXT.encode())
    assert source.size == len(TEXT.encode())
    assert len(source.sha256) == 64
    assert (source.extractor, source.extractor_version, source.provenance.publisher) == ("plain", "1", "Nobody")


def test_nothing_of_the_text_is_changed():
    text = "A title\r\n\r\n\u200bSoft\u00adhyphen and \u2028 and \x0b and \u202eodd\u202c.\r\n  "
    assert read(text.encode()).text == text


def test_a_few_bad_bytes_are_replaced_and_counted():
    source = read(TEXT.encode() * 40 + b"before \xff\xfe after")
    assert source.encoding == "utf-8"
    assert source.replaced == 2
    assert source.text.endswith("before \ufffd\ufffd after")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“It’s the café,” he said – and we went. Élise wept. " * 20, "cp1252"),
        ("저는 북한에서 태어났습니다. 어머니는 시장에서 두부를 파셨습니다. " * 20, "cp949"),
        ("我出生在北方的一个小镇，父亲在铁路上工作，母亲卖豆腐。" * 20, "gb18030"),
    ],
)
def test_other_encodings_are_found_by_their_bytes(text, encoding):
    assert read(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
        (bytes(range(1, 32)) * 50, "binary"),
        (b"%PDF-1.7 made up", "PDF"),
        (b"PK\x03\x04made up", "container is broken"),
        (b"\x89PNG made up", "picture"),
        (b"{\\rtf1 made up}", "RTF"),
        (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "web archive"),
        (b"\xff\xfe" + b"\x00\xd8" * 400, "byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data, why):
    with pytest.raises(CaptureError, match=why):
        read(data)


def test_too_large_a_capture_is_refused_with_both_figures():
    with pytest.raises(CaptureError, match=r"1,001 bytes.*1,000"):
        read(b"a" * 1_001, limit=1_000)


HTML = b"<html><p>text</p></html>"
MARKDOWN = b"# A title\n\nSome **bold** words.\n"


@pytest.mark.parametrize(
    ("name", "data", "extractor"),
    [
        ("page.html", HTML, "html"),
        ("page.txt", b"<!-- saved -->\n<!DOCTYPE html>" + HTML, "html"),
        ("page.pdf", HTML, "html"),
        ("page", b"<?xml version='1.0'?>\n" + HTML, "html"),
        ("part.txt", b"<div><p>text</p></div>", "html"),
        ("part.html", b"text <b>and</b> tags", "html"),
        ("page.html", b"No tag at all.\nTwo lines.", "plain"),
        ("page.txt", b"<Mina> I kept rabbits. <Osk> So did I.", "plain"),
        ("page.txt", b"We wrote <b>bold</b> by hand.", "plain"),
        ("notes.md", b"No mark at all.", "markdown"),
        ("notes.md", b"<p align=center>A logo</p>\n\n# A title", "markdown"),
        ("notes", MARKDOWN, "markdown"),
        ("notes.txt", MARKDOWN, "plain"),
        ("notes", b"# A title\n\nwithout any other mark", "plain"),
    ],
)
def test_the_format_is_told_by_the_bytes_and_by_the_name_only_in_doubt(name, data, extractor):
    assert sources.read(Capture(name, data)).extractor == extractor


def test_markdown_is_read_as_it_stands():
    text = "---\r\ntitle: Bees\r\n---\r\n# The *lane*\r\n\r\n> [quoted](https://a.example)\r\n"
    assert sources.read(Capture("notes.md", text.encode())).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("탈북 이야기\n함경북도 회령 출신 김민아 씨", "cp949"),
        ("Mina (민아) was born in 회령 and sold tofu in the 장마당 every morning.", "cp949"),
        ("父親在鐵路上工作，母親賣豆腐，後來我們都走了。", "big5"),
        ("父亲在铁路上工作，母亲卖豆腐，后来我们都走了。", "gb18030"),
        ("Äpfel für Öl", "cp1252"),
        ("It’s the lane – we kept a goat.", "cp1252"),
    ],
)
def test_even_a_short_text_in_an_older_encoding_is_read(text, encoding):
    source = read(text.encode(encoding))
    assert (source.text, source.encoding, source.replaced) == (text, encoding, 0)


def test_a_few_bad_bytes_in_an_older_encoding_are_replaced_and_counted():
    source = read("어머니는 시장에서 두부를 파셨습니다. ".encode("cp949") * 20 + b"\xff \xff")
    assert (source.encoding, source.replaced) == ("cp949", 2)


def test_a_few_nul_bytes_are_replaced_and_counted():
    source = read(TEXT.encode() * 40 + b"a\0b")
    assert (source.text[-3:], source.replaced) == ("a\ufffdb", 1)
    source = read(("We kept bees. " * 40 + "a\0b").encode("utf-16"))
    assert (source.text[-3:], source.replaced) == ("a\ufffdb", 1)


def test_one_bad_byte_beside_one_proper_sign_is_no_other_encoding():
    source = read("Mina’s lane – here.\n".encode() + b"We saw \xff geese.\n")
    assert (source.encoding, source.replaced) == ("utf-8", 1)
    assert source.text.startswith("Mina’s lane –")
