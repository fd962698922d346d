"""Trains the cutter: reads labelled captures under tests/gold and corpus/, writes index/parts.json. Seeded, minutes.

A linear-chain conditional random field (`index.chain`) over the traits of `index.observations`, by L-BFGS with an L2
penalty. Beside the captures stand made-up pages (`made_up_pages`), so that no single habit of a page decides.
With `--validate`, captures of the synthetic sets whose number is even are left out, so that they can tell how the rest
generalises. tests/gold/held-out and held-out-2 are never read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from made_up_pages import Line, Setter
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

from index import sources
from index.chain import FILE, PARTS, Part, allowed
from index.looks import look
from index.model import Capture, text_lines
from index.observations import observe
from index.pieces import assemble

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "index" / FILE
SEED = 0
PENALTY = 4.0
"""Strength of the L2 penalty, chosen on captures not trained on."""

FEWEST = 3
"""Lines of labelled captures, the founding ones aside, in which a trait must stand."""

SMALLEST = 0.02
"""Weights nearer to nothing are written as nothing."""

FOUNDING = 3.0
"""How often the founding captures count."""

PAGES = 80
"""Made-up pages beside the labelled captures."""

FILLED = 6
"""How often each outlined page is filled with other texts."""

OUTLINED = 1.0
"""How much an outlined page counts beside a labelled capture."""

VARIANT = 0.15
"""How much a made-up page counts beside a labelled capture."""

SYNTHETIC = ("synthetic", *(f"synthetic-{number}" for number in range(2, 27)))
"""Sets of made-up captures that are learned from."""

CAPTURES = (
    (ROOT / "tests/gold/founding/seeds.json", ROOT / "corpus"),
    *((ROOT / f"tests/gold/{name}/gold.json", ROOT / f"tests/gold/{name}/captures") for name in SYNTHETIC),
)
"""Labels, and the folder of their captures."""


@dataclass(frozen=True)
class Example:
    """A page as the model sees it."""

    traits: list[list[int]]
    parts: list[int]
    weight: float


def labelled(path: Path, folder: Path, everything: bool) -> Iterable[list[Line]]:
    """The captures of a set line by line."""
    files = {file.name: file for file in folder.iterdir()}
    for name, gold in json.loads(path.read_text(encoding="utf-8"))["files"].items():
        kept = "synthetic-" in str(path) and int(name[:2]) % 2 == 0 and not everything
        if not kept and name in files:
            yield _lines(files[name], gold)


def _lines(file: Path, gold: dict) -> list[Line]:
    source = sources.read(Capture(file.name, file.read_bytes()))
    texts = [line.text for line in text_lines(source.text)]
    made = []
    for number, text in enumerate(texts, start=1):
        stories = gold["stories"]
        at = max((i for i, one in enumerate(stories) if one["start_line"] <= number), default=-1)
        if not text.strip():
            made.append(Line(text, None, at))
            continue
        role = gold["lines"].get(str(number), {}).get("role", "furniture")
        made.append(Line(text, _part(number, role, stories[at] if at >= 0 else None, gold["lines"]), at))
    return made


def _part(number: int, role: str, story: dict | None, roles: dict) -> Part:
    if story is None:
        return Part.HEADER
    if number > story["end_line"]:
        return Part.OUTSIDE
    if number == story["start_line"]:
        return Part.TITLE if role == "title" else Part.BODY
    if role == "furniture":
        begun = any(
            roles.get(str(line), {}).get("role") not in (None, "title", "deck", "furniture")
            for line in range(story["start_line"], number)
        )
        return Part.INSIDE if begun else Part.UNDER
    named = {"title": Part.CONTINUED, "heading": Part.HEADING, "deck": Part.DECK, "signature": Part.SIGNATURE}
    return named.get(role, Part.BODY)


def chained(lines: Sequence[Line]) -> tuple[list[list[str]], list[Part]] | None:
    """The traits and parts of a page's pieces; None where no post may be made so."""
    pieces = assemble(text_lines("\n".join(line.text for line in lines)))
    parts = [lines[piece.first - 1].part for piece in pieces]
    if not pieces or any(part is None for part in parts):
        return None
    first, steps, last = allowed()
    numbers = [PARTS.index(part) for part in parts if part]
    if first[numbers[0]] or last[numbers[-1]] or any(steps[a, b] for a, b in pairwise(numbers)):
        return None
    return observe(look(pieces)), [part for part in parts if part]


