"""Appointments to a file for another calendar: what will stand in it is said before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.agenda import Entry
from desktop.application.appointments import calendar_file
from desktop.application.whole_file import write_whole
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.tick_box import TickBox


class CalendarFile(QFrame):
    """A panel: one appointment or the whole period, with or without the name."""

    closed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._chosen: Entry | None = None
        self._period: Sequence[Entry] = ()
        text = bench.language.text
        self.what = PlainCombo(self)
        self.what.setAccessibleName(text(N_("Which appointments")))
        self.named = TickBox(text(N_("Also the name of the person and the subject")), self)
        self.contents = QLabel(self)
        self.contents.setWordWrap(True)
        set_tone(self.contents, Role.MUTED)
        self.save, self.close_button = QPushButton(text(N_("Choose a file…")), self), QPushButton(self)
        self.close_button.setText(text(N_("Close")))
        self.close_button.setProperty("quiet", True)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(12)
        for widget in (self.what, self.named, self.save, self.close_button):
            row.addWidget(widget)
        row.addStretch(1)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.contents)
        self.what.activated.connect(self._tell)
        self.named.toggled.connect(self._tell)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.leave)

    def offer(self, chosen: Entry | None, period: Sequence[Entry], title: str) -> None:
        """Ask which of these, and say what the file will hold."""
        self._chosen, self._period = chosen, period
        language = self._bench.language
        self.what.clear()
        if chosen is not None and chosen.start is not None:
            when = f"{chosen.start:%d-%m %H:%M}"
            self.what.addItem(language.text(N_("The appointment of {when}"), when=when), True)
        count = language.say(said_n("{n} appointment", "{n} appointments", len(period)))
        self.what.addItem(f"{title}: {count}", False)
        self.named.setChecked(False)
        self._tell()
        self.show()
        self.what.setFocus()

    def leave(self) -> None:
        """Close the panel."""
        self.hide()
        self.closed.emit()

    def _ids(self) -> tuple[str, ...]:
        chosen = (self._chosen,) if self.what.currentData() and self._chosen is not None else self._period
        return tuple(entry.id for entry in chosen)

    def _tell(self) -> None:
        text = self._bench.language.text
        if not self._ids():
            said = text(N_("There is no appointment in this period."))
        elif self.named.isChecked():
            said = text(
                N_("The file holds time, place, subject, the name of the person and the dossier number. "
                   "Who sees your other calendar reads them too.")
            )  # fmt: skip
        else:
            said = text(
                N_("The file holds time, place and “Conversation” with the dossier number: no name and no subject.")
            )
        self.contents.setText(said)
        self.save.setEnabled(bool(self._ids()))

    def _save(self) -> None:
        text = self._bench.language.text
        title, name = text(N_("Save appointments")), text(N_("appointments"))
        path, _ = QFileDialog.getSaveFileName(self, title, f"{name}.ics", "iCalendar (*.ics)")
        if path:
            work, ids, named = self._bench.session.work, self._ids(), self.named.isChecked()
            make = partial(calendar_file, work, ids, self._bench.language, named=named)
            self._bench.jobs.store(make, self, partial(self._write, Path(path)))

    def _write(self, path: Path, data: bytes) -> None:
        language = self._bench.language
        try:
            write_whole(path, data)
        except OverstapError as refusal:
            self._bench.messages.say(language.say(refusal), "problem")
        else:
            self.leave()
            self._bench.messages.say(language.text(N_("The appointments are saved as {name}."), name=path.name))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
