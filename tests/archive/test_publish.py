"""From the change log to a real engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import store
from archive.access import Gate
from archive.publish import Published, behind, catch_up, publish, reindex
from archive.store import Store, hold
from index.engine.base import Engine, Query
from index.engine.whoosh import WhooshEngine
from index.errors import EngineBusy
from index.query import parse
from tests.archive.builders import BRIDGE, LIGHTHOUSE, ORCHARD, RUN, capture


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Store]:
    opened = store.open(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = WhooshEngine(tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "index.lock"


def found(engine: Engine, words: str) -> int:
    return engine.search(Query(parse(words).expression)).passages


def test_what_is_stored_is_found_after_publishing(archive: Store, engine: Engine, lock: Path) -> None:
    gate = Gate(archive)
    archive.add(*capture("a.txt", ORCHARD), RUN)
    assert behind(gate, engine)
    assert publish(gate, engine, lock) == Published(gate.position(), 1, rebuilt=True)
    assert found(engine, "apple") == 1 and not behind(gate, engine)
    archive.add(*capture("b.txt", LIGHTHOUSE), RUN)
    assert behind(gate, engine)
    assert publish(gate, engine, lock) == Published(gate.position(), 1, rebuilt=False)
    assert found(engine, "lamp") == 1 and found(engine, "apple") == 1
    assert publish(gate, engine, lock) == Published(gate.position(), 0, rebuilt=False)


def test_what_is_withdrawn_is_found_no_more_until_it_is_back(archive: Store, engine: Engine, lock: Path) -> None:
    gate = Gate(archive)
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    archive.add(made, data, RUN)
    publish(gate, engine, lock)
    target = archive.find(made.occurrences[0].story)
    archive.withdraw(target, "an archivist", "asked for")
    publish(gate, engine, lock)
    assert found(engine, "apple") == 0 and found(engine, "lamp") == 1
    archive.reinstate(target, "an archivist", "no longer asked for")
    publish(gate, engine, lock)
    assert found(engine, "apple") == 1


def test_an_empty_store_makes_an_empty_index(archive: Store, engine: Engine, lock: Path) -> None:
    assert catch_up(Gate(archive), engine, lock) == Published(0, 0, rebuilt=True)
    assert catch_up(Gate(archive), engine, lock) is None
    assert found(engine, "apple") == 0


def test_an_index_of_another_store_is_built_anew(archive: Store, engine: Engine, lock: Path, tmp_path: Path) -> None:
    other = store.open(f"sqlite:///{tmp_path / 'other.db'}")
    other.add(*capture("a.txt", ORCHARD), RUN)
    publish(Gate(other), engine, lock)
    other.close()
    archive.add(*capture("b.txt", LIGHTHOUSE), RUN)
    done = catch_up(Gate(archive), engine, lock)
    assert done is not None and done.rebuilt
    assert found(engine, "apple") == 0 and found(engine, "lamp") == 1


def test_an_index_built_anew_holds_what_it_held(archive: Store, engine: Engine, lock: Path) -> None:
    archive.add(*capture("a.txt", ORCHARD, LIGHTHOUSE, BRIDGE), RUN)
    gate = Gate(archive)
    publish(gate, engine, lock)
    assert reindex(gate, engine, lock) == Published(gate.position(), 3, rebuilt=True)
    assert found(engine, "bridge") == 1


def test_who_does_not_get_the_lock_leaves_the_work(archive: Store, engine: Engine, lock: Path) -> None:
    archive.add(*capture("a.txt", ORCHARD), RUN)
    with hold(lock, 0) as held:
        assert held
        assert publish(Gate(archive), engine, lock, timeout=0.05) is None
        with pytest.raises(EngineBusy, match="another process"):
            reindex(Gate(archive), engine, lock, timeout=0.05)
    assert behind(Gate(archive), engine)
    assert publish(Gate(archive), engine, lock) is not None


def test_the_holder_goes_on_until_nothing_is_left(archive: Store, engine: Engine, lock: Path) -> None:
    """A writer commits while the holder is at work and gives up on the lock: the holder takes that along."""
    gate = Gate(archive)
    archive.add(*capture("a.txt", ORCHARD), RUN)
    outcome: list[Published | None] = []

    class Interrupted(WhooshEngine):
        def rebuild(self, stories: object, position: int) -> None:
            super().rebuild(stories, position)  # type: ignore[arg-type]
            archive.add(*capture("b.txt", LIGHTHOUSE), RUN)
            other = threading.Thread(target=lambda: outcome.append(publish(gate, engine, lock, timeout=0.05)))
            other.start()
            other.join()

    holder = Interrupted(lock.with_name("index"))
    done = publish(gate, holder, lock)
    holder.close()
    assert outcome == [None]
    assert done is not None and done.position == gate.position()
    assert found(engine, "lamp") == 1 and not behind(gate, engine)


def test_a_lock_ends_with_its_block(lock: Path) -> None:
    with hold(lock, 0) as first, hold(lock, 0.05) as second:
        assert first and not second
    with hold(lock, 0) as third:
        assert third
