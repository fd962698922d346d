"""Trains what is read of whole posts: kind, perspective, narrator; writes index/posts.json. Seeded, a minute.

Reads the labelled captures of tests/gold and corpus/ as the cutter cuts them, so `tools/train_cutter.py` runs first.
Kinds and perspectives are multinomial logistic regressions (scikit-learn), narrators a conditional logit fitted by
L-BFGS. The kinds that narrators are chosen by are those of a fold that had not read the post's set of captures.
tests/gold/held-out* are never read. Prints how well sets of captures left out one by one are read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from train_cutter import CAPTURES

from index import editors, gold, kinds, metadata, narrators, sources, stories
from index.cut import Post, cut
from index.evaluate import plain
from index.metadata import Metadata
from index.model import Capture, Kind
from index.names import given
from index.weights import FILE

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "index" / FILE

FEWEST = 4
"""Posts in which a feature must stand, the founding captures' aside: what they alone show, such as a name, is none."""

SHARPNESS = 0.3
"""Inverse strength of regularisation of kinds and perspectives, chosen on sets left out."""

PENALTY = 3.0
"""Strength of the L2 penalty of narrators, chosen on sets left out."""

FOUNDING = 3
"""How often the posts of the founding captures count."""

SMALLEST = 0.004
"""Weights nearer to nothing are written as nothing."""

ORDINARY = 2
"""Training passages in which a word stands in small letters, for it to be an ordinary word."""

_SMALL = re.compile(r"(?<![\w-])[a-z][a-z]{2,}(?![\w-])")


@dataclass(frozen=True)
class Example:
    """A labelled post as the cutter gives it; `page` and `set` tell where it stands."""

    post: Post
    meta: Metadata
    story: gold.GoldStory
    set: str
    features: dict[str, float]


def main() -> None:
    """Train, say how sets left out are read, write the table."""
    _write({}, {}, {}, _ordinary())
    examples = [one for path, folder in CAPTURES for one in _examples(path, folder)]
    print(f"{len(examples)} posts")
    sets = np.array([one.set for one in examples])
    kind = np.array([one.story.kind for one in examples])
    shares = _left_out(examples, kind, sets)
    told = np.array([max(one, key=lambda name: one[name]) for one in shares])
    print(f"kinds of sets left out: {np.mean(told == kind):.3f} right")
    person = np.array([one.story.perspective for one in examples])
    seen = _left_out(examples, person, sets)
    found = np.array([max(one, key=lambda name: one[name]) for one in seen])
    print(f"perspectives of sets left out: {np.mean(found == person):.3f} right")
    choices = [
        _choice(one, {Kind(name): share for name, share in part.items()})
        for one, part in zip(examples, shares, strict=True)
    ]
    right = 0
    for name in sorted(set(sets)):
        weights = _fit_choice([one for one, of in zip(choices, sets, strict=True) if of != name])
        right += sum(_chosen(one, weights) for one, of in zip(choices, sets, strict=True) if of == name)
    print(f"narrators of sets left out: {right / len(choices):.3f} right")
    times = [FOUNDING if one.set == "corpus" else 1 for one in examples]
    every = [one for one, count in zip(choices, times, strict=True) for _ in range(count)]
    _write(_classes(examples, kind, times), _classes(examples, person, times), _fit_choice(every), _ordinary())
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


def _examples(path: Path, folder: Path) -> list[Example]:
    made = []
    for capture in gold.read(path).captures:
        source = sources.read(Capture(capture.name, (folder / capture.name).read_bytes()))
        found = cut(source)
        printed = metadata.read(found.posts, stories.publishers(found, source))
        read = kinds.of_page([stories.features(post, meta) for post, meta in zip(found.posts, printed, strict=True)])
        by_line = {
            post.lines.first: (post, meta, features)
            for post, meta, features in zip(found.posts, printed, read, strict=True)
        }
        for story in capture.stories:
            if story.start in by_line:
                post, meta, features = by_line[story.start]
                made.append(
                    Example(post, meta, story, path.parent.name if folder.name == "captures" else "corpus", features)
                )
    return made


def _left_out(examples: Sequence[Example], wanted: np.ndarray, sets: np.ndarray) -> list[dict[str, float]]:
    """The shares of each post's classes, by a regression that did not read its set."""
    matrix, _ = _matrix(examples)
    found: list[dict[str, float]] = [{} for _ in examples]
    for name in sorted(set(sets)):
        unseen = np.flatnonzero(sets == name)
        model = LogisticRegression(C=SHARPNESS, max_iter=3_000).fit(matrix[sets != name], wanted[sets != name])
        for at, row in zip(unseen, model.predict_proba(matrix[unseen]), strict=True):
            found[at] = dict(zip(map(str, model.classes_), map(float, row), strict=True))
    return found


