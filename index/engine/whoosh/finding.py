"""Finding words and phrases in a snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.query import Phrase as PhraseQuery
from whoosh.query import Term as TermQuery

from index import analysis
from index.engine.matching import (
    MOST_BEGINNING,
    MOST_FUZZY,
    TEXTS,
    Found,
    best,
    most_frequent,
    neighbours,
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
            self._known[key] = best([self._found(one) for one in self._queries(leaf, sources)], self._size)
        return self._known[key]

    def near(self, word: str) -> list[str]:
        """The written words one edit from a word, in any passage's text or readings, at most MOST_FUZZY."""
        lexicon = self._lexicon("exact", word[:1], TEXTS)
        return most_frequent({other: lexicon[other] for other in neighbours(word, lexicon)}, MOST_FUZZY)

    def _queries(self, leaf: Leaf, sources: Sequence[str]) -> Iterator[Any]:
        """Whoosh's queries for a leaf, of which each passage meant satisfies one."""
        name, choices = self._choices(leaf, sources)
        for source in sources:
            for words in choices:
                if len(words) == 1:
                    yield TermQuery(f"{source}_{name}", words[0])
                else:
                    yield PhraseQuery(f"{source}_{name}", words)

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
                beginning = most_frequent(self._lexicon("exact", text, sources), MOST_BEGINNING)
                return "exact", [[word] for word in beginning]
            case Fuzzy(text):
                lexicon = self._lexicon("exact", text[:1], sources)
                near = most_frequent({word: lexicon[word] for word in neighbours(text, lexicon)}, MOST_FUZZY)
                return "exact", [[word] for word in near]

    def _lexicon(self, name: str, beginning: str, sources: Sequence[str]) -> Counter[str]:
        """The words of a field that begin so, with the number of passages of each."""
        reader = self._searcher.reader()
        lexicon: Counter[str] = Counter()
        for source in sources:
            for word in reader.expand_prefix(f"{source}_{name}", beginning):
                lexicon[word.decode()] += reader.doc_frequency(f"{source}_{name}", word)
        return lexicon

    def _found(self, query: Any) -> Found:
        numbers: list[int] = []
        scores: list[float] = []
        for searcher, offset in self._searcher.leaf_searchers():
            matcher = query.matcher(searcher, searcher.context())
            while matcher.is_active():
                numbers.append(matcher.id() + offset)
                scores.append(matcher.score())
                matcher.next()
        one = nothing(self._size)
        one.matches[numbers] = True
        one.scores[numbers] = scores
        return one
