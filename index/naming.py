"""Where a post prints names, and what is said with each: the signs by which its narrator is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import kinds, metadata, names, subjects, uncommon
from index.cut import Post
from index.forms import ASIAN, CODED, SURNAME_FIRST, personal
from index.furniture import speaker
from index.metadata import Metadata
from index.model import Kind, Role
from index.names import NAME, given, possible
from index.reasons import Reason
from index.roles import Placed

READ = 5_000
"""Code points of a paragraph in which signs of its teller are looked for."""

MOST = 1_000
"""Paragraphs of a post in which names are looked for."""

_SELF = re.compile(
    rf"(?:[Mm]y (?:full |real )?name is|[Mm]y name's|know me as|call(?:ed|s)? me|am called|known as|I go by|I am|"
    rf"I'm|I, ) ?(?P<name>{NAME})(?=[,.;:!]| and\b| but\b| from\b| of\b|$)|"
    r"(?:제|내) 이름은 (?P<ko>[가-힣]{2,4}?)(?:이고|이라고|입니다|이다|예요|이에요|라고|,)|"
    r"(?:저는|나는) (?P<ko2>[가-힣]{2,4}?)(?:이라고 합니다|라고 합니다|입니다|이다)|"
    r"(?:我叫|我是|我的名字(?:是|叫))(?P<zh>[\u4e00-\u9fff]{2,3})(?=[，。,、]|$)"
)
_ANSWERED = re.compile(rf"^(?:A\d*[.:]\s?|[^\W\d_]{{2,20}}:\s)?(?P<name>{NAME})(?:\.(?= I\b| I'm\b|$)| here(?=[.,:!]))")
"""The answer of a witness who was asked for the name, or of somebody who says that they speak."""

_THEIRS = re.compile(
    rf"(?i:\b(?:my|our|his|her) (?:\w+ ){{0,3}}(?:daughter|son|sister|brother|mother|father|mom|mum|dad|wife|husband|"
    rf"friend|niece|nephew|baby|cousin|aunt|uncle|child|teacher|neighbou?r|colleague|boss)),? (?P<name>{NAME})\b"
)
_OFFICES = (
    *("director", "coordinator", "manager", "officer", "spokes", "president", "chair", "founder", "editor", "reporter"),
    *("journalist", "correspondent", "lawyer", "attorney", "professor", "researcher", "minister", "judge", "pastor"),
    *("volunteer", "counselor", "counsellor", "translator", "interpreter", "host", "curator", "producer", "secretary"),
)
_STAFF = re.compile(
    rf"(?P<name>{NAME}),? (?:\(?(?:our|the|a|an|is|was|is the|is our)? ?(?:[\w-]+ ){{0,3}}"
    rf"(?:co-?)?(?:{'|'.join(_OFFICES)})(?:man|woman|person)?)\b"
)
_ADDRESSED = re.compile(
    rf"(?:[Tt]hey|[Pp]eople|[Ee]verybody|[Ee]veryone|[Cc]hildren(?: here)?|[Mm]y \w+|[Ss]he|[Hh]e) "
    rf"(?:still )?call(?:ed|s)? me [“\"']?(?P<name>{NAME})|"
    rf"(?P<name2>{NAME})(?: of the \w+)?, (?:they|the \w+(?: here)?|people|she|he|everybody) call(?:ed|s)? me|"
    rf"\bI was (?:only |just )?(?P<name3>{NAME})(?= only| there| to | for |[,.])|"
    rf"[“\"](?P<name4>{NAME}),[”\"] (?:she|he|they|my \w+)|"
    rf"나 (?P<ko>[가-힣]{{2,3}})(?:이야|이다|이에요)|(?:said|asked|called|told me)[,:]? [“\"](?P<name5>{NAME})[,!.?]"
)
_FIELD = re.compile(
    rf"^(?i:narrator|interviewee|name|witness|speaker|guest|informant|respondent|teller|storyteller|subject|"
    rf"lent by|given by|donor|told by|구술자?|이름|증언자?|讲述人?|講述人?|口述|姓名|受访者) ?[:：]? "
    rf"?(?P<name>{NAME}|[가-힣]{{2,4}}|[\u4e00-\u9fff]{{2,4}})"
)
_CLOSED = re.compile(
    rf"^(?:[Ss]igned:?|[Yy]our(?:s)?|[Ll]ove,?|[Tt]hanks,?|—|–|-) ?(?P<name>{NAME})[.!]?(?:$|,|\s[(|–—-])|"
    rf"(?P<ko>[가-힣]{{2,4}})(?: [가-힣]{{2,3}})? ?(?:올림|드림|씀)$"
)
_CAPTIONED = re.compile(
    rf"(?P<name>{NAME})(?= (?:with|in|at|on|beside|and|today|holds?|holding|wearing|before|near|now|,)\b|,|$)"
)
_AGED = re.compile(rf"^(?:[“\"'])?(?P<name>{NAME})(?:,| \() ?(?:aged? )?\d\d\b")
_KOREAN = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4})(?= ?(?:씨|\(가명\)|\(\d\d|할머니|할아버지|선생님|님|집사|목사|권사|"
    r"장로|박사|교수))|"
    r"(?P<one>(?<![가-힣])[가-힣ㄱ-ㅎ](?: 모)? 씨)|"
    r"^(?P<alone>[가-힣]{3})(?=$|,| ?\()"
)


_PSEUDONYM = re.compile(
    rf"(?P<name>{NAME})['\u2019\"”*_]* (?:is|was) (?:not (?:her|his|their|a) real|"
    rf"a (?:pseudonym|changed|made-up|false))|"
    rf"(?P<name2>{NAME}) \((?:a pseudonym|name changed|not (?:her|his|their) real name|the name is changed)"
)
_HINTS = re.compile(r"call|I was |“|\"|told me|나 ")
"""Without one of these no name stands as an address."""

_CHANGED = re.compile(r"real|pseudonym|changed|made-up|false")
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+)\W{0,3}$"), re.compile(r"\W{0,3}([^\W\d_]+)")

_BRACKET = re.compile(r"\s*[(\[（].*$")
"""What a label adds to a speaker: "(through interpreter)"."""

_ASKING = re.compile(
    r"^(?:q\d*|interviewer|moderator|host|question|questioner|reporter|editor|audience.*|문|질문|기자|问|记者)$",
    re.IGNORECASE,
)
ANSWERING = re.compile(
    r"^(?:a\d*|answer|narrator|interviewee|guest|respondent|witness|survivor|speaker|답|답변|答)$", re.IGNORECASE
)
"""Labels of who answers, which name nobody."""


def signs(post: Post, meta: Metadata) -> Iterator[tuple[str, str, float]]:
    """Names with a sign each, as (name, sign, amount)."""
    yield from uncommon.signs(post)
    for name, sign in (*_headed(post), *_around(post, meta)):
        if personal(name):
            yield name, sign, 1.0
    for name, sign, amount in _in_text(post):
        if personal(name):
            yield name, sign, amount
    yield from _turns(post)


def _words_around(text: str, zone: str) -> Iterator[tuple[str, str]]:
    """Each name in a line, with the word before and the word after it."""
    for name in names.mentioned([text]):
        at = text.find(name)
        before, after = _BEFORE.search(text[max(0, at - 60) : at]), _AFTER.match(text[at + len(name) :])
        yield name, f"{zone}: after {before[1].lower() if before else 'nothing'}"
        yield name, f"{zone}: before {after[1].lower() if after else 'nothing'}"


def _set_in_capitals(text: str) -> Iterator[str]:
    for match in SURNAME_FIRST.finditer(text):
        if match["surname"].lower() not in names.ACRONYMS and possible(match[0].title()):
            yield match[0]


def _headed(post: Post) -> Iterator[tuple[str, str]]:
    """Names in the title and below it."""
    title = post.title.head if post.title else ""
    for at, name in enumerate(subjects.find(title)):
        yield name, "first subject of the title" if at == 0 else "later subject of the title"
    for name in names.mentioned([title]):
        yield name, "in the title"
    yield from _words_around(title, "title")
    for name in (*_alone(title), *_set_in_capitals(title), *(match[0] for match in CODED.finditer(title))):
        yield name, "the title is a name"
    for one in post.placed:
        if one.role is Role.DECK:
            for name in subjects.find(one.piece.head):
                yield name, "subject of the deck"
            for name in names.mentioned([one.piece.head]):
                yield name, "in the deck"
            yield from _words_around(one.piece.head, "deck")


def _alone(text: str) -> Iterator[str]:
    """The name that a line is, or with which it opens before a comma, an age or a bracket."""
    text = re.sub(r"^[^\W\d_]{2,20}: ", "", text)
    bare = re.split(r",| [|·•–—-] | ?[(（/]", text.lstrip('—–-“"# '))[0].strip()
    if bare and (possible(given(bare)) or ASIAN.fullmatch(bare)):
        yield bare


def _around(post: Post, meta: Metadata) -> Iterator[tuple[str, str]]:
    """Names in the furniture of a post: bylines, labels, captions, catalogue fields, signatures."""
    if meta.teller:
        yield meta.teller, "told by"
    if meta.author:
        yield meta.author, "posted by" if meta.posted else "byline"
    for look in post.above:
        yield from _line(look.piece.head, "above")
    for one in post.placed:
        if one.role is None:
            yield from _furniture(one)
        elif one.role is Role.SIGNATURE:
            yield from _signature(one)
    signed = metadata.signer(post, Kind.TESTIMONY)
    if signed:
        yield signed, "signs"


def _line(text: str, zone: str) -> Iterator[tuple[str, str]]:
    """Names in a line set apart: above the title, below it, or inside the text."""
    if found := _FIELD.match(text):
        yield found["name"], "a field names it"
    for name in _set_in_capitals(text):
        yield name, f"{zone}: set in capitals"
    for match in CODED.finditer(text):
        yield match[0], f"{zone}: a code or initials"
    yield from _words_around(text, zone)


def _furniture(one: Placed) -> Iterator[tuple[str, str]]:
    text = one.piece.head
    zone = "under the title" if one.reason in (Reason.BYLINE, Reason.CREDIT, Reason.DATE) else "set apart"
    yield from _line(text, zone)
    if one.reason is Reason.LABEL or zone == "under the title":
        for name in _alone(text):
            yield name, "a label alone" if one.reason is Reason.LABEL else "alone under the title"
    if one.reason is Reason.CAPTION and (found := _CAPTIONED.match(text)):
        yield found["name"], "a caption opens with it"
    for match in _PSEUDONYM.finditer(text):
        yield match["name"] or match["name2"], "said to be a pseudonym"


def _signature(one: Placed) -> Iterator[tuple[str, str]]:
    for match in CODED.finditer(one.piece.head):
        yield match[0], "signs"
    if found := _CLOSED.search(one.piece.head):
        yield found["name"] or found["ko"], "signs"
    for name in _alone(one.piece.head):
        yield name, "signs"


def _in_text(post: Post) -> Iterator[tuple[str, str, float]]:
    """Names in the paragraphs of a post."""
    texts = kinds.bodies(post.placed)[:MOST]
    for at, one in enumerate(texts):
        yield from _said(one, at)
    notes = [one for one in texts if one.role in (Role.INTRO, Role.CODA)]
    for name, found in names.mentioned([one.piece.text for one in notes]).items():
        yield name, "named by the editors", 1.0
        if found.acting:
            yield name, "the editors tell of it", min(1.0, 0.5 + 0.25 * found.acting)
    yield from _counted(texts)
    for one in texts:
        for match in () if one.piece.text.isascii() else _KOREAN.finditer(one.piece.text[:READ]):
            yield next(group for group in match.groups() if group), "named with an address", 1.0


def _said(one: Placed, at: int) -> Iterator[tuple[str, str, float]]:
    """What a paragraph says with a name: that it is the speaker's own, a relative's, an official's."""
    text = one.piece.text[:READ]
    for match in _SELF.finditer(text):
        name = next(group for group in match.groups() if group)
        yield name, "says it is mine" if one.look.own.i else "quoted as mine", 1.0
        if at < 3:
            yield name, "says so early", 1.0
    if found := _ANSWERED.match(text):
        yield found["name"], "answers with it", 1.0
    for match in _PSEUDONYM.finditer(text) if _CHANGED.search(text) else ():
        yield match["name"] or match["name2"], "said to be a pseudonym", 1.0
    if at < 2:
        for name, sign in _words_around(text[:400], "opening"):
            yield name, sign, 1.0
    for match in _THEIRS.finditer(text):
        yield match["name"], "a relative's", 1.0
    for match in _STAFF.finditer(text) if any(office in text for office in _OFFICES) else ():
        yield match["name"], "holds an office", 1.0
    if (one.look.own.i or not one.look.own.he) and _HINTS.search(text):
        for match in _ADDRESSED.finditer(text):
            yield next(group for group in match.groups() if group), "addressed so", 1.0
    if found := _AGED.match(text):
        yield found["name"], "opens with name and age", 1.0
    if speaker(one.piece.head) is None and one.piece.size <= 12:
        for name in _alone(one.piece.head):
            yield name, "a line opens with it", 1.0


