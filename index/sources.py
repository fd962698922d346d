"""Bytes to a Source: the only reader of captures.

The reading text of plain text is its bytes decoded and nothing else changed; only a byte order mark is dropped.
HTML, DOCX and PDF join by an `Extractor` of their own.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from charset_normalizer import from_bytes

from index.errors import CaptureError
from index.model import Capture, Source

LIMIT = 64 * 1024 * 1024
"""Bytes that a capture may have unless its reader is told otherwise."""

BAD_SHARE = 0.01
"""Share of bad bytes beyond which a text is not taken for UTF-8."""

CONTROL_SHARE = 0.05
"""Share of control characters beyond which bytes are not taken for text."""

SAMPLE = 128 * 1024
"""Bytes from which an encoding other than UTF-8 is guessed."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 27)) + b"\x7f"
_ENCODINGS = [
    "cp1252", "cp949", "gb18030", "big5", "shift_jis", "euc_jp", "cp1251", "koi8_r", "cp1250", "iso8859_2", "cp1254",
]  # fmt: skip
_WESTERN = re.compile(rb"[A-Za-z][\x91\x92\xc0-\xfd][A-Za-z ]|[\x82-\x87\x91-\x97\xa0]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was read by, and how many bytes of it could not be."""

    text: str
    encoding: str
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Extractor:
    """How a format says its text: a name and version, kept with every text that it gave."""

    name: str
    version: str
    extract: Callable[[bytes], Decoded]


def read(capture: Capture, limit: int = LIMIT) -> Source:
    """Read a capture. Raises CaptureError, which says why, when it is empty, too large, binary or undecodable."""
    _refuse_size(capture.data, limit)
    extractor = PLAIN
    decoded = extractor.extract(capture.data)
    if not decoded.text.strip():
        raise CaptureError("it holds nothing but white space, so there is nothing to read")
    return Source(
        name=capture.name,
        sha256=sha256(capture.data).hexdigest(),
        size=len(capture.data),
        encoding=decoded.encoding,
        replaced=decoded.replaced,
        text=decoded.text,
        extractor=extractor.name,
        extractor_version=extractor.version,
        provenance=capture.provenance,
    )


def _refuse_size(data: bytes, limit: int) -> None:
    if not data:
        raise CaptureError("it is empty, so there is nothing to read")
    if len(data) > limit:
        raise CaptureError(
            f"it has {len(data):,} bytes, more than the {limit:,} that are allowed; split it or raise the limit"
        )


def decode(data: bytes) -> Decoded:
    """Decode plain text: by its byte order mark, as UTF-8 (a few bad bytes forgiven), else by what its bytes suggest.

    Raises CaptureError when the bytes are no text or no encoding fits.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding)
    _refuse_format(data)
    if b"\0" in data:
        return _without_mark(data)
    _refuse_controls(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _forgiving(data) or _guessed(data)


def _refuse_format(data: bytes) -> None:
    for magic, kind in _FORMATS:
        if data.startswith(magic):
            raise CaptureError(f"it is {kind}, not plain text; save it as plain text (UTF-8) and add that")


def _refuse_controls(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(data):
        raise CaptureError("it looks like binary data, not text: it is full of control characters")


def _by_mark(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    replaced = max(0, text.count("\ufffd") - _own_replacements(data, encoding))
    if replaced > BAD_SHARE * max(len(text), 100):
        raise CaptureError(f"its byte order mark says {encoding.upper()}, but its bytes are not that")
    return Decoded(text, encoding, replaced)


def _own_replacements(data: bytes, encoding: str) -> int:
    """How often U+FFFD stands in the bytes themselves."""
    return data.decode(encoding, errors="ignore").count("\ufffd")


def _without_mark(data: bytes) -> Decoded:
    """UTF-16 without a mark shows as NUL bytes at every other place; any other NUL is binary."""
    half = max(len(data) // 2, 1)
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    for share, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if share > 0.3 and other < 0.05 and len(data) % 2 == 0:
            decoded = _by_mark(data, encoding)
            if sum(1 for char in decoded.text if char < " " and char not in "\t\n\r\f\v") <= CONTROL_SHARE * half:
                return decoded
    raise CaptureError("it looks like binary data, not text: it holds NUL bytes")


def _forgiving(data: bytes) -> Decoded | None:
    """UTF-8 with its few bad bytes replaced; None where they are too many, or speak of another encoding."""
    pieces: list[str] = []
    at, bad, view = 0, 0, memoryview(data)
    while at < len(data):
        try:
            pieces.append(str(view[at:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(str(view[at : at + error.start], "utf-8") + "\ufffd")
            bad += error.end - error.start
            at += error.end
        if bad > max(BAD_SHARE * len(data), 3) or bad > 2_000:
            return None
    text = "".join(pieces)
    proper = sum(1 for char in text if char > "\x7f") - text.count("\ufffd")
    if proper < 2 * bad and _western(data, bad):
        return None
    return Decoded(text, "utf-8", bad)


def _western(data: bytes, bad: int) -> bool:
    """Whether most of the bad bytes stand where a Western encoding has its quotes and accented letters."""
    return 2 * len(_WESTERN.findall(data)) > bad


def _guessed(data: bytes) -> Decoded:
    best = from_bytes(data[:SAMPLE], cp_isolation=_ENCODINGS, threshold=0.3).best()
    if best is None:
        raise CaptureError("no known encoding fits its bytes; save it as UTF-8 and add that")
    try:
        return Decoded(data.decode(best.encoding), best.encoding.replace("_", "-"))
    except UnicodeDecodeError as error:
        raise CaptureError(
            f"it is neither UTF-8 nor {best.encoding} throughout (byte {error.start:,}); save it as UTF-8 and add that"
        ) from error


PLAIN = Extractor("plain", "1", decode)
"""The extractor of plain text."""
