"""The agreement: how it stands, who signed, what it says, what it costs, and how it changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.agreement_reading import PartyLine, party_lines, versions
from desktop.application.agreement_terms import offer_points, warnings
from desktop.application.facts import Fact
from desktop.application.values import code_label
from desktop.domain.agreement_rules import DRAFT, ENDED, PARTLY, TO_SIGN
from desktop.domain.case import Case
from desktop.domain.changes import Change
from desktop.domain.dossier import Dossier
from desktop.domain.records import Agreement, BpvYear, CostSplit, Route
from desktop.domain.route_plan import route_plan
from desktop.domain.said import N_, said_n
from desktop.ui.naming import Names
from desktop.ui.screens.agreement import acts
from desktop.ui.screens.agreement.cost_sum import CostSum
from desktop.ui.screens.agreement.draft_form import ASKED_BY_ACTS, DraftForm
from desktop.ui.screens.agreement.parties_view import PartiesView
from desktop.ui.screens.agreement.verbs import AMEND, DRAW_UP, EDIT, IN_FORCE, OFFER, draw_up, is_draft, verbs
from desktop.ui.screens.agreement.versions_view import EarlierAgreements, VersionsView
from desktop.ui.screens.agreement.year_bar import YearBar
from desktop.ui.screens.dossier.built_page import BuiltPage
from desktop.ui.screens.dossier.groups import grouped
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.grouped_facts import GroupedFacts
from desktop.ui.widgets.heading import titled
from desktop.ui.widgets.missing_list import MissingList
from desktop.ui.widgets.records_view import RecordsView, readable
from desktop.ui.widgets.renewed import renew

_SIGNABLE = (TO_SIGN, PARTLY)


class AgreementPage(BuiltPage):
    """Read at a glance; a draft is edited in place, everything later goes by verbs that show what they do."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, N_("Agreement"), parent)
        self.draft: DraftForm | None = None
        self.parties: PartiesView | None = None
        self.costs: CostSum | None = None
        self._head = QWidget(self._page)
        self.head.addWidget(self._head)

    @property
    def agreement(self) -> Agreement | None:
        """The agreement that counts: the newest that did not end, else the newest."""
        return Case(self._dossier, self._today()).agreement or self._dossier.last(Agreement)

    @override
    def _keeps_form(self) -> bool:
        if self.agreement is None or not is_draft(self.agreement):
            return False
        self._show_sums()
        return True

    @override
    def _forget(self) -> None:
        self.editing = False

    @override
    def flush(self) -> None:
        super().flush()
        if self.draft is not None:
            self.draft.flush()

    @override
    def toggle(self) -> None:
        if self.agreement is None or not is_draft(self.agreement):
            return
        self.flush()
        self.editing = not self.editing
        self._rebuild()
        if self.draft is not None:
            self.draft.focus_first()
        else:
            self.buttons.focus(EDIT)

    @override
    def edit(self, field: str, record: str) -> None:
        kind, _, name = field.partition(".")
        if self.agreement is None:
            self.buttons.focus(DRAW_UP)
        elif name in ASKED_BY_ACTS:
            self._open(acts.pok_act(self._bench.session.work, self.agreement))
        elif kind == "signature":
            if self.parties is not None and self.parties.buttons:
                self.parties.buttons[0].setFocus()
            else:
                self.buttons.focus(OFFER)
        elif not is_draft(self.agreement):
            self.buttons.focus(AMEND)
        else:
            if not self.editing:
                self.editing = True
                self._rebuild()
            if self.draft is not None:
                self.draft.go_to(kind, name, record)

    # building

    @override
    def _fill(self, column: QVBoxLayout, body: QWidget, case: CaseFile) -> None:
        self.draft = self.parties = self.costs = None
        head, found = QWidget(self._page), self.agreement
        if found is None:
            column.addWidget(self._nothing_yet(body, case))
        else:
            self._fill_head(head, case, found)
            self._fill_body(column, body, case.dossier, found)
        self._head = renew(self.head, self._head, head)

    def _fill_head(self, head: QWidget, case: CaseFile, found: Agreement) -> None:
        language, row, column = self._bench.language, QHBoxLayout(), QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        version = language.text(N_("version {number}"), number=found.version or 1)
        status = code_label("agreement_status", found.status or DRAFT, language)
        said = QLabel(" · ".join(filter(None, (found.agreement_no, version, status))), head)
        said.setWordWrap(True)
        set_tone(said, Role.MUTED)
        column.addWidget(said)
        row.setSpacing(8)
        for verb in verbs(self._bench.session.work, case, found, editing=self.editing):
            without = self.toggle if verb.name == EDIT else self._print
            run = partial(self._open, verb.act) if verb.act is not None else without
            button = self.buttons.make(head, verb.name, verb.words, run)
            if verb.name in (OFFER, IN_FORCE) and not self.editing:
                primary(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _nothing_yet(self, parent: QWidget, case: CaseFile) -> QWidget:
        text, act = self._bench.language.text, draw_up(self._bench.session.work, case)
        if act is not None:
            sentence = N_("Nothing is agreed on paper yet. The match and the route fill in most of the agreement.")
            empty = EmptyState(text(sentence), text(N_("Make the agreement…")), partial(self._open, act), parent)
        else:
            sentence = N_("An agreement follows from a match that both sides agreed to, and a route. Go there first.")
            empty = EmptyState(text(sentence), text(N_("To the match")), self._to_match, parent)
        self.buttons[DRAW_UP] = empty.button
        return empty

    def _fill_body(self, column: QVBoxLayout, body: QWidget, case: Dossier, found: Agreement) -> None:
        text, today, names = self._bench.language.text, self._today(), self._names()
        if found.start and found.end:
            column.addWidget(YearBar(found.start, found.end, today, self._bench.language, body))
        self.missing = MissingList(self._bench.language, parent=body)
        self.missing.asked.connect(self._go_to)
        self._notes = QLabel(body)
        self._notes.setWordWrap(True)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        set_tone(self._notes, Role.WARNING)
        column.addWidget(self.missing)
        column.addWidget(self._notes)
        self.costs = CostSum(self._bench, body)
        if self.editing:
            self.draft = DraftForm(self._bench, found, self.costs, body)
            column.addWidget(self.draft)
        else:
            self.parties = PartiesView(
                party_lines(case, found, today), names, today, signable=found.status in _SIGNABLE, parent=body
            )
            self.parties.sign_asked.connect(self._sign)
            column.addLayout(titled(text(N_("Parties and signatures")), self.parties, body))
            column.addWidget(GroupedFacts(self._facts(found, names), self._bench.language, body))
            for kind in (BpvYear, CostSplit):
                if rows := case.all(kind, found.id):
                    column.addWidget(RecordsView(kind, rows, case, names, body))
            column.addWidget(self.costs)
            if earlier := [a for a in case.all(Agreement) if a.id != found.id]:
                column.addLayout(titled(text(N_("Earlier agreements")), EarlierAgreements(earlier, names, body), body))
            self._versions = QVBoxLayout()
            column.addLayout(self._versions)
            read = partial(self._bench.session.store.history, case.candidate_id, found.id)
            self._bench.jobs.store(read, self, partial(self._show_versions, found.id))
        self._show_sums()

    def _facts(self, found: Agreement, names: Names) -> list[tuple[str, list[Fact]]]:
        facts = {fact.field.name: fact for fact in readable(found, names)}
        left_out = ("agreement_no", "version", "status")
        groups = grouped("agreement", [f.field for name, f in facts.items() if name not in left_out])
        return [(self._bench.language.text(title), [facts[f.name] for f in fields]) for title, fields in groups]

    def _show_sums(self) -> None:
        found, dossier, language = self.agreement, self._dossier, self._bench.language
        if found is None or self.costs is None:
            return
        route = dossier.get(Route, found.route)
        self.costs.setVisible(route is not None)
        self.costs.show_costs(route_plan(dossier, route).cost if route else 0, dossier.all(CostSplit, found.id))
        points = offer_points(dossier, found, self._today()) if is_draft(found) else ()
        said = said_n(
            "Before it can be signed one thing is missing:",
            "Before it can be signed {n} things are missing:",
            len(points),
        )
        done = language.text(N_("✓ Everything is there: it can be offered for signing."))
        self.missing.show_points(language.say(said) if points else done, points)
        self.missing.setVisible(is_draft(found))
        notes = [f"▲ {language.say(one)}" for one in warnings(dossier, found, self._today())]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes) and found.status != ENDED)

    def _show_versions(self, agreement: str, history: tuple[Change, ...]) -> None:
        found = self.agreement
        if found is None or found.id != agreement or self.editing:
            return
        sheets = versions(self._dossier, found, history)
        if sheets and self._versions.count() == 0:
            view = VersionsView(sheets, self._names(), self._today(), self._body)
            self._versions.addLayout(titled(self._bench.language.text(N_("Amendments")), view, self._body))

    # doing

    def _sign(self, line: PartyLine) -> None:
        if self._case is not None:
            self._open(acts.sign_act(self._bench.session.work, line, self._case.candidate))

    def _print(self) -> None:
        self._bench.go(Place("preview", self._dossier.traject_id, "agreement"))

    def _to_match(self) -> None:
        self._bench.go(Place("dossier", self._dossier.traject_id, "match.question"))
