"""Page furniture: what a line says that belongs to the page and not to a story.

A line's own form decides here (`recognise`); where a line stands is settled by the cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index import dates, phrases
from index.names import NAME, possible
from index.pieces import Piece
from index.reasons import Reason, Sign

LONGEST = 60
"""Words beyond which a line is no furniture, whatever it says (footers and cookie notices excepted)."""

_PERSONAL = re.compile(r"\b(?:I|my|me|was|were|had)\b")
_ADDRESSES = re.compile(
    r"^[\w.+-]+@[\w.-]+\.\w+$|^(?:https?://|www\.)\S+$|^\S+\.(?:com|org|net|kr|co\.uk)(?:/\S*)?$", re.IGNORECASE
)
_RECORDED = re.compile(
    r"^(?:(?:posted|published|updated) (?:on|by|in|at)\b.{0,80}|"
    r"(?:recorded|interviewed|published|posted|updated|last updated|written|printed|first published|"
    r"added|filmed|released)\b.{0,30})$",
    re.IGNORECASE,
)
_PARTED = re.compile(r"(?:[|·•/,—–-]|by\b)|.{2,40}[|·•/—–]$", re.IGNORECASE)
_IMPRINT = re.compile(
    r"\b(?:recorded|interview(?:ed)?|published|issue|vol(?:ume)?|no|hearing|session|delivered|translated|newsletter|"
    r"bulletin|transcript)\b.{0,60}[,|–—-]\s*$",
    re.IGNORECASE,
)
_BY = re.compile(r"^by ", re.IGNORECASE)
SPEAKER = re.compile(
    rf"^(?P<label>[QA](?:\d{{1,3}})?[:.]|[A-Z][A-Z .'-]{{1,30}}(?: \([^)]{{1,20}}\))?:|{NAME} ?:(?= [\"“A-Z])|"
    r"(?:문|답|질문|답변|기자|问|答|记者|(?<![가-힣])[가-힣]{2,4}) ?[:：.])\s*(?=\S)"
)
"""The label of who speaks, at the start of a line."""

_CREDITED = re.compile(
    r"(?:photos?|images?|pictures?|caption|credits?|text|words|story|by|translat\w+|interview(?:ed|s)?|"
    r"edited|editor|source|tags?|topics?|share|video|audio|note|illustration\w*|author|written|posted|"
    r"published|updated|related|next|previous|recorded|hosted|moderated|categor\w+|filed under|read|"
    r"watch|listen|subscribe|support|follow us|follow|contact|email|phone|address|tel|corrections?|"
    r"copyright|date|location|place|part|chapter|update|urgent|breaking)\b",
    re.IGNORECASE,
)
_TIMED = re.compile(r"^[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*[-–]?\s*")
_BULLETED = re.compile(r"^(?:[-*•·–▪►]|→)\s*")
_JOINED = re.compile(r"[a-z0-9][A-Z](?=[a-z])")


def recognise(piece: Piece) -> Sign | None:
    """What furniture a piece is by its form; None where it may be a title or a story's text."""
    text = _BULLETED.sub("", piece.head) or piece.head
    text = _TIMED.sub("", text) or text
    if speaker(text):
        return None
    if piece.size > LONGEST:
        return _long(piece)
    return _dated(text) or _form(text, piece) or _row(text) or _call(text, piece)


@lru_cache(maxsize=4096)
def speaker(text: str) -> str | None:
    """The label of who speaks a line of a transcript ("Q:", "FALK:"); None where it has none.

    One labelled line proves nothing: "Hana: a mother's story" is a title. A transcript repeats its labels.
    """
    match = SPEAKER.match(_TIMED.sub("", text))
    return match["label"].rstrip(":：. ") if match and not _CREDITED.match(text) else None


def _long(piece: Piece) -> Sign | None:
    """A long line is furniture only where it is a footer, a cookie notice or a run of logo texts."""
    if piece.size >= 2.5 * LONGEST or re.search(r"\b(?:I|my)\b", piece.head):
        return None
    kept = (Reason.COOKIES, Reason.FOOTER, Reason.LOGOS)
    return next(
        (sign for pattern, sign in phrases.ANYWHERE if sign.reason in kept and pattern.search(piece.head)), None
    )


def _dated(text: str) -> Sign | None:
    """A date alone, or a date with a byline, a place or a reading time, each set apart."""
    if len(text) > 120:
        return None
    found = next(dates.find(text), None) or dates.printed_alone(text)
    if found is None:
        return None
    rest = text.replace(found.printed, "", 1).strip()
    apart = (
        dates.printed_alone(text) is not None
        or _RECORDED.match(text) is not None
        or (len(rest) < 100 and _PARTED.match(rest) is not None)
        or possible(_BY.sub("", rest).strip(" ,|·—–-"))
        or (len(rest) < 90 and text.rstrip(" .").endswith(found.printed) and _IMPRINT.search(rest) is not None)
    )
    return Sign(Reason.DATE) if apart else None


def _form(text: str, piece: Piece) -> Sign | None:
    for pattern, sign in phrases.WHOLE:
        if pattern.fullmatch(text):
            return sign
    if _triggers(text):
        for pattern, sign in phrases.ANYWHERE:
            if pattern.search(text):
                return sign
    if _ADDRESSES.match(text):
        return Sign(Reason.FOOTER, closes=1.5)
    if not piece.stops and len(_JOINED.findall(text)) >= 3:
        return Sign(Reason.LOGOS, sure=False, closes=1.0)
    return None


def _triggers(text: str) -> bool:
    """Whether a word stands in a text without which none of the expressions that are sought anywhere can match."""
    if not text.isascii() and any(char >= "\u2e80" or char in "©♥❤" for char in text):
        return True
    return not phrases.TRIGGERS.isdisjoint(re.findall(r"[a-z]+", text.lower()))


def _row(text: str) -> Sign | None:
    """A row of menu words, or one word that names a part of a site."""
    if phrases.KICKED.fullmatch(text) or phrases.MENU_WORD.fullmatch(text) or phrases.ISSUE.fullmatch(text):
        return Sign(Reason.HEADER, sure=False, closes=1.0)
    if len(text) > 300 or text.endswith((".", "?")):
        return None
    parts = [part for part in phrases.SEPARATED.split(text) if part]
    if len(parts) < 3:
        parts = phrases.MENU_TOKEN.findall(text)
    if len(parts) < 2:
        return None
    known = sum(1 for part in parts if phrases.MENU_WORD.fullmatch(part))
    return Sign(Reason.HEADER, closes=1.5) if known >= max(2, 0.6 * len(parts)) else None


def _call(text: str, piece: Piece) -> Sign | None:
    """A short call to give or to join: furniture where it stands at an end, so never sure by itself."""
    if piece.size > 36 or _PERSONAL.search(text):
        return None
    return Sign(Reason.CALL, sure=False, closes=1.5) if phrases.CALL.match(text) else None
