"""How much the words of a name are a person's: Korean surnames and given names, titles, codes, ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.names import SURNAMES, given, possible
from index.weights import tables

ASIAN = re.compile(r"[가-힣]{2,4}|[가-힣ㄱ-ㅎ](?: 모)? 씨|[\u4e00-\u9fff]{2,4}")
"""A Korean or Chinese name in its own script."""

KOREAN_SURNAMES = (
    "김이박최정강조윤장임림한오서신권황안송류유홍전고문양량손배백허남심노로하곽성차주우구민라나리"
    "진지엄채원천방공현함변염려추도소석선설마길련표명왕금옥육맹탁"
)
"""Signs with which Korean names open, in the spellings of South and North."""

CHINESE_SURNAMES = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方俞任袁柳鲍史唐"
    "费薛雷贺倪汤罗毕郝安常于傅康余孟黄萧尹姚邵汪毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅林徐邱高夏蔡"
    "田樊胡凌霍卢莫房解应丁邓洪包石崔吉龚程邢裴陆荣翁荀羊甄曲封全池乔朴卞玄太玉南文權趙劉許張陳楊鄭吳韓馬"
)
"""The commoner surnames of Chinese names, and those of Koreans in China."""

_NO_SIGNS = re.compile(
    r"[我你您他她它们們的了不在是就都很想边邊这那這有没來来去说說和一二三上下里中国國人吗呢把被从給给]"
)
"""Signs of ordinary Chinese words that stand in no name."""

CODED = re.compile(
    r"\b(?:Witness|Interviewee|Respondent|Appellant|Participant) (?:[A-Z]\b|[A-Z]?-?\d+)|"
    r"\b(?:[A-Z]\.[- ]?){1,3}(?=[:,\s]|$)"
)
"""People whom a report names by a code or by initials."""

SURNAME_FIRST = re.compile(
    r"\b(?P<surname>[A-Z]{1,6}(?=,)|[A-Z]{2,6}),? (?P<given>[A-Z][a-z]+(?:[- ][A-Z]?[a-z]+)?|[A-Z]{2,}-[A-Z]{2,})\b"
)
"""A Korean name whose surname, or the whole, is set in capitals."""

SYLLABLES = re.compile(
    r"(?:(?:ch|gw|gy|hw|hy|jj|ky|kw|kk|my|ny|py|ry|sh|ss|tt|pp|by|dy|[bcdghjkmnprstwy])?"
    r"(?:ae|eo|eu|ui|oe|oo|ee|ya|yeo|yo|yu|ye|wa|wo|[aeiou])(?:ng|n|m|k|p|l|t|b|g|h(?![aeiou]))?){1,3}"
)
"""What reads as a Korean given name of one to three syllables."""

_CALENDAR = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun".split())


def personal(name: str) -> bool:
    """Whether a name may be a narrator's: a person's by its form, in any script, or a code or initials."""
    return (
        possible(name)
        or possible(given(name))
        or any(pattern.fullmatch(name) for pattern in (CODED, SURNAME_FIRST))
        or (ASIAN.fullmatch(name) is not None and _NO_SIGNS.search(name) is None)
    )


def _signs(name: str) -> Iterator[str]:
    """What the signs of a Korean or Chinese name tell, as the words of one in Latin letters do."""
    yield f"{len(name)} signs"
    if len(name) == 3 and name[0] in KOREAN_SURNAMES + CHINESE_SURNAMES and not _NO_SIGNS.search(name):
        yield from ("2 words", "opens with a Korean surname", "ends with a Korean given name")
    else:
        yield "1 words" if len(name) == 2 and not _NO_SIGNS.search(name) else "ordinary words"


def form(name: str) -> Iterator[str]:
    """How much the words of a name are a person's."""
    if ASIAN.fullmatch(name):
        yield from _signs(name)
        return
    parts = given(name).lower().split()
    yield f"{min(len(parts), 3)} words"
    if given(name) != name:
        yield "has a title of courtesy"
    if len(parts) > 1 and parts[0] in SURNAMES:
        yield "opens with a Korean surname"
    if len(parts) == 1 and parts[0] in SURNAMES:
        yield "is a Korean surname"
    if "-" in parts[-1] and all(SYLLABLES.fullmatch(part) for part in parts[-1].split("-")):
        yield "ends with a Korean given name"
    elif SYLLABLES.fullmatch(parts[-1]):
        yield "reads as Korean"
    if any(part in _CALENDAR for part in parts):
        yield "a month or weekday"
    common = tables().ordinary
    usual = sum(part.removesuffix("'s") in common for part in parts)
    if usual:
        yield "ordinary words" if usual == len(parts) else "an ordinary word in it"
    if CODED.fullmatch(name):
        yield "a code or initials"
