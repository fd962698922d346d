"""Measures against gold: what is right, missed and too much. All texts are synthetic."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from index import gold as labels
from index.errors import GoldError
from index.evaluate import Measure, evaluate
from index.model import Furniture, Lines, Person, Proposal, Section, Source, Span, Tag

TEXT = "The tray\nI sold buttons.\nShare this page\nThe rope\nWe crossed the ice."
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def gold_file(folder: Path) -> Path:
    story = {"kind": "testimony", "perspective": "first-person", "date": None, "series": None, "part": None}
    stories = [
        {**story, "title": "The tray", "narrator": "Ok", "start_line": 1, "end_line": 2, "same_story_as": "a"},
        {
            **story,
            "title": "The rope",
            "narrator": None,
            "start_line": 4,
            "end_line": 5,
            "same_story_as": "b",
            "embedded": [{"start_line": 4, "end_line": 5, "narrator": "Mi"}],
        },
    ]
    lines = {
        "1": {"role": "title", "themes": []},
        "2": {"role": "body", "themes": ["livelihood"], "optional": ["education"]},
        "3": {"role": "furniture", "themes": ["escape"]},
        "4": {"role": "title", "themes": []},
        "5": {"role": "body", "themes": ["escape", "repatriation"]},
    }
    capture = {"sha256": DIGEST, "stories": stories, "furniture": [3], "lines": lines}
    path = folder / "gold.json"
    path.write_text(json.dumps({"files": {"page.txt": capture}}), encoding="utf-8")
    return path


def proposal(make_story, *, whole: bool = True) -> Proposal:
    first = make_story("The tray", ["I sold buttons."], DIGEST, narrator="Ok")
    second = make_story("The rope", ["We crossed the ice."], DIGEST, persons=("p2",), story="rope")
    section = Section("The rope", Span(0, 5), Lines(4, 5), "p2")
    second = replace(_moved(second, 3), sections=(section,))
    source = Source("page.txt", DIGEST, len(TEXT), "utf-8", 0, TEXT, "plain", "1")
    furniture = (Furniture(3, Span(25, 40), "share row"),)
    stories = (first, second) if whole else (first,)
    return Proposal(source, stories, furniture, (Person("p2", "Mi"),))


def _moved(story, by: int):
    passages = tuple(replace(one, lines=Lines(one.lines.first + by, one.lines.last + by)) for one in story.passages)
    return replace(story, lines=Lines(story.lines.first + by, story.lines.last + by), passages=passages)


def tag_lines(text: str) -> list[Tag]:
    """As a tagger that reads the made-up capture: one optional theme, one wrong one."""
    given = {"I sold buttons.": ("livelihood", "education"), "We crossed the ice.": ("escape", "faith")}
    return [Tag(theme, 1.0, "rule", ()) for theme in given[text]]


def test_a_perfect_proposal_measures_one(make_story, tmp_path: Path) -> None:
    found = evaluate(labels.read(gold_file(tmp_path)), [proposal(make_story)], lambda _: ())
    for name in ("boundaries", "ends", "furniture", "titles", "kinds", "narrators", "embedded", "must-not-merge"):
        assert found[name].f1 == 1.0, name


def test_a_missed_story_costs_recall(make_story, tmp_path: Path) -> None:
    found = evaluate(labels.read(gold_file(tmp_path)), [proposal(make_story, whole=False)], lambda _: ())
    assert (found["boundaries"].precision, found["boundaries"].recall) == (1.0, 0.5)


def test_themes_are_counted_per_line_without_optional_ones_and_furniture(make_story, tmp_path: Path) -> None:
    found = evaluate(labels.read(gold_file(tmp_path)), [proposal(make_story)], tag_lines)
    assert found["themes"] == Measure(right=2, proposed=3, expected=3)
    assert found["main-themes"] == Measure(right=0, proposed=0, expected=1)
    assert found["theme:faith"].precision == 0.0


def test_parts_of_a_tagger_are_measured_beside_the_whole(make_story, tmp_path: Path) -> None:
    gold = labels.read(gold_file(tmp_path))
    found = evaluate(gold, [proposal(make_story)], tag_lines, {"silent": lambda _: ()})
    assert found["themes@silent"] == Measure(right=0, proposed=0, expected=3)
    assert found["themes"].right == 2


def test_labelled_passages_are_tagged_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "passages.txt"
    path.write_text(
        "# synthetic\nX1 | escape | faith | | why\nWe ran.\nX2 | | | faith | why\nA church.\n", encoding="utf-8"
    )
    found = evaluate(labels.read(path), [], lambda text: [Tag("faith", 1.0, "rule", ())])
    assert found["themes"] == Measure(right=0, proposed=1, expected=1)


def test_a_missing_capture_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"page\.txt"):
        evaluate(labels.read(gold_file(tmp_path)), [], lambda _: ())


@pytest.mark.parametrize("text", ["X1 | a | b\nText\n", "X1 | | | | why\n", ""])
def test_labels_that_cannot_be_understood_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "passages.txt"
    path.write_text(text, encoding="utf-8")
    if text:
        with pytest.raises(GoldError):
            labels.read(path)
    with pytest.raises(GoldError):
        labels.read(tmp_path / "absent")


def test_the_fingerprint_follows_the_labels(tmp_path: Path) -> None:
    path = gold_file(tmp_path)
    before = labels.read(path).fingerprint
    path.write_text(path.read_text(encoding="utf-8").replace("livelihood", "faith"), encoding="utf-8")
    assert labels.read(path).fingerprint != before
