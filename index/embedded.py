"""Testimonies that an article quotes at length, each with its own narrator: under a heading, or within its text.

A headed section is one person's where it is named after them or names them at its beginning and quotes them as "I".
Within a text, paragraphs in a row that are nearly all quotation are one account, and so are paragraphs of "I" that
the article introduces ("This is what Eun told us:"). Who speaks is printed right before, beside or within them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import names, places, pronouns, quotes, subjects
from index.cut import Post
from index.model import Kind, Role
from index.names import NAME, Mentions, akin, given, possible
from index.roles import Placed
from index.weights import tables

QUOTING = frozenset({Kind.ARTICLE, Kind.OTHER, Kind.NEWS, Kind.APPEAL})
"""Kinds of posts whose own voice is the publisher's."""

QUOTED = 0.6
"""Share of a paragraph that is quotation, for it to belong to a quoted account: the rest says who speaks."""

FEWEST = 2
"""Paragraphs of an account within a text, and times that it says "I"."""

WORDS = 40
"""Words that an account within a text has at least."""

MOST_OF = 0.5
"""Share of a headed section from which an account within it makes it that person's."""

_INTRODUCES = re.compile(
    r":$|\b(?:(?:told|wrote|says?|said|asked|described|remembers?|recalls?|put it|tells|dictated|took (?:this|it) down|"
    r"her|his|their|own) (?:\w+ ){0,4}(?:words?|us|me|statement|account|story|thus|so|this|down|over)|"
    r"(?:statement|account|testimony|letter|words) (?:was|is|of|from|by|follows?|below)|in (?:her|his|their) own)\b"
)
"""Words that announce another's account at the end of a paragraph."""

_SAYS = re.compile(
    rf"(?:[”\"’,] ?|^)(?:(?:says|said|remembers|recalls|recalled|told (?:us|me)|explains|explained|laughs|adds|added|"
    rf"writes|wrote) (?P<after>{NAME})|(?P<before>{NAME}),? (?:\w+ )?(?:says|said|remembers|recalls|recalled|told|"
    r"explains|explained|adds|added|writes|wrote)\b)"
)
_MINE = re.compile(rf"(?:[Mm]y name is|\bI am|\bI'm) (?P<name>{NAME})(?=[,.;:]| and\b|$)")


@dataclass(frozen=True, slots=True)
class Headed:
    """A part of a story: its heading if one is printed, its paragraphs, and the person whose account it is, if any."""

    heading: Placed | None
    paragraphs: tuple[Placed, ...]
    narrator: str | None = None


_LABELLED = re.compile(r"^(?:(?:[A-Z][a-z]+ )?\d+[.:)] ?|[A-Z][.)] |[^\W\d_]{2,20}: )")
"""What may stand in a heading before a name."""


def headed(post: Post) -> tuple[Headed, ...]:
    """The sections of a post, heading by heading."""
    made: list[Headed] = []
    for one in post.content:
        if one.role is Role.HEADING:
            made.append(Headed(one, ()))
        elif made and one.role in (Role.BODY, Role.APPEAL):
            made[-1] = Headed(made[-1].heading, (*made[-1].paragraphs, one))
    return tuple(made)


def sections(post: Post, kind: Kind) -> tuple[Headed, ...]:
    """The parts of a story in order: its headed sections, and within them or before them the accounts that it quotes.

    A story without headings or quoted accounts has none.
    """
    parts = headed(post)
    if kind not in QUOTING:
        return parts
    first = parts[0].heading.piece.first if parts and parts[0].heading else None
    opening = [one for one in post.content if one.role in (Role.BODY, Role.APPEAL)]
    opening = [one for one in opening if first is None or one.piece.first < first]
    made = _split(Headed(None, tuple(opening)))
    if len(made) == 1 and made[0].narrator is None:
        made = []
    for part in parts:
        person = quoted_person(part)
        made += [Headed(part.heading, part.paragraphs, person)] if person else _split(part)
    return tuple(made)


def quoted_person(section: Headed) -> str | None:
    """The one person whose account a headed section is: named by its heading, or at its start, heard as "I"."""
    if section.heading is None:
        return None
    texts = [one.piece.text for one in section.paragraphs]
    heading = section.heading.piece.head
    alone = _named(heading)
    if alone and pronouns.total(one.look.own for one in section.paragraphs).i >= FEWEST:
        return alone
    if pronouns.total(one.look.spoken for one in section.paragraphs).i < FEWEST:
        return None
    found = names.mentioned(texts)
    for subject in (*subjects.find(heading), *([alone] if alone else [])):
        if any(akin(subject, name) for name in found):
            return subject
    early = [
        name for name, one in found.items() if one.where[0] == 0 and (one.acting or one.times >= 2) and not _placed(one)
    ]
    if not early:
        return None
    best = max(early, key=lambda name: (found[name].acting > 0, found[name].times))
    rivals = [one.times for name, one in found.items() if one.acting and not akin(name, best)]
    return best if found[best].times >= max(rivals, default=0) else None


