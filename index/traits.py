"""Traits of a line: what a reader sees of it by itself, each under a readable name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index import captions, dates, headlines, names, series, subjects
from index.caseless import Caseless
from index.furniture import speaker
from index.looks import SALUTATION, THANKS, Look, name_alone
from index.phrases import CALL
from index.pieces import Piece
from index.reasons import Reason

_MONEY = re.compile(r"[$€£₩¥]\s?\d|\b\d[\d,.]* ?(?:dollars|euros?|pounds|won|usd|krw|yuan)\b|\d ?(?:만 ?)?원\b|\d元")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d+ (?:min|minutes?|hours?)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w|(?:^|\s)@\w{3,}|\w\.(?:com|org|net|example)\b", re.IGNORECASE)
_FIELD = re.compile(r"^[^\s:：][^:：.!?]{0,28}[:：](?:\s|$)")
_LINK = re.compile(r"\]\([^)]*\)|^!\[")
_ARROW = re.compile(r"[←→↑↓»«›‹▶►▸≡☰✕×]|(?:^|\s)[<>](?:\s|$)")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_PAST = re.compile(r"\b(?:was|were|had|did|came|went|said|told|took|could|\w{3,}ed)\b", re.IGNORECASE)
_ABOUT_SITE = Caseless(
    r"\b(?:read(?:ers?|ing)?|story|stories|posts?|page|site|website|e-?mail|newsletter|subscri\w+|comments?|"
    r"repl(?:y|ies)|photos?|images?|pictures?|video|audio|listen|watch|tags?|topics?|categor\w+|menu|search|home|share|"
    r"follow|print|download|view|views|likes?|archives?|issue|editor(?:s|ial)?|published|posted|updated|recorded|"
    r"interviewed|translated|written|permission|rights|reserved|registered|charity|non-?profit|donat\w+|gifts?|give|"
    r"monthly|sponsor|support|fund(?:ed|s|ing)?|raised|volunteers?|contact|privacy|cookies?|terms|imprint|office|"
    r"phone|members?|next|previous|older|newer|more|related|latest|also)\b"
)
_TODAY = re.compile(
    r"^(?:now|today|these days|i (?:now|still|hope|live|have (?:lived|been|worked)|believe|dream|"
    r"am (?:now|still))|my (?:dream|hope)|one day)\b|\bone day\b|\bsomeday\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^(?:please |then |now |and )?(?:help|give|donate|support|sponsor|join|become|make|sign|subscribe|volunteer|stand|"
    r"partner|"
    r"fund|learn|find|discover|explore|get|take|spread|share|buy|chip|pledge|apply|consider|contribute|start|host|"
    r"raise|follow|visit|shop|register|download|watch|listen|read|see|meet|check|send|act|contact|write|call|email|"
    r"order|book|browse|view|leave|load|show|print|report|submit|enter|search|skip|go|back|click|tap|open|close|log|"
    r"do you|have you|would you|want|like what|enjoyed|tell|ask|bring|come)\b",
    re.IGNORECASE,
)
_GROUPS = {
    Reason.DATE: "date",
    Reason.BYLINE: "byline",
    Reason.BUTTON: "button",
    Reason.CALL: "button",
    Reason.CAPTION: "picture",
    Reason.FILE: "picture",
}
_SIZES = ((1, "1 word"), (2, "2 words"), (4, "3 to 4 words"), (8, "5 to 8 words"), (14, "9 to 14 words"),
          (24, "15 to 24 words"), (40, "25 to 40 words"), (80, "41 to 80 words"))  # fmt: skip


PLAIN = 14
"""Words from which a sentence is plainly text, so that it is not looked at as a title or as furniture."""

WORDED = 12
"""Words up to which a line's very words are looked at."""

SPARE = 6
"""Words that may stand beside a date in a line that says little else."""


def kind(look: Look) -> str:
    """What a line is at first sight, in one word, as its neighbours see it."""
    piece = look.piece
    if look.sign and look.sign.sure:
        return _GROUPS.get(look.sign.reason, "furniture")
    if look.body:
        return "paragraph" if piece.size >= 15 else "sentence"
    if piece.size <= 30 and (found := next(dates.find(piece.head), None)):
        return "date" if len(piece.head.replace(found.printed, "").split()) <= SPARE else "line"
    if name_alone(look) or names.leading(piece.head):
        return "name"
    return "perhaps furniture" if look.sign else "word" if piece.size <= 2 else "line"


def tells_of_today(piece: Piece) -> bool:
    """Whether a paragraph tells of today, as the last one of an account often does."""
    return _TODAY.search(piece.text[:80]) is not None


def size(words: float) -> str:
    """The length of a line in words, as one of a few steps."""
    return next((name for most, name in _SIZES if words <= most), "over 80 words")


def of(look: Look) -> Iterator[str]:
    """The traits of a line by itself; long paragraphs have few, since their form leaves no doubt."""
    piece = look.piece
    yield size(piece.size)
    yield f"sign: {look.sign.reason.name.lower()}{'' if look.sign.sure else '?'}" if look.sign else "no sign"
    yield "reads as text" if look.body else "reads as no text"
    yield from _ending(look)
    yield from _persons(look)
    if piece.level:
        yield f"heading of level {min(piece.level, 3)}"
    text = look.body and piece.size > PLAIN
    if piece.size <= 60:
        yield from _opening(piece.head)
    if piece.size <= 40 and not text:
        yield from _contents(piece.head)
    if piece.size <= 30 and not text:
        yield from _letters(piece.head)
        yield from _headline(look)
    if piece.size <= WORDED and not text:
        yield from _words(piece.head)


