"""Where posts begin and end, in pages of many shapes. All texts are synthetic."""

import pytest

from index import cut, sources
from index.model import Capture, Role

LANE = [
    "The house stood at the end of a lane with two poplars, and in the autumn the leaves blocked the gutter so that my "
    "father had to climb up every Sunday. He sang on the roof, and the neighbours complained, but he never stopped.",
    "In the second winter there was nothing left in the store. My mother boiled the husks and said that it was soup. "
    "My little brother asked for more, and she gave him hers, and she said that she had eaten at the mill.",
    "We crossed at night, when the guards were changing. The water came up to my chest, and I held my shoes above my "
    "head. I did not look back, because I had promised my aunt that I would not.",
    "Today I live in a small flat in Incheon and I work in a bakery. I get up at three. When the first loaf comes out, "
    "I think of the lane and of the poplars, and I am not sad any more.",
]
CLOCK = [
    "I was born in Kanggye, the fourth of five daughters. My father mended clocks for the factory and was never paid "
    "for it. We kept rabbits under the stairs, and I knew each of them by its ears.",
    "At school we learned songs in the morning and picked stones out of a field in the afternoon. I was good at both. "
    "My teacher told my mother that I might go to the college in the city, if our file had been better.",
    "A woman came to our door with a bag of rice and asked whether I wanted to work in a restaurant on the other side. "
    "I was seventeen. I went with her the same evening and left a note under the clock.",
]
SEA = [
    "Park Sun-hee was nineteen when she first saw the sea. She had walked for eleven days with her cousin, and she had "
    "not slept for the last two of them. She remembers that she laughed.",
    "Before that she had worked in a textile mill in Sinuiju. She says that the noise has never left her ears. Her "
    "mother was ill, and the wages were paid in thread, which she sold at the market behind the station.",
    "Ms Park now teaches sewing in Ansan. She has eleven pupils, and she is proud of each of them. “They are quicker "
    "than I was,” she says, “but I was hungrier.”",
]
CENTRE = [
    "Our centre helps people who have newly arrived to find a flat, a school and a doctor. We have nine volunteers and "
    "one van, and in the past year we have accompanied sixty families through their first weeks.",
    "Most of them come with a single bag. We have learned that the first thing they ask for is a telephone, and the "
    "second is a map. We keep both in a drawer at the door, and we refill it every Monday.",
]

KOREAN = [
    "저는 함경북도에서 태어났습니다. 아버지는 철도에서 일하셨고 어머니는 시장에서 두부를 파셨습니다.",
    "제 이름은 김영희입니다. 저는 두만강을 건너 중국으로 갔고 삼 년 동안 숨어 살다가 한국에 왔습니다.",
]
CHINESE = [
    "我叫李明，出生在北方的一个小镇。父亲在铁路上工作，母亲在市场上卖豆腐。我从小就帮母亲挑水。",
    "后来粮食没有了，我们只能吃野菜。我的弟弟在那年冬天去世了。我永远忘不了那个冬天。",
]


def posts(*lines):
    return cut.cut(sources.read(Capture("made-up.txt", "\n".join(lines).encode()))).posts


def titles(*lines):
    return [post.title.text if post.title else None for post in posts(*lines)]


def apart(paragraphs):
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def roles(post):
    return {one.piece.first: one.role for one in post.placed}


TWO = ["The lane with two poplars", "The clock under the stairs"]

