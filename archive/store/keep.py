"""Which ids live on when a source is read anew: pure functions over spans."""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from index.model import Difference, Occurrence, Passage, Proposal, Related, Span

Placed = Sequence[tuple[str, Span]]
"""Ids and where they stand in a source; one id may stand at several places."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`ids` maps every proposed id to the one it goes by; `replaced` maps ids given up to what took their place."""

    ids: Mapping[str, str]
    replaced: Mapping[str, str | None]


def keep(
    old: Placed,
    new: Placed,
    *,
    elsewhere: Collection[str] = (),
    retired: Collection[str] = (),
    used: Callable[[str], bool] = lambda _id: False,
    may: Callable[[str, str], bool] = lambda _old, _new: True,
    joins: Callable[[str, str], bool] = lambda _old, _new: False,
) -> Kept:
    """Decide by largest overlap which proposed id goes by which old one.

    An id that stands `elsewhere`, in another source, is nobody's to take unless a new one `joins` it: proposed again it
    stays what it is. `retired` ids were given up before and are never used anew; of an id made up here, `used` says
    whether it ever was one. `may` says whether an old and a new id can be the same.
    """
    shared = Counter({pair: size for pair, size in overlaps(old, new).items() if may(*pair)})
    proposed, former = dict.fromkeys(id for id, _ in new), dict.fromkeys(id for id, _ in old)
    ids = {id: id for id in proposed if id in elsewhere}
    held = set(ids.values())
    for before, after in _by_size(shared):
        free = before not in elsewhere or joins(before, after)
        if free and before not in held and after not in ids:
            ids[after] = before
            held.add(before)
    taken = {*former, *retired, *ids.values()}
    for id in proposed:
        if id not in ids:
            ids[id] = fresh(id, taken, used)
            taken.add(ids[id])
    given_up = [id for id in former if id not in held and id not in elsewhere]
    return Kept(ids, {id: _heir(id, shared, ids) for id in given_up})


def overlaps(old: Placed, new: Placed) -> Counter[tuple[str, str]]:
    """Code points that each old id shares with each new one."""
    found: Counter[tuple[str, str]] = Counter()
    ours, theirs = (sorted(side, key=lambda placed: (placed[1].start, placed[1].end)) for side in (old, new))
    first = 0
    for id, span in ours:
        while first < len(theirs) and theirs[first][1].end <= span.start:
            first += 1
        at = first
        while at < len(theirs) and theirs[at][1].start < span.end:
            if size := span.overlap(theirs[at][1]):
                found[id, theirs[at][0]] += size
            at += 1
    return found


def fresh(id: str, taken: Collection[str], used: Callable[[str], bool] = lambda _id: False) -> str:
    """The id itself, or, where it is taken, another of the same length made from it that was never used."""
    made, number = id, 1
    while made in taken or (number > 1 and used(made)):
        number += 1
        made = _made_from(id, str(number))
    return made


def parted(proposal: Proposal, homes: Mapping[str, str]) -> Proposal:
    """The same proposal with every passage id in one story alone: its home, or the first story that proposes it.

    Another story that has the same words does not take the id away: there they go by one made from it.
    """
    owners = dict(homes)
    for one in proposal.occurrences:
        for passage in one.passages:
            owners.setdefault(passage.id, one.story)

    def named(one: Occurrence, passage: Passage) -> Passage:
        mine = owners[passage.id] == one.story
        return passage if mine else replace(passage, id=_made_from(passage.id, one.story))

    return replace(
        proposal,
        occurrences=tuple(
            replace(one, passages=tuple(named(one, passage) for passage in one.passages))
            for one in proposal.occurrences
        ),
    )


def _made_from(id: str, salt: str) -> str:
    return b32encode(blake2b(f"{id}/{salt}".encode()).digest()).decode("ascii").lower()[: len(id)]


def rename(
    proposal: Proposal, stories: Mapping[str, str], passages: Mapping[str, str], persons: Mapping[str, str]
) -> Proposal:
    """The same proposal under other ids; ids that a mapping does not hold stay."""
    return replace(
        proposal,
        occurrences=tuple(_renamed(one, stories, passages, persons) for one in proposal.occurrences),
        persons=tuple(replace(person, id=persons.get(person.id, person.id)) for person in proposal.persons),
        related=tuple(
            Related(related.kind, tuple(stories.get(id, id) for id in related.stories), related.why)
            for related in proposal.related
        ),
        differs=tuple(
            Difference(stories.get(difference.story, difference.story), difference.readings)
            for difference in proposal.differs
        ),
    )


def _renamed(
    one: Occurrence, stories: Mapping[str, str], passages: Mapping[str, str], persons: Mapping[str, str]
) -> Occurrence:
    def person(id: str | None) -> str | None:
        return None if id is None else persons.get(id, id)

    return replace(
        one,
        story=stories.get(one.story, one.story),
        persons=tuple(persons.get(id, id) for id in one.persons),
        sections=tuple(replace(section, narrator=person(section.narrator)) for section in one.sections),
        passages=tuple(
            replace(passage, id=passages.get(passage.id, passage.id), voice=person(passage.voice))
            for passage in one.passages
        ),
    )


def _by_size(shared: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs by how much they share; of equals, an id that was proposed again as it was comes first."""
    return sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1]))


def _heir(id: str, shared: Counter[tuple[str, str]], ids: Mapping[str, str]) -> str | None:
    return next((ids[after] for before, after in _by_size(shared) if before == id), None)
