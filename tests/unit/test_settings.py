"""Settings: declared once, and a file that somebody edited never stops the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.application.settings import Settings, SettingsFile
from desktop.domain.errors import Invalid, NoRoom


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_a_fresh_workspace_speaks_dutch_and_locks_after_ten_minutes(path: Path) -> None:
    settings = Settings(SettingsFile(path))
    assert settings.language == "nl"
    assert settings.theme == "system"
    assert settings.lock_after_minutes == 10
    assert not path.exists()


def test_what_was_set_is_there_at_the_next_start(path: Path) -> None:
    settings = Settings(SettingsFile(path))
    settings.language = "en"
    settings.theme = "contrast"
    settings.lock_after_minutes = 5
    settings.reduced_motion = True
    settings.backup_folder = "/media/stick/één map"
    again = Settings(SettingsFile(path))
    assert (again.language, again.theme, again.lock_after_minutes) == ("en", "contrast", 5)
    assert (again.reduced_motion, again.backup_folder) == (True, "/media/stick/één map")
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '"nl"', "[" * 100_000, "\x00\x01", '{"language": 7, "lock_after_minutes": "tien"}',
     '{"language": "fr", "lock_after_minutes": 100000}', '{"language": null, "lock_after_minutes": true}',
     '{"language": ["nl"], "lock_after_minutes": 2.5}', '{"lock_after_minutes": NaN}'],
)  # fmt: skip
def test_a_file_that_was_edited_by_hand_never_stops_the_program(path: Path, content: str) -> None:
    path.write_text(content)
    settings = Settings(SettingsFile(path))
    assert (settings.language, settings.lock_after_minutes) == ("nl", 10)
    settings.theme = "dark"
    assert Settings(SettingsFile(path)).theme == "dark"


def test_a_file_that_is_not_text_counts_as_no_file(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")
    assert Settings(SettingsFile(path)).language == "nl"


def test_what_a_newer_program_wrote_stays_in_the_file(path: Path) -> None:
    path.write_text('{"text_size": 120, "language": "en"}')
    settings = Settings(SettingsFile(path))
    settings.language = "nl"
    assert json.loads(path.read_text()) == {"language": "nl", "text_size": 120}


def test_a_value_that_does_not_fit_is_refused_and_nothing_changes() -> None:
    stored: dict[str, object] = {}
    settings = Settings(stored)
    with pytest.raises(Invalid, match="stays as it was"):
        settings.lock_after_minutes = 31
    with pytest.raises(Invalid):
        settings.theme = "pink"  # type: ignore[assignment] # as a file edited by hand could say
    assert stored == {}


def test_a_setting_that_cannot_be_written_keeps_its_old_value(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    settings = Settings(SettingsFile(tmp_path / "bestand" / "settings.json"))
    with pytest.raises(NoRoom):
        settings.language = "en"
    assert settings.language == "nl"


def test_setting_the_same_value_again_writes_nothing(path: Path) -> None:
    settings = Settings(SettingsFile(path))
    settings.language = "en"
    path.unlink()
    settings.language = "en"
    assert not path.exists()


def test_every_setting_says_what_it_does_and_accepts_its_own_default() -> None:
    assert set(Settings.declared()) >= {"language", "theme", "density", "lock_after_minutes", "window_geometry"}
    for name, setting in Settings.declared().items():
        assert setting.key == name
        assert setting.help.endswith(".")
        assert setting.reading.read(setting.default) == setting.default
        for choice in setting.reading.choices:
            assert setting.reading.read(choice) == choice


def test_a_reset_setting_is_its_default_again(path: Path) -> None:
    Settings(SettingsFile(path)).theme = "dark"
    again = SettingsFile(path)
    assert list(again) == ["theme"]
    del again["theme"]
    assert len(again) == 0
    assert Settings(SettingsFile(path)).theme == "system"
