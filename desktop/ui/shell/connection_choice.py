"""The file that the administrator gave, what it means in words, and the password that goes with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.application.connection import Connection, read_file
from desktop.application.i18n import Language
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.said import N_, CodeName, said
from desktop.ui.shell.lock_screen import button, secret_field, side_by_side
from desktop.ui.theme import Role, set_tone


class ConnectionChoice(QWidget):
    """Says what a file means as soon as it is chosen; the password is asked where the server asks one."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        text = language.text
        self.file, self.password = QLineEdit(self), secret_field(self)
        self.choose = button(text(N_("Choose a fi&le…")), self)
        self.meaning = QLabel(self)
        self.meaning.setWordWrap(True)
        set_tone(self.meaning, Role.MUTED)
        self._asked = QLabel(text(N_("Pass&word of the shared database")), self)
        self._asked.setBuddy(self.password)
        self.password.setAccessibleName(self._asked.text().replace("&", ""))
        named = QLabel(text(N_("&Connection file of the administrator")), self)
        named.setBuddy(self.file)
        self.file.setAccessibleName(named.text().replace("&", ""))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(named)
        rows.addWidget(self.file)
        rows.addLayout(side_by_side(self.choose))
        rows.addSpacing(4)
        rows.addWidget(self.meaning)
        rows.addSpacing(8)
        rows.addWidget(self._asked)
        rows.addWidget(self.password)
        self.setFocusProxy(self.file)
        self.choose.clicked.connect(self._point)
        self.file.editingFinished.connect(self._explain)
        self._ask(asks=False)
        self.meaning.hide()

    def chosen(self) -> tuple[Connection, str]:
        """The connection and the password; `Invalid` where something is missing."""
        made = self._read()
        if not made.local and not self.password.text():
            raise Invalid({"password": said(N_("Type the password that the administrator gave you with the file."))})
        return made, self.password.text()

    def forget(self) -> None:
        """Leave no password in the field."""
        self.password.clear()

    def _read(self) -> Connection:
        typed = self.file.text().strip()
        if not typed:
            raise Invalid({"file": said(N_("Choose the connection file first. Your administrator has it."))})
        return read_file(Path(typed).expanduser())

    def _point(self) -> None:
        title = self._language.text(N_("Choose the connection file"))
        path, _ = QFileDialog.getOpenFileName(self, title, self.file.text(), "*.json")
        if path:
            self.file.setText(path)
            self._explain()
            (self.password if self.password.isVisible() else self.file).setFocus()

    def _explain(self) -> None:
        """What the chosen file means; nothing is refused yet."""
        if not self.file.text().strip():
            return
        try:
            made = self._read()
        except OverstapError as refusal:
            self.meaning.setText(self._language.say(refusal))
        else:
            sentence = N_(
                "You share as {name}, {role}. What you write about the people of this desk goes to {server}, and from "
                "there to the laptops of your colleagues. It stays here as well, so you can work without network."
            )
            here = said(N_("a server on this computer, for practice"))
            role = CodeName("role", made.role)
            server = here if made.local else made.host
            self.meaning.setText(self._language.say(said(sentence, name=made.name, role=role, server=server)))
            self._ask(asks=not made.local)
        self.meaning.show()

    def _ask(self, *, asks: bool) -> None:
        self._asked.setVisible(asks)
        self.password.setVisible(asks)
