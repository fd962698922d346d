"""Places named, and the gazetteer that tells of them. All sentences are synthetic."""

import re
import time
import unicodedata

import pytest

from index import places
from index.errors import VocabularyError
from index.gazetteer import KINDS, read_gazetteer


def found(text: str) -> list[str]:
    return [mention.place for mention in places.find(text)]


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.place, text[mention.start : mention.end]) for mention in places.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I was born in Hoeryong, in North Hamgyong.", ["hoeryong", "north-hamgyong"]),
        ("Hoeryong’s market and China's border", ["hoeryong", "china"]),
        ("From NORTH KOREA to SOUTH KOREA.", ["north-korea", "south-korea"]),
        ("We fled south Hamgyong for north Korea’s capital.", ["south-hamgyong", "north-korea"]),
        ("North and South Korea", ["north-korea", "south-korea"]),
        ("Inner\nMongolia, then Mongolia and the Gobi.", ["inner-mongolia", "mongolia", "gobi"]),
        ("China, Laos, Thailand (Bangkok)", ["china", "laos", "thailand", "bangkok"]),
        ("They held him in Camp 15, which people call Yodok.", ["camp-15", "camp-15"]),
        ("the Democratic People’s Republic of Korea", ["north-korea"]),
        ("We reached the US by way of New York City.", ["united-states", "new-york"]),
        ("Hyesan-born, she lived near Ji'an and Xi’an.", ["hyesan", "jian", "xian"]),
    ],
)
def test_places_are_found_as_whole_names_the_longest_first(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A North Korean and two South Koreans spoke Chinese with a Thai.",
        "Koreans say so. Koreatown? Chinatown.",
        "She broke a China plate, then the fine China, then the bone China.",
        "Jordan told me that Sydney was kind; Paris Lee laughed. London wept.",
        "Mr. Seoul met Mrs. Anju and Kim Hyesan.",
        "Liberty in North Korea and the Bank of China wrote to George Washington.",
        "The Washington Post, the China Daily, Voice of America.",
        "the north of the country and the south of it",
        "china and turkey; a manila folder; the may of america",
        "write to someone@China.example",
        "Jian and Xian are given names.",
    ],
)
def test_peoples_persons_things_and_papers_are_no_places(text: str) -> None:
    assert found(text) == []


def test_a_sea_is_not_the_country_it_is_named_after() -> None:
    assert found("The South China Sea, the East China Sea, the Sea of Japan.") == ["south-china-sea"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We crossed the Tumen at night.", "tumen-river"),
        ("Crossing Tumen was easy that winter, said the Tumen River guard.", "tumen-river"),
        ("They took us to Tumen.", "tumen-city"),
        ("the Tumen detention center", "tumen-city"),
        ("We waded the icy Tumen.", "tumen-river"),
    ],
)
def test_what_stands_beside_a_name_of_two_places_tells_which(text: str, expected: str) -> None:
    assert set(found(text)) == {expected}


def test_a_doubtful_name_alone_is_left_open() -> None:
    assert found("Tumen, she said.") == []
    assert found("She lives in Sydney, and moved to London.") == ["sydney", "london"]


