"""Words that lead somewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `current` where the reader is there already."""

    label: str
    href: str
    current: bool = False
