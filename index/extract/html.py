"""Saved web pages: what a reader of the page sees, one block a line, in the order of its source.

Nothing is judged here: menus, buttons and share rows stay as lines, for the furniture step to set apart, and a page
with several posts keeps all their titles. What the page marks a line as (`elements`) and says of itself (`head`) is
kept beside the text. The parser tells of tags as they come and builds no tree, so that depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from index.errors import CaptureError
from index.extract.base import Decoded, Extractor
from index.extract.decoding import BOMS, decode, decode_as
from index.extract.elements import Elements
from index.extract.head import Head
from index.extract.lines import UNMARKED, Lines, plain
from index.model import Mark, Marked, Said

HEAD = 4096
"""Bytes in which a page names its encoding. The standard asks for 1,024; pages with long heads are later."""

DATED = 120
"""Characters of a line up to which a time marked in it may be the post's; in a longer one it is part of the text."""

_UNSEEN = frozenset(
    "script style noscript template iframe object embed applet audio video canvas svg map"
    " select datalist textarea noframes noembed rp area".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl menu dir table blockquote pre figure article section header footer nav aside main"
    " form fieldset details address hr hgroup search center body html".split()
)
_LINES = frozenset(
    "div li dt dd thead tbody tfoot caption figcaption summary legend label button option br dialog marquee".split()
)
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset("a abbr b em i font small span strong sub sup u".split())
_SAID_BUTTONS = frozenset({"submit", "button", "reset"})
_HIDING = frozenset({"visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screen-reader-only"})
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w:.-]{1,40})", re.IGNORECASE)
_LABELS = {
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "ksc_5601", "cp949", "windows-949", "uhc"), "cp949"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "gb18030", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jp"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "ascii", "us-ascii", "windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "windows-1254"), "cp1254"),
    **{f"windows-{page}": f"cp{page}" for page in (1250, 1251, 1253, 1255, 1256, 1257, 1258, 874)},
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "tis-620": "cp874",
}
"""Names that pages give encodings, as browsers read them (encoding.spec.whatwg.org); UTF-8 is tried before any."""


def extract(data: bytes) -> Decoded:
    """The text of a page. Raises CaptureError where it shows none, or its bytes are no text."""
    decoded = _decode(data)
    text, marks, said = _read(decoded.text)
    if not text:
        raise CaptureError(
            "the page shows no text of its own; if scripts write it, open it in a browser and save it from there"
        )
    return Decoded(text, decoded.encoding, decoded.replaced, marks, said)


def _decode(data: bytes) -> Decoded:
    """By the byte order mark, as UTF-8, as the page says, else as any text is decoded."""
    named = None if data.startswith(tuple(mark for mark, _ in BOMS)) else _named(data[:HEAD])
    if named is not None and not _is_utf8(data):
        decoded = decode_as(data, named)
        if decoded is not None:
            return decoded
    return decode(data)


def _named(head: bytes) -> str | None:
    found = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return _LABELS.get(found[1].decode("ascii", "replace").lower()) if found else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_Page = tuple[str, tuple[Marked, ...], Said]
"""A page's text, what its lines are marked as, and what it says of itself."""


def _read(page: str) -> _Page:
    # Text that was decoded is handed over as UTF-8, so that a `meta` in it is not asked once more.
    parser = etree.HTMLParser(target=_Walk(), huge_tree=True, encoding="utf-8")
    parser.feed(page.encode("utf-8", "replace"))
    read: _Page = parser.close()
    return read


_Cell = list[tuple[int, list[str]]]
"""What stands in a cell, or on a line: runs of text, each with the number of the link that it is, 0 for none."""


