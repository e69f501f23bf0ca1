"""What is typed in the fields of a form: checked at once, kept as a draft a moment later."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.application.i18n import Language
from desktop.application.ports import Draft, Work
from desktop.application.values import parse, show
from desktop.domain.checks import Unfit
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.fields import Beside, Field, Kind, RecordType
from desktop.ui.forms.keeping import Keeping
from desktop.ui.shell.changes import Changes


class FieldsModel(QObject):
    """The fields of one form; no widgets.

    Nothing a person types is refused: what cannot be read stays a draft, with its problem beside it.
    """

    text_shown = Signal(str, str)  # field, text: show this value
    problem_changed = Signal(str, str)  # field, sentence; empty when there is none
    draft_found = Signal(str)  # this field shows what was being typed before

    def __init__(
        self,
        spec: RecordType,
        fields: Sequence[Field],
        work: Work,
        changes: Changes,
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.fields: Mapping[str, Field] = {f.name: f for f in fields}
        self.only: Mapping[str, tuple[str, ...]] = {}  # per field the codes that can be chosen; else all of its list
        self.words: Mapping[str, str] = {}  # per field another label than the declared one
        self._work, self._changes, self._language = work, changes, language
        self._values: dict[str, Any] = {}
        self._typed: dict[str, str] = {}
        self._unkept: set[str] = set()
        self._problems: dict[str, str] = {}
        self._pause = Keeping(self.keep_drafts, self)

    @abstractmethod
    def load(self) -> None:
        """Read what is there."""

    def leave(self, name: str) -> None:
        """The person is done with a field: what stands there is kept."""
        self.keep_drafts()

    def flush(self) -> None:
        """The person goes away, locks or quits."""
        self.keep_drafts()

    def give_up(self) -> None:
        """Forget what was typed."""
        for name in tuple(self._typed):
            self._changes.keep_draft(*self.draft_place(name), None)
        self._pause.stop()
        self._typed.clear()
        self._unkept.clear()

    @abstractmethod
    def draft_place(self, name: str) -> tuple[str, str]:
        """Under which record and field the draft of a field is kept."""

    def edit(self, name: str, text: str) -> None:
        """A keystroke: check now, keep in a moment."""
        self._typed[name] = text
        self._unkept.add(name)
        self._pause.typed()
        for each in self.fields:
            if each == name or self.fields[each].check is not None:
                self.check(each)

    def problem(self, name: str) -> str:
        """What is wrong with a field now."""
        return self._problems.get(name, "")

    def value(self, name: str) -> Any:
        """The value as it is kept."""
        return self._values.get(name)

    def text_of(self, name: str) -> str:
        """A value as its control shows it: a choice by its code, a reference by its id."""
        field, value = self.fields[name], self._values.get(name)
        if value is None:
            return ""
        if field.kind is Kind.FLAG:
            return "1" if value else "0"
        return str(value) if field.kind in (Kind.CODE, Kind.REF) else show(field, value, self._language)

    def parsed(self, name: str) -> Any:
        """What stands in a field as a value; `Unfit` where it cannot be read."""
        text = self._typed.get(name, self.text_of(name))
        return parse(self.fields[name], text, Beside(self._work.clock.today(), self._values))

    def readable(self) -> dict[str, Any]:
        """What can be read so far; the rest is left out."""
        found: dict[str, Any] = {}
        for name in self.fields:
            try:
                value = self.parsed(name)
            except Unfit:
                continue
            if value is not None:
                found[name] = value
        return found

    def check(self, name: str) -> None:
        """Look whether a field can be read, and say so when that changed."""
        try:
            self.parsed(name)
        except Unfit as problem:
            self.set_problem(name, self._language.say(problem.said))
        else:
            self.set_problem(name, "")

    def set_problem(self, name: str, sentence: str) -> None:
        """What is wrong with a field now."""
        if sentence != self._problems.get(name, ""):
            self._problems[name] = sentence
            self.problem_changed.emit(name, sentence)

    def show_refusal(self, error: BaseException, name: str = "") -> bool:
        """Put the sentences of a refusal beside their fields; whether all of them found one."""
        if not isinstance(error, OverstapError):
            return False
        said = dict(error.problems) if isinstance(error, Invalid) else {}
        if not set(said) & set(self.fields):
            said = {name: error.said}
        for each, sentence in said.items():
            if each in self.fields:
                self.set_problem(each, self._language.say(sentence))
        return all(each in self.fields for each in said)

    def keep_drafts(self) -> None:
        """Keep what was typed since the last time."""
        self._pause.stop()
        for name in sorted(self._unkept):
            self._changes.keep_draft(*self.draft_place(name), self._typed.get(name))
        self._unkept.clear()

    def show_drafts(self, drafts: Mapping[str, Draft]) -> None:
        """Show what was being typed before, where it differs from what is kept."""
        for name in self.fields:
            draft = drafts.get(self.draft_place(name)[1])
            if draft is None or name in self._typed or draft.text == self.text_of(name):
                continue
            self._typed[name] = draft.text
            self.text_shown.emit(name, draft.text)
            self.check(name)
            if not self.problem(name):
                self.draft_found.emit(name)
