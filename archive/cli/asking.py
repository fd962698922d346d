"""Commands that ask the archive: search, status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from archive import links, publish, words
from archive.app import House
from archive.cli.keeping import house
from archive.cli.printing import example, print_json, say
from archive.discover import SearchState
from archive.errors import UsageError
from archive.present.facets import label
from archive.records import ARCHIVIST, PUBLIC, PassageRecord, StoryRecord
from index import marks
from index.engine.base import FACETS, NONE, Results, View
from index.query import Expression, parse

MOST_HITS = 100
"""Hits on one page at most."""


@click.command(
    epilog=example(
        "archive search school --theme education", "archive search '\"the river\" OR bridge' --view stories --json"
    )
)
@click.argument("query")
@click.option("--theme", multiple=True, help="Only passages with this theme; '-' is none. Repeatable.")
@click.option("--voice", multiple=True, help="Only passages that this person speaks: id or printed name. Repeatable.")
@click.option(
    "--place", multiple=True, help="Only passages that name this place, or one in it. '-' is none. Repeatable."
)
@click.option("--told", multiple=True, help="Only passages that tell of this year; '-' is none. Repeatable.")
@click.option("--kind", multiple=True, help="Only stories of this kind, as testimony or profile. Repeatable.")
@click.option("--publisher", multiple=True, help="Only stories of this publisher: id or name. Repeatable.")
@click.option("--year", multiple=True, help="Only stories published in this year; '-' is none. Repeatable.")
@click.option("--view", type=click.Choice([str(view) for view in View]), default="passages", show_default=True)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of hits.")
@click.option("--limit", type=click.IntRange(1, MOST_HITS), default=20, show_default=True, help="Hits on a page.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def search(query: str, view: str, page: int, limit: int, as_json: bool, **chosen: tuple[str, ...]) -> None:
    """Search as the pages do. docs/cli.md describes the query language."""
    with house() as opened:
        publish.catch_up(opened.gate, opened.engine, opened.lock)
        labels = opened.gate.labels(PUBLIC)
        state = SearchState(q=query, chosen=_filters(chosen, labels), view=View(view), page=page)
        _check_closed(state, labels)
        parsed = parse(query)
        results = opened.engine.search(state.query(parsed.expression, size=limit))
        answer = {
            "total": {"passages": results.passages, "stories": results.stories},
            "view": view,
            "page": page,
            "estimated": results.estimated,
            "hits": _hits(opened, results, parsed.expression),
            "facets": {name: _facet(name, results.facets[name], labels) for name in FACETS},
            "read_as": parsed.read_as,
            "notes": [*parsed.notes, *_unknown(state, labels), *_past_the_last(state, results, limit)],
        }
    if as_json:
        print_json(answer)
    else:
        _print_answer(answer)


Labels = Mapping[str, Mapping[str, str]]


def _filters(chosen: Mapping[str, Sequence[str]], labels: Labels) -> tuple[tuple[str, str], ...]:
    """Chosen values as (facet, id) pairs; a printed name stands for every person who bears it."""
    pairs = [
        (facet, value) for facet in FACETS for text in chosen[facet] for value in _values(text, labels.get(facet, {}))
    ]
    return tuple(dict.fromkeys(pairs))


def _values(text: str, named: Mapping[str, str]) -> list[str]:
    if text == NONE or text in named:
        return [text]
    return [id for id, name in named.items() if name.casefold() == text.casefold()] or [text]


def _check_closed(state: SearchState, labels: Labels) -> None:
    """Raise UsageError for a theme, place or kind that there is not: their lists are closed, so it is a slip."""
    for facet in ("theme", "place", "kind"):
        for value in state.values(facet):
            if value != NONE and value not in labels[facet]:
                raise UsageError(f"No {facet} goes by {value!r}. {_listing(facet, labels[facet])}")


def _listing(facet: str, values: Mapping[str, str]) -> str:
    """Which values there are, or how to see them."""
    if facet == "place":
        return "Give the English name or the id of a place in index/places.toml, as Musan or north-hamgyong."
    described = "; `archive vocabulary` describes them" if facet == "theme" else ""
    return f"There are {words.listing(list(values))}{described}."


def _unknown(state: SearchState, labels: Labels) -> list[str]:
    """What is said of voices and publishers that nothing bears: they come and go with what the archive holds."""
    return [
        f"No {facet} goes by {value!r} here."
        for facet in ("voice", "publisher")
        for value in state.values(facet)
        if value != NONE and value not in labels[facet]
    ]


def _past_the_last(state: SearchState, results: Results, limit: int) -> list[str]:
    total = results.stories if state.view is View.STORIES else results.passages
    last = max(1, -(-total // limit))
    return [f"There is no page {state.page:,}: the last one is {last:,}."] if state.page > last else []


def _hits(opened: House, results: Results, expression: Expression) -> list[dict[str, Any]]:
    passages = {one.id: one for one in opened.gate.passages(PUBLIC, [hit.passage for hit in results.hits])}
    stories = {one.id: one for one in opened.gate.stories(PUBLIC, [hit.story for hit in results.hits])}
    return [
        _hit(passages[hit.passage], stories[hit.story], hit.score, expression)
        for hit in results.hits
        # What was withdrawn since the index was written is in neither.
        if hit.passage in passages and hit.story in stories
    ]


def _hit(passage: PassageRecord, story: StoryRecord, score: float, expression: Expression) -> dict[str, Any]:
    return {
        "story": story.id,
        "title": story.title,
        "passage": passage.id,
        "occurrences": [{"source": one.name, "lines": [one.first, one.last]} for one in passage.occurrences],
        "voice": passage.voice.name if passage.voice else None,
        "person": passage.voice.id if passage.voice else None,
        "themes": [tag.theme for tag in passage.tags],
        "places": [place.place for place in passage.places],
        "years": [one.year for one in passage.years],
        "text": passage.text,
        "marks": [list(span) for span in marks.find(expression, passage.text)],
        "score": round(score, 4),
        "link": links.passage(story.id, story.title, passage.id, passage.digest),
    }


def _facet(name: str, counts: Sequence[tuple[str, int]], labels: Labels) -> list[dict[str, Any]]:
    return [{"value": value, "label": label(labels, name, value), "count": count} for value, count in counts]


def _print_answer(answer: Mapping[str, Any]) -> None:
    total = answer["total"]
    say(f"{words.passages(total['passages'])} in {words.stories(total['stories'])}, read as: {answer['read_as']}")
    for note in answer["notes"]:
        say(note)
    for hit in answer["hits"]:
        places = "; ".join(f"{one['source']}, line {one['lines'][0]}" for one in hit["occurrences"])
        say(f"\n{hit['text']}\n  {hit['voice'] or 'not spoken'} · {hit['title']} · {places}\n  {hit['link']}")


@click.command(epilog=example("archive status", "archive status --json"))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def status(as_json: bool) -> None:
    """Say what the archive holds and where the search index stands."""
    with house() as opened:
        held, state = opened.gate.summary(PUBLIC), opened.engine.state()
        found: dict[str, dict[str, Any]] = {
            "counts": {"sources": held.sources, "stories": held.stories, "passages": held.passages},
            "review": opened.gate.point_counts(ARCHIVIST),
            "engine": {
                "name": opened.engine.name,
                "position": state.position if state else None,
                "store_position": opened.gate.position(),
                "behind": publish.behind(opened.gate, opened.engine),
                "stale": opened.engine.stale(),
                "stories": state.stories if state else 0,
                "passages": state.passages if state else 0,
            },
        }
    if as_json:
        print_json(found)
        return
    counts, engine = found["counts"], found["engine"]
    say(
        f"{words.sources(counts['sources'])}, {words.stories(counts['stories'])}, {words.passages(counts['passages'])}."
    )
    waiting = sum(found["review"].values())
    say(f"Open points for review: {waiting:,}{'; `archive review` lists them' if waiting else ''}.")
    where = f"position {engine['position']} of {engine['store_position']}"
    say(f"Search engine: {engine['name']}, {where}, {'behind' if engine['behind'] else 'up to date'}.")
