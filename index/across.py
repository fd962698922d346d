"""What other captures say of the lines of a page: log-odds that are added for the parts of its lines, and why.

Evidence, never a command: each amount is bounded, so that what the page itself shows can outweigh an earlier cut
that was wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from index.chain import PARTS, Array, Part
from index.comparison import normals
from index.ends import LIKE, SharedRun, shared_runs
from index.looks import Look, may_open
from index.model import Known, Source, TextLine
from index.recurring import MOST_WORDS, house, line_key

REACH = 8
"""Lines above the beginning of a shared run among which its title is looked for."""

ENDS = 0.35
"""How much an end counts beside a beginning: a text is cut short at its end more often than at its beginning."""

BESIDE = 2.0
"""Log-odds against a title between two paragraphs that stand side by side in another capture."""

INSIDE = 0.35
"""How much the surety of both ends of a run counts against a title inside it, which an earlier cut may have missed."""

TITLED = 0.5
"""How much the surety of a beginning counts once more for a line that reads like the other capture's title."""

FEWEST_CAPTURES = 2
"""Other pages of one house on which a line is furniture, for that to count."""

PER_CAPTURE, MOST_RECURRING = 0.5, 1.5
"""Log-odds for furniture that each such page adds, and their bound: a list of other posts may name this one."""

MOST_ASKED = 500
"""Lines of one page about which it is asked whether they are furniture elsewhere."""

SURE = 0.75
"""How sure a beginning must be for a person to be asked where no line reads as its title."""

BEGINS = "another capture begins a story here, after other lines"
ENDED = "another capture ends the story here too, before other lines"
UNTITLED = "another capture begins a story at this line, and nothing above it reads as a title"

_FURNITURE = (Part.HEADER, Part.UNDER, Part.INSIDE, Part.OUTSIDE)
_ENDED = (Part.OUTSIDE, Part.TITLE, Part.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What other captures show of a page, by the places of its lines.

    `amounts` are log-odds, a row a line and a column a part. `begins` holds the lines of which one may be the title
    of a story that begins below them, `first` of each the first line of its text, `ends` the lines that end a story.
    `marked` are lines that the page's own mark-up makes titles, each with the reason (see `structure`).
    """

    amounts: Array
    begins: tuple[Beginning, ...] = ()
    ends: Mapping[int, str] = field(default_factory=dict)
    runs: tuple[SharedRun, ...] = ()
    marked: Mapping[int, str] = field(default_factory=dict)

    def why(self, at: int) -> tuple[str, ...]:
        """The reasons for a title at a place."""
        begun = (BEGINS,) if any(at in one.titles for one in self.begins) else ()
        return (*begun, self.marked[at]) if at in self.marked else begun


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where another capture begins a story: its first line of text, the lines that may be its title, how sure it is."""

    first: int
    titles: tuple[int, ...]
    sure: float


def show(looks: Sequence[Look], source: Source, known: Known) -> Shown | None:
    """What is known elsewhere of the lines of a page; None where nothing is."""
    lines = [TextLine(one.piece.first, one.piece.span, one.piece.text) for one in looks]
    runs = shared_runs(lines, known)
    recurring = _recurring(looks, source, known, {run.source for run in runs})
    if not runs and not recurring:
        return None
    places = {line.number: at for at, line in enumerate(lines)}
    amounts = np.zeros((len(looks), len(PARTS)))
    for at, amount in recurring.items():
        _add(amounts, at, _FURNITURE, amount)
    begins = [one for run in runs if (one := _begin(run, looks, places, amounts)) is not None]
    ends = dict(ended for run in runs for ended in _end(run, looks, places, amounts))
    for run in runs:
        _inside(run, places, amounts)
    return Shown(amounts, tuple(begins), ends, runs)


def strength(sure: float) -> float:
    """Log-odds of what is so sure (0 to 1, less than 1); nothing where it is as likely as not, or less."""
    return log(sure / (1 - sure)) if sure > 0.5 else 0.0


def _add(amounts: Array, at: int, parts: Sequence[Part], amount: float) -> None:
    """Raise the amount for parts of a line, unless it is as high already: captures of one text are no witnesses apart.

    A negative amount lowers in the same way.
    """
    for part in parts:
        column = PARTS.index(part)
        present = amounts[at, column]
        amounts[at, column] = max(present, amount) if amount > 0 else min(present, amount)


def _begin(run: SharedRun, looks: Sequence[Look], places: Mapping[int, int], amounts: Array) -> Beginning | None:
    """A title stands at one of the lines right above a run that begins a story elsewhere."""
    amount = strength(run.begins)
    if not amount:
        return None
    title = frozenset(normals(run.title))
    titles = tuple(_above(run, looks, places[run.first], title))
    for at in titles:
        same = _same(frozenset(normals(looks[at].piece.head)), title)
        _add(amounts, at, (Part.TITLE,), amount * (1 + TITLED) if same else amount)
    return Beginning(places[run.first], titles, run.begins)


def _above(run: SharedRun, looks: Sequence[Look], first: int, title: frozenset[str]) -> Iterator[int]:
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        one = looks[at]
        short = " ".join(normals(one.piece.head)) in run.short
        if one.body and not short and not _same(frozenset(normals(one.piece.head)), title):
            return
        if not short and (may_open(one) or one.body):
            yield at


def _same(words: frozenset[str], title: frozenset[str]) -> bool:
    return bool(title) and len(words & title) >= LIKE * max(len(words), len(title))


def _end(run: SharedRun, looks: Sequence[Look], places: Mapping[int, int], amounts: Array) -> Iterator[tuple[int, str]]:
    """The text does not go on below a run that ends a story elsewhere, but for lines too short to be known again."""
    amount = ENDS * strength(run.ends)
    if not amount:
        return
    last = places[run.last]
    while last + 1 < len(looks) and " ".join(normals(looks[last + 1].piece.head)) in run.short:
        last += 1
    if last + 1 < len(looks):
        _add(amounts, last + 1, _ENDED, amount)
        yield last, ENDED


def _inside(run: SharedRun, places: Mapping[int, int], amounts: Array) -> None:
    """No title stands inside a run that is one story elsewhere; least of all where nothing stands there."""
    amount = INSIDE * min(strength(run.begins), strength(run.ends))
    if amount:
        for at in range(places[run.first], places[run.last] + 1):
            _add(amounts, at, (Part.TITLE,), -amount)
    for above, below in run.beside:
        for at in range(places[above] + 1, places[below]):
            _add(amounts, at, (Part.TITLE,), -BESIDE)


def _recurring(looks: Sequence[Look], source: Source, known: Known, aside: set[str]) -> dict[int, float]:
    """How much lines that are furniture on other pages of the same house speak for furniture; same texts left aside."""
    of = house(source.provenance)
    if of is None:
        return {}
    some = [at for at, one in enumerate(looks) if one.piece.size <= MOST_WORDS][:MOST_ASKED]
    keys = {at: line_key(of, looks[at].piece.text) for at in some}
    found = known.recurring(frozenset(keys.values()))
    counts = {at: len(found[key] - aside) for at, key in keys.items() if key in found}
    return {at: min(MOST_RECURRING, PER_CAPTURE * count) for at, count in counts.items() if count >= FEWEST_CAPTURES}
