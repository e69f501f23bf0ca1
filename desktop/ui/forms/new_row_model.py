"""The form of a record that is not there yet: kept as a draft until it is added, by the rules of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from desktop.application.edits import add
from desktop.application.i18n import Language
from desktop.application.ports import Store, Work
from desktop.domain.changes import Outcome
from desktop.domain.checks import Unfit
from desktop.domain.errors import OverstapError
from desktop.domain.fields import Field, RecordType
from desktop.ui.forms.fields_model import FieldsModel
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.jobs import Jobs


class NewRowModel(FieldsModel):
    """One new record below its owner, or on its own."""

    added = Signal(object)  # Outcome
    refused = Signal(str)  # a sentence that belongs to no field

    def __init__(
        self,
        spec: RecordType,
        owner: str | None,
        fields: Sequence[Field],
        store: Store,
        work: Work,
        changes: Changes,
        jobs: Jobs,
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(spec, fields, work, changes, language, parent)
        self._owner, self._store, self._jobs = owner, store, jobs
        self._draft_record = owner or f"+{spec.name}"

    @override
    def load(self) -> None:
        self._jobs.store(partial(self._store.drafts, self._draft_record), self, self.show_drafts)

    @override
    def draft_place(self, name: str) -> tuple[str, str]:
        return self._draft_record, f"+{self.spec.name}.{name}"

    def add(self) -> None:
        """Add the record; what is wrong stands beside its field, and nothing typed is lost."""
        values: dict[str, Any] = {}
        for name in self.fields:
            try:
                value = self.parsed(name)
            except Unfit as unfit:
                self.set_problem(name, self._language.say(unfit.said))
                return
            if value is not None:
                values[name] = value
        self._pause.stop()
        self._unkept.clear()
        self._changes.apply(
            partial(add, self._work, self.spec.name, self._owner, values),
            self,
            self._added,
            self._refused,
            drafts=tuple(self.draft_place(name) for name in self._typed),
        )

    def _added(self, outcome: Outcome) -> None:
        self._typed.clear()
        self.added.emit(outcome)

    def _refused(self, error: OverstapError) -> None:
        self._unkept.update(self._typed)
        self.keep_drafts()
        if not self.show_refusal(error):
            self.refused.emit(self._language.say(error))
