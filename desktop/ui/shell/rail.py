"""The rail at the left edge: the places of the program, each an icon with its name and key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.icons import icon
from desktop.ui.shell.commands import Commands, Elsewhere
from desktop.ui.theme import Role

WIDTH = 48


class Rail(QFrame):
    """Buttons of commands from top to bottom, and the menu of everything at the foot."""

    def __init__(self, commands: Commands, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._language = commands, language
        self._places: dict[str, QToolButton] = {}
        self.setFixedWidth(WIDTH)
        self.setBackgroundRole(Role.RAISED)
        self.setAutoFillBackground(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.menu_button = self._button()
        self.menu_button.setIcon(icon("menu"))
        title = language.text(N_("All commands"))
        self.menu_button.setAccessibleName(title)
        self.menu_button.setToolTip(f"{title}  F10")
        self.menu = QMenu(self.menu_button)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._column.addWidget(self.menu_button)

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(40, 40)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def place(self, screen: str, command_id: str) -> None:
        """A button that goes to a screen."""
        button = self._button()
        button.setCheckable(True)
        self._commands.attach(button, command_id, words=False)
        button.clicked.connect(self._keep_mark)
        self._places[screen] = button
        self._column.insertWidget(len(self._places) - 1, button)

    def foot(self, command_id: str) -> None:
        """A button at the foot, above the menu."""
        button = self._button()
        self._commands.attach(button, command_id, words=False)
        self._column.insertWidget(self._column.count() - 1, button)

    def mark(self, screen: str) -> None:
        """Show where the person is."""
        self._marked = screen
        for name, button in self._places.items():
            button.setChecked(name == screen)

    def _keep_mark(self) -> None:
        self.mark(self._marked)

    def open_menu(self) -> None:
        """Open the menu of all commands from the keyboard."""
        self.menu_button.showMenu()

    def fill_menu(self) -> None:
        """Put every command that makes sense here in the menu."""
        self._commands.refresh()
        self.menu.clear()
        for group, commands in self._commands.groups().items():
            self.menu.addSection(self._language.text(group))
            for command in commands:
                self.menu.addAction(self._commands.action(command.id))
        self._fill_elsewhere(self.menu.addMenu(self._language.text(N_("On another screen"))))

    def _fill_elsewhere(self, menu: QMenu) -> None:
        """What other screens can do, by screen; choosing it goes there and does it."""
        screens: dict[str, QMenu] = {}
        for each in self._commands.reachable():
            if each.where not in screens:
                screens[each.where] = menu.addMenu(self._language.text(each.where))
            screens[each.where].addAction(self._commands.title(each.command)).setData(each)
        menu.triggered.connect(self._go)

    def _go(self, action: QAction) -> None:
        if isinstance(each := action.data(), Elsewhere) and each.go is not None:
            each.go()
