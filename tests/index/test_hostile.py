"""Captures that try to break the reading: each ends in a clear line or a sensible story, in time. All synthetic."""

import time

import pytest

from index import sources, stories
from index.errors import CaptureError
from index.model import Capture

SECONDS = 5.0
"""Processor seconds that no capture of 3 MB may take."""

SENTENCE = "the river was cold and my mother said that Mina would go before the snow because soldiers came at night. "
PARAGRAPH = (SENTENCE * 4).strip().capitalize()


def propose(data: bytes):
    started = time.process_time()
    found = stories.propose(sources.read(Capture("hostile.txt", data)))
    assert time.process_time() - started < SECONDS
    return found


def spans_hold(data: bytes) -> None:
    source = sources.read(Capture("hostile.txt", data))
    for story in stories.propose(source)[0]:
        assert all(source.text[one.span.start : one.span.end] == one.text for one in story.passages)
        assert all(story.span.start <= one.span.start < one.span.end <= story.span.end for one in story.passages)


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode() * 28_000,
        b"a" * 3_000_000,
        b"Abc " * 750_000,
        b'"a ' * 1_000_000,
        "“".encode() * 1_000_000,
        b"x" + b" " * 3_000_000 + b"y",
        b"December 16, 2019 " * 160_000,
        b"_1-" * 1_000_000,
        b"...!!!???" * 330_000,
        "저는 북한에서 태어났습니다. ".encode() * 70_000,
    ],
    ids=[
        "sentences",
        "one word",
        "capitals",
        "marks",
        "open marks",
        "blanks",
        "dates",
        "underscores",
        "stops",
        "Korean",
    ],
)
def test_three_megabytes_on_one_line(data):
    found, _, _ = propose(data)
    assert len(found) <= 1
    assert all(len(story.passages) == 1 and len(story.title) <= 81 for story in found)


def test_ten_thousand_lines_of_one_word_are_no_story():
    words = SENTENCE.replace(".", "").split()
    data = "\n".join(words[number % len(words)] for number in range(10_000)).encode()
    found, furniture, _ = propose(data)
    assert found == ()
    assert len(furniture) == 10_000


def test_one_paragraph_two_hundred_times_is_one_story():
    (story,), furniture, _ = propose("\n\n".join([PARAGRAPH] * 200).encode())
    assert len(story.passages) == 200
    assert len({passage.id for passage in story.passages}) == 200
    assert furniture == ()


def test_seven_thousand_paragraphs_and_headings_stay_in_time():
    propose("\n\n".join(f"A Title of Mina {number}\n\n{PARAGRAPH}" for number in range(3_500)).encode())


def test_furniture_alone_gives_no_story_and_every_line_its_reason():
    found, furniture, people = propose(b"Home | About | Donate\nShare this\nDonate now\nTags: a, b\n" * 500)
    assert (found, people) == ((), ())
    assert len(furniture) == 2_000


def test_a_title_of_four_thousand_characters_and_one_like_a_path():
    (story,), _, _ = propose(f"{'T' * 4_000}\n\n{PARAGRAPH}".encode())
    assert story.lines.first in (1, 3)
    (path,), _, _ = propose(f"../../etc/passwd\n\n{PARAGRAPH}".encode())
    assert path.title == "../../etc/passwd"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_end_gives_the_same_story(end):
    (story,), _, _ = propose(end.join(["The lane", "", PARAGRAPH, "", PARAGRAPH]).encode())
    assert (story.title, story.lines.first, story.lines.last) == ("The lane", 1, 5)
    assert [passage.text for passage in story.passages] == [PARAGRAPH] * 2


def test_separators_and_controls_inside_a_line_end_no_line():
    odd = PARAGRAPH.replace("river", "ri\u2028ver", 1).replace("mother", "mo\x0bth\x0cer\x85", 1)
    data = f"The lane\n\n{odd}\n\n{PARAGRAPH}".encode()
    (story,), _, _ = propose(data)
    assert [passage.lines.first for passage in story.passages] == [3, 5]
    spans_hold(data)


def test_bidirectional_controls_hide_no_name_and_change_no_text():
    title = "\u202eMina\u202c’s Story"
    data = f"{title}\n\nI kept rabbits. {PARAGRAPH}".encode()
    (story,), _, people = propose(data)
    assert story.title == title
    assert [person.name for person in people] == ["Mina"]
    spans_hold(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_other_unicode_forms_give_the_same_story(encoding):
    (story,), _, _ = propose(f"The lane\n\n{PARAGRAPH}".encode(encoding))
    assert (story.title, story.lines.last) == ("The lane", 3)


def test_html_with_scripts_is_text_like_any_other():
    (story,), _, _ = propose(f"<script>alert(1)</script>\n<h1>The lane</h1>\n<p>{PARAGRAPH}</p>".encode())
    assert PARAGRAPH in story.passages[-1].text


@pytest.mark.parametrize("data", [b"", b"\n\n \t\n", b"\x00\xff\x00\x13" * 400, bytes(range(1, 9)) * 400])
def test_what_holds_no_text_is_refused(data):
    with pytest.raises(CaptureError):
        propose(data)


def test_no_capture_is_lost_between_stories_and_furniture():
    lines = ["Home | About", "The lane", "3 May 2020", PARAGRAPH, "Donate now", "The clock", PARAGRAPH, "© 2020"]
    found, furniture, _ = propose("\n".join(lines).encode())
    told = {line for story in found for one in story.passages for line in range(one.lines.first, one.lines.last + 1)}
    titled = {story.lines.first for story in found} | {one.lines.first for story in found for one in story.sections}
    assert told | titled | {one.line for one in furniture} == set(range(1, len(lines) + 1))
