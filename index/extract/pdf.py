"""PDF files: the words of their pages with the places where they stand, joined into paragraphs by `paragraphs`."""

from __future__ import annotations

import logging
import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from io import BytesIO

import pypdf
from pypdf.errors import LimitReachedError, PyPdfError

from index.errors import CaptureError
from index.extract.base import BINARY, Decoded, Extractor
from index.extract.lines import plain
from index.extract.paragraphs import Printed, joined

PAGES = 2_000
"""Pages that a file may have."""

WORK = 1_000_000
"""Drawing steps that all pages of a file may take. Set prose needs some 30 a line, each some 15 microseconds."""

PAGE_WORK = 60_000
"""Drawing steps that one page may take: ten times those of the densest newspaper."""

OBJECTS = 200_000
"""Objects that a file may hold; where its table of them is broken, each is looked at."""

TRAILERS = 1_000
"""Versions that a file may hold, each saved behind the one before."""

END = 64 * 1024
"""Bytes at the end of a file in which its end mark stands."""

UNREADABLE = 0.2
"""Share of characters that stand for no letter from which a file's fonts do not say what they show."""

_BROKEN = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises over files that are not as they should be; anything else would be an error of ours."""

_UNPRINTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_FORMS = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]")
_QUIET = logging.NullHandler()


def extract(data: bytes) -> Decoded:
    """The text of a file. Raises CaptureError where it is broken, locked, too long, or holds pictures of text only."""
    logging.getLogger("pypdf").addHandler(_QUIET)  # what pypdf warns of is no news for the one who adds the file
    try:
        pages = _pages(data)
    except LimitReachedError as error:
        raise CaptureError("it unpacks to far more than pages of text do; print it to PDF anew, or split it") from error
    except _BROKEN as error:
        raise CaptureError("its PDF structure is broken; open it, print it to PDF anew and add that") from error
    text = joined(pages)
    if not text:
        raise CaptureError("its pages hold no text, only pictures of it; let a program recognise the text and add that")
    return _checked(text)


def _limits() -> pypdf.Configuration:
    """What pypdf may unpack and follow, a few times what pages of text need; and no program of others run."""
    return pypdf.Configuration(
        zlib_maximum_output_length=32_000_000,
        lzw_maximum_output_length=32_000_000,
        run_length_maximum_output_length=32_000_000,
        array_based_stream_maximum_output_length=32_000_000,
        stream_decoding_work_maximum_length=64_000_000,
        stream_parsing_work_maximum_count=400_000,
        xform_maximum_invocations_per_extraction=1_000,
        page_tree_maximum_entries=10_000,
        jbig2dec_binary=None,
    )


def _pages(data: bytes) -> list[list[Printed]]:
    if b"%%EOF" not in data[-END:] or data.count(b" obj") > OBJECTS or data.count(b"trailer") > TRAILERS:
        raise PyPdfError("no end mark, or more objects than pages of text need")
    with pypdf.apply_configuration(_limits()):
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise CaptureError("it is locked (encrypted); save a copy without protection and add that")
        count = len(reader.pages)
        if count > PAGES:
            raise CaptureError(f"it has {count:,} pages, more than the {PAGES:,} allowed; split it")
        work = _Work()
        return [_lines(page, work) for page in reader.pages]


class _Work:
    """Counts drawing steps. Raises CaptureError where they are more than any text needs."""

    def __init__(self) -> None:
        self._all = 0
        self._page = 0

    def turn(self) -> None:
        """A page begins."""
        self._page = 0

    def step(self, operator: bytes, operands: Sequence[object], _cm: object, _tm: object) -> None:
        """A step is taken; a text whose letters are set one by one takes one for each."""
        steps = 1
        if operator == b"TJ" and operands and isinstance(operands[0], list):
            steps += len(operands[0])
        self._all += steps
        self._page += steps
        if self._page > PAGE_WORK or self._all > WORK:
            raise CaptureError("it draws far more than pages of text do; print it to PDF anew, or split it")


def _lines(page: pypdf.PageObject, work: _Work) -> list[Printed]:
    """The lines of a page, in the order in which the file draws them."""
    hand = _Hand()
    work.turn()
    page.extract_text(visitor_operand_before=work.step, visitor_text=hand.write)
    return hand.lines()


class _Hand:
    """Gathers the pieces of text that a page is drawn with into lines."""

    def __init__(self) -> None:
        self._lines: list[Printed] = []
        self._pieces: list[str] = []
        self._place: tuple[float, float, float] | None = None

    def write(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        """A piece of text is drawn under these matrices (user space, text) at this font size."""
        for number, piece in enumerate(text.split("\n")):
            if number:
                self._end()
            if piece.strip() and self._place is None:
                self._place = (
                    tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
                    tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
                    abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1])),
                )
            self._pieces.append(piece)

    def lines(self) -> list[Printed]:
        """All lines that hold text."""
        self._end()
        return self._lines

    def _end(self) -> None:
        text = plain("".join(self._pieces))
        if text and self._place is not None:
            self._lines.append(Printed(_FORMS.sub(_letters, text), *self._place))
        self._pieces, self._place = [], None


def _letters(form: re.Match[str]) -> str:
    """Ligatures and radicals, which fonts name where a text has letters and characters."""
    return unicodedata.normalize("NFKC", form[0])


def _checked(text: str) -> Decoded:
    """The text with what is no character replaced. Raises CaptureError where too much of it stands for no letter."""
    replaced = _UNPRINTED.sub("\ufffd", text)
    if len(_PRIVATE.findall(replaced)) > UNREADABLE * len(replaced):
        raise CaptureError("its fonts do not tell letters; let a program recognise the text on its pages and add that")
    return Decoded(replaced, BINARY, len(_UNPRINTED.findall(text)))


PDF = Extractor("pdf", f"1, pypdf {pypdf.__version__}", extract)
"""The extractor of PDF files."""
