"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "changes",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", "story", name="pk_changes"),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_why", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "persons", sa.Column("id", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_persons")
    )
    op.create_table(
        "replaced",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replaced"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indexer", sa.Text(), nullable=False),
        sa.Column("vocabulary", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.UniqueConstraint("indexer", "vocabulary", "started", name="uq_runs_indexer_vocabulary_started"),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_table(
        "anchors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name="fk_anchors_decision"),
        sa.PrimaryKeyConstraint("id", name="pk_anchors"),
        sa.UniqueConstraint("decision", "sha256", "start", "end", name="uq_anchors_decision_sha256_start_end"),
    )
    op.create_index("ix_anchors_sha256", "anchors", ["sha256"], unique=False)
    op.create_table(
        "decision_stories",
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name="fk_decision_stories_decision"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_decision_stories_story"),
        sa.PrimaryKeyConstraint("decision", "story", name="pk_decision_stories"),
    )
    op.create_index("ix_decision_stories_story", "decision_stories", ["story"], unique=False)
    op.create_table(
        "passages",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_passages_story"),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
        sa.UniqueConstraint("id", "story", name="uq_passages_id_story"),
    )
    op.create_index("ix_passages_story", "passages", ["story"], unique=False)
    op.create_table(
        "sources",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("captured", sa.Text(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_sources_run"),
        sa.PrimaryKeyConstraint("number", name="pk_sources"),
        sa.UniqueConstraint("id", name="uq_sources_id"),
        sa.UniqueConstraint("sha256", name="uq_sources_sha256"),
    )
    op.create_table(
        "captures",
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_captures_source"),
        sa.PrimaryKeyConstraint("source", name="pk_captures"),
    )
    op.create_table(
        "differences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_differences_source"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_differences_story"),
        sa.PrimaryKeyConstraint("id", name="pk_differences"),
    )
    op.create_index("ix_differences_source", "differences", ["source"], unique=False)
    op.create_index("ix_differences_story", "differences", ["story"], unique=False)
    op.create_table(
        "furniture",
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_furniture_source"),
        sa.PrimaryKeyConstraint("source", "start", name="pk_furniture"),
    )
    op.create_table(
        "occurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("canonical", sa.Boolean(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("perspective", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("block_end", sa.Integer(), nullable=False),
        sa.Column("deck", sa.Text(), nullable=True),
        sa.Column("narrator", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("date_printed", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_occurrences_source"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_occurrences_story"),
        sa.PrimaryKeyConstraint("id", name="pk_occurrences"),
        sa.UniqueConstraint("id", "story", name="uq_occurrences_id_story"),
        sa.UniqueConstraint("source", "ordinal", name="uq_occurrences_source_ordinal"),
    )
    op.create_index("ix_occurrences_story", "occurrences", ["story"], unique=False)
    op.create_index(
        "uq_occurrences_canonical",
        "occurrences",
        ["story"],
        unique=True,
        sqlite_where=sa.text("canonical"),
        postgresql_where=sa.text("canonical"),
    )
    op.create_table(
        "reading_texts",
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_reading_texts_source"),
        sa.PrimaryKeyConstraint("source", name="pk_reading_texts"),
    )
    op.create_table(
        "relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_relations_source"),
        sa.PrimaryKeyConstraint("id", name="pk_relations"),
    )
    op.create_index("ix_relations_source", "relations", ["source"], unique=False)
    op.create_table(
        "difference_readings",
        sa.Column("difference", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["difference"], ["differences.id"], name="fk_difference_readings_difference", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("difference", "ordinal", name="pk_difference_readings"),
    )
    op.create_table(
        "name_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["occurrence"], ["occurrences.id"], name="fk_name_keys_occurrence", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_name_keys_person"),
        sa.PrimaryKeyConstraint("key", "occurrence", "person", name="pk_name_keys"),
    )
    op.create_index("ix_name_keys_occurrence", "name_keys", ["occurrence"], unique=False)
    op.create_index("ix_name_keys_person", "name_keys", ["person"], unique=False)
    op.create_table(
        "occurrence_persons",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name="fk_occurrence_persons_occurrence", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_occurrence_persons_person"),
        sa.PrimaryKeyConstraint("occurrence", "ordinal", name="pk_occurrence_persons"),
    )
    op.create_index("ix_occurrence_persons_person", "occurrence_persons", ["person"], unique=False)
    op.create_table(
        "person_names",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name="fk_person_names_occurrence", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_person_names_person"),
        sa.PrimaryKeyConstraint("occurrence", "person", "ordinal", name="pk_person_names"),
    )
    op.create_index("ix_person_names_person", "person_names", ["person"], unique=False)
    op.create_table(
        "prints",
        sa.Column("print", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["occurrence"], ["occurrences.id"], name="fk_prints_occurrence", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("print", "occurrence", name="pk_prints"),
    )
    op.create_index("ix_prints_occurrence", "prints", ["occurrence"], unique=False)
    op.create_table(
        "readings",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Boolean(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence", "story"],
            ["occurrences.id", "occurrences.story"],
            name="fk_readings_occurrence_story",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["passage", "story"], ["passages.id", "passages.story"], name="fk_readings_passage_story"
        ),
        sa.ForeignKeyConstraint(["voice"], ["persons.id"], name="fk_readings_voice"),
        sa.PrimaryKeyConstraint("occurrence", "ordinal", name="pk_readings"),
    )
    op.create_index("ix_readings_passage", "readings", ["passage"], unique=False)
    op.create_index("ix_readings_voice", "readings", ["voice"], unique=False)
    op.create_index(
        "uq_readings_canonical",
        "readings",
        ["passage"],
        unique=True,
        sqlite_where=sa.text("canonical"),
        postgresql_where=sa.text("canonical"),
    )
    op.create_table(
        "relation_stories",
        sa.Column("relation", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["relation"], ["relations.id"], name="fk_relation_stories_relation", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_relation_stories_story"),
        sa.PrimaryKeyConstraint("relation", "story", name="pk_relation_stories"),
    )
    op.create_index("ix_relation_stories_story", "relation_stories", ["story"], unique=False)
    op.create_table(
        "sections",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("narrator", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["narrator"], ["persons.id"], name="fk_sections_narrator"),
        sa.ForeignKeyConstraint(["occurrence"], ["occurrences.id"], name="fk_sections_occurrence", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence", "ordinal", name="pk_sections"),
    )
    op.create_table(
        "tags",
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence", "ordinal"],
            ["readings.occurrence", "readings.ordinal"],
            name="fk_tags_occurrence_ordinal",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence", "ordinal", "theme", "origin", name="pk_tags"),
    )
    op.create_index("ix_tags_theme", "tags", ["theme"], unique=False)
