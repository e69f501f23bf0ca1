"""A note from anywhere: a panel above the screen that keeps what is typed and gives the focus back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.ports import Store
from desktop.domain.changes import Outcome
from desktop.domain.records import Candidate, Traject
from desktop.domain.said import N_
from desktop.ui.forms.person_control import PersonControl
from desktop.ui.icons import icon
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.note_editor import NoteEditor
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type

_WIDTH, _EDGE, _FOOT = 560, 24, 40


class NotePanel(QFrame):
    """Ctrl+Enter records, Esc keeps the draft; both go back to where the person was. The work behind it goes on."""

    def __init__(self, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._bench, self._over = bench, over
        self._before: QWidget | None = None
        text = bench.language.text
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(Role.RAISED)
        self.title, keys, self.close_button = QLabel(self), QLabel(self), QToolButton(self)
        set_type(self.title, Size.HEADING, strong=True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.close_button.setIcon(icon("close"))
        self.close_button.setToolTip(text(N_("Keep the draft and close")))
        self.close_button.setAccessibleName(text(N_("Keep the draft and close")))
        self.person = PersonControl(bench.session.store, bench.jobs, self)
        self.person.line.setAccessibleName(text(N_("About whom")))
        self.person.line.setPlaceholderText(text(N_("About whom: name, number or phone, then Enter")))
        self.editor = NoteEditor(bench, self)
        keys.setText(text(N_("Ctrl+Enter record · Esc keep the draft and go back")))
        set_type(keys, Size.SMALL)
        set_tone(keys, Role.MUTED)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.person, self.editor, keys):
            column.addWidget(widget)
        self.close_button.clicked.connect(self.leave)
        self.person.chosen.connect(self._about)
        self.editor.recorded.connect(self._recorded)
        self.editor.area.textChanged.connect(self._place)
        over.installEventFilter(self)
        self.hide()

    def open(self, traject: str) -> None:
        """Show the panel for this case; a note that is being typed already stays with its own person."""
        focus = QApplication.focusWidget()
        if self.isHidden() or focus is None or not self.isAncestorOf(focus):
            self._before = focus
        if self.isHidden():
            self.person.show_person("", "")
            self._about(traject)
        self._place()
        self.show()
        self.raise_()
        self._to_work()

    def keep(self) -> None:
        """Keep the draft."""
        self.editor.keep()

    def leave(self) -> None:
        """Close the panel, keep the draft and go back to where the focus was."""
        self.keep()
        self.hide()
        if self._before is not None:
            try:
                self._before.setFocus()
            except RuntimeError:  # the page was made anew meanwhile
                self._before = None

    def _about(self, traject: str) -> None:
        text = self._bench.language.text
        self.person.setVisible(not traject)
        self.editor.setEnabled(bool(traject))
        self.title.setText(text(N_("Note")))
        if traject:
            self.editor.open(traject)
            store = self._bench.session.store
            names = Names(store, self._bench.language)
            self._bench.jobs.store(partial(_name, store, names, traject), self, self._show_name)
        if self.isVisible():
            self._to_work()
            self._place()

    def _to_work(self) -> None:
        (self.person.line if self.person.isVisibleTo(self) else self.editor.area).setFocus()

    def _show_name(self, name: str) -> None:
        self.title.setText(self._bench.language.text(N_("Note about {name}"), name=name))

    def _recorded(self, outcome: Outcome) -> None:
        self.leave()

    def _place(self) -> None:
        """At the bottom right, above the status line."""
        room = self._over.rect()
        width = min(_WIDTH, room.width() - 2 * _EDGE)
        layout = self.layout()
        needed = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        height = min(max(needed, self.sizeHint().height()), room.height() - 2 * _EDGE)
        self.setGeometry(room.width() - width - _EDGE, room.height() - height - _FOOT, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _name(store: Store, names: Names, traject: str) -> str:
    person = store.find_one(Candidate, store.get(Traject, traject).parent)
    return names.title(person) if person is not None else ""
