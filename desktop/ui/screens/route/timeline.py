"""The route in time: months along the top, lanes of bars, arrows for what needs what, each week's hours below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from desktop.application.route_picture import RoutePicture
from desktop.domain.agreement_rules import HEAVY_WEEK
from desktop.domain.records import RECORDS
from desktop.domain.route_shape import Lane, Need
from desktop.domain.said import N_
from desktop.ui.screens.route.bar_button import HEIGHT, RING, BarButton, paint_exam
from desktop.ui.screens.route.calendar import Calendar
from desktop.ui.screens.route.hours_strip import STRIP, level, paint_hours
from desktop.ui.screens.route.keys import HINT, RouteKeys
from desktop.ui.screens.route.scale import Scale, Spot, spots
from desktop.ui.screens.route.words import BESIDE, LANES, Words
from desktop.ui.theme import Role

HEAD = 44
ROW = HEIGHT + 10
_PAD = 6
_WEEK_DAYS = 7


class Timeline(QWidget):
    """Shows a picture; what the pointer and the keys do to a bar is told, never done here."""

    chosen = Signal(str)
    dragged = Signal(str, int, int, bool)  # enrolment, days, longer, with what follows
    dropped = Signal()
    drag_left = Signal()
    opened = Signal()
    step_asked = Signal(int)

    def __init__(self, words: Words, keys: RouteKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._keys = words, keys
        self.bars: dict[str, BarButton] = {}
        self._picture: RoutePicture | None = None
        self._before: RoutePicture | None = None  # as it is, while another is tried
        self._scale = Scale(words.today, 1, 1.0)
        self._spots: dict[str, Spot] = {}
        self._tops: dict[Lane | str, int] = {}
        self.setAccessibleName(words.language.text(N_("Route in time")))
        self.setAccessibleDescription(words.language.text(HINT))

    # showing

    def show_picture(
        self, picture: RoutePicture, scale: Scale, chosen: str, before: RoutePicture | None = None
    ) -> None:
        """Show a picture; ``before`` is how it stands while other dates are tried."""
        self._picture, self._scale, self._before = picture, scale, before
        held = {id_: spot.row for id_, spot in self._spots.items()} if before is not None else {}
        metrics = self.fontMetrics()
        labels = {bar.id: self._words.label(bar) for bar in picture.bars}
        widths = {id_: metrics.horizontalAdvance(label) for id_, label in labels.items()}
        self._spots = {spot.bar.id: spot for spot in spots(picture.bars, scale, widths, held)}
        height = self._stack_lanes()
        for gone in [id_ for id_ in self.bars if id_ not in self._spots]:
            bar = self.bars.pop(gone)
            bar.hide()
            bar.deleteLater()
        for spot in self._spots.values():
            self._place(spot, labels[spot.bar.id], chosen)
        self.setMinimumSize(scale.width, height)
        self.resize(max(self.width(), scale.width), max(self.height(), height))
        self.update()

    def choose(self, enrolment: str) -> None:
        """Mark the chosen bar; it is the one that Tab goes to."""
        for id_, bar in self.bars.items():
            bar.chosen = id_ == enrolment
            bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus if bar.chosen else Qt.FocusPolicy.ClickFocus)
            if bar.chosen:
                bar.raise_()
            bar.update()
        self.update()

    @property
    def lanes(self) -> Sequence[tuple[str, int]]:
        """The names of the lanes, each with where it begins."""
        return [(self._lane_name(lane), top) for lane, top in self._tops.items()]

    @property
    def labels(self) -> Sequence[str]:
        """What stands in or beside the bars."""
        return [self._words.label(spot.bar) for spot in self._spots.values()]

    @property
    def drawn_width(self) -> int:
        """How wide the days are together."""
        return self._scale.width

    @property
    def pixels_a_week(self) -> float:
        """How wide a week is."""
        return self._scale.wide * _WEEK_DAYS

    @property
    def strip_top(self) -> int:
        """Where the hours of the weeks begin."""
        return self.minimumHeight() - STRIP

    @property
    def limit_level(self) -> float:
        """At what height the limit of the hours stands."""
        weeks = self._picture.weeks if self._picture is not None else ()
        return level(QRectF(0, self.strip_top, 1, STRIP), weeks, HEAVY_WEEK)

    @property
    def needed_height(self) -> int:
        """How high the picture is."""
        return self.minimumHeight()

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def _lane_name(self, lane: Lane | str) -> str:
        return self._words.language.text(LANES[lane] if isinstance(lane, Lane) else lane)

    def _stack_lanes(self) -> int:
        self._tops, top = {}, HEAD
        for lane in Lane:
            rows = [spot.row for spot in self._spots.values() if spot.bar.lane is lane]
            if rows or lane is Lane.THEORY:
                self._tops[lane] = top
                top += (max(rows, default=0) + 1) * ROW + 2 * _PAD
        if self._picture is not None and self._picture.beside:
            self._tops[BESIDE] = top
            top += len(self._picture.beside) * ROW + 2 * _PAD
        return top + STRIP

    def _place(self, spot: Spot, label: str, chosen: str) -> None:
        bar = self.bars.get(spot.bar.id)
        if bar is None:
            bar = self.bars[spot.bar.id] = BarButton(spot.bar.id, self._keys, self)
            bar.clicked.connect(self._clicked)
            bar.dragged.connect(self._drag)
            bar.dropped.connect(self.dropped)
            bar.drag_left.connect(self.drag_left)
            bar.opened.connect(self.opened)
            bar.step_asked.connect(self.step_asked)
        bar.setGeometry(self._box(spot).adjusted(-RING, -RING, RING, RING))
        bar.status, bar.label = spot.bar.status, "" if spot.beside else label
        bar.warned = bool(spot.bar.warnings)
        bar.exams = tuple(
            self._scale.x(e) - spot.left for e in spot.bar.exams if spot.left <= self._scale.x(e) <= spot.right
        )
        bar.chosen = spot.bar.id == chosen
        bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus if bar.chosen else Qt.FocusPolicy.ClickFocus)
        bar.setAccessibleName(self._words.spoken(spot.bar))
        bar.setAccessibleDescription(self._words.warned(spot.bar))
        tip = [self._words.title(spot.bar), self._words.period(spot.bar.dates), self._words.warned(spot.bar)]
        bar.setToolTip("\n".join(filter(None, tip)))
        bar.show()
        bar.update()

    def _box(self, spot: Spot) -> QRect:
        top = self._tops[spot.bar.lane] + _PAD + spot.row * ROW + (ROW - HEIGHT) // 2
        return QRect(round(spot.left), top, max(6, round(spot.right - spot.left)), HEIGHT)

    def _clicked(self) -> None:
        bar = self.sender()
        if isinstance(bar, BarButton):
            self.chosen.emit(bar.enrolment)

    def _drag(self, enrolment: str, pixels: float, at_end: bool, along: bool) -> None:
        days = round(pixels / self.pixels_a_week) * _WEEK_DAYS
        self.dragged.emit(enrolment, 0 if at_end else days, days if at_end else 0, along)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._picture is not None and event.pos().y() >= self.strip_top:
            x = event.pos().x()
            weeks = self._picture.weeks
            week = next((w for w in weeks if 0 <= x - self._scale.x(w[0]) < self.pixels_a_week), None)
            QToolTip.showText(event.globalPos(), self._words.week(*week) if week else "", self)
            return True
        return super().event(event)

    # painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._picture
        if picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._tone(QPalette.ColorRole.Base))
        calendar = Calendar(painter, self._scale, self._words, self.palette(), self.height())
        calendar.months()
        calendar.mondays(HEAD)
        self._lane_lines(painter)
        strip = QRectF(0, self.strip_top, self.width(), STRIP)
        paint_hours(painter, strip, picture.weeks, self._scale, self.palette(), self._words)
        for need in picture.needs:
            self._arrow(painter, need)
        self._ghosts(painter)
        calendar.marks(picture)
        self._beside(painter, picture)
        self._names(painter)
        painter.end()

    def _tone(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)

    def _lane_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._tone(Role.LINE), 1))
        for top in self._tops.values():
            painter.drawLine(QPointF(0, top + 0.5), QPointF(self.width(), top + 0.5))

    def _names(self, painter: QPainter) -> None:
        """The names that do not fit in their bars stand beside them, after the exams that come later."""
        metrics = painter.fontMetrics()
        for spot in self._spots.values():
            box = self._box(spot)
            for exam in spot.bar.exams:
                if self._scale.x(exam) > spot.right:
                    paint_exam(painter, QPointF(self._scale.x(exam), box.center().y()), self.palette())
            if spot.beside:
                left = max(box.right(), round(spot.tail)) + 8
                room = QRectF(left, box.top(), max(0, self.width() - left - 2), box.height())
                label = metrics.elidedText(
                    self._words.label(spot.bar), Qt.TextElideMode.ElideRight, round(room.width())
                )
                ground = QRectF(left - 2, box.top() + 2, metrics.horizontalAdvance(label) + 4, box.height() - 4)
                painter.fillRect(ground, self._tone(QPalette.ColorRole.Base))  # no line through the words
                role = Role.WARNING if spot.bar.warnings else QPalette.ColorRole.Text
                painter.setPen(self._tone(Role.MUTED if spot.bar.status in ("exempt", "stopped") else role))
                painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), label)

    def _ghosts(self, painter: QPainter) -> None:
        """Where the bars stood that are being moved."""
        if self._before is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._tone(Role.MUTED), 1, Qt.PenStyle.DotLine))
        for old in self._before.bars:
            spot = self._spots.get(old.id)
            if spot is not None and old.dates is not None and old.dates != spot.bar.dates:
                left, right = self._scale.x(old.dates[0]), self._scale.after(old.dates[1])
                box = self._box(spot)
                painter.drawRoundedRect(QRectF(left, box.top(), right - left, box.height()), 4, 4)

    def _arrow(self, painter: QPainter, need: Need) -> None:
        """From the end of what is needed to the start of what needs it; dashed where that one starts too early."""
        first, then = self._spots.get(need.first), self._spots.get(need.enrolment)
        if first is None or then is None:
            return
        role = Role.DANGER if need.early else Role.MUTED
        one, other = QRectF(self._box(first)), QRectF(self._box(then))
        down = other.center().y() > one.center().y() + 1
        up = other.center().y() < one.center().y() - 1
        begin = QPointF(one.right() - 5, one.top() if up else one.bottom())
        entry, middle = other.left() - 10, other.center().y()
        path = QPainterPath(begin)
        if (down or up) and begin.x() <= entry:
            path.lineTo(begin.x(), middle)
        else:
            between = begin.y() + (-5 if up else 5)
            path.lineTo(begin.x(), between)
            path.lineTo(entry, between)
            path.lineTo(entry, middle)
        path.lineTo(other.left() - 2, middle)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._tone(role), 1.5, Qt.PenStyle.DashLine if need.early else Qt.PenStyle.SolidLine))
        painter.drawPath(path)
        tip = QPointF(other.left() - 1, middle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tone(role))
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-6, -4), tip + QPointF(-6, 4)]))

    def _beside(self, painter: QPainter, picture: RoutePicture) -> None:
        top = self._tops.get(BESIDE, 0) + _PAD
        metrics = painter.fontMetrics()
        for n, one in enumerate(picture.beside):
            left = max(0.0, self._scale.x(one.start))
            right = min(float(self._scale.width), self._scale.after(one.end) if one.end else float(self._scale.width))
            box = QRectF(left, top + n * ROW + 5, max(4.0, right - left), HEIGHT)
            painter.setPen(QPen(self._tone(Role.LINE), 1))
            painter.setBrush(self._tone(QPalette.ColorRole.Window))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(self._tone(Role.MUTED))
            name = self._words.language.record(RECORDS[one.kind])
            inside = box.adjusted(7, 0, -4, 0)
            if metrics.horizontalAdvance(name) > inside.width():
                inside = QRectF(max(0.0, left - metrics.horizontalAdvance(name) - 6), box.top(), 200, HEIGHT)
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
