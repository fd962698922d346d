"""Names of people in running text: initials, titles of courtesy, and names that no capital tells. All are made up."""

import pytest

from index import names, uncommon
from index.cut import cut
from index.forms import form, personal
from index.model import Capture
from index.sources import read

TOLD = [
    "i kept the stove of the station for eleven winters. i know by the smoke who burned what. i never told anybody.",
    "in the year of the flood i sold my boots. i walked home on the sleepers and i counted them, and i did not weep.",
]


def found_in(*texts):
    return list(names.mentioned(texts))


def signs(*lines):
    post = cut(read(Capture("made-up.txt", "\n".join(lines).encode()))).posts[0]
    found = {}
    for name, sign, amount in uncommon.signs(post):
        if amount:
            found.setdefault(name, set()).add(sign)
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We waited until K.J. came back.", "K.J."),
        ("Kim X left in the spring.", "Kim X"),
        ("In the room Ri K. sat down.", "Ri K."),
        ("Then Ms. A said no.", "Ms. A"),
        ("Brother C. prayed.", "Brother C."),
        ("Old Mr. Baek laughed.", "Old Mr. Baek"),
        ("Officially Mr. Goh sells ginseng.", "Mr. Goh"),
        ("Only Teacher Wi knew it.", "Teacher Wi"),
        ("Then Mrs. Go wept.", "Mrs. Go"),
    ],
)
def test_initials_and_titles_of_courtesy_belong_to_names(text, name):
    assert found_in(text) == [name]
    assert personal(name)


@pytest.mark.parametrize("text", ["The U.S. troops left.", "He and I went.", "It was 5 A.M. there."])
def test_letters_that_are_nobodys_are_no_names(text):
    assert found_in(text) == []


def test_a_letter_after_a_word_that_is_no_surname_is_left_out():
    assert found_in("Nobody had a Plan B.") == ["Plan"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Old Mr. Baek", "Baek"),
        ("Lieutenant Ko Yong-jun", "Ko Yong-jun"),
        ("Old Town", "Old Town"),
        ("Sister", "Sister"),
    ],
)
def test_a_name_is_given_without_its_titles(name, plain):
    assert names.given(name) == plain


def test_a_text_without_capitals_names_people_in_small_letters():
    found = signs("young-ae's noodles", *TOLD, "young-ae taught me noodles. she had a far-away look.")
    assert "in the title" in found["young-ae"]
    assert "far-away" not in found


def test_small_letters_name_nobody_where_capitals_are_used():
    assert "young-ae" not in signs(
        "The noodles", *[text.capitalize() + " So I said." for text in TOLD], "It was young-ae."
    )


def test_a_korean_name_is_known_by_its_surname_and_what_follows_it():
    found = signs(
        "역의 난로", "박순영 씨는 역에서 난로를 지켰다. 겨울마다 눈이 많이 왔다.", "박순영 씨는 기차를 탄 적이 없다."
    )
    assert {"named", "named as a person", "named most"} <= found["박순영"]


def test_a_chinese_name_is_known_by_its_surname_and_words_are_none():
    found = signs("炉子", "李顺福说，那年冬天车站很冷。我们没有煤。", "李顺福女士在车站工作了十一年。")
    assert "named as a person" in found["李顺福"]
    assert not any(name.startswith("我") for name in found)


def test_handles_of_a_forum_stand_in_lines_set_apart():
    found = signs("Why I never sell boots", "posted by two_left_shoes on 3 May 2019", *TOLD)
    assert {"a handle inside", "a handle with figures"} <= found["two_left_shoes"]


def test_the_signs_of_a_name_tell_its_form_in_any_script():
    assert "opens with a Korean surname" in set(form("박순영"))
    assert "ordinary words" in set(form("어머니"))
