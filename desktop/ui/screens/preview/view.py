"""The print preview: the exact bytes, on screen, to a file or to a printer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import LanguageCode
from desktop.application.values import code_label
from desktop.application.whole_file import write_whole
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.pdf_preview import PdfPreview

PREVIEW = N_("Preview")
_PRINT_DPI = 300


class PreviewView(Screen):
    """Choose a document and its language; what is shown is what is printed."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self._traject, self._pdf, self._asked = "", b"", 0
        self.paper, self.tongue = PlainCombo(self), PlainCombo(self)
        for paper in bench.session.papers.offered():
            self.paper.addItem(code_label("print_document", paper, bench.language), paper)
        for tag, name in (("nl", "Nederlands"), ("en", "English")):
            self.tongue.addItem(name, tag)
        self.tongue.setCurrentIndex(self.tongue.findData(bench.language.tag))
        self.pages = QLabel(self)
        set_tone(self.pages, Role.MUTED)
        self.preview = PdfPreview(text(N_("Pages of the document")), self)
        self.trouble = EmptyState("", parent=self)
        self.trouble.hide()
        self.printing, self.saving = primary(QPushButton(self)), QPushButton(self)
        self.smaller, self.larger = QToolButton(self), QToolButton(self)
        self._add_commands()
        self._lay_out()
        self.paper.activated.connect(self.load)
        self.tongue.activated.connect(self.load)
        bench.changes.applied.connect(self._changed)

    def _add_commands(self) -> None:
        commands = self.bench.commands
        commands.add(
            self,
            Command(
                "preview.print", N_("Print"), self._print, "Ctrl+Return | Ctrl+Enter", PREVIEW, "print", self._is_shown
            ),
            Command("preview.save", N_("Save as PDF"), self._save, "Ctrl+S", PREVIEW, "save", self._is_shown),
            Command(
                "preview.larger", N_("Larger"), partial(self.preview.zoom, True), "Ctrl++ | Ctrl+=", PREVIEW, "zoom_in"
            ),
            Command("preview.smaller", N_("Smaller"), partial(self.preview.zoom, False), "Ctrl+-", PREVIEW, "zoom_out"),
            Command("preview.width", N_("As wide as the window"), self.preview.fit_width, "Ctrl+0", PREVIEW),
            Command("preview.page", N_("A whole page"), self.preview.fit_page, "Ctrl+9", PREVIEW),
            Command("preview.next", N_("Next page"), partial(self.preview.turn, 1), "Ctrl+PgDown", PREVIEW),
            Command("preview.previous", N_("Page before"), partial(self.preview.turn, -1), "Ctrl+PgUp", PREVIEW),
            Command("preview.leave", N_("Back to the work"), self._leave, "Esc", PREVIEW, "back"),
        )
        commands.attach(self.printing, "preview.print")
        commands.attach(self.saving, "preview.save")
        commands.attach(self.larger, "preview.larger", words=False)
        commands.attach(self.smaller, "preview.smaller", words=False)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        heading = QLabel(text(N_("Print preview")), self)
        set_type(heading, Size.TITLE)
        top, bar, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self.saving)
        top.addWidget(self.printing)
        bar.setSpacing(8)
        for label, combo in ((text(N_("&Document")), self.paper), (text(N_("&Language")), self.tongue)):
            name = QLabel(label, self)
            name.setBuddy(combo)
            combo.setAccessibleName(label.replace("&", ""))
            set_tone(name, Role.MUTED)
            bar.addWidget(name)
            bar.addWidget(combo)
            bar.addSpacing(8)
        bar.addStretch(1)
        bar.addWidget(self.pages)
        bar.addWidget(self.smaller)
        bar.addWidget(self.larger)
        page.setContentsMargins(24, 16, 24, 8)
        page.setSpacing(12)
        page.addLayout(top)
        page.addLayout(bar)
        page.addWidget(self.preview, 1)
        page.addWidget(self.trouble, 1)

    # showing

    @override
    def visit(self, place: Place) -> None:
        self._traject = place.traject
        if place.at and (at := self.paper.findData(place.at)) >= 0:
            self.paper.setCurrentIndex(at)
        self.load()
        self.preview.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.paper, self.preview)

    def load(self) -> None:
        """Make the document anew."""
        self._asked += 1
        asked, paper, tag = self._asked, str(self.paper.currentData()), self._tag()
        papers, traject = self.bench.session.papers, self._traject
        self._pdf = b""
        self.pages.setText(self.bench.language.text(N_("Making the document…")))
        self.bench.commands.refresh()
        self.bench.jobs.render(lambda: (asked, papers.pdf(paper, traject, tag)), self, self._show, self._refused)

    def _show(self, made: tuple[int, bytes]) -> None:
        asked, pdf = made
        if asked != self._asked:
            return
        self._pdf = pdf
        self.preview.show_bytes(pdf)
        self.trouble.hide()
        self.preview.show()
        self.pages.setText(self.bench.language.say(said_n("{n} page", "{n} pages", self.preview.pages)))
        self.bench.commands.refresh()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, OverstapError):
            self.bench.jobs.failed.emit(error)
            return
        self.preview.clear()
        self.preview.hide()
        self.trouble.say(self.bench.language.say(error))
        self.trouble.show()
        self.pages.clear()

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible() and outcome.touches(self._traject):
            self.load()

    def _is_shown(self) -> bool:
        return bool(self._pdf)

    def _tag(self) -> LanguageCode:
        return "en" if self.tongue.currentData() == "en" else "nl"

    # doing

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    def _save(self) -> None:
        language = self.bench.language
        suggested = f"{self.paper.currentText().lower().replace(' ', '-')}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, language.text(N_("Save as PDF")), suggested, "PDF (*.pdf)")
        if not path:
            return
        try:
            write_whole(Path(path), self._pdf)
        except OverstapError as refusal:
            self.bench.messages.say(language.say(refusal), "problem")
        else:
            self._log(ReadAct.SAVED)
            self.bench.messages.say(language.text(N_("The document is saved. It is not encrypted: keep it safe.")))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.preview.pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec():
            self.print_on(printer)
            self._log(ReadAct.PRINTED)
            self.bench.messages.say(self.bench.language.text(N_("Sent to the printer.")))

    def _log(self, act: ReadAct) -> None:
        reading = Reading(act, self._traject, str(self.paper.currentData()))
        self.bench.jobs.store(partial(self.bench.session.store.log_reads, reading), self)

    def print_on(self, printer: QPrinter) -> None:
        """Put the pages on a printer, each filling its sheet."""
        printer.setResolution(_PRINT_DPI)
        painter = QPainter(printer)
        first, last = printer.fromPage() or 1, printer.toPage() or self.preview.pages
        for page in range(first - 1, min(last, self.preview.pages)):
            if page >= first:
                printer.newPage()
            sheet: QRectF = printer.pageRect(QPrinter.Unit.DevicePixel)
            points = self.preview.document.pagePointSize(page)
            scale = _PRINT_DPI / 72
            image = self.preview.document.render(
                page, QSize(round(points.width() * scale), round(points.height() * scale))
            )
            size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
        painter.end()
