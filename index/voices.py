"""Who speaks: the narrator of a story, other names, the narrators of its sections, the voice of each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import kinds, names, pronouns, subjects
from index.cut import Post
from index.furniture import speaker
from index.metadata import Metadata, signer
from index.model import Kind, Role
from index.names import NAME, Mentions, akin, given, possible
from index.reasons import Reason
from index.roles import Placed

_SELF = re.compile(
    rf"(?:[Mm]y name is|[Mm]y name's|know me as|call(?:ed|s)? me|known as|I go by|I am|"
    rf"I'm) (?P<name>{NAME})(?=[,.;:!]| and\b| but\b|$)|"
    r"(?:제|내) 이름은 (?P<ko>[가-힣]{2,4}?)(?:이고|이라고|입니다|이다|예요|이에요|라고|,)|"
    r"저는 (?P<ko2>[가-힣]{2,4}?)(?:이라고 합니다|라고 합니다)|"
    r"(?:我叫|我的名字(?:是|叫))(?P<zh>[\u4e00-\u9fff]{2,3})(?=[，。,、]|$)"
)
_OTHER = re.compile(
    rf"(?:(?:my|her|his) (?:\w+ ){{1,2}}name (?:is|was)|also known as|known in \w+ as|born as|"
    rf"nickname(?:d)?(?: is| was)?) (?P<name>{NAME})"
)
_THEIRS = (
    "(?i:\\b(?:my|our) (?:\\w+ ){{0,3}}(?:daughter|son|sister|brother|mother|father|mom|dad|wife|husband|friend|"
    "niece|nephew|baby|cousin|aunt|uncle|child)),? {name}\\b|{name} (?:and|&) I\\b|\\b(?:with|had|put|"
    "told|take|saw|for|like my) {name}\\b"
)
_NAMED = re.compile(
    rf"(?:[Tt]hey|[Pp]eople|[Ee]verybody|[Ee]veryone|[Cc]hildren(?: here)?|[Mm]y \w+|[Ss]he|[Hh]e) "
    rf"(?:still )?call(?:ed|s)? me [“\"']?(?P<name>{NAME})|"
    rf"(?P<name2>{NAME})(?: of the \w+)?, (?:they|the \w+(?: here)?|people|she|he|everybody) call(?:ed|s)? me|"
    rf"\bI was (?:only |just )?(?P<name3>{NAME})(?= only| there| to | for |[,.])|"
    rf"[“\"](?P<name4>{NAME}),[”\"] (?:she|he|they|my \w+)|"
    rf"나 (?P<ko>[가-힣]{{2,3}})(?:이야|이다|이에요)|(?:said|asked|called|told me)[,:]? [“\"](?P<name5>{NAME})[,!.?]"
)
"""Names by which others address the teller, or by which tellers speak of themselves in passing."""

_ASKING = re.compile(
    r"^(?:q\d*|interviewer|moderator|host|question|questioner|reporter|editor|audience.*|문|질문|기자|问|记者)$",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"^(?:a\d*|answer|narrator|interviewee|guest|respondent|witness|survivor|speaker|답|답변|答)$", re.IGNORECASE
)


_CLOSED = re.compile(
    rf"^(?:[Yy]our(?:s)?|[Ll]ove,?|[Tt]hanks,?|—|–) (?P<name>{NAME})[.!]?$|(?P<ko>[가-힣]{{2,4}}) ?(?:올림|드림|씀)$"
)
_CAPTIONED = re.compile(
    rf"(?P<name>{NAME})(?= (?:with|in|at|on|beside|and|today|holds?|holding|wearing|before|near)\b)"
)


@dataclass(frozen=True, slots=True)
class Headed:
    """A section: its heading, its paragraphs, and the one person whose account it quotes, if it does."""

    heading: Placed
    paragraphs: tuple[Placed, ...]
    narrator: str | None = None


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


def headed(post: Post) -> tuple[Headed, ...]:
    """The sections of a post, heading by heading."""
    made: list[Headed] = []
    for one in post.content:
        if one.role is Role.HEADING:
            made.append(Headed(one, ()))
        elif made and one.role in (Role.BODY, Role.APPEAL):
            made[-1] = Headed(made[-1].heading, (*made[-1].paragraphs, one))
    return tuple(made)


def quoted_person(section: Headed) -> str | None:
    """The one person whose account a section quotes: named at its beginning, more than all others, and heard as "I"."""
    spoken = pronouns.total(one.look.spoken for one in section.paragraphs)
    if spoken.i < 2:
        return None
    texts = [one.piece.text for one in section.paragraphs]
    found = names.mentioned(texts)
    for subject in subjects.find(section.heading.piece.head):
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


def _placed(found: Mentions) -> bool:
    return found.placed > 0.5 * found.times


def read(post: Post, kind: Kind, metadata: Metadata) -> Voices:
    """Who speaks in a post of this kind."""
    sections = headed(post)
    if kind in (Kind.ARTICLE, Kind.OTHER):
        sections = tuple(Headed(one.heading, one.paragraphs, quoted_person(one)) for one in sections)
    narrator = _narrator(post, kind, metadata)
    others = other_names(post, narrator) if narrator else ()
    return Voices(narrator, others, sections, _speaking(post, kind, narrator, sections))


def _narrator(post: Post, kind: Kind, metadata: Metadata) -> str | None:
    """The person whose life a post tells; staff and the people of articles, news and appeals are none."""
    if kind is Kind.TESTIMONY:
        return _fullest(_teller(post, metadata), post)
    if kind is Kind.PROFILE:
        return _fullest(main_person(post), post)
    if kind is Kind.INTERVIEW:
        return _fullest(interviewed(post, metadata), post)
    if kind is Kind.APPEAL:
        return next((name for name in titled_subjects(post)), None)
    return None


def _fullest(name: str | None, post: Post) -> str | None:
    """The fullest form of a name that a post prints, where the title itself gives none."""
    if name is None or (post.title and name in subjects.find(post.title.head)):
        return name
    printed = [one.piece.text for one in post.placed]
    forms = [other for other in names.mentioned(printed) if akin(name, other) and not _titled(other)]
    longer = [form for form in forms if len(form.split()) > len(given(name).split())]
    return max(longer, key=lambda form: len(form.split()), default=name)


def titled_subjects(post: Post) -> tuple[str, ...]:
    """The people whom the title, or else a deck, names as its subject."""
    lines = [one.piece.head for one in post.placed if one.role in (Role.TITLE, Role.DECK)]
    return next((found for line in lines if (found := subjects.find(line))), ())


def _teller(post: Post, metadata: Metadata) -> str | None:
    """Who tells a testimony: by title, header, own words, a label, the signature, or the editors' note."""
    text = "\n".join(one.look.piece.text for one in kinds.bodies(post.placed) if one.look.own.i)
    titled = titled_subjects(post)
    mine = [name for name in titled if not re.search(_THEIRS.format(name=re.escape(name)), text)]
    if mine:
        return mine[0]
    label = next(
        (
            one.piece.head
            for one in post.placed
            if one.reason in (Reason.LABEL, Reason.BYLINE) and possible(one.piece.head)
        ),
        None,
    )
    found = metadata.teller or _self_named(post) or label or signer(post, Kind.TESTIMONY) or _noted(post)
    found = found or (None if metadata.posted else metadata.author)
    return found or _addressed(post) or _closing(post) or _pictured(post)


