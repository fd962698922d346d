"""Real servers over the founding captures and over two made-up ones, and a real Chromium that reads their pages."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from archive.app import application, open_house
from archive.ingest import ingest
from archive.manifest import listed
from archive.settings import Settings

CHROMIUM = "/usr/bin/chromium"
CORPUS = Path(__file__).parents[2] / "corpus"
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium's own sandbox refuses to run as root.
AS_ROOT = ["--no-sandbox"] if os.geteuid() == 0 else []

WIDE = (1280, 900)

FERRY = """The ferry that never came | Sunhee’s Story
My grandmother sold buttons by the ferry landing, and every morning I carried her tray down the hill for her.
In the winter of 1998 the ferry stopped running, and the broker who came over the ice asked for 3,000 yuan.
We walked across the ice at night with four other families, holding a rope that my uncle had knotted by hand.
In the first village a man gave us a room above his mill, and we stayed there for eleven weeks without a lamp.
When at last we reached the city, my grandmother asked where one could buy buttons, and then she began to weep.
"""
"""A made-up story (synthetic)."""


@contextmanager
def serving(folder: Path, captures: Path) -> Iterator[str]:
    """Run an archive of its own in a folder, with the captures of another; its address is given."""
    settings = Settings.from_environment(
        {"ARCHIVE_STORE": f"sqlite:///{folder / 'archive.db'}", "ARCHIVE_SEARCH": f"whoosh:{folder / 'index'}"}
    )
    house = open_house(settings)
    ingest(house.store, listed([captures]), house.publish)
    server = uvicorn.Server(uvicorn.Config(application(house), port=0, access_log=False, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running archive that holds the founding captures."""
    with serving(tmp_path_factory.mktemp("browser"), CORPUS) as address:
        yield address


@pytest.fixture(scope="session")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running archive of two made-up captures of one story that differ in a sum and a date."""
    captures = tmp_path_factory.mktemp("captures")
    (captures / "first.txt").write_text(FERRY, encoding="utf-8")
    other = FERRY.replace("3,000 yuan", "5,000 yuan").replace("1998", "1997")
    (captures / "second.txt").write_text(other, encoding="utf-8")
    with serving(tmp_path_factory.mktemp("differing"), captures) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS + AS_ROOT)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page for a reader: scripts off unless asked for, of a size, in light or dark."""
    contexts: list[BrowserContext] = []

    def new_page(size: tuple[int, int] = WIDE, **options: Any) -> Page:
        options.setdefault("java_script_enabled", False)
        options.setdefault("base_url", address)
        viewport = {"width": size[0], "height": size[1]}
        contexts.append(browser.new_context(viewport=viewport, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        return page

    yield new_page
    for context in contexts:
        context.close()
