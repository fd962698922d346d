"""Writing a source and what the indexer proposes about it, and taking proposals away again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, delete, insert, select, update

from archive.errors import StoreError
from archive.store import pages, tables
from archive.store.values import Run
from index.model import Occurrence, Person, Proposal, Related, Source, text_lines
from index.recurring import page_keys
from index.repeats import name_keys, prints

_ID_LENGTH = 12
"""Hex digits of a source's id, a prefix of its digest; more where two sources share them."""

_T = TypeVar("_T", str, int)

_MANY = 5_000
"""Values in one list of a statement: below what every database takes."""


def chunks(values: Iterable[_T]) -> Iterator[list[_T]]:
    """Values, each once and in order, in lists short enough for one statement."""
    rest = list(dict.fromkeys(values))
    for start in range(0, len(rest), _MANY):
        yield rest[start : start + _MANY]


def existing(connection: Connection, column: Column[Any], values: Iterable[str]) -> set[str]:
    """Which of the values stand in a column."""
    found: set[str] = set()
    for some in chunks(values):
        found.update(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def text_digest(text: str) -> str:
    """The digest of a reading text. A lone surrogate, which UTF-8 cannot say, counts as itself."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def run_number(connection: Connection, run: Run) -> int:
    """The number of a run, which is written down on its first use."""
    values = {"indexer": run.indexer, "vocabulary": run.vocabulary, "started": run.started}
    found = connection.execute(select(tables.runs.c.id).filter_by(**values)).scalar()
    return int(found) if found is not None else _inserted(connection, tables.runs, values)


def insert_source(connection: Connection, source: Source, data: bytes, run: int, added: str) -> int:
    """Write a new source with its bytes and its reading text; its number is the answer."""
    origin = source.provenance
    number = _inserted(
        connection,
        tables.sources,
        {
            "id": _source_id(connection, source.sha256),
            "sha256": source.sha256,
            "name": source.name,
            "size": source.size,
            "encoding": source.encoding,
            "replaced": source.replaced,
            "publisher": origin.publisher,
            "address": origin.address,
            "captured": origin.captured,
            "rights": origin.rights,
            "added": added,
            "run": run,
            "withdrawn": False,
        },
    )
    connection.execute(insert(tables.captures).values(source=number, data=data))
    connection.execute(
        insert(tables.reading_texts).values(
            source=number,
            extractor=source.extractor,
            version=source.extractor_version,
            digest=text_digest(source.text),
            lines=len(text_lines(source.text)),
            text=source.text,
            marks=pages.write_marks(source.marks),
            said=pages.write_said(source.said),
        )
    )
    return number


def _source_id(connection: Connection, digest: str) -> str:
    taken = existing(connection, tables.sources.c.id, [digest[:n] for n in range(_ID_LENGTH, len(digest) + 1)])
    return next(digest[:n] for n in range(_ID_LENGTH, len(digest) + 1) if digest[:n] not in taken)


def insert_proposal(connection: Connection, number: int, proposal: Proposal, added: str) -> None:
    """Write what the indexer proposes about the source with this number."""
    _insert_ids(connection, proposal, added)
    people = {person.id: person for person in proposal.persons}
    for ordinal, one in enumerate(proposal.occurrences):
        occurrence = _inserted(connection, tables.occurrences, _occurrence_values(one, number, ordinal))
        _insert_parts(connection, occurrence, one)
        _insert_names(connection, occurrence, one, people, proposal.source.text)
    _insert_all(
        connection,
        tables.furniture,
        (
            {"source": number, "start": f.span.start, "end": f.span.end, "line": f.line, "reason": f.reason}
            for f in proposal.furniture
        ),
    )
    _insert_all(
        connection,
        tables.page_lines,
        ({"key": key, "title": title, "source": number} for key, title in page_keys(proposal)),
    )
    _insert_relations(connection, number, proposal.related)
    _insert_differences(connection, number, proposal)


def remove_proposals(connection: Connection, number: int) -> None:
    """Take away all that was proposed about a source; ids of stories, passages and persons stay."""
    proposed = (tables.occurrences, tables.furniture, tables.page_lines, tables.relations, tables.differences)
    for table in proposed:
        connection.execute(delete(table).where(table.c.source == number))


def _insert_ids(connection: Connection, proposal: Proposal, added: str) -> None:
    """Make sure that every story, passage and person spoken of has its row; a passage that moved follows its story."""
    stories = {one.story for one in proposal.occurrences}
    passages = {passage.id: one.story for one in proposal.occurrences for passage in one.passages}
    named = {person.id for person in proposal.persons}
    mentioned = set().union(*(mentions(one) for one in proposal.occurrences))
    if mentioned - named:
        raise StoreError(f"The proposal about {proposal.source.name} speaks of persons whom it does not name.")
    new_stories = stories - existing(connection, tables.stories.c.id, stories)
    _insert_all(
        connection,
        tables.stories,
        ({"id": id, "visibility": "public", "withdrawn": False, "added": added} for id in sorted(new_stories)),
    )
    known = existing(connection, tables.passages.c.id, passages)
    new_passages = [id for id in passages if id not in known]
    _insert_all(connection, tables.passages, ({"id": id, "story": passages[id], "number": None} for id in new_passages))
    _move_passages(connection, {id: passages[id] for id in known})
    new_persons = mentioned - existing(connection, tables.persons.c.id, mentioned)
    _insert_all(connection, tables.persons, ({"id": id} for id in sorted(new_persons)))


def _move_passages(connection: Connection, wanted: Mapping[str, str]) -> None:
    table = tables.passages
    for some in chunks(wanted):
        rows = connection.execute(select(table.c.id, table.c.story).where(table.c.id.in_(some))).all()
        for row in rows:
            if row.story != wanted[row.id]:
                connection.execute(update(table).where(table.c.id == row.id).values(story=wanted[row.id]))


def mentions(one: Occurrence) -> set[str]:
    """The ids of all persons of whom an occurrence speaks."""
    voices = {passage.voice for passage in one.passages if passage.voice}
    return {*one.persons, *voices, *(section.narrator for section in one.sections if section.narrator)}


def _occurrence_values(one: Occurrence, number: int, ordinal: int) -> dict[str, Any]:
    return {
        "story": one.story,
        "source": number,
        "ordinal": ordinal,
        "canonical": False,
        "grade": one.grade.value,
        "title": one.title,
        "kind": one.kind.value,
        "perspective": one.perspective.value,
        "language": one.language,
        **_place(one),
        "block_end": one.block_end,
        "deck": one.deck,
        "narrator": one.narrator,
        "author": one.author,
        "date": one.date,
        "date_printed": one.date_printed,
        "series": one.series,
        "part": one.part,
        "parts": one.parts,
        "confidence": one.confidence,
        "reasons": list(one.reasons),
    }


def _place(what: Any) -> dict[str, int]:
    return {"start": what.span.start, "end": what.span.end, "first": what.lines.first, "last": what.lines.last}


def _insert_parts(connection: Connection, occurrence: int, one: Occurrence) -> None:
    """Write the sections, readings, tags and fingerprints of an occurrence."""
    key = {"occurrence": occurrence}
    _insert_all(
        connection,
        tables.sections,
        (
            {**key, "ordinal": at, "heading": part.heading, **_place(part), "narrator": part.narrator}
            for at, part in enumerate(one.sections)
        ),
    )
    _insert_all(
        connection,
        tables.readings,
        (
            {
                **key,
                "ordinal": at,
                "passage": passage.id,
                "story": one.story,
                "canonical": False,
                "role": passage.role.value,
                "text": passage.text,
                "language": passage.language,
                "voice": passage.voice,
                **_place(passage),
                "section": _section_of(one, passage.span.start),
            }
            for at, passage in enumerate(one.passages)
        ),
    )
    _insert_all(
        connection,
        tables.tags,
        (
            {
                **key,
                "ordinal": at,
                "theme": tag.theme,
                "origin": tag.origin,
                "place": place,
                "score": tag.score,
                "evidence": [[found.start, found.end, found.quote] for found in tag.evidence],
            }
            for at, passage in enumerate(one.passages)
            for place, tag in enumerate(passage.tags)
        ),
    )
    _insert_mentions(connection, occurrence, one)
    found = set[str]().union(*(prints(passage.text) for passage in one.passages))
    _insert_all(connection, tables.prints, ({**key, "print": text} for text in sorted(found)))


def _insert_mentions(connection: Connection, occurrence: int, one: Occurrence) -> None:
    """Write the places that the passages of an occurrence name, and the years that they tell of."""
    numbered = [({"occurrence": occurrence, "ordinal": at}, passage) for at, passage in enumerate(one.passages)]
    _insert_all(
        connection,
        tables.place_mentions,
        (
            {**key, "start": found.start, "end": found.end, "place": found.place}
            for key, passage in numbered
            for found in passage.places
        ),
    )
    _insert_all(
        connection,
        tables.year_mentions,
        (
            {**key, "start": found.start, "end": found.end, "year": found.year}
            for key, passage in numbered
            for found in passage.years
        ),
    )


def _section_of(one: Occurrence, start: int) -> int | None:
    within = (at for at, section in enumerate(one.sections) if section.span.start <= start < section.span.end)
    return next(within, None)


def _insert_names(
    connection: Connection, occurrence: int, one: Occurrence, people: Mapping[str, Person], text: str
) -> None:
    """Write whom an occurrence speaks of, and by which names it prints them."""
    key = {"occurrence": occurrence}
    _insert_all(
        connection,
        tables.occurrence_persons,
        ({**key, "ordinal": at, "person": id} for at, id in enumerate(dict.fromkeys(one.persons))),
    )
    words = "\n".join((one.title, one.narrator or "", one.author or "", text[one.span.start : one.span.end]))
    names = [(id, at, name) for id in sorted(mentions(one)) for at, name in _printed(people[id], words)]
    _insert_all(
        connection,
        tables.person_names,
        ({**key, "person": id, "ordinal": at, "name": name} for id, at, name in names),
    )
    keys = {(id, made) for id, _, name in names for made in name_keys(name)}
    _insert_all(connection, tables.name_keys, ({**key, "person": id, "key": made} for id, made in sorted(keys)))


def _printed(person: Person, words: str) -> list[tuple[int, str]]:
    """The names that stand in the words. A name learned from another story alone is not told with this one."""
    folded = words.casefold()
    names = list(enumerate(dict.fromkeys((person.name, *person.other_names))))
    return [(at, name) for at, name in names if name.casefold() in folded] or names[:1]


def _insert_relations(connection: Connection, number: int, related: Sequence[Related]) -> None:
    stored = existing(connection, tables.stories.c.id, (id for one in related for id in one.stories))
    for one in dict.fromkeys(related):
        stories = [id for id in dict.fromkeys(one.stories) if id in stored]
        if len(stories) > 1:
            relation = _inserted(
                connection, tables.relations, {"source": number, "kind": one.kind.value, "why": one.why}
            )
            _insert_all(connection, tables.relation_stories, ({"relation": relation, "story": id} for id in stories))


def _insert_differences(connection: Connection, number: int, proposal: Proposal) -> None:
    for difference in proposal.differs:
        made = _inserted(connection, tables.differences, {"source": number, "story": difference.story})
        _insert_all(
            connection,
            tables.difference_readings,
            (
                {
                    "difference": made,
                    "ordinal": at,
                    "sha256": reading.source,
                    "text": reading.text,
                    "start": reading.span.start,
                    "end": reading.span.end,
                }
                for at, reading in enumerate(difference.readings)
            ),
        )


def _inserted(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row; the answer is the number by which the database keeps it."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    if key is None:
        raise StoreError(f"The database gave no number to a row of {table.name}.")
    return int(key[0])


def _insert_all(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    values = list(rows)
    if values:
        connection.execute(insert(table), values)
