"""Repeats are found and graded; what only looks alike stays apart. All texts are synthetic."""

from dataclasses import replace

import pytest

from index.known import Seen
from index.model import Evidence, Grade, Kind, Occurrence, Person, Relation, Tag, YearMention
from index.persons import MOST_NAMESAKES
from index.prints import CROWDED, MOST_CANDIDATES
from index.repeats import compare, name_keys, prints, recognise

OTHER = "b" * 64

FERRY = [
    "My grandmother sold buttons by the ferry landing, and every morning I carried her tray down the hill for her.",
    "In the winter of 1998 the ferry stopped running, and nobody in our street could tell us when it would come back.",
    "We walked across the ice at night with four other families, holding a rope that my uncle had knotted by hand.",
    "In the first village a man gave us a room above his mill, and we stayed there for eleven weeks without a lamp.",
    "When at last we reached the city, my grandmother asked where one could buy buttons, and then she began to weep.",
]


def seen(*stories: Occurrence) -> Seen:
    known = Seen()
    known.add(stories, [])
    return known


def test_the_same_paragraphs_are_an_identical_repeat_with_the_same_ids(make_story) -> None:
    first, second = make_story("The ferry", FERRY), make_story("The ferry", FERRY, OTHER)
    found = recognise(second, seen(first)).occurrence
    assert found.story == first.story
    assert found.grade is Grade.IDENTICAL
    assert [one.id for one in found.passages] == [one.id for one in first.passages]


def test_other_quotes_and_white_space_are_the_same_text(make_story) -> None:
    straight = [*FERRY[:4], 'She asked: "Where are the buttons?" It\'s what she said, and  then she began to weep.']
    curly = [*FERRY[:4], "She asked: “Where are the buttons?” It’s what she said, and then she began to weep."]
    found = recognise(make_story("The ferry", curly, OTHER), seen(make_story("The ferry", straight))).occurrence
    assert found.grade is Grade.SAME_TEXT


def test_a_copy_edited_story_is_an_edited_repeat_whose_passages_are_aligned(make_story) -> None:
    first = make_story("The ferry", FERRY)
    edited = [text.replace("every morning", "each morning").replace("at last we", "we at last") for text in FERRY]
    found = recognise(make_story("Across the ice", edited, OTHER), seen(first)).occurrence
    assert found.grade is Grade.EDITED
    assert [one.id for one in found.passages] == [one.id for one in first.passages]


@pytest.mark.parametrize("paragraphs", [FERRY[:3], [*FERRY, "Today she sells buttons again, in a shop of her own."]])
def test_a_truncated_or_lengthened_story_is_a_partial_repeat(make_story, paragraphs: list[str]) -> None:
    first = make_story("The ferry", FERRY)
    found = recognise(make_story("The ferry", paragraphs, OTHER), seen(first)).occurrence
    assert found.story == first.story
    assert found.grade is Grade.PARTIAL
    assert [one.id for one in found.passages[:3]] == [one.id for one in first.passages[:3]]


def test_versions_that_differ_in_a_fact_are_a_repeat_that_says_so(make_story) -> None:
    changed = [text.replace("1998", "1997").replace("four other", "nine other") for text in FERRY]
    first, second = make_story("The ferry", FERRY), make_story("The ferry", changed, OTHER)
    found = recognise(second, seen(first))
    assert found.occurrence.story == first.story
    assert [tuple(one.text for one in fact.readings) for fact in found.differs] == [("1998", "1997"), ("four", "nine")]
    reading = found.differs[0].readings[1]
    source_text = "\n".join(["The ferry", *changed])
    assert (reading.source, source_text[reading.span.start : reading.span.end]) == (OTHER, "1997")


def test_another_telling_of_the_same_life_is_not_a_repeat(make_story) -> None:
    telling = [
        "I was nine when the river froze. Grandmother had a tray of buttons, and I was her porter.",
        "Eleven weeks above a mill: that is what I remember of the village, and the dark.",
        "She wept in the city, the first time I ever saw it, because nobody there wanted buttons.",
    ]
    found = recognise(make_story("Eleven weeks", telling, OTHER), seen(make_story("The ferry", FERRY)))
    assert found.occurrence.story != make_story("The ferry", FERRY).story


def test_two_parts_of_a_series_are_never_merged(make_story) -> None:
    one, two = make_story("Ferry: Part 1", FERRY, part=1), make_story("Ferry: Part 2", FERRY[:4], OTHER, part=2)
    assert compare(one, two).grade is None


def test_form_letters_that_share_most_words_stay_apart(make_story) -> None:
    letter = (
        "Dear friends, we thank you for the gift of {} dollars that you sent us on {} March. With it {} from {} could "
        "begin a course, and {} others were given a warm room for the winter months while they wait for papers."
    )
    one = make_story("Thank you", [letter.format(50, 3, "Mina", "Musan", 14)])
    two = make_story("Thank you", [letter.format(75, 9, "Sora", "Hoeryong", 22)], OTHER)
    assert compare(one, two).grade is None