def _addressed(post: Post) -> str | None:
    """The name by which others speak to the teller."""
    for one in kinds.bodies(post.placed):
        if not one.look.own.i:
            continue
        for match in _NAMED.finditer(one.piece.text[:5_000]):
            name = next(found for found in match.groups() if found)
            if match["ko"] or possible(given(name)):
                return name
    return None


def _closing(post: Post) -> str | None:
    """The name in a signature of more words: "Your Mina", "동생 영희 올림"."""
    for one in post.placed:
        if one.role is Role.SIGNATURE and (match := _CLOSED.search(one.piece.head)):
            name = str(match["name"] or match["ko"])
            return name if match["ko"] or possible(name) else None
    return None


def _pictured(post: Post) -> str | None:
    """The person whom the captions of a post's pictures name first."""
    captions = [one.piece.head for one in post.placed if one.reason is Reason.CAPTION]
    return next((name for text in captions if (name := _caption_name(text))), None)


def _caption_name(text: str) -> str | None:
    match = _CAPTIONED.match(text)
    return match["name"] if match and possible(match["name"]) else None


def _self_named(post: Post) -> str | None:
    for one in kinds.bodies(post.placed):
        for match in _SELF.finditer(one.piece.text[:5_000]):
            name = match["name"] or match["ko"] or match["ko2"] or match["zh"]
            if not match["name"] or possible(name):
                return name
    return None


def _noted(post: Post) -> str | None:
    """The person whom the editors' introduction or coda is about."""
    notes = [one.piece.text for one in post.placed if one.role in (Role.INTRO, Role.CODA)]
    found = {name: one for name, one in names.mentioned(notes).items() if one.acting and not _placed(one)}
    return max(found, key=lambda name: (found[name].acting, found[name].times), default=None)


def interviewed(post: Post, metadata: Metadata) -> str | None:
    """Who answers: by the title, by the label with most words, or by the introduction."""
    titled = titled_subjects(post)
    weights: dict[str, float] = {}
    for label, one in kinds.turns(post):
        if not _ASKING.match(label) and not _ANSWERING.match(label):
            weights[label] = weights.get(label, 0.0) + one.piece.size
    best = max(weights, key=lambda label: weights[label], default=None)
    if titled and (best is None or any(akin(subject, best) for subject in titled)):
        return titled[0]
    if best is not None:
        return _spelled(best, post)
    return titled[0] if titled else metadata.teller or _first_named(post)


def _spelled(label: str, post: Post) -> str:
    """A speaker's label as a name: as the post spells it elsewhere, in full where the label is but initials."""
    texts = [one.piece.text for one in post.placed]
    letters = [letter for letter in label if letter.isalpha()]
    if len(letters) <= 3 and label.isupper() and label.isascii():
        for name in names.mentioned(texts):
            parts = [part for word in name.split() for part in word.split("-")]
            if [part[0] for part in parts][: len(letters)] == letters or _initials(name) == letters:
                return name
    if not label.isupper() or not label.isascii():
        return label
    spelled = re.compile(rf"\b{re.escape(label)}\b", re.IGNORECASE)
    printed = [match[0] for text in texts for match in spelled.finditer(text)]
    plain = " ".join(word.capitalize() for word in label.split())
    return next((one for one in printed if not one.isupper()), plain)


def _initials(name: str) -> list[str]:
    return [word[0] for word in name.split()]


def _first_named(post: Post) -> str | None:
    early = names.mentioned(one.piece.text for one in kinds.bodies(post.placed)[:2])
    return next((name for name, found in early.items() if found.acting and not _placed(found)), None)


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
            if section.narrator and one.look.whole:
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
            answering = bool(_ANSWERING.match(label)) or akin(label, narrator)
        elif not labelled:
            answering = one.piece.first not in asked and (answering or bool(voiced) or one.look.own.i > 0)
            if one.piece.first in asked:
                continue
        if answering:
            voiced[one.piece.first] = narrator
    return voiced
