"""Every key on one page, read from the commands themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.said import N_
from desktop.ui.shell.commands import Command, shortcut_text
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.search_field import SearchField

SHORTCUTS = N_("Keyboard shortcuts")


class ShortcutsView(Screen):
    """The commands by the menu they stand in, with their keys; those of a screen once it was open."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        heading, lead = QLabel(text(SHORTCUTS), self), QLabel(self)
        set_type(heading, Size.TITLE)
        lead.setText(
            text(N_("Ctrl+K runs every command by its name. The keys of a screen are here once you have been there."))
        )
        lead.setWordWrap(True)
        set_tone(lead, Role.MUTED)
        self.search = SearchField(text(N_("Search in the shortcuts")), self)
        self.search.setFixedWidth(280)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAccessibleName(text(SHORTCUTS))
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(12)
        for widget in (heading, lead, self.search, self.area):
            page.addWidget(widget)
        page.setStretch(3, 1)
        self.search.search.connect(self._show)
        bench.commands.add(
            self, Command("shortcuts.leave", N_("Back to the work"), self._leave, "Esc", SHORTCUTS, "back")
        )

    @override
    def visit(self, place: Place) -> None:
        self._show(self.search.text())
        self.search.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, self.area)

    def _leave(self) -> None:
        self.bench.go(Place("caseload"))

    def _show(self, typed: str) -> None:
        commands, text = self.bench.commands, self.bench.language.text
        groups: dict[str, list[Command]] = {}
        for command in commands.fitting(typed):
            if command.shortcut:
                groups.setdefault(command.group, []).append(command)
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        row = 0
        for group, members in groups.items():
            head = QLabel(text(group) if group else text(N_("Elsewhere")), inside)
            set_type(head, Size.HEADING)
            grid.addWidget(head, row, 0, 1, 3)
            grid.setRowMinimumHeight(row, 40)
            grid.setAlignment(head, Qt.AlignmentFlag.AlignBottom)
            for command in members:
                row += 1
                title, keys = QLabel(commands.title(command), inside), QLabel(shortcut_text(command), inside)
                set_tone(keys, Role.MUTED)
                grid.addWidget(keys, row, 0)
                grid.addWidget(title, row, 1)
            row += 1
        if not groups:
            grid.addWidget(QLabel(text(N_("No shortcut is called that. Type fewer letters.")), inside), 0, 0)
        grid.setRowStretch(row + 1, 1)
        self.area.setWidget(inside)
