"""The query language: text to an expression. Total, bounded, frozen.

    school camp           both words, in any order, each with the other words of its stem (schools, camps)
    "not to be"           exactly these words, side by side; no stems, nothing left out
    school OR camp        one of them; AND binds tighter than OR; operators in capitals only
    school NOT camp       the first without the second; also school -camp
    educ*                 words that begin so (two letters at least)
    edcuation~            words one letter away: more, less, other, or two neighbours swapped; the first letter stands
    well-being            the parts side by side, each with the other words of its stem
    theme:education       passages by what they carry: theme, voice, place, told (a year told of), kind, publisher, year
    title:"old school"    (a value's words, all of them, in order); title and voice also find words of a story's title
                          and its persons' names
    (school OR camp) -theme:work

Korean, Chinese and Japanese words are found wherever they stand, also inside a longer word; in quotes spaces between
them do not count. Words that say little ("the", "of") are left out unless a query has no others or they stand in
quotes. An empty query is everything.
Whatever else is typed is read as words, and the notes say how. Nothing raises.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias

from index import analysis

LONGEST = 1000
"""Code points of a query that are read."""

DEEPEST = 20
"""Parentheses within one another that are read as such."""

MOST = 100
"""Words of a query that are searched, those in phrases and fields included."""

SHORTEST_PREFIX = 2
"""Letters that must stand before a star."""

SHORTEST_FUZZY = 3
"""Letters that a word with a tilde must have."""

VALUE_FIELDS = ("theme", "place", "told", "kind", "publisher", "year")
"""Fields whose words are those of a whole facet value, in order: theme:forced-labour is theme:"forced labour"."""

TEXT_FIELDS = ("title", "voice")
"""Fields searched by words; `voice` finds whole facet values too."""

FIELDS = VALUE_FIELDS + TEXT_FIELDS

COMMON = frozenset("a an and are as at be by for from in is of on or that the to was were with".split())
"""Words left out beside others: articles, prepositions and forms of "be" that nearly every passage holds."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, found by its stem (`analysis.stem`), or by its signs where it is of paired writing."""

    text: str


@dataclass(frozen=True, slots=True)
class Compound:
    """The parts of a hyphenated word side by side, each found by its stem."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words side by side: the tokens of `analysis.exact` of the words with spaces between."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words, as written, that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words, as written, that are this one or one edit away (`analysis.one_edit_apart`)."""

    text: str


Leaf: TypeAlias = Word | Compound | Phrase | Prefix | Fuzzy


@dataclass(frozen=True, slots=True)
class Field:
    """What a passage carries (a name of VALUE_FIELDS; the part is a Phrase) or its story's title or persons."""

    name: str
    part: Leaf


@dataclass(frozen=True, slots=True)
class And:
    """A passage that satisfies all parts; never empty."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """A passage that satisfies one part at least; never empty."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """A passage that does not satisfy the part."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Everything:
    """Every passage: what an empty query asks for."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No passage: what a query asks for that has signs but no word."""


