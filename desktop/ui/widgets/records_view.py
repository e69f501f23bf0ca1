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

_WIDEST_TABLE = 68
"""Letters that the columns of a table need at least; more do not fit where the window is narrow."""
_GAP = 4
_FEW = 8
"""So many short facts of a record stand in a line that flows, more in columns."""
_SHORT = 14
"""Letters that a table cell never breaks."""


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
        elif not filled:  # nothing but codes for programs: what each is called has to do
            for record in records:
                column.addWidget(QLabel(names.title(record), self))
        elif _fits_a_table(filled, records, names) and not any(dossier.all(k, r.id) for k in below for r in records):
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
        if len(rest) <= _FEW and all(fact.text and fact.field.kind is not Kind.LONG for fact in rest):
            column.addWidget(_flowing(" · ".join(f"{fact.label}: {fact.text}" for fact in rest), block))
        else:
            column.addWidget(FactsView(rest, self._names.language, block))
        for kind in below:
            children = self._dossier.all(kind, record.id)
            if children and len(fields := filled_fields(kind, children)) == 1:
                what = self._names.language.record(kind.SPEC, plural=True)
                shown = ", ".join(self._names.show(fields[0], getattr(child, fields[0].name)) for child in children)
                column.addWidget(_flowing(f"{what}: {shown}", block))
            elif children:
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
        if not _for_programs(field) and any(_says(field, getattr(record, field.name)) for record in records)
    )


def _says(field: Field, value: object) -> bool:
    """Whether a value is worth reading: an address is for programs, a *no* that the program wrote itself is no news."""
    return value is not None and not _is_address(str(value)) and not (field.guarded and value is False)


def _asked(field: Field) -> bool:
    return field.required and not field.guarded


_CODES_OF = frozenset({"occupation", "sbi", "institution"})
_PROOF = frozenset({"sha256", "snapshot"})


def _for_programs(field: Field) -> bool:
    """Whether a field holds the code of an entry of a list, beside which its name stands, or what proves a print."""
    return (field.check is not None and field.complete in _CODES_OF) or field.name in _PROOF


def _is_address(text: str) -> bool:
    """Whether a value is the address of an entry of a list: for programs, not for people."""
    return text.startswith(("http://", "https://"))


def _fits_a_table(fields: Sequence[Field], records: Sequence[Record], names: Names) -> bool:
    """Whether the columns still stand beside each other where the window is narrow."""
    wide = 0
    for field in fields:
        cells = [names.show(field, getattr(record, field.name)) for record in records]
        unbroken = [cell if len(cell) <= _SHORT else max(cell.split(), key=len) for cell in cells if cell]
        heads = names.label(field).split()
        wide += _GAP + max(map(len, [*unbroken, *heads]), default=0)
    return wide <= _WIDEST_TABLE


def _table(fields: Sequence[Field], records: Sequence[Record], names: Names, parent: QWidget) -> QWidget:
    """A table without lines but a hairline under its header."""
    table = QWidget(parent)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    for column, field in enumerate(fields):
        head = QLabel(names.label(field), table)
        head.setWordWrap(True)
        head.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        set_type(head, Size.SMALL)
        set_tone(head, Role.MUTED)
        grid.addWidget(head, 0, column)
    line = QFrame(table)
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(Role.LINE)
    grid.addWidget(line, 1, 0, 1, len(fields) + 1)
    for row, record in enumerate(records, 2):
        for column, field in enumerate(fields):
            grid.addWidget(_cell(field, record, names, table), row, column)
    for column, field in enumerate(fields):
        longest = max(len(names.show(field, getattr(record, field.name))) for record in records)
        grid.setColumnStretch(column, min(longest, 40) if longest > _SHORT else 0)
    grid.setColumnStretch(len(fields), 1)  # a table of short columns does not spread
    return table


def _flowing(text: str, parent: QWidget) -> QLabel:
    line = QLabel(text, parent)
    line.setTextFormat(Qt.TextFormat.PlainText)
    line.setWordWrap(True)
    return line


def _cell(field: Field, record: Record, names: Names, parent: QWidget) -> QLabel:
    text = names.show(field, getattr(record, field.name))
    cell = QLabel(text, parent)
    cell.setTextFormat(Qt.TextFormat.PlainText)
    cell.setWordWrap(len(text) > _SHORT)
    cell.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    cell.setAccessibleName(f"{names.label(field)}: {text}")
    return cell
