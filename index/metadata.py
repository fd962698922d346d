"""What a post says of itself around its text: date, series, author. Unknown is None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import dates, headlines, series
from index.cut import Post
from index.dates import Date
from index.kinds import below_title, bodies
from index.looks import Look
from index.model import Kind, Mark, Occurrence, Role, Said
from index.names import NAME, possible
from index.reasons import Reason
from index.series import Series

_BY = re.compile(
    rf"(?:^|[\s|·•—–(])(?:[Bb]y|BY|[Tt]ext|[Ww]ords|[Ss]tory|[Aa]uthor|[Ww]riter|"
    rf"[Rr]eporter)(?: by)?:? (?P<name>{NAME})(?=$|[\s|·•,—–)(]|[.]$)"
)
_TOLD = re.compile(
    rf"(?i:told by|as told by|spoken by|narrated by|testimony of|recorded with|with) (?P<name>{NAME})(?=$|[.,|])"
)
_DECK = re.compile(
    rf"(?:[Bb]y|from|told|spoke (?:to|with)|shared with)(?: [\w'’]+){{0,3}}?,? (?P<name>{NAME})(?=$|"
    rf"[.,]| what| how| about| why| of)"
)
_OFFICE = re.compile(rf"\b(?:[Bb]y|from)\b[^.,]{{1,40}}, (?P<name>{NAME})$")
_KOREAN_BY = re.compile(
    r"^(?P<name>[가-힣]{2,4}) ?(?:기자|특파원|작가)|^글[:·/ ] ?(?P<name2>[가-힣]{2,4})|^(?:作者|文|"
    r"记者)[:： ]\s*(?P<name3>[\u4e00-\u9fff]{2,4})"
)
_FIELD = re.compile(
    r"(?:from|to|date|sent|author|subject|reply-to|cc|by|written|보낸 ?사람|날짜|发件人|日期) ?[:：]", re.IGNORECASE
)
"""Lines of a letter's head, among which a date may stand."""

HEADER = 30
"""Words up to which a line under a title is looked at for the date of the post."""

