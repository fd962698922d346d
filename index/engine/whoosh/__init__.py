"""The Whoosh engine: embedded, nothing to compile, good to some tens of thousands of passages."""

from index.engine.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
