"""Copies of a filed document: for another program, for a file, for a printer; each leaves its line in the read log."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.application.ports import Store
from desktop.application.whole_file import write_whole
from desktop.domain.errors import OverstapError
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_
from desktop.ui.screens.documents.filed import Filed
from desktop.ui.screens.documents.system_open import open_with_system
from desktop.ui.screens.preview.printing import PrinterRun
from desktop.ui.shell.workbench import Workbench


class Copies(QObject):
    """Asks where to, does it, and says what became of it."""

    def __init__(self, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._bench, self._over, self.opener = bench, over, open_with_system

    def open(self, one: Filed, traject: str) -> None:
        """Open a private copy in the program of the computer."""
        session = self._bench.session
        make = partial(_copy_for_others, session.store, session.files.put, one, traject)
        self._bench.jobs.store(make, self, self._hand_over, self._failed)

    def _hand_over(self, path: Path) -> None:
        text = self._bench.language.text
        if self.opener(path):
            sentence = N_(
                "{name} is open in another program. What you change there is not kept. Overstap removes the copy when "
                "you lock."
            )
            self._bench.messages.say(text(sentence, name=path.name))
        else:
            sentence = N_("This computer has no program for {name}. Save a copy and open it elsewhere.")
            self._bench.messages.say(text(sentence, name=path.name), "problem")

    def save(self, one: Filed, traject: str) -> None:
        """Save a copy where the person chooses."""
        path, _ = QFileDialog.getSaveFileName(self._over, self._bench.language.text(N_("Save a copy")), one.name)
        if path:
            work = partial(_save, self._bench.session.store, one, Path(path), traject)
            self._bench.jobs.store(work, self, self._saved, self._failed)

    def _saved(self, path: Path) -> None:
        text = self._bench.language.text
        self._bench.messages.say(text(N_("{name} is saved. It is not encrypted: keep it safe."), name=path.name))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, OverstapError):
            self._bench.messages.say(self._bench.language.say(error), "problem")
        else:
            self._bench.changes.bug(error)

    def print(self, one: Filed, data: bytes, traject: str) -> None:
        """Ask for a printer, and put the filed bytes on it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._over).exec():
            self.print_on(printer, one, data, traject)
            self._bench.messages.say(self._bench.language.text(N_("Sent to the printer.")))

    def print_on(self, printer: QPrinter, one: Filed, data: bytes, traject: str) -> None:
        """Put the filed bytes on this printer."""
        run = PrinterRun(printer, self._bench.language.text(N_("Overstap")))
        run.add(data)
        run.end()
        reading = Reading(ReadAct.PRINTED, traject, one.document)
        self._bench.jobs.store(partial(self._bench.session.store.log_reads, reading), self)


def _copy_for_others(store: Store, put: Callable[[str, bytes], Path], one: Filed, traject: str) -> Path:
    path = put(one.name, store.bytes(one.sha256))
    store.log_reads(Reading(ReadAct.SAVED, traject, one.document))
    return path


def _save(store: Store, one: Filed, path: Path, traject: str) -> Path:
    write_whole(path, store.bytes(one.sha256))
    store.log_reads(Reading(ReadAct.SAVED, traject, one.document))
    return path
