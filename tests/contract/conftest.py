"""Every engine that must answer alike. All texts in these tests are synthetic."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine.base import Engine

ENGINES = {"whoosh": "index.engine.whoosh:WhooshEngine"}
"""The engines under contract: name, and where the class stands; it is opened with a path and a time-out."""


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
