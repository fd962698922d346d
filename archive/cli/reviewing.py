"""The command of the archivist's queue: what the indexer is in doubt of, and what a later capture sees otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from archive.cli.keeping import WHO, WHY, house
from archive.cli.printing import example, print_json, say
from archive.errors import NotFound, UsageError
from archive.records import ARCHIVIST, PointRecord

_KINDS = {
    "line": "a line that may be a title, and was not taken for one",
    "boundary": "a story may not begin here",
    "cut": "a later capture sees this cut otherwise",
}
_WIDTH = 100
"""Code points of a line that plain output shows."""


@click.command(
    epilog=example(
        "archive review",
        "archive review --source page.txt --json",
        "archive review 4fqk2m7xra3b --dismiss --why 'an inner heading'",
    )
)
@click.argument("point", required=False)
@click.option("--source", help="Only points of this source: id, digest or file name.")
@click.option("--dismiss", is_flag=True, help="Decide that nothing is to be done about POINT.")
@click.option("--reopen", is_flag=True, help="Undo the decision that dismissed POINT.")
@WHO()
@WHY()
@click.option("--json", "as_json", is_flag=True, help="Print the points as JSON.")
def review(point: str | None, source: str | None, as_json: bool, who: str, why: str, **decided: bool) -> None:
    """List the open points for review, with the lines around each, or decide about one.

    POINT is an id, as the list prints it. A dismissed point stays dismissed when its source is read anew.
    """
    if any(decided.values()):
        if point is None or all(decided.values()):
            raise UsageError("Give one POINT, and either --dismiss or --reopen.")
        _decide(point, who, why, decided["dismiss"])
        return
    with house() as opened:
        of = opened.store.find(source) if source is not None else None
        if of is not None and of.kind != "source":
            raise UsageError(f"{source!r} is a story; --source takes a source.")
        found = opened.gate.points(ARCHIVIST, of.id if of else None, point)
    if point is not None and not found:
        raise NotFound(f"No open point goes by {point!r}.")
    if as_json:
        print_json({"points": [_values(one) for one in found]})
        return
    _print(found)


def _decide(point: str, who: str, why: str, dismiss: bool) -> None:
    with house() as opened:
        if dismiss:
            opened.store.dismiss(point, who, why)
            say(f"Dismissed: point {point}. `archive review {point} --reopen` brings it back.")
        else:
            opened.store.reopen(point, who, why)
            say(f"Open again: point {point}.")


def _values(one: PointRecord) -> dict[str, Any]:
    return {
        "point": one.id,
        "kind": one.kind,
        "source": one.source,
        "name": one.name,
        "line": one.line,
        "confidence": one.confidence,
        "reasons": list(one.reasons),
        "run": {"indexer": one.run[0], "started": one.run[1]},
        "seen_in": {"source": one.other[0], "name": one.other[1]} if one.other else None,
        "lines": [{"line": line.number, "text": line.text, "withheld": line.withheld} for line in one.lines],
    }


def _print(found: Sequence[PointRecord]) -> None:
    say(f"Open points: {len(found):,}.")
    for one in found:
        say(f"\n{one.id}  {one.name}, line {one.line}: {_KINDS[one.kind]}, {one.confidence:.2f}")
        if one.other:
            say(f"  in the light of {one.other[1]} ({one.other[0]})")
        if one.reasons:
            say(f"  why: {'; '.join(one.reasons)}")
        say(f"  indexer {one.run[0]}, run of {one.run[1]}")
        for line in one.lines:
            mark = ">" if line.number == one.line else " "
            text = "(withdrawn)" if line.withheld else _short(line.text)
            say(f"  {mark} {line.number:>5}  {text}")


def _short(text: str) -> str:
    """A line as a terminal can show it: nothing that moves the cursor, and no longer than the screen."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain if len(plain) <= _WIDTH else plain[: _WIDTH - 1] + "…"
