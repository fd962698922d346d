"""What every engine must answer, on synthetic texts."""

import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine.base import NONE, PUBLIC, Engine, PassageEntry, Query, Results, Sort, StoryEntry, View
from index.errors import EngineBusy
from index.query import parse

Opening = Callable[..., Engine]
PROCESS_LIMIT = 60
"""Seconds after which a helper process of these tests is given up."""


def passage(name: str, text: str, *readings: str, **values: str) -> PassageEntry:
    return PassageEntry(name, text, readings, {facet: tuple(given.split()) for facet, given in values.items()})


def story(
    name: str, *passages: PassageEntry, audience: str = PUBLIC, date: str | None = None, **labels: str
) -> StoryEntry:
    return StoryEntry(name, audience, passages, labels, date)


# Synthetic texts: three made-up stories of made-up people.
RIVER = story(
    "a-river",
    passage(
        "a1",
        "My mother's school stood by the river. Not to be late, I ran.",
        theme="education family",
        voice="min",
        kind="testimony",
        year="2019",
    ),
    passage(
        "a2",
        "We crossed the river at night; the well-being of my sister came first.",
        theme="escape",
        voice="min",
        kind="testimony",
        year="2019",
    ),
    passage("a3", "Several schools were closed after the harvest.", voice="", kind="testimony", year="2019"),
    date="2019-12",
    title="Across the river",
    voice="Min Ha",
)
MARKET = story(
    "b-market",
    passage(
        "b1",
        "The education of traders happens in the market.",
        "The education of traders happened in the square.",
        theme="education market",
        voice="sora",
        kind="profile",
        year="2020",
    ),
    passage(
        "b2",
        "To be or not: she sold rice, and she never went to school.",
        theme="market",
        voice="sora",
        kind="profile",
        year="2020",
    ),
    date="2020",
    title="Rice and salt",
    voice="Sora Lim",
)
LETTER = story(
    "c-letter",
    passage("c1", "북한을 떠난 사람들은 학교에서 배웠다.", theme="education", voice="jun", kind="testimony"),
    passage("c2", "他们在中国的学校读书。", voice="jun", kind="testimony"),
    title="A letter home",
    voice="Jun",
)
ALL = (RIVER, MARKET, LETTER)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    engine.rebuild(ALL, 1)
    return engine


def ask(engine: Engine, text: str, **given: object) -> Results:
    return engine.search(Query(parse(text).expression, **given))  # type: ignore[arg-type]


def hits(engine: Engine, text: str, **given: object) -> list[str]:
    return [hit.passage for hit in ask(engine, text, **given).hits]


def found(engine: Engine, text: str, **given: object) -> set[str]:
    return set(hits(engine, text, **given))


def counts(engine: Engine, text: str, facet: str, **given: object) -> dict[str, int]:
    return dict(ask(engine, text, **given).facets[facet])


# What matches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("school", {"a1", "a3", "b2"}),
        ("SCHOOLS", {"a1", "a3", "b2"}),
        ("school river", {"a1"}),
        ("school AND river", {"a1"}),
        ("river OR market", {"a1", "a2", "b1"}),
        ("school NOT river", {"a3", "b2"}),
        ("school -river", {"a3", "b2"}),
        ("school -(river OR rice)", {"a3"}),
        ("rice school OR harvest", {"b2", "a3"}),
        ("rice (school OR harvest)", {"b2"}),
        ("NOT (river OR market OR school)", {"c1", "c2"}),
        ("NOT NOT rice", {"b2"}),
        ("", {"a1", "a2", "a3", "b1", "b2", "c1", "c2"}),
        ("?!", set()),
        ("zzz", set()),
        ("zzz OR rice", {"b2"}),
    ],
)
def test_words_and_operators(filled: Engine, text: str, expected: set[str]) -> None:
    assert found(filled, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"not to be"', {"a1"}),
        ('"to be or not"', {"b2"}),
        ('"be to not"', set()),
        ('"school"', {"a1", "b2"}),
        ('"my mother\'s school"', {"a1"}),
        ('"my mother"', {"a1"}),
        ('"river at night the well"', {"a2"}),
        ('"she sold" "never went"', {"b2"}),
        ("well-being", {"a2"}),
        ("being-well", set()),
        ('"she she"', set()),
    ],
)
def test_phrases_are_exact_and_keep_every_word(filled: Engine, text: str, expected: set[str]) -> None:
    assert found(filled, text) == expected


