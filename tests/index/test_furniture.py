"""What a line's own form says. All lines are made up, of no page in particular."""

import pytest

from index.furniture import recognise, speaker
from index.model import text_lines
from index.pieces import assemble
from index.reasons import Reason


def sign(text):
    return recognise(assemble(text_lines(text))[0])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Home Voices Timeline About Donate", Reason.HEADER),
        ("Home | Stories | Contact", Reason.HEADER),
        ("Skip to content", Reason.NAVIGATION),
        ("← Older Newer →", Reason.NAVIGATION),
        ("Next post: The ferry", Reason.NAVIGATION),
        ("Page 3 of 12", Reason.NAVIGATION),
        ("Share on Facebook", Reason.SHARE),
        ("Facebook Twitter WhatsApp", Reason.SHARE),
        ("We use cookies to improve this page. Accept all", Reason.COOKIES),
        ("Sign up for our newsletter", Reason.NEWSLETTER),
        ("Thank you! Your submission has been received.", Reason.NEWSLETTER),
        ("Oops! Something went wrong while submitting the form.", Reason.NEWSLETTER),
        ("Posted on May 3, 2021 by Elin Lund", Reason.DATE),
        ("May 3, 2021 · 4 min read", Reason.DATE),
        ("By Elin Lund", Reason.BYLINE),
        ("6 min read", Reason.BYLINE),
        ("Photo: the harbour at dawn", Reason.CAPTION),
        ("A market in winter (courtesy of the archive)", Reason.CAPTION),
        ("Harbour_walk_07.jpg", Reason.FILE),
        ("Translated by Elin Lund", Reason.CREDIT),
        ("Some names have been changed.", Reason.CREDIT),
        ("Donate now", Reason.BUTTON),
        ("Read more →", Reason.BUTTON),
        ("Help us keep the house open. Give monthly", Reason.CALL),
        ("Continue reading part two here", Reason.CONTINUE),
        ("Part 1 | Part 2 | Part 3", Reason.CONTINUE),
        ("You may also like", Reason.RELATED),
        ("Related: Ten books about rivers", Reason.RELATED),
        ("Tags: rivers, winter", Reason.TAGS),
        ("#rivers #winter", Reason.TAGS),
        ("3 comments", Reason.COMMENTS),
        ("Your email address will not be published.", Reason.COMMENTS),
        ("© 2021 The Archive. All rights reserved.", Reason.FOOTER),
        ("The logo for One PaperA logo for Two Paper", Reason.LOGOS),
        ("[Applause]", Reason.STAGE),
        ("* * *", Reason.RULE),
        ("관련 기사", Reason.RELATED),
        ("무단 전재 및 재배포 금지", Reason.FOOTER),
        ("上一篇：河边", Reason.NAVIGATION),
        ("版权所有", Reason.FOOTER),
    ],
)
def test_furniture_is_recognised_with_its_reason(text, reason):
    found = sign(text)
    assert found is not None
    assert found.reason is reason


@pytest.mark.parametrize(
    "text",
    [
        "I gave him my shoes and we went on.",
        "Next year we moved to the coast.",
        "Back to school in a new country",
        "More than a number",
        "We had to do something.",
        "Part One: The Clock",
        "The winter my mother boiled bark",
        "Then the photo of my aunt fell from the wall.",
        "She shared her bread with everyone at the table.",
        "My brother read the letter aloud and then he burned it.",
    ],
)
def test_what_a_story_says_is_no_furniture(text):
    assert sign(text) is None


def test_who_speaks_is_told_by_the_label():
    assert [speaker(line) for line in ("Q: Where?", "FALK: Good evening.", "Mina: I was six.", "Photo: a boat")] == [
        "Q",
        "FALK",
        "Mina",
        None,
    ]
