"""A day: typed as people write it, or picked from a calendar (Alt+Down)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.forms.control import LineControl
from desktop.ui.icons import icon


class DayControl(LineControl):
    """A line with a calendar beside it; ``read`` turns what was typed into a day where it is one."""

    letters = 16

    def __init__(
        self,
        language: Language,
        read: Callable[[str], date | None],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language, self._read, self._today = language, read, today
        self.line.setPlaceholderText(language.text(N_("dd-mm-yyyy")))
        self.button = QToolButton(self)
        self.button.setIcon(icon("calendar"))
        name = language.text(N_("Pick a day from a calendar"))
        self.button.setAccessibleName(name)
        self.button.setToolTip(f"{name}  Alt+↓")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.row.addWidget(self.button)
        self.button.clicked.connect(self.open_calendar)
        self.line.installEventFilter(self)
        self._popup: QFrame | None = None
        self.calendar: QCalendarWidget | None = None

    def open_calendar(self) -> None:
        """Show the month of the day that stands there, else of today."""
        popup = self._popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        calendar = self.calendar = QCalendarWidget(popup)
        calendar.setLocale(QLocale(self._language.tag))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        day = self._read(self.line.text()) or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(calendar)
        popup.move(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        popup.show()
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup = self.calendar = None
        self.line.setText(day.toString("dd-MM-yyyy"))
        self.line.setFocus()
        self.edited.emit(self.line.text())
        self.left.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)
