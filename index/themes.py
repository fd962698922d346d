"""Themes proposed for passages by the rules of the vocabulary, with evidence and a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from math import prod

from index.clauses import Words, read_words
from index.matcher import Hit, denied, matcher
from index.model import Evidence, Tag
from index.vocabulary import Rule, Theme, Vocabulary, read_vocabulary

FILE = "themes.toml"

READ_AT_MOST = 200_000
"""Code points of a passage that are read: no paragraph is longer, and a hostile one must not stall the rest."""

HITS_COUNTED = 3
"""Further hits of one rule in a passage make its theme no surer."""

CERTAINTY = 0.99
"""The highest score: rules are never certain."""

TELLING = 0.5
"""Hits of rules that weigh at least this part of the weightiest are shown as evidence; the others only add to it."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that held for a passage: by which pattern, on which words, and what it weighs."""

    theme: str
    rule: str
    pattern: str
    weight: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules say of one theme: how sure, on which words, and whether that is enough to give it."""

    score: float
    evidence: tuple[Evidence, ...]
    given: bool


class RuleTagger:
    """Proposes themes for passages by rules. Pure and deterministic; titles and headings are never given to it."""

    __slots__ = ("_matcher", "_speaking", "vocabulary")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._matcher = matcher(vocabulary.patterns)
        self._speaking = _speaking(vocabulary)

    def tag(self, text: str, language: str | None = None) -> tuple[Tag, ...]:
        """The themes that a passage evidences, in the order of the vocabulary.

        `language` (as "en", "ko") leaves out the rules of other languages; unknown, all are tried.
        """
        found = self.find(text, language)
        return tuple(Tag(theme, one.score, "rule", one.evidence) for theme, one in found.items() if one.given)

    def find(self, text: str, language: str | None = None) -> dict[str, Found]:
        """What the rules say of each theme for which one holds, enough or not, in the order of the vocabulary."""
        reading = self._read(text)
        touched = {number for hit in reading.hits for number in self._speaking.get(hit, ())}
        judged = {
            theme.id: self._judge(theme, reading, language)
            for number, theme in enumerate(self.vocabulary.themes)
            if number in touched
        }
        return {theme: found for theme, found in judged.items() if found is not None}

    def explain(self, text: str, language: str | None = None) -> tuple[Fired, ...]:
        """Every rule that held, below the threshold too."""
        reading = self._read(text)
        patterns = self.vocabulary.patterns
        return tuple(
            Fired(theme.id, rule.name, patterns[number].source, rule.weight, reading.quote(hit))
            for theme in self.vocabulary.themes
            for rule in theme.rules
            if _spoken(rule, language)
            for number, hit in reading.fired(rule)
        )

    def _read(self, text: str) -> _Reading:
        words = read_words(text[:READ_AT_MOST])
        return _Reading(text, words, self._matcher.find(words), self.vocabulary)

    def _judge(self, theme: Theme, reading: _Reading, language: str | None) -> Found | None:
        doubts: list[float] = []
        found: list[tuple[float, Hit]] = []
        for rule in theme.rules:
            if not _spoken(rule, language) or rule.any.isdisjoint(reading.hits):
                continue
            hits = _apart(hit for _, hit in reading.fired(rule))[:HITS_COUNTED]
            doubts += [1 - rule.weight] * len(hits)
            found += [(rule.weight, hit) for hit in hits]
        if not doubts:
            return None
        score = min(CERTAINTY, (1 - prod(doubts)) * reading.damping)
        strong = max(weight for weight, _ in found) * TELLING
        evidence = tuple(reading.quote(hit) for hit in _joined(hit for weight, hit in found if weight >= strong))
        return Found(round(score, 3), evidence, score >= theme.threshold)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A passage with the hits of every pattern in it."""

    text: str
    words: Words
    hits: Mapping[int, Sequence[Hit]]
    vocabulary: Vocabulary

    @property
    def damping(self) -> float:
        """What the scores are multiplied by: less than 1 in a light passage."""
        register = self.vocabulary.register
        if not register.grave.isdisjoint(self.hits):
            return 1.0
        light = sum(len(self.hits[number]) for number in register.light & self.hits.keys())
        return float(register.factor ** min(light, register.most))

    def fired(self, rule: Rule) -> Iterator[tuple[int, Hit]]:
        """The hits of a rule that its conditions let stand, with their patterns."""
        if not rule.passage_unless.isdisjoint(self.hits):
            return
        if rule.passage_with is not None and rule.passage_with.isdisjoint(self.hits):
            return
        near = None if rule.near is None else self._sentences(rule.near)
        barred = self._sentences(rule.unless)
        for number in sorted(rule.any & self.hits.keys()):
            pattern = self.vocabulary.patterns[number]
            for hit in self.hits[number]:
                sentence = self.words.sentences[hit.first]
                if sentence in barred or (near is not None and sentence not in near):
                    continue
                if rule.negated or not denied(hit, pattern, self.words):
                    yield number, hit

    def _sentences(self, patterns: frozenset[int]) -> set[int]:
        found = patterns & self.hits.keys()
        return {self.words.sentences[hit.first] for number in found for hit in self.hits[number]}

    def quote(self, hit: Hit) -> Evidence:
        """The words of a hit as they stand in the passage."""
        start, end = self.words.starts[hit.first], self.words.ends[hit.last]
        return Evidence(start, end, self.text[start:end])


def _speaking(vocabulary: Vocabulary) -> dict[int, set[int]]:
    """For which themes each pattern may speak, both as numbers."""
    found: dict[int, set[int]] = {}
    for number, theme in enumerate(vocabulary.themes):
        for pattern in chain.from_iterable(rule.any for rule in theme.rules):
            found.setdefault(pattern, set()).add(number)
    return found


def _spoken(rule: Rule, language: str | None) -> bool:
    return language is None or rule.language is None or rule.language == language


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that share no word, the longer one first where two do, in order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        if all(hit.last < other.first or other.last < hit.first for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def _joined(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that overlap joined to one, in order of the text."""
    joined: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, hit.last)):
        if joined and hit.first <= joined[-1].last:
            joined[-1] = Hit(joined[-1].first, max(joined[-1].last, hit.last))
        else:
            joined.append(hit)
    return joined


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the indexer; raises VocabularyError."""
    return read_vocabulary(resources.files("index").joinpath(FILE).read_bytes(), FILE)


@cache
def rule_tagger() -> RuleTagger:
    """The rules of that vocabulary."""
    return RuleTagger(vocabulary())
