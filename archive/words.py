"""Our own words for what the archive keeps as codes: kinds, grades, roles, origins, languages, dates.

A code without a word of its own is shown as it stands. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.texts import gettext as _
from archive.texts import ngettext


def facet(name: str) -> str:
    """A facet's heading."""
    headings = {
        "theme": _("Theme"),
        "voice": _("Voice"),
        "place": _("Place"),
        "told": _("Year told"),
        "kind": _("Kind of text"),
        "publisher": _("Publisher"),
        "year": _("Year published"),
    }
    return headings.get(name, name)


def none(facet_name: str) -> str:
    """What the value "has none" is called in a facet."""
    labels = {
        "theme": _("No theme"),
        "voice": _("The publisher’s words"),
        "place": _("No place named"),
        "told": _("No year named"),
        "publisher": _("Publisher not known"),
        "year": _("Year not known"),
    }
    return labels.get(facet_name, _("None"))


def kind(code: str) -> str:
    """What kind of text a story is."""
    names = {
        "testimony": _("Testimony"),
        "profile": _("Profile"),
        "interview": _("Interview"),
        "article": _("Article"),
        "appeal": _("Appeal"),
        "news": _("News"),
        "other": _("Other text"),
    }
    return names.get(code, code)


def told(perspective: str) -> str:
    """Whose grammatical person tells a story."""
    names = {
        "first-person": _("told in the first person"),
        "third-person": _("told in the third person"),
        "mixed": _("told partly in the first person"),
    }
    return names.get(perspective, perspective)


def grade(code: str) -> str:
    """How near a story in one source stands to the same story elsewhere."""
    names = {
        "first": _("The first capture of this story"),
        "identical": _("Letter for letter the same"),
        "same-text": _("The same words, set differently"),
        "edited": _("An edited version"),
        "partial": _("A part of the story"),
    }
    return names.get(code, code)


def role(code: str) -> str:
    """What a line of a source is for."""
    names = {
        "title": _("Title"),
        "heading": _("Heading"),
        "deck": _("Standfirst"),
        "intro": _("Introduction"),
        "body": _("Text"),
        "appeal": _("Appeal to the reader"),
        "coda": _("Closing words"),
        "signature": _("Signature"),
        "furniture": _("Page furniture"),
        "text": _("Text outside any story"),
        "withdrawn": _("Withdrawn: not shown"),
    }
    return names.get(code, code)


def origin(code: str) -> str:
    """Who gave a theme to a passage."""
    names = {
        "rule": _("given by a rule"),
        "model": _("given by a trained model"),
        "archivist": _("given by an archivist"),
    }
    return names.get(code, code)


def relation(code: str) -> str:
    """Why another story belongs with this one."""
    names = {
        "same-person": _("Another telling of the same life"),
        "series": _("Another part of the same series"),
        "excerpt": _("An excerpt"),
    }
    return names.get(code, code)


def language(code: str) -> str:
    """The name of a text's language."""
    return {"en": _("English"), "ko": _("Korean")}.get(code, code)


def date(iso: str | None) -> str | None:
    """A date in words, with the precision it has: 2019, December 2019, 16 December 2019. None stays None.

    What is no ISO date is shown as it stands.
    """
    if iso is None:
        return None
    year, *rest = iso.split("-")
    months = _months()
    if not rest:
        return year
    if not (rest[0].isdecimal() and 1 <= int(rest[0]) <= len(months)):
        return iso
    month = months[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{rest[1].lstrip('0')} {month} {year}"


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def passages(count: int) -> str:
    """So many passages."""
    return ngettext("%(count)s passage", "%(count)s passages", count) % {"count": number(count)}


def stories(count: int) -> str:
    """So many stories."""
    return ngettext("%(count)s story", "%(count)s stories", count) % {"count": number(count)}


def sources(count: int) -> str:
    """So many sources."""
    return ngettext("%(count)s source", "%(count)s sources", count) % {"count": number(count)}


def lines(first: int, last: int) -> str:
    """Lines of a source."""
    if first == last:
        return _("line %(first)s") % {"first": first}
    return _("lines %(first)s to %(last)s") % {"first": first, "last": last}


def number(count: int) -> str:
    """A count with its thousands set apart."""
    return f"{count:,}"


def listing(items: Sequence[str]) -> str:
    """Items as a sentence lists them: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s and %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def runs(numbers: Sequence[int]) -> str:
    """Numbers in order with neighbours drawn together: 1, 3 to 5 and 9."""
    groups: list[list[int]] = []
    for value in numbers:
        if groups and value == groups[-1][-1] + 1:
            groups[-1].append(value)
        else:
            groups.append([value])
    return listing([text for group in groups for text in _run(group)])


def _run(group: Sequence[int]) -> list[str]:
    if len(group) < 3:
        return [str(value) for value in group]
    return [_("%(first)s to %(last)s") % {"first": group[0], "last": group[-1]}]
