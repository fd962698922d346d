"""The vocabulary and the tagger. Passages written here are made up."""

import re
import time
from pathlib import Path

import pytest

from index import evaluate, gold, themes
from index.errors import VocabularyError
from index.vocabulary import read_vocabulary

FOUNDING = Path(__file__).parents[1] / "gold" / "founding"
CORPUS = Path(__file__).parents[2] / "corpus"

SMALL = """
threshold = 0.5
[forms]
sell = ["sold"]
[families]
kin = "aunt mother"
[contexts]
game = ["football"]
[[theme]]
id = "sale"
label = { en = "Sale", ko = "판매" }
definition = "Somebody is sold."
scope = "No players."
  [[theme.rule]]
  name = "sold"
  weight = 0.6
  any = ["sell .. <kin>"]
  passage_unless = ["@game"]
[[theme]]
id = "flight"
label = { en = "Flight", ko = "도주" }
definition = "Somebody flees."
scope = "No birds."
broader = "sale"
  [[theme.rule]]
  name = "runs"
  weight = 0.3
  any = ["run|flee"]
  with = ["night|dark"]
"""


RULES = themes.rule_tagger()


def tagged(text: str) -> set[str]:
    return {tag.theme for tag in RULES.tag(text)}


def small(old: str = "", new: str = "") -> themes.Vocabulary:
    assert old in SMALL
    return read_vocabulary(SMALL.replace(old, new, 1).encode(), "small.toml")


def test_the_vocabulary_names_and_defines_the_themes_of_the_codebook() -> None:
    vocabulary = themes.vocabulary()
    codebook = re.findall(r"^\| ([a-z-]+) \|", (FOUNDING / "CODEBOOK.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(theme.id for theme in vocabulary.themes) == sorted(set(codebook) - {"id", "---"})
    assert len(vocabulary.themes) == 17
    assert len(vocabulary.digest) == 64
    assert all(theme.definition and theme.scope and theme.rules for theme in vocabulary.themes)
    starvation = vocabulary.get("starvation")
    assert starvation is not None
    assert (starvation.label(), starvation.label("ko")) == ("Starvation", "굶주림")
    assert starvation.label("zh") == starvation.label("en")
    assert vocabulary.get("weather") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("threshold = 0.5", "threshold = =", "small.toml: not readable as TOML"),
        ("[forms]", "[form]", "top level: unknown key “form”"),
        ('id = "flight"', 'id = "sale"', "theme “sale”: the id is given twice"),
        ('id = "flight"\n', "", "theme 2: “id” must be a text"),
        (', ko = "도주"', "", "theme “flight”: “label” must give an English"),
        ('scope = "No birds."', 'scope = ""', "theme “flight”: “scope” must be a text"),
        ('broader = "sale"', 'broader = "sail"', "theme “flight”: “broader” names “sail”"),
        ("weight = 0.3", "weight = 3", "theme “flight”, rule “runs”: “weight” must be a number"),
        ("passage_unless", "pasage_unless", "theme “sale”, rule “sold”: unknown key “pasage_unless”"),
        ('"@game"', '"@gam"', "theme “sale”, rule “sold”, key “passage_unless”: there is no context “@gam”"),
        ('any = ["run|flee"]', "any = []", "theme “flight”, rule “runs”: “any” must hold"),
        ('any = ["run|flee"]', 'any = "run"', "theme “flight”, rule “runs”: “any” must be a list"),
        ("<kin>", "<kim>", "key “any”: the pattern “sell .. <kim>” cannot be read: there is no family “<kim>”"),
        ('"football"', '"Football"', "contexts, key “game”: the pattern “Football” cannot be read"),
    ],
)
def test_a_vocabulary_is_refused_with_the_place_and_the_reason(old: str, new: str, said: str) -> None:
    with pytest.raises(VocabularyError, match=re.escape(said)):
        small(old, new)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(VocabularyError, match="not readable"):
        read_vocabulary(b"\xff\xfe", "small.toml")


