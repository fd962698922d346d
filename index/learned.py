"""The learned layer: how much the words of a passage speak for each theme.

One logistic regression a theme over readable features (`index.features`), trained by `make train` on the passages in
training/. Whatever a feature adds is a number in a table, so that a tag can be traced to the words that gave it. A word
also counts by its meaning, as a vector of a sentence model has it, folded into one number a theme: so a word that no
training passage holds counts like its neighbours. All parts add up over the words of a passage, and are learned once,
so reading a passage is a row of look-ups.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from index.features import Token, pairs, parts, tokens

FILE = "learned.npz"

Vector = NDArray[np.float32]
"""One number a theme."""

DENSE_WORDS = 5
"""Added to the number of words that meanings are averaged over, so that one word alone proves little."""

KNOWN_WORDS = 50_000
"""Words whose sums are kept at hand."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage as weighed: the log-odds of each theme, and what each word and pair of words added to it."""

    odds: Vector
    row: tuple[Token, ...]
    spans: tuple[tuple[int, int], ...]
    shares: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word adds before the passage's length is known: by its features, their squared length, by its meaning."""

    sparse: Vector
    squared: float
    dense: Vector


@dataclass(frozen=True)
class Table:
    """The learned numbers, as arrays of one row a feature and one column a theme."""

    themes: tuple[str, ...]
    features: Mapping[str, int]
    weights: NDArray[np.float32]
    idf: NDArray[np.float32]
    meanings: Mapping[str, int]
    dense: NDArray[np.float32]
    bias: Vector
    stack: tuple[float, float, float]
    thresholds: Mapping[str, float]
    digest: str


def read_table(data: bytes) -> Table:
    """Read a table as `tools/train.py` writes it: whole numbers of eight bits, with a scale for each theme."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        themes = tuple(_texts(file["themes"]))
        own, joint, constant = (float(value) for value in file["stack"])
        return Table(
            themes=themes,
            features={name: at for at, name in enumerate(_texts(file["features"]))},
            weights=file["weights"].astype(np.float32) * file["weight_scale"],
            idf=file["idf"].astype(np.float32),
            meanings={name: at for at, name in enumerate(_texts(file["words"]))},
            dense=file["dense"].astype(np.float32) * file["dense_scale"],
            bias=file["bias"].astype(np.float32),
            stack=(own, joint, constant),
            thresholds=dict(zip(themes, map(float, file["thresholds"]), strict=True)),
            digest=sha256(data).hexdigest(),
        )


def _texts(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n")


class Layer:
    """Weighs passages by a table. Pure: the same text gives the same numbers."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._known: dict[str, _Word] = {}

    def weigh(self, text: str) -> Weighed:
        """What a passage's words say for each theme. A passage without words says what the table says of nothing."""
        row = tokens(text)
        first = {token.word: at for at, token in reversed(list(enumerate(row)))}
        words = {at: self._word(word) for word, at in first.items()}
        joint = {place: self.table.features.get(name) for name, place in pairs(row).items()}
        found = {place: at for place, at in joint.items() if at is not None}
        squared = sum(word.squared for word in words.values())
        squared += sum(float(self.table.idf[at]) ** 2 for at in found.values())
        length, dense_length = math.sqrt(squared) or 1.0, math.sqrt(len(words) + DENSE_WORDS)
        spans = [(at, at) for at in words] + list(found)
        shares = [word.sparse / length + word.dense / dense_length for word in words.values()]
        shares += [self.table.weights[at] * (self.table.idf[at] / length) for at in found.values()]
        added = np.array(shares, dtype=np.float32).reshape(len(shares), len(self.table.themes))
        return Weighed(self.table.bias + added.sum(axis=0), row, tuple(spans), added)

    def _word(self, word: str) -> _Word:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            known = self._known[word] = self._read(word)
        return known

    def _read(self, word: str) -> _Word:
        places = [at for name in parts(word) if (at := self.table.features.get(name)) is not None]
        idf = self.table.idf[places]
        meaning = self.table.meanings.get(word)
        return _Word(
            sparse=(self.table.weights[places] * idf[:, None]).sum(axis=0),
            squared=float((idf**2).sum()),
            dense=np.zeros_like(self.table.bias) if meaning is None else self.table.dense[meaning],
        )


@cache
def layer() -> Layer:
    """The layer that ships with the indexer."""
    return Layer(read_table(resources.files("index").joinpath(FILE).read_bytes()))