Expression: TypeAlias = Leaf | Field | And | Or | Not | Everything | Nothing


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as read. `read_as` says so in the query language itself, and parses to the same expression.

    `notes` are sentences for the reader about what was not read as it was typed.
    """

    expression: Expression
    read_as: str
    notes: tuple[str, ...] = ()


def parse(text: str) -> Parsed:
    """Read a query; whatever the text, an expression comes out, and nothing raises."""
    most = MOST
    while True:
        parsed = _Reading(text, most).parsed()
        if len(parsed.read_as) <= LONGEST:
            return parsed
        # Folding and explicit operators may lengthen a query; what was read must itself be readable.
        most = min(most - 1, most * LONGEST // len(parsed.read_as))


def render(expression: Expression) -> str:
    """An expression in the query language; what `parse` made parses to itself again."""
    clear = _rendered(expression, clear=True)
    return clear if _nesting(clear) <= DEEPEST else _rendered(expression, clear=False)


def wanted(expression: Expression) -> Iterator[Leaf]:
    """The words and phrases that are to stand in a text, from left to right: none under NOT, none in a field."""
    match expression:
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted(part)
        case Not() | Field() | Everything() | Nothing():
            return
        case leaf:
            yield leaf


def all_of(parts: Iterable[Expression]) -> Expression:
    """Parts joined by AND: flat, each once, common words left out beside others."""
    flat = _flat(parts, And)
    kept = tuple(part for part in flat if not _is_common(part))
    if all(isinstance(part, Not) for part in kept):
        kept = flat
    return kept[0] if len(kept) == 1 else And(kept)


def one_of(parts: Iterable[Expression]) -> Expression:
    """Parts joined by OR: flat, each once."""
    flat = _flat(parts, Or)
    return flat[0] if len(flat) == 1 else Or(flat)


def none_of(part: Expression) -> Expression:
    """The opposite; of an opposite, the thing itself."""
    return part.part if isinstance(part, Not) else Not(part)


def _flat(parts: Iterable[Expression], joined: type[And] | type[Or]) -> tuple[Expression, ...]:
    single = (inner for part in parts for inner in (part.parts if isinstance(part, joined) else (part,)))
    return tuple(dict.fromkeys(single))


def _is_common(part: Expression) -> bool:
    return isinstance(part, Word) and part.text in COMMON


def _rendered(expression: Expression, clear: bool) -> str:
    match expression:
        case And(parts):
            return " AND ".join(_inside(part, (Or,), clear) for part in parts)
        case Or(parts):
            return " OR ".join(_inside(part, (And,) if clear else (), clear) for part in parts)
        case Not(part):
            return "NOT " + _inside(part, (And, Or), clear)
        case Everything() | Nothing():
            return "" if isinstance(expression, Everything) else "?"
        case leaf:
            return _leaf_text(leaf)


def _leaf_text(leaf: Leaf | Field) -> str:
    match leaf:
        case Field(name, Phrase((word,))) if name in VALUE_FIELDS:
            text = f"{name}:{word}"
        case Field(name, part):
            text = f"{name}:{_leaf_text(part)}"
        case Phrase(words):
            text = '"' + " ".join(words) + '"'
        case Compound(words):
            text = "-".join(words)
        case Prefix(text):
            text += "*"
        case Fuzzy(text):
            text += "~"
        case Word(text):
            pass
    return text


def _inside(part: Expression, fenced: tuple[type, ...], clear: bool) -> str:
    return f"({_rendered(part, clear)})" if isinstance(part, fenced) else _rendered(part, clear)


def _nesting(text: str) -> int:
    return max(accumulate((sign == "(") - (sign == ")") for sign in text), default=0)


_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
_JOINERS = frozenset("-\u2010\u2011.@_")
_PIECE = re.compile(
    rf"""(?P<phrase>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}])
    |(?P<stray>[{_QUOTES}])
    |(?P<open>\()
    |(?P<close>\))
    |(?P<minus>(?<![^\s(])-+(?=[^\s)-]))
    |(?P<field>(?i:{"|".join(FIELDS)}):(?=[^\s):]))
    |(?P<atom>[^\s(){_QUOTES}]+)""",
    re.VERBOSE,
)
_MARKED = re.compile(r"(.*)([*~])\d*[^\w*~]*", re.DOTALL)
_NO_FIELD = re.compile(r"([^\W\d]+):\w")
_OPERATORS = ("AND", "OR", "NOT")
_OPERANDS = ("phrase", "open", "field", "atom")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a query: `kind` is a group of _PIECE, or AND, OR, NOT."""

    kind: str
    text: str


def _pieces(text: str, notes: list[str]) -> list[_Piece]:
    """Cut a query into pieces; what cannot be meant as an operator, a field or a parenthesis comes out as words."""
    cut = [_Piece(match.lastgroup or "atom", match.group()) for match in _PIECE.finditer(text)]
    if any(piece.kind == "stray" for piece in cut):
        notes.append("A quotation mark without its partner was left out.")
    paired = _balanced([piece for piece in cut if piece.kind != "stray"], notes)
    return _with_operators(paired, notes)


def _balanced(pieces: list[_Piece], notes: list[str]) -> list[_Piece]:
    """Leave out parentheses without a partner and those nested too deep."""
    kept: dict[int, _Piece] = {i: piece for i, piece in enumerate(pieces) if piece.kind not in ("open", "close")}
    waiting: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "open":
            waiting.append(index)
        elif piece.kind == "close" and waiting:
            opened = waiting.pop()
            if len(waiting) < DEEPEST:
                kept |= {opened: pieces[opened], index: piece}
    if len(kept) < len(pieces):
        notes.append(f"Parentheses without a partner, or more than {DEEPEST} within one another, were left out.")
    return [kept[index] for index in sorted(kept)]


def _with_operators(pieces: list[_Piece], notes: list[str]) -> list[_Piece]:
    """Tell operators from the words that look like them: an operator has something to work on."""
    read: list[_Piece] = []
    for piece, after in zip(pieces, [*pieces[1:], _Piece("", "")], strict=False):
        before = read[-1].kind if read else ""
        if piece.kind in ("minus", "field") and after.kind not in _OPERANDS:
            read.append(_Piece("atom", piece.text))
        elif piece.kind != "atom" or piece.text not in _OPERATORS or before in ("minus", "field"):
            read.append(piece)
        elif _works(piece, before, after):
            read.append(_Piece(piece.text, piece.text))
        else:
            notes.append(f"{piece.text} joins nothing where it stands and was read as a word.")
            read.append(piece)
    return read


