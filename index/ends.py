"""Ends that other captures show: text that stands in two captures with different neighbours shows its own ends.

A pure reading of what is known: the cutter takes it as evidence, and a later capture throws light on an earlier cut.
Titles are too short to be known again: a run begins at the first long line, and its title stands above.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from index.comparison import normals
from index.model import Known, Lines, Occurrence, Passage, Role, TextLine
from index.prints import FEWEST_WORDS, prints
from index.reasons import Reason

LIKE = 0.6
"""Part of the words of two lines that is the same, for them to be one line in two captures."""

LONGEST = 20_000
"""Code points of a line by which it is known: more than a paragraph has."""

LONGEST_HOLE = 3
"""Unshared lines in a row within a run: an advertisement, a share row, a sentence added."""

FEWEST_LINES = 2
"""Lines that a run holds at least: a single line may be a quotation."""

MOST_STEPS = 2
"""Lines from one paragraph to the next on a page that sets them apart by a blank line."""

UNKNOWN = 0.5
"""How sure an end is that nothing speaks for and nothing against."""

ASKED = 60
"""Long lines about which is asked at once, so that a page of many posts finds what is near each of them."""

MOST_ALIKE = 3
"""Passages of one story with the same fingerprint that are compared: a refrain stands in many."""

MOST_QUESTIONED = 5
"""Captures of which one new capture may put the cut in question."""

FILLED = 0.6
"""Part of the lines of a story that a run holds, for the run to be that story and no quotation in it."""

_OPEN = ("…", "...", "…]", "...]", "…)", "...)")
_BEFORE, _AFTER = (Role.DECK, Role.INTRO), (Role.CODA, Role.APPEAL, Role.SIGNATURE)


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Lines `first` to `last` of a source that another capture holds too.

    `source` and `story` are the other capture's digest and the story it was cut as, `title` that story's title.
    `begins` and `ends` (0 to 1) say how sure it is that the story begins and ends there: surest where the other
    capture's cut agrees (`opens`, `closes`); UNKNOWN where the neighbours are the same in both captures or there are
    none, for then the other capture only repeats what this one shows. `lines` are the lines shared; `beside` are pairs
    of them between which the other capture has nothing. `short` are the story's lines that are too short to be known
    again, in normal form.
    """

    first: int
    last: int
    source: str
    story: str
    begins: float
    ends: float
    opens: bool = True
    closes: bool = True
    title: str = ""
    lines: tuple[int, ...] = ()
    beside: tuple[tuple[int, int], ...] = ()
    short: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Story:
    """A stored story with its passages that are long enough to be known again."""

    known: Occurrence

    @cached_property
    def passages(self) -> list[Passage]:
        return [one for one in map(_headed, self.known.passages) if len(normals(one.text)) >= FEWEST_WORDS]

    @cached_property
    def words(self) -> list[frozenset[str]]:
        return [frozenset(normals(one.text)) for one in self.passages]

    @cached_property
    def cut_short(self) -> bool:
        """Whether the other capture says that its text goes on elsewhere."""
        last = self.known.passages[-1].text.rstrip() if self.known.passages else ""
        return last.endswith(_OPEN) or any(one.startswith(Reason.CONTINUE.value) for one in self.known.reasons)

    @cached_property
    def steps(self) -> list[int]:
        return [below.lines.first - above.lines.last for above, below in pairwise(self.passages)]

    def beside(self, at: int) -> bool:
        """Whether nothing, or as little as between any two of its passages, stands below this one."""
        return self.steps[at] <= 1 or self.steps[at] == min(self.steps) == MOST_STEPS

    @cached_property
    def short(self) -> frozenset[str]:
        rest = (normals(_headed(one).text) for one in self.known.passages)
        return frozenset(" ".join(words) for words in rest if len(words) < FEWEST_WORDS)


_Text = TypeVar("_Text", TextLine, Passage)

_Pair = tuple[int, int]
"""The place of a long line, and the place of the passage that it is in another capture's story."""


def shared_runs(lines: Sequence[TextLine], known: Known) -> tuple[SharedRun, ...]:
    """The runs of lines of a new source that stored stories hold too, in the order of the source.

    Each line may be in a run for every capture that holds it. Raises nothing; without anything known there are no runs.
    """
    long = [line for line in map(_headed, lines) if len(normals(line.text)) >= FEWEST_WORDS]
    stories = _stories(long, known)
    pairs = _pairs(long, stories)
    made = [
        _shared(run, long, stories, at, pairs)
        for at in range(len(stories))
        for run in _runs(pairs[at], len(stories[at].passages))
    ]
    return tuple(sorted(made, key=lambda run: (run.first, run.last)))


def _headed(one: _Text) -> _Text:
    """A line or passage with no more text than it is known by."""
    return one if len(one.text) <= LONGEST else replace(one, text=one.text[:LONGEST])


def _stories(long: Sequence[TextLine], known: Known) -> list[_Story]:
    """The stored stories that hold some of these lines, each once."""
    found: dict[tuple[str, int], Occurrence] = {}
    for start in range(0, len(long), ASKED):
        every = frozenset[str]().union(*(prints(line.text) for line in long[start : start + ASKED]))
        found.update(((one.source, one.span.start), one) for one in known.sharing(every))
    return [_Story(one) for one in found.values()]


