"""The commands, run as a user runs them, on the founding corpus and on synthetic files."""

import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.cli import main

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"

STORY = """The ferry that never came | Sunhee’s Story
I sold buttons by the landing, and every morning I carried my tray down the hill.
When the winter came, we had nothing left to eat but bark, and my brother starved.
We crossed the ice at night, holding on to a rope that my uncle had knotted.
Today I study at a university, and I tell my story wherever people will listen.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `archive` in an empty folder with a store and an index of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("ARCHIVE_STORE", "ARCHIVE_SEARCH", "ARCHIVE_LIMIT"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str, stdin: str | None = None, status: int = 0) -> Result:
        result = CliRunner().invoke(main, arguments, input=stdin)
        assert result.exit_code == status, result.output
        return result

    return invoke


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the founding corpus ingested, to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    names = {"ARCHIVE_STORE": f"sqlite:///{folder}/data/archive.db", "ARCHIVE_SEARCH": f"whoosh:{folder}/data/index"}
    result = CliRunner().invoke(main, ["ingest", str(CORPUS)], env=names)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def corpus(run: Run, founded: Path, tmp_path: Path) -> Run:
    """Run `archive` over a copy of the founding corpus's archive."""
    shutil.copytree(founded / "data", tmp_path / "data")
    return run


def search(run: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("search", *arguments, "--json").stdout)
    return found


def places(answer: dict[str, Any]) -> set[str]:
    return {f"{one['source'][:3]}:{one['lines'][0]}" for hit in answer["hits"] for one in hit["occurrences"]}


