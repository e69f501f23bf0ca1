"""The planned contacts as a line of points, each with its day: one Tab stop, arrows go along it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.application.aftercare_reading import Moment, State
from desktop.application.i18n import Language
from desktop.application.values import code_label
from desktop.domain.said import N_
from desktop.ui.theme import Role
from desktop.ui.wording import lateness, short_day

_SIGNS = {State.DONE: "●", State.ATTENTION: "◆", State.STOPPED: "✕", State.LATE: "▲", State.AHEAD: "○"}
STATES = {
    State.DONE: N_("done"),
    State.ATTENTION: N_("needs attention"),
    State.STOPPED: N_("stopped"),
    State.LATE: N_("late"),
    State.AHEAD: N_("still to come"),
}


def moment_name(moment: Moment, language: Language) -> str:
    """What a moment is called."""
    if moment.occasion is None:
        return language.text(N_("Extra"))
    return code_label("aftercare_occasion", moment.occasion, language)


class MomentsLine(QWidget):
    """Choosing a point shows what was said then."""

    chosen = Signal(int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.points: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_moments(self, moments: Sequence[Moment], chosen: int, today: date) -> None:
        """Show these points, one of them chosen."""
        for at, moment in enumerate(moments):
            if at:
                line = QFrame(self)
                line.setFixedHeight(1)
                line.setMinimumWidth(8)
                line.setAutoFillBackground(True)
                line.setBackgroundRole(Role.LINE)
                self._row.addWidget(line, 1, Qt.AlignmentFlag.AlignVCenter)
            self._row.addWidget(self._point(moment, at, at == chosen, today))
        self._row.addStretch(1)

    def _point(self, moment: Moment, at: int, chosen: bool, today: date) -> QPushButton:
        language, state = self._language, moment.state(today)
        name, day = moment_name(moment, language), short_day(moment.day, today, language)
        late = lateness(moment.day, today, language) if state is State.LATE else ""
        point = QPushButton(f"{_SIGNS[state]}  {name}\n{day}", self)
        point.setProperty("row", True)
        point.setCheckable(True)
        point.setChecked(chosen)
        point.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        point.setAccessibleName(f"{name}, {day}")
        point.setAccessibleDescription(", ".join(filter(None, (language.text(STATES[state]), late))))
        point.setToolTip(point.accessibleDescription())
        point.setProperty("at", at)
        point.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        point.clicked.connect(self._choose)
        point.installEventFilter(self)
        self.points.append(point)
        return point

    def _choose(self) -> None:
        point = self.sender()
        if isinstance(point, QPushButton):
            self.chosen.emit(int(point.property("at")))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            along = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            if along:
                at = next(n for n, point in enumerate(self.points) if point is watched)
                self.chosen.emit((at + along) % len(self.points))
                return True
        return super().eventFilter(watched, event)
