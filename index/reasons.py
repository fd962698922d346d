"""Why a line is furniture: the closed list of reasons, in words that a reader understands."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a line is furniture: a closed list, in words that a reader understands."""

    HEADER = "page header or menu"
    NAVIGATION = "link to another page"
    SHARE = "share buttons"
    COOKIES = "cookie notice"
    NEWSLETTER = "newsletter form or message"
    DATE = "date set apart"
    BYLINE = "byline set apart"
    CAPTION = "picture caption"
    LABEL = "picture label: a name alone"
    FILE = "file name of a picture"
    CREDIT = "credit or note of the editors"
    CALL = "call to give or to take part"
    BUTTON = "button"
    CONTINUE = "link to another part"
    RELATED = "list of other posts"
    TAGS = "tags or categories"
    COMMENTS = "comments"
    FOOTER = "page footer"
    LOGOS = "logo texts"
    MEDIA = "player or recording"
    STAGE = "stage note of a transcript"
    FORM = "form to fill in"
    ASIDE = "set beside the text"
    RULE = "dividing line"
    REPEATED = "line that recurs on the page"
    AFTER = "stands after the end of a post"


@dataclass(frozen=True, slots=True)
class Sign:
    """What a line's form says: the reason, whether the form alone settles it, how strongly a post ends before it.

    `closes` is in log-odds: how much likelier a title is to follow than after plain text.
    """

    reason: Reason
    sure: bool = True
    closes: float = 0.0
