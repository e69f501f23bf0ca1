"""Colours, type and spacing of the window: three palettes of the same tokens, one family, one sheet for spacing.

Colours reach the widgets through QPalette only. Qt has no roles for some of ours, so five of its roles carry them; they
are named once, in `Role`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.application.settings import Density
from desktop.ui import fonts

ThemeName = Literal["light", "dark", "contrast"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one palette; every pair of text and ground has a contrast of at least 4.5."""

    window: str  # the ground
    base: str  # where something can be typed or read
    raised: str  # the rail, hovered rows, quiet buttons
    selected: str  # the chosen row
    text: str
    muted: str  # labels, hints, what is secondary
    accent: str  # action, focus, selection
    on_accent: str  # text on the accent
    danger: str  # what will go wrong
    warning: str  # what may go wrong
    line: str  # hairlines; not a text colour


LIGHT = Tokens(
    window="#f5f6f8",
    base="#ffffff",
    raised="#e9ebef",
    selected="#dde8f9",
    text="#1b1e23",
    muted="#565e6a",
    accent="#1d57b0",
    on_accent="#ffffff",
    danger="#a8201a",
    warning="#804a00",
    line="#c9ced6",
)
DARK = Tokens(
    window="#1b1d21",
    base="#24272c",
    raised="#30343b",
    selected="#2b3d58",
    text="#e9ebee",
    muted="#adb5c0",
    accent="#8ab8ff",
    on_accent="#10151d",
    danger="#ff9a91",
    warning="#f2b766",
    line="#464c55",
)
CONTRAST = Tokens(
    window="#000000",
    base="#000000",
    raised="#1c1c1c",
    selected="#003a70",
    text="#ffffff",
    muted="#e6e6e6",
    accent="#ffe14d",
    on_accent="#000000",
    danger="#ffb3ad",
    warning="#ffc266",
    line="#ffffff",
)
PALETTES: dict[ThemeName, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TEXT_TOKENS = ("text", "muted", "accent", "danger", "warning")
GROUND_TOKENS = ("window", "base", "raised", "selected")

_HALF = 128


class Role:
    """The palette role of each token that has none of its own in Qt."""

    RAISED = QPalette.ColorRole.Midlight
    SELECTED = QPalette.ColorRole.AlternateBase
    MUTED = QPalette.ColorRole.PlaceholderText
    DANGER = QPalette.ColorRole.BrightText
    WARNING = QPalette.ColorRole.LinkVisited
    LINE = QPalette.ColorRole.Mid
    ACCENT = QPalette.ColorRole.Highlight


def palette(tokens: Tokens) -> QPalette:
    """The palette that carries these tokens."""
    role, made = QPalette.ColorRole, QPalette()
    for token, roles in (
        (tokens.window, (role.Window,)),
        (tokens.base, (role.Base, role.ToolTipBase)),
        (tokens.raised, (role.Button, role.Light, Role.RAISED)),
        (tokens.selected, (Role.SELECTED,)),
        (tokens.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (tokens.muted, (Role.MUTED,)),
        (tokens.accent, (Role.ACCENT, role.Accent, role.Link)),
        (tokens.on_accent, (role.HighlightedText,)),
        (tokens.danger, (Role.DANGER,)),
        (tokens.warning, (Role.WARNING,)),
        (tokens.line, (Role.LINE, role.Dark, role.Shadow)),
    ):
        for each in roles:
            made.setColor(each, QColor(token))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.muted))
    return made


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 counts it: 1 (none) to 21."""
    lighter, darker = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


class Size(StrEnum):
    """The four sizes of type, in points; a widget asks for one with `set_type`."""

    SMALL = "9.5"
    BODY = "10.5"
    HEADING = "13"
    TITLE = "18"


def set_type(widget: QWidget, size: Size, *, strong: bool = False) -> None:
    """Set a widget in one of the four sizes."""
    font = QFont(fonts.FAMILY)
    font.setPointSizeF(float(size.value))
    font.setBold(strong)
    widget.setFont(font)


def set_tone(widget: QWidget, role: QPalette.ColorRole) -> None:
    """Write a widget's text in another tone of the palette; follows when the palette changes."""
    widget.setForegroundRole(role)


def row_height(density: Density) -> int:
    """How high a table row is, in pixels at 100 %."""
    return 24 if density == "compact" else 28


def apply_theme(app: QApplication, name: ThemeName) -> None:
    """Give the whole program the colours of a theme; what is open changes with it."""
    app.setPalette(palette(PALETTES[name]))
    app.setStyleSheet(SHEET)  # Qt keeps the colours it took from the old palette until the sheet is read again


def prepare(app: QApplication, name: ThemeName) -> None:
    """Type, colours and spacing, before the first window; the style is named when the application is made."""
    fonts.load("regular")
    font = QFont(fonts.FAMILY)
    font.setPointSizeF(float(Size.BODY.value))
    app.setFont(font)
    apply_theme(app, name)


