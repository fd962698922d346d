"""Bytes to text: byte order marks, UTF-8 with a few bad bytes, older encodings by what their bytes suggest."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from index.errors import CaptureError
from index.extract.base import Decoded

BAD_SHARE = 0.01
"""Share of bad bytes beyond which a text is not taken for the encoding that it seems to have."""

CONTROL_SHARE = 0.05
"""Share of control characters beyond which bytes are not taken for text."""

SAMPLE = 128 * 1024
"""Bytes from which an encoding other than UTF-8 is guessed."""

COMMON_SHARE = 0.15
"""Share of a language's commonest characters from which a text is taken to be in it: they are a third of any prose."""

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the longer before those that they begin with."""

_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 27)) + b"\x7f"
_TEXT_CONTROLS = frozenset("\t\n\r\f\v")
_ENCODINGS = [
    "cp1252", "cp949", "gb18030", "big5", "shift_jis", "euc_jp", "cp1251", "koi8_r", "cp1250", "iso8859_2", "cp1254",
]  # fmt: skip
_HAN = "一不了在人有我他中大上到子和你地出道也年得就那要下以生自去之家可她小心多天而能好都然日起"
_KANA = "のにはをたがでてとしれさるいあなもこかっ"
_COMMONEST = (
    ("cp949", "이다는을의에가고지은하로기도를한서나인사니시어그리아일자었했"),
    ("gb18030", f"{_HAN}的是这来国个说们为时会着过学对里后么没于还"),
    ("big5", f"{_HAN}的是這來國個說們為時會著過學對裡後麼沒於還"),
    ("shift_jis", _KANA),
    ("euc_jp", _KANA),
)
_WESTERN = re.compile(
    rb"(?<![\x80-\xff])(?:(?<=[A-Za-z])[\x91\x92\xc0-\xfd]|[\x91\x92\xc0-\xfd](?=[A-Za-z])|[\x82-\x87\x91-\x97\xa0])"
    rb"(?![\x80-\xff])"
)
_LATIN = ["cp1250", "iso8859_2"]
_ODD_IN_WORDS = re.compile("[A-Za-zÀ-ÿ][¡-¬®-¶¸-¿ŸžÐðÞþ](?=[A-Za-zÀ-ÿ])")


def decode(data: bytes) -> Decoded:
    """Decode by the byte order mark, as UTF-8 (a few bad bytes forgiven), else by what the bytes suggest.

    NUL, which no text file and no database of texts may hold, counts as a bad byte. Raises CaptureError when the
    bytes are no text or no encoding fits.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding)
    if b"\0" in data:
        return _with_nul(data)
    _refuse_controls(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _forgiving(data) or _guessed(data)


def decode_as(data: bytes, encoding: str) -> Decoded | None:
    """Decode by an encoding that the text itself names; None where its bytes are not that."""
    text = data.decode(encoding, errors="replace").replace("\0", "\ufffd")
    replaced = text.count("\ufffd")
    return None if replaced > BAD_SHARE * max(len(text), 100) else Decoded(text, _written(encoding), replaced)


def _written(encoding: str) -> str:
    return encoding.replace("_", "-")


def _refuse_controls(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(data):
        raise CaptureError("it looks like binary data, not text: it is full of control characters")


def _by_mark(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    nul = text.count("\0")
    replaced = nul + max(0, text.count("\ufffd") - _own_replacements(data, encoding))
    if replaced > BAD_SHARE * max(len(text), 100):
        raise CaptureError(f"its byte order mark says {encoding.upper()}, but its bytes are not that")
    return Decoded(text.replace("\0", "\ufffd") if nul else text, encoding, replaced)


def _own_replacements(data: bytes, encoding: str) -> int:
    """How often U+FFFD stands in the bytes themselves."""
    return data.decode(encoding, errors="ignore").count("\ufffd")


def _with_nul(data: bytes) -> Decoded:
    """UTF-16 without a mark shows as NUL bytes at every other place; a few others are bad bytes; many are binary."""
    half = max(len(data) // 2, 1)
    even, odd = data[::2].count(0) / half, data[1::2].count(0) / half
    for share, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if share > 0.05 and other < 0.02 and len(data) % 2 == 0:
            decoded = decode_as(data, encoding)
            if decoded is not None and _readable(decoded.text):
                return Decoded(decoded.text, encoding, decoded.replaced)
    nul = data.count(0)
    if nul > BAD_SHARE * len(data):
        raise CaptureError("it looks like binary data, not text: it holds NUL bytes")
    decoded = decode(data.replace(b"\0", b"\x1a"))
    return Decoded(decoded.text.replace("\x1a", "\ufffd"), decoded.encoding, decoded.replaced + nul)


def _readable(text: str) -> bool:
    """Whether a text has few control characters, and letters or spaces among the rest."""
    controls = sum(1 for char in text if char < " " and char not in _TEXT_CONTROLS)
    return controls <= CONTROL_SHARE * len(text) and sum(map(str.isalpha, text)) > 0.3 * len(text)


def _forgiving(data: bytes) -> Decoded | None:
    """UTF-8 with its few bad bytes replaced; None where they are too many, or speak of another encoding."""
    pieces: list[str] = []
    at, bad, view = 0, 0, memoryview(data)
    while at < len(data):
        try:
            pieces.append(str(view[at:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(str(view[at : at + error.start], "utf-8") + "\ufffd")
            bad += error.end - error.start
            at += error.end
        if bad > max(BAD_SHARE * len(data), 3) or bad > 2_000:
            return None
    text = "".join(pieces)
    proper = sum(1 for char in text if char > "\x7f") - text.count("\ufffd")
    if proper < 2 * bad and _western(data, bad):
        return None
    return Decoded(text, "utf-8", bad)


def _western(data: bytes, bad: int) -> bool:
    """Whether most of the bad bytes stand where a Western encoding has its quotes and accented letters."""
    return 2 * len(_WESTERN.findall(data)) > bad


def _guessed(data: bytes) -> Decoded:
    sample = _sample(data)
    encoding = _by_commonest(sample)
    if encoding is None:
        best = from_bytes(sample, cp_isolation=_ENCODINGS, threshold=0.3).best()
        encoding = None if best is None else _western_or(best.encoding, sample)
    if encoding is None:
        raise CaptureError("no known encoding fits its bytes; save it as UTF-8 and add that")
    decoded = decode_as(data, encoding)
    if decoded is None:
        raise CaptureError(f"it is neither UTF-8 nor {_written(encoding)} throughout; save it as UTF-8 and add that")
    return decoded


def _western_or(guessed: str, sample: bytes) -> str:
    """Windows-1252 in place of another Latin encoding, and the other way, by whether its signs stand inside words."""
    if guessed not in {"cp1252", "cp1254", *_LATIN}:
        return guessed
    text = sample.decode("cp1252", errors="replace")
    high = sum(1 for char in text if char > "\x7f")
    if 10 * (len(_ODD_IN_WORDS.findall(text)) + text.count("\ufffd")) <= high:
        return "cp1252"
    if guessed != "cp1252":
        return guessed
    best = from_bytes(sample, cp_isolation=_LATIN, threshold=0.3).best()
    return guessed if best is None else best.encoding


def _sample(data: bytes) -> bytes:
    """The beginning, ended after a byte that is no half of a character."""
    if len(data) <= SAMPLE:
        return data
    cut = max(data.rfind(b"\n", 0, SAMPLE), data.rfind(b" ", 0, SAMPLE))
    return data[: cut + 1 or SAMPLE]


def _by_commonest(sample: bytes) -> str | None:
    """The East Asian encoding by which the bytes say most of its language's commonest characters, if enough."""
    shares = {encoding: _share(sample, encoding, frozenset(common)) for encoding, common in _COMMONEST}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= COMMON_SHARE else None


def _share(sample: bytes, encoding: str, common: frozenset[str]) -> float:
    wide = [char for char in sample.decode(encoding, errors="replace") if char > "\u02ff"]
    bad = wide.count("\ufffd")
    if len(wide) < 4 or bad > BAD_SHARE * len(sample):
        return 0.0
    return sum(1 for char in wide if char in common) / len(wide)
