"""Ids that live on when a source is cut anew."""

from archive.store.keep import fresh, keep, overlaps
from index.model import Span


def spans(**placed: tuple[int, int]) -> list[tuple[str, Span]]:
    return [(id, Span(*span)) for id, span in placed.items()]


def test_the_largest_overlap_keeps_the_id() -> None:
    kept = keep(spans(a=(0, 100)), spans(x=(0, 30), y=(30, 100)))
    assert kept.ids == {"x": "x", "y": "a"}
    assert kept.replaced == {}


def test_an_id_given_up_leads_to_where_most_of_it_stands() -> None:
    kept = keep(spans(a=(0, 60), b=(60, 100)), spans(x=(0, 100)))
    assert kept.ids == {"x": "a"}
    assert kept.replaced == {"b": "a"}


def test_an_id_whose_words_are_no_story_any_more_leads_nowhere() -> None:
    assert keep(spans(a=(0, 10)), spans(x=(20, 30))).replaced == {"a": None}


def test_a_span_proposed_as_it_was_keeps_its_id_before_an_equal_one() -> None:
    kept = keep(spans(a=(0, 10), b=(10, 20)), spans(x=(5, 15), b=(15, 20)))
    assert kept.ids == {"x": "a", "b": "b"}


def test_what_stands_elsewhere_is_neither_taken_nor_given_up() -> None:
    kept = keep(spans(a=(0, 50), b=(50, 100)), spans(x=(0, 50), c=(50, 100)), elsewhere={"a", "c"})
    assert kept.ids == {"x": "x", "c": "c"}
    assert kept.replaced == {"b": "c"}


def test_an_id_that_once_meant_other_words_is_not_used_anew() -> None:
    kept = keep(spans(a=(0, 10)), spans(a=(20, 30), r=(40, 50)), retired={"r"})
    assert kept.ids["a"] not in {"a", "r"} and kept.ids["r"] not in {"a", "r"}
    assert kept.replaced == {"a": None}


def test_only_ids_that_may_be_the_same_are_joined() -> None:
    kept = keep(spans(a=(0, 10)), spans(x=(0, 10)), may=lambda old, new: False)
    assert kept.ids == {"x": "x"} and kept.replaced == {"a": None}


def test_several_places_of_one_id_count_together() -> None:
    old = [("a", Span(0, 10)), ("b", Span(10, 22)), ("a", Span(22, 32))]
    assert overlaps(old, spans(x=(0, 32)))["a", "x"] == 20
    assert keep(old, spans(x=(0, 32))).ids == {"x": "a"}


def test_a_fresh_id_looks_like_the_one_it_replaces() -> None:
    made = fresh("abcdefghij", {"abcdefghij"})
    assert made != "abcdefghij" and len(made) == 10 and made.isalnum() and made.islower()