def _works(operator: _Piece, before: str, after: _Piece) -> bool:
    """Whether an operator has something after it and, where it joins, something before it."""
    follows = after.kind in (*_OPERANDS, "minus") and after.text not in ("AND", "OR")
    return follows and (operator.text == "NOT" or before in ("phrase", "close", "atom"))


@dataclass(slots=True)
class _Reading:
    """One pass over a query, with at most `most` words."""

    text: str
    most: int
    notes: list[str] = dataclasses.field(default_factory=list)
    pieces: list[_Piece] = dataclasses.field(default_factory=list)
    at: int = 0
    count: int = 0

    def parsed(self) -> Parsed:
        if len(self.text) > LONGEST:
            self.notes.append(f"Only the first {LONGEST:,} signs of the query were read.")
        self.pieces = _pieces(self.text[:LONGEST], self.notes)
        expression = self._either("")
        if expression is None:
            expression = Nothing() if self.text.strip() else Everything()
        return Parsed(expression, render(expression), tuple(dict.fromkeys(self.notes)))

    def _kind(self) -> str:
        return self.pieces[self.at].kind if self.at < len(self.pieces) else "end"

    def _either(self, name: str) -> Expression | None:
        parts = [self._both(name)]
        while self._kind() == "OR":
            self.at += 1
            parts.append(self._both(name))
        found = [part for part in parts if part is not None]
        return one_of(found) if found else None

    def _both(self, name: str) -> Expression | None:
        parts: list[Expression | None] = []
        while self._kind() not in ("OR", "close", "end"):
            if self._kind() == "AND":
                self.at += 1
            else:
                parts.append(self._operand(name))
        found = [part for part in parts if part is not None]
        return all_of(found) if found else None

    def _operand(self, name: str) -> Expression | None:
        negated = False
        while self._kind() in ("minus", "NOT"):
            negated = not negated
            self.at += 1
        part = self._single(name)
        return none_of(part) if part is not None and negated else part

    def _single(self, name: str) -> Expression | None:
        """A group, a phrase or a word; `name` is the field in which it stands, or empty."""
        piece = self.pieces[self.at]
        self.at += 1
        if piece.kind == "field":
            return self._single(piece.text[:-1].lower())
        if piece.kind == "phrase":
            words = self._words(piece.text)
            return _in_field(name, Phrase(tuple(word.text for word in words))) if words else None
        if piece.kind == "atom":
            return self._atom(piece.text, name)
        part = self._either(name)
        self.at += 1
        return part

    def _words(self, text: str) -> list[analysis.Token]:
        words = list(analysis.words(text))
        room = self.most - self.count
        if len(words) > room:
            self.notes.append(f"Only the first {self.most} words of the query were read.")
        self.count += min(room, len(words))
        return words[:room]

    def _atom(self, text: str, name: str) -> Expression | None:
        prose = None if name else _NO_FIELD.match(text)
        if prose:
            self.notes.append(f"{prose[1]}: is not a field and was read as a word. The fields are {', '.join(FIELDS)}.")
        match = _MARKED.fullmatch(text)
        core, mark = (match[1], match[2]) if match else (text, "")
        words = self._words(core)
        if not words:
            return None
        if name in VALUE_FIELDS:
            return Field(name, Phrase(tuple(word.text for word in words)))
        if not mark:
            return all_of(_in_field(name, leaf) for leaf in _plain(core, words))
        last = analysis.base(words.pop().text)
        return all_of(_in_field(name, leaf) for leaf in (*_plain(core, words), self._marked(last, mark)))

    def _marked(self, word: str, mark: str) -> Leaf:
        if analysis.is_paired(word):
            return Word(word)
        if mark == "*" and len(word) >= SHORTEST_PREFIX:
            return Prefix(word)
        if mark == "~" and len(word) >= SHORTEST_FUZZY:
            return Fuzzy(word)
        self.notes.append(f"{word}{mark} is too short for {mark} and was read as the word {word}.")
        return Word(word)


def _plain(core: str, words: list[analysis.Token]) -> tuple[Leaf, ...]:
    """The words of an unmarked piece: as a compound where hyphens or the like join them, else each by itself."""
    gaps = {core[word.end : after.start] for word, after in pairwise(words)}
    texts = tuple(analysis.base(word.text) for word in words)
    joined = len(texts) > 1 and all(gap and set(gap) <= _JOINERS for gap in gaps)
    if joined and not any(analysis.is_paired(text) for text in texts):
        return (Compound(texts),)
    return tuple(Word(text) for text in texts)


def _in_field(name: str, leaf: Leaf) -> Leaf | Field:
    return Field(name, leaf) if name else leaf
