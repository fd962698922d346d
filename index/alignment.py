"""Aligning the words of two stories: what stands in both, and where they differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from index.comparison import Word, words
from index.model import Occurrence, Span

RUN = 3
"""Fewest words in a row that count as shared: shorter runs stand in any two English texts."""

MOST_WORDS = 30_000
"""Longest story aligned word by word; of a longer one the beginning is compared."""


@dataclass(frozen=True)
class Text:
    """A story's passages as one row of words; `starts` holds the index of each passage's first word."""

    words: tuple[Word, ...]
    starts: tuple[int, ...]

    @cached_property
    def normals(self) -> list[str]:
        """The normal forms of its words."""
        return [word.normal for word in self.words]

    def passage(self, word: int) -> int:
        """The index of the passage that holds the word with this index."""
        return bisect_right(self.starts, word) - 1


@dataclass(frozen=True, slots=True)
class Block:
    """Words [a, a + length) of one text that stand as words [b, b + length) in the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True)
class Alignment:
    """Two texts and the blocks of words that they share, in order."""

    a: Text
    b: Text
    blocks: tuple[Block, ...]

    @property
    def shared(self) -> int:
        """How many words stand in both."""
        return sum(block.length for block in self.blocks)

    @property
    def covers_a(self) -> float:
        """The share of the first text's words that stand in the second."""
        return self.shared / max(1, len(self.a.words))

    @property
    def covers_b(self) -> float:
        """The share of the second text's words that stand in the first."""
        return self.shared / max(1, len(self.b.words))

    @property
    def longest(self) -> int:
        """The longest run of shared words."""
        return max((block.length for block in self.blocks), default=0)

    def gaps(self) -> tuple[tuple[Span, Span], ...]:
        """Spans of words between neighbouring blocks: what one text has where the other has something else."""
        ends = zip(self.blocks, self.blocks[1:], strict=False)
        return tuple((Span(one.a + one.length, two.a), Span(one.b + one.length, two.b)) for one, two in ends)

    def passages(self) -> dict[int, int]:
        """Passages of the second text by index, each with the passage of the first that it shares most words with.

        Each passage of the first text is given once, to the passage that shares most with it.
        """
        common: dict[tuple[int, int], int] = {}
        for block in self.blocks:
            for step in range(block.length):
                pair = (self.b.passage(block.b + step), self.a.passage(block.a + step))
                common[pair] = common.get(pair, 0) + 1
        paired: dict[int, int] = {}
        for (b, a), _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
            if b not in paired and a not in paired.values():
                paired[b] = a
        return paired


def story_text(occurrence: Occurrence) -> Text:
    """An occurrence's passages as one row of words, with offsets into its source's reading text."""
    row: list[Word] = []
    starts: list[int] = []
    for passage in occurrence.passages:
        if len(row) >= MOST_WORDS:
            break
        starts.append(len(row))
        shift = passage.span.start
        row.extend(Word(word.normal, word.start + shift, word.end + shift) for word in words(passage.text))
    return Text(tuple(row), tuple(starts))


def align(a: Text, b: Text) -> Alignment:
    """Align two texts by their longest common row of words, keeping runs of at least RUN words."""
    blocks: Sequence[Block] = [
        Block(found.src_start, found.dest_start, found.src_end - found.src_start)
        for found in Indel.opcodes(a.normals, b.normals)
        if found.tag == "equal"
    ]
    return Alignment(a, b, tuple(block for block in blocks if block.length >= RUN))
