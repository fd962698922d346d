"""Repeats: which stories of a source stand elsewhere already, and where the versions differ.

Candidates come from fingerprints (MinHash bands of word shingles; Broder, 1997), each is verified by aligning
the words of both texts. Two tellings of one life share few words and are never merged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from datasketch import MinHash

from index.alignment import Alignment, Text, align, story_text
from index.comparison import plain, words
from index.model import Difference, Grade, Kind, Known, Occurrence, Reading, Related, Relation, Span

SHINGLE = 3
"""Words in a row that are hashed together."""

BANDS, ROWS = 12, 2
"""A passage of which a share s is shared gives the same band with probability 1 - (1 - s^2)^12: 0.97 at one half."""

FEWEST_WORDS = 6
"""Shorter passages ("But I trusted the wrong broker.") say nothing about where they come from."""

SAME_STORY = 0.6
"""A repeat shares at least this part of the words of one of the two texts."""

MOST_OTHER = 0.5
"""An excerpt stands in a text of which at least this part is something else."""

EXCERPT_RUN = 20
"""Fewest words in a row that make an excerpt."""

MOST_FACTS = 1.0
"""Three differing facts, and more than this per hundred shared words, tell of another life, as in a form letter."""

MOST_CANDIDATES = 50
"""Stories verified for one story: those with most fingerprints in common."""

_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
    " first second third".split()
)
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=1)
def _permutations() -> MinHash:
    return MinHash(num_perm=BANDS * ROWS, seed=1)


def prints(text: str) -> frozenset[str]:
    """The fingerprints of a passage: texts that share many words share one of them; none for a very short text."""
    row = [word.normal for word in words(text)]
    if len(row) < FEWEST_WORDS:
        return frozenset()
    shingles = {" ".join(row[at : at + SHINGLE]).encode() for at in range(len(row) - SHINGLE + 1)}
    sketch = _permutations().copy()
    sketch.update_batch(sorted(shingles))
    values = sketch.hashvalues.reshape(BANDS, ROWS)
    return frozenset(f"{band:x}-" + "-".join(f"{int(value):x}" for value in values[band]) for band in range(BANDS))


def name_keys(name: str) -> frozenset[str]:
    """Keys under which a printed name is found again: the whole name, and the first of two names."""
    parts = plain(name).replace("-", " ").replace(".", " ").split()
    if not parts:
        return frozenset()
    keys = {"".join(parts)}
    if len(parts) <= 2:
        keys.add(parts[0])
    return frozenset(keys)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two occurrences have in common.

    `grade` is None where they are no repeat; `excerpt` says that one quotes the other; `facts` are spans of
    places where they state different facts, in the reading text of each.
    """

    grade: Grade | None
    excerpt: bool
    alignment: Alignment
    facts: tuple[tuple[Span, Span], ...]


def compare(known: Occurrence, new: Occurrence) -> Comparison:
    """Align two occurrences and grade what they share; facts are spans in the reading text of each."""
    alignment = align(story_text(known), story_text(new))
    facts = _facts(alignment)
    excerpt = _excerpt(known, new, alignment)
    if _other_part(known, new) or excerpt or not _same_story(alignment, len(facts)):
        return Comparison(None, excerpt, alignment, ())
    return Comparison(_grade(known, new, alignment), False, alignment, facts)


def _other_part(a: Occurrence, b: Occurrence) -> bool:
    return a.part is not None and b.part is not None and a.part != b.part


def _same_story(alignment: Alignment, facts: int) -> bool:
    if max(alignment.covers_a, alignment.covers_b) < SAME_STORY:
        return False
    return facts < 3 or facts <= MOST_FACTS * alignment.shared / 100


def _excerpt(a: Occurrence, b: Occurrence, alignment: Alignment) -> bool:
    """Whether one of two stories quotes the other: spoken words, within a text that is mostly something else."""
    if alignment.longest < EXCERPT_RUN or plain(a.title) == plain(b.title):
        return False
    block = max(alignment.blocks, key=lambda found: found.length)
    return _quotes(a, alignment.a, alignment.covers_a, block.a) or _quotes(b, alignment.b, alignment.covers_b, block.b)


def _quotes(story: Occurrence, text: Text, covered: float, word: int) -> bool:
    spoken = story.passages[text.passage(word)].voice is not None
    return spoken and covered <= 1 - MOST_OTHER and story.kind is not Kind.TESTIMONY


