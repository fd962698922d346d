"""What two stories have in common: a repeat and its grade, words quoted, or nothing but a likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.alignment import RUN, Alignment, Block, align, row, story_row, story_text
from index.comparison import normals, plain, telling
from index.facts import Clash, Sort, clashes
from index.model import Grade, Kind, Occurrence, Role, Span
from index.prints import FEWEST_WORDS

WHOLE = 0.3
"""Both texts share at least this part of their telling words: heavily edited versions do, two tellings do not."""

ALIKE = 0.25
"""Part of the telling words of the one with fewer of them that two versions of a story have in common at least."""

CONTAINED = 0.72
"""The shorter text is this much in the longer one where it was cut short, or given an introduction."""

COVERED = 0.25
"""A passage with a smaller part of its words in the other text has no counterpart there."""

REPLACED = 0.12
"""Part of both texts that stands in one place and says something else: posts that share their publisher's words."""

FEWEST_REPLACED = 10
"""Telling words of such text below which nothing is concluded from it."""

REPLACED_GAP = 0.6
"""Part of the telling words between two runs that the other text lacks, where something else was put in their place."""

VERBATIM_RUN, VERBATIM = 10, 0.6
"""Texts share words verbatim where runs of so many words hold so large a part of them: nobody edited these."""

FEWEST_SHARED = 8
"""Telling words that a repeat shares at least."""

QUOTED_RUN = 12
"""Words in a row that make an excerpt, if they are quoted in one of the texts."""

UNQUOTED_RUN = 20
"""Words in a row that make an excerpt without marks of a quotation."""

QUOTED_TELLING = 4
"""Telling words among them: "that it was not what I had thought it would be" is nobody's."""

MOST_CLASHES = 2.2
"""Different facts for a hundred shared words; with more, and three or more, it is another life in the same words."""

MOST_CLASHES_OF_LETTERS = 0.8
"""The same for what asks or announces, such as appeals: what recurs with another sum is another appeal."""

