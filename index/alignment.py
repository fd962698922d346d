"""Aligning the words of two stories: what stands in both, in whatever order, and where they differ.

First the runs of words that both hold, wherever they stand; the heaviest chain of them in the order of both texts is
the backbone, the others are text that was moved. Between neighbouring runs the words are aligned one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import Indel

from index.comparison import normals, telling, words
from index.model import Occurrence, Passage, Span

RUN = 4
"""Words in a row that are looked for wherever they stand: shorter rows stand in any two English texts."""

PLACES = 8
"""Places looked at where a run stands more than once."""

MOST_WORDS = 30_000
"""Longest story aligned word by word; of a longer one the beginning is compared."""

MOST_CELLS = 4_000_000
"""Largest gap, words times words, that is aligned word by word: two thousand words for two thousand."""

MOST_RUNS = 2_000
"""Most runs of which a chain is made; beyond that the longest are taken."""

FEWEST_HAN = 3
"""Chinese characters in a row that count as shared within a gap: one alone is half a word, and stands anywhere."""


@dataclass(frozen=True)
class Text:
    """A story's passages as one row of words; `starts` holds the index of each passage's first word.

    `telling` says for each word whether it says something of its text.
    """

    normals: tuple[str, ...]
    starts: tuple[int, ...]
    telling: tuple[bool, ...]
    passages: tuple[Passage, ...]

    def passage(self, word: int) -> int:
        """The index of the passage that holds the word with this index."""
        return bisect_right(self.starts, word) - 1

    def bounds(self, passage: int) -> Span:
        """The words of a passage."""
        end = self.starts[passage + 1] if passage + 1 < len(self.starts) else len(self.normals)
        return Span(self.starts[passage], end)

    def place(self, word: int) -> tuple[Passage, int, int]:
        """The passage that holds a word, and the code points of the passage's text at which the word stands."""
        at = self.passage(word)
        passage = self.passages[at]
        row = words(passage.text)
        return passage, row.starts[word - self.starts[at]], row.ends[word - self.starts[at]]

    def span(self, word: int) -> Span:
        """A word's place in the reading text of its source."""
        passage, start, end = self.place(word)
        return Span(passage.span.start + start, passage.span.start + end)


@dataclass(frozen=True, slots=True)
class Block:
    """Words [a, a + length) of one text that stand as words [b, b + length) in the other."""

    a: int
    b: int
    length: int

    @property
    def end_a(self) -> int:
        """The word after it in the first text."""
        return self.a + self.length

    @property
    def end_b(self) -> int:
        """The word after it in the second text."""
        return self.b + self.length


@dataclass(frozen=True)
class Alignment:
    """Two texts, the runs of words that both hold, and all blocks that they share, sorted by their place in the first.

    `blocks` holds the runs and what is aligned between them; `moved` are runs that stand elsewhere in the second text.
    """

    a: Text
    b: Text
    runs: tuple[Block, ...]
    blocks: tuple[Block, ...]
    moved: tuple[Block, ...]

    @cached_property
    def matched(self) -> tuple[tuple[int, int], ...]:
        """Every pair of shared words."""
        every = (*self.blocks, *self.moved)
        return tuple([(block.a + at, block.b + at) for block in every for at in range(block.length)])

    @cached_property
    def in_a(self) -> frozenset[int]:
        """Words of the first text that stand in the second."""
        return frozenset([a for a, _ in self.matched])

    @cached_property
    def in_b(self) -> frozenset[int]:
        """Words of the second text that stand in the first."""
        return frozenset([b for _, b in self.matched])

    @property
    def longest(self) -> Block | None:
        """The run that holds most words, in order or moved."""
        return max((*self.runs, *self.moved), key=lambda block: block.length, default=None)

    def gaps(self) -> Iterator[tuple[Span, Span]]:
        """What each text has between neighbouring runs, and before the first and after the last of the backbone."""
        ends = Block(len(self.a.normals), len(self.b.normals), 0)
        before = Block(0, 0, 0)
        for block in (*self.runs, ends):
            if block.a > before.end_a or block.b > before.end_b:
                yield Span(before.end_a, block.a), Span(before.end_b, block.b)
            before = block

    def common(self) -> Counter[tuple[int, int]]:
        """Words shared by each pair of passages, as indices of the second text's and of the first's."""
        return Counter([(self.b.passage(b), self.a.passage(a)) for a, b in self.matched])


@dataclass(frozen=True)
class Row:
    """Texts as one row of words, with where each text begins."""

    normals: tuple[str, ...]
    starts: tuple[int, ...]

    @cached_property
    def telling(self) -> tuple[bool, ...]:
        """For each word whether it says something of its text."""
        return tuple([telling(word) for word in self.normals])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The telling words, each once."""
        return frozenset([word for word in frozenset(self.normals) if telling(word)])

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Each RUN words in a row, once."""
        return frozenset(_rows(self.normals))


@lru_cache(maxsize=512)
def row(texts: tuple[str, ...]) -> Row:
    """Texts as one row of words."""
    every: list[str] = []
    starts: list[int] = []
    for text in texts:
        if len(every) >= MOST_WORDS:
            break
        starts.append(len(every))
        every.extend(normals(text)[: MOST_WORDS - len(every)])
    return Row(tuple(every), tuple(starts))


