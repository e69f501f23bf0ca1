"""Handing a file to the program that the computer opens it with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

Opener = Callable[[Path], bool]
"""Opens a file; whether a program was found for it."""


def open_with_system(path: Path) -> bool:
    """Open it with the program of the computer."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
