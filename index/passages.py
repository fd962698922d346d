"""A post's paragraphs as passages: the reading text at their spans, unaltered, each with its language."""

from __future__ import annotations

from collections.abc import Mapping

from index import languages
from index.cut import Post
from index.identity import passage_id
from index.model import Lines, Passage, Role, Source


def make(source: Source, post: Post, voices: Mapping[int, str]) -> tuple[Passage, ...]:
    """The passages of a post: every piece of content but title and headings. `voices`: person ids by first line."""
    return tuple(
        Passage(
            id=passage_id(source.sha256, one.piece.span),
            span=one.piece.span,
            lines=Lines(one.piece.first, one.piece.last),
            role=one.role,
            text=source.text[one.piece.span.start : one.piece.span.end],
            language=languages.detect(one.piece.text),
            voice=voices.get(one.piece.first),
        )
        for one in post.content
        if one.role not in (None, Role.TITLE, Role.HEADING)
    )
