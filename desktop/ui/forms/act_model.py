"""What is typed for an act: kept as a draft until it is done, and what it would do, seen beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from typing_extensions import override

from desktop.application.effects import foreseen
from desktop.domain.changes import Action, Change, Outcome
from desktop.domain.checks import Unfit
from desktop.domain.errors import GateClosed, Invalid, Missing, OverstapError
from desktop.domain.intake_rules import FILL_IN
from desktop.domain.records import Traject
from desktop.domain.said import FieldName, Said, said
from desktop.ui.forms.act import Act
from desktop.ui.forms.fields_model import FieldsModel
from desktop.ui.shell.workbench import Workbench

_LOOK_AFTER_MS = 200


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would happen now: the changes and what to know beside them; or why it cannot be done yet."""

    changes: tuple[Change, ...] = ()
    notes: tuple[Said, ...] = ()
    refusal: OverstapError | None = None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The open points of a gate."""
        return self.refusal.points if isinstance(self.refusal, GateClosed) else ()


class ActModel(FieldsModel):
    """One act in the making."""

    looked = Signal(object)  # Outlook
    done = Signal(object)  # Outcome
    refused = Signal(object)  # OverstapError that belongs to no field

    def __init__(self, bench: Workbench, act: Act) -> None:
        session = bench.session
        super().__init__(Traject.SPEC, act.fields, session.work, bench.changes, bench.language)
        self.only = act.only
        self.words = {name: bench.language.text(words) for name, words in act.words.items()}
        self.act, self._store, self._jobs = act, session.store, bench.jobs
        self._asked = 0
        self._values = dict(act.start)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_AFTER_MS)
        self._look.timeout.connect(self.look)
        bench.changes.applied.connect(self._changed)

    @override
    def load(self) -> None:
        for name in self.fields:
            self.text_shown.emit(name, self.text_of(name))
        self._jobs.store(partial(self._store.drafts, self.act.record), self, self.show_drafts)
        self.look()

    @override
    def draft_place(self, name: str) -> tuple[str, str]:
        return self.act.record, f"{self.act.id}.{name}"

    @override
    def edit(self, name: str, text: str) -> None:
        super().edit(name, text)
        self._look.start()

    def look(self) -> None:
        """See what would happen with what is filled in now."""
        self._look.stop()
        values = self._read()
        if values is None:
            return
        self._asked += 1
        self._jobs.store(partial(self._outlook, values, self._asked), self, self._tell)

    def do(self) -> None:
        """Do it; what is wrong stands beside its field, and nothing typed is lost."""
        values = self._read(accuse=True)
        if values is None:
            return
        self._pause.stop()
        self._unkept.clear()
        drafts = tuple(self.draft_place(name) for name in self._typed)
        self._changes.apply(partial(self._make, values), self, self._done, self._refused, drafts=drafts)

    @override
    def give_up(self) -> None:
        self._look.stop()
        super().give_up()

    def _read(self, *, accuse: bool = False) -> Mapping[str, Any] | None:
        values: dict[str, Any] = {}
        for name in self.fields:
            try:
                values[name] = self.parsed(name)
            except Unfit as unfit:
                if accuse:
                    self.set_problem(name, self._language.say(unfit.said))
                return None
        return values

    def _make(self, values: Mapping[str, Any]) -> Action:
        if problems := {
            name: said(FILL_IN, field=self.words.get(name) or FieldName(field.record, name))
            for name, field in self.fields.items()
            if field.required and values[name] is None
        }:
            raise Invalid(problems)
        return self.act.make(values)

    def _outlook(self, values: Mapping[str, Any], asked: int) -> tuple[int, Outlook]:
        try:
            action = self._make(values)
        except OverstapError as refusal:
            return asked, Outlook(refusal=refusal)
        return asked, Outlook(foreseen(self._work, action), self.act.notes(values))

    def _tell(self, found: tuple[int, Outlook]) -> None:
        asked, outlook = found
        if asked == self._asked:
            self.looked.emit(outlook)

    def _changed(self, outcome: Outcome) -> None:
        self._look.start()

    def _done(self, outcome: Outcome) -> None:
        self._typed.clear()
        self._look.stop()
        self.done.emit(outcome)

    def _refused(self, error: OverstapError) -> None:
        self._unkept.update(self._typed)
        self.keep_drafts()
        if not self.show_refusal(error):
            self.refused.emit(error)
