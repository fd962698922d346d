"""Trains the learned layer: reads training/ and the founding labels, writes index/learned.npz. Run by `make train`.

Seeded; it takes minutes.

One logistic regression a theme (scikit-learn, liblinear), over `index.features` weighted by inverse document frequency
and scaled to length one, and over word meanings (training/words.npz) weighted down by frequency (Arora et al., 2017).
How rules and layer are joined, and each theme's threshold, is fitted on passages of writers whom the regression had not
read, and that were written after the rules. Passages under training/held-out/ are never read here; their figures chose
the kinds of features and two settings below.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from index import gold, themes
from index.features import pairs, parts, tokens
from index.learned import DENSE_WORDS

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "index/learned.npz"
SEED = 0

FEWEST = 2
"""Passages in which a feature must stand."""

SHARPNESS = 20.0
"""Inverse strength of regularisation (liblinear's C), chosen by the figures on training/held-out."""

MEANING = 0.025
"""Weight of word meanings beside features, in standard deviations, chosen by the figures on training/held-out."""

FREQUENT = 1e-3
"""Share of all words from which a word's meaning counts half."""

AFTER_RULES = tuple("defgij")
"""Writers of passages that came after the rules: the first letters of their files' names."""

SHRINK = 0.5
"""How far a theme's threshold is drawn to the common one, since few passages decide it."""


@dataclass(frozen=True)
class Trained:
    """What is written down: weights (a row a theme), biases, how layer and rules are joined, thresholds."""

    weights: np.ndarray
    bias: np.ndarray
    stack: np.ndarray
    thresholds: np.ndarray


@dataclass(frozen=True)
class Set:
    """Labelled passages, each with who wrote it; `fair` marks those that no rule was written from."""

    texts: list[str]
    labels: list[gold.Labels]
    writers: np.ndarray
    fair: np.ndarray


def main() -> None:
    """Train, join, choose thresholds, write the table, say how well the folds were read."""
    names = [theme.id for theme in themes.vocabulary().themes]
    data = _read()
    print(f"{len(data.texts):,} passages")
    space = _Space(data.texts)
    matrix = space.matrix(data.texts)
    odds = np.zeros((len(data.texts), len(names)))
    for seen, unseen in LeaveOneGroupOut().split(data.texts, groups=data.writers):
        weights, bias = _fit(matrix[seen], [data.labels[at] for at in seen], names)
        odds[unseen] = matrix[unseen] @ weights.T + bias
        print(f"{len(unseen):,} passages of writer {data.writers[unseen[0]]} were read unseen")
    rules = _rule_scores(data.texts, names)
    stack = _stack(odds[data.fair], rules[data.fair], _of(data, data.fair), names)
    joint = 1 / (1 + np.exp(-(stack[0] * odds + stack[1] * rules + stack[2])))
    thresholds = _thresholds(joint[data.fair], _of(data, data.fair), names)
    print(f"joined: {np.round(stack, 3)}, thresholds: {np.round(thresholds, 2)}")
    print(f"micro-F1 on writers not read: {_f1(joint[data.fair], _of(data, data.fair), names, thresholds):.3f}")
    weights, bias = _fit(matrix, data.labels, names)
    _write(space, Trained(weights, bias, stack, thresholds), names)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(space.features):,} features")


def _read() -> Set:
    texts: list[str] = []
    labels: list[gold.Labels] = []
    writers: list[str] = []
    for file in sorted((ROOT / "training").glob("*.txt")):
        passages = gold.read(file).passages
        texts += [one.text for one in passages]
        labels += [one.labels for one in passages]
        writers += [file.name[0]] * len(passages)
    examples = gold.read(ROOT / "tests/gold/founding/examples.txt").passages
    texts += [one.text for one in examples]
    labels += [one.labels for one in examples]
    writers += ["founding"] * len(examples)
    for capture in gold.read(ROOT / "tests/gold/founding/seeds.json").captures:
        lines = (ROOT / "corpus" / capture.name).read_text(encoding="utf-8").split("\n")
        texts += [lines[number - 1] for number in capture.lines]
        labels += list(capture.lines.values())
        writers += ["founding"] * len(capture.lines)
    return Set(texts, labels, np.array(writers), np.isin(writers, AFTER_RULES))


def _of(data: Set, chosen: np.ndarray) -> list[gold.Labels]:
    return [one for one, right in zip(data.labels, chosen, strict=True) if right]


