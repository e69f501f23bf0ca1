"""How a page of the program is laid out: its heading with what stands beside it, then the rest, then its keys."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

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
