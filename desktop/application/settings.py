"""Settings of a workspace: how the window looks and behaves. Each is declared once, here, and read everywhere.

They stand in a plain file, because the lock screen needs them, so they hold nothing about people: filters, columns and
whatever else can name a person live in the encrypted store. A file that was edited by hand never stops the program: a
value that does not fit counts as not set.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, cast, overload

from typing_extensions import override

from desktop.application.i18n import LanguageCode
from desktop.application.whole_file import disk_refusals, write_whole
from desktop.domain.errors import Invalid
from desktop.domain.said import N_, said

T = TypeVar("T")
S = TypeVar("S", bound=str)

Theme = Literal["system", "light", "dark", "contrast"]
Density = Literal["comfortable", "compact"]


class Reading(Generic[T]):
    """How a stored value is read: ``read`` raises `ValueError` for what does not fit, ``choices`` fill a list box."""

    def __init__(self, read: Callable[[object], T], choices: Mapping[str, str] | None = None) -> None:
        self.read = read
        self.choices: Mapping[str, str] = choices or {}


def one_of(choices: Mapping[S, str]) -> Reading[S]:
    """One of these values; each has a marked label."""

    def read(stored: object) -> S:
        if not isinstance(stored, str) or stored not in choices:
            raise ValueError
        return cast("S", stored)

    return Reading(read, cast("Mapping[str, str]", choices))


class Range(Reading[int]):
    """How a whole number is read that has a least and a most."""

    def __init__(self, read: Callable[[object], int], low: int, high: int) -> None:
        super().__init__(read)
        self.low, self.high = low, high


def whole_number(low: int, high: int) -> Range:
    """A whole number from ``low`` to ``high``."""

    def read(stored: object) -> int:
        if isinstance(stored, bool) or not isinstance(stored, int) or not low <= stored <= high:
            raise ValueError
        return stored

    return Range(read, low, high)


def _yes_or_no(stored: object) -> bool:
    if not isinstance(stored, bool):
        raise ValueError
    return stored


def _text(stored: object) -> str:
    if not isinstance(stored, str):
        raise ValueError
    return stored


class FolderPath(Reading[str]):
    """How the path of a folder is read, which can be chosen; empty: none."""

    def __init__(self) -> None:
        super().__init__(_text)


class Setting(Generic[T]):
    """One setting: what it is when nobody set it, how it is read, and a sentence that says what it does.

    ``label`` is what it is called on the screen of settings; what the window remembers by itself has none.
    """

    def __init__(
        self,
        default: T,
        reading: Reading[T],
        help: str,  # noqa: A002 - what it is called on screen
        label: str = "",
    ) -> None:
        self.default, self.reading, self.help, self.label = default, reading, help, label
        self.key = ""

    def __set_name__(self, owner: type[Settings], name: str) -> None:
        self.key = name

    @overload
    def __get__(self, settings: None, owner: type[Settings]) -> Setting[T]: ...

    @overload
    def __get__(self, settings: Settings, owner: type[Settings]) -> T: ...

    def __get__(self, settings: Settings | None, owner: type[Settings]) -> T | Setting[T]:
        if settings is None:
            return self
        try:
            return self.reading.read(settings.stored[self.key])
        except (KeyError, ValueError):
            return self.default

    def __set__(self, settings: Settings, value: T) -> None:
        try:
            settings.stored[self.key] = self.reading.read(value)
        except ValueError:
            raise Invalid(
                {self.key: said("This value does not fit the setting, so it stays as it was. Choose one of the list.")}
            ) from None


class Settings:
    """The settings of one workspace, kept in a `SettingsFile`, or in a plain dict in tests."""

    language = Setting[LanguageCode](
        "nl",
        one_of({"nl": N_("Dutch"), "en": N_("English")}),
        N_("Language of the window and of new prints."),
        N_("Language"),
    )
    theme = Setting[Theme](
        "system",
        one_of(
            {
                "system": N_("As the computer"),
                "light": N_("Light"),
                "dark": N_("Dark"),
                "contrast": N_("High contrast"),
            }
        ),
        N_("Colours of the window."),
        N_("Colours"),
    )
    density = Setting[Density](
        "comfortable",
        one_of({"comfortable": N_("Comfortable"), "compact": N_("Compact")}),
        N_("How much space there is between lines and fields; seen where a list is opened anew."),
        N_("Space"),
    )
    reduced_motion = Setting(
        False, Reading(_yes_or_no), N_("Show changes at once, without movement."), N_("Less movement")
    )
    lock_after_minutes = Setting(
        10,
        whole_number(1, 30),
        N_("After how many minutes without typing or clicking Overstap locks itself."),
        N_("Lock after minutes"),
    )
    backup_folder = Setting(
        "",
        FolderPath(),
        N_("A second folder for backups, best on another disk. Empty: only in the workspace."),
        N_("Second folder for backups"),
    )
    window_geometry = Setting("", Reading(_text), N_("Where the window was."))

    def __init__(self, stored: MutableMapping[str, object]) -> None:
        self.stored = stored

    @classmethod
    def declared(cls) -> dict[str, Setting[Any]]:
        """Every setting by its name."""
        return {name: value for name, value in vars(cls).items() if isinstance(value, Setting)}


class SettingsFile(MutableMapping[str, object]):
    """A JSON file of settings; each change is written whole. What it holds that is not known here stays in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = self._read()

    @override
    def __getitem__(self, key: str) -> object:
        return self._values[key]

    @override
    def __setitem__(self, key: str, value: object) -> None:
        if key not in self._values or self._values[key] != value:
            self._write(self._values | {key: value})

    @override
    def __delitem__(self, key: str) -> None:
        self._write({name: value for name, value in self._values.items() if name != key})

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    @override
    def __len__(self) -> int:
        return len(self._values)

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, values: dict[str, object]) -> None:
        with disk_refusals(self._path.parent):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._path, json.dumps(values, indent=1, ensure_ascii=False, sort_keys=True).encode())
        self._values = values
