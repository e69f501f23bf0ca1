"""Which control a declared field gets, and how wide: the only place that maps a kind of value to a widget."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.application.ports import Clock, Reader
from desktop.application.values import code_label, parse
from desktop.domain.checks import Unfit
from desktop.domain.codes import open_codes
from desktop.domain.fields import Beside, Field, Kind
from desktop.domain.said import N_
from desktop.ui.forms.choice_controls import ComboControl, SegmentsControl, side_by_side
from desktop.ui.forms.control import Control, LineControl
from desktop.ui.forms.day_control import DayControl
from desktop.ui.forms.long_control import LongControl
from desktop.ui.forms.lookup_control import CompletedControl, ReferenceControl
from desktop.ui.naming import Names
from desktop.ui.shell.jobs import Jobs

_WIDTHS = {Kind.INTEGER: 8, Kind.DECIMAL: 8, Kind.MONEY: 12, Kind.MONTH: 10, Kind.MOMENT: 18}
_PATTERNS = {Kind.MONTH: N_("mm-yyyy"), Kind.MOMENT: N_("dd-mm-yyyy hh:mm")}


class Controls:
    """Makes controls for one form."""

    def __init__(self, read: Reader, names: Names, jobs: Jobs, language: Language, clock: Clock) -> None:
        self._read, self._names, self._jobs, self._language, self._clock = read, names, jobs, language, clock

    def make(self, field: Field, parent: QWidget, only: tuple[str, ...] | None = None) -> Control:
        """The control for a field; ``only`` are the codes that can be chosen, where that is not the whole list."""
        match field.kind:
            case Kind.LONG:
                return LongControl(parent)
            case Kind.DAY:
                return DayControl(self._language, partial(self._day, field), self._clock.today, parent)
            case Kind.FLAG:
                text = self._language.text
                return SegmentsControl((("1", text(N_("Yes"))), ("0", text(N_("No")))), parent)
            case Kind.CODE:
                return self._choice(field, parent, only)
            case Kind.REF:
                find, name = partial(self._names.find, field), partial(self._names.name, field)
                return ReferenceControl(find, name, self._jobs, parent)
            case Kind.TEXT if field.complete:
                find = partial(self._read.complete, field.complete)
                control = CompletedControl(find, self._jobs, by_code=field.check is not None, parent=parent)
                control.letters = _letters(field)
                return control
            case _:
                return self._line(field, parent)

    def _line(self, field: Field, parent: QWidget) -> Control:
        control = LineControl(parent)
        unit = self._language.text(field.unit) if field.unit else ""
        control.line.show_unit(unit)
        control.letters = _letters(field) + (len(unit) if unit else 0)
        if field.kind in _PATTERNS:
            control.line.setPlaceholderText(self._language.text(_PATTERNS[field.kind]))
        return control

    def _choice(self, field: Field, parent: QWidget, only: tuple[str, ...] | None) -> Control:
        codes = field.codes or ""
        choices = [
            (code.code, code_label(codes, code.code, self._language))
            for code in open_codes(codes, self._clock.today())
            if only is None or code.code in only
        ]
        if codes == "language":
            choices.sort(key=_second)
        return SegmentsControl(choices, parent) if side_by_side(choices) else ComboControl(choices, parent)

    def _day(self, field: Field, typed: str) -> date | None:
        try:
            found = parse(field, typed, Beside(self._clock.today()))
        except Unfit:
            return None
        return found if isinstance(found, date) else None


def _second(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _letters(field: Field) -> int:
    """How wide a line is, in letters: what it holds at most, but a name never more than thirty."""
    if field.kind in _WIDTHS:
        return _WIDTHS[field.kind]
    longest = field.max or 120
    return longest + 2 if longest <= 12 else 20 if longest <= 24 else 30 if longest <= 120 else 44
