"""Connections: the one place that knows which database is behind a URL."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from archive.errors import StoreError

BUSY_SECONDS = 10
"""How long a connection waits for another that writes."""

_BEGIN = "archive_begin"


def parse(url: str) -> URL:
    """The URL of a store, checked. Raises StoreError where it names no SQLite file."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError(
            f"ARCHIVE_STORE is no address of a store: {url!r}. Use sqlite:///PATH, as data/archive.db."
        ) from None
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(
            f"ARCHIVE_STORE names {parsed.get_backend_name()}; the store is a SQLite file: sqlite:///PATH."
        )
    if not parsed.database or parsed.database == ":memory:" or parsed.query:
        raise StoreError("ARCHIVE_STORE must name a file, as sqlite:///data/archive.db.")
    return parsed


def file_of(url: URL) -> Path:
    """The file of a SQLite store."""
    return Path(str(url.database))


def connect(url: URL, *, foreign_keys: bool = True) -> Engine:
    """An engine on a store. Its connections read in one snapshot; `writing` makes one that writes."""
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=20, max_overflow=30)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        _prepare(connection, foreign_keys)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, its transactions holding the right to write from their beginning."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def _prepare(connection: DBAPIConnection, foreign_keys: bool) -> None:
    """Switch the driver's own transactions off, wait for other writers, write ahead, lose nothing when power fails."""
    if not isinstance(connection, sqlite3.Connection):
        raise StoreError("The store's driver is not Python's sqlite3.")
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
    ):
        connection.execute(f"PRAGMA {pragma}")
