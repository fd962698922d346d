"""What a telling says of its narrator's life that few other lives share: companions, birth, years with places.

Read by how texts print it, never from a list of people. Everything is in plain form, for comparison alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.comparison import common, plain
from index.model import Occurrence

NEAR = 60
"""Code points between a year and a place, or a number and its thing, that are told together."""

_UP = r"[A-Z][\w’'-]*[a-z]"
_NAME = rf"({_UP}(?:[ -]{_UP})?)"
_CHILD = "daughter|son|baby|child|twin"
_KIN = (
    f"mother|mom|mum|father|dad|sister|brother|{_CHILD}|husband|wife|niece|nephew|aunt|uncle|cousin"
    "|grandmother|grandfather|friend|fiancé|fiancée|boyfriend|girlfriend|teacher|pastor"
)
_KIN_NAME = re.compile(rf"\b(?P<kin>{_KIN})s?,? (?:(?:is|was|who is|who was) )?(?:named |called )?{_NAME}")
_NAME_KIN = re.compile(rf"\b{_NAME}, (?:my|her|his|our|the|a) (?:\w+ )?(?P<kin>{_KIN})\b")
_PAIR = re.compile(rf"{_NAME} (?:&|and) {_NAME}")
_KOREAN_KIN = re.compile(
    r"(?P<kin>어머니|아버지|누나|언니|오빠|형|동생|남편|아내|딸|아들|친구|고모|이모|삼촌|외삼촌|할머니|할아버지)"
    r" ([가-힣]{2,4})(?:씨|이|가|은|는|을|를|와|과|의|에게|도)\b"
)
_BORN_IN = re.compile(rf"\bborn(?: and (?:raised|bred))?(?: [^.;]{{0,30}}?)? in (?:the )?{_NAME}")
_BORN = re.compile(r"\bborn\b[^.;]{0,40}?\bin (?:[A-Z]\w+ (?:of )?)?((?:19|20)\d\d)\b")
_KOREAN_BORN = re.compile(r"([가-힣]{2,5})에서 (?:태어나|나고 자)|((?:19|20)\d\d)년[^.]{0,20}태어")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?=\b|년)")
_PROPER = re.compile(rf"(?<=[a-z,] ){_UP}(?: {_UP})?")
_QUOTED_TITLE = re.compile(
    r"\b(?:book|memoir|novel|film|documentary|song|album|play)\b[^.]{0,40}?[“\"‘]([^”\"’]{4,60})[”\"’]"
)
_INSTITUTION = re.compile(
    rf"\b(?:University|College|School|Institute|Academy) of {_NAME}"
    rf"|\b{_NAME} (?:University|College|Institute|Academy)\b"
)


@dataclass(frozen=True, slots=True)
class Life:
    """What one telling says of a person, in plain form.

    `companions` are named people beside the person, `children` those of them who are children; `born` years, `born_in`
    places; `facts` are readable: a year with a place, a book, a place of study.
    """

    companions: frozenset[str]
    children: frozenset[str]
    born: frozenset[int]
    born_in: frozenset[str]
    facts: frozenset[str]


def life(occurrence: Occurrence, names: tuple[str, ...]) -> Life:
    """What an occurrence says of the person known by these names."""
    return _life(occurrence.title, tuple(passage.text for passage in occurrence.passages), names)


@lru_cache(maxsize=1_024)
def _life(title: str, texts: tuple[str, ...], names: tuple[str, ...]) -> Life:
    own = frozenset(part for name in names for part in (*plain(name).split(), plain(name)))
    companions: set[str] = set(_paired(title, own))
    children: set[str] = set()
    born: set[int] = set()
    born_in: set[str] = set()
    facts: set[str] = set()
    for text in texts:
        for kin, name in _kin(text):
            companions.add(name)
            if re.fullmatch(f"{_CHILD}|딸|아들", kin):
                children.add(name)
        companions.update(_paired(text, own))
        born.update(int(match[1]) for match in _BORN.finditer(text))
        born_in.update(_town(match[1]) for match in _BORN_IN.finditer(text))
        for match in _KOREAN_BORN.finditer(text):
            born_in.update([match[1]] if match[1] else [])
            born.update([int(match[2])] if match[2] else [])
        facts.update(_facts(text, own))
    companions = {name for name in companions if name not in own and name not in common()}
    return Life(
        frozenset(companions), frozenset(children - own), frozenset(born), frozenset(born_in - {""}), frozenset(facts)
    )


def _kin(text: str) -> Iterator[tuple[str, str]]:
    for match in _KIN_NAME.finditer(text):
        yield match["kin"], _bare(match[2])
    for match in _NAME_KIN.finditer(text):
        yield match["kin"], _bare(match[1])
    for match in _KOREAN_KIN.finditer(text):
        yield match["kin"], match[2]


def _paired(text: str, own: frozenset[str]) -> Iterator[str]:
    """Names that stand beside the person's own: "Sunhee & Dano"."""
    for match in _PAIR.finditer(text):
        pair = {_bare(match[1]), _bare(match[2])}
        if pair & own:
            yield from pair - own


def _facts(text: str, own: frozenset[str]) -> Iterator[str]:
    for year in _YEAR.finditer(text):
        around = text[max(0, year.start() - NEAR) : year.end() + NEAR]
        for place in _PROPER.finditer(around):
            name = _bare(place[0])
            if not own & set(name.split()) and _town(place[0]) and name not in common():
                yield f"{place[0].removesuffix('’s')} in {year[0]}"
    for match in _QUOTED_TITLE.finditer(text):
        yield f"“{' '.join(match[1].split()).rstrip('.,').title()}”"
    for match in _INSTITUTION.finditer(text):
        yield match[0]


_MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday i".split()
)


_COARSE = re.compile(
    r"(?:north|south|korean?|china|chinese|thailand|laos|vietnam|mongolia|russia|cambodia|myanmar|usa?|u\.s|america[ns]?"
    r"|united|states|kingdom|england|britain|canada|europe|seoul|pyongyang|bangkok|beijing|asia|world|war|province|county"
    r"|(?:\w+-)?(?:hamgyong|hamgyeong|pyongan|pyeongan|hwanghae)|ryanggang|yanggang|chagang|jagang|kangwon|gangwon|jilin"
    r"|liaoning|heilongjiang|western|eastern|northern|southern|christmas|new|god|party)\b"
)
"""Places too wide to be one person's: countries, provinces, capitals; and words that are written like names."""


def _town(name: str) -> str:
    """A place in plain form, or nothing where it is too wide to tell two lives apart, or is no place."""
    bare = _bare(name)
    return "" if _COARSE.search(bare) or bare.split()[0] in _MONTHS else bare


def _bare(name: str) -> str:
    return plain(name).removesuffix("'s").removesuffix("'")
