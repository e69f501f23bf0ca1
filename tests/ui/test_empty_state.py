"""Where nothing is yet, the sentence that says what to do can be read whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.prose import Prose

SHORT = "Dit traject heeft nog geen intake."
TWO_LINES = f"{SHORT} Begin de intake om op te schrijven wat iemand kan en wil."
LONG = " ".join([TWO_LINES] * 4)


@pytest.mark.parametrize("sentence", [SHORT, TWO_LINES, LONG])
@pytest.mark.parametrize("width", [360, 640, 1280])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_whole_sentence_stands_on_the_screen(qtbot: QtBot, sentence: str, width: int, percent: int) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    font = stack.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    stack.setFont(font)
    empty = EmptyState("", parent=stack)
    stack.addWidget(empty)
    stack.resize(width, 1000)
    with qtbot.waitExposed(stack):
        stack.show()
    empty.say(sentence, "Begin de intake", lambda: None)
    qtbot.waitUntil(lambda: empty.sentence.height() >= empty.sentence.heightForWidth(empty.sentence.width()) > 0)
    assert empty.rect().contains(empty.sentence.geometry())
    assert empty.sentence.geometry().bottom() < empty.button.geometry().top()
    assert abs(empty.sentence.geometry().center().x() - empty.rect().center().x()) <= 1


def test_a_text_to_read_is_as_high_as_its_lines_where_the_page_is_wider(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    text = Prose("Contract gezien voor na de route. Eerste werkdag op 21-10-2026, bij de bakker. " * 2, page)
    column = QVBoxLayout(page)
    column.addWidget(text)
    column.addStretch(1)
    page.resize(1100, 300)
    page.show()
    assert text.width() < 1000
    assert text.height() >= 2 * text.fontMetrics().height()