def _words(text: str) -> Iterator[str]:
    """The very words of a short line, and which of them opens and closes it."""
    found = [word.lower() for word in _WORD.findall(text)]
    yield from (f"word: {word}" for word in sorted(set(found)))
    if found:
        yield f"first word: {found[0]}"
        yield f"last word: {found[-1]}"


def _ending(look: Look) -> Iterator[str]:
    piece = look.piece
    last = piece.text.rstrip("\"'”’»)」』")[-1:]
    if piece.asks:
        yield "ends in a question"
    elif last in ("!", "！"):
        yield "ends in a cry"
    elif piece.stops:
        yield "ends as a sentence"
    elif last in (":", "：", ",", ";", "，", "、"):
        yield "ends in a colon or comma"
    else:
        yield "ends openly"
    if piece.text[-1:] in "”\"»」』’'":
        yield "ends with a quotation mark"


def _persons(look: Look) -> Iterator[str]:
    if look.own.i:
        yield "says I"
    if look.own.we:
        yield "says we"
    if look.own.you:
        yield "says you"
    if look.own.he:
        yield "says he or she"
    if look.whole:
        yield "is all quotation"
    if THANKS.search(look.piece.text[-160:]):
        yield "ends with thanks"
    if tells_of_today(look.piece):
        yield "tells of today"


def _opening(text: str) -> Iterator[str]:
    first = text[:1]
    if first.islower():
        yield "opens with a small letter"
    elif first.isdigit():
        yield "opens with a figure"
    elif first in "“\"'‘«「『":
        yield "opens with a quotation mark"
    elif first in "[({*_":
        yield "opens with a bracket"
    elif not first.isalnum():
        yield "opens with a mark"
    if speaker(text):
        yield "opens with a speaker's name"
    elif _FIELD.match(text):
        yield "opens with a label"
    if _COMMAND.match(text):
        yield "opens with a command"
    if CALL.match(text):
        yield "calls"
    if SALUTATION.match(text):
        yield "greets"
    if headlines.opens_a_life(text):
        yield "opens a life"
    if headlines.hangs_on(text):
        yield "hangs on what was said"


def _contents(text: str) -> Iterator[str]:
    figured = _FIGURE.search(text) is not None
    if figured and _MONEY.search(text):
        yield "names a sum"
    if figured and _TIME.search(text):
        yield "names a time"
    if _ADDRESS.search(text):
        yield "holds an address"
    if _LINK.search(text):
        yield "holds a link"
    if _ARROW.search(text):
        yield "holds an arrow"
    if "|" in text or "｜" in text:
        yield "holds a bar"
    if "·" in text or "•" in text or " / " in text:
        yield "holds dots"
    if any(mark in text for mark in ("©", "ⓒ", "®", "#", "…", "=")):
        yield "holds a sign"
    yield from _marks(text)
    about = _ABOUT_SITE.count(text)
    if about:
        yield "speaks of the page" if about == 1 else "speaks much of the page"


def _marks(text: str) -> Iterator[str]:
    if ":" in text or "：" in text:
        yield "holds a colon"
    if " – " in text or " — " in text or " - " in text:
        yield "holds a dash"
    found = next(dates.find(text), None)
    if found and len(text.replace(found.printed, "").split()) <= SPARE and text[-1:] not in ".!?":
        yield "little but a date"
    if found:
        yield "holds a date alone" if dates.printed_alone(text) else "holds a date"
    elif _FIGURE.search(text):
        yield "holds a figure"


def _letters(text: str) -> Iterator[str]:
    found = _WORD.findall(text)
    if not found:
        yield "no words"
        return
    if text.isupper():
        yield "all capitals"
    elif headlines.titled(text) >= 0.75:
        yield "capitals as in a title"
    elif text[:1].isupper():
        yield "capitals as in a sentence"
    if len(text) > 3 and sum(map(str.isdigit, text)) > 0.3 * len(text):
        yield "mostly figures"
    if _PAST.search(text):
        yield "tells of the past"


def _headline(look: Look) -> Iterator[str]:
    text = look.piece.head
    for amount, reason in headlines.marks(look.piece):
        if amount > 0:
            yield f"title: {reason}"
        elif amount < 0:
            yield f"no title: {reason}"
    if not name_alone(look) and names.leading(text):
        yield "opens with a name set apart"
    if name_alone(look):
        yield "is a name"
    elif names.possible(names.given(text)):
        yield "may be a name"
    if subjects.find(text):
        yield "names a person"
    yield from _format(look)


def _format(look: Look) -> Iterator[str]:
    """What a line says of the kind of post that it heads, or of where it stands in one."""
    text = look.piece.head
    if series.part(text):
        yield "names a part"
    if headlines.sign_off(text):
        yield "closes a letter"
    if headlines.numbered(text):
        yield "is numbered"
    if headlines.announced(text):
        yield "announces a list"
    if headlines.asks_for_help(text):
        yield "asks for help"
    if look.piece.size >= 2 and captions.verbless(look.piece):
        yield "has no verb"
