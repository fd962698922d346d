"""Persons across stories: which tellings are of one life, by evidence, and which only share a name.

A name alone never joins two people. What does: parts of one series, or the name of somebody close to the
narrator (a child, a partner, a friend in the title) that both tellings print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.comparison import plain
from index.model import Known, Occurrence, Person, Related, Relation
from index.repeats import name_keys

_NAME = r"([A-Z][\w’'-]*[a-z](?:[ -][A-Z][\w’'-]*[a-z])?)"
_KIN = (
    "mother|mom|mum|father|dad|sister|brother|daughter|son|husband|wife|baby|child|niece|nephew|aunt|uncle|cousin"
    "|grandmother|grandfather|friend|fiancé|fiancée|twin"
)
_KIN_NAME = re.compile(rf"\b(?:{_KIN}),? (?:(?:is|was) )?(?:named |called )?{_NAME}")
_PAIR = re.compile(rf"{_NAME} (?:&|and) {_NAME}")


@dataclass(frozen=True, slots=True)
class Linked:
    """An occurrence whose persons bear the ids under which they are known, and how it relates to stored stories."""

    occurrence: Occurrence
    persons: tuple[Person, ...]
    related: tuple[Related, ...]


def link(occurrence: Occurrence, persons: Iterable[Person], known: Known) -> Linked:
    """Join an occurrence's persons with those known already, where there is evidence."""
    ours = {person.id: person for person in persons}
    joined: dict[str, str] = {}
    related: list[Related] = []
    for person_id in occurrence.persons:
        person = ours[person_id]
        for other in known.told_by(_keys(person)):
            namesake = _namesake(person, other, known)
            why = _evidence(occurrence, other, person) if namesake else None
            if namesake is None or why is None:
                continue
            joined.setdefault(person_id, namesake.id)
            ours[namesake.id] = _merged(namesake, person)
            if other.story != occurrence.story:
                related.append(Related(why[0], (other.story, occurrence.story), why[1]))
    kept = tuple(ours[joined.get(id, id)] for id in occurrence.persons)
    return Linked(_renamed(occurrence, joined), tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(related)))


def _keys(person: Person) -> frozenset[str]:
    return frozenset().union(*(name_keys(name) for name in (person.name, *person.other_names)))


def _namesake(person: Person, other: Occurrence, known: Known) -> Person | None:
    """The person of another occurrence who bears one of this person's names."""
    keys = _keys(person)
    found = known.people(frozenset(other.persons))
    return next((candidate for candidate in found if keys & _keys(candidate)), None)


def _evidence(a: Occurrence, b: Occurrence, person: Person) -> tuple[Relation, str] | None:
    if a.story == b.story:
        return Relation.SAME_PERSON, "the same story"
    if a.series and b.series and plain(a.series) == plain(b.series) and a.part != b.part:
        return (
            Relation.SERIES,
            f"parts {min(a.part or 0, b.part or 0)} and {max(a.part or 0, b.part or 0)} of {a.series}",
        )
    shared = companions(a, person) & companions(b, person)
    if shared:
        names = ", ".join(sorted(name.title() for name in shared))
        return Relation.SAME_PERSON, f"both tell of {person.name} and name {names}"
    return None


def companions(occurrence: Occurrence, person: Person) -> frozenset[str]:
    """Names, in plain form, of those whom an occurrence's title or text sets beside a person."""
    found: set[str] = set()
    own = {part for name in (person.name, *person.other_names) for part in plain(name).split()}
    for match in _PAIR.finditer(occurrence.title):
        pair = {_bare(match[1]), _bare(match[2])}
        if pair & own:
            found |= pair
    for passage in occurrence.passages:
        found |= {_bare(match[1]) for match in _KIN_NAME.finditer(passage.text)}
        found |= {
            name
            for pair in _PAIR.finditer(passage.text)
            for name in map(_bare, pair.groups())
            if {_bare(pair[1]), _bare(pair[2])} & own
        }
    return frozenset(found - own)


def _bare(name: str) -> str:
    return plain(name).removesuffix("'s").removesuffix("'")


def _merged(known: Person, new: Person) -> Person:
    names = dict.fromkeys((*known.other_names, new.name, *new.other_names))
    return replace(known, other_names=tuple(name for name in names if name != known.name))


def _renamed(occurrence: Occurrence, joined: dict[str, str]) -> Occurrence:
    """The occurrence with each joined person's id replaced wherever it stands."""
    if not joined:
        return occurrence
    return replace(
        occurrence,
        persons=tuple(dict.fromkeys(joined.get(id, id) for id in occurrence.persons)),
        sections=tuple(
            replace(section, narrator=joined.get(section.narrator, section.narrator)) if section.narrator else section
            for section in occurrence.sections
        ),
        passages=tuple(
            replace(passage, voice=joined.get(passage.voice, passage.voice)) if passage.voice else passage
            for passage in occurrence.passages
        ),
    )
