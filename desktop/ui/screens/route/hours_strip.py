"""The hours of each week below the route: work at the foot, learning on it, and what is over the limit told apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from desktop.domain.agreement_rules import HEAVY_WEEK
from desktop.domain.route_plan import Week
from desktop.ui.screens.route.scale import Scale
from desktop.ui.screens.route.words import Words
from desktop.ui.theme import Role

STRIP = 88
_OVER = "\N{BLACK UP-POINTING TRIANGLE}"
_ROOM = 36
"""From this width on every column tells its hours."""

_HIGHEST = Decimal(60)
Weeks = Sequence[tuple[date, Week]]


def level(where: QRectF, weeks: Weeks, hours: Decimal | int) -> float:
    """At what height a number of hours stands; the highest week just fits, with room for its figure."""
    highest = max([_HIGHEST, *(week.total for _, week in weeks)])
    top, bottom = where.top() + 22, where.bottom() - 4
    return bottom - float(hours / highest) * (bottom - top)


def paint_hours(painter: QPainter, where: QRectF, weeks: Weeks, scale: Scale, colours: QPalette, words: Words) -> None:
    """A column for each week; above the limit it is solid and its figure stands on it, with a sign."""
    painter.fillRect(where, colours.color(QPalette.ColorRole.Window))
    limit, told = level(where, weeks, HEAVY_WEEK), Decimal(0)
    for monday, week in weeks:
        left, right = scale.x(monday) + 1, scale.x(monday + timedelta(days=7)) - 1
        wide, worked, learned = max(1.5, right - left), level(where, weeks, week.work), level(where, weeks, week.total)
        if week.work:
            painter.setPen(QPen(colours.color(Role.LINE), 1))
            painter.setBrush(colours.color(Role.RAISED))
            painter.drawRect(QRectF(left + 0.5, worked, wide - 1, where.bottom() - 4 - worked))
        painter.fillRect(QRectF(left, learned, wide, worked - learned), colours.color(Role.MUTED))
        if week.heavy:
            painter.fillRect(QRectF(left, learned, wide, limit - learned), colours.color(Role.DANGER))
            if week.total != told:
                painter.setPen(colours.color(Role.DANGER))
                painter.drawText(QPointF(left, learned - 4), f"{_OVER}{words.number(week.total)}")
        elif wide > _ROOM:
            painter.setPen(colours.color(Role.MUTED))
            painter.drawText(QPointF(left + 2, learned - 4), words.number(week.total))
        told = week.total if week.heavy else Decimal(0)
    painter.setPen(QPen(colours.color(QPalette.ColorRole.Text), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(0, limit), QPointF(where.right(), limit))
