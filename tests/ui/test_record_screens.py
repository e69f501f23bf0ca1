"""Employers, their questions and modules: found and opened by the keyboard, changed in place, with their people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.application.employers import add_employer
from desktop.application.modules import add_module
from desktop.application.ports import Work
from desktop.application.questions import raise_question
from desktop.application.record_lists import RecordFilter
from desktop.domain.changes import Action, Create, Outcome
from desktop.domain.records import Employer, Question
from desktop.persistence.store import LocalStore
from desktop.ui.screens.records.linked_people import Links
from desktop.ui.screens.records.list_view import RecordListView
from desktop.ui.screens.records.page import RecordPageView
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from tests.ui.people import People

Done = Callable[[], None]


def touched(outcome: Outcome, kind: str) -> str:
    """The record of this kind that an action made."""
    return next(record for of_kind, record in outcome.touched if of_kind == kind)


@pytest.fixture
def baker(store: LocalStore, work: Work, people: People) -> str:
    """A bakery with a question, and Bilal matched with it; a garage beside it."""
    bakery = store.apply(
        add_employer(work, {"trade_name": "Bakkerij De Proef", "kvk": "99000002", "city": "Oefenstad"})
    )
    store.apply(add_employer(work, {"trade_name": "Garage Verzonnen", "kvk": "99000010", "city": "Bedachtum"}))
    employer = touched(bakery, "employer")
    question = touched(store.apply(raise_question(work, employer, {"title": "Bakker gevraagd"})), "question")
    match = {"question": question, "match_status": "proposed"}
    store.apply(Action("Matched", (Create("match", work.ids.new(), people.bilal.traject, match),)))
    return employer


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, keys)


def type_(text: str) -> None:
    """Letters where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def shown(room: Workroom) -> list[str]:
    """The first column of the list on the screen."""
    assert isinstance(room.here, RecordListView)
    rows = room.here.table.model()
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def on_page(room: Workroom) -> RecordPageView:
    """The page on the screen."""
    page = room.here
    assert isinstance(page, RecordPageView)
    return page


def test_the_employers_on_the_screen_go_to_a_file_and_nobody_else(
    qtbot: QtBot, room: Workroom, baker: str, done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    done()
    assert isinstance(room.here, RecordListView)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_("proef")
    qtbot.waitUntil(lambda: shown(room) == ["Bakkerij De Proef"])
    for kind in ("csv", "xlsx"):
        path = tmp_path / f"list.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, to=str(path): (to, ""))
        room.commands.run(f"employers.{kind}")
        done()
    heads, *lines = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert heads.startswith("Trade name;")
    assert [line.split(";")[:3] for line in lines] == [["Bakkerij De Proef", "Oefenstad", "99000002"]]
    page = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert [page["A2"].value, page.max_row] == ["Bakkerij De Proef", 2]
    assert "keep it safe" in room.messages.text


def test_an_employer_is_found_by_letters_opened_and_leads_to_the_person_who_is_matched(
    room: Workroom, baker: str, people: People, done: Done
) -> None:
    press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    done()
    assert shown(room) == ["Bakkerij De Proef", "Garage Verzonnen"]
    assert isinstance(room.here, RecordListView)
    QAbstractItemModelTester(room.here.table.model())
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_("proef")
    press(Qt.Key.Key_Return)
    done()
    page = on_page(room)
    assert page.name.text() == "Bakkerij De Proef Oefenstad"
    link = next(b for part in page.findChildren(Links) for b in part.buttons if "Bilal" in b.text())
    assert link.text().startswith("Yılmaz, Bilal")
    assert link.text().endswith("Match")
    link.click()
    done()
    assert room.place == Place("dossier", people.bilal.traject)


def test_a_page_is_edited_in_place_and_the_change_can_be_undone(
    room: Workroom, baker: str, store: LocalStore, done: Done
) -> None:
    press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    done()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    done()
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    done()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_("Bakkerij De Oven")
    press(Qt.Key.Key_Tab)
    done()
    assert store.get(Employer, baker).trade_name == "Bakkerij De Oven"
    assert on_page(room).name.text().startswith("Bakkerij De Oven")
    room.changes.undo()
    done()
    assert store.get(Employer, baker).trade_name == "Bakkerij De Proef"


def test_adding_an_employer_warns_for_one_that_is_there_and_nothing_typed_is_lost(
    room: Workroom, baker: str, store: LocalStore, done: Done
) -> None:
    press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    done()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_("Bakkerij de Proef")
    press(Qt.Key.Key_Tab)
    done()
    assert isinstance(room.here, RecordListView)
    new = room.here.new
    assert new is not None
    assert not new.alike.isHidden()
    assert "Bakkerij De Proef" in new.alike.text()
    press(Qt.Key.Key_Escape)
    done()
    assert new.isHidden()
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    done()
    assert new.form is not None
    assert new.form.fields["trade_name"].control.text() == "Bakkerij de Proef"
    type_(" Zuid")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    done()
    assert on_page(room).name.text() == "Bakkerij de Proef Zuid"
    assert [e.trade_name for e in store.where(Employer)][-1] == "Bakkerij de Proef Zuid"


def test_a_question_changes_its_status_with_what_will_happen_shown_first(
    room: Workroom, baker: str, store: LocalStore, done: Done
) -> None:
    press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    done()
    assert shown(room) == ["Bakker gevraagd"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    done()
    page = on_page(room)
    assert page.owner.text().startswith("Bakkerij De Proef")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    done()
    assert page.acts.panel is not None
    page.acts.panel.go.click()
    done()
    assert store.where(Question)[0].status == "clarified"


def test_a_list_is_sorted_and_narrowed_by_the_database(
    room: Workroom, baker: str, store: LocalStore, work: Work
) -> None:
    school = work.ids.new()
    store.apply(Action("School", (Create("organisation", school, None, {"name": "ROC Oefenstad"}),)))
    for code, title, level in (("M1", "Zagen", "mbo2"), ("M2", "Boren", "mbo3"), ("M3", "Lassen", "mbo2")):
        values = {"module_code": code, "title": title, "level": level, "provider": school, "load": 40, "unit": "SBU"}
        store.apply(add_module(work, values))
    query = room.bench.session.lists

    def titles(wanted: RecordFilter, sort: str = "", descending: bool = False) -> list[str]:
        ids = query.ids("module", wanted, sort, descending)
        rows = query.rows("module", ids)
        return [str(getattr(rows[one], "title")) for one in ids]  # noqa: B009 a record of any kind

    assert titles(RecordFilter()) == ["Boren", "Lassen", "Zagen"]
    assert titles(RecordFilter(), "module_code", True) == ["Lassen", "Boren", "Zagen"]
    assert titles(RecordFilter(equal=(("level", "mbo2"),))) == ["Lassen", "Zagen"]
    assert titles(RecordFilter("zag")) == ["Zagen"]
    assert query.ids("question", RecordFilter(), "parent") == [q.id for q in store.where(Question)]
