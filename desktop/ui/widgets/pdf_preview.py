"""The exact bytes of a document, page below page."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPointF, QSize, Signal
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

STEP = 1.25
_LEAST, _MOST = 0.25, 5.0
_COMFORTABLE = 1.25


class PdfPreview(QWidget):
    """Shows a PDF from memory; nothing is written to disk."""

    page_changed = Signal(int)
    found = Signal(int)  # in how many places the words stand, as far as was looked

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._buffer = QPdfView(self), QBuffer(self)
        self.document = QPdfDocument(self)  # never a child of the view: Qt crashes when that dies
        self._view.setDocument(self.document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(name)
        self.setFocusProxy(self._view)
        self._found = QPdfSearchModel(self)
        self._found.setDocument(self.document)
        self._view.setSearchModel(self._found)
        self._at = -1
        self._found.countChanged.connect(self._show_found)
        self._view.pageNavigator().currentPageChanged.connect(self.page_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)

    def show_bytes(self, pdf: bytes) -> None:
        """Show this document from its first page."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.fit_width()
        if self.factor > _COMFORTABLE:
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
            self._view.setZoomFactor(_COMFORTABLE)

    def clear(self) -> None:
        """Nothing to see; the bytes are forgotten."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    @property
    def pdf(self) -> bytes:
        """The bytes that are shown."""
        return bytes(self._buffer.data().data())

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(0, self.document.pageCount())

    @property
    def page(self) -> int:
        """The page in sight, counted from 0."""
        return self._view.pageNavigator().currentPage()

    def turn(self, by: int) -> None:
        """Some pages on or back."""
        navigator = self._view.pageNavigator()
        page = max(0, min(self.pages - 1, navigator.currentPage() + by))
        navigator.jump(page, QPointF(), 0)

    def go_to(self, page: int) -> None:
        """A page, counted from 0."""
        self._view.pageNavigator().jump(page, QPointF(), 0)

    def look_for(self, text: str) -> None:
        """Look for words in the document; asked again for the same ones, the next place."""
        if text != self._found.searchString():
            self._at = -1
            self._found.setSearchString(text)
        else:
            self._show_next()

    def _show_found(self) -> None:
        if self._at < 0:
            self._show_next()
        self.found.emit(self._found.rowCount(QModelIndex()))

    def _show_next(self) -> None:
        if places := self._found.rowCount(QModelIndex()):
            self._at = (self._at + 1) % places
            self._view.setCurrentSearchResultIndex(self._at)
            place = self._found.resultAtIndex(self._at)
            self._view.pageNavigator().jump(place.page(), place.location(), 0)

    def zoom(self, larger: bool) -> None:
        """A step larger or smaller."""
        factor = self._shown_factor() * (STEP if larger else 1 / STEP)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(_LEAST, min(_MOST, factor)))

    def fit_width(self) -> None:
        """As wide as there is room for."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def fit_page(self) -> None:
        """A whole page in sight."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    @property
    def factor(self) -> float:
        """How large a page is shown; 1 is as on paper."""
        return self._shown_factor()

    def _shown_factor(self) -> float:
        if self._view.zoomMode() == QPdfView.ZoomMode.Custom or not self.pages:
            return self._view.zoomFactor()
        page = self.document.pagePointSize(0)
        room: QSize = self._view.viewport().size()
        inch = self.logicalDpiX() / 72
        wide = room.width() / (page.width() * inch)
        if self._view.zoomMode() == QPdfView.ZoomMode.FitInView:
            return min(wide, room.height() / (page.height() * inch))
        return wide
