"""Who tells the story of a post: every name that it prints as a candidate, with what speaks for each, or nobody.

A conditional logit (McFadden, 1974) over readable signs: where a name stands (title, byline, label, signature,
caption), what is said with it ("my name is", "my sister"), how often it is named and does something. Nobody is a
candidate too, so that unknown stays unknown. The weights stand in `posts.json`, learned by `tools/train_posts.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index import kinds, names, subjects
from index.cut import Post
from index.forms import form
from index.metadata import Metadata
from index.model import Kind
from index.names import HONORIFICS, akin, given
from index.naming import signs
from index.weights import Choice, tables

NOBODY = ""
"""The candidate that stands for no narrator."""

READ = 5_000
"""Code points of a paragraph in which forms of a name are looked for."""

_COURTESY = "|".join(sorted(HONORIFICS))
_TITLES = rf"\b(?i:(?:(?:old|young) )?(?:{_COURTESY})\.? )"

READ_AT_MOST = 1_000
"""Pieces of a post that are looked through for names that stand alone."""

MOST = 40
"""Names of a post that are looked at, those named first before others."""

_GROUPS = {Kind.TESTIMONY: "testimony", Kind.PROFILE: "profile", Kind.INTERVIEW: "interview"}


@dataclass(slots=True)
class Candidate:
    """A name and the signs that speak for or against it as the narrator's, each with an amount."""

    name: str
    signs: dict[str, float] = field(default_factory=dict)

    def note(self, sign: str, amount: float = 1.0) -> None:
        """Add a sign; of one noted twice the greater amount counts."""
        self.signs[sign] = max(amount, self.signs.get(sign, 0.0))


def choose(post: Post, shares: Mapping[Kind, float], meta: Metadata, choice: Choice) -> str | None:
    """The narrator of a post, as fully as it prints the name; None where nobody is likelier than anyone named.

    `shares` says how likely the post is of each kind.
    """
    found = candidates(post, meta)
    odds = {name: choice.odds(crossed(one, shares)) for name, one in found.items()}
    best = max(odds, key=lambda name: odds[name])
    return printed(best, post) if best else None


def crossed(candidate: Candidate, shares: Mapping[Kind, float]) -> dict[str, float]:
    """The signs of a candidate by themselves and with each kind of post, in proportion to how likely that is."""
    groups: dict[str, float] = {}
    for kind, share in shares.items():
        group = _GROUPS.get(kind, "other")
        groups[group] = groups.get(group, 0.0) + share
    both = {
        f"{group}: {sign}": share * amount
        for sign, amount in candidate.signs.items()
        for group, share in groups.items()
    }
    return {**candidate.signs, **both}


def candidates(post: Post, meta: Metadata) -> dict[str, Candidate]:
    """Every name of a post with its signs, and nobody; names that may be one person's count together."""
    printed_as = _trimmed(post)
    found = [Candidate(printed_as.get(name, name), {sign: amount}) for name, sign, amount in signs(post, meta)]
    joined: dict[str, Candidate] = {}
    for one in sorted(found, key=lambda candidate: -len(candidate.name.split())):
        if one.name not in joined and len(joined) >= MOST:
            continue
        name = next((name for name in joined if akin(name, one.name)), one.name)
        into = joined.setdefault(name, Candidate(name))
        for sign, amount in one.signs.items():
            into.note(sign, amount)
    for one in joined.values():
        _weigh_up(one)
        one.note("any name")
        if not any(sign.startswith("named") for sign in one.signs):
            one.note("not in the text")
        for sign in form(one.name):
            one.note(sign)
    nobody = Candidate(NOBODY, {"nobody": 1.0, "nobody among several" if len(joined) > 1 else "nobody among few": 1.0})
    nobody.note("nobody, told as I", float(kinds.told(post)))
    nobody.note("nobody, staff speak", float(kinds.official(post)))
    nobody.note("nobody, short", float(sum(one.piece.size for one in kinds.bodies(post.placed)) < 60))
    return {**joined, NOBODY: nobody}


def _trimmed(post: Post) -> dict[str, str]:
    """Names without the ordinary word that stands before or after them, where the post prints them alone as well.

    "Send Hyun-a" opens a sentence, "Pastor Noh Keeps" a title: the word is none of the name.
    """
    found, common = names.mentioned([one.piece.text for one in post.placed[:READ_AT_MOST]]), tables().ordinary
    made = {}
    for name, one in found.items():
        parts = name.split()
        if len(parts) > 1 and not one.inside:
            for word, rest in ((parts[0], " ".join(parts[1:])), (parts[-1], " ".join(parts[:-1]))):
                if word.lower() in common and rest in found:
                    made[name] = rest
    return made


def _weigh_up(one: Candidate) -> None:
    """Take back signs that others explain: a title may name a daughter, a byline who posted the text."""
    explained: list[str] = []
    if "a relative's" in one.signs:
        explained += ["first subject", "later subject", "in the title"]
    if "posted by" in one.signs:
        explained += ["under the title", "above", "alone under"]
    one.signs = {sign: amount for sign, amount in one.signs.items() if not sign.startswith(tuple(explained))}


def printed(name: str, post: Post) -> str:
    """The fullest form of a name that a post prints, where the title itself gives none.

    A courtesy title goes where a full name stands; a single name keeps what it is always printed with ("Teacher Nam").
    """
    if post.title and any(name == subject for subject in subjects.find(post.title.head)):
        return name
    texts = [one.piece.text for one in post.placed]
    forms = [other for other in names.mentioned(texts) if akin(name, other) and given(other) == other]
    longer = [form for form in forms if len(form.split()) > len(given(name).split())]
    fullest = max(longer, key=lambda form: len(form.split()), default=name)
    plain = given(fullest)
    return plain if len(plain.split()) > 1 else _addressed(plain, texts) or fullest


def _addressed(name: str, texts: Sequence[str]) -> str | None:
    """A single name with the title that stands before it most of the times that it is printed."""
    forms = Counter(match[0] for text in texts for match in re.finditer(rf"{_TITLES}{re.escape(name)}\b", text[:READ]))
    every = sum(len(re.findall(rf"\b{re.escape(name)}\b", text[:READ])) for text in texts)
    best = max(forms, key=lambda form: forms[form], default=None)
    return best if best and 2 * sum(forms.values()) > every else None
