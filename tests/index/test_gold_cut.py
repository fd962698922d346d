"""The cut against labels: the founding five exactly, the synthetic captures to a floor."""

import json
from pathlib import Path
from typing import Any

import pytest

from index import sources, stories
from index.model import Capture

ROOT = Path(__file__).parents[2]
FOUNDING = ROOT / "tests/gold/founding/seeds.json", ROOT / "corpus"
SYNTHETIC = ROOT / "tests/gold/synthetic/gold.json", ROOT / "tests/gold/synthetic/captures"

SYNTHETIC_STARTS, SYNTHETIC_FURNITURE, SYNTHETIC_FIELDS = 0.95, 0.97, 0.95
"""Floors on the synthetic captures: F1 of starts and furniture, share of right fields."""


def labels(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))["files"]


def proposed(folder: Path, name: str):
    source = sources.read(Capture(name, (folder / name).read_bytes()))
    return source, *stories.propose(source)


def f1(found: set[Any], wanted: set[Any]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))


@pytest.mark.parametrize("name", sorted(labels(FOUNDING[0])))
def test_the_founding_captures_are_read_as_labelled(name):
    gold = labels(FOUNDING[0])[name]
    _, found, furniture, people = proposed(FOUNDING[1], name)
    names = {person.id: person.name for person in people}
    assert [
        (one.lines.first, one.lines.last, one.block_end, one.title, one.kind, one.perspective, one.narrator, one.author)
        for one in found
    ] == [
        (
            one["start_line"], one["end_line"], one["block_end_line"], one["title"], one["kind"], one["perspective"],
            one["narrator"], one.get("author"),
        )
        for one in gold["stories"]
    ]  # fmt: skip
    assert [(one.date, one.series, one.part, one.parts) for one in found] == [
        (one["date"], one["series"], one["part"], one.get("parts")) for one in gold["stories"]
    ]
    assert [
        (section.heading, names[section.narrator], section.lines.first, section.lines.last)
        for one in found
        for section in one.sections
        if section.narrator
    ] == [
        (part["heading"], part["narrator"], part["start_line"], part["end_line"])
        for one in gold["stories"]
        for part in one["embedded"]
    ]
    assert f1({one.line for one in furniture} | {0}, {*gold["furniture"], 0}) >= 0.97
    assert all(one.reason for one in furniture)


@pytest.mark.parametrize("name", sorted(labels(FOUNDING[0])))
def test_the_quoted_lines_of_embedded_testimonies_have_their_narrators_voice(name):
    _, found, _, people = proposed(FOUNDING[1], name)
    names = {person.id: person.name for person in people}
    voices = {one.lines.first: names.get(one.voice or "") for story in found for one in story.passages}
    for story in labels(FOUNDING[0])[name]["stories"]:
        for part in story["embedded"]:
            quoted = [line for line in voices if part["start_line"] <= line <= part["end_line"] and voices[line]]
            assert quoted == part["quote_lines"]
            assert {voices[line] for line in quoted} == {part["narrator"]}


def test_the_synthetic_captures_are_read_to_the_floor():
    starts: list[float] = []
    furniture: list[float] = []
    fields: list[bool] = []
    for name, gold in labels(SYNTHETIC[0]).items():
        source, found, set_apart, _ = proposed(SYNTHETIC[1], name)
        starts.append(f1({one.lines.first for one in found}, {one["start_line"] for one in gold["stories"]}))
        furniture.append(f1({one.line for one in set_apart}, set(gold["furniture"])))
        by_start = {one["start_line"]: one for one in gold["stories"]}
        for one in found:
            if label := by_start.get(one.lines.first):
                fields += _right(one, label, source.text)
    assert sum(starts) / len(starts) >= SYNTHETIC_STARTS
    assert sum(furniture) / len(furniture) >= SYNTHETIC_FURNITURE
    assert sum(fields) / len(fields) >= SYNTHETIC_FIELDS


def _right(one, label, text: str) -> list[bool]:
    """Which fields are right. A narrator whose name the capture does not print is left out: nobody can find it."""
    right = [one.title == label["title"], one.date == label["date"], one.kind == label["kind"],
             one.perspective == label["perspective"], one.lines.last == label["end_line"]]  # fmt: skip
    if label["narrator"] is None or label["narrator"] in text:
        right.append(one.narrator == label["narrator"])
    return right
