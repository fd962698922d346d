"""The learned layer: how much the words of a passage speak for each theme.

Three logistic regressions a theme, summed, over readable features (`index.features`), trained by `make train` on the
passages in training/. Whatever a feature adds is a number in a table, so that a tag can be traced to the words that
gave it. A word also counts by its meaning, as a vector of a sentence model has it, folded into one number a theme: so
a word that no training passage holds counts like its neighbours. All parts add up over the words of a passage, and
are learned once, so reading a passage is a row of look-ups.
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

from index.features import Token, known_pairs, partners, parts, tokens

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
    """What a word adds before the passage's length is known: by its features, as a whole word, by its meaning.

    With the squared lengths of what it adds by all its features, and by the word alone.
    """

    sparse: Vector
    squared: float
    whole: Vector
    whole_squared: float
    dense: Vector


@dataclass(frozen=True)
class Table:
    """The learned numbers, as arrays of one row a feature and one column a theme.

    `alone` are further weights of the first features, those of whole words and pairs: what these say by themselves, in
    proportion to the length of these alone.
    """

    themes: tuple[str, ...]
    features: Mapping[str, int]
    weights: NDArray[np.float32]
    alone: NDArray[np.float32]
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
            alone=file["alone"].astype(np.float32) * file["alone_scale"],
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
        self._partners = partners(table.features)
        self._known: dict[str, _Word] = {}

    def weigh(self, text: str) -> Weighed:
        """What a passage's words say for each theme. A passage without words says what the table says of nothing."""
        row = tokens(text)
        first = {row[at].word: at for at in range(len(row) - 1, -1, -1)}
        words = [self._word(word) for word in first]
        found = known_pairs(row, self._partners)
        numbers = np.fromiter(found, dtype=np.intp, count=len(found))
        idf = self.table.idf[numbers]
        joint = sum(value**2 for value in idf.tolist())
        length = math.sqrt(sum(word.squared for word in words) + joint) or 1.0
        whole_length = math.sqrt(sum(word.whole_squared for word in words) + joint) or 1.0
        dense_length = math.sqrt(len(words) + DENSE_WORDS)
        added = np.concatenate(
            (
                self._stacked([word.sparse for word in words]) / length
                + self._stacked([word.whole for word in words]) / whole_length
                + self._stacked([word.dense for word in words]) / dense_length,
                (self.table.weights[numbers] / length + self.table.alone[numbers] / whole_length) * idf[:, None],
            )
        )
        spans = (*((at, at) for at in first.values()), *found.values())
        return Weighed(self.table.bias + added.sum(axis=0), row, spans, added)

    def _stacked(self, rows: list[Vector]) -> NDArray[np.float32]:
        made = np.concatenate(rows) if rows else np.zeros(0, dtype=np.float32)
        return made.reshape(len(rows), len(self.table.themes))

    def _word(self, word: str) -> _Word:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            known = self._known[word] = self._read(word)
        return known

    def _read(self, word: str) -> _Word:
        places = [at for name in sorted(parts(word)) if (at := self.table.features.get(name)) is not None]
        idf = self.table.idf[places]
        meaning, at = self.table.meanings.get(word), self.table.features.get(f"w:{word}")
        return _Word(
            sparse=(self.table.weights[places] * idf[:, None]).sum(axis=0),
            squared=float((idf**2).sum()),
            whole=np.zeros_like(self.table.bias) if at is None else self.table.alone[at] * self.table.idf[at],
            whole_squared=0.0 if at is None else float(self.table.idf[at]) ** 2,
            dense=np.zeros_like(self.table.bias) if meaning is None else self.table.dense[meaning],
        )


@cache
def layer() -> Layer:
    """The layer that ships with the indexer."""
    return Layer(read_table(resources.files("index").joinpath(FILE).read_bytes()))
