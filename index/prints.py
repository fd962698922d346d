"""Fingerprints of passages, by which repeats and quotations are found without reading everything again.

Three kinds, over the words that say something (function words left out, for editors change those first). MinHash bands
(Broder, 1997, by datasketch) find passages that are alike as wholes. Winnowed runs (Schleimer, Wilkerson and Aiken,
2003) find a few words in a row wherever they stand: a sentence quoted, a paragraph split or cut short. Pairs of names
and figures find a passage that was written anew, for these an editor keeps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

import numpy as np
from datasketch import MinHash

from index.comparison import common, normals, telling

BANDS, ROWS = 10, 4
"""Passages that share a part s of their telling words, in any order, have a band in common with probability
1 - (1 - s^4)^10: 0.48 at the half that heavy editing leaves, so that some passage of a story nearly always has."""

RUN = 3
"""Telling words in a row of which a run's fingerprint is made."""

WINDOW = 3
"""Of so many neighbouring runs at least one leaves its fingerprint: five telling words in a row are always found."""

FEWEST_WORDS = 6
"""Shorter passages ("But I trusted the wrong broker.") say nothing about where they come from."""

MOST_WORDS = 4_000
"""Words of one passage that are printed: as many as a long story has; more come from no paragraph."""

MOST_HARD = 6
"""Names and figures of a passage that are paired, first in the alphabet: fifteen pairs."""

_HARD = re.compile(r"(?<=[a-z,;] )[A-Z][\w’']*[^\W_](?:-\w+)?|\d\d+")

CROWDED = 50
"""Occurrences looked at for one fingerprint: what stands in more stories (a form letter, a footer) finds little."""

MOST_CANDIDATES = 25
"""Occurrences verified for one: those that share most, and the rarest, fingerprints."""

FEWEST_SHARED = 0.15
"""Weight of shared fingerprints, each one over the number of occurrences that hold it, below which none is verified."""


@lru_cache(maxsize=1)
def _permutations() -> MinHash:
    return MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int)


@lru_cache(maxsize=4_096)
def prints(text: str) -> frozenset[str]:
    """The fingerprints of a passage: texts that share a run or most of their words share one; a short text has none."""
    row = normals(text)[:MOST_WORDS]
    if len(row) < FEWEST_WORDS:
        return frozenset()
    kept = [word for word in row if telling(word)]
    # A Chinese character is half a word, so that it takes twice as many to say as much.
    factor = 2 if sum(len(word) == 1 for word in kept) > len(kept) / 2 else 1
    hashes = np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in kept), np.uint64, len(kept))
    return frozenset((*_bands(_grams(hashes, factor)), *_runs(_grams(hashes, RUN * factor)), *_pairs(text)))


def _pairs(text: str) -> list[str]:
    """Every two of the names and figures that stand within the passage's sentences, in any order."""
    found = dict.fromkeys(match[0].casefold() for match in _HARD.finditer(text))
    some = sorted(word for word in found if word not in common())[:MOST_HARD]
    return [f"p{crc32(' '.join(pair).encode('utf-8', 'surrogatepass')):08x}" for pair in combinations(some, 2)]


def _grams(hashes: np.ndarray, size: int) -> np.ndarray:
    """One 32-bit number for each `size` neighbouring words."""
    count = len(hashes) - size + 1
    if count < 1:
        return hashes[:0]
    mixed = np.zeros(count, np.uint64)
    for at in range(size):
        mixed = (mixed * np.uint64(0x9E3779B1) + hashes[at : at + count]) & np.uint64(0xFFFFFFFF)
    mixed = (mixed ^ (mixed >> np.uint64(15))) * np.uint64(0x85EBCA6B) & np.uint64(0xFFFFFFFF)
    return mixed ^ (mixed >> np.uint64(13))


def _bands(grams: np.ndarray) -> list[str]:
    if not len(grams):
        return []
    sketch = _permutations().copy()
    sketch.update_batch(np.unique(grams).tolist())
    values: Sequence[Sequence[int]] = sketch.hashvalues.reshape(BANDS, ROWS).tolist()
    return [f"{band:x}" + "".join(f"{value:08x}" for value in row) for band, row in enumerate(values)]


def _runs(grams: np.ndarray) -> list[str]:
    """The smallest number in each window of neighbouring runs."""
    if len(grams) <= WINDOW:
        smallest = grams.min(initial=np.uint64(0xFFFFFFFF)) if len(grams) else None
        return [] if smallest is None else [f"r{int(smallest):08x}"]
    windows = np.lib.stride_tricks.sliding_window_view(grams, WINDOW)
    return [f"r{value:08x}" for value in np.unique(windows.min(axis=1)).tolist()]
