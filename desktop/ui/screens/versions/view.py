"""Two versions of an intake compared: what was, what became, who changed it and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.intake_versions import Difference, compare_versions
from desktop.application.values import plain
from desktop.domain.changes import WHOLE
from desktop.domain.fields import RECORDS
from desktop.domain.records import IntakeVersion, User
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.naming import Names
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.text_table import TextTable
from desktop.ui.widgets.timeline import colleague_names

VERSIONS = N_("Versions of the intake")


@dataclass(frozen=True, slots=True)
class Row:
    """A difference as a person reads it."""

    part: str
    field: str
    before: str
    after: str
    who: str
    when: str


class VersionsView(Screen):
    """The older version is chosen in the first list, the newer one, or the intake of now, in the second."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self._traject = ""
        heading, self.count = QLabel(text(VERSIONS), self), QLabel(self)
        set_type(heading, Size.TITLE)
        set_tone(self.count, Role.MUTED)
        self.older, self.newer, self.leave = PlainCombo(self), PlainCombo(self), QPushButton(self)
        columns = (
            Column(text(N_("Part")), _part, letters=17, tone=_muted),
            Column(text(N_("Field")), _field, letters=24),
            Column(text(N_("Was")), _before, letters=28),
            Column(text(N_("Became")), _after, letters=28),
            Column(text(N_("By whom")), _who, letters=20, tone=_muted),
            Column(text(N_("When")), _when, letters=16, tone=_muted),
        )
        height = row_height(bench.settings.density)
        self.table = TextTable(columns, Row("", "", "", "", "", ""), text(N_("Differences")), height, self)
        head, bar, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(heading)
        head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self.leave)
        for title, combo in ((text(N_("&From")), self.older), (text(N_("&To")), self.newer)):
            label = QLabel(title, self)
            label.setBuddy(combo)
            combo.setAccessibleName(title.replace("&", ""))
            combo.setMinimumContentsLength(28)
            bar.addWidget(label)
            bar.addWidget(combo)
        bar.addStretch(1)
        page.setContentsMargins(24, 16, 24, 8)
        page.setSpacing(12)
        page.addLayout(head)
        page.addLayout(bar)
        page.addWidget(self.table, 1)
        bench.commands.attach(self.leave, "versions.leave")
        self.older.activated.connect(self.load)
        self.newer.activated.connect(self.load)

    @override
    def visit(self, place: Place) -> None:
        self._traject = place.traject
        store = self.bench.session.store
        self.bench.jobs.store(partial(store.children, IntakeVersion, place.traject), self, self._offer)
        self.table.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.older, self.table)

    def _offer(self, versions: tuple[IntakeVersion, ...]) -> None:
        language = self.bench.language
        self.older.clear()
        self.newer.clear()
        self.newer.addItem(language.text(N_("as it is now")), None)
        for one in reversed(versions):
            day = plain(one.frozen_at, language) if one.frozen_at else "?"
            title = language.text(N_("version {n} of {day}"), n=one.version or 0, day=day)
            for combo in (self.older, self.newer):
                combo.addItem(title, one.version)
        self.load()

    def load(self) -> None:
        """Compare again."""
        older, newer = self.older.currentData(), self.newer.currentData()
        if older is None:
            self.table.show_lines([])
            self.count.setText(self.bench.language.text(N_("The intake was not finished yet.")))
            return
        self.bench.jobs.store(partial(self._compare, self._traject, older, newer), self, self._show)

    def _compare(self, traject: str, older: int, newer: int | None) -> list[Row]:
        store, language = self.bench.session.store, self.bench.language
        names = Names(store, language, traject)
        colleague = colleague_names(lambda user: store.find_one(User, user))

        def row(one: Difference) -> Row:
            spec = RECORDS[one.kind]
            by = (colleague(one.change.actor), plain(one.change.at, language)) if one.change else ("", "")
            if one.field == WHOLE:
                told = language.text(N_("removed")) if one.before else language.text(N_("added"))
                return Row(language.record(spec), told, _named(names, one.kind, one.before),
                           _named(names, one.kind, one.after), *by)  # fmt: skip
            field = spec.fields[one.field]
            before, after = names.show(field, one.before), names.show(field, one.after)
            return Row(language.record(spec), language.label(field), before, after, *by)

        return [row(one) for one in compare_versions(store, traject, older, newer)]

    def _show(self, rows: list[Row]) -> None:
        self.table.show_lines(rows)
        self.count.setText(self.bench.language.say(said_n("{n} difference", "{n} differences", len(rows))))

    def _leave(self) -> None:
        self.bench.go(Place("intake", self._traject))

    commands = (Command("versions.leave", N_("Back to the intake"), _leave, "Esc", VERSIONS, "back"),)


def _named(names: Names, kind: str, title: Mapping[str, Any]) -> str:
    fields = RECORDS[kind].fields
    return " ".join(shown for name, value in title.items() if (shown := names.show(fields[name], value)))


def _part(row: Row) -> str:
    return row.part


def _field(row: Row) -> str:
    return row.field


def _before(row: Row) -> str:
    return row.before


def _after(row: Row) -> str:
    return row.after


def _who(row: Row) -> str:
    return row.who


def _when(row: Row) -> str:
    return row.when


def _muted(_row: Row) -> QPalette.ColorRole | None:
    return Role.MUTED
