"""The reference lists by keyboard: found, opened, searched, and brought up to date with one undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.application.imports.reading import read
from desktop.application.imports.reference_formats import FORMATS, known_column
from desktop.application.imports.references import update
from desktop.application.ports import Work
from desktop.application.reference_lists import TITLES
from desktop.domain.fields import RECORDS, Record
from desktop.domain.records import Reference
from desktop.persistence.record_lists import RecordLists
from desktop.persistence.store import LocalStore
from desktop.ui.screens.imports.view import ImportView
from desktop.ui.screens.references.entries_view import ReferenceEntriesView
from desktop.ui.screens.references.lists_view import ReferenceListsView
from desktop.ui.screens.references.update_view import ReferenceUpdateView
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.workbench import Place
from desktop.ui.shell.workroom import Workroom
from desktop.ui.widgets.paged_model import PAGE
from desktop.ui.widgets.paged_table import PagedTable
from tests.ui.keys import press

CREBO = Path(__file__).parents[1] / "data" / "crebo.csv"
HEAD = "opleidingscode;naam\n"


@pytest.fixture
def crebo(store: LocalStore, work: Work) -> None:
    """The qualifications of 2015 are held."""
    store.apply(update(work, read(CREBO, known_column), CREBO.name).action)


def newer(folder: Path) -> Path:
    """A newer edition: one is called otherwise, one is new, two are gone, and one row has no name."""
    lines = CREBO.read_text(encoding="utf-8").replace(",Metselaar,", ",Metselaar en voeger,").splitlines()
    added = ("25990,Monteur laadpalen,3,,,,23990,Laadtechniek,,,", "25991,,3,,,,23990,Laadtechniek,,,")
    path = folder / "crebo_2026.csv"
    path.write_text("\n".join((*lines[:-2], *added)), encoding="utf-8")
    return path


def lines_of(table: PagedTable) -> list[list[str]]:
    """What stands in the columns that are shown."""
    model, shown = table.model(), [at for at in range(len(table.columns)) if not table.isColumnHidden(at)]
    return [[str(model.index(row, at).data()) for at in shown] for row in range(model.rowCount())]


def updating(room: Workroom, jobs: Jobs, path: Path) -> ReferenceUpdateView:
    """The screen with this file on it."""
    room.go(Place("reference_update"))
    screen = room.here
    assert isinstance(screen, ReferenceUpdateView)
    screen.open(path)
    jobs.finish()
    return screen


def test_a_list_is_found_opened_and_searched_by_keyboard(qtbot: QtBot, room: Workroom, jobs: Jobs, crebo: None) -> None:
    QTest.keySequence(room, "Ctrl+K")
    press("Reference lists")
    box = room.palette_box.list
    qtbot.waitUntil(lambda: box.count() == 1 and box.item(0).text().startswith("Reference lists"))
    press("Return")
    jobs.finish()
    lists = room.here
    assert isinstance(lists, ReferenceListsView)
    (line,) = (line for line in lines_of(lists.table) if line[1] != "–")
    assert line[0:3] + line[4:] == ["Qualifications in mbo (crebo)", "40", "S-BB", "crebo.csv", "Crebo"]
    press(*["Down"] * list(TITLES).index("crebo"), "Return")
    jobs.finish()
    entries = room.here
    assert isinstance(entries, ReferenceEntriesView)
    assert entries.count.text() == "40 entries"
    press("havenl")
    qtbot.waitUntil(lambda: entries.count.text() == "3 entries")
    press("Down", "Down")
    QApplication.processEvents()
    told = [label.text() for label in entries.detail.findChildren(type(entries.count)) if label.isVisible()]
    assert {"25394", "Manager havenlogistiek", "S-BB"} <= set(told)
    press("Ctrl+F", "Escape")  # empties the search first
    qtbot.waitUntil(lambda: entries.count.text() == "40 entries")
    press("Escape")
    jobs.finish()
    assert room.here is lists


def test_a_long_list_is_read_a_page_at_a_time(
    room: Workroom, jobs: Jobs, store: LocalStore, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(HEAD + "".join(f"{n:05};Opleiding {n}\n" for n in range(1000)), encoding="utf-8")
    store.apply(update(work, read(path, known_column)).action)
    asked: list[int] = []
    rows = RecordLists.rows

    def counted(self: RecordLists, kind: str, ids: Sequence[str]) -> Mapping[str, Record]:
        asked.append(len(ids))
        return rows(self, kind, ids)

    monkeypatch.setattr(RecordLists, "rows", counted)
    room.go(Place("reference", at="croho"))
    jobs.finish()
    QApplication.processEvents()
    screen = room.here
    assert isinstance(screen, ReferenceEntriesView)
    assert screen.count.text() == "1000 entries"
    press("Down", "Ctrl+End")
    QApplication.processEvents()
    assert lines_of(screen.table)[-1][0] == "Opleiding 999"
    assert max(asked) <= PAGE


def test_a_newer_list_is_shown_first_goes_in_at_once_and_is_taken_back_at_once(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, crebo: None, tmp_path: Path
) -> None:
    screen = updating(room, jobs, newer(tmp_path))
    assert "1 new, 1 changed, 2 no longer on the list, 37 the same, 1 cannot be kept" in screen.told.text()
    shown = lines_of(screen.table)
    assert [line[0] for line in shown] == ["cannot be kept", *["no longer on the list"] * 2, "changed", "new"]
    assert shown[0][1] == "row 41"
    assert shown[3][1:] == ["25103", "Metselaar", "Name: Metselaar → Metselaar en voeger"]
    assert store.where(Reference, code="25990") == ()
    press("Ctrl+Return")
    jobs.finish()
    assert isinstance(room.here, ReferenceEntriesView)  # the list itself, as it is now
    assert store.where(Reference, code="25103")[0].label == "Metselaar en voeger"
    assert store.where(Reference, code="25385")[0].valid_until == date(2026, 3, 2)
    assert room.session.lists.reference_lists()[0].file == "crebo_2026.csv"
    QTest.keySequence(room, "Ctrl+Z")
    jobs.finish()
    assert store.where(Reference, code="25103")[0].label == "Metselaar"
    assert store.where(Reference, code="25990") == ()
    (held,) = room.session.lists.reference_lists()
    assert (held.entries, held.gone, held.file) == (40, 0, "crebo.csv")
    assert "crebo.csv" in room.here.facts.text()


def test_only_what_became_of_entries_in_one_way_is_shown(
    room: Workroom, jobs: Jobs, crebo: None, tmp_path: Path
) -> None:
    screen = updating(room, jobs, newer(tmp_path))
    screen.outcome.setFocus()
    press("Down", "Down", "Down", "Down")  # new, changed, gone, the same
    assert len(lines_of(screen.table)) == 37
    press("Escape")
    jobs.finish()
    assert screen.model.found is None


def test_a_long_list_tells_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, room: Workroom, jobs: Jobs, store: LocalStore, tmp_path: Path
) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(HEAD + "".join(f"{n:05};Opleiding {n}\n" for n in range(1500)), encoding="utf-8")
    screen = updating(room, jobs, path)
    told: list[str] = []
    screen.model.progressed.connect(lambda sentence, done, of: told.append(sentence))
    press("Ctrl+Return", "Escape")
    jobs.finish()
    assert room.here is screen
    assert "Nothing of this list was imported" in room.messages.text
    assert store.where(Reference, list_name="croho") == ()
    press("Ctrl+Return")
    jobs.finish()
    assert "Writing {n}" in told
    assert len(store.where(Reference, list_name="croho")) == 1500


def test_a_part_of_a_list_is_doubted(room: Workroom, jobs: Jobs, crebo: None, tmp_path: Path) -> None:
    path = tmp_path / "deel.csv"
    path.write_text("".join(CREBO.read_text(encoding="utf-8").splitlines(keepends=True)[:9]), encoding="utf-8")
    screen = updating(room, jobs, path)
    assert screen.doubt.isVisible()
    assert "32 of the 40" in screen.doubt.said


def test_the_same_list_again_changes_nothing_and_says_so(room: Workroom, jobs: Jobs, crebo: None) -> None:
    screen = updating(room, jobs, CREBO)
    assert not screen.go.isEnabled()
    assert "the same as what is held" in screen.detail.text()


@pytest.mark.parametrize(
    ("text", "sentence"), [("kleur;maat\nrood;groot\n", "not those of a reference list"), ("%PDF-1.7 x", "PDF")]
)
def test_a_file_that_is_no_such_list_gets_a_sentence(
    room: Workroom, jobs: Jobs, tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    screen = updating(room, jobs, path)
    assert sentence in screen.problem.text()
    assert QApplication.focusWidget() is screen.empty.button


def test_a_public_list_that_is_given_to_the_import_of_people_goes_on_here(
    room: Workroom, jobs: Jobs, crebo: None, tmp_path: Path
) -> None:
    QTest.keySequence(room, "Ctrl+Shift+I")
    assistant = room.here
    assert isinstance(assistant, ImportView)
    assistant.open(newer(tmp_path))
    jobs.finish()
    assert "Import it as a reference list" in assistant.problem.text()
    QTest.mouseClick(room.messages._act, Qt.MouseButton.LeftButton)
    jobs.finish()
    screen = room.here
    assert isinstance(screen, ReferenceUpdateView)
    assert screen.file.text() == "crebo_2026.csv"
    assert "1 new, 1 changed" in screen.told.text()


def test_every_list_that_a_field_or_a_format_names_has_a_name_for_people() -> None:
    fields = {f.complete for spec in RECORDS.values() for f in spec.fields.values() if f.complete}
    formats = {entry["list_name"] for found in FORMATS for entry in found.entries}
    assert (fields | formats) - set(TITLES) == {"{list}"}
