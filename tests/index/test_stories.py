"""What is proposed about the stories of a source: tellers, metadata, passages. All texts are synthetic."""

import pytest

from index import sources, stories
from index.model import Capture, Grade, Kind, Perspective, Role

TOLD = [
    "I kept rabbits under the stairs, and I knew each of them by its ears. My father mended clocks for the factory and "
    "was never paid for it, and he said that time would settle the bill.",
    "In the second winter I went to the hills for bark. I carried it home in my apron, and my mother boiled it all "
    "night. I remember that she sang, so that I would not hear my stomach.",
    "Now I live in Daegu and I repair telephones. When a customer brings me a clock, I close the shop early.",
]
ABOUT = [
    "Park Sun-hee was nineteen when she first saw the sea. She had walked for eleven days, and she had not slept for "
    "the last two of them. She remembers that she laughed.",
    "“I had thought that it would be smaller, and I was angry with the map. Then I sat down and took off my shoes.”",
    "Ms Park now teaches sewing in Ansan. She has eleven pupils, she says, and she is proud of each of them.",
]


def propose(*lines):
    return stories.propose(sources.read(Capture("made-up.txt", "\n".join(lines).encode())))


def only(*lines):
    (story,), _, people = propose(*lines)
    return story, people


@pytest.mark.parametrize(
    ("title", "narrator"),
    [
        ("Mina’s Story", "Mina"),
        ("A Daughter’s Road | Mina’s Long Journey", "Mina"),
        ("Mina: a clock under the stairs", "Mina"),
        ("The clock under the stairs: Mina remembers", "Mina"),
        ("The Story of Han Mi-na", "Han Mi-na"),
        ("Meet Han Mi-na", "Han Mi-na"),
        ("Han Mi-na, 34, Daegu", "Han Mi-na"),
        ("A Daughter’s Impossible Choice", None),
        ("The clock under the stairs", None),
    ],
)
def test_a_title_names_the_narrator_or_nobody(title, narrator):
    story, people = only(title, *TOLD)
    assert story.narrator == narrator
    assert [person.name for person in people] == ([narrator] if narrator else [])


@pytest.mark.parametrize(
    "lines",
    [
        ["The clock", "Told by Han Mi-na", *TOLD],
        ["The clock", "By Han Mi-na", *TOLD],
        ["The clock", "My name is Han Mi-na, and I was the fourth of five daughters.", *TOLD],
        ["The clock", *TOLD, "Han Mi-na, Daegu"],
        ["The clock", "3 May 2020", "Han Mi-na repairs telephones in Daegu. She shared her story with us.", *TOLD],
    ],
)
def test_a_header_own_words_a_signature_or_a_note_name_the_narrator(lines):
    assert only(*lines)[0].narrator == "Han Mi-na"


def test_who_posted_a_testimony_is_its_author_and_not_its_narrator():
    story, _ = only("The clock under the stairs", "Posted on May 3, 2020 by Elin Lund", *TOLD)
    assert (story.author, story.narrator) == ("Elin Lund", None)


def test_of_two_names_in_a_title_the_narrator_is_the_one_who_speaks():
    story, _ = only("Bora and Mina’s Story", *TOLD, "My daughter Bora has learned to mend clocks. I hold the lamp.")
    assert story.narrator == "Mina"


def test_other_names_are_kept_with_the_person():
    _, people = only("Mina’s Story", "You may know me as Mina, but my Korean name is Han Kyong-ok.", *TOLD)
    assert people[0].other_names == ("Han Kyong-ok",)


def test_a_life_in_the_third_person_is_a_profile_with_its_quotations_voiced():
    story, people = only("The size of the sea", "1 May 2020 by Elin Lund", *ABOUT)
    assert (story.kind, story.perspective) == (Kind.PROFILE, Perspective.THIRD)
    assert (story.narrator, story.author) == ("Park Sun-hee", "Elin Lund")
    assert [passage.voice for passage in story.passages] == [None, people[0].id, None]
    assert story.persons == (people[0].id,)


