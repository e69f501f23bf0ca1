"""How a page of the program is laid out: its heading with what stands beside it, then the rest, then its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import Role, Size, set_tone, set_type


class PageLayout(QVBoxLayout):
    """The heading at the left, these widgets at the right of it; what is added stands below."""

    def __init__(self, page: QWidget, heading: QLabel | str, *right: QWidget) -> None:
        super().__init__(page)
        self.setContentsMargins(24, 16, 24, 8)
        self.setSpacing(12)
        title = QLabel(heading, page) if isinstance(heading, str) else heading
        set_type(title, Size.TITLE)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(title)
        self.head.addStretch(1)
        for widget in right:
            self.head.addWidget(widget)
        self.addLayout(self.head)


_WIDEST = 720
"""Lines that are longer are hard to read."""


class SheetLayout(QVBoxLayout):
    """The heading stays, the sheet below it scrolls; what is put in ``column`` is no wider than reads well."""

    def __init__(self, screen: QWidget, heading: QLabel, sheet: QScrollArea, page: QWidget) -> None:
        super().__init__(screen)
        self.setContentsMargins(0, 16, 0, 8)
        self.setSpacing(8)
        set_type(heading, Size.TITLE)
        heading.setContentsMargins(26, 0, 24, 0)  # the page has a border of 2
        inner, wide = QWidget(page), QHBoxLayout(page)
        inner.setMaximumWidth(_WIDEST)
        wide.setContentsMargins(24, 0, 24, 16)
        wide.addWidget(inner, 1000)  # as wide as it may be; what is left stays at the right
        wide.addStretch(1)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        sheet.setWidget(page)
        sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.addWidget(heading)
        self.addWidget(sheet, 1)


def label_of(control: QWidget, title: str) -> QLabel:
    """The name of a control, beside it; its letter with Alt leads there."""
    label = QLabel(title, control.parentWidget())
    set_tone(label, Role.MUTED)
    label.setBuddy(control)
    control.setAccessibleName(title.replace("&", ""))
    return label


def quiet(text: str, parent: QWidget) -> QLabel:
    """What is said on the side, in as many lines as it takes."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    set_tone(label, Role.MUTED)
    return label


def key_hint(text: str, parent: QWidget) -> QLabel:
    """The keys of a list, below it."""
    label = quiet(text, parent)
    set_type(label, Size.SMALL)
    return label
