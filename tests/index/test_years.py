"""Years told. All sentences are synthetic."""

import time

import pytest

from index import years


def told(text: str) -> list[int]:
    return [mention.year for mention in years.told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1997 we ate bark.", [1997]),
        ("In\n1997 we ate bark.", [1997]),
        ("It was the famine of 1997 that took him.", [1997]),
        ("By 1998 we had nothing; since 1999, less.", [1998, 1999]),
        ("The 1997 famine began slowly.", [1997]),
        ("1997 was the worst of them.", [1997]),
        ("In mid-1997 and late 2001 the train ran.", [1997, 2001]),
        ("We left in March 2003, on the 4th.", [2003]),
        ("in 1997’s harvest", [1997]),
        ("My brother (1987) and my sister (born 1990) stayed.", [1987, 1990]),
        ("in 1997, 1998 and 1999", [1997, 1998, 1999]),
        ("the years 1995–1998", [1995, 1998]),
        ("from 1995 to 2000 we waited", [1995, 2000]),
        ("between 2000 and 2005", [2000, 2005]),
        ("In the winter of '96 and the spring of ’03", [1996, 2003]),
        ("class of '09", [2009]),
        ("16 December 2019, December 5, 2018; 2017-12-16 and 16/12/2016", [2019, 2018, 2017, 2016]),
        ("In 2019, 200 people came.", [2019]),
        ("1997년에 태어나 2001년 3월에 떠났다.", [1997, 2001]),
        ("2000년 전쟁이", [2000]),
        ("1997年冬天，我们离开了。", [1997]),
        ("until 2100", [2100]),
    ],
)
def test_a_year_is_told_where_the_words_beside_it_say_so(text: str, expected: list[int]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2000, people began to leave.", [2000]),
        ("in the year 2000", [2000]),
        ("It was the winter of 2000.", [2000]),
        ("the two of them (2000)", [2000]),
        ("They came in the winter of 2000 holding hands, in the war of 1950.", [2000, 1950]),
        ("Since 2017 more than half of them work.", [2017]),
        ("In 2000 my aunt left.", [2000]),
        ("In 2000 people began to leave.", []),
        ("They burned it in 2000 homes.", []),
        ("March 2000 soldiers over the bridge.", []),
        ("a sum of 2000", []),
        ("between 2000 and 3000", []),
        ("from 2000 to 5000", []),
        ("it rose to 2000", []),
    ],
)
def test_a_round_number_must_be_plainer_still(text: str, expected: list[int]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They were sold for 2000 RMB (~$240 at the time).",
        "She earned in 1998 won a day.",
        "He had $1999 and ¥2000.",
        "About 2000 of us stood there; 2,000 people more came.",
        "1984 soldiers marched past Room 1999.",
        "the 1997 soldiers of the second brigade",
        "Call 010-1997-2003, or 1997-2003-12.",
        "The 1990s were hard, the mid-1990s and the 1990's above all.",
        "1990년대에는 2000년 전의 이야기가 2000년간 전해졌다.",
        "2000年前，1990年代。",
        "in 1899, in 2101, in 600, in 20191 and in 1999.5",
        "He said '96' and sang '96 tears.",
        "they may 2000 times over",
        "We walked since 2000 meters of wire stood there.",
        "flat 1997, box 2003",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert told(text) == []


def test_spans_are_those_of_the_numbers() -> None:
    text = "In  1997, from 1995–1998, the winter of '96, on 16/12/2019, 2001년."
    found = years.told(text)
    assert [text[one.start : one.end] for one in found] == ["1997", "1995", "1998", "'96", "2019", "2001"]
    assert [one.year for one in found] == [1997, 1995, 1998, 1996, 2019, 2001]


@pytest.mark.parametrize("piece", ["1997-", "'96", "in ", "19", "in 1997 and ", "of of of ", "2000년 ", "May 19"])
def test_time_grows_with_the_text(piece: str) -> None:
    began = time.perf_counter()
    years.told(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - began < 5
