"""Handing a file to the program that the computer opens it with."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_with_system(path: Path) -> bool:
    """Open it with the program of the computer; whether there is one for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