class _Space:
    """The features of the training passages, with their weights, and the meanings of words."""

    def __init__(self, texts: Sequence[str]) -> None:
        standing: Counter[str] = Counter()
        counted: Counter[str] = Counter()
        for text in texts:
            row = tokens(text)
            counted.update(token.word for token in row)
            standing.update(set().union(pairs(row), *(parts(token.word) for token in row)))
        self.features = {name: at for at, name in enumerate(sorted(n for n in standing if standing[n] >= FEWEST))}
        self.idf = np.array([math.log((1 + len(texts)) / (1 + standing[name])) + 1 for name in self.features])
        with np.load(ROOT / "training/words.npz", allow_pickle=False) as file:
            words = file["words"].tobytes().decode().split("\n")
            vectors = file["vectors"].astype(np.float64) * file["scale"]
        total = counted.total()
        rarity = np.array([FREQUENT / (FREQUENT + counted[word] / total) for word in words])
        self.words = {word: at for at, word in enumerate(words)}
        self.vectors = vectors * rarity[:, None]
        self.vectors *= MEANING / self._meanings(texts).std(axis=0).mean()

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """One row a passage: features scaled to length one, then meanings."""
        rows, columns, values = [], [], []
        for at, text in enumerate(texts):
            found, length = self._features(text)
            rows += [at] * len(found)
            columns += list(found)
            values += [value / length for value in found.values()]
        sparse = csr_matrix((values, (rows, columns)), shape=(len(texts), len(self.features)))
        return hstack([sparse, csr_matrix(self._meanings(texts))]).tocsr()

    def _features(self, text: str) -> tuple[dict[int, float], float]:
        row = tokens(text)
        names = [name for word in {token.word for token in row} for name in parts(word)] + list(pairs(row))
        places = [at for name in names if (at := self.features.get(name)) is not None]
        found: dict[int, float] = {}
        for at in places:
            found[at] = found.get(at, 0.0) + self.idf[at]
        return found, math.sqrt(sum(self.idf[at] ** 2 for at in places)) or 1.0

    def _meanings(self, texts: Sequence[str]) -> np.ndarray:
        found = np.zeros((len(texts), self.vectors.shape[1]))
        for at, text in enumerate(texts):
            words = {token.word for token in tokens(text)}
            places = [self.words[word] for word in words if word in self.words]
            found[at] = self.vectors[places].sum(axis=0) / math.sqrt(len(words) + DENSE_WORDS)
        return found


def _fit(matrix: csr_matrix, labels: Sequence[gold.Labels], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Weights (a row a theme) and biases. A passage where a theme is optional says nothing about that theme."""
    weights, bias = [], []
    for name in names:
        kept = np.array([name not in one.optional for one in labels])
        wanted = np.array([name in one.required for one in labels])
        model = LogisticRegression(C=SHARPNESS, solver="liblinear", random_state=SEED)
        model.fit(matrix[kept], wanted[kept])
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return np.array(weights), np.array(bias)


def _rule_scores(texts: Sequence[str], names: Sequence[str]) -> np.ndarray:
    rules = themes.rule_tagger()
    found = [rules.find(text) for text in texts]
    return np.array([[one[name].score if name in one else 0.0 for name in names] for one in found])


def _stack(odds: np.ndarray, rules: np.ndarray, labels: Sequence[gold.Labels], names: Sequence[str]) -> np.ndarray:
    """How the odds of the layer and the score of the rules are joined, the same for every theme."""
    rows, wanted = [], []
    for at, one in enumerate(labels):
        for column, name in enumerate(names):
            if name not in one.optional:
                rows.append((odds[at, column], rules[at, column]))
                wanted.append(name in one.required)
    model = LogisticRegression(C=100.0, random_state=SEED).fit(np.array(rows), np.array(wanted))
    return np.array([*model.coef_[0], model.intercept_[0]])


def _thresholds(joint: np.ndarray, labels: Sequence[gold.Labels], names: Sequence[str]) -> np.ndarray:
    """The threshold of each theme that reads the unseen writers best, drawn to the one that is best for all."""
    grid = np.arange(0.2, 0.71, 0.02)
    common = max(grid, key=lambda value: _f1(joint, labels, names, np.full(len(names), value)))
    own = [
        max(grid, key=lambda value, at=at, name=name: _f1(joint[:, [at]], labels, [name], [value]))
        for at, name in enumerate(names)
    ]
    return SHRINK * common + (1 - SHRINK) * np.array(own)


def _f1(joint: np.ndarray, labels: Sequence[gold.Labels], names: Sequence[str], thresholds: Sequence[float]) -> float:
    right = proposed = expected = 0
    for column, name in enumerate(names):
        kept = np.array([name not in one.optional for one in labels])
        wanted = np.array([name in one.required for one in labels])[kept]
        given = joint[kept, column] >= thresholds[column]
        right, proposed, expected = right + (given & wanted).sum(), proposed + given.sum(), expected + wanted.sum()
    return 2 * right / (proposed + expected) if proposed + expected else 1.0


def _write(space: _Space, trained: Trained, names: Sequence[str]) -> None:
    """Write the table in whole numbers of eight bits, a scale for each theme, without features that weigh nothing."""
    kept, scale = _small(trained.weights[:, : len(space.features)].T)
    heavy = kept.any(axis=1)
    dense, dense_scale = _small(space.vectors @ trained.weights[:, len(space.features) :].T)
    np.savez_compressed(
        TARGET,
        themes=_bytes(names),
        features=_bytes([name for name, one in zip(space.features, heavy, strict=True) if one]),
        weights=kept[heavy],
        weight_scale=scale,
        idf=space.idf[heavy].astype(np.float16),
        words=_bytes(list(space.words)),
        dense=dense,
        dense_scale=dense_scale,
        bias=trained.bias.astype(np.float32),
        stack=trained.stack.astype(np.float32),
        thresholds=trained.thresholds.astype(np.float32),
    )


def _small(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.abs(values).max(axis=0) / 127
    return np.round(values / scale).astype(np.int8), scale.astype(np.float32)


def _bytes(texts: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


if __name__ == "__main__":
    main()