def test_a_word_repeated_in_a_phrase_must_be_repeated_in_the_text(engine: Engine) -> None:
    engine.rebuild(
        [
            story(
                "s", passage("once", "no more rice"), passage("twice", "no, no more"), passage("far", "no one said no")
            )
        ],
        1,
    )
    assert found(engine, '"no no"') == {"twice"}
    assert found(engine, '"no no no"') == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("traders", {"b1"}),
        ("trader", {"b1"}),
        ("crossing", {"a2"}),
        ("mother", {"a1"}),
        ("mothers", {"a1"}),
        ("mother’s", {"a1"}),
        ("educated", {"b1"}),
        ("severe", set()),
    ],
)
def test_a_word_finds_the_family_that_its_stem_gives(filled: Engine, text: str, expected: set[str]) -> None:
    assert found(filled, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("북한", {"c1"}),
        ("사람", {"c1"}),
        ("학교", {"c1"}),
        (unicodedata.normalize("NFD", "학교"), {"c1"}),
        ("학교는", set()),
        ("한을떠", set()),
        ("떠", {"c1"}),
        ('"떠난 사람"', {"c1"}),
        ('"사람 떠난"', set()),
        ("学校", {"c2"}),
        ("中国", {"c2"}),
        ("国中", set()),
    ],
)
def test_korean_and_chinese_words_are_found_inside_longer_ones(filled: Engine, text: str, expected: set[str]) -> None:
    assert found(filled, text) == expected


def test_a_text_in_decomposed_form_is_found(engine: Engine) -> None:
    engine.rebuild([story("s", passage("p", unicodedata.normalize("NFD", "북한을 떠났다 café")))], 1)
    assert found(engine, "북한") == found(engine, "떠났다") == found(engine, '"café"') == found(engine, "cafe") == {"p"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("educ*", {"b1"}),
        ("sch*", {"a1", "a3", "b2"}),
        ("riv* night", {"a2"}),
        ("r*", set()),
        ("ri*", {"a1", "a2", "b2"}),
        ("zz*", set()),
        ("edcuation~", {"b1"}),
        ("educaton~", {"b1"}),
        ("educationn~", {"b1"}),
        ("adducation~", set()),
        ("deucation~", set()),
        ("shcool~", {"a1", "b2"}),
        ("school~", {"a1", "a3", "b2"}),
    ],
)
def test_prefixes_and_fuzzy_words(filled: Engine, text: str, expected: set[str]) -> None:
    assert found(filled, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theme:education", {"a1", "b1", "c1"}),
        ("theme:education NOT kind:testimony", {"b1"}),
        ("theme:educ", set()),
        ("kind:profile school", {"b2"}),
        ("year:2019 -river", {"a3"}),
        ("voice:min", {"a1", "a2", "a3"}),
        ('voice:"Min Ha"', {"a1", "a2", "a3"}),
        ("voice:lim rice", {"b2"}),
        ("title:rivers", {"a1", "a2", "a3"}),
        ('title:"rice and salt"', {"b1", "b2"}),
        ('title:"salt and rice"', set()),
        ("title:(letter OR salt)", {"b1", "b2", "c1", "c2"}),
        ("title:lett*", {"c1", "c2"}),
        ("salt", set()),
        ("place:river", set()),
        ("publisher:anybody", set()),
    ],
)
def test_fields(filled: Engine, text: str, expected: set[str]) -> None:
    assert found(filled, text) == expected


def test_a_value_of_several_words_is_named_whole(engine: Engine) -> None:
    engine.rebuild(
        [story("s", passage("p", "They worked.", theme="forced-labour"), passage("q", "They sang.", theme="forced"))], 1
    )
    assert found(engine, 'theme:"Forced labour"') == found(engine, "theme:forced-labour") == {"p"}
    assert found(engine, "theme:forced") == {"q"}
    assert found(engine, "theme:labour") == set()


def test_other_readings_match_but_no_phrase_runs_across_texts(engine: Engine) -> None:
    engine.rebuild([story("s", passage("p", "they left in spring", "they left in autumn", "she left in winter"))], 1)
    assert found(engine, "autumn winter spring") == {"p"}
    assert found(engine, '"left in autumn"') == {"p"}
    for across in ('"spring they"', '"autumn she"', '"winter they"'):
        assert found(engine, across) == set()
    assert ask(engine, "left").passages == 1


