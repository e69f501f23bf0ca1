"""The documents of a dossier: added by drop or by choosing, shown here, opened elsewhere only in a private copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.attachments import take_out
from desktop.domain.changes import Outcome
from desktop.domain.file_kinds import PDF
from desktop.domain.records import Document, Print, User
from desktop.domain.said import N_
from desktop.ui.forms.edit_slot import EditSlot
from desktop.ui.screens.documents.columns import columns
from desktop.ui.screens.documents.copies import Copies
from desktop.ui.screens.documents.fetching import Fetching
from desktop.ui.screens.documents.filed import Filed, filed_of, writers_of
from desktop.ui.screens.documents.new_file import NewFile
from desktop.ui.screens.documents.reason import Reason
from desktop.ui.screens.documents.strip import Strip
from desktop.ui.screens.documents.viewer import Viewer
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.paged_model import PagedTableModel
from desktop.ui.widgets.paged_table import PagedTable
from desktop.ui.widgets.timeline import colleague_names

DOCUMENTS = N_("Documents")
_GONE = Filed("", False, "", "–", None, 0, "", "", "")


class DocumentsPage(CasePage):
    """The list, or the document that is looked at."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject, self._person = bench, "", ""
        self._documents: tuple[Document, ...] = ()
        self._prints: tuple[Print, ...] = ()
        self._filed: dict[str, Filed] = {}
        self._looked_at: tuple[Filed, bytes] | None = None
        self._going = ""
        store, text = bench.session.store, bench.language.text
        who = colleague_names(lambda user: store.find_one(User, user))
        self._page = QWidget(self)
        self._page.setObjectName("page")
        self.new_file = NewFile(bench, self._page)
        rows = PagedTableModel(
            columns(bench.language, bench.session.work.clock.today, who), self._fetch, _GONE, self._page
        )
        self.table = PagedTable(rows, text(N_("Documents")), row_height(bench.settings.density), self._page)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.empty = EmptyState("", parent=self._page)
        self.slot, self.fetching = EditSlot(bench, self._page), Fetching(bench, self._page)
        self.viewer = Viewer(bench.language, self._page)
        self.title = QLabel(self._page)
        self.add, self.strip = QPushButton(self._page), Strip(self._page)
        self.copies, self.reason = Copies(bench, self), Reason(bench.language, self._page)
        self._add_commands()
        self._lay_out()
        self.setAcceptDrops(True)
        self.table.opened.connect(self._open_row)
        self.table.selectionModel().currentChanged.connect(bench.commands.refresh)
        self.reason.given.connect(self._take_out)
        self.new_file.filed.connect(self._choose_new)
        self.new_file.closed.connect(self._to_table)
        self.slot.closed.connect(self._to_table)

    def _add_commands(self) -> None:
        commands = self._bench.commands
        commands.declare(self, self.commands)
        commands.declare(self, self.row_commands, self.table)
        commands.attach(self.add, "documents.add")
        sentence = N_("Drop a file here, or choose one: PDF, JPEG, PNG or Word, at most 20 MB. It is kept encrypted.")
        text, keys = self._bench.language.text, commands.keys("documents.add")
        self.empty.say(text(sentence), text(N_("Choose a file…")), self.new_file.choose, keys)
        self.strip.attach(commands)

    def _lay_out(self) -> None:
        text = self._bench.language.text
        heading = QLabel(text(N_("Documents")), self._page)
        set_type(heading, Size.HEADING, strong=True)
        set_type(self.title, Size.BODY, strong=True)
        self.title.setWordWrap(True)
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
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.add)
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
        column.addWidget(self.fetching)
        column.addWidget(self.slot)
        column.addWidget(self.reason)
        column.addWidget(self.strip)
        column.addWidget(promise)
        self.setWidget(self._page)
        self._show_state()

    # showing

    @override
    def show_case(self, case: CaseFile) -> None:
        dossier, store = case.dossier, self._bench.session.store
        if dossier.traject_id != self._traject:
            self._traject, self._person = dossier.traject_id, dossier.candidate_id
            self.fetching.leave()
            self.new_file.about(self._traject)
            self.reason.leave()
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
        self.strip.show_state(viewing=viewing, filed=bool(self._filed))
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

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.new_file.take_urls(event.mimeData().urls())

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
        look = partial(self._bench.jobs.store, lambda: (one, store.bytes(one.sha256)), self, self._show_bytes)
        self.fetching.bring(one, self._person, look)

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
        if (one := self.current) is not None:
            self.fetching.bring(one, self._person, partial(self.copies.open, one, self._traject))

    def save_copy(self) -> None:
        """Save a copy where the person chooses."""
        if (one := self.current) is not None:
            self.fetching.bring(one, self._person, partial(self.copies.save, one, self._traject))

    def _print(self) -> None:
        if self._looked_at is not None:
            self.copies.print(*self._looked_at, self._traject)

    # taking out

    def _ask_reason(self) -> None:
        self.reason.ask()

    def _take_out(self, reason: str) -> None:
        one = self.current
        if one is not None and not one.is_print:
            make = partial(take_out, self._bench.session.work, one.id, reason)
            self._bench.changes.apply(make, self, self._taken_out)

    def _taken_out(self, outcome: Outcome) -> None:
        text = self._bench.language.text
        self.reason.leave()
        self.table.setFocus()
        self._bench.messages.say(
            text(N_("The document is out of the dossier.")), "done", text(N_("Undo")), self._bench.changes.undo
        )

    def _add(self) -> None:
        self.new_file.choose()

    commands = (
        Command("documents.add", N_("Add a file…"), _add, "Ctrl+Shift+A", DOCUMENTS, "add", at="section:documents"),
        Command("documents.look", N_("Look at it"), look_at, "", DOCUMENTS, "", _has_one),
        Command("documents.open", N_("Open in another program"), open_it, "Ctrl+O", DOCUMENTS, "", _has_one),
        Command("documents.save", N_("Save a copy…"), save_copy, "Ctrl+S", DOCUMENTS, "save", _has_one),
        Command("documents.print", N_("Print"), _print, "Ctrl+Shift+D", DOCUMENTS, "print", _is_pdf),
        Command("documents.back", N_("Back to the list"), close_viewer, "Esc", DOCUMENTS, "back", _viewing),
    )
    row_commands = (
        Command("documents.remove", N_("Take out…"), _ask_reason, "Del", DOCUMENTS, "delete", _is_document),
    )
