"""Trains the learned layer: reads training/ and the labelled captures, writes index/learned.npz. Run by `make train`.

Seeded; it takes minutes.

Three logistic regressions a theme (scikit-learn, liblinear), all linear, so that their sum is one table:

- over `index.features` weighted by inverse document frequency and scaled to length one, and over word meanings
  (training/words.npz) weighted down by frequency (Arora et al., 2017);
- over the same, each feature weighted further by how unevenly it stands in passages with and without the theme
  (log-count ratios; Wang and Manning, 2012);
- over whole words and pairs of words alone, scaled to length one by themselves.

How the three and the rules are joined, and each theme's threshold, is fitted on passages of writers whom the
regressions had not read (folds of writers), and that were written after the rules. training/held-out and held-out-2
are never read here; the figures on held-out/ chose the kinds of features and two settings below, those on folds the
rest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize
from train_cutter import CAPTURES

from index import gold, themes
from index.evaluate import MAIN
from index.features import pairs, parts, tokens, whole
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

BEFORE_RULES = ("a", "b", "c", "founding")
"""Writers of passages from which rules were written, by what their files' names open with."""

FOLDS = 4
"""Groups of writers, each left out in turn."""

RATIOS = 0.75
"""How far features are weighted by their log-count ratios rather than equally, as Wang and Manning (2012) advise."""

RATIO_SHARPNESS = 20.0
"""Inverse strength of regularisation of the second regression, chosen on folds of writers."""

SHRINK = 0.5
"""How far a theme's threshold is drawn to the common one, since few passages decide it."""


@dataclass(frozen=True)
class Fitted:
    """The three regressions: weights over all columns (a row a theme), over words and pairs alone, and their biases."""

    plain: np.ndarray
    uneven: np.ndarray
    words: np.ndarray
    biases: np.ndarray

    def odds(self, matrix: csr_matrix, words: csr_matrix) -> np.ndarray:
        """The log-odds by each regression: passages, themes, regressions."""
        parts = (matrix @ self.plain.T, matrix @ self.uneven.T, words @ self.words.T)
        return np.stack([part + bias for part, bias in zip(parts, self.biases, strict=True)], axis=2)


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
    space = _Space(data.texts, data.writers != "founding")
    matrix, words = space.matrix(data.texts), space.words_alone(data.texts)
    folds = list(GroupKFold(FOLDS).split(data.texts, groups=data.writers))
    found = Parallel(n_jobs=2)(delayed(_unseen)(matrix, words, data.labels, fold, names) for fold in folds)
    odds = np.zeros((len(data.texts), len(names), 3))
    for (_, unseen), part in zip(folds, found, strict=True):
        odds[unseen] = part
        print(f"{len(unseen):,} passages of {', '.join(sorted(set(data.writers[unseen])))} were read unseen")
    signs = np.concatenate([odds, _rule_scores(data.texts, names)[:, :, None]], axis=2)
    stack = _stack(signs[data.fair], _of(data, data.fair), names)
    joint = 1 / (1 + np.exp(-(signs @ stack[:-1] + stack[-1])))
    thresholds = _thresholds(joint[data.fair], _of(data, data.fair), names)
    print(f"joined: {np.round(stack, 3)}, thresholds: {np.round(thresholds, 2)}")
    for title, chosen in (("all", names), ("main", list(MAIN))):
        columns = [names.index(name) for name in chosen]
        figure = _f1(joint[data.fair][:, columns], _of(data, data.fair), chosen, thresholds[columns])
        print(f"micro-F1 on writers not read, {title} themes: {figure:.3f}")
    _write(space, _fit(matrix, words, data.labels, names), stack, thresholds, names)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(space.features):,} features")


def _unseen(
    matrix: csr_matrix,
    words: csr_matrix,
    labels: Sequence[gold.Labels],
    fold: tuple[np.ndarray, np.ndarray],
    names: Sequence[str],
) -> np.ndarray:
    seen, unseen = fold
    return _fit(matrix[seen], words[seen], [labels[at] for at in seen], names).odds(matrix[unseen], words[unseen])


def _read() -> Set:
    texts: list[str] = []
    labels: list[gold.Labels] = []
    writers: list[str] = []
    for file in sorted((ROOT / "training").glob("*.txt")):
        passages = gold.read(file).passages
        texts += [one.text for one in passages]
        labels += [one.labels for one in passages]
        writers += [file.name.partition("-")[0]] * len(passages)
    examples = gold.read(ROOT / "tests/gold/founding/examples.txt").passages
    texts += [one.text for one in examples]
    labels += [one.labels for one in examples]
    writers += ["founding"] * len(examples)
    for path, folder in CAPTURES:
        writer = "founding" if folder.name == "corpus" else path.parent.name
        for capture in gold.read(path).captures:
            lines = (folder / capture.name).read_text(encoding="utf-8").split("\n")
            texts += [lines[number - 1].strip() for number in capture.lines]
            labels += list(capture.lines.values())
            writers += [writer] * len(capture.lines)
    return Set(texts, labels, np.array(writers), ~np.isin(writers, BEFORE_RULES))


def _of(data: Set, chosen: np.ndarray) -> list[gold.Labels]:
    return [one for one, right in zip(data.labels, chosen, strict=True) if right]


