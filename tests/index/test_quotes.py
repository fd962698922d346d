"""Quotation marks over one and several paragraphs."""

from index import quotes


def whole(*paragraphs):
    return [part.whole for part in quotes.read(paragraphs)]


def test_a_paragraph_between_marks_is_all_quotation():
    assert whole("“I kept the comb,” she says.", "“I kept the comb, and I have it still.”") == [False, True]


def test_a_quotation_goes_on_over_paragraphs_without_marks_until_it_closes():
    assert whole("“I kept it.", "It was my aunt’s.", "I have it still.”", "She smiles.") == [True, True, True, False]


def test_a_quotation_that_each_paragraph_opens_anew_goes_on():
    assert whole("“I kept it.", "“I have it still.”", "She smiles.") == [True, True, False]


def test_a_mark_that_nothing_closes_claims_no_later_paragraph():
    assert whole("“I kept it.", "The mill is closed now.", "Nobody lives there.") == [True, False, False]


def test_straight_marks_open_and_close_in_turn():
    part = quotes.read(['"Sit," he said, "and eat."'])[0]
    assert part.own.split() == ["he", "said"]
