"""Stories as an engine holds them, made from the records that their audience may see. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256

from archive.records import PassageRecord, PersonRecord, StoryRecord
from index.engine.base import PassageEntry, StoryEntry

_NO_WORD = re.compile(r"[\W_]+")


def publisher_id(name: str) -> str:
    """The facet value of a publisher: its name in small letters, joined by hyphens."""
    words = _NO_WORD.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip("-")
    return words or sha256(name.encode()).hexdigest()[:10]


def entry(story: StoryRecord, passages: Sequence[PassageRecord], audience: str) -> StoryEntry:
    """A story for an engine: its passages with facet values, its date, and texts by which fielded words find it.

    A passage carries the places that it names and those that hold them: who asks for a province finds its towns.
    """
    shared = {
        "kind": (story.kind,),
        "publisher": publishers_of(story),
        "year": (story.date[:4],) if story.date else (),
    }
    speaking = (passage.voice for passage in passages)
    people = (story.narrator, *story.persons, *(section.narrator for section in story.sections), *speaking)
    return StoryEntry(
        id=story.id,
        audience=audience,
        passages=tuple(
            PassageEntry(
                passage.id,
                passage.text,
                tuple(dict.fromkeys(reading.text for reading in passage.readings)),
                {
                    "theme": tuple(dict.fromkeys(tag.theme for tag in passage.tags)),
                    "voice": (passage.voice.id,) if passage.voice else (),
                    "place": tuple(
                        dict.fromkeys(id for place in passage.places for id in (place.place, *place.within))
                    ),
                    "told": tuple(str(one.year) for one in passage.years),
                    **shared,
                },
            )
            for passage in passages
        ),
        labels={"title": story.title, "voice": "\n".join(_names(people))},
        date=story.date,
    )


def publishers_of(story: StoryRecord) -> tuple[str, ...]:
    """The ids of all who published a story."""
    return tuple(dict.fromkeys(publisher_id(place.publisher) for place in story.occurrences if place.publisher))


def _names(people: Iterable[PersonRecord | None]) -> list[str]:
    known = {person.id: person for person in people if person is not None}
    return list(dict.fromkeys(name for person in known.values() for name in (person.name, *person.other_names)))
