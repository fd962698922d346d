"""What kind of text a post is, and whose grammatical person tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import headlines, pronouns
from index.cut import Post
from index.furniture import speaker
from index.model import Kind, Perspective, Role
from index.pronouns import Tally
from index.reasons import Reason
from index.roles import Placed

_HEAD = (
    r"ceo|cfo|president|director|co-?founder|founder|chair(?:man|woman|person)?|secretary|head of|대표|"
    r"이사장|국장|主任|总裁"
)
_HEADS = re.compile(rf"\b(?:{_HEAD})\b", re.IGNORECASE)
_OFFICE = re.compile(
    rf"\b(?:{_HEAD}|manager|coordinator|head teacher|editor|officer|spokes(?:man|woman|person)|team|staff|board|pastor|"
    r"organi[sz]er|curator|treasurer|trustee|for the|on behalf of|intern)\b",
    re.IGNORECASE,
)
"""Words of an office: who signs with one speaks for an organisation."""

_PLEAS = re.compile(
    r"\b(?:please (?:give|donate|contact|write|sign|call|email|help|share|join|tweet|urge|consider|"
    r"support|act)|contact the|email (?:it|them|the|your)|"
    r"tweet at|sign (?:the|our|this)|we ask (?:you|for)|ask you to|undersigned|we need (?:your|you)|give what you can|"
    r"urge (?:your|the)|call on|raise your voice|act now|take action|"
    r"send (?:a|an|the) (?:message|letter|email)|write to your|your (?:gift|donation)|donate|"
    r"template (?:letter|tweet)|서명해|도와주|请(?:帮助|捐款|签名))",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:announc\w+|milestone|launch(?:ed|es|ing)?|according to|(?:on|this|last|next) (?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)day|is expected|are expected|a source|sources|has not responded|"
    r"will (?:be held|host|open|begin|take place)|opens?|spokes(?:man|woman|person)|press conference|"
    r"(?:court|government|ministry|parliament|officials?) (?:has|have|said|says|confirmed)|"
    r"in a statement|reported|told reporters|said on|percent|survey|newly|award(?:ed)?|we are (?:pleased|proud|excited|"
    r"thrilled|delighted) to|발표했|밝혔|宣布|表示)\b",
    re.IGNORECASE,
)
_HEADLINE_VERB = re.compile(
    r"\b(?!(?:is|was|has|news|lives|others|women's|does|always|years|days|stories|things|reasons|ways|"
    r"refugees|koreans|lessons|questions|facts)\b)[a-z]{3,}s\b"
)
_DATELINE = re.compile(r"^[A-Z][A-Z .,]{2,30}(?:\(|,| [–—-])")
_SALUTATION = re.compile(r"^(?:dear|hello|greetings|to (?:my|our|all))\b.{0,50}[,:]$", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:our (?:organi[sz]ation|staff|team|donors|supporters|volunteers|work|mission|programs?|"
    r"office|classes|house|network|field)|as an organi[sz]ation|my internship|as (?:an?|"
    r"our) (?:intern|volunteer|staff))\b",
    re.IGNORECASE,
)


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
    """Whether a post is questions and answers."""
    if turns(post):
        return True
    title = post.title.head if post.title else ""
    asked = [one for one in questions(post) if one.look.own.you]
    spoken = re.search(
        r"\b(?:interview|conversation|q ?& ?a|in conversation|asks?)\b|인터뷰|专访|访谈", title, re.IGNORECASE
    )
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
    signed = " ".join(one.piece.head for one in post.placed if one.role is Role.SIGNATURE)
    decks = " ".join(one.piece.head for one in post.placed if one.role is Role.DECK)
    if _OFFICE.search(signed) or _HEADS.search(decks):
        return True
    texts = bodies(post.placed)
    ours = sum(1 for one in texts if _OURS.search(one.piece.text[:3_000]))
    return ours >= 3


def judge(post: Post, about_one: bool, dated: bool) -> Kind:
    """The kind of a post. `about_one`: one person is named and followed throughout; `dated`: a date is printed."""
    texts = bodies(post.placed)
    words = " ".join(one.piece.text[:3_000] for one in texts)
    title = post.title.head if post.title else ""
    letter = any(_SALUTATION.match(one.piece.head) for one in texts)
    staff = official(post)
    tests = (
        (Kind.INTERVIEW, interview(post)),
        (Kind.APPEAL, _appeals(title, words, letter, pronouns.total(one.look.own for one in texts))),
        (Kind.TESTIMONY, told(post) and not staff),
        (Kind.NEWS, staff and (letter or (_signed(post) and _news(title, words) > 0))),
        (Kind.PROFILE, about_one and not (staff and _signed(post))),
        (Kind.NEWS, _reports(post, title, words, dated)),
    )
    return next((kind for kind, fits in tests if fits), Kind.ARTICLE)


def _news(title: str, words: str) -> int:
    """How many different words of news a text has."""
    return len({match.lower() for match in _NEWS.findall(f"{title}. {words}")})


def _reports(post: Post, title: str, words: str, dated: bool) -> bool:
    """Whether a post reports what happened: an agency's line, or a date and words of news, and no headings."""
    if any(one.role is Role.HEADING for one in post.placed):
        return False
    news = _news(title, words)
    return bool(_DATELINE.match(words)) or (dated and (news >= 2 or (news > 0 and bool(_HEADLINE_VERB.search(title)))))


