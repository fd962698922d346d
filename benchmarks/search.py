"""How fast an engine builds and answers, on synthetic passages.

    python benchmarks/search.py --passages 10000
    python benchmarks/search.py --passages 10000 --engine index.engine.whoosh:WhooshEngine

Passages are 40 to 150 made-up words whose frequencies fall off as those of a language do; times are the median of
several runs in milliseconds, all facets counted over all matches.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from index.engine.base import PUBLIC, Engine, PassageEntry, Query, StoryEntry, View
from index.query import parse

COMMON = "the of to and a in was not be it".split()
LETTERS = "abcdefghijklmnoprstuvw"
RUNS = 5


def vocabulary(chance: random.Random, size: int) -> list[str]:
    """Made-up words, the most frequent first."""
    made = ("".join(chance.choices(LETTERS, k=chance.randint(3, 10))) for _ in range(size))
    return [*COMMON, *dict.fromkeys(made)]


def stories(chance: random.Random, words: list[str], passages: int) -> Iterator[StoryEntry]:
    """Stories of ten passages each."""
    weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(words))))

    def passage(name: str, number: int) -> PassageEntry:
        text = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(40, 150)))
        values = {
            "theme": tuple(chance.sample([f"theme{theme}" for theme in range(16)], chance.randint(0, 3))),
            "voice": (f"voice{number % 300}",),
            "kind": ("testimony",),
            "publisher": (f"publisher{number % 30}",),
            "year": (str(2000 + number % 20),),
        }
        return PassageEntry(name, text, (), values)

    for number in range(passages // 10):
        entries = tuple(passage(f"p{number}-{place}", number) for place in range(10))
        yield StoryEntry(f"s{number:06}", PUBLIC, entries, {"title": entries[0].text[:50]}, f"20{number % 25:02}-01")


def questions(words: list[str]) -> dict[str, Query]:
    """What is asked, by what it shows."""
    rare, middle, frequent = words[5000], words[200], words[40]
    asked = {
        "everything": "",
        "rare word": rare,
        "word": middle,
        "frequent word": frequent,
        "two words": f"{middle} {words[60]}",
        "NOT": f"NOT {frequent}",
        "phrase": f'"{middle} {frequent}"',
        "phrase of common words": '"of the"',
        "prefix": f"{middle[:2]}*",
        "fuzzy": f"{middle}~",
    }
    made = {name: Query(parse(text).expression) for name, text in asked.items()}
    filters = {"theme": frozenset({"theme1", "theme2"}), "year": frozenset({"2003"})}
    return made | {
        "word, filtered": Query(parse(frequent).expression, filters=filters),
        "word, stories": Query(parse(frequent).expression, view=View.STORIES),
    }


def measure(engine: Engine, query: Query) -> tuple[int, float]:
    """Passages found, and the median of RUNS in milliseconds."""
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        results = engine.search(query)
        times.append((time.perf_counter() - began) * 1000)
    return results.passages, statistics.median(times)


def main() -> None:
    """Build, ask, and print a table."""
    arguments = argparse.ArgumentParser(description="Measure a search engine on synthetic passages.")
    arguments.add_argument("--passages", type=int, default=10_000)
    arguments.add_argument("--engine", default="index.engine.whoosh:WhooshEngine")
    given = arguments.parse_args()
    chance = random.Random(1)  # noqa: S311 - the same passages each time; nothing secret is drawn
    words = vocabulary(chance, 20_000)
    module, name = given.engine.split(":")
    with tempfile.TemporaryDirectory() as folder:
        engine: Engine = getattr(importlib.import_module(module), name)(Path(folder) / "index")
        began = time.perf_counter()
        engine.rebuild(stories(chance, words, given.passages), 1)
        took = time.perf_counter() - began
        print(f"build: {given.passages / took:.0f} passages a second")  # noqa: T201 - a report for the terminal
        for label, query in questions(words).items():
            found, milliseconds = measure(engine, query)
            print(f"{label:24}{found:8}{milliseconds:10.1f} ms")  # noqa: T201 - as above
        engine.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory: {peak} MB")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
