"""How much the words of a name are a person's: Korean surnames and given names, titles, codes, ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.names import given, possible
from index.weights import tables

ASIAN = re.compile(r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,4}")
"""A Korean or Chinese name in its own script."""

CODED = re.compile(
    r"\b(?:Witness|Interviewee|Respondent|Appellant|Participant) (?:[A-Z]\b|[A-Z]?-?\d+)|"
    r"\b(?:[A-Z]\.[- ]?){1,3}(?=[:,\s]|$)"
)
"""People whom a report names by a code or by initials."""

SURNAME_FIRST = re.compile(
    r"\b(?P<surname>[A-Z]{2,6}) (?P<given>[A-Z][a-z]+(?:[- ][A-Z]?[a-z]+)?|[A-Z]{2,}-[A-Z]{2,})\b"
)
"""A Korean name whose surname, or the whole, is set in capitals."""

_SURNAMES = frozenset(
    """
    ahn an bae baek bang bong byon byun cha chae chan chang cho choe choi chon chong choo chu chun chung do eom
    gang gil gim go gong gu gwak gwon ha ham han heo ho hong hwang hyon hyun im jang jeon jeong ji jin jo jon
    jong joo ju jun jung kang kil kim ko kong koo ku kwak kwon lee li lim ma maeng min mo moon mun myong na nam
    namgung no noh o oh ok om on pae paek pak pang park pyo pyon ra ri rim ro roh ryang ryo ryom ryu seo seok
    seol seong shim shin sim sin so sok sol son song suh tae tak to u um wang wi woo won yang yeo yeom yi yo yom
    yong yoo yoon yu yuk yun
    """.split()
)
"""Korean surnames in the usual romanisations."""

_SYLLABLES = re.compile(
    r"(?:(?:ch|gw|gy|hw|hy|jj|ky|kw|kk|my|ny|py|ry|sh|ss|tt|pp|by|dy|[bcdghjkmnprstwy])?"
    r"(?:ae|eo|eu|ui|oe|oo|ee|ya|yeo|yo|yu|ye|wa|wo|[aeiou])(?:ng|n|m|k|p|l|t|b|g|h(?![aeiou]))?){1,3}"
)
"""What reads as a Korean given name of one to three syllables."""

_CALENDAR = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun".split())


def personal(name: str) -> bool:
    """Whether a name may be a narrator's: a person's by its form, in any script, or a code or initials."""
    return (
        possible(given(name))
        or any(pattern.fullmatch(name) for pattern in (ASIAN, CODED, SURNAME_FIRST))
        or (given(name) != name and possible(given(name)))
    )


def form(name: str) -> Iterator[str]:
    """How much the words of a name are a person's."""
    parts = given(name).lower().split()
    yield f"{min(len(parts), 3)} words"
    if given(name) != name:
        yield "has a title of courtesy"
    if len(parts) > 1 and parts[0] in _SURNAMES:
        yield "opens with a Korean surname"
    if len(parts) == 1 and parts[0] in _SURNAMES:
        yield "is a Korean surname"
    if "-" in parts[-1] and all(_SYLLABLES.fullmatch(part) for part in parts[-1].split("-")):
        yield "ends with a Korean given name"
    elif _SYLLABLES.fullmatch(parts[-1]):
        yield "reads as Korean"
    if any(part in _CALENDAR for part in parts):
        yield "a month or weekday"
    common = tables().ordinary
    usual = sum(part.removesuffix("'s") in common for part in parts)
    if usual:
        yield "ordinary words" if usual == len(parts) else "an ordinary word in it"
    if ASIAN.fullmatch(name):
        yield f"{len(name)} signs"
    if CODED.fullmatch(name):
        yield "a code or initials"
