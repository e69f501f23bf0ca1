"""One field of a form: label above, control, how it is written, and below it what is wrong; why on the label."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.fields import Field, Kind
from desktop.domain.said import N_
from desktop.ui.forms.choice_controls import SegmentsControl
from desktop.ui.forms.control import Control
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.problem_label import ProblemLabel

_HINT_WIDTH = 280
"""A hint wraps at this width, in pixels: a few lines, never a column."""


class FormField(QWidget):
    """Everything a declaration says about a field, as a person meets it."""

    edited = Signal(str, str)  # field name, text
    left = Signal(str)
    next_asked = Signal()
    decide_asked = Signal(str)

    def __init__(
        self, field: Field, control: Control, language: Language, parent: QWidget | None = None, words: str = ""
    ) -> None:
        super().__init__(parent)
        self.field, self.control, self._language = field, control, language
        control.setParent(self)
        self._words = words or language.label(field)
        self._hint_text = language.hint(field)
        self.label = QLabel(self._words, self)
        self.label.setBuddy(control.input)
        why = language.why(field)
        self.label.setToolTip(f"<qt>{escape(why)}</qt>" if why else "")  # as rich text, which wraps
        control.input.setWhatsThis(why)  # what a screen reader offers as help
        needed = QLabel(language.text(N_("required")) if field.required else "", self)
        set_type(needed, Size.SMALL)
        set_tone(needed, Role.MUTED)
        self._hint = QLabel(self._hint_text, self)
        self._hint.setWordWrap(True)
        self._hint.setVisible(bool(self._hint_text))
        set_type(self._hint, Size.SMALL)
        set_tone(self._hint, Role.MUTED)
        self.problem = ProblemLabel(self)
        self._name_control()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.label)
        head.addWidget(needed)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(control)
        column.addWidget(self._hint)
        column.addWidget(self.problem)
        self.dispute: QPushButton | None = None
        self._column = column
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        hint = min(_HINT_WIDTH, self._hint.fontMetrics().horizontalAdvance(self._hint_text) + 4)
        self._wide = max(self._control_width(), head.sizeHint().width(), hint if self._hint_text else 0)
        control.setMaximumWidth(self._control_width() if field.kind is not Kind.LONG else 16_777_215)
        control.edited.connect(self._edited)
        control.left.connect(self._left)
        control.next_asked.connect(self.next_asked)

    def _name_control(self) -> None:
        required = self._language.text(N_("required")) if self.field.required else ""
        self._description = ". ".join(part for part in (required, self._hint_text) if part)
        if isinstance(self.control, SegmentsControl):
            self.control.name(self._words)
        else:
            self.control.input.setAccessibleName(self._words)
        self.control.input.setAccessibleDescription(self._description)

    def _control_width(self) -> int:
        letter = self.fontMetrics().averageCharWidth()
        return self.control.letters * letter + 24

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())

    def mark_letter(self, letter: str) -> None:
        """Alt and this letter of the label go to the field."""
        at = self._words.lower().find(letter)
        if at >= 0:
            self.label.setText(f"{self._words[:at]}&{self._words[at:]}")

    @property
    def words(self) -> str:
        """The label."""
        return self._words

    def show_text(self, text: str) -> None:
        """Show a value."""
        self.control.show_text(text)

    def show_dispute(self, words: str) -> None:
        """Say that a colleague wrote something else here, as a button to where that is decided; or nothing."""
        if self.dispute is None and words:
            self.dispute = QPushButton(self)
            self.dispute.setProperty("quiet", True)
            self.dispute.setProperty("tone", "warning")
            set_type(self.dispute, Size.SMALL)
            self.dispute.clicked.connect(self._decide)
            self._column.insertWidget(self._column.count() - 1, self.dispute, 0, Qt.AlignmentFlag.AlignLeft)
        if self.dispute is not None:
            self.dispute.setText(f"\N{WARNING SIGN} {words}")
            self.dispute.setVisible(bool(words))
            self.updateGeometry()

    def _decide(self) -> None:
        self.decide_asked.emit(self.field.name)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        if sentence == self.problem.said and bool(sentence) == bool(self.problem.text()):
            return
        self.problem.problem(sentence)
        self._describe(sentence)

    def show_draft(self, sentence: str) -> None:
        """Say that this is what was being typed, not yet a change."""
        self.problem.warn(sentence)
        self._describe(sentence)

    def _describe(self, sentence: str) -> None:
        spoken = ". ".join(part for part in (sentence, self._description) if part)
        self.control.input.setAccessibleDescription(spoken)
        self.updateGeometry()

    def _edited(self, text: str) -> None:
        self.edited.emit(self.field.name, text)

    def _left(self) -> None:
        self.left.emit(self.field.name)
