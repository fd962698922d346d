"""Bytes to stories: read, propose, store (one transaction a source), publish. Safe to interrupt and to run again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TypeVar

from archive.errors import Overtaken
from archive.manifest import Listed
from archive.store import Added, Reread, Run, Snapshot, Store, utc_now
from index import pipeline, sources, tagging
from index.errors import CaptureError
from index.known import Both, Seen
from index.later import relight
from index.model import Capture, Kind, Light, Proposal, Refusal, Relation, Source

_Done = TypeVar("_Done")

_TRIES = 100
"""How often a source is proposed anew because others write; every try but the last means that another got on."""

_KINDS = {
    Kind.TESTIMONY: ("testimony", "testimonies"),
    Kind.PROFILE: ("profile", "profiles"),
    Kind.INTERVIEW: ("interview", "interviews"),
    Kind.ARTICLE: ("article", "articles"),
    Kind.APPEAL: ("appeal", "appeals"),
    Kind.NEWS: ("news item", "news items"),
    Kind.OTHER: ("other text", "other texts"),
}


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one source: its proposal's figures count only what was not stored before.

    `tellings` counts links to other tellings of the same life, `themes` how often each theme was given, `replaced`
    bytes that could not be read.
    """

    name: str
    added: Added
    kinds: tuple[Kind, ...] = ()
    tellings: int = 0
    themes: Counter[str] = field(default_factory=Counter)
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, source by source, and what it refused."""

    ingested: tuple[Ingested, ...]
    refused: tuple[Refusal, ...]
    dry_run: bool = False

    @property
    def new(self) -> tuple[Ingested, ...]:
        """The sources that were not there before."""
        return tuple(one for one in self.ingested if one.added.new)

    def lines(self) -> list[str]:
        """The report in words, a line for each thing to say."""
        kinds = Counter(kind for one in self.new for kind in one.kinds)
        tagged = sum((one.themes for one in self.new), Counter[str]())
        listed = ", ".join(_count(kinds[kind], *_KINDS[kind]) for kind in Kind if kinds[kind])
        stories = _count(kinds.total(), "story", "stories")
        there = len(self.ingested) - len(self.new)
        return [
            *(["Dry run: nothing was stored."] if self.dry_run else []),
            f"Sources: {len(self.new):,} new, {there:,} there already, {len(self.refused):,} refused.",
            f"New: {stories}{f' ({listed})' if listed else ''}, {_count(self._passages(), 'passage', 'passages')}.",
            f"Repeats of a story: {sum(len(one.added.repeats) for one in self.new):,}.",
            f"Tellings linked to another of the same life: {sum(one.tellings for one in self.new):,}.",
            f"Themes: {len(tagged):,}, given {_count(tagged.total(), 'time', 'times')}.",
            *(f"No story in {one.name}; it is kept as a source." for one in self.new if not _stories(one)),
            *(
                f"{_count(one.replaced, 'byte', 'bytes')} of {one.name} could not be read; each is shown as U+FFFD."
                for one in self.new
                if one.replaced
            ),
            *(f"Refused {refusal.name}: {refusal.why}." for refusal in self.refused),
        ]

    def _passages(self) -> int:
        return sum(one.added.passages for one in self.new)


def today() -> Run:
    """A run of today's indexer that begins now."""
    started = utc_now().strftime("%Y-%m-%dT%H:%M:%SZ")
    return Run(pipeline.VERSION, tagging.tagger().digest, started)


def ingest(
    store: Store,
    captures: Iterable[Capture | Listed | Refusal],
    publish: Callable[[], object] | None = None,
    *,
    limit: int = sources.LIMIT,
    dry_run: bool = False,
) -> Report:
    """Read, propose and store captures, each whole or not at all, then publish what is new.

    What cannot be read is refused, with the reason, and the rest goes on. A dry run does all of it in a transaction
    that is rolled back, so that it counts exactly; others who write wait for it.
    """
    try:
        with store.rehearsal() if dry_run else nullcontext(store) as target:
            ingested, refused = _each(target, captures, limit)
    finally:  # what an interrupted run has stored is to be found all the same
        if publish is not None and not dry_run:
            publish()
    return Report(tuple(ingested), tuple(refused), dry_run)


def _each(
    store: Store, captures: Iterable[Capture | Listed | Refusal], limit: int
) -> tuple[list[Ingested], list[Refusal]]:
    run = today()
    ingested: list[Ingested] = []
    refused: list[Refusal] = []
    for one in captures:
        if isinstance(one, Refusal):
            refused.append(one)
            continue
        try:
            capture = one.load(limit) if isinstance(one, Listed) else one
            source = sources.read(capture, limit)
        except CaptureError as error:
            refused.append(Refusal(one.name, str(error)))
            continue
        ingested.append(_add(store, source, capture.data, run))
    return ingested, refused


def reread(store: Store, digests: Iterable[str], publish: Callable[[], object] | None = None) -> list[Reread]:
    """Let today's indexer read stored sources anew: proposals are replaced, decisions and ids stay."""
    run = today()
    done = [_reread(store, store.source(digest), run) for digest in digests]
    if publish is not None:
        publish()
    return done


def _add(store: Store, source: Source, data: bytes, run: Run) -> Ingested:
    stored = store.source_id(source.sha256)
    if stored is not None:
        return Ingested(source.name, Added(stored, new=False))
    proposal, added = _in_step(store, source, (), lambda made, at: store.add(made, data, run, known_at=at))
    new = [one for one in proposal.occurrences if one.story in added.stories]
    return Ingested(
        name=source.name,
        added=added,
        kinds=tuple({one.story: one.kind for one in new}.values()),
        tellings=len(_tellings(proposal, frozenset(added.stories))),
        themes=Counter(tag.theme for one in new for passage in one.passages for tag in passage.tags),
        replaced=source.replaced,
    )


def _tellings(proposal: Proposal, new: frozenset[str]) -> set[frozenset[str]]:
    """Pairs of tellings of one life of which at least one was not stored before."""
    pairs = {frozenset(one.stories) for one in proposal.related if one.kind is Relation.SAME_PERSON}
    return {pair for pair in pairs if pair & new}


def _reread(store: Store, source: Source, run: Run) -> Reread:
    _, done = _in_step(store, source, (source.sha256,), lambda made, at: store.reread(made, run, known_at=at))
    return done


def _in_step(
    store: Store, source: Source, without: Sequence[str], write: Callable[[Proposal, int], _Done]
) -> tuple[Proposal, _Done]:
    """Propose in the light of all that is stored, and write that; where others wrote meanwhile, propose anew."""
    tries = 0
    while True:
        tries += 1
        with store.snapshot() as snapshot:
            at = snapshot.position()
            proposal = pipeline.propose(source, snapshot.known(*without))
            proposal = replace(proposal, lights=_lights(snapshot, proposal))
        try:
            return proposal, write(proposal, at)
        except Overtaken:
            if tries == _TRIES:
                raise


def _lights(snapshot: Snapshot, proposal: Proposal) -> tuple[Light, ...]:
    """What a new capture lets see otherwise in those whose cut it puts in question; their cuts stay as they are."""
    new = Seen()
    new.add_proposal(proposal)
    lights = []
    for digest in proposal.questions:
        before = snapshot.known(digest, proposal.source.sha256)
        doubts = relight(snapshot.source(digest), snapshot.story_lines(digest), before, Both(before, new))
        lights += [Light(digest, doubts)] if doubts else []
    return tuple(lights)


def _stories(one: Ingested) -> int:
    return len(one.added.stories) + len(one.added.repeats)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
