"""The store: the record of captures, proposals and decisions. Nothing outside it speaks SQL."""

from archive.store.lock import hold
from archive.store.reads import Cut, Snapshot
from archive.store.store import Store, utc_now
from archive.store.store import open_store as open
from archive.store.values import Added, Decision, Record, Reread, Run, Target

__all__ = [
    "Added",
    "Cut",
    "Decision",
    "Record",
    "Reread",
    "Run",
    "Snapshot",
    "Store",
    "Target",
    "hold",
    "open",
    "utc_now",
]
