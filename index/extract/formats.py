"""Which format a capture is in, by its bytes; its name counts only where bytes may mean two things."""

from __future__ import annotations

import re
from pathlib import PurePath

from index.errors import CaptureError
from index.extract.base import Extractor
from index.extract.decoding import BOMS, decode
from index.extract.docx import DOCX
from index.extract.html import HTML
from index.extract.markdown import MARKDOWN, is_markdown
from index.extract.pdf import PDF

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf")
"""Endings of the names of files that can be read."""

HEAD = 16 * 1024
"""Bytes by which a format is told."""

PLAIN = Extractor("plain", "1", decode)
"""The extractor of plain text: its bytes decoded and nothing else changed; only a byte order mark is dropped."""

_REFUSED = (
    (b"\x1f\x8b", "a compressed file; unpack it and add what is in it"),
    (b"BZh91AY&SY", "a compressed file; unpack it and add what is in it"),
    (b"\xfd7zXZ", "a compressed file; unpack it and add what is in it"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it and add the files in it"),
    (b"Rar!\x1a", "a compressed archive; unpack it and add the files in it"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG", "a picture; let a program recognise its text and add that"),
    (b"\xff\xd8\xff", "a picture; let a program recognise its text and add that"),
    (b"GIF8", "a picture; let a program recognise its text and add that"),
    (b"II*\0", "a picture; let a program recognise its text and add that"),
    (b"MM\0*", "a picture; let a program recognise its text and add that"),
    (b"ID3\x03", "a sound recording; add what is said in it as text"),
    (b"OggS\0", "a sound recording; add what is said in it as text"),
    (b"\x7fELF", "a program, not a text"),
    (b"SQLite format 3\0", "a database, not a text"),
    (b"\xd0\xcf\x11\xe0", "an old or a locked Office document; save it as DOCX without a password and add that"),
    (b"{\\rtf", "an RTF document; save it as DOCX or plain text and add that"),
)
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,30}?MIME-Version:", re.IGNORECASE)
_LEADING = re.compile(rb"\A(?:\s+|<!--.*?-->|<\?xml\b[^>]*>)*", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|frameset)\b", re.IGNORECASE)
_ELEMENT = (
    rb"(?:title|meta|link|base|script|style|noscript|div|p|h[1-6]|article|section|main|header|footer|nav|aside|form|table|tr|td"
    rb"|ul|ol|li|dl|span|a|b|i|em|strong|font|center|blockquote|pre|hr|br|img|figure|button|iframe|template|svg)"
)
_TAG = re.compile(rb"<" + _ELEMENT + rb"(?:\s[^<>]*)?/?>", re.IGNORECASE)
_END_TAG = re.compile(rb"</" + _ELEMENT + rb"\s*>", re.IGNORECASE)


def extractor_of(name: str, data: bytes) -> Extractor:
    """The extractor that can read a capture. Raises CaptureError, which says what to do, where none can."""
    if data.startswith(b"%PDF-") or (b"%PDF-1." in data[:1024] and b"%%EOF" in data[-2048:]):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return DOCX
    for magic, kind in _REFUSED:
        if data.startswith(magic):
            raise CaptureError(f"it is {kind}")
    return _of_text(name, data)


def _of_text(name: str, data: bytes) -> Extractor:
    head = _head(data)
    if b"multipart/related" in head and _MHTML.search(head):
        raise CaptureError("it is a web archive (MHTML); save the page as HTML only and add that")
    suffix = PurePath(name).suffix.lower()
    if _is_page(head, suffix):
        return HTML
    if suffix in {".md", ".markdown"} or (suffix != ".txt" and is_markdown(head.decode("utf-8", "replace"))):
        return MARKDOWN
    return PLAIN


def _head(data: bytes) -> bytes:
    """The first bytes, without byte order mark and without the NULs that UTF-16 and UTF-32 have beside each letter."""
    for mark, _ in BOMS:
        data = data[: 4 * HEAD].removeprefix(mark)
    return data.replace(b"\0", b"")[:HEAD]


def _is_page(head: bytes, suffix: str) -> bool:
    """Whether it begins as web pages do; where it begins with any other tag, whether more of it is tags."""
    start = head[_LEADING.match(head).end() :]  # type: ignore[union-attr]
    if _PAGE.match(start):
        return True
    if suffix in {".md", ".markdown"}:
        return False
    if _TAG.match(start):
        return _END_TAG.search(start) is not None or suffix in {".html", ".htm", ".xhtml"}
    return suffix in {".html", ".htm", ".xhtml"} and _TAG.search(start) is not None
