"""Places named and years told, with their spans. Sources stored before have them once they are read anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make their tables."""
    for table, what in (
        ("place_mentions", sa.Column("place", sa.Text(), nullable=False)),
        ("year_mentions", sa.Column("year", sa.Integer(), nullable=False)),
    ):
        op.create_table(
            table,
            sa.Column("occurrence", sa.Integer(), nullable=False),
            sa.Column("ordinal", sa.Integer(), nullable=False),
            sa.Column("start", sa.Integer(), nullable=False),
            sa.Column("end", sa.Integer(), nullable=False),
            what,
            sa.ForeignKeyConstraint(
                ["occurrence", "ordinal"],
                ["readings.occurrence", "readings.ordinal"],
                name=f"fk_{table}_occurrence_ordinal",
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("occurrence", "ordinal", "start", name=f"pk_{table}"),
        )
