"""A source line by line as it was cut, and what of it is withheld from a viewer. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archive.records import SourceLine
from archive.store import Cut, Record
from index.model import Span, TextLine

WITHHELD = "withdrawn"
"""The role of a line that is not shown; its text is empty."""


def withheld(lines: Sequence[TextLine], cut: Cut, withdrawn: Sequence[Record], audiences: Collection[str]) -> set[int]:
    """The numbers of lines that the viewer may not see.

    They are the whole blocks of stories that the viewer may not see, and every line of which a decision withdrew any
    part, whatever the present cut makes of it.
    """
    hidden: set[int] = set()
    for story in cut.occurrences:
        if story.withdrawn or story.visibility not in audiences:
            hidden.update(range(story.first, max(story.last, story.block_end) + 1))
    spans = [Span(row.start, row.end) for row in withdrawn]
    hidden.update(line.number for line in lines if any(span.overlap(line.span) for span in spans))
    return hidden


def source_lines(lines: Sequence[TextLine], cut: Cut, hidden: Collection[int]) -> tuple[SourceLine, ...]:
    """The lines with what each is and of what; those hidden say nothing but that they were withdrawn."""
    stories = {number: row.story for row in cut.occurrences for number in range(row.first, row.last + 1)}
    starts = {row.first for row in cut.occurrences}
    headings = {row.first for row in cut.sections}
    passages = {number: row for row in cut.readings for number in range(row.first, row.last + 1)}
    furniture = {row.line: row.reason for row in cut.furniture}

    def shown(line: TextLine) -> SourceLine:
        passage, story = passages.get(line.number), stories.get(line.number)
        role, reason = "text", None
        if line.number in starts:
            role = "title"
        elif passage is not None:
            role = passage.role
        elif line.number in furniture:
            role, reason, story = "furniture", furniture[line.number], None
        elif line.number in headings:
            role = "heading"
        elif line.blank:
            role = "blank"
        of = passage.passage if passage is not None and line.number not in starts else None
        return SourceLine(line.number, line.text, role, reason, story, of, line.number in starts)

    return tuple(
        SourceLine(line.number, "", WITHHELD, None, None, None, False) if line.number in hidden else shown(line)
        for line in lines
    )
