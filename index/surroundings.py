"""Traits that a line has by where it stands: on its page, between its neighbours, between the texts around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from index import headers, headlines, languages, traits, turning
from index.cohesion import Cohesion
from index.furniture import speaker
from index.looks import Look, may_open
from index.reasons import Reason
from index.turning import WINDOW, full

REACH = 30
"""Lines above a text among which its title is looked for."""

SHORT = 30
"""Words up to which a line may be one of several that recur on a page."""

_LEVELS = ((2.5, "another text for sure"), (1.2, "another text"), (0.3, "perhaps another text"), (-0.9, "no turn"))

_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class _Wording:
    """A short line as compared with others: in small letters, without its figures, its words, and its shape."""

    lower: str
    form: str
    words: tuple[str, ...]
    shape: str


class Page:
    """A capture as a whole, prepared so that each line can be asked for its traits in constant time."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.looks = looks
        self._gaps = _usual_gaps(looks)
        self._close = all(not one.piece.gap for one in looks[1:60])
        self._heads = [one.piece.head for one in looks]
        self._kinds = [traits.kind(one) for one in looks]
        self._runs = _runs(looks)
        bodies = [at for at, one in enumerate(looks) if one.body]
        self._headed = _headed(headers.Page(looks, bodies), looks, self._runs)
        self._best = _best(self._headed, self._runs)
        self._run_words: dict[int, float] = {}
        for one, (start, _) in zip(looks, self._runs, strict=True):
            if one.body:
                self._run_words[start] = self._run_words.get(start, 0.0) + one.piece.size
        self._open: dict[int, list[int]] = {}
        for at, (one, (start, _)) in enumerate(zip(looks, self._runs, strict=True)):
            if not one.body and not (one.sign and one.sign.sure):
                self._open.setdefault(start, []).append(at)
        self._rank = {at: rank for run in self._open.values() for rank, at in enumerate(run)}
        self._next = _distances([full(one) for one in reversed(looks)])[::-1]
        self._last = _distances([full(one) for one in looks])
        self._after = _words_after(looks)
        self._short = {at: _wording(one.piece.head) for at, one in enumerate(looks) if one.piece.size <= SHORT}
        short = self._short.values()
        self._same = Counter(one.lower for one in short)
        self._form = Counter(one.form for one in short)
        self._first = Counter(one.words[:1] for one in short)
        self._two = Counter(one.words[:2] for one in short)
        self._end = Counter(one.words[-2:] for one in short)
        self._shape = Counter(one.shape for one in short)
        self._speakers = [speaker(one.piece.head) for one in looks]
        self._turns = Counter(name for name in self._speakers if name)
        self._feet = " \n ".join([one.lower for one in short][-8:])
        self._frames = Counter(frame for at in range(len(looks)) if (frame := self._frame(at)))
        self._announced = _distances([_announces(one) for one in looks])
        self._dated = any(one.sign and one.sign.reason is Reason.DATE for one in looks)
        self._asian = languages.detect(" ".join(one.piece.text[:80] for one in looks[:40])) in ("ko", "zh", "ja")
        self._turning = turning.Turning(looks)
        self._cohesion = Cohesion(looks)

    def traits(self, at: int) -> Iterator[str]:
        """The traits of one line by its place."""
        yield from self._place(at)
        yield from self._spacing(at)
        yield from self._run(at)
        yield from self._recurring(at)
        if not full(self.looks[at]):
            yield from self._style(at)
            found = list(self._turning.traits(at))
            yield from found
            yield from self._turn(at, turning.weigh(found))
            yield from self._cohesion.traits(at)

    def _place(self, at: int) -> Iterator[str]:
        yield f"line {at + 1} of the page" if at < 3 else "line 4 to 8 of the page" if at < 8 else "deep in the page"
        left = len(self.looks) - at - 1
        if left < 5:
            yield "last lines of the page" if left < 2 else "near the foot of the page"
        yield "no text before" if self._last[at] is None else f"text {_steps(self._last[at])} before"
        yield "no text after" if self._next[at] is None else f"text {_steps(self._next[at])} after"
        words = self._after[at]
        yield "few words after" if words < 30 else "some words after" if words < 120 else "many words after"
        if (self._announced[at] or WINDOW) < WINDOW:
            yield "sections are announced above"
        if self._asian:
            yield "Korean or Chinese page"

    def _run(self, at: int) -> Iterator[str]:
        """Where a line stands among the lines between two texts, and how long these texts are."""
        kinds = self._kinds[max(0, at - 1) : at + 2]
        yield "between: " + " / ".join(("edge", *kinds)[-3:] if at == 0 else (*kinds, "edge")[:3])
        yield "from here: " + " / ".join((*self._kinds[at : at + 3], "edge", "edge")[:3])
        yield "up to here: " + " / ".join(("edge", "edge", *self._kinds[max(0, at - 2) : at + 1])[-3:])
        if self.looks[at].body:
            return
        start, end = self._runs[at]
        if at == self._best.get(start):
            yield "most like a title of its run"
        closing = max((one.sign.closes for one in self.looks[max(start, at - REACH) : at] if one.sign), default=0.0)
        yield "an end above for sure" if closing >= 2.5 else "an end above" if closing >= 1.5 else "no end above"
        place, left = at - start, end - at - 1
        yield "alone between texts" if not place and not left else f"{_few(place)} lines above it in the run"
        yield f"{_few(left)} lines below it in the run"
        yield from self._ranked(at)
        yield f"text run below {_long(self._words_from(end))}"
        yield f"text run above {_long(self._words_to(start))}"

    def _ranked(self, at: int) -> Iterator[str]:
        """How a line that may open a post compares with the others of its run that may."""
        others = self._open.get(self._runs[at][0], [])
        if at not in self._rank or len(others) > REACH:
            return
        rank = self._rank[at]
        sizes = [self.looks[other].piece.size for other in others]
        above, below = sizes[:rank], sizes[rank + 1 :]
        place = f"{_few(len(above))} candidates above it, {_few(len(below))} below"
        yield place
        if len(sizes) > 1:
            longest = "longest candidate" if sizes[rank] == max(sizes) else "no longest candidate"
            yield longest
            yield f"{place}, {longest}"
            if above:
                yield "longer than the candidate above" if sizes[rank] > above[-1] else "no longer than the one above"
            if below:
                yield "longer than the candidate below" if sizes[rank] > below[0] else "no longer than the one below"

    def _words_from(self, at: int) -> float:
        """Words of text from a line on, up to the next line that is none."""
        return self._run_words.get(at, 0.0)

    def _words_to(self, at: int) -> float:
        return self._run_words.get(self._runs[at - 1][0], 0.0) if at else 0.0

    def _spacing(self, at: int) -> Iterator[str]:
        """Blank lines before and after a line, against what is usual between the paragraphs of this page."""
        before = self.looks[at].piece.gap
        after = self.looks[at + 1].piece.gap if at + 1 < len(self.looks) else before
        yield f"gap before: {_against(before, self._gaps)}"
        yield f"gap after: {_against(after, self._gaps)}"
        if before > after:
            yield "nearer to what follows"
        elif before < after:
            yield "nearer to what precedes"
        if self._gaps == 0:
            yield "page without blank lines" if self._close else "blank lines set"

    def _recurring(self, at: int) -> Iterator[str]:
        if self._turns[self._speakers[at] or ""] >= 2:
            yield "a speaker who speaks again"
        line = self._short.get(at)
        if line is None:
            return
        if self._same[line.lower] >= 2:
            yield "recurs"
        elif self._form[line.form] >= 2:
            yield "recurs with other figures"
        words = line.words
        if len(words) >= 2:
            if self._two[words[:2]] >= 2:
                yield "first words recur"
            elif self._first[words[:1]] >= 2:
                yield "first word recurs"
            if self._end[words[-2:]] >= 2:
                yield "last words recur"
        if self._shape[line.shape] >= 2:
            yield "shape recurs"
        if len(words) >= 2 and self.looks[at].piece.size <= 5 and line.lower in self._feet and at < 5:
            yield "stands in the foot again"

    def _style(self, at: int) -> Iterator[str]:
        """How other lines of the page that stand between the same neighbours speak for this one."""
        frame = self._frame(at)
        if frame and self._frames[frame] >= 2:
            yield "set like another line"
            if any(part in ("DATE", "BYLINE") for part in frame):
                yield "dated like another line"
        elif self._dated and not any(part == "DATE" for part in self._frame(at)):
            yield "page with dates, none here"
        text = self.looks[at].piece.head
        around = (*self._heads[max(0, at - 8) : at], *self._heads[at + 1 : at + 5])
        if self.looks[at].piece.size >= 2 and any(text in other and text != other for other in around):
            yield "stands in a line near by"
        if any(len(other) > 8 and other in text and text != other for other in around):
            yield "holds a line near by"

    def _frame(self, at: int) -> tuple[str, ...]:
        """The furniture around a line that reads as a title: two lines above, three below."""
        one = self.looks[at]
        if one.body or (one.sign and one.sign.sure):
            return ()
        near = (*self.looks[max(0, at - 1) : at], *self.looks[at + 1 : at + 3])
        return tuple(other.sign.reason.name for other in near if other.sign)

    def _turn(self, at: int, weight: float) -> Iterator[str]:
        """All evidence of another text taken together, and whether the line stands where it would part the two."""
        level = next((name for least, name in _LEVELS if weight >= least), "the text goes on")
        yield level
        if not self.looks[at].body:
            start, end = self._runs[at]
            best = "best of its run" if at == self._best.get(start) else "not it"
            yield f"{level}, {'alone' if end - start == 1 else best}"


