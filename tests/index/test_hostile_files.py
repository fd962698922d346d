"""Files of every format that try to break the reading: each ends in a clear line or a text, in time and memory.

A process of its own reads each, so that its memory can be measured. All files are synthetic.
"""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

SECONDS = 5.0
"""Processor seconds that no file here may take."""

MEMORY = 500
"""MiB that reading a file may take, the interpreter and its libraries included."""

READ = r"""
import json, re, sys, time
from pathlib import Path
from index import sources
from index.errors import CaptureError
from index.model import Capture
path = Path(sys.argv[1])
data = path.read_bytes()
started = time.process_time()
try:
    source = sources.read(Capture(path.name, data))
    said = [source.extractor, source.text[:100]]
except CaptureError as error:
    said = ["refused", str(error)]
seconds = time.process_time() - started
peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
print(json.dumps([*said, seconds, peak / 1024]))
"""
"""The peak comes from `/proc`: `getrusage` tells of a new process no less than the memory of its parent."""

PAGE = b"<!doctype html>"
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


def read(path: Path) -> tuple[str, str]:
    """What became of a file, and its text or why it was refused."""
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    kind, said, seconds, memory = json.loads(done.stdout)
    assert seconds < SECONDS
    assert memory < MEMORY
    return kind, said


def pack(path: Path, chunks: Callable[[], list[bytes]], method: int = ZIP_DEFLATED) -> None:
    with ZipFile(path, "w", method) as archive, archive.open("word/document.xml", "w") as part:
        for chunk in chunks():
            part.write(chunk)


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (PAGE + b"<div>" * 100_000 + b"deep", "html", "deep"),
        (PAGE + b"<p>".join(b"<b id=%d>" % number for number in range(20_000)) + b"deep", "html", "deep"),
        (PAGE + b"<table><tr><td>" * 30_000 + b"deep", "html", "deep"),
        (PAGE + b"<div hidden>" * 50_000 + b"hidden", "refused", "the page shows no text"),
        (PAGE + b"<p " + b" ".join(b"a%d=1" % number for number in range(100_000)) + b">deep", "html", "deep"),
        (PAGE + b"<" * 1_500_000, "html", "<<<<"),
        (PAGE + b"<!--" * 750_000, "refused", "the page shows no text"),
        (PAGE + b"<a " * 1_000_000, "refused", "the page shows no text"),
        (PAGE + b"<p>" + b"word " * 600_000, "html", "word word"),
        (PAGE + b"<script>" * 400_000, "refused", "the page shows no text"),
        (PAGE + b"<nav class=byline>" * 150_000 + b"deep", "html", "deep"),
        (PAGE + b"<article><h2>deep</h2>" * 50_000, "html", "deep"),
        (PAGE + b"<a rel=author>deep <time datetime=2020-05-03>3 May 2020</time> " * 40_000, "html", "deep"),
        (PAGE + b"<script type=application/ld+json>" + b'[{"a":' * 400_000 + b"</script>deep", "html", "deep"),
        (PAGE + b"<script type=application/ld+json>" + b"[" * 500_000 + b"</script>deep", "html", "deep"),
        (PAGE + b"<script type=application/ld+json>[" + b"[]," * 170_000 + b"0]</script>deep", "html", "deep"),
        (b"word " * 600_000, "plain", "word word"),
        (b"a" * 3_000_000, "plain", "aaaa"),
        (b"one\rtwo\rthree\r" * 100_000, "plain", "one\rtwo"),
        (("one\u2028two\x0bthree\x85\n" * 100_000).encode(), "plain", "one\u2028two\x0bthree"),
        (("저는 북한에서 태어났습니다. " * 100_000).encode("cp949"), "plain", "저는 북한에서"),
        (("We kept geese. " * 100_000).encode("utf-16-le"), "plain", "We kept geese."),
        (b"We kept\0 geese. " + b"We kept geese. " * 200_000, "plain", "We kept\ufffd geese."),
        (b"\0\1\2\3" * 500_000, "refused", "it looks like binary data"),
        (b"%PDF-1.4\n" + b"startxref\n" * 2_000_000, "refused", "its PDF structure is broken"),
        (b"%PDF-1.4\n" + b"trailer\n<<" * 500_000 + b"\n%%EOF", "refused", "its PDF structure is broken"),
    ],
    ids=[
        *("depth", "open letters", "tables", "hidden", "attributes", "signs", "open comments", "open tags", "one line"),
        *(
            "scripts",
            "menus in menus",
            "articles in articles",
            "authors and times",
            "linked data without end",
            "linked data in depth",
            "linked data of nothing",
            "one line of text",
            "one word",
            "CR alone",
            "odd line ends",
            "Korean",
            "UTF-16",
            "a NUL",
            "binary",
        ),
        *("PDF of starts", "PDF of trailers"),
    ],
)
def test_pages_and_texts(tmp_path, data, kind, said):
    path = tmp_path / "hostile"
    path.write_bytes(data)
    found = read(path)
    assert found[0] == kind
    assert found[1].startswith(said)


