"""The gate: the only reader of the store for pages, captures, search and files. It knows who reads.

What a viewer may see: stories of their audiences that are not withdrawn and stand in a source that is not. Names, tags,
counts and labels are drawn from those alone. Engines index what the gate gives them, each story with its audience.
"""

from archive.access.entries import publisher_id
from archive.access.gate import ADVISORIES, Changes, Gate

__all__ = ["ADVISORIES", "Changes", "Gate", "publisher_id"]
