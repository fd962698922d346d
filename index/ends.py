"""Ends that other captures show: text that stands in two captures with different neighbours shows its own ends.

A pure reading of what is known: the cutter may take it as evidence, and a later capture may throw light on an earlier
cut. Titles are too short to be known again: a run begins at the first long line, and its title stands above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.comparison import normals
from index.model import Known, TextLine
from index.prints import FEWEST_WORDS, prints

LIKE = 0.6
"""Part of the words of two lines that is the same, for them to be one line in two captures."""

LONGEST_HOLE = 3
"""Unshared lines in a row within a run: an advertisement, a share row, a sentence added."""

FEWEST_LINES = 2
"""Lines that a run holds at least: a single line may be a quotation."""


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Lines `first` to `last` of a source that another capture holds too, with other lines around them.

    `source` and `story` are the other capture's digest and the story it was cut as. `begins` and `ends` (0 to 1) say
    how sure it is that the story begins and ends there: surest where the other capture's cut agrees and the neighbours
    in both captures are different.
    """

    first: int
    last: int
    source: str
    story: str
    begins: float
    ends: float


@dataclass(frozen=True)
class _Line:
    """A line with its words, as far as it is long enough to say whence it comes."""

    line: TextLine

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in normal form."""
        return frozenset(normals(self.line.text))


def shared_runs(lines: Sequence[TextLine], known: Known) -> tuple[SharedRun, ...]:
    """The runs of lines of a new source that stored stories hold too, in the order of the source.

    Of a story that stands in several captures the one that holds most of it tells. Raises nothing; without anything
    known there are no runs.
    """
    long = [_Line(line) for line in lines if len(normals(line.text)) >= FEWEST_WORDS]
    every = frozenset[str]().union(*(prints(one.line.text) for one in long))
    best: dict[str, SharedRun] = {}
    for story in known.sharing(every):
        passages = [frozenset(normals(text)) for one in story.passages for text in _pieces(one.text)]
        passages = [words for words in passages if len(words) >= FEWEST_WORDS - 1]
        for run in _runs(long, passages, lines, story.source, story.story):
            before = best.get(run.story)
            if before is None or run.last - run.first > before.last - before.first:
                best[run.story] = run
    return tuple(sorted(best.values(), key=lambda run: (run.first, run.last)))


def _pieces(text: str) -> list[str]:
    return [piece for piece in text.split("\n") if piece.strip()]


def _runs(
    long: Sequence[_Line], passages: Sequence[frozenset[str]], lines: Sequence[TextLine], source: str, story: str
) -> Iterator[SharedRun]:
    pairs = [(at, place) for at, line in enumerate(long) if (place := _place(line.words, passages)) is not None]
    run: list[tuple[int, int]] = []
    for pair in (*pairs, None):
        if run and (pair is None or pair[0] - run[-1][0] > LONGEST_HOLE + 1 or pair[1] <= run[-1][1]):
            if len(run) >= min(FEWEST_LINES, len(passages)):
                yield _shared(run, long, passages, source, story)
            run = []
        if pair is not None:
            run.append(pair)


def _place(words: frozenset[str], passages: Sequence[frozenset[str]]) -> int | None:
    """The passage that is this line, if any."""
    for at, other in enumerate(passages):
        if len(words & other) >= LIKE * max(len(words), len(other)):
            return at
    return None


def _shared(
    run: Sequence[tuple[int, int]], long: Sequence[_Line], passages: Sequence[frozenset[str]], source: str, story: str
) -> SharedRun:
    """A run with how sure its ends are: the known story begins or ends here too, and more of it makes it surer."""
    covered = len(run) / len(passages)
    begins = run[0][1] == 0
    ends = run[-1][1] == len(passages) - 1
    return SharedRun(
        long[run[0][0]].line.number,
        long[run[-1][0]].line.number,
        source,
        story,
        round((0.6 + 0.35 * covered) if begins else 0.2 * covered, 3),
        round((0.6 + 0.35 * covered) if ends else 0.2 * covered, 3),
    )
