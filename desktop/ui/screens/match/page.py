"""Match and question: who the person was proposed to, what came of it, and which open question fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.match_reading import Compared, Offer, Values, compare, offers
from desktop.application.matches import decide, propose
from desktop.application.values import code_label
from desktop.domain.codes import CODES, Stage
from desktop.domain.fields import Kind
from desktop.domain.folding import fold
from desktop.domain.records import Employer, Match, Question
from desktop.domain.said import N_, said, said_n
from desktop.ui.forms.act import Act, asked
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.built_page import BuiltPage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.heading import heading
from desktop.ui.widgets.list_items import take_all
from desktop.ui.widgets.prose import Prose
from desktop.ui.widgets.renewed import renew
from desktop.ui.widgets.search_field import SearchField

_SIGNS = {"agreed": "✓", "declined_candidate": "✕", "declined_employer": "✕", "stale": "✕"}
_FITS = {True: "✓", False: "▲", None: ""}
_ROWS = 6


class MatchPage(BuiltPage):
    """Matches on top; below them the open questions, the chosen one compared with what the person wants."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, N_("Match and question"), parent)
        self._offers: tuple[Offer, ...] = ()
        self._shown: list[Offer] = []
        text, page = bench.language.text, self._page
        self._compared, self._choose = QWidget(page), QWidget(page)
        self.search = SearchField(text(N_("Search the open questions")), page)
        self.search.setMaximumWidth(360)
        self.list = QListWidget(page)
        self.list.setAccessibleName(text(N_("Open questions")))
        self.list.setFixedHeight(_ROWS * 28 + 8)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.propose = QPushButton(text(N_("Propose for this question…")), page)
        keys = bench.commands.keys("go.questions")
        sentence = text(N_("No open question is left for this person."))
        self._nothing = EmptyState(sentence, text(N_("To the employer questions")), self._to_questions, page, keys)
        choosing = QVBoxLayout(self._choose)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.setSpacing(8)
        choosing.addWidget(heading(text(N_("Open questions, what fits best first")), page))
        for widget in (self.search, self.list, self._nothing, self._compared):
            choosing.addWidget(widget)
        choosing.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignLeft)
        self._choosing = choosing
        self._column.insertWidget(self._column.indexOf(self._body) + 1, self._choose)
        self.search.search.connect(self._filter)
        self.search.left_down.connect(self.list.setFocus)
        self.search.entered.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._compare)
        self.list.itemActivated.connect(self._propose)
        self.propose.clicked.connect(self._propose)

    @override
    def _forget(self) -> None:
        self.search.clear()
        take_all(self.list)

    @override
    def edit(self, field: str, record: str) -> None:
        button = next((b for name, b in self.buttons.items() if record and name == record), None)
        button = button or (next(iter(reversed(self.buttons.values())), None) if field != "match.question" else None)
        (button or self.search).setFocus()

    # the matches

    @override
    def _fill(self, column: QVBoxLayout, body: QWidget, case: CaseFile) -> None:
        column.setSpacing(16)
        for match in reversed(case.dossier.all(Match)):
            column.addLayout(self._match(match, case, self._names(), body))
        agreed = any(match.match_status == "agreed" for match in case.dossier.all(Match))
        self._choose.setVisible(case.traject.stage != Stage.CLOSED and not agreed)
        read = partial(offers, self._bench.session.store, case.dossier)
        self._bench.jobs.store(read, self, self._show_offers)

    def _match(self, match: Match, case: CaseFile, names: Names, parent: QWidget) -> QVBoxLayout:
        language = self._bench.language
        question = case.dossier.get(Question, match.question)
        employer = case.dossier.get(Employer, question.parent) if question else None
        status = match.match_status or "proposed"
        said_yes = [
            language.text(words, day=day)
            for words, day in (
                (N_("candidate said yes on {day}"), match.candidate_agreed),
                (N_("employer said yes on {day}"), match.employer_agreed),
            )
            if day is not None
        ]
        state = " · ".join([f"{_SIGNS.get(status, '○')} {code_label('match_status', status, language)}", *said_yes])
        told = QLabel(state, parent)
        told.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(told, 1)
        if case.traject.stage != Stage.CLOSED:
            act = _decision(self._bench, match)
            button = QPushButton(language.text(N_("Record what was decided…")), parent)
            button.setAccessibleName(f"{language.text(act.title)}: {_called(question, employer, names)}")
            button.clicked.connect(partial(self._open, act))
            self.buttons[match.id] = button
            row.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(heading(_called(question, employer, names), parent))
        column.addLayout(row)
        if question is not None and status not in _SIGNS:
            column.addWidget(self._comparison(compare(case.dossier, question), names, parent))
        if match.gaps:
            column.addWidget(Prose(f"{language.label(Match.SPEC.fields['gaps'])}: {match.gaps}", parent))
        return column

    # the questions

    def _show_offers(self, found: tuple[Offer, ...]) -> None:
        self._offers = found
        self._filter(self.search.text())

    def _filter(self, typed: str) -> None:
        if self._case is None:
            return
        names, words = self._names(), fold(typed).split()
        at = self.list.currentRow()
        chosen = self._shown[at].question.id if 0 <= at < len(self._shown) else ""
        lines = [(offer, self._line(offer, names)) for offer in self._offers]
        kept = [(offer, line) for offer, line in lines if all(word in fold(line) for word in words)]
        self._shown = [offer for offer, _ in kept]
        take_all(self.list)
        self.list.addItems([line for _, line in kept])
        self.list.setVisible(bool(self._offers))
        self.search.setVisible(len(self._offers) > _ROWS)
        self._nothing.setVisible(not kept)
        self.propose.setVisible(bool(kept))
        if kept:
            ids = [offer.question.id for offer in self._shown]
            self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        else:
            self._compare(-1)

    def _line(self, offer: Offer, names: Names) -> str:
        language = self._bench.language
        free = language.say(said_n("{n} seat free", "{n} seats free", offer.free))
        known = [part for part in offer.parts if part.fits is not None]
        fits = language.text(N_("fits in {n} of {all}"), n=sum(bool(part.fits) for part in known), all=len(known))
        called = _called(offer.question, offer.employer, names)
        return " · ".join(filter(None, (fits if known else "", called, free)))

    def _to_questions(self) -> None:
        self._bench.go(Place("questions"))

    def _compare(self, at: int) -> None:
        made = QWidget(self._choose)
        if 0 <= at < len(self._shown):
            made = self._comparison(self._shown[at].parts, self._names(), self._choose)
        self._compared = renew(self._choosing, self._compared, made)

    def _comparison(self, parts: Sequence[Compared], names: Names, parent: QWidget) -> QWidget:
        """What is asked beside what is wanted."""
        text, table = self._bench.language.text, QWidget(parent)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(3, 1)
        words = {True: N_("fits"), False: N_("does not fit"), None: ""}
        rows = [("", text(N_("The employer asks")), text(N_("The person wants")), "")]
        rows += [
            (text(part.topic), _shown(part.asked, names), _shown(part.wanted, names),
             f"{_FITS[part.fits]} {text(words[part.fits]) if words[part.fits] else ''}".strip())
            for part in parts
        ]  # fmt: skip
        for row, (topic, employer, person, fits) in enumerate(rows):
            for column, value in enumerate((topic, fits, employer, person)):
                label = QLabel(value, table)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(column > 1)
                if row == 0 or column == 0:
                    set_tone(label, Role.MUTED)
                elif column == 1 and fits.startswith("▲"):
                    set_tone(label, Role.WARNING)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        return table

    # doing

    def _propose(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self._shown):
            return
        work, traject, offer = self._bench.session.work, self._dossier.traject_id, self._shown[at]
        called = _called(offer.question, offer.employer, self._names())
        self._open(
            Act(
                "propose", f"{traject}+{offer.question.id}", N_("Propose the candidate"), N_("Propose"),
                lambda _: propose(work, traject, offer.question.id),
                explanation=said(N_("For {question}. Ask the candidate first whether the profile may be shared."),
                                 question=called),
            )
        )  # fmt: skip


