"""A line that finds a person: name, number or phone, and Enter takes the first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.application.ports import Hit, Store
from desktop.ui.forms.lookup_control import LookupControl
from desktop.ui.shell.jobs import Jobs

_MOST = 8


class PersonControl(LookupControl):
    """Tells the newest case of the person that is chosen."""

    chosen = Signal(str)

    def __init__(self, store: Store, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(partial(_people, store), jobs, parent)
        self._store = store
        self._take_first = False
        self.traject = ""
        self.line.textEdited.connect(self._forget)

    def _forget(self) -> None:
        self.traject, self._take_first = "", False

    def show_person(self, traject: str, name: str) -> None:
        """Show who is meant already."""
        self.traject = traject
        self.line.setText(name)
        self.line.setCursorPosition(0)

    @override
    def take(self, hit: Hit) -> None:
        self.popup.hide()
        self.line.setText(hit.title)
        store, person = self._store, hit.id
        self._jobs.store(lambda: _newest_case(store, person), self, self._resolved)
        super().take(hit)

    def _resolved(self, traject: str) -> None:
        self.traject = traject
        self.chosen.emit(traject)

    @override
    def _found(self, found: tuple[str, tuple[Hit, ...]]) -> None:
        if not self._take_first:
            super()._found(found)
        elif found[0] == self.line.text():
            self._take_first = False
            if found[1]:
                self.take(found[1][0])

    @override
    def _entered(self) -> None:
        if self._is_choosing():
            return
        if self.traject:
            self.next_asked.emit()
            return
        self._take_first = True
        self._pause.stop()
        self._search()


def _people(store: Store, typed: str) -> tuple[Hit, ...]:
    return store.search(typed, ("candidate",), _MOST) if typed.strip() else ()


def _newest_case(store: Store, candidate: str) -> str:
    from desktop.domain.records import Traject

    cases = store.children(Traject, candidate)
    return cases[-1].id if cases else ""
