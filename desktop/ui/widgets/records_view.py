"""Records of one kind to read: a small table where a line holds them, else facts one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.application.facts import Fact, facts
from desktop.domain.dossier import Dossier
from desktop.domain.fields import RECORDS, Field, Kind, Record
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.facts_view import FactsView

_WIDEST_TABLE = 6


class RecordsView(QWidget):
    """All records of a kind below one parent, and what hangs below each of them."""

    def __init__(
        self,
        kind: type[Record],
        records: Sequence[Record],
        dossier: Dossier,
        names: Names,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names, self._dossier = names, dossier
        language = names.language
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = QLabel(language.record(kind.SPEC, plural=True), self)
        set_type(heading, Size.BODY, strong=True)
        column.addWidget(heading)
        below = tuple(spec.type for spec in RECORDS.values() if spec.parent == kind.SPEC.name)
        filled = filled_fields(kind, records)
        if not records:
            nothing = QLabel(language.text(N_("Nothing yet.")), self)
            set_tone(nothing, Role.MUTED)
            column.addWidget(nothing)
        elif len(filled) <= _WIDEST_TABLE and not any(dossier.all(k, r.id) for k in below for r in records):
            column.addWidget(_table(filled, records, names, self))
        else:
            for record in records:
                column.addWidget(self._block(record, below))

    def _block(self, record: Record, below: Sequence[type[Record]]) -> QWidget:
        """One record with its facts; what hangs below it is set in."""
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        title = QLabel(self._names.title(record), block)
        set_type(title, Size.BODY, strong=True)
        column.addWidget(title)
        rest = [fact for fact in readable(record, self._names) if fact.field.name not in record.SPEC.title]
        column.addWidget(FactsView(rest, self._names.language, block))
        for kind in below:
            children = self._dossier.all(kind, record.id)
            if children:
                inner = RecordsView(kind, children, self._dossier, self._names, block)
                inner.setContentsMargins(16, 0, 0, 0)
                column.addWidget(inner)
        return block


def readable(record: Record, names: Names) -> list[Fact]:
    """The facts of a record that a person reads: what is filled in, and what is required and is not."""
    found = facts(record, names.language, names.lookup, empty=True)
    return [
        _with_unit(fact, names)
        for fact in found
        if not _for_programs(fact.field) and not _is_address(fact.text) and (fact.text or _asked(fact.field))
    ]


def _with_unit(fact: Fact, names: Names) -> Fact:
    unit = fact.field.unit
    return replace(fact, text=f"{fact.text} {names.language.text(unit)}") if unit and fact.text else fact


def filled_fields(kind: type[Record], records: Sequence[Record]) -> tuple[Field, ...]:
    """The fields that at least one of these records has filled in."""
    return tuple(
        field
        for field in kind.SPEC.stored
        if not _for_programs(field)
        and any((value := getattr(r, field.name)) is not None and not _is_address(str(value)) for r in records)
    )


def _asked(field: Field) -> bool:
    return field.required and not field.guarded


_CODES_OF = frozenset({"occupation", "sbi", "institution"})


def _for_programs(field: Field) -> bool:
    """Whether a field holds the code of an entry of a list, beside which its name stands in another field."""
    return field.check is not None and field.complete in _CODES_OF


def _is_address(text: str) -> bool:
    """Whether a value is the address of an entry of a list: for programs, not for people."""
    return text.startswith(("http://", "https://"))


def _table(fields: Sequence[Field], records: Sequence[Record], names: Names, parent: QWidget) -> QWidget:
    """A table without lines but a hairline under its header."""
    table = QWidget(parent)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    for column, field in enumerate(fields):
        head = QLabel(names.label(field), table)
        set_type(head, Size.SMALL)
        set_tone(head, Role.MUTED)
        grid.addWidget(head, 0, column)
    line = QFrame(table)
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(Role.LINE)
    grid.addWidget(line, 1, 0, 1, len(fields))
    for row, record in enumerate(records, 2):
        for column, field in enumerate(fields):
            grid.addWidget(_cell(field, record, names, table), row, column)
    grid.setColumnStretch(len(fields) - 1, 1)
    return table


def _cell(field: Field, record: Record, names: Names, parent: QWidget) -> QLabel:
    text = names.show(field, getattr(record, field.name))
    cell = QLabel(text, parent)
    cell.setTextFormat(Qt.TextFormat.PlainText)
    cell.setWordWrap(field.kind is Kind.LONG or len(text) > 40)
    cell.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    cell.setAccessibleName(f"{names.label(field)}: {text}")
    return cell
