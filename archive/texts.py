"""What readers see comes through here: translations of our own words, and where templates and static files lie."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

LANGUAGE = "en"
"""The language of our own words, as BCP 47 has it; English is the only one yet."""

_HERE = Path(__file__).resolve().parent


def translations() -> NullTranslations:
    """The catalogue of our own words; the words as written stand where there is none."""
    return NullTranslations()


def gettext(message: str) -> str:
    """A message of ours in the reader's language."""
    return translations().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """A message of ours in the form that `count` asks for, in the reader's language."""
    return translations().ngettext(one, many, count)


def templates_dir() -> Path:
    """The folder of templates: inside the installed package, or beside it in a checkout."""
    inside = _HERE / "templates"
    return inside if inside.is_dir() else _HERE.parent / "templates"


def static_dir() -> Path:
    """The folder of the stylesheet and fonts."""
    return _HERE / "static"
