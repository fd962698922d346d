"""How fast repeats are recognised: 100,000 made-up passages, with planted repeats, through index.known.Seen.

    .venv/bin/python -m benchmarks.repeats            # 100,000 passages; one core
    .venv/bin/python -m benchmarks.repeats 25000      # fewer, to see how cost grows

It prints processor seconds of the whole stage (fingerprints, candidates, alignment, keeping), the peak memory of the
process, how many planted repeats were found and how many stories were merged wrongly; and, in the same run, two peers:
comparing all pairs of a small slice with the same alignment, extrapolated, and datasketch's own MinHashLSH (128
permutations, threshold 0.5) over the same passages, which finds candidates only. It ends with 1 above two minutes or
1 GiB. Texts are synthetic: words of a made-up lexicon with
a natural spread of frequencies, and the same boilerplate below a quarter of all stories.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate, combinations

from datasketch import MinHash, MinHashLSH

from index.comparison import normals
from index.grading import compare
from index.identity import passage_id, story_id
from index.known import Seen
from index.model import Grade, Kind, Lines, Occurrence, Passage, Perspective, Role, Span
from index.repeats import recognise

PER_STORY = 5
LEXICON = 40_000
PLANTED = 0.1
SLICE = 60
MINUTES = 2
MEBIBYTES = 1024

FOOTER = (
    "This house gives a bed, a lawyer and a teacher to about sixty newcomers a year, and it lives from the gifts of"
    " people who have read these pages and who wish to stand with the next family on the road."
)
COMMON = (
    "the and of to a in that was he it his she with as i had for at on her but is they you not by we from were my which"
    " be this have there all one so when said would who what out up him into them could been then some like time no"
).split()


class Texts:
    """Made-up stories: the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - made-up text, no secret
        sounds = "ba de ki lo mu ra se ti vo na pe shi gu ho ya chi do fe ma re".split()
        self._lexicon = ["".join(self._random.choices(sounds, k=self._random.randint(2, 4))) for _ in range(LEXICON)]
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(LEXICON)))

    def sentence(self) -> str:
        """A sentence, nearly half of it function words."""
        count = self._random.randint(10, 22)
        telling = self._random.choices(self._lexicon, cum_weights=self._weights, k=count)
        row = [self._random.choice(COMMON) if self._random.random() < 0.45 else word for word in telling]
        return " ".join(row).capitalize() + "."

    def story(self) -> list[str]:
        """Paragraphs of two to four sentences; below one story in four stands the footer."""
        paragraphs = [" ".join(self.sentence() for _ in range(self._random.randint(2, 4))) for _ in range(PER_STORY)]
        if self._random.random() < 0.25:
            paragraphs[-1] = FOOTER
        return paragraphs

    def edited(self, paragraphs: list[str]) -> list[str]:
        """The story again: a word in eight replaced, and sometimes cut short."""
        again = [
            " ".join(self.sentence().split()[0] if self._random.random() < 0.12 else word for word in text.split())
            for text in paragraphs
        ]
        return again[: len(again) - self._random.choice((0, 0, 1, 2))]

    def planted(self) -> bool:
        """Whether the next story is to be repeated."""
        return self._random.random() < PLANTED


def occurrence(paragraphs: list[str], name: str) -> Occurrence:
    """Paragraphs as a story that stands alone in a source of that name."""
    source = sha256(name.encode()).hexdigest()
    title = paragraphs[0].split(".")[0][:40]
    at = len(title) + 1
    passages = []
    for number, text in enumerate(paragraphs, start=2):
        span = Span(at, at + len(text))
        passages.append(Passage(passage_id(source, span), span, Lines(number, number), Role.BODY, text, "en"))
        at += len(text) + 1
    end = len(paragraphs) + 1
    return Occurrence(
        story=story_id(source, Span(0, at)),
        source=source,
        grade=Grade.IDENTICAL,
        title=f"{title} {name}",
        kind=Kind.TESTIMONY,
        perspective=Perspective.FIRST,
        language="en",
        span=Span(0, at),
        lines=Lines(1, end),
        block_end=end,
        passages=tuple(passages),
    )


def stories(passages: int) -> Iterator[tuple[Occurrence, int | None]]:
    """Stories with so many passages altogether; with a repeat, the number of the story that it repeats."""
    texts = Texts(7)
    kept: list[tuple[int, list[str]]] = []
    number = made = 0
    while made < passages:
        if len(kept) > 200:
            first, paragraphs = kept.pop(0)
            again = texts.edited(paragraphs)
            one = occurrence(again, f"again {first}")
            yield one, first
        else:
            paragraphs = texts.story()
            if texts.planted():
                kept.append((number, paragraphs))
            one = occurrence(paragraphs, f"story {number}")
            yield one, None
        made += len(one.passages)
        number += 1


def stage(passages: int) -> float:
    """Recognise every story in turn; print what was found, and return the seconds that the stage itself took."""
    seen = Seen()
    ids: dict[int, str] = {}
    taken = 0.0
    counts = {"planted": 0, "found": 0, "wrong": 0, "passages": 0}
    for number, (one, first) in enumerate(stories(passages)):
        start = time.process_time()
        found = recognise(one, seen).occurrence
        seen.add([found], [])
        taken += time.process_time() - start
        ids[number] = found.story
        counts["passages"] += len(one.passages)
        counts["planted"] += first is not None
        counts["found"] += first is not None and found.story == ids[first]
        counts["wrong"] += found.story != one.story and (first is None or found.story != ids[first])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{counts['passages']:,} passages in {len(ids):,} stories: {taken:.1f} s, peak {peak:,.0f} MiB")
    say(f"planted repeats {counts['planted']:,}, found {counts['found']:,}, wrong merges {counts['wrong']:,}")
    return taken


def all_pairs(passages: int) -> float:
    """Seconds that comparing every pair of stories would take, from a small slice."""
    some = [one for one, _ in zip((one for one, _ in stories(passages)), range(SLICE), strict=False)]
    start = time.process_time()
    for one, other in combinations(some, 2):
        _ = compare(one, other).grade
    each = (time.process_time() - start) / (SLICE * (SLICE - 1) / 2)
    count = passages / PER_STORY
    return each * count * (count - 1) / 2


def peer(passages: int) -> float:
    """Seconds that datasketch's MinHashLSH takes to hash, look up and insert a tenth of the passages, times ten."""
    index = MinHashLSH(threshold=0.5, num_perm=128)
    texts = [passage.text for one, _ in stories(passages // 10) for passage in one.passages]
    start = time.process_time()
    for number, text in enumerate(texts):
        row = normals(text)
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(row[at : at + 3]).encode() for at in range(len(row))])
        index.query(sketch)
        index.insert(number, sketch)
    return (time.process_time() - start) * passages / len(texts)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(passages: int = 100_000) -> int:
    """Run the stage and its peers; 1 where the stage takes longer or more memory than it may."""
    taken = stage(passages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    library, naive = peer(passages), all_pairs(passages)
    say(f"datasketch MinHashLSH, candidates only: {library:.1f} s ({library / taken:.2f} times ours)")
    say(f"all pairs aligned, extrapolated: {naive:,.0f} s ({naive / taken:,.0f} times ours)")
    return int(taken > 60 * MINUTES or peak > MEBIBYTES)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
