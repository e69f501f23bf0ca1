"""Placement and aftercare: the job, the moments after it, what each party said, and what comes next."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.aftercare_reading import Moment, State, job_stopped, lasting, moments
from desktop.application.placements import warnings
from desktop.domain.codes import Stage
from desktop.domain.records import Placement
from desktop.domain.said import N_
from desktop.ui.forms.act import Act
from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.groups import grouped
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.screens.placement import acts
from desktop.ui.screens.placement.moment_view import LastingView, MomentView
from desktop.ui.screens.placement.moments_line import MomentsLine
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.grouped_facts import GroupedFacts
from desktop.ui.widgets.heading import heading, titled
from desktop.ui.widgets.named_buttons import NamedButtons
from desktop.ui.widgets.records_view import readable


class PlacementPage(CasePage):
    """The job on top as facts; below it the line of moments with the chosen one opened."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._case: CaseFile | None = None
        self._chosen = -1  # no moment was chosen by hand: the first that asks something is shown
        self._forms: list[RecordForm] = []
        self.line: MomentsLine | None = None
        self.buttons = NamedButtons(bench.language)
        self.editing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(bench.language.text(N_("Placement and aftercare")))
        self._page = QWidget(self)
        self._page.setObjectName("page")
        self._body = QWidget(self._page)
        self.slot = ActSlot(bench, self._page)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(24, 16, 24, 24)
        self._column.setSpacing(16)
        title = bench.language.text(N_("Placement and aftercare"))
        self._column.addWidget(heading(title, self._page, Size.HEADING))
        self._column.addWidget(self.slot)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.setWidget(self._page)

    @property
    def placement(self) -> Placement | None:
        """The newest job."""
        return self._case.dossier.last(Placement) if self._case else None

    @override
    def show_case(self, case: CaseFile) -> None:
        same = self._case is not None and self._case.dossier.traject_id == case.dossier.traject_id
        self._case = case
        if not same:
            self.slot.close_act()
            self.editing, self._chosen = False, -1
        if not (self.editing and same and self.placement is not None):
            self.editing = False
            self._rebuild()

    @override
    def flush(self) -> None:
        self.slot.flush()
        for form in self._forms:
            form.flush()

    @override
    def toggle(self) -> None:
        if self.placement is None:
            return
        self.flush()
        self.editing = not self.editing
        self._rebuild()
        if self.editing and self._forms:
            self._forms[0].go_to(next(iter(self._forms[0].fields), ""))
        else:
            self.buttons.focus("edit")

    @override
    def edit(self, field: str, record: str) -> None:
        kind, _, name = field.partition(".")
        if self.placement is None:
            self.buttons.focus("place")
        elif kind == "aftercare":
            self._choose_contact(record)
        elif kind == "sustained":
            self.buttons.focus("lasting.3")
        else:
            if not self.editing:
                self.editing = True
                self._rebuild()
            for form in self._forms:
                form.go_to(name)

    def _choose_contact(self, record: str) -> None:
        if self._case is None or self.placement is None:
            return
        for at, moment in enumerate(moments(self._case.dossier, self.placement)):
            if any(contact.id == record for contact in moment.contacts):
                self._choose(at)

    # building

    def _rebuild(self) -> None:
        case = self._case
        if case is None:
            return
        had_focus = self.buttons.focused(self)
        self.buttons.clear()
        self._forms, self.line = [], None
        body = QWidget(self._page)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        if self.placement is None:
            column.addWidget(self._nothing_yet(body, case))
        else:
            names = Names(self._bench.session.store, self._bench.language, case.dossier.traject_id)
            self._fill(column, body, case, self.placement, names)
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        give_letters([made for form in self._forms for made in form.fields.values()])
        self.buttons.focus(had_focus)

    def _nothing_yet(self, parent: QWidget, case: CaseFile) -> QWidget:
        text = self._bench.language.text
        sentence = N_("There is no job yet. Record it when the contract is signed: the aftercare is planned with it.")
        if case.traject.stage == Stage.CLOSED:
            return EmptyState(text(N_("This case was closed without a job.")), parent=parent)
        act = acts.place_act(self._bench.session.work, case.dossier.traject_id)
        empty = EmptyState(text(sentence), text(N_("Record the job…")), partial(self._open, act), parent)
        self.buttons["place"] = empty.button
        return empty

    def _fill(self, column: QVBoxLayout, body: QWidget, case: CaseFile, job: Placement, names: Names) -> None:
        text, work = self._bench.language.text, self._bench.session.work
        closed = case.traject.stage == Stage.CLOSED
        if job_stopped(case.dossier, job) and not closed:
            column.addLayout(titled(text(N_("The job stopped. What happens next?")), self._next(body, job), body))
        planned = moments(case.dossier, job)
        if planned and not self.editing:
            self._fill_moments(column, body, planned, names, open_=not closed)
            self._fill_lasting(column, body, job, case, open_=not closed)
        row = QHBoxLayout()
        row.setSpacing(8)
        if not closed:
            row.addWidget(self.buttons.make(body, "edit", N_("&Done") if self.editing else N_("&Edit"), self.toggle))
            if not self.editing:
                extra, off = acts.extra_act(work, job), acts.call_off_act(work, job)
                row.addWidget(self.buttons.make(body, "extra", N_("One more contact…"), partial(self._open, extra)))
                row.addWidget(self.buttons.make(body, "call_off", N_("Did not come about…"), partial(self._open, off)))
        row.addStretch(1)
        if self.editing:
            for title, inside in grouped("placement", editable(tuple(Placement.SPEC.fields.values()))):
                form = RecordForm(self._bench, Placement, job.id, inside, case.dossier.traject_id, body)
                self._forms.append(form)
                column.addLayout(titled(text(title), form, body))
        else:
            known = {fact.field.name: fact for fact in readable(job, names)}
            groups = [
                (text(title), [known[f.name] for f in fields])
                for title, fields in grouped("placement", [fact.field for fact in known.values()])
            ]
            column.addWidget(GroupedFacts(groups, self._bench.language, body))
            for wrong in warnings(job):
                said = QLabel(f"▲ {self._bench.language.say(wrong)}", body)
                said.setWordWrap(True)
                set_tone(said, Role.WARNING)
                column.addWidget(said)
        column.addLayout(row)

    def _next(self, parent: QWidget, job: Placement) -> QWidget:
        """When a job ended early: what there is to choose from."""
        box = QWidget(parent)
        column, row = QVBoxLayout(box), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        said = QLabel(
            self._bench.language.text(
                N_("Speak with the candidate and the employer first: often something can still be repaired. "
                   "Then look for another job, for which the case goes back a stage, or close the case with what was "
                   "reached.")
            ),
            box,
        )  # fmt: skip
        said.setWordWrap(True)
        column.addWidget(said)
        run = self._bench.commands.run
        extra = partial(self._open, acts.extra_act(self._bench.session.work, job))
        row.setSpacing(8)
        row.addWidget(self.buttons.make(box, "talk", N_("Plan a talk…"), extra))
        row.addWidget(self.buttons.make(box, "back", N_("Look for another job…"), partial(run, "dossier.stage_back")))
        row.addWidget(self.buttons.make(box, "close", N_("Close the case…"), partial(run, "dossier.close")))
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _fill_moments(
        self, column: QVBoxLayout, body: QWidget, planned: tuple[Moment, ...], names: Names, *, open_: bool
    ) -> None:
        today = self._today()
        waiting = (n for n, moment in enumerate(planned) if moment.state(today) in (State.LATE, State.AHEAD))
        at = self._chosen if 0 <= self._chosen < len(planned) else next(waiting, len(planned) - 1)
        self.line = MomentsLine(self._bench.language, body)
        self.line.show_moments(planned, at, today)
        self.line.chosen.connect(self._choose)
        column.addLayout(titled(self._bench.language.text(N_("Contacts after the start")), self.line, body))
        shown = MomentView(planned[at], names, today, can_record=open_, parent=body)
        shown.asked.connect(partial(self._record, planned[at]))
        self.buttons.update({f"record.{party}": button for party, button in shown.buttons.items()})
        column.addWidget(shown)

    def _fill_lasting(self, column: QVBoxLayout, body: QWidget, job: Placement, case: CaseFile, *, open_: bool) -> None:
        language, answers = self._bench.language, lasting(case.dossier, job)
        shown = LastingView(answers, language, self._today(), can_record=open_, parent=body)
        shown.asked.connect(self._record_lasting)
        self.buttons.update({f"lasting.{months}": button for months, button in shown.buttons.items()})
        column.addLayout(titled(language.text(N_("Still at work")), shown, body))

    # doing

    def _choose(self, at: int) -> None:
        self._chosen = at
        self._rebuild()
        if self.line is not None:
            self.line.points[at].setFocus()

    def _record(self, moment: Moment, party: str) -> None:
        contact = moment.with_(party)
        if contact is not None:
            self._open(acts.contact_act(self._bench.session.work, contact, party))

    def _record_lasting(self, months: str) -> None:
        if self.placement is not None:
            self._open(acts.lasting_act(self._bench.session.work, self.placement, int(months)))

    def _open(self, act: Act) -> None:
        if self._case is not None:
            self.flush()
            self.slot.open(act, self._case.dossier.traject_id)

    def _today(self) -> date:
        return self._bench.session.work.clock.today()
