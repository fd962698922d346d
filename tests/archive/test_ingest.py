"""Bytes to stories, by the real indexer, on the founding captures and on made-up ones."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import store
from archive.access import Gate
from archive.ingest import Report, ingest, reread
from archive.manifest import Listed, listed
from archive.records import PUBLIC, StoryText
from archive.store import Added, Run, Store
from index.model import Capture, Proposal, Refusal

CORPUS = Path(__file__).parents[2] / "corpus"
MADE_UP = """The Ferryman of Lake Orra | Tomas’s Story

I was nine years old when my father gave me the oar of the old ferry for the first time.
We carried soldiers in the morning and their widows in the evening, and nobody spoke of either.
In the winter of 1998 the lake froze, and my sister walked across the ice to look for bread.
She never came back, and I have rowed along that shore every spring since then to call her name.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Store]:
    opened = store.open(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


def figures(archive: Store) -> tuple[int, int, int, int]:
    gate = Gate(archive)
    summary = gate.summary(PUBLIC)
    return summary.sources, summary.stories, summary.passages, gate.position()


def stories(archive: Store) -> list[StoryText]:
    gate = Gate(archive)
    found = [gate.story(PUBLIC, story.id) for story in gate.stories(PUBLIC)]
    return [one for one in found if isinstance(one, StoryText)]


def corpus() -> list[Listed | Refusal]:
    return listed([CORPUS])


def test_the_founding_corpus_comes_in(archive: Store) -> None:
    published: list[bool] = []
    report = ingest(archive, corpus(), lambda: published.append(True))
    assert (len(report.new), report.refused, published) == (5, (), [True])
    assert figures(archive)[:2] == (5, 9)
    gate = Gate(archive)
    for source in gate.sources(PUBLIC):
        assert gate.capture(PUBLIC, source.id) == (CORPUS / source.name).read_bytes()
    (repeated,) = [text for text in stories(archive) if len(text.story.occurrences) > 1]
    assert [(place.name[:3], place.first) for place in repeated.story.occurrences] == [("001", 1), ("002", 1)]
    assert [related.kind for related in repeated.related] == ["same-person"]
    said = report.lines()
    assert said[0] == "Sources: 5 new, 0 there already, 0 refused."
    assert said[1].startswith("New: 9 stories (4 testimonies, 1 profile, ")
    assert "Repeats of a story: 1." in said and "Tellings linked to another of the same life: 1." in said


def test_a_second_run_finds_nothing_new(archive: Store) -> None:
    ingest(archive, corpus())
    before = figures(archive)
    report = ingest(archive, corpus())
    assert report.new == () and figures(archive) == before
    assert report.lines()[0] == "Sources: 0 new, 5 there already, 0 refused."


def test_a_dry_run_counts_the_same_and_leaves_nothing(archive: Store) -> None:
    published: list[bool] = []
    rehearsed = ingest(archive, corpus(), lambda: published.append(True), dry_run=True)
    assert figures(archive) == (0, 0, 0, 0) and published == []
    assert rehearsed.lines()[0] == "Dry run: nothing was stored."
    assert rehearsed.lines()[1:] == ingest(archive, corpus()).lines()


def test_read_anew_by_the_same_indexer_nothing_changes(archive: Store) -> None:
    ingest(archive, corpus())
    before = stories(archive)
    done = reread(archive, archive.digests())
    assert all(not one.new and not one.replaced for one in done)
    assert stories(archive) == before


def test_a_page_read_anew_has_its_marks_and_its_own_words_still(archive: Store) -> None:
    geese = "We kept geese below the dam, and my mother sold them in the town on every Sunday of the year. " * 4
    clock = "My father mended clocks for the factory under the stairs, and he was never paid for any of it. " * 4
    told = (("Inside", geese), ("We had not met.", clock))
    posts = "".join(f"<article><h2>{title}</h2><p>{text}</p></article>" for title, text in told)
    page = f'<!doctype html><meta property="og:site_name" content="The Made-up House"><nav>Home</nav>{posts}'
    ingest(archive, [Capture("page.html", page.encode())])
    before = stories(archive)
    assert [one.story.title for one in before] == ["Inside", "We had not met."]
    assert {place.publisher for one in before for place in one.story.occurrences} == {"The Made-up House"}
    (done,) = reread(archive, archive.digests())
    assert len(done.kept) == 2 and not done.new and not done.replaced


def test_interrupted_between_sources_it_is_whole_and_goes_on(archive: Store) -> None:
    def interrupted() -> Iterator[Listed | Refusal]:
        yield from corpus()[:2]
        raise KeyboardInterrupt

    published: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        ingest(archive, interrupted(), lambda: published.append(figures(archive)[0]))
    assert published == [2] and figures(archive)[0] == 2
    assert len(ingest(archive, corpus()).new) == 3
    assert figures(archive)[:2] == (5, 9)


def test_bad_input_is_refused_in_words_and_the_rest_goes_on(archive: Store) -> None:
    report = ingest(
        archive,
        [
            Capture("empty.txt", b""),
            Capture("binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0"),
            Capture("large.txt", b"x" * 2000),
            Refusal("missing.txt", "there is no such file or folder"),
            Capture("ferry.txt", MADE_UP.encode()),
        ],
        limit=1000,
    )
    assert [one.name for one in report.refused] == ["empty.txt", "binary.txt", "large.txt", "missing.txt"]
    assert [one.name for one in report.new] == ["ferry.txt"]
    assert figures(archive)[0] == 1
    said = [line for line in report.lines() if line.startswith("Refused")]
    assert len(said) == 4 and said[3] == "Refused missing.txt: there is no such file or folder."


def test_bad_bytes_and_captures_without_a_story_are_told(archive: Store) -> None:
    report = ingest(
        archive,
        [
            Capture("bad.txt", MADE_UP.encode() + b"And then \xff the ice broke.\n"),
            Capture("none.txt", b"Accept all cookies\n"),
        ],
    )
    assert "1 byte of bad.txt could not be read; each is shown as U+FFFD." in report.lines()
    assert "No story in none.txt; it is kept as a source." in report.lines()
    assert [source.replaced for source in Gate(archive).sources(PUBLIC)] == [1, 0]


def test_a_repeat_that_comes_while_it_is_proposed_is_still_found(tmp_path: Path) -> None:
    """Another process stores the same story between the proposal and its storing."""
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    other = store.open(url)

    class Raced(Store):
        raced = False

        def add(self, proposal: Proposal, data: bytes, run: Run, *, known_at: int | None = None) -> Added:
            if not self.raced:
                self.raced = True
                ingest(other, [Capture("first.txt", MADE_UP.encode())])
            return super().add(proposal, data, run, known_at=known_at)

    racing = Raced(other._engine, store.utc_now)
    report = ingest(racing, [Capture("second.txt", (MADE_UP + "\nShare\n").encode())])
    assert racing.raced and len(report.new[0].added.repeats) == 1
    assert [[place.name for place in text.story.occurrences] for text in stories(other)] == [
        ["first.txt", "second.txt"]
    ]
    other.close()


def test_two_processes_that_ingest_the_same_stories_agree(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    store.open(url).close()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        reports = pool.starmap(_ingest, [(url, ""), (url, "Share this story\n")])
    assert [len(report.refused) for report in reports] == [0, 0]
    archive = store.open(url)
    assert figures(archive)[:2] == (10, 9)
    assert all(len(text.story.occurrences) in (2, 4) for text in stories(archive))
    archive.close()


def _ingest(url: str, end: str) -> Report:
    archive = store.open(url)
    captures = [Capture(file.name + end, file.read_bytes() + end.encode()) for file in sorted(CORPUS.glob("*.txt"))]
    report = ingest(archive, captures)
    archive.close()
    return report