def suggested() -> ThemeName:
    """The theme the computer asks for."""
    from PySide6.QtCore import Qt  # loading these names takes 15 ms: after the unlock screen is there

    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def suggested_at_start(app: QApplication) -> ThemeName:
    """What the colours of the platform look like, before ours are set; `suggested` looks closer, and takes longer."""
    return "dark" if app.palette().window().color().lightness() < _HALF else "light"


SHEET = """
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
    border: 1px solid palette(mid); border-radius: 4px; background: palette(base); padding: 3px 7px;
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid palette(highlight); padding: 2px 6px;
}
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QSpinBox > QLineEdit, QSpinBox > QLineEdit:focus { border: none; background: transparent; padding: 0; min-height: 0; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: palette(window); }
QLineEdit, QComboBox, QSpinBox { min-height: 20px; }
QComboBox::drop-down { border: none; width: 20px; }
QPushButton {
    border: 1px solid palette(mid); border-radius: 4px; background: palette(base); padding: 4px 12px; min-height: 20px;
}
QPushButton:hover { background: palette(midlight); }
QPushButton:focus { border: 2px solid palette(highlight); padding: 3px 11px; }
QPushButton:default, QPushButton[primary="true"] {
    background: palette(highlight); color: palette(highlighted-text); border-color: palette(highlight);
}
QPushButton[primary="true"]:focus { border: 2px solid palette(text); }
QPushButton[primary="true"]:disabled { background: palette(midlight); color: palette(text); }
QPushButton[quiet="true"] { border: 1px solid transparent; background: transparent; color: palette(link);
    padding: 2px 6px; }
QPushButton[quiet="true"][tone="muted"] { color: palette(placeholder-text); }
QPushButton[quiet="true"][tone="warning"] { color: palette(link-visited); }
QPushButton[quiet="true"]:hover { background: palette(midlight); }
QPushButton[quiet="true"]:focus { border: 2px solid palette(highlight); padding: 1px 5px; }
QToolButton { border: 2px solid transparent; border-radius: 4px; padding: 3px; background: transparent; }
QToolButton:hover { background: palette(midlight); }
QToolButton:checked { background: palette(alternate-base); }
QToolButton:focus { border: 2px solid palette(highlight); }
QToolButton::menu-indicator { image: none; }
QAbstractItemView { border: none; background: palette(base); outline: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView { gridline-color: transparent; border: 2px solid transparent; border-radius: 4px; }
QTableView:focus { border-color: palette(highlight); }
QHeaderView::section {
    background: palette(window); border: none; border-bottom: 1px solid palette(mid); padding: 4px 8px;
}
QScrollArea, QScrollArea > QWidget > QWidget#page { background: palette(window); }
QScrollArea > QWidget > QWidget#page { border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; margin: 1px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: palette(placeholder-text); }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; width: 0; height: 0; border: none;
}
QRadioButton[segment="true"] {
    border: 1px solid palette(mid); border-radius: 4px; background: palette(base); padding: 3px 11px; min-height: 20px;
}
QRadioButton[segment="true"] { spacing: 0; }
QRadioButton[segment="true"]::indicator { width: 0; height: 0; border: none; background: transparent; image: none; }
QRadioButton[segment="true"]:hover { background: palette(midlight); }
QRadioButton[segment="true"]:checked { background: palette(alternate-base); border-color: palette(highlight); }
QRadioButton[segment="true"]:focus { border: 2px solid palette(highlight); padding: 2px 10px; }
QPushButton[row="true"] {
    text-align: left; border: 1px solid transparent; border-bottom-color: palette(mid); border-radius: 0;
    background: transparent; padding: 4px 8px;
}
QPushButton[row="true"]:hover { background: palette(midlight); }
QPushButton[row="true"]:checked { background: palette(alternate-base); }
QPushButton[row="true"]:focus { border: 2px solid palette(highlight); padding: 3px 7px; }
QPushButton[link="true"] { text-align: left; padding: 2px 0; }
QPushButton[link="true"]:focus { padding: 1px 0; }
QListWidget::item { padding: 3px 8px; border-radius: 4px; }
QListWidget::item:selected { background: palette(alternate-base); color: palette(text); }
QListWidget[sections="true"] { background: transparent; }
QListWidget[sections="true"]::item {
    padding: 0 12px; border: 2px solid transparent; border-radius: 4px; color: palette(text);
}
QListWidget[sections="true"]::item:hover { background: palette(midlight); }
QListWidget[sections="true"]::item:selected { background: palette(alternate-base); color: palette(text); }
QProgressBar { border: none; border-radius: 3px; background: palette(midlight); max-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: palette(highlight); }
QListWidget[sections="true"]::item:selected:focus { border-color: palette(highlight); }
QListWidget, QPdfView, QScrollArea, QTextBrowser { border: 2px solid transparent; }
QListWidget:focus, QPdfView:focus, QScrollArea:focus, QTextBrowser:focus { border-color: palette(highlight); }
QListWidget[sections="true"] { border: none; }
QToolTip { border: 1px solid palette(mid); padding: 4px; }
QMenu { border: 1px solid palette(mid); background: palette(base); padding: 4px; }
QMenu::item { padding: 4px 24px; border-radius: 4px; }
QMenu::item:selected { background: palette(alternate-base); color: palette(text); }
"""