def test_rules_conditions_weights_and_threshold() -> None:
    tagger = themes.RuleTagger(small())
    (sale,) = tagger.tag("They sold my old aunt.")
    assert (sale.theme, sale.score, sale.origin) == ("sale", 0.6, "rule")
    assert tagger.tag("They sold my aunt's football.") == ()
    assert tagger.tag("We run at night.") == ()
    assert [tag.score for tag in tagger.tag("We run in the dark. By night we flee.")] == [0.51]
    assert tagger.tag("We run. By night it rained. They flee.") == ()


def test_explain_tells_what_held_below_the_threshold_too() -> None:
    (fired,) = themes.RuleTagger(small()).explain("We run at night.")
    assert (fired.theme, fired.rule, fired.pattern, fired.weight) == ("flight", "runs", "run|flee", 0.3)
    assert fired.evidence.quote == "run"


def test_evidence_lies_on_the_words_of_the_passage() -> None:
    text = "\u201cCafé,\u201d she said 🙂 \u2014 and then:  they  sold me to a farmer\u2019s family, for 3,000 yuan."
    tags = RULES.tag(text)
    assert "trafficking" in {tag.theme for tag in tags}
    for tag in tags:
        assert 0.5 <= tag.score <= 0.99
        assert tag.evidence
        assert all(text[one.start : one.end] == one.quote for one in tag.evidence)
        assert all(one.end <= two.start for one, two in zip(tag.evidence, tag.evidence[1:], strict=False))


PAIRS = [
    ("trafficking", "Two days later I was sold to a farmer.", "Two days later the cow was sold to a farmer."),
    ("trafficking", "He had paid eleven thousand yuan for her.", "Our guide sold us out, and the police were waiting."),
    ("trafficking", "The women were trafficked from the border.", "They said that the South trafficked drugs."),
    ("repatriation", "In spring my brother was deported to North Korea.", "I was never deported."),
    (
        "repatriation",
        "The Chinese police sent her back across the river.",
        "The clerk sent my letter back across the river.",
    ),
    ("repatriation", "They were repatriated in handcuffs.", "The museum repatriated the bell in June."),
    ("starvation", "My aunt died of hunger that spring.", "The reporters were hungry for news that spring."),
    ("starvation", "We boiled bark and ate grass.", "The stove is a hungry beast."),
    ("starvation", "There was nothing to eat for a week.", "We were never hungry in our house."),
    ("starvation", "In the famine my sister starved.", "The engine was starved of fuel."),
    ("education", "I went to school until I was eleven.", "A school of herring came near the pier."),
    ("education", "She was not allowed to attend university.", "Losing the boat was an expensive lesson."),
    ("education", "He studied hard and passed the exam.", "We waited behind the teachers' college."),
    ("education", "Every evening I studied English.", "Since graduating high school, he has driven a lorry."),
    ("education", "My daughter started at the new school.", "The map shows their schools, train stations and streets."),
    (
        "forced-marriage",
        "At nineteen I was forced to marry a man of fifty.",
        "At nineteen I married a man whom I loved.",
    ),
    ("forced-marriage", "She was sold as a wife.", "She fell in love, and the wedding was in May."),
    ("detention", "After the interrogation I was in jail for a month.", "We were prisoners of the card table."),
    ("detention", "He was arrested and beaten with a stick in his cell.", "He lost his cell phone at the bus stop."),
    ("sexual-violence", "The guard raped her.", "We walked through fields of rape seed."),
    ("faith", "They prayed in secret and hid a Bible.", "Turn left, past the church, and ring twice."),
    ("despair", "That winter I wanted to die.", "I am a hopeless cook."),
    ("motherhood", "I was six months pregnant and gave birth in a barn.", "There was a pregnant pause."),
]


