"""Asking that somebody is erased everywhere: what will happen, what may have to stay, the number of the request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.erasing import REFERENCE, Subject, ask_erasure, numbered, reaching, second_person, subject
from desktop.domain.changes import Outcome
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.screens.erasing.words import what_happens
from desktop.ui.shell.announce import announce, refuse
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import side_by_side
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Size, set_type
from desktop.ui.widgets.focus_scroll import FocusScroll
from desktop.ui.widgets.lines_view import LinesView
from desktop.ui.widgets.page_layout import SheetLayout, quiet
from desktop.ui.widgets.problem_label import ProblemLabel

ERASE = N_("Ask to erase everywhere")
_RIGHT = N_(
    "A candidate may ask that everything about them is erased (GDPR, article 17). The desk answers within a month. "
    "First look whether something has to stay."
)
_AGAINST = N_(
    "It all goes together, these too. Talk it over with the privacy officer before you ask: the officer decides "
    "whether the request can be granted."
)


class AskErasureView(Screen):
    """Where a server is, it is asked of an officer there; where none is, two people do it at this computer."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._case, self._person, self._name, self._busy = "", "", "", False
        self._sure: tuple[str, str, str] | None = None
        page = QWidget(self)
        page.setObjectName("page")
        self.heading = QLabel(self)
        self.happens, self.against = LinesView(page), LinesView(page)
        self.reference, self.second = QLineEdit(page), QLineEdit(page)
        self.reference.setMaxLength(REFERENCE)
        self.second.setMaxLength(REFERENCE)
        self.problem = ProblemLabel(page)
        self.ask = QPushButton(page)
        self.may_stay, self.second_label = QWidget(page), QLabel(page)
        self.sheet = FocusScroll(self)
        self._lay_out(page)
        self.reference.textEdited.connect(self._edited)
        self.second.textEdited.connect(self._edited)
        self.reference.returnPressed.connect(self.focusNextChild)
        self.second.returnPressed.connect(self.ask.setFocus)
        self.ask.clicked.connect(self._ask)

    def _lay_out(self, page: QWidget) -> None:
        text = self.bench.language.text
        lead, happens, stays = quiet(text(_RIGHT), page), QLabel(page), QLabel(self.may_stay)
        happens.setText(text(N_("What will happen")))
        stays.setText(text(N_("What may have to stay")))
        for heading in (happens, stays):
            set_type(heading, Size.HEADING)
        label = QLabel(text(N_("&Number of the request")), page)
        hint = quiet(text(N_("Under which it is filed, without a name. It stands on the certificate.")), page)
        self.second_label.setText(text(N_("&Who confirms it beside you")))
        for name, field in ((label, self.reference), (self.second_label, self.second)):
            name.setBuddy(field)
            field.setAccessibleName(name.text().replace("&", ""))
            field.setMaximumWidth(320)
        self.reference.setAccessibleDescription(hint.text())
        staying = QVBoxLayout(self.may_stay)
        staying.setContentsMargins(0, 8, 0, 0)
        staying.setSpacing(4)
        staying.addWidget(stays)
        staying.addWidget(self.against)
        staying.addWidget(quiet(text(_AGAINST), self.may_stay))
        column = SheetLayout(self, self.heading, self.sheet, page).column
        column.addWidget(lead)
        column.addSpacing(16)
        column.addWidget(happens)
        column.addSpacing(4)
        column.addWidget(self.happens)
        column.addWidget(self.may_stay)
        column.addSpacing(16)
        for widget in (label, self.reference, hint, self.second_label, self.second):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.problem)
        column.addLayout(side_by_side(self.ask))
        column.addStretch(1)

    # showing

    @property
    def _is_shared(self) -> bool:
        return self.bench.sync.is_shared

    @override
    def visit(self, place: Place) -> None:
        language = self.bench.language
        self.problem.problem("")
        self._sure = None
        if place.traject != self._case:
            self._case, self._person, self._name = place.traject, "", ""
            self.heading.setText(language.text(ERASE))
            self.reference.clear()
            self.second.clear()
            self.may_stay.hide()
        self.happens.show_lines(tuple(what_happens(language, shared=self._is_shared)), "")
        for widget in (self.second_label, self.second):
            widget.setVisible(not self._is_shared)
        self._name_button()
        self.bench.jobs.render(partial(subject, self.bench.session.work, self._case), self, self._show)
        self.reference.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.reference, self.ask)

    @override
    def case(self) -> str:
        return self._case

    def _show(self, found: Subject) -> None:
        language = self.bench.language
        self._person = found.person.id
        self._name = Names(self.bench.session.store, language).title(found.person)
        self.heading.setText(f"{language.text(ERASE)}: {self._name}")
        self.against.show_lines([("▲", language.say(one)) for one in found.against], "")
        self.may_stay.setVisible(bool(found.against))
        self.bench.commands.refresh()

    def _name_button(self) -> None:
        text = self.bench.language.text
        if self._busy:
            words = N_("Asking the shared database…") if self._is_shared else N_("Erasing…")
        elif self._is_shared:
            words = N_("Ask to erase")
        else:
            words = N_("Erase for good") if self._sure else N_("Erase")
        self.ask.setText(text(words))
        self.ask.setEnabled(not self._busy)

    # doing

    def _can(self) -> bool:
        return bool(self._person) and not self._busy

    def _edited(self) -> None:
        """Another number or name: nobody has said yes to that."""
        if self._sure is not None:
            self._sure = None
            self.problem.problem("")
            self._name_button()

    def _ask(self) -> None:
        if not self._can():
            return
        work, sharing = self.bench.session.work, self.bench.session.sharing
        try:
            reference = numbered(self.reference.text())
            second = "" if self._is_shared else second_person(work.user.name, self.second.text())
        except Invalid as refusal:
            refuse(self.problem, self.bench.language.say(refusal))
            (self.reference if "reference" in refusal.problems else self.second).setFocus()
            return
        self.problem.problem("")
        if sharing is not None and self._is_shared:
            self._be_busy(busy=True)
            ask = partial(ask_erasure, person=self._person, reference=reference)
            self.bench.jobs.line(partial(reaching, sharing, ask), self, self._asked, self._failed)
        elif self._sure == (self._person, reference, second):
            self._be_busy(busy=True)
            erase = partial(self.bench.session.erase, *self._sure)
            self.bench.jobs.store(erase, self, partial(self._erased, self._person), self._failed)
        else:
            self._sure = (self._person, reference, second)
            self._warn()

    def _warn(self) -> None:
        """The first time it is only said what the second time does."""
        sentence = self.bench.language.text(
            N_("Everything about {name} goes for good when you press once more. It cannot be undone."), name=self._name
        )
        self.problem.warn(sentence)
        announce(self.problem, sentence, now=True)
        self._name_button()
        self.ask.setFocus()

    def _be_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._name_button()
        self.bench.commands.refresh()

    def _asked(self, _nothing: object) -> None:
        self._end(N_("Asked. Nothing goes before a privacy officer confirms it."))

    def _erased(self, person: str, _done: object) -> None:
        now = self.bench.session.work.clock.now()
        self.bench.changes.came(Outcome("", "", {}, now, frozenset(), frozenset({person})))
        self._end(N_("Erased. Save the certificate: it says who asked, who confirmed, and what was removed."))

    def _end(self, sentence: str) -> None:
        self._sure, self._case, self._person, self._name = None, "", "", ""
        self._be_busy(busy=False)
        if self.isVisible():
            self.bench.go(Place("erasures"))
        self.bench.messages.say(self.bench.language.text(sentence))

    def _failed(self, error: BaseException) -> None:
        self._sure = None
        self._be_busy(busy=False)
        if isinstance(error, OverstapError):
            refuse(self.problem, self.bench.language.say(error))
            self.ask.setFocus()
        else:
            self.bench.jobs.failed.emit(error)

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    commands = (
        Command("erase.ask", N_("Ask to erase"), _ask, "Ctrl+Return | Ctrl+Enter", ERASE, "", _can),
        Command("erase.leave", N_("Back to the work"), _leave, "Esc", ERASE, "back"),
    )
