"""Proposals against gold: precision, recall and F1 of all that the indexer says.

The measure is pairs: what was proposed against what was expected, each a set; F1 is their harmonic mean
(van Rijsbergen, 1979). Where nothing is expected and nothing proposed, all three are 1.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from index.comparison import plain
from index.errors import GoldError
from index.gold import Gold, GoldCapture, GoldStory, Labels
from index.model import Occurrence, Person, Proposal, Tag
from index.names import given

MAIN = ("forced-marriage", "repatriation", "starvation", "education")
"""The four themes with which the archive began."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How many pairs were right, proposed and expected."""

    right: int
    proposed: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right."""
        return self.right / self.proposed if self.proposed else float(not self.expected)

    @property
    def recall(self) -> float:
        """The share of what was expected that was proposed."""
        return self.right / self.expected if self.expected else float(not self.proposed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Measure) -> Measure:
        return Measure(self.right + other.right, self.proposed + other.proposed, self.expected + other.expected)


def measure(proposed: Iterable[Hashable], expected: Iterable[Hashable]) -> Measure:
    """Compare two sets."""
    ours, theirs = set(proposed), set(expected)
    return Measure(len(ours & theirs), len(ours), len(theirs))


Tagging = Callable[[str], Sequence[Tag]]
"""A way of tagging: the text of a passage to its tags."""


def evaluate(
    gold: Gold, proposals: Sequence[Proposal], tag: Tagging, parts: Mapping[str, Tagging] | None = None
) -> dict[str, Measure]:
    """All measures of a set of labels, by name; "theme:ID" for single themes.

    `parts` are parts of the tagger by name, measured for comparison: "themes@NAME" and so on. Captures are matched to
    proposals by digest; raises GoldError where one is missing.
    """
    ways = {"": tag, **{f"@{name}": part for name, part in (parts or {}).items()}}
    if gold.passages:
        return {
            name + mark: found
            for mark, way in ways.items()
            for name, found in _themes([(one.labels, _names(way, one.text)) for one in gold.passages]).items()
        }
    by_digest = {proposal.source.sha256: proposal for proposal in proposals}
    missing = [capture.name for capture in gold.captures if capture.sha256 not in by_digest]
    if missing:
        raise GoldError("no capture with the labelled digest: " + ", ".join(missing))
    pairs = [(capture, by_digest[capture.sha256]) for capture in gold.captures]
    people = {person.id: person for proposal in proposals for person in proposal.persons}
    return {
        **_stories(pairs, people),
        **_identity(pairs),
        **{
            name + mark: measured
            for mark, way in ways.items()
            for name, measured in _themes(
                [found for capture, proposal in pairs for found in _line_themes(capture, proposal, way)]
            ).items()
        },
    }


def _names(tag: Tagging, text: str) -> set[str]:
    return {found.theme for found in tag(text)}


Pairs = Sequence[tuple[GoldCapture, Proposal]]


def _stories(pairs: Pairs, people: Mapping[str, Person]) -> dict[str, Measure]:
    """Measures of single stories: cuts, furniture and what is said of each story."""
    ours = [(capture.name, found) for capture, proposal in pairs for found in proposal.occurrences]
    theirs = [(capture.name, story) for capture, _ in pairs for story in capture.stories]

    def both(of: Callable[[Occurrence], Hashable], gold: Callable[[GoldStory], Hashable]) -> Measure:
        return measure(
            ((name, found.lines.first, of(found)) for name, found in ours),
            ((name, story.start, gold(story)) for name, story in theirs),
        )

    return {
        "boundaries": both(lambda _: True, lambda _: True),
        "ends": both(lambda one: one.lines.last, lambda one: one.end),
        "furniture": measure(
            ((capture.name, found.line) for capture, proposal in pairs for found in proposal.furniture),
            ((capture.name, line) for capture, _ in pairs for line in capture.furniture),
        ),
        "titles": both(lambda one: plain(one.title), lambda one: plain(one.title)),
        "kinds": both(lambda one: one.kind, lambda one: one.kind),
        "perspectives": both(lambda one: one.perspective, lambda one: one.perspective),
        "dates": both(lambda one: one.date, lambda one: one.date),
        "series": both(lambda one: (_plain(one.series), one.part), lambda one: (_plain(one.series), one.part)),
        "narrators": _narrators(ours, theirs),
        "embedded": _embedded(ours, theirs, people),
    }


def _embedded(
    ours: Sequence[tuple[str, Occurrence]], theirs: Sequence[tuple[str, GoldStory]], people: Mapping[str, Person]
) -> Measure:
    """Accounts quoted in other texts: right where the narrator is, and more than half of all their lines are common.

    Whether a heading or the sentence that names the speaker belongs to the account is no matter of right or wrong.
    """
    found = [
        (name, range(section.lines.first, section.lines.last + 1), plain(people[section.narrator].name))
        for name, one in ours
        for section in one.sections
        if section.narrator
    ]
    wanted = [(name, range(start, end + 1), plain(who)) for name, one in theirs for start, end, who in one.embedded]
    right = sum(any(mine[::2] == one[::2] and _common(mine[1], one[1]) for mine in found) for one in wanted)
    return Measure(right, len(found), len(wanted))


def _common(one: range, other: range) -> bool:
    both = min(one.stop, other.stop) - max(one.start, other.start)
    return 2 * both > max(one.stop, other.stop) - min(one.start, other.start)


def _untitled(name: str | None) -> str | None:
    return None if name is None else plain(given(name))


def _plain(text: str | None) -> str | None:
    return None if text is None else plain(text)


def _narrators(ours: Sequence[tuple[str, Occurrence]], theirs: Sequence[tuple[str, GoldStory]]) -> Measure:
    """Narrators, null included; any of the names that the gold gives is right, with its courtesy title or without."""
    names = {
        (name, story.start): {_untitled(one) for one in (story.narrator, *story.other_names)} for name, story in theirs
    }
    right = sum(_untitled(found.narrator) in names.get((name, found.lines.first), ()) for name, found in ours)
    return Measure(right, len(ours), len(theirs))


def _identity(pairs: Pairs) -> dict[str, Measure]:
    """Measures of pairs of stories: repeats found, tellings of one life linked, others kept apart."""
    matched = [
        (story, found)
        for capture, proposal in pairs
        for story in capture.stories
        for found in proposal.occurrences
        if found.lines.first == story.start
    ]
    every = list(combinations(range(len(matched)), 2))
    same = {pair for pair in every if _both(matched, pair, lambda story: story.same)}
    merged = {(a, b) for a, b in every if matched[a][1].story == matched[b][1].story}
    life = {pair for pair in every if _both(matched, pair, lambda story: story.person)} - same
    linked = {(a, b) for a, b in every if set(matched[a][1].persons) & set(matched[b][1].persons)} - same
    apart = set(every) - same
    return {
        "repeats": measure(merged, same),
        "must-not-merge": Measure(len(apart - merged), len(apart), len(apart)),
        "tellings": measure(linked, life),
    }


def _both(
    matched: Sequence[tuple[GoldStory, Occurrence]], pair: tuple[int, int], group: Callable[[GoldStory], str | None]
) -> bool:
    one, other = (group(matched[at][0]) for at in pair)
    return one is not None and one == other


def _line_themes(capture: GoldCapture, proposal: Proposal, tag: Tagging) -> Iterable[tuple[Labels, set[str]]]:
    tagged: dict[int, set[str]] = {}
    for occurrence in proposal.occurrences:
        for passage in occurrence.passages:
            given = _names(tag, passage.text)
            for line in range(passage.lines.first, passage.lines.last + 1):
                tagged.setdefault(line, set()).update(given)
    return ((labels, tagged.get(line, set())) for line, labels in capture.lines.items())


def _themes(found: Sequence[tuple[Labels, set[str]]]) -> dict[str, Measure]:
    """Micro measures over all themes and over the main ones, then each theme."""
    every = sorted({theme for labels, tagged in found for theme in labels.required | tagged})
    single = {
        theme: measure(
            (at for at, (labels, tagged) in enumerate(found) if theme in tagged - labels.optional),
            (at for at, (labels, _) in enumerate(found) if theme in labels.required),
        )
        for theme in every
    }
    nothing = Measure(0, 0, 0)
    return {
        "themes": sum(single.values(), nothing),
        "main-themes": sum((found for theme, found in single.items() if theme in MAIN), nothing),
        **{f"theme:{theme}": found for theme, found in single.items()},
    }
