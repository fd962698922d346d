"""Expressions that ignore case, quick on plain letters.

The regular expressions of the standard library try every branch at every letter once case is to be ignored. On a text
of ASCII alone they need not: it is lowered, and looked through by the expression as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


class Caseless:
    """An expression, written in small letters, that is sought whatever the case."""

    __slots__ = ("_any", "_small")

    def __init__(self, expression: str) -> None:
        self._small = re.compile(expression)
        self._any = re.compile(expression, re.IGNORECASE)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Its matches in order. Spans are those of `text`; the words of a match may be lowered."""
        return self._small.finditer(text.lower()) if text.isascii() else self._any.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Its first match, under the same terms; None where there is none."""
        return self._small.search(text.lower()) if text.isascii() else self._any.search(text)

    def count(self, text: str) -> int:
        """How often it is found."""
        return sum(1 for _ in self.finditer(text))
