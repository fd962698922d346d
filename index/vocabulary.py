"""The vocabulary of themes: read from themes.toml, and checked key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Any

from index.errors import VocabularyError
from index.rules import Grammar, Pattern, PatternError

_TOP = {"threshold", "light", "forms", "families", "contexts", "theme"}
_THEME = {"id", "label", "definition", "scope", "broader", "threshold", "rule"}
_RULE = {"name", "weight", "negated", "language", "any", "with", "unless", "passage_with", "passage_unless"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a theme, as themes.toml explains it; patterns are numbers into the vocabulary's `patterns`."""

    name: str
    weight: float
    negated: bool
    language: str | None
    any: frozenset[int]
    near: frozenset[int] | None
    unless: frozenset[int]
    passage_with: frozenset[int] | None
    passage_unless: frozenset[int]


@dataclass(frozen=True, slots=True)
class Theme:
    """A term of the vocabulary: what it means, what it is called, and the rules by which it is proposed."""

    id: str
    labels: Mapping[str, str]
    definition: str
    scope: str
    broader: str | None
    threshold: float
    rules: tuple[Rule, ...]

    def label(self, language: str = "en") -> str:
        """The label in a language, the English one where there is none."""
        return self.labels.get(language, self.labels["en"])


@dataclass(frozen=True, slots=True)
class Register:
    """What makes a passage a light one, in which words are mostly figures of speech."""

    factor: float
    most: int
    light: frozenset[int]
    grave: frozenset[int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The themes in the order of the file, the patterns of their rules, and the file's SHA-256 in hex."""

    themes: tuple[Theme, ...]
    digest: str
    register: Register
    patterns: tuple[Pattern, ...]

    def get(self, theme: str) -> Theme | None:
        """The theme with this id, None where there is none."""
        return next((known for known in self.themes if known.id == theme), None)


def read_vocabulary(data: bytes, name: str) -> Vocabulary:
    """The vocabulary that a file holds; raises VocabularyError, which names the file, the theme and the key."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"{name}: not readable as TOML: {error}") from error
    reader = _Reader.of(table, name)
    themes = tuple(reader.themes())
    register = reader.register()
    return Vocabulary(themes, sha256(data).hexdigest(), register, tuple(reader.patterns))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a vocabulary's table, checks it key by key, and collects its patterns, each once."""

    table: Mapping[str, Any]
    name: str
    grammar: Grammar
    patterns: list[Pattern]
    numbers: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, table: Mapping[str, Any], name: str) -> _Reader:
        """A reader of this table; the irregular forms and the families are checked first."""
        reader = cls(table, name, Grammar({}, {}), [], {})
        reader.known(table, _TOP, "top level")
        forms = {word: reader.strings(table.get("forms", {}), word, "forms") for word in table.get("forms", {})}
        families = table.get("families", {})
        members = {key: reader.string(families, key, "families").split() for key in families}
        return cls(table, name, Grammar(forms, members), [], {})

    def fail(self, where: str, why: str) -> VocabularyError:
        """The error to raise: which file, which theme or table, which key, and what is wrong."""
        return VocabularyError(f"{self.name}: {where}: {why}")

    def known(self, table: Mapping[str, Any], keys: set[str], where: str) -> None:
        """Refuses keys that mean nothing, which are mostly misspelt ones."""
        for key in table:
            if key not in keys:
                raise self.fail(where, f"unknown key “{key}”; known are {', '.join(sorted(keys))}")

    def string(self, table: Mapping[str, Any], key: str, where: str) -> str:
        """A text that must be there and must not be empty."""
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(where, f"“{key}” must be a text that is not empty")
        return value

    def strings(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        """A list of texts; none where the key is missing."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(where, f"“{key}” must be a list of texts")
        return tuple(value)

    def share(self, table: Mapping[str, Any], key: str, where: str) -> float:
        """A number above 0 and not above 1."""
        value = table.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise self.fail(where, f"“{key}” must be a number above 0, at most 1")
        return float(value)

    def themes(self) -> Iterator[Theme]:
        """The themes in order; each id once, each broader term known."""
        tables = self.table.get("theme", [])
        if not isinstance(tables, list) or not tables:
            raise self.fail("top level", "there is no [[theme]]")
        ids = [self.string(table, "id", f"theme {number}") for number, table in enumerate(tables, start=1)]
        for table, identity in zip(tables, ids, strict=True):
            if ids.count(identity) > 1:
                raise self.fail(f"theme “{identity}”", "the id is given twice")
            yield self._theme(table, identity, ids)

    def _theme(self, table: Mapping[str, Any], identity: str, ids: Sequence[str]) -> Theme:
        where = f"theme “{identity}”"
        self.known(table, _THEME, where)
        broader = table.get("broader")
        if broader is not None and (broader not in ids or broader == identity):
            raise self.fail(where, f"“broader” names “{broader}”, which is no other theme of this file")
        labels = table.get("label", {})
        if not isinstance(labels, dict) or not {"en", "ko"} <= labels.keys():
            raise self.fail(where, "“label” must give an English (en) and a Korean (ko) label")
        return Theme(
            identity,
            {language: self.string(labels, language, f"{where}, label") for language in labels},
            self.string(table, "definition", where),
            self.string(table, "scope", where),
            broader,
            self.share(table if "threshold" in table else self.table, "threshold", where),
            tuple(self._rule(rule, where) for rule in table.get("rule", [])),
        )

    def _rule(self, table: Mapping[str, Any], theme: str) -> Rule:
        name = self.string(table, "name", f"{theme}, a rule")
        where = f"{theme}, rule “{name}”"
        self.known(table, _RULE, where)
        found = self.compiled(table, "any", where)
        if not found:
            raise self.fail(where, "“any” must hold at least one pattern")
        return Rule(
            name,
            self.share(table, "weight", where),
            bool(table.get("negated", False)),
            table.get("language"),
            found,
            self.compiled(table, "with", where) or None,
            self.compiled(table, "unless", where),
            self.compiled(table, "passage_with", where) or None,
            self.compiled(table, "passage_unless", where),
        )

    def register(self) -> Register:
        """The table [light]; a vocabulary without one damps nothing."""
        table = self.table.get("light")
        if table is None:
            return Register(1.0, 0, frozenset(), frozenset())
        self.known(table, {"factor", "most", "light", "grave"}, "light")
        most = table.get("most")
        if isinstance(most, bool) or not isinstance(most, int) or most < 0:
            raise self.fail("light", "“most” must be a whole number, 0 or above")
        light, grave = (self.compiled(table, key, "light") for key in ("light", "grave"))
        return Register(self.share(table, "factor", "light"), most, light, grave)

    def compiled(self, table: Mapping[str, Any], key: str, where: str) -> frozenset[int]:
        """The numbers of the patterns under a key, named contexts filled in."""
        lines = self.strings(table, key, where)
        return frozenset(chain.from_iterable(self._numbers(line, f"{where}, key “{key}”") for line in lines))

    def _numbers(self, line: str, where: str) -> Iterable[int]:
        if line.startswith("@"):
            contexts = self.table.get("contexts", {})
            if line[1:] not in contexts:
                raise self.fail(where, f"there is no context “{line}”")
            named = self.strings(contexts, line[1:], "contexts")
            return chain.from_iterable(self._numbers(pattern, f"contexts, key “{line[1:]}”") for pattern in named)
        if line not in self.numbers:
            try:
                compiled = self.grammar.compile(line)
            except PatternError as error:
                raise self.fail(where, f"the pattern “{line}” cannot be read: {error}") from error
            self.numbers[line] = tuple(range(len(self.patterns), len(self.patterns) + len(compiled)))
            self.patterns.extend(compiled)
        return self.numbers[line]
