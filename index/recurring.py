"""Lines that recur on the pages of one house: the keys under which a line of furniture is known again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from urllib.parse import urlsplit

from index.model import Proposal, Provenance, text_lines
from index.pieces import normal, words

MOST_WORDS = 60
"""Words of a line that is kept as recurring; longer ones are known by their fingerprints."""

MOST_CAPTURES = 10
"""Captures that are told of one line: more say nothing more."""

_FIGURES = re.compile(r"\d+")


def house(provenance: Provenance) -> str | None:
    """Whose page a capture is: its publisher, else the host of its address; None where neither is known."""
    if provenance.publisher:
        return normal(provenance.publisher).casefold()
    try:
        return urlsplit(provenance.address or "").hostname
    except ValueError:  # an address that is none
        return None


def line_key(of: str, text: str) -> str:
    """The key of a line on the pages of a house: figures, letter case and spacing make no difference."""
    said = f"{of}\n{_FIGURES.sub('0', normal(text).casefold())}"
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def page_keys(proposal: Proposal) -> Iterator[tuple[str, bool]]:
    """The keys of the furniture of a page, and of its titles (True): what is a title anywhere is no furniture for sure.

    Each once; none where it is not known whose page it is.
    """
    of = house(proposal.source.provenance)
    if of is None:
        return
    lines = text_lines(proposal.source.text)
    texts = [(lines[one.line - 1].text, False) for one in proposal.furniture]
    texts += [(one.title, True) for one in proposal.occurrences]
    yield from dict.fromkeys((line_key(of, text), title) for text, title in texts if words(text) <= MOST_WORDS)