def story_row(occurrence: Occurrence) -> Row:
    """The words of an occurrence's passages."""
    return row(tuple([passage.text for passage in occurrence.passages]))


def story_text(occurrence: Occurrence) -> Text:
    """An occurrence's passages as one row of words."""
    found = story_row(occurrence)
    return Text(found.normals, found.starts, found.telling, occurrence.passages[: len(found.starts)])


def align(a: Text, b: Text) -> Alignment:
    """Align two texts."""
    found = _shared_runs(a, b)
    chain = _chain(found)
    kept = set(chain)
    moved = tuple(run for run in found if run not in kept)
    blocks = [*chain]
    before = Block(0, 0, 0)
    for run in (*chain, Block(len(a.normals), len(b.normals), 0)):
        blocks += _between(a, b, before, run)
        before = run
    return Alignment(a, b, chain, tuple(sorted(blocks, key=lambda block: block.a)), moved)


def _shared_runs(a: Text, b: Text) -> list[Block]:
    """Runs of RUN words or more that stand in both, each word of either in one run at most; the longest come first."""
    ours, theirs = a.normals, b.normals
    where = _common_places(ours, theirs)
    found: list[Block] = []
    at, last = 0, len(theirs) - RUN if where else -1
    while at <= last:
        places = where.get(theirs[at : at + RUN])
        if places is None:
            at += 1
            continue
        best = max((Block(place, at, _reach(ours, theirs, place, at)) for place in _some(places, at)), key=_length)
        if any(b.telling[best.b : best.end_b]):
            found.append(best)
        at = best.end_b
    return _apart(found)


def _common_places(ours: Sequence[str], theirs: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Where in the first text the rows of RUN words stand that the second holds too."""
    common = frozenset(_rows(theirs))
    where: dict[tuple[str, ...], list[int]] = {}
    for at, some in enumerate(_rows(ours)):
        if some in common:
            where.setdefault(some, []).append(at)
    return where


def _rows(normals: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each RUN words in a row, in order."""
    return zip(*(normals[at:] for at in range(RUN)), strict=False)


def _some(places: Sequence[int], at: int) -> Sequence[int]:
    """The places nearest to the same place, where there are many: one paragraph two hundred times has many."""
    if len(places) <= PLACES:
        return places
    middle = bisect_right(places, at)
    return places[max(0, middle - PLACES // 2) : middle + PLACES // 2] or places[-PLACES:]


def _length(block: Block) -> int:
    return block.length


def _reach(ours: Sequence[str], theirs: Sequence[str], a: int, b: int) -> int:
    """How many words are the same from here on."""
    length = RUN
    while a + length < len(ours) and b + length < len(theirs) and ours[a + length] == theirs[b + length]:
        length += 1
    return length


def _apart(found: Sequence[Block]) -> list[Block]:
    """The runs without those whose words in the first text belong to a longer one already."""
    taken = bytearray(max((block.end_a for block in found), default=0))
    kept: list[Block] = []
    for block in sorted(found, key=lambda block: (-block.length, block.b))[:MOST_RUNS]:
        free = taken.find(0, block.a, block.end_a)
        if free < 0:
            continue
        end = taken.find(1, free, block.end_a)
        length = (block.end_a if end < 0 else end) - free
        if length >= RUN:
            kept.append(Block(free, block.b + free - block.a, length))
            taken[free : free + length] = b"\1" * length
    return sorted(kept, key=lambda block: block.b)


def _chain(runs: Sequence[Block]) -> tuple[Block, ...]:
    """The runs, sorted by the second text, that stand in one order in both and hold most words together."""
    best: list[int] = []
    back: list[int] = []
    ends: list[tuple[int, int, int]] = []  # (end in a, words, index), both growing: what a later run may follow
    for at, run in enumerate(runs):
        place = bisect_right(ends, run.a, key=lambda end: end[0]) - 1
        words, before = (ends[place][1], ends[place][2]) if place >= 0 else (0, -1)
        best.append(words + run.length)
        back.append(before)
        _keep(ends, (run.end_a, best[at], at))
    if not ends:
        return ()
    chain, at = [], ends[-1][2]
    while at >= 0:
        chain.append(runs[at])
        at = back[at]
    return tuple(reversed(chain))


def _keep(ends: list[tuple[int, int, int]], new: tuple[int, int, int]) -> None:
    """Add an end to those kept, unless an earlier one holds as much; drop later ones that hold no more."""
    place = bisect_right(ends, new[0], key=lambda end: end[0])
    if place and ends[place - 1][1] >= new[1]:
        return
    stop = place
    while stop < len(ends) and ends[stop][1] <= new[1]:
        stop += 1
    ends[place:stop] = [new]


def _between(a: Text, b: Text, before: Block, after: Block) -> list[Block]:
    """Shared words between two runs of the backbone, aligned one by one."""
    ours, theirs = a.normals[before.end_a : after.a], b.normals[before.end_b : after.b]
    if not ours or not theirs or len(ours) * len(theirs) > MOST_CELLS:
        return []
    return [
        Block(before.end_a + op.src_start, before.end_b + op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(ours, theirs)
        if op.tag == "equal" and _says(ours[op.src_start : op.src_end])
    ]


def _says(some: Sequence[str]) -> bool:
    return len(some) >= FEWEST_HAN or not all(len(word) == 1 and "\u3400" <= word <= "\u9fff" for word in some)
