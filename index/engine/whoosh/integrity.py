"""Check sums of an index's files, so that damage is told before Whoosh reads it.

Whoosh trusts its files: what a torn one makes it do, from a strange error to a wrong answer, depends on where it is
torn. After each commit a list of its files with size and CRC-32 is written beside them; who opens the commit compares.
A writer that dies between the two leaves a commit without a list, which is read unchecked.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeAlias

Sums: TypeAlias = dict[str, tuple[int, int]]
"""Size in bytes and CRC-32 by file name."""

_CONTENTS = re.compile(r"_MAIN_(\d+)\.toc")
_FILE = re.compile(rf"{_CONTENTS.pattern}|(?P<segment>MAIN_[0-9a-z]+)\.(?!check)[A-Za-z0-9_.]+")
"""The files of a commit, as Whoosh names them: its table of contents, and those of each segment."""


def newest(folder: Path) -> int:
    """The number of the newest commit; -1 where there is none."""
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return -1
    return max((int(match[1]) for name in names if (match := _CONTENTS.fullmatch(name))), default=-1)


def sums(folder: Path, commit: int) -> Sums:
    """The list of a commit; empty where there is none. Raises ValueError where it cannot be read."""
    try:
        listed = json.loads(_list(folder, commit).read_text(encoding="utf-8"))
        return {str(name): (int(size), int(crc)) for name, (size, crc) in listed.items()}
    except FileNotFoundError:
        return {}


def seal(folder: Path, commit: int, before: Mapping[str, tuple[int, int]]) -> None:
    """Write the list of a commit; files never change, so those in the list `before` are not read again."""
    names = sorted(path.name for path in folder.iterdir() if _FILE.fullmatch(path.name))
    made = {name: before.get(name) or _sum(folder / name) for name in names}
    fresh = _list(folder, commit).with_suffix(".check.new")
    fresh.write_text(json.dumps(made), encoding="utf-8")
    fresh.replace(_list(folder, commit))


def verify(folder: Path, commit: int, trusted: Collection[str]) -> None:
    """Compare the files of a commit with its list, but for those of `trusted` segments, which were compared before.

    Raises ValueError where one differs, FileNotFoundError where one is gone.
    """
    for name, noted in sums(folder, commit).items():
        match = _FILE.fullmatch(name)
        if not (match and match["segment"] in trusted) and _sum(folder / name) != noted:
            raise ValueError(f"{name} is not as it was written")


def _list(folder: Path, commit: int) -> Path:
    # Whoosh takes the name for that of a segment which it no longer needs, and removes it with the next commit.
    return folder / f"MAIN_{commit}.check"


def _sum(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    return len(data), zlib.crc32(data)
