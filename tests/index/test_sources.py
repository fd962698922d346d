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
        (b"PK\x03\x04made up", "office document"),
        (b"\xff\xfe" + b"\x00\xd8" * 400, "byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data, why):
    with pytest.raises(CaptureError, match=why):
        read(data)


def test_too_large_a_capture_is_refused_with_both_figures():
    with pytest.raises(CaptureError, match=r"1,001 bytes.*1,000"):
        read(b"a" * 1_001, limit=1_000)