def test_a_small_document_that_unpacks_to_half_a_gigabyte_is_refused(tmp_path):
    path = tmp_path / "bomb.docx"
    pack(path, lambda: [WORD, *[b" " * 1_000_000] * 500])
    assert path.stat().st_size < 1_000_000
    kind, said = read(path)
    assert kind == "refused"
    assert "unpacks to far more" in said


@pytest.mark.parametrize(
    ("element", "count", "kind"),
    [
        (b"<w:p><w:r>", 500_000, "refused"),
        (b"<w:p/>", 3_000_000, "refused"),
        (b"<w:tbl><w:tr><w:tc>", 100_000, "refused"),
    ],
)
def test_documents_of_nothing_but_tags(tmp_path, element, count, kind):
    path = tmp_path / "tags.docx"
    pack(path, lambda: [WORD, element * count], ZIP_STORED)
    assert read(path)[0] == kind


def pdf(*objects: bytes) -> bytes:
    """A file of a page, drawn by the first of these objects; the others are numbered from 6."""
    content, *others = objects
    resources = b"<</Font<</F1 3 0 R>>/XObject<</A 6 0 R>>>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        content,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources%s/Contents 4 0 R>>" % resources,
        *others,
    ]
    data, places = BytesIO(), []
    data.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, start=1):
        places.append(data.tell())
        data.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start, size = data.tell(), len(parts) + 1
    data.write(b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % one for one in places))
    data.write(b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return data.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def form(content: bytes, refers: int) -> bytes:
    resources = b"/Resources<</Font<</F1 3 0 R>>/XObject<</A %d 0 R>>>>" % refers
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]" + resources)


TEXT = b"BT /F1 11 Tf 72 700 Td (We kept geese.) Tj ET"
BOMB = zlib.compress(b" " * 200_000_000, 9)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(stream(BOMB, b"/Filter/FlateDecode")), "refused"),
        (pdf(stream(zlib.compress(BOMB, 9), b"/Filter[/FlateDecode/FlateDecode]")), "refused"),
        (pdf(stream(b"/A Do"), *(form(b"/A Do " * 3, 7 + n) for n in range(20)), form(TEXT, 6)), "pdf"),
        (pdf(stream(b"BT /F1 11 Tf " + b"1 0 0 1 72 700 Tm (ab) Tj " * 50_000 + b"ET")), "refused"),
        (pdf(stream(b"[" * 200_000)), "refused"),
        (pdf(stream(b"BT /F1 11 Tf (" + b"a" * 1_000_000 + b") Tj ET")), "pdf"),
    ],
    ids=["unpacks", "unpacks twice", "forms of forms", "letters one by one", "nested", "one long line"],
)
def test_pdf_files(tmp_path, data, kind):
    path = tmp_path / "hostile.pdf"
    path.write_bytes(data)
    assert read(path)[0] == kind
