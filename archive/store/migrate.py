"""The schema: brought up to date when a store is opened, step by step, in one transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError

from archive.errors import StoreError
from archive.store.connect import BUSY_SECONDS, connect, file_of, writing
from archive.store.lock import hold


def upgrade(url: URL) -> None:
    """Make the store's file where it is missing and bring its schema up to date; one process at a time does it.

    Raises StoreError where the file is no store, was made by a newer version of this program, or is being opened by
    another process for longer than the time-out.
    """
    file = file_of(url)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with hold(file.with_name(file.name + ".lock"), BUSY_SECONDS) as held:
            if not held:
                raise StoreError(f"Another process has been opening {file} for {BUSY_SECONDS} seconds; try again.")
            _upgrade(url)
    except OSError as error:
        raise StoreError(f"The store {file} cannot be opened: {error.strerror or error}.") from error
    except DBAPIError as error:
        raise StoreError(f"The store {file} cannot be opened: {error.orig}.") from error


def config() -> Config:
    """Alembic's configuration: the migrations beside this module."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return made


def _upgrade(url: URL) -> None:
    engine = connect(url, foreign_keys=False)
    try:
        with writing(engine).begin() as connection:
            if _behind(connection, file_of(url)):
                settings = config()
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")
                _check_links(connection)
    finally:
        engine.dispose()


def _behind(connection: Connection, file: Path) -> bool:
    script = ScriptDirectory.from_config(config())
    present = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if present is not None and present not in known:
        raise StoreError(
            f"{file} was made by a newer version of the archive (schema {present}; this version knows up to"
            f" {script.get_current_head()}). Install that version or a later one."
        )
    return present != script.get_current_head()


def _check_links(connection: Connection) -> None:
    """A migration that rebuilds tables runs with foreign keys off; what it leaves must hold together all the same."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreError(f"The store could not be brought up to date: {broken[0]} would refer to what is not there.")
