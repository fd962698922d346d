"""A chain of lines: the parts that lines play on a page, found together by a linear-chain model.

A conditional random field (Lafferty et al., 2001): what each line shows (its traits and those of its neighbours) speaks
for parts, which may follow one another only as posts are made. The weights are numbers under readable names in
`parts.json`, learned by `tools/train_cutter.py`; the probability of a part at a line is exact under the model.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

FILE = "parts.json"

Array = NDArray[np.float64]


class Part(StrEnum):
    """What a line is on its page."""

    HEADER = "header"
    TITLE = "title"
    CONTINUED = "continued title"
    UNDER = "furniture under a title"
    DECK = "deck"
    HEADING = "heading"
    BODY = "body"
    INSIDE = "furniture inside a text"
    SIGNATURE = "signature"
    OUTSIDE = "furniture after a text"


PARTS = tuple(Part)

_FOLLOWS = {
    Part.HEADER: (Part.HEADER, Part.TITLE, Part.BODY),
    Part.TITLE: (Part.CONTINUED, Part.UNDER, Part.DECK, Part.HEADING, Part.BODY),
    Part.CONTINUED: (Part.CONTINUED, Part.UNDER, Part.DECK, Part.HEADING, Part.BODY),
    Part.UNDER: (Part.UNDER, Part.DECK, Part.HEADING, Part.BODY),
    Part.DECK: (Part.UNDER, Part.DECK, Part.HEADING, Part.BODY),
    Part.HEADING: (Part.HEADING, Part.BODY, Part.INSIDE),
    Part.BODY: (Part.BODY, Part.HEADING, Part.INSIDE, Part.SIGNATURE, Part.OUTSIDE, Part.TITLE),
    Part.INSIDE: (Part.INSIDE, Part.BODY, Part.HEADING, Part.SIGNATURE),
    Part.SIGNATURE: (Part.SIGNATURE, Part.BODY, Part.HEADING, Part.INSIDE, Part.OUTSIDE, Part.TITLE),
    Part.OUTSIDE: (Part.OUTSIDE, Part.TITLE),
}
"""What may stand below what: a post is opened by its title, and closes with text or a signature."""

_FIRST = (Part.HEADER, Part.TITLE, Part.BODY)
_LAST = (Part.HEADER, Part.BODY, Part.SIGNATURE, Part.OUTSIDE)

NEVER = -1e6
"""The log-odds of what may not be."""


def allowed() -> tuple[Array, Array, Array]:
    """What may open a page, follow and close it: 0 where it may, NEVER where not."""
    first = np.array([0.0 if part in _FIRST else NEVER for part in PARTS])
    steps = np.array([[0.0 if below in _FOLLOWS[above] else NEVER for below in PARTS] for above in PARTS])
    last = np.array([0.0 if part in _LAST else NEVER for part in PARTS])
    return first, steps, last


@dataclass(frozen=True)
class Model:
    """The learned numbers: a row of one weight a part for each trait, and for each step from part to part."""

    names: tuple[str, ...]
    index: dict[str, int]
    weights: Array
    steps: Array

    def scores(self, lines: Sequence[Sequence[str]]) -> Array:
        """How much each line's traits speak for each part: the sum of their rows."""
        made = np.zeros((len(lines), len(PARTS)))
        for at, traits in enumerate(lines):
            rows = [self.index[name] for name in traits if name in self.index]
            made[at] = self.weights[rows].sum(axis=0)
        return made


@dataclass(frozen=True, slots=True)
class Decoded:
    """The likeliest parts of all lines together, and the probability of each part at each line."""

    parts: tuple[Part, ...]
    odds: Array

    def of(self, at: int, part: Part) -> float:
        """The probability that the line at `at` plays this part."""
        return float(self.odds[at, PARTS.index(part)])


@cache
def load() -> Model:
    """The weights that this package ships."""
    table = json.loads(resources.files("index").joinpath(FILE).read_text(encoding="utf-8"))
    names = tuple(table["traits"])
    weights = np.array([table["traits"][name] for name in names], dtype=np.float64)
    steps = np.array([[table["steps"][above].get(below, 0.0) for below in PARTS] for above in PARTS])
    return Model(names, {name: at for at, name in enumerate(names)}, weights, steps)


def decode(model: Model, scores: Array) -> Decoded:
    """The likeliest parts for these scores. There is at least one line."""
    first, steps, last = allowed()
    steps = steps + model.steps
    return Decoded(_best(scores, first, steps, last), _marginals(scores, first, steps, last))


def _best(scores: Array, first: Array, steps: Array, last: Array) -> tuple[Part, ...]:
    """Viterbi's way through the chain."""
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[0] + first
    for at in range(1, len(scores)):
        ways = best[:, None] + steps
        back[at] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[at]
    state = int((best + last).argmax())
    found = [state]
    for at in range(len(scores) - 1, 0, -1):
        state = int(back[at, state])
        found.append(state)
    return tuple(PARTS[one] for one in reversed(found))


def _marginals(scores: Array, first: Array, steps: Array, last: Array) -> Array:
    """Forward and backward sums, each line scaled to one so that no page is too long."""
    linked = np.exp(np.maximum(steps, -60.0)) * (steps > NEVER / 2)
    shown = np.exp(scores - scores.max(axis=1, keepdims=True))
    ahead, behind = np.zeros(scores.shape), np.zeros(scores.shape)
    ahead[0] = _scaled(shown[0] * (first == 0))
    for at in range(1, len(scores)):
        ahead[at] = _scaled((ahead[at - 1] @ linked) * shown[at])
    behind[-1] = last == 0
    for at in range(len(scores) - 2, -1, -1):
        behind[at] = _scaled(linked @ (shown[at + 1] * behind[at + 1]))
    both = ahead * behind
    return np.asarray(both / np.maximum(both.sum(axis=1, keepdims=True), 1e-300))


def _scaled(row: Array) -> Array:
    total = row.sum()
    return np.asarray(row / total if total > 0 else np.full(row.shape, 1 / len(row)))