def _counted(texts: Sequence[Placed]) -> Iterator[tuple[str, str, float]]:
    """How often each name stands in the paragraphs, and how."""
    found = names.mentioned([one.piece.text for one in texts])
    people = {name: one for name, one in found.items() if one.person or given(name) != name or one.times}
    most = max((one.times + 2 * one.acting for one in people.values()), default=1)
    for name, one in people.items():
        yield name, "named", 1.0
        yield name, "named most", float(one.times + 2 * one.acting == most)
        yield name, "named often", (one.times + 2 * one.acting) / most
        yield name, "named thrice", float(one.times >= 3)
        yield name, "named as a person", float(one.person)
        yield name, "named first of all", float(one.where[0] == 0)
        yield name, "named early", float(one.where[0] <= 1)
        yield name, "named late only", float(one.where[0] > 0.6 * len(texts))
        yield name, "named while doing something", min(1.0, one.acting / 3)
        yield name, "named as a place", one.placed / one.times
        mine = sum(1 for at in one.where if texts[at].look.own.i)
        yield name, "named where somebody says I", mine / len(one.where)
        whole = sum(1 for at in one.where if texts[at].look.whole)
        yield name, "named in quotations", whole / len(one.where)
        yield name, "named through the text", len(one.where) / max(1, len(texts))


