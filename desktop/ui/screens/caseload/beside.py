"""The dossier of the chosen row in short, beside the list; it follows the row when the keys pause."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.application.values import code_label
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.planned import planned
from desktop.ui.screens.dossier.view_model import CaseFile, read_case
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type

_PAUSE_MS = 120
_WIDTH = 300
_SHOWN = "caseload.beside"
"""Under which key the store remembers whether it is shown."""


class Beside(QScrollArea):
    """Who it is, where the case stands, what is planned and what the next stage still asks."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._wanted = bench, ""
        self.setWidgetResizable(True)
        self.setMinimumWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(bench.language.text(N_("The dossier in short")))
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 0, 8, 8)
        column.setSpacing(8)
        self.name, self.stage, self.planned, self.missing = (QLabel(page) for _ in range(4))
        set_type(self.name, Size.HEADING, strong=True)
        set_tone(self.stage, Role.MUTED)
        for label, words in (
            (self.name, ""), (self.stage, ""),
            (self.planned, N_("Planned")), (self.missing, N_("Before the next stage")),
        ):  # fmt: skip
            if words:
                heading = QLabel(bench.language.text(words), page)
                set_type(heading, Size.BODY, strong=True)
                column.addSpacing(8)
                column.addWidget(heading)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addStretch(1)
        self.setWidget(page)
        self.setVisible(bench.session.store.recall(_SHOWN) == "1")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)

    def toggle(self) -> None:
        """Show it or put it away, also the next time."""
        shown = self.isHidden()
        self.setVisible(shown)
        self._bench.jobs.store(partial(self._bench.session.store.remember, _SHOWN, "1" if shown else "0"), self)
        self.follow(self._wanted)

    def follow(self, traject: str) -> None:
        """Show this case as soon as the keys pause."""
        self._wanted = traject
        if traject and not self.isHidden():
            self._pause.start()

    def _read(self) -> None:
        self._bench.jobs.store(partial(self._find, self._wanted), self, self._show)

    def _find(self, traject: str) -> CaseFile | None:
        work = self._bench.session.work
        return read_case(work, traject) if work.read.kind_of(traject) else None

    def _show(self, case: CaseFile | None) -> None:
        if case is None or case.dossier.traject_id != self._wanted:
            return
        language, today = self._bench.language, self._bench.session.work.clock.today()
        text = language.text
        traject = case.traject
        self.name.setText(Names(self._bench.session.store, language).title(case.candidate))
        codes = [("stage", traject.stage), ("substage", traject.substage), ("hold", traject.hold)]
        self.stage.setText(" · ".join(code_label(name, code, language) for name, code in codes if code))
        lines = [f"{when}  {what}" for when, what in planned(case.dossier, today, language)]
        self.planned.setText("\n".join(lines) or text(N_("Nothing is planned.")))
        self.missing.setText("\n".join(language.say(m.said) for m in case.missing) or text(N_("Nothing is missing.")))
