"""Commands of the indexer alone: inspect, tag, evaluate. They need no store and change nothing."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from archive.cli.floors import FloorSet, checkout, floor_sets
from archive.cli.printing import example, print_json, say
from archive.errors import UsageError
from archive.settings import Settings
from index import pipeline, tagging
from index.errors import GoldError
from index.evaluate import Measure
from index.evaluate import evaluate as measures
from index.gold import Gold, read
from index.model import Capture, Proposal, Tag
from index.report import report


@click.command(
    epilog=example("archive inspect corpus/*.txt", "archive inspect page.txt --json | jq .sources[0].stories")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the whole proposal as JSON.")
def inspect(files: tuple[Path, ...], as_json: bool) -> None:
    """Show how the indexer would cut, read and tag files. Needs no store and changes nothing."""
    settings = Settings.from_environment()
    captures, unreadable = _captures(files)
    proposals, refused = pipeline.build(captures, settings.limit)
    found = report(proposals, refused)
    found["refused"] += unreadable
    if as_json:
        print_json(found)
        return
    _print_report(found)


def _captures(files: tuple[Path, ...]) -> tuple[list[Capture], list[dict[str, str]]]:
    captures = []
    unreadable = []
    for file in files:
        try:
            captures.append(Capture(file.name, file.read_bytes()))
        except OSError as error:
            unreadable.append({"name": file.name, "why": f"cannot be read: {error.strerror}"})
    return captures, unreadable


def _print_report(found: Mapping[str, Any]) -> None:
    for source in found["sources"]:
        say(f"{source['name']}: {source['lines']} lines, {len(source['stories'])} stories")
        for story in source["stories"]:
            who = story["narrator"] or story["author"] or "no narrator"
            place = f"lines {story['start_line']}-{story['end_line']}"
            say(f"  {story['title']}\n    {story['kind']}, {who}, {place}, {len(story['passages'])} passages")
        for line in source["furniture"]:
            say(f"    furniture, line {line['line']}: {line['reason']}")
    for repeat in found["repeats"]:
        places = ", ".join(f"{one['source']}:{one['lines'][0]}" for one in repeat["occurrences"])
        say(f"repeat ({repeat['grade']}): {places}")
    for one in found["related"]:
        say(f"related ({one['kind']}): {', '.join(one['stories'])}: {one['why']}")
    for one in found["refused"]:
        say(f"refused: {one['name']}: {one['why']}")


@click.command(epilog=example("""echo '{"id": "1", "text": "We ate bark that spring."}' | archive tag --json"""))
@click.option("--json", is_flag=True, expose_value=False, help="JSON lines in and out: the only form as yet.")
def tag() -> None:
    """Tag passages: JSON lines {"id", "text"} on standard input, JSON lines with themes and evidence out."""
    tagger = tagging.tagger()
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            one = _tag_request(line, number)
            tags = [_tag(found) for found in tagger.tag(one["text"])]
            click.echo(json.dumps({"id": one["id"], "themes": tags}, ensure_ascii=False))


def _tag_request(line: str, number: int) -> dict[str, Any]:
    try:
        one = json.loads(line)
    except ValueError as error:
        raise UsageError(f"line {number} of standard input is not JSON: {error}") from error
    if not isinstance(one, dict) or "id" not in one or not isinstance(one.get("text"), str):
        raise UsageError(f'line {number} of standard input needs the form {{"id": ..., "text": "..."}}')
    return one


def _tag(found: Tag) -> dict[str, Any]:
    evidence = [{"start": one.start, "end": one.end, "quote": one.quote} for one in found.evidence]
    return {"theme": found.theme, "score": round(found.score, 3), "evidence": evidence}


@click.command(
    epilog=example(
        "archive evaluate", "archive evaluate labels.json --captures pages/ --json", "archive evaluate passages.txt"
    )
)
@click.argument("gold", required=False, type=click.Path(path_type=Path))
@click.option("--captures", type=click.Path(path_type=Path), help="The folder of the captures that GOLD labels.")
@click.option("--floors", type=click.Path(path_type=Path), help="A file of floors; exit status 1 below one of them.")
@click.option("--json", "as_json", is_flag=True, help="Print all measures as JSON.")
def evaluate(gold: Path | None, captures: Path | None, floors: Path | None, as_json: bool) -> None:
    """Measure the indexer against labels: precision, recall and F1 of all that it says.

    GOLD is a JSON file that labels captures (matched by SHA-256), or a text file or folder of labelled passages.
    Without GOLD, in a checkout, every set in tests/gold/floors.toml is measured.
    Exit status 1: a measure is below its floor. 2: bad input.
    """
    sets = _chosen(gold, captures, floors)
    results = [(one, _measure(one)) for one in sets]
    below = [line for one, found in results for line in one.below(found)]
    if as_json:
        print_json({"sets": [_set(one, found) for one, found in results], "below": below})
    else:
        for one, found in results:
            _print_measures(one, found)
        for line in below:
            say(f"below its floor: {line}")
    sys.exit(1 if below else 0)


def _chosen(gold: Path | None, captures: Path | None, floors: Path | None) -> list[FloorSet]:
    if gold is None:
        return floor_sets(floors or checkout() / "tests/gold/floors.toml")
    one = FloorSet(gold.stem, gold, captures, read(gold).fingerprint, {})
    if floors is None:
        return [one]
    same = [known for known in floor_sets(floors) if known.fingerprint == one.fingerprint]
    if not same:
        raise GoldError(f"{floors} has no floors for {gold}, whose fingerprint is {one.fingerprint}")
    return [FloorSet(known.name, gold, captures or known.captures, one.fingerprint, known.floors) for known in same]


def _measure(one: FloorSet) -> dict[str, Measure]:
    gold = read(one.gold)
    if gold.fingerprint != one.fingerprint:
        raise GoldError(f"{one.gold} has changed: its fingerprint is {gold.fingerprint}; put that beside its floors")
    tagger = tagging.tagger()
    parts = {"rules": tagger.by_rules, "learned": tagger.by_learning}
    return measures(gold, _proposals(gold, one.captures), tagger.tag, parts)


def _proposals(gold: Gold, folder: Path | None) -> list[Proposal]:
    if not gold.captures:
        return []
    if folder is None or not folder.is_dir():
        raise GoldError("--captures must name the folder that holds the labelled captures")
    labelled = {capture.sha256 for capture in gold.captures}
    files = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()]
    captures = [Capture(name, data) for name, data in files if hashlib.sha256(data).hexdigest() in labelled]
    proposals, refused = pipeline.build(captures)
    if refused:
        raise GoldError("; ".join(f"{one.name}: {one.why}" for one in refused))
    return proposals


def _set(one: FloorSet, found: Mapping[str, Measure]) -> dict[str, Any]:
    return {
        "name": one.name,
        "fingerprint": one.fingerprint,
        "measures": {name: _values(value) for name, value in found.items()},
        "floors": dict(one.floors),
    }


def _values(value: Measure) -> dict[str, float | int]:
    return {
        "precision": round(value.precision, 4),
        "recall": round(value.recall, 4),
        "f1": round(value.f1, 4),
        "right": value.right,
        "proposed": value.proposed,
        "expected": value.expected,
    }


def _print_measures(one: FloorSet, found: Mapping[str, Measure]) -> None:
    say(f"{one.name}\n  {'':24}{'precision':>10}{'recall':>10}{'F1':>10}{'floor':>8}")
    for name, value in found.items():
        floor = f"{one.floors[name]:8.3f}" if name in one.floors else ""
        say(f"  {name:24}{value.precision:10.3f}{value.recall:10.3f}{value.f1:10.3f}{floor}")
