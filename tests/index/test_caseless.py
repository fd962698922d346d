"""Expressions that ignore case: on plain letters and on others they find what the standard library finds."""

import re

import pytest

from index.caseless import Caseless

EXPRESSION = r"\b(?:support|link|i'm)\b"
TEXTS = ("Support the LINK", "I'm here, i'M there", "unsupported", "“SUPPORT” — lin\u212a", "\u017fupport", "")


@pytest.mark.parametrize("text", TEXTS)
def test_it_finds_what_an_expression_without_case_finds(text: str) -> None:
    expected = [match.span() for match in re.finditer(EXPRESSION, text, re.IGNORECASE)]
    found = Caseless(EXPRESSION)
    assert [match.span() for match in found.finditer(text)] == expected
    assert found.count(text) == len(expected)
    first = found.search(text)
    assert (first.span() if first else None) == (expected[0] if expected else None)
