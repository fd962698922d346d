"""Persons across stories: which tellings are of one life, by evidence, and which only share a name.

A name alone never joins two people. What does: parts of one series; the name of somebody close to the narrator that
both tellings print; a second name that both give; several rare facts that both state. What the tellings contradict
(where a person was born, and when) speaks against it and outweighs all but a series.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.comparison import plain
from index.lives import Life, life
from index.model import Known, Occurrence, Person, Related, Relation
from index.names import HONORIFICS
from index.repeats import name_keys

ENOUGH = 1.0
"""Weight of evidence that joins two persons of one name."""

COMPANION = 1.0
"""A person close to the narrator whom both name: a child, a partner, a friend in the title."""

SURNAME = 0.4
"""A companion of whom only a frequent surname is printed ("Pastor Kim")."""

FULL_NAME = 0.5
"""One name of several words that both print: said of namesakes too, but of fewer."""

SECOND_NAME = 1.0
"""A further name that both print beside the first: a surname, or the name in Korean."""

RARE_FACT = 0.4
"""A fact that few lives share: a year with a place, an institution, a book; those of one year count once."""

CONTRADICTION = 1.0
"""Two birthplaces, two years of birth, two surnames."""

MOST_NAMESAKES = 200
"""Occurrences looked at for one name: for "Kim" there are thousands, and evidence among the first says enough."""

SHOWN = 4
"""Facts that the evidence names."""


_SURNAMES = frozenset(
    "kim lee yi ri rhee park pak choi choe jung chung jeong kang cho jo yoon yun jang chang lim".split()
)


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
        for other in known.told_by(_keys(person))[:MOST_NAMESAKES]:
            namesake = _namesake(person, other, known)
            if namesake is None or joined.get(person_id, namesake.id) != namesake.id:
                continue
            why = evidence(other, namesake, occurrence, person)
            if why is None:
                continue
            joined[person_id] = namesake.id
            ours[namesake.id] = _merged(ours.get(namesake.id, namesake), person)
            if other.story != occurrence.story:
                related.append(Related(why[0], (other.story, occurrence.story), why[1]))
    kept = tuple(ours[joined.get(id, id)] for id in occurrence.persons)
    return Linked(_renamed(occurrence, joined), tuple(dict.fromkeys(kept)), tuple(dict.fromkeys(related)))


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, *person.other_names)


def _keys(person: Person) -> frozenset[str]:
    return frozenset().union(*(name_keys(name) for name in _names(person)))


def _namesake(person: Person, other: Occurrence, known: Known) -> Person | None:
    """The person of another occurrence who bears one of this person's names."""
    keys = _keys(person)
    found = known.people(frozenset(other.persons))
    return next((candidate for candidate in found if keys & _keys(candidate)), None)


def evidence(a: Occurrence, known: Person, b: Occurrence, person: Person) -> tuple[Relation, str] | None:
    """Why two occurrences tell of one person, who is called by one name in both; None where nothing says so."""
    if a.story == b.story:
        return Relation.SAME_PERSON, "the same story"
    if (whole := _series(a, b)) and a.part != b.part:
        first, second = sorted((a.part or 0, b.part or 0))
        return Relation.SERIES, f"parts {first} and {second} of {whole}"
    names = tuple(dict.fromkeys((*_names(known), *_names(person))))
    mine, theirs = life(a, names), life(b, names)
    against = CONTRADICTION * len(contradictions(mine, theirs, _names(known), _names(person)))
    reasons: list[str] = []
    companions = sorted(mine.companions & theirs.companions)
    if companions:
        reasons.append("name " + ", ".join(name.title() for name in companions[:SHOWN]))
    names_shared = _shared_names(known, person)
    full = [name for name in names_shared if len(plain(name).split()) > 1]
    if full or len(names_shared) > 1:
        reasons.append("know the name " + ", ".join(full or names_shared[1:]))
    facts = sorted(mine.facts & theirs.facts)
    if facts:
        reasons.append("tell of " + ", ".join(facts[:SHOWN]))
    weight = sum(SURNAME if name in _SURNAMES else COMPANION for name in companions)
    weight += SECOND_NAME * (len(names_shared) - 1) + FULL_NAME * bool(full)
    weight += RARE_FACT * len({fact[-4:] for fact in facts}) - against
    if weight < ENOUGH - 1e-9 or not reasons:
        return None
    return Relation.SAME_PERSON, f"both tell of {person.name} and " + ", and ".join(reasons)


def _series(a: Occurrence, b: Occurrence) -> str | None:
    """The series of which both are parts: one name, or none and one page that prints both as parts."""
    if a.series and b.series:
        return b.series if plain(a.series) == plain(b.series) else None
    unnamed = not a.series and not b.series
    return "one page" if unnamed and a.part and b.part and a.source == b.source else None


def _shared_names(known: Person, person: Person) -> list[str]:
    """Names by which both are printed; at least one, or a part of one, is shared by all namesakes."""
    mine = {_squashed(name) for name in _names(known)}
    return [name for name in dict.fromkeys(_names(person)) if _squashed(name) in mine] or [person.name]


def _squashed(name: str) -> str:
    return "".join(sign for sign in plain(name) if sign.isalnum())


def contradictions(a: Life, b: Life, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """What cannot be true of one person: two years or places of birth, two surnames to one given name."""
    found = []
    if a.born_in and b.born_in and not a.born_in & b.born_in:
        found.append("places of birth")
    if a.born and b.born and min(abs(one - other) for one in a.born for other in b.born) > 1:
        found.append("years of birth")
    if a.children and b.children and not a.children & b.children and min(len(a.children), len(b.children)) > 1:
        found.append("children")
    if _surnames_differ(ours, theirs):
        found.append("surnames")
    return found


def _surnames_differ(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both have a full name and no full name fits the other's: Joseph Kim and Joseph Lee are two men."""
    mine, yours = _full(ours), _full(theirs)
    return bool(mine and yours) and not any(one == other for one in mine for other in yours)


def _full(names: Sequence[str]) -> list[frozenset[str]]:
    """Names of a surname and a given name, in either order, hyphens aside."""
    parts = [plain(name).replace("-", "").split() for name in names]
    return [frozenset(name) for name in parts if len(name) == 2 and name[0].strip(".") not in HONORIFICS]


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
