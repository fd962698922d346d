"""Counting facets. All values are synthetic."""

import random
from collections import defaultdict

import numpy as np
import pytest

from index import facets
from index.facets import Column, Integers, Matches

NONE = "-"
STORIES: Integers = np.array([0, 0, 1, 1, 2], dtype=np.int64)
THEMES: list[tuple[str, ...]] = [("family", "school"), ("school",), (), ("school", "school"), ("market",)]
KINDS: list[tuple[str, ...]] = [("testimony",), ("testimony",), ("profile",), ("profile",), ("testimony",)]


@pytest.fixture
def columns() -> dict[str, Column]:
    return {"theme": facets.column(THEMES, STORIES, NONE), "kind": facets.column(KINDS, STORIES, NONE)}


def all_rows() -> Matches:
    return np.ones(5, dtype=np.bool_)


def test_having(columns: dict[str, Column]) -> None:
    assert columns["theme"].having({"school"}).tolist() == [True, True, False, True, False]
    assert columns["theme"].having({"family", NONE}).tolist() == [True, False, True, False, False]
    assert columns["theme"].having({"unheard-of"}).tolist() == [False] * 5
    assert columns["theme"].having(set()).tolist() == [False] * 5


def test_passages_and_stories_are_counted_once_each(columns: dict[str, Column]) -> None:
    passages = facets.tally(columns, {}, all_rows(), ["theme"], by_story=False)
    assert passages == {"theme": (("school", 3), (NONE, 1), ("family", 1), ("market", 1))}
    stories = facets.tally(columns, {}, all_rows(), ["theme"], by_story=True)
    assert stories == {"theme": (("school", 2), (NONE, 1), ("family", 1), ("market", 1))}


def test_only_matches_are_counted(columns: dict[str, Column]) -> None:
    matches = np.array([False, True, True, False, False])
    assert facets.tally(columns, {}, matches, ["theme"], by_story=False)["theme"] == ((NONE, 1), ("school", 1))


def test_each_facet_is_counted_without_its_own_filter(columns: dict[str, Column]) -> None:
    filters = {"theme": {"school", "unheard-of"}, "kind": {"profile"}}
    counted = facets.tally(columns, filters, all_rows(), ["theme", "kind"], by_story=False)
    assert counted["theme"] == ((NONE, 1), ("school", 1), ("unheard-of", 0))
    assert counted["kind"] == (("testimony", 2), ("profile", 1))
    assert facets.filtered(columns, filters, all_rows()).tolist() == [False, False, False, True, False]


def test_nothing_is_counted_of_nothing() -> None:
    empty = facets.column([], np.array([], dtype=np.int64), NONE)
    matches = np.array([], dtype=np.bool_)
    assert facets.tally({"theme": empty}, {"theme": {"a"}}, matches, ["theme"], by_story=True) == {"theme": (("a", 0),)}


def test_counts_agree_with_counting_one_by_one() -> None:
    chance = random.Random(3)  # noqa: S311 - a seed repeats a failing case; nothing secret is drawn
    for _ in range(50):
        size = chance.randint(1, 60)
        stories = np.array([chance.randint(0, 9) for _ in range(size)], dtype=np.int64)
        values = [tuple(chance.choices("abcde", k=chance.randint(0, 3))) for _ in range(size)]
        matches = np.array([chance.random() < 0.6 for _ in range(size)], dtype=np.bool_)
        passages: dict[str, set[int]] = defaultdict(set)
        told: dict[str, set[int]] = defaultdict(set)
        for row in np.flatnonzero(matches):
            for value in values[row] or (NONE,):
                passages[value].add(int(row))
                told[value].add(int(stories[row]))
        column = facets.column(values, stories, NONE)
        for by_story, expected in ((False, passages), (True, told)):
            counted = facets.tally({"x": column}, {}, matches, ["x"], by_story)["x"]
            assert dict(counted) == {value: len(rows) for value, rows in expected.items()}
