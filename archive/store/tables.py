"""The tables of the store. Every constraint is named, since later migrations must be able to speak of it.

Proposals of the indexer (occurrences, sections, readings, tags, furniture, relations, differences, points for review)
belong to one source and one run and are replaced together. Ids that readers know (stories, passages, persons) outlive
them. Decisions of archivists stand apart: they are anchored by capture digest and span, and no run touches them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _int(name: str, *, key: bool = False, null: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=key, nullable=null)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[Any]:
    return Column(name, Text, primary_key=key, nullable=null)


def _flag(name: str) -> Column[Any]:
    return Column(name, Boolean, nullable=False)


def _ref(name: str, target: str, *, key: bool = False, null: bool = False, cascade: bool = False) -> Column[Any]:
    kind = Text if target in ("stories.id", "passages.id", "persons.id") else Integer
    link = ForeignKey(target, ondelete="CASCADE" if cascade else None)
    return Column(name, kind, link, primary_key=key, nullable=null)


runs = Table(
    "runs",
    metadata,
    _int("id", key=True),
    _text("indexer"),
    _text("vocabulary"),
    _text("started"),
    UniqueConstraint("indexer", "vocabulary", "started"),
)
"""What made proposals: version of the indexer, digest of the vocabulary, when it began."""

sources = Table(
    "sources",
    metadata,
    _int("number", key=True),
    _text("id"),
    _text("sha256"),
    _text("name"),
    _int("size"),
    _text("encoding"),
    _int("replaced"),
    _text("publisher", null=True),
    _text("address", null=True),
    _text("captured", null=True),
    _text("rights", null=True),
    _text("added"),
    _ref("run", "runs.id"),
    _flag("withdrawn"),
    UniqueConstraint("id"),
    UniqueConstraint("sha256"),
)
"""Captures in the order in which they came; `run` made the present proposals; `withdrawn` follows from decisions."""

captures = Table(
    "captures", metadata, _ref("source", "sources.number", key=True), Column("data", LargeBinary, nullable=False)
)
"""The bytes, never altered."""

reading_texts = Table(
    "reading_texts",
    metadata,
    _ref("source", "sources.number", key=True),
    _text("extractor"),
    _text("version"),
    _text("digest"),
    _int("lines"),
    _text("text"),
    Column("marks", JSON(none_as_null=True), nullable=True),
    Column("said", JSON(none_as_null=True), nullable=True),
)
"""What each source says as text, as it was read when the source came; spans of the source refer to it. `marks` are what
its format marks lines as, `said` what it says of itself: see `pages`."""

stories = Table("stories", metadata, _text("id", key=True), _text("visibility"), _flag("withdrawn"), _text("added"))
"""Posts by their lasting ids; what they say is in their occurrences. `withdrawn` follows from decisions."""

replaced = Table("replaced", metadata, _text("id", key=True), _text("kind"), _text("to", null=True), _text("at"))
"""Ids of stories, passages and persons that a new cut gave up, and the id that took their place, if any."""

persons = Table("persons", metadata, _text("id", key=True))
"""Identities; their names are in person_names, by the occurrences that print them."""

occurrences = Table(
    "occurrences",
    metadata,
    _int("id", key=True),
    _ref("story", "stories.id"),
    _ref("source", "sources.number"),
    _int("ordinal"),
    _flag("canonical"),
    _text("grade"),
    _text("title"),
    _text("kind"),
    _text("perspective"),
    _text("language"),
    _int("start"),
    _int("end"),
    _int("first"),
    _int("last"),
    _int("block_end"),
    _text("deck", null=True),
    _text("narrator", null=True),
    _text("author", null=True),
    _text("date", null=True),
    _text("date_printed", null=True),
    _text("series", null=True),
    _int("part", null=True),
    _int("parts", null=True),
    Column("confidence", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    UniqueConstraint("source", "ordinal"),
    UniqueConstraint("id", "story"),
    Index("ix_occurrences_story", "story"),
)
"""Where stories stand. One occurrence of a story is canonical: the first in a source that is not withdrawn."""

Index(
    "uq_occurrences_canonical",
    occurrences.c.story,
    unique=True,
    sqlite_where=occurrences.c.canonical,
    postgresql_where=occurrences.c.canonical,
)

occurrence_persons = Table(
    "occurrence_persons",
    metadata,
    _ref("occurrence", "occurrences.id", key=True, cascade=True),
    _int("ordinal", key=True),
    _ref("person", "persons.id"),
    Index("ix_occurrence_persons_person", "person"),
)

person_names = Table(
    "person_names",
    metadata,
    _ref("occurrence", "occurrences.id", key=True, cascade=True),
    _ref("person", "persons.id", key=True),
    _int("ordinal", key=True),
    _text("name"),
    Index("ix_person_names_person", "person"),
)
"""Names by which an occurrence prints a person; ordinal 0 is the name that the indexer chose as the printed one."""

name_keys = Table(
    "name_keys",
    metadata,
    _text("key", key=True),
    _ref("occurrence", "occurrences.id", key=True, cascade=True),
    _ref("person", "persons.id", key=True),
    Index("ix_name_keys_occurrence", "occurrence"),
    Index("ix_name_keys_person", "person"),
)
"""Keys under which a person is found by the names that an occurrence prints."""

sections = Table(
    "sections",
    metadata,
    _ref("occurrence", "occurrences.id", key=True, cascade=True),
    _int("ordinal", key=True),
    _text("heading"),
    _int("start"),
    _int("end"),
    _int("first"),
    _int("last"),
    _ref("narrator", "persons.id", null=True),
)

passages = Table(
    "passages",
    metadata,
    _text("id", key=True),
    _ref("story", "stories.id"),
    _int("number", null=True),
    UniqueConstraint("id", "story"),
    Index("ix_passages_story", "story"),
)
"""Passages by their lasting ids. `number` counts those of a story that stand in a source which is not withdrawn."""

readings = Table(
    "readings",
    metadata,
    _int("occurrence", key=True),
    _int("ordinal", key=True),
    _text("passage"),
    _text("story"),
    _flag("canonical"),
    _text("role"),
    _text("text"),
    _text("language"),
    _ref("voice", "persons.id", null=True),
    _int("start"),
    _int("end"),
    _int("first"),
    _int("last"),
    _int("section", null=True),
    ForeignKeyConstraint(["occurrence", "story"], ["occurrences.id", "occurrences.story"], ondelete="CASCADE"),
    ForeignKeyConstraint(["passage", "story"], ["passages.id", "passages.story"]),
    Index("ix_readings_passage", "passage"),
    Index("ix_readings_voice", "voice"),
)
"""A passage's text in one occurrence; `text` is the reading text at the span. One reading of a passage is canonical."""

