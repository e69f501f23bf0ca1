"""Handing a document out: to a printer, to files, into the dossier; each leaves its line in the read log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.application.i18n import LanguageCode
from desktop.application.papers.filing import file_print
from desktop.application.papers.occasion import Chosen
from desktop.application.ports import Store
from desktop.application.whole_file import write_whole
from desktop.domain.changes import Action, Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.records import Traject
from desktop.domain.said import N_, said_n
from desktop.ui.screens.preview.printing import PrinterRun
from desktop.ui.screens.preview.run import PrintRun, Take
from desktop.ui.shell.why_fields import remember
from desktop.ui.shell.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Order:
    """What is handed out: a document of these cases; ``pdf`` are the bytes shown, of the first of them."""

    kind: str
    title: str
    language: LanguageCode
    chosen: Chosen
    cases: tuple[str, ...]
    pdf: bytes
    pages: int

    @property
    def many(self) -> bool:
        """Whether it is of more than one case."""
        return len(self.cases) > 1


class HandOut(QWidget):
    """Asks where to, does it, and says what became of it."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._bench = bench
        self._run = PrintRun(bench.jobs, self)
        self._printer: PrinterRun | None = None
        self._run.progressed.connect(self.progressed)
        self._run.ended.connect(self._ended)

    @property
    def busy(self) -> bool:
        """Whether a run of many is under way."""
        return self._run.busy

    def stop(self) -> None:
        """End a run of many after the document that is being made."""
        self._run.stop()

    # one

    def file(self, order: Order) -> None:
        """Keep these bytes in the dossier."""
        self._bench.changes.apply(partial(self._filing, order), self, partial(self._filed, order))

    def _filing(self, order: Order) -> Action:
        """In the lane: the action that files them."""
        work, chosen = self._bench.session.work, order.chosen
        purpose, recipient = _why(order)
        return file_print(
            work, work.read.dossier(order.cases[0]), order.kind, order.pdf, order.language, purpose, recipient,
            profile=chosen.get("profile"),
        )  # fmt: skip

    def _filed(self, order: Order, outcome: Outcome) -> None:
        text = self._bench.language.text
        line = _line(ReadAct.FILED, order, order.cases[0])
        self._after_its_line(line, _stays)
        told = text(N_("Filed in the dossier: these bytes can be printed again at any time."))
        self._bench.messages.say(told, "done", text(N_("Undo")), self._bench.changes.undo)

    def save(self, order: Order) -> None:
        """To a file, or a file each into a folder."""
        language, asker = self._bench.language, self.parentWidget()
        if order.many:
            folder = QFileDialog.getExistingDirectory(asker, language.text(N_("Folder for the PDF files")))
            if folder:
                self._begin(order, ReadAct.SAVED, partial(self._into, Path(folder)))
            return
        suggested = f"{order.title.lower().replace(' ', '-')}.pdf"
        path, _ = QFileDialog.getSaveFileName(asker, language.text(N_("Save as PDF")), suggested, "PDF (*.pdf)")
        if path:
            self._after_its_line(_line(ReadAct.SAVED, order, order.cases[0]), partial(self._write, Path(path), order))

    def _write(self, path: Path, order: Order) -> None:
        write_whole(path, order.pdf)
        self._bench.messages.say(
            self._bench.language.text(N_("The document is saved. It is not encrypted: keep it safe."))
        )

    def print(self, order: Order) -> None:
        """To the printer that is chosen."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.parentWidget())
        if not order.many:
            dialog.setMinMax(1, max(1, order.pages))
            dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec():
            self.print_on(printer, order)

    def print_on(self, printer: QPrinter, order: Order) -> None:
        """Put it on a printer; of many as one job."""
        run = PrinterRun(printer, order.title)
        if order.many:
            self._printer = run
            self._begin(order, ReadAct.PRINTED, partial(self._onto, run))
        else:
            self._after_its_line(_line(ReadAct.PRINTED, order, order.cases[0]), partial(self._put_on, run, order))

    def _put_on(self, run: PrinterRun, order: Order) -> None:
        run.add(order.pdf)
        run.end()
        self._bench.messages.say(self._bench.language.text(N_("Sent to the printer.")))

    def _after_its_line(self, line: Reading, hand_out: Callable[[], None]) -> None:
        """What leaves the program is in the read log first."""
        written = partial(_write_down, self._bench.session.store, line)
        self._bench.jobs.store(written, self, partial(self._handed, line, hand_out))

    def _handed(self, line: Reading, hand_out: Callable[[], None], _: None) -> None:
        try:
            hand_out()
        except OverstapError as refusal:
            self._bench.messages.say(self._bench.language.say(refusal), "problem")
        else:
            self._bench.changes.handed_out.emit(line)

    # many

    def _begin(self, order: Order, act: ReadAct, take: Take) -> None:
        papers, store = self._bench.session.papers, self._bench.session.store

        def make(case: str) -> tuple[str, bytes]:
            number = store.get(Traject, case).dossier_no or case
            pdf = papers.pdf(order.kind, case, order.language, **order.chosen)
            _write_down(store, _line(act, order, case))
            return f"{order.kind.replace('_', '-')}-{number}.pdf", pdf

        def taken(case: str, name: str, pdf: bytes) -> None:
            take(case, name, pdf)
            self._bench.changes.handed_out.emit(_line(act, order, case))

        self._run.start(order.cases, make, taken)

    def _into(self, folder: Path, _: str, name: str, pdf: bytes) -> None:
        write_whole(folder / name, pdf)

    def _onto(self, run: PrinterRun, _: str, __: str, pdf: bytes) -> None:
        run.add(pdf)

    def _ended(self) -> None:
        if self._printer is not None:
            self._printer.end()
            self._printer = None
        language, run = self._bench.language, self._run
        told = [language.say(said_n("One document is done.", "{n} documents are done.", len(run.done)))]
        if run.stopped:
            told.append(language.text(N_("Stopped; the rest was not made.")))
        if run.refused:
            left = said_n("One was left out:", "{n} were left out:", len(run.refused))
            reasons = dict.fromkeys(language.say(refusal) for refusal in run.refused)
            told += [language.say(left), *list(reasons)[:3]]
        self._bench.messages.say(" ".join(told), "warning" if run.refused else "done")
        self.ended.emit()


def _line(act: ReadAct, order: Order, case: str) -> Reading:
    purpose, recipient = _why(order)
    return Reading(act, case, order.kind, purpose, recipient)


def _stays() -> None:
    """What is filed does not leave the program."""


def _why(order: Order) -> tuple[str, str]:
    return order.chosen.get("purpose", ""), order.chosen.get("recipient", "")


def _write_down(store: Store, line: Reading) -> None:
    store.log_reads(line)
    remember(store, line.purpose or "")
