"""The pages of a document, small, one below the other: arrows go from page to page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.widgets.list_items import take_all

_PAGE = QSize(84, 118)
_WIDTH = 116


class PageList(QListWidget):
    """Draws a page at a time between other work, so that a long dossier never holds the window up."""

    asked = Signal(int)  # the page chosen, from 0

    def __init__(self, language: Language, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language, self._document, self._next = language, document, 0
        self.setAccessibleName(language.text(N_("Pages")))
        self.setProperty("sections", True)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(_PAGE)
        self.setGridSize(QSize(_WIDTH - 22, _PAGE.height() + 28))
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._draw_one)
        self.currentRowChanged.connect(self._chosen)

    def show_pages(self) -> None:
        """Show the pages of the document that was just loaded."""
        self.blockSignals(True)
        take_all(self)
        blank = QPixmap(_PAGE)
        blank.fill(Qt.GlobalColor.white)
        for page in range(max(0, self._document.pageCount())):
            item = QListWidgetItem(QIcon(blank), str(page + 1), self)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            spoken = self._language.text(N_("Page {n}"), n=page + 1)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.setCurrentRow(0)
        self.blockSignals(False)
        self._next = 0
        self._later.start()

    def mark(self, page: int) -> None:
        """Say which page is in sight."""
        self.blockSignals(True)
        self.setCurrentRow(page)
        self.blockSignals(False)

    @property
    def drawn(self) -> int:
        """How many pages were drawn so far."""
        return self._next

    def _draw_one(self) -> None:
        if self._next >= min(self.count(), self._document.pageCount()):
            self._later.stop()
            return
        size = self._document.pagePointSize(self._next).scaled(_PAGE, Qt.AspectRatioMode.KeepAspectRatio)
        ratio = self.devicePixelRatioF()
        image = self._document.render(self._next, (size * ratio).toSize())
        drawn = QPixmap.fromImage(image)
        paper = QPixmap(drawn.size())
        paper.fill(Qt.GlobalColor.white)
        _lay_on(paper, drawn)
        paper.setDevicePixelRatio(ratio)
        self.item(self._next).setIcon(QIcon(paper))
        self._next += 1

    def _chosen(self, page: int) -> None:
        if page >= 0:
            self.asked.emit(page)


def _lay_on(paper: QPixmap, drawn: QPixmap) -> None:
    from PySide6.QtGui import QPainter

    painter = QPainter(paper)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
