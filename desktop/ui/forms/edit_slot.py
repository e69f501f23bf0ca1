"""A place where one record of a list is changed: its form opens below the list, saves itself and closes with Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.fields import RECORDS
from desktop.domain.said import N_
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Size, set_type


class EditSlot(QWidget):
    """Empty and hidden while nothing is changed."""

    closed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.form: RecordForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.title = QLabel(self)
        set_type(self.title, Size.BODY, strong=True)
        self.done = QPushButton(bench.language.text(N_("Ready")), self)
        self.done.setToolTip("Esc")
        self._column.addWidget(self.title)
        self._column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        self.done.clicked.connect(self.leave)
        self.hide()

    def open(self, kind: str, record: str, traject: str) -> None:
        """Show the form of a record."""
        self._put_away()
        spec = RECORDS[kind]
        fields = editable(tuple(spec.fields.values()))
        self.form = RecordForm(self._bench, spec.type, record, fields, traject, self)
        give_letters(tuple(self.form.fields.values()))
        self.title.setText(self._bench.language.record(spec))
        self._column.insertWidget(1, self.form)
        self.show()
        self.form.go_to(fields[0].name)

    def flush(self) -> None:
        """Keep what is being typed."""
        if self.form is not None:
            self.form.flush()

    def leave(self) -> None:
        """Close the form; what was typed is saved, or kept where it cannot be read."""
        if self.form is not None:
            self._put_away()
            self.closed.emit()

    def _put_away(self) -> None:
        if self.form is not None:
            self.form.flush()
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            self.leave()
        else:
            super().keyPressEvent(event)
