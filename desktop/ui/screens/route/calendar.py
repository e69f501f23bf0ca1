"""The calendar behind the route: months along the top, days where there is room, and the lines that count."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from desktop.application.route_picture import RoutePicture
from desktop.domain.said import N_
from desktop.ui.screens.route.scale import Scale
from desktop.ui.screens.route.words import Words
from desktop.ui.theme import Role

_WEEK_DAYS = 7
_ROOM_FOR_A_DAY = 56


class Calendar:
    """Paints on a picture of this scale and height."""

    def __init__(self, painter: QPainter, scale: Scale, words: Words, colours: QPalette, height: int) -> None:
        self._painter, self._scale, self._words = painter, scale, words
        self._colours, self._height = colours, height

    def months(self) -> None:
        """A line and a name for each month; January is told by its year."""
        tag, line, metrics = self._words.language.tag, self._colours.color(Role.LINE), self._painter.fontMetrics()
        wide = self._scale.wide * 30 - 8
        months = tuple(self._scale.months())
        pattern = next(
            (p for p in ("LLLL", "LLL") if max(metrics.horizontalAdvance(named(m, p, tag)) for m in months) <= wide),
            "LLLLL",
        )
        for month in months:
            x = self._scale.x(month)
            self._painter.setPen(QPen(line, 1, Qt.PenStyle.DotLine))
            self._painter.drawLine(QPointF(x + 0.5, 22), QPointF(x + 0.5, self._height))
            name, year = named(month, pattern, tag), month.month == 1
            if year:
                whole = f"{name} {month.year}"
                name = whole if metrics.horizontalAdvance(whole) <= wide else str(month.year)
            self._painter.setPen(self._colours.color(QPalette.ColorRole.Text if year else Role.MUTED))
            self._painter.drawText(QPointF(x + 4, 16), name)

    def mondays(self, level: int) -> None:
        """The days of the Mondays, where there is room for them."""
        if self._scale.wide * _WEEK_DAYS < _ROOM_FOR_A_DAY:
            return
        day = self._scale.first + timedelta(days=-self._scale.first.weekday() % _WEEK_DAYS)
        self._painter.setPen(self._colours.color(Role.MUTED))
        while self._scale.x(day) < self._scale.width:
            x = self._scale.x(day)
            self._painter.drawLine(QPointF(x + 0.5, level - 6), QPointF(x + 0.5, level))
            self._painter.drawText(QPointF(x + 4, 37), self._words.date_in_year(day))
            day += timedelta(days=_WEEK_DAYS)

    def marks(self, picture: RoutePicture) -> None:
        """The lines that count: today, the end, and the day the year is over."""
        text = self._words.language.text
        marks = [(picture.today, text(N_("today")), Role.ACCENT, Qt.PenStyle.DashLine)]
        if picture.latest is not None:
            late = picture.plan.end is not None and picture.plan.end > picture.latest
            role = Role.DANGER if late else Role.MUTED
            marks.append((picture.latest, text(N_("a year")), role, Qt.PenStyle.DashDotLine))
        if picture.plan.end is not None:
            words = text(N_("end {day}"), day=self._words.day(picture.plan.end))
            marks.append((picture.plan.end, words, QPalette.ColorRole.Text, Qt.PenStyle.SolidLine))
        metrics, until = self._painter.fontMetrics(), 0.0
        for day, words, role, style in sorted(marks, key=lambda mark: mark[0]):
            x = self._scale.x(day) if day == picture.today else self._scale.after(day)
            if not 0 <= x <= self._scale.width:
                continue
            wide = metrics.horizontalAdvance(words)
            self._painter.setPen(QPen(self._colours.color(role), 1.5, style))
            self._painter.drawLine(QPointF(x, 24), QPointF(x, self._height))
            left = x + 4 if x + 4 + wide < self._scale.width else x - 4 - wide
            if left < until:
                left = x - 4 - wide if x - 4 - wide >= until else until
            self._painter.fillRect(QRectF(left - 2, 23, wide + 4, 18), self._colours.color(QPalette.ColorRole.Base))
            self._painter.setPen(self._colours.color(role))
            self._painter.drawText(QPointF(left, 37), words)
            until = left + wide + 6


def named(month: date, pattern: str, tag: str) -> str:
    """The name of a month, as long as the pattern says."""
    from babel.dates import format_date

    return format_date(month, pattern, locale=tag).rstrip(".")