def train(pages: Sequence[tuple[list[Line], float]], penalty: float = PENALTY) -> dict:
    """The weights as they are written down."""
    originals = [(chained(lines), weight) for lines, weight in pages]
    refused = sum(1 for found, _ in originals if found is None)
    if refused:
        print(f"{refused} of {len(pages)} captures hold a post that no chain of parts can make; left out")
    setter = Setter([lines for lines, _ in pages], SEED)
    made = [(chained(setter.page()), VARIANT) for _ in range(PAGES)]
    made += [(chained(page), OUTLINED) for _ in range(FILLED) for page in setter.outlined()]
    print(f"{sum(1 for found, _ in made if found is None)} of {len(made)} made-up pages cannot be chained")
    # What only the founding captures show, such as their names, is no trait.
    others = [found for found, weight in originals if found and weight != FOUNDING]
    counts = Counter(name for found in others for names in found[0] for name in set(names))
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    index = {name: at for at, name in enumerate(names)}
    examples = [
        Example([[index[n] for n in set(line) if n in index] for line in found[0]],
                [PARTS.index(part) for part in found[1]], weight)
        for found, weight in (*originals, *made)
        if found
    ]  # fmt: skip
    print(f"{len(examples)} pages, {sum(len(one.parts) for one in examples)} lines, {len(names)} traits")
    weights, steps = _fit(examples, len(names), penalty)
    return {
        "traits": {
            name: [round(float(value), 2) if abs(value) >= SMALLEST else 0.0 for value in weights[at]]
            for at, name in enumerate(names)
            if np.abs(weights[at]).max() >= 0.05
        },
        "steps": {
            above: {
                below: round(float(steps[a, b]), 2) for b, below in enumerate(PARTS) if abs(steps[a, b]) >= SMALLEST
            }
            for a, above in enumerate(PARTS)
        },
    }


def _fit(examples: Sequence[Example], size: int, penalty: float) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = [], []
    at = 0
    for one in examples:
        for traits in one.traits:
            rows += [at] * len(traits)
            columns += traits
            at += 1
    lines = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(at, size))
    turned = lines.T.tocsr()
    lengths = np.array([len(one.parts) for one in examples])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    longest, parts = int(lengths.max()), len(PARTS)
    place = np.full((len(examples), longest), at)
    for number, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        place[number, :length] = np.arange(start, start + length)
    gold = np.concatenate([one.parts for one in examples])
    share = np.repeat([one.weight for one in examples], lengths)
    target = np.zeros((at, parts))
    target[np.arange(at), gold] = share
    weight = np.array([one.weight for one in examples])
    stepped = np.zeros((parts, parts))
    for one in examples:
        for above, below in pairwise(one.parts):
            stepped[above, below] += one.weight
    first, open_steps, last = allowed()
    expected_lines = turned @ target

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w, s = flat[: size * parts].reshape(size, parts), flat[size * parts :].reshape(parts, parts)
        scores = np.vstack([lines @ w, np.zeros(parts)])
        steps = s + open_steps
        ahead = np.zeros((longest, len(examples), parts))
        behind = np.zeros((longest, len(examples), parts))
        ahead[0] = scores[place[:, 0]] + first
        for t in range(1, longest):
            ahead[t] = logsumexp(ahead[t - 1][:, :, None] + steps, axis=1) + scores[place[:, t]]
        total = np.zeros(len(examples))
        behind[:] = last
        for t in range(longest - 2, -1, -1):
            further = logsumexp(steps + (scores[place[:, t + 1]] + behind[t + 1])[:, None, :], axis=2)
            goes_on = (t + 1 < lengths)[:, None]
            behind[t] = np.where(goes_on, further, last)
        total = logsumexp(ahead[0] + behind[0], axis=1)
        odds = np.zeros((at, parts))
        pairs = np.zeros((parts, parts))
        for t in range(longest):
            live = t < lengths
            odds[place[live, t]] = np.exp(ahead[t][live] + behind[t][live] - total[live, None]) * weight[live, None]
            if t:
                both = ahead[t - 1][live][:, :, None] + steps + (scores[place[live, t]] + behind[t][live])[:, None, :]
                pairs += (np.exp(both - total[live, None, None]) * weight[live, None, None]).sum(axis=0)
        right = (scores[:-1] * target).sum() + (s * stepped).sum()
        value = (weight * total).sum() - right + 0.5 * penalty * (flat @ flat)
        slope = np.concatenate([(turned @ odds - expected_lines).ravel(), (pairs - stepped).ravel()]) + penalty * flat
        return float(value), slope

    found = minimize(
        loss, np.zeros(size * parts + parts * parts), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    print(f"loss {found.fun:.1f} after {found.nit} steps")
    return found.x[: size * parts].reshape(size, parts), found.x[size * parts :].reshape(parts, parts)


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--validate", action="store_true", help="leave the captures with even numbers out")
    options.add_argument("--target", type=Path, default=TARGET)
    chosen = options.parse_args()
    pages = [
        (lines, weight)
        for path, folder in CAPTURES
        for lines in labelled(path, folder, not chosen.validate)
        for weight in [FOUNDING if folder.name == "corpus" else 1.0]
    ]
    table = train(pages)
    head = {"note": "Made by tools/train_cutter.py: log-odds of each part, in this order.", "parts": list(PARTS)}
    body = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in table["traits"].items())
    steps = json.dumps(table["steps"], indent=1)
    chosen.target.write_text(
        json.dumps(head)[:-1] + ',\n"steps": ' + steps + ',\n"traits": {\n' + body + "\n}}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
