"""What happens between a keystroke and a change: check now, keep the draft when the typing pauses, save on leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.application.i18n import Language
from desktop.application.ports import Clock, Draft, Store
from desktop.application.values import parse, show
from desktop.domain.changes import Action, Outcome, SetField
from desktop.domain.checks import Unfit
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.fields import Beside, Field, Kind, Record
from desktop.domain.said import N_
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs

PAUSE_MS = 600

Editing = Callable[[type[Record], str, str, Any], Action]
"""Makes the action that gives a field of a record a value."""


def set_field(kind: type[Record], record_id: str, field: str, value: Any) -> Action:
    """One field of one record changed."""
    return Action(N_("Field changed"), (SetField(kind.SPEC.name, record_id, field, value),))


class FormViewModel(QObject):
    """The form of one record; no widgets.

    Nothing a person types is refused: what cannot be read stays a draft, with its problem beside it.
    """

    text_shown = Signal(str, str)  # field, text: show this value
    problem_changed = Signal(str, str)  # field, sentence; empty when there is none
    draft_found = Signal(str)  # this field shows what was being typed before
    loaded = Signal()
    saved = Signal(str)  # field: its change is on disk

    def __init__(
        self,
        kind: type[Record],
        record_id: str,
        fields: Sequence[Field],
        store: Store,
        changes: Changes,
        jobs: Jobs,
        language: Language,
        clock: Clock,
        editing: Editing = set_field,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self.record_id = kind, record_id
        self.fields: Mapping[str, Field] = {f.name: f for f in fields}
        self._store, self._changes, self._jobs = store, changes, jobs
        self._language, self._clock, self._editing = language, clock, editing
        self._values: dict[str, Any] = {}
        self._typed: dict[str, str] = {}
        self._unkept: set[str] = set()
        self._problems: dict[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep_drafts)
        changes.applied.connect(self._changed)

    # reading

    def load(self) -> None:
        """Read the record and what was being typed in it."""
        self._jobs.store(self._read, self, self._show)

    def _read(self) -> tuple[Record, Mapping[str, Draft]]:
        return self._store.get(self.kind, self.record_id), self._store.drafts(self.record_id)

    def _show(self, found: tuple[Record, Mapping[str, Draft]]) -> None:
        record, drafts = found
        first = not self._values
        self._values = record.values()
        for name in self.fields:
            if name in self._typed:  # never change the field being typed in
                continue
            if first and name in drafts and drafts[name].text != self._text(name):
                self._typed[name] = drafts[name].text
                self.text_shown.emit(name, drafts[name].text)
                self._check(name)
                if name not in self._problems:
                    self.draft_found.emit(name)
            else:
                self.text_shown.emit(name, self._text(name))
                self._check(name)
        if first:
            self.loaded.emit()

    def _changed(self, outcome: Outcome) -> None:
        if outcome.touches(self.record_id):
            self.load()

    def _text(self, name: str) -> str:
        """A stored value as its control shows it: a choice by its code, a reference by its id."""
        field, value = self.fields[name], self._values.get(name)
        if value is None:
            return ""
        if field.kind is Kind.FLAG:
            return "1" if value else "0"
        return str(value) if field.kind in (Kind.CODE, Kind.REF) else show(field, value, self._language)

    def value(self, name: str) -> Any:
        """The value on disk."""
        return self._values.get(name)

    def problem(self, name: str) -> str:
        """What is wrong with a field now."""
        return self._problems.get(name, "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not self._typed and all(self._values.get(name) is None for name in self.fields)

    # typing

    def edit(self, name: str, text: str) -> None:
        """A keystroke: check now, keep when the typing pauses."""
        self._typed[name] = text
        self._unkept.add(name)
        self._pause.start()
        for each in self.fields:
            if each == name or self.fields[each].check is not None:
                self._check(each)

    def leave(self, name: str) -> None:
        """The person is done with a field: one change, if it can be read; else the draft stays."""
        if name not in self._typed:
            return
        try:
            value = self._parsed(name)
        except Unfit:
            self._keep_drafts()
            return
        typed = self._typed.pop(name)
        self._unkept.discard(name)
        if value == self._values.get(name):
            self._changes.keep_draft(self.record_id, name, None)
            self.text_shown.emit(name, self._text(name))
            return
        before, self._values[name] = self._values.get(name), value
        self.text_shown.emit(name, self._text(name))
        attempt = _Attempt(self, name, typed, before)
        self._changes.apply(
            lambda: self._editing(self.kind, self.record_id, name, value),
            self,
            attempt.done,
            attempt.refused,
            drafts=((self.record_id, name),),
        )

    def flush(self) -> None:
        """Leave every field: the person goes away, locks or quits."""
        for name in tuple(self._typed):
            self.leave(name)
        self._keep_drafts()

    def come_back(self, name: str, typed: str, before: Any, error: BaseException) -> None:
        """A change was refused: the text stays, with the reason beside it."""
        self._values[name] = before
        self._typed[name] = typed
        self._unkept.add(name)
        self._keep_drafts()
        self.text_shown.emit(name, typed)
        if isinstance(error, OverstapError):
            said = error.problems.get(name, error.said) if isinstance(error, Invalid) else error.said
            self._set_problem(name, self._language.say(said))

    def _keep_drafts(self) -> None:
        self._pause.stop()
        for name in sorted(self._unkept):
            self._changes.keep_draft(self.record_id, name, self._typed.get(name))
        self._unkept.clear()

    # checking

    def _check(self, name: str) -> None:
        try:
            self._parsed(name)
        except Unfit as problem:
            self._set_problem(name, self._language.say(problem.said))
        else:
            self._set_problem(name, "")

    def _set_problem(self, name: str, sentence: str) -> None:
        if sentence != self._problems.get(name, ""):
            self._problems[name] = sentence
            self.problem_changed.emit(name, sentence)

    def _parsed(self, name: str) -> Any:
        text = self._typed.get(name, self._text(name))
        return parse(self.fields[name], text, Beside(self._clock.today(), self._values))


class _Attempt:
    """One change on its way to the store."""

    def __init__(self, model: FormViewModel, name: str, typed: str, before: Any) -> None:
        self._model, self._name, self._typed, self._before = model, name, typed, before

    def done(self, outcome: Outcome) -> None:
        self._model.saved.emit(self._name)

    def refused(self, error: BaseException) -> None:
        self._model.come_back(self._name, self._typed, self._before, error)