class _Walk:
    """Hears a page's tags and puts down its lines."""

    def __init__(self) -> None:
        self._lines = Lines()
        self._elements = Elements()
        self._head = Head()
        self._marks = UNMARKED  # of the line so far
        self._dated: list[str] = []  # short lines in which a time is marked
        self._line: list[_Cell] = [[]]  # the cells of the line so far
        self._depth = 0
        self._unseen = 0  # the depth at which a part that is not seen began
        self._links = 0
        self._link = 0
        self._pre = 0
        self._tabular = False  # whether the row so far is plain cells, with no line ended inside one
        self._title: list[str] = []
        self._in_title = False
        self._headed = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._unseen:
            return
        if attributes:
            self._head.start(self._depth, tag, attributes, self._elements.marks)
        if tag in _UNSEEN or _hidden(tag, attributes):
            self._unseen = self._depth
        elif tag == "title":
            self._in_title = True
        elif tag in _CELLS:
            self._line.append([])
        elif tag == "a":
            self._links += 1
            self._link = self._links
        elif tag == "q":
            self._say("“")
        elif tag == "input":
            self._button(attributes)
        elif tag == "tr":
            self._flush()
            self._tabular = True
        else:
            self._edge(tag)
            self._pre += tag == "pre"
            self._headed = self._headed or tag in _HEADINGS
        if not self._unseen:
            self._elements.start(self._depth, tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._head.listens:
            self._head.end(self._depth + 1)
        if self._unseen:
            self._unseen = self._unseen if self._depth >= self._unseen else 0
            return
        if tag == "title":
            self._in_title = False
        elif tag == "a":
            self._link = 0
        elif tag == "q":
            self._say("”")
        elif tag == "tr":
            self._flush(row=self._tabular)
        else:
            self._edge(tag)
            self._pre -= tag == "pre"
        if self._elements.innermost > self._depth:
            self._elements.end(self._depth + 1)

    def data(self, text: str) -> None:
        """Text comes."""
        if self._head.listens:
            self._head.data(text)
        if self._unseen:
            return
        if self._in_title:
            self._title.append(text)
        elif self._pre and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._flush()
                self._say(line)
        else:
            self._say(text)

    def comment(self, text: str) -> None:
        """A comment is no text; some browsers write where they saved a page from in one."""
        self._head.comment(text)

    def pi(self, target: str, data: str | None = None) -> None:
        """An instruction to machines is no text."""

    def close(self) -> _Page:
        """The page is over: all of its text, marks and what it says of itself.

        A page without any heading begins with its title.
        """
        self._flush()
        text, said = self._lines.text(), self._head.said(self._dated)
        if self._headed or not text or not "".join(self._title).strip():
            return text, self._lines.marks(), said
        titled = Lines()
        titled.line("".join(self._title))
        above = f"{titled.text()}\n\n"
        return above + text, self._lines.marks(below=above.count("\n")), said

    def _say(self, text: str) -> None:
        marks = self._elements.marks
        if marks and marks is not self._marks and not text.isspace():
            self._marks = self._marks | marks if self._marks else marks
        cell = self._line[-1]
        if cell and cell[-1][0] == self._link:
            cell[-1][1].append(text)
        else:
            cell.append((self._link, [text]))

    def _button(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type", "").lower() in _SAID_BUTTONS:
            self._flush()
            self._say(attributes.get("value", ""))
            self._marks |= {Mark.BUTTON}
            self._flush()

    def _edge(self, tag: str) -> None:
        """Where a block begins or ends a line ends, and a paragraph's lines stand apart."""
        if tag == "time":
            self._say(" ")
        elif tag in _PARAGRAPHS:
            self._flush()
            self._lines.gap()
        elif tag in _LINES:
            self._flush()

    def _flush(self, row: bool = False) -> None:
        cells, self._line = self._line, [[]]
        marks, self._marks = self._marks, UNMARKED
        self._tabular = self._tabular and not row and not any(cells)
        if row and len(cells) > 1:
            self._lines.row([_joined(cell) for cell in cells], marks)
            return
        for cell in cells:
            for text in _links_apart(cell):
                self._lines.line(text, marks)
                if marks and Mark.TIME in marks:
                    self._dated += [line] if len(line := plain(text)) <= DATED and line[-1:] not in ".!?" else []


def _hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says itself that it is not to be seen."""
    if not attributes or tag in {"html", "body"}:  # some pages hide their body until a script has run
        return tag == "dialog"
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    if tag in _INLINE and attributes.get("aria-hidden") == "true":  # icons, and the signs beside headings
        return True
    if _HIDDEN_STYLE.search(attributes.get("style", "")):
        return True
    return not _HIDING.isdisjoint(attributes.get("class", "").split())


def _joined(cell: _Cell) -> str:
    """A cell as one text; two links side by side keep a space between them."""
    said: list[str] = []
    before = 0
    for link, texts in cell:
        if link and before:
            said.append(" ")
        said += texts
        before = link
    return "".join(said)


def _links_apart(cell: _Cell) -> list[str]:
    """A line that is nothing but links, as menus and share rows are, is a line for each of them."""
    seen = [(link, text) for link, texts in cell if plain(text := "".join(texts))]
    if len(seen) < 2 or any(link == 0 for link, _ in seen):
        return [_joined(cell)]
    return [text for _, text in seen]


HTML = Extractor("html", f"1, lxml {etree.__version__}", extract)
"""The extractor of saved web pages."""
