"""The keys of the route editor, the same in the picture and in the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.domain.said import N_
from desktop.ui.screens.route.view_model import RouteModel

WEEK = 7
HINT = N_("←/→ week · Shift+←/→ duration · Ctrl+←/→ with what follows · Ctrl+↑/↓ order · Enter details · Del takes out")


class RouteKeys:
    """Turns a key into what it does to the chosen module."""

    def __init__(
        self, model: RouteModel, *, details: Callable[[], object], catalogue: Callable[[], object],
        exempt: Callable[[], object],
    ) -> None:  # fmt: skip
        self._model = model
        self._plain: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: details,
            Qt.Key.Key_Enter: details,
            Qt.Key.Key_Delete: model.take_out,
            Qt.Key.Key_A: catalogue,
            Qt.Key.Key_Insert: catalogue,
            Qt.Key.Key_E: exempt,
        }

    def handle(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the route."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        model, modifier = self._model, Qt.KeyboardModifier
        if along := {Qt.Key.Key_Left: -WEEK, Qt.Key.Key_Right: WEEK}.get(key, 0):
            if held == modifier.NoModifier:
                model.nudge(days=along)
            elif held == modifier.ShiftModifier:
                model.nudge(longer=along)
            elif held == modifier.ControlModifier:
                model.nudge(days=along, along=True)
            else:
                return False
            return True
        if held == modifier.ControlModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            model.order(1 if key == Qt.Key.Key_Down else -1)
            return True
        if model.gesture is not None and (
            (key == Qt.Key.Key_Escape and held == modifier.NoModifier)
            or (key == Qt.Key.Key_Z and held == modifier.ControlModifier)
        ):
            model.cancel()
            return True
        if held == modifier.NoModifier and key in self._plain:
            self._plain[key]()
            return True
        return False

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is ours although a command of the window has it too: Ctrl+Z takes back what is being tried."""
        undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        escape = event.key() == Qt.Key.Key_Escape
        return self._model.gesture is not None and (undo or escape)
