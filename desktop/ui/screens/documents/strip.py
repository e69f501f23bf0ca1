"""The buttons below the documents: those of the list, or those of the document that is looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui.shell.commands import Commands


class Strip(QWidget):
    """Each button shows and runs a command of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back, self.look, self.open, self.save, self.print, self.remove = (QPushButton(self) for _ in range(6))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.back, self.look, self.open, self.save, self.print, self.remove):
            row.addWidget(button)
        row.addStretch(1)

    def attach(self, commands: Commands) -> None:
        """Connect each with its command."""
        for button, command in (
            (self.back, "back"), (self.look, "look"), (self.open, "open"), (self.save, "save"),
            (self.print, "print"), (self.remove, "remove"),
        ):  # fmt: skip
            commands.attach(button, f"documents.{command}")

    def show_state(self, *, viewing: bool, filed: bool) -> None:
        """What makes sense while a document is looked at, or where anything is filed."""
        for button in (self.back, self.print):
            button.setVisible(viewing)
        for button in (self.look, self.remove):
            button.setVisible(filed and not viewing)
        for button in (self.open, self.save):
            button.setVisible(viewing or filed)
