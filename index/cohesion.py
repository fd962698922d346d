"""How the words of a text hold together across a line: whether the text below goes on with what stands above.

After Hearst, "TextTiling" (1997): where two stretches of text share few of their words, another subject begins. Of a
line that may be a title its own words are looked for above and below, since a title names what its text tells of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log, sqrt

from index.looks import Look

WINDOW = 6
"""Paragraphs before and after a line that are compared."""

READ = 1_000
"""Code points of a paragraph in which words are looked for."""

STEM = 6
"""Letters by which words are compared, so that most of their endings do not count."""

LINE = 16
"""Words up to which a line's own words are looked for around it."""

_WORD = re.compile(r"[^\W\d_]{4,}|[가-힣]{2,}|[\u4e00-\u9fff]{2}")
_COMMON = frozenset(
    """
    about after again also another back because been before being came come could does down each even ever every
    first from have here himself herself into just know last like made make many more most much must never next north
    only other over people said same should since some still such take than that their them then there these they
    thing think this those though through time told under until very want were what when where which while will with
    without would year years your korea korean
    """.split()
)
_USUAL = 0.3
"""Share of the paragraphs of a page from which on a word says nothing of one of its texts."""


class Cohesion:
    """A page prepared so that each of its lines can be asked how the texts above and below hold together."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._looks = looks
        self._bodies = [at for at, one in enumerate(looks) if one.body]
        stems = [_stems(looks[at].piece.text) for at in self._bodies]
        counts = Counter(stem for one in stems for stem in one)
        usual = max(3.0, _USUAL * len(stems))
        self._weight = {stem: log(1 + len(stems) / count) ** 2 for stem, count in counts.items() if count <= usual}
        self._stems = [frozenset(stem for stem in one if stem in self._weight) for one in stems]
        self._before = _counted(looks)

    def traits(self, at: int) -> Iterator[str]:
        """What the words around a line say of a turn there."""
        middle = self._before[at]
        above = self._joined(middle - WINDOW, middle)
        first = middle + (1 if self._looks[at].body else 0)
        below = self._joined(first, first + WINDOW)
        if above and below:
            yield f"words above and below: {_level(self._likeness(above, below))}"
        piece = self._looks[at].piece
        own = _stems(piece.text) if piece.size <= LINE else None
        if own:
            yield f"its words: {_found(own, above)} above, {_found(own, below)} below"

    def _joined(self, start: int, end: int) -> frozenset[str]:
        return frozenset().union(*self._stems[max(0, start) : max(0, end)])

    def _likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The cosine of two sets of words, the rarer words counting more."""
        weight = self._weight.__getitem__
        common = sum(map(weight, one & other))
        sizes = sum(map(weight, one)) * sum(map(weight, other))
        return common / sqrt(sizes)


def _stems(text: str) -> frozenset[str]:
    """The words of a text that say something of its matter, without most of their endings."""
    return frozenset([word[:STEM] for word in _WORD.findall(text[:READ].lower()) if word not in _COMMON])


def _counted(looks: Sequence[Look]) -> list[int]:
    """How many paragraphs stand above each line."""
    found, count = [], 0
    for one in looks:
        found.append(count)
        count += one.body
    return found


def _level(likeness: float) -> str:
    steps = ((0.01, "nothing"), (0.03, "little"), (0.06, "something"), (0.1, "some"), (0.16, "much"))
    return next((name for most, name in steps if likeness < most), "very much")


def _found(own: frozenset[str], text: frozenset[str]) -> str:
    found = len(own & text)
    return "none" if not found else "some" if 2 * found < len(own) else "most"