def _matrix(examples: Sequence[Example]) -> tuple[csr_matrix, list[str]]:
    counts = Counter(name for one in examples if one.set != "corpus" for name in one.features)
    kept = [{name: value for name, value in one.features.items() if counts[name] >= FEWEST} for one in examples]
    space = DictVectorizer()
    return space.fit_transform(kept), list(space.get_feature_names_out())


def _classes(examples: Sequence[Example], wanted: np.ndarray, times: Sequence[int]) -> dict:
    matrix, names = _matrix(examples)
    model = LogisticRegression(C=SHARPNESS, max_iter=3_000).fit(matrix, wanted, sample_weight=times)
    weights = {name: [round(float(value), 3) for value in model.coef_[:, at]] for at, name in enumerate(names)}
    return {
        "names": list(map(str, model.classes_)),
        "bias": [round(float(value), 3) for value in model.intercept_],
        "weights": {name: row for name, row in weights.items() if max(map(abs, row)) >= SMALLEST},
    }


@dataclass(frozen=True)
class Candidates:
    """The candidates of a post: the features of each, whether it is right, under which name it would be printed."""

    features: list[dict[str, float]]
    right: list[bool]
    fits: list[bool]
    founding: bool


def _choice(one: Example, shares: dict[Kind, float]) -> Candidates:
    kind = max(shares, key=lambda name: shares[name])
    post = replace(
        one.post, placed=editors.tell_apart(one.post.placed, kind in stories.TOLD, stories.known(one.post, one.meta))
    )
    found = narrators.candidates(post, one.meta)
    names = {plain(given(name)) for name in (one.story.narrator, *one.story.other_names) if name}
    fits = [_same(narrators.printed(name, post), names) if name else one.story.narrator is None for name in found]
    near = [fit or (bool(name) and _same(name, names)) for name, fit in zip(found, fits, strict=True)]
    features = [narrators.crossed(candidate, shares) for candidate in found.values()]
    return Candidates(features, near, fits, one.set == "corpus")


def _same(name: str, names: set[str]) -> bool:
    return plain(given(name)) in names


def _chosen(one: Candidates, weights: dict[str, float]) -> bool:
    odds = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in one.features]
    return one.fits[int(np.argmax(odds))]


def _fit_choice(posts: Sequence[Candidates]) -> dict[str, float]:
    """The weights under which the right candidates are likeliest."""
    posts = [one for one in posts if any(one.right)]
    others = [one for one in posts if not one.founding]
    counts = Counter(name for one in others for name in {name for row in one.features for name in row})
    names = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= FEWEST - 1))}
    rows, columns, values, of, right = [], [], [], [], []
    for number, one in enumerate(posts):
        for row, fits in zip(one.features, one.right, strict=True):
            for name, value in row.items():
                if name in names:
                    rows.append(len(of))
                    columns.append(names[name])
                    values.append(value)
            of.append(number)
            right.append(fits)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(of), len(names)))
    post, wanted = np.array(of), np.array(right)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights
        most = np.full(len(posts), -np.inf)
        np.maximum.at(most, post, odds)
        raised = np.exp(odds - most[post])
        every, fitting = np.bincount(post, raised), np.bincount(post, raised * wanted)
        slope = raised / every[post] - raised * wanted / fitting[post]
        value = np.log(every).sum() - np.log(fitting).sum() + 0.5 * PENALTY * weights @ weights
        return float(value), matrix.T @ slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(found[at]), 3) for name, at in names.items() if abs(found[at]) >= SMALLEST}


def _ordinary() -> list[str]:
    """Words of the training passages that stand in small letters: no names of people."""
    counts: Counter[str] = Counter()
    for file in sorted((ROOT / "training").glob("*.txt")):
        for passage in gold.read(file).passages:
            counts.update(set(_SMALL.findall(passage.text)))
    return sorted(word for word, count in counts.items() if count >= ORDINARY)


def _write(classes: dict, perspectives: dict, choice: dict[str, float], ordinary: list[str]) -> None:
    empty = {"names": ["other"], "bias": [0.0], "weights": {}}
    parts = {"kinds": classes or empty, "perspectives": perspectives or empty, "narrators": choice}
    lines = [f" {json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in parts.items()]
    lines.append(f' "ordinary": {json.dumps(ordinary)}')
    note = "Made by tools/train_posts.py: what each feature adds to the log-odds."
    TARGET.write_text(f'{{"note": "{note}",\n' + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
