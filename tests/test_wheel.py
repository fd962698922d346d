"""The built wheel carries all that it needs and works far from the checkout."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout, installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    run = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, str(folder / "site"), str(wheel)], check=True, capture_output=True)
    return folder / "site"


@pytest.fixture
def archive(installed: Path, tmp_path: Path):
    """Run the installed `archive` in an empty folder; the installed package comes before this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "archive"]

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [*command, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run.start = lambda *arguments: subprocess.Popen([*command, *arguments], cwd=tmp_path, env=environment)
    return run


def test_the_installed_code_is_what_runs(installed: Path, tmp_path: Path) -> None:
    code = "import archive, index; print(archive.__file__); print(index.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    run = [sys.executable, "-c", code]
    found = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert all(Path(line).is_relative_to(installed) for line in found.stdout.split())


def test_it_ingests_and_searches_from_another_folder(archive) -> None:
    archive("ingest", str(ROOT / "corpus"))
    found = json.loads(archive("search", "school", "--theme", "education", "--json"))
    assert found["total"]["passages"] >= 6
    assert found["hits"][0]["marks"]


def test_it_serves_from_another_folder(archive) -> None:
    archive("ingest", str(ROOT / "corpus"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = archive.start("serve", "--port", str(port))
    try:
        page = _fetch(f"http://127.0.0.1:{port}/search?q=school&theme=education")
        assert "<mark>school" in page
        assert "font-face" in _fetch(
            f"http://127.0.0.1:{port}" + page.split('rel="stylesheet" href="')[1].split('"')[0]
        )
    finally:
        server.terminate()
        assert server.wait(timeout=20) is not None


def _fetch(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within ten seconds")