def test_an_article_gives_each_section_its_own_narrator():
    lines = ["Two Women and a River", "4 October 2018", "They crossed in the same year and have never met.",
             "The Size of the Sea", ABOUT[0], ABOUT[1], "Thread", "Ok-ju was paid in thread. She says little of it.",
             "“I counted the cones. I knew what each of them was worth in rice, and I know it still.”"]  # fmt: skip
    story, people = only(*lines)
    names = {person.id: person.name for person in people}
    assert story.kind is Kind.ARTICLE
    assert story.narrator is None
    assert [(one.heading, names[one.narrator], one.lines.first, one.lines.last) for one in story.sections] == [
        ("The Size of the Sea", "Park Sun-hee", 4, 6),
        ("Thread", "Ok-ju", 7, 9),
    ]
    assert [names.get(passage.voice) for passage in story.passages] == [None, None, "Park Sun-hee", None, "Ok-ju"]
    assert story.persons == tuple(names)


def test_a_transcript_gives_the_answers_to_the_one_who_answers():
    lines = ["The woman who mended clocks", "With Han Mi-na. Moderated by Elin Lund.", "LUND: How did you learn it?",
             "HAN: By watching. My father had no words for it.", "LUND: And then?",
             "HAN: Then I had the shop. I close it early when somebody brings me a clock."]  # fmt: skip
    story, people = only(*lines)
    assert (story.kind, story.perspective, story.narrator) == (Kind.INTERVIEW, Perspective.MIXED, "Han Mi-na")
    assert [passage.voice == people[0].id for passage in story.passages] == [False, True, False, True]


def test_labels_after_times_are_labels():
    story, people = only(
        "A talk about a cake",
        "[00:00:04] HOST: Welcome. My guest is Han Mi-na.",
        "[00:00:15] HAN: Thank you for having me.",
        "[00:00:17] HOST: You left because of a cake. How did that come about?",
        "[00:00:21] HAN: I was nine, it had four candles, and I have told nobody since.",
        "[00:00:40] HOST: And do you bake today?",
        "[00:00:43] HAN: Every Sunday. My daughter counts the candles.",
    )
    assert (story.kind, story.narrator) == (Kind.INTERVIEW, "Han Mi-na")
    assert [passage.voice == people[0].id for passage in story.passages] == [False, True] * 3


def test_a_name_that_is_an_english_word_is_a_name_still():
    assert only("The coal ship", "My name is Oh Chun-ja and I am eighty-four.", *TOLD)[0].narrator == "Oh Chun-ja"
    assert only("The mine", "My name is An Myong-chol.", *TOLD)[0].narrator == "An Myong-chol"


def test_an_interview_without_labels_is_known_by_its_questions():
    lines = ["An interview with Han Mi-na", "What do you remember of your childhood?", TOLD[0],
             "And what did you eat?", TOLD[1], "Where do you live now?", TOLD[2]]  # fmt: skip
    story, people = only(*lines)
    assert story.kind is Kind.INTERVIEW
    assert [passage.voice == people[0].id for passage in story.passages] == [False, True] * 3


def test_staff_sign_and_do_not_narrate():
    story, people = only(
        "Sixty families in one year", "I am proud to announce that our house has received its sixtieth family. I thank "
        "each of you who has given a bed.", "I remember the first supper. We had one kettle, and I burned the rice.",
        "With gratitude,", "Lena Brook", "Director",
    )  # fmt: skip
    assert story.kind in (Kind.NEWS, Kind.OTHER)
    assert (story.narrator, story.author, people) == (None, "Lena Brook", ())
    assert [passage.role for passage in story.passages][-3:] == [Role.SIGNATURE] * 3


def test_a_call_to_act_is_an_appeal_of_nobody():
    story, _ = only(
        "URGENT: Nineteen people may be sent back", "We have learned that nineteen people are held at the border.",
        "Please contact the embassy where you live and send a message. Please share this page.",
    )  # fmt: skip
    assert (story.kind, story.perspective, story.narrator) == (Kind.APPEAL, Perspective.FIRST, None)


def test_a_report_with_a_date_is_news():
    story, _ = only(
        "Hotline for newcomers opens in Daejeon", "2021-01-16", "A telephone line opens in Daejeon on Monday.",
        "According to a survey, one newcomer in six has nobody to call. It is expected to ring all night.",
    )  # fmt: skip
    assert (story.kind, story.perspective, story.date) == (Kind.NEWS, Perspective.THIRD, "2021-01-16")


