"""Reads delimited text as desks have it: ; , tab or |, UTF-8, UTF-16 or Windows-1252, quotes with line breaks."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from desktop.application.formulas import original
from desktop.application.imports.headers import Known, Table, hits
from desktop.application.imports.sheet import (
    FOUND_OUT,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_EMPTY,
    MOST_LINES,
    TOO_LONG,
    HowRead,
    Line,
)
from desktop.application.steps import Step, nothing, stepping
from desktop.domain.errors import Refused
from desktop.domain.said import N_, Said, said

SEPARATORS = (";", ",", "\t", "|")
ENCODINGS = {
    "utf-8-sig": N_("UTF-8"),
    "cp1252": N_("Windows, Western Europe"),
    "cp1250": N_("Windows, Central Europe"),
    "cp1254": N_("Windows, Turkish"),
    "utf-16": N_("UTF-16"),
    "cp850": N_("MS-DOS"),
    "mac_roman": N_("Mac"),
}
"""Alphabets that a file may be written in, and what they are called."""
_MOST_BYTES = 256 * 1024 * 1024
_CHUNK = 1 << 20
_SAMPLE = 60
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TOO_BIG = N_("This file is larger than {megabytes} MB. Split the list into smaller files.")
_TOO_WIDE = N_("Row {row} has more than {most} columns. Check with which sign the columns of this file are separated.")
_NOT_TEXT = N_("This file is not readable text. Open it in Excel and save it as “CSV UTF-8” or as a workbook (.xlsx).")
_UNCLOSED = N_(
    "A quotation mark on row {row} is never closed, so that everything below it would become one cell. "
    "Correct that row and try again."
)
_HUGE_CELL = N_(
    "Row {row} has a cell of more than {most} characters; a quotation mark is probably not closed there. "
    "Correct that row and try again."
)
_SWALLOWED = N_(
    "A quotation mark is not closed here, so that the rows up to line {line} of the file stand in one cell."
)


class _Text(NamedTuple):
    encoding: str
    controls: bool
    lost: bool
    notices: tuple[Said, ...]


def read_delimited(path: Path, known: Known, how: HowRead = FOUND_OUT, step: Step = nothing) -> Table:
    """All rows of a delimited file; ``how`` says with which separator and encoding.

    What it does not say is found out, with ``known`` headers as evidence.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Refused(said(_TOO_BIG, megabytes=_MOST_BYTES >> 20))
    text = _encoding(path, how.encoding)
    if csv.field_size_limit() < MOST_CHARACTERS:
        csv.field_size_limit(MOST_CHARACTERS)
    with path.open(encoding=text.encoding, errors="replace", newline="") as file:
        sample = list(islice(_bounded(file), _SAMPLE * 4))
    delimiter = how.separator or _delimiter(sample, known)
    with path.open(encoding=text.encoding, errors="replace", newline="") as file:
        lines = list(stepping(_lines(file, delimiter, text.controls), step))
    return Table(lines, HowRead(text.encoding, delimiter), text.notices)


def _encoding(path: Path, wanted: str) -> _Text:
    """One pass over the bytes: which encoding fits all of them, and whether control characters stand in them."""
    with path.open("rb") as file:
        start = file.read(4)
    encoding = wanted or next((name for bom, name in _BOMS if start.startswith(bom)), "")
    for tried in (encoding,) if encoding else ("utf-8-sig", "cp1252"):
        found = _decodes(path, tried)
        if found is not None:
            return _Text(tried, found, lost=False, notices=())
    lost = said(N_("Some characters of this file could not be read and show as �. Check the names that have one."))
    return _Text(encoding or "cp1252", controls=True, lost=True, notices=(lost,))


def _decodes(path: Path, encoding: str) -> bool | None:
    """Whether control characters stand in the text, or nothing where the bytes are not of this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    length = strange = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeError:
                return None
            length += len(text)
            strange += len(_CONTROLS.findall(text))
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        return None
    if strange * 20 > length:  # UTF-16 without its mark, or no text at all
        raise Refused(said(_NOT_TEXT))
    return strange > 0


def _bounded(file: Iterable[str]) -> Iterator[str]:
    """Lines for the sample: never a book in one line."""
    return (line[:20_000] for line in file)


def _delimiter(sample: list[str], known: Known) -> str:
    """The separator under which most cells are known headers, else the one that gives the steadiest columns."""
    if sample and (named := _SEPARATOR.match(sample[0])):
        return named[1]
    return max(SEPARATORS, key=lambda delimiter: _fitness(sample, delimiter, known))


def _fitness(sample: list[str], delimiter: str, known: Known) -> tuple[int, float]:
    try:
        rows = [row for row in islice(csv.reader(sample, delimiter=delimiter), _SAMPLE) if any(row)]
    except csv.Error:
        return (0, 0.0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0.0)
    width, times = widths.most_common(1)[0]
    evidence = max(hits(row, known) for row in rows if len(row) > 1)
    return (evidence if evidence > 1 else 0, times / len(rows) * (1 - 1 / width))


class _Counted:
    """The lines of a file, with a count of the quotation marks since the last row."""

    def __init__(self, file: Iterable[str]) -> None:
        self._file = iter(file)
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._file)
        if '"' in line:
            self.quotes += line.count('"')
        return line


def _lines(file: Iterable[str], delimiter: str, controls: bool) -> Iterator[Line]:
    counted = _Counted(file)
    reader = csv.reader(counted, delimiter=delimiter, skipinitialspace=True)
    number = before = usual = empty = kept = 0
    unclosed = False
    try:
        for number, row in enumerate(reader, 1):
            problem = None
            if reader.line_num - before > 1:
                unclosed = counted.quotes % 2 == 1
                if unclosed or _swallows(row, delimiter, usual):
                    problem = said(_SWALLOWED, line=reader.line_num)
            else:
                unclosed, usual = False, len(row)
            before, counted.quotes = reader.line_num, 0
            if controls:
                row = [_CONTROLS.sub("", cell) for cell in row]
            cells = [original(text) if text[:1] == "'" else text for cell in row for text in (cell.strip(),)]
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                raise Refused(said(_TOO_WIDE, row=number, most=MOST_COLUMNS))
            if number == 1 and _SEPARATOR.match(delimiter.join(row)):
                cells = []
            empty = 0 if cells else empty + 1
            if empty > MOST_EMPTY:  # Excel writes a million rows of separators for a column that was formatted
                continue
            kept += 1
            if kept > MOST_LINES:
                raise Refused(said(TOO_LONG, most=MOST_LINES))
            yield Line(number, tuple(cells), problem)
    except csv.Error:
        raise Refused(said(_HUGE_CELL, row=number + 1, most=MOST_CHARACTERS)) from None
    if unclosed:
        raise Refused(said(_UNCLOSED, row=number))


def _swallows(row: list[str], delimiter: str, usual: int) -> bool:
    """Whether rows of the list seem to stand in one cell: a line in it has the columns of a row."""
    for cell in row:
        if "\n" in cell or "\r" in cell:
            lines = cell.splitlines()
            if usual > 2 and any(line.count(delimiter) == usual - 1 for line in lines[1:-1]):
                return True
            if len(row) != usual and any(line.count(delimiter) > 1 for line in lines):
                return True
    return False
