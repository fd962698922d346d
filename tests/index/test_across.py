"""What other captures say of a page before it is cut, and where they throw new light on it. All texts are synthetic."""

from dataclasses import replace

from index import cut, pipeline, sources
from index.across import FEWEST_CAPTURES, MOST_RECURRING, show
from index.boundaries import find
from index.chain import PARTS, Part
from index.ends import UNKNOWN, shared_runs
from index.known import Both, Seen
from index.later import relight
from index.looks import look
from index.model import Capture, Lines, Provenance, text_lines
from index.pieces import assemble

LANE = [
    "The house stood at the end of a lane with two poplars, and in the autumn the leaves blocked the gutter so that my "
    "father had to climb up every Sunday. He sang on the roof, and the neighbours complained, but he never stopped.",
    "In the second winter there was nothing left in the store. My mother boiled the husks and said that it was soup. "
    "My little brother asked for more, and she gave him hers, and she said that she had eaten at the mill.",
    "We crossed at night, when the guards were changing. The water came up to my chest, and I held my shoes above my "
    "head. I did not look back, because I had promised my aunt that I would not.",
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
]
CENTRE = [
    "Our centre helps people who have newly arrived to find a flat, a school and a doctor. We have nine volunteers and "
    "one van, and in the past year we have accompanied sixty families through their first weeks.",
    "Most of them come with a single bag. We have learned that the first thing they ask for is a telephone, and the "
    "second is a map. We keep both in a drawer at the door, and we refill it every Monday.",
]

TWO = ["The lane with two poplars", "The clock under the stairs"]
HEADED = [
    *(TWO[0], LANE[0], "The winter of the husks", LANE[1], "The river at the border", LANE[2]),
    *(TWO[1], CLOCK[0], "A bag of rice", CLOCK[1], CLOCK[2]),
]
"""Two posts, the second under what reads like one more inner heading of the first."""

ELSEWHERE = ["Home", TWO[1], *CLOCK, "Give today", "The sea", *SEA, "Share"]
"""The second post by itself, with other neighbours and in plain sight."""


def source(*lines, name="made-up.txt", publisher=None):
    return sources.read(Capture(name, "\n".join(lines).encode(), Provenance(publisher=publisher)))


def knowing(*pages):
    seen = Seen()
    for page in pages:
        seen.add_proposal(pipeline.propose(source(*page), Seen()))
    return seen


def odds(lines, known=None, publisher=None):
    """How likely each line of a page is a title."""
    page = source(*lines, publisher=publisher)
    looks = look(assemble(text_lines(page.text)))
    reading = find(looks, show(looks, page, known) if known is not None else None)
    assert reading.decoded is not None
    return {one.piece.text: reading.decoded.of(at, Part.TITLE) for at, one in enumerate(looks)}


def amounts(lines, known, publisher=None):
    page = source(*lines, publisher=publisher)
    looks = look(assemble(text_lines(page.text)))
    shown = show(looks, page, known)
    assert shown is not None
    return {
        one.piece.text: {part: shown.amounts[at, PARTS.index(part)] for part in PARTS} for at, one in enumerate(looks)
    }


def test_with_nothing_known_a_page_is_read_as_ever():
    page = source(*HEADED)
    assert cut.cut(page, Seen()) == cut.cut(page)
    assert cut.cut(page, knowing(["The sea", *SEA])) == cut.cut(page)


def test_a_title_is_found_where_another_capture_begins_the_story():
    lit = cut.cut(source(*HEADED), knowing(ELSEWHERE))
    assert [post.title.text for post in lit.posts if post.title] == TWO
    assert lit.posts[1].start.reasons[0] == "another capture begins a story here, after other lines"
    assert odds(HEADED, knowing(ELSEWHERE))[TWO[1]] > odds(HEADED)[TWO[1]]


def test_headings_inside_a_story_known_as_one_are_less_likely_titles():
    dark, lit = odds(HEADED), odds(HEADED, knowing(ELSEWHERE))
    assert lit["A bag of rice"] < dark["A bag of rice"]


def test_a_line_between_paragraphs_that_stand_side_by_side_elsewhere_is_hardly_a_title():
    known = knowing(["Home", TWO[0], *LANE, "Give today", "The sea", *SEA])
    page = [TWO[1], *CLOCK, "Give today", TWO[0], *LANE[:2], "The sparrow in the attic", LANE[2], "Share"]
    assert amounts(page, known)["The sparrow in the attic"][Part.TITLE] == -2.0
    assert odds(page, known)["The sparrow in the attic"] < odds(page)["The sparrow in the attic"]


def test_neighbours_that_are_the_same_in_both_captures_show_nothing():
    known = knowing(["Home", TWO[0], *LANE, "Give today", TWO[1], *CLOCK, "Give today", "The sea", *SEA])
    again = ["Menu", TWO[0], *LANE, "Share", TWO[1], *CLOCK, "Share", "What we do", *CENTRE]
    first, second = shared_runs(text_lines("\n".join(again)), known)
    assert (first.begins, first.ends, second.begins) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert second.ends > 0.9