def plain_hits(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The hits by passage without their scores, which follow how the index happens to be laid out."""
    return {hit["passage"]: {name: value for name, value in hit.items() if name != "score"} for hit in answer["hits"]}


def test_ingest_tells_in_words_what_came_in(run: Run) -> None:
    output = run("ingest", str(CORPUS)).output
    assert "5 new, 0 there already, 0 refused" in output
    assert "9 stories (4 testimonies, 1 profile, 2 articles, 1 appeal, 1 news item)" in output
    assert "Repeats of a story: 1." in output


def test_ingest_again_adds_nothing(corpus: Run) -> None:
    before = json.loads(corpus("status", "--json").stdout)
    assert "0 new, 5 there already" in corpus("ingest", str(CORPUS)).output
    assert json.loads(corpus("status", "--json").stdout)["counts"] == before["counts"]


def test_a_dry_run_stores_nothing(run: Run) -> None:
    assert "5 new" in run("ingest", str(CORPUS), "--dry-run").output
    assert json.loads(run("status", "--json").stdout)["counts"] == {"sources": 0, "stories": 0, "passages": 0}


def test_if_empty_leaves_a_filled_archive_alone(corpus: Run, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(STORY, encoding="utf-8")
    assert corpus("ingest", "new.txt", "--if-empty").output == ""
    assert json.loads(corpus("status", "--json").stdout)["counts"]["sources"] == 5


def test_what_cannot_be_read_is_refused_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 40)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    output = run("ingest", "empty.txt", "image.txt", "absent.txt", "story.txt").output
    assert "1 new, 0 there already, 3 refused" in output
    for name in ("empty.txt", "image.txt", "absent.txt"):
        assert f"Refused {name}: " in output
    assert search(run, "bark")["total"] == {"passages": 1, "stories": 1}


def test_an_over_large_file_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_LIMIT", "100")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert "1 refused" in run("ingest", "story.txt", status=1).output


def test_a_run_that_refuses_everything_ends_with_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert "0 new, 0 there already, 2 refused" in run("ingest", "empty.txt", "absent.txt", status=1).output
    assert "1 refused" in run("ingest", "empty.txt", "--dry-run", status=1).output
    run("ingest", "story.txt", "empty.txt")
    assert "1 there already, 1 refused" in run("ingest", "story.txt", "empty.txt").output


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--captured", "yesterday", "--captured: 'yesterday' is no date; write it as 2024-05-02, 2024-05 or 2024."),
        ("--captured", "2024-02-30", "'2024-02-30' is no date"),
        ("--address", "example.org/page", "--address: 'example.org/page' is no web address"),
    ],
)
def test_what_is_said_of_a_capture_has_a_form(run: Run, tmp_path: Path, option: str, value: str, said: str) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert said in run("ingest", "story.txt", option, value, status=2).output
    assert json.loads(run("status", "--json").stdout)["counts"]["sources"] == 0


def test_bad_bytes_are_replaced_counted_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(STORY.encode() + b"A \xff few \xfe bytes are bad.\n")
    assert "2 bytes of story.txt could not be read" in run("ingest", "story.txt").output


def test_what_would_steer_the_terminal_is_told_by_number(run: Run, tmp_path: Path) -> None:
    story = STORY.replace("|", "\u202eannuS\u202c \x1b[2J |", 1)
    assert story != STORY
    (tmp_path / "story.txt").write_text(story, encoding="utf-8")
    told = run("inspect", "story.txt").output
    assert "<U+202E>annuS<U+202C> <U+001B>[2J" in told
    assert not {"\u202e", "\u202c", "\x1b"} & set(told)
    as_json = run("inspect", "story.txt", "--json").stdout
    assert "\u202e" not in as_json
    assert "\u202eannuS\u202c" in json.dumps(json.loads(as_json), ensure_ascii=False)


def test_a_capture_without_a_story_is_kept_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "menu.txt").write_text("Home\nAbout\nDonate\n", encoding="utf-8")
    assert "No story in menu.txt; it is kept as a source." in run("ingest", "menu.txt").output


def test_school_with_education_finds_what_a_careful_reader_finds(corpus: Run) -> None:
    found = places(search(corpus, "school", "--theme", "education", "--limit", "100"))
    certain = {"000:2", "000:35", "000:46", "000:52", "001:35", "004:33"}
    assert certain <= found
    assert found - certain <= {"004:6", "004:34", "004:36"}


def test_search_answers_in_its_contract(corpus: Run) -> None:
    answer = search(corpus, "school", "--view", "stories", "--limit", "2")
    assert set(answer) >= {"total", "view", "hits", "facets", "read_as"}
    assert answer["view"] == "stories"
    assert len(answer["hits"]) == 2
    hit = answer["hits"][0]
    assert set(hit) >= {"story", "title", "passage", "occurrences", "voice", "themes", "text", "marks", "score", "link"}
    assert {hit["text"][start:end].casefold() for start, end in hit["marks"]} <= {"school", "schools"}
    assert hit["link"].startswith(f"/stories/{hit['story']}")
    assert set(answer["facets"]) == {"theme", "voice", "place", "told", "kind", "publisher", "year"}
    assert all(set(one) == {"value", "label", "count"} for values in answer["facets"].values() for one in values)


def test_a_facet_count_says_what_choosing_it_would_give(corpus: Run) -> None:
    for view, unit in (("passages", "passages"), ("stories", "stories")):
        for facet, values in search(corpus, "mother", "--view", view)["facets"].items():
            for one in values:
                chosen = search(corpus, "mother", "--view", view, f"--{facet}", one["value"])
                assert chosen["total"][unit] == one["count"], (view, facet, one)


def test_a_voice_is_found_by_printed_name_or_id(corpus: Run) -> None:
    by_name = search(corpus, "", "--voice", "harry")
    assert by_name["total"]["passages"] > 20
    person = by_name["hits"][0]["person"]
    assert search(corpus, "", "--voice", person)["total"] == by_name["total"]


def test_a_place_is_found_by_id_or_name_and_with_all_that_it_holds(corpus: Run) -> None:
    hyesan = search(corpus, "", "--place", "hyesan")
    assert hyesan["total"]["passages"] == 1
    assert "hyesan" in hyesan["hits"][0]["places"]
    ids = {hit["passage"] for hit in hyesan["hits"]}
    assert ids <= {hit["passage"] for hit in search(corpus, "", "--place", "Ryanggang")["hits"]}
    assert search(corpus, "place:ryanggang")["total"] == search(corpus, "", "--place", "ryanggang")["total"]


def test_a_year_told_is_not_the_year_of_publication(corpus: Run) -> None:
    told = search(corpus, "", "--told", "1999")
    assert told["total"]["passages"] == 1
    assert told["hits"][0]["years"] == [1999]
    assert search(corpus, "told:1999")["total"] == told["total"]
    assert search(corpus, "", "--year", "1999")["total"]["passages"] == 0


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--theme", "educaton", "No theme goes by 'educaton'. There are forced-marriage, "),
        ("--theme", "{0}", "No theme goes by '{0}'."),
        ("--kind", "poem", "No kind goes by 'poem'. There are testimony, profile, "),
        ("--place", "atlantis", "No place goes by 'atlantis'."),
    ],
)
def test_what_no_list_holds_is_refused_with_the_way_to_the_list(
    corpus: Run, option: str, value: str, said: str
) -> None:
    output = corpus("search", "school", option, value, status=2).output
    assert output.startswith(f"archive: {said}")
    assert output.count("\n") == 1
    assert ("`archive vocabulary` describes them" in output) == (option == "--theme")


def test_a_theme_or_kind_is_found_by_its_label_too(corpus: Run) -> None:
    for option, id, label in (("--theme", "forced-marriage", "Forced marriage"), ("--kind", "profile", "Profile")):
        found = search(corpus, "", option, id)["total"]
        assert found == search(corpus, "", option, label)["total"] != {"passages": 0, "stories": 0}


def test_a_voice_or_publisher_that_nothing_bears_is_said(corpus: Run) -> None:
    for option, said in (("--voice", "No voice goes by 'Nobody' here."), ("--publisher", "No publisher goes by ")):
        answer = search(corpus, "school", option, "Nobody")
        assert answer["total"] == {"passages": 0, "stories": 0}
        assert [note for note in answer["notes"] if said in note]
    assert search(corpus, "school", "--voice", "-", "--publisher", "Liberty in North Korea")["notes"] == []


def test_a_page_past_the_last_is_said(corpus: Run) -> None:
    answer = search(corpus, "", "--page", "500", "--limit", "100")
    assert answer["hits"] == [] and answer["notes"] == ["There is no page 500: the last one is 2."]
    assert "There is no page 500: the last one is 8." in corpus("search", "", "--page", "500").output
    assert "There is no page 2: the last one is 1." in corpus("search", "", "--view", "stories", "--page", "2").output
    assert search(corpus, "", "--page", "2", "--limit", "100")["notes"] == []


def test_the_next_page_goes_on_where_the_first_ended(corpus: Run) -> None:
    pages = [search(corpus, "", "--limit", "100", "--page", str(page)) for page in (1, 2)]
    ids = [hit["passage"] for page in pages for hit in page["hits"]]
    assert len(ids) == len(set(ids)) == pages[0]["total"]["passages"]


def test_withdrawing_a_story_takes_it_out_of_every_answer_and_back(corpus: Run) -> None:
    before = search(corpus, "pears")
    (story,) = {hit["story"] for hit in before["hits"]}
    corpus("withdraw", story, "--why", "the narrator asked for it", "--who", "an archivist")
    assert search(corpus, "pears")["total"] == {"passages": 0, "stories": 0}
    assert "Harry" not in {one["label"] for one in search(corpus, "")["facets"]["voice"]}
    corpus("reinstate", story)
    assert plain_hits(search(corpus, "pears")) == plain_hits(before)


def test_withdrawing_one_source_leaves_a_repeat_standing_in_the_other(corpus: Run) -> None:
    corpus("withdraw", "001_ac64c99063aa75fe.txt")
    assert places(search(corpus, "fortune teller")) == {"002:3"}
    assert search(corpus, "Eunju")["total"]["passages"] == 0
    corpus("reinstate", "001_ac64c99063aa75fe.txt")
    assert places(search(corpus, "fortune teller")) == {"001:3", "002:3"}


def test_what_is_not_there_cannot_be_withdrawn(corpus: Run) -> None:
    assert "No source and no story" in corpus("withdraw", "nothing-of-that-name", status=2).output


def test_reread_changes_no_id(corpus: Run) -> None:
    before = search(corpus, "", "--limit", "100")
    assert "Sources read anew: 5." in corpus("reread").output
    assert plain_hits(search(corpus, "", "--limit", "100")) == plain_hits(before)
    assert "Sources read anew: 1." in corpus("reread", "000_596a1b8062a1a8d1.txt").output


def test_reindex_and_status_agree(corpus: Run) -> None:
    assert "9 stories" in corpus("reindex").output
    status = json.loads(corpus("status", "--json").stdout)
    assert status["counts"] == {"sources": 5, "stories": 9, "passages": 158}
    assert (status["engine"]["behind"], status["engine"]["stale"], status["engine"]["passages"]) == (False, False, 158)
    assert "up to date" in corpus("status").output


def test_inspect_needs_no_store_and_leaves_none(run: Run, tmp_path: Path) -> None:
    files = [str(path) for path in sorted(CORPUS.glob("*.txt"))]
    found = json.loads(run("inspect", *files, "--json").stdout)
    assert [len(source["stories"]) for source in found["sources"]] == [2, 2, 2, 2, 2]
    assert [repeat["grade"] for repeat in found["repeats"]] == ["identical"]
    assert {one["kind"] for one in found["related"]} == {"same-person"}
    assert list(tmp_path.iterdir()) == []
    plain = run("inspect", files[0]).output
    assert "testimony, Joseph, lines 32-54" in plain


def test_inspect_refuses_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    found = json.loads(run("inspect", "empty.txt", "absent.txt", "--json").stdout)
    assert {one["name"] for one in found["refused"]} == {"empty.txt", "absent.txt"}


def test_tag_reads_and_writes_json_lines(run: Run) -> None:
    lines = [{"id": "a", "text": "My brother starved that winter."}, {"id": 2, "text": "It rained."}]
    output = run("tag", "--json", stdin="\n".join(map(json.dumps, lines)) + "\n").stdout
    first, second = map(json.loads, output.splitlines())
    assert first["themes"][0]["theme"] == "starvation"
    evidence = first["themes"][0]["evidence"][0]
    assert lines[0]["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    assert (second["id"], second["themes"]) == (2, [])


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": 1}', '{"id": 1, "text": 2}'])
def test_tag_says_which_line_is_wrong(run: Run, line: str) -> None:
    assert "line 1 of standard input" in run("tag", "--json", stdin=line, status=2).output


def test_evaluate_passes_its_floors_in_a_checkout(run: Run) -> None:
    found = json.loads(run("evaluate", "--json").stdout)
    assert found["below"] == []
    assert found["sets"][0]["measures"]["boundaries"]["f1"] == 1.0


def test_evaluate_fails_below_a_floor_and_refuses_other_labels(run: Run, tmp_path: Path) -> None:
    gold = ROOT / "tests/gold/founding/examples.txt"
    floors = (ROOT / "tests/gold/floors.toml").read_text(encoding="utf-8")
    (tmp_path / "high.toml").write_text(floors.replace("main-themes = 0.95", "main-themes = 1.01"), encoding="utf-8")
    assert (
        "below its floor: examples: main-themes" in run("evaluate", str(gold), "--floors", "high.toml", status=1).output
    )
    (tmp_path / "other.txt").write_text("X1 | escape | | | why\nWe ran.\n", encoding="utf-8")
    assert "has no floors for" in run("evaluate", "other.txt", "--floors", "high.toml", status=2).output
    assert "cannot be read as labels" in run("evaluate", "absent.json", status=2).output


def test_a_setting_that_cannot_be_used_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_SEARCH", "nosuch:engine")
    assert "ARCHIVE_SEARCH" in run("status", status=2).output


def test_an_index_that_is_a_file_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("ARCHIVE_SEARCH", "whoosh:index")
    assert "index is a file" in run("status", status=2).output


def test_a_port_in_use_is_told_before_anything_is_served(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        output = run("serve", "--port", str(port), status=2).output
    assert f"Cannot listen on 127.0.0.1, port {port}" in output
    assert "The archive listens" not in output


def test_ctrl_c_ends_in_one_line_and_keeps_what_was_finished(run: Run, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(200):
        text = f"The lantern of landing {number} | Person{number}’s Story\nI carried tray {number} down the hill.\n"
        (tmp_path / "many" / f"{number:03}.txt").write_text(text * 3, encoding="utf-8")
    command = [sys.executable, "-m", "archive", "ingest", "many"]
    with subprocess.Popen(command, cwd=tmp_path, env=os.environ, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "Reading captures" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert said.rstrip().endswith("archive: Stopped. What was finished is kept.")
    assert 0 < json.loads(run("status", "--json").stdout)["counts"]["sources"] < 200
    assert "200 sources" in (run("ingest", "many"), run("status"))[1].stdout


def test_who_decides_has_a_name_or_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    # Only root may become a user whom the system does not know; others are asked for the name that they have.
    unknown = "os.geteuid() or os.setuid(54321)"
    code = f"import os; from archive.cli.keeping import _user; {unknown}; print(_user())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ("54321" if os.geteuid() == 0 else getpass.getuser())
