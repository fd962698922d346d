"""Finding words and phrases in a snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np

from index import analysis
from index.engine.matching import (
    MOST_BEGINNING,
    MOST_FUZZY,
    TEXTS,
    Found,
    best,
    most_frequent,
    nothing,
)
from index.engine.whoosh.snapshot import Snapshot
from index.query import Compound, Fuzzy, Leaf, Phrase, Prefix, Word


class Finding:
    """Finds leaves in a snapshot; each is looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._searcher = snapshot.searcher
        self._size = len(snapshot.rows.passages)
        self._known: dict[tuple[Leaf, tuple[str, ...]], Found] = {}

    def __call__(self, leaf: Leaf, sources: Sequence[str]) -> Found:
        """The passages where a leaf stands in one of the sources (TEXTS, or LABELS of `schema`)."""
        key = (leaf, tuple(sources))
        if key not in self._known:
            name, choices = self._choices(leaf, sources)
            each = [self._found(f"{source}_{name}", words) for source in sources for words in choices]
            self._known[key] = best(each, self._size)
        return self._known[key]

    def near(self, word: str) -> list[str]:
        """The written words one edit from a word, in any passage's text or readings, at most MOST_FUZZY."""
        return self._near(word, TEXTS)

    def _choices(self, leaf: Leaf, sources: Sequence[str]) -> tuple[str, list[list[str]]]:
        """The field in which a leaf is looked for, and the words side by side of which one row must stand there."""
        match leaf:
            case Word(text) if analysis.is_paired(text):
                *pairs, last = analysis.grams(text)
                beginning = [] if pairs else sorted(self._lexicon("grams", last, sources))
                return "grams", [pairs] if pairs else [[word] for word in beginning]
            case Word(text):
                return "stemmed", [[analysis.stem(text)]]
            case Compound(words):
                return "stemmed", [[analysis.stem(word) for word in words]]
            case Phrase(words):
                return "exact", [analysis.exact(" ".join(words))]
            case Prefix(text):
                beginning = self._most_frequent(self._lexicon("exact", text, sources), sources, MOST_BEGINNING)
                return "exact", [[word] for word in beginning]
            case Fuzzy(text):
                return "exact", [[word] for word in self._near(text, sources)]

    def _near(self, word: str, sources: Sequence[str]) -> list[str]:
        lexicon = self._lexicon("exact", word[:1], sources)
        near = {other for other in lexicon if analysis.one_edit_apart(word, other)}
        return self._most_frequent(near, sources, MOST_FUZZY)

    def _lexicon(self, name: str, beginning: str, sources: Sequence[str]) -> set[str]:
        """The words of a field that begin so."""
        reader = self._searcher.reader()
        expanded = (reader.expand_prefix(f"{source}_{name}", beginning) for source in sources)
        return {word.decode() for words in expanded for word in words}

    def _most_frequent(self, words: Collection[str], sources: Sequence[str], most: int) -> list[str]:
        reader = self._searcher.reader()
        return most_frequent(
            words, lambda word: sum(reader.doc_frequency(f"{source}_exact", word) for source in sources), most
        )

    def _found(self, field: str, words: Sequence[str]) -> Found:
        """The passages where words stand side by side in a field."""
        one = nothing(self._size)
        for searcher, offset in self._searcher.leaf_searchers():
            scores = _side_by_side(searcher, field, words) if len(words) > 1 else _single(searcher, field, words[0])
            rows = np.fromiter(scores, dtype=np.int64, count=len(scores)) + offset
            one.matches[rows] = True
            one.scores[rows] = np.fromiter(scores.values(), dtype=np.float64, count=len(scores))
        return one


def _single(searcher: Any, field: str, word: str) -> dict[int, float]:
    """The scores of the passages of a segment where a word stands, by their numbers there."""
    if (field, word) not in searcher.reader():
        return {}
    matcher = searcher.postings(field, word)
    return {number: matcher.score() for number in _shared(matcher, None)}


def _side_by_side(searcher: Any, field: str, words: Sequence[str]) -> dict[int, float]:
    """As `_single`, for words in a row; Whoosh's own phrases take several times longer over common words.

    Word by word, the rarest first, we keep for each passage the positions at which the row may begin.
    """
    reader = searcher.reader()
    if not all((field, word) in reader for word in words):
        return {}
    begins: dict[int, frozenset[int]] | None = None
    scores: defaultdict[int, float] = defaultdict(float)
    for word in sorted(set(words), key=lambda word: (reader.doc_frequency(field, word), word)):
        places = [place for place, other in enumerate(words) if other == word]
        matcher = searcher.postings(field, word)
        narrowed: dict[int, frozenset[int]] = {}
        for number in _shared(matcher, begins):
            standing = matcher.value_as("positions")
            possible = [frozenset(position - place for position in standing) for place in places]
            left = frozenset.intersection(*possible, *([begins[number]] if begins is not None else []))
            if left:
                narrowed[number] = left
                scores[number] += matcher.score()
        begins = narrowed
    return {number: scores[number] for number in begins or ()}


def _shared(matcher: Any, wanted: Collection[int] | None) -> Iterator[int]:
    """Move a matcher from one to the next of its passages; where some are wanted, to those alone."""
    if wanted is None:
        while matcher.is_active():
            yield matcher.id()
            matcher.next()
        return
    for number in wanted:
        if matcher.is_active():
            matcher.skip_to(number)
        if matcher.is_active() and matcher.id() == number:
            yield number
