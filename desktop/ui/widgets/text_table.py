"""A table of lines of text that are there already: no pages to fetch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.paged_model import Column, PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable


class TextTable(PagedTable):
    """Shows values in the order given; the columns say what of each."""

    def __init__(
        self, columns: Sequence[Column], gone: Any, name: str, row_height: int, parent: QWidget | None = None
    ) -> None:
        self._lines: dict[str, Any] = {}
        self._source = PagedTableModel(columns, self._fetch, gone)
        super().__init__(self._source, name, row_height, parent)
        self._source.setParent(self)
        self.horizontalHeader().setSortIndicatorShown(False)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these lines."""
        self._lines = {str(at): line for at, line in enumerate(lines)}
        self._source.show_ids(tuple(self._lines))

    @property
    def chosen(self) -> Any:
        """The line that is chosen, or nothing."""
        return self._lines.get(self.current or "")

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Any]:
        return {id_: self._lines[id_] for id_ in ids if id_ in self._lines}
