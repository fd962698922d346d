"""Repeats: which stories of a source stand elsewhere already, and where the versions differ.

Candidates come from fingerprints; each is verified by aligning the words of both texts. Two tellings of one life share few
words and are never merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.alignment import Block
from index.comparison import plain
from index.grading import Comparison, compare, counterparts
from index.model import Difference, Grade, Known, Occurrence, Reading, Related, Relation, Span
from index.pairing import paired
from index.prints import CROWDED, FEWEST_SHARED, MOST_CANDIDATES, prints

__all__ = ["CROWDED", "FEWEST_SHARED", "MOST_CANDIDATES", "Recognised", "compare", "name_keys", "prints", "recognise"]

OF_ONE_STORY = 3
"""Occurrences of one story that are verified: a story that stands a hundred times is compared with three of them."""

BOILERPLATE = 3
"""Different stories that hold a passage for it to be nobody's: a publisher's own words, or a form's."""

SHOWN = 60
"""Code points of a quotation that its evidence shows."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """An occurrence with the ids of the story that it repeats, if any; its excerpts; and where it differs."""

    occurrence: Occurrence
    related: tuple[Related, ...]
    differs: tuple[Difference, ...]


def name_keys(name: str) -> frozenset[str]:
    """Keys under which a printed name is found again: the whole name, and the first of two names."""
    parts = plain(name).replace("-", " ").replace(".", " ").split()
    if not parts:
        return frozenset()
    keys = {"".join(parts)}
    if len(parts) <= 2:
        keys.add(parts[0])
    return frozenset(keys)


def recognise(occurrence: Occurrence, known: Known) -> Recognised:
    """Say which stored story an occurrence repeats, which ones it quotes or is quoted by, and where they differ."""
    found = [compare(one, occurrence) for one in _candidates(occurrence, known)]
    aside = _boilerplate(found)
    if aside:
        found = [replace(one, aside=aside) for one in found]
    repeats = [one for one in found if one.grade is not None]
    best = max(repeats, key=lambda one: (one.shared, -found.index(one)), default=None)
    same = {one.known.story for one in repeats}
    story = best.known.story if best else occurrence.story
    related = tuple(_excerpt(one, one.excerpt, story) for one in found if one.known.story not in same and one.excerpt)
    if best is None:
        return Recognised(occurrence, related, ())
    return Recognised(_as_repeat(best), tuple(dict.fromkeys(related)), _differences(best))


def _candidates(occurrence: Occurrence, known: Known) -> list[Occurrence]:
    """Stored occurrences worth an alignment: a few of each story, in the order of what they share."""
    every = frozenset[str]().union(*(prints(passage.text) for passage in occurrence.passages))
    stories: Counter[str] = Counter()
    kept: list[Occurrence] = []
    for one in known.sharing(every):
        stories[one.story] += 1
        if stories[one.story] <= OF_ONE_STORY:
            kept.append(one)
    return kept


def _boilerplate(found: Sequence[Comparison]) -> frozenset[int]:
    """Passages that stand in several stories which are themselves different; not where that is most of the text."""
    stories: dict[int, set[str]] = {}
    for one in found:
        for at in counterparts(one):
            stories.setdefault(at, set()).add(one.known.story)
    held = frozenset(at for at, holders in stories.items() if len(holders) >= BOILERPLATE)
    if not held:
        return held
    text = found[0].alignment.b
    return held if sum(len(text.bounds(at)) for at in held) < 0.9 * len(text.normals) else frozenset()


def _excerpt(found: Comparison, block: Block, story: str) -> Related:
    text = found.alignment.b
    passage, start, _ = text.place(block.b)
    words = " ".join(passage.text[start : start + 3 * SHOWN].split())
    shown = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + "…"
    return Related(Relation.EXCERPT, (found.known.story, story), f"both hold the words “{shown}” ({block.length} words)")


def _as_repeat(found: Comparison) -> Occurrence:
    return replace(
        found.new,
        story=found.known.story,
        grade=found.grade or Grade.PARTIAL,
        passages=(*paired(found.alignment), *found.new.passages[len(found.alignment.b.passages) :]),
    )


def _differences(found: Comparison) -> tuple[Difference, ...]:
    return tuple(
        Difference(found.known.story, (_reading(found.known, clash.a), _reading(found.new, clash.b)))
        for clash in found.clashes
    )


def _reading(story: Occurrence, span: Span) -> Reading:
    holding = (one for one in story.passages if one.span.start <= span.start and span.end <= one.span.end)
    passage = next(holding, None)
    text = passage.text[span.start - passage.span.start : span.end - passage.span.start] if passage else ""
    return Reading(story.source, text, span)
