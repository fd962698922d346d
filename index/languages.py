"""The language of a text, by the scripts that it is written in."""

from __future__ import annotations

import re

ENGLISH, KOREAN, CHINESE, JAPANESE, RUSSIAN, UNKNOWN = "en", "ko", "zh", "ja", "ru", "und"

SAMPLE = 20_000
"""Code points that are looked at: more do not change the answer."""

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def detect(text: str) -> str:
    """The BCP 47 code of the language that most of the text is in; "und" where there are no letters.

    A syllable or an ideograph says about as much as two letters and a half, and is weighed so.
    """
    sample = text[:SAMPLE]
    if sample.isascii():
        return ENGLISH if _LATIN.search(sample) else UNKNOWN
    latin = len(_LATIN.findall(sample))
    weights = {
        KOREAN: 2.5 * len(_HANGUL.findall(sample)),
        CHINESE: 2.5 * len(_HAN.findall(sample)),
        RUSSIAN: float(len(_CYRILLIC.findall(sample))),
        ENGLISH: float(latin),
    }
    language, weight = max(weights.items(), key=lambda item: item[1])
    if not weight:
        return UNKNOWN
    if language == CHINESE and 2.5 * len(_KANA.findall(sample)) > 0.1 * weight:
        return JAPANESE
    return language


def ideographs(text: str) -> int:
    """How many ideographs stand in a text: Chinese has no spaces, so its words are estimated from them."""
    return len(_HAN.findall(text))
