"""Who speaks: other names of a narrator, the narrators of sections, the voice of each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import embedded, kinds, names, pronouns, subjects
from index.cut import Post
from index.embedded import Headed, headed, quoted_person
from index.furniture import speaker
from index.model import Kind, Role
from index.names import NAME, Mentions, akin, given, possible
from index.naming import ANSWERING

_OTHER = re.compile(
    rf"(?:(?:my|her|his) (?:\w+ ){{1,2}}name (?:is|was)|also known as|known in \w+ as|born as|"
    rf"nickname(?:d)?(?: is| was)?) (?P<name>{NAME})"
)


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in a post: narrator and other names as printed, sections, and a name for each voiced line."""

    narrator: str | None
    other_names: tuple[str, ...]
    sections: tuple[Headed, ...]
    speaking: dict[int, str]


def main_person(post: Post) -> str | None:
    """The one person whom a post in the third person is about: named in its title or early, and most often."""
    texts = kinds.bodies(post.placed)
    own = pronouns.total(one.look.own for one in texts)
    people = persons([one.piece.text for one in texts])
    for subject in subjects.find(post.title.head) if post.title else ():
        if any(akin(subject, name) for name in people):
            return subject
    early = {name: found for name, found in people.items() if found.where[0] <= 1}
    if not early or own.he < 4 or own.he <= own.we:
        return None
    best = max(early, key=lambda name: _weight(name, people))
    rival = max((_weight(name, people) for name in people if not akin(name, best)), default=0)
    return best if _weight(best, people) > rival else None


def _weight(name: str, people: dict[str, Mentions]) -> int:
    return sum(found.times + 2 * found.acting for other, found in people.items() if akin(name, other))


def persons(texts: Sequence[str]) -> dict[str, Mentions]:
    """The people named in these texts."""
    return {name: found for name, found in names.mentioned(texts).items() if found.person or _titled(name)}


def _titled(name: str) -> bool:
    return given(name) != name


def about_one(post: Post) -> bool:
    """Whether one person is followed throughout a post in the third person."""
    texts = kinds.bodies(post.placed)
    if main_person(post) is None or not texts:
        return False
    own = pronouns.total(one.look.own for one in texts)
    sections = [section for section in headed(post) if quoted_person(section)]
    following = sum(1 for one in texts if one.look.own.he or one.look.whole)
    return own.he >= max(4, own.we) and following >= 0.5 * len(texts) and len(sections) < 2


def read(post: Post, kind: Kind, narrator: str | None) -> Voices:
    """Who speaks in a post of this kind, whose narrator is known or is nobody."""
    sections = embedded.sections(post, kind)
    others = other_names(post, narrator) if narrator else ()
    return Voices(narrator, others, sections, _speaking(post, kind, narrator, sections))


def other_names(post: Post, narrator: str) -> tuple[str, ...]:
    """Other names by which a post knows its narrator."""
    texts = [one.piece.text for one in post.content]
    found = [match["name"] for text in texts for match in _OTHER.finditer(text[:5_000]) if possible(match["name"])]
    found += [name for name in persons(texts) if akin(name, narrator) and len(given(name).split()) <= 3]
    return tuple(dict.fromkeys(name for name in found if name != narrator))


def _speaking(post: Post, kind: Kind, narrator: str | None, sections: Sequence[Headed]) -> dict[int, str]:
    """The name of the speaker of each paragraph, by its first line; staff's paragraphs are left out."""
    if kind is Kind.INTERVIEW and narrator:
        return _answers(post, narrator)
    voiced: dict[int, str] = {}
    for one in post.content:
        if one.role is Role.BODY and narrator and (kind is Kind.TESTIMONY or one.look.whole):
            voiced[one.piece.first] = narrator
    for section in sections:
        for one in section.paragraphs:
            if section.narrator and (one.look.whole or section.heading is None or one.look.own.i):
                voiced[one.piece.first] = section.narrator
    return voiced


def _answers(post: Post, narrator: str) -> dict[int, str]:
    """The answers of an interview: labelled turns of the one who answers, or what follows a question."""
    labelled = bool(kinds.turns(post))
    asked = {one.piece.first for one in kinds.questions(post)}
    voiced: dict[int, str] = {}
    answering = False
    for one in post.content:
        if one.role is not Role.BODY:
            answering = answering and one.role is Role.HEADING and not one.piece.asks
            answering = answering or (not labelled and one.piece.first in asked)
            continue
        label = speaker(one.piece.head) if labelled else None
        if label:
            answering = bool(ANSWERING.match(label)) or akin(label, narrator)
        elif not labelled:
            answering = one.piece.first not in asked and (answering or bool(voiced) or one.look.own.i > 0)
            if one.piece.first in asked:
                continue
        if answering:
            voiced[one.piece.first] = narrator
    return voiced
