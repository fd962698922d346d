"""SearchState: what a URL states, what links it makes, what an engine is asked."""

from __future__ import annotations

import random
from urllib.parse import parse_qsl, urlsplit

import pytest

from archive.discover import LONGEST, MOST_VALUES, SearchState, keep_known, loosened, read_params, state_of_link
from index.engine.base import NONE, Sort, View
from index.query import parse


def state_at(query: str) -> SearchState:
    return read_params(parse_qsl(query, keep_blank_values=True))[0]


def test_a_url_states_a_whole_search() -> None:
    state = state_at("q=school&theme=education&theme=starvation&year=2019&view=stories&sort=newest&page=3")
    assert state == SearchState(
        q="school",
        chosen=(("theme", "education"), ("theme", "starvation"), ("year", "2019")),
        view=View.STORIES,
        sort=Sort.NEWEST,
        page=3,
    )


def test_a_search_is_the_same_after_its_own_link() -> None:
    state = state_at("q=%22not+to+be%22&publisher=A+%26+B&theme=-&kind=profile&view=stories&sort=oldest&page=7")
    assert state_of_link(state.link()) == state


def test_defaults_are_left_out_of_the_address() -> None:
    assert state_at("q=&view=passages&sort=relevance&page=1").link() == "/search"
    assert state_at("q=rice&page=1").link() == "/search?q=rice"


def test_facets_stand_in_their_order_and_no_value_twice() -> None:
    assert state_at("year=2019&theme=b&theme=a&theme=b").link() == "/search?theme=b&theme=a&year=2019"


@pytest.mark.parametrize(
    "query",
    ["view=sideways", "sort=backwards", "page=0", "page=-4", "page=x", "page=٣", "page=99999999999999", "nonsense=1"],
)
def test_what_is_unknown_is_passed_over(query: str) -> None:
    assert state_at(query) == SearchState()


def test_a_year_that_is_none_is_left_out_and_said_so() -> None:
    state, notes = read_params([("year", "20xx"), ("year", NONE), ("year", "2020")])
    assert state.values("year") == (NONE, "2020")
    assert len(notes) == 1
    assert "20xx" in notes[0]


def test_a_year_told_is_a_year_too() -> None:
    state, notes = read_params([("told", "the nineties"), ("told", "1997"), ("place", "musan"), ("year", "2019")])
    assert state.link() == "/search?place=musan&told=1997&year=2019"
    assert len(notes) == 1
    assert "Year told" in notes[0]


def test_values_that_nothing_bears_are_left_out_and_said_so() -> None:
    state = state_at("theme=education&theme=gone&theme=-&voice=anybody")
    kept, notes = keep_known(state, {"theme": {"education"}})
    assert kept.chosen == (("theme", "education"), ("theme", NONE), ("voice", "anybody"))
    assert len(notes) == 1
    assert "gone" in notes[0]


def test_an_overlong_question_is_cut_and_said_so() -> None:
    state, notes = read_params([("q", "rice " * 10_000)])
    assert len(state.q) <= LONGEST
    assert len(notes) == 1
    assert read_params([("q", "r" * LONGEST)]) == (SearchState(q="r" * LONGEST), ())


def test_so_many_values_that_nobody_chose_them_are_capped() -> None:
    state, _notes = read_params([("voice", str(number)) for number in range(1000)])
    assert len(state.chosen) == MOST_VALUES


def test_control_characters_are_no_part_of_a_question() -> None:
    assert read_params([("q", "\x00 rice\r\n and\tsalt \x1f")])[0].q == "rice and salt"


def test_adding_and_removing_start_from_the_first_page_and_keep_the_question() -> None:
    state = state_at("q=rice&theme=a&view=stories&page=4")
    assert state.add("voice", "v").link() == "/search?q=rice&theme=a&voice=v&view=stories"
    assert state.remove("theme", "a").link() == "/search?q=rice&view=stories"
    assert state.add("theme", "a").chosen == state.chosen
    assert state.remove("theme", "never chosen").chosen == state.chosen
    assert state.at(5).link() == "/search?q=rice&theme=a&view=stories&page=5"
    assert state.asking("salt").link() == "/search?q=salt&theme=a&view=stories"


def test_one_facet_or_all_can_be_dropped() -> None:
    state = state_at("q=rice&theme=a&theme=b&kind=profile&sort=newest&page=2")
    assert state.without("theme").link() == "/search?q=rice&kind=profile&sort=newest"
    assert state.unfiltered().link() == "/search?q=rice&sort=newest"
    assert state.canonical().link() == "/search?q=rice"


def test_only_the_bare_question_is_not_filtered() -> None:
    assert not state_at("q=rice").filtered
    assert all(state_at(query).filtered for query in ("theme=a", "q=rice&page=2", "sort=newest", "view=stories"))


def test_the_form_carries_all_but_question_and_page() -> None:
    state = state_at("q=rice&theme=a&sort=newest&page=2")
    assert state.kept_by_form() == (("theme", "a"), ("sort", "newest"))


def test_a_query_asks_what_the_state_says() -> None:
    state = state_at("q=rice&theme=a&theme=-&year=2020&view=stories&sort=oldest&page=2")
    query = state.query(parse(state.q).expression)
    assert query.filters == {"theme": frozenset({"a", NONE}), "year": frozenset({"2020"})}
    assert (query.view, query.sort, query.page) == (View.STORIES, Sort.OLDEST, 2)
    assert query.expression == parse("rice").expression


def test_the_facet_page_keeps_the_search_and_names_the_facet() -> None:
    link = urlsplit(state_at("q=rice&theme=a&page=3").facet_link("voice"))
    assert link.path == "/search/facet"
    assert parse_qsl(link.query) == [("q", "rice"), ("theme", "a"), ("facet", "voice")]


@pytest.mark.parametrize("address", [None, "", "/", "http://[", "/themes?q=rice", "https://h/searching?q=a"])
def test_an_address_of_no_search_states_none(address: str | None) -> None:
    assert state_of_link(address) is None


def test_an_address_with_a_host_still_states_its_search() -> None:
    assert state_of_link("https://archive.example/search?q=rice&theme=a") == state_at("q=rice&theme=a")


@pytest.mark.parametrize(
    ("asked", "loose"),
    [
        ("rice salt", "rice OR salt"),
        ('"rice and salt"', "rice OR and OR salt"),
        ("rice salt NOT soup", "rice OR salt"),
        ("ri* salt~", "ri* OR salt~"),
        ("rice", None),
        ("rice OR salt", None),
        ("", None),
        ("theme:education", None),
    ],
)
def test_a_question_is_loosened_to_any_of_its_words(asked: str, loose: str | None) -> None:
    assert loosened(parse(asked).expression) == loose


def test_whatever_stands_in_a_url_a_search_comes_out() -> None:
    chance = random.Random(7)  # noqa: S311 — made-up addresses keep no secret
    names = ["q", "theme", "voice", "place", "told", "kind", "publisher", "year", "view", "sort", "page", "", "x"]

    def sign() -> str:
        return chr(chance.randrange(chance.choice((0x250, 0x110000))))

    for _ in range(2000):
        pairs = [
            (chance.choice(names), "".join(sign() for _ in range(chance.randrange(6))))
            for _ in range(chance.randrange(6))
        ]
        state, notes = read_params(pairs)
        again, left_out = read_params(parse_qsl(urlsplit(state.link()).query))
        assert again == state
        assert left_out == ()
        assert all(isinstance(note, str) for note in notes)
