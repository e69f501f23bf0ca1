"""Finds the header of a list below its titles, and makes header texts comparable."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.application.imports.sheet import Line, Sheet
from desktop.domain.errors import Refused
from desktop.domain.folding import fold
from desktop.domain.said import N_, Said, said

Known = Callable[[str], float]
"""How much a cell looks like a header that is known, from 0 to 1."""

SURE = 0.85
"""From this likeness on a cell counts as a header."""

_SEARCHED = 40
_DATA = re.compile(r"@|\d{3}|^\W*$|^\d+\W*\d*$")
_NO_HEADER = N_(
    "No row with column names was found in this list. Put one name above each column, for example "
    "“Voornaam”, “Achternaam”, “Telefoon”, and try again."
)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of one sheet or delimited file, before its header was found."""

    lines: Sequence[Line]
    name: str = ""
    notices: tuple[Said, ...] = ()


def header_key(text: str) -> str:
    """A header as one word without signs: “E-mail adres” and “e-mailadres” are the same."""
    return fold(text).replace(" ", "")


def fingerprint(header: Line) -> str:
    """What a header is remembered by: the same columns in the same order, however they are written."""
    keys = [header_key(cell) for cell in header.cells]
    return hashlib.sha256("\x1f".join(keys).encode()).hexdigest()


def hits(cells: Sequence[str], known: Known) -> int:
    """How many cells look like known headers; a name that returns counts once."""
    return len({header_key(cell) for cell in cells if cell and len(cell) <= 80 and known(cell) >= SURE})


def header_at(lines: Sequence[Line], known: Known) -> int | None:
    """The index of the header among the first rows: the row with most known names, else the first that reads as one."""
    found = [hits(line.cells, known) for line in lines[:_SEARCHED]]
    best = max(range(len(found)), key=lambda at: found[at], default=0)
    if found and found[best]:
        filled = sum(map(bool, lines[best].cells))
        if found[best] >= 2 or filled == 1 or found[best] * 2 >= filled:
            return best
    return next((at for at, line in enumerate(lines[:_SEARCHED]) if _reads_as_header(line)), None)


def below_header(table: Table, known: Known) -> Sheet:
    """The table as a list: titles, header and the lines below; `Refused` where no row names the columns."""
    at = header_at(table.lines, known)
    if at is None:
        raise Refused(said(_NO_HEADER))
    lines = table.lines
    end = len(lines)
    while end > at + 1 and lines[end - 1].empty:
        end -= 1
    titles = tuple(line for line in lines[:at] if not line.empty)
    return Sheet(lines[at], tuple(lines[at + 1 : end]), titles, table.name, notices=table.notices)


def _reads_as_header(line: Line) -> bool:
    filled = [cell for cell in line.cells if cell]
    named = {header_key(cell) for cell in filled}
    return len(filled) >= 2 and len(named) == len(filled) and not any(_DATA.search(c) or len(c) > 60 for c in filled)
