"""Word documents: what is read of them. All documents are synthetic."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from index import sources
from index.errors import CaptureError
from index.model import Capture

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def read(data: bytes):
    return sources.read(Capture("made-up.docx", data))


def packed(body: str | bytes, space: str = WORD, **parts: str | bytes) -> bytes:
    """A document of these elements; further parts by path, with "__" for "/"."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        document = (
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>' if isinstance(body, str) else body
        )
        archive.writestr("word/document.xml", document)
        for path, part in parts.items():
            archive.writestr(path.replace("__", "/").replace("_dot_", "."), part)
    return written.getvalue()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def saved(document) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_document_is_read_paragraph_by_paragraph_without_heads_and_feet():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "The Made-up House"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading("Osk’s Story", 1)
    document.add_paragraph("I was ").add_run("born").bold = True
    document.add_paragraph("A line\nand another")
    document.add_paragraph("")
    document.add_paragraph("a goose", style="List Bullet")
    document.add_paragraph("a gander", style="List Bullet")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("Name", "Age"), ("Osk", "31")), strict=True):
        for cell, said in zip(row.cells, texts, strict=True):
            cell.text = said
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = "Question"
    layout.cell(0, 1).text = "Answer"
    layout.cell(0, 1).add_paragraph("And more")
    source = read(saved(document))
    assert (source.extractor, source.extractor_version, source.encoding) == ("docx", "1", "binary")
    assert source.text.split("\n") == [
        *("Osk’s Story", ""),
        *("I was born", ""),
        *("A line", "and another", ""),
        *("a goose", "a gander", ""),
        *("Name\tAge", "Osk\t31", ""),
        *("Question", "", "Answer", "", "And more"),
    ]


@pytest.mark.parametrize("space", [WORD, STRICT])
def test_inserted_text_is_read_and_deleted_and_hidden_text_is_not(space):
    body = paragraph(
        run("I was "),
        f"<w:ins>{run('born ')}</w:ins>",
        f"<w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:moveFrom>{run('no')}</w:moveFrom>",
        run("no", "<w:vanish/>"),
        run("below ", '<w:vanish w:val="0"/>'),
        f"<w:hyperlink>{run('the dam')}</w:hyperlink>",
        f"<w:sdt><w:sdtContent>{run('.')}</w:sdtContent></w:sdt>",
    )
    assert read(packed(body, space)).text == "I was born below the dam."


def test_a_text_box_stands_once_and_by_itself():
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent>"
    alternate = (
        f'<mc:AlternateContent xmlns:mc="{markup}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    body = paragraph(run("Before "), f"<w:r>{alternate}</w:r>", run("and after"))
    assert read(packed(body)).text == "In a box\n\nBefore and after"


def test_footnotes_follow_the_body():
    relationship = '<R xmlns="r"><Relationship Type="http://x/footnotes" Target="footnotes.xml"/></R>'
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote>{paragraph(run("A note"))}</w:footnote></w:footnotes>'
    written = BytesIO(packed(paragraph(run("The body"))))
    with ZipFile(written, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", relationship)
        archive.writestr("word/footnotes.xml", notes)
    assert read(written.getvalue()).text == "The body\n\nA note"


def locked(data: bytes) -> bytes:
    """The same file with the flag that its parts are encrypted."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[changed.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def archive_of(names: list[str]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(""), "no text"),
        (packed("<w:p>"), "XML is broken"),
        (packed(ENTITIES), "document type"),
        (packed(paragraph(run("text")))[:-30], "container is broken"),
        (packed(paragraph(run("text"))).replace(b"word/document.xml", b"word/document.xmx", 1), "container is broken"),
        (packed(paragraph(run("text")), word__vbaProject_dot_bin=b"x"), "macros"),
        (locked(packed(paragraph(run("text")))), "password"),
        (archive_of(["a.txt"]), "ZIP archive"),
        (archive_of(["xl/workbook.xml"]), "spreadsheet"),
        (archive_of(["ppt/presentation.xml"]), "presentation"),
        (archive_of(["mimetype", "content.xml"]), "OpenDocument"),
        (archive_of([f"{number:0100}.txt" for number in range(8_000)]), "more than a document's parts"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old or a locked Office document"),
    ],
)
def test_what_is_no_document_is_refused_with_what_to_do(data, why):
    with pytest.raises(CaptureError, match=why):
        read(data)


def test_a_damaged_document_is_refused_or_read_but_never_an_error():
    data = packed(paragraph(run("I was born in the house below the dam.")) * 5)
    outcomes = set()
    for at in range(0, len(data), 7):
        damaged = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        try:
            outcomes.add(read(damaged).extractor)
        except CaptureError as error:
            outcomes.add(str(error).split(";")[0])
    assert len(outcomes) > 2
