"""Where things stand on the site: the paths of stories, passages, voices, themes and sources. Pure.

Ids are short and never change; the slug after them is for people and may.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlencode

LONGEST_SLUG = 60

_NO_LETTER = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ]")


def slug(title: str) -> str:
    """A title as the readable end of an address: lower-case letters and digits of any script, with hyphens.

    Accents are dropped, hangul stays; empty where the title has neither letter nor digit.
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", title) if not unicodedata.combining(char))
    joined = _APOSTROPHES.sub("", unicodedata.normalize("NFC", plain)).lower()
    words = _NO_LETTER.sub("-", joined).strip("-")
    if len(words) <= LONGEST_SLUG:
        return words
    return words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]


def name(id: str, title: str) -> str:
    """The last step of a story's or a voice's address: ID-slug, or the id alone where there is no slug."""
    tail = slug(title)
    return f"{id}-{tail}" if tail else id


def id_of(name: str) -> str:
    """The id in the last step of an address."""
    return name.partition("-")[0]


def story(id: str, title: str) -> str:
    """A story's page."""
    return f"/stories/{quote(name(id, title))}"


def passage(story_id: str, title: str, passage_id: str, digest: str) -> str:
    """A passage's permanent link: its story's page, its id and the digest of the text that is cited."""
    query = urlencode({"p": passage_id, "d": digest})
    return f"{story(story_id, title)}?{query}#{anchor(passage_id)}"


def anchor(passage_id: str) -> str:
    """Where on its story's page a passage stands."""
    return f"p-{passage_id}"


def voice(id: str, printed_name: str) -> str:
    """A person's page."""
    return f"/voices/{quote(name(id, printed_name))}"


def theme(id: str) -> str:
    """A theme's page."""
    return f"/themes/{quote(id)}"


def source(id: str, line: int | None = None) -> str:
    """A source's page, at a line where one is given."""
    path = f"/sources/{quote(id)}"
    return path if line is None else f"{path}#L{line}"


def raw(id: str) -> str:
    """A source's bytes as captured."""
    return f"/sources/{quote(id)}/raw"