Index(
    "uq_readings_canonical",
    readings.c.passage,
    unique=True,
    sqlite_where=readings.c.canonical,
    postgresql_where=readings.c.canonical,
)

tags = Table(
    "tags",
    metadata,
    _int("occurrence", key=True),
    _int("ordinal", key=True),
    _text("theme", key=True),
    _text("origin", key=True),
    _int("place"),
    Column("score", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
    ForeignKeyConstraint(["occurrence", "ordinal"], ["readings.occurrence", "readings.ordinal"], ondelete="CASCADE"),
    Index("ix_tags_theme", "theme"),
)
"""Themes proposed for a reading; `place` is their order there, `evidence` a list of [start, end, quote] in its text."""

place_mentions = Table(
    "place_mentions",
    metadata,
    _int("occurrence", key=True),
    _int("ordinal", key=True),
    _int("start", key=True),
    _int("end"),
    _text("place"),
    ForeignKeyConstraint(["occurrence", "ordinal"], ["readings.occurrence", "readings.ordinal"], ondelete="CASCADE"),
)
"""Places that a reading names, by the gazetteer's ids, with the span of each name in its text."""

year_mentions = Table(
    "year_mentions",
    metadata,
    _int("occurrence", key=True),
    _int("ordinal", key=True),
    _int("start", key=True),
    _int("end"),
    _int("year"),
    ForeignKeyConstraint(["occurrence", "ordinal"], ["readings.occurrence", "readings.ordinal"], ondelete="CASCADE"),
)
"""Years that a reading tells of, with the span of each in its text."""

prints = Table(
    "prints",
    metadata,
    _text("print", key=True),
    _ref("occurrence", "occurrences.id", key=True, cascade=True),
    Index("ix_prints_occurrence", "occurrence"),
)
"""Fingerprints of the passages of an occurrence."""

furniture = Table(
    "furniture",
    metadata,
    _ref("source", "sources.number", key=True),
    _int("start", key=True),
    _int("end"),
    _int("line"),
    _text("reason"),
)

page_lines = Table(
    "page_lines",
    metadata,
    _text("key", key=True),
    Column("title", Boolean, primary_key=True, nullable=False),
    _ref("source", "sources.number", key=True),
    Index("ix_page_lines_source", "source"),
)
"""Keys of the furniture of a page whose house is known, and of its titles: lines that recur on a house's pages."""

points = Table(
    "points",
    metadata,
    _text("id", key=True),
    _ref("source", "sources.number"),
    _ref("run", "runs.id"),
    _text("kind"),
    _int("line"),
    _int("start"),
    _int("end"),
    Column("confidence", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    _ref("other", "sources.number", null=True),
    Index("ix_points_source", "source"),
    Index("ix_points_other", "other"),
)
"""Points for review: a line of a source in doubt, or cut otherwise in the light of the source `other`."""

relations = Table(
    "relations",
    metadata,
    _int("id", key=True),
    _ref("source", "sources.number"),
    _text("kind"),
    _text("why"),
    Index("ix_relations_source", "source"),
)

relation_stories = Table(
    "relation_stories",
    metadata,
    _ref("relation", "relations.id", key=True, cascade=True),
    _ref("story", "stories.id", key=True),
    Index("ix_relation_stories_story", "story"),
)

differences = Table(
    "differences",
    metadata,
    _int("id", key=True),
    _ref("source", "sources.number"),
    _ref("story", "stories.id"),
    Index("ix_differences_source", "source"),
    Index("ix_differences_story", "story"),
)
"""Places where occurrences of a story differ in a decisive fact, as the proposal about `source` found them."""

difference_readings = Table(
    "difference_readings",
    metadata,
    _ref("difference", "differences.id", key=True, cascade=True),
    _int("ordinal", key=True),
    _text("sha256"),
    _text("text"),
    _int("start"),
    _int("end"),
)

decisions = Table(
    "decisions",
    metadata,
    _int("id", key=True),
    _text("kind"),
    _text("target"),
    _text("who"),
    _text("why"),
    _text("at"),
    _text("undone_by", null=True),
    _text("undone_why", null=True),
    _text("undone_at", null=True),
    sqlite_autoincrement=True,
)
"""What archivists decided, and who undid it; `target` is the id then.

`kind` is "withdraw-source", "withdraw-story" or "dismiss-point".
"""

anchors = Table(
    "anchors",
    metadata,
    _int("id", key=True),
    _ref("decision", "decisions.id"),
    _text("sha256"),
    _int("start"),
    _int("end"),
    UniqueConstraint("decision", "sha256", "start", "end"),
    Index("ix_anchors_sha256", "sha256"),
)
"""What a decision speaks of, for good: code points of the reading text of the capture with this digest."""

decision_stories = Table(
    "decision_stories",
    metadata,
    _ref("decision", "decisions.id", key=True),
    _ref("story", "stories.id", key=True),
    Index("ix_decision_stories_story", "story"),
)
"""The stories that a decision is attached to as things are cut today."""

changes = Table(
    "changes",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    _text("story", key=True),
)
"""The change log: which stories each commit touched. Positions rise in the order of commits."""
