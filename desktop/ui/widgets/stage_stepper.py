"""Where a case is: four steps a counsellor thinks in, with the exact stage beside them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.application.values import code_label
from desktop.domain.codes import Stage
from desktop.domain.said import N_
from desktop.ui.theme import Role, Size, set_tone, set_type


@dataclass(frozen=True, slots=True)
class Step:
    """A step with the stages it holds."""

    id: str
    title: str
    stages: tuple[Stage, ...]


STEPS = (
    Step("intake", N_("Intake"), (Stage.SIGN_UP, Stage.INTAKE, Stage.ORIENTATION)),
    Step("agreement", N_("Agreement"), (Stage.AGREEMENT,)),
    Step("modules", N_("Modules"), (Stage.MODULES,)),
    Step("placement", N_("Placement"), (Stage.PLACEMENT, Stage.AFTERCARE)),
)
_SIGNS = {"done": "●", "now": "◐", "ahead": "○"}


class StageStepper(QWidget):
    """Four buttons in a row, one Tab stop: arrows go along them, Alt+1 to Alt+4 and a click go there."""

    chosen = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, step in enumerate(STEPS):
            if at:
                row.addWidget(_Line(self))
            button = QPushButton(self)
            button.setProperty("quiet", True)
            button.setProperty("step", step.id)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == 0 else Qt.FocusPolicy.ClickFocus)
            button.setToolTip(f"{language.text(step.title)}  Alt+{at + 1}")
            button.clicked.connect(self._clicked)
            button.installEventFilter(self)
            self.buttons.append(button)
            row.addWidget(button)
        self.exact = QLabel(self)
        set_type(self.exact, Size.SMALL)
        set_tone(self.exact, Role.MUTED)
        row.addSpacing(16)
        row.addWidget(self.exact)
        row.addStretch(1)
        self.show_stage("", None, None)

    def show_stage(self, stage: str, substage: str | None, hold: str | None) -> None:
        """Mark the steps and name the exact stage."""
        text, at = self._language.text, _step_of(stage)
        states = {"done": text(N_("done")), "now": text(N_("now")), "ahead": text(N_("still to come"))}
        for n, (button, step) in enumerate(zip(self.buttons, STEPS, strict=True)):
            state = "done" if n < at else "now" if n == at else "ahead"
            button.setText(f"{_SIGNS[state]}  {text(step.title)}")
            button.setAccessibleName(text(step.title))
            button.setAccessibleDescription(states[state])
        said = [f"{stage} {code_label('stage', stage, self._language)}"] if stage else []
        said += [code_label("substage", substage, self._language)] if substage else []
        said += [code_label("hold", hold, self._language)] if hold else []
        self.exact.setText(" · ".join(said))

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(str(button.property("step")))

    def go(self, at: int) -> None:
        """Go to a step by its place."""
        self.chosen.emit(STEPS[at].id)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            along = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            if along:
                focused = next(n for n, button in enumerate(self.buttons) if button is watched)
                self.buttons[(focused + along) % len(self.buttons)].setFocus()
                return True
        return super().eventFilter(watched, event)


def _step_of(stage: str) -> int:
    """The place of the step that holds a stage; past the last one when the case is closed, before the first without."""
    if stage == Stage.CLOSED:
        return len(STEPS)
    return next((n for n, step in enumerate(STEPS) if stage in step.stages), -1)


class _Line(QWidget):
    """The line between two steps."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(Role.LINE))
        middle = self.height() // 2
        painter.drawLine(0, middle, self.width(), middle)
        painter.end()