_ASIDE = frozenset({Role.APPEAL, Role.SIGNATURE, Role.CODA})
_TOLD = frozenset({Kind.TESTIMONY, Kind.PROFILE, Kind.INTERVIEW, Kind.ARTICLE})
_NUMBER = re.compile(r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|[ivx]+)\b")
_QUOTES = re.compile(r"[“”\"«»「」『』]")
_PLEA = re.compile(
    r"\b(?:your (?:gift|donation|support|help|generosity|sponsorship)|donat(?:e|ion|ions|ing)|thank you for"
    r"|dear (?:friends?|supporters?|donors?|sponsors?|sir|madam|readers?)|please (?:give|send|help|donate|join|call)"
    r"|sponsor|you (?:gave|sent)|(?:call|contact|visit|write to) us|order (?:now|today)|for sale"
    r"|free (?:delivery|shipping))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Comparison:
    """Two occurrences side by side; `aside` are passages of the second that several stories hold."""

    known: Occurrence
    new: Occurrence
    alignment: Alignment
    aside: frozenset[int] = frozenset()

    @cached_property
    def grade(self) -> Grade | None:
        """The grade of the repeat; None where the two are no repeat."""
        return _grade(self) if same_story(self) else None

    @cached_property
    def excerpt(self) -> Block | None:
        """The words that one quotes from the other, where they are no repeat; None where none are quoted."""
        return None if self.grade else _quotation(self)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Facts in which they differ."""
        names = [name for one in (self.known, self.new) for name in (one.title, one.narrator, one.author) if name]
        return clashes(self.alignment, names)

    @property
    def shared(self) -> int:
        """Words that both hold."""
        return len(self.alignment.matched)

    @cached_property
    def weights(self) -> tuple[Weights, Weights]:
        """What each text holds that counts for its story."""
        common = self.alignment.common()
        beside = {a for (b, a), shared in common.items() if b in self.aside and shared >= FEWEST_WORDS}
        return (
            _weights(self.known, self.alignment, beside, first=True),
            _weights(self.new, self.alignment, self.aside, first=False),
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """Telling words of a text's own body: all, those shared, and the words that count at all."""

    all: int
    shared: int
    counted: frozenset[int]

    @property
    def covered(self) -> float:
        """The part that is shared."""
        return self.shared / max(1, self.all)


def compare(known: Occurrence, new: Occurrence, aside: Collection[int] = ()) -> Comparison:
    """Align two occurrences; the second's passages `aside` count for nothing."""
    return Comparison(known, new, align(story_text(known), story_text(new)), frozenset(aside))


def alike(known: Occurrence, new: Occurrence, aside: Collection[int] = ()) -> bool:
    """Whether two occurrences may be one story or quote each other: what is cheap to see before they are aligned."""
    ours = story_row(known)
    theirs = row(tuple([one.text for at, one in enumerate(new.passages) if at not in aside]))
    fewest = min(len(ours.vocabulary), len(theirs.vocabulary))
    if len(ours.vocabulary & theirs.vocabulary) >= ALIKE * fewest:
        return True
    return len(ours.runs & theirs.runs) > QUOTED_RUN - RUN


def _weights(story: Occurrence, alignment: Alignment, aside: Collection[int], *, first: bool) -> Weights:
    text = alignment.a if first else alignment.b
    shared = alignment.in_a if first else alignment.in_b
    body = [at for at, one in enumerate(text.passages) if one.role not in _ASIDE and at not in aside]
    counted = frozenset(
        word for at in body for word in range(text.bounds(at).start, text.bounds(at).end) if text.telling[word]
    )
    return Weights(len(counted), len(counted & shared), counted)


def same_story(found: Comparison) -> bool:
    """Whether two occurrences are one story."""
    known, new = found.known, found.new
    ours, theirs = found.weights
    if _other_part(known, new) or min(ours.shared, theirs.shared) < min(FEWEST_SHARED, ours.all, theirs.all):
        return False
    if not found.shared or max(ours.covered, theirs.covered) < WHOLE or _replaced(found):
        return False
    if min(ours.covered, theirs.covered) >= WHOLE:
        return not _form_letter(found)
    return max(ours.covered, theirs.covered) >= CONTAINED and _cut_short(found) and not _form_letter(found)


def _other_part(a: Occurrence, b: Occurrence) -> bool:
    """Whether two occurrences are parts of one series, as read, or by titles that differ in a number."""
    if a.part is not None and b.part is not None:
        return a.part != b.part
    one, other = plain(a.title), plain(b.title)
    return one != other and _NUMBER.sub("#", one) == _NUMBER.sub("#", other)


def _replaced(found: Comparison) -> bool:
    """Whether two texts share some words verbatim and say something of their own in the same place.

    An editor who rewrites a story leaves few of its words in rows; a publisher's own words are the same to the letter.
    """
    ours, theirs = found.weights
    runs = (*found.alignment.runs, *found.alignment.moved)
    if sum(run.length for run in runs if run.length >= VERBATIM_RUN) < VERBATIM * found.shared:
        return False
    own_a = own_b = 0
    for a, b in found.alignment.gaps():
        rest_a, part_a = _rest(a, ours.counted, found.alignment.in_a)
        rest_b, part_b = _rest(b, theirs.counted, found.alignment.in_b)
        if min(rest_a, rest_b) >= FEWEST_REPLACED and min(part_a, part_b) >= REPLACED_GAP:
            own_a, own_b = own_a + rest_a, own_b + rest_b
    return own_a > REPLACED * ours.all and own_b > REPLACED * theirs.all


def _rest(gap: Span, counted: Collection[int], shared: Collection[int]) -> tuple[int, float]:
    """The telling words of a gap that the other text lacks, and what part of the gap's they are."""
    every = [word for word in range(gap.start, gap.end) if word in counted]
    rest = sum(word not in shared for word in every)
    return rest, rest / max(1, len(every))


def _form_letter(found: Comparison) -> bool:
    """Whether the two share their form but tell of different people: many different facts for so few words."""
    different = {(clash.sort, *clash.values) for clash in found.clashes if all(clash.values)}
    if not different:
        return False
    rate = 100 * len(different) / max(1, found.shared)
    if _asks(found.known) or _asks(found.new):
        return rate > MOST_CLASHES_OF_LETTERS
    people = sum(sort is Sort.NAME for sort, *_ in different)
    if len(different) == 2:
        return rate > 2 * MOST_CLASHES and people > 0
    return len(different) > 2 and rate > MOST_CLASHES


def _asks(story: Occurrence) -> bool:
    """Whether a text asks, thanks or announces rather than tells."""
    text = " ".join((story.title, *(passage.text for passage in story.passages)))
    pleas = len(_PLEA.findall(text))
    return story.kind not in _TOLD or pleas > max(1, len(normals(text)) / 60)


def _cut_short(found: Comparison) -> bool:
    """Whether the longer text is the shorter with something more, and no other text that quotes it.

    It is, where both bear one title, or where the shorter has none of its own and nobody else speaks in the longer.
    """
    shorter, longer = _by_length(found)
    if plain(shorter.title) == plain(longer.title):
        return True
    if _titled(shorter):
        return False
    return _speaker(shorter) in (None, _speaker(longer)) or longer.kind in (Kind.TESTIMONY, Kind.INTERVIEW)


def _by_length(found: Comparison) -> tuple[Occurrence, Occurrence]:
    ours, theirs = found.weights
    return (found.known, found.new) if ours.all <= theirs.all else (found.new, found.known)


def _titled(story: Occurrence) -> bool:
    """Whether a title of its own is printed: without one, the first words stand for it."""
    title = plain(story.title).rstrip("… ")
    return not (story.passages and plain(story.passages[0].text).startswith(title))


def _speaker(story: Occurrence) -> str | None:
    return plain(story.narrator) if story.narrator else None


def _quotation(found: Comparison) -> Block | None:
    """The longest run of words that one text quotes from the other."""
    alignment = found.alignment
    runs = sorted((*alignment.runs, *alignment.moved), key=lambda block: -block.length)
    for block in runs:
        if block.length < QUOTED_RUN:
            return None
        if sum(map(telling, alignment.a.normals[block.a : block.end_a])) >= QUOTED_TELLING and _spoken(found, block):
            return block
    return None


def _spoken(found: Comparison, block: Block) -> bool:
    a, b = found.alignment.a, found.alignment.b
    at_a, at_b = a.passage(block.a), b.passage(block.b)
    if at_b in found.aside or a.passages[at_a].role in _ASIDE or b.passages[at_b].role in _ASIDE:
        return False
    ours, theirs = a.passages[at_a], b.passages[at_b]
    marked = any(_QUOTES.search(one.text) for one in (ours, theirs))
    told = found.known.kind is not Kind.APPEAL and found.new.kind is not Kind.APPEAL
    return told and (marked or block.length >= UNQUOTED_RUN)


def _grade(found: Comparison) -> Grade:
    known, new = found.known, found.new
    ours, theirs = ([passage.text for passage in story.passages] for story in (known, new))
    if ours == theirs and known.title == new.title:
        return Grade.IDENTICAL
    if _body(found, first=True) == _body(found, first=False):
        return Grade.SAME_TEXT
    alone = (_alone(found, first=first) for first in (True, False))
    return Grade.PARTIAL if any(alone) else Grade.EDITED


def _body(found: Comparison, *, first: bool) -> Sequence[str]:
    """The words of a text without what asks for gifts around it."""
    text = found.alignment.a if first else found.alignment.b
    return [
        word
        for at, one in enumerate(text.passages)
        if one.role is not Role.APPEAL
        for word in text.normals[text.bounds(at).start : text.bounds(at).end]
    ]


LONG_GAP = 25
"""Words in a row without a counterpart that make a text longer or shorter, even within a paragraph."""


def _alone(found: Comparison, *, first: bool) -> bool:
    """Whether a text holds a passage, or a long row of words, that the other has not."""
    text = found.alignment.a if first else found.alignment.b
    shared = found.alignment.in_a if first else found.alignment.in_b
    alone = 0
    for at, passage in enumerate(text.passages):
        if passage.role is Role.APPEAL:
            continue
        bounds = text.bounds(at)
        held = sum(word in shared for word in range(bounds.start, bounds.end))
        if len(bounds) >= FEWEST_WORDS and held < COVERED * len(bounds):
            return True
        for word in range(bounds.start, bounds.end):
            alone = 0 if word in shared else alone + 1
            if alone >= LONG_GAP:
                return True
    return False


def counterparts(found: Comparison) -> Counter[int]:
    """For each passage of the second text the words that it shares with the first, where it shares most of them."""
    text = found.alignment.b
    held: Counter[int] = Counter(text.passage(word) for word in found.alignment.in_b)
    return Counter({at: shared for at, shared in held.items() if shared >= 0.8 * len(text.bounds(at))})
