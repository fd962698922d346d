"""How to cite a story or a passage: one plain sentence that names what it is, who published it and where to read it."""

from __future__ import annotations

from datetime import date

from archive import links, words
from archive.records import PassageRecord, StoryRecord
from archive.texts import gettext as _


def story(record: StoryRecord, address: str, read_on: date) -> str:
    """The citation of a story. `address` is the site's public base address, without a slash at its end."""
    link = address + links.story(record.id, record.title)
    return _join([*_work(record), *_place(link, read_on)])


def passage(record: StoryRecord, cited: PassageRecord, address: str, read_on: date) -> str:
    """The citation of a passage; by the digest in its link the site later tells whether the text has changed."""
    link = address + links.passage(record.id, record.title, cited.id, cited.digest)
    where = _("Passage %(number)s") % {"number": cited.number}
    voice = _("in the words of %(name)s") % {"name": cited.voice.name} if cited.voice else None
    return _join([*_work(record), ", ".join(filter(None, (where, voice))), *_place(link, read_on)])


def publishers(record: StoryRecord) -> tuple[str, ...]:
    """Who published a story, each once, in the order of its occurrences."""
    return tuple(dict.fromkeys(place.publisher for place in record.occurrences if place.publisher))


def _work(record: StoryRecord) -> list[str]:
    published = [*publishers(record)[:1], words.date(record.date) or record.date_printed or _("no date given")]
    return [*filter(None, [record.author]), f"“{_ended(record.title)}”", ", ".join(published)]


def _place(link: str, read_on: date) -> list[str]:
    when = _("read on %(day)s") % {"day": words.date(read_on.isoformat())}
    return [_("Testimony Archive"), f"{link} ({when})"]


def _join(parts: list[str]) -> str:
    return " ".join(part if part.endswith("”") else _ended(part) for part in parts)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
