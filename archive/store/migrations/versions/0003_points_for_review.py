"""Open points for review, and the lines that recur on the pages of a house. Sources stored before have them once
they are read anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "points",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_points_source"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_points_run"),
        sa.ForeignKeyConstraint(["other"], ["sources.number"], name="fk_points_other"),
        sa.PrimaryKeyConstraint("id", name="pk_points"),
    )
    op.create_index("ix_points_source", "points", ["source"], unique=False)
    op.create_index("ix_points_other", "points", ["other"], unique=False)
    op.create_table(
        "page_lines",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_page_lines_source"),
        sa.PrimaryKeyConstraint("key", "title", "source", name="pk_page_lines"),
    )
    op.create_index("ix_page_lines_source", "page_lines", ["source"], unique=False)
