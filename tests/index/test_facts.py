"""Decisive facts in which two versions of a text differ, and what is only editing. All texts are synthetic."""

import pytest

from index.alignment import align, story_text
from index.facts import clashes

OPENING = "We had waited by the mill for the carter, and he told us that the bridge was closed for good."
CLOSING = "That is how it was, and my brother would tell it in the very same words if he were still here."


def readings(make_story, ours: str, theirs: str, *known: str) -> list[tuple[str, str]]:
    stories = [make_story("The bridge", [OPENING, text, CLOSING]) for text in (ours, theirs)]
    texts = ["\n".join(["The bridge", OPENING, text, CLOSING]) for text in (ours, theirs)]
    a, b = map(story_text, stories)
    found = clashes(align(a, b), known)
    return [(texts[0][one.a.start : one.a.end], texts[1][one.b.start : one.b.end]) for one in found]


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("In 1998 the carter came back at last.", "In 1997 the carter came back at last.", ("1998", "1997")),
        ("We were four people in that boat then.", "We were nine people in that boat then.", ("four", "nine")),
        (
            "I was twenty-one when the carter came.",
            "I was twenty-two when the carter came.",
            ("twenty-one", "twenty-two"),
        ),
        ("I paid three thousand yuan for the boat.", "I paid 4,000 yuan for the boat.", ("three thousand", "4,000")),
        ("He asked for $50 and a coat from us.", "He asked for $75 and a coat from us.", ("$50", "$75")),
        ("He asked for $50 and a coat from us.", "He asked for €50 and a coat from us.", ("$50", "€50")),
        ("He asked for fifty yuan and my coat.", "He asked for fifty euros and my coat.", ("yuan", "euros")),
        ("We left on 3 March with the carter.", "We left on 3 April with the carter.", ("March", "April")),
        ("The boat left in winter with the carter.", "The boat left in summer with the carter.", ("winter", "summer")),
        ("He came on Tuesday with the big cart.", "He came on Friday with the big cart.", ("Tuesday", "Friday")),
        ("It took us three weeks to reach the sea.", "It took us three months to reach the sea.", ("weeks", "months")),
        ("My aunt Sun-ae kept the boat for us.", "My aunt Ok-bun kept the boat for us.", ("Sun-ae", "Ok-bun")),
        ("We hid in Hyesan until the carter came.", "We hid in Musan until the carter came.", ("Hyesan", "Musan")),
        ("Mina knew the carter well, and his cart.", "Sora knew the carter well, and his cart.", ("Mina", "Sora")),
        ("We waited there for the old carter.", "We waited there for the old carter in 2004.", ("", "2004")),
        ("My uncle waited for the old carter.", "My uncle Chol-su waited for the old carter.", ("", "Chol-su")),
        ("Her prison was in Kaechon for two years.", "Her prison was in Yodok for two years.", ("Kaechon", "Yodok")),
        ("The 1990s took everything from the mill.", "The 1980s took everything from the mill.", ("1990s", "1980s")),
        (
            "저는 1998년에 강을 건너 그 마을로 갔습니다.",
            "저는 1997년에 강을 건너 그 마을로 갔습니다.",
            ("1998", "1997"),
        ),
        ("저는 열아홉 살에 강을 건너 갔습니다.", "저는 열여덟 살에 강을 건너 갔습니다.", ("열아홉", "열여덟")),
        ("누나 김영숙이 저를 꺼내 주었습니다.", "누나 박순자가 저를 꺼내 주었습니다.", ("김영숙이", "박순자가")),
    ],
)
def test_a_changed_fact_is_told_with_both_readings(make_story, ours: str, theirs: str, told: tuple[str, str]) -> None:
    assert readings(make_story, ours, theirs) == [told]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("However, the carter came back at last.", "But the carter came back again at last."),
        ("Later the carter came back with a cart.", "Afterwards the carter came back with a cart."),
        ("We were 4 people in that boat then.", "We were four people in that boat then."),
        ("I paid 3,000 yuan for the boat.", "I paid three thousand yuan for the boat."),
        ("He asked for $50 and a coat from us.", "He asked for 50 dollars and a coat from us."),
        ("The Carter came with the Party man.", "The carter came with the party man."),
        ("My aunt kept the boat. Sun-ae was her name.", "Sun-ae kept the boat. That was my aunt's name."),
        ("In Sept. we left with the old carter.", "In September we left with the old carter."),
        ("Min-ji kept the boat that we had there.", "Minji kept the boat that we had there."),
        ("Then Joseph took the oars from the carter.", "Then Joseph Kim took the oars from the carter."),
        ("One of us had to stay with the boat.", "Somebody had to stay there with the boat."),
        ("The first thing that I saw was the sea.", "What I saw before anything else was the sea."),
        ("“Go,” he said to us, and so we went.", "He said, ‘Go’, to us, and so we went."),
        ("In 1998 we left our house in Musan.", "We left our house in Musan in 1998."),
        ("저는 1998년 봄에 강을 건너 갔습니다.", "저는 1998년에, 봄에 강을 건너 갔습니다."),
    ],
)
def test_mere_editing_is_no_other_fact(make_story, ours: str, theirs: str) -> None:
    assert readings(make_story, ours, theirs) == []


def test_a_name_for_a_pronoun_is_nothing_new(make_story) -> None:
    ours = "Sun-ae kept the boat for us. She knew the carter and his cart."
    theirs = "Sun-ae kept the boat for us. Sun-ae knew the carter and his cart."
    assert readings(make_story, ours, theirs) == []


def test_a_name_in_the_title_is_nothing_new(make_story) -> None:
    ours, theirs = "She kept the boat for all of us.", "Sun-ae kept the boat for all of us."
    assert readings(make_story, ours, theirs, "Sun-ae’s Story") == []
    assert readings(make_story, ours, theirs) == [("", "Sun-ae")]
