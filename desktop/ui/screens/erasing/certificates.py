"""The certificate of an erasure: to a file, to a printer. It names nobody who was erased."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.application.erasures import Erasure, certificate
from desktop.application.whole_file import write_whole
from desktop.domain.errors import OverstapError
from desktop.domain.said import N_
from desktop.ui.screens.preview.printing import PrinterRun
from desktop.ui.shell.workbench import Workbench

CERTIFICATE = N_("Certificate of erasure")


class Certificates(QObject):
    """Asks where to, draws it in the lane, and says what became of it."""

    def __init__(self, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._bench, self._over = bench, over

    def save(self, erasure: Erasure) -> None:
        """To a file that the person chooses."""
        language = self._bench.language
        words = re.sub(r"\W+", "-", f"{language.text(CERTIFICATE)} {erasure.reference}").strip("-").lower()
        title = language.text(N_("Save the certificate"))
        path, _ = QFileDialog.getSaveFileName(self._over, title, f"{words}.pdf", "PDF (*.pdf)")
        if path:
            self._draw(erasure, partial(write_whole, Path(path)), N_("The certificate is saved. It names nobody."))

    def print(self, erasure: Erasure) -> None:
        """To the printer that is chosen."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._over).exec():
            self.print_on(printer, erasure)

    def print_on(self, printer: QPrinter, erasure: Erasure) -> None:
        """Put it on this printer."""
        run = PrinterRun(printer, self._bench.language.text(CERTIFICATE))
        self._draw(erasure, partial(_put_on, run), N_("Sent to the printer."))

    def _draw(self, erasure: Erasure, hand_out: Callable[[bytes], object], done: str) -> None:
        """As the certificate is now, and then out of the program."""
        session = self._bench.session
        document = certificate(erasure, self._bench.language, session.work.clock.now())
        drawn = partial(self._drawn, hand_out, done)
        self._bench.jobs.render(partial(session.papers.draw, document), self, drawn)

    def _drawn(self, hand_out: Callable[[bytes], object], done: str, pdf: bytes) -> None:
        try:
            hand_out(pdf)
        except OverstapError as refusal:
            self._bench.messages.say(self._bench.language.say(refusal), "problem")
        else:
            self._bench.messages.say(self._bench.language.text(done))


def _put_on(run: PrinterRun, pdf: bytes) -> None:
    run.add(pdf)
    run.end()
