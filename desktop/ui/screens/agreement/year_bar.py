"""The year an agreement may take, as a bar: what of it is used, where today is, and what is over."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.agreement_rules import LONGEST
from desktop.domain.said import N_, said_n
from desktop.ui.theme import Role
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.wording import short_day

_BAR, _TICK = 10, 6


class YearBar(QWidget):
    """A line of a year from the first day on; below it in words what it shows."""

    def __init__(self, start: date, end: date, today: date, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        days = (end - start).days
        said = said_n("{n} day of the {most} that are possible", "{n} days of the {most} that are possible",
                      days, most=LONGEST)  # fmt: skip
        self.words = language.say(said)
        self._line = _Line(start, end, today, language, self)
        self._line.setAccessibleName(
            f"{short_day(start, today, language)} – {short_day(end, today, language)}: {self.words}"
        )
        self._line.setToolTip(self.words)
        problem = ProblemLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(problem)
        if days > LONGEST:
            problem.problem(
                language.text(
                    N_("{days} days longer than the year that is possible. Make it end on {day} or earlier."),
                    days=days - LONGEST,
                    day=start + timedelta(days=LONGEST),
                )
            )


class _Line(QWidget):
    def __init__(self, start: date, end: date, today: date, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._used, self._now = (end - start).days, (today - start).days
        last = start + timedelta(days=LONGEST)
        whole = max(LONGEST, self._used)
        self._whole = whole
        today_word = language.text(N_("today")) if 0 <= self._now <= whole else ""
        self._marks = [(0, short_day(start, today, language)), (self._used, short_day(end, today, language))]
        if abs(LONGEST - self._used) > LONGEST // 8:
            limit = language.text(N_("one year: {day}"), day=short_day(last, today, language))
            self._marks.append((LONGEST, limit))
        if today_word and all(abs(self._now - at) > whole // 10 for at, _ in self._marks):
            self._marks.append((self._now, today_word))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(240)

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, _BAR + _TICK + self.fontMetrics().height() + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, wide = self.palette(), self.width() - 2
        scale = wide / self._whole
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(Role.LINE))
        painter.drawRoundedRect(QRectF(1, _TICK, wide, _BAR), 4, 4)
        painter.setBrush(colours.color(Role.ACCENT))
        painter.drawRoundedRect(QRectF(1, _TICK, min(self._used, LONGEST) * scale, _BAR), 4, 4)
        if self._used > LONGEST:
            painter.setBrush(colours.color(Role.DANGER))
            painter.drawRect(QRectF(1 + LONGEST * scale, _TICK, (self._used - LONGEST) * scale, _BAR))
        pen = colours.color(self.foregroundRole())
        painter.setPen(pen)
        if 0 <= self._now <= self._whole:
            at = 1 + self._now * scale
            painter.drawLine(QPointF(at, 0), QPointF(at, _BAR + 2 * _TICK))
        painter.setPen(colours.color(Role.MUTED))
        below, metrics = _BAR + _TICK + self.fontMetrics().ascent() + 4, self.fontMetrics()
        for day, words in self._marks:
            text = metrics.horizontalAdvance(words)
            left = min(max(0.0, 1 + day * scale - text / 2), self.width() - text)
            painter.drawText(QPointF(left, below), words)
        painter.end()
