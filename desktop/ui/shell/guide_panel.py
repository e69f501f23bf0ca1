"""The guided half hour beside the work: what to try next; it sees by itself what was done."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.application.practice_guide import KEY, STEPS, UNDO, done_by, done_by_handing_out, kept, recall
from desktop.domain.changes import Outcome
from desktop.domain.read_log import Reading
from desktop.domain.said import N_
from desktop.ui.shell.announce import announce
from desktop.ui.shell.lock_screen import side_by_side
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type

_WIDTH = 264


class GuidePanel(QFrame):
    """The steps from top to bottom; the first that is not done yet is explained."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.done = recall(bench.session.store)
        text = bench.language.text
        self.setFixedWidth(_WIDTH)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(text(N_("Half an hour of practice")))
        self.heading, self.count = QLabel(self), QLabel(self)
        self.heading.setText(text(N_("Half an hour of practice")))
        set_type(self.heading, Size.HEADING)
        set_tone(self.count, Role.MUTED)
        inside = QWidget(self)
        self.lines = {step.id: QLabel(inside) for step in STEPS}
        self.anew = QPushButton(text(N_("Build the town anew")), self)
        self.anew.setProperty("quiet", True)
        steps = QVBoxLayout(inside)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(8)
        for line in self.lines.values():
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.RichText)
            steps.addWidget(line)
        steps.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        self.area.setAccessibleName(text(N_("Steps")))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.count)
        column.addWidget(self.area, 1)
        column.addLayout(side_by_side(self.anew))
        bench.changes.applied.connect(self._applied)
        bench.changes.steps_changed.connect(self._steps_changed)
        bench.changes.handed_out.connect(self._handed_out)
        self._show()

    def toggle(self) -> None:
        """Away, or back."""
        self.setVisible(self.isHidden())

    def _applied(self, outcome: Outcome) -> None:
        self._did(done_by(outcome.label))

    def _handed_out(self, line: Reading) -> None:
        self._did(done_by_handing_out(line.act))

    def _steps_changed(self, _undo: Outcome | None, redo: Outcome | None) -> None:
        if redo is not None:  # something was taken back
            self._did(frozenset({UNDO}))

    def _did(self, steps: frozenset[str]) -> None:
        if steps <= self.done:
            return
        titles = [step.title for step in STEPS if step.id in steps - self.done]
        self.done |= steps
        store = self._bench.session.store
        self._bench.jobs.store(partial(store.remember, KEY, kept(self.done)), self)
        text = self._bench.language.text
        announce(self, text(N_("Done: {steps}"), steps=", ".join(map(text, titles))))
        self._show()

    def _show(self) -> None:
        text = self._bench.language.text
        following = next((step.id for step in STEPS if step.id not in self.done), "")
        self.count.setText(
            text(N_("{done} of {all} steps done"), done=len(self.done), all=len(STEPS))
            if following
            else text(N_("All steps are done: you know the way."))
        )
        for number, step in enumerate(STEPS, 1):
            line, title = self.lines[step.id], text(step.title)
            if step.id == following:
                line.setText(f"<p><b>{number}. {escape(title)}</b></p><p>{escape(text(step.sentence))}</p>")
            else:
                sign = "\N{CHECK MARK}" if step.id in self.done else f"{number}."
                line.setText(escape(f"{sign} {title}"))
            set_tone(line, QPalette.ColorRole.WindowText if step.id == following else Role.MUTED)
