"""Where one post ends and the next begins: the part of each line of a page, each title with its probability and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import chain
from index.across import SURE, UNTITLED, Shown
from index.chain import PARTS, Decoded, Model, Part
from index.looks import Look
from index.observations import observe
from index.reasons import Reason

DOUBTFUL = (0.2, 0.8)
"""Probabilities between which a line may or may not be a title, so that a person should look."""

TOLD = 3
"""Reasons that are told of a title, the strongest first."""


_TELLING = re.compile(
    r"^(?:title: |(?:two )?(?:above|below): sign: |(?:above|below): (?:closes|greets|is a name|little but|"
    r"holds a date|ends with thanks|tells of today|opens a life|recurs|says)|gap before: (?:wide|very)|people not|"
    r"another|who is named|a life|a birth|"
    r"text above ends|set like|dated like|names a|heading of level 1|capitals as in a title|all capitals|"
    r"most like a title|line 1 |shape recurs|first words? recur)"
)
"""Traits that a reader takes for a reason; the others say how the page is made."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where a post begins or ends: how sure (0 to 1), and why, in words."""

    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a page as read: the part of each, and where a title is taken or left in doubt.

    `titles` holds a boundary for each line that opens a post; `doubts` one for each line of which that is unsure,
    whether it was taken for a title or not. Keys are places in the sequence of lines.
    """

    parts: tuple[Part, ...]
    titles: dict[int, Boundary]
    doubts: dict[int, Boundary]
    decoded: Decoded | None = None
    shown: Shown | None = None

    def ending(self, at: int) -> float:
        """How sure it is that no story goes on at a place."""
        if self.decoded is None or at >= len(self.parts):
            return 0.9
        return round(sum(self.decoded.of(at, part) for part in (Part.OUTSIDE, Part.TITLE, Part.HEADER)), 3)

    def ended(self, at: int) -> tuple[str, ...]:
        """What other captures say for an end right below a place."""
        return (self.shown.ends[at],) if self.shown is not None and at in self.shown.ends else ()


def find(looks: Sequence[Look], shown: Shown | None = None) -> Reading:
    """The part of each line of a page, in the light of what other captures show of it.

    A page without running text is all header.
    """
    if not any(one.body for one in looks):
        return Reading((Part.HEADER,) * len(looks), {}, {})
    model = chain.load()
    traits = observe(looks)
    scores = model.scores(traits)
    decoded = chain.decode(model, scores if shown is None else scores + shown.amounts)
    opening = {at for at, part in enumerate(decoded.parts) if part is Part.TITLE}
    untitled = _untitled(decoded.parts)
    titles = {at: _told(_boundary(model, decoded, traits[at], at), shown, at) for at in sorted(opening)}
    if untitled is not None:
        words = ("first text of the capture; no title is printed",)
        titles = {untitled: Boundary(round(decoded.of(untitled, Part.BODY), 3), words), **titles}
    low, high = DOUBTFUL
    doubts = {
        at: _told(_boundary(model, decoded, traits[at], at), shown, at)
        for at in range(len(looks))
        if low <= decoded.of(at, Part.TITLE) <= high
    }
    return Reading(decoded.parts, titles, {**_missing(decoded, shown), **doubts}, decoded, shown)


def _told(boundary: Boundary, shown: Shown | None, at: int) -> Boundary:
    """The same, with what other captures say for it before all else."""
    return boundary if shown is None else replace(boundary, reasons=(*shown.why(at), *boundary.reasons))


def _missing(decoded: Decoded, shown: Shown | None) -> dict[int, Boundary]:
    """Where another capture surely begins a story and none was found to begin here."""
    return {
        one.first: Boundary(round(decoded.of(one.first, Part.TITLE), 3), (UNTITLED,))
        for one in (shown.begins if shown is not None else ())
        if one.sure >= SURE and Part.TITLE not in {decoded.parts[at] for at in (*one.titles, one.first)}
    }


def _untitled(parts: Sequence[Part]) -> int | None:
    """The first line of a story without a printed title, which only the first of a page may be."""
    first = next((at for at, part in enumerate(parts) if part is not Part.HEADER), None)
    return first if first is not None and parts[first] is Part.BODY else None


def _boundary(model: Model, decoded: Decoded, traits: Sequence[str], at: int) -> Boundary:
    """The probability of a title, and the traits that spoke most for it against the likeliest other part."""
    title = PARTS.index(Part.TITLE)
    others = [(float(decoded.odds[at, number]), number) for number in range(len(PARTS)) if number != title]
    rival = max(others)[1]
    shares = {name: model.weights[model.index[name]] for name in traits if name in model.index}
    telling = {name: row for name, row in shares.items() if _TELLING.search(name)}
    gains = sorted(((row[title] - row[rival], name) for name, row in telling.items()), reverse=True)
    reasons = tuple(dict.fromkeys(wording(name) for gain, name in gains[:TOLD] if gain > 0))
    return Boundary(round(decoded.of(at, Part.TITLE), 3), reasons)


def wording(trait: str) -> str:
    """A trait as a reason in words: "above: sign: button" is "follows a button"."""
    where, _, rest = trait.rpartition(": ") if "sign: " not in trait else trait.partition("sign: ")
    told = Reason[rest.rstrip("?").upper()].value if "sign: " in trait else rest
    place = where.strip(" :")
    if "sign: " in trait and place.endswith("above"):
        return f"follows {_article(told)}"
    if "sign: " in trait and place.endswith("below"):
        return f"{_article(told)} stands below it"
    if "sign: " in trait:
        return f"reads like {_article(told)}"
    if place in ("above", "below"):
        return f"the line {place} {told}"
    return told if place == "title" else trait


def _article(text: str) -> str:
    return text if text.endswith("s") else f"a {text}" if text[0] not in "aeiou" else f"an {text}"
