"""The rule language, on made-up sentences."""

import pytest

from index.clauses import read_words
from index.matcher import denied, matcher
from index.rules import Grammar, PatternError

GRAMMAR = Grammar(
    {"sell": ("sold",)}, {"kin": ("mother", "aunt"), "far": ("north_korea", "<kin>"), "loop": ("<loop>",)}
)


def found(pattern: str, text: str) -> list[str]:
    words = read_words(text)
    hits = matcher(GRAMMAR.compile(pattern)).find(words)
    spans = [(words.starts[hit.first], words.ends[hit.last]) for row in hits.values() for hit in row]
    return sorted(text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("sell", "She sells, they SOLD; nobody sellotapes.", ["SOLD", "sells"]),
        ("=school", "Schools and a school.", ["school"]),
        ("imprison*", "His imprisonment", ["imprisonment"]),
        ("<kin>", "My aunts", ["aunts"]),
        ("from <far>", "from North Korea, from Mother", ["from Mother", "from North Korea"]),
        ("ration card?", "A ration card", ["ration card"]),
        ("for # won", "for 3,000 won, for three won", ["for 3,000 won", "for three won"]),
        ("sell .. aunt", "They sold my poor old aunt", ["sold my poor old aunt"]),
        ("sell .. aunt", "They sold my very poor old aunt", []),
        ("sell ..4 aunt", "They sold my very poor old aunt", ["sold my very poor old aunt"]),
        ("sell .. aunt", "They sold, my aunt said, the cow", []),
        ("sell ... aunt", "They sold, my aunt said, the cow", ["sold, my aunt"]),
        ("sell ... aunt", "They sold it. My aunt wept", []),
        ("mother|aunt sell", "“Aunt’s sold it,” he said", ["Aunt’s sold"]),
        ("could not eat", "We couldn't eat", ["couldn't eat"]),
        ("굶*", "우리는 굶었다", ["굶었다"]),
    ],
)
def test_patterns(pattern: str, text: str, expected: list[str]) -> None:
    longest = [one for one in found(pattern, text) if not any(one != other and one in other for other in expected)]
    assert longest == expected


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (".. sold", "begins and ends with a word"),
        ("", "begins and ends with a word"),
        ("sold <nobody>", "no family"),
        ("sold|", "empty choice"),
        ("<loop>", "contains itself"),
        ("Sold", "lower case"),
        ("#", "no word of its own"),
        ("extraordinarily*", "too long"),
    ],
)
def test_patterns_that_cannot_be_read(pattern: str, why: str) -> None:
    with pytest.raises(PatternError, match=why):
        GRAMMAR.compile(pattern)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was never once sold", True),
        ("They did not sell her", True),
        ("He knew nothing, and she was sold", False),
        ("She was sold and never seen again", False),
    ],
)
def test_a_negator_denies_what_follows_it_in_its_clause(text: str, expected: bool) -> None:
    (pattern,) = GRAMMAR.compile("sell")
    words = read_words(text)
    (hits,) = matcher([pattern]).find(words).values()
    assert denied(hits[0], pattern, words) is expected


def test_an_abbreviation_ends_no_sentence() -> None:
    words = read_words("Mrs. Han sold it. He left at 4.10 a.m.")
    assert [words.sentences[words.forms.index(form)] for form in ("mrs", "sold", "left", "4.10")] == [0, 0, 1, 1]
