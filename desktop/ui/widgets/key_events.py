"""What a key that was pressed means, where more than one widget asks it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Ctrl+Enter: do here what elsewhere goes to the next stage."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
