"""Ctrl+K: people, employers and commands in one box, found by any word of their name; first, where one was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.application.ports import Hit, Store
from desktop.domain.said import N_
from desktop.ui.shell.commands import Command, Elsewhere, shortcut_text
from desktop.ui.shell.whereabouts import named
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.list_items import take_all

SEARCH_PAUSE_MS = 80
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was picked: a command of here or of elsewhere, a person or employer, or a place where one was."""

    command: str = ""
    elsewhere: Elsewhere | None = None
    hit: Hit | None = None
    place: Place | None = None
    beside: bool = False  # in the second window


class Palette(QFrame):
    """A box above the content; Esc puts everything back as it was."""

    chosen = Signal(object)

    def __init__(self, bench: Workbench, recent: Callable[[], tuple[Place, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self._recent = recent
        self._bench, self._over, self._before = bench, parent, parent.focusWidget()
        text = bench.language.text
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(Role.RAISED)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(text(N_("Go to a person, employer or command")))
        self.field.setPlaceholderText(text(N_("Name of a person, employer or command")))
        self.list = QListWidget(self)
        self.list.setAccessibleName(text(N_("Found")))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.foot = QLabel(self)
        set_type(self.foot, Size.SMALL)
        set_tone(self.foot, Role.MUTED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        for widget in (self.field, self.list, self.foot):
            layout.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._clicked)
        self.hide()

    def open(self) -> None:
        """Show the box with the commands of this place."""
        self._before = self._over.window().focusWidget()
        place = self._over.rect()
        width = min(560, place.width() - 96)
        self.setGeometry((place.width() - width) // 2, 48, width, min(420, place.height() - 96))
        self.field.clear()
        self._show((), "")
        self._search()
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_box(self) -> None:
        """Away, and the focus back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _typed(self) -> None:
        self._pause.start(SEARCH_PAUSE_MS)

    def _search(self) -> None:
        typed = self.field.text()
        store, language = self._bench.session.store, self._bench.language
        found = partial(_found_by, typed) if typed.strip() else partial(_places, places=self._recent())
        self._bench.jobs.store(partial(found, store, language), self, partial(self._found, typed))

    def _found(self, typed: str, lines: tuple[tuple[str, Chosen], ...]) -> None:
        if self.isVisible() and typed == self.field.text():
            self._show(lines, typed)

    def _show(self, lines: tuple[tuple[str, Chosen], ...], typed: str) -> None:
        take_all(self.list)
        for line, chosen in lines:
            self._add(line, chosen)
        for command in self._bench.commands.matching(typed):
            self._add(self._line(command), Chosen(command=command.id))
        for each in self._bench.commands.reachable(typed) if typed.strip() else ():
            where = self._bench.language.text(each.where)
            self._add(f"{self._bench.commands.title(each.command)}    {where}", Chosen(elsewhere=each))
        self.list.setCurrentRow(0)
        text = self._bench.language.text
        keys, nothing = (
            text(N_("↑↓ choose · Enter go · Ctrl+Enter in a second window · Esc back")),
            text(N_("Nothing is called that. Type fewer letters.")),
        )
        self.foot.setText(keys if self.list.count() else nothing)

    def _line(self, command: Command) -> str:
        return f"{self._bench.commands.title(command)}    {shortcut_text(command)}".rstrip()

    def _add(self, line: str, entry: Chosen) -> None:
        item = QListWidgetItem(line, self.list)
        item.setData(_ENTRY, entry)

    def _clicked(self) -> None:
        held = QApplication.keyboardModifiers()
        self._take(beside=bool(held & Qt.KeyboardModifier.ControlModifier))

    def _take(self, *, beside: bool) -> None:
        """Tell what is chosen; ``beside`` shows a person or employer in the second window."""
        item = self.list.currentItem()
        if item is not None:
            self.close_box()
            self.chosen.emit(replace(item.data(_ENTRY), beside=beside))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self.list.count()))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(beside=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
            if key == Qt.Key.Key_Escape:
                self.close_box()
                return True
        return False


def _found_by(typed: str, store: Store, language: Language) -> tuple[tuple[str, Chosen], ...]:
    """People and employers by what was typed, and cases by their number or the reference of who referred."""
    people = store.search(typed, ("candidate", "employer"), 8)
    cases = tuple(Place("dossier", hit.id) for hit in store.search(typed, ("traject",), 3))
    return (
        *((f"{hit.title}    {hit.detail}".rstrip(), Chosen(hit=hit)) for hit in people),
        *((line, Chosen(place=place)) for line, place in named(store, language, cases)),
    )


def _places(store: Store, language: Language, places: tuple[Place, ...]) -> tuple[tuple[str, Chosen], ...]:
    return tuple((line, Chosen(place=place)) for line, place in named(store, language, places))
