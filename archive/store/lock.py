"""A lock between processes: a file that one of them holds, with a time-out."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.02
"""Seconds between two tries."""


@contextmanager
def hold(path: Path, timeout: float) -> Iterator[bool]:
    """Try for `timeout` seconds to hold the lock file at `path`; say whether it is held.

    The file is made where it is missing. The lock ends with the block, or with the process, however that ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        yield _taken(file, time.monotonic() + timeout)
    finally:
        os.close(file)


def _taken(file: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True
