from dataclasses import fields

import pytest

from archive.errors import SettingsError
from archive.settings import SETTINGS, Settings


def test_defaults_are_those_listed() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings("sqlite:///data/archive.db", "whoosh:data/index", None, 67108864, "127.0.0.1", 8000, 1)


def test_every_setting_is_listed_with_a_meaning() -> None:
    assert [f"ARCHIVE_{one.name.upper()}" for one in fields(Settings)] == [one.name for one in SETTINGS]
    assert all(one.meaning.endswith(".") for one in SETTINGS)


def test_environment_is_read_and_what_is_given_goes_before_it() -> None:
    environment = {"ARCHIVE_PORT": "9000", "ARCHIVE_HOST": " 0.0.0.0 ", "ARCHIVE_URL": "https://example.org/a/"}
    settings = Settings.from_environment(environment, port=9100, host=None)
    assert (settings.port, settings.host, settings.url) == (9100, "0.0.0.0", "https://example.org/a")  # noqa: S104 — read, not bound


def test_another_process_reads_the_same_settings() -> None:
    settings = Settings.from_environment({"ARCHIVE_URL": "http://localhost:8000", "ARCHIVE_LIMIT": "10"}, workers=3)
    assert Settings.from_environment(settings.environment()) == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ARCHIVE_PORT", "65536"),
        ("ARCHIVE_PORT", "-1"),
        ("ARCHIVE_PORT", "8000.5"),
        ("ARCHIVE_PORT", "٣"),
        ("ARCHIVE_WORKERS", "0"),
        ("ARCHIVE_LIMIT", "64MiB"),
        ("ARCHIVE_LIMIT", "9" * 5000),
        ("ARCHIVE_SEARCH", "data/index"),
        ("ARCHIVE_URL", "example.org"),
        ("ARCHIVE_URL", "ftp://example.org"),
        ("ARCHIVE_URL", "https://"),
        ("ARCHIVE_URL", "http://[::1"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} takes"):
        Settings.from_environment({name: value})