@pytest.mark.parametrize(
    "spelling",
    ["Ch'ŏngjin", "Ch’ŏngjin", "Chʻongjin", "Chongjin", "Cho\u0306ngjin", "Cheongjin", "CHONGJIN", "Chong\u00adjin"],
)
def test_every_transcription_is_found_with_the_letters_it_has(spelling: str) -> None:
    text = f"In {spelling} it snowed."
    assert named(text) == [("chongjin", spelling)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "저는 회령에서 태어나 두만강을 건너 중국으로 갔습니다.",
            [("hoeryong", "회령"), ("tumen-river", "두만강"), ("china", "중국")],
        ),
        (
            "함경북도 무산군에서 서울까지",
            [("north-hamgyong", "함경북도"), ("musan", "무산군"), ("seoul", "서울")],
        ),
        ("혜산시는 북한의 도시다.", [("hyesan", "혜산시"), ("north-korea", "북한")]),
        ("중국 사람과 한국인, 북한군, 중국어", []),
        ("그 계획은 무산됐다. 밥을 해주는 사람, 개성이 강한 사람", []),
        ("해주에서 살았다.", [("haeju", "해주")]),
    ],
)
def test_korean_names_stand_before_their_particles(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_korean_in_parts_of_letters_is_found_where_it_stands() -> None:
    text = unicodedata.normalize("NFD", "저는 회령에서 왔다.")
    [mention] = places.find(text)
    assert mention.place == "hoeryong"
    assert unicodedata.normalize("NFC", text[mention.start]) != ""
    assert text[: mention.start] == unicodedata.normalize("NFD", "저는 ")


def test_chinese_names_are_found_but_not_in_names_of_peoples() -> None:
    assert named("我在中国的延吉，后来到了韩国。") == [("china", "中国"), ("yanji", "延吉"), ("south-korea", "韩国")]
    assert found("中国人说朝鲜语，朝鲜战争") == []
    assert found("图们江边的图们") == ["tumen-river", "tumen-city"]


def test_the_places_that_hold_a_place_are_told_from_the_nearest() -> None:
    gazetteer = places.gazetteer()
    assert gazetteer.within("musan") == ("north-hamgyong", "north-korea")
    assert gazetteer.within("yanji") == ("yanbian", "jilin-province", "china")
    assert gazetteer.within("north-korea") == gazetteer.within("nowhere") == ()


def test_the_gazetteer_tells_the_route_and_where_it_ends() -> None:
    gazetteer = places.gazetteer()
    assert len(gazetteer.places) > 200
    for kind in KINDS:
        assert any(place.kind == kind for place in gazetteer.places.values()), kind
    for id in ("hoeryong", "hyesan", "chongjin", "yanji", "kunming", "vientiane", "bangkok", "seoul", "new-malden"):
        assert gazetteer.places[id].at, id
    # Points lie where their country is: a slip of the pen puts a town into the sea beyond it.
    for place in gazetteer.places.values():
        if place.at and "north-korea" in gazetteer.within(place.id):
            assert 37.6 <= place.at[0] <= 43.1 and 124.1 <= place.at[1] <= 130.7, place.id
        if place.at and "south-korea" in gazetteer.within(place.id):
            assert 33.1 <= place.at[0] <= 38.7 and 125.0 <= place.at[1] <= 131.0, place.id


def test_every_name_finds_its_own_place_where_nothing_makes_it_doubtful() -> None:
    for place in places.gazetteer().places.values():
        for name in (*place.names, *place.korean, *place.chinese):
            assert [mention.place for mention in places.find(f"({name})")] == [place.id], name


GOOD = '[names]\nunless = ["Mr ~"]\n[country]\nhere = { name = "Here", at = [1.0, 2.0] }\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[country", "not readable as TOML"),
        ("[planet]\n", "unknown table “planet”"),
        (GOOD + 'there = "There"\n', "place “there”: must be a table"),
        (GOOD + 'there = { name = "There", latitude = 1 }\n', "unknown key “latitude”"),
        (GOOD + "there = { name = ' ' }\n", "“name” must be a text"),
        (GOOD + 'There = { name = "There" }\n', "the id must be of small letters"),
        (GOOD + 'there = { name = "Here" }\n', "“Here” is the name of “here” too"),
        (GOOD + 'there = { name = "There", also = ["Here"] }\n', "“Here” is a name of “here” too"),
        (GOOD + 'there = { name = "There", broader = "nowhere" }\n', "leads to “nowhere”"),
        (GOOD + 'there = { name = "There", broader = "there" }\n', "leads in a circle"),
        (GOOD + 'there = { name = "There", at = [91.0, 2.0] }\n', "a latitude from -90 to 90"),
        (GOOD + 'there = { name = "There", at = ["a", "b"] }\n', "“at” must be"),
        (GOOD + 'there = { name = "There", ko = "거기" }\n', "“ko” must be a list"),
        (GOOD + 'there = { name = "There", unless = ["plate"] }\n', "must hold the sign ~ once"),
        (GOOD + '[city]\nhere = { name = "There" }\n', "the id is given twice"),
    ],
)
def test_a_gazetteer_that_does_not_say_what_it_must_is_refused(text: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=re.escape("made-up.toml: ") + ".*" + re.escape(message)):
        read_gazetteer(text.encode(), "made-up.toml")


@pytest.mark.parametrize(
    "piece", ["North ", "N", "China ", "in China plate ", "回령中国人", "중국에서", "\u0301", "Tumen "]
)
def test_time_grows_with_the_text(piece: str) -> None:
    began = time.perf_counter()
    places.find(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - began < 5
