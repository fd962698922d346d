"""Persons are joined by evidence, never by name alone. All texts are synthetic."""

import pytest

from index.known import Seen
from index.lives import life
from index.model import Person, Relation
from index.persons import link

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


@pytest.mark.parametrize(("source", "joined"), [("a" * 64, True), (OTHER, False)])
def test_parts_of_no_named_series_are_one_persons_on_one_page_only(make_story, source, joined) -> None:
    first = make_story("The house", ["I was born by the sea."], persons=("p1",), part=1)
    second = make_story("The road", ["Then I left."], source, persons=("p2",), part=2)
    linked = link(second, [Person("p2", "Sunhee")], known(first, Person("p1", "Sunhee")))
    assert linked.occurrence.persons == (("p1",) if joined else ("p2",))


def test_companions_are_those_set_beside_the_person(make_story) -> None:
    story = make_story(
        "Sunhee & Dano: a new home",
        ["My sister Okja stayed. In Busan it rained.", "Sunhee and Haneul opened a shop."],
        persons=("p1",),
    )
    assert life(story, ("Sunhee",)).companions == {"dano", "okja", "haneul"}


def told(make_story, name: str, texts: list[str], source: str, *others: str) -> tuple[object, Person]:
    person = Person(f"id-{source[:1]}", name, others)
    return make_story(f"{name}’s Story", texts, source, persons=(person.id,)), person


def joined(make_story, first: list[str], second: list[str], names=("Sunhee", "Sunhee"), others=((), ())) -> str | None:
    """Why two tellings are one person's, if they are."""
    one, known_person = told(make_story, names[0], first, "a" * 64, *others[0])
    two, person = told(make_story, names[1], second, OTHER, *others[1])
    linked = link(two, [person], known(one, known_person))
    same = linked.occurrence.persons == (known_person.id,)
    assert same == bool(linked.related)
    return linked.related[0].why if same else None


def test_a_second_name_that_both_print_joins(make_story) -> None:
    others = (("Park Sun-hee",), ("Park Sun-hee",))
    why = joined(make_story, ["I sold buttons."], ["I crossed the ice."], others=others)
    assert why == "both tell of Sunhee and know the name Park Sun-hee"


def test_a_surname_added_needs_evidence(make_story) -> None:
    names = ("Sunhee", "Sunhee Park")
    assert joined(make_story, ["I sold buttons."], ["I taught sums."], names) is None
    assert joined(make_story, ["My brother Chol-ho stayed."], ["With my brother Chol-ho I left."], names)


def test_two_surnames_are_two_people(make_story) -> None:
    first, second = ["My brother Chol-ho stayed."], ["With my brother Chol-ho I left."]
    assert joined(make_story, first, second, ("Sunhee Lee", "Sunhee Park")) is None


def test_rare_facts_together_join_and_one_alone_does_not(make_story) -> None:
    first = ["In 1998 we left Hyesan on foot.", "I was held in Onsong in 2003.", "I reached Busan in 2009."]
    assert joined(make_story, first, ["We stayed in Hyesan until 1998, and I sold salt."]) is None
    why = joined(
        make_story, first, ["It was 1998 when I left Hyesan.", "I fell ill at Onsong in 2003.", "I saw Busan in 2009."]
    )
    assert why is not None
    assert "Hyesan in 1998" in why


def test_wide_places_are_no_evidence(make_story) -> None:
    first = ["In 1998 I left North Korea.", "I was in China in 2003.", "I reached South Korea in 2009."]
    second = ["I left North Korea in 1998.", "In 2003 I was sold in China.", "Since 2009 I have lived in South Korea."]
    assert joined(make_story, first, second) is None


def test_a_contradiction_outweighs_a_shared_companion(make_story) -> None:
    first = ["I was born in Hoeryong in 1988.", "My daughter Yu-na was born later."]
    second = ["I was born in Haeju.", "My daughter Yu-na and I walked."]
    assert joined(make_story, first, second) is None
    assert joined(make_story, first, ["I was born in Hoeryong.", "My daughter Yu-na and I walked."])


def test_korean_tellings_are_joined_by_whom_they_name(make_story) -> None:
    first, second = ["동생 영호가 강가에 남았습니다."], ["저는 동생 영호와 함께 살았습니다."]
    assert joined(make_story, first, second, ("정순", "정순"))
    assert joined(make_story, first, ["동생 철수와 함께 살았습니다."], ("정순", "정순")) is None
