"""The settings: each with what it does, found by any word of it, and applied as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.settings import FolderPath, Range, Setting, Settings
from desktop.domain.folding import fold
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.settings.key_store import KeyStoreLine
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.tick_box import TickBox

SETTINGS = N_("Settings")
_WIDTH = 620
_WIDTHS: dict[type[QWidget], int] = {QLineEdit: 420, QSpinBox: 96}


class SettingsView(Screen):
    """One setting below the other; made from the declarations."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        heading = QLabel(text(SETTINGS), self)
        set_type(heading, Size.TITLE)
        self.search = SearchField(text(N_("Search in the settings")), self)
        self.search.setFixedWidth(280)
        self.nothing = QLabel(text(N_("No setting is described by these letters. Type fewer letters.")), self)
        set_tone(self.nothing, Role.MUTED)
        self.nothing.hide()
        inside, page = QWidget(self), QVBoxLayout(self)
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        self.lines: dict[str, SettingLine] = {}
        for name, setting in Settings.declared().items():
            if setting.label:
                self.lines[name] = SettingLine(name, setting, bench, inside)
                column.addWidget(self.lines[name])
        self.key_store = KeyStoreLine(bench, inside)
        self.key_store.setVisible(not bench.session.practice)
        column.addWidget(self.key_store)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setAccessibleName(text(SETTINGS))
        page.setContentsMargins(24, 16, 24, 16)
        page.setSpacing(16)
        for widget in (heading, self.search, self.nothing, scroll):
            page.addWidget(widget)
        page.setStretch(3, 1)
        self.search.search.connect(self._find)

    @override
    def visit(self, place: Place) -> None:
        self.key_store.look()
        self.search.setFocus()

    @override
    def flush(self) -> None:
        for line in self.lines.values():
            line.keep()
        self.key_store.forget()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.search, *list(self.lines.values())[:1])

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _leave(self) -> None:
        self.bench.go(Place("caseload"))

    def _find(self, typed: str) -> None:
        words, found = fold(typed).split(), 0
        for line in self.lines.values():
            fits = all(word in line.words for word in words)
            line.setVisible(fits)
            found += fits
        fits = not self.bench.session.practice and all(word in self.key_store.words for word in words)
        self.key_store.setVisible(fits)
        self.nothing.setVisible(not found and not fits)

    commands = (
        Command("settings.search", N_("Search in the settings"), _to_search, "Ctrl+F", SETTINGS, "search"),
        Command("settings.leave", N_("Back to the work"), _leave, "Esc", SETTINGS, "back"),
    )


class SettingLine(QWidget):
    """One setting: its name, what it does, and the control that fits its values."""

    def __init__(self, name: str, setting: Setting[object], bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._bench = name, bench
        text = bench.language.text
        value, title, explained = getattr(bench.settings, name), text(setting.label), text(setting.help)
        choices = {code: text(label) for code, label in setting.reading.choices.items()}
        self.words = fold(" ".join((title, explained, *choices.values(), setting.label, setting.help)))
        self.control: PlainCombo | TickBox | QSpinBox | QLineEdit
        if choices:
            self.control = PlainCombo(self)
            for code, label in choices.items():
                self.control.addItem(label, code)
            self.control.setCurrentIndex(self.control.findData(value))
            self.control.activated.connect(self._keep_choice)
        elif isinstance(value, bool):
            self.control = TickBox(title, self)
            self.control.setChecked(value)
            self.control.toggled.connect(self._set)
        elif isinstance(setting.reading, Range) and isinstance(value, int):
            self.control = QSpinBox(self)
            self.control.setRange(setting.reading.low, setting.reading.high)
            self.control.setValue(value)
            self.control.setKeyboardTracking(False)
            self.control.valueChanged.connect(self._set)
        else:
            self.control = QLineEdit(str(value), self)
            self.control.editingFinished.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name_label, below = QLabel(title, self), QLabel(explained, self)
        name_label.setBuddy(self.control)
        name_label.setVisible(not isinstance(self.control, TickBox))
        below.setWordWrap(True)
        set_type(below, Size.SMALL)
        set_tone(below, Role.MUTED)
        self.control.setAccessibleName(title)
        self.control.setAccessibleDescription(explained)
        self.control.setMaximumWidth(_WIDTHS.get(type(self.control), 220))
        self.control.setMinimumWidth(_WIDTHS.get(type(self.control), 0))  # the stretch beside it leaves it no more
        self.choose = QPushButton(text(N_("Choose a folder…")), self)
        self.choose.setVisible(isinstance(setting.reading, FolderPath))
        self.choose.clicked.connect(self._choose_folder)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.control)
        beside.addWidget(self.choose)
        beside.addStretch(1)
        column.addWidget(name_label)
        column.addLayout(beside)
        column.addWidget(below)

    def keep(self) -> None:
        """Keep what was typed in a line."""
        if isinstance(self.control, QLineEdit) and self.control.text().strip() != getattr(
            self._bench.settings, self._name
        ):
            self._set(self.control.text().strip())

    def _choose_folder(self) -> None:
        title = self._bench.language.text(N_("Choose a folder…"))
        if isinstance(self.control, QLineEdit) and (
            folder := QFileDialog.getExistingDirectory(self, title, self.control.text())
        ):
            self.control.setText(folder)
            self.keep()

    def _keep_choice(self) -> None:
        if isinstance(self.control, PlainCombo):
            self._set(self.control.currentData())

    def _set(self, value: object) -> None:
        self._bench.set(self._name, value)
