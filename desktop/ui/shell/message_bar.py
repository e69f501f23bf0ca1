"""Messages inside the window, with the one act that fits: nothing has to be clicked away before work goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.icons import icon
from desktop.ui.shell.announce import announce
from desktop.ui.theme import Role, set_tone

Tone = Literal["done", "help", "warning", "problem"]

_SIGNS: dict[Tone, tuple[str, QPalette.ColorRole]] = {
    "done": ("\N{CHECK MARK}", QPalette.ColorRole.Link),
    "help": ("?", QPalette.ColorRole.Link),
    "warning": ("\N{WARNING SIGN}", Role.WARNING),
    "problem": ("\N{WARNING SIGN}", Role.DANGER),
}
_STAYS_MS = 8000


class MessageBar(QFrame):
    """One message at a time; what went well leaves by itself, a problem stays until it is answered or closed."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Callable[[], object] | None = None
        self.setBackgroundRole(Role.SELECTED)
        self.setAutoFillBackground(True)
        self._sign, self._text = QLabel(self), QLabel(self)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act, self._close = QPushButton(self), QToolButton(self)
        self._close.setIcon(icon("close"))
        self._close.setAccessibleName(language.text(N_("Close the message")))
        self._close.setToolTip(language.text(N_("Close the message")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        for widget in (self._sign, self._text, self._act, self._close):
            layout.addWidget(widget, 1 if widget is self._text else 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._act.clicked.connect(self._answer)
        self._close.clicked.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, tone: Tone = "done", action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a message, with a button that answers it."""
        sign, role = _SIGNS[tone]
        self._sign.setText(sign)
        set_tone(self._sign, role)
        self._text.setText(text)
        self._run = run
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self.show()
        announce(self, text, now=tone == "problem")
        if tone == "done":
            self._timer.start(_STAYS_MS)
        else:
            self._timer.stop()

    def left(self) -> None:
        """The person goes to another place: what was said about this one goes, unless it can still be undone."""
        if self._run is None:
            self.clear()

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self._run = None
        self.hide()

    def _answer(self) -> None:
        run = self._run
        self.clear()
        if run is not None:
            run()