def _signed(post: Post) -> bool:
    return any(one.role is Role.SIGNATURE for one in post.placed)


def _appeals(title: str, words: str, letter: bool, tally: Tally) -> bool:
    """Whether a post calls to act: by an alert in the title, or by several pleas in little text of "we"."""
    pleas = len(_PLEAS.findall(words))
    if headlines.alert(title):
        return pleas >= 1
    if letter or headlines.announced(title):
        return False
    size = max(len(words.split()), 1)
    return pleas >= 2 and pleas / size >= 0.008 and tally.we + tally.you >= tally.i + tally.he


def perspective(post: Post, kind: Kind) -> Perspective:
    """Whose person tells: "I" or an organisation's "we" first, "she" and "he
    " third; quoted accounts inside make it mixed."""
    if kind is Kind.INTERVIEW:
        return Perspective.MIXED
    texts = [one for one in bodies(post.placed) if one.role not in (Role.CODA, Role.INTRO)] or bodies(post.placed)
    if kind is Kind.TESTIMONY or told(post):
        return Perspective.FIRST
    if kind is Kind.APPEAL:
        return Perspective.FIRST if pronouns.total(one.look.own for one in texts).we else Perspective.THIRD
    size = sum(one.piece.size for one in texts) or 1.0
    quoted = sum(one.piece.size for one in texts if one.look.whole and one.look.spoken.i)
    own = pronouns.total(one.look.own for one in texts)
    ours = sum(1 for one in texts if one.look.own.we or one.look.own.i)
    if kind is not Kind.PROFILE and quoted >= 0.15 * size:
        return Perspective.MIXED
    if kind is not Kind.PROFILE and ours >= 2 and own.we + own.i >= own.he:
        return Perspective.FIRST
    return Perspective.MIXED if quoted >= 0.35 * size else Perspective.THIRD


def below_title(post: Post) -> tuple[Placed, ...]:
    """The furniture and deck between a title and the first paragraph, or below the deck."""
    made = []
    for one in post.placed[1 if post.titled else 0 :]:
        if one.role in (Role.BODY, Role.INTRO, Role.HEADING) and one.reason is None:
            break
        made.append(one)
    return tuple(made)


def dates_of(placed: Sequence[Placed]) -> list[Placed]:
    """The pieces among these that are dates set apart."""
    return [one for one in placed if one.reason is Reason.DATE]
