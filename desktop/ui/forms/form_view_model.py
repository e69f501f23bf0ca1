"""The form of a record that is there: what is typed becomes one change when the person leaves the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from desktop.application.edits import change
from desktop.application.i18n import Language
from desktop.application.ports import Draft, Store, Work
from desktop.domain.changes import Outcome
from desktop.domain.checks import Unfit
from desktop.domain.fields import Field, Record
from desktop.ui.forms.fields_model import FieldsModel
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs


class FormViewModel(FieldsModel):
    """The fields of one record, saved by themselves."""

    changed_meanwhile = Signal(str, str)  # a field that is being typed in, and what it is now

    def __init__(
        self,
        kind: type[Record],
        record_id: str,
        fields: Sequence[Field],
        store: Store,
        work: Work,
        changes: Changes,
        jobs: Jobs,
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(kind.SPEC, fields, work, changes, language, parent)
        self.kind, self.record_id = kind, record_id
        self._store, self._jobs = store, jobs
        changes.applied.connect(self._changed)

    @override
    def load(self) -> None:
        self._jobs.store(self._read, self, self._show)

    @override
    def draft_place(self, name: str) -> tuple[str, str]:
        return self.record_id, name

    def _read(self) -> tuple[Record | None, Mapping[str, Draft]]:
        return self._store.find_one(self.kind, self.record_id), self._store.drafts(self.record_id)

    def _show(self, found: tuple[Record | None, Mapping[str, Draft]]) -> None:
        record, drafts = found
        if record is None:  # deleted meanwhile: the screen takes the form away
            return
        first, before = not self._values, self._values
        self._values = record.values()
        for name in self.fields:
            if name in self._typed and before and before.get(name) != self._values.get(name):
                self.changed_meanwhile.emit(name, self.text_of(name))
            if name not in self._typed:  # never change the field being typed in
                self.text_shown.emit(name, self.text_of(name))
                self.check(name)
        if first:
            self.show_drafts(drafts)

    def _changed(self, outcome: Outcome) -> None:
        if outcome.touches(self.record_id):
            self.load()

    @override
    def leave(self, name: str) -> None:
        """One change, if what was typed can be read; else the draft stays."""
        if name not in self._typed:
            return
        try:
            value = self.parsed(name)
        except Unfit:
            self.keep_drafts()
            return
        typed = self._typed.pop(name)
        self._unkept.discard(name)
        before, self._values[name] = self._values.get(name), value
        self.text_shown.emit(name, self.text_of(name))
        if value == before:
            self._changes.keep_draft(self.record_id, name, None)
            return
        self._changes.apply(
            partial(change, self._work, self.spec.name, self.record_id, {name: value}),
            self,
            otherwise=partial(self._come_back, name, typed, before),
            drafts=((self.record_id, name),),
        )

    @override
    def flush(self) -> None:
        for name in tuple(self._typed):
            self.leave(name)
        self.keep_drafts()

    def _come_back(self, name: str, typed: str, before: Any, error: BaseException) -> None:
        """A change was refused: the text stays, with the reason beside it."""
        self._values[name] = before
        self._typed.setdefault(name, typed)
        self._unkept.add(name)
        self.keep_drafts()
        self.text_shown.emit(name, self._typed[name])
        self.show_refusal(error, name)
