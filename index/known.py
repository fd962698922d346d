"""What is known while captures are read one after another, with or without a store behind."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from index.model import Known, Occurrence, Person, Proposal
from index.persons import MOST_NAMESAKES
from index.prints import CROWDED, FEWEST_SHARED, MOST_CANDIDATES, prints
from index.recurring import MOST_CAPTURES, page_keys
from index.repeats import name_keys

_Place = TypeVar("_Place", int, tuple[int, int])


class Seen:
    """The proposals made so far, in memory: the `Known` of a run without a store."""

    def __init__(self) -> None:
        self._occurrences: list[Occurrence] = []
        self._prints: defaultdict[str, list[int]] = defaultdict(list)
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        self._people: dict[str, Person] = {}
        self._furniture: defaultdict[str, list[str]] = defaultdict(list)
        self._titles: set[str] = set()

    def add(self, occurrences: Iterable[Occurrence], persons: Iterable[Person]) -> None:
        """Remember these occurrences and the persons in them."""
        self._people.update((person.id, person) for person in persons)
        for occurrence in occurrences:
            place = len(self._occurrences)
            self._occurrences.append(occurrence)
            for key in frozenset().union(*(prints(passage.text) for passage in occurrence.passages)):
                held = self._prints[key]
                if len(held) < CROWDED:
                    held.append(place)
            for name in self._names_of(occurrence):
                self._names[name].append(place)

    def add_proposal(self, proposal: Proposal) -> None:
        """Remember all that was proposed about one source."""
        self.add(proposal.occurrences, proposal.persons)
        for key, title in page_keys(proposal):
            if title:
                self._titles.add(key)
            elif len(self._furniture[key]) < MOST_CAPTURES:
                self._furniture[key].append(proposal.source.sha256)

    def sharing(self, prints: frozenset[str]) -> Sequence[Occurrence]:
        """Occurrences that hold these fingerprints; those that share most, and the rarest, first."""
        places = (self._prints.get(key, ()) for key in prints)
        return [self._occurrences[place] for place in nearest(places)]

    def told_by(self, names: frozenset[str]) -> Sequence[Occurrence]:
        """Occurrences with a person printed under one of these names, in the order in which they came.

        At most MOST_NAMESAKES: those that share most of the names, then the first to come.
        """
        shared = Counter(place for name in names for place in self._names.get(name, ())[:MOST_NAMESAKES])
        best = heapq.nsmallest(MOST_NAMESAKES, ((-count, place) for place, count in shared.items()))
        return [self._occurrences[place] for place in sorted(place for _, place in best)]

    def people(self, ids: frozenset[str]) -> Sequence[Person]:
        """The persons with these ids."""
        return [self._people[id] for id in sorted(ids) if id in self._people]

    def recurring(self, keys: frozenset[str]) -> Mapping[str, frozenset[str]]:
        """The captures on which lines with these keys are furniture; none for a line that is a title anywhere."""
        return {key: frozenset(self._furniture[key]) for key in keys & self._furniture.keys() - self._titles}

    def _names_of(self, occurrence: Occurrence) -> frozenset[str]:
        persons = self.people(frozenset(occurrence.persons))
        names = [name for person in persons for name in (person.name, *person.other_names)]
        return frozenset().union(*(name_keys(name) for name in names))


def nearest(held: Iterable[Sequence[_Place]]) -> list[_Place]:
    """Places by what they share, given the places that hold each shared fingerprint: each counts one over their number.

    At most MOST_CANDIDATES, and none that shares less than FEWEST_SHARED; of equals the first to come.
    """
    weights: defaultdict[_Place, float] = defaultdict(float)
    for places in held:
        for place in places:
            weights[place] += 1 / len(places)
    enough = [(-round(weight, 9), place) for place, weight in weights.items() if weight >= FEWEST_SHARED]
    return [place for _, place in heapq.nsmallest(MOST_CANDIDATES, enough)]


class Both:
    """What is stored already, and what was seen since."""

    def __init__(self, stored: Known, seen: Seen) -> None:
        self._stored, self._seen = stored, seen

    def sharing(self, prints: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences first, then those seen."""
        return [*self._stored.sharing(prints), *self._seen.sharing(prints)]

    def told_by(self, names: frozenset[str]) -> Sequence[Occurrence]:
        """Stored occurrences first, then those seen."""
        return [*self._stored.told_by(names), *self._seen.told_by(names)]

    def people(self, ids: frozenset[str]) -> Sequence[Person]:
        """Persons seen and stored; those seen first, since a run may have learned more of them."""
        seen = self._seen.people(ids)
        rest = ids - {person.id for person in seen}
        return [*seen, *self._stored.people(frozenset(rest))]

    def recurring(self, keys: frozenset[str]) -> Mapping[str, frozenset[str]]:
        """The captures, stored and seen, on which lines with these keys are furniture."""
        stored, seen = self._stored.recurring(keys), self._seen.recurring(keys)
        return {key: stored.get(key, frozenset()) | seen.get(key, frozenset()) for key in stored.keys() | seen.keys()}
