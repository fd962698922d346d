"""The schema of a store: made, agreed upon, and refused where it is not ours."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from archive import store
from archive.errors import StoreError
from archive.store.migrate import config
from archive.store.tables import metadata
from tests.archive.builders import ORCHARD, RUN, capture


def test_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    store.open(f"sqlite:///{tmp_path / 'a.db'}").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
        made = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")}
    engine.dispose()
    assert differences == []
    # Alembic does not compare these.
    for name in ("uq_occurrences_canonical", "uq_readings_canonical"):
        assert "UNIQUE" in made[name] and "WHERE canonical" in made[name]
    assert "AUTOINCREMENT" in made["decisions"]


def test_a_source_stored_before_marks_were_kept_has_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    opened = store.open(url)
    made, data = capture("a.txt", ORCHARD)
    opened.add(made, data, RUN)
    opened.close()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("ALTER TABLE reading_texts DROP COLUMN marks")
        connection.execute("ALTER TABLE reading_texts DROP COLUMN said")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    connection.close()
    again = store.open(url)
    assert again.source(made.source.sha256) == made.source
    assert again.reread(made, RUN).kept == (made.occurrences[0].story,)
    again.close()


def test_every_constraint_has_a_name() -> None:
    for table in metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name


def test_the_folder_is_made_on_first_use(tmp_path: Path) -> None:
    store.open(f"sqlite:///{tmp_path / 'deep' / 'data' / 'archive.db'}").close()
    assert (tmp_path / "deep" / "data" / "archive.db").is_file()


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    store.open(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="made by a newer version of the archive \\(schema 9999"):
        store.open(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("this is a letter, not a database\n" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        store.open(f"sqlite:///{file}")
    assert file.read_text().startswith("this is a letter")


@pytest.mark.parametrize(
    "url", ["postgresql://localhost/archive", "sqlite://", "sqlite:///:memory:", "data/archive.db"]
)
def test_an_address_that_names_no_file_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="ARCHIVE_STORE"):
        store.open(url)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        store.open(f"sqlite:///{tmp_path / 'file' / 'archive.db'}")


def test_processes_that_open_a_new_store_at_once_agree(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert pool.map(_open, [url] * 4) == [0] * 4


def _open(url: str) -> int:
    opened = store.open(url)
    with opened.snapshot() as snapshot:
        return snapshot.position()


def test_there_is_one_newest_migration() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1
