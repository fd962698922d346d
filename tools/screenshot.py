"""Makes the picture in the README: the search page over the founding corpus, in a real browser.

python tools/screenshot.py docs/search.png
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PAGE = "/search?q=school&theme=education"
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main(picture: Path) -> None:
    """Fill an archive of its own, serve it, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "ARCHIVE_STORE": f"sqlite:///{folder}/archive.db",
            "ARCHIVE_SEARCH": f"whoosh:{folder}/index",
        }
        archive = [sys.executable, "-m", "archive"]
        subprocess.run([*archive, "ingest", str(ROOT / "corpus")], env=environment, check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen([*archive, "serve", "--port", str(port)], env=environment)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz")
            _shoot(f"http://127.0.0.1:{port}{PAGE}", picture)
        finally:
            server.terminate()
            server.wait()


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def _shoot(address: str, picture: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Please install chromium first: tools/provision browser")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 960}, java_script_enabled=False)
        page.goto(address)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
