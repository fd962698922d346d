"""The editors' own words in a post: introduction and coda of an account that somebody else tells, and pleas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index import headlines, names
from index.furniture import speaker
from index.looks import Look
from index.model import Role
from index.roles import Placed

_EDITORIAL = re.compile(
    r"\b(?:shared? (?:her|his|their|it)|this is (?:part|the (?:first|second|third|fourth|last|final))|"
    r"part (?:one|two|three|\d) of|(?:tells|told) (?:her|his|their|us)|"
    r"interview|(?:these|this|the following) (?:\w+ ){0,2}(?:stor(?:y|ies)|pieces?|account|testimony|"
    r"letter|excerpt|texts?)|resettled|met (?:with )?(?:her|him|us)|spoke (?:to|with)|"
    r"supporters?|our (?:network|readers|staff|team|reporter|partner)|\w+'s (?:story|words|bravery|"
    r"account|testimony|letter))\b",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"^(?:please\b|if you (?:would|'d|want|wish|can|are)\b|we (?:need|ask) you|will you\b)|"
    r"\b(?:donate|please give|help (?:bring|us)|sponsor|make a gift|write to us)\b",
    re.IGNORECASE,
)


def tell_apart(placed: Sequence[Placed], told: bool, people: Sequence[str]) -> tuple[Placed, ...]:
    """Set the editors' words apart: intro and coda of an account told in the first person, pleas at an article's end.

    `told` says whether somebody tells of their own life; `people` are names by which that somebody is known.
    """
    made = list(placed)
    bodies = [at for at, one in enumerate(placed) if one.role is Role.BODY]
    turns = [at for at in bodies if speaker(placed[at].piece.head)]
    if told and len(turns) >= 4:
        for at in bodies:
            if at < turns[0] or (at > turns[-1] and not placed[at].look.own.i):
                made[at] = replace(made[at], role=Role.INTRO if at < turns[0] else Role.CODA)
    elif told:
        for at in _intro(placed, bodies, people):
            made[at] = replace(made[at], role=Role.INTRO)
        for at in _coda(placed, bodies, people):
            made[at] = replace(made[at], role=Role.CODA)
    for at in _pleas(made, told):
        made[at] = replace(made[at], role=Role.APPEAL)
    return tuple(made)


def _staff(one: Look, people: Sequence[str]) -> bool:
    """Whether a paragraph speaks about the teller rather than as the teller."""
    if one.own.i or one.whole:
        return False
    text = one.piece.text
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in people) or _EDITORIAL.search(text) is not None


def _intro(placed: Sequence[Placed], bodies: Sequence[int], people: Sequence[str]) -> list[int]:
    """The first paragraphs in which the teller does not speak, if they are about somebody who is named."""
    found: list[int] = []
    for at in bodies[:4]:
        one = placed[at].look
        named = not one.own.i and any(name.acting for name in names.mentioned([one.piece.text[:600]]).values())
        if not _staff(one, people) and not named:
            break
        found.append(at)
    return found if len(found) < len(bodies) else []


def _coda(placed: Sequence[Placed], bodies: Sequence[int], people: Sequence[str]) -> list[int]:
    """The last paragraphs in which the teller does not speak, if one of them is about the teller."""
    found: list[int] = []
    for at in reversed(bodies[1:]):
        one = placed[at].look
        if one.own.i or one.whole or len(found) == 8:
            break
        found.append(at)
    while found and not _staff(placed[found[-1]].look, people):
        found.pop()
    return found if any(placed[at].piece.size >= 6 for at in found) else []


def _pleas(placed: Sequence[Placed], told: bool) -> list[int]:
    """Body lines under a heading that says how to help, and a plea at the very end."""
    found, under = [], False
    for at, one in enumerate(placed):
        if one.role is Role.HEADING:
            under = headlines.asks_for_help(one.piece.head) and not any(
                later.role is Role.HEADING for later in placed[at + 1 :]
            )
        elif one.role is Role.BODY and under:
            found.append(at)
    bodies = [at for at, one in enumerate(placed) if one.role is Role.BODY]
    if (
        bodies
        and not found
        and not told
        and _PLEA.search(placed[bodies[-1]].piece.head)
        and placed[bodies[-1]].piece.size <= 80
    ):
        found.append(bodies[-1])
    return found
