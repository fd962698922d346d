"""What is said of a passage that a permanent link asks for: as cited, changed, moved or gone. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from archive import links
from archive.present.link import Link
from archive.records import PassageRecord, StoryRecord, StoryText
from archive.texts import gettext as _


def as_cited(text: StoryText, passage: str, digest: str | None) -> str | None:
    """What is said of a cited passage where it stands; None where the link names no digest, or another passage."""
    found = next((each for each in text.passages if each.id == passage), None)
    if found is None or digest is None:
        return None
    if found.digest == digest:
        return _("This passage reads as it was cited.")
    return _("This passage has changed since it was cited: the citation was made from another wording.")


def elsewhere(text: StoryText, found: Sequence[PassageRecord], homes: Sequence[StoryRecord]) -> tuple[str, Link | None]:
    """What is said of a cited passage that stands here no more: what took its place, with a link, or withdrawn.

    `found` is what took its place, if anything did, and `homes` the stories in which that stands.
    """
    titles = {record.id: record.title for record in homes}
    heir = next((passage for passage in found if passage.story in titles), None)
    if heir is None:
        return _("The passage that was cited is here no more: it was withdrawn, or the text was cut anew."), None
    href = links.passage(heir.story, titles[heir.story], heir.id, heir.digest)
    if heir.story == text.story.id:
        number = _("passage %(number)s") % {"number": heir.number}
        return _("The text was cut anew since; what was cited now stands in"), Link(number, href)
    return _("What was cited now stands in another story:"), Link(titles[heir.story], href)