def _named(heading: str) -> str | None:
    """The name with which a heading opens, after a number, a letter or a label: "3. Mina", "Tuesday: MR. SIM, 66"."""
    text = _LABELLED.sub("", re.sub(r"[“”\"]", "", heading))
    found = names.leading(text.title() if text.isupper() else text)
    return text[: len(found)] if found and possible(given(found)) else None


def _placed(found: Mentions) -> bool:
    return found.placed > 0.5 * found.times


def _split(part: Headed) -> list[Headed]:
    """A section with the accounts within it as sections of their own; all of it one person's where most of it is."""
    runs = [(start, end, name) for start, end in _runs(part.paragraphs) if (name := _speaker(part, start, end))]
    words = sum(one.piece.size for one in part.paragraphs) or 1.0
    if part.heading is not None and len(runs) == 1:
        start, end, name = runs[0]
        if sum(one.piece.size for one in part.paragraphs[start:end]) >= MOST_OF * words and start <= 1:
            return [Headed(part.heading, part.paragraphs, name)]
    made, at = [], 0
    for start, end, name in runs:
        if start > at or (part.heading is not None and at == 0):
            made.append(Headed(part.heading if at == 0 else None, part.paragraphs[at:start]))
        made.append(Headed(None, part.paragraphs[start:end], name))
        at = end
    if at < len(part.paragraphs) or not made:
        made.append(Headed(part.heading if at == 0 else None, part.paragraphs[at:]))
    return made


def _runs(paragraphs: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """Paragraphs in a row, from and to, that are one account: all quotation, or "I" after an introduction."""
    quoted = [_quoted(one) for one in paragraphs]
    at = 0
    while at < len(paragraphs):
        end = at
        if quoted[at]:
            while end < len(paragraphs) and quoted[end]:
                end += 1
            if end - at >= FEWEST and _heard([one.look.spoken for one in paragraphs[at:end]], paragraphs[at:end]):
                yield at, end
        elif at and _INTRODUCES.search(paragraphs[at - 1].piece.text[-120:].rstrip()):
            end = _told_on(paragraphs, at)
            if end - at >= FEWEST and _heard([one.look.own for one in paragraphs[at:end]], paragraphs[at:end]):
                yield at, end
        at = max(end, at + 1)


def _heard(tallies: Sequence[pronouns.Tally], paragraphs: Sequence[Placed]) -> bool:
    said = pronouns.total(tallies)
    return said.i + said.we >= FEWEST and said.i > 0 and sum(one.piece.size for one in paragraphs) >= WORDS


def _quoted(one: Placed) -> bool:
    if one.look.whole:
        return True
    text = one.piece.text[:5_000]
    return bool(text) and len(quotes.read([text])[0].spoken) >= QUOTED * len(text)


def _told_on(paragraphs: Sequence[Placed], start: int) -> int:
    """Where an introduced account ends: at the last paragraph that says "I", with those between."""
    last = start
    for at in range(start, len(paragraphs)):
        if paragraphs[at].look.own.i:
            last = at + 1
        elif at - last >= 1:
            break
    return last


def _speaker(part: Headed, start: int, end: int) -> str | None:
    """Who tells an account: as it says itself, as is said beside it, as the text before or the heading says."""
    run = part.paragraphs[start:end]
    for one in run:
        said = _SAYS.search(one.piece.text[:2_000]) if not one.look.whole else None
        name = next((group for group in said.groups() if group), None) if said else None
        if name and _personal(name):
            return name
    before = part.paragraphs[start - 1].piece.text if start else ""
    for text in (before[-400:], part.heading.piece.head if part.heading else ""):
        named = [name for name in names.mentioned([text]) if _personal(name)]
        if named:
            return max(named, key=lambda name: (_korean(name), text.rfind(name)))
    mine = _MINE.search(run[0].piece.text[:300])
    if mine and possible(mine["name"]):
        return mine["name"]
    earlier = names.mentioned([one.piece.text for one in part.paragraphs[max(0, start - 3) : start]])
    acting = [name for name, found in earlier.items() if found.acting and not _placed(found) and _personal(name)]
    return acting[-1] if acting else None


def _personal(name: str) -> bool:
    """Whether a name may be a speaker's: no place of the gazetteer, no ordinary word."""
    plain = given(name)
    if not possible(plain) or (plain == name and next(iter(places.find(name)), None)):
        return False
    return any(word.lower().removesuffix("'s") not in tables().ordinary for word in plain.split()) or plain != name


def _korean(name: str) -> bool:
    return given(name) != name or "-" in name
