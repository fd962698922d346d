"""Dates as printed."""

import pytest

from index import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("December 16, 2019", "2019-12-16"),
        ("16 December 2019", "2019-12-16"),
        ("16th of December, 2019", "2019-12-16"),
        ("Dec. 16, 2019", "2019-12-16"),
        ("2019-12-16", "2019-12-16"),
        ("2019.12.16", "2019-12-16"),
        ("2019/12/16", "2019-12-16"),
        ("16/12/2019", "2019-12-16"),
        ("12/16/2019", "2019-12-16"),
        ("2019년 12월 16일", "2019-12-16"),
        ("2019年12月16日", "2019-12-16"),
        ("2019. 12. 16.", "2019-12-16"),
        ("Posted on Monday, December 16, 2019 at 9:30 am", "2019-12-16"),
        ("입력 2019-12-16 09:30", "2019-12-16"),
        ("March 2021", "2021-03"),
        ("2021년 3월", "2021-03"),
    ],
)
def test_a_line_that_is_a_date_is_read_with_the_precision_printed(text, iso):
    found = dates.printed_alone(text)
    assert found is not None
    assert found.iso == iso
    assert found.printed in text


def test_a_date_with_two_readings_gives_its_year_only():
    assert dates.printed_alone("06/12/2019").iso == "2019"


@pytest.mark.parametrize("text", ["In March 2021 we crossed.", "1,000 people", "Room 2019", "December", "13/13/2019"])
def test_what_is_more_or_less_than_a_date_is_no_date_line(text):
    assert dates.printed_alone(text) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("19. November 2022", "2022-11-19"),
        ("Publié le 1er février 2014 à 06h30", "2014-02-01"),
        ("4 de febrero de 2014", "2014-02-04"),
        ("二〇〇四年六月二十日", "2004-06-20"),
        ("二〇一一年十月", "2011-10"),
    ],
)
def test_dates_of_other_languages_are_read(text, iso):
    assert [date.iso for date in dates.find(text)] == [iso]


def test_other_dates_of_a_page_tell_whether_the_day_stands_first():
    assert dates.order(["02/05/2017", "21/05/2017"]) is True
    assert dates.order(["02/05/2017", "05/21/2017"]) is False
    assert dates.order(["02/05/2017"]) is None
    assert dates.order(["21/05/2017", "05/21/2017"]) is None
    assert [date.iso for date in dates.find("02/05/2017", day_first=True)] == ["2017-05-02"]
    assert [date.iso for date in dates.find("02/05/2017", day_first=False)] == ["2017-02-05"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("27/3/16, guest post by a neighbour", "2016-03-27"),
        ("Recorded: 4/27/12", "2012-04-27"),
        ("last changed 11.11.99", "1999-11-11"),
        ("등록일 2015.09 | 조회 3,102", "2015-09"),
    ],
)
def test_years_of_two_figures_and_months_after_a_point_are_read(text, iso):
    assert [date.iso for date in dates.find(text)] == [iso]


@pytest.mark.parametrize("text", ["2.5.10 Case in point", "version 1.2.34.5", "10/10/10/10", "13/14/15"])
def test_numbers_that_may_be_something_else_are_no_dates(text):
    assert list(dates.find(text)) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Words: A. Writer  /  Spring 2012", "2012"),
        ("Shelter: Incheon | 2021", "2021"),
        ("The Line, Winter 2023", "2023"),
        ("2012년 채록 / 채록자 비공개", "2012"),
    ],
)
def test_a_segment_of_a_line_may_be_a_year_or_a_season(text, iso):
    assert dates.segment(text).iso == iso


@pytest.mark.parametrize("text", ["2021", "Paperback, 212 pages, 2016", "In 2016 | we left"])
def test_a_year_that_is_no_segment_is_none(text):
    assert dates.segment(text) is None
