"""Reads the sheets of an Excel workbook; macros are ignored, links to other files are never followed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import IO, Any
from warnings import catch_warnings, simplefilter

from desktop.application.formulas import original
from desktop.application.imports.headers import Known, Table, below_header, header_at, hits
from desktop.application.imports.sheet import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_EMPTY,
    MOST_LINES,
    TOO_LONG,
    HowRead,
    Line,
    Sheet,
)
from desktop.application.steps import Step, nothing, stepping
from desktop.domain.errors import Refused
from desktop.domain.said import N_, said

_MOST_BYTES = 160 * 1024 * 1024
_MOST_TAGS = 16_000_000  # a list of 200,000 rows with 20 filled columns
_MOST_TAGS_A_ROW = 4 * 16_384
_MOST_PARTS = 2_000
_CHUNK = 1 << 18
_MIDNIGHT = time(0)

_BROKEN = N_("This workbook is damaged. Open it in Excel, save it as a new workbook (.xlsx) and try again.")
_BOMB = N_("This workbook unpacks to more than any list needs, so it was not opened. Save only the list as CSV.")
_UNSAFE = N_("This workbook holds definitions that no list needs, so it was not opened. Save only the list as CSV.")
_LOCKED = N_("This workbook has a password. Take the password off in Excel and save it again.")
_NOT_EXCEL = N_("This file is not an Excel workbook. Open it in its own program and save it as .xlsx or CSV.")
_OPEN_DOCUMENT = N_("This is an OpenDocument file (.ods). Open it in LibreOffice or Excel and save it as .xlsx or CSV.")
_BINARY = N_("This is a binary workbook (.xlsb). Open it in Excel and save it as an Excel workbook (.xlsx).")
_TOO_WIDE = N_("Row {row} has more than {most} columns. Keep only the columns of the list.")
_HUGE_CELL = N_("Row {row} has a cell of more than {most} characters. Shorten it and try again.")
_NO_SHEET = N_("This workbook has no sheet called “{name}”. Its sheets are: {names}.")
_NOTHING = N_("This workbook has no rows. Choose the file with the list.")
_STOPPED = N_("Reading stopped at row {row}, after {most} empty rows. Rows further down were not read.")
_OTHERS = N_("This workbook has several sheets. “{name}” was read; the others were not: {names}.")


def read_workbook(path: Path, known: Known, how: HowRead, step: Step = nothing) -> Sheet:
    """The list on a sheet: the one named, else the visible sheet whose header is known best."""
    _guard(path)
    try:
        with catch_warnings():
            simplefilter("ignore")  # openpyxl warns about styles and extensions that do not matter to a list
            return _read(path, known, how, step)
    except (Refused, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook makes openpyxl raise whatever its parsing meets
        raise Refused(said(_BROKEN)) from None


def _guard(path: Path) -> None:
    """Unpack every part once without keeping it: refuse what is no workbook, too much, or defines entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _is_workbook({part.filename for part in parts}, archive)
            if len(parts) > _MOST_PARTS:
                raise Refused(said(_BOMB))
            left, tags = _MOST_BYTES, _MOST_TAGS
            for part in parts:
                if part.flag_bits & 1:
                    raise Refused(said(_LOCKED))
                with archive.open(part) as file:
                    for size, found in _measured(file, xml=part.filename.lower().endswith((".xml", ".rels"))):
                        left, tags = left - size, tags - found
                        if left < 0 or tags < 0:
                            raise Refused(said(_BOMB))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, KeyError):
        raise Refused(said(_BROKEN)) from None


def _is_workbook(names: set[str], archive: zipfile.ZipFile) -> None:
    if "xl/workbook.bin" in names:
        raise Refused(said(_BINARY))
    if "mimetype" in names and archive.open("mimetype").read(64).startswith(b"application/vnd.oasis"):
        raise Refused(said(_OPEN_DOCUMENT))
    if "[Content_Types].xml" not in names:
        raise Refused(said(_NOT_EXCEL))


def _measured(file: IO[bytes], *, xml: bool) -> Iterator[tuple[int, int]]:
    """Bytes and tags of each piece of a part; in XML no list needs an entity, or a row of more cells than Excel has."""
    tail, rows, tags = b"", False, 0
    while chunk := file.read(_CHUNK):
        if not xml:
            yield len(chunk), 0
            continue
        plain = chunk.replace(b"\0", b"")  # so that UTF-16 hides nothing
        seen = tail + plain
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise Refused(said(_UNSAFE))
        rows, tail = rows or b"sheetData" in seen, seen[-16:]
        if rows:
            first, *others = plain.split(b"row")
            tags = max([tags + first.count(b"<"), *(other.count(b"<") for other in others)])
            if tags > _MOST_TAGS_A_ROW:
                raise Refused(said(_BOMB))
            tags = others[-1].count(b"<") if others else tags
        yield len(chunk), plain.count(b"<")


def _read(path: Path, known: Known, how: HowRead, step: Step) -> Sheet:
    import openpyxl  # 90 ms: only where a workbook is read

    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            sheets = {s.title: s for s in book.worksheets}
            names = [s.title for s in book.worksheets if s.sheet_state == "visible"] or list(sheets)
            if not names:
                raise Refused(said(_NOTHING))
            if how.sheet and how.sheet not in sheets:
                raise Refused(said(_NO_SHEET, name=how.sheet, names=", ".join(names)))
            for sheet in sheets.values():
                sheet.reset_dimensions()  # what a file says of its own size is often wrong
            name = how.sheet or max(names, key=lambda n: _promise(sheets[n], known))
            others = tuple(n for n in names if n != name)
            table = replace(_table(sheets[name], name, step), others=others)
            found = below_header(table, known, how.header)
            epoch = book.epoch.date()
        finally:
            book.close()
    notices = found.notices
    if not how.sheet and others:
        notices += (said(_OTHERS, name=name, names=", ".join(others)),)
    return replace(found, epoch=epoch, notices=notices)


def _promise(sheet: Any, known: Known) -> tuple[int, bool]:
    """How many known headers a sheet has, and whether it has anything at all."""
    lines = list(_lines(sheet.iter_rows(max_row=40, values_only=True)))
    at = header_at(lines, known)
    return (0, any(not line.empty for line in lines)) if at is None else (hits(lines[at].cells, known), True)


def _table(sheet: Any, name: str, step: Step) -> Table:
    lines: list[Line] = []
    empty = 0
    for line in stepping(_lines(sheet.iter_rows(values_only=True)), step):
        lines.append(line)
        empty = empty + 1 if line.empty else 0
        if empty == MOST_EMPTY:
            return Table(lines, HowRead(sheet=name), (said(_STOPPED, row=line.number, most=MOST_EMPTY),))
    if empty == len(lines):
        raise Refused(said(_NOTHING))
    return Table(lines, HowRead(sheet=name))


def _lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        if number > MOST_LINES:
            raise Refused(said(TOO_LONG, most=MOST_LINES))
        cells = [_as_text(value) if value is not None else "" for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Refused(said(_TOO_WIDE, row=number, most=MOST_COLUMNS))
        if any(len(cell) > MOST_CHARACTERS for cell in cells):
            raise Refused(said(_HUGE_CELL, row=number, most=MOST_CHARACTERS))
        yield Line(number, tuple(cells))


def _as_text(value: object) -> str:
    """A cell as people would type it: numbers without ``.0``, dates as year-month-day."""
    if isinstance(value, str):
        return original(value.replace("_x000D_", "").strip())
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "minutes")
    return str(value)
