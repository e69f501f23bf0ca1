"""Settings of one workspace on one computer: language, look and locking; nothing that can name a person.

They live in a plain file beside the encrypted store, readable before it is opened. A hand-edited or damaged file never
stops the program: what cannot be read is its default.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from desktop.application.whole_file import write_whole
from desktop.domain.said import N_

T = TypeVar("T")


class Setting(Generic[T]):
    """One setting: its key in the file, what it is without one, how it is read, and what it is for."""

    def __init__(self, key: str, default: T, read: Callable[[Any], T], meaning: str) -> None:
        self.key, self.default, self._read, self.meaning = key, default, read, meaning

    @overload
    def __get__(self, obj: None, owner: type[Settings]) -> Setting[T]: ...
    @overload
    def __get__(self, obj: Settings, owner: type[Settings]) -> T: ...
    def __get__(self, obj: Settings | None, owner: type[Settings]) -> Setting[T] | T:
        if obj is None:
            return self
        try:
            return self._read(obj.values.get(self.key, self.default))
        except (TypeError, ValueError):
            return self.default

    def __set__(self, obj: Settings, value: T) -> None:
        obj.values[self.key] = value
        obj.save()


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    return read


def _minutes(value: Any) -> int:
    if not 1 <= int(value) <= 30:
        raise ValueError(value)
    return int(value)


class Settings:
    """All settings; reading one reads its declaration, writing one writes the file."""

    language = Setting("language", "nl", _one_of("nl", "en"), N_("Language of the window: Dutch or English."))
    theme = Setting(
        "theme", "auto", _one_of("auto", "light", "dark", "contrast"), N_("Colours: as the computer, light, dark or high contrast.")
    )
    density = Setting("density", "comfortable", _one_of("comfortable", "compact"), N_("How much room a line takes."))
    lock_after_minutes = Setting("lock_after_minutes", 10, _minutes, N_("Minutes without a key before the files lock."))
    window = Setting("window", "", str, N_("Where the window stood."))

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.values: dict[str, Any] = _read_file(file) if file is not None else {}

    def save(self) -> None:
        """Write the file; `NoRoom` where the disk refuses."""
        if self._file is not None and self._file.parent.is_dir():
            write_whole(self._file, json.dumps(self.values, indent=2, sort_keys=True).encode())


def _read_file(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
