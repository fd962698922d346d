"""PDF files: printed lines joined to paragraphs, and what is refused. All texts are synthetic."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from index import sources
from index.errors import CaptureError
from index.extract.paragraphs import Printed, joined
from index.model import Capture

PRINTED = Path(__file__).parent / "captures" / "printed.pdf"
TOLD = (
    "I was born in the house below the dam, and my grandmother kept geese there. She counted them each evening by the "
    "light of the stove, and each evening there was one fewer than in the morning."
)


def read(data: bytes):
    return sources.read(Capture("made-up.pdf", data))


def written(content: bytes, pages: int = 1) -> bytes:
    """A file whose pages are drawn by these operators, in Helvetica (/F1)."""
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"
    return assembled([*objects, *[page] * pages])


def assembled(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", b""
    for number, one in enumerate(objects, start=1):
        places += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\n" % (size, places, size)
    return data + table + b"startxref\n%d\n%%%%EOF\n" % len(data)


def drawn(*lines: str) -> bytes:
    shown = b" ".join(b"(%s) Tj T*" % line.encode("latin-1") for line in lines)
    return b"BT /F1 11 Tf 14 TL 72 700 Td " + shown + b" ET"


def test_a_printed_page_is_paragraphs_again_and_page_edges_keep_their_lines():
    source = read(PRINTED.read_bytes())
    assert (source.extractor, source.encoding) == ("pdf", "binary")
    assert source.extractor_version == f"1, pypdf {pypdf.__version__}"
    blocks = source.text.split("\n\n")
    assert blocks[:4] == [
        "The Made-up House",
        "The Geese Below the Dam: Osk’s Story",
        "By Nobody at All, 3 May 2020",
        TOLD,
    ]
    assert " ".join([TOLD] * 7) in blocks
    assert "1\nThe Made-up House\n2\nThe Made-up House" in blocks
    assert blocks[blocks.index("What came after") + 1] == "First a goose\nThen a gander"
    assert blocks.count(TOLD) == 3
    assert "The Second Gander" in blocks


def test_hard_wrapped_lines_are_joined_and_hyphens_stay():
    lines = (
        "I was born in the house below the well-",
        "known dam, and my grandmother kept geese",
        "there. It was cold.",
    )
    assert read(written(drawn(*lines))).text == (
        "I was born in the house below the well-known dam, and my grandmother kept geese there. It was cold."
    )


def page_of(*texts: str, y: float = 700, x: float = 72, size: float = 10) -> list[Printed]:
    return [Printed(text, x, y - 12 * number, size) for number, text in enumerate(texts)]


FULL = "a line that reaches as far as the margin of the page"


def test_a_soft_hyphen_goes_and_chinese_lines_join_without_a_space():
    assert joined([page_of(f"{FULL} com\u00ad", "ing home")]) == f"{FULL} coming home"
    assert (
        joined([page_of("我出生在北方的一個小鎮父親在鐵路", "上工作母親賣豆腐")])
        == "我出生在北方的一個小鎮父親在鐵路上工作母親賣豆腐"
    )


def test_steps_sizes_and_indents_divide_paragraphs():
    page = [
        Printed("A title", 72, 700, 16),
        *page_of(FULL, FULL, y=670),
        *page_of(FULL, y=630),
        Printed(FULL, 90, 618, 10),
    ]
    assert joined([page]) == f"A title\n\n{FULL} {FULL}\n\n{FULL}\n\n{FULL}"


def test_a_paragraph_goes_on_over_the_page_and_the_page_s_edges_follow_it():
    told = [[f"{word} {FULL}" for word in words.split()] for words in ("one two three four", "five six seven eight")]
    pages = [[*page_of(*lines), Printed(str(number), 300, 20, 8)] for number, lines in enumerate(told, start=1)]
    assert joined(pages) == " ".join(told[0] + told[1]) + "\n\n1\n2"


def test_ligatures_and_radicals_are_letters():
    page = written(b"BT /F1 11 Tf 72 700 Td (\x8erst) Tj ET").replace(
        b"/BaseFont/Helvetica", b"/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[142/fi]>>"
    )
    assert read(relaid(page)).text == "first"


def relaid(data: bytes) -> bytes:
    """The same file with its table of objects made anew."""
    writer = pypdf.PdfWriter(BytesIO(data))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def unmapped() -> bytes:
    """A file whose font maps its letters to nothing but private characters."""
    table = b"begincmap 1 beginbfrange <00> <ff> <e000> endbfrange endcmap"
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Made/ToUnicode 6 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn("letters")), drawn("letters")),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(table), table),
        ]
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (written(b"0 0 612 792 re f"), "only pictures"),
        (encrypted(written(drawn("A text"))), "encrypted"),
        (unmapped(), "fonts do not tell letters"),
        (written(drawn("A text"))[:-200], "structure is broken"),
        (b"%PDF-1.7 made up", "structure is broken"),
        (written(drawn("A text"), pages=2_001), "2,001 pages"),
        (written(b"q Q " * 40_000), "draws far more"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, why):
    with pytest.raises(CaptureError, match=why):
        read(data)


def test_a_damaged_file_is_refused_or_read_but_never_an_error():
    data = PRINTED.read_bytes()
    outcomes = set()
    for at in range(9, len(data), len(data) // 25):
        damaged = data[:at] + b"<</" + data[at + 3 :]
        try:
            outcomes.add(read(damaged).extractor)
        except CaptureError as error:
            outcomes.add(str(error).split(";")[0])
    assert "pdf" in outcomes
    assert len(outcomes) > 1
