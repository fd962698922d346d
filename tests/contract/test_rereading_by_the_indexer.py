"""The same as test_rereading, with all proposals made by the real indexer. All texts here are synthetic.

Of two captures that share their stories one is read again with other marks on the same lines, as a better reading of
its mark-up would give: the indexer then cuts it otherwise. In the light of the other capture it may know better; with
nothing known, it cannot see the repeats either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from archive.access import Gate
from archive.records import PUBLIC, SourceText, StoryText
from archive.store import Reread, Store
from index import pipeline, sources
from index.engine.base import Engine
from index.known import Seen
from index.model import Capture, Lines, Mark, Marked, Source, text_lines
from tests.archive.builders import RUN
from tests.contract.soundness import check, picture

FERRY, SHAWL, VILLAGE, HONEY = "The ferry of Lake Orra", "The red shawl", "The far village", "Honey in the cellar"
ROWED = (
    "I was nine years old when my father gave me the oar of the old ferry for the first time in my life. He stood "
    "behind me on the wet planks and held my elbows, and he said that the river would teach me the rest.",
    "We carried soldiers in the morning and their widows in the evening, and nobody spoke of either. My mother counted "
    "the coins on the kitchen table each night, and in the bad months she counted them twice.",
)
LOST = (
    "In the winter of 1998 the lake froze, and my sister walked across the ice to look for bread. She took the red "
    "shawl with her and promised to be back before the lamps were lit on our side of the shore.",
    "She never came back, and I have rowed along that shore every spring since then to call her name. People from the "
    "far village say that a girl in a red shawl was seen at the market there, years ago.",
)
BEES = (
    "My grandmother kept bees behind the railway station, where the coal dust settled on everything but the hives. I "
    "learned to walk slowly among them, and to breathe through my nose when they were angry.",
    "When the inspectors came they counted the hives and wrote down half of them, because my uncle had hidden the "
    "others in the cellar of the church. The honey of that year tasted of candles and of cold stone.",
    "I crossed the river in March with two jars of it under my coat, and I traded one of them to the ferryman. The "
    "other stands on my shelf in this city still, and I have never been able to open it.",
)
TEXTS = {
    "a.txt": "\n\n".join([FERRY, *ROWED, SHAWL, LOST[0], VILLAGE, LOST[1], HONEY, *BEES]) + "\n",
    "b.txt": "\n\n".join([HONEY, *BEES, FERRY, *ROWED, SHAWL, LOST[0], VILLAGE, LOST[1]]) + "\n",
}
CUTS = {
    "a story split in two": ("a.txt", (FERRY, SHAWL, HONEY), ()),
    "two stories joined": ("a.txt", (FERRY,), (HONEY,)),
    "a boundary moved": ("a.txt", (FERRY, SHAWL), ()),
    "a story vanished": ("a.txt", (FERRY,), (HONEY, *BEES)),
    "the later one split": ("b.txt", (FERRY, SHAWL, HONEY), ()),
    "the later one joined": ("b.txt", (HONEY,), ()),
    "of the later one a boundary moved": ("b.txt", (HONEY, SHAWL), ()),
    "of the later one a story vanished": ("b.txt", (HONEY,), (FERRY, *ROWED, SHAWL, LOST[0], VILLAGE, LOST[1])),
}
"""What is read anew, and which of its lines its mark-up now calls headings of posts, and which navigation."""


@pytest.fixture
def sound(archive: Store, url: str, engine: Engine, folder: Path) -> Callable[[], None]:
    """Checks that the store holds together and that the engine, which follows its log, finds all of it."""
    return lambda: check(archive, url, engine, folder.with_suffix(".lock"))


def read(name: str, titles: tuple[str, ...], navigation: tuple[str, ...] = ()) -> Source:
    marks = dict.fromkeys(titles, (Mark.H2, Mark.OPENING)) | dict.fromkeys(navigation, (Mark.NAVIGATION,))
    source = sources.read(Capture(name, TEXTS[name].encode()))
    found = tuple(Marked(line.number, marks[line.text]) for line in text_lines(source.text) if line.text in marks)
    return replace(source, marks=found)


def shared(archive: Store) -> None:
    """Both captures, each cut into the two stories; those of the second are repeats."""
    for name, text in TEXTS.items():
        source = read(name, (FERRY, HONEY))
        with archive.snapshot() as snapshot:
            made = pipeline.propose(source, snapshot.known())
        archive.add(made, text.encode(), RUN)
    assert [len(one.occurrences) for one in Gate(archive).stories(PUBLIC)] == [2, 2]


def reread(
    archive: Store, name: str, titles: tuple[str, ...], navigation: tuple[str, ...], *, alone: bool = False
) -> Reread:
    source = read(name, titles, navigation)
    with archive.snapshot() as snapshot:
        made = pipeline.propose(source, Seen() if alone else snapshot.known(source.sha256))
    return archive.reread(made, RUN)


def lines(archive: Store, name: str) -> list[Lines]:
    with archive.snapshot() as snapshot:
        return snapshot.story_lines(read(name, ()).sha256)


def shown(archive: Store) -> set[str]:
    """The lines of all sources that may be read."""
    gate = Gate(archive)
    texts = [gate.source(PUBLIC, one.id) for one in gate.sources(PUBLIC)]
    return {line.text for text in texts if isinstance(text, SourceText) for line in text.lines}


@pytest.mark.parametrize("how", [*product(CUTS, (False, True))], ids=str)
def test_every_link_leads_to_the_same_words(
    archive: Store, url: str, sound: Callable[[], None], how: tuple[str, bool]
) -> None:
    name, alone = how
    shared(archive)
    gate = Gate(archive)
    stories = [one.id for one in gate.stories(PUBLIC)]
    told = [found for id in stories if isinstance(found := gate.story(PUBLIC, id), StoryText)]
    texts = {passage.id: passage.text for one in told for passage in one.passages}
    back = CUTS[name][0], (FERRY, HONEY), ()
    reread(archive, *back)  # in the light of the other
    first = picture(archive, url)
    stood = lines(archive, CUTS[name][0])
    reread(archive, *CUTS[name], alone=alone)
    sound()
    assert not alone or lines(archive, CUTS[name][0]) != stood
    assert {id: gate.passages(PUBLIC, [id])[0].text for id in texts} == texts
    assert {one.id for one in gate.stories(PUBLIC, stories)} == set(stories)
    before = picture(archive, url)
    assert not reread(archive, *CUTS[name], alone=alone).new
    assert picture(archive, url) == before
    reread(archive, *back)
    sound()
    assert {**picture(archive, url), "replaced": []} == first


@pytest.mark.parametrize("how", [*product(CUTS, (False, True))], ids=str)
def test_what_was_withdrawn_is_never_shown(
    archive: Store, url: str, sound: Callable[[], None], how: tuple[str, bool]
) -> None:
    name, alone = how
    shared(archive)
    ferry = Gate(archive).stories(PUBLIC)[0]
    archive.withdraw(archive.find(ferry.id), "an archivist", "asked for")
    withdrawn = {*ROWED, *LOST}
    assert not shown(archive) & withdrawn
    for cut, so in ((CUTS[name], alone), ((CUTS[name][0], (FERRY, HONEY), ()), False)):
        reread(archive, *cut, alone=so)
        sound()
        assert not shown(archive) & withdrawn and set(BEES) <= shown(archive)
        before = picture(archive, url)
        reread(archive, *cut, alone=so)
        assert picture(archive, url) == before
    assert [one.title for one in Gate(archive).stories(PUBLIC)] == [HONEY]
    archive.reinstate(archive.find(ferry.id), "an archivist", "no longer asked for")
    sound()
    assert withdrawn <= shown(archive)