def _pairs(long: Sequence[TextLine], stories: Sequence[_Story]) -> Mapping[int, list[_Pair]]:
    """For each story the lines that it holds. Only passages that share a fingerprint with a line are compared."""
    holding = _holding(stories)
    found: defaultdict[int, list[_Pair]] = defaultdict(list)
    alike: dict[str, dict[int, int]] = {}
    for number, line in enumerate(long):
        if line.text not in alike:
            alike[line.text] = _same(line.text, stories, holding)
        for at, place in alike[line.text].items():
            found[at].append((number, place))
    return found


def _holding(stories: Sequence[_Story]) -> Mapping[str, list[_Pair]]:
    """Where the passages with each fingerprint stand: MOST_ALIKE places for each story at most."""
    holding: defaultdict[str, list[_Pair]] = defaultdict(list)
    for at, story in enumerate(stories):
        counts: Counter[str] = Counter()
        for place, passage in enumerate(story.passages):
            for key in prints(passage.text):
                counts[key] += 1
                if counts[key] <= MOST_ALIKE:
                    holding[key].append((at, place))
    return holding


def _same(text: str, stories: Sequence[_Story], holding: Mapping[str, list[_Pair]]) -> dict[int, int]:
    """The first passage of each story that is this line."""
    words = frozenset(normals(text))
    same: dict[int, int] = {}
    for at, place in sorted({held for key in prints(text) for held in holding.get(key, ())}):
        if at not in same and _alike(words, stories[at].words[place]):
            same[at] = place
    return same


def _alike(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) >= LIKE * max(len(words), len(other))


def _runs(pairs: Sequence[_Pair], passages: int) -> Iterator[list[_Pair]]:
    run: list[_Pair] = []
    for pair in (*pairs, None):
        if run and (pair is None or pair[0] - run[-1][0] > LONGEST_HOLE + 1 or pair[1] <= run[-1][1]):
            if len(run) >= min(FEWEST_LINES, passages):
                yield run
            run = []
        if pair is not None:
            run.append(pair)


def _shared(
    run: Sequence[_Pair],
    long: Sequence[TextLine],
    stories: Sequence[_Story],
    at: int,
    pairs: Mapping[int, Sequence[_Pair]],
) -> SharedRun:
    """A run with how sure its ends are: the known story begins or ends here too, and more of it makes it surer."""
    story = stories[at]
    covered = len(run) / len(story.passages)
    opens = all(one.role in _BEFORE for one in story.passages[: run[0][1]])
    closes = not story.cut_short and all(one.role in _AFTER for one in story.passages[run[-1][1] + 1 :])
    above, below = _neighbours(run, long, stories, at, pairs)
    beside = tuple(
        (long[one].number, long[two].number)
        for (one, here), (two, there) in pairwise(run)
        if there == here + 1 and story.beside(here)
    )
    return SharedRun(
        long[run[0][0]].number,
        long[run[-1][0]].number,
        story.known.source,
        story.known.story,
        _sure(opens, covered) if above else UNKNOWN,
        _sure(closes, covered) if below else UNKNOWN,
        opens,
        closes,
        story.known.title,
        tuple(long[line].number for line, _ in run),
        beside,
        story.short,
    )


def _sure(agrees: bool, covered: float) -> float:
    return round((0.6 + 0.35 * covered) if agrees else 0.2 * covered, 3)


def _neighbours(
    run: Sequence[_Pair],
    long: Sequence[TextLine],
    stories: Sequence[_Story],
    at: int,
    pairs: Mapping[int, Sequence[_Pair]],
) -> tuple[bool, bool]:
    """Whether something stands above and below a run, and something else than in the other capture."""
    known = stories[at].known
    first, last = run[0][0], run[-1][0]
    above, below = first > 0, last + 1 < len(long)
    for other, one in enumerate(stories):
        if one.known.source != known.source or other == at:
            continue
        held = {line for line, _ in pairs.get(other, ())}
        if one.known.block_end + 1 == known.lines.first and held & set(range(first - LONGEST_HOLE - 1, first)):
            above = False
        if known.block_end + 1 == one.known.lines.first and held & set(range(last + 1, last + LONGEST_HOLE + 2)):
            below = False
    return above, below


def questioned(runs: Sequence[SharedRun], stories: Sequence[Lines]) -> tuple[str, ...]:
    """The digests of captures whose cut a new capture, cut into these stories, does not bear out.

    There a story goes on beyond what is a whole story here, or what is one story here is two. Those that share most
    come first, MOST_QUESTIONED at most.
    """
    sizes: defaultdict[str, int] = defaultdict(int)
    for one in stories:
        held = [run for run in runs if one.first <= run.first and run.last <= one.last]
        for run in held:
            whole = run.last - run.first + 1 >= FILLED * (one.last - one.first + 1)
            others = {other.story for other in held if other.source == run.source}
            if len(others) > 1 or (whole and not (run.opens and run.closes)):
                sizes[run.source] += len(run.lines)
    return tuple(sorted(sizes, key=lambda source: (-sizes[source], source))[:MOST_QUESTIONED])
