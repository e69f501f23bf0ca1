"""Lists out: a table of columns and rows as CSV or as an Excel workbook, with nothing in it that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from desktop.application.formulas import neutral, neutral_in_text_cell
from desktop.application.i18n import Language
from desktop.application.values import ZONE, plain
from desktop.domain.errors import Refused
from desktop.domain.said import N_, said

Value: TypeAlias = str | int | Decimal | date | datetime | bool | None

_MOST_CHARACTERS = 32_767  # in a cell of Excel
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TOO_LONG = N_(
    "A text in column “{column}” is too long for Excel ({length} characters) and would be cut off. Choose CSV."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is exported: the headers and the rows below them. ``title`` names the sheet; it holds no personal data."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def as_csv(sheet: Sheet, language: Language) -> bytes:
    """The list as CSV that Excel opens well here: UTF-8 with its mark, separated by ``;``, dates and numbers in words
    of the language."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(column) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_text(value, language) for value in row])
    return written.getvalue().encode("utf-8-sig")


def _text(value: Value, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return language.text(N_("Yes")) if value else language.text(N_("No"))
    if isinstance(value, str):
        return neutral(value)
    return plain(value, language)


def as_workbook(sheet: Sheet, language: Language) -> bytes:
    """The list as an Excel workbook: numbers and dates as such, every text as a text cell; made in memory."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    rows = [[_native(*pair, language) for pair in zip(sheet.columns, row, strict=True)] for row in sheet.rows]
    book = Workbook()
    page = book.active
    page.title = _NOT_IN_TITLES.sub(" ", sheet.title)[:31]
    page.freeze_panes = "A2"
    for number, row in enumerate([[_native(c, c, language) for c in sheet.columns], *rows], 1):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
                cell.quotePrefix = True
            elif isinstance(value, date):
                cell.number_format = "DD-MM-YYYY HH:MM" if isinstance(value, datetime) else "DD-MM-YYYY"
            if number == 1:
                cell.font = Font(bold=True)
    for column, title in enumerate(sheet.columns, 1):
        longest = max((len(_text(row[column - 1], language)) for row in sheet.rows[:200]), default=0)
        page.column_dimensions[get_column_letter(column)].width = min(60, max(len(title), longest) + 2)
    return _saved(book)


def _saved(book: Any) -> bytes:
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):  # type: ignore[misc] # openpyxl has no types
        """Writes sheets in memory: openpyxl itself puts them, readable, in a temporary file."""

        def write_worksheet(self, ws: Any) -> None:
            out = io.BytesIO()
            WorksheetWriter(ws, out).write()
            self._archive.writestr(ws.path[1:], out.getvalue())
            self.manifest.append(ws)

    written = io.BytesIO()
    InMemory(book, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED)).save()
    return written.getvalue()


def _native(column: str, value: Value, language: Language) -> str | int | Decimal | date | datetime | None:
    if isinstance(value, bool):
        return _text(value, language)
    if isinstance(value, datetime):
        return value.astimezone(ZONE).replace(tzinfo=None)  # Excel knows no zones
    if isinstance(value, str):
        if len(value) > _MOST_CHARACTERS:
            raise Refused(said(_TOO_LONG, column=column, length=len(value)))
        return neutral_in_text_cell(_NOT_IN_CELLS.sub("", value))
    return value
