"""The fixed order of the indexer's steps, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index import persons, places, repeats, sources, stories, tagging, years
from index.cut import cut
from index.errors import CaptureError
from index.known import Both, Seen
from index.model import (
    Capture,
    Difference,
    Known,
    Occurrence,
    Person,
    Proposal,
    Refusal,
    Related,
    Source,
)

VERSION = "4"
"""The indexer's version: raised whenever it may propose something else about the same capture."""


def propose(source: Source, known: Known) -> Proposal:
    """All that the indexer says about one source, in the light of what is known already."""
    made = cut(source, known)
    found, furniture, people = stories.propose(source, made)
    seen = Seen()
    everything = Both(known, seen)
    occurrences: list[Occurrence] = []
    named: dict[str, Person] = {}
    related: list[Related] = []
    differs: list[Difference] = []
    for one in found:
        recognised = repeats.recognise(_tagged(_placed(one)), everything)
        linked = persons.link(recognised.occurrence, people, everything)
        occurrences.append(linked.occurrence)
        named.update((person.id, person) for person in linked.persons)
        related += (*recognised.related, *linked.related)
        differs += recognised.differs
        seen.add([linked.occurrence], linked.persons)
    return Proposal(
        source,
        tuple(occurrences),
        furniture,
        tuple(named.values()),
        tuple(related),
        tuple(differs),
        made.doubts,
        made.questions,
    )


def _placed(occurrence: Occurrence) -> Occurrence:
    """With the places and years that each passage tells of."""
    told = (
        replace(passage, places=places.find(passage.text), years=years.told(passage.text))
        for passage in occurrence.passages
    )
    return replace(occurrence, passages=tuple(told))


def _tagged(occurrence: Occurrence) -> Occurrence:
    tagger = tagging.tagger()
    return replace(
        occurrence,
        passages=tuple(replace(passage, tags=tagger.tag(passage.text)) for passage in occurrence.passages),
    )


def build(captures: Iterable[Capture], limit: int = sources.LIMIT) -> tuple[list[Proposal], list[Refusal]]:
    """Read captures one after another with no store behind; later ones are compared with earlier ones."""
    seen = Seen()
    proposals: list[Proposal] = []
    refused: list[Refusal] = []
    digests: set[str] = set()
    for capture in captures:
        try:
            source = sources.read(capture, limit)
        except CaptureError as error:
            refused.append(Refusal(capture.name, str(error)))
            continue
        if source.sha256 in digests:
            refused.append(Refusal(capture.name, "the same bytes were given already under another name"))
            continue
        digests.add(source.sha256)
        proposal = propose(source, seen)
        seen.add_proposal(proposal)
        proposals.append(proposal)
    return proposals, refused
