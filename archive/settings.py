"""Settings: what the environment says about where things are and how pages are served."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from archive.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as the documentation lists it: the environment's name, the default ("" is none), the meaning."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("ARCHIVE_STORE", "sqlite:///data/archive.db", "The store, the record of everything: sqlite:///PATH."),
    Setting(
        "ARCHIVE_SEARCH",
        "whoosh:data/index",
        "The search engine and where its index is; the index can always be made anew from the store.",
    ),
    Setting("ARCHIVE_URL", "", "The public base address, as https://example.org, for citations and feeds."),
    Setting("ARCHIVE_LIMIT", "67108864", "The most bytes that one capture may have (64 MiB)."),
    Setting("ARCHIVE_HOST", "127.0.0.1", "The address that `archive serve` listens on; 0.0.0.0 is every one."),
    Setting("ARCHIVE_PORT", "8000", "The port that `archive serve` listens on; 0 is any that is free."),
    Setting("ARCHIVE_WORKERS", "1", "How many processes answer (1 to 64)."),
)
"""All settings. The fields of `Settings` are their names in small letters, without "ARCHIVE_"."""

_SEARCH = re.compile(r"[a-z][a-z0-9+]*:.+")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in use. `url` has no slash at its end and is None where it is not set; `limit` counts bytes."""

    store: str
    search: str
    url: str | None
    limit: int
    host: str
    port: int
    workers: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: str | int | None) -> Settings:
        """Read the settings; what is `given` by field name and not None goes before the environment.

        Raises SettingsError, which names the setting and says what it takes.
        """
        present = os.environ if environment is None else environment
        said = {setting.name: present.get(setting.name, "").strip() or setting.default for setting in SETTINGS}
        said |= {f"ARCHIVE_{field.upper()}": str(value) for field, value in given.items() if value is not None}
        return cls(
            store=said["ARCHIVE_STORE"],
            search=_checked(
                said, "ARCHIVE_SEARCH", _SEARCH.fullmatch, "takes an engine and a place: whoosh:data/index"
            ),
            url=_address(said),
            limit=_number(said, "ARCHIVE_LIMIT", 1, 2**31 - 1),
            host=said["ARCHIVE_HOST"],
            port=_number(said, "ARCHIVE_PORT", 0, 65535),
            workers=_number(said, "ARCHIVE_WORKERS", 1, 64),
        )

    def environment(self) -> dict[str, str]:
        """The environment that says the same, as for another process."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {f"ARCHIVE_{name.upper()}": "" if value is None else str(value) for name, value in values.items()}


def _checked(said: Mapping[str, str], name: str, right: Callable[[str], object], takes: str) -> str:
    if not right(said[name]):
        raise SettingsError(f"{name} {takes}; it is {said[name]!r}.")
    return said[name]


def _number(said: Mapping[str, str], name: str, least: int, most: int) -> int:
    def right(text: str) -> bool:
        return text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most

    return int(_checked(said, name, right, f"takes a whole number from {least:,} to {most:,}"))


def _address(said: Mapping[str, str]) -> str | None:
    def right(text: str) -> bool:
        try:
            parts = urlsplit(text)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)

    if not said["ARCHIVE_URL"]:
        return None
    return _checked(said, "ARCHIVE_URL", right, "takes a web address, as https://example.org").rstrip("/")