SHAPES = {
    "right after a button": [TWO[0], *LANE, "Give today", TWO[1], *CLOCK],
    "after a call and a newsletter form": [
        TWO[0], *LANE, "Help us bring the next family home.", "Sign up for our newsletter", TWO[1], *CLOCK,
    ],
    "after a signature": [TWO[0], *LANE, "With love and in hope,", "Mi-ran Kwak", TWO[1], *CLOCK],
    "after a name and a place": [TWO[0], *LANE, "Mi-ran, Incheon", TWO[1], *CLOCK],
    "with a date below": [TWO[0], "3 March 2021", *LANE, TWO[1], "1 March 2021", *CLOCK],
    "with date and byline above": [
        "By Sara Lind", "March 3, 2021", TWO[0], *LANE, "Share", "By Ole Brand", "March 1, 2021", TWO[1], *CLOCK,
    ],
    "with dates at the foot": ["Harbour Voices", TWO[0], *LANE, "Posted on March 3, 2021", TWO[1], *CLOCK,
                               "Posted on March 1, 2021", "© Harbour Voices"],
    "after a dividing line": [TWO[0], "", *apart(LANE), "* * *", "", TWO[1], "", *apart(CLOCK)],
    "after tags and a list of posts that names it": [
        TWO[0], *LANE, "Tags: winter, bread", "Related posts", "A door in Dandong", TWO[1], "Letters home", TWO[1],
        "1 March 2021", *CLOCK,
    ],
    "marked as Markdown": [f"# {TWO[0]}", "", "## The house", "", *apart(LANE), f"# {TWO[1]}", "", *apart(CLOCK)],
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_two_posts_are_told_apart(shape):
    assert titles(*SHAPES[shape]) == TWO


BARE = {
    "three posts without a blank line or a button": [
        "The Lane",
        *LANE,
        "The Clock",
        *CLOCK,
        "She Laughed at the Sea",
        *SEA,
    ],
    "two posts with nothing but blank lines": [TWO[0], "", *apart(LANE), TWO[1], "", *apart(CLOCK)],
}
"""Titles that only the words around them tell from inner headings: a person too would have to think."""


@pytest.mark.parametrize("shape", BARE)
def test_a_title_that_looks_like_a_heading_is_taken_for_one_or_told_of_as_doubtful(shape):
    lines = BARE[shape]
    found = cut.cut(sources.read(Capture("made-up.txt", "\n".join(lines).encode())))
    told = {post.lines.first for post in found.posts} | {doubt.line for doubt in found.doubts}
    opened = ("The Lane", "The Clock", "She Laughed at the Sea", *TWO)
    assert {lines.index(title) + 1 for title in opened if title in lines} <= told


def test_hard_wrapped_lines_are_paragraphs_and_their_titles_are_found():
    wrapped = []
    for title, story in (("THE LANE WITH TWO POPLARS", LANE), ("THE CLOCK UNDER THE STAIRS", CLOCK)):
        wrapped += [title, ""]
        for paragraph in story:
            words, line = paragraph.split(), ""
            for word in words:
                if len(line) + len(word) > 70:
                    wrapped.append(line.strip())
                    line = ""
                line += word + " "
            wrapped += [line.strip(), ""]
        wrapped.append("")
    found = posts(*wrapped)
    assert [post.title.text for post in found] == ["THE LANE WITH TWO POPLARS", "THE CLOCK UNDER THE STAIRS"]
    assert [one.piece.last > one.piece.first for one in found[0].content] == [False, True, True, True, True]


def test_titles_of_one_make_are_titles_again():
    assert titles("Kim Ji-eun, 34, Busan", *LANE, "Choe Min-seo, 41, Daegu", *CLOCK) == [
        "Kim Ji-eun, 34, Busan",
        "Choe Min-seo, 41, Daegu",
    ]


HEADERS = {
    "a name and a deck below it": ["Mina: “I sold my boots for a map”", "Mina", "From Hamhung to Rotterdam"],
    "a deck, a name, a button and a date below it": [
        "I Was a Smuggler of Soap Operas", "How a suitcase of discs ended my childhood", "Kang Mi-ran", "Follow",
        "7 min read", "Jan 12, 2019",
    ],
    "a breadcrumb above and a longer deck below it": [
        "Home > Stories > The lane with two poplars", "The lane with two poplars",
        "A baker in Incheon remembers the house in which she grew up", "3 Mar 2021",
    ],
    "the number of an issue above it": ["Newcomers Newsletter No. 14, Spring 2018", "New bread for the house"],
    "parts below it": ["Voices of the Crossing", "Part One: The Lane"],
}  # fmt: skip
HEADED = {
    "a breadcrumb above and a longer deck below it": "The lane with two poplars",
    "the number of an issue above it": "New bread for the house",
}


@pytest.mark.parametrize("shape", HEADERS)
def test_the_title_is_found_among_the_lines_above_a_text(shape):
    assert titles(*HEADERS[shape], *LANE) == [HEADED.get(shape, HEADERS[shape][0])]


def test_titles_that_name_their_author_are_titles_again():
    first, second = (
        "TWO RIVERS, by Choi Mi-ran (as told to Sara Lind)",
        "NIGHT SCHOOL, by Pak Ok-ju (as told to Sara Lind)",
    )
    assert titles(first, *LANE[:3], second, *CLOCK[1:]) == [first, second]


def test_the_same_story_in_another_language_is_a_post_of_its_own():
    assert titles("The lane", *LANE, "두부 냄새", *KOREAN) == ["The lane", "두부 냄새"]


def test_comments_of_readers_are_no_posts():
    lines = ["The lane", "3 May 2020", *LANE, "2 responses to “The lane”", "Paula Mill", "May 4, 2020 at 4:12 pm",
             "I cried over this at my desk. My grandmother had a lane like that, too, and we sold it.", "Reply",
             "Jo Harker", "May 5, 2020 at 9:40 am", "Has she thought of the museum? I would be glad to help.", "Reply",
             "Leave a Reply"]  # fmt: skip
    (post,) = posts(*lines)
    assert post.lines.last == 6


def test_a_link_to_another_post_inside_a_text_does_not_end_it():
    (post,) = posts("The lane", *LANE[:2], "READ MORE: The museum of bread", *LANE[2:])
    assert post.lines.last == 6
    assert [one.piece.first for one in post.placed if one.role is None] == [4]


def test_a_name_alone_at_the_end_signs():
    (post,) = posts("Found in the dark", "My name is Esther.", *CLOCK, "Praise God!", "Esther")
    assert "Esther" in [one.piece.text for one in post.placed if one.role is Role.SIGNATURE]
    assert post.lines.last == 7


def test_headings_of_one_story_are_no_titles():
    lines = ["Mina’s Story: The Lane", "3 March 2021", "The house", LANE[0], "", "The empty store", LANE[1], "",
             "Crossing the River", LANE[2], "", "A bakery in Incheon", LANE[3]]  # fmt: skip
    (post,) = posts(*lines)
    assert [number for number, role in roles(post).items() if role is Role.HEADING] == [3, 6, 9, 12]


def test_numbered_headings_of_a_list_are_no_titles():
    lines = ["Two things we have learned", "1. Keep a telephone ready", CENTRE[0], "2. Keep a map ready", CENTRE[1]]
    assert titles(*lines) == ["Two things we have learned"]


def test_sections_that_an_article_announces_are_no_posts():
    lines = ["Three Women and a River", "4 October 2018", "Here are the accounts of two women who crossed it.",
             "Sold for a Calf", SEA[0], "“I kept the comb. I have it still, and I comb my daughter’s hair with it.”",
             "A Room above the Mill", "Ok-ju never speaks of the river. She speaks of a market for thread.",
             "“I counted the cones. I knew what each of them was worth in rice.”"]  # fmt: skip
    assert titles(*lines) == ["Three Women and a River"]


def test_parts_inside_a_story_are_headings_and_parts_of_a_series_are_posts():
    inside = [
        "The long way",
        "By Ok-ju Han",
        "Part One: The Clock",
        *CLOCK[:2],
        "Part Two: The River",
        CLOCK[2],
        LANE[2],
    ]
    assert titles(*inside) == ["The long way"]
    series = ["Ok-ju’s Story, Part 1: The Clock", *CLOCK, "Ok-ju’s Story, Part 2: The River", *LANE[1:]]
    assert titles(*series) == ["Ok-ju's Story, Part 1: The Clock", "Ok-ju's Story, Part 2: The River"]


def test_the_page_header_is_no_title():
    lines = ["Harbour Voices", "Home Stories About Donate", "The lane with two poplars", "By Sara Lind", *LANE,
             "© 2021 Harbour Voices"]  # fmt: skip
    assert titles(*lines) == ["The lane with two poplars"]


def test_a_text_without_a_printed_title_is_a_story_still():
    (post,) = posts(*LANE)
    assert (post.title, post.lines.first, post.lines.last) == (None, 1, 4)


def test_furniture_alone_is_no_story():
    found = cut.cut(sources.read(Capture("made-up.txt", b"Home | About | Donate\nShare\nDonate now\n(c) 2020 Nobody")))
    assert found.posts == ()
    assert [one.line for one in found.furniture] == [1, 2, 3, 4]


def test_what_stands_after_the_end_is_furniture_and_a_coda_is_not():
    (post,) = posts("Mina’s Story", *LANE, "Continue reading part 2",
                    "Mina now teaches baking to newcomers in Incheon. Her book about the lane, written at night "
                    "between two batches of bread, has been read in many schools of the city.",
                    "Help more people reach a safe home.", "Give today", "More stories", "A door")  # fmt: skip
    assert post.lines.last == 7
    assert [one.piece.first for one in post.placed if one.role is None] == [6, 8, 9, 10, 11]


def test_a_caption_without_a_verb_is_furniture_and_a_short_sentence_is_not():
    (post,) = posts("The lane", "", *apart(LANE[:2]), "Two poplars at the end of a lane.", "", LANE[2], "",
                    "He never stopped.", "", LANE[3])  # fmt: skip
    by_text = {one.piece.text: one for one in post.placed}
    assert by_text["Two poplars at the end of a lane."].role is None
    assert by_text["He never stopped."].role is Role.BODY


def test_each_boundary_says_how_sure_it_is_and_why():
    first, second = posts(*SHAPES["right after a button"])
    assert 0.5 < second.start.confidence < 1
    assert second.start.reasons
    assert first.end.reasons == ("button follows",)
    bare = cut.cut(
        sources.read(Capture("made-up.txt", "\n".join(BARE["two posts with nothing but blank lines"]).encode()))
    )
    assert all(doubt.confidence < second.start.confidence for doubt in bare.doubts)
    assert bare.doubts


def test_a_line_that_may_or_may_not_be_a_title_is_told_of():
    found = [cut.cut(sources.read(Capture("made-up.txt", "\n".join(lines).encode()))) for lines in SHAPES.values()]
    doubts = [(one, capture) for capture in found for one in capture.doubts]
    assert doubts
    assert all(0.2 <= one.confidence <= 0.8 for one, _ in doubts)


@pytest.mark.parametrize(
    ("lines", "starts"),
    [
        (
            ["홈 | 소개 | 증언", "두부 냄새가 나던 새벽", "2019년 12월 16일", KOREAN[0],
             "공유하기", "관련 기사", "김영희 씨의 이야기", "2020년 1월 3일", KOREAN[1]],
            [2, 7],
        ),
        (
            ["首页 | 关于我们 | 故事", "豆腐的味道", "2019年12月16日", CHINESE[0],
             "分享到微信", "山坡上的弟弟", "2020年1月", CHINESE[1]],
            [2, 6],
        ),
    ],
)  # fmt: skip
def test_korean_and_chinese_pages_are_cut_too(lines, starts):
    assert [post.lines.first for post in posts(*lines)] == starts
