"""Markdown: the text as it stands, marks included, known by its name or by clear signs of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.extract.base import Decoded, Extractor
from index.extract.decoding import decode
from index.model import Mark, Marked, text_lines

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_SIGNS = (
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/|\.|#|mailto:)[^)\s]{0,500}\)"),
    re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^ {0,3}[-*+] \S", re.MULTILINE),
)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_LINES = (
    (re.compile(r" {0,3}(#{1,6})[ \t]+\S"), None),
    (re.compile(r" {0,3}>"), Mark.QUOTATION),
    (re.compile(r" {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+\S"), Mark.ITEM),
)


def is_markdown(text: str) -> bool:
    """Whether a text has Markdown's headings and another of its marks."""
    return _HEADING.search(text) is not None and any(sign.search(text) for sign in _SIGNS)


def extract(data: bytes) -> Decoded:
    """The text as it stands, and what its signs mark its lines as. Raises CaptureError where it is no text."""
    decoded = decode(data)
    return replace(decoded, marks=tuple(_marked(decoded.text)))


def _marked(text: str) -> Iterator[Marked]:
    fenced = False
    for line in text_lines(text):
        if _FENCE.match(line.text):
            fenced = not fenced
        elif not fenced and (mark := _mark(line.text[:200])) is not None:
            yield Marked(line.number, (mark,))


def _mark(line: str) -> Mark | None:
    for form, mark in _LINES:
        if found := form.match(line):
            return mark or Mark(f"h{len(found[1])}")
    return None


MARKDOWN = Extractor("markdown", "1", extract)
"""The extractor of Markdown: what plain text's does, under a name that tells how its marks are meant."""
