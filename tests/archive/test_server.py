"""A running server with two workers: what a command adds or takes away is seen by both. Texts are synthetic."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = 24
"""Requests on connections of their own: that one of two workers answers none of them has odds of one to millions."""

WITHIN = 2.0
"""Seconds in which every worker must find what a command added."""

STORY = """The ferry that never came | Sunhee’s Story
I sold quenched lanterns by the landing, and every morning I carried my tray down the hill.
We crossed the ice at night, holding on to a rope that my uncle had knotted.
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Settings of an archive of its own, with the founding corpus in it."""
    names = {"ARCHIVE_STORE": f"sqlite:///{tmp_path}/archive.db", "ARCHIVE_SEARCH": f"whoosh:{tmp_path}/index"}
    environment = {**os.environ, **names}
    archive(environment, "ingest", str(ROOT / "corpus"))
    return environment


def archive(environment: dict[str, str], *arguments: str) -> str:
    run = [sys.executable, "-m", "archive", *arguments]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[str]:
    """The address of a server with two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = [sys.executable, "-m", "archive", "serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(run, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            fetch(f"{address}/healthz")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within thirty seconds")


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def answers(address: str) -> set[bool]:
    return {"quenched</mark>" in fetch(f"{address}/search?q=quenched") for _ in range(ROUNDS)}


def test_every_worker_finds_what_a_command_adds_within_two_seconds(
    environment: dict[str, str], server: str, tmp_path: Path
) -> None:
    assert answers(server) == {False}
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    archive(environment, "ingest", str(tmp_path / "story.txt"))
    time.sleep(WITHIN)
    assert answers(server) == {True}
    found = json.loads(archive(environment, "search", "quenched", "--json"))
    archive(environment, "withdraw", found["hits"][0]["story"])
    assert answers(server) == {False}
