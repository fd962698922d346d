"""The application's errors.

ArchiveError
├── SettingsError    a setting that cannot be used
├── StoreError       the store cannot do what was asked
│   ├── NotFound     nothing in the store bears that id
│   └── Overtaken    another process wrote since a proposal was made
├── GateError        a view that the gate refuses
└── UsageError       a command that was asked for something it cannot do
"""


class ArchiveError(Exception):
    """Anything that the application refuses, in words that say what to do."""


class SettingsError(ArchiveError):
    """A setting that cannot be used; the message names it and says what it takes."""


class StoreError(ArchiveError):
    """The store cannot do what was asked."""


class NotFound(StoreError):
    """Nothing in the store bears that id, or nothing that this viewer may see."""


class Overtaken(StoreError):
    """Another process wrote since the proposal was made, so that it may miss a repeat: propose again."""


class GateError(ArchiveError):
    """The gate refuses; what is refused is never said."""


class UsageError(ArchiveError):
    """A command was asked for something that it cannot do; the message says what it takes."""
