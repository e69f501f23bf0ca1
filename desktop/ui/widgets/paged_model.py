"""Rows of any number: the ids stand in order, rows are fetched a page at a time as they come in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget
from typing_extensions import override

PAGE = 64
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its header says, what a row says in it, by what it sorts, and how wide it begins, in letters."""

    title: str
    text: Callable[[Any], str]
    sort: str = ""
    letters: int = 12
    right: bool = False
    tone: Callable[[Any], QPalette.ColorRole | None] | None = None
    spoken: Callable[[Any], str] | None = None  # what a screen reader says where the text is a sign
    steps: Callable[[Any], tuple[int, int]] | None = None  # drawn before the text: how far, of how many
    key: str = ""  # under which it is remembered
    name: str = ""  # what it is called where the title is a sign
    shown: bool = True  # at first


class PagedTableModel(QAbstractTableModel):
    """Holds ids in order; ``fetch`` reads the rows of some of them."""

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[str]], Mapping[str, Any]],
        gone: Any,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns, self._fetch, self._gone = tuple(columns), fetch, gone
        self._ids: Sequence[str] = ()
        self._rows: dict[str, Any] = {}

    def show_ids(self, ids: Sequence[str]) -> None:
        """Display these rows in this order; the query did the sorting and filtering."""
        self.beginResetModel()
        self._ids, self._rows = ids, {}
        self.endResetModel()

    @property
    def ids(self) -> Sequence[str]:
        """The records, in order."""
        return self._ids

    def id_at(self, row: int) -> str | None:
        """Which record stands in this row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record: str) -> int | None:
        """In which row a record stands."""
        try:
            return self._ids.index(record)
        except ValueError:
            return None

    def row(self, at: int) -> Any:
        """The row itself; fetched with its page when it was not there yet."""
        if (id_ := self._ids[at]) not in self._rows:
            start = at - at % PAGE
            self._rows.update(self._fetch(self._ids[start : start + PAGE]))
        return self._rows.setdefault(id_, self._gone)  # a colleague deleted it meanwhile

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[index.column()].text(self.row(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[index.column()].right else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.columns[index.column()]
            return (column.spoken or column.text)(self.row(index.row()))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if self.columns[section].right else LEFT
        return None
