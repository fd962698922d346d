"""Themes of a passage, from rules and from the learned layer together, with evidence from each.

The rules say what they can show; the learned layer says how a passage as a whole reads. Their scores are joined by one
logistic function (stacking; Wolpert, 1992), fitted on passages that neither had seen, and a theme is given where the
joint score reaches the theme's threshold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import numpy as np

from index import learned, themes
from index.learned import Layer, Weighed
from index.model import Evidence, Tag
from index.themes import Fired, Found, RuleTagger

RULE, MODEL = "rule", "model"
"""Origins of a tag: what the rules alone would give, and what only the learned layer adds."""

STRONG = 0.35
"""Words that add at least this part of what the strongest word adds are evidence."""

MOST_EVIDENCE = 3
"""Spans of evidence that the learned layer names."""

MOST_EXPLAINED = 8
"""Words of the learned layer that an explanation names."""

READ_AT_MOST = themes.READ_AT_MOST


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a theme is given to a passage or is not: score, threshold, the rules that held, the words that add most."""

    theme: str
    given: bool
    score: float
    threshold: float
    rules: tuple[Fired, ...]
    words: tuple[tuple[str, float], ...]


class Tagger:
    """Proposes themes for passages. Pure and deterministic; titles and headings are never given to it."""

    def __init__(self, rules: RuleTagger, layer: Layer) -> None:
        self._rules, self._layer = rules, layer
        self._columns = {theme: at for at, theme in enumerate(layer.table.themes)}
        self.digest = sha256(f"{rules.vocabulary.digest} {layer.table.digest}".encode()).hexdigest()

    def tag(self, text: str, language: str | None = None) -> tuple[Tag, ...]:
        """The themes that a passage evidences, in the order of the vocabulary."""
        found = self._rules.find(text, language)
        weighed = self._layer.weigh(text[:READ_AT_MOST])
        if not weighed.row:
            return ()
        tags = []
        for theme in self._rules.vocabulary.themes:
            score = self._joint(theme.id, weighed, found.get(theme.id))
            if score >= self._layer.table.thresholds[theme.id]:
                tags.append(self._tag(theme.id, score, weighed, found.get(theme.id), text))
        return tuple(tags)

    def by_learning(self, text: str) -> tuple[Tag, ...]:
        """The themes that the learned layer alone would give, for comparison."""
        weighed = self._layer.weigh(text[:READ_AT_MOST])
        if not weighed.row:
            return ()
        scores = {theme: self._joint(theme, weighed, None) for theme in self._layer.table.themes}
        given = [theme for theme, score in scores.items() if score >= self._layer.table.thresholds[theme]]
        return tuple(self._tag(theme, scores[theme], weighed, None, text) for theme in given)

    def by_rules(self, text: str) -> tuple[Tag, ...]:
        """The themes that the rules alone would give, for comparison."""
        return self._rules.tag(text)

    def explain(self, text: str) -> tuple[Reason, ...]:
        """Why each theme is given or is not; those for which nothing speaks are left out. Surest first."""
        found, fired = self._rules.find(text), self._rules.explain(text)
        weighed = self._layer.weigh(text[:READ_AT_MOST])
        reasons = []
        for at, theme in enumerate(self._layer.table.themes):
            score, least = self._joint(theme, weighed, found.get(theme)), self._layer.table.thresholds[theme]
            rules = tuple(one for one in fired if one.theme == theme)
            if weighed.row and (rules or score >= least / 2):
                reasons.append(Reason(theme, score >= least, score, least, rules, _strongest(weighed, at, text)))
        return tuple(sorted(reasons, key=lambda reason: -reason.score))

    def _joint(self, theme: str, weighed: Weighed, found: Found | None) -> float:
        own, joint, constant = self._layer.table.stack
        odds = float(weighed.odds[self._columns[theme]])
        rule = found.score if found else 0.0
        sum_of_both = max(-30.0, min(30.0, own * odds + joint * rule + constant))
        return min(themes.CERTAINTY, 1 / (1 + math.exp(-sum_of_both)))

    def _tag(self, theme: str, score: float, weighed: Weighed, found: Found | None, text: str) -> Tag:
        if found is not None and found.given:
            return Tag(theme, round(score, 3), RULE, found.evidence)
        evidence = _evidence(weighed, self._columns[theme], text)
        return Tag(theme, round(score, 3), MODEL, evidence)


def _strongest(weighed: Weighed, column: int, text: str) -> tuple[tuple[str, float], ...]:
    """The words that add most to a theme's odds or take most away, with how much."""
    adding = weighed.shares[:, column]
    best = np.argsort(-np.abs(adding))[:MOST_EXPLAINED]
    spans = [
        (weighed.row[first].start, weighed.row[last].end) for first, last in (weighed.spans[int(at)] for at in best)
    ]
    return tuple((text[start:end], float(adding[at])) for (start, end), at in zip(spans, best, strict=True))


def _evidence(weighed: Weighed, column: int, text: str) -> tuple[Evidence, ...]:
    """The words that add most to a theme, those side by side joined, in order of the text."""
    adding = weighed.shares[:, column]
    strongest = float(adding.max())
    best = [int(at) for at in np.argsort(-adding)[: 2 * MOST_EVIDENCE] if adding[at] >= STRONG * strongest]
    places = _joined([weighed.spans[at] for at in best])[:MOST_EVIDENCE]
    spans = [(weighed.row[first].start, weighed.row[last].end) for first, last in places]
    return tuple(Evidence(start, end, text[start:end]) for start, end in sorted(spans))


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of words joined where they touch, the strongest first as given."""
    joined: list[tuple[int, int]] = []
    for first, last in places:
        touching = [one for one in joined if one[0] - 1 <= last and first <= one[1] + 1]
        joined = [one for one in joined if one not in touching]
        together = [(first, last), *touching]
        joined.append((min(one[0] for one in together), max(one[1] for one in together)))
    return joined


@cache
def tagger() -> Tagger:
    """The tagger that ships with the indexer."""
    return Tagger(themes.rule_tagger(), learned.layer())
