"""Markdown: the text as it stands, marks included, known by its name or by clear signs of its form."""

from __future__ import annotations

import re

from index.extract.base import Extractor
from index.extract.decoding import decode

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_SIGNS = (
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/|\.|#|mailto:)[^)\s]{0,500}\)"),
    re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^ {0,3}[-*+] \S", re.MULTILINE),
)


def is_markdown(text: str) -> bool:
    """Whether a text has Markdown's headings and another of its marks."""
    return _HEADING.search(text) is not None and any(sign.search(text) for sign in _SIGNS)


MARKDOWN = Extractor("markdown", "1", decode)
"""The extractor of Markdown: what plain text's does, under a name that tells how its marks are meant."""
