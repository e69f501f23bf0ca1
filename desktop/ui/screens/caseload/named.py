"""Choices with a name: saved, picked, renamed and deleted, in place and remembered for good."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from typing_extensions import override

from desktop.application.caseload_choice import CaseChoice, keep_named, named_choices
from desktop.domain.said import N_
from desktop.ui.shell.workbench import Workbench

_LONGEST = 60


class NamedFilters(QFrame):
    """The line in which a name is typed, hidden until it is asked for, and the menu with the names."""

    picked = Signal(object)  # CaseChoice
    left = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = bench.language.text
        self._bench, self._choice, self._renames = bench, CaseChoice(), ""
        self.named = named_choices(bench.session.store)
        self.current = ""
        label = QLabel(text(N_("&Name of this choice")), self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(label.text().replace("&", ""))
        label.setBuddy(self.name)
        self.save = QPushButton(text(N_("Save the choice")), self)
        self.cancel = QPushButton(text(N_("Do not save")), self)
        self.cancel.setProperty("quiet", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (label, self.name, self.save, self.cancel):
            row.addWidget(widget)
        row.addStretch(1)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.leave)
        self.name.returnPressed.connect(self._save)
        self.hide()

    def fill(self, menu: QMenu) -> None:
        """The names first, then what can be done with them."""
        text = self._bench.language.text
        for name in self.named:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self.current)
            action.triggered.connect(partial(self.pick, name))
        if self.named:
            menu.addSeparator()
        menu.addAction(self._bench.commands.action("caseload.save_filter"))
        if self.current in self.named:
            menu.addAction(text(N_("Rename “{name}”"), name=self.current)).triggered.connect(self.rename)
            menu.addAction(text(N_("Delete “{name}”"), name=self.current)).triggered.connect(self.delete)

    def pick(self, name: str) -> None:
        """Take a saved choice."""
        self.current = name
        self.picked.emit(self.named[name])

    def ask_name(self, choice: CaseChoice) -> None:
        """Ask under which name the choice is saved."""
        self._choice, self._renames = choice, ""
        self._open(self.current)

    def rename(self) -> None:
        """Ask another name for the choice that was picked."""
        self._choice, self._renames = self.named[self.current], self.current
        self._open(self.current)

    def delete(self) -> None:
        """Forget the choice that was picked; it can be brought back."""
        text, gone = self._bench.language.text, self.current
        before = dict(self.named)
        del self.named[gone]
        self.current = ""
        self._keep()
        said = text(N_("“{name}” is deleted."), name=gone)
        self._bench.messages.say(said, "done", text(N_("Bring it back")), partial(self._restore, before))

    def leave(self) -> None:
        """Close the line."""
        self.hide()
        self.left.emit()

    def _open(self, name: str) -> None:
        self.name.setText(name)
        self.name.selectAll()
        self.show()
        self.name.setFocus()

    def _save(self) -> None:
        text, name = self._bench.language.text, " ".join(self.name.text().split())
        if not name:
            self._bench.messages.say(text(N_("Type a name, so that you find this choice again.")), "warning")
            self.name.setFocus()
            return
        if self._renames:
            del self.named[self._renames]
        self.named[name] = self._choice
        self.named = dict(sorted(self.named.items(), key=lambda one: one[0].casefold()))
        self.current = name
        self._keep()
        self._bench.messages.say(text(N_("“{name}” stands in the menu of saved choices."), name=name))
        self.leave()

    def _restore(self, before: dict[str, CaseChoice]) -> None:
        self.named = before
        self._keep()

    def _keep(self) -> None:
        self._bench.jobs.store(partial(keep_named, self._bench.session.store, dict(self.named)), self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)
