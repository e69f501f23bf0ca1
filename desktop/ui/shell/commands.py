"""What can be done, declared once: menu, shortcut, palette and tooltip read the same list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.application.i18n import Language
from desktop.domain.folding import fold
from desktop.ui.icons import icon
from desktop.ui.widgets.empty_state import with_keys


class ShortcutTaken(ValueError):
    """Two commands want one shortcut where both could be meant."""


def always(*_of: object) -> bool:
    """For what always makes sense."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One act: its name (a marked message), what it runs, its key, and when it makes sense.

    ``group`` is the menu it stands in, also a marked message. A class declares the commands of its instances with its
    own methods, so that they are known before there is one; `of` makes them those of an instance. ``at`` is the part of
    the screen that has to be shown for it, as `Place.at` says it.
    """

    id: str  # "dossier.advance"
    title: str
    run: Callable[..., object]
    shortcut: str = ""
    group: str = ""
    icon: str = ""
    enabled: Callable[..., bool] = always
    at: str = ""

    def of(self, owner: object) -> Command:
        """The command of this instance."""
        return replace(self, run=partial(self.run, owner), enabled=partial(self.enabled, owner))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A command of a screen that need not be there yet: where it works, and how to get there and run it.

    ``go`` is nothing where only another screen leads there, or it makes sense for what is chosen there.
    """

    command: Command
    where: str
    go: Callable[[], object] | None = None