def test_words_quoted_in_an_article_are_an_excerpt(make_story) -> None:
    article = make_story(
        "How people cross the ice",
        [
            "Every winter the relief offices along the coast count those who come over on foot, and it goes up.",
            "This year the wardens of three districts wrote to the ministry and asked for lamps and two boats.",
            FERRY[2],
            "The ministry has answered that boats are of little use on ice, and that lamps are a matter for charity.",
        ],
        OTHER,
        kind=Kind.ARTICLE,
        persons=("p1",),
    )
    found = recognise(article, seen(make_story("The ferry", FERRY)))
    assert found.occurrence.story == article.story
    assert [one.kind for one in found.related] == [Relation.EXCERPT]


def test_short_lines_leave_no_fingerprint() -> None:
    assert prints("But I trusted him.") == frozenset()
    assert prints(FERRY[0]) & prints(FERRY[0].replace("every", "each"))
    assert not prints(FERRY[0]) & prints(FERRY[1])


def test_a_name_is_found_by_its_whole_and_by_its_first_part() -> None:
    assert name_keys("Min-ji Kim") == frozenset({"minjikim"})
    assert name_keys("Joseph Kim") & name_keys("Joseph")
    assert not name_keys("Hannah") & name_keys("Anna")
    assert name_keys("  ") == frozenset()


def test_seen_hands_out_most_in_common_first(make_story) -> None:
    whole, part = make_story("The ferry", FERRY), make_story("Ice", FERRY[:1], OTHER)
    known = Seen()
    known.add([part, whole], [Person("p9", "Ok-sun")])
    shared = known.sharing(frozenset().union(*map(prints, FERRY)))
    assert [one.title for one in shared] == ["The ferry", "Ice"]
    assert known.people(frozenset({"p9", "p0"})) == [Person("p9", "Ok-sun")]
    named = replace(whole, persons=("p9",))
    known.add([named], [])
    assert known.told_by(name_keys("Ok-sun")) == [named]


def test_the_pieces_of_a_split_paragraph_are_readings_of_the_one_passage(make_story) -> None:
    first = make_story("The ferry", [" ".join(FERRY[:2]), *FERRY[2:]])
    found = recognise(make_story("The ferry", FERRY, OTHER), seen(first)).occurrence
    assert found.grade is Grade.SAME_TEXT
    assert [one.id for one in found.passages] == [first.passages[at].id for at in (0, 0, 1, 2, 3)]


def test_a_joined_paragraph_is_taken_apart_with_its_tags_and_years(make_story) -> None:
    first = make_story("The ferry", FERRY)
    joined = make_story("The ferry", [f"{FERRY[0]} {FERRY[1]}", *FERRY[2:]], OTHER)
    text = joined.passages[0].text
    year, tray = text.index("1998"), text.index("tray")
    tags = (Tag("livelihood", 0.9, "rule", (Evidence(tray, tray + 4, "tray"),)),)
    marked = replace(joined.passages[0], tags=tags, years=(YearMention(1998, year, year + 4),))
    found = recognise(replace(joined, passages=(marked, *joined.passages[1:])), seen(first)).occurrence
    assert [one.id for one in found.passages] == [one.id for one in first.passages]
    assert [one.text for one in found.passages[:2]] == FERRY[:2]
    one, two = found.passages[:2]
    assert (one.tags, one.years, two.tags) == (tags, (), ())
    assert two.text[two.years[0].start : two.years[0].end] == "1998"
    source_text = "\n".join(["The ferry", f"{FERRY[0]} {FERRY[1]}", *FERRY[2:]])
    assert source_text[two.span.start : two.span.end] == two.text


def test_a_fact_that_only_one_version_has_is_told_with_an_empty_reading(make_story) -> None:
    changed = [*FERRY[:2], FERRY[2].replace("my uncle", "my uncle Chol-su"), *FERRY[3:]]
    found = recognise(make_story("The ferry", changed, OTHER), seen(make_story("The ferry", FERRY)))
    (fact,) = found.differs
    assert [one.text for one in fact.readings] == ["", "Chol-su"]
    assert len(fact.readings[0].span) == 0


def test_titles_that_differ_in_a_number_are_parts_never_repeats(make_story) -> None:
    one, two = make_story("Letter 3", FERRY), make_story("Letter 4", FERRY, OTHER)
    assert compare(one, two).grade is None


def test_a_story_that_stands_often_is_still_found_and_costs_no_more(make_story) -> None:
    known = Seen()
    first = make_story("The ferry", FERRY)
    known.add([replace(first, source=f"{at:064x}") for at in range(4 * CROWDED)], [])
    shared = known.sharing(frozenset().union(*map(prints, FERRY)))
    assert len(shared) == MOST_CANDIDATES
    assert recognise(make_story("The ferry", FERRY, OTHER), known).occurrence.story == first.story


def test_a_name_that_many_bear_is_looked_up_within_bounds(make_story) -> None:
    known = Seen()
    people = [Person(f"p{at}", "Kim") for at in range(2 * MOST_NAMESAKES)]
    known.add([make_story("Kim", ["I left."], f"{at:064x}", persons=(one.id,)) for at, one in enumerate(people)], [])
    assert not known.told_by(name_keys("Kim"))
    known.add([make_story("Kim", ["I left."], one.id, persons=(one.id,)) for one in people], people)
    assert len(known.told_by(name_keys("Kim"))) == MOST_NAMESAKES
