"""A list as it was read from a file: its header, the lines below it, and what was read otherwise than it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from desktop.domain.said import N_, Said

MOST_LINES = 200_000
"""Longer lists are refused: they are exports of whole systems, and one action of that size could not be looked over."""

MOST_COLUMNS = 512
MOST_CHARACTERS = 1_000_000
"""In one cell; the usual limit of the csv library, 131,072, is less than a long note with its history."""

MOST_EMPTY = 5_000
"""After so many empty rows the rest of a sheet is taken to be empty; Excel files may claim a million of them."""

WINDOWS_EPOCH = date(1899, 12, 30)
"""Day 0 of the date numbers of Excel, also in delimited files."""

TOO_LONG = N_("This list has more than {most} rows. Split it into smaller files.")
"""Said of files of every kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as the spreadsheet shows it, and its cells as trimmed text."""

    number: int
    cells: tuple[str, ...]
    problem: Said | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class HowRead:
    """How a file was read, or is to be read: what is empty is found out. ``header`` is the number of a row."""

    encoding: str = ""
    separator: str = ""
    header: int = 0
    sheet: str = ""


FOUND_OUT: Final = HowRead()
"""Nobody knows better than the program."""


@dataclass(frozen=True, slots=True)
class Top:
    """The first rows of a file as they were read, how they were read, and what other sheets there are."""

    lines: tuple[Line, ...]
    how: HowRead
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its header, the lines below it (empty ones too) and the titles above it.

    ``epoch`` is day 0 of its date numbers; ``notices`` say what was read otherwise than it stands in the file.
    """

    header: Line
    lines: tuple[Line, ...]
    titles: tuple[Line, ...] = ()
    top: Top = field(default_factory=lambda: Top((), FOUND_OUT))
    epoch: date = WINDOWS_EPOCH
    notices: tuple[Said, ...] = ()

    @property
    def name(self) -> str:
        """What its sheet is called; nothing where it is no workbook."""
        return self.top.how.sheet
