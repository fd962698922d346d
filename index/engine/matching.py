"""From an expression to the rows it matches, given what an embedded engine finds for each of its leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from index import analysis
from index.engine.answers import Rows, Scores, valued
from index.facets import Matches
from index.query import VALUE_FIELDS, And, Everything, Expression, Field, Leaf, Not, Nothing, Or, Phrase, Word

TEXTS = ("text", "reading")
"""Where words are looked for: a passage's own text and its other readings."""

MOST_FUZZY = 50
"""Words that a fuzzy word stands for at most: those in most passages, ties by the word."""

MOST_BEGINNING = 1000
"""Words that a prefix stands for at most: those in most passages, ties by the word."""


@dataclass(frozen=True, slots=True)
class Found:
    """Which rows match, and how well; the score of a row that does not match is 0."""

    matches: Matches
    scores: Scores


Finding: TypeAlias = Callable[[Leaf, Sequence[str]], Found]
"""Finds the rows where a leaf stands in one at least of the texts named: TEXTS, or a label's name."""


def found(expression: Expression, kept: Rows, finding: Finding) -> Found:
    """The rows that satisfy a whole expression; scores are summed over the parts that are to stand there."""
    match expression:
        case And(parts):
            each = [found(part, kept, finding) for part in parts]
            return _scored(np.logical_and.reduce([one.matches for one in each]), each)
        case Or(parts):
            each = [found(part, kept, finding) for part in parts]
            return _scored(np.logical_or.reduce([one.matches for one in each]), each)
        case Not(part):
            return unscored(~found(part, kept, finding).matches)
        case Everything() | Nothing():
            return unscored(np.full(len(kept.passages), isinstance(expression, Everything)))
        case Field(name, part):
            return _in_field(name, part, kept, finding)
        case leaf:
            return finding(leaf, TEXTS)


def nothing(size: int) -> Found:
    """No row of so many."""
    return unscored(np.zeros(size, dtype=np.bool_))


def unscored(matches: Matches) -> Found:
    """Matches of which none is better than another."""
    return Found(matches, np.zeros(len(matches), dtype=np.float64))


def best(each: Sequence[Found], size: int) -> Found:
    """The rows found by one at least, each with its highest score."""
    matches, scores = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.float64)
    for one in each:
        matches |= one.matches
        np.maximum(scores, one.scores, out=scores)
    return Found(matches, scores)


def most_frequent(words: Collection[str], standing: Callable[[str], int], most: int) -> list[str]:
    """The `most` words that stand in most passages, as `standing` counts these; all where there are no more."""
    if len(words) <= most:
        return sorted(words)
    return sorted(words, key=lambda word: (-standing(word), word))[:most]


def _scored(matches: Matches, each: Sequence[Found]) -> Found:
    scores: npt.NDArray[np.float64] = np.sum([one.scores for one in each], axis=0)
    return Found(matches, np.where(matches, scores, 0.0))


def _in_field(name: str, part: Leaf, kept: Rows, finding: Finding) -> Found:
    words = analysis.exact(" ".join(_written(part)))
    size = len(kept.passages)
    carrying = unscored(valued(kept.columns[name], words)) if name in kept.columns else nothing(size)
    if name in VALUE_FIELDS:
        return carrying
    return best([carrying, finding(part, (name,))], size)


def _written(part: Leaf) -> tuple[str, ...]:
    """The words of a leaf that may name a value whole: of a prefix or a fuzzy word, none."""
    match part:
        case Phrase(words):
            return words
        case Word(text):
            return (text,)
        case _:
            return ()
