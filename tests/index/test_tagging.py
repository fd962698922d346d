"""Rules and learned layer together: themes, evidence, origin. Passages written here are made up."""

from pathlib import Path

import pytest

from index import gold, learned, tagging
from index.evaluate import evaluate
from index.features import known_pairs, pairs, partners, parts, tokens
from index.tagging import MODEL, RULE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tagger() -> tagging.Tagger:
    return tagging.tagger()


def test_a_plain_telling_is_given_by_the_rules(tagger: tagging.Tagger) -> None:
    text = "That spring my grandmother died of hunger."
    found = {tag.theme: tag for tag in tagger.tag(text)}
    assert found["starvation"].origin == RULE
    assert any("died of hunger" in one.quote for one in found["starvation"].evidence)


def test_an_indirect_telling_is_given_by_the_layer_with_its_words(tagger: tagging.Tagger) -> None:
    text = "My mother scraped the bottom of the rice jar with a spoon, and what she found she divided into five."
    found = {tag.theme: tag for tag in tagger.tag(text)}
    assert found["starvation"].origin == MODEL
    for one in found["starvation"].evidence:
        assert text[one.start : one.end] == one.quote != ""


def test_scores_lie_between_the_threshold_and_one(tagger: tagging.Tagger) -> None:
    for passage in gold.read(ROOT / "training/held-out").passages[:100]:
        for tag in tagger.tag(passage.text):
            assert 0 < tag.score < 1
            assert tag.evidence


@pytest.mark.parametrize("text", ["", "   ", "…", "\u200b", "12345"])
def test_a_passage_without_words_has_no_themes(tagger: tagging.Tagger, text: str) -> None:
    assert tagger.tag(text) == ()


def test_the_same_text_gives_the_same_tags_and_the_digest_names_both_parts(tagger: tagging.Tagger) -> None:
    text = "We ran across the ice at night, and my brother did not come after us."
    assert tagger.tag(text) == tagger.tag(text)
    assert len(tagger.digest) == 64


def test_what_words_add_sums_to_the_odds() -> None:
    layer = learned.layer()
    weighed = layer.weigh("The teacher wrote the first letter on the board.")
    assert weighed.odds == pytest.approx(layer.table.bias + weighed.shares.sum(axis=0), abs=1e-4)
    assert len(weighed.spans) == len(weighed.shares)


def test_both_together_read_the_held_out_passages_no_worse_than_either(tagger: tagging.Tagger) -> None:
    held_out = gold.read(ROOT / "training/held-out")
    rules, layer, both = (
        evaluate(held_out, [], tag)["themes"].f1 for tag in (tagger.by_rules, tagger.by_learning, tagger.tag)
    )
    assert layer > rules
    assert both > layer - 0.01


def test_features_are_words_their_parts_and_pairs() -> None:
    row = tokens("She can’t read, she says.")
    assert [token.word for token in row] == ["she", "can't", "read", "she", "says"]
    assert {"w:read", "<re", "ead>", "<read"} <= parts("read")
    assert {"w:학교", "학", "<학교"} <= parts("학교")
    assert pairs(row)["b:she can't"] == (0, 1)
    assert pairs(row)["s:can't she"] == (1, 3)


def test_known_pairs_are_those_of_all_pairs_that_have_a_number() -> None:
    row = tokens("She can’t read, she can't write, she says that the pen can't either.")
    features = {"s:can't she": 3, "b:she can't": 7, "b:she says": 9, "b:nobody says": 11, "w:she": 12, "she": 13}
    expected = {features[name]: place for name, place in pairs(row).items() if name in features}
    assert known_pairs(row, partners(features)) == expected == {7: (0, 1), 9: (6, 7), 3: (1, 3)}


def test_the_table_is_small_and_names_the_themes_of_the_vocabulary(tagger: tagging.Tagger) -> None:
    assert (ROOT / "index/learned.npz").stat().st_size < 12_000_000
    names = {theme.id for theme in tagger._rules.vocabulary.themes}
    assert set(learned.layer().table.themes) == names


def test_training_and_held_out_passages_share_no_text() -> None:
    trained = {one.text for file in sorted((ROOT / "training").glob("*.txt")) for one in gold.read(file).passages}
    folders = [ROOT / "training/held-out", ROOT / "training/held-out-2"]
    held_out = {one.text for folder in folders for one in gold.read(folder).passages}
    assert not trained & held_out
    assert len(trained) >= 2000
    assert len(held_out) * 5 >= 2000
