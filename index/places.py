"""The gazetteer: places that testimonies name, and where a text names them.

places.toml holds the places and says how its keys are meant. A name is found as a whole word, as written or all in
capitals, with or without the marks of a transcription, whatever Korean particle follows it; the longest name counts.
Nothing is guessed: a nationality ("North Korean") is no place, and a name that means other things too is read as
a place only where the words beside it say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from index.gazetteer import Gazetteer, Place, read_gazetteer
from index.letters import plain
from index.model import PlaceMention

FILE = "places.toml"

READ_AT_MOST = 200_000
"""Code points of a passage that are read: no paragraph is longer, and a hostile one must not stall the rest."""

_NEAR = 40
"""Code points on either side of a name in which its phrases are looked for; the longest phrase has fewer."""

_HANGUL, _HAN = "가-힣", "\u3400-\u4dbf\u4e00-\u9fff"

_PARTICLES = (
    "에서의 에서는 에서도 에서만 에서부터 에서 에게서 에게 에는 에도 에만 에의 에 의 은 는 이라는 라는"
    " 이나 나 이랑 랑 이 가 을 를 과의 와의 과는 와는 과 와 으로부터 로부터 으로의 로의 으로도 로도"
    " 으로는 로는 으로 로 까지도 까지의 까지는 까지 부터 보다 처럼 도 만 땅 쪽 내"
).split()


class Finder:
    """Finds the places of a gazetteer in texts. Pure; its time grows with the text's length."""

    __slots__ = ("_names", "_scripts", "gazetteer")

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._names = _by_name(gazetteer.places.values())
        self._scripts = _scripts(self._names)

    def find(self, text: str) -> tuple[PlaceMention, ...]:
        """The places that a text names, with the code points of each name, in order; none overlaps another."""
        reading, offsets = plain(text[:READ_AT_MOST])
        found: list[PlaceMention] = []
        for start, end, place in sorted(self._mentions(reading), key=lambda mention: mention[:2]):
            mention = PlaceMention(place.id, offsets(start), offsets(end - 1) + 1)
            if not found or found[-1].end <= mention.start:
                found.append(mention)
        return tuple(found)

    def _mentions(self, reading: str) -> Iterator[tuple[int, int, Place]]:
        """Places with their code points, the names of each way of writing after one another."""
        for script in self._scripts:
            at = 0
            while found := script.names.search(reading, at):
                start, end = found.span()
                whole = script.before.match(reading, start) is not None
                place = self._meant(reading, start, end) if whole else None
                if place is not None:
                    yield start, end, place
                at = end if whole else start + 1

    def _meant(self, reading: str, start: int, end: int) -> Place | None:
        """The place that a name stands for where it stands; None where it is no place there."""
        left, right = _beside(reading, start, end)
        for name in self._names[" ".join(reading[start:end].split())]:
            place = name.place
            sure = not name.doubtful or (place.only or self.gazetteer.only).hold(left, right)
            if sure and not place.unless.hold(left, right) and not self.gazetteer.unless.hold(left, right):
                return place
        return None


@dataclass(frozen=True, slots=True)
class _Name:
    place: Place
    doubtful: bool


def _by_name(places: Iterable[Place]) -> Mapping[str, list[_Name]]:
    """Every spelling with the places that it may stand for: a doubtful name is asked first what its phrases say."""
    names: dict[str, list[_Name]] = {}
    for place in places:
        for spelling, doubtful in place.spellings().items():
            names.setdefault(spelling, []).append(_Name(place, doubtful))
    for meant in names.values():
        meant.sort(key=lambda name: not name.doubtful)
    return names


def _beside(reading: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a name, a single space between them."""
    left, right = reading[max(0, start - _NEAR) : start], reading[end : end + _NEAR]
    before, after = " ".join(left.split()), " ".join(right.split())
    return before + " " * left[-1:].isspace(), " " * right[:1].isspace() + after


@dataclass(slots=True)
class _Branch:
    """A letter's place in the tree of all names; `ends` where a name ends here."""

    ends: bool = False
    next: dict[str, _Branch] = field(default_factory=dict)

    def expression(self) -> str:
        """The tree as an expression that takes the longest name."""
        if not self.next:
            return ""
        ways = [_letter(letter) + branch.expression() for letter, branch in self.next.items()]
        joined = ways[0] if len(ways) == 1 and not self.ends else f"(?:{'|'.join(ways)})"
        return f"{joined}?" if self.ends else joined


def _letter(letter: str) -> str:
    return r"\s{1,3}" if letter == " " else re.escape(letter)


def _tree(names: Iterable[str]) -> str:
    root = _Branch()
    for name in names:
        branch = root
        for letter in name:
            branch = branch.next.setdefault(letter, _Branch())
        branch.ends = True
    return root.expression()


@dataclass(frozen=True, slots=True)
class _Script:
    """Names of one way of writing; `before` holds where one may begin, and is asked after, to keep the search fast."""

    names: re.Pattern[str]
    before: re.Pattern[str]


def _scripts(names: Iterable[str]) -> tuple[_Script, ...]:
    """Latin names as whole words, Korean ones with their particles, Chinese ones anywhere."""
    by_script: dict[str, list[str]] = {"latin": [], "hangul": [], "han": []}
    for name in names:
        by_script[_script(name)].append(name)
    edges = {
        "latin": (r"(?<![A-Za-z0-9_@])", r"(?![A-Za-z0-9_])"),
        "hangul": (
            rf"(?<![{_HANGUL}0-9])",
            rf"(?=(?:{'|'.join(_PARTICLES)}){{0,2}}(?![{_HANGUL}]))",
        ),
        "han": ("", ""),
    }
    return tuple(
        _Script(re.compile(_tree(some) + edges[script][1]), re.compile(edges[script][0]))
        for script, some in by_script.items()
        if some
    )


def _script(name: str) -> str:
    if re.search(f"[{_HANGUL}]", name):
        return "hangul"
    return "han" if re.search(f"[{_HAN}]", name) else "latin"


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the indexer; raises VocabularyError."""
    return read_gazetteer(resources.files("index").joinpath(FILE).read_bytes(), FILE)


@cache
def finder() -> Finder:
    """The finder of its places."""
    return Finder(gazetteer())


def find(text: str) -> tuple[PlaceMention, ...]:
    """The places that a text names, by the gazetteer that ships with the indexer."""
    return finder().find(text)
