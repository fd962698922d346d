"""What kind of text a post is, and whose grammatical person tells it: two classifiers over readable features.

Each feature is a count, a share or a mark that a reader can check; words of the title, of the first paragraph and of
the whole text are features too. The weights stand in `posts.json`, learned by `tools/train_posts.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from index import headlines, names, pronouns, subjects
from index.caseless import Caseless
from index.cut import Post
from index.features import tokens
from index.furniture import speaker
from index.model import Kind, Perspective, Role
from index.reasons import Reason
from index.roles import Placed
from index.weights import tables

READ = 3_000
"""Code points of a paragraph that are read for its words."""

MOST = 60_000
"""Code points of a post that are read for its words."""

_HEAD = (
    r"ceo|cfo|president|director|co-?founder|founder|chair(?:man|woman|person)?|secretary|head of|대표|"
    r"이사장|국장|主任|总裁"
)
_HEADS = Caseless(rf"\b(?:{_HEAD})\b")
_OFFICE = Caseless(
    rf"\b(?:{_HEAD}|manager|coordinator|head teacher|editor|officer|spokes(?:man|woman|person)|team|staff|board|pastor|"
    r"organi[sz]er|curator|treasurer|trustee|for the|on behalf of|intern)\b"
)
"""Words of an office: who signs with one speaks for an organisation."""

_PLEAS = Caseless(
    r"\b(?:please (?:give|donate|contact|write|sign|call|email|help|share|join|tweet|urge|consider|"
    r"support|act)|contact the|email (?:it|them|the|your)|"
    r"tweet at|sign (?:the|our|this)|we ask (?:you|for)|ask you to|undersigned|we need (?:your|you)|give what you can|"
    r"urge (?:your|the)|call on|raise your voice|act now|take action|"
    r"send (?:a|an|the) (?:message|letter|email)|write to your|your (?:gift|donation)|donate|"
    r"template (?:letter|tweet)|서명해|도와주|请(?:帮助|捐款|签名))"
)
_NEWS = Caseless(
    r"\b(?:announc\w+|milestone|launch(?:ed|es|ing)?|according to|(?:on|this|last|next) (?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)day|is expected|are expected|a source|sources|has not responded|"
    r"will (?:be held|host|open|begin|take place)|opens?|spokes(?:man|woman|person)|press conference|"
    r"(?:court|government|ministry|parliament|officials?) (?:has|have|said|says|confirmed)|"
    r"in a statement|reported|told reporters|said on|percent|survey|newly|award(?:ed)?|we are (?:pleased|proud|excited|"
    r"thrilled|delighted) to|발표했|밝혔|宣布|表示)\b"
)
_HEADLINE_VERB = re.compile(
    r"\b(?!(?:is|was|has|news|lives|others|women's|does|always|years|days|stories|things|reasons|ways|"
    r"refugees|koreans|lessons|questions|facts)\b)[a-z]{3,}s\b"
)
_DATELINE = re.compile(r"^[A-Z][A-Z .,]{2,30}(?:\(|,| [–—-])")
_SALUTATION = re.compile(r"^(?:dear|hello|greetings|to (?:my|our|all))\b.{0,50}[,:]$", re.IGNORECASE)
_OURS = Caseless(
    r"\b(?:our (?:organi[sz]ation|staff|team|donors|supporters|volunteers|work|mission|programs?|"
    r"office|classes|house|network|field)|as an organi[sz]ation|my internship|as (?:an?|"
    r"our) (?:intern|volunteer|staff))\b"
)
_MINE = re.compile(r"\b(?:I|my|me|we|our)\b")
_YOURS = re.compile(r"\byou\b|\bhow to\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|had|did|could|\w+ed)\b")
_IS = re.compile(r"\b(?:is|are|has|have|do|does|can|will)\b")
_WILL = re.compile(r"\bwill\b")
_FIGURE = re.compile(r"\b\d[\d,.%]*")
_ASKED = re.compile(r"\b(?:interview|conversation|q ?& ?a|in conversation|asks?)\b|인터뷰|专访|访谈", re.IGNORECASE)

_PAGE = (
    "told as I", "labelled turns", "an interview by its form", "staff speak", "news", "pleas",
    "share of I", "share of he", "quotations", "about one person", "a letter",
)  # fmt: skip
"""Features of which the mean over the other posts of a page speaks too: pages are seldom of many kinds."""


def bodies(placed: Sequence[Placed]) -> list[Placed]:
    """The paragraphs of a post that are neither title nor heading nor furniture."""
    return [one for one in placed if one.role not in (None, Role.TITLE, Role.HEADING, Role.SIGNATURE)]


def turns(post: Post) -> list[tuple[str, Placed]]:
    """The labelled turns of a transcript, with their labels; empty where the labels do not recur."""
    labelled = [(label, one) for one in bodies(post.placed) if (label := speaker(one.piece.head))]
    counts = {label: sum(1 for other, _ in labelled if other == label) for label, _ in labelled}
    return labelled if len(counts) >= 2 and max(counts.values()) >= 2 else []


def questions(post: Post) -> list[Placed]:
    """The unlabelled questions that an interviewer puts, each a paragraph or a heading of its own."""
    return [
        one
        for one in post.content
        if one.role in (Role.BODY, Role.HEADING)
        and one.piece.asks
        and one.piece.size <= 40
        and not one.look.own.i
        and not headlines.numbered(one.piece.head)
    ]


def interview(post: Post) -> bool:
    """Whether a post is questions and answers by its form."""
    if turns(post):
        return True
    spoken = _ASKED.search(post.title.head if post.title else "")
    asked = [one for one in questions(post) if one.look.own.you]
    return len(asked) >= (2 if spoken else 4) and pronouns.total(one.look.own for one in bodies(post.placed)).i >= 4


def told(post: Post) -> bool:
    """Whether somebody tells the post as "I": most of its text stands in paragraphs that say so."""
    texts = bodies(post.placed)
    spoken = [one for one in texts if not one.look.whole]
    if sum(one.piece.size for one in spoken) < 0.3 * sum(one.piece.size for one in texts):
        return pronouns.total(one.look.spoken for one in texts).i >= 3
    tally = pronouns.total(one.look.own for one in texts)
    saying = sum(one.piece.size for one in spoken if one.look.own.i)
    return tally.i >= 2 and saying >= 0.4 * sum(one.piece.size for one in spoken) and tally.i >= 0.3 * tally.he


def official(post: Post) -> bool:
    """Whether an organisation's staff speak: by an office in the signature or deck, or by their own words."""
    decks = " ".join(one.piece.head for one in post.placed if one.role is Role.DECK)
    if _OFFICE.search(_signed(post)) or _HEADS.search(decks):
        return True
    return sum(1 for one in bodies(post.placed) if _OURS.search(one.piece.text[:READ])) >= 3


