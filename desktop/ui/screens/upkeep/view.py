"""Backups and this installation: what is kept, what the program consists of, and whether all of it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.values import ZONE
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_, Said
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import side_by_side
from desktop.ui.shell.session import BackupLine
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.text_table import TextTable
from desktop.ui.wording import size_text

UPKEEP = N_("Backups and this installation")
_REASONS = {
    "regular": N_("made by itself"),
    "manual": N_("made by you"),
    "migration": N_("before a new version"),
    "import": N_("before an import"),
    "restore": N_("put aside by a restore"),
}
_NONE = BackupLine(datetime.min.replace(tzinfo=UTC), "", 0)


class UpkeepView(Screen):
    """The list of backups with one more on demand, below it the versions and the check."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        heading, lead, below = QLabel(text(UPKEEP), self), QLabel(self), QLabel(text(N_("This installation")), self)
        set_type(heading, Size.TITLE)
        set_type(below, Size.HEADING)
        lead.setText(
            text(
                N_(
                    "Overstap makes and checks a backup every half hour in which something changed. "
                    "To put one back: lock, and choose “Put a backup back”."
                )
            )
        )
        lead.setWordWrap(True)
        set_tone(lead, Role.MUTED)
        columns = (
            Column(text(N_("Made on")), _made_on, letters=24),
            Column(text(N_("Why")), self._why, letters=36),
            Column(text(N_("Size")), self._size, letters=12),
            Column(text(N_("Read through on")), _checked_on, letters=24),
        )
        self.list = TextTable(columns, _NONE, text(N_("Backups")), row_height(bench.settings.density), self)
        self.make, self.check_one, self.check, self.copy = (QPushButton(self) for _ in range(4))
        self.result = QLabel(self)
        self.result.setWordWrap(True)
        where = text(N_("Your files are in {folder}"), folder=bench.session.upkeep.place())
        self.folder = QLabel(where, self)
        self.folder.setWordWrap(True)
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.versions = QPlainTextEdit(self)
        self.versions.setReadOnly(True)
        self.versions.setTabChangesFocus(True)
        self.versions.setAccessibleName(text(N_("Versions and licences")))
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(12)
        for widget in (heading, lead, self.list):
            page.addWidget(widget)
        page.addLayout(side_by_side(self.make, self.check_one))
        page.addSpacing(8)
        page.addWidget(below)
        page.addWidget(self.folder)
        page.addWidget(self.versions)
        page.addLayout(side_by_side(self.check, self.copy))
        page.addWidget(self.result)
        for made, command in (
            (self.make, "backup"), (self.check_one, "check_one"), (self.check, "check"), (self.copy, "copy"),
        ):  # fmt: skip
            bench.commands.attach(made, f"upkeep.{command}")

    @override
    def visit(self, place: Place) -> None:
        self.result.clear()
        upkeep, jobs = self.bench.session.upkeep, self.bench.jobs
        jobs.render(upkeep.backups, self, self._list)
        jobs.render(upkeep.versions, self, self._show_versions)
        self.make.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.list, self.versions)

    def _leave(self) -> None:
        self.bench.go(Place("caseload"))

    def _list(self, found: tuple[BackupLine, ...], chosen: Path | None = None) -> None:
        self.list.show_lines(found)
        self.list.choose_row(next((at for at, backup in enumerate(found) if backup.path == chosen), 0))
        self.bench.commands.refresh()

    def _why(self, backup: BackupLine) -> str:
        reason = _REASONS.get(backup.reason)
        return backup.reason if reason is None else self.bench.language.text(reason)

    def _size(self, backup: BackupLine) -> str:
        return size_text(backup.size, self.bench.language)

    def _show_versions(self, lines: tuple[str, ...]) -> None:
        self.versions.setPlainText("\n".join((*lines[:1], f"Qt {qVersion()}", *lines[1:])))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.versions.toPlainText())
        self._say(self.bench.language.text(N_("Copied. There is nothing personal in it.")))

    def _say(self, sentence: str) -> None:
        self.result.setText(sentence)
        self.bench.messages.say(sentence)

    def _back_up(self) -> None:
        self.make.setEnabled(False)
        self.bench.jobs.render(self.bench.session.upkeep.back_up, self, self._backed_up, self._failed)

    def _backed_up(self, notice: Said | None) -> None:
        self.make.setEnabled(True)
        language = self.bench.language
        done = language.text(N_("The backup is made and was read through: it is whole."))
        self._say(f"{done} {language.say(notice)}" if notice else done)
        self.bench.jobs.render(self.bench.session.upkeep.backups, self, self._list)

    def _has_one(self) -> bool:
        return bool(self.list.chosen and self.list.chosen.path)

    def _check_one(self) -> None:
        """Read the chosen backup through now."""
        chosen = self.list.chosen
        if chosen is not None and chosen.path is not None:
            self.check_one.setEnabled(False)
            self.result.setText(self.bench.language.text(N_("The backup is being read through…")))
            work = partial(self.bench.session.upkeep.check_backup, chosen.path)
            self.bench.jobs.render(work, self, partial(self._checked_one, chosen), self._failed)

    def _checked_one(self, backup: BackupLine, _nothing: object) -> None:
        self.check_one.setEnabled(True)
        self._say(self.bench.language.text(N_("The backup of {when} is whole."), when=_made_on(backup)))
        self.bench.jobs.render(self.bench.session.upkeep.backups, self, partial(self._list, chosen=backup.path))

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.result.setText(self.bench.language.text(N_("Every page of the file and every change is being checked…")))
        self.bench.jobs.render(self.bench.session.upkeep.check, self, self._checked, self._failed)

    def _checked(self, findings: tuple[Said, ...]) -> None:
        self.check.setEnabled(True)
        language = self.bench.language
        if findings:
            wrong = language.text(N_("Something is wrong. Stop working here and put the newest backup back."))
            self.result.setText(" ".join((wrong, *map(language.say, findings[:5]))))
            self.bench.messages.say(wrong, "problem")
        else:
            self._say(language.text(N_("All is whole: every page of the file and every change in the journal.")))

    def _failed(self, error: BaseException) -> None:
        self.make.setEnabled(True)
        self.check.setEnabled(True)
        self.check_one.setEnabled(self._has_one())
        self.result.clear()
        if isinstance(error, OverstapError):
            self.bench.messages.say(self.bench.language.say(error), "problem")
        else:
            self.bench.jobs.failed.emit(error)

    commands = (
        Command("upkeep.backup", N_("Make a backup now"), _back_up, "Ctrl+Return | Ctrl+Enter", UPKEEP, "save"),
        Command("upkeep.check_one", N_("Check the chosen backup"), _check_one, "Ctrl+T", UPKEEP, "", _has_one),
        Command("upkeep.check", N_("Check this installation"), _check, "", UPKEEP, "check"),
        Command("upkeep.copy", N_("Copy for the helpdesk"), _copy, "", UPKEEP),
        Command("upkeep.leave", N_("Back to the work"), _leave, "Esc", UPKEEP, "back"),
    )


def _made_on(backup: BackupLine) -> str:
    return f"{backup.at.astimezone(ZONE):%d-%m-%Y %H:%M}"


def _checked_on(backup: BackupLine) -> str:
    return f"{backup.checked.astimezone(ZONE):%d-%m-%Y %H:%M}" if backup.checked else "—"