_BARE = re.compile(rf"^(?P<name>{NAME})(?=\s?[|·•—–,])|(?<=[|·•—–,] )(?P<name2>{NAME})$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is printed about a post beside its text.

    `teller` is who tells it by its own header ("Told by ..."). `posted`: the author is only who put it on the page, as
    the byline says, or as the same byline under several posts shows.
    """

    date: Date | None = None
    series: Series | None = None
    author: str | None = None
    teller: str | None = None
    posted: bool = False


def read(posts: Sequence[Post], publishers: Sequence[str]) -> tuple[Metadata, ...]:
    """The metadata of each post of a page, in their order."""
    day_first = dates.order(_set_apart(posts))
    foot = dated_at_foot(posts)
    authors = [byline(post, publishers) for post in posts]
    return tuple(
        Metadata(
            _date(post, foot, day_first),
            _series(post),
            author,
            teller(post),
            authors.count(author) > 1 or _says_posted(post),
        )
        for post, author in zip(posts, authors, strict=True)
    )


def completed(one: Occurrence, said: Said) -> Occurrence:
    """The one story of a page, with the date and the author that its page says for machines, where it prints none."""
    if one.date is None and one.date_printed is None and said.date is not None:
        one = replace(one, date=said.date, date_printed=said.date_printed)
    return replace(one, author=said.author) if one.author is None and said.author is not None else one


def _says_posted(post: Post) -> bool:
    """Whether the byline says who posted a text, which is not who tells it."""
    lines = (*(one.piece.head for one in below_title(post)), *(look.piece.head for look in _above(post)))
    return any(re.match(r"(?:posted|published|added|edited|translated)\b", text, re.IGNORECASE) for text in lines)


def dated_at_foot(posts: Sequence[Post]) -> bool:
    """Whether a page prints dates below its posts: the first has none above its text, the last has one right below."""
    if not posts or _head_date(posts[0]):
        return False
    return any(_foot_date(post) for post in posts[-1:])


def _set_apart(posts: Sequence[Post]) -> list[str]:
    """The lines of a page that are not running text, as far as they stand in posts or right above them."""
    lines = [look.piece.head for post in posts for look in post.above]
    return lines + [one.piece.head for post in posts for one in post.placed if one.role is None]


def _date(post: Post, foot: bool, day_first: bool | None) -> Date | None:
    return _foot_date(post, day_first) if foot else _head_date(post, day_first)


def _head_date(post: Post, day_first: bool | None = None) -> Date | None:
    below = [one.piece.head for one in below_title(post) if one.reason is not None and one.piece.size <= HEADER]
    for text in below:
        if found := _best(text, day_first):
            return found
    for look in reversed(post.above):
        if not _FIELD.match(look.piece.head) and (
            look.sign is None or look.sign.reason not in (Reason.DATE, Reason.BYLINE, Reason.HEADER)
        ):
            break
        if found := _best(look.piece.head, day_first):
            return found
    said = _dateline(post, day_first) or _titled(post, day_first)
    return said or next((found for text in below if (found := dates.segment(text))), None)


def _titled(post: Post, day_first: bool | None) -> Date | None:
    """The date that a title is, or with which it opens or ends, if a month at least is printed, as in a diary."""
    title = post.title.head if post.title else ""
    found = _best(title, day_first)
    if found is None or len(found.iso) == 4:
        return None
    return found if not title[: found.span.start].strip() or not title[found.span.end :].strip(" .)") else None


def _dateline(post: Post, day_first: bool | None) -> Date | None:
    """The date of a news agency's line: "SEOUL, March 3, 2021 - ..."."""
    text = next((one.piece.head for one in post.placed if one.role is Role.BODY), "")
    found = _best(text[:80], day_first)
    if found and text[:3].isupper() and re.match(r"\)?\s*[–—-]", text[found.span.end :]):
        return found
    return None


def _foot_date(post: Post, day_first: bool | None = None) -> Date | None:
    last = post.lines.last
    after = [one for one in post.placed if one.piece.first > last][:3]
    found = (_best(one.piece.head, day_first) for one in after if one.reason is Reason.DATE)
    return next((date for date in found if date), None)


def _best(text: str, day_first: bool | None = None) -> Date | None:
    """The first date of a line: what is posted comes before what is updated."""
    return min(dates.find(text, day_first), key=lambda date: date.span.start, default=dates.printed_alone(text))


def _series(post: Post) -> Series | None:
    """The part that the title names, completed by what an introduction says of the whole."""
    titled = series.part(post.title.head) if post.title else None
    told_part, told_parts = _told_parts(post)
    if titled is None:
        deck = next((series.part(one.piece.head) for one in below_title(post) if one.role is Role.DECK), None)
        if deck is not None and (deck.name or deck.parts):
            return Series(deck.name, deck.part, deck.parts or told_parts)
        return Series(None, told_part, told_parts) if told_part and told_parts else None
    return Series(titled.name, titled.part, titled.parts or told_parts)


def _told_parts(post: Post) -> tuple[int | None, int | None]:
    early = [one.piece.text[:600] for one in (*below_title(post), *bodies(post.placed)[:2])]
    found = (series.parts_told(text) for text in early)
    return next(((nth, of) for nth, of in found if nth and of), (None, None))


def byline(post: Post, publishers: Sequence[str]) -> str | None:
    """Who signed a post by a byline or a deck. `publishers` are lines that name the page's maker, who is no author."""
    below = (one.piece for one in below_title(post) if one.reason in (Reason.DATE, Reason.BYLINE))
    for piece in (*below, *(look.piece for look in _above(post))):
        for name in _bylines(piece.head) or ([piece.head] if Mark.BYLINE in piece.marks else []):
            known = possible(name) or re.fullmatch(r"[가-힣\u4e00-\u9fff]{2,4}", name)
            if known and not any(name.lower() in line.lower() for line in publishers):
                return name
    for one in below_title(post):
        match = _OFFICE.search(one.piece.head) or _DECK.search(one.piece.head) if one.role is Role.DECK else None
        if match and possible(match["name"]) and len(match["name"].split()) >= 2:
            return match["name"]
    return None


def _bylines(text: str) -> list[str]:
    if _TOLD.search(text):
        return []
    found = [match["name"] for match in _BY.finditer(text)]
    match = _KOREAN_BY.search(text)
    if match:
        found += [name for name in match.groups() if name]
    if next(dates.find(text), None):
        for match in _BARE.finditer(text):
            found.append(match["name"] or match["name2"])
    return found


def _above(post: Post) -> list[Look]:
    """Bylines and dates right above the title."""
    found: list[Look] = []
    for look in reversed(post.above):
        if look.sign is None or look.sign.reason not in (Reason.DATE, Reason.BYLINE):
            break
        found.append(look)
    return found


def teller(post: Post) -> str | None:
    """Who tells a post by its own header ("Told by ..."): the narrator, not the author."""
    for one in below_title(post):
        match = _TOLD.search(one.piece.head) if one.reason in (Reason.BYLINE, Reason.CREDIT, Reason.DATE) else None
        if match and possible(match["name"]):
            return match["name"]
    return None


def signer(post: Post, kind: Kind) -> str | None:
    """Who signed a letter at its end; the signature of a testimony names its narrator instead."""
    for one in post.placed:
        if one.role is Role.SIGNATURE and not headlines.sign_off(one.piece.head):
            name = re.split(r",| [|–—-] ", one.piece.head.lstrip("—–- "))[0].strip()
            if possible(name) and (len(name.split()) >= 2 or kind is Kind.TESTIMONY):
                return name
    return None
