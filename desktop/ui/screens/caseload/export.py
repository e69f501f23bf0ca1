"""What stands on the screen to a file: its columns, its order, and only where the person chose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.application.exports.lists import Sheet, as_csv, as_workbook
from desktop.application.papers.list_paper import list_paper
from desktop.application.whole_file import write_whole
from desktop.domain.errors import OverstapError
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.paged_table import Column

_PIECE = 500
_FILTERS = {"csv": "CSV (*.csv)", "xlsx": "Excel (*.xlsx)", "pdf": "PDF (*.pdf)"}


class ListExport(QObject):
    """Reads the lines a piece at a time, so that a long list never stops the work, and writes the file whole."""

    def __init__(self, bench: Workbench, title: str, over: QWidget) -> None:
        super().__init__(over)
        self._bench, self._title, self._over = bench, title, over

    def ask(self, kind: str, ids: Sequence[str], columns: Sequence[Column]) -> None:
        """Ask where to, and make it."""
        words, name = self._bench.language.text(N_("Save the list")), f"{self._title.lower()}.{kind}"
        path, _ = QFileDialog.getSaveFileName(self._over, words, name, _FILTERS[kind])
        if path:
            self.save(kind, Path(path), ids, columns)

    def save(self, kind: str, path: Path, ids: Sequence[str], columns: Sequence[Column]) -> None:
        """Make the file of a kind: csv, xlsx or pdf."""
        self._next(kind, path, ids, tuple(columns), [])

    def _next(
        self, kind: str, path: Path, ids: Sequence[str], columns: tuple[Column, ...], rows: list[list[str]]
    ) -> None:
        session, start = self._bench.session, len(rows)
        piece = ids[start : start + _PIECE]

        def read() -> list[list[str]]:
            found = session.caseload.rows(piece)
            session.store.log_reads(*(Reading(ReadAct.EXPORTED, case) for case in piece))
            return [[_cell(column, found.get(case)) for column in columns] for case in piece]

        def told(more: list[list[str]]) -> None:
            rows.extend(more)
            language = self._bench.language
            if len(rows) < len(ids):
                said = N_("The list is being made: {n} of {all}.")
                self._bench.messages.say(language.text(said, n=len(rows), all=len(ids)))
                self._next(kind, path, ids, columns, rows)
            else:
                make = partial(self._write, kind, path, columns, rows)
                self._bench.jobs.render(make, self, self._saved, self._failed)

        self._bench.jobs.store(read, self, told)

    def _write(self, kind: str, path: Path, columns: tuple[Column, ...], rows: list[list[str]]) -> None:
        language, work = self._bench.language, self._bench.session.work
        if kind == "pdf":
            heads = [(column.name or column.title, column.letters) for column in columns]
            data = self._bench.session.papers.draw(list_paper(work, self._title, heads, rows, language))
        else:
            sheet = Sheet(self._title, tuple(column.name or column.title for column in columns), rows)
            data = as_csv(sheet, language) if kind == "csv" else as_workbook(sheet, language)
        write_whole(path, data)

    def _saved(self, _nothing: None) -> None:
        text = self._bench.language.text
        self._bench.messages.say(text(N_("The list is saved. It is not encrypted: keep it safe.")))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, OverstapError):
            self._bench.messages.say(self._bench.language.say(error), "problem")
        else:
            self._bench.changes.bug(error)


def _cell(column: Column, row: Any) -> str:
    """What a cell says; a sign in its words."""
    return (column.spoken or column.text)(row) if row is not None else ""
