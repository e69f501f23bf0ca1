"""The window itself by keys alone, on real files: unlocked, set, looked at twice, backed up, locked, put back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop import bootstrap
from desktop.application.i18n import language
from desktop.application.settings import Settings
from desktop.domain.changes import Action, Create
from desktop.domain.records import Employer
from desktop.persistence.workspace import Workspace
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.workroom import Workroom
from tests.ui.hands import Hands
from tests.ui.test_restore_backup import PASSPHRASE, QUICK


def test_the_files_are_unlocked_backed_up_locked_and_put_back(
    qtbot: QtBot, tmp_path: Path, jobs: Jobs, hands: Hands
) -> None:
    space = Workspace(tmp_path / "workspace", hardness=QUICK)
    opened, _ = bootstrap.create(
        space, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE
    )
    opened.store.apply(Action("Employer added", (Create("employer", "e-1", None, {"trade_name": "Bakkerij Zon"}),)))
    opened.close()
    window = MainWindow(bootstrap.door(space), jobs, Settings({"language": "en", "theme": "light"}), language)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    jobs.finish()

    hands.press("something else", "Return")
    hands.see("This passphrase does not fit.")
    hands.press("Ctrl+A", PASSPHRASE, "Return")
    hands.see("Caseload")
    hands.command("Backups and this installation")
    hands.push("Make a backup now")
    hands.see("made by you", "it is whole")
    hands.press("Ctrl+5", "Ctrl+N")
    hands.fill({"Trade name": "Drukkerij Maan", "Town": "Oefenstad"})
    hands.push("Add", exactly=True)
    hands.see("Drukkerij Maan")
    hands.command("Settings")
    hands.press("colour")
    hands.see("Colours")
    hands.press("Ctrl+L")
    hands.see("Passphrase or recovery key")
    assert "Maan" not in hands.window
    hands.push("Put a backup back")
    hands.answer("Passphrase or recovery key of the backup", PASSPHRASE, "Return")
    hands.see("was made after this backup")
    hands.push("Put this backup back")
    hands.see("Locks in 10 min")
    hands.press("Ctrl+5")
    hands.see("Bakkerij Zon")
    assert "Maan" not in hands.window
    room = window.room
    assert isinstance(room, Workroom)
    assert [employer.trade_name for employer in room.session.store.where(Employer)] == ["Bakkerij Zon"]
    window.close()
