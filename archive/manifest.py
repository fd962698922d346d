"""Which files are meant by a path: a file itself, or the captures of a folder: those that its manifest lists, else all.

A manifest is a file `manifest.toml` of tables `[[capture]]`: `file`, a path within the folder, and, as far as they are
known, `sha256`, `publisher`, `address`, `captured` and `rights`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.errors import CaptureError
from index.extract.formats import SUFFIXES
from index.model import Capture, Provenance, Refusal

MANIFEST = "manifest.toml"

_UNKNOWN = Provenance()
_ORIGIN = ("publisher", "address", "captured", "rights")
_KEYS = {"file", "sha256", *_ORIGIN}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].+)?)?)?", re.ASCII)
_NO_SIGN = re.compile(r"[\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to be read as a capture; `sha256` is the digest that it must have, None where any will do."""

    name: str
    path: Path
    provenance: Provenance = _UNKNOWN
    sha256: str | None = None

    def load(self, limit: int) -> Capture:
        """Read the bytes. Raises CaptureError where that cannot be done, or they are not those that were listed."""
        try:
            size = self.path.stat().st_size
            if size > limit:
                raise CaptureError(
                    f"it has {size:,} bytes, more than the {limit:,} allowed; split it or raise the limit"
                )
            data = self.path.read_bytes()
        except OSError as error:
            raise CaptureError(f"it cannot be read: {error.strerror or error}") from error
        if self.sha256 is not None and sha256(data).hexdigest() != self.sha256:
            raise CaptureError("its bytes are not those that the manifest lists: the SHA-256 differs")
        return Capture(self.name, data, self.provenance)


def listed(paths: Iterable[Path], given: Provenance = _UNKNOWN) -> list[Listed | Refusal]:
    """The files that are meant. `given` says what a manifest does not say of where they come from."""
    return [one for path in paths for one in _meant(path, given)]


def misstated(origin: Provenance) -> dict[str, str]:
    """What is wrong with the form of what is said of a capture, by its key; empty where all can be kept."""
    wrong = {}
    if origin.captured is not None and not _is_date(origin.captured):
        wrong["captured"] = f"{origin.captured!r} is no date; write it as 2024-05-02, 2024-05 or 2024"
    if origin.address is not None and not _is_address(origin.address):
        wrong["address"] = f"{origin.address!r} is no web address; write it whole, as https://example.org/page"
    return wrong


def _is_date(text: str) -> bool:
    """Whether this is a year, a month or a day of the calendar in ISO 8601, a day perhaps with its time."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
        if len(text) > len("2024-05-02"):
            datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_address(text: str) -> bool:
    if _NO_SIGN.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        return False


def _meant(path: Path, given: Provenance) -> Iterator[Listed | Refusal]:
    if path.is_file():
        yield Listed(path.name, path, given)
    elif not path.is_dir():
        yield Refusal(str(path), "there is no such file or folder")
    elif (path / MANIFEST).is_file():
        yield from _by_manifest(path, given)
    else:
        yield from _unlisted(path, given)


def _unlisted(folder: Path, given: Provenance) -> Iterator[Listed | Refusal]:
    """The files of a folder without a manifest that are named as captures are, by name."""
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in SUFFIXES and file.is_file()]
    if not files:
        yield Refusal(str(folder), f"the folder holds neither a {MANIFEST} nor a file named {_named(SUFFIXES)}")
    for file in files:
        yield Listed(file.name, file, given)


def _named(suffixes: Sequence[str]) -> str:
    *some, last = (f"*{suffix}" for suffix in suffixes)
    return f"{', '.join(some)} or {last}"


def _by_manifest(folder: Path, given: Provenance) -> Iterator[Listed | Refusal]:
    manifest = folder / MANIFEST
    try:
        captures = tomllib.loads(manifest.read_text("utf-8")).get("capture", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        yield Refusal(str(manifest), f"the manifest cannot be read: {error}")
        return
    if not isinstance(captures, list) or not all(isinstance(one, dict) for one in captures):
        yield Refusal(str(manifest), "the manifest lists no captures; each is a table [[capture]]")
        return
    if not captures:
        yield Refusal(str(manifest), "the manifest lists no captures; each is a table [[capture]]")
    for number, one in enumerate(captures, start=1):
        yield _entry(folder, one, number, given)


def _entry(folder: Path, one: Mapping[str, Any], number: int, given: Provenance) -> Listed | Refusal:
    name = one.get("file")
    if not isinstance(name, str) or not name:
        return Refusal(f"{MANIFEST}, capture {number}", "it names no file")
    why = _fault(folder, one, name)
    if why is not None:
        return Refusal(name, why)
    origin = Provenance(**{key: _said(one[key]) if key in one else getattr(given, key) for key in _ORIGIN})
    wrong = misstated(origin)
    if wrong:
        return Refusal(name, "; ".join(f"of {key}, {why}" for key, why in wrong.items()))
    digest = one.get("sha256")
    return Listed(name, folder / name, origin, digest.lower() if digest else None)


def _fault(folder: Path, one: Mapping[str, Any], name: str) -> str | None:
    """What is wrong with an entry of a manifest, if anything."""
    unknown = sorted(set(one) - _KEYS)
    if unknown:
        return f"the manifest says {', '.join(unknown)} of it; it may only say {', '.join(sorted(_KEYS))}"
    if not all(isinstance(value, str | date) for value in one.values()):
        return "the manifest says something of it that is not text"
    if not _within(folder, name):
        return "the manifest lists it, but it is outside the manifest's folder"
    if not (folder / name).is_file():
        return "the manifest lists it, but there is no such file"
    digest = one.get("sha256")
    if digest is not None and not (isinstance(digest, str) and _is_digest(digest)):
        return "the manifest's sha256 of it is not 64 hex digits"
    return None


def _within(folder: Path, name: str) -> bool:
    """Whether a path stays inside the folder, links followed."""
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


def _is_digest(text: str) -> bool:
    return len(text) == 64 and all(digit in "0123456789abcdefABCDEF" for digit in text)


def _said(value: str | date) -> str:
    return value if isinstance(value, str) else value.isoformat()
