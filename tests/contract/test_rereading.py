"""Captures that share a story, of which one is cut otherwise when it is read anew. All texts here are synthetic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from archive.access import Gate
from archive.records import ARCHIVIST, PUBLIC, SourceLine, SourceText, StoryText
from archive.store import Store
from index.engine.base import Engine
from index.identity import passage_id
from index.model import Doubt, Proposal, Related, Relation
from tests.archive.builders import LIGHTHOUSE, MINA, RUN, Told, capture, proposal
from tests.contract.soundness import check, picture

WALK = Told(
    "A walk to the mill",
    (
        "One step was taken before the sun came up that day.",
        "Two steps were taken where the road forks at the well.",
        "Three steps were taken when nobody looked any more.",
    ),
    person=MINA,
)
RIDE = Told("A ride to the coast", ("Four horses drew the cart.", "Five gulls followed it to the harbour wall."))
FIRST, SECOND, THIRD = WALK.paragraphs
FOURTH, FIFTH = RIDE.paragraphs
CUTS: dict[str, tuple[Told, ...]] = {
    "whole": (WALK, RIDE),
    "split": (replace(WALK, paragraphs=(FIRST, SECOND)), Told(THIRD, (THIRD,)), RIDE),
    "joined": (replace(WALK, paragraphs=(*WALK.paragraphs, RIDE.title, *RIDE.paragraphs)),),
    "moved": (
        replace(WALK, paragraphs=(FIRST, SECOND)),
        replace(RIDE, title=THIRD, paragraphs=(THIRD, *RIDE.paragraphs)),
    ),
    "vanished": (RIDE,),
    "nothing": (),
}
"""How a later run may cut the capture that holds WALK and RIDE."""


@pytest.fixture
def sound(archive: Store, url: str, engine: Engine, folder: Path) -> Callable[[], None]:
    """Checks that the store holds together and that the engine, which follows its log, finds all of it."""
    return lambda: check(archive, url, engine, folder.with_suffix(".lock"))


def shared(archive: Store) -> tuple[Proposal, Proposal]:
    """Two captures that both hold WALK and RIDE; the second's are repeats of the first's."""
    first, data = capture("a.txt", WALK, RIDE)
    archive.add(first, data, RUN)
    walk, ride = first.occurrences
    second, more = capture("b.txt", replace(WALK, repeats=walk), LIGHTHOUSE, replace(RIDE, repeats=ride))
    archive.add(second, more, RUN)
    return first, second


def cut(made: Proposal, name: str, *, as_repeats: bool = False) -> Proposal:
    """The capture cut otherwise; `as_repeats`, a story that begins as one of before is seen to be that one."""
    done = proposal(made.source.name, made.source.text, CUTS[name])
    if not as_repeats:
        return done
    ids = {one.span.start: one.story for one in made.occurrences}
    return replace(
        done, occurrences=tuple(replace(one, story=ids.get(one.span.start, one.story)) for one in done.occurrences)
    )


def leads(archive: Store, id: str) -> str:
    """Where a link to a story leads: the title there, or why there is none."""
    found = Gate(archive).story(PUBLIC, id)
    if isinstance(found, StoryText):
        return found.story.title
    return leads(archive, found.to) if found.to else found.reason


def lines(archive: Store, source: str) -> tuple[SourceLine, ...]:
    """The lines of a source, each with the story and the passage that it is of."""
    found = Gate(archive).source(PUBLIC, source)
    assert isinstance(found, SourceText)
    return found.lines


def words(archive: Store, passage: str) -> list[tuple[str, str]]:
    """Where a link to a passage leads: its story and its text; nothing where it is withdrawn or gone."""
    return [(one.story, one.text) for one in Gate(archive).passages(PUBLIC, [passage])]


@pytest.mark.parametrize("how", [*product(CUTS, (False, True), (0, 1))], ids=str)
def test_whichever_way_one_is_cut_the_other_stays_as_it_was(
    archive: Store, url: str, sound: Callable[[], None], how: tuple[str, bool, int]
) -> None:
    name, as_repeats, which = how
    made = shared(archive)
    sound()
    links = {passage.id: (one.story, passage.text) for one in made[0].occurrences for passage in one.passages}
    other = archive.find(made[1 - which].source.name).id
    stands = lines(archive, other)
    done = cut(made[which], name, as_repeats=as_repeats)
    archive.reread(done, RUN)
    sound()
    # The other capture holds both stories still: every link leads to the words that it led to.
    assert lines(archive, other) == stands
    assert {id: words(archive, id) for id in links} == {id: [where] for id, where in links.items()}
    assert [leads(archive, one.story) for one in made[0].occurrences] == [WALK.title, RIDE.title]
    # Once more changes nothing; back again, all is as before, but for what stood nowhere else.
    before = picture(archive, url)
    archive.reread(done, RUN)
    assert picture(archive, url) == before
    sound()
    archive.reread(made[which], RUN)
    sound()
    for one in made[0].occurrences:
        text = Gate(archive).story(PUBLIC, one.story)
        assert isinstance(text, StoryText)
        assert [passage.id for passage in text.passages] == [passage.id for passage in one.passages]
        assert [place.name for place in text.story.occurrences] == ["a.txt", "b.txt"]
        assert all(len(passage.occurrences) == 2 for passage in text.passages)


@pytest.mark.parametrize("name", CUTS)
@pytest.mark.parametrize("which", [0, 1])
def test_withdrawn_words_stay_withdrawn_and_others_come_back(
    archive: Store, url: str, sound: Callable[[], None], name: str, which: int
) -> None:
    made = shared(archive)
    walk, ride = (one.story for one in made[0].occurrences)
    archive.withdraw(archive.find(walk), "an archivist", "asked for")
    sound()
    for as_repeats in (False, True):
        archive.reread(cut(made[which], name, as_repeats=as_repeats), RUN)
        sound()
        shown = {line.text for one in Gate(archive).sources(PUBLIC) for line in lines(archive, one.id)}
        assert not shown & set(WALK.paragraphs) and set(RIDE.paragraphs) <= shown
        before = picture(archive, url)
        archive.reread(cut(made[which], name, as_repeats=as_repeats), RUN)
        assert picture(archive, url) == before
        archive.reread(made[which], RUN)
        sound()
        assert leads(archive, walk) == "withdrawn" and leads(archive, ride) == RIDE.title
        assert {one.title for one in Gate(archive).stories(PUBLIC)} == {RIDE.title, LIGHTHOUSE.title}
    archive.reinstate(archive.find(walk), "an archivist", "no longer asked for")
    sound()
    assert leads(archive, walk) == WALK.title and Gate(archive).summary(PUBLIC).stories == 3


def test_a_wrong_join_withdraws_nothing_for_good(archive: Store, sound: Callable[[], None]) -> None:
    """Joined to RIDE, the withdrawn WALK takes it along, wherever it stands, no longer than any cut joins them."""
    first, data = capture("a.txt", WALK, RIDE)
    archive.add(first, data, RUN)
    walk, ride = first.occurrences
    archive.add(*capture("b.txt", LIGHTHOUSE, replace(RIDE, repeats=ride)), RUN)
    archive.withdraw(archive.find(walk.story), "an archivist", "asked for")
    joined = cut(first, "joined").occurrences[0]
    passages = {passage.span: passage.id for passage in ride.passages}
    joined = replace(
        joined,
        story=ride.story,
        passages=tuple(replace(passage, id=passages.get(passage.span, passage.id)) for passage in joined.passages),
    )
    archive.reread(replace(first, occurrences=(joined,)), RUN)
    sound()
    assert leads(archive, walk.story) == leads(archive, ride.story) == "withdrawn"
    assert archive.find(walk.story).id == ride.story
    third, more = capture("c.txt", replace(CUTS["joined"][0], repeats=joined))
    archive.add(third, more, RUN)
    archive.reread(first, RUN)
    sound()
    assert leads(archive, ride.story) == "withdrawn", "c.txt still has withdrawn words in that story"
    ride_again = replace(RIDE, repeats=ride)
    archive.reread(proposal("c.txt", third.source.text, (WALK, ride_again)), RUN)
    sound()
    assert leads(archive, ride.story) == RIDE.title
    assert {one.title for one in Gate(archive).stories(PUBLIC)} == {RIDE.title, LIGHTHOUSE.title}


def test_an_id_made_up_is_never_used_twice(archive: Store, sound: Callable[[], None]) -> None:
    made, data = capture("a.txt", WALK, RIDE)
    archive.add(made, data, RUN)
    walk, ride = (one.story for one in made.occurrences)
    given_up = {ride}
    for _ in range(3):
        archive.reread(cut(made, "joined"), RUN)
        sound()
        assert all(leads(archive, id) == WALK.title and archive.find(id).id == walk for id in given_up)
        (new,) = archive.reread(made, RUN).new
        sound()
        assert new not in given_up
        given_up.add(new)


def test_a_relation_of_which_one_story_is_left_goes(archive: Store, sound: Callable[[], None]) -> None:
    made, data = capture("a.txt", WALK, RIDE)
    archive.add(made, data, RUN)
    walk, ride = (one.story for one in made.occurrences)
    other, more = capture("b.txt", LIGHTHOUSE)
    tide = other.occurrences[0].story
    related = (Related(Relation.SERIES, (walk, ride), "parts"), Related(Relation.SERIES, (ride, tide), "more parts"))
    archive.add(replace(other, related=related), more, RUN)
    archive.reread(cut(made, "joined"), RUN)
    sound()
    found = Gate(archive).story(PUBLIC, walk)
    assert isinstance(found, StoryText)
    assert [(one.story.id, one.why) for one in found.related] == [(tide, "more parts")]


def test_a_passage_moves_with_its_words_where_no_other_source_holds_it(
    archive: Store, sound: Callable[[], None]
) -> None:
    made, data = capture("a.txt", WALK, RIDE)
    archive.add(made, data, RUN)
    walk, ride = made.occurrences
    archive.add(*capture("b.txt", replace(RIDE, repeats=ride), LIGHTHOUSE), RUN)
    archive.reread(cut(made, "moved", as_repeats=True), RUN)
    sound()
    (to, text) = words(archive, walk.passages[2].id)[0]
    assert text == THIRD and to not in (walk.story, ride.story)
    assert [id for one in walk.passages[:2] for id, _ in words(archive, one.id)] == [walk.story] * 2
    # The story that stands elsewhere and did not come with its passages keeps them there.
    assert [id for one in ride.passages for id, _ in words(archive, one.id)] == [ride.story] * 2


def test_a_passage_keeps_its_id_within_a_story_that_stands_elsewhere(archive: Store, sound: Callable[[], None]) -> None:
    first, second = shared(archive)
    walk = second.occurrences[0]
    own = tuple(
        replace(one, id=passage_id(second.source.sha256, one.span)) if at == 1 else one
        for at, one in enumerate(walk.passages)
    )
    archive.reread(replace(second, occurrences=(replace(walk, passages=own), *second.occurrences[1:])), RUN)
    sound()
    text = Gate(archive).story(PUBLIC, walk.story)
    assert isinstance(text, StoryText)
    assert [one.id for one in text.passages] == [one.id for one in first.occurrences[0].passages]


@pytest.mark.parametrize("name", CUTS)
def test_a_dismissed_point_stays_dismissed_through_every_cut(archive: Store, name: str) -> None:
    first, _ = shared(archive)
    doubtful = (Doubt(2, 0.4),)
    archive.reread(replace(first, doubts=doubtful), RUN)
    (point,) = Gate(archive).points(ARCHIVIST)
    archive.dismiss(point.id, "Ada", "a line of the text")
    archive.reread(replace(cut(first, name), doubts=doubtful), RUN)
    assert Gate(archive).points(ARCHIVIST) == [] and len(archive.decisions()) == 1
