"""How stories are stored in Whoosh.

A passage is one document: its words in fields of ready-made tokens, and a row of what else is known of it. One more
document of the same commit says how far the change log is followed, so that the two cannot come apart.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from whoosh import fields, formats, versionstring

from index import analysis
from index.engine.answers import Row
from index.engine.base import StoryEntry
from index.engine.matching import TEXTS

VERSION = 2
"""To be raised whenever the same story would be stored otherwise."""

LABELS = ("title", "voice")
"""The labels of a story that are searched by words, stored with each of its passages."""

SCORED = tuple(f"{source}_{name}" for source in TEXTS for name in analysis.FIELDS)
"""The fields whose words are weighed against a passage's length."""

_STATE = "state"


class Tokens(fields.FieldType):  # type: ignore[misc]  # Whoosh ships no types
    """A field that is given its tokens ready-made: pairs of text and position."""

    def __init__(self, scorable: bool) -> None:
        super().__init__(format=formats.Positions(), analyzer=None, scorable=scorable)

    def index(self, value: Iterable[tuple[str, int]], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each word once: its bytes, how often it stands, its weight, its positions encoded."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for text, position in value:
            positions[text].append(position)
        for text, places in positions.items():
            yield text.encode(), len(places), float(len(places)), self.format.encode(places)


def fingerprint() -> str:
    """A digest of how stories are stored; another one means: rebuild."""
    basis = repr((VERSION, versionstring(), sorted(schema().names())))
    return hashlib.sha256(basis.encode()).hexdigest()[:16]


def schema() -> Any:
    """The fields of a document: the tokens of each text and label, and what is stored of it."""
    made = {f"{source}_{name}": Tokens(source in TEXTS) for source in (*TEXTS, *LABELS) for name in analysis.FIELDS}
    return fields.Schema(story=fields.ID(), row=fields.STORED(), mark=fields.ID(), state=fields.STORED(), **made)


def add(writer: Any, stories: Iterable[StoryEntry]) -> None:
    """Add the passages of stories that a writer does not hold yet."""
    for story in stories:
        labels = {label: (story.labels[label],) for label in LABELS if label in story.labels}
        said = _tokens(labels)
        for place, passage in enumerate(story.passages):
            row = Row(story.id, passage.id, place, story.audience, story.date, dict(passage.values))
            words = _tokens({"text": (passage.text,), "reading": passage.readings})
            writer.add_document(story=story.id, row=tuple(row), **words, **said)


def _tokens(texts: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, int]]]:
    """The tokens of each field of texts by name; between two texts of one name a position stays free."""
    made: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, several in texts.items():
        for text in several:
            for name, tokens in zip(analysis.FIELDS, analysis.tokens(text), strict=True):
                there = made[f"{source}_{name}"]
                first = there[-1][1] + 2 if there else 0
                there.extend((token.text, first + token.position) for token in tokens)
    return {name: tokens for name, tokens in made.items() if tokens}


def mark(writer: Any, position: int) -> None:
    """Have a commit record how far the change log is followed in it, and by which words and schema."""
    writer.delete_by_term("mark", _STATE)
    writer.add_document(mark=_STATE, state=(position, fingerprint(), analysis.fingerprint()))
