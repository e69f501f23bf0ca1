"""The paged table: a screenful is read and no more, and a refresh leaves the chosen row where it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.paged_model import PAGE, Column, PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable


class Register:
    """Rows by id; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def fetch(self, ids: Sequence[str]) -> Mapping[str, str]:
        """A page."""
        self.asked.append(len(ids))
        return {id_: f"row {id_}" for id_ in ids if id_ != "7"}


@pytest.fixture
def register() -> Register:
    """Where the rows come from."""
    return Register()


@pytest.fixture
def model(register: Register) -> PagedTableModel:
    """A model over a hundred thousand rows."""
    made = PagedTableModel(
        (Column("Name", str, "name"), Column("Letters", lambda row: str(len(row)), right=True)), register.fetch, "–"
    )
    made.show_ids([str(n) for n in range(100_000)])
    return made


@pytest.fixture
def table(qtbot: QtBot, model: PagedTableModel) -> PagedTable:
    """A table on the screen."""
    made = PagedTable(model, "People", 28)
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_model_keeps_the_rules_of_qt(model: PagedTableModel, qtmodeltester: ModelTester) -> None:
    model.show_ids([str(n) for n in range(70)])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped


def test_showing_a_hundred_thousand_rows_reads_one_page(table: PagedTable, register: Register) -> None:
    assert sum(register.asked) <= 2 * PAGE


def test_a_row_that_a_colleague_deleted_shows_a_sign(model: PagedTableModel) -> None:
    assert model.index(7, 0).data() == "–"


def test_letters_typed_in_the_list_do_not_read_every_row(qtbot: QtBot, table: PagedTable, register: Register) -> None:
    before = len(register.asked)
    QTest.keyClicks(table, "yil")
    assert len(register.asked) == before


def test_a_refresh_keeps_the_chosen_row_chosen_and_in_place(qtbot: QtBot, table: PagedTable) -> None:
    table.choose_row(500)
    table.scrollTo(table.currentIndex())
    place = table.rowViewportPosition(500)
    table.show_ids(["new", *(str(n) for n in range(100_000))])
    assert table.current == "500"
    assert table.rowViewportPosition(501) == place


def test_enter_opens_the_chosen_row(qtbot: QtBot, table: PagedTable) -> None:
    table.choose_row(3)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["3"]


def test_a_second_click_on_a_header_turns_the_order_around(qtbot: QtBot, table: PagedTable) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda by, descending: asked.append((by, descending)))
    table.show_sort("name", False)
    table.horizontalHeader().sectionClicked.emit(0)
    table.show_sort("name", True)
    table.horizontalHeader().sectionClicked.emit(0)
    assert asked == [("name", True), ("name", False)]
