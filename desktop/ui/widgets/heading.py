"""A heading of a page or of a part of it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ui.theme import Size, set_type


def heading(text: str, parent: QWidget, size: Size = Size.BODY) -> QLabel:
    """Words above a part of a page; wraps where the window is narrow."""
    made = QLabel(text, parent)
    made.setWordWrap(True)
    set_type(made, size, strong=True)
    return made


def titled(title: str, content: QWidget, parent: QWidget) -> QVBoxLayout:
    """A part of a page below its title."""
    column = QVBoxLayout()
    column.setSpacing(6)
    if title:
        column.addWidget(heading(title, parent))
    column.addWidget(content)
    return column
