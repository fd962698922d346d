"""What a source page shows: the capture line by line, and how it was cut. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive import links, words
from archive.present.differing import Differing, at_line
from archive.present.link import Link
from archive.records import PassageRecord, SourceLine, SourceRecord, SourceText, StoryRecord
from archive.texts import gettext as _
from archive.texts import ngettext
from index.extract.base import BINARY

AS_IT_STANDS = frozenset({"plain", "markdown"})
"""Formats whose reading text is their bytes decoded and nothing else changed."""

WITHDRAWN = "withdrawn"
"""The role of a line that is not shown."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as captured: `said` tells in words what it is, `link` leads to the passage or story it belongs to.

    `differs`: the facts in it in which other sources of the story differ.
    """

    number: int
    text: str
    role: str
    said: str | None
    link: Link | None
    starts: bool
    differs: Differing


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source page, ready to be shown; `facts` are pairs of a heading and what is known.

    `raw` is where its bytes are, None where a part of them was withdrawn. `extracted`: the lines are what an
    extractor made of the bytes, not these themselves.
    """

    id: str
    name: str
    facts: tuple[tuple[str, str], ...]
    address: str | None
    raw: str | None
    summary: str
    extracted: bool
    lines: tuple[LineView, ...]
    stories: tuple[tuple[Link, str], ...]


def source(text: SourceText, passages: Sequence[PassageRecord]) -> SourceView:
    """The whole page; `passages` are those that the source's lines name."""
    stories = {story.id: story for story in text.stories}
    by_id = {passage.id: passage for passage in passages}
    return SourceView(
        id=text.source.id,
        name=text.source.name,
        facts=facts(text.source),
        address=text.source.address,
        raw=None if any(line.role == WITHDRAWN for line in text.lines) else links.raw(text.source.id),
        summary=_summary(text),
        extracted=text.source.extractor not in AS_IT_STANDS,
        lines=tuple(_line(line, text.source.id, stories, by_id) for line in text.lines),
        stories=tuple(_standing(story, text.source.id) for story in text.stories),
    )


def facts(record: SourceRecord) -> tuple[tuple[str, str], ...]:
    """What is known of a source; what is not is said so, never guessed."""
    unknown = _("not known")
    return (
        (_("Publisher"), record.publisher or unknown),
        (_("Captured"), words.date(record.captured[:10]) or unknown if record.captured else unknown),
        (_("Rights"), record.rights or unknown),
        (_("Added to the archive"), words.date(record.added[:10]) or unknown),
        (_("Size"), size(record.size)),
        (_("Read as"), reading(record)),
        *(() if record.encoding == BINARY else ((_("Encoding"), _encoding(record)),)),
        (_("SHA-256"), record.sha256),
    )


def reading(record: SourceRecord) -> str:
    """The format of a capture, and what made its reading text."""
    named = {
        "plain": _("Plain text, as it stands"),
        "markdown": _("Markdown, as it stands"),
        "html": _("Web page (HTML)"),
        "docx": _("Word document (DOCX)"),
        "pdf": _("PDF"),
    }
    said = named.get(record.extractor, record.extractor)
    if record.extractor in AS_IT_STANDS:
        return said
    parts = {"format": said, "version": record.extractor_version}
    return _("%(format)s, read by its extractor, version %(version)s") % parts


def size(count: int) -> str:
    """So many bytes."""
    return ngettext("%(count)s byte", "%(count)s bytes", count) % {"count": words.number(count)}


def _encoding(record: SourceRecord) -> str:
    if not record.replaced:
        return record.encoding
    bad = ngettext(
        "%(encoding)s; %(count)s byte could not be read",
        "%(encoding)s; %(count)s bytes could not be read",
        record.replaced,
    )
    return bad % {"encoding": record.encoding, "count": words.number(record.replaced)}


def _summary(text: SourceText) -> str:
    furniture = sum(line.role == "furniture" for line in text.lines)
    counts = {"lines": words.number(len(text.lines)), "stories": words.stories(len(text.stories))}
    if not text.stories:
        return _("%(lines)s lines. No story was found in this capture; it is kept as it is.") % counts
    counts["furniture"] = words.number(furniture)
    said = ngettext(
        "%(lines)s lines, cut into %(stories)s; %(furniture)s line was set apart as page furniture.",
        "%(lines)s lines, cut into %(stories)s; %(furniture)s lines were set apart as page furniture.",
        furniture,
    )
    return said % counts


def _line(
    line: SourceLine, source: str, stories: Mapping[str, StoryRecord], passages: Mapping[str, PassageRecord]
) -> LineView:
    passage = passages.get(line.passage or "")
    return LineView(
        number=line.number,
        text=line.text,
        role=line.role,
        said=_said(line),
        link=_target(line, stories, passages),
        starts=line.starts,
        differs=at_line((passage,), source, line.number) if passage else (),
    )


def _said(line: SourceLine) -> str | None:
    if line.role == "blank":
        return None
    if line.starts:
        return _("Title: a story begins")
    if line.reason:
        return _("Page furniture: %(reason)s") % {"reason": line.reason}
    return None if line.role == "body" else words.role(line.role)


def _target(line: SourceLine, stories: Mapping[str, StoryRecord], passages: Mapping[str, PassageRecord]) -> Link | None:
    story = stories.get(line.story or "")
    if story is None:
        return None
    passage = passages.get(line.passage or "")
    if passage is not None:
        href = links.passage(story.id, story.title, passage.id, passage.digest)
        return Link(_("Passage %(number)s") % {"number": passage.number}, href)
    return Link(_("Read the story"), links.story(story.id, story.title)) if line.starts else None


def _standing(story: StoryRecord, source_id: str) -> tuple[Link, str]:
    place = next((place for place in story.occurrences if place.source == source_id), None)
    link = Link(story.title, links.story(story.id, story.title))
    return link, words.lines(place.first, place.last) if place else words.kind(story.kind)
