"""The link that says, while somebody types, that this person may be known already, and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.application.candidates import Likeness, likely_duplicates
from desktop.domain.records import Candidate
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.shell.whereabouts import newest_traject
from desktop.ui.shell.workbench import Place, Workbench

_PAUSE_MS = 300


class AlikeLink(QPushButton):
    """Hidden until somebody is alike; Enter opens that dossier. ``person`` is who is being typed and no likeness."""

    def __init__(self, bench: Workbench, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._person, self._known = bench, person, ""
        self._values: Mapping[str, Any] = {}
        self.setProperty("quiet", True)
        self.setProperty("link", True)
        self.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.clicked.connect(self._open)

    def look(self, values: Mapping[str, Any]) -> None:
        """Look, when the typing pauses, for people who are like these fields of a candidate."""
        self._values = values
        self._pause.start()

    def _look(self) -> None:
        work = partial(likely_duplicates, self._bench.session.work, self._values)
        self._bench.jobs.store(work, self, self._show)

    def _show(self, found: tuple[Likeness, ...]) -> None:
        others = [one for one in found if one.candidate != self._person]
        self.setVisible(bool(others))
        if others:
            likeness, language, store = others[0], self._bench.language, self._bench.session.store
            self._known = likeness.candidate
            person = store.find_one(Candidate, likeness.candidate)
            name = Names(store, language).title(person) if person is not None else ""
            why = " ".join(language.say(reason) for reason in likeness.reasons)
            said = language.text(N_("→ {name} is known already. {why} Open that dossier."), name=name, why=why)
            self.setText(said.replace("&", "&&"))
            self.setAccessibleName(said)

    def _open(self) -> None:
        self._bench.jobs.store(partial(newest_traject, self._bench.session.store, self._known), self, self._go)

    def _go(self, traject: str) -> None:
        if traject:
            self._bench.go(Place("dossier", traject))
