"""The pages of a document: small at the left, large in the middle, searched and zoomed; or why there are none."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.domain.said import N_, said_n
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.page_list import PageList
from desktop.ui.widgets.pdf_preview import PdfPreview

PREVIEW = N_("Preview")


class PagesPane(QWidget):
    """Shows the bytes as they are; ``where`` is the screen in which its keys work."""

    def __init__(self, bench: Workbench, where: QWidget) -> None:
        super().__init__(where)
        self._language = bench.language
        text = bench.language.text
        self.told = QLabel(self)
        set_tone(self.told, Role.MUTED)
        self.preview = PdfPreview(text(N_("Pages of the document")), self)
        self.thumbnails = PageList(bench.language, self.preview.document, self)
        self.trouble = EmptyState("", parent=self)
        self.trouble.hide()
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(text(N_("Search in the document")))
        self.search.setAccessibleName(text(N_("Search in the document")))
        self.search.setMinimumWidth(72)
        self.search.setMaximumWidth(280)
        self.smaller, self.larger = QToolButton(self), QToolButton(self)
        self.setFocusProxy(self.preview)
        self._add_commands(bench, where)
        self._lay_out()
        self.search.textEdited.connect(self.preview.look_for)
        self.search.returnPressed.connect(self._find_next)
        self.thumbnails.asked.connect(self.preview.go_to)
        self.preview.page_changed.connect(self.thumbnails.mark)
        self.preview.found.connect(self._tell_found)

    def _add_commands(self, bench: Workbench, where: QWidget) -> None:
        commands = bench.commands
        commands.declare(self, self.commands, where)
        commands.attach(self.larger, "preview.larger", words=False)
        commands.attach(self.smaller, "preview.smaller", words=False)

    def _lay_out(self) -> None:
        bar, middle, body = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        bar.addStretch(1)
        for widget in (self.told, self.smaller, self.larger):
            bar.addWidget(widget)
        middle.setSpacing(8)
        middle.addLayout(bar)
        middle.addWidget(self.preview, 1)
        middle.addWidget(self.trouble, 1)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self.thumbnails)
        body.addLayout(middle, 1)

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show these bytes; without any there is room for why."""
        if pdf is None:
            self.preview.clear()
            self.told.clear()
        else:
            self.preview.show_bytes(pdf)
            self.tell_pages()
        self.trouble.setVisible(pdf is None)
        for widget in (self.preview, self.thumbnails, self.search):
            widget.setVisible(pdf is not None)
        self.thumbnails.show_pages()

    def tell_pages(self) -> None:
        """Say how many pages there are."""
        self.told.setText(self._language.say(said_n("{n} page", "{n} pages", self.preview.pages)))

    def _find_next(self) -> None:
        self.preview.look_for(self.search.text())

    def _tell_found(self, places: int) -> None:
        if self.search.text():
            self.told.setText(self._language.say(said_n("found once", "found {n} times", places)))

    def _find(self) -> None:
        self.search.setFocus()

    def _zoom(self, closer: bool) -> None:
        self.preview.zoom(closer)

    def _fit_width(self) -> None:
        self.preview.fit_width()

    def _fit_page(self) -> None:
        self.preview.fit_page()

    def _turn(self, by: int) -> None:
        self.preview.turn(by)

    commands = (
        Command("preview.find", N_("Search in the document"), _find, "Ctrl+F", PREVIEW, "search"),
        Command("preview.larger", N_("Larger"), partial(_zoom, closer=True), "Ctrl++ | Ctrl+=", PREVIEW, "zoom_in"),
        Command("preview.smaller", N_("Smaller"), partial(_zoom, closer=False), "Ctrl+-", PREVIEW, "zoom_out"),
        Command("preview.width", N_("As wide as the window"), _fit_width, "Ctrl+0", PREVIEW),
        Command("preview.page", N_("A whole page"), _fit_page, "Ctrl+9", PREVIEW),
        Command("preview.next", N_("Next page"), partial(_turn, by=1), "Ctrl+PgDown", PREVIEW),
        Command("preview.previous", N_("Page before"), partial(_turn, by=-1), "Ctrl+PgUp", PREVIEW),
    )
