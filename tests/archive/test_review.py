"""The archivist's queue, from captures to the command line, by the real indexer. All texts are synthetic."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive import store
from archive.cli import main
from index.model import Lines

LANE = [
    "The house stood at the end of a lane with two poplars, and in the autumn the leaves blocked the gutter so that my "
    "father had to climb up every Sunday. He sang on the roof, and the neighbours complained, but he never stopped.",
    "In the second winter there was nothing left in the store. My mother boiled the husks and said that it was soup. "
    "My little brother asked for more, and she gave him hers, and she said that she had eaten at the mill.",
    "We crossed at night, when the guards were changing. The water came up to my chest, and I held my shoes above my "
    "head. I did not look back, because I had promised my aunt that I would not.",
]
CLOCK = [
    "I was born in Kanggye, the fourth of five daughters. My father mended clocks for the factory and was never paid "
    "for it. We kept rabbits under the stairs, and I knew each of them by its ears.",
    "At school we learned songs in the morning and picked stones out of a field in the afternoon. I was good at both. "
    "My teacher told my mother that I might go to the college in the city, if our file had been better.",
    "A woman came to our door with a bag of rice and asked whether I wanted to work in a restaurant on the other side. "
    "I was seventeen. I went with her the same evening and left a note under the clock.",
]
SEA = [
    "Park Sun-hee was nineteen when she first saw the sea. She had walked for eleven days with her cousin, and she had "
    "not slept for the last two of them. She remembers that she laughed.",
    "Before that she had worked in a textile mill in Sinuiju. She says that the noise has never left her ears. Her "
    "mother was ill, and the wages were paid in thread, which she sold at the market behind the station.",
]
EARLIER = [
    *("The lane with two poplars", LANE[0], "The winter of the husks", LANE[1], "The river at the border", LANE[2]),
    *("The clock under the stairs", CLOCK[0], "A bag of rice", CLOCK[1], CLOCK[2]),
]
"""Two posts that read as one: the second stands under what seems an inner heading."""
LATER = ["Home", "The clock under the stairs", *CLOCK, "Give today", "The sea", *SEA, "Share"]

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("ARCHIVE_STORE", "ARCHIVE_SEARCH", "ARCHIVE_LIMIT"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == status, result.output
        return result

    return invoke


@pytest.fixture
def queue(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "earlier.txt").write_text("\n".join(EARLIER), encoding="utf-8")
    (tmp_path / "later.txt").write_text("\n".join(LATER), encoding="utf-8")
    run("ingest", "earlier.txt")
    run("ingest", "later.txt")
    return run


def points(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("review", *arguments, "--json").stdout)["points"]
    return found


def cuts(run: Run) -> list[dict[str, Any]]:
    return [one for one in points(run) if one["kind"] == "cut"]


def stored_lines() -> list[Lines]:
    """The lines of the stories of earlier.txt as they stand in the store."""
    opened = store.open("sqlite:///data/archive.db")
    with opened.snapshot() as snapshot:
        found = snapshot.story_lines(sha256("\n".join(EARLIER).encode()).hexdigest())
    opened.close()
    return found


def waiting(run: Run) -> dict[str, int]:
    found: dict[str, int] = json.loads(run("status", "--json").stdout)["review"]
    return found


def test_an_empty_archive_has_no_points(run: Run) -> None:
    assert run("review").output == "Open points: 0.\n"
    assert waiting(run) == {"line": 0, "boundary": 0, "cut": 0}
    assert "Open points for review: 0." in run("status").output


def test_what_a_later_capture_sees_otherwise_waits_for_an_archivist(queue: Run) -> None:
    begun = next(one for one in cuts(queue) if one["reasons"][0] == "a story would begin here now")
    assert (begun["name"], begun["line"], begun["seen_in"]["name"]) == ("earlier.txt", 7, "later.txt")
    assert begun["confidence"] > 0.5
    assert {"line": 7, "text": EARLIER[6], "withheld": False} in begun["lines"]
    assert [line["line"] for line in begun["lines"]] == [4, 5, 6, 7, 8, 9, 10]
    assert waiting(queue)["cut"] == len(cuts(queue)) == 2
    # The stored cut is as it was.
    assert stored_lines() == [Lines(1, len(EARLIER))]


def test_a_list_of_points_in_plain_lines(queue: Run) -> None:
    output = queue("review", "--source", "earlier.txt").output
    assert "earlier.txt, line 7: a later capture sees this cut otherwise" in output
    assert "in the light of later.txt" in output
    assert f"  >     7  {EARLIER[6]}" in output
    assert output.startswith(f"Open points: {len(points(queue, '--source', 'earlier.txt'))}.")
    assert all(one["name"] == "later.txt" for one in points(queue, "--source", "later.txt"))


def test_reading_the_earlier_source_anew_settles_its_points(queue: Run) -> None:
    queue("reread", "earlier.txt")
    assert cuts(queue) == []
    assert stored_lines() == [Lines(1, 6), Lines(7, len(EARLIER))]


def test_a_point_is_dismissed_and_opened_again(queue: Run) -> None:
    point = cuts(queue)[0]["point"]
    assert f"Dismissed: point {point}." in queue("review", point, "--dismiss", "--why", "one story").output
    assert point not in {one["point"] for one in points(queue)}
    assert f"No open point goes by '{point}'." in queue("review", point, status=2).output
    queue("reread", "later.txt")
    assert point not in {one["point"] for one in points(queue)}
    queue("review", point, "--reopen")
    assert [one["point"] for one in points(queue, point)] == [point]


def test_points_of_a_withdrawn_source_show_no_text(queue: Run) -> None:
    before = points(queue)
    queue("withdraw", "earlier.txt")
    output = queue("review").output + queue("review", "--json").output
    assert "earlier.txt" not in output and not any(text in output for text in EARLIER if text not in LATER)
    queue("reinstate", "earlier.txt")
    assert points(queue) == before


def test_lines_of_a_withdrawn_story_are_not_shown(queue: Run) -> None:
    story = json.loads(queue("search", "husks", "--json").stdout)["hits"][0]["story"]
    queue("withdraw", story)
    assert all(line["withheld"] and not line["text"] for line in cuts(queue)[0]["lines"])
    output = queue("review", "--source", "earlier.txt").output
    assert "(withdrawn)" in output and not any(text in output for text in EARLIER)


def test_what_cannot_be_decided_is_said(queue: Run) -> None:
    assert "Give one POINT" in queue("review", "--dismiss", status=2).output
    point = cuts(queue)[0]["point"]
    assert "Give one POINT" in queue("review", point, "--dismiss", "--reopen", status=2).output
    assert "No point goes by 'nothing'" in queue("review", "nothing", "--dismiss", status=2).output
    assert "is not dismissed" in queue("review", point, "--reopen", status=2).output
    story = json.loads(queue("search", "husks", "--json").stdout)["hits"][0]["story"]
    assert "--source takes a source" in queue("review", "--source", story, status=2).output
