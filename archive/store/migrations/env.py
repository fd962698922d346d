"""Runs the migrations on the connection that `archive.store.migrate` holds."""

from __future__ import annotations

from alembic import context

from archive.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