def _turns(post: Post) -> Iterator[tuple[str, str, float]]:
    """Who speaks by the labels of a transcript, and how much of it."""
    labelled = [(_BRACKET.sub("", label).strip() or label, one) for label, one in kinds.turns(post)]
    whole = sum(one.piece.size for _, one in labelled) or 1.0
    sizes: dict[str, float] = {}
    asked: dict[str, int] = {}
    for label, one in labelled:
        sizes[label] = sizes.get(label, 0.0) + one.piece.size
        asked[label] = asked.get(label, 0) + one.piece.asks
    best = max(sizes, key=lambda label: sizes[label], default=None)
    for label, size in sizes.items():
        if _ASKING.match(label) or ANSWERING.match(label):
            continue
        name = spelled(label, post)
        yield name, "speaks most" if label == best else "speaks less", 1.0
        yield name, "share of the turns", size / whole
        yield name, "asks", float(asked[label] >= 2)


def spelled(label: str, post: Post) -> str:
    """A speaker's label as a name: as the post spells it elsewhere, in full where the label is but initials."""
    texts = [one.piece.text for one in post.placed]
    letters = [letter for letter in label if letter.isalpha()]
    if len(letters) <= 3 and label.isupper() and label.isascii():
        for name in names.mentioned(texts):
            parts = [part for word in name.split() for part in word.split("-")]
            if [part[0].upper() for part in parts][: len(letters)] == letters or _initials(name) == letters:
                return name
    if not label.isupper() or not label.isascii():
        return label
    pattern = re.compile(rf"\b{re.escape(label)}\b", re.IGNORECASE)
    printed = [match[0] for text in texts for match in pattern.finditer(text)]
    plain = " ".join(word.capitalize() for word in label.split())
    return next((one for one in printed if not one.isupper()), plain)


def _initials(name: str) -> list[str]:
    return [word[0] for word in name.split()]
