"""Learned weights under readable names: of what a post is like (`Classes`), and of whom it names (`Choice`).

Both are linear: what a feature adds to the log-odds is a number in `posts.json`, made by `tools/train_posts.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

FILE = "posts.json"


@dataclass(frozen=True, slots=True)
class Classes:
    """A multinomial logistic regression: for each feature a number for every class."""

    names: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def shares(self, features: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is; the shares add up to one."""
        odds = list(self.bias)
        for name, amount in features.items():
            for at, weight in enumerate(self.weights.get(name, ())):
                odds[at] += weight * amount
        most = max(odds)
        raised = [math.exp(one - most) for one in odds]
        return {name: one / sum(raised) for name, one in zip(self.names, raised, strict=True)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A conditional logit: the log-odds of a candidate are the sum of what its features add."""

    weights: Mapping[str, float]

    def odds(self, features: Mapping[str, float]) -> float:
        """The log-odds of one candidate against the others."""
        return sum(self.weights.get(name, 0.0) * amount for name, amount in features.items())


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is learned about posts. `ordinary` are words that stand in small letters in running text."""

    kinds: Classes
    perspectives: Classes
    narrators: Choice
    ordinary: frozenset[str]


@cache
def tables() -> Tables:
    """The tables that ship with the indexer."""
    found = json.loads(resources.files("index").joinpath(FILE).read_text(encoding="utf-8"))
    return Tables(
        _classes(found["kinds"]),
        _classes(found["perspectives"]),
        Choice(found["narrators"]),
        frozenset(found["ordinary"]),
    )


def _classes(found: Mapping[str, Any]) -> Classes:
    weights = {name: tuple(map(float, row)) for name, row in found["weights"].items()}
    return Classes(tuple(found["names"]), tuple(map(float, found["bias"])), weights)
