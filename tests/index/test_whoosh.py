"""What the Whoosh engine keeps on disk. What it answers stands in tests/contract. All texts are synthetic."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import analysis
from index.engine.base import PUBLIC, PassageEntry, Query, StoryEntry
from index.engine.generations import Generations
from index.engine.whoosh import WhooshEngine, engine, schema
from index.errors import EngineError
from index.query import parse


def story(name: str, text: str) -> StoryEntry:
    return StoryEntry(name, PUBLIC, (PassageEntry(f"{name}1", text),), {"title": f"title of {name}"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def whoosh(folder: Path) -> Iterator[WhooshEngine]:
    opened = WhooshEngine(folder)
    opened.rebuild([story("a", "an orchard by the river"), story("b", "a market")], 1)
    yield opened
    opened.close()


def passages(whoosh: WhooshEngine, text: str) -> int:
    return whoosh.search(Query(parse(text).expression)).passages


def on_disk(folder: Path) -> bytes:
    """All that Whoosh's word lists hold; what is stored beside them is compressed."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*.trm")))


def test_the_words_of_a_dropped_story_leave_the_files(whoosh: WhooshEngine, folder: Path) -> None:
    assert b"orchard" in on_disk(folder)
    whoosh.apply([], ["a"], 2)
    assert b"orchard" not in on_disk(folder)
    assert b"market" in on_disk(folder)


def test_a_purge_takes_what_a_large_index_keeps(
    whoosh: WhooshEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PURGED_AT_ONCE", 0)
    whoosh.apply([story(f"s{number}", f"rice number{number}") for number in range(20)], [], 2)
    whoosh.apply([], ["s7"], 3)
    assert passages(whoosh, "number7") == 0
    assert b"number7" in on_disk(folder)
    whoosh.purge()
    assert b"number7" not in on_disk(folder)
    state = whoosh.state()
    assert state
    assert (state.position, state.stories) == (3, 21)
    assert passages(whoosh, "rice") == 19


def test_purging_where_nothing_is_built_builds_nothing(folder: Path) -> None:
    opened = WhooshEngine(folder)
    opened.purge()
    assert opened.state() is None


def test_a_rebuild_in_batches_holds_every_story(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BATCH", 3)
    opened = WhooshEngine(folder)
    opened.rebuild((story(f"s{number}", f"rice number{number}") for number in range(10)), 1)
    assert passages(opened, "rice") == 10
    assert all(passages(opened, f"number{number}") == 1 for number in range(10))
    opened.close()


def test_old_generations_go_when_nobody_reads_them(whoosh: WhooshEngine, folder: Path) -> None:
    reader = WhooshEngine(folder)
    assert passages(reader, "river") == 1
    whoosh.rebuild([story("c", "salt")], 2)
    assert [path.name for path in sorted(folder.glob("generation-*"))] == ["generation-000001", "generation-000002"]
    assert passages(reader, "river") == 0
    whoosh.apply([], [], 3)
    assert [path.name for path in folder.glob("generation-*")] == ["generation-000002"]
    reader.close()


def test_an_index_of_another_analyzer_answers_but_must_be_rebuilt(
    whoosh: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "fingerprint", lambda: "of another day")
    assert whoosh.stale()
    assert passages(whoosh, "river") == 1
    with pytest.raises(EngineError, match="another version"):
        whoosh.apply([story("c", "salt")], [], 2)
    whoosh.rebuild([story("c", "salt")], 2)
    assert not whoosh.stale()


def test_an_index_of_another_schema_must_be_rebuilt(whoosh: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    assert whoosh.stale()
    with pytest.raises(EngineError, match="another version"):
        passages(whoosh, "river")
    whoosh.rebuild([story("c", "salt")], 2)
    assert not whoosh.stale()
    assert passages(whoosh, "salt") == 1


@pytest.mark.parametrize("pattern", ["*.toc", "*.trm", "*.pst", "*_stored.col", "*_len.col"])
@pytest.mark.parametrize("damage", ["gone", "empty", "torn"])
def test_a_damaged_index_is_said_to_be_so_and_can_be_rebuilt(
    whoosh: WhooshEngine, folder: Path, pattern: str, damage: str
) -> None:
    whoosh.close()
    for path in folder.rglob(pattern):
        torn = path.read_bytes()[: 0 if damage == "empty" else path.stat().st_size // 2]
        path.unlink()
        if damage != "gone":
            path.write_bytes(torn)
    opened = WhooshEngine(folder)
    try:
        right = passages(opened, "river") == 1
    except EngineError as error:
        assert "archive reindex" in str(error)
    else:
        assert right
    opened.rebuild([story("c", "salt")], 2)
    assert not opened.stale()
    assert passages(opened, "salt") == 1
    opened.close()


def test_a_pointer_to_nowhere_is_damage(whoosh: WhooshEngine, folder: Path) -> None:
    current = Generations(folder).current()
    assert current
    whoosh.close()
    shutil.rmtree(current)
    opened = WhooshEngine(folder)
    assert opened.stale()
    with pytest.raises(EngineError):
        opened.apply([story("c", "salt")], [], 2)
    opened.rebuild([story("c", "salt")], 2)
    assert passages(opened, "salt") == 1
    opened.close()


def test_closing_twice_and_searching_again_is_no_harm(whoosh: WhooshEngine) -> None:
    whoosh.close()
    whoosh.close()
    assert passages(whoosh, "river") == 1


def test_an_index_taken_away_while_it_is_open_is_missing(whoosh: WhooshEngine, folder: Path) -> None:
    assert passages(whoosh, "river") == 1
    shutil.rmtree(folder)
    assert whoosh.state() is None
    assert whoosh.stale()
    assert passages(whoosh, "river") == 0
    whoosh.apply([story("c", "salt")], [], 2)
    assert passages(whoosh, "salt") == 1
