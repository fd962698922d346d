"""Commands about themes: why a passage has one, and the vocabulary for others to use."""

from __future__ import annotations

from typing import Any

import click

from archive.cli.keeping import house
from archive.cli.printing import example, print_json, say
from archive.errors import NotFound
from archive.records import PUBLIC
from archive.settings import Settings
from index import tagging
from index.skos import turtle
from index.tagging import Reason
from index.themes import vocabulary as themes_vocabulary


@click.command(epilog=example("archive explain xyjkfdudle36", "archive explain xyjkfdudle36 --json"))
@click.argument("passage")
@click.option("--json", "as_json", is_flag=True, help="Print the reasons as JSON.")
def explain(passage: str, as_json: bool) -> None:
    """Say why a passage has its themes, and what speaks for those that it was not given.

    PASSAGE is an id, as a search prints it.
    """
    with house() as opened:
        found = opened.gate.passages(PUBLIC, [passage])
    if not found:
        raise NotFound(f"No passage goes by {passage!r}.")
    reasons = tagging.tagger().explain(found[0].text)
    if as_json:
        print_json({"passage": found[0].id, "text": found[0].text, "themes": [_values(one) for one in reasons]})
        return
    say(found[0].text)
    for one in reasons:
        said = "given" if one.given else "not given"
        say(f"\n{one.theme}: {said}, score {one.score:.2f}, threshold {one.threshold:.2f}")
        for fired in one.rules:
            say(f"  rule {fired.rule}, weight {fired.weight}: {fired.evidence.quote!r}")
        for words, share in one.words:
            say(f"  learned {share:+.2f}: {words}")


def _values(one: Reason) -> dict[str, Any]:
    return {
        "theme": one.theme,
        "given": one.given,
        "score": round(one.score, 3),
        "threshold": round(one.threshold, 3),
        "rules": [
            {"rule": fired.rule, "pattern": fired.pattern, "weight": fired.weight, "quote": fired.evidence.quote}
            for fired in one.rules
        ],
        "learned": [{"words": words, "share": round(share, 3)} for words, share in one.words],
    }


@click.command(epilog=example("archive vocabulary > themes.ttl"))
def vocabulary() -> None:
    """Print the vocabulary of themes as SKOS, in Turtle. Themes are named by ARCHIVE_URL where it is set."""
    click.echo(turtle(themes_vocabulary(), Settings.from_environment().url), nl=False)
