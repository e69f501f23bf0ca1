"""A document on a printer: each page drawn at the printer's own fineness, as large as its sheet allows."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300


class PrinterRun:
    """One job of a printer, to which one document after the other is added; its name names nobody."""

    def __init__(self, printer: QPrinter, name: str) -> None:
        printer.setResolution(PRINT_DPI)
        printer.setDocName(name)
        self._printer, self._painter, self._begun = printer, QPainter(), False

    def add(self, pdf: bytes) -> None:
        """Print a document, or of a single one the pages that were chosen in the dialog."""
        buffer, document = QBuffer(), QPdfDocument()
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        pages = document.pageCount()
        first, last = self._printer.fromPage() or 1, self._printer.toPage() or pages
        for page in range(first - 1, min(last, pages)):
            self._page(document, page)
        document.close()

    def _page(self, document: QPdfDocument, page: int) -> None:
        if self._begun:
            self._printer.newPage()
        else:
            self._begun = self._painter.begin(self._printer)
        sheet: QRectF = self._printer.pageRect(QPrinter.Unit.DevicePixel)
        points = document.pagePointSize(page)
        scale = PRINT_DPI / 72
        image = document.render(page, QSize(round(points.width() * scale), round(points.height() * scale)))
        size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)

    def end(self) -> None:
        """Let the printer have it."""
        if self._begun:
            self._painter.end()
