"""Text that stands in two captures with different neighbours shows its own ends. All texts are synthetic."""

from index.ends import shared_runs
from index.known import Seen
from index.model import text_lines

FERRY = [
    "My grandmother sold buttons by the ferry landing, and every morning I carried her tray down the hill for her.",
    "In the winter of 1998 the ferry stopped running, and nobody in our street could tell us when it would come back.",
    "We walked across the ice at night with four other families, holding a rope that my uncle had knotted by hand.",
]
BEFORE = "The bakery on the corner opens at five now, since the night shift asked for it and the baker could not sleep."
AFTER = "Our choir needs two tenors and somebody who can mend the lamp over the piano before the concert in December."


def test_a_run_shared_with_a_stored_story_begins_and_ends_as_that_does(make_story) -> None:
    known = Seen()
    known.add([make_story("The ferry", FERRY)], [])
    text = "\n".join([BEFORE, "Across the ice", *FERRY[:2], "Advertisement", FERRY[2], AFTER, "Give"])
    (run,) = shared_runs(text_lines(text), known)
    assert (run.first, run.last) == (3, 6)
    assert run.begins == run.ends == 0.95
    assert run.story == make_story("The ferry", FERRY).story


def test_a_text_cut_short_shows_where_it_begins_and_not_where_it_ends(make_story) -> None:
    known = Seen()
    known.add([make_story("The ferry", FERRY)], [])
    (run,) = shared_runs(text_lines("\n".join([BEFORE, *FERRY[:2], AFTER])), known)
    assert (run.first, run.last) == (2, 3)
    assert run.begins > 0.6
    assert run.ends < 0.3


def test_a_single_quoted_line_and_unknown_text_show_nothing(make_story) -> None:
    known = Seen()
    assert shared_runs(text_lines("\n".join([BEFORE, *FERRY])), known) == ()
    known.add([make_story("The ferry", FERRY)], [])
    assert shared_runs(text_lines("\n".join([BEFORE, FERRY[1], AFTER])), known) == ()
