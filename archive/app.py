"""The application put together. This module alone chooses store and engine, from the settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware

from archive import publish, store
from archive.access import Gate
from archive.errors import SettingsError
from archive.publish import Published
from archive.settings import Settings
from archive.store import Store
from archive.web.failures import HANDLERS
from archive.web.headers import SecurityHeaders
from archive.web.routes import routes
from archive.web.site import Site, environment
from index.engine.base import Engine
from index.engine.whoosh import WhooshEngine


@dataclass(frozen=True, slots=True)
class House:
    """Store, gate and engine, held open together; `lock` is the file that one publisher at a time holds."""

    store: Store
    gate: Gate
    engine: Engine
    lock: Path

    def publish(self) -> Published | None:
        """Hand the engine what changed; None where another publisher does it."""
        return publish.publish(self.gate, self.engine, self.lock)

    def close(self) -> None:
        """Release files and connections."""
        self.engine.close()
        self.store.close()


def open_house(settings: Settings) -> House:
    """Open what the settings name: the store is made or migrated where needed, the index is left as it is.

    Raises SettingsError for an engine that there is none of, StoreError where the store cannot be opened.
    """
    engine, lock = open_engine(settings)
    opened = store.open(settings.store)
    return House(opened, Gate(opened), engine, lock)


def open_engine(settings: Settings) -> tuple[Engine, Path]:
    """The engine that the settings name, and the file that its publisher locks."""
    name, _, place = settings.search.partition(":")
    if name != "whoosh":
        raise SettingsError(f"ARCHIVE_SEARCH names no engine that is here: {name!r}. It takes whoosh:PATH.")
    if Path(place).exists() and not Path(place).is_dir():
        raise SettingsError(f"ARCHIVE_SEARCH must name a folder, as whoosh:data/index; {place} is a file.")
    return WhooshEngine(Path(place)), Path(f"{place}.lock")


def prepare(settings: Settings) -> None:
    """Before the first answer: the store is migrated and the index caught up."""
    house = open_house(settings)
    try:
        publish.catch_up(house.gate, house.engine, house.lock)
    finally:
        house.close()


def create() -> Starlette:
    """The application as the environment's settings have it, for a server process."""
    settings = Settings.from_environment()
    return application(open_house(settings), settings.url)


def application(house: House, address: str | None = None, today: Callable[[], date] = date.today) -> Starlette:
    """The application over what is open; it is closed when the server ends."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        house.close()

    app = Starlette(
        routes=routes(), exception_handlers=HANDLERS, middleware=[Middleware(SecurityHeaders)], lifespan=lifespan
    )
    app.state.site = Site(house.gate, house.engine, environment(), address, today)
    return app
