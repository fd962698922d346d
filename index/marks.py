"""Where the words of an expression stand in a text: the spans to mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index import analysis
from index.analysis import Token, Tokens
from index.query import (
    Compound,
    Expression,
    Fuzzy,
    Leaf,
    Phrase,
    Prefix,
    Word,
    wanted,
)

Spans = tuple[tuple[int, int], ...]
"""Pairs of start and end in code points of the text as given, in order, none overlapping another."""


def find(expression: Expression, text: str) -> Spans:
    """The spans of `text` that make it match: words one by one, a phrase in one piece.

    What stands under NOT marks nothing, nor do fields; a text that does not satisfy the whole expression may still
    have marks, since its other readings may hold the rest.
    """
    leaves = tuple(wanted(expression))
    tokens = analysis.tokens(text if leaves else "")
    return _merged(span for leaf in leaves for span in occurrences(leaf, tokens))


def occurrences(leaf: Leaf, text: Tokens) -> Iterator[tuple[int, int]]:
    """The spans at which a word or phrase stands in a text, in order; they may overlap."""
    match leaf:
        case Word(word) if analysis.is_paired(word):
            yield from _paired(word, text)
        case Word(word):
            stem = analysis.stem(word)
            yield from ((token.start, token.end) for token in text.stemmed if token.text == stem)
        case Compound(words):
            yield from _side_by_side([analysis.stem(word) for word in words], text.stemmed)
        case Phrase(words):
            yield from _side_by_side(analysis.exact(" ".join(words)), text.exact)
        case Prefix(word):
            yield from ((token.start, token.end) for token in text.exact if token.text.startswith(word))
        case Fuzzy(word):
            yield from ((token.start, token.end) for token in text.exact if analysis.one_edit_apart(word, token.text))


def _paired(word: str, text: Tokens) -> Iterator[tuple[int, int]]:
    *pairs, last = analysis.grams(word)
    if pairs:
        yield from _side_by_side(pairs, text.grams)
    else:
        ends = {token.start: token.end for token in text.exact}
        yield from ((token.start, ends[token.start]) for token in text.grams if token.text.startswith(last))


def _side_by_side(words: Sequence[str], tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for index, first in enumerate(tokens):
        if first.text != words[0]:
            continue
        run = tokens[index : index + len(words)]
        at_once = run[-1].position - first.position == len(words) - 1
        if at_once and [token.text for token in run] == list(words):
            yield first.start, run[-1].end


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