# Filters and counts


def test_filters_take_any_of_their_values_and_narrow_together(filled: Engine) -> None:
    assert found(filled, "", filters={"theme": frozenset({"escape", "market"})}) == {"a2", "b1", "b2"}
    assert found(filled, "", filters={"theme": frozenset({"market"}), "voice": frozenset({"sora"})}) == {"b1", "b2"}
    assert found(filled, "school", filters={"theme": frozenset({"market"})}) == {"b2"}
    assert found(filled, "", filters={"theme": frozenset({"unheard-of"})}) == set()


def test_none_finds_what_carries_no_value(filled: Engine) -> None:
    assert found(filled, "", filters={"theme": frozenset({NONE})}) == {"a3", "c2"}
    assert found(filled, "", filters={"theme": frozenset({NONE, "escape"})}) == {"a2", "a3", "c2"}
    assert found(filled, "", filters={"voice": frozenset({NONE})}) == {"a3"}
    assert found(filled, "", filters={"publisher": frozenset({NONE})}) == {"a1", "a2", "a3", "b1", "b2", "c1", "c2"}


def test_counts_of_passages_and_of_stories(filled: Engine) -> None:
    assert counts(filled, "", "theme") == {"education": 3, "market": 2, NONE: 2, "escape": 1, "family": 1}
    assert counts(filled, "", "theme", view=View.STORIES) == {
        "education": 3,
        NONE: 2,
        "escape": 1,
        "family": 1,
        "market": 1,
    }
    assert counts(filled, "", "kind") == {"testimony": 5, "profile": 2}
    assert counts(filled, "", "kind", view=View.STORIES) == {"testimony": 2, "profile": 1}
    assert counts(filled, "", "year") == {"2019": 3, "2020": 2, NONE: 2}
    assert counts(filled, "", "publisher") == {NONE: 7}
    assert counts(filled, "river", "theme") == {"education": 1, "escape": 1, "family": 1}


def test_a_passage_is_found_and_counted_under_each_of_its_places_and_years(engine: Engine) -> None:
    road = story(
        "road",
        passage("r1", "From one town to the next.", place="musan north-hamgyong seoul", told="1997 1999"),
        passage("r2", "In the other town.", place="hoeryong north-hamgyong", told="1999"),
        passage("r3", "Nowhere, never."),
    )
    engine.rebuild([road], 1)
    assert counts(engine, "", "place") == {"north-hamgyong": 2, "hoeryong": 1, "musan": 1, "seoul": 1, NONE: 1}
    assert counts(engine, "", "place", view=View.STORIES)["north-hamgyong"] == 1
    assert counts(engine, "", "told") == {"1999": 2, "1997": 1, NONE: 1}
    assert found(engine, "", filters={"place": frozenset({"north-hamgyong"}), "told": frozenset({"1997"})}) == {"r1"}
    assert found(engine, "place:north-hamgyong -told:1997") == {"r2"}
    assert found(engine, "", filters={"place": frozenset({NONE})}) == {"r3"}


def test_counts_come_most_frequent_first_and_ties_by_value(filled: Engine) -> None:
    listed = ask(filled, "").facets["theme"]
    assert listed == (("education", 3), (NONE, 2), ("market", 2), ("escape", 1), ("family", 1))


def test_only_the_facets_wanted_are_counted(filled: Engine) -> None:
    assert set(ask(filled, "", facets=("theme", "kind")).facets) == {"theme", "kind"}
    assert ask(filled, "", facets=()).facets == {}


def test_a_facet_is_counted_under_the_other_filters_but_not_its_own(filled: Engine) -> None:
    given = {"filters": {"theme": frozenset({"education"}), "kind": frozenset({"testimony"})}}
    assert ask(filled, "", **given).passages == 2
    assert counts(filled, "", "theme", **given) == {"education": 2, NONE: 2, "escape": 1, "family": 1}
    assert counts(filled, "", "kind", **given) == {"testimony": 2, "profile": 1}
    assert counts(filled, "", "voice", **given) == {"jun": 1, "min": 1}
    assert counts(filled, "", "theme", view=View.STORIES, **given) == {
        "education": 2,
        NONE: 2,
        "escape": 1,
        "family": 1,
    }


