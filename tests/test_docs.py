"""The documentation tells the truth: every command, option, setting, route and query field is in it."""

import re
from pathlib import Path

import click
import pytest

from archive.cli import main
from archive.settings import SETTINGS
from archive.web.routes import routes
from index.query import FIELDS

ROOT = Path(__file__).parents[1]
CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in re.split(r"^## ", CLI, flags=re.MULTILINE)}


def section(command: str) -> str:
    return next(text for title, text in SECTIONS.items() if f"archive {command}" in title.split(", "))


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_is_documented(name: str) -> None:
    text = section(name)
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in text, f"docs/cli.md does not tell of {parameter.opts[0]} of archive {name}"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_help_shows_an_example(name: str) -> None:
    command = main.commands[name]
    help_text = command.get_help(click.Context(command, info_name=f"archive {name}"))
    assert f"archive {name}" in help_text.split("Examples:")[1]


def test_no_documented_option_is_made_up() -> None:
    known = {option for command in main.commands.values() for one in command.params for option in one.opts}
    documented = {
        found for title, text in SECTIONS.items() if "archive " in title for found in re.findall(r"`(--[a-z-]+)`", text)
    }
    assert documented <= known, documented - known


def test_every_setting_is_documented_with_its_default() -> None:
    for setting in SETTINGS:
        row = next((line for line in SECTIONS["Settings"].split("\n") if f"`{setting.name}`" in line), "")
        assert row, f"docs/cli.md does not tell of {setting.name}"
        assert setting.default in row


def test_every_query_field_is_documented() -> None:
    for field in FIELDS:
        assert f"`{field}:" in SECTIONS["Query language"]


def test_every_route_is_documented() -> None:
    architecture = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    for route in routes():
        assert f"`{getattr(route, 'path', '')}`" in architecture, f"docs/architecture.md does not tell of {route}"


@pytest.mark.parametrize("document", ["README.md", "docs/architecture.md", "docs/cli.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{document} links to {target}, which is not there"


def test_modules_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    for folder in ("index", "archive"):
        part = text.split(f"`{folder}/`\n", 1)[1].split("\n## ", 1)[0]
        named = set(re.findall(r"`([a-z_/]+\.(?:py|toml))`", part))
        there = {
            str(path.relative_to(ROOT / folder)) for path in (ROOT / folder).rglob("*.py") if path.name != "__init__.py"
        }
        there = {name for name in there if "migrations" not in name}
        assert {name for name in named if name.endswith(".py")} == there
