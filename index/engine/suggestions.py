"""Did you mean: queries near to one whose words stand nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from index import analysis
from index.query import And, Compound, Expression, Leaf, Or, Phrase, Word, all_of, one_of, parse, render, wanted

MOST = 3
"""Suggestions that are made at most."""

MOST_MENDED = 5
"""Words of a query that may stand nowhere; where there are more, it is in no way near to one that finds something."""


def suggestions(text: str, standing: Callable[[Leaf], int], near: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    """Queries near to `text` whose words all stand in texts that the asker may find, best first.

    `standing` counts the passages, among those that may be found, where a word or phrase stands; `near` gives the
    written words that are one edit from a word. Words under NOT and in fields are left as they are.
    """
    expression = parse(text).expression
    single = (word for leaf in wanted(expression) for word in _single(leaf))
    missing = [word for word in dict.fromkeys(single) if not standing(word)]
    choices = {word: _standing_near(word, standing, near) for word in missing} if len(missing) <= MOST_MENDED else {}
    if not choices or not all(choices.values()):
        return ()
    return tuple(dict.fromkeys(render(changed) for changed in _corrected(expression, choices)))


def _single(leaf: Leaf) -> tuple[Word | Phrase, ...]:
    """The words of a leaf one by one, as they are looked for; of prefixes and fuzzy words none."""
    match leaf:
        case Word():
            return (leaf,)
        case Compound(words):
            return tuple(Word(word) for word in words)
        case Phrase(words):
            return tuple(Phrase((word,)) for word in words)
        case _:
            return ()


def _standing_near(
    word: Word | Phrase, standing: Callable[[Leaf], int], near: Callable[[str], Sequence[str]]
) -> list[str]:
    """The written words near to one that does stand in texts, those in most passages first."""
    text = word.text if isinstance(word, Word) else word.words[0]
    if analysis.is_paired(text):
        return []
    counts = {other: standing(Word(other) if isinstance(word, Word) else Phrase((other,))) for other in near(text)}
    return sorted((other for other in counts if counts[other]), key=lambda other: (-counts[other], other))


def _corrected(expression: Expression, choices: Mapping[Word | Phrase, Sequence[str]]) -> Iterator[Expression]:
    """The expression with the first choices, then with the second where there are such, and so on."""
    for at in range(min(MOST, max(len(others) for others in choices.values()))):
        yield _changed(expression, {word: others[min(at, len(others) - 1)] for word, others in choices.items()})


def _changed(expression: Expression, choice: Mapping[Word | Phrase, str]) -> Expression:
    match expression:
        case And(parts):
            return all_of(_changed(part, choice) for part in parts)
        case Or(parts):
            return one_of(_changed(part, choice) for part in parts)
        case Word(text):
            return Word(choice.get(expression, text))
        case Compound(words):
            return Compound(tuple(choice.get(Word(word), word) for word in words))
        case Phrase(words):
            return Phrase(tuple(choice.get(Phrase((word,)), word) for word in words))
        case unchanged:
            return unchanged
