"""Colours that can be read, and icons that follow them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.application.resources import resource
from desktop.ui.icons import icon
from desktop.ui.theme import (
    GROUND_TOKENS,
    PALETTES,
    TEXT_TOKENS,
    Role,
    ThemeName,
    Tokens,
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
def test_every_colour_reaches_the_widgets_through_the_palette(name: ThemeName) -> None:
    carried = {palette(PALETTES[name]).color(role).name() for role in QPalette.ColorRole if role.value < 21}
    assert {getattr(PALETTES[name], token) for token in Tokens.__slots__} <= carried


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