class _Space:
    """The features of the training passages, with their weights, and the meanings of words.

    `written` marks the passages whose features are taken: what only the founding captures show, such as their names,
    is no feature.
    """

    def __init__(self, texts: Sequence[str], written: np.ndarray) -> None:
        standing: Counter[str] = Counter()
        counted: Counter[str] = Counter()
        for text in compress(texts, written):
            row = tokens(text)
            counted.update(token.word for token in row)
            standing.update(set().union(pairs(row), *(parts(token.word) for token in row)))
        kept = sorted((not whole(name), name) for name in standing if standing[name] >= FEWEST)
        self.features = {name: at for at, (_, name) in enumerate(kept)}
        self.whole = sum(not part for part, _ in kept)
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
        counted, lengths = self._counted(texts)
        return hstack([diags(1 / lengths) @ counted, csr_matrix(self._meanings(texts))]).tocsr()

    def words_alone(self, texts: Sequence[str]) -> csr_matrix:
        """One row a passage: whole words and pairs of words, which come first, scaled to length one."""
        return normalize(self._counted(texts)[0][:, : self.whole])

    def _counted(self, texts: Sequence[str]) -> tuple[csr_matrix, np.ndarray]:
        rows, columns, values = [], [], []
        lengths = np.ones(len(texts))
        for at, text in enumerate(texts):
            found, lengths[at] = self._features(text)
            rows += [at] * len(found)
            columns += list(found)
            values += list(found.values())
        return csr_matrix((values, (rows, columns)), shape=(len(texts), len(self.features))), lengths

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


def _fit(matrix: csr_matrix, words: csr_matrix, labels: Sequence[gold.Labels], names: Sequence[str]) -> Fitted:
    """The three regressions of each theme. A passage where a theme is optional says nothing about that theme."""
    found = [_theme(matrix, words, labels, name) for name in names]
    plain, uneven, alone = (np.array([one[at][0] for one in found]) for at in range(3))
    return Fitted(plain, uneven, alone, np.array([[one[at][1] for one in found] for at in range(3)]))


def _theme(
    matrix: csr_matrix, words: csr_matrix, labels: Sequence[gold.Labels], name: str
) -> list[tuple[np.ndarray, float]]:
    kept = np.array([name not in one.optional for one in labels])
    wanted = np.array([name in one.required for one in labels])[kept]
    ratios = _ratios(matrix[kept], wanted)
    uneven, bias = _regression(matrix[kept] @ diags(ratios), wanted, RATIO_SHARPNESS)
    return [
        _regression(matrix[kept], wanted, SHARPNESS),
        (uneven * ratios, bias),
        _regression(words[kept], wanted, SHARPNESS),
    ]


def _regression(matrix: csr_matrix, wanted: np.ndarray, sharpness: float) -> tuple[np.ndarray, float]:
    model = LogisticRegression(C=sharpness, solver="liblinear", random_state=SEED).fit(matrix, wanted)
    return model.coef_[0], float(model.intercept_[0])


def _ratios(matrix: csr_matrix, wanted: np.ndarray) -> np.ndarray:
    """How unevenly each column stands in passages with and without a theme, drawn to the mean of all columns."""
    held = (matrix > 0).astype(float)
    counts = [np.asarray(held[chosen].sum(axis=0)).ravel() + 1.0 for chosen in (wanted, ~wanted)]
    with_it, without = (one / one.sum() for one in counts)
    ratios = np.abs(np.log(with_it / without))
    return RATIOS * ratios + (1 - RATIOS) * ratios.mean()


def _rule_scores(texts: Sequence[str], names: Sequence[str]) -> np.ndarray:
    rules = themes.rule_tagger()
    found = [rules.find(text) for text in texts]
    return np.array([[one[name].score if name in one else 0.0 for name in names] for one in found])


def _stack(signs: np.ndarray, labels: Sequence[gold.Labels], names: Sequence[str]) -> np.ndarray:
    """How the regressions' odds and the rules' score are joined, the same for every theme; the constant last."""
    rows, wanted = [], []
    for at, one in enumerate(labels):
        for column, name in enumerate(names):
            if name not in one.optional:
                rows.append(signs[at, column])
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


def _write(space: _Space, fitted: Fitted, stack: np.ndarray, thresholds: np.ndarray, names: Sequence[str]) -> None:
    """Write the regressions as one table: whole numbers of eight bits, no feature without weight."""
    size = len(space.features)
    every = stack[0] * fitted.plain + stack[1] * fitted.uneven
    kept, scale = _small(every[:, :size].T)
    alone, alone_scale = _small(stack[2] * fitted.words.T)
    heavy = kept.any(axis=1)
    heavy[: space.whole] |= alone.any(axis=1)
    dense, dense_scale = _small(space.vectors @ every[:, size:].T)
    np.savez_compressed(
        TARGET,
        themes=_bytes(names),
        features=_bytes([name for name, one in zip(space.features, heavy, strict=True) if one]),
        weights=kept[heavy],
        weight_scale=scale,
        alone=alone[heavy[: space.whole]],
        alone_scale=alone_scale,
        idf=space.idf[heavy].astype(np.float16),
        words=_bytes(list(space.words)),
        dense=dense,
        dense_scale=dense_scale,
        bias=(stack[:3] @ fitted.biases).astype(np.float32),
        stack=np.array([1.0, stack[3], stack[4]], dtype=np.float32),
        thresholds=thresholds.astype(np.float32),
    )


def _small(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.abs(values).max(axis=0) / 127
    return np.round(values / scale).astype(np.int8), scale.astype(np.float32)


def _bytes(texts: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


if __name__ == "__main__":
    main()
