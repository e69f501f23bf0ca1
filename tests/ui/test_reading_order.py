"""The order of Tab: as the layouts stand, and without holding on to what Qt frees."""

from __future__ import annotations

import gc

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.reading_order import stops


def page(qtbot: QtBot) -> QWidget:
    """A page with a row inside a column and a grid, made in another order than it is read."""
    made = QWidget()
    qtbot.addWidget(made)
    column, row, grid = QVBoxLayout(made), QHBoxLayout(), QGridLayout()
    cells = {name: QLineEdit(made) for name in ("d", "c", "f", "e", "b", "a")}
    for name, cell in cells.items():
        cell.setAccessibleName(name)
    column.addWidget(cells["a"])
    column.addLayout(row)
    row.addWidget(cells["b"])
    row.addStretch(1)
    row.addWidget(cells["c"])
    column.addLayout(grid)
    for name, place in {"f": (1, 1), "d": (0, 1), "e": (1, 0)}.items():
        grid.addWidget(cells[name], *place)
    last = QPushButton(made)
    last.setAccessibleName("g")
    column.addWidget(last)
    made.show()
    return made


def test_tab_reads_columns_rows_and_grids_as_they_stand(qtbot: QtBot) -> None:
    assert [stop.accessibleName() for stop in stops(page(qtbot))] == list("abcdefg")


def test_the_walk_keeps_no_item_of_a_layout_that_qt_frees_by_itself(qtbot: QtBot) -> None:
    """An item that Python keeps is taken for what is made in its place later, and the program ends with it."""
    made = page(qtbot)
    before = sum(isinstance(one, QWidgetItem) for one in gc.get_objects())
    assert len(list(stops(made))) == len("abcdefg")
    assert sum(isinstance(one, QWidgetItem) for one in gc.get_objects()) <= before
