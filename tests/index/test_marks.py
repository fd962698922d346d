"""What is marked in a passage. All texts are synthetic."""

import unicodedata

import pytest

from index.marks import find
from index.query import parse

TEXT = "My mother’s school: not to be late for School, I ran to the schools’ re-education class."


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find(parse(query).expression, text)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("school", ["school", "School", "schools"]),
        ("SCHOOLS mother", ["mother", "school", "School", "schools"]),
        ('"school"', ["school", "School"]),
        ('"not to be"', ["not to be"]),
        ('"mother school"', []),
        ('"mother\'s school"', ["mother’s school"]),
        ('"my mother"', ["My mother"]),
        ("sch*", ["school", "School", "schools"]),
        ("shcool~", ["school", "School"]),
        ("re-education", ["re-education"]),
        ("educating", ["education"]),
        ("late OR absent", ["late"]),
        ("late absent", ["late"]),
        ("late NOT school", ["late"]),
        ("-school", []),
        ("title:school late", ["late"]),
        ("theme:school", []),
        ('"not to be" be', ["not to be"]),
        ('"to be late" "not to be"', ["not to be late"]),
        ("", []),
        ("?", []),
    ],
)
def test_marks(query: str, expected: list[str]) -> None:
    assert marked(query, TEXT) == expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("학교", "학교에서 대학교를 보았다", ["학교", "학교"]),
        ("탈북자", "탈북자들은 탈북을 말한다", ["탈북자"]),
        ("집", "집에서 우리집까지", ["집", "집"]),
        ("북한", "북 한", []),
        ('"떠난 사람"', "북한을 떠난 사람들", ["떠난 사람"]),
        ("学校", "中国的学校在北京", ["学校"]),
        ("2019년", "2019년에", ["2019", "년"]),
    ],
)
def test_marks_in_korean_and_chinese(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_are_spans_of_the_text_as_it_is(form: str) -> None:
    text = unicodedata.normalize(form, "그는 학교에 café에서 re\u00aded\u200bucated")
    pieces = [unicodedata.normalize("NFC", piece) for piece in marked("학교 cafe reeducated", text)]
    assert pieces == ["학교", "café", "re\u00aded\u200bucated"]


def test_spans_are_in_order_and_apart() -> None:
    spans = find(parse('rice "rice rice" ri* rcie~').expression, "rice rice rice, and rice")
    assert spans == ((0, 14), (20, 24))