def test_what_was_cut_wrongly_before_does_not_force_the_same_cut():
    first, *rest = pipeline.propose(source(TWO[0], *LANE, "Share", TWO[1], *CLOCK), Seen()).occurrences
    (second,) = rest
    merged = replace(first, passages=(*first.passages, *second.passages), lines=Lines(1, second.lines.last))
    seen = Seen()
    seen.add([replace(merged, block_end=second.block_end)], [])
    page = ["The sea", *SEA, "Give today", TWO[0], *LANE, "Share", TWO[1], "3 March 2021", "By Mi-ran Kwak", *CLOCK]
    found = cut.cut(source(*page, "Give today", "What we do", *CENTRE), seen)
    assert [post.title.text for post in found.posts] == ["The sea", *TWO, "What we do"]


def test_a_text_cut_short_elsewhere_says_nothing_of_its_end():
    known = knowing(["Home", TWO[0], *LANE[:2], "Continue reading", "The sea", *SEA, "Share"])
    page = [TWO[1], *CLOCK, "Give today", TWO[0], *LANE[:2], "The river at the border", LANE[2], "Share"]
    (run,) = shared_runs(text_lines("\n".join(page)), known)
    assert run.begins > 0.9 and not run.closes and run.ends < 0.3
    assert odds(page, known)["The river at the border"] <= odds(page)["The river at the border"] + 0.02


def test_a_story_quoted_in_an_article_is_not_taken_for_one():
    known = knowing(["Home", TWO[0], *LANE, "Give today", "The sea", *SEA])
    article = ["What people carry", CENTRE[0], f"“{LANE[1]}”", f"“{LANE[2]}”", CENTRE[1], "Share"]
    assert len(cut.cut(source(*article), known).posts) == 1
    assert cut.cut(source(*article), known).questions == ()


def test_where_a_story_begins_elsewhere_and_nothing_reads_as_its_title_a_person_is_asked():
    page = [TWO[0], *LANE, *CLOCK, "Share"]
    found = cut.cut(source(*page), knowing(ELSEWHERE))
    doubt = next(one for one in found.doubts if one.line == 5)
    assert doubt.reasons == ("another capture begins a story at this line, and nothing above it reads as a title",)


def page_of(number):
    story = (LANE, CLOCK, SEA, CENTRE)[number]
    return [f"Post number {('one', 'two', 'three', 'four')[number]} of our winter", *story, "Ring the harbour bell"]


def test_furniture_on_other_pages_of_the_house_speaks_for_furniture():
    seen = Seen()
    for number in range(FEWEST_CAPTURES):
        page = source(*page_of(number), publisher="Harbour Voices")
        made = pipeline.propose(page, Seen())
        seen.add_proposal(made)
        assert made.furniture[-1].line == 5 - (number == 2)
    other = page_of(3)
    found = amounts(other, seen, publisher="harbour voices")["Ring the harbour bell"]
    assert 0 < found[Part.OUTSIDE] == found[Part.INSIDE] <= MOST_RECURRING
    assert found[Part.TITLE] == found[Part.BODY] == 0
    for publisher in (None, "Another house"):
        page = source(*other, publisher=publisher)
        assert show(look(assemble(text_lines(page.text))), page, seen) is None


def test_one_page_captured_again_and_again_is_no_evidence_of_furniture():
    seen = Seen()
    for menu in ("Home", "Menu", "Start"):
        seen.add_proposal(pipeline.propose(source(menu, *page_of(0), publisher="Harbour Voices"), Seen()))
    found = amounts(["Top", *page_of(0)], seen, publisher="Harbour Voices")["Ring the harbour bell"]
    assert found[Part.INSIDE] == 0


# Later light


def test_a_later_capture_throws_light_on_an_earlier_cut():
    earlier, later = source(*HEADED), pipeline.propose(source(*ELSEWHERE), knowing(HEADED))
    stored = [post.lines for post in cut.cut(earlier).posts]
    assert stored == [Lines(1, len(HEADED))], "the page must read as one story by itself for this test to say anything"
    assert later.questions == (earlier.sha256,)
    new = Seen()
    new.add_proposal(later)
    begun, ended = sorted(
        relight(earlier, stored, Seen(), Both(Seen(), new)), key=lambda one: "end here" in one.reasons[0]
    )
    assert (begun.line, begun.reasons[0]) == (7, "a story would begin here now")
    assert begun.reasons[1] == "another capture begins a story here, after other lines"
    assert (ended.line, ended.reasons[0]) == (6, "the story that begins at line 1 would end here now, not at line 11")
    # In agreement, nothing is to be said.
    lit = [post.lines for post in cut.cut(earlier, new).posts]
    assert relight(earlier, lit, Seen(), Both(Seen(), new)) == ()
    # What an indexer would cut otherwise by itself is no light of another capture.
    assert relight(earlier, [Lines(1, 2)], Seen(), Seen()) == ()


def test_captures_that_agree_put_nothing_in_question():
    known = knowing(ELSEWHERE)
    assert pipeline.propose(source("Menu", TWO[1], *CLOCK, "Share", "What we do", *CENTRE), known).questions == ()
