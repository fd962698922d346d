"""Persons are joined by evidence, never by name alone. All texts are synthetic."""

from index.known import Seen
from index.model import Person, Relation
from index.persons import companions, link

OTHER = "c" * 64


def known(story, *persons: Person) -> Seen:
    seen = Seen()
    seen.add([story], persons)
    return seen


def test_two_tellings_that_name_the_same_child_are_one_persons(make_story) -> None:
    stored = Person("p1", "Sunhee")
    first = make_story("Sunhee & Dano: a new home", ["She came in May with her son."], persons=("p1",))
    new = Person("p2", "Sunhee")
    second = make_story(
        "A long road | Sunhee’s Story", ["I carried my son Dano over the pass."], OTHER, persons=("p2",)
    )
    linked = link(second, [new], known(first, stored))
    assert linked.occurrence.persons == ("p1",)
    assert [one.voice for one in linked.occurrence.passages] == ["p1"]
    assert [person.id for person in linked.persons] == ["p1"]
    (related,) = linked.related
    assert (related.kind, related.stories) == (Relation.SAME_PERSON, (first.story, second.story))
    assert "Dano" in related.why


def test_namesakes_stay_apart(make_story) -> None:
    first = make_story("Sunhee’s Story", ["I sold buttons by the landing."], persons=("p1",))
    second = make_story("Sunhee’s Story", ["I taught sums in the hills."], OTHER, persons=("p2",))
    linked = link(second, [Person("p2", "Sunhee")], known(first, Person("p1", "Sunhee")))
    assert linked.occurrence.persons == ("p2",)
    assert linked.related == ()


def test_parts_of_one_series_are_one_persons_and_a_series(make_story) -> None:
    fields = {"series": "Sunhee’s Story"}
    first = make_story("Sunhee’s Story: Part 1", ["I was born by the sea."], persons=("p1",), part=1, **fields)
    second = make_story("Sunhee’s Story: Part 2", ["Then I left."], OTHER, persons=("p2",), part=2, **fields)
    linked = link(second, [Person("p2", "Sunhee", ("Lee Sun-hee",))], known(first, Person("p1", "Sunhee")))
    assert linked.occurrence.persons == ("p1",)
    assert [one.kind for one in linked.related] == [Relation.SERIES]
    assert linked.persons[0].other_names == ("Lee Sun-hee",)


def test_companions_are_those_set_beside_the_person(make_story) -> None:
    story = make_story(
        "Sunhee & Dano: a new home",
        ["My sister Okja stayed. In Busan it rained.", "Sunhee and Haneul opened a shop."],
        persons=("p1",),
    )
    assert companions(story, Person("p1", "Sunhee")) == {"dano", "okja", "haneul"}
