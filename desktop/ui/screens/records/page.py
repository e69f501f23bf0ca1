"""The page of one employer, question or module: what it is, what hangs on it, and the people tied to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.ports import Reader
from desktop.application.record_lists import LinkedCase, RecordQuery
from desktop.domain.changes import Outcome
from desktop.domain.dossier import Dossier
from desktop.domain.fields import RECORDS, Record
from desktop.domain.records import Question
from desktop.domain.said import N_
from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.forms.child_list import ChildList
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.naming import Names
from desktop.ui.screens.records.kinds import BY_RECORD, ListKind
from desktop.ui.screens.records.linked_people import Links, people_links
from desktop.ui.screens.records.question_acts import next_status_act
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.facts_view import FactsView
from desktop.ui.widgets.focus_scroll import FocusScroll
from desktop.ui.widgets.records_view import RecordsView, readable
from desktop.ui.widgets.renewed import renew

EDIT = N_("Edit")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows: the record, its owner, everything below it, and who is tied to it."""

    record: Record
    owner: Record | None
    below: tuple[Record, ...]
    people: tuple[LinkedCase, ...]


def read_sheet(read: Reader, query: RecordQuery, listed: ListKind, record_id: str) -> Sheet:
    """The record with all that hangs on it."""
    found = read.get(listed.record, record_id)
    owner = read.find_one(RECORDS[found.SPEC.parent].type, found.parent) if found.SPEC.parent else None
    below: list[Record] = []
    waiting = [found]
    while waiting:
        above = waiting.pop()
        for kind in _below(type(above)):
            children = read.children(kind, above.id)
            below += children
            waiting += children
    return Sheet(found, owner, tuple(below), query.linked(listed.name, record_id))


