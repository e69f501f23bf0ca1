"""A chapter of the manual as it is read: lines of a readable length, pictures as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QPalette, QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget
from typing_extensions import override

from desktop.application.manual import Chapter
from desktop.application.resources import resource

_LINE = 76
"""Letters in a line of text."""

_AIR = 125
"""The height of a line, in hundredths."""

_OBJECT = "\ufffc"
"""All that the text of a paragraph with a picture holds."""

_PICTURE = 960
"""The widest picture, in pixels of the window."""


class ManualPage(QTextBrowser):
    """Shows one chapter; links lead nowhere, for the manual is whole without a network."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter: Chapter | None = None
        self._document: QTextDocument | None = None  # the first one is Qt's own
        self._wide = 0
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, colours.color(QPalette.ColorRole.Window))
        self.setPalette(colours)

    def read(self, chapter: Chapter, looked_for: str = "") -> None:
        """Show a chapter from its beginning, or from the first word that was looked for."""
        self._chapter = chapter
        self._lay_out()
        self.setAccessibleDescription(chapter.title)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        for word in looked_for.split()[:1]:
            self.find(word)

    def _lay_out(self) -> None:
        if self._chapter is None:
            return
        self._wide = min(_PICTURE, self.viewport().width() - 16)
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(4)
        document.setMarkdown(self._chapter.captioned().lstrip())
        for path in self._chapter.pictures:
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(path), self.picture(path))
        margin = self._wide - min(self._wide, _LINE * self.fontMetrics().averageCharWidth())
        tables = [(table.firstPosition(), table.lastPosition()) for table in document.rootFrame().childFrames()]
        block = document.begin()
        while block.isValid():
            in_table = any(first <= block.position() <= last for first, last in tables)
            if not in_table and block.text() != _OBJECT:
                _narrow(QTextCursor(block), margin)
            block = block.next()
        self.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document

    def picture(self, path: str) -> QImage:
        """A picture as wide as there is room, sharp on this screen."""
        picture = QImage(str(resource("manual", *path.split("/"))))
        ratio = self.devicePixelRatioF()
        width = round(min(self._wide, picture.width()) * ratio)
        if width > 0:
            picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
        return picture

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if min(_PICTURE, self.viewport().width() - 16) != self._wide:
            at = self.verticalScrollBar().value()
            self._lay_out()
            self.verticalScrollBar().setValue(at)


def _narrow(cursor: QTextCursor, margin: int) -> None:
    """Keep a paragraph from running to the far edge; a picture and a table may."""
    form = cursor.blockFormat()
    form.setRightMargin(margin)
    form.setLineHeight(_AIR, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(form)
