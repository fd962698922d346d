"""Values for templates, pure: pieces of text, words, links, citations, facets. All texts are made up (synthetic)."""

from __future__ import annotations

from datetime import date

import pytest

from archive import cite, links, words
from archive.discover import SearchState
from archive.present import pieces
from archive.present.facets import constraints, facet, label
from archive.present.pieces import Piece, Quote
from archive.present.search import pages, summary
from archive.records import OccurrenceRecord, PassageRecord, PersonRecord, StoryRecord
from index.engine.base import NONE, Results, View

PLACE = OccurrenceRecord("ab12", "lantern.txt", "The Lantern", None, None, 1, 9, "identical")
MINHEE = PersonRecord("pminhee", "Minhee", (), 1)


def story(
    title: str = "The Lantern on the Hill", when: str | None = "2019-12", author: str | None = None
) -> StoryRecord:
    return StoryRecord(
        id="hill",
        title=title,
        deck=None,
        kind="testimony",
        narrator=MINHEE,
        author=author,
        perspective="first-person",
        date=when,
        date_printed=None,
        series=None,
        part=None,
        parts=None,
        language="en",
        themes=(),
        persons=(MINHEE,),
        occurrences=(PLACE,),
        sections=(),
        advisories=(),
    )


def passage(voice: PersonRecord | None = MINHEE) -> PassageRecord:
    return PassageRecord("hill1", "hill", 7, "body", "Rice.", "00ff", "en", voice, (), (), (), (), (PLACE,), None)


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ((), []),
        (((0, 4),), ["rice"]),
        (((9, 13), (0, 4)), ["rice", "salt"]),
        (((0, 4), (4, 8)), ["rice and"]),
        (((0, 6), (2, 8)), ["rice and"]),
        (((9, 99), (-5, 2), (3, 3), (50, 60)), ["ri", "salt"]),
    ],
)
def test_a_text_is_cut_at_its_spans_and_never_altered(spans: tuple[tuple[int, int], ...], marked: list[str]) -> None:
    cut = pieces.slices("rice and salt", spans)
    assert "".join(piece.text for piece in cut) == "rice and salt"
    assert [piece.text for piece in cut if piece.marked] == marked
    assert all(piece.text for piece in cut)


def test_a_long_text_is_shown_around_its_first_mark_between_words() -> None:
    text = "bean " * 400 + "lantern " + "bean " * 400
    at = text.index("lantern")
    shown = pieces.quote(text, ((at, at + 7),), longest=300)
    assert shown.before
    assert shown.after
    assert [piece.text for piece in shown.pieces if piece.marked] == ["lantern"]
    whole = "".join(piece.text for piece in shown.pieces)
    assert set(whole.split()) == {"bean", "lantern"}
    assert 290 <= len(whole) <= 310
    start = pieces.quote(text, (), longest=300)
    assert not start.before
    assert start.after
    assert pieces.quote("rice", ()) == Quote((Piece("rice"),))


def test_a_long_text_of_one_word_is_shown_all_the_same() -> None:
    text = "가" * 5000
    shown = pieces.quote(text, ((4000, 4010),), longest=300)
    assert "".join(piece.text for piece in shown.pieces if piece.marked) == "가" * 10