@pytest.mark.parametrize(("theme", "evidence", "trap"), PAIRS)
def test_the_same_words_once_as_evidence_and_once_as_a_trap(theme: str, evidence: str, trap: str) -> None:
    assert theme in tagged(evidence)
    assert theme not in tagged(trap)


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("starvation", "어머니와 나는 사흘을 굶었습니다."),
        ("repatriation", "그 여름 오빠는 북송되었습니다."),
        ("education", "저는 열 살까지 학교에 다녔습니다."),
        ("forced-marriage", "강제 결혼이었습니다."),
        ("trafficking", "언니는 농가에 팔려 갔습니다."),
        ("detention", "아버지는 수용소에서 돌아가셨습니다."),
        ("faith", "할머니는 밤마다 기도하셨습니다."),
    ],
)
def test_korean_rules(theme: str, text: str) -> None:
    assert theme in tagged(text)
    assert theme in {tag.theme for tag in RULES.tag(text, "ko")}
    assert theme not in {tag.theme for tag in RULES.tag(text, "en")}


def test_no_theme_without_words() -> None:
    assert RULES.tag("") == ()
    assert RULES.tag(" \n\u2028… — 🙂") == ()
    assert RULES.tag("The wind turned in the evening, and the boats came in.") == ()


def test_a_score_grows_with_further_evidence() -> None:
    one = RULES.tag("We boiled bark.")
    two = RULES.tag("We boiled bark. There was nothing to eat, and my uncle died of hunger.")
    score = {tag.theme: tag.score for tag in two}
    assert {tag.theme: tag.score for tag in one}["starvation"] < score["starvation"] <= 0.99


@pytest.mark.parametrize("text", ["she was sold and ", "they sent me back to the river ", "couldn't not never ", "a"])
def test_a_hostile_line_of_three_megabytes_is_read_in_time(text: str) -> None:
    line = text * (3_000_000 // len(text))
    start = time.perf_counter()
    tags = RULES.tag(line)
    assert time.perf_counter() - start < 5
    assert all(one.end <= themes.READ_AT_MOST for tag in tags for one in tag.evidence)


Line = tuple[str, int]

SCHOOL = {("000", 2), ("000", 35), ("000", 46), ("000", 52), ("001", 35), ("004", 33)}
SCHOOL_OR_NOT = {("004", 6), ("004", 34), ("004", 36)}


@pytest.fixture(scope="module")
def founding() -> list[tuple[Line, str, gold.Labels]]:
    """The scored lines of the founding captures: capture and line, text, labels."""
    return [
        ((capture.name[:3], number), lines[number - 1], labels)
        for capture in gold.read(FOUNDING / "seeds.json").captures
        for lines in [(CORPUS / capture.name).read_bytes().decode("utf-8").split("\n")]
        for number, labels in capture.lines.items()
    ]


def test_floor_on_the_founding_gold(founding: list[tuple[Line, str, gold.Labels]]) -> None:
    passages = tuple(gold.GoldPassage(f"{line}", text, labels) for line, text, labels in founding)
    measures = evaluate.evaluate(gold.Gold(passages=passages), [], RULES.tag)
    assert len(passages) == 162
    assert measures["themes"].f1 >= 0.85


def test_floor_on_the_example_passages() -> None:
    measures = evaluate.evaluate(gold.read(FOUNDING / "examples.txt"), [], RULES.tag)
    assert measures["themes"].f1 >= 0.8
    assert measures["main-themes"].f1 >= 0.87


def test_which_lines_that_hold_the_word_school_are_about_education(
    founding: list[tuple[Line, str, gold.Labels]],
) -> None:
    held = {line for line, text, _ in founding if re.search(r"\bschool", text, re.IGNORECASE) and line[0] != "002"}
    chosen = {line for line, text, _ in founding if line in held and "education" in tagged(text)}
    assert chosen - SCHOOL_OR_NOT == SCHOOL
    (reader,) = (text for line, text, _ in founding if line == ("001", 21))
    assert "education" not in tagged(reader)