def _grade(a: Occurrence, b: Occurrence, alignment: Alignment) -> Grade:
    ours, theirs = ([passage.text for passage in story.passages] for story in (a, b))
    if ours == theirs and a.title == b.title:
        return Grade.IDENTICAL
    if alignment.a.normals == alignment.b.normals:
        return Grade.SAME_TEXT
    paired = alignment.passages()
    long_a, long_b = (sum(len(words(text)) >= FEWEST_WORDS for text in texts) for texts in (ours, theirs))
    whole = len(paired) >= max(long_a, long_b) and min(alignment.covers_a, alignment.covers_b) >= 0.5
    return Grade.EDITED if whole else Grade.PARTIAL


def _facts(alignment: Alignment) -> tuple[tuple[Span, Span], ...]:
    """Places where both texts state something and the names, numbers or dates in it are not the same."""
    found = []
    for ours, theirs in alignment.gaps():
        if not (0 < len(ours) <= 6 and 0 < len(theirs) <= 6):
            continue
        a, b = _decisive(alignment.a, ours), _decisive(alignment.b, theirs)
        if a and b and a != b:
            found.append((_reading_span(alignment.a, ours), _reading_span(alignment.b, theirs)))
    return tuple(found)


def _decisive(text: Text, span: Span) -> frozenset[str]:
    row = text.words[span.start : span.end]
    return frozenset(word.normal for word in row if word.name or _DIGIT.search(word.normal) or word.normal in _NUMBERS)


def recognise(occurrence: Occurrence, known: Known) -> Recognised:
    """Say which stored story an occurrence repeats, which ones it quotes or is quoted by, and where they differ."""
    candidates = known.sharing(frozenset().union(*(prints(passage.text) for passage in occurrence.passages)))
    best: tuple[float, Occurrence, Comparison] | None = None
    related: list[Related] = []
    for candidate in candidates[:MOST_CANDIDATES]:
        comparison = compare(candidate, occurrence)
        if comparison.grade is not None:
            share = comparison.alignment.shared
            if best is None or share > best[0]:
                best = (share, candidate, comparison)
        elif comparison.excerpt:
            related.append(Related(Relation.EXCERPT, (candidate.story, occurrence.story), _EXCERPT_WHY))
    if best is None:
        return Recognised(occurrence, tuple(related), ())
    _, original, comparison = best
    differs = tuple(_difference(original, occurrence, pair) for pair in comparison.facts)
    return Recognised(_as_repeat(original, occurrence, comparison), tuple(related), differs)


_EXCERPT_WHY = "one of the two quotes words of the other"


@dataclass(frozen=True, slots=True)
class Recognised:
    """An occurrence with the ids of the story that it repeats, if any; its excerpts; and where it differs."""

    occurrence: Occurrence
    related: tuple[Related, ...]
    differs: tuple[Difference, ...]


def _as_repeat(original: Occurrence, new: Occurrence, comparison: Comparison) -> Occurrence:
    paired = _paired(original, new, comparison)
    passages = tuple(
        replace(passage, id=original.passages[paired[at]].id) if at in paired else passage
        for at, passage in enumerate(new.passages)
    )
    return replace(new, story=original.story, grade=comparison.grade or Grade.PARTIAL, passages=passages)


def _paired(original: Occurrence, new: Occurrence, comparison: Comparison) -> dict[int, int]:
    same = comparison.grade in (Grade.IDENTICAL, Grade.SAME_TEXT)
    if same and len(original.passages) == len(new.passages):
        return {at: at for at in range(len(new.passages))}
    return comparison.alignment.passages()


def _difference(original: Occurrence, new: Occurrence, pair: tuple[Span, Span]) -> Difference:
    return Difference(
        original.story,
        tuple(_reading(story, span) for story, span in zip((original, new), pair, strict=True)),
    )


def _reading(story: Occurrence, span: Span) -> Reading:
    passage = next(passage for passage in story.passages if passage.span.start <= span.start < passage.span.end)
    text = passage.text[span.start - passage.span.start : span.end - passage.span.start]
    return Reading(story.source, text, span)


def _reading_span(text: Text, span: Span) -> Span:
    return Span(text.words[span.start].start, text.words[span.end - 1].end)
