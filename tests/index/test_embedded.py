"""Accounts that an article quotes, each with its own narrator. All texts are synthetic."""

import pytest

from index import embedded, sources
from index.cut import cut
from index.model import Capture, Kind

FRAME = (
    "In the last year our centre has heard eleven women. What they say of the road agrees in most points, and the "
    "law has answered none of them. The committee meets again in May."
)
QUOTED = [
    "“I was put in a car with two others. I counted the bridges, since I thought that I would have to walk back, and I "
    "came to nine.",
    "“In the house I was given a key that fitted nothing. I wore it all the same. I have it still.”",
]
PLAIN = [
    "I was put in a car with two others. I counted the bridges, since I thought that I would have to walk back.",
    "In the house I was given a key that fitted nothing. I wore it all the same, and I have it still.",
]


def accounts(*lines, kind=Kind.ARTICLE):
    post = cut(sources.read(Capture("made-up.txt", "\n".join(lines).encode()))).posts[0]
    return [
        (one.narrator, one.paragraphs[0].piece.first, one.paragraphs[-1].piece.last)
        for one in embedded.sections(post, kind)
        if one.narrator
    ]


@pytest.mark.parametrize(
    "before",
    [
        "Ae-sun lives in a town which we shall not name. She has been there for eleven years.",
        "The following statement was given by Ae-sun, who was thirty at the time.",
        "This is what Ae-sun told us:",
    ],
)
def test_paragraphs_of_quotation_are_the_account_of_who_is_named_before(before):
    assert accounts("What the road takes", FRAME, before, *QUOTED, FRAME) == [("Ae-sun", 4, 5)]


def test_an_account_without_quotation_marks_is_known_by_its_introduction():
    assert accounts("What the road takes", FRAME, "This is what Ae-sun told us:", *PLAIN, FRAME) == [("Ae-sun", 4, 5)]


def test_without_an_introduction_text_in_the_first_person_is_the_articles_own():
    assert accounts("What the road takes", FRAME, "We went there in May.", *PLAIN, FRAME) == []


def test_who_speaks_may_stand_beside_the_words():
    said = QUOTED[0].removesuffix("nine.") + "nine,” says Li Na, who is now twenty-two. “I said so.”"
    assert accounts("What the road takes", FRAME, "Eleven were heard.", said, QUOTED[1], FRAME) == [("Li Na", 4, 5)]


def test_places_and_ordinary_words_do_not_speak():
    assert accounts("What the road takes", FRAME, "Statement recorded at Wonju.", *QUOTED, FRAME) == []


def test_what_stands_around_an_account_stays_in_order_under_its_heading():
    post = cut(
        sources.read(
            Capture(
                "made-up.txt", "\n".join(["What the road takes", FRAME, "Case 1: Seol-hee", *QUOTED, FRAME]).encode()
            )
        )
    ).posts[0]
    parts = embedded.sections(post, Kind.ARTICLE)
    lines = [line.piece.first for part in parts for line in part.paragraphs]
    assert lines == sorted(lines) == [4, 5, 6]


def test_in_a_testimony_nobody_else_narrates_a_part():
    assert accounts("What the road takes", FRAME, "This is what Ae-sun told us:", *QUOTED, kind=Kind.TESTIMONY) == []


@pytest.mark.parametrize(
    ("heading", "name"), [("MONDAY: MR. SOK, 66", "MR. SOK"), ("2. Kum-ju", "Kum-ju"), ("“Pine Sok”, 46", "Pine Sok")]
)
def test_a_heading_may_name_a_speaker_after_a_label_or_in_capitals(heading, name):
    lines = ["# Two voices for two days", FRAME, f"## {heading}", *PLAIN]
    assert [found for found, _, _ in accounts(*lines)] == [name]
