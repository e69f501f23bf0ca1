"""The head of a dossier: who it is, where the case stands, what comes next, and what can be done with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.application.i18n import Language
from desktop.application.values import code_label, plain
from desktop.domain.codes import Stage
from desktop.domain.records import Traject
from desktop.domain.said import N_, said_n
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.lock_screen import primary
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.stage_stepper import StageStepper


class DossierHeader(QWidget):
    """Name and facts, the verbs, the stepper, and one line that says how the case stands."""

    missing_asked = Signal()
    conflicts_asked = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language, text = language, language.text
        self.name, self.facts = QLabel(self), QLabel(self)
        set_type(self.name, Size.TITLE)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_type(self.facts, Size.SMALL)
        set_tone(self.facts, Role.MUTED)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.advance, self.close_case = primary(QPushButton(self)), primary(QPushButton(self))
        self.printing = QPushButton(self)
        self.more = QPushButton(text(N_("C&ase")), self)
        self.more.setAccessibleName(text(N_("What can be done with the case")))
        self.verbs = QMenu(self.more)
        self.more.setMenu(self.verbs)
        self.stepper = StageStepper(language, self)
        self.standing = QLabel(self)
        self.standing.setWordWrap(True)
        self.standing.setTextFormat(Qt.TextFormat.PlainText)
        self.missing, self.resume, self.start_again = QPushButton(self), QPushButton(self), QPushButton(self)
        self.missing.clicked.connect(self.missing_asked)
        self.conflicts = QPushButton(self)
        self.conflicts.setProperty("tone", "warning")
        self.conflicts.clicked.connect(self.conflicts_asked)
        self.conflicts.hide()
        for button in (self.conflicts, self.missing, self.resume, self.start_again):
            button.setProperty("quiet", True)
        self._lay_out()

    def _lay_out(self) -> None:
        top, who, page = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.facts)
        top.setSpacing(8)
        top.addLayout(who, 1)
        for button in (self.more, self.printing, self.advance, self.close_case):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        steps, standing = QHBoxLayout(), QHBoxLayout()
        steps.setContentsMargins(0, 0, 0, 0)
        steps.addWidget(self.stepper)
        standing.setSpacing(8)
        for widget in (self.conflicts, self.missing, self.standing, self.resume, self.start_again):
            standing.addWidget(widget, 100 if widget is self.standing else 0)
        standing.addStretch(1)
        page.setContentsMargins(24, 12, 24, 4)
        page.setSpacing(6)
        page.addLayout(top)
        page.addLayout(steps)
        page.addLayout(standing)

    def show_conflicts(self, n: int) -> None:
        """How many fields of this dossier are to be decided between two values."""
        sentence = said_n("{n} field with two values", "{n} fields with two values", n)
        self.conflicts.setText(f"\N{WARNING SIGN} {self._language.say(sentence)}")
        self.conflicts.setVisible(n > 0)

    def clear(self) -> None:
        """Another case is on its way."""
        for label in (self.name, self.facts, self.standing):
            label.clear()
        self.missing.hide()
        self.conflicts.hide()

    def show_case(self, case: CaseFile, names: Names, today: date) -> None:
        """Show a case as it stands."""
        traject = case.traject
        name = names.title(case.candidate)
        self.name.setText(name)
        self.name.setToolTip(name if len(name) > 40 else "")
        parts = [traject.dossier_no or ""]
        if traject.programme:
            parts.append(names.show(traject.SPEC.fields["programme"], traject.programme))
        if traject.opened_on:
            parts.append(self._language.text(N_("since {day}"), day=plain(traject.opened_on, self._language)))
        self.facts.setText(" · ".join(part for part in parts if part))
        self.stepper.show_stage(traject.stage or Stage.SIGN_UP, traject.substage, traject.hold)
        self.advance.setVisible(case.next_stage is not None and traject.hold is None)
        self.advance.setProperty("primary", not case.missing)  # the work leads there once nothing is missing
        self.advance.style().unpolish(self.advance)
        self.advance.style().polish(self.advance)
        self.close_case.setVisible(traject.stage == Stage.AFTERCARE and traject.hold is None)
        self.resume.setVisible(traject.hold is not None)
        self.start_again.setVisible(traject.stage == Stage.CLOSED)
        self._show_standing(traject, today)
        self._show_missing(case)

    def _show_standing(self, traject: Traject, today: date) -> None:
        language, said = self._language, ""
        if traject.stage == Stage.CLOSED:
            result = code_label("result", traject.result or "", language) if traject.result else ""
            said = language.text(
                N_("Closed on {day}: {result}. The dossier is kept until {until}."),
                day=traject.closed_on or "–", result=result or "–", until=traject.retain_until or "–",
            )  # fmt: skip
        elif traject.hold is not None:
            late = traject.hold_review is not None and traject.hold_review <= today
            sign = "\N{WARNING SIGN} " if late else "‖ "
            said = sign + language.text(
                N_("{hold} since {since}: {reason}. Look again on {review}."),
                hold=code_label("hold", traject.hold, language), since=traject.hold_since or "–",
                reason=code_label("hold_reason", traject.hold_reason or "", language) if traject.hold_reason else "–",
                review=traject.hold_review or "–",
            )  # fmt: skip
        set_tone(self.standing, Role.WARNING if traject.hold is not None else Role.MUTED)
        self.standing.setText(said)
        self.standing.setVisible(bool(said))

    def _show_missing(self, case: CaseFile) -> None:
        count = len(case.missing)
        self.missing.setVisible(bool(count) and case.traject.hold is None)
        to = case.next_stage or Stage.CLOSED
        stage = code_label("stage", to, self._language)
        said = said_n("{n} thing missing before {stage}", "{n} things missing before {stage}", count, stage=stage)
        self.missing.setText(f"▲ {self._language.say(said)}")
