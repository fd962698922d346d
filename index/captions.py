"""Picture captions that bear no mark: short, set apart, and without a main verb."""

from __future__ import annotations

import re

from index.pieces import Piece

LONGEST = 18
"""Words that a caption without a mark may have."""

_FINITE = frozenset(
    """
    am is are was were be been being has have had do does did can could will would shall should may might must came
    come went go goes said says say told tells made make took take takes got get gets found find left knew know
    knows saw see sees began begin felt feel feels thought think thinks kept keep ran run gave give gives became
    become brought bought sold sent stood sat heard met lost held fell grew led lay woke broke chose spoke wrote ate
    drank slept wept hid fled froze stole swam tore wore won paid put let set cut hurt hit shut burst cost beat bent
    bit blew built burned caught dealt dug drew drove fought flew forgot hung kneeled knelt learned learnt lent lit
    meant read rode rang rose sang sank sewed shook shot slid spent swept taught threw understood wanted seems
    seemed remain remains needs need wants want lives live works work stays stay don't didn't isn't aren't wasn't
    weren't can't couldn't won't wouldn't hasn't haven't hadn't doesn't
    """.split()
)
_INTRANSITIVE = frozenset(
    """
    arrived escaped returned moved lived died worked crossed turned looked waited walked stayed cried smiled laughed
    agreed decided started stopped happened appeared disappeared survived succeeded failed refused helped promised
    asked answered remembered believed hoped tried loved hated needed wanted reached passed climbed jumped listened
    prayed changed continued ended finished opened closed followed kicked pulled pushed talked whispered shouted
    screamed starved
    """.split()
)
_CLAUSE = frozenset("who that which where when while after before as since because whose whom during".split())
_PERSONAL = re.compile(
    r"\b(?:I|me|my|mine|we|us|our|ours|you|your|he|she|they|it|him|them|this|these|there|not|never|no|"
    r"nothing|nobody|don't)\b|I'",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'-]*|\d+")
_OPENERS = frozenset(
    "then but and so or yet because now finally soon suddenly fortunately luckily sadly still only "
    "just later once every".split()
)


def verbless(piece: Piece) -> bool:
    """Whether a short piece reads as a caption: a thing or a person named, with no sentence said of it."""
    if not 2 <= piece.size <= LONGEST or piece.asks or _PERSONAL.search(piece.head):
        return False
    tokens = [token.lower() for token in _WORD.findall(piece.head)]
    if not tokens or tokens[0] in _OPENERS:
        return False
    main = _main(tokens)
    return not any(_finite(main, at) for at in range(len(main))) and not _verb_after(tokens[len(main) :])


def _main(tokens: list[str]) -> list[str]:
    """The words before the first clause that hangs on the thing named."""
    end = next((at for at, token in enumerate(tokens) if at and token in _CLAUSE), len(tokens))
    return tokens[:end]


def _finite(tokens: list[str], at: int) -> bool:
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
    if token in _FINITE or token in _INTRANSITIVE:
        return True
    return (
        at > 0
        and token.endswith("ed")
        and len(token) > 4
        and after not in ("by", "at", "in", "on", "from", "for", "with", "near", "")
    )


def _verb_after(clause: list[str]) -> bool:
    """Whether a second verb follows the one of the clause: "the man who bought me complained" says a sentence."""
    verbs = [
        at
        for at in range(len(clause))
        if clause[at] in _FINITE or clause[at] in _INTRANSITIVE or _finite(["", *clause], at + 1)
    ]
    return len(verbs) > 2
