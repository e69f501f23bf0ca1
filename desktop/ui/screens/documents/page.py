"""The documents of a dossier: added by drop or by choosing, shown here, opened elsewhere only in a private copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.attachments import take_out
from desktop.application.ports import Store
from desktop.application.whole_file import write_whole
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.file_kinds import EXTENSIONS, PDF
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.records import Document, Print, User
from desktop.domain.said import N_
from desktop.ui.forms.edit_slot import EditSlot
from desktop.ui.screens.documents.filed import Filed, filed_of, writers_of
from desktop.ui.screens.documents.new_file import NewFile
from desktop.ui.screens.documents.system_open import Opener, open_with_system
from desktop.ui.screens.documents.viewer import Viewer
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.screens.preview.printing import PrinterRun
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.paged_table import Column, PagedTable, PagedTableModel
from desktop.ui.widgets.timeline import colleague_names
from desktop.ui.wording import short_day, size_text

DOCUMENTS = N_("Documents")
_GONE = Filed("", False, "", "–", None, 0, "", "", "")


class DocumentsPage(CasePage):
    """The list, or the document that is looked at."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None, opener: Opener = open_with_system) -> None:
        super().__init__(parent)
        self._bench, self.opener, self._traject = bench, opener, ""
        self._documents: tuple[Document, ...] = ()
        self._prints: tuple[Print, ...] = ()
        self._filed: dict[str, Filed] = {}
        self._looked_at: tuple[Filed, bytes] | None = None
        self._going = ""
        store, text = bench.session.store, bench.language.text
        self._who = colleague_names(lambda user: store.find_one(User, user))
        self._page = QWidget(self)
        self._page.setObjectName("page")
        self.new_file = NewFile(bench, self._page)
        rows = PagedTableModel(self._columns(), self._fetch, _GONE, self._page)
        self.table = PagedTable(rows, text(N_("Documents")), row_height(bench.settings.density), self._page)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.empty = EmptyState(
            text(N_("Drop a file here, or choose one: PDF, JPEG, PNG or Word, at most 20 MB. It is kept encrypted.")),
            text(N_("Choose a file…")),
            self.choose_files,
            self._page,
        )
        self.slot = EditSlot(bench, self._page)
        self.viewer = Viewer(bench.language, self._page)
        self.title = QLabel(self._page)
        self.add, self.back, self.look, self.open_elsewhere, self.save, self.print_button, self.remove = (
            QPushButton(self._page) for _ in range(7)
        )
        self.reason, self.go = QLineEdit(self._page), QPushButton(text(N_("Take it out")), self._page)
        self._add_commands()
        self._lay_out()
        self.setAcceptDrops(True)
        self.table.opened.connect(self._open_row)
        self.table.selectionModel().currentChanged.connect(bench.commands.refresh)
        self.reason.returnPressed.connect(self._take_out)
        self.go.clicked.connect(self._take_out)
        self.new_file.filed.connect(self._choose_new)
        self.new_file.closed.connect(self._to_table)
        self.slot.closed.connect(self._to_table)

    def _columns(self) -> tuple[Column, ...]:
        language, today = self._bench.language, self._bench.session.work.clock.today
        text = language.text

        def day(one: Filed) -> str:
            return short_day(one.day, today(), language)

        def size(one: Filed) -> str:
            return f"{EXTENSIONS.get(one.media, '').lstrip('.').upper()}  {size_text(one.size, language)}".strip()

        def who(one: Filed) -> str:
            return self._who(one.who) if one.who else ""

        return (
            Column(text(N_("Date")), day, letters=12),
            Column(text(N_("Kind")), _kind, letters=24, tone=_muted),
            Column(text(N_("Title")), _title, letters=38),
            Column(text(N_("File")), size, letters=14, tone=_muted),
            Column(text(N_("Who")), who, letters=20),
        )

    def _add_commands(self) -> None:
        commands, some = self._bench.commands, self._has_one
        commands.add(
            self,
            Command("documents.add", N_("Add a file…"), self.choose_files, "Ctrl+Shift+A", DOCUMENTS, "add"),
            Command("documents.look", N_("Look at it"), self.look_at, "", DOCUMENTS, "", some),
            Command("documents.open", N_("Open in another program"), self.open_it, "Ctrl+O", DOCUMENTS, "", some),
            Command("documents.save", N_("Save a copy…"), self.save_copy, "Ctrl+S", DOCUMENTS, "save", some),
            Command("documents.print", N_("Print"), self._print, "Ctrl+Shift+D", DOCUMENTS, "print", self._is_pdf),
            Command(
                "documents.back", N_("Back to the list"), self.close_viewer, "Esc", DOCUMENTS, "back", self._viewing
            ),
        )
        commands.add(
            self.table,
            Command(
                "documents.remove", N_("Take out…"), self._ask_reason, "Del", DOCUMENTS, "delete", self._is_document
            ),
        )
        for button, command in (
            (self.add, "add"), (self.back, "back"), (self.look, "look"), (self.open_elsewhere, "open"),
            (self.save, "save"), (self.print_button, "print"), (self.remove, "remove"),
        ):  # fmt: skip
            commands.attach(button, f"documents.{command}")

    def _lay_out(self) -> None:
        text = self._bench.language.text
        heading = QLabel(text(N_("Documents")), self._page)
        set_type(heading, Size.HEADING, strong=True)
        set_type(self.title, Size.BODY, strong=True)
        self.title.setWordWrap(True)
        self.reason.setAccessibleName(text(N_("Why this document goes")))
        self.reason.setPlaceholderText(text(N_("Why does this document go? For example: wrong person")))
        self.reason.setMaxLength(200)
        promise = QLabel(
            text(
                N_("Another program gets a copy that cannot be changed. "
                   "Overstap removes it when you lock, when you quit, "
                   "or at the next start.")
            ),
            self._page,
        )  # fmt: skip
        promise.setWordWrap(True)
        set_type(promise, Size.SMALL)
        set_tone(promise, Role.MUTED)
        head, strip, why = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.add)
        strip.setSpacing(8)
        for button in (self.back, self.look, self.open_elsewhere, self.save, self.print_button, self.remove):
            strip.addWidget(button)
        strip.addStretch(1)
        why.setSpacing(8)
        why.addWidget(self.reason, 1)
        why.addWidget(self.go)
        self._why = QWidget(self._page)
        why.setContentsMargins(0, 0, 0, 0)
        self._why.setLayout(why)
        self._why.hide()
        self._content = QStackedLayout()
        for widget in (self.table, self.empty, self.viewer):
            self._content.addWidget(widget)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.new_file)
        column.addWidget(self.title)
        column.addLayout(self._content, 1)
        column.addWidget(self.slot)
        column.addWidget(self._why)
        column.addLayout(strip)
        column.addWidget(promise)
        self.setWidget(self._page)
        self._show_state()

    # showing

    @override
    def show_case(self, case: CaseFile) -> None:
        dossier, store = case.dossier, self._bench.session.store
        if dossier.traject_id != self._traject:
            self._traject = dossier.traject_id
            self.new_file.about(self._traject)
            self._leave_reason()
            self.slot.leave()
            self._forget()
        documents, prints = dossier.all(Document), dossier.all(Print)
        if (documents, prints) == (self._documents, self._prints) and self._filed:
            return
        self._documents, self._prints = documents, prints
        traject, person = dossier.traject_id, dossier.candidate_id
        self._bench.jobs.store(lambda: (traject, writers_of(store.history(person))), self, self._show)

    def _show(self, found: tuple[str, Mapping[str, str]]) -> None:
        traject, writers = found
        if traject != self._traject:
            return
        at = self.table.currentIndex().row()
        filed = filed_of(self._documents, self._prints, writers, self._bench.language)
        self._filed = {one.id: one for one in filed}
        self.table.show_ids(tuple(self._filed))
        if self.table.current is None:
            self.table.choose_row(max(0, at))
        if self._going in self._filed:
            self.table.choose_row(list(self._filed).index(self._going))
            self._going = ""
        self._show_state()

    def _show_state(self) -> None:
        viewing = self._looked_at is not None
        self._content.setCurrentWidget(self.viewer if viewing else self.table if self._filed else self.empty)
        self.title.setVisible(viewing)
        self.back.setVisible(viewing)
        self.look.setVisible(bool(self._filed) and not viewing)
        self.remove.setVisible(bool(self._filed) and not viewing)
        for button in (self.open_elsewhere, self.save, self.print_button):
            button.setVisible(viewing or bool(self._filed))
        self.print_button.setVisible(viewing)
        self._bench.commands.refresh()

    @override
    def edit(self, field: str, record: str) -> None:
        if record in self._filed:
            self.table.choose_row(list(self._filed).index(record))
        else:
            self._going = record
        self.table.setFocus()

    @override
    def toggle(self) -> None:
        if (one := self.current) is not None and not one.is_print and self._looked_at is None:
            self.slot.open(Document.SPEC.name, one.id, self._traject)

    @override
    def flush(self) -> None:
        self.new_file.keep()
        self.slot.flush()

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Filed]:
        return {id_: self._filed[id_] for id_ in ids if id_ in self._filed}

    @property
    def current(self) -> Filed | None:
        """The document that is looked at, else the one that is chosen."""
        return self._looked_at[0] if self._looked_at is not None else self._filed.get(self.table.current or "")

    def _has_one(self) -> bool:
        return self.current is not None

    def _is_document(self) -> bool:
        return self.current is not None and not self.current.is_print

    def _is_pdf(self) -> bool:
        return self._looked_at is not None and self._looked_at[0].media == PDF

    def _viewing(self) -> bool:
        return self._looked_at is not None

    # adding

    def choose_files(self) -> None:
        """Choose files of the computer."""
        text = self._bench.language.text
        kinds = " ".join((text(N_("Documents")), "(*.pdf *.jpg *.jpeg *.png *.docx)"))
        paths, _ = QFileDialog.getOpenFileNames(self, text(N_("Add a file to the dossier")), "", kinds)
        self.new_file.take(map(Path, paths))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        files = [path for path in paths if path.is_file()]
        if len(files) < len(event.mimeData().urls()):
            self._bench.messages.say(
                self._bench.language.text(N_("Only files can be dropped here, no folders or links.")), "warning"
            )
        event.acceptProposedAction()
        self.new_file.take(files)

    def _choose_new(self, outcome: Outcome) -> None:
        self._going = next((record for kind, record in outcome.touched if kind == "document"), "")

    def _to_table(self) -> None:
        self.table.setFocus()

    # looking and opening

    def _open_row(self, record: str) -> None:
        self.look_at()

    def look_at(self) -> None:
        """Show it here; what only another program can show is opened there."""
        one, store = self.current, self._bench.session.store
        if one is None:
            return
        if not one.is_here:
            self.open_it()
            return
        self._bench.jobs.store(lambda: (one, store.bytes(one.sha256)), self, self._show_bytes)

    def _show_bytes(self, found: tuple[Filed, bytes]) -> None:
        one, data = found
        self._looked_at = found
        self.title.setText(f"{one.title} · {one.kind}")
        self.viewer.show_bytes(one.media, data, one.title)
        self._show_state()
        self.viewer.setFocus()

    def close_viewer(self) -> None:
        """Back to the list."""
        self._forget()
        self._show_state()
        self.table.setFocus()

    def _forget(self) -> None:
        self._looked_at = None
        self.viewer.clear()

    def open_it(self) -> None:
        """Open a private copy in the program of the computer."""
        one, session = self.current, self._bench.session
        if one is not None:
            make = partial(_copy_for_others, session.store, session.files.put, one, self._traject)
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

    def save_copy(self) -> None:
        """Save a copy where the person chooses."""
        one, text, store = self.current, self._bench.language.text, self._bench.session.store
        if one is None:
            return
        path, _ = QFileDialog.getSaveFileName(self, text(N_("Save a copy")), one.name)
        if path:
            work = partial(_save, store, one, Path(path), self._traject)
            self._bench.jobs.store(work, self, self._saved, self._failed)

    def _saved(self, path: Path) -> None:
        text = self._bench.language.text
        self._bench.messages.say(text(N_("{name} is saved. It is not encrypted: keep it safe."), name=path.name))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, OverstapError):
            self._bench.messages.say(self._bench.language.say(error), "problem")
        else:
            self._bench.jobs.failed.emit(error)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)
            self._bench.messages.say(self._bench.language.text(N_("Sent to the printer.")))

    def print_on(self, printer: QPrinter) -> None:
        """Put the filed bytes on a printer."""
        if self._looked_at is not None:
            one, data = self._looked_at
            run = PrinterRun(printer, self._bench.language.text(N_("Overstap")))
            run.add(data)
            run.end()
            reading = Reading(ReadAct.PRINTED, self._traject, one.document)
            self._bench.jobs.store(partial(self._bench.session.store.log_reads, reading), self)

    # taking out

    def _ask_reason(self) -> None:
        self._why.show()
        self.reason.setFocus()

    def _leave_reason(self) -> None:
        self._why.hide()
        self.reason.clear()

    def _take_out(self) -> None:
        one = self.current
        if one is not None and not one.is_print:
            make = partial(take_out, self._bench.session.work, one.id, self.reason.text())
            self._bench.changes.apply(make, self, self._taken_out, self._failed)

    def _taken_out(self, outcome: Outcome) -> None:
        text = self._bench.language.text
        self._leave_reason()
        self.table.setFocus()
        self._bench.messages.say(
            text(N_("The document is out of the dossier.")), "done", text(N_("Undo")), self._bench.changes.undo
        )


def _copy_for_others(store: Store, put: Callable[[str, bytes], Path], one: Filed, traject: str) -> Path:
    path = put(one.name, store.bytes(one.sha256))
    store.log_reads(Reading(ReadAct.SAVED, traject, one.document))
    return path


def _save(store: Store, one: Filed, path: Path, traject: str) -> Path:
    write_whole(path, store.bytes(one.sha256))
    store.log_reads(Reading(ReadAct.SAVED, traject, one.document))
    return path


def _kind(one: Filed) -> str:
    return one.kind


def _title(one: Filed) -> str:
    return one.title


def _muted(_one: Filed) -> QPalette.ColorRole | None:
    return Role.MUTED