class RecordPageView(Screen):
    """Read first; *Edit* turns it into forms that save themselves."""

    def __init__(self, bench: Workbench, listed: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self.listed, self.record, self.editing = listed, "", False
        self._sheet: Sheet | None = None
        self._forms: list[RecordForm] = []
        self._rows: list[ChildList] = []
        self._wanted = ""
        self.name, self.owner = QLabel(self), QPushButton(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        set_type(self.name, Size.TITLE)
        self.owner.setProperty("quiet", True)
        self.owner.setProperty("link", True)
        self.owner.hide()
        self.kind = QLabel(bench.language.record(listed.record.SPEC), self)
        set_tone(self.kind, Role.MUTED)
        self.edit_button, self.step = QPushButton(self), QPushButton(self)
        self.pane = FocusScroll(self)
        self.pane.setAccessibleName(bench.language.record(listed.record.SPEC))
        self.pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page = QWidget(self.pane)
        self._page.setObjectName("page")
        self.acts = ActSlot(bench, self._page)
        self._body = QWidget(self._page)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(24, 8, 24, 24)
        self._column.setSpacing(16)
        self._column.addWidget(self.acts)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.pane.setWidget(self._page)
        self._lay_out()
        bench.commands.declare(self, self.commands_of(listed))
        if listed.record is Question:
            bench.commands.attach(self.step, "question.step")
        self.step.setVisible(listed.record is Question)
        self._name_button()
        self.edit_button.clicked.connect(self.toggle)
        self.owner.clicked.connect(self._to_owner)
        bench.changes.applied.connect(self._changed)

    @classmethod
    def commands_of(cls, listed: ListKind) -> tuple[Command, ...]:
        """The commands of one kind of page."""
        name, step = listed.page_screen, N_("Change the status…")
        return (
            Command(f"{name}.edit", N_("Edit this page"), cls.toggle, "Ctrl+E", EDIT, "edit"),
            Command(f"{name}.list", N_("Back to the list"), cls._to_list, "Esc", EDIT, "back"),
            *(
                (Command("question.step", step, cls._next_status, "Ctrl+Return", EDIT, "next"),)
                if listed.record is Question
                else ()
            ),
        )

    def _lay_out(self) -> None:
        top, under, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.setContentsMargins(24, 16, 24, 0)
        top.setSpacing(12)
        top.addWidget(self.name, 1)
        top.addWidget(self.step)
        top.addWidget(self.edit_button)
        under.setContentsMargins(24, 0, 24, 0)
        under.addWidget(self.kind)
        under.addWidget(self.owner)
        under.addStretch(1)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        page.addLayout(under)
        page.addWidget(self.pane, 1)

    # showing

    @override
    def visit(self, place: Place) -> None:
        if place.record != self.record:
            self.flush()
            self.acts.close_act()
            self.record, self.editing, self._sheet = place.record, False, None
        self._wanted = place.at
        if place.scroll:
            self.pane.come_back_to(place.scroll)
        self._load()
        self.pane.setFocus()

    @override
    def flush(self) -> None:
        for form in self._forms:
            form.flush()
        for rows in self._rows:
            rows.flush()
        self.acts.flush()

    @override
    def now_at(self, place: Place) -> Place:
        return replace(place, at="", scroll=self.pane.scrolled)

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.edit_button, self.pane)

    def _load(self) -> None:
        if self.record:
            session = self.bench.session
            read = partial(read_sheet, session.store, session.lists, self.listed, self.record)
            self.bench.jobs.store(read, self, self._show)

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible():
            self._load()

    def _show(self, sheet: Sheet) -> None:
        if sheet.record.id != self.record:
            return
        fresh, self._sheet = self._sheet is None, sheet
        names = Names(self.bench.session.store, self.bench.language)
        self.name.setText(names.title(sheet.record))
        self.owner.setVisible(sheet.owner is not None)
        if sheet.owner is not None:
            self.owner.setText(names.title(sheet.owner).replace("&", "&&"))
        if fresh or not self.editing:
            self._rebuild(sheet)
        if self._wanted:
            self._go_to(self._wanted)

    def _rebuild(self, sheet: Sheet) -> None:
        self._forms, self._rows = [], []
        language, kind = self.bench.language, self.listed.record
        self._name_button()
        names = Names(self.bench.session.store, language)
        body = QWidget(self._page)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        if self.editing:
            fields = editable(tuple(kind.SPEC.fields.values()))
            form = RecordForm(self.bench, kind, sheet.record.id, fields, "", body)
            self._forms.append(form)
            column.addWidget(form)
        else:
            column.addWidget(FactsView(readable(sheet.record, names), language, body))
            column.addWidget(people_links(sheet.people, language, self._to_person, body))
        around = Dossier("", "", sheet.below)
        for below in _below(kind):
            column.addWidget(self._children(below, sheet, around, names, body))
        self._body = renew(self._column, self._body, body)
        give_letters([made for form in self._forms for made in form.fields.values()])

    def _name_button(self) -> None:
        text = self.bench.language.text
        self.edit_button.setText(text(N_("&Done")) if self.editing else text(N_("&Edit")))

    def _children(self, kind: type[Record], sheet: Sheet, around: Dossier, names: Names, parent: QWidget) -> QWidget:
        if self.editing:
            rows = ChildList(self.bench, kind, sheet.record.id, "", parent)
            self._rows.append(rows)
            return rows
        own = around.all(kind, sheet.record.id)
        if (listed := BY_RECORD.get(kind.SPEC.name)) is not None:
            title = self.bench.language.record(kind.SPEC, plural=True)
            return Links(title, [(one.id, names.title(one)) for one in own], partial(self._to_record, listed), parent)
        return RecordsView(kind, own, around, names, parent)

    # doing

    def toggle(self) -> None:
        """From reading to editing and back."""
        if self._sheet is None:
            return
        self.flush()
        self.editing = not self.editing
        self._rebuild(self._sheet)
        if self.editing and self._forms:
            self._forms[0].go_to(next(iter(self._forms[0].fields), ""))
        elif not self.editing:
            self._load()
            self.pane.setFocus()

    def _go_to(self, field: str) -> None:
        self._wanted = ""
        if not self.editing:
            self.toggle()
        kind, _, name = field.partition(".")
        for form in self._forms:
            if form.kind.SPEC.name == kind:
                form.go_to(name)
        for rows in self._rows:
            if rows.kind.SPEC.name == kind:
                rows.open_when_there(self.record, name)

    def _next_status(self) -> None:
        if self._sheet is not None and isinstance(question := self._sheet.record, Question):
            self.acts.open(next_status_act(self.bench.session.work, question), "")

    def _to_list(self) -> None:
        self.bench.go(Place(self.listed.list_screen))

    def _to_owner(self) -> None:
        owner = self._sheet.owner if self._sheet is not None else None
        if owner is not None:
            self._to_record(BY_RECORD[owner.SPEC.name], owner.id)

    def _to_record(self, listed: ListKind, record: str) -> None:
        self.bench.go(Place(listed.page_screen, record=record))

    def _to_person(self, traject: str) -> None:
        self.bench.go(Place("dossier", traject))


def _below(kind: type[Record]) -> tuple[type[Record], ...]:
    return tuple(spec.type for spec in RECORDS.values() if spec.parent == kind.SPEC.name)
