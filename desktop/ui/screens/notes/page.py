"""The notes of a dossier: newest first, found by words and kind, corrected by a new note that refers to the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.ports import Store
from desktop.application.values import code_label
from desktop.domain.changes import Outcome
from desktop.domain.codes import CODES
from desktop.domain.records import Note, NotePerson, User
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.note_editor import NoteEditor
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.screens.notes.note_card import NoteCard
from desktop.ui.screens.notes.reading import CONTACTS, EVERYTHING, NoteLine, lines_of, narrowed, writers_of
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.timeline import colleague_names

_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store says beside the notes: who wrote each, and which corrections were begun."""

    traject: str
    writers: Mapping[str, str]
    begun: frozenset[str]


class NotesPage(CasePage):
    """A note in the making above, the notes below."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject = bench, ""
        self._notes: tuple[Note, ...] = ()
        self._people: tuple[NotePerson, ...] = ()
        self._known = _Known("", {}, frozenset())
        self._shown: tuple[NoteLine, ...] = ()
        self._most = _AT_ONCE
        store, text = bench.session.store, bench.language.text
        self._writer = colleague_names(lambda user: store.find_one(User, user))
        self._page = QWidget(self)
        self._page.setObjectName("page")
        heading = QLabel(text(N_("Notes")), self._page)
        set_type(heading, Size.HEADING, strong=True)
        self.search = SearchField(text(N_("Find in notes")), self._page)
        self.search.setFixedWidth(220)
        self.kind = PlainCombo(self._page)
        self.kind.setAccessibleName(text(N_("Kind of note")))
        self.kind.addItem(text(N_("all notes")), EVERYTHING)
        self.kind.addItem(text(N_("contact moments")), CONTACTS)
        for code in CODES["note_kind"].codes:
            self.kind.addItem(code_label("note_kind", code.code, bench.language), code.code)
        self.editor = NoteEditor(bench, self._page)
        self.correction = NoteEditor(bench, self._page)
        self.correction.hide()
        self.count = QLabel(self._page)
        set_type(self.count, Size.SMALL)
        set_tone(self.count, Role.MUTED)
        self.more = QPushButton(text(N_("Show older notes")), self._page)
        self.cards: list[NoteCard] = []
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.kind)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self.count)
        column.addLayout(self._column)
        column.addWidget(self.more)
        column.addStretch(1)
        self.setWidget(self._page)
        bench.commands.declare(self, self.commands)
        self.search.search.connect(self._narrow)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.more.clicked.connect(self._show_more)
        self.correction.recorded.connect(self._corrected)

    # showing

    @override
    def show_case(self, case: CaseFile) -> None:
        dossier, store = case.dossier, self._bench.session.store
        if dossier.traject_id != self._traject:
            self.flush()
            self._traject, self._most = dossier.traject_id, _AT_ONCE
            self._put_correction_away()
            self.editor.open(self._traject)
        notes = dossier.all(Note)
        if notes == self._notes and self._known.traject == self._traject:
            return
        self._notes, self._people = notes, dossier.all(NotePerson)
        traject, person = dossier.traject_id, dossier.candidate_id
        newest = [note.id for note in notes[-_AT_ONCE:]]
        self._bench.jobs.store(lambda: _read(store, traject, person, newest), self, self._show)

    def _show(self, known: _Known) -> None:
        if known.traject == self._traject:
            self._known = known
            self._narrow()

    def _narrow(self) -> None:
        lines = lines_of(self._notes, self._people, self._known.writers)
        self._shown = narrowed(lines, str(self.kind.currentData()), self.search.text())
        self._fill()

    def _fill(self) -> None:
        language = self._bench.language
        correcting = next((c.line.note.id for c in self.cards if c.isAncestorOf(self.correction)), "")
        had_focus = self.correction.area.hasFocus()
        self.correction.setParent(self._page)
        self.correction.hide()
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for line in self._shown[: self._most]:
            begun = line.note.id in self._known.begun
            card = NoteCard(
                line, self._writer(line.writer) if line.writer else "", language, begun=begun, parent=self._page
            )
            card.correct_asked.connect(self._correct)
            self._column.addWidget(card)
            self.cards.append(card)
            if line.note.id == correcting and line.corrected_by is None:
                card.hold(self.correction)
                if had_focus:
                    self.correction.area.setFocus()
        self.more.setVisible(len(self._shown) > self._most)
        if not self._notes:
            self.count.setText(language.text(N_("No notes yet. What you write above stays as you recorded it.")))
        elif not self._shown:
            self.count.setText(language.text(N_("No note holds these words. Type fewer letters, or choose all notes.")))
        else:
            self.count.setText(language.say(said_n("{n} note", "{n} notes", len(self._shown))))

    def _show_more(self) -> None:
        self._most += _AT_ONCE
        self._fill()

    # doing

    @override
    def flush(self) -> None:
        self.editor.keep()
        self.correction.keep()

    @override
    def toggle(self) -> None:
        self.editor.area.setFocus()

    @override
    def edit(self, field: str, record: str) -> None:
        self.editor.area.setFocus()

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _correct(self, line: NoteLine) -> None:
        card = next(card for card in self.cards if card.line.note.id == line.note.id)
        self.correction.open(self._traject, line.note.id, line.note.body or "")
        card.hold(self.correction)
        self.correction.area.setFocus()

    def _corrected(self, outcome: Outcome) -> None:
        self._put_correction_away()
        self.search.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = next((card for card in self.cards if card.isAncestorOf(self.correction)), None)
        if event.key() == Qt.Key.Key_Escape and card is not None:
            self.correction.keep()
            self._put_correction_away()
            card.correct.setFocus()
        else:
            super().keyPressEvent(event)

    def _put_correction_away(self) -> None:
        self.correction.setParent(self._page)
        self.correction.hide()

    commands = (
        Command("notes.find", N_("Find in notes"), _to_search, "Ctrl+F", N_("Notes"), "search", at="section:notes"),
    )


def _read(store: Store, traject: str, person: str, newest: list[str]) -> _Known:
    begun = frozenset(note for note in newest if store.drafts(note))
    return _Known(traject, writers_of(store.history(person)), begun)
