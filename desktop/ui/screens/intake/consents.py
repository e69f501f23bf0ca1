"""The consents of a case, a line per purpose: what was answered, and the answer to give now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.application.consents import SPECIAL_DATA, current, record_consent, withdraw
from desktop.application.values import code_label, plain
from desktop.domain.changes import Outcome
from desktop.domain.codes import CODES
from desktop.domain.records import Consent
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.prose import Prose

_NO, _YES, _BACK = "no", "yes", "back"


class ConsentPanel(QWidget):
    """Yes, No, or Take back; each is done at once and can be undone."""

    def __init__(self, bench: Workbench, traject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject = bench, traject
        self._found: tuple[Consent, ...] = ()
        self._answered = ""
        text = bench.language.text
        self.how = PlainCombo(self)
        for code in CODES["consent_how"].codes:
            self.how.addItem(code_label("consent_how", code.code, bench.language), code.code)
        label = QLabel(text(N_("Answered &how")), self)
        label.setBuddy(self.how)
        self.how.setAccessibleName(text(N_("Answered how")))
        head, grid, column = QHBoxLayout(), QGridLayout(), QVBoxLayout(self)
        head.addWidget(label)
        head.addWidget(self.how)
        head.addStretch(1)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.states: dict[str, QLabel] = {}
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        for row, code in enumerate(CODES["consent_purpose"].codes):
            self._add(grid, row, code.code)
        note = Prose(
            text(
                N_(
                    "A consent can be taken back at any time. What was done with it before stays allowed. When C4 is "
                    "taken back, the special data are emptied at once; when C1, C2 or C3 is taken back, nothing is "
                    "shared from then on."
                )
            ),
            self,
        )
        set_tone(note, Role.MUTED)
        self.setMaximumWidth(760)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(note)
        bench.changes.applied.connect(self._changed)
        self._load()

    def _add(self, grid: QGridLayout, row: int, purpose: str) -> None:
        text = self._bench.language.text
        words = f"{purpose}  {code_label('consent_purpose', purpose, self._bench.language)}"
        title, state = QLabel(words, self), QLabel(self)
        title.setWordWrap(True)
        state.setWordWrap(True)
        set_type(state, Size.SMALL)
        set_tone(state, Role.MUTED)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(title)
        told.addWidget(state)
        grid.addLayout(told, row, 0, 1, 2)
        self.states[purpose] = state
        buttons = QHBoxLayout()
        for answer, name in ((_YES, N_("Yes")), (_NO, N_("No")), (_BACK, N_("Take back"))):
            button = QPushButton(text(name), self)
            button.setAccessibleName(f"{text(name)}: {words}")
            button.setProperty("purpose", purpose)
            button.setProperty("answer", answer)
            button.clicked.connect(self._answer)
            buttons.addWidget(button)
            self.buttons[purpose, answer] = button
        grid.addLayout(buttons, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def focus_first(self) -> None:
        """Go to the first purpose that was not asked yet, else to the first of all."""
        asked = {one.purpose for one in self._found}
        purposes = list(self.states)
        purpose = next((one for one in purposes if one not in asked), purposes[0])
        shown = [self.buttons[purpose, answer] for answer in (_YES, _BACK)]
        next(button for button in shown if not button.isHidden()).setFocus()

    def _load(self) -> None:
        store = self._bench.session.store
        self._bench.jobs.store(partial(store.children, Consent, self._traject), self, self._show)

    def _changed(self, outcome: Outcome) -> None:
        if outcome.touches(self._traject) or Consent.SPEC.name in outcome.kinds:
            self._load()

    def _show(self, found: tuple[Consent, ...]) -> None:
        self._found = found
        for purpose, state in self.states.items():
            answer = current(found, purpose)
            state.setText(self._told(answer))
            stands = answer is not None and bool(answer.given) and answer.withdrawn_at is None
            refused = answer is not None and answer.given is False
            self.buttons[purpose, _YES].setVisible(not stands)
            self.buttons[purpose, _NO].setVisible(not stands and not refused)
            self.buttons[purpose, _BACK].setVisible(stands)
            if purpose == self._answered:  # the button that was pressed is gone
                self.buttons[purpose, _BACK if stands else _YES].setFocus()
        self._answered = ""

    def _told(self, answer: Consent | None) -> str:
        language = self._bench.language
        if answer is None:
            return language.text(N_("not asked yet"))
        day = plain(answer.given_on, language) if answer.given_on else "?"
        how = code_label("consent_how", answer.how, language).lower() if answer.how else ""
        if not answer.given:
            return language.text(N_("✗ no, {day}, {how}"), day=day, how=how)
        if answer.withdrawn_at is not None:
            back = plain(answer.withdrawn_at, language)
            return language.text(N_("✗ taken back on {back}; was yes since {day}"), back=back, day=day)
        return language.text(N_("✓ yes, {day}, {how}"), day=day, how=how)

    def _answer(self) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton):
            return
        work, purpose, answer = self._bench.session.work, str(button.property("purpose")), button.property("answer")
        self._answered = purpose
        if answer == _BACK:
            stands = current(self._found, purpose)
            if stands is not None:
                self._bench.changes.apply(partial(withdraw, work, stands.id), self, partial(self._taken_back, purpose))
            return
        how = str(self.how.currentData())
        make = partial(record_consent, work, self._traject, purpose, given=answer == _YES, how=how)
        self._bench.changes.apply(make, self)

    def _taken_back(self, purpose: str, outcome: Outcome) -> None:
        text = self._bench.language.text
        if purpose == SPECIAL_DATA:
            told = N_("The consent is taken back, and the special data are emptied.")
        else:
            told = N_("The consent is taken back. From now on nothing is done with it any more.")
        self._bench.messages.say(text(told), "done", text(N_("Undo")), self._bench.changes.undo)
