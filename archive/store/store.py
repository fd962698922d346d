"""The Store: the record of all captures, of what the indexer proposes about them and of what archivists decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DBAPIError

from archive.errors import NotFound, Overtaken, StoreError
from archive.store import again, decide, points, settle, tables, write
from archive.store.connect import BUSY_SECONDS, connect, parse, writing
from archive.store.migrate import upgrade
from archive.store.reads import Snapshot
from archive.store.values import Added, Decision, Reread, Run, Target
from index.model import Proposal, Source

_SHORTEST_PREFIX = 6
"""Hex digits of a digest that are taken for a source."""


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def open_store(url: str, clock: Callable[[], datetime] = utc_now) -> Store:
    """Open the store behind a URL, make it where it is missing, bring its schema up to date.

    Raises StoreError where that cannot be done.
    """
    parsed = parse(url)
    upgrade(parsed)
    return Store(connect(parsed), clock)


class Store:
    """Safe to share between threads. Every write is one transaction: it happens whole, or not at all."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock
        self._within: Connection | None = None

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Read one state of the store for the length of a block."""
        with _told_plainly():
            if self._within is not None:
                yield Snapshot(self._within)
                return
            with self._engine.connect() as connection, connection.begin():
                yield Snapshot(connection)

    @contextmanager
    def rehearsal(self) -> Iterator[Store]:
        """A store that takes all that is written for the length of a block and then forgets it. Other writers wait."""
        with _told_plainly(), writing(self._engine).connect() as connection, connection.begin() as transaction:
            rehearsing = Store(self._engine, self._clock)
            rehearsing._within = connection
            yield rehearsing
            transaction.rollback()

    def add(self, proposal: Proposal, data: bytes, run: Run, *, known_at: int | None = None) -> Added:
        """Store a source with its bytes and its proposals, in one transaction. The same bytes again change nothing.

        `known_at` is the position at which the indexer saw the store. Raises Overtaken where others wrote since, as
        what they wrote may make this source's stories repeats; StoreError where the proposal contradicts the store.
        """
        with self._write() as connection:
            found = select(tables.sources.c.id).where(tables.sources.c.sha256 == proposal.source.sha256)
            stored = connection.execute(found).scalar()
            if stored is not None:
                return Added(stored, new=False)
            _check_known(connection, proposal, known_at)
            return self._add(connection, proposal, data, run)

    def _add(self, connection: Connection, proposal: Proposal, data: bytes, run: Run) -> Added:
        stories = list(dict.fromkeys(one.story for one in proposal.occurrences))
        passages = {passage.id for one in proposal.occurrences for passage in one.passages}
        repeats = write.existing(connection, tables.stories.c.id, stories)
        standing = write.existing(connection, tables.passages.c.id, passages)
        run_number = write.run_number(connection, run)
        number = write.insert_source(connection, proposal.source, data, run_number, self._now())
        write.insert_proposal(connection, number, proposal, self._now())
        points.insert_points(connection, number, proposal, run_number)
        decide.attach(connection, number)
        self._finish(connection, set(stories))
        return Added(
            connection.execute(select(tables.sources.c.id).where(tables.sources.c.number == number)).scalar_one(),
            new=True,
            stories=tuple(id for id in stories if id not in repeats),
            repeats=tuple(id for id in stories if id in repeats),
            passages=len(passages - standing),
        )

    def reread(self, proposal: Proposal, run: Run, *, known_at: int | None = None) -> Reread:
        """Replace what is proposed about a stored source. Ids live on by largest overlap, an id given up redirects,
        decisions attach again.

        Raises NotFound where the source is not stored, Overtaken as `add` does, StoreError where the proposal is about
        another reading text.
        """
        with self._write() as connection:
            source = tables.sources
            query = select(source.c.number, source.c.id).where(source.c.sha256 == proposal.source.sha256)
            stored = connection.execute(query).first()
            if stored is None:
                raise NotFound(f"{proposal.source.name} is not stored; ingest it first.")
            number, source_id = stored
            if known_at is not None and settle.last_position(connection) != known_at:
                raise Overtaken("Another process wrote meanwhile; propose again.")
            around = settle.neighbours(connection, decide.stories_in(connection, source_id))
            done, touched = again.replace_proposals(connection, number, proposal, self._now())
            run_number = write.run_number(connection, run)
            connection.execute(update(source).where(source.c.number == number).values(run=run_number))
            points.remove_points(connection, number)
            points.insert_points(connection, number, proposal, run_number)
            touched |= decide.attach(connection, number, touched)
            self._finish(connection, touched, around)
            return done

    def withdraw(self, target: Target, who: str, why: str) -> int:
        """Take a source or a story out of every page, count and answer; the decision's number is the answer."""
        with self._write() as connection:
            around = settle.neighbours(connection, _stories_about(connection, target))
            decision, touched = decide.withdraw(connection, target, who, why, self._now())
            self._finish(connection, touched, around)
            return decision

    def reinstate(self, target: Target, who: str, why: str) -> None:
        """Undo the decisions that withdrew a source or a story: all is as it was before."""
        with self._write() as connection:
            touched = decide.reinstate(connection, target, who, why, self._now())
            self._finish(connection, touched)

    def dismiss(self, point: str, who: str, why: str) -> int:
        """Decide that nothing is to be done about an open point, for good; the decision's number is the answer."""
        with self._write() as connection:
            return points.dismiss(connection, point, who, why, self._now())

    def reopen(self, point: str, who: str, why: str) -> None:
        """Undo the decision that dismissed a point."""
        with self._write() as connection:
            points.reopen(connection, point, who, why, self._now())

    def find(self, words: str) -> Target:
        """The source or story that an archivist speaks of: by id, by the beginning of a digest, or by file name.

        Raises NotFound where there is none, StoreError where there are several.
        """
        with self.snapshot() as snapshot:
            id = snapshot.heirs([words], "story").get(words) or words
            if snapshot.story_state(id) is not None:
                return Target("story", id, self._title(id))
            found = [row for row in snapshot.sources() if _means(row.id, row.sha256, row.name, words)]
        if not found:
            standing = (one for one in self.decisions() if one.target == words and one.undone_at is None)
            gone = next((one for one in standing if one.kind != points.DISMISS), None)
            if gone is not None:  # its words are no story any more, but what was decided about them holds
                return Target("story", words, words)
            raise NotFound(f"No source and no story goes by {words!r}.")
        if len(found) > 1:
            raise StoreError(
                f"{words!r} may be any of {len(found)} sources; give the id: {', '.join(r.id for r in found)}."
            )
        return Target("source", found[0].id, found[0].name)

    def digests(self) -> list[str]:
        """The SHA-256 of every source, in the order in which they came."""
        with self.snapshot() as snapshot:
            return [row.sha256 for row in snapshot.sources()]

    def source_id(self, sha256: str) -> str | None:
        """The id of the source with these bytes, None where it is not stored."""
        with self.snapshot() as snapshot:
            return next((row.id for row in snapshot.sources(sha256)), None)

    def sha256(self, id: str) -> str:
        """The digest of the source with this id. Raises NotFound."""
        with self.snapshot() as snapshot:
            row = next(iter(snapshot.sources(id)), None)
        if row is None:
            raise NotFound(f"No source goes by {id!r}.")
        return str(row.sha256)

    def source(self, sha256: str) -> Source:
        """A stored source with the reading text that it was stored with, to be read anew. Raises NotFound."""
        with self.snapshot() as snapshot:
            return snapshot.source(sha256)

    def decisions(self) -> list[Decision]:
        """All decisions, undone or not, in the order in which they were made."""
        table = tables.decisions
        with _told_plainly(), self._engine.connect() as connection, connection.begin():
            return [Decision(*row) for row in connection.execute(select(table).order_by(table.c.id)).all()]

    def _title(self, story: str) -> str:
        table = tables.occurrences
        query = select(table.c.title).where(table.c.story == story).order_by(table.c.source, table.c.ordinal)
        with self._engine.connect() as connection, connection.begin():
            return connection.execute(query).scalars().first() or story

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with _told_plainly():
            if self._within is not None:
                with self._within.begin_nested():
                    yield self._within
                return
            with writing(self._engine).begin() as connection:
                yield connection

    def _finish(self, connection: Connection, touched: set[str], around: Iterable[str] = ()) -> None:
        settle.settle(connection, touched)
        settle.log(connection, settle.neighbours(connection, touched).union(around), self._clock())

    def _now(self) -> str:
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _check_known(connection: Connection, proposal: Proposal, known_at: int | None) -> None:
    if known_at is not None and settle.last_position(connection) != known_at:
        raise Overtaken("Another process wrote meanwhile; propose again.")
    ids = {one.story for one in proposal.occurrences}
    if write.existing(connection, tables.replaced.c.id, ids):
        raise Overtaken(
            f"The proposal about {proposal.source.name} speaks of a story that was replaced; propose again."
        )


def _stories_about(connection: Connection, target: Target) -> set[str]:
    return {target.id} if target.kind == "story" else decide.stories_in(connection, target.id)


def _means(id: str, sha256: str, name: str, words: str) -> bool:
    return words in (id, name) or (len(words) >= _SHORTEST_PREFIX and sha256.startswith(words.lower()))


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Let the database's own errors come as ours."""
    try:
        yield
    except DBAPIError as error:
        if "locked" in str(error.orig):
            raise StoreError(f"Another process has been writing for {BUSY_SECONDS} seconds; try again.") from error
        raise StoreError(f"The store cannot do that: {error.orig}.") from error
