"""The picture of the route with the names of its lanes at the left; it scrolls sideways when it is zoomed in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from desktop.application.route_picture import RoutePicture
from desktop.domain.agreement_rules import HEAVY_WEEK
from desktop.domain.said import N_
from desktop.ui.screens.route.bar_button import BarButton
from desktop.ui.screens.route.keys import RouteKeys
from desktop.ui.screens.route.scale import Scale, span
from desktop.ui.screens.route.timeline import HEAD, Timeline
from desktop.ui.screens.route.words import Words
from desktop.ui.theme import Role

ZOOMS = {"whole": N_("Whole route"), "quarter": N_("Quarter"), "month": N_("Month")}
_DAYS = {"quarter": 100, "month": 36}
_GUTTER = 104
_NARROWEST = 1.2  # pixels a day


class PicturePane(QWidget):
    """Holds the timeline; knows how wide a day is."""

    refitted = Signal()  # it took another width, and with it another height

    def __init__(self, words: Words, keys: RouteKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = Timeline(words, keys, self)
        self.gutter = _Gutter(self.timeline, words, self)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.timeline)
        self.area.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.gutter)
        row.addWidget(self.area, 1)
        self.area.viewport().installEventFilter(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._again)
        self.zoom = "whole"
        self._picture: RoutePicture | None = None
        self._before: RoutePicture | None = None
        self._chosen = ""

    def show_picture(self, picture: RoutePicture, chosen: str, before: RoutePicture | None = None) -> None:
        """Show a picture; ``before`` is how it stands while other dates are tried."""
        self._picture, self._before, self._chosen = picture, before, chosen
        begin, days = span(before or picture)
        if before is not None:
            days = max(days, (span(picture)[0] - begin).days + span(picture)[1])
        room = max(200, self.area.viewport().width())
        wide = room / (days if self.zoom == "whole" else _DAYS[self.zoom])
        self.timeline.show_picture(picture, Scale(begin, days, max(wide, _NARROWEST)), chosen, before)
        scrolls = self.timeline.minimumWidth() > room + 1
        self.setFixedHeight(self.timeline.needed_height + (12 if scrolls else 0))
        self.gutter.update()

    def choose(self, enrolment: str) -> None:
        """Mark the chosen bar and bring it in sight; the focus goes along when it was on a bar."""
        self._chosen = enrolment
        self.timeline.choose(enrolment)
        bar = self.timeline.bars.get(enrolment)
        if bar is None:
            return
        if isinstance(QApplication.focusWidget(), BarButton):
            bar.setFocus()
        if not bar.held:
            self.area.ensureWidgetVisible(bar, 24, 0)

    def set_zoom(self, zoom: str) -> None:
        """How much of the route fits."""
        self.zoom = zoom
        if self._picture is not None:
            self.show_picture(self._picture, self._chosen, self._before)
            self.choose(self._chosen)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._later.start(0)  # when the layout is at rest
        return super().eventFilter(watched, event)

    def _again(self) -> None:
        if self._picture is not None:
            self.show_picture(self._picture, self._chosen, self._before)
            self.refitted.emit()


class _Gutter(QWidget):
    """The names of the lanes, which stay when the picture scrolls."""

    def __init__(self, timeline: Timeline, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline, self._words = timeline, words
        self.setFixedWidth(_GUTTER)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_GUTTER, self._timeline.needed_height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = self.palette()
        wrap = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        for name, top in self._timeline.lanes:
            painter.drawText(QRectF(0, top + 10, self.width() - 8, 60), wrap, name)
        painter.setPen(colours.color(Role.MUTED))
        hours = self._words.language.text(N_("Hours a week"))
        painter.drawText(QRectF(0, self._timeline.strip_top + 4, self.width(), 20), wrap, hours)
        self._legend(painter, QRectF(0, self._timeline.strip_top + 50, 10, 10))
        limit = QRectF(0, self._timeline.limit_level - 9, self.width() - 6, 18)
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        painter.drawText(limit, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(HEAVY_WEEK))
        painter.setPen(colours.color(Role.LINE))
        for _, top in self._timeline.lanes:
            painter.drawLine(0, top, self.width(), top)
        painter.drawLine(0, HEAD, self.width(), HEAD)
        painter.end()

    def _legend(self, painter: QPainter, swatch: QRectF) -> None:
        """What the two parts of a column are."""
        colours, text = self.palette(), self._words.language.text
        painter.save()
        for name, ground in ((text(N_("learning")), Role.MUTED), (text(N_("work")), Role.RAISED)):
            painter.setPen(colours.color(Role.MUTED))
            painter.setBrush(colours.color(ground))
            painter.drawRect(swatch)
            painter.drawText(QPointF(swatch.right() + 6, swatch.bottom()), name)
            swatch.translate(0, 18)
        painter.restore()