def test_a_count_says_what_the_list_would_hold_with_that_value_alone(filled: Engine) -> None:
    for view in View:
        for value, count in counts(filled, "school OR river", "theme", view=view).items():
            results = ask(filled, "school OR river", view=view, filters={"theme": frozenset({value})})
            assert count == (results.stories if view is View.STORIES else results.passages)


def test_a_chosen_value_is_listed_even_where_nothing_matches(filled: Engine) -> None:
    given = {"filters": {"theme": frozenset({"escape", "unheard-of"})}}
    assert counts(filled, "rice", "theme", **given) == {"market": 1, "escape": 0, "unheard-of": 0}
    assert ask(filled, "rice", **given).passages == 0


# Order and pages


def test_relevance_puts_the_passage_that_says_it_more_first(engine: Engine) -> None:
    filler = "and then nothing else was said of it on that long day by anybody"
    engine.rebuild(
        [
            story(
                "s",
                passage("once", f"rice {filler}"),
                passage("often", f"rice rice rice {filler}"),
                passage("no", filler),
            )
        ],
        1,
    )
    results = ask(engine, "rice")
    assert [hit.passage for hit in results.hits] == ["often", "once"]
    assert results.hits[0].score > results.hits[1].score > 0


def test_ties_go_by_story_and_place(engine: Engine) -> None:
    same = "the same rice"
    engine.rebuild(
        [story("t2", passage("z", same), passage("a", same)), story("t1", passage("m", same), passage("b", same))], 1
    )
    assert hits(engine, "rice") == hits(engine, "") == hits(engine, "rice", sort=Sort.NEWEST) == ["m", "b", "z", "a"]
    assert hits(engine, "rice", view=View.STORIES) == ["m", "z"]


def test_sorting_by_date_puts_the_undated_last(filled: Engine) -> None:
    assert hits(filled, "", sort=Sort.NEWEST) == ["b1", "b2", "a1", "a2", "a3", "c1", "c2"]
    assert hits(filled, "", sort=Sort.OLDEST) == ["a1", "a2", "a3", "b1", "b2", "c1", "c2"]
    assert hits(filled, "", sort=Sort.NEWEST, view=View.STORIES) == ["b1", "a1", "c1"]


def test_a_story_is_listed_once_by_its_best_passage(engine: Engine) -> None:
    longer = "rice and very many other things that were sold there on that day"
    engine.rebuild(
        [story("s", passage("weak", longer), passage("best", "rice, rice")), story("t", passage("only", longer))], 1
    )
    results = ask(engine, "rice", view=View.STORIES)
    assert [(hit.story, hit.passage) for hit in results.hits] == [("s", "best"), ("t", "only")]
    assert (results.passages, results.stories) == (3, 2)


def test_pages_hold_every_hit_once(filled: Engine) -> None:
    paged = [hit for page in range(1, 5) for hit in hits(filled, "", page=page, size=2)]
    assert paged == hits(filled, "")
    assert hits(filled, "", page=5, size=2) == []
    assert ask(filled, "", page=4, size=2).passages == 7


# Audiences


@pytest.fixture
def guarded(engine: Engine) -> Engine:
    secret = story(
        "x-secret",
        passage("x1", "The hidden orchard and the school.", theme="family"),
        audience="archivists",
        title="Hidden",
    )
    engine.rebuild([*ALL, secret], 1)
    return engine


def test_texts_of_another_audience_are_neither_found_nor_counted(guarded: Engine) -> None:
    archivists = {"audiences": frozenset({PUBLIC, "archivists"})}
    assert found(guarded, "school") == {"a1", "a3", "b2"}
    assert found(guarded, "orchard OR title:hidden OR orch* OR orchrad~") == set()
    assert found(guarded, "NOT river") == {"a3", "b1", "b2", "c1", "c2"}
    assert counts(guarded, "", "theme")["family"] == 1
    assert ask(guarded, "").stories == 3
    assert found(guarded, "school", **archivists) == {"a1", "a3", "b2", "x1"}
    assert counts(guarded, "", "theme", **archivists)["family"] == 2
    assert found(guarded, "", audiences=frozenset()) == set()


