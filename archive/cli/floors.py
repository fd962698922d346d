"""Floors: what `evaluate` must reach, pinned in a file beside the fingerprint of the labels that they hold for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import GoldError
from index.evaluate import Measure


@dataclass(frozen=True, slots=True)
class FloorSet:
    """A set of labels, the folder of its captures (None for passages), and the least F1 of each measure named."""

    name: str
    gold: Path
    captures: Path | None
    fingerprint: str
    floors: Mapping[str, float]

    def below(self, measures: Mapping[str, Measure]) -> list[str]:
        """A line for each measure that misses its floor, or that was not taken at all."""
        lines = []
        for name, floor in self.floors.items():
            if name not in measures:
                lines.append(f"{self.name}: {name} was not measured")
            elif measures[name].f1 < floor:
                lines.append(f"{self.name}: {name} is {measures[name].f1:.4f}, its floor {floor}")
        return lines


def floor_sets(path: Path) -> list[FloorSet]:
    """Read a file of floors; its paths are relative to it. Raises GoldError where it cannot be used."""
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)["set"]
        return [
            FloorSet(
                table["name"],
                path.parent / table["gold"],
                path.parent / table["captures"] if "captures" in table else None,
                table["fingerprint"],
                table["floors"],
            )
            for table in tables
        ]
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise GoldError(f"{path}: not a file of floors: {type(error).__name__}: {error}") from error


def checkout() -> Path:
    """The folder of the checkout that this code runs in. Raises GoldError where it runs from an installed package."""
    folder = Path(__file__).resolve().parents[2]
    if not (folder / "tests/gold/floors.toml").is_file():
        raise GoldError("evaluate needs GOLD here; only in a checkout it knows its own labels")
    return folder
