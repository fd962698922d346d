"""The gate: what a viewer may see, and that nothing withdrawn is said by any method of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, update
from sqlalchemy.engine import Engine

from archive import store
from archive.access import Gate, publisher_id
from archive.errors import NotFound
from archive.records import ARCHIVIST, PUBLIC, Gone, SourceText, StoryText, Viewer
from archive.store import Store
from archive.store.tables import stories as stories_table
from index.identity import passage_id
from index.model import (
    Difference,
    Doubt,
    Grade,
    PlaceMention,
    Proposal,
    Reading,
    Related,
    Relation,
    Span,
    YearMention,
)
from tests.archive.builders import (
    BRIDGE,
    JORUN,
    LIGHTHOUSE,
    MINA,
    ORCHARD,
    RUN,
    Clock,
    Told,
    capture,
    person,
    proposal,
)

STAFF = Viewer(frozenset({"public", "restricted"}))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Store]:
    opened = store.open(f"sqlite:///{tmp_path / 'archive.db'}", Clock())
    yield opened
    opened.close()


@pytest.fixture
def gate(archive: Store) -> Gate:
    return Gate(archive)


@pytest.fixture
def first(archive: Store) -> Proposal:
    """The orchard and the lighthouse, in a.txt."""
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    made = replace(made, doubts=(Doubt(3, 0.5, ("follows a button",)), Doubt(8, 0.5)))
    archive.add(made, data, RUN)
    return made


@pytest.fixture
def second(archive: Store, first: Proposal) -> Proposal:
    """The orchard again in words of its own here and there, and the bridge, in b.txt, by another publisher."""
    words = [p if isinstance(p, str) else p[0] for p in ORCHARD.paragraphs]
    told = Told(
        "The orchard by the water",
        (words[0], (words[1].replace("lorries", "wagons"), "detention"), words[2]),
        person=replace(MINA, other_names=("Mina of the orchard",)),
        repeats=first.occurrences[0],
        grade=Grade.EDITED,
    )
    both = (first.occurrences[0].story, first.occurrences[1].story)
    related = (Related(Relation.SAME_PERSON, both, "both name the river"),)
    made, data = capture("b.txt", told, BRIDGE, publisher="Brücke & Söhne", related=related)
    made = replace(made, differs=(differ(first, "lorries", made, "wagons"),))
    archive.add(made, data, RUN)
    return made


def differ(one: Proposal, ours: str, other: Proposal, theirs: str) -> Difference:
    """The words in which the first stories of two proposals differ, each where it first stands in its source."""
    return Difference(one.occurrences[0].story, (reading(one, ours), reading(other, theirs)))


def reading(made: Proposal, words: str) -> Reading:
    at = made.source.text.index(words)
    return Reading(made.source.sha256, words, Span(at, at + len(words)))


def told_of(gate: Gate, story: str, viewer: Viewer = PUBLIC) -> list[list[tuple[str, int, str]]]:
    """The differences that a viewer is told of: (file, line, words) of each reading."""
    found = gate.story(viewer, story)
    assert isinstance(found, StoryText)
    each = dict.fromkeys(one for passage in found.passages for one in passage.differs)
    return [[(fact.name, fact.line, fact.text[fact.start : fact.end]) for fact in one.readings] for one in each]


def everything(gate: Gate, ids: dict[str, list[str]], viewer: Viewer = PUBLIC) -> str:
    """All that the gate says to a viewer about these ids, by every method that it has; to archivists about points."""
    archivist = Viewer(viewer.audiences | ARCHIVIST.audiences)
    questions: dict[str, Callable[[], object]] = {
        "passages": lambda: gate.passages(viewer, ids["passages"]),
        "stories": lambda: (gate.stories(viewer), gate.stories(viewer, ids["stories"])),
        "story": lambda: [heard(lambda id=id: gate.story(viewer, id)) for id in ids["stories"]],
        "sources": lambda: gate.sources(viewer),
        "source": lambda: [heard(lambda id=id: gate.source(viewer, id)) for id in ids["sources"]],
        "capture": lambda: [raw(gate.capture(viewer, id)) for id in ids["sources"]],
        "themes": lambda: gate.themes(viewer),
        "theme": lambda: [gate.theme(viewer, theme.id) for theme in gate.themes(viewer)],
        "voices": lambda: gate.voices(viewer),
        "voice": lambda: [heard(lambda id=id: gate.voice(viewer, id)) for id in ids["persons"]],
        "labels": lambda: gate.labels(viewer),
        "publishers": lambda: gate.publishers(viewer),
        "summary": lambda: gate.summary(viewer),
        "entries": lambda: (list(gate.entries()), list(gate.entries(ids["stories"]))),
        "changes": lambda: (found := gate.changes(0)) and found.touched,
        "position": lambda: None,
        "points": lambda: gate.points(archivist),
        "point_counts": lambda: gate.point_counts(archivist),
    }
    assert set(questions) == {name for name, _ in inspect.getmembers(Gate, inspect.isfunction) if name[0] != "_"}
    return "\n".join(f"{name}: {ask()!r}" for name, ask in questions.items())


def heard(ask: Callable[[], object]) -> object:
    try:
        return ask()
    except NotFound:
        return None


def raw(data: bytes | Gone) -> object:
    return data.decode() if isinstance(data, bytes) else data


def ids_of(gate: Gate, *proposals: Proposal) -> dict[str, list[str]]:
    occurrences = [one for made in proposals for one in made.occurrences]
    return {
        "passages": [passage.id for one in occurrences for passage in one.passages],
        "stories": [one.story for one in occurrences],
        "sources": [source.id for source in gate.sources(PUBLIC)],
        "persons": [MINA.id, JORUN.id],
    }


def text(gate: Gate, id: str) -> StoryText:
    found = gate.story(PUBLIC, id)
    assert isinstance(found, StoryText)
    return found


def test_a_story_is_told_whole(gate: Gate, first: Proposal, second: Proposal) -> None:
    orchard, lighthouse = (one.story for one in first.occurrences)
    found = text(gate, orchard)
    assert found.story.title == ORCHARD.title and found.story.date == "2019-12"
    assert found.story.narrator is not None and found.story.narrator.id == MINA.id
    assert found.story.themes == ("education", "detention", "despair")
    assert found.story.advisories == ("detention", "despair")
    assert [(place.name, place.first, place.last) for place in found.story.occurrences] == [
        ("a.txt", 1, 4),
        ("b.txt", 1, 4),
    ]
    assert [(related.kind, related.story.id, related.why) for related in found.related] == [
        ("same-person", lighthouse, "both name the river")
    ]
    one = found.passages[1]
    assert (one.number, one.voice.id if one.voice else None) == (2, MINA.id)
    assert [tag.theme for tag in one.tags] == ["detention", "despair"] and one.tags[0].evidence == ((0, 1),)
    assert [(reading.source, "wagons" in reading.text) for reading in one.readings] == [
        (gate.sources(PUBLIC)[1].id, True)
    ]


def test_sections_and_voices_of_the_canonical_occurrence_are_told(archive: Store, gate: Gate) -> None:
    told = Told(
        "Two who stayed", ("An introduction of some words.", "# The baker", "I baked.", "# The smith", "I forged.")
    )
    made, data = capture("a.txt", told)
    smith = person("Ola")
    one = made.occurrences[0]
    sections = (one.sections[0], replace(one.sections[1], narrator=smith.id))
    passages = (*one.passages[:2], replace(one.passages[2], voice=smith.id))
    archive.add(
        replace(
            made,
            occurrences=(replace(one, sections=sections, passages=passages, persons=(smith.id,)),),
            persons=(smith,),
        ),
        data,
        RUN,
    )
    found = text(gate, one.story)
    assert [section.heading for section in found.story.sections] == ["# The baker", "# The smith"]
    assert found.story.sections[1].narrator is not None and found.story.sections[1].narrator.name == "Ola"
    assert [passage.section for passage in found.passages] == [None, 0, 1]
    assert found.story.narrator is None and found.passages[2].voice == found.story.persons[0]


def test_passages_come_in_the_order_asked_and_once(gate: Gate, first: Proposal) -> None:
    ids = [passage.id for one in first.occurrences for passage in one.passages]
    asked = [ids[4], ids[0], "unknown", ids[4], ids[2]]
    assert [passage.id for passage in gate.passages(PUBLIC, asked)] == [ids[4], ids[0], ids[2]]
    assert gate.passages(PUBLIC, []) == []
    assert [story.id for story in gate.stories(PUBLIC, [first.occurrences[1].story, "unknown"])] == [
        first.occurrences[1].story
    ]


def test_the_number_of_statements_does_not_grow(archive: Store, gate: Gate, first: Proposal, second: Proposal) -> None:
    ids = [passage.id for one in (*first.occurrences, *second.occurrences) for passage in one.passages]
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        gate.passages(PUBLIC, ids[:1])
        one = len(said)
        gate.passages(PUBLIC, ids)
        many = len(said) - one
        said.clear()
        gate.stories(PUBLIC)
        stories = len(said)
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert one == many <= 9 and stories <= 8


def test_a_fact_in_which_sources_differ_is_told_with_every_reading(
    gate: Gate, first: Proposal, second: Proposal
) -> None:
    orchard = first.occurrences[0]
    assert told_of(gate, orchard.story) == [[("a.txt", 3, "lorries"), ("b.txt", 3, "wagons")]]
    found = text(gate, orchard.story).passages
    assert [len(passage.differs) for passage in found] == [0, 1, 0]
    assert found[1].differs[0].passages == (orchard.passages[1].id,)
    assert gate.passages(PUBLIC, [orchard.passages[1].id])[0].differs == found[1].differs


FORTY = Told("A debt", ("We waited by the mill that year.", "A second heading", "He paid for it for 50 years."))
"""Cut anew, its last two lines are a story of their own."""


def repeat(archive: Store, name: str, known: Proposal, years: str, *differing: Proposal) -> Proposal:
    """FORTY again with other years, and with a difference to each proposal; its passages are its own."""
    *words, last = (text for text in FORTY.paragraphs if isinstance(text, str))
    told = Told(
        f"A debt as {name} has it",
        (*words, last.replace("50", years)),
        repeats=known.occurrences[0],
        grade=Grade.EDITED,
    )
    made, data = capture(name, told)
    one = made.occurrences[0]
    own = tuple(replace(passage, id=passage_id(one.source, passage.span)) for passage in one.passages)
    made = replace(made, occurrences=(replace(one, passages=own),))
    found = [differ(one, one.source.text.split(" years")[0].split()[-1], made, years) for one in differing]
    made = replace(made, differs=tuple(replace(one, story=known.occurrences[0].story) for one in found))
    archive.add(made, data, RUN)
    return made


def test_differences_that_share_a_reading_are_told_as_one(archive: Store, gate: Gate) -> None:
    one, data = capture("one.txt", FORTY)
    archive.add(one, data, RUN)
    repeat(archive, "two.txt", one, "40", one)
    repeat(archive, "three.txt", one, "30", one)
    story = one.occurrences[0].story
    both = [[("one.txt", 4, "50"), ("two.txt", 4, "40"), ("three.txt", 4, "30")]]
    assert told_of(gate, story) == both
    two = archive.find("two.txt")
    archive.withdraw(two, "an archivist", "asked for")
    assert told_of(gate, story) == [[("one.txt", 4, "50"), ("three.txt", 4, "30")]]
    archive.reinstate(two, "an archivist", "")
    archive.withdraw(archive.find("one.txt"), "an archivist", "asked for")
    assert told_of(gate, story) == []


def test_a_fact_that_a_source_does_not_give_joins_nothing(archive: Store, gate: Gate) -> None:
    one, data = capture("one.txt", Told("A debt", ("He paid for it.",)))
    archive.add(one, data, RUN)
    told = Told("A debt", ("Chol paid for it in 1998.",), repeats=one.occurrences[0], grade=Grade.EDITED)
    made, data = capture("two.txt", told)
    end = one.source.text.index("it.") + 2
    nothing = Reading(one.source.sha256, "", Span(end, end))
    story = one.occurrences[0].story
    differs = tuple(Difference(story, (nothing, reading(made, words))) for words in ("Chol", "1998"))
    archive.add(replace(made, differs=differs), data, RUN)
    assert told_of(gate, story) == [
        [("one.txt", 2, ""), ("two.txt", 2, "Chol")],
        [("one.txt", 2, ""), ("two.txt", 2, "1998")],
    ]


def test_a_source_is_shown_line_by_line(gate: Gate, first: Proposal) -> None:
    found = gate.source(PUBLIC, gate.sources(PUBLIC)[0].id)
    assert isinstance(found, SourceText)
    assert "\n".join(line.text for line in found.lines) == first.source.text
    assert [line.role for line in found.lines[:7]] == ["title", "body", "body", "body", "furniture", "blank", "title"]
    assert (
        found.lines[0].starts and found.lines[0].story == first.occurrences[0].story and found.lines[0].passage is None
    )
    assert found.lines[1].passage == first.occurrences[0].passages[0].id
    assert found.lines[4].reason == "a button" and found.lines[4].story is None
    assert [story.id for story in found.stories] == [one.story for one in first.occurrences]
    by_digest = gate.source(PUBLIC, first.source.sha256)
    assert by_digest == found
    with pytest.raises(NotFound):
        gate.source(PUBLIC, "nothing")


def test_themes_voices_and_publishers_are_counted(gate: Gate, first: Proposal, second: Proposal) -> None:
    counts = {theme.id: (theme.stories, theme.passages) for theme in gate.themes(PUBLIC)}
    assert counts["detention"] == (1, 1) and counts["escape"] == (1, 1) and counts["faith"] == (0, 0)
    assert gate.theme(PUBLIC, "education").stories == 1
    with pytest.raises(NotFound):
        gate.theme(PUBLIC, "nothing")
    voices = {voice.id: voice for voice in gate.voices(PUBLIC)}
    assert voices[JORUN.id].name == "Jorun" and voices[JORUN.id].other_names == ("Jorun Vale",)
    heard = gate.voice(PUBLIC, MINA.id)
    assert not isinstance(heard, Gone)
    speaker, stories = heard
    assert speaker.stories == 1 and [story.id for story in stories] == [first.occurrences[0].story]
    assert gate.publishers(PUBLIC) == {"a-made-up-house": "A made-up house", "brücke-söhne": "Brücke & Söhne"}
    labels = gate.labels(PUBLIC)
    assert labels["voice"] == {MINA.id: "Mina", JORUN.id: "Jorun"} and labels["theme"]["education"] == "Education"
    summary = gate.summary(PUBLIC)
    assert (summary.sources, summary.stories, summary.passages) == (2, 3, 6)
    assert summary.kinds == {"article": 1, "profile": 1, "testimony": 1}
    assert summary.publishers == {"a-made-up-house": 2, "brücke-söhne": 2}


def test_an_engine_is_given_stories_with_the_values_of_their_facets(
    gate: Gate, first: Proposal, second: Proposal
) -> None:
    entries = {entry.id: entry for entry in gate.entries()}
    orchard = entries[first.occurrences[0].story]
    assert orchard.audience == "public" and orchard.date == "2019-12"
    assert orchard.labels == {"title": ORCHARD.title, "voice": "Mina"}
    values = orchard.passages[1].values
    assert values == {
        "theme": ("detention", "despair"),
        "voice": (MINA.id,),
        "place": (),
        "told": (),
        "kind": ("testimony",),
        "publisher": ("a-made-up-house", "brücke-söhne"),
        "year": ("2019",),
    }
    assert ["wagons" in reading for reading in orchard.passages[1].readings] == [True]
    assert entries[second.occurrences[1].story].passages[0].values["year"] == ()
    assert [entry.id for entry in gate.entries([orchard.id, "unknown"])] == [orchard.id]


def test_a_passage_is_given_with_its_places_and_those_that_hold_them(archive: Store, gate: Gate) -> None:
    made, data = capture("a.txt", Told("A road", ("From Musan, 1997, to Seoul.", "Nothing is named here.")))
    one = made.occurrences[0]
    named = (PlaceMention("musan", 5, 10), PlaceMention("no-place-of-today", 0, 4), PlaceMention("seoul", 21, 26))
    passage = replace(one.passages[0], places=named, years=(YearMention(1997, 12, 16),))
    archive.add(replace(made, occurrences=(replace(one, passages=(passage, one.passages[1])),)), data, RUN)
    [entry] = gate.entries([one.story])
    assert entry.passages[0].values["place"] == ("musan", "north-hamgyong", "north-korea", "seoul", "south-korea")
    assert entry.passages[0].values["told"] == ("1997",)
    assert entry.passages[1].values["place"] == entry.passages[1].values["told"] == ()
    assert gate.labels(PUBLIC)["place"]["north-hamgyong"] == "North Hamgyong"


def test_publishers_have_ids_that_are_no_facets_none() -> None:
    assert publisher_id("Liberty in North Korea") == "liberty-in-north-korea"
    assert publisher_id("자유 북한") == "자유-북한"
    assert publisher_id("---") not in ("", "-")


# Withdrawn


def test_a_withdrawn_story_is_said_by_no_method(archive: Store, gate: Gate, first: Proposal, second: Proposal) -> None:
    ids = ids_of(gate, first, second)
    before = everything(gate, ids)
    orchard = first.occurrences[0].story
    secrets = ("orchard", "Mina", "apple trees", "lorries", "wagons", "harvest", MINA.id, "the river", "2019-12")
    assert all(secret in before for secret in secrets)
    target = archive.find(orchard)
    archive.withdraw(target, "an archivist", "asked for")
    after = everything(gate, ids)
    assert [secret for secret in secrets if secret in after] == []
    assert gate.story(PUBLIC, orchard) == Gone("withdrawn")
    assert gate.theme(PUBLIC, "education").stories == 0
    assert [gate.capture(PUBLIC, id) for id in ids["sources"]] == [Gone("withdrawn")] * 2
    source = gate.source(PUBLIC, ids["sources"][0])
    assert isinstance(source, SourceText)
    assert [line.role for line in source.lines[:6]] == ["withdrawn"] * 6 and source.lines[6].text == LIGHTHOUSE.title
    assert not any(line.story or line.passage or line.reason or line.starts for line in source.lines[:6])
    archive.reinstate(target, "an archivist", "no longer asked for")
    assert everything(gate, ids) == before


def test_a_source_withdrawn_takes_what_stands_there_alone(
    archive: Store, gate: Gate, first: Proposal, second: Proposal
) -> None:
    ids = ids_of(gate, first, second)
    before = everything(gate, ids)
    orchard, lighthouse = (one.story for one in first.occurrences)
    target = archive.find("a.txt")
    archive.withdraw(target, "an archivist", "asked for")
    after = everything(gate, ids)
    secrets = ("lighthouse", "Jorun", "lorries", "by the river", "a.txt", "2019-12", "A made-up house")
    assert all(secret in before for secret in secrets)
    assert [secret for secret in secrets if secret in after] == []
    assert gate.story(PUBLIC, lighthouse) == Gone("withdrawn")
    assert gate.source(PUBLIC, target.id) == gate.capture(PUBLIC, target.id) == Gone("withdrawn")
    found = text(gate, orchard)
    assert found.story.title == "The orchard by the water" and "wagons" in found.passages[1].text
    assert [place.name for place in found.story.occurrences] == ["b.txt"]
    assert all(passage.readings == () and len(passage.occurrences) == 1 for passage in found.passages)
    assert [tag.theme for passage in found.passages for tag in passage.tags] == ["detention"]
    assert found.related == ()
    assert told_of(gate, orchard) == []
    archive.reinstate(target, "an archivist", "no longer asked for")
    assert everything(gate, ids) == before


def test_a_source_withdrawn_that_only_repeats_leaves_no_reading(
    archive: Store, gate: Gate, first: Proposal, second: Proposal
) -> None:
    ids = ids_of(gate, first, second)
    archive.withdraw(archive.find("b.txt"), "an archivist", "asked for")
    after = everything(gate, ids)
    assert [
        secret for secret in ("wagons", "by the water", "b.txt", "bridge", "rücke", "of the orchard") if secret in after
    ] == []
    assert gate.summary(PUBLIC).stories == 2
    assert told_of(gate, first.occurrences[0].story) == []
    assert "difference" not in after.casefold()


def test_a_side_that_is_of_another_story_since_is_told_only_with_it(archive: Store, gate: Gate) -> None:
    one, data = capture("one.txt", FORTY)
    archive.add(one, data, RUN)
    two = repeat(archive, "two.txt", one, "40", one)
    assert told_of(gate, two.occurrences[0].story) != []
    anew = (Told(FORTY.title, FORTY.paragraphs[:1]), Told(str(FORTY.paragraphs[1]), FORTY.paragraphs[2:]))
    archive.reread(proposal("one.txt", one.source.text, anew), RUN)
    assert told_of(gate, two.occurrences[0].story) == []
    [apart] = [story for story in gate.stories(PUBLIC) if story.title == FORTY.paragraphs[1]]
    archive.withdraw(archive.find(apart.id), "an archivist", "asked for")
    assert "50" not in repr(gate.story(PUBLIC, two.occurrences[0].story))


def test_a_person_of_whom_all_was_withdrawn_is_gone(archive: Store, gate: Gate, first: Proposal) -> None:
    lighthouse = archive.find(first.occurrences[1].story)
    archive.withdraw(lighthouse, "an archivist", "asked for")
    assert gate.voice(PUBLIC, JORUN.id) == Gone("withdrawn")
    archive.reinstate(lighthouse, "an archivist", "")
    assert not isinstance(gate.voice(PUBLIC, JORUN.id), Gone)
    archive.withdraw(archive.find("a.txt"), "an archivist", "asked for")
    assert gate.voice(PUBLIC, JORUN.id) == gate.voice(PUBLIC, MINA.id) == Gone("withdrawn")
    with pytest.raises(NotFound):
        gate.voice(PUBLIC, "nobody")


def test_a_person_of_whom_a_story_still_stands_is_there(
    archive: Store, gate: Gate, first: Proposal, second: Proposal
) -> None:
    archive.withdraw(archive.find("a.txt"), "an archivist", "asked for")
    assert not isinstance(gate.voice(PUBLIC, MINA.id), Gone)


def test_both_withdrawn_come_back_one_by_one(archive: Store, gate: Gate, first: Proposal) -> None:
    orchard, source = archive.find(first.occurrences[0].story), archive.find("a.txt")
    archive.withdraw(orchard, "an archivist", "asked for")
    archive.withdraw(source, "an archivist", "asked for as well")
    assert gate.summary(PUBLIC).stories == 0 and list(gate.entries()) == []
    archive.reinstate(source, "an archivist", "")
    assert [story.id for story in gate.stories(PUBLIC)] == [first.occurrences[1].story]
    archive.reinstate(orchard, "an archivist", "")
    assert gate.summary(PUBLIC).stories == 2


def test_a_withdrawn_story_stays_so_in_a_source_that_comes_later(archive: Store, gate: Gate, first: Proposal) -> None:
    target = archive.find(first.occurrences[0].story)
    archive.withdraw(target, "an archivist", "asked for")
    made, data = capture("later.txt", replace(ORCHARD, repeats=first.occurrences[0]), BRIDGE)
    added = archive.add(made, data, RUN)
    assert gate.capture(PUBLIC, added.source) == Gone("withdrawn")
    # The decision holds there too when that source is cut anew into a story of its own.
    alone, _ = capture("later.txt", ORCHARD, BRIDGE)
    archive.reread(alone, RUN)
    assert "apple trees" not in everything(gate, ids_of(gate, first, made, alone))
    archive.reinstate(target, "an archivist", "no longer asked for")
    assert gate.capture(PUBLIC, added.source) == data
    assert gate.summary(PUBLIC).stories == 4


def test_followers_hear_of_all_that_a_withdrawal_changes(archive: Store, gate: Gate, first: Proposal) -> None:
    told = Told(
        "Afterwards",
        ("Mina came back to the valley in the end.",),
        person=replace(MINA, name="Mina Holt", other_names=("Mina",)),
    )
    made, data = capture("b.txt", told)
    archive.add(made, data, RUN)
    before = gate.position()
    archive.withdraw(archive.find("a.txt"), "an archivist", "asked for")
    changes = gate.changes(before)
    assert changes is not None
    assert set(changes.dropped) == {one.story for one in first.occurrences}
    assert changes.touched == (made.occurrences[0].story,)


# Other audiences


def test_a_story_for_few_is_not_there_for_everybody(
    archive: Store, gate: Gate, first: Proposal, second: Proposal
) -> None:
    ids = ids_of(gate, first, second)
    orchard = first.occurrences[0].story
    with archive._write() as connection:  # the desk that decides this comes later; the gate holds already
        connection.execute(update(stories_table).where(stories_table.c.id == orchard).values(visibility="restricted"))
    pages = everything(gate, ids).split("entries: ", maxsplit=1)[0]
    with pytest.raises(NotFound):
        gate.voice(PUBLIC, MINA.id)
    assert told_of(gate, orchard, STAFF) == [[("a.txt", 3, "lorries"), ("b.txt", 3, "wagons")]]
    secrets = ("Mina", "apple trees", "lorries", "wagons")
    assert [secret for secret in secrets if secret in pages] == []
    assert all(secret in everything(gate, ids, STAFF) for secret in secrets)
    with pytest.raises(NotFound):
        gate.story(PUBLIC, orchard)
    assert isinstance(gate.story(STAFF, orchard), StoryText)
    assert {entry.id: entry.audience for entry in gate.entries()}[orchard] == "restricted"
    assert isinstance(gate.capture(PUBLIC, ids["sources"][0]), Gone)
    assert isinstance(gate.capture(STAFF, ids["sources"][0]), bytes)
    # Nobody else hears that it was withdrawn, of the story or of who speaks in it.
    for name in ("a.txt", "b.txt"):
        archive.withdraw(archive.find(name), "an archivist", "asked for")
    assert gate.voice(STAFF, MINA.id) == Gone("withdrawn")
    with pytest.raises(NotFound):
        gate.voice(PUBLIC, MINA.id)