def test_suggestions_know_only_words_that_the_asker_may_find(guarded: Engine) -> None:
    assert list(guarded.suggest("orchrad", frozenset({PUBLIC}))) == []
    assert list(guarded.suggest("orchrad", frozenset({"archivists"}))) == ["orchard"]
    assert list(guarded.suggest("rivre", frozenset({"archivists"}))) == []


# Suggestions


def test_suggestions_mend_the_words_that_stand_nowhere(filled: Engine) -> None:
    everybody = frozenset({PUBLIC})
    assert list(filled.suggest("edcuation", everybody)) == ["education"]
    assert list(filled.suggest("shcool rivr", everybody)) == ["school AND river"]
    assert list(filled.suggest('rice "nevr went"', everybody)) == ['rice AND "never went"']
    assert list(filled.suggest("theme:edcuation", everybody)) == []
    assert list(filled.suggest("school river", everybody)) == []
    assert list(filled.suggest("xylophone", everybody)) == []
    assert list(filled.suggest("", everybody)) == []
    assert list(filled.suggest("edcuation NOT markte", everybody)) == ["education AND NOT markte"]
    assert list(filled.suggest("학굑", everybody)) == []


def test_a_suggestion_always_finds_its_words(engine: Engine) -> None:
    engine.rebuild([story("s", passage("p", "cart cart"), passage("q", "card"), passage("r", "care, cart"))], 1)
    offered = engine.suggest("carx", frozenset({PUBLIC}))
    assert offered[0] == "cart"
    assert all(found(engine, text) for text in offered)


def test_words_of_dropped_and_changed_texts_are_not_suggested(filled: Engine) -> None:
    filled.apply([story("b-market", passage("b1", "Nothing of it is left."))], ["c-letter"], 2)
    assert list(filled.suggest("markte", frozenset({PUBLIC}))) == []


# Following the store


def test_nothing_is_found_before_anything_is_built(engine: Engine) -> None:
    assert engine.state() is None
    assert engine.stale()
    results = ask(engine, "school", filters={"theme": frozenset({"market"})})
    assert (results.passages, results.stories, results.hits) == (0, 0, ())
    assert results.facets["theme"] == (("market", 0),)
    assert list(engine.suggest("shcool", frozenset({PUBLIC}))) == []


def test_an_empty_archive_is_built_too(engine: Engine) -> None:
    engine.rebuild([], 0)
    state = engine.state()
    assert state
    assert (state.position, state.passages, state.stories) == (0, 0, 0)
    assert not engine.stale()
    assert ask(engine, "").passages == 0


def test_apply_builds_where_nothing_is(engine: Engine) -> None:
    engine.apply([RIVER], ["b-market"], 7)
    state = engine.state()
    assert state
    assert (state.position, state.passages, state.stories) == (7, 3, 1)
    assert not engine.stale()
    assert found(engine, "school") == {"a1", "a3"}


def test_apply_replaces_whole_stories_and_drops_others(filled: Engine) -> None:
    filled.apply([story("a-river", passage("a9", "Only the orchard is left."))], ["c-letter", "never-there"], 2)
    state = filled.state()
    assert state
    assert (state.position, state.passages, state.stories) == (2, 3, 2)
    assert found(filled, "") == {"a9", "b1", "b2"}
    assert found(filled, "river OR 북한 OR title:river OR voice:min") == set()
    assert found(filled, "orchard") == {"a9"}
    assert "education" in counts(filled, "", "theme")
    assert counts(filled, "", "theme")["education"] == 1


def test_a_story_without_passages_holds_nothing(filled: Engine) -> None:
    filled.apply([story("a-river")], [], 2)
    state = filled.state()
    assert state
    assert state.stories == 2
    assert found(filled, "river") == set()


def test_many_small_commits_leave_every_story_once(engine: Engine) -> None:
    for number in range(40):
        engine.apply([story(f"s{number % 25:02}", passage(f"p{number % 25:02}", f"rice number{number}"))], [], number)
    state = engine.state()
    assert state
    assert (state.position, state.stories) == (39, 25)
    assert found(engine, "rice", size=50) == {f"p{number:02}" for number in range(25)}
    assert found(engine, "number3") == set()
    assert found(engine, "number39") == {"p14"}