def test_words_that_differ_between_readings_are_marked() -> None:
    cut = pieces.differing("I was sold for 3,000 yuan there", "I was sold for 2,000 yuan")
    assert "".join(piece.text for piece in cut) == "I was sold for 3,000 yuan there"
    assert [piece.text.strip() for piece in cut if piece.marked] == ["3,000", "there"]


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        (None, None),
        ("2019", "2019"),
        ("2019-12", "December 2019"),
        ("2019-12-06", "6 December 2019"),
        ("2019-13", "2019-13"),
        ("some day", "some day"),
        ("winter-first", "winter-first"),
    ],
)
def test_a_date_is_said_with_the_precision_it_has(iso: str | None, said: str | None) -> None:
    assert words.date(iso) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((), ""), ((4,), "4"), ((1, 2), "1 and 2"), ((1, 2, 3), "1 to 3"), ((1, 3, 4, 5, 9), "1, 3 to 5 and 9")],
)
def test_numbers_are_drawn_together(numbers: tuple[int, ...], said: str) -> None:
    assert words.runs(numbers) == said


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Lantern on the Hill | Minhee’s Story: Part 1", "the-lantern-on-the-hill-minhees-story-part-1"),
        ("Él niño & co.", "el-nino-co"),
        ("나의 이야기", "나의-이야기"),
        ("…!", ""),
        ("../../etc", "etc"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_slug_is_readable_and_short(title: str, slug: str) -> None:
    assert links.slug(title) == slug
    assert links.id_of(links.name("hill", title)) == "hill"


def test_addresses_name_what_they_lead_to() -> None:
    assert links.story("hill", "…") == "/stories/hill"
    assert links.passage("hill", "A b", "p1", "0f") == "/stories/hill-a-b?p=p1&d=0f#p-p1"
    assert links.source("ab12", 3) == "/sources/ab12#L3"


def test_a_citation_names_work_place_and_day() -> None:
    said = cite.passage(story(), passage(), "https://archive.example", date(2026, 3, 4))
    assert said == (
        "“The Lantern on the Hill.” The Lantern, December 2019. Passage 7, in the words of Minhee. Testimony Archive. "
        "https://archive.example/stories/hill-the-lantern-on-the-hill?p=hill1&d=00ff#p-hill1 (read on 4 March 2026)."
    )


def test_a_citation_guesses_nothing() -> None:
    said = cite.story(story("Why?", when=None, author="J. Doe"), "https://a.example", date(2026, 3, 4))
    assert said.startswith(
        "J. Doe. “Why?” The Lantern, no date given. Testimony Archive. https://a.example/stories/hill-why"
    )
    assert "in the words of" not in cite.passage(story(), passage(None), "https://a.example", date(2026, 3, 4))


LABELS = {"theme": {"a": "Apples", "b": "Bread"}, "publisher": {"the-lantern": "The Lantern"}}


def test_a_facet_has_its_chosen_values_on_top_and_a_page_for_the_rest() -> None:
    state = SearchState("rice").add("theme", "rare")
    counts = [(f"t{number}", 30 - number) for number in range(20)] + [("rare", 0)]
    view = facet(state, "theme", counts, LABELS, shown=5)
    assert [value.value for value in view.values] == ["rare", "t0", "t1", "t2", "t3"]
    assert view.values[0].chosen
    assert view.values[0].href == "/search?q=rice"
    assert view.values[1].href == "/search?q=rice&theme=rare&theme=t0"
    assert view.more == "/search/facet?q=rice&theme=rare&facet=theme"
    assert len(facet(state, "theme", counts, LABELS, shown=None).values) == 21


def test_years_stand_newest_first_with_bars_and_none_at_the_end() -> None:
    view = facet(SearchState(), "year", [("2019", 10), (NONE, 20), ("2024", 5)], LABELS)
    assert [(value.label, value.share) for value in view.values] == [
        ("2024", 50),
        ("2019", 100),
        ("Year not known", 0),
    ]
    assert view.bars
    assert not facet(SearchState(), "year", [(NONE, 20)], LABELS).bars
    told = facet(SearchState(), "told", [("1997", 10), ("1999", 20)], LABELS)
    assert told.bars
    assert [value.label for value in told.values] == ["1999", "1997"]


def test_labels_come_from_the_vocabulary_and_stay_ids_where_nothing_is_known() -> None:
    assert label(LABELS, "theme", "a") == "Apples"
    assert label(LABELS, "theme", NONE) == "No theme"
    assert label(LABELS, "kind", "profile") == "Profile"
    assert label(LABELS, "voice", "pxyz") == "pxyz"


def test_each_constraint_leads_to_the_search_without_it() -> None:
    state = SearchState("rice").add("theme", "a").add("publisher", "the-lantern")
    assert [(each.heading, each.label, each.remove) for each in constraints(state, LABELS)] == [
        ("Theme", "Apples", "/search?q=rice&publisher=the-lantern"),
        ("Publisher", "The Lantern", "/search?q=rice&theme=a"),
    ]


@pytest.mark.parametrize(
    ("state", "found", "said"),
    [
        (SearchState("rice"), Results(1200, 1, (), {}), "1,200 passages in 1 story, read as: RICE"),
        (SearchState("rice"), Results(1, 1, (), {}, estimated=True), "About 1 passage in 1 story, read as: RICE"),
        (SearchState("rice"), Results(0, 0, (), {}), "No passage found, read as: RICE"),
        (SearchState(), Results(2, 1, (), {}), "Everything: 2 passages in 1 story."),
        (SearchState().add("theme", "a"), Results(2, 1, (), {}), "2 passages in 1 story."),
    ],
)
def test_the_summary_says_what_was_found_and_how_it_was_read(state: SearchState, found: Results, said: str) -> None:
    assert summary(state, found, "RICE") == said


def test_pages_are_counted_in_what_is_listed() -> None:
    found = Results(41, 15, (), {})
    at_two = pages(SearchState("rice", page=2), found)
    assert at_two is not None
    assert (at_two.text, at_two.previous, at_two.next) == ("Page 2 of 3", "/search?q=rice", "/search?q=rice&page=3")
    assert pages(SearchState("rice", view=View.STORIES), found) is None
    beyond = pages(SearchState("rice", page=50), found)
    assert beyond is not None
    assert (beyond.previous, beyond.next) == ("/search?q=rice&page=3", None)
