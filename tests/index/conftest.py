"""Made-up stories for the indexer's tests. All texts here are synthetic."""

from collections.abc import Callable
from typing import Any

import pytest

from index.identity import passage_id, story_id
from index.model import Grade, Kind, Lines, Occurrence, Passage, Perspective, Role, Span

MakeStory = Callable[..., Occurrence]


@pytest.fixture
def make_story() -> MakeStory:
    """Build an occurrence from a title and paragraphs, as if its source held them line by line."""

    def make(title: str, paragraphs: list[str], source: str = "a" * 64, **fields: Any) -> Occurrence:
        start = len(title) + 1
        passages = []
        for number, text in enumerate(paragraphs, start=2):
            span = Span(start, start + len(text))
            voice = fields.get("persons", (None,))[0]
            passages.append(
                Passage(passage_id(source, span), span, Lines(number, number), Role.BODY, text, "en", voice)
            )
            start += len(text) + 1
        whole = Span(0, start - 1)
        values: dict[str, Any] = {
            "story": story_id(source, whole),
            "grade": Grade.IDENTICAL,
            "kind": Kind.TESTIMONY,
            "perspective": Perspective.FIRST,
            "language": "en",
            "span": whole,
            "lines": Lines(1, len(paragraphs) + 1),
            "block_end": len(paragraphs) + 1,
            **fields,
        }
        return Occurrence(source=source, title=title, passages=tuple(passages), **values)

    return make