def features(post: Post, *, about_one: bool, quoted: int, dated: bool) -> dict[str, float]:
    """What speaks for the kind of a post, each a number mostly between 0 and 1.

    `about_one`: one person is named and followed throughout; `quoted`: sections that quote a person's account;
    `dated`: a date is printed.
    """
    texts = bodies(post.placed)
    body = " ".join(one.piece.text[:READ] for one in texts)[:MOST]
    found = {"about one person": float(about_one), "quoted persons": math.log1p(quoted), "dated": float(dated)}
    found |= _persons(texts) | _form(post, texts) | _title(post.title.head if post.title else "")
    found |= _wording(post.title.head if post.title else "", body) | _named(texts) | _words(post, texts, body)
    return found


def of_page(own: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """The features of the posts of one page, each with the means of the others'."""
    made = []
    for at, features in enumerate(own):
        others = [one for place, one in enumerate(own) if place != at]
        page = {f"page: {name}": sum(one[name] for one in others) / max(1, len(others)) for name in _PAGE}
        made.append({**features, **page, "posts on the page": min(1.0, len(others) / 5)})
    return made


def shares(features: Mapping[str, float]) -> dict[Kind, float]:
    """How likely a post is of each kind."""
    return {Kind(name): share for name, share in tables().kinds.shares(features).items()}


def perspective(features: Mapping[str, float]) -> Perspective:
    """Whose person tells: "I" or an organisation's "we" first, "she" and "he" third, accounts quoted inside mixed."""
    found = tables().perspectives.shares(features)
    return Perspective(max(found, key=lambda name: found[name]))


def _signed(post: Post) -> str:
    return " ".join(one.piece.head for one in post.placed if one.role is Role.SIGNATURE)


def _persons(texts: Sequence[Placed]) -> dict[str, float]:
    """Who speaks and of whom, by pronouns."""
    size = sum(one.piece.size for one in texts) or 1.0
    own = pronouns.total(one.look.own for one in texts)
    spoken = pronouns.total(one.look.spoken for one in texts)
    every = own.i + own.we + own.you + own.he or 1
    found: dict[str, float] = {}
    for name in ("i", "we", "you", "he"):
        word, times = name if name != "i" else "I", getattr(own, name)
        found[f"share of {word}"] = times / every
        found[f"rate of {word}"] = min(1.0, 10 * times / size)
        found[f"{word} twice or more"] = float(times >= 2)
        found[f"rate of {word} in quotations"] = min(1.0, 10 * getattr(spoken, name) / size)
    parts = {
        "quotations": [one for one in texts if one.look.whole],
        "paragraphs of I": [one for one in texts if one.look.own.i and not one.look.whole],
        "paragraphs of we": [one for one in texts if one.look.own.we and not one.look.own.i],
        "paragraphs of he": [one for one in texts if one.look.own.he and not one.look.own.i],
    }
    found |= {name: sum(one.piece.size for one in chosen) / size for name, chosen in parts.items()}
    if texts:
        first = texts[0].look.own
        found |= {
            "I at first": float(first.i > 0),
            "he at first": float(first.he > 0),
            "we at first": float(first.we > 0),
        }
    return found


def _form(post: Post, texts: Sequence[Placed]) -> dict[str, float]:
    """How a post is made: turns, questions, headings, letters, signatures, its length."""
    size = sum(one.piece.size for one in texts) or 1.0
    heads = [one.piece for one in post.placed if one.role is Role.HEADING]
    asked = questions(post)
    return {
        "labelled turns": float(bool(turns(post))),
        "share of labelled lines": sum(1 for one in texts if speaker(one.piece.head)) / max(1, len(texts)),
        "an interview by its form": float(interview(post)),
        "told as I": float(told(post)),
        "staff speak": float(official(post)),
        "questions": math.log1p(len(asked)),
        "questions to you": math.log1p(sum(1 for one in asked if one.look.own.you)),
        "a letter": float(any(_SALUTATION.match(one.piece.head) for one in texts)),
        "signed": float(bool(_signed(post))),
        "signed with an office": float(bool(_OFFICE.search(_signed(post)))),
        "headings": math.log1p(len(heads)),
        "asking headings": math.log1p(sum(one.asks for one in heads)),
        "numbered headings": math.log1p(sum(headlines.numbered(one.head) for one in heads)),
        "a byline": float(any(one.reason is Reason.BYLINE for one in post.placed)),
        "a deck": float(any(one.role is Role.DECK for one in post.placed)),
        "length": math.log1p(size) / 8,
        "short": float(size < 90),
        "long": float(size > 600),
        "paragraphs": math.log1p(len(texts)) / 4,
    }


def _title(title: str) -> dict[str, float]:
    return {
        "title: an alert": float(headlines.alert(title)),
        "title: announces a list": float(bool(headlines.announced(title))),
        "title: a verb of news": float(bool(_HEADLINE_VERB.search(title))),
        "title: names a person": float(bool(subjects.find(title))),
        "title: may be a name": float(bool(title) and names.possible(title)),
        "title: a quotation": float(headlines.quoted(title)),
        "title: asks": float(title.endswith("?")),
        "title: none": float(not title),
        "title: says I or we": float(bool(_MINE.search(title))),
        "title: speaks to you": float(bool(_YOURS.search(title))),
        "title: a figure": float(any(char.isdigit() for char in title)),
    }


def _wording(title: str, body: str) -> dict[str, float]:
    """Words of appeals, news and reports, and the tense."""
    size = max(1, len(body.split()))
    pleas, was, now = _PLEAS.count(body), len(_WAS.findall(body)), len(_IS.findall(body))
    return {
        "pleas": math.log1p(pleas),
        "rate of pleas": min(2.0, 50 * pleas / size),
        "news": math.log1p(len({match[0].lower() for match in _NEWS.finditer(f"{title}. {body}")})),
        "a line of an agency": float(bool(_DATELINE.match(body))),
        "past": was / max(1, was + now),
        "future": min(1.0, 20 * len(_WILL.findall(body)) / size),
        "figures": min(1.0, 20 * len(_FIGURE.findall(body)) / size),
    }


def _named(texts: Sequence[Placed]) -> dict[str, float]:
    """How many people are named, and whether one of them stands out."""
    found = names.mentioned(one.piece.text for one in texts)
    people = [one for name, one in found.items() if one.person or names.given(name) != name]
    return {
        "people named": math.log1p(len(people)) / 3,
        "share of the one named most": max((one.times for one in people), default=0)
        / max(1, sum(one.times for one in people)),
        "people doing something": min(1.0, sum(one.acting for one in people) / max(1, len(texts))),
    }


def _words(post: Post, texts: Sequence[Placed], body: str) -> dict[str, float]:
    """Words of the title, of the first paragraph and of the text, each weighed by how many stand beside it."""
    title = {token.word for token in tokens(post.title.head if post.title else "")}
    opening = {token.word for token in tokens(texts[0].piece.text[:300])} if texts else set()
    every = {token.word for token in tokens(body)}
    share = 2 / math.sqrt(len(every) + 20)
    found = {f"title has: {word}": 0.5 for word in title}
    found |= {f"opening has: {word}": 0.25 for word in opening}
    return found | {f"text has: {word}": share for word in every}


def below_title(post: Post) -> tuple[Placed, ...]:
    """The furniture and deck between a title and the first paragraph, or below the deck."""
    made = []
    for one in post.placed[1 if post.titled else 0 :]:
        if one.role in (Role.BODY, Role.INTRO, Role.HEADING) and one.reason is None:
            break
        made.append(one)
    return tuple(made)
