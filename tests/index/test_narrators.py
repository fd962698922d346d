"""Whom a post is told by: names with their signs, or nobody. All texts are synthetic."""

import pytest

from index import forms, naming, narrators, sources, stories
from index.cut import cut
from index.metadata import Metadata
from index.model import Capture, Kind
from index.weights import Choice, Classes, tables

TOLD = [
    "I kept the stove of the station for eleven winters, and I know by the smoke who burned what. My mother swept the "
    "platform and never once got on a train.",
    "In the year of the flood I sold my boots. I walked home on the sleepers and I counted them, and I did not weep.",
    "Now I live in Incheon and I drive a bus. When it snows I am the only one who is not afraid.",
]


def post(*lines):
    return cut(sources.read(Capture("made-up.txt", "\n".join(lines).encode()))).posts[0]


def narrator(*lines):
    (story,), _, _ = stories.propose(sources.read(Capture("made-up.txt", "\n".join(lines).encode())))
    return story.narrator


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Sok Chan-mi", *TOLD], "Sok Chan-mi"),
        (["Kim Song-il, 58, stoker", *TOLD], "Kim Song-il"),
        (["Eleven winters", "By Han Seo-jin, as told to Miriam Castell", *TOLD], "Han Seo-jin"),
        (["Eleven winters", "Name: Ro Kyong-chol", *TOLD], "Ro Kyong-chol"),
        (["Eleven winters", *TOLD, "— Om Bok-sil"], "Om Bok-sil"),
        (
            ["열한 번의 겨울", "제 이름은 옥분입니다. 저는 역에서 난로를 지켰습니다. 저는 그 연기를 압니다.", TOLD[0]],
            "옥분",
        ),
        (["Eleven winters", *TOLD], None),
        (["Order", *TOLD], None),
    ],
)
def test_a_name_is_taken_where_it_is_printed_as_the_tellers(lines, name):
    assert narrator(*lines) == name


def test_nobody_is_a_candidate_among_those_named():
    found = narrators.candidates(post("Eleven winters", "By Han Seo-jin", *TOLD), Metadata(author="Han Seo-jin"))
    assert found[narrators.NOBODY].signs["nobody"] == 1.0
    assert found["Han Seo-jin"].signs["byline"] == 1.0


def test_names_that_may_be_one_persons_count_together():
    found = narrators.candidates(post("Seo-jin’s Story", *TOLD, "Han Seo-jin"), Metadata())
    assert "Seo-jin" not in found
    assert {"first subject of the title", "signs"} <= set(found["Han Seo-jin"].signs)


def test_a_relative_in_the_title_does_not_tell():
    signs = narrators.candidates(
        post("Bora and Mina’s Story", *TOLD, "My daughter Bora learned to drive as well, and I held the map."),
        Metadata(),
    )
    assert "first subject of the title" not in signs["Bora"].signs


def test_of_a_choice_the_likeliest_is_taken_and_signs_weigh_by_kind():
    choice = Choice({"testimony: byline": 3.0, "nobody": 1.0})
    told = post("Eleven winters", "By Han Seo-jin", *TOLD)
    meta = Metadata(author="Han Seo-jin")
    assert narrators.choose(told, {Kind.TESTIMONY: 0.9, Kind.NEWS: 0.1}, meta, choice) == "Han Seo-jin"
    assert narrators.choose(told, {Kind.TESTIMONY: 0.1, Kind.NEWS: 0.9}, meta, choice) is None


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Sok Chan-mi", "opens with a Korean surname"),
        ("Eun-sil", "ends with a Korean given name"),
        ("Mr. Ham", "has a title of courtesy"),
        ("Witness 7", "a code or initials"),
        ("Sat Mar", "a month or weekday"),
        ("Order", "ordinary words"),
        ("옥분", "2 signs"),
    ],
)
def test_the_form_of_a_name_says_how_much_it_is_a_persons(name, sign):
    assert sign in set(forms.form(name))


def test_a_label_in_capitals_is_spelled_as_the_text_spells_it():
    talk = post(
        "A talk", "With Han Mi-na.", "LUND: How?", "HAN: By watching.", "LUND: And then?", "HAN: I closed early."
    )
    assert naming.spelled("HAN", talk) == "Han"
    assert naming.spelled("HMN", talk) == "Han Mi-na"


def test_shares_of_classes_add_up_and_follow_the_weights():
    classes = Classes(("a", "b"), (0.0, 1.0), {"x": (2.0, -2.0)})
    assert classes.shares({})["b"] > 0.5
    shares = classes.shares({"x": 1.0, "unknown": 9.0})
    assert shares["a"] > 0.5
    assert sum(shares.values()) == pytest.approx(1.0)


def test_the_shipped_tables_know_every_kind_and_words_in_small_letters():
    found = tables()
    assert {Kind(name) for name in found.kinds.names} == set(Kind)
    assert {"needle", "order"} <= found.ordinary
    assert found.narrators.weights
