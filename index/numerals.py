"""Numbers as texts write them: figures and words, English, Korean and Chinese, as one value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
).split()
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURE = re.compile(r"(\d[\d.,]*\d|\d)(st|nd|rd|th|s|k|m)?(?![a-z\d])")
_NATIVE = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60,
    "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_SINO = dict(zip("영일이삼사오육칠팔구", range(10), strict=True))
_SINO_SCALES = {"십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000}
_COUNTERS = "개월|시간|달러|살|세|명|년|월|일|원|번|달|주|시|분|곳|채|대|리|킬로|위안|사람|남매|형제|해|밤|날|가지"
_NATIVE_WORD = re.compile(
    rf"(?P<tens>열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)?"
    rf"(?P<units>하나|한|둘|두|셋|세|석|넷|네|넉|다섯|여섯|일곱|여덟|아홉)?(?:{_COUNTERS})?\w{{0,3}}"
)
_SINO_WORD = re.compile(rf"(?P<figures>[영일이삼사오육칠팔구십백천만억]+)(?:{_COUNTERS})\w{{0,3}}")
_HAN = dict(zip("〇一二三四五六七八九", range(10), strict=True)) | {"两": 2, "零": 0}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


@cache
def _words() -> dict[str, int]:
    values = {word: value for value, word in enumerate(_UNITS)}
    values |= {word: 20 + 10 * at for at, word in enumerate(_TENS)}
    values |= {word: value for value, word in enumerate(_ORDINALS, start=2)}
    values |= {word.removesuffix("y") + "ieth": values[word] for word in _TENS}
    return values | {"dozen": 12}


def figure(word: str) -> float | None:
    """The value of a word that begins with figures ("1,998", "3rd", "1998년"); None for any other."""
    match = _FIGURE.match(word)
    if match is None:
        return None
    digits = match[1].replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", match[1]) else match[1]
    try:
        value = float(digits)
    except ValueError:
        value = float(int("".join(filter(str.isdecimal, digits)) or 0))
    # "the 1990s" is another fact than 1990.
    return value + 0.5 if match[2] == "s" else value * {"k": 1_000, "m": 1_000_000}.get(match[2] or "", 1)


def read(row: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that begins at a word of a row of normal forms, and how many words it takes; None where none does."""
    first = _single(row[at])
    if first is None:
        return _asian(row, at)
    total, group, size = (first, 0.0, 1) if row[at] in _SCALES and first > 100 else (0.0, first, 1)
    while at + size < len(row):
        step = _next(row, at + size, group, total)
        if step is None:
            break
        group, taken, closed = step
        size += taken
        if closed:
            total, group = total + group, 0.0
    return total + group, size


def _single(word: str) -> float | None:
    number = figure(word)
    if number is not None:
        return number
    known = _words().get(word)
    return float(known) if known is not None else float(_SCALES[word]) if word in _SCALES else None


def _next(row: Sequence[str], at: int, group: float, total: float) -> tuple[float, int, bool] | None:
    """How a word goes on with a number: the value so far, the words taken, and whether a part is closed."""
    word = row[at]
    if word in _SCALES:
        scale = _SCALES[word]
        return (group or 1) * scale, 1, scale > 100
    joined = word == "and" and at + 1 < len(row) and group % 100 == 0 and bool(group or total)
    more = _words().get(row[at + 1] if joined else word)
    if more is None:
        return None
    if group % 100 == 0 and more < 100 and (group or total):
        return group + more, 2 if joined else 1, False
    if group % 100 in range(20, 100, 10) and 0 < more < 10 and not joined:
        return group + more, 1, False
    if group in range(10, 21) and more in range(20, 100, 10):
        return group * 100 + more, 1, False
    return None


def _asian(row: Sequence[str], at: int) -> tuple[float, int] | None:
    word = row[at]
    if word in _HAN or word in _HAN_SCALES:
        size = 1
        while at + size < len(row) and (row[at + size] in _HAN or row[at + size] in _HAN_SCALES):
            size += 1
        return _scaled(row[at : at + size], _HAN, _HAN_SCALES), size
    sino = _SINO_WORD.fullmatch(word)
    if sino is not None:
        return _scaled(sino["figures"], _SINO, _SINO_SCALES), 1
    native = _native(word)
    return (float(native), 1) if native is not None else None


def _native(word: str) -> int | None:
    """A Korean number word, alone or before its counter: an attributive ("세", "한") counts only where it is all."""
    if word in _NATIVE:
        return _NATIVE[word]
    match = _NATIVE_WORD.fullmatch(word) if "가" <= word[:1] <= "힣" else None
    if match is None or not (match["tens"] or match["units"]):
        return None
    rest = word[len((match["tens"] or "") + (match["units"] or "")) :]
    counted = re.match(_COUNTERS, rest) is not None
    long = match["tens"] is not None and match["units"] is not None
    value = _NATIVE.get(match["tens"] or "", 0) + _NATIVE.get(match["units"] or "", 0)
    return value if counted or (long and len(rest) <= 1) else None


def _scaled(figures: Sequence[str], digits: dict[str, int], scales: dict[str, int]) -> float:
    """Chinese and Sino-Korean numerals: 二十三, 삼백만, and figures one by one as in 一九九八."""
    if len(figures) > 1 and all(figure in digits for figure in figures):
        return float("".join(str(digits[figure]) for figure in figures))
    total, group, unit = 0, 0, 0
    for sign in figures:
        if sign in digits:
            unit = digits[sign]
        elif scales[sign] >= 10_000:
            total, group, unit = total + (group + unit or 1) * scales[sign], 0, 0
        else:
            group, unit = group + (unit or 1) * scales[sign], 0
    return float(total + group + unit)


def han(figures: str) -> int:
    """The value of Chinese figures with their scales, as dates have them: 二十 is 20."""
    return int(_scaled(figures, _HAN, _HAN_SCALES))