def test_a_change_of_values_alone_is_seen(filled: Engine) -> None:
    changed = story("c-letter", passage("c1", "북한을 떠난 사람들은 학교에서 배웠다.", theme="escape"))
    filled.apply([changed], [], 2)
    assert found(filled, "", filters={"theme": frozenset({"escape"})}) == {"a2", "c1"}


def test_what_fails_half_way_changes_nothing(filled: Engine) -> None:
    def breaking() -> Iterator[StoryEntry]:
        yield story("d", passage("d1", "orchard"))
        raise RuntimeError("the store went away")

    for write in (lambda: filled.apply(breaking(), [], 2), lambda: filled.rebuild(breaking(), 2)):
        with pytest.raises(RuntimeError, match="the store went away"):
            write()
        state = filled.state()
        assert state
        assert (state.position, state.stories) == (1, 3)
        assert found(filled, "orchard") == set()
    filled.apply([story("d", passage("d1", "orchard"))], [], 2)
    assert found(filled, "orchard") == {"d1"}


# Several at once


def test_what_one_writes_another_finds(opened: Opening) -> None:
    writer, reader = opened(), opened()
    writer.rebuild(ALL, 1)
    assert found(reader, "orchard") == set()
    writer.apply([story("d", passage("d1", "orchard"))], [], 2)
    assert found(reader, "orchard") == {"d1"}
    assert reader.state() == writer.state()
    writer.rebuild([RIVER], 3)
    assert found(reader, "orchard") == set()
    assert found(reader, "") == {"a1", "a2", "a3"}


READER = """
import importlib, sys
from pathlib import Path
from index.engine.base import Query
from index.query import parse
module, name = sys.argv[1].split(":")
engine = getattr(importlib.import_module(module), name)(Path(sys.argv[2]))
for line in sys.stdin:
    results = engine.search(Query(parse(line.strip()).expression))
    print(results.passages, engine.state().position, flush=True)
engine.close()
"""


