"""How the program looks and moves, as the settings ask or else the computer, and Qt's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

    from desktop.application.settings import Settings
    from desktop.ui.motion import Motion


class Look(QObject):
    """Follows the settings, and the colours of the computer where those are chosen."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._motion: Motion | None = None
        self._translator: QTranslator | None = None

    @property
    def is_settled(self) -> bool:
        """Whether what can wait until the window is there is done."""
        return self._motion is not None

    def settle(self) -> None:
        """What can wait until the window is there."""
        from desktop.ui.icons import icon
        from desktop.ui.motion import Motion

        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setWindowIcon(icon("overstap"))
            self._motion = Motion(app, self)
            self._motion.limit(less=self._settings.reduced_motion)
            app.styleHints().colorSchemeChanged.connect(self._follow_system)
            self._follow_system()

    def _follow_system(self) -> None:
        if self._settings.theme == "system":
            self.colour()

    def move(self) -> None:
        """Move as much as the settings ask now."""
        if self._motion is not None:
            self._motion.limit(less=self._settings.reduced_motion)

    def colour(self) -> None:
        """Show the colours that the settings ask for now."""
        app, name = QApplication.instance(), self._settings.theme
        if isinstance(app, QApplication):
            theme.apply_theme(app, theme.suggested() if name == "system" else name)

    def speak_qt(self, language: str) -> None:
        """Qt's own words (print dialog, context menus) in the same language."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        app = QApplication.instance()
        if app is None:
            return
        if self._translator is not None:
            app.removeTranslator(self._translator)
            self._translator.deleteLater()
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(QLocale(language), "qtbase", "_", folder):
            app.installTranslator(self._translator)


def chosen_theme(settings: Settings, app: QApplication) -> theme.ThemeName:
    """The theme of the settings, or the one the computer asks for."""
    name = settings.theme
    return theme.suggested_at_start(app) if name == "system" else name
