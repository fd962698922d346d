"""The indexer's errors.

IndexerError
├── CaptureError      a capture that cannot be read: empty, binary, too large, undecodable
├── VocabularyError   a themes file that does not say what it must
├── GoldError         labels for `evaluate` that cannot be used
└── EngineError       a search engine that cannot do what was asked
    └── EngineBusy    another writer holds the index
"""


class IndexerError(Exception):
    """Anything the indexer refuses, in words that say what to do."""


class CaptureError(IndexerError):
    """A capture that cannot be read; the message says why."""


class VocabularyError(IndexerError):
    """A vocabulary file that cannot be used; the message says where and why."""


class GoldError(IndexerError):
    """Labels for evaluation that cannot be used; the message says why."""


class EngineError(IndexerError):
    """A search engine that cannot do what was asked."""


class EngineBusy(EngineError):
    """Another writer holds the index; try again."""
