"""The rows of a list with what becomes of each and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop.application.imports.cells import Fresh
from desktop.application.imports.fates import FATES, Choice, Fate, Row
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_, said
from desktop.ui.naming import Names
from desktop.ui.screens.imports.view_model import ImportModel
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import row_height
from desktop.ui.widgets.paged_model import Column, PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable

_GONE = Row(0, Fate.EMPTY)
_CHOSEN = {
    Choice.NEW: N_("imported as new"),
    Choice.LEAVE: N_("left out by you"),
    Choice.UPDATE: N_("updates what is here"),
}


class RowsTable(PagedTable):
    """In the order of the file, which is how people find a row there."""

    def __init__(self, bench: Workbench, model: ImportModel, parent: QWidget | None = None) -> None:
        self._bench, self._model_of_list = bench, model
        self._rows: dict[str, Row] = {}
        self._twins: dict[str, str] = {}
        text = bench.language.text
        columns = (
            Column(text(N_("Row")), _number, letters=6, right=True),
            Column(text(N_("Outcome")), self._fate, letters=30),
            Column(text(N_("Who or what")), self.title_of, letters=28),
            Column(text(N_("Why")), self.why, letters=60),
        )
        self._source = PagedTableModel(columns, self._fetch, _GONE)
        super().__init__(self._source, text(N_("Rows of the list")), row_height(bench.settings.density), parent)
        self._source.setParent(self)
        self.horizontalHeader().setSortIndicatorShown(False)
        self.horizontalHeader().setSectionsClickable(False)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self._rows = {str(row.number): row for row in rows}
        self._twins = {}
        self.show_ids(tuple(self._rows))

    @property
    def row(self) -> Row | None:
        """The row that is chosen."""
        return self._rows.get(self.current or "")

    @property
    def rows(self) -> Sequence[Row]:
        """All rows that are shown."""
        return tuple(self._rows.values())

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Row]:
        """A page of rows, with the names of whom they resemble in one question."""
        page = {id_: self._rows[id_] for id_ in ids if id_ in self._rows}
        found = self._model_of_list.found
        twins = [row.twin for row in page.values() if isinstance(row.twin, str) and row.twin not in self._twins]
        if found is not None and twins:
            names = Names(self._bench.session.store, self._bench.language)
            records = self._bench.session.lists.rows(found.rehearsal.kind.record, twins)
            self._twins |= {id_: names.title(record) for id_, record in records.items()}
        return page

    def _fate(self, row: Row) -> str:
        choice, text = self._model_of_list.choice(row), self._bench.language.text
        return text(_CHOSEN[choice] if row.offers and choice is not row.proposed else FATES[row.fate])

    def title_of(self, row: Row) -> str:
        """Who or what a row is about."""
        found = self._model_of_list.found
        if found is None:
            return ""
        record = found.rehearsal.kind.record
        parts = (row.values.get(f"{record}.{name}") for name in RECORDS[record].title)
        return " ".join(str(part) for part in parts if part)

    def why(self, row: Row) -> str:
        """The reasons in sentences."""
        language = self._bench.language
        why = [language.say(reason) for reason in row.reasons]
        if isinstance(row.twin, str) and row.twin in self._twins:
            why.append(language.text(N_("It resembles {name}."), name=self._twins[row.twin]))
        for value in row.values.values():
            if isinstance(value, Fresh) and row.fate.imported:
                kind = language.record(RECORDS[value.kind]).lower()
                why.append(language.text(N_("Added with it: {kind} “{name}”."), kind=kind, name=value.name))
        if row.missing:
            names = ", ".join(language.say(said("{field}", field=name)) for name in row.missing)
            why.append(language.text(N_("Still missing: {names}."), names=names))
        if row.kept:
            kept = "; ".join(f"{column}: {cell}" for column, cell in row.kept)
            why.append(language.text(N_("Kept in a note: {text}"), text=kept))
        return " ".join(why)


def _number(row: Row) -> str:
    return str(row.number)
