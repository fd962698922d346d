"""From the change log to the engine: one publisher at a time, until nothing is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.access import Gate
from archive.store import hold
from index.engine.base import Engine
from index.errors import EngineBusy, EngineError

TIMEOUT = 10.0
"""Seconds to wait for another publisher, who takes our work along when it finds it in the log."""


@dataclass(frozen=True, slots=True)
class Published:
    """Where the engine stands now, how many stories it was given or told to drop, and whether it was built anew."""

    position: int
    stories: int
    rebuilt: bool


def behind(gate: Gate, engine: Engine) -> bool:
    """Whether the engine lacks anything that the store has, or was made by another schema or analyzer than today's."""
    if engine.stale():
        return True
    state = engine.state()
    return state is None or state.position != gate.position()


def publish(gate: Gate, engine: Engine, lock_path: Path, timeout: float = TIMEOUT) -> Published | None:
    """Hand the engine what changed; build it anew where it is missing, stale or follows another store.

    None where another publisher held the lock all the while: it goes on until the log is done, ours included.
    """
    with hold(lock_path, timeout) as held:
        return _follow(gate, engine) if held else None


def catch_up(gate: Gate, engine: Engine, lock_path: Path, timeout: float = TIMEOUT) -> Published | None:
    """Publish if the engine is behind, as when a server starts; None where nothing is to do or another does it."""
    return publish(gate, engine, lock_path, timeout) if behind(gate, engine) else None


def reindex(gate: Gate, engine: Engine, lock_path: Path, timeout: float = TIMEOUT) -> Published:
    """Build the index anew, whatever it is like. Raises EngineBusy where another publisher does not finish in time."""
    with hold(lock_path, timeout) as held:
        if not held:
            raise EngineBusy(f"The index has been written by another process for {timeout:g} seconds; try again later.")
        _rebuild(gate, engine)
        return _follow(gate, engine, rebuilt=True)


def _follow(gate: Gate, engine: Engine, *, rebuilt: bool = False) -> Published:
    stories = 0
    while True:
        state = None if engine.stale() else engine.state()
        changes = None if state is None else gate.changes(state.position)
        if state is not None and changes is not None:
            if changes.position == state.position:
                return Published(state.position, state.stories if rebuilt else stories, rebuilt)
            engine.apply(gate.entries(changes.touched), changes.dropped, changes.position)
            stories += len(changes.touched) + len(changes.dropped)
        elif rebuilt:
            raise EngineError("The index does not say where it stands, though it was just built anew.")
        else:
            _rebuild(gate, engine)
            rebuilt = True


def _rebuild(gate: Gate, engine: Engine) -> None:
    # The position comes first: what changes while the entries are read stands in the log after it.
    position = gate.position()
    engine.rebuild(gate.entries(), position)
