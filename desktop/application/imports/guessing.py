"""Which kind of list a file is: the kind whose columns its header names most."""

from __future__ import annotations

from desktop.application.imports.headers import hits
from desktop.application.imports.sheet import Sheet
from desktop.application.imports.targets import KINDS
from desktop.application.imports.vocabulary import vocabulary


def any_header(cell: str) -> float:
    """How much a cell looks like a header of any kind of list, from 0 to 1."""
    return max(vocabulary(kind).likeness(cell) for kind in KINDS)


def guessed_kind(sheet: Sheet) -> str:
    """The kind of list with most headers in common; the first one where none has any."""
    return max(KINDS, key=lambda kind: hits(sheet.header.cells, vocabulary(kind).likeness))
