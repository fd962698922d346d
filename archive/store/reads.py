"""What a snapshot of the store says, as rows. Only the gate may hand any of it on.

Methods that take `audiences` give what these audiences may see; the others take ids which those gave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Select, Table, and_, func, select

from archive.errors import NotFound
from archive.store import pages, points, tables
from archive.store.decide import WITHDRAW_STORY
from archive.store.known import StoredKnown
from archive.store.settle import changed_since, last_position
from archive.store.values import Record
from archive.store.write import chunks
from index.model import Lines, Provenance, Source

_o, _r, _s, _st = tables.occurrences, tables.readings, tables.sources, tables.stories
_ORIGIN = (_s.c.id.label("source"), _s.c.name, _s.c.publisher, _s.c.address, _s.c.captured)


def _seen(audiences: Collection[str]) -> ColumnElement[bool]:
    """Stories that these audiences may see, provided that they stand in a source which is not withdrawn."""
    return and_(_st.c.withdrawn.is_(False), _st.c.visibility.in_(sorted(audiences)))


def _standing() -> FromClause:
    """Stories with their canonical occurrence; a story without one stands in withdrawn sources alone."""
    return _st.join(_o, and_(_o.c.story == _st.c.id, _o.c.canonical))


def _told() -> FromClause:
    """Stories with the canonical readings of their passages."""
    return _st.join(_r, and_(_r.c.story == _st.c.id, _r.c.canonical))


class Cut(NamedTuple):
    """How a source was cut: rows of its occurrences (with the story's visibility), readings, sections, furniture."""

    occurrences: list[Record]
    readings: list[Record]
    sections: list[Record]
    furniture: list[Record]


class Snapshot:
    """One state of the store, unmoved by what others write meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, *without: str) -> StoredKnown:
        """What the indexer may ask; `without` are digests of sources to leave out, as one that is reread."""
        query = select(_s.c.number).where(_s.c.sha256.in_(without))
        return StoredKnown(self._connection, self._connection.execute(query).scalars().all() if without else ())

    def points(self, source: str | None = None, id: str | None = None) -> list[Record]:
        """Open points for review, source by source, or those of one source, or one point."""
        return points.open_points(self._connection, source, id)

    def point_counts(self) -> dict[str, int]:
        """How many points of each kind are open."""
        return points.count_points(self._connection)

    def source(self, sha256: str) -> Source:
        """A source with the reading text that it was stored with. Raises NotFound."""
        row = next(iter(self.sources(sha256)), None)
        if row is None:
            raise NotFound(f"No source has the digest {sha256}.")
        text = self.text(row.number)
        origin = Provenance(row.publisher, row.address, row.captured, row.rights)
        read = (text.text, text.extractor, text.version)
        beside = (pages.read_marks(text.marks), pages.read_said(text.said))
        return Source(row.name, row.sha256, row.size, row.encoding, row.replaced, *read, origin, *beside)

    def story_lines(self, sha256: str) -> list[Lines]:
        """The lines of the stories of a source as it is cut, in their order."""
        query = select(_o.c.first, _o.c.last).join(_s, _s.c.number == _o.c.source).where(_s.c.sha256 == sha256)
        return [Lines(row.first, row.last) for row in self._all(query.order_by(_o.c.ordinal))]

    def position(self) -> int:
        """The newest position of the change log; 0 where nothing was ever written."""
        return last_position(self._connection)

    def changed_since(self, position: int) -> tuple[int, list[str]] | None:
        """The newest position and the stories touched since; None where the log does not hold `position`."""
        return changed_since(self._connection, position)

    def audiences(self, stories: Collection[str] | None = None) -> list[Record]:
        """(id, visibility) of every story that is to be seen by anybody, or of those among `stories`."""
        query = select(_st.c.id, _st.c.visibility).select_from(_standing()).where(_st.c.withdrawn.is_(False))
        query = query.order_by(_o.c.source, _o.c.ordinal)
        return self._all(query) if stories is None else self._each(query, _st.c.id, stories)

    def stories(self, audiences: Collection[str], ids: Collection[str] | None = None) -> list[Record]:
        """Stories by their canonical occurrence, in the order in which they came, or those among `ids`."""
        query = select(_o).select_from(_standing()).where(_seen(audiences)).order_by(_o.c.source, _o.c.ordinal)
        return self._all(query) if ids is None else self._each(query, _st.c.id, ids)

    def story_state(self, id: str) -> Record | None:
        """A story's `withdrawn` and `visibility`; `occurrence`, where it stands, is None where that is nowhere now."""
        standing = _st.outerjoin(_o, and_(_o.c.story == _st.c.id, _o.c.canonical))
        query = select(_st.c.withdrawn, _st.c.visibility, _o.c.id.label("occurrence")).select_from(standing)
        return self._connection.execute(query.where(_st.c.id == id)).first()

    def heirs(self, ids: Collection[str], kind: str) -> dict[str, str | None]:
        """Which of these ids of a kind ("story", "passage", "person") were given up, and what took their place."""
        table = tables.replaced
        query = select(table.c.id, table.c.to).where(table.c.kind == kind)
        return {row.id: row.to for row in self._each(query, table.c.id, ids)}

    def occurrences(self, stories: Collection[str]) -> list[Record]:
        """Where these stories stand, the canonical occurrence first."""
        query = select(_o.c.story, _o.c.first, _o.c.last, _o.c.grade, *_ORIGIN).join(_s, _s.c.number == _o.c.source)
        query = query.where(_s.c.withdrawn.is_(False)).order_by(_o.c.canonical.desc(), _o.c.source, _o.c.ordinal)
        return self._each(query, _o.c.story, stories)

    def sections(self, stories: Collection[str]) -> list[Record]:
        """The sections of these stories as their canonical occurrences have them."""
        table = tables.sections
        query = select(_o.c.story, table).join(table, table.c.occurrence == _o.c.id).where(_o.c.canonical)
        return self._each(query.order_by(table.c.ordinal), _o.c.story, stories)

    def story_persons(self, stories: Collection[str]) -> list[Record]:
        """(story, person) of these stories, in the order of their canonical occurrences."""
        table = tables.occurrence_persons
        query = select(_o.c.story, table.c.person).join(table, table.c.occurrence == _o.c.id).where(_o.c.canonical)
        return self._each(query.order_by(table.c.ordinal), _o.c.story, stories)

    def story_themes(self, stories: Collection[str]) -> list[Record]:
        """(story, theme) of these stories, in order of standing; a theme may come again."""
        passages, tags = tables.passages, tables.tags
        query = (
            select(_r.c.story, tags.c.theme)
            .join(tags, and_(tags.c.occurrence == _r.c.occurrence, tags.c.ordinal == _r.c.ordinal))
            .join(passages, passages.c.id == _r.c.passage)
            .where(_r.c.canonical)
            .order_by(passages.c.number, tags.c.place)
        )
        return self._each(query, _r.c.story, stories)

    def passages(
        self, audiences: Collection[str], ids: Collection[str] | None = None, stories: Collection[str] | None = None
    ) -> list[Record]:
        """Passages by their canonical reading, with their number: those with these ids, or those of these stories."""
        passages, canon = tables.passages, _o.alias("canon")
        told = _told().join(passages, passages.c.id == _r.c.passage)
        told = told.join(canon, and_(canon.c.story == _st.c.id, canon.c.canonical))
        query = select(_r, passages.c.number, (canon.c.id == _r.c.occurrence).label("in_canon")).select_from(told)
        query = query.where(_seen(audiences)).order_by(_r.c.story, passages.c.number)
        if stories is not None:
            return self._each(query, _r.c.story, stories)
        return self._each(query, _r.c.passage, ids or ())

    def tags(self, passages: Collection[str]) -> list[Record]:
        """Tags of the canonical readings of these passages."""
        tags = tables.tags
        query = select(_r.c.passage, tags).join(
            tags, and_(tags.c.occurrence == _r.c.occurrence, tags.c.ordinal == _r.c.ordinal)
        )
        return self._each(query.where(_r.c.canonical).order_by(tags.c.place), _r.c.passage, passages)

    def places(self, passages: Collection[str]) -> list[Record]:
        """(passage, start, end, place): what the canonical readings of these passages name, in order."""
        return self._mentions(tables.place_mentions, passages)

    def years(self, passages: Collection[str]) -> list[Record]:
        """(passage, start, end, year): what the canonical readings of these passages tell of, in order."""
        return self._mentions(tables.year_mentions, passages)

    def readings(self, passages: Collection[str]) -> list[Record]:
        """Every reading of these passages in a source that is not withdrawn, the canonical one first."""
        query = select(_r.c.passage, _r.c.text, _r.c.canonical, _r.c.first, _r.c.last, _o.c.grade, *_ORIGIN)
        query = query.select_from(_r.join(_o, _o.c.id == _r.c.occurrence).join(_s, _s.c.number == _o.c.source))
        query = query.where(_s.c.withdrawn.is_(False))
        return self._each(
            query.order_by(_r.c.canonical.desc(), _o.c.source, _o.c.ordinal, _r.c.ordinal), _r.c.passage, passages
        )

    def differences(self, audiences: Collection[str], stories: Collection[str]) -> list[Record]:
        """Sides of the differences of these stories that may be seen: each with the passage reading that holds it.

        A side in a withdrawn source, or in words that are no part of the story any more, is left out; `start` and `end`
        are code points of `text`.
        """
        found, sides = tables.differences, tables.difference_readings
        within = and_(_r.c.occurrence == _o.c.id, _r.c.start <= sides.c.start, sides.c.end <= _r.c.end)
        query = select(
            sides.c.difference,
            sides.c.ordinal,
            _r.c.passage,
            _r.c.text,
            _r.c.language,
            (sides.c.start - _r.c.start).label("start"),
            (sides.c.end - _r.c.start).label("end"),
            _r.c.first,
            _r.c.last,
            _s.c.id.label("source"),
            _s.c.name,
        )
        query = query.select_from(
            found.join(_st, _st.c.id == found.c.story)
            .join(sides, sides.c.difference == found.c.id)
            .join(_s, _s.c.sha256 == sides.c.sha256)
            .join(_o, and_(_o.c.source == _s.c.number, _o.c.story == found.c.story))
            .join(_r, within)
        )
        query = query.where(_seen(audiences), _s.c.withdrawn.is_(False))
        order = (found.c.id, sides.c.ordinal, _o.c.ordinal, _r.c.ordinal)
        return self._each(query.order_by(*order), found.c.story, stories)

    def names(self, audiences: Collection[str], persons: Collection[str]) -> list[Record]:
        """(person, ordinal, name) as printed in stories that may be seen, in the order in which these came."""
        table = tables.person_names
        query = select(table.c.person, table.c.ordinal, table.c.name).select_from(
            table.join(_o, _o.c.id == table.c.occurrence)
            .join(_s, _s.c.number == _o.c.source)
            .join(_st, _st.c.id == _o.c.story)
        )
        query = query.where(_seen(audiences), _s.c.withdrawn.is_(False))
        return self._each(query.order_by(_o.c.source, _o.c.ordinal, table.c.ordinal), table.c.person, persons)

    def voices(self, audiences: Collection[str], persons: Collection[str] | None = None) -> list[Record]:
        """(voice, stories) for every person who speaks in a story, or for these."""
        query = select(_r.c.voice, func.count(_r.c.story.distinct()).label("stories")).select_from(_told())
        query = query.where(_seen(audiences), _r.c.voice.is_not(None)).group_by(_r.c.voice)
        return self._all(query) if persons is None else self._each(query, _r.c.voice, persons)

    def spoken_by(self, audiences: Collection[str], person: str) -> list[str]:
        """The stories in which a person speaks."""
        query = select(_r.c.story).select_from(_told()).where(_seen(audiences), _r.c.voice == person)
        return list(self._connection.execute(query.distinct()).scalars())

    def withdrawn_voice(self, audiences: Collection[str], person: str) -> bool:
        """Whether a person speaks in words that these audiences could read if they were not withdrawn."""
        places = _r.join(_o, _o.c.id == _r.c.occurrence).join(_s, _s.c.number == _o.c.source)
        query = select(_r.c.passage).select_from(places.join(_st, _st.c.id == _r.c.story))
        query = query.where(_r.c.voice == person, _st.c.visibility.in_(sorted(audiences)))
        query = query.where(_st.c.withdrawn | _s.c.withdrawn)
        return self._connection.execute(query.limit(1)).first() is not None

    def themes(self, audiences: Collection[str]) -> list[Record]:
        """(theme, stories, passages): how many carry each theme."""
        tags = tables.tags
        stories, passages = func.count(_r.c.story.distinct()), func.count(_r.c.passage.distinct())
        query = select(tags.c.theme, stories.label("stories"), passages.label("passages"))
        query = query.select_from(self._tagged()).where(_seen(audiences)).group_by(tags.c.theme)
        return self._all(query)

    def carrying(self, audiences: Collection[str], theme: str) -> list[str]:
        """The stories that carry a theme."""
        query = select(_r.c.story).select_from(self._tagged()).where(_seen(audiences), tables.tags.c.theme == theme)
        return list(self._connection.execute(query.distinct()).scalars())

    def kinds(self, audiences: Collection[str]) -> list[Record]:
        """(kind, stories)."""
        query = select(_o.c.kind, func.count().label("stories")).select_from(_standing())
        return self._all(query.where(_seen(audiences)).group_by(_o.c.kind).order_by(_o.c.kind))

    def publishers(self, audiences: Collection[str]) -> list[Record]:
        """(publisher, story), each pair once, where the publisher is known."""
        everywhere = _st.join(_o, _o.c.story == _st.c.id).join(_s, _s.c.number == _o.c.source)
        query = select(_s.c.publisher, _st.c.id.label("story")).select_from(everywhere).distinct()
        query = query.where(_seen(audiences), _s.c.withdrawn.is_(False), _s.c.publisher.is_not(None))
        return self._all(query.order_by(_s.c.publisher, _st.c.id))

    def passage_count(self, audiences: Collection[str]) -> int:
        """How many passages may be seen."""
        query = select(func.count()).select_from(_told()).where(_seen(audiences))
        return int(self._connection.execute(query).scalar_one())

    def relations(self, stories: Collection[str]) -> list[Record]:
        """(id, kind, why, story): every relation of these stories, a row for each story of it."""
        table, members = tables.relations, tables.relation_stories
        ours = select(members.c.relation).where(members.c.story.in_(sorted(stories)))
        query = select(table.c.id, table.c.kind, table.c.why, members.c.story)
        query = query.join(members, members.c.relation == table.c.id).where(table.c.id.in_(ours))
        return self._all(query.order_by(table.c.source, table.c.id, members.c.story))

    def sources(self, id: str | None = None) -> list[Record]:
        """Sources in the order in which they came, withdrawn or not, with what is known of their texts; or one."""
        text = tables.reading_texts
        query = select(_s, text.c.lines, text.c.extractor, text.c.version).join(text, text.c.source == _s.c.number)
        query = query.order_by(_s.c.number)
        return self._all(query if id is None else query.where((_s.c.id == id) | (_s.c.sha256 == id)))

    def text(self, number: int) -> Record:
        """The reading text of a source, with `extractor` and `version`."""
        table = tables.reading_texts
        return self._connection.execute(select(table).where(table.c.source == number)).one()

    def data(self, number: int) -> bytes:
        """The bytes of a source."""
        table = tables.captures
        return bytes(self._connection.execute(select(table.c.data).where(table.c.source == number)).scalar_one())

    def cut(self, number: int) -> Cut:
        """How a source was cut."""
        occurrence = select(_o, _st.c.withdrawn, _st.c.visibility).join(_st, _st.c.id == _o.c.story)
        readings, sections = (
            select(table).join(_o, _o.c.id == table.c.occurrence).where(_o.c.source == number)
            for table in (_r, tables.sections)
        )
        furniture = select(tables.furniture).where(tables.furniture.c.source == number)
        return Cut(
            self._all(occurrence.where(_o.c.source == number).order_by(_o.c.ordinal)),
            self._all(readings),
            self._all(sections),
            self._all(furniture),
        )

    def withheld(self, sha256: str) -> list[Record]:
        """(start, end) of what decisions withdrew from a capture, whatever the present cut makes of it."""
        anchors, decisions = tables.anchors, tables.decisions
        query = select(anchors.c.start, anchors.c.end).join(decisions, decisions.c.id == anchors.c.decision)
        return self._all(
            query.where(anchors.c.sha256 == sha256, decisions.c.kind == WITHDRAW_STORY, decisions.c.undone_at.is_(None))
        )

    def _mentions(self, table: Table, passages: Collection[str]) -> list[Record]:
        there = and_(table.c.occurrence == _r.c.occurrence, table.c.ordinal == _r.c.ordinal)
        query = select(_r.c.passage, table).join(table, there).where(_r.c.canonical).order_by(table.c.start)
        return self._each(query, _r.c.passage, passages)

    def _tagged(self) -> FromClause:
        tags = tables.tags
        return _told().join(tags, and_(tags.c.occurrence == _r.c.occurrence, tags.c.ordinal == _r.c.ordinal))

    def _all(self, query: Select[Any]) -> list[Record]:
        return list(self._connection.execute(query).all())

    def _each(self, query: Select[Any], column: Column[Any], ids: Iterable[str]) -> list[Record]:
        """The rows whose column is one of the ids: one statement, unless ids are too many for one."""
        return [row for some in chunks(sorted(set(ids))) for row in self._all(query.where(column.in_(some)))]
