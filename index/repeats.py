"""Repeats: which stories of a source stand elsewhere already, and where the versions differ.

Candidates come from fingerprints; each is verified by aligning the words of both texts. Two tellings of one life share
few words and are never merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from index.alignment import Block
from index.comparison import plain, words
from index.grading import Comparison, alike, compare, counterparts
from index.model import Difference, Grade, Known, Occurrence, Reading, Related, Relation, Span
from index.pairing import paired
from index.prints import CROWDED, FEWEST_SHARED, MOST_CANDIDATES, prints

__all__ = ["CROWDED", "FEWEST_SHARED", "MOST_CANDIDATES", "Recognised", "compare", "name_keys", "prints", "recognise"]

OF_ONE_STORY = 3
"""Occurrences of one story that are verified: a story that stands a hundred times is compared with three of them."""

BOILERPLATE = 3
"""Different stories that hold a passage for it to be nobody's: a publisher's own words, or a form's."""

MOST_BOILERPLATE = 0.9
"""Part of a text's words up to which they may be such; where nearly all of it stands elsewhere, it is a repeat."""

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
    candidates = _candidates(occurrence, known)
    held = _word_for_word(occurrence, candidates)
    found = [compare(one, occurrence, held) for one in candidates if alike(one, occurrence, held)]
    aside = held or _boilerplate(found)
    if aside != held:
        found = [replace(one, aside=aside) for one in found]
    repeats = [one for one in found if one.grade is not None]
    best = max(repeats, key=lambda one: one.shared, default=None)
    same = {one.known.story for one in repeats}
    story = best.known.story if best else occurrence.story
    related = tuple(_excerpt(one, one.excerpt, story) for one in found if one.known.story not in same and one.excerpt)
    if best is None:
        return Recognised(occurrence, related, ())
    return Recognised(_as_repeat(best), tuple(dict.fromkeys(related)), _differences(best))


def _word_for_word(occurrence: Occurrence, candidates: Sequence[Occurrence]) -> frozenset[int]:
    """Passages that stand word for word in several different stories, unless they are most of the text."""
    places = {one.text: at for at, one in enumerate(occurrence.passages)}
    stories: dict[int, set[str]] = {}
    for candidate in candidates:
        for one in candidate.passages:
            at = places.get(one.text)
            if at is not None:
                stories.setdefault(at, set()).add(candidate.story)
    if all(len(holders) < BOILERPLATE for holders in stories.values()):
        return frozenset()  # without counting the words of texts that may be long
    return _of_several(stories, [len(words(one.text)) for one in occurrence.passages])


def _of_several(stories: Mapping[int, Collection[str]], sizes: Sequence[int]) -> frozenset[int]:
    held = frozenset(at for at, holders in stories.items() if len(holders) >= BOILERPLATE)
    return held if sum(sizes[at] for at in held) < MOST_BOILERPLATE * sum(sizes) else frozenset()


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
    if not stories:
        return frozenset()
    text = found[0].alignment.b
    return _of_several(stories, [len(text.bounds(at)) for at in range(len(text.passages))])


def _excerpt(found: Comparison, block: Block, story: str) -> Related:
    text = found.alignment.b
    passage, start, _ = text.place(block.b)
    quote = " ".join(passage.text[start : start + 3 * SHOWN].split())
    shown = quote if len(quote) <= SHOWN else quote[:SHOWN].rsplit(" ", 1)[0] + "…"
    return Related(
        Relation.EXCERPT, (found.known.story, story), f"both hold the words “{shown}” ({block.length} words)"
    )


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
