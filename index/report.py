"""What the indexer proposes about captures, as the plain values that `archive inspect --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index.model import Grade, Lines, Occurrence, Passage, Person, Proposal, Refusal, Section, text_lines

GRADES = (Grade.IDENTICAL, Grade.SAME_TEXT, Grade.EDITED, Grade.PARTIAL)
"""From the nearest to the farthest."""


def report(proposals: Sequence[Proposal], refused: Sequence[Refusal]) -> dict[str, Any]:
    """All proposals and refusals in one dictionary; docs/cli.md documents its form."""
    people = {person.id: person for proposal in proposals for person in proposal.persons}
    related = {
        (one.kind, frozenset(one.stories)): {"kind": str(one.kind), "stories": list(one.stories), "why": one.why}
        for proposal in proposals
        for one in proposal.related
    }
    return {
        "sources": [_source(proposal, people) for proposal in proposals],
        "repeats": _repeats(proposals),
        "related": list(related.values()),
        "refused": [{"name": one.name, "why": one.why} for one in refused],
    }


def _source(proposal: Proposal, people: Mapping[str, Person]) -> dict[str, Any]:
    source = proposal.source
    return {
        "name": source.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "replaced": source.replaced,
        "lines": len(text_lines(source.text)),
        "stories": [_story(one, people) for one in proposal.occurrences],
        "furniture": [{"line": one.line, "reason": one.reason} for one in proposal.furniture],
        "doubts": [
            {"line": one.line, "confidence": one.confidence, "reasons": list(one.reasons)} for one in proposal.doubts
        ],
    }


def _story(one: Occurrence, people: Mapping[str, Person]) -> dict[str, Any]:
    return {
        "story": one.story,
        "title": one.title,
        "deck": one.deck,
        "kind": str(one.kind),
        "narrator": one.narrator,
        "author": one.author,
        "perspective": str(one.perspective),
        "date": one.date,
        "date_printed": one.date_printed,
        "series": one.series,
        "part": one.part,
        "parts": one.parts,
        "language": one.language,
        "start_line": one.lines.first,
        "end_line": one.lines.last,
        "confidence": round(one.confidence, 3),
        "reasons": list(one.reasons),
        "persons": list(one.persons),
        "themes": list(one.themes),
        "sections": [_section(section, people) for section in one.sections],
        "passages": [_passage(passage, people) for passage in one.passages],
    }


def _section(section: Section, people: Mapping[str, Person]) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "narrator": people[section.narrator].name if section.narrator else None,
        "start_line": section.lines.first,
        "end_line": section.lines.last,
    }


def _passage(passage: Passage, people: Mapping[str, Person]) -> dict[str, Any]:
    return {
        "passage": passage.id,
        "lines": _lines(passage.lines),
        "role": str(passage.role),
        "language": passage.language,
        "voice": people[passage.voice].name if passage.voice else None,
        "person": passage.voice,
        "themes": [tag.theme for tag in passage.tags],
        "places": list(dict.fromkeys(one.place for one in passage.places)),
        "years": list(dict.fromkeys(one.year for one in passage.years)),
    }


def _lines(lines: Lines) -> list[int]:
    return [lines.first, lines.last]


def _repeats(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """Stories that stand more than once, with the farthest grade among their occurrences."""
    names = {proposal.source.sha256: proposal.source.name for proposal in proposals}
    standing: dict[str, list[Occurrence]] = {}
    for proposal in proposals:
        for one in proposal.occurrences:
            standing.setdefault(one.story, []).append(one)
    differs = [difference for proposal in proposals for difference in proposal.differs]
    return [
        {
            "story": story,
            "grade": str(max((one.grade for one in found), key=GRADES.index)),
            "occurrences": [{"source": names[one.source], "lines": _lines(one.lines)} for one in found],
            "differs": [
                {
                    "readings": [
                        {
                            "source": names.get(reading.source, reading.source),
                            "text": reading.text,
                            "start": reading.span.start,
                            "end": reading.span.end,
                        }
                        for reading in difference.readings
                    ]
                }
                for difference in differs
                if difference.story == story
            ],
        }
        for story, found in standing.items()
        if len(found) > 1
    ]