def _decision(bench: Workbench, match: Match) -> Act:
    work = bench.session.work
    return Act(
        "decide", match.id, N_("Record what was decided"), N_("Record the decision"),
        lambda values: decide(
            work, match.id, values["match_status"],
            candidate_agreed=values["candidate_agreed"], employer_agreed=values["employer_agreed"],
        ),
        fields=(
            asked(Match, "match_status"),
            asked(Match, "candidate_agreed", required=False), asked(Match, "employer_agreed", required=False),
        ),
        start={
            name: value
            for name in ("candidate_agreed", "employer_agreed")
            if (value := getattr(match, name)) is not None
        },
        explanation=said(
            N_("A match is agreed when both said yes, each on a day. A seat of the question is then taken.")
        ),
        only={"match_status": tuple(c.code for c in CODES["match_status"].codes if c.code != match.match_status)},
    )  # fmt: skip


def _called(question: Question | None, employer: Employer | None, names: Names) -> str:
    parts = (question.title if question else "", names.title(employer) if employer else "")
    return " · ".join(part for part in parts if part) or "–"


def _shown(values: Values, names: Names) -> str:
    fields = [record.SPEC.fields[name] for record, name in values]
    shown = [names.show(field, getattr(record, name)) for field, (record, name) in zip(fields, values, strict=True)]
    units = [names.language.text(field.unit) if field.unit else "" for field in fields]
    if len({(field.kind, field.unit) for field in fields}) == 1 and fields[0].kind in (Kind.INTEGER, Kind.MONEY):
        return f"{' – '.join(dict.fromkeys(shown))} {units[0]}".rstrip()  # from the least to the most
    parts = [f"{value} {unit}".rstrip() for value, unit in zip(shown, units, strict=True)]
    return ", ".join(dict.fromkeys(parts)) or "–"
