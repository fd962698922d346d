"""Index folders beside one another, and a small file that names the current one.

A new generation is built where nobody looks and becomes current by one atomic replacement of the pointer, so a reader
sees the old index whole or the new one whole. Readers hold a shared lock on the generation they read; only a
generation that nobody reads is removed.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import EngineBusy

POINTER = "current"
"""The file that names the current generation."""

_NAME = re.compile(r"generation-(\d+)")
_IN_USE = "in-use"
_PAUSE = 0.05
"""Seconds between two attempts to get the writing lock."""


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations under one folder, which is made on the first write."""

    root: Path

    def current(self) -> Path | None:
        """The folder of the current generation; None where none was finished yet."""
        try:
            name = (self.root / POINTER).read_text(encoding="ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return self.root / name if _NAME.fullmatch(name) else None

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        """Hold the one writing lock, over all processes; raises EngineBusy after `timeout` seconds."""
        self.root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.root / "writing", os.O_CREAT | os.O_RDWR)
        try:
            _lock_within(descriptor, timeout)
            yield
        finally:
            os.close(descriptor)

    def begin(self) -> Path:
        """A new, empty folder for a generation; call it with the writing lock held."""
        numbers = [int(match[1]) for entry in self.root.iterdir() if (match := _NAME.fullmatch(entry.name))]
        folder = self.root / f"generation-{max(numbers, default=0) + 1:06d}"
        folder.mkdir()
        (folder / _IN_USE).touch()
        return folder

    def adopt(self, folder: Path) -> None:
        """Make a finished generation the current one."""
        fresh = self.root / f"{POINTER}.new"
        with fresh.open("w", encoding="ascii") as file:
            file.write(folder.name + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.root / POINTER)
        sync(self.root)

    def reading(self, folder: Path) -> int:
        """Hold a generation for reading until the descriptor returned is closed.

        Raises FileNotFoundError where it was removed meanwhile: ask for the current one again.
        """
        descriptor = os.open(folder / _IN_USE, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)
        raise FileNotFoundError(folder)

    def sweep(self) -> None:
        """Remove every generation but the current one that nobody reads; call it with the writing lock held."""
        current = self.current()
        for folder in self.root.iterdir():
            if _NAME.fullmatch(folder.name) and folder != current:
                _remove_unread(folder)


def sync(path: Path) -> None:
    """Have a file, or a folder's list of names, written to the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lock_within(descriptor: int, timeout: float) -> None:
    until = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise EngineBusy("Another process is writing the search index. Try again in a moment.") from None
            time.sleep(_PAUSE)
        else:
            return


def _remove_unread(folder: Path) -> None:
    descriptor = os.open(folder / _IN_USE, os.O_RDONLY | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The lock file goes first: who opens the generation from now on finds that it is gone.
        (folder / _IN_USE).unlink()
        shutil.rmtree(folder)
    except BlockingIOError:
        return
    finally:
        os.close(descriptor)
