"""Colours that can be read, and icons that follow them."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.application.resources import resource
from desktop.ui.icons import icon
from desktop.ui.theme import (
    GROUND_TOKENS,
    PALETTES,
    TEXT_TOKENS,
    Role,
    ThemeName,
    apply_theme,
    contrast,
    palette,
)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("text", TEXT_TOKENS)
@pytest.mark.parametrize("ground", GROUND_TOKENS)
def test_every_text_can_be_read_on_every_ground(name: ThemeName, text: str, ground: str) -> None:
    tokens = PALETTES[name]
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
def test_the_words_on_the_primary_button_can_be_read(name: ThemeName) -> None:
    assert contrast(PALETTES[name].on_accent, PALETTES[name].accent) >= 4.5


def test_contrast_is_counted_as_the_guideline_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTES)
def test_every_colour_reaches_the_widgets_in_its_own_role(name: ThemeName) -> None:
    made, tokens, role = palette(PALETTES[name]), PALETTES[name], QPalette.ColorRole
    carried = {
        "window": role.Window, "base": role.Base, "raised": Role.RAISED, "selected": Role.SELECTED, "text": role.Text,
        "muted": Role.MUTED, "accent": Role.ACCENT, "on_accent": role.HighlightedText, "danger": Role.DANGER,
        "warning": Role.WARNING, "line": Role.LINE,
    }  # fmt: skip
    assert {token: made.color(where).name() for token, where in carried.items()} == asdict(tokens)


def test_an_icon_takes_the_colour_of_the_text_of_the_theme(qapp: QApplication) -> None:
    try:
        apply_theme(qapp, "dark")
        image = icon("menu").pixmap(40, 40).toImage()
        drawn = {
            image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 250
        }
        assert drawn == {QColor(PALETTES["dark"].text).name()}
    finally:
        apply_theme(qapp, "light")


def test_every_drawing_has_one_colour_that_follows_the_theme() -> None:
    for path in resource("icons").glob("*.svg"):
        svg = path.read_text("utf-8")
        assert "<svg" in svg
        if path.stem != "overstap":  # the sign of the program keeps its colours on every desktop
            assert "currentColor" in svg, path.name
            assert "#" not in svg, path.name


def test_disabled_words_are_muted_and_still_readable() -> None:
    made = palette(PALETTES["light"])
    muted = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert muted == made.color(Role.MUTED)


def test_a_change_of_theme_reaches_windows_that_are_open(qtbot: QtBot, qapp: QApplication) -> None:
    field = QLineEdit()
    field.resize(200, 32)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    try:
        apply_theme(qapp, "dark")
        qtbot.waitUntil(lambda: field.grab().toImage().pixelColor(100, 16).name() == PALETTES["dark"].base)
    finally:
        apply_theme(qapp, "light")
    qtbot.waitUntil(lambda: field.grab().toImage().pixelColor(100, 16).name() == PALETTES["light"].base)
