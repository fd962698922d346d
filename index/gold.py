"""Gold labels: what a careful reader finds in captures and passages, as `evaluate` reads them.

Two forms: a JSON file that labels captures line by line (tests/gold/founding/seeds.json), and text files of
labelled passages, two lines each: "id | required | optional | traps | why", then the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import GoldError

SCORED = frozenset({"body", "deck", "intro", "coda", "appeal", "signature"})
"""Roles of the lines on which themes are counted (codebook, "How tagging is scored")."""


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A labelled story of one capture; `same` groups repeats, `person` groups tellings of one life."""

    title: str
    kind: str
    narrator: str | None
    other_names: tuple[str, ...]
    perspective: str
    date: str | None
    series: str | None
    part: int | None
    start: int
    end: int
    same: str | None
    person: str | None
    embedded: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Themes of one line or passage: those it evidences, and those that count neither way."""

    required: frozenset[str]
    optional: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldCapture:
    """The labels of one capture, which is known by the digest of its bytes."""

    name: str
    sha256: str
    stories: tuple[GoldStory, ...]
    furniture: frozenset[int]
    lines: Mapping[int, Labels]


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A labelled passage that stands alone."""

    id: str
    text: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Gold:
    """A set of labels: captures, or passages."""

    captures: tuple[GoldCapture, ...] = ()
    passages: tuple[GoldPassage, ...] = ()
    fingerprint: str = ""


def read(path: Path) -> Gold:
    """Read labels from a JSON file, a text file of passages, or a folder of such text files.

    Raises GoldError where there is nothing to read or a label cannot be understood.
    """
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    try:
        texts = [file.read_text(encoding="utf-8") for file in files]
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read as labels: {error}") from error
    if not texts:
        raise GoldError(f"{path}: holds no labelled passages (*.txt)")
    fingerprint = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    if path.suffix == ".json":
        return Gold(captures=_captures(path, texts[0]), fingerprint=fingerprint)
    passages = tuple(one for file, text in zip(files, texts, strict=True) for one in _passages(file, text))
    return Gold(passages=passages, fingerprint=fingerprint)


def _captures(path: Path, text: str) -> tuple[GoldCapture, ...]:
    try:
        files = json.loads(text)["files"]
        return tuple(_capture(name, labels) for name, labels in files.items())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: not labels of captures: {type(error).__name__}: {error}") from error


def _capture(name: str, labels: Mapping[str, Any]) -> GoldCapture:
    return GoldCapture(
        name=name,
        sha256=labels["sha256"],
        stories=tuple(_story(story) for story in labels["stories"]),
        furniture=frozenset(labels["furniture"]),
        lines={
            int(number): Labels(frozenset(line["themes"]), frozenset(line.get("optional", ())))
            for number, line in labels["lines"].items()
            if line["role"] in SCORED
        },
    )


def _story(story: Mapping[str, Any]) -> GoldStory:
    return GoldStory(
        title=story["title"],
        kind=story["kind"],
        narrator=story["narrator"],
        other_names=tuple(story.get("narrator_other_names", ())),
        perspective=story["perspective"],
        date=story["date"],
        series=story["series"],
        part=story["part"],
        start=story["start_line"],
        end=story["end_line"],
        same=story.get("same_story_as"),
        person=story.get("person_group"),
        embedded=tuple((one["start_line"], one["end_line"], one["narrator"]) for one in story.get("embedded", ())),
    )


def _passages(path: Path, text: str) -> list[GoldPassage]:
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    if len(lines) % 2:
        raise GoldError(f"{path}: every passage takes two lines, a header and its text; one of them has no pair")
    found = []
    for header, passage in zip(lines[::2], lines[1::2], strict=True):
        fields = [field.strip() for field in header.split("|")]
        if len(fields) != 5:
            raise GoldError(f"{path}: a header has five fields between bars, this one {len(fields)}: {header[:60]}")
        labels = Labels(frozenset(fields[1].split()), frozenset(fields[2].split()))
        found.append(GoldPassage(fields[0], passage, labels))
    return found
