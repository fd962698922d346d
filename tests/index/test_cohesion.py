"""How the words of texts hold together across a line. All texts are synthetic."""

from index.cohesion import Cohesion
from index.looks import look
from index.model import text_lines
from index.pieces import assemble

STOVE = [
    "I kept the stove of the station for eleven winters, and the smoke told me who burned furniture.",
    "The stove had a door of iron, and in the worst winters the iron was the only warm thing of the station.",
]
BOAT = [
    "My uncle built a boat of larch wood in the yard, and painted her twice with tar from the road works.",
    "The boat never saw water, since the harbour closed before the tar was dry and the larch began to crack.",
]


def traits_of(line, above, below):
    looks = look(assemble(text_lines("\n\n".join([*above, line, *below]))))
    at = next(at for at, one in enumerate(looks) if one.piece.text == line)
    return set(Cohesion(looks).traits(at))


def test_a_title_names_what_stands_below_it():
    assert "its words: none above, most below" in traits_of("A boat of larch", STOVE, BOAT)


def test_a_heading_within_a_text_names_what_stands_on_both_sides():
    assert "its words: most above, most below" in traits_of("The stove", STOVE[:1], STOVE[1:])


def test_texts_of_one_matter_share_more_words_than_two_texts():
    steps = ("nothing", "little", "something", "some", "much", "very much")
    within, across = (
        next(steps.index(name.partition(": ")[2]) for name in traits if name.startswith("words above and below"))
        for traits in (traits_of("Then", STOVE[:1], STOVE[1:]), traits_of("Then", STOVE, BOAT))
    )
    assert within > across