@pytest.mark.parametrize(
    ("title", "note", "expected"),
    [
        ("Mina’s Story: Part 2 - The Clock", "", ("Mina’s Story", 2, None)),
        ("The Clock | Mina’s Story: Part 1", "", ("Mina’s Story", 1, None)),
        ("Mina’s Road (Part 2 of 3)", "", ("Mina’s Road", 2, 3)),
        ("Mina’s Road, Part Two", "This is the second of three parts.", ("Mina’s Road", 2, 3)),
        ("Mina’s Story", "", (None, None, None)),
    ],
)
def test_series_and_parts_are_read_as_printed(title, note, expected):
    story, _ = only(title, *([note] if note else []), *TOLD)
    assert (story.series, story.part, story.parts) == expected


@pytest.mark.parametrize(
    ("lines", "date", "printed"),
    [
        (["The clock", "3 May 2020", *TOLD], "2020-05-03", "3 May 2020"),
        (["3 May 2020", "The clock", *TOLD], "2020-05-03", "3 May 2020"),
        (["The clock", "Recorded in May 2020", *TOLD], "2020-05", "May 2020"),
        (["The clock", "By Elin Lund | May 3, 2020 | 5 min read", *TOLD], "2020-05-03", "May 3, 2020"),
        (["The clock opens", "SEOUL, May 3, 2020 – " + ABOUT[0], *ABOUT[1:]], "2020-05-03", "May 3, 2020"),
        (["The clock", *TOLD, "It was 3 May 2020 when I wrote this."], None, None),
        (["19 January 2009", *TOLD], "2009-01-19", "19 January 2009"),
        (["2009 at a glance", *TOLD], None, None),
    ],
)
def test_a_printed_date_is_read_and_none_is_guessed(lines, date, printed):
    story, _ = only(*lines)
    assert (story.date, story.date_printed) == (date, printed)


def test_passages_are_the_reading_text_at_their_spans():
    source = sources.read(Capture("made-up.txt", ("\ufeffMina’s Story\r\n\r\n  " + "  \r\n\t".join(TOLD)).encode()))
    (story,), furniture, _ = stories.propose(source)
    assert [passage.text for passage in story.passages] == TOLD
    assert all(source.text[one.span.start : one.span.end] == one.text for one in story.passages)
    assert furniture == ()


def test_editors_words_have_no_voice():
    intro = "Mina repairs telephones in Daegu. She shared her story with us last year."
    coda = "Mina’s story is one of many. Readers have brought her letters, and she answers each of them."
    story, people = only("Mina’s Story", intro, *TOLD, coda)
    assert [passage.role for passage in story.passages] == [Role.INTRO, Role.BODY, Role.BODY, Role.BODY, Role.CODA]
    assert [passage.voice == people[0].id for passage in story.passages] == [False, True, True, True, False]


def test_names_keep_the_characters_of_the_text():
    story, people = only("Mi\u2011na’s Story", *TOLD)
    assert story.narrator == people[0].name == "Mi\u2011na"


def test_ids_are_short_opaque_and_the_same_every_time():
    first, second = only("Mina’s Story", *TOLD), only("Mina’s Story", *TOLD)
    assert first == second
    story = first[0]
    assert story.grade is Grade.IDENTICAL
    assert len(story.story) == 10
    assert {len(passage.id) for passage in story.passages} == {12}
    assert story.story.isalnum()
    assert story.story == story.story.lower()


def test_namesakes_in_two_stories_of_one_page_stay_apart():
    found, _, people = propose("Mina’s Story", *TOLD, "Give today", "Mina’s Story of the Sea", *TOLD)
    assert [story.narrator for story in found] == ["Mina", "Mina"]
    assert len({person.id for person in people}) == 2


def test_each_passage_and_story_knows_its_language():
    story, _ = only(
        "두부 냄새",
        "저는 함경북도에서 태어났습니다. 아버지는 철도에서 일하셨습니다.",
        "I now write in English too, as you see.",
    )
    assert story.language == "ko"
    assert [passage.language for passage in story.passages] == ["ko", "en"]
