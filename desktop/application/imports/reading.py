"""Reads a list from a file: CSV in the encodings and with the separators desks use, or the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.application.imports.delimited import read_delimited
from desktop.application.imports.headers import Known, below_header
from desktop.application.imports.sheet import FOUND_OUT, HowRead, Sheet
from desktop.application.imports.workbook import read_workbook
from desktop.application.steps import Step, nothing
from desktop.domain.errors import Refused
from desktop.domain.said import N_, Said, said

_OLD_EXCEL = N_(
    "This is an old Excel file (.xls) or a workbook with a password. Open it in Excel, take the password off and save "
    "it as an Excel workbook (.xlsx)."
)
_OTHER = N_("This file is not a list but {what}. Save the list as CSV or as an Excel workbook (.xlsx).")
_SIGNS: tuple[tuple[bytes, Said], ...] = (
    (b"\xd0\xcf\x11\xe0", said(_OLD_EXCEL)),
    (b"%PDF-", said(_OTHER, what="PDF")),
    (b"\x89PNG", said(_OTHER, what="PNG")),
    (b"\xff\xd8\xff", said(_OTHER, what="JPEG")),
    (b"{\\rtf", said(_OTHER, what="RTF")),
    (b"SQLite format 3", said(_OTHER, what="SQLite")),
    (b"7z\xbc\xaf", said(_OTHER, what="7-Zip")),
    (b"Rar!", said(_OTHER, what="RAR")),
    (b"\x1f\x8b", said(_OTHER, what="gzip")),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


def read(path: Path, known: Known, how: HowRead = FOUND_OUT, step: Step = nothing) -> Sheet:
    """The list in a file, its header found with ``known``; ``how`` says what somebody knows better than the program.

    Raises `Refused` with a sentence for everything that is not a readable list.
    """
    return _opened(path, lambda start: _list(path, start, known, how, step))


def _list(path: Path, start: bytes, known: Known, how: HowRead, step: Step) -> Sheet:
    if not start:
        raise Refused(said(N_("This file is empty. Choose the file with the list.")))
    for sign, sentence in _SIGNS:
        if start.startswith(sign):
            raise Refused(sentence)
    if start.startswith(b"PK"):
        return read_workbook(path, known, how, step)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise Refused(said(_OTHER, what="HTML, XML"))
    return below_header(read_delimited(path, known, how, step), known, how.header)


def _opened(path: Path, work: Callable[[bytes], Sheet]) -> Sheet:
    try:
        with path.open("rb") as file:
            start = file.read(64)
        return work(start)
    except FileNotFoundError:
        raise Refused(said(N_("This file is not there. Check its name and folder."))) from None
    except IsADirectoryError:
        raise Refused(said(N_("This is a folder. Choose the file with the list."))) from None
    except PermissionError:
        raise Refused(
            said(N_("This file cannot be opened: another program holds it or you have no access. Close it there."))
        ) from None
    except OSError:
        raise Refused(
            said(N_("This file cannot be read from its disk. Copy it to this computer and try again."))
        ) from None
