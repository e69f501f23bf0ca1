"""The form of one record, made from its declarations: fields on a grid, each with its own check."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.application.ports import Hit
from desktop.domain.fields import Field, Kind, Record
from desktop.domain.said import N_
from desktop.ui.forms.controls import Controls
from desktop.ui.forms.fields_model import FieldsModel
from desktop.ui.forms.form_field import FormField
from desktop.ui.forms.form_view_model import FormViewModel
from desktop.ui.forms.grid_flow import GridFlow
from desktop.ui.forms.lookup_control import CompletedControl, ReferenceControl
from desktop.ui.naming import Names
from desktop.ui.shell.workbench import Place, Workbench


class FieldsForm(QWidget):
    """Fields side by side, bound to a model."""

    def __init__(self, bench: Workbench, model: FieldsModel, traject: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self._language = model, bench.language
        model.setParent(self)
        work = bench.session.work
        names = Names(bench.session.store, bench.language, traject)
        controls = Controls(bench.session.store, names, bench.jobs, bench.language, work.clock)
        layout = GridFlow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.fields: dict[str, FormField] = {}
        for field in model.fields.values():
            control = controls.make(field, self, model.only.get(field.name))
            made = FormField(field, control, bench.language, self, model.words.get(field.name, ""))
            self.fields[field.name] = made
            layout.addWidget(made)
            made.edited.connect(model.edit)
            made.left.connect(model.leave)
            made.next_asked.connect(self._to_next)
            if isinstance(made.control, CompletedControl):
                made.control.picked.connect(self._fill_beside)
            if isinstance(made.control, ReferenceControl):
                made.control.unresolved.connect(self._unresolved)
        model.text_shown.connect(self._show_text)
        model.problem_changed.connect(self._show_problem)
        model.draft_found.connect(self._show_draft)
        model.load()

    def flush(self) -> None:
        """Keep everything that is being typed."""
        self.model.flush()

    def go_to(self, name: str) -> None:
        """Put the focus in a field."""
        if name in self.fields:
            self.fields[name].control.input.setFocus()

    def _show_text(self, name: str, text: str) -> None:
        self.fields[name].show_text(text)

    def _show_problem(self, name: str, sentence: str) -> None:
        self.fields[name].show_problem(sentence)

    def _show_draft(self, name: str) -> None:
        said = self._language.text(N_("You typed this before. Press Enter in the field to save it."))
        self.fields[name].show_draft(said)

    def _to_next(self) -> None:
        self.focusNextPrevChild(True)

    def _unresolved(self, typed: str) -> None:
        said = self._language.text(
            N_("“{typed}” is not in the list, so nothing is filled in. Type fewer letters and choose."),
            typed=typed[:40],
        )
        self._field_of(self.sender()).show_problem(said)

    def _fill_beside(self, hit: Hit) -> None:
        """An entry was chosen: the other empty fields that the same list completes are filled from it too."""
        chosen = self._field_of(self.sender())
        for name, made in self.fields.items():
            field = made.field
            if made is chosen or field.kind is not Kind.TEXT or field.complete != chosen.field.complete:
                continue
            if not made.control.text():
                text = hit.detail if field.check is not None else hit.title
                made.show_text(text)
                self.model.edit(name, text)
                self.model.leave(name)

    def _field_of(self, control: object) -> FormField:
        return next(made for made in self.fields.values() if made.control is control)


class RecordForm(FieldsForm):
    """Fields of a record that is there; saves itself."""

    def __init__(
        self,
        bench: Workbench,
        kind: type[Record],
        record_id: str,
        fields: Sequence[Field],
        traject: str = "",
        parent: QWidget | None = None,
    ) -> None:
        session = bench.session
        model = FormViewModel(
            kind, record_id, fields, session.store, session.work, bench.changes, bench.jobs, bench.language
        )
        self.kind, self._bench, self._record = kind, bench, record_id
        super().__init__(bench, model, traject, parent)
        model.changed_meanwhile.connect(self._show_meanwhile)
        bench.sync.disputed.connect(self._show_disputes)
        for made in self.fields.values():
            made.decide_asked.connect(self._decide)
        self._show_disputes()

    def _show_meanwhile(self, name: str, value: str) -> None:
        sentence = N_("A colleague made this “{value}” while you were typing. What you type takes its place.")
        self.fields[name].show_draft(self._language.text(sentence, value=value))

    def _show_disputes(self) -> None:
        """Which fields two people filled in differently."""
        found = {one.conflict.field for one in self._bench.sync.disputes if one.conflict.record == self._record}
        words = self._language.text(N_("Two values were written here. Decide"))
        for name, made in self.fields.items():
            made.show_dispute(words if name in found else "")

    def _decide(self) -> None:
        self._bench.go(Place("conflicts", record=self._record))


def editable(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields a form may show: not those that a use case of their own writes, nor those that are computed."""
    return tuple(f for f in fields if not f.guarded and not f.derived)


def give_letters(fields: Sequence[FormField]) -> None:
    """Alt+letter for each field, the first free letter of its label; the letters of one form differ."""
    taken: set[str] = set()
    for made in fields:
        letter = next((c for c in made.words.lower() if c.isalpha() and c.isascii() and c not in taken), "")
        if letter:
            taken.add(letter)
            made.mark_letter(letter)
