"""The amendments of an agreement as versions, each with what changed from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.application.agreement_reading import Version
from desktop.application.values import plain
from desktop.domain.changes import Change
from desktop.domain.fields import Field
from desktop.domain.records import Agreement
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.theme import Role, set_tone
from desktop.ui.widgets.heading import heading
from desktop.ui.widgets.lines_view import LinesView


class VersionsView(QWidget):
    """The newest first; the first version is the agreement as it was signed before any of these."""

    def __init__(self, versions: Sequence[Version], names: Names, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        language = names.language
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for version in versions:
            sheet = version.amendment
            title = language.text(
                N_("Version {number}, from {day}"),
                number=sheet.version or "–",
                day=plain(sheet.from_date, language) if sheet.from_date else "–",
            )
            column.addWidget(heading(title, self))
            why = QLabel(" – ".join(part for part in (sheet.what, sheet.reason) if part), self)
            why.setTextFormat(Qt.TextFormat.PlainText)
            why.setWordWrap(True)
            set_tone(why, Role.MUTED)
            column.addWidget(why)
            lines = [
                (language.label(field), _step(field, change, names))
                for change in version.changes
                if (field := Agreement.SPEC.fields.get(change.field)) is not None
            ]
            view = LinesView(self)
            view.show_lines(lines, language.text(N_("What changed is written on the sheet.")))
            column.addWidget(view)


class EarlierAgreements(QLabel):
    """Agreements that ended before this one, a line each."""

    def __init__(self, earlier: Sequence[Agreement], names: Names, parent: QWidget | None = None) -> None:
        super().__init__("\n".join(_line(one, names) for one in reversed(earlier)), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)


def _step(field: Field, change: Change, names: Names) -> str:
    nothing = names.language.text(N_("nothing"))
    return " → ".join(names.show(field, value) or nothing for value in (change.before, change.after))


def _line(one: Agreement, names: Names) -> str:
    facts = (names.show(one.SPEC.fields[name], getattr(one, name)) for name in ("start", "end", "status"))
    return " · ".join(filter(None, (one.agreement_no, *facts)))
