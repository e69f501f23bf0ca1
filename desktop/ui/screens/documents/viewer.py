"""A filed document shown inside the program: a PDF page by page, a picture as wide as there is room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.domain.file_kinds import PDF
from desktop.domain.said import N_
from desktop.ui.widgets.pdf_preview import PdfPreview


class Viewer(QWidget):
    """Nothing is written to the disk."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.pdf = PdfPreview(language.text(N_("Pages of the document")), self)
        self.picture = _Picture(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.pdf)
        self._stack.addWidget(self.picture)

    def show_bytes(self, media: str, data: bytes, title: str) -> None:
        """Show this; what cannot be read says so."""
        if media == PDF:
            self.picture.clear()
            self.pdf.show_bytes(data)
            self._stack.setCurrentWidget(self.pdf)
            self.setFocusProxy(self.pdf)
            return
        self.pdf.clear()
        image = QImage.fromData(data)
        trouble = self._language.text(N_("This picture cannot be shown. Save a copy and open it in another program."))
        self.picture.show_image(image, title, trouble if image.isNull() else "")
        self._stack.setCurrentWidget(self.picture)
        self.setFocusProxy(self.picture)

    def clear(self) -> None:
        """Forget what was shown."""
        self.pdf.clear()
        self.picture.clear()


class _Picture(QScrollArea):
    """A picture that is made smaller to fit, never larger than it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setWordWrap(True)
        self.setWidget(self._label)
        self.setWidgetResizable(True)

    def show_image(self, image: QImage, title: str, trouble: str) -> None:
        """Show a picture, or what is wrong with it."""
        self._image = image
        self.setAccessibleName(title)
        self._label.setText(trouble)
        if not trouble:
            self._fit()

    def clear(self) -> None:
        """Forget the picture."""
        self._image = QImage()
        self._label.clear()

    def _fit(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        width = min(round(self.viewport().width() * ratio), self._image.width())
        shown = QPixmap.fromImage(self._image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
        shown.setDevicePixelRatio(ratio)
        self._label.setPixmap(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
