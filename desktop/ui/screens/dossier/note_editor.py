"""A note in the making: a draft that keeps itself, recorded with Ctrl+Enter and then unchangeable."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.notes import add_note, correct_note
from desktop.application.ports import Draft
from desktop.application.values import code_label
from desktop.domain.changes import Action, Outcome
from desktop.domain.codes import CODES
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.said import N_
from desktop.ui.forms.keeping import Keeping
from desktop.ui.forms.long_control import LongInput
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.key_events import is_ctrl_enter
from desktop.ui.widgets.problem_label import ProblemLabel

_FIELD = "note.body"
"""The draft of a note hangs on the case until it is recorded."""


class NoteEditor(QWidget):
    """One note per case at a time, and one correction per note; two editors of the same note show the same draft."""

    recorded = Signal(object)  # Outcome

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject, self._kept = bench, "", ""
        self._replaces = ""
        self._warned = False
        text = bench.language.text
        title = self.title = QLabel(text(N_("N&ote")), self)
        set_type(title, Size.BODY, strong=True)
        self.area = LongInput(self)
        self.area.setPlaceholderText(text(N_("What was said or done? No diagnosis and no details about health.")))
        self.area.setAccessibleName(text(N_("Note")))
        self.area.setMaximumWidth(760)
        title.setBuddy(self.area)
        self.kind, self.visibility = PlainCombo(self), PlainCombo(self)
        for combo, codes, name in (
            (self.kind, "note_kind", N_("Kind of note")),
            (self.visibility, "visibility", N_("Who may read it")),
        ):
            combo.setAccessibleName(text(name))
            combo.setToolTip(text(name))
            for code in (c for c in CODES[codes].codes if c.code != "correction"):
                combo.addItem(code_label(codes, code.code, bench.language), code.code)
        self.record = QPushButton(text(N_("Record the note")), self)
        self.record.setToolTip("Ctrl+Enter")
        self.state = QLabel(text(N_("A draft keeps itself; a recorded note stays as it is.")), self)
        self.state.setWordWrap(True)
        set_type(self.state, Size.SMALL)
        set_tone(self.state, Role.MUTED)
        self.problem = ProblemLabel(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.visibility)
        row.addWidget(self.record)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (title, self.area, self.problem):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.state)
        self._pause = Keeping(self.keep, self)
        self.area.textChanged.connect(self._typed)
        self.area.focus_left.connect(self.keep)
        self.area.installEventFilter(self)
        self.record.clicked.connect(self.write)
        bench.changes.draft_kept.connect(self._kept_elsewhere)

    @property
    def _place(self) -> str:
        """The record the draft hangs on."""
        return self._replaces or self._traject

    def open(self, traject: str, replaces: str = "", text: str = "") -> None:
        """Show the draft of this case; or of the correction of a note, which begins with its text."""
        if (traject, replaces) == (self._traject, self._replaces):
            return
        self.keep()
        self._traject, self._replaces = traject, replaces
        language = self._bench.language
        self.title.setText(language.text(N_("Cor&rection")) if replaces else language.text(N_("N&ote")))
        self.kind.setVisible(not replaces)
        self.visibility.setVisible(not replaces)
        self._show_text(text)
        store, place = self._bench.session.store, self._place
        self._bench.jobs.store(lambda: (place, store.drafts(place).get(_FIELD)), self, self._show)

    def keep(self) -> None:
        """Keep the draft."""
        self._pause.stop()
        text = self.area.toPlainText()
        if self._place and text != self._kept:
            self._kept = text
            self._bench.changes.keep_draft(self._place, _FIELD, text or None)

    def write(self) -> None:
        """Record the note."""
        body = self.area.toPlainText().strip()
        if not body:
            self.problem.problem(self._bench.language.text(N_("Write the note first; an empty one says nothing.")))
            self.area.setFocus()
            return
        self._pause.stop()
        self._bench.changes.apply(
            self._action(body), self, self._written, self._refused, drafts=((self._place, _FIELD),)
        )

    def _action(self, body: str) -> Callable[[], Action]:
        work, sure = self._bench.session.work, self._warned
        if self._replaces:
            return partial(correct_note, work, self._replaces, body, confirmed=sure)
        kind, visibility = str(self.kind.currentData()), str(self.visibility.currentData())
        return partial(add_note, work, self._traject, body, kind=kind, visibility=visibility, confirmed=sure)

    def _written(self, outcome: Outcome) -> None:
        text = self._bench.language.text
        self._show_text("")
        self._bench.changes.draft_kept.emit(self._place, _FIELD, "")
        self.recorded.emit(outcome)
        self._bench.messages.say(text(N_("The note is recorded.")), "done", text(N_("Undo")), self._bench.changes.undo)

    def _refused(self, error: OverstapError) -> None:
        language = self._bench.language
        said = next(iter(error.problems.values())) if isinstance(error, Invalid) else error.said
        self.problem.problem(language.say(said))
        self._warned = isinstance(error, Invalid)
        self.record.setText(language.text(N_("Record it anyway")) if self._warned else self._record_words())
        self.area.setFocus()

    def _show(self, found: tuple[str, Draft | None]) -> None:
        place, draft = found
        if place == self._place and draft is not None and self.area.toPlainText() == self._kept:
            self._show_text(draft.text)

    def _kept_elsewhere(self, record: str, field: str, text: str) -> None:
        if (record, field) == (self._place, _FIELD) and text != self._kept:
            self._show_text(text)

    def _show_text(self, text: str) -> None:
        self._kept = text
        self.area.blockSignals(True)
        self.area.setPlainText(text)
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        self.area.blockSignals(False)
        self._calm()

    def _calm(self) -> None:
        self._warned = False
        self.problem.problem("")
        self.record.setText(self._record_words())

    def _record_words(self) -> str:
        text = self._bench.language.text
        return text(N_("Record the correction")) if self._replaces else text(N_("Record the note"))

    def _typed(self) -> None:
        self._calm()
        self._pause.typed()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and is_ctrl_enter(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # here Ctrl+Enter records the note; elsewhere it goes to the next stage
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.write()
                return True
        return super().eventFilter(watched, event)
