"""Every engine that must answer alike, and every store. All texts in these tests are synthetic."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive import store
from archive.store import Store
from index.engine.base import Engine
from tests.archive.builders import Clock

ENGINES = {"whoosh": "index.engine.whoosh:WhooshEngine"}
"""The engines under contract: name, and where the class stands; it is opened with a path and a time-out."""


def sqlite(folder: Path) -> str:
    """A new SQLite file."""
    return f"sqlite:///{folder / 'archive.db'}"


MAKERS: list[Callable[[Path], str]] = [sqlite]
"""Each makes an empty database for one test, and names it by URL. A database joins by a maker here."""


@pytest.fixture(params=MAKERS, ids=lambda maker: maker.__name__)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the store under test stands; nothing is written yet."""
    made: str = request.param(tmp_path)
    return made


@pytest.fixture
def archive(url: str) -> Iterator[Store]:
    """The store under test, empty."""
    opened = store.open(url, Clock())
    yield opened
    opened.close()


@pytest.fixture(params=ENGINES)
def engine_address(request: pytest.FixtureRequest) -> str:
    """Where the class of the engine under test stands, as module:class."""
    return ENGINES[request.param]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index under test lies; not made yet."""
    return tmp_path / "index"


@pytest.fixture
def opened(engine_address: str, folder: Path) -> Iterator[Callable[..., Engine]]:
    """Opens the index under test; called again, opens it once more, as another worker would."""
    module, name = engine_address.split(":")
    engines: list[Engine] = []

    def open_engine(timeout: float = 10.0) -> Engine:
        engines.append(getattr(importlib.import_module(module), name)(folder, timeout=timeout))
        return engines[-1]

    yield open_engine
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(opened: Callable[..., Engine]) -> Engine:
    """The engine under test, with nothing built."""
    return opened()
