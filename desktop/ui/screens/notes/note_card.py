"""One note to read: when, what kind, by whom, and its words; a button to correct it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.i18n import Language
from desktop.application.values import code_label, plain
from desktop.domain.said import N_
from desktop.ui.screens.notes.reading import NoteLine
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.prose import Prose


class NoteCard(QWidget):
    """A note never changes; what was corrected says so and stays as it was."""

    correct_asked = Signal(object)  # NoteLine

    def __init__(
        self, line: NoteLine, writer: str, language: Language, *, begun: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = line
        text, note = language.text, line.note
        when = plain(note.note_at, language) if note.note_at else ""
        parts = [when, code_label("note_kind", note.note_kind or "other", language)]
        if note.channel:
            parts.append(code_label("channel", note.channel, language))
        parts += [", ".join(line.people), writer]
        if note.visibility not in (None, "counsellor"):
            readers = code_label("visibility", note.visibility or "", language)
            parts.append(text(N_("may be read by: {who}"), who=readers.lower()))
        self.head, self.body = QLabel(" · ".join(part for part in parts if part), self), Prose(note.body or "", self)
        set_type(self.head, Size.SMALL)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        set_tone(self.head, Role.MUTED)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.correct = QPushButton(text(N_("Go on with the correction")) if begun else text(N_("Correct")), self)
        self.correct.setProperty("quiet", True)
        self.correct.setAccessibleName(text(N_("Correct the note of {when}"), when=when))
        self.correct.setAccessibleDescription(note.body or "")
        self.correct.setVisible(line.corrected_by is None)
        self.correct.clicked.connect(self._ask)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.head, 1)
        top.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 8)
        self.column.setSpacing(4)
        self.column.addLayout(top)
        self.column.addWidget(self.body)
        self._tell_correction(language)
        rule = QFrame(self)
        rule.setFixedHeight(1)
        rule.setAutoFillBackground(True)
        rule.setBackgroundRole(Role.LINE)
        self.column.addSpacing(8)
        self.column.addWidget(rule)

    def _tell_correction(self, language: Language) -> None:
        text, corrects, by = language.text, self.line.corrects, self.line.corrected_by
        said = ""
        if by is not None and by.note_at is not None:
            set_tone(self.body, Role.MUTED)
            said = text(N_("↑ Corrected on {when}; the newer text stands above."), when=plain(by.note_at, language))
        elif corrects is not None and corrects.note_at is not None:
            said = text(N_("Takes the place of the note of {when}."), when=plain(corrects.note_at, language))
        if said:
            label = QLabel(said, self)
            label.setWordWrap(True)
            set_type(label, Size.SMALL)
            set_tone(label, Role.WARNING if by is not None else Role.MUTED)
            self.column.addWidget(label)

    def hold(self, editor: QWidget) -> None:
        """Show the editor of the correction below the note."""
        self.column.insertWidget(2, editor)
        editor.show()

    def _ask(self) -> None:
        self.correct_asked.emit(self.line)
