"""What every store must do."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import replace

import pytest

from archive import store
from archive.access import Gate
from archive.errors import GateError, NotFound, Overtaken, StoreError
from archive.records import ARCHIVIST, PUBLIC, Gone, PlaceRecord, PointRecord, StoryText, YearRecord
from archive.store import Store
from index.model import (
    Difference,
    Doubt,
    Grade,
    Light,
    Lines,
    Mark,
    Marked,
    PlaceMention,
    Proposal,
    Reading,
    Related,
    Relation,
    Said,
    Span,
    YearMention,
)
from index.recurring import MOST_CAPTURES, line_key
from index.repeats import name_keys, prints
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
    proposal,
)


def counts(archive: Store) -> tuple[int, int, int, int]:
    summary = Gate(archive).summary(PUBLIC)
    return summary.sources, summary.stories, summary.passages, Gate(archive).position()


def story(archive: Store, id: str) -> StoryText:
    found = Gate(archive).story(PUBLIC, id)
    assert isinstance(found, StoryText)
    return found


def test_a_source_comes_back_as_it_was_handed_in(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    added = archive.add(made, data, RUN)
    assert added.new and added.stories == tuple(one.story for one in made.occurrences) and added.passages == 5
    assert archive.source(made.source.sha256) == made.source
    assert Gate(archive).capture(PUBLIC, added.source) == data
    with archive.snapshot() as snapshot:
        assert list(snapshot.known().told_by(name_keys("Mina"))) == [made.occurrences[0]]
        assert list(snapshot.known().people(frozenset({JORUN.id, "nobody"}))) == [JORUN]


def test_marks_of_lines_and_what_a_page_says_of_itself_come_back(archive: Store) -> None:
    made, data = capture("a.html", ORCHARD)
    marks = (Marked(1, (Mark.H1, Mark.OPENING)), Marked(4, (Mark.NAVIGATION,)))
    said = Said("https://house.example/orchard", "A made-up house", "2020-05", None, "Jane Roe")
    source = replace(made.source, marks=marks, said=said)
    archive.add(replace(made, source=source), data, RUN)
    assert archive.source(source.sha256) == source
    archive.reread(replace(made, source=archive.source(source.sha256)), RUN)
    assert archive.source(source.sha256) == source


def test_places_and_years_come_back_with_their_spans(archive: Store) -> None:
    told = Told(
        "Two rivers", ("In Hoeryong, 1997, and in 1998 in Hoeryong, we waited.", "Nothing is named here."), MINA
    )
    made, data = capture("a.txt", told)
    one = made.occurrences[0]
    named = (PlaceMention("hoeryong", 3, 11), PlaceMention("hoeryong", 34, 42))
    passage = replace(one.passages[0], places=named, years=(YearMention(1997, 13, 17), YearMention(1998, 26, 30)))
    one = replace(one, passages=(passage, one.passages[1]))
    archive.add(replace(made, occurrences=(one,)), data, RUN)
    with archive.snapshot() as snapshot:
        assert list(snapshot.known().told_by(name_keys("Mina"))) == [one]
    first, second = story(archive, one.story).passages
    assert first.places == (
        PlaceRecord("hoeryong", "Hoeryong", ("north-hamgyong", "north-korea"), ((3, 11), (34, 42))),
    )
    assert first.years == (YearRecord(1997, ((13, 17),)), YearRecord(1998, ((26, 30),)))
    assert second.places == second.years == ()
    archive.reread(made, RUN)
    assert story(archive, one.story).passages[0].places == ()


def test_the_same_bytes_again_change_nothing(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    first = archive.add(made, data, RUN)
    before = counts(archive)
    again = archive.add(replace(made, source=replace(made.source, name="renamed.txt")), data, RUN)
    assert not again.new and again.source == first.source and again.stories == ()
    assert counts(archive) == before
    assert [source.name for source in Gate(archive).sources(PUBLIC)] == ["a.txt"]


def test_a_capture_without_a_story_is_kept(archive: Store) -> None:
    made = proposal("empty.txt", "Nothing is told here.\n", ())
    archive.add(made, b"Nothing is told here.\n", RUN)
    assert counts(archive) == (1, 0, 0, 0)


def test_a_repeat_adds_an_occurrence_and_its_readings(archive: Store) -> None:
    first, data = capture("a.txt", ORCHARD)
    archive.add(first, data, RUN)
    words = tuple(p if isinstance(p, str) else p[0] for p in ORCHARD.paragraphs)
    told = Told(
        ORCHARD.title,
        (words[0], words[1].replace("spring", "autumn"), words[2], "The trees were felled in the last year."),
        person=MINA,
        repeats=first.occurrences[0],
        grade=Grade.EDITED,
    )
    second, data = capture("b.txt", told, LIGHTHOUSE, publisher="Another house")
    added = archive.add(second, data, RUN)
    assert added.repeats == (first.occurrences[0].story,) and added.passages == 3
    text = story(archive, first.occurrences[0].story)
    assert [place.name for place in text.story.occurrences] == ["a.txt", "b.txt"]
    assert [place.grade for place in text.story.occurrences] == ["identical", "edited"]
    assert [passage.number for passage in text.passages] == [1, 2, 3, 4]
    assert text.passages[1].text == words[1]
    assert [reading.text for reading in text.passages[1].readings] == [words[1].replace("spring", "autumn")]
    assert text.passages[3].text == "The trees were felled in the last year."
    assert len(text.passages[0].occurrences) == 2 and text.passages[0].readings == ()


def test_what_only_a_repeat_tells_stands_where_it_stands_there(archive: Store) -> None:
    first, data = capture("a.txt", Told("A walk", ("One step was taken.", "Three steps were taken.")))
    archive.add(first, data, RUN)
    one, three = first.occurrences[0].passages
    again, data = capture(
        "b.txt", Told("A walk", ("One step was taken.", "Two steps were taken.", "Three steps were taken."))
    )
    passages = tuple(
        replace(passage, id=known or passage.id)
        for passage, known in zip(again.occurrences[0].passages, (one.id, None, three.id), strict=True)
    )
    repeat = replace(again.occurrences[0], story=first.occurrences[0].story, grade=Grade.EDITED, passages=passages)
    archive.add(replace(again, occurrences=(repeat,)), data, RUN)
    texts = [passage.text.split()[0] for passage in story(archive, repeat.story).passages]
    assert texts == ["One", "Two", "Three"]


def test_a_proposal_that_contradicts_the_store_leaves_nothing(archive: Store) -> None:
    first, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    archive.add(first, data, RUN)
    before = counts(archive)
    made, data = capture("b.txt", BRIDGE, replace(LIGHTHOUSE, title="Another letter"))
    orchard = first.occurrences[0]
    stolen = replace(made.occurrences[1].passages[0], id=orchard.passages[0].id)
    wrong = replace(made.occurrences[1], passages=(stolen,))
    with pytest.raises(StoreError, match="The store cannot do that"):
        archive.add(replace(made, occurrences=(made.occurrences[0], wrong)), data, RUN)
    assert counts(archive) == before
    assert archive.digests() == [first.source.sha256]


def test_a_proposal_of_persons_without_names_is_refused(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    with pytest.raises(StoreError, match="persons"):
        archive.add(replace(made, persons=()), data, RUN)
    assert counts(archive) == (0, 0, 0, 0)


def test_a_proposal_made_before_others_wrote_is_overtaken(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    archive.add(made, data, RUN, known_at=0)
    late, more = capture("b.txt", LIGHTHOUSE)
    with pytest.raises(Overtaken):
        archive.add(late, more, RUN, known_at=0)
    with archive.snapshot() as snapshot:
        now = snapshot.position()
    assert archive.add(late, more, RUN, known_at=now).new


def test_a_rehearsal_counts_and_leaves_nothing(archive: Store) -> None:
    first, data = capture("a.txt", ORCHARD)
    second, more = capture("b.txt", replace(ORCHARD, repeats=first.occurrences[0]), LIGHTHOUSE)
    with archive.rehearsal() as rehearsal:
        assert rehearsal.add(first, data, RUN).new
        assert rehearsal.add(second, more, RUN).repeats == (first.occurrences[0].story,)
        with rehearsal.snapshot() as snapshot:
            assert len(snapshot.sources()) == 2
    assert counts(archive) == (0, 0, 0, 0)
    assert archive.add(first, data, RUN).new


def test_a_snapshot_does_not_move(archive: Store) -> None:
    with archive.snapshot() as snapshot:
        assert snapshot.position() == 0
        archive.add(*capture("a.txt", ORCHARD), RUN)
        assert snapshot.position() == 0 and snapshot.sources() == []
    assert counts(archive)[0] == 1


def test_known_finds_by_fingerprint_most_in_common_first(archive: Store) -> None:
    first, data = capture("a.txt", BRIDGE, ORCHARD)
    archive.add(first, data, RUN)
    second, more = capture("b.txt", Told("Another title", (ORCHARD.paragraphs[0],)))
    archive.add(second, more, RUN)
    orchard = first.occurrences[1]
    asked = frozenset().union(*(prints(passage.text) for passage in orchard.passages))
    with archive.snapshot() as snapshot:
        found = snapshot.known().sharing(asked)
        assert list(found) == [orchard, second.occurrences[0]]
        assert list(snapshot.known(first.source.sha256).sharing(asked)) == [second.occurrences[0]]
        assert snapshot.known().sharing(frozenset()) == []


def test_known_holds_what_was_withdrawn(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    added = archive.add(made, data, RUN)
    archive.withdraw(archive.find(added.source), "an archivist", "asked for")
    with archive.snapshot() as snapshot:
        assert list(snapshot.known().told_by(name_keys("Mina"))) == [made.occurrences[0]]


def test_the_change_log_rises_with_every_commit(archive: Store) -> None:
    gate = Gate(archive)
    one, data = capture("a.txt", ORCHARD)
    archive.add(one, data, RUN)
    first = gate.position()
    two, more = capture("b.txt", LIGHTHOUSE)
    archive.add(two, more, RUN)
    changes = gate.changes(first)
    assert changes is not None and changes.position == gate.position() > first > 0
    assert changes.touched == (two.occurrences[0].story,) and changes.dropped == ()
    archive.withdraw(archive.find(one.occurrences[0].story), "an archivist", "asked for")
    later = gate.changes(changes.position)
    assert later is not None and later.dropped == (one.occurrences[0].story,) and later.touched == ()
    everything = gate.changes(0)
    assert everything is not None and everything.touched == (two.occurrences[0].story,)


def test_a_position_of_another_store_is_known_for_one(archive: Store) -> None:
    archive.add(*capture("a.txt", ORCHARD), RUN)
    position = Gate(archive).position()
    assert Gate(archive).changes(position - 1) is None
    assert Gate(archive).changes(position + 1) is None


def test_a_clock_that_goes_back_does_not_turn_the_log_back(archive: Store, url: str) -> None:
    archive.add(*capture("a.txt", ORCHARD), RUN)
    before = Gate(archive).position()
    slow = store.open(url, Clock())
    slow.add(*capture("b.txt", LIGHTHOUSE), RUN)
    slow.close()
    assert Gate(archive).position() == before + 1


def test_a_name_that_comes_touches_the_other_stories_of_its_bearer(archive: Store) -> None:
    one, data = capture("a.txt", ORCHARD)
    archive.add(one, data, RUN)
    before = Gate(archive).position()
    learned = replace(MINA, other_names=("Mina Holt",))
    archive.add(*capture("b.txt", Told("Later", ("Mina Holt came back to the valley.",), person=learned)), RUN)
    changes = Gate(archive).changes(before)
    assert changes is not None and one.occurrences[0].story in changes.touched
    people = {person.id: person for person in Gate(archive).voices(PUBLIC)}
    assert people[MINA.id].name == "Mina" and people[MINA.id].other_names == ("Mina Holt",)


# Reading anew


def recut(made: Proposal, *stories: Told) -> Proposal:
    return proposal(made.source.name, made.source.text, stories)


def test_read_anew_as_before_nothing_changes_but_the_log(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    archive.add(made, data, RUN)
    before = [story(archive, one.story) for one in made.occurrences]
    done = archive.reread(made, RUN)
    assert set(done.kept) == {one.story for one in made.occurrences} and done.new == done.replaced == ()
    assert [story(archive, one.story) for one in made.occurrences] == before


def test_ids_live_on_by_overlap_and_others_redirect(archive: Store) -> None:
    long = Told("A title that is none", ("The third of them stayed behind.",))
    made, data = capture("a.txt", ORCHARD, long)
    archive.add(made, data, RUN)
    orchard, other = made.occurrences
    merged = Told(
        ORCHARD.title, (*(p if isinstance(p, str) else p[0] for p in ORCHARD.paragraphs), long.title, *long.paragraphs)
    )
    done = archive.reread(recut(made, merged), RUN)
    assert done.kept == (orchard.story,) and done.replaced == (other.story,)
    text = story(archive, orchard.story)
    assert [passage.id for passage in text.passages[:3]] == [passage.id for passage in orchard.passages]
    assert text.passages[4].id == other.passages[0].id
    assert Gate(archive).story(PUBLIC, other.story) == Gone("replaced", orchard.story)
    assert archive.find(other.story).id == orchard.story
    # Cut apart once more: the words get an id that never meant anything else, and the old redirect still leads on.
    again = archive.reread(made, RUN)
    assert again.kept == (orchard.story,) and other.story not in again.new and len(again.new) == 1
    assert Gate(archive).story(PUBLIC, other.story) == Gone("replaced", orchard.story)


def test_a_replaced_passage_is_found_where_its_words_stand(archive: Store) -> None:
    made, data = capture("a.txt", Told("A walk", ("One step was taken.", "Two steps were taken then.")))
    archive.add(made, data, RUN)
    one, two = made.occurrences[0].passages
    both = replace(two, span=Span(one.span.start, two.span.end), text=made.source.text[one.span.start : two.span.end])
    done = replace(made, occurrences=(replace(made.occurrences[0], passages=(both,)),))
    archive.reread(done, RUN)
    assert [passage.id for passage in Gate(archive).passages(PUBLIC, [one.id])] == [two.id]


def test_persons_keep_their_ids_under_the_same_name(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    archive.add(made, data, RUN)
    renamed = replace(ORCHARD, person=replace(MINA, id="another-id"))
    archive.reread(recut(made, renamed), RUN)
    assert [person.id for person in Gate(archive).voices(PUBLIC)] == [MINA.id]
    archive.reread(recut(made, replace(ORCHARD, person=JORUN)), RUN)
    assert [person.id for person in Gate(archive).voices(PUBLIC)] == [JORUN.id]


def test_a_story_that_stands_elsewhere_keeps_its_id_there(archive: Store) -> None:
    first, data = capture("a.txt", ORCHARD)
    archive.add(first, data, RUN)
    orchard = first.occurrences[0]
    second, more = capture("b.txt", replace(ORCHARD, repeats=orchard), LIGHTHOUSE)
    archive.add(second, more, RUN)
    done = archive.reread(recut(second, ORCHARD, LIGHTHOUSE), RUN)
    assert done.new != () and orchard.story not in done.new
    assert [place.name for place in story(archive, orchard.story).story.occurrences] == ["a.txt"]
    back = archive.reread(second, RUN)
    assert orchard.story in back.new
    assert Gate(archive).story(PUBLIC, done.new[0]) == Gone("replaced", orchard.story)
    assert [place.name for place in story(archive, orchard.story).story.occurrences] == ["a.txt", "b.txt"]


def test_a_decision_outlives_every_cut(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    archive.add(made, data, RUN)
    orchard = made.occurrences[0]
    archive.withdraw(archive.find(orchard.story), "an archivist", "asked for")
    words = [p if isinstance(p, str) else p[0] for p in ORCHARD.paragraphs]
    # Cut in two: both halves stay out of sight.
    halves = (Told(ORCHARD.title, (words[0],)), Told(words[1], (words[2],)))
    done = archive.reread(recut(made, *halves, LIGHTHOUSE), RUN)
    assert orchard.story in done.kept and len(done.new) == 1 and Gate(archive).summary(PUBLIC).stories == 1
    # No story at all where it stood: its lines stay out of sight all the same.
    archive.reread(recut(made, LIGHTHOUSE), RUN)
    source = Gate(archive).source(PUBLIC, archive.find("a.txt").id)
    assert not isinstance(source, Gone)
    assert all(line.text not in {ORCHARD.title, *words} for line in source.lines)
    assert isinstance(Gate(archive).capture(PUBLIC, source.source.id), Gone)
    # And back as a story under an id of its own, it is withdrawn still.
    archive.reread(made, RUN)
    assert Gate(archive).summary(PUBLIC).stories == 1
    assert [decision.undone_at for decision in archive.decisions()] == [None]
    # The id by which it was withdrawn still brings it back.
    archive.reinstate(archive.find(orchard.story), "an archivist", "no longer asked for")
    assert Gate(archive).summary(PUBLIC).stories == 2
    assert Gate(archive).capture(PUBLIC, source.source.id) == data


def test_a_decision_holds_for_its_own_words_and_no_others(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    archive.add(made, data, RUN)
    orchard, lighthouse = (one.story for one in made.occurrences)
    archive.withdraw(archive.find(lighthouse), "an archivist", "asked for")
    texts = [p if isinstance(p, str) else p[0] for p in (*ORCHARD.paragraphs, *LIGHTHOUSE.paragraphs)]
    archive.reread(recut(made, Told(ORCHARD.title, tuple(texts))), RUN)
    assert Gate(archive).summary(PUBLIC).stories == 0
    archive.reread(made, RUN)
    assert [one.id for one in Gate(archive).stories(PUBLIC)] == [orchard]


def test_links_follow_to_the_story_that_took_the_place(archive: Store) -> None:
    first, data = capture("a.txt", ORCHARD)
    archive.add(first, data, RUN)
    second, more = capture("b.txt", replace(ORCHARD, title="The same again"))
    archive.add(second, more, RUN)
    third, last = capture("c.txt", LIGHTHOUSE)
    related = Related(Relation.SERIES, (second.occurrences[0].story, third.occurrences[0].story), "parts 1 and 2")
    archive.add(replace(third, related=(related,)), last, RUN)
    found = capture("b.txt", replace(ORCHARD, title="The same again", repeats=first.occurrences[0]))[0]
    archive.reread(found, RUN)
    text = story(archive, third.occurrences[0].story)
    assert [(one.story.id, one.why) for one in text.related] == [(first.occurrences[0].story, "parts 1 and 2")]


def test_another_reading_text_is_refused(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    archive.add(made, data, RUN)
    with pytest.raises(StoreError, match="another reading text"):
        archive.reread(replace(made, source=replace(made.source, text=made.source.text + "!")), RUN)
    with pytest.raises(NotFound):
        archive.reread(capture("b.txt", LIGHTHOUSE)[0], RUN)


def test_differences_are_kept_with_their_readings(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    readings = (Reading(made.source.sha256, "spring", Span(90, 96)), Reading("f" * 64, "autumn", Span(1, 7)))
    archive.add(replace(made, differs=(Difference(made.occurrences[0].story, readings),)), data, RUN)
    archive.reread(made, RUN)
    assert counts(archive)[1] == 1


# Points for review

LATER_RUN = replace(RUN, indexer="test-2")


def points(archive: Store, source: str | None = None) -> list[PointRecord]:
    return Gate(archive).points(ARCHIVIST, source)


def in_doubt(made: Proposal, *doubts: Doubt) -> Proposal:
    return replace(made, doubts=doubts)


def test_points_say_what_is_in_doubt_with_the_lines_around(archive: Store) -> None:
    made, data = capture("a.txt", replace(ORCHARD, fields={"confidence": 0.6, "reasons": ("set like a title",)}))
    added = archive.add(in_doubt(made, Doubt(3, 0.4, ("follows a button",))), data, RUN)
    boundary, line = points(archive)
    assert (boundary.kind, boundary.line, boundary.confidence) == ("boundary", 1, 0.6)
    assert (line.kind, line.line, line.confidence, line.reasons) == ("line", 3, 0.4, ("follows a button",))
    assert (line.source, line.name, line.other, line.run) == (added.source, "a.txt", None, ("test", RUN.started))
    texts = made.source.text.split("\n")
    assert [(one.number, one.text) for one in line.lines] == [(n, texts[n - 1]) for n in range(1, 6)]
    assert Gate(archive).point_counts(ARCHIVIST) == {"line": 1, "boundary": 1, "cut": 0}
    assert points(archive, "another-source") == []


def test_a_doubtful_title_that_was_taken_is_one_point(archive: Store) -> None:
    made, data = capture("a.txt", replace(ORCHARD, fields={"confidence": 0.6}))
    archive.add(in_doubt(made, Doubt(1, 0.6, ())), data, RUN)
    assert [one.kind for one in points(archive)] == ["boundary"]


def test_nobody_but_archivists_sees_points(archive: Store) -> None:
    with pytest.raises(GateError):
        Gate(archive).points(PUBLIC)
    with pytest.raises(GateError):
        Gate(archive).point_counts(PUBLIC)


def test_a_later_capture_leaves_a_point_and_the_cut_as_it_was(archive: Store) -> None:
    first, data = capture("a.txt", ORCHARD, BRIDGE)
    archive.add(first, data, RUN)
    before, position = [story(archive, one.story) for one in first.occurrences], Gate(archive).position()
    second, more = capture("b.txt", LIGHTHOUSE)
    light = Light(first.source.sha256, (Doubt(4, 0.9, ("a story would begin here now",)),))
    archive.add(replace(second, lights=(light,)), more, LATER_RUN)
    (point,) = points(archive)
    assert (point.kind, point.name, point.line, point.run[0]) == ("cut", "a.txt", 4, "test-2")
    assert point.other is not None and point.other[1] == "b.txt"
    assert [story(archive, one.story) for one in first.occurrences] == before
    changes = Gate(archive).changes(position)
    assert changes is not None and changes.touched == (second.occurrences[0].story,)
    # Read anew, what the later source has to say is said anew.
    archive.reread(second, LATER_RUN)
    assert points(archive) == []


def test_points_of_a_source_read_anew_are_those_of_the_new_run(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    archive.add(in_doubt(made, Doubt(2, 0.5), Doubt(3, 0.4)), data, RUN)
    archive.add(*capture("b.txt", LIGHTHOUSE), RUN)
    kept = points(archive)[1]
    archive.reread(in_doubt(made, Doubt(3, 0.45)), LATER_RUN)
    (point,) = points(archive)
    assert (point.id, point.line, point.confidence, point.run[0]) == (kept.id, 3, 0.45, "test-2")


def test_a_dismissed_point_stays_dismissed_until_it_is_opened_again(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    archive.add(in_doubt(made, Doubt(3, 0.4)), data, RUN)
    (point,) = points(archive)
    archive.dismiss(point.id, "Ada", "a line of the text")
    with pytest.raises(StoreError, match="dismissed already"):
        archive.dismiss(point.id, "Ada", "once more")
    archive.reread(in_doubt(made, Doubt(3, 0.3)), LATER_RUN)
    assert points(archive) == [] and Gate(archive).point_counts(ARCHIVIST)["line"] == 0
    (decision,) = archive.decisions()
    assert (decision.kind, decision.target, decision.who, decision.why) == (
        "dismiss-point",
        point.id,
        "Ada",
        "a line of the text",
    )
    with pytest.raises(NotFound):
        archive.find(point.id)
    archive.reopen(point.id, "Ben", "it is a title")
    assert [one.id for one in points(archive)] == [point.id]
    with pytest.raises(StoreError, match="is not dismissed"):
        archive.reopen(point.id, "Ben", "once more")
    with pytest.raises(NotFound, match="No point"):
        archive.dismiss("nothing", "Ada", "")


def test_points_show_no_text_that_was_withdrawn(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    archive.add(in_doubt(made, Doubt(5, 0.4), Doubt(8, 0.4)), data, RUN)
    archive.withdraw(archive.find(made.occurrences[0].story), "an archivist", "asked for")
    first, second = points(archive)
    assert {one.text for one in first.lines if one.withheld} == {""}
    shown = {one.text for point in (first, second) for one in point.lines if not one.withheld}
    assert shown and all(text in made.source.text[made.occurrences[1].span.start :] for text in shown)
    archive.withdraw(archive.find("a.txt"), "an archivist", "asked for")
    assert points(archive) == [] and sum(Gate(archive).point_counts(ARCHIVIST).values()) == 0
    archive.reinstate(archive.find("a.txt"), "an archivist", "a mistake")
    assert points(archive) == [first, second]


def test_a_withdrawn_source_that_threw_light_is_not_named(archive: Store) -> None:
    first, data = capture("a.txt", ORCHARD)
    archive.add(first, data, RUN)
    second, more = capture("b.txt", LIGHTHOUSE)
    archive.add(replace(second, lights=(Light(first.source.sha256, (Doubt(3, 0.9, ("so now",)),)),)), more, RUN)
    archive.withdraw(archive.find("b.txt"), "an archivist", "asked for")
    (point,) = points(archive)
    assert (point.name, point.other) == ("a.txt", None)


def test_known_tells_on_which_pages_of_a_house_a_line_is_furniture(archive: Store) -> None:
    made = [capture(f"{n}.txt", Told(f"Letter {n}", (f"Written on page {n}.",))) for n in range(MOST_CAPTURES + 3)]
    for one, data in made:
        archive.add(one, data, RUN)
    here, there = line_key("a made-up house", "share THIS  page"), line_key("another house", "Share this page")
    title = line_key("a made-up house", "Letter 1")
    digests = [one.source.sha256 for one, _ in made]
    with archive.snapshot() as snapshot:
        found = snapshot.known().recurring(frozenset({here, there, title}))
        assert found == {here: frozenset(digests[:MOST_CAPTURES])}
        assert digests[0] not in snapshot.known(digests[0]).recurring(frozenset({here}))[here]
        assert snapshot.known().recurring(frozenset()) == {}
    archive.reread(replace(made[0][0], furniture=()), RUN)
    with archive.snapshot() as snapshot:
        assert digests[0] not in snapshot.known().recurring(frozenset({here}))[here]


def test_a_line_that_is_a_title_anywhere_is_no_furniture_for_sure(archive: Store) -> None:
    for name, title in (("a.txt", "A walk"), ("b.txt", "A ride"), ("c.txt", "Share this page")):
        archive.add(*capture(name, Told(title, (f"One step of {name} was taken.",))), RUN)
    key = line_key("a made-up house", "Share this page")
    with archive.snapshot() as snapshot:
        assert snapshot.known().recurring(frozenset({key})) == {}


def test_a_source_comes_back_with_the_lines_of_its_stories(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD, LIGHTHOUSE)
    archive.add(made, data, RUN)
    with archive.snapshot() as snapshot:
        assert snapshot.source(made.source.sha256) == made.source
        assert snapshot.story_lines(made.source.sha256) == [Lines(1, 4), Lines(7, 9)]
        with pytest.raises(NotFound):
            snapshot.source("f" * 64)


# Finding what an archivist speaks of


def test_sources_and_stories_are_found_by_what_people_call_them(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    added = archive.add(made, data, RUN)
    target = archive.find(added.source)
    assert target == store.Target("source", added.source, "a.txt")
    assert archive.find("a.txt") == archive.find(made.source.sha256[:8]) == target
    assert archive.find(made.occurrences[0].story).label == ORCHARD.title
    with pytest.raises(NotFound):
        archive.find("b.txt")
    archive.add(*capture("a.txt", LIGHTHOUSE), RUN)
    with pytest.raises(StoreError, match="2 sources"):
        archive.find("a.txt")


def test_decisions_say_who_when_why_and_how_they_ended(archive: Store) -> None:
    made, data = capture("a.txt", ORCHARD)
    archive.add(made, data, RUN)
    target = archive.find("a.txt")
    number = archive.withdraw(target, "Ada", "the publisher asked")
    with pytest.raises(StoreError, match="withdrawn already"):
        archive.withdraw(target, "Ada", "once more")
    archive.reinstate(target, "Ben", "a mistake")
    with pytest.raises(StoreError, match="is not withdrawn"):
        archive.reinstate(target, "Ben", "once more")
    (decision,) = archive.decisions()
    assert decision.id == number and decision.kind == "withdraw-source" and decision.target == target.id
    assert (decision.who, decision.why) == ("Ada", "the publisher asked")
    assert (decision.undone_by, decision.undone_why) == ("Ben", "a mistake")
    assert decision.at < (decision.undone_at or "")


# Several processes


def test_two_processes_write_and_none_is_lost(url: str) -> None:
    store.open(url).close()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(_add_many, [(url, "left"), (url, "right")])
    archive = store.open(url)
    try:
        summary = Gate(archive).summary(PUBLIC)
        assert (summary.sources, summary.stories) == (20, 20)
        changes = Gate(archive).changes(0)
        assert changes is not None and len(changes.touched) == 20
    finally:
        archive.close()


def _add_many(url: str, side: str) -> None:
    archive = store.open(url)
    for number in range(10):
        told = Told(f"Letter {number} from the {side}", (f"The {side} bank wrote {number} letters that year.",))
        archive.add(*capture(f"{side}-{number}.txt", told), RUN)
    archive.close()


def test_killed_in_the_middle_nothing_half_written_stays(url: str) -> None:
    archive = store.open(url)
    archive.add(*capture("a.txt", ORCHARD), RUN)
    before = counts(archive)
    child = multiprocessing.get_context("spawn").Process(target=_die_while_adding, args=(url,))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert counts(archive) == before
    assert archive.add(*capture("b.txt", LIGHTHOUSE), RUN).new
    assert counts(archive)[:3] == (2, 2, 5)
    archive.close()


def _die_while_adding(url: str) -> None:
    """Add a source and die after its rows are written, before they are committed."""

    class Deadly(Clock):
        asked = 0

        def __call__(self):  # type: ignore[no-untyped-def]
            self.asked += 1
            if self.asked == 3:  # the change log, the last thing written, asks for the time of the commit
                os.kill(os.getpid(), signal.SIGKILL)
            return super().__call__()

    store.open(url, Deadly()).add(*capture("b.txt", LIGHTHOUSE), RUN)
