"""Bytes to a Source: the only reader of captures.

The reading text of plain text and of Markdown is its bytes decoded and nothing else changed; only a byte order mark is
dropped. That of a web page, a Word document or a PDF file is what its extractor in `index.extract` gives. Where whoever
hands a capture in does not say where it comes from, what the page says of that stands in; it never overrides.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from index.errors import CaptureError
from index.extract.formats import extractor_of
from index.model import Capture, Provenance, Said, Source

LIMIT = 64 * 1024 * 1024
"""Bytes that a capture may have unless its reader is told otherwise."""


def read(capture: Capture, limit: int = LIMIT) -> Source:
    """Read a capture. Raises CaptureError, which says why, when it holds no text, is too large or cannot be read."""
    _refuse_size(capture.data, limit)
    extractor = extractor_of(capture.name, capture.data)
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
        provenance=_completed(capture.provenance, decoded.said),
        marks=decoded.marks,
        said=decoded.said,
    )


def _completed(given: Provenance, said: Said) -> Provenance:
    return replace(given, publisher=given.publisher or said.site, address=given.address or said.address)


def _refuse_size(data: bytes, limit: int) -> None:
    if not data:
        raise CaptureError("it is empty, so there is nothing to read")
    if len(data) > limit:
        raise CaptureError(
            f"it has {len(data):,} bytes, more than the {limit:,} that are allowed; split it or raise the limit"
        )
