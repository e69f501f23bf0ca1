"""Placement and aftercare: the job, the moments after it, what each party said, and what comes next."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.aftercare_reading import Moment, State, job_stopped, lasting, moments
from desktop.application.placements import warnings
from desktop.domain.codes import Stage
from desktop.domain.records import Placement
from desktop.domain.said import N_
from desktop.ui.forms.record_form import RecordForm, editable, give_letters
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.built_page import BuiltPage
from desktop.ui.screens.dossier.groups import grouped
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.screens.placement import acts
from desktop.ui.screens.placement.moment_view import LastingView, MomentView
from desktop.ui.screens.placement.moments_line import MomentsLine
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.grouped_facts import GroupedFacts
from desktop.ui.widgets.heading import titled
from desktop.ui.widgets.records_view import readable


class PlacementPage(BuiltPage):
    """The job on top as facts; below it the line of moments with the chosen one opened."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, N_("Placement and aftercare"), parent)
        self._chosen = -1  # no moment was chosen by hand: the first that asks something is shown
        self._forms: list[RecordForm] = []
        self.line: MomentsLine | None = None

    @property
    def placement(self) -> Placement | None:
        """The newest job."""
        return self._dossier.last(Placement)

    @override
    def _keeps_form(self) -> bool:
        return self.placement is not None

    @override
    def _forget(self) -> None:
        self.editing, self._chosen = False, -1

    @override
    def flush(self) -> None:
        super().flush()
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
        if self.placement is None:
            return
        for at, moment in enumerate(moments(self._dossier, self.placement)):
            if any(contact.id == record for contact in moment.contacts):
                self._choose(at)

    # building

    @override
    def _fill(self, column: QVBoxLayout, body: QWidget, case: CaseFile) -> None:
        self._forms, self.line = [], None
        if self.placement is None:
            column.addWidget(self._nothing_yet(body, case))
        else:
            self._fill_job(column, body, case, self.placement)
        give_letters([made for form in self._forms for made in form.fields.values()])

    def _nothing_yet(self, parent: QWidget, case: CaseFile) -> QWidget:
        text = self._bench.language.text
        sentence = N_("There is no job yet. Record it when the contract is signed: the aftercare is planned with it.")
        if case.traject.stage == Stage.CLOSED:
            return EmptyState(text(N_("This case was closed without a job.")), parent=parent)
        act = acts.place_act(self._bench.session.work, case.dossier.traject_id)
        empty = EmptyState(text(sentence), text(N_("Record the job…")), partial(self._open, act), parent)
        self.buttons["place"] = empty.button
        return empty

    def _fill_job(self, column: QVBoxLayout, body: QWidget, case: CaseFile, job: Placement) -> None:
        text, work, names = self._bench.language.text, self._bench.session.work, self._names()
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