def _runs(looks: Sequence[Look]) -> list[tuple[int, int]]:
    """The run of lines of one sort, text or none, in which each line stands: where it begins and ends."""
    made: list[tuple[int, int]] = []
    for _, group in groupby(range(len(looks)), key=lambda at: looks[at].body):
        places = list(group)
        made += [(places[0], places[-1] + 1)] * len(places)
    return made


def _headed(page: headers.Page, looks: Sequence[Look], runs: Sequence[tuple[int, int]]) -> dict[int, float]:
    """How much each line that may open a post reads as the title of the text below its run."""
    return {
        at: headers.weigh(page, at, end)
        for at, (_, end) in enumerate(runs)
        if may_open(looks[at]) and end - at <= REACH
    }


def _best(headed: Mapping[int, float], runs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Of each run the line that reads most like its title, by where the run begins."""
    found: dict[int, int] = {}
    for at, weight in headed.items():
        start = runs[at][0]
        if start not in found or weight >= headed[found[start]]:
            found[start] = at
    return found


def _few(count: int) -> str:
    return str(count) if count <= 2 else "3 to 5" if count <= 5 else "many"


def _long(words: float) -> str:
    steps = ((0, "none"), (15, "a line"), (40, "short"), (90, "of some length"), (250, "long"))
    return next((name for most, name in steps if words <= most), "very long")


def _announces(one: Look) -> bool:
    piece = one.piece
    return headlines.announced(piece.head) > 1 or (piece.size <= 60 and headlines.announces(piece.text[-240:]))


def _distances(full: Sequence[bool]) -> list[int | None]:
    """How many lines back the last full paragraph stands; None where there is none."""
    found: list[int | None] = []
    last: int | None = None
    for at, one in enumerate(full):
        found.append(None if last is None else at - last)
        last = at if one else last
    return found


def _steps(distance: int | None) -> str:
    return (
        str(distance) if distance is not None and distance <= 3 else "4 to 6" if distance and distance <= 6 else "far"
    )


def _words_after(looks: Sequence[Look]) -> list[float]:
    after, words = [0.0] * len(looks), 0.0
    for at in range(len(looks) - 1, -1, -1):
        after[at] = words
        words += looks[at].piece.size if full(looks[at]) else 0.0
    return after


def _usual_gaps(looks: Sequence[Look]) -> int:
    """Blank lines that usually stand between two paragraphs of the page."""
    gaps = [looks[at].piece.gap for at in range(1, len(looks)) if looks[at].body and looks[at - 1].body]
    return int(median(gaps)) if gaps else int(median([one.piece.gap for one in looks])) if looks else 0


def _against(gap: int, usual: int) -> str:
    if gap == usual:
        return "usual"
    return "narrow" if gap < usual else "wide" if gap <= usual + 1 else "very wide"


def _wording(text: str) -> _Wording:
    lower = text.lower()
    figureless = _FIGURES.sub("0", text)
    form = lower if figureless == text else _FIGURES.sub("0", lower)
    return _Wording(lower, form, tuple(word.lower() for word in _LETTERS.findall(text)), _shape(figureless, text))


def _shape(figureless: str, text: str) -> str:
    """A line with words and figures put as signs, if anything else stands between them."""
    shape = re.sub(r"(?:W ?)+", "W ", re.sub(r"[^\W\d_][\w'’-]*", "W", figureless))
    return shape if re.search(r"[^W .,?!]", shape) else text
