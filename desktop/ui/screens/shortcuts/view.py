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
    """The commands by the menu they stand in, with their keys and where they work."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        heading, lead = QLabel(text(SHORTCUTS), self), QLabel(self)
        set_type(heading, Size.TITLE)
        lead.setText(text(N_("Ctrl+K runs every command by its name, from anywhere.")))
        lead.setWordWrap(True)
        set_tone(lead, Role.MUTED)
        self.search = SearchField(text(N_("Search in the shortcuts")), self)
        self.search.setFixedWidth(280)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(text(SHORTCUTS))
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(12)
        for widget in (heading, lead, self.search, self.area):
            page.addWidget(widget)
        page.setStretch(3, 1)
        self.search.search.connect(self._show)

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
        groups: dict[str, dict[tuple[str, str], list[str]]] = {}
        for command, where in commands.fitting(typed):
            if command.shortcut:
                line = (commands.title(command), shortcut_text(command))
                groups.setdefault(command.group, {}).setdefault(line, []).append(where)
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for column in (1, 2):  # the words share what the keys leave
            grid.setColumnStretch(column, 1)
        row = 0
        for group, members in groups.items():
            head = QLabel(text(group) if group else text(N_("Elsewhere")), inside)
            set_type(head, Size.HEADING)
            grid.addWidget(head, row, 0, 1, 3)
            grid.setRowMinimumHeight(row, 40)
            grid.setAlignment(head, Qt.AlignmentFlag.AlignBottom)
            for (title, keys), wheres in members.items():
                row += 1
                there = ", ".join(text(where) for where in dict.fromkeys(wheres) if where and where != group)
                for column, words in enumerate((keys, title, there)):
                    label = QLabel(words, inside)
                    label.setWordWrap(column > 0)
                    if column != 1:
                        set_tone(label, Role.MUTED)
                    grid.addWidget(label, row, column)
            row += 1
        if not groups:
            grid.addWidget(QLabel(text(N_("No shortcut is called that. Type fewer letters.")), inside), 0, 0)
        grid.setRowStretch(row + 1, 1)
        self.area.setWidget(inside)

    commands = (Command("shortcuts.leave", N_("Back to the work"), _leave, "Esc", SHORTCUTS, "back"),)
