"""What the formats of sources mark their lines as, and what pages say of themselves. Sources stored before have none:
their bytes are not extracted anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add their columns."""
    op.add_column("reading_texts", sa.Column("marks", sa.JSON(), nullable=True))
    op.add_column("reading_texts", sa.Column("said", sa.JSON(), nullable=True))