def test_a_process_that_stays_open_sees_each_commit(opened: Opening, engine_address: str, folder: Path) -> None:
    writer = opened()
    writer.rebuild(ALL, 1)
    command = [sys.executable, "-c", READER, engine_address, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin
        assert reader.stdout

        def answers(text: str) -> str:
            print(text, file=reader.stdin, flush=True)
            assert reader.stdout
            return reader.stdout.readline().strip()

        assert answers("orchard") == "0 1"
        writer.apply([story("d", passage("d1", "orchard"))], [], 2)
        assert answers("orchard") == "1 2"
        writer.apply([], ["d"], 3)
        assert answers("orchard") == "0 3"
        writer.rebuild([story("d", passage("d1", "orchard"), passage("d2", "orchards"))], 4)
        assert answers("orchard") == "2 4"
        writer.apply([story("e", passage("e1", "orchard"))], [], 5)
        assert answers("orchard") == "3 5"
        reader.stdin.close()
        assert reader.wait(PROCESS_LIMIT) == 0


@pytest.fixture
def slow_rebuild(opened: Opening) -> Iterator[tuple[threading.Thread, threading.Event]]:
    """A rebuild that stands still in the middle, until it is let go."""
    begun, let_go = threading.Event(), threading.Event()

    def stories() -> Iterator[StoryEntry]:
        yield story("d", passage("d1", "orchard"))
        begun.set()
        assert let_go.wait(PROCESS_LIMIT)

    engine = opened()
    writing = threading.Thread(target=engine.rebuild, args=(stories(), 9))
    opened().rebuild(ALL, 1)
    writing.start()
    assert begun.wait(PROCESS_LIMIT)
    yield writing, let_go
    let_go.set()
    writing.join(PROCESS_LIMIT)


def test_readers_keep_answering_while_it_is_rebuilt(
    opened: Opening, slow_rebuild: tuple[threading.Thread, threading.Event]
) -> None:
    writing, let_go = slow_rebuild
    reader = opened()
    assert found(reader, "river") == {"a1", "a2"}
    assert found(reader, "orchard") == set()
    let_go.set()
    writing.join(PROCESS_LIMIT)
    assert found(reader, "river") == set()
    assert found(reader, "orchard") == {"d1"}


def test_a_second_writer_is_told_to_wait(
    opened: Opening, slow_rebuild: tuple[threading.Thread, threading.Event]
) -> None:
    writing, let_go = slow_rebuild
    impatient = opened(timeout=0.1)
    for write in (lambda: impatient.apply([RIVER], [], 2), lambda: impatient.rebuild([RIVER], 2)):
        with pytest.raises(EngineBusy):
            write()
    let_go.set()
    writing.join(PROCESS_LIMIT)
    impatient.apply([RIVER], [], 10)
    state = impatient.state()
    assert state
    assert (state.position, state.stories) == (10, 2)


def test_threads_share_an_engine(filled: Engine) -> None:
    wrong: list[set[str]] = []

    def read() -> None:
        for _ in range(20):
            got = found(filled, "school (river OR rice)")
            if got != {"a1", "b2"}:
                wrong.append(got)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(5):
        filled.apply([story("d", passage("d1", f"number{number}"))], [], number)
    for reader in readers:
        reader.join(PROCESS_LIMIT)
    assert wrong == []


# When a writer dies

DYING = """
import importlib, os, sys
from pathlib import Path
from index.engine.base import PUBLIC, PassageEntry, StoryEntry

class Deadly(tuple):
    def __iter__(self):
        yield from super().__iter__()
        os._exit(9)

module, name = sys.argv[1].split(":")
engine = getattr(importlib.import_module(module), name)(Path(sys.argv[2]))
whole = StoryEntry("d", PUBLIC, (PassageEntry("d1", "orchard"),))
deadly = StoryEntry("e", PUBLIC, Deadly([PassageEntry("e1", "orchard")]))
if sys.argv[3] == "apply":
    engine.apply([whole, deadly], ["a-river"], 9)
else:
    engine.rebuild([whole, deadly], 9)
"""


@pytest.mark.parametrize("write", ["apply", "rebuild"])
def test_a_writer_that_dies_leaves_the_last_state(
    opened: Opening, engine_address: str, folder: Path, write: str
) -> None:
    reader = opened()
    reader.rebuild(ALL, 1)
    command = [sys.executable, "-c", DYING, engine_address, str(folder), write]
    assert subprocess.run(command, timeout=PROCESS_LIMIT, check=False).returncode == 9
    for engine in (reader, opened()):
        state = engine.state()
        assert state
        assert (state.position, state.passages) == (1, 7)
        assert found(engine, "river") == {"a1", "a2"}
        assert found(engine, "orchard") == set()
    reader.apply([story("d", passage("d1", "orchard"))], [], 2)
    assert found(reader, "orchard") == {"d1"}


def test_a_first_build_that_dies_leaves_nothing(opened: Opening, engine_address: str, folder: Path) -> None:
    command = [sys.executable, "-c", DYING, engine_address, str(folder), "rebuild"]
    assert subprocess.run(command, timeout=PROCESS_LIMIT, check=False).returncode == 9
    engine = opened()
    assert engine.state() is None
    assert engine.stale()
    assert ask(engine, "orchard").passages == 0
    engine.rebuild(ALL, 1)
    assert found(engine, "river") == {"a1", "a2"}


# Whatever is typed

HOSTILE = [
    "x" * 20_000,
    "(" * 3_000 + "school" + ")" * 3_000,
    "school " * 5_000,
    "(school OR (river AND " * 500,
    "NOT " * 900 + "school",
    '"' * 999,
    '"' + "the " * 400,
    "a* b* c* d* e*",
    "ri* " * 200,
    "schoool~ " * 100,
    "북" * 5_000,
    "e\u0301" * 5_000,
    "\u0000\ud800\uffff school",
    "theme:" * 200,
    "-" * 1_000,
    "*", "~", "*:*", "[a TO b]", "school^5", "/sch.*/", "{!xml}", "' OR 1=1 --",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_answered_fast(filled: Engine, text: str) -> None:
    found(filled, "school")
    began = time.perf_counter()
    ask(filled, text)
    filled.suggest(text, frozenset({PUBLIC}))
    assert time.perf_counter() - began < 1.0


def test_a_text_of_one_enormous_word_is_held(engine: Engine) -> None:
    engine.rebuild(
        [story("s", passage("p", "x" * 50_000 + " rice"), passage("q", ""), passage("r", "\u0000\ud800"))], 1
    )
    assert found(engine, "rice") == {"p"}
    assert found(engine, "x" * 50_000) == {"p"}
    assert found(engine, "") == {"p", "q", "r"}
