"""Word documents (DOCX): the text of the body as it is read, then its notes; nothing is opened but those parts.

The parts are read as a stream of tags with a limit on what they unpack to, so that neither a small file which unpacks
to a huge one nor deep nesting costs more than the limit. Deleted text, hidden text, comments, headers and footers
are no part of the text; inserted text, text boxes and link texts are. Headings, captions, quotations and list items are
marked as such. Its properties (title, author, dates) tell of the file and its templates, not of a publication, and are
left aside.
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from index.errors import CaptureError
from index.extract.base import BINARY, Decoded, Extractor
from index.extract.lines import ROW, UNMARKED, Lines, Marks, plain
from index.extract.styles import Styles, outlined, value
from index.model import Mark, Marked

UNPACKED = 32 * 1024 * 1024
"""Bytes that one part of a document may unpack to: some 10,000 pages."""

RATIO = 100
"""How many times its packed size a part larger than a MiB may unpack to; Word's own reach 30."""

ELEMENTS = 1_000_000
"""Tags that a part may hold; Word's own hold one for some 30 bytes."""

DIRECTORY = 1024 * 1024
"""Bytes of a ZIP file's directory: some 10,000 entries."""

_CHUNK = 64 * 1024
_MAIN = ("officeDocument", "word/document.xml")
_NOTES = ("footnotes", "endnotes")
_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_UNREAD = frozenset({"del", "moveFrom", "comment", "rubyPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OTHER_FOLDERS = ("xl/", "ppt/")
_OTHERS = (
    ("xl/", "a spreadsheet (XLSX); save its text as DOCX, PDF or plain text and add that"),
    ("ppt/", "a presentation (PPTX); save its text as DOCX, PDF or plain text and add that"),
    ("META-INF/container.xml", "an electronic book (EPUB); save its text as HTML, DOCX or plain text and add that"),
    ("content.xml", "an OpenDocument file; save it as DOCX, PDF or plain text and add that"),
)


def extract(data: bytes) -> Decoded:
    """The text of a document. Raises CaptureError where the file is broken, locked, too large unpacked, or none."""
    try:
        with _opened(data) as archive:
            text, marks = _document(archive)
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, struct.error, zlib.error) as error:
        raise CaptureError("its ZIP container is broken; open it in a word processor and save it anew") from error
    except (expat.ExpatError, LookupError) as error:
        raise CaptureError("its XML is broken; open it in a word processor and save it anew") from error
    if not text:
        raise CaptureError("the document holds no text")
    return Decoded(text, BINARY, marks=marks)


def _opened(data: bytes) -> ZipFile:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    # The directory is read whole on opening: its own size is looked at first.
    if end >= 0 and len(data) >= end + 22 and struct.unpack_from("<I", data, end + 12)[0] > DIRECTORY:
        raise CaptureError(f"its ZIP container lists more than a document's parts (over {DIRECTORY:,} bytes of names)")
    return ZipFile(BytesIO(data))


def _document(archive: ZipFile) -> tuple[str, tuple[Marked, ...]]:
    names = archive.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise CaptureError("it holds macros, which are programs; save it as DOCX without macros and add that")
    main = _related(archive, "").get(_MAIN[0], _MAIN[1])
    if main not in names or main.startswith(_OTHER_FOLDERS):
        raise CaptureError(_said_of(names))
    related = _related(archive, main)
    styles = _styles(archive, related.get("styles"))
    lines = Lines()
    _parse(archive, main, _Body(lines, styles))
    for kind in _NOTES:
        if related.get(kind) in names:
            lines.gap()
            _parse(archive, related[kind], _Body(lines, styles))
    return lines.text(), lines.marks()


def _said_of(names: list[str]) -> str:
    for start, kind in _OTHERS:
        if any(name.startswith(start) for name in names):
            return f"it is {kind}"
    return "it is a ZIP archive without a document; unpack it and add the files in it"


def _related(archive: ZipFile, part: str) -> dict[str, str]:
    """What a part of the package (the package itself: "") refers to: the first target of each kind."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return {}
    found: dict[str, str] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.endswith(" Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found.setdefault(attributes.get("Type", "").rpartition("/")[2], target.lstrip("/"))

    _stream(archive, path, start, lambda _tag: None, lambda _text: None)
    return found


def _styles(archive: ZipFile, part: str | None) -> Styles:
    """What the document's styles say of their paragraphs."""
    styles = Styles()
    if part in archive.namelist():
        _stream(archive, part, styles.start, lambda _tag: None, lambda _text: None)
    return styles


def _parse(archive: ZipFile, part: str, body: _Body) -> None:
    _stream(archive, part, body.start, body.end, body.data)


def _stream(
    archive: ZipFile,
    part: str,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Read a part and tell of its tags as they come, under the limits."""
    count = 0

    def counted(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal count
        count += 1
        if count > ELEMENTS:
            raise CaptureError(f"it holds more than {ELEMENTS:,} tags; split it")
        start(tag, attributes)

    info = archive.getinfo(part)
    if info.flag_bits & 0x1:
        raise CaptureError("it is locked with a password; save it without one and add that")
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise CaptureError("it is packed in a way that documents are not; open it in a word processor and save it anew")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = counted
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    size = 0
    with archive.open(info) as packed:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > UNPACKED or size > max(RATIO * info.compress_size, 1024 * 1024):
                raise CaptureError(
                    f"it unpacks to far more than it should ({info.compress_size:,} bytes to over {size:,});"
                    " open it in a word processor and save it anew, or split it"
                )
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_declared: object) -> None:
    # No word processor writes one, and entities declared in one are how a few lines grow to gigabytes.
    raise CaptureError("its XML declares a document type, which no word processor writes")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph read: its text, whether it is an item of a list, what its style marks it as."""

    text: str
    item: bool
    marks: Marks

    @property
    def marked(self) -> Marks:
        """Its marks; a numbered heading is no item."""
        return self.marks | {Mark.ITEM} if self.item and not self.marks else self.marks


class _Body:
    """Hears the tags of a part and puts down its paragraphs, list items and rows of tables."""

    def __init__(self, lines: Lines, styles: Styles) -> None:
        self._lines = lines
        self._styles = styles
        self._unread = 0
        self._outer: list[tuple[list[str], bool, Marks]] = []  # paragraphs around a text box
        self._said: list[str] = []
        self._item = False
        self._marks: Marks = UNMARKED
        self._before = ""
        self._in_text = False
        self._in_run = False
        self._hidden = False
        self._row: list[list[_Paragraph]] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        space, _, name = tag.rpartition(" ")
        if self._unread or tag == _FALLBACK or (space in _WORD and name in _UNREAD):
            self._unread += 1
        elif space in _WORD:
            self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "p":
            self._outer.append((self._said, self._item, self._marks))
            self._said, self._item, self._hidden, self._marks = [], False, False, UNMARKED
        elif name == "r":
            self._in_run, self._hidden = True, False
        elif name == "t":
            self._in_text = True
        elif name == "vanish" and self._in_run:
            self._hidden = value(attributes) not in {"0", "false", "off"}
        elif name == "pStyle":
            style = value(attributes)
            self._item, self._marks = self._styles.is_item(style), self._styles.marks(style)
        elif name == "outlineLvl":
            self._marks = outlined(value(attributes)) or self._marks
        elif name == "numId":
            self._item = value(attributes) != "0"
        elif name in _SIGNS and self._in_run and not self._hidden:
            self._said.append(_SIGNS[name])
        elif name == "tr":
            self._lay_out()
            self._row = []
        elif name == "tc" and self._row is not None:
            self._row.append([])

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._unread:
            self._unread -= 1
            return
        space, _, name = tag.rpartition(" ")
        if space not in _WORD:
            return
        if name == "p":
            self._paragraph()
        elif name == "r":
            self._in_run = self._hidden = False
        elif name == "t":
            self._in_text = False
        elif name == "tr":
            self._end_row()
        elif name == "tbl":
            self._before = ""

    def data(self, text: str) -> None:
        """Text comes."""
        if self._in_text and not self._hidden and not self._unread:
            self._said.append(text)

    def _paragraph(self) -> None:
        one = _Paragraph("".join(self._said), self._item, self._marks)
        self._said, self._item, self._marks = self._outer.pop() if self._outer else ([], False, UNMARKED)
        if not plain(one.text):
            return
        if self._row:
            self._row[-1].append(one)
        else:
            self._put(one)

    def _put(self, one: _Paragraph) -> None:
        self._stand("item" if one.item else "paragraph")
        for line in one.text.split("\n"):
            self._lines.line(line, one.marked)

    def _stand(self, kind: str) -> None:
        """Items of a list and rows of a table follow one another closely; all else stands apart."""
        if kind == "paragraph" or kind != self._before:
            self._lines.gap()
        self._before = kind

    def _end_row(self) -> None:
        cells = [cell for cell in self._row or [] if cell]
        short = sum(len(one.text) for cell in cells for one in cell) <= ROW
        if not short or any(len(cell) > 1 for cell in cells):
            self._lay_out()
        elif cells:
            self._stand("row")
            self._lines.row([cell[0].text for cell in cells])
        self._row = None

    def _lay_out(self) -> None:
        """The cells of a row that is no table's but a layout's are paragraphs like any other."""
        for cell in self._row or []:
            for one in cell:
                self._put(one)
        self._row = None


DOCX = Extractor("docx", "1", extract)
"""The extractor of Word documents."""