class Commands(QObject):
    """All commands: those of the window and those of the screens, which count while their screen is shown."""

    changed = Signal()

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._by_id: dict[str, tuple[Command, QAction, QWidget, bool]] = {}
        self.elsewhere: Callable[[], Iterable[Elsewhere]] = tuple
        """What the other screens declare."""

    def add(self, where: QWidget, *commands: Command, everywhere: bool = False) -> None:
        """Make commands known; their keys work in ``where`` and what it holds, or ``everywhere``.

        Raises `ShortcutTaken` where two of one place, or one of the window and any other, share a shortcut.
        """
        for command in commands:
            self._refuse_taken(command, where, everywhere)
            action = QAction(self.title(command), where)
            if command.shortcut:
                action.setShortcuts([QKeySequence(part) for part in command.shortcut.split(" | ")])
            context = Qt.ShortcutContext
            action.setShortcutContext(context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut)
            action.setProperty("command", command.id)
            if command.icon:
                action.setIcon(icon(command.icon))
            action.triggered.connect(self._triggered)
            where.addAction(action)
            self._by_id[command.id] = (command, action, where, everywhere)
        self.changed.emit()

    def declare(self, owner: QWidget, commands: Sequence[Command], where: QWidget | None = None) -> None:
        """Make the commands that its class declares those of this instance; their keys work in it, or in ``where``."""
        self.add(where or owner, *(command.of(owner) for command in commands))

    def _refuse_taken(self, command: Command, where: QWidget, everywhere: bool) -> None:
        if command.id in self._by_id:
            raise ShortcutTaken(f"two commands named {command.id}")
        mine = _keys(command)
        for other, _, place, global_ in self._by_id.values():
            if mine & _keys(other) and (place is where or everywhere or global_):
                raise ShortcutTaken(f"{command.id} and {other.id} share {mine & _keys(other)}")

    def forget(self, where: QWidget) -> None:
        """Leave out the commands of a screen that is going away, and of the parts of it."""
        self._by_id = {
            id_: entry
            for id_, entry in self._by_id.items()
            if entry[2] is not where and not where.isAncestorOf(entry[2])
        }
        self.changed.emit()

    def _triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.run(str(action.property("command")))

    def run(self, command_id: str) -> None:
        """Do it, if it makes sense now."""
        command = self._by_id[command_id][0]
        if command.enabled():
            command.run()

    def refresh(self) -> None:
        """Look again which commands make sense now, for buttons that show it."""
        for command, action, _, _ in self._by_id.values():
            action.setEnabled(command.enabled())

    def retitle(self, command_id: str, title: str) -> None:
        """Name the step in the button: 'Undo: Phone changed'. The title is already in the reader's language."""
        self._by_id[command_id][1].setText(title)

    def knows(self, command_id: str) -> bool:
        """Whether there is such a command here."""
        return command_id in self._by_id

    def action(self, command_id: str) -> QAction:
        """The action of a command, to show in a menu."""
        return self._by_id[command_id][1]

    def keys(self, command_id: str) -> str:
        """The key of a command as it stands on the keyboard; empty where it has none, or is not here."""
        return shortcut_text(self._by_id[command_id][0]) if self.knows(command_id) else ""

    def attach(self, button: QAbstractButton, command_id: str, *, words: bool = True, keyed: bool = False) -> None:
        """Make a button show and run a command: its words, its tip with the key, its name for who listens.

        ``keyed`` puts the key on the button as well, for who is here for the first time.
        """
        command, action, _, _ = self._by_id[command_id]
        if not words and command.icon:
            button.setIcon(icon(command.icon))
        button.clicked.connect(action.trigger)
        follower = _Follower(button, action, shortcut_text(command), words, keyed)
        action.changed.connect(follower.follow)
        follower.follow()

    def title(self, command: Command) -> str:
        """What a command is called in the reader's language."""
        return self._language.text(command.title)

    def visible(self) -> Iterator[Command]:
        """The commands that make sense now: those of the window and of screens that are shown."""
        for command, _, where, everywhere in self._by_id.values():
            if (everywhere or where.isVisible()) and command.enabled():
                yield command

    def matching(self, typed: str) -> tuple[Command, ...]:
        """The commands whose name holds every word typed, in either language, for the palette."""
        return tuple(c for c in self.visible() if self._is_called(c, typed))

    def reachable(self, typed: str = "") -> tuple[Elsewhere, ...]:
        """The commands of other screens with such a name that can be gone to and run from here."""
        return tuple(e for e in self.elsewhere() if e.go is not None and self._is_called(e.command, typed))

    def fitting(self, typed: str) -> tuple[tuple[Command, str], ...]:
        """Every command with such a name, whether it makes sense now or not, and where it works; empty: everywhere."""
        found = {entry[0].id: (entry[0], "") for entry in self._by_id.values()}
        for each in self.elsewhere():
            found[each.command.id] = (each.command, each.where)
        return tuple((c, where) for c, where in found.values() if self._is_called(c, typed))

    def _is_called(self, command: Command, typed: str) -> bool:
        called = fold(f"{self.title(command)} {command.title}")
        return all(word in called for word in fold(typed).split())

    def groups(self) -> dict[str, list[Command]]:
        """The visible commands by the menu they stand in; those without a menu are left out."""
        found: dict[str, list[Command]] = {}
        for command in self.visible():
            if command.group:
                found.setdefault(command.group, []).append(command)
        return found


class _Follower(QObject):
    """Keeps what a button says the same as its action."""

    def __init__(self, button: QAbstractButton, action: QAction, keys: str, words: bool, keyed: bool) -> None:
        super().__init__(button)
        self._button, self._action, self._keys, self._words, self._keyed = button, action, keys, words, keyed

    def follow(self) -> None:
        """Take over name, key and whether it makes sense."""
        title = self._action.text()
        if self._words:
            self._button.setText(with_keys(title, self._keys if self._keyed else ""))
        self._button.setToolTip(f"{title}  {self._keys}".strip())
        self._button.setAccessibleName(title)
        self._button.setAccessibleDescription(self._keys)
        self._button.setEnabled(self._action.isEnabled())


def _keys(command: Command) -> frozenset[str]:
    parts = command.shortcut.split(" | ") if command.shortcut else []
    return frozenset(QKeySequence(part).toString() for part in parts)


def shortcut_text(command: Command) -> str:
    """The key as it stands on the keyboard: 'Ctrl+Enter'."""
    first = command.shortcut.split(" | ", maxsplit=1)[0]
    return QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
