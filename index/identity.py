"""Ids: short, opaque, lower-case; derived from a capture's digest and the span of the first occurrence."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

from index.model import Span

STORY_LENGTH = 10
"""Characters of a story's or a person's id: 50 bits, a chance of about one in a million of any clash among 50,000."""

PASSAGE_LENGTH = 12
"""Characters of a passage's id: 60 bits, for there are many more of them."""


def story_id(digest: str, span: Span) -> str:
    """The id of the story that stands at `span` of the capture with this SHA-256."""
    return _opaque("story", digest, span, length=STORY_LENGTH)


def passage_id(digest: str, span: Span) -> str:
    """The id of the passage that stands at `span` of the capture with this SHA-256."""
    return _opaque("passage", digest, span, length=PASSAGE_LENGTH)


def person_id(digest: str, span: Span, name: str) -> str:
    """The id of the person known as `name` in the story that stands at `span`."""
    return _opaque("person", digest, span, name, length=STORY_LENGTH)


def _opaque(kind: str, digest: str, span: Span, *more: str, length: int) -> str:
    seed = "\0".join((kind, digest, str(span.start), str(span.end), *more))
    return b32encode(sha256(seed.encode("utf-8", "surrogatepass")).digest()).decode("ascii").lower()[:length]
