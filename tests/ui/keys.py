"""A person at the keyboard: keys and words go where the focus is."""

from __future__ import annotations

import re

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

_NAMED = "Return|Space|Escape|Home|End|Up|Down|Left|Right|PgDown|PgUp|Del|Ins|Tab|F[0-9]+"
_KEYS = re.compile(rf"(?:(?:Ctrl|Alt|Shift)\+)*(?:{_NAMED}|[A-Z0-9])")


def press(*keys: str) -> None:
    """Press keys, or type words, where the focus is: in a list that popped up, else in what has it."""
    for key in keys:
        focus = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert focus is not None
        if _KEYS.fullmatch(key):
            QTest.keySequence(focus, key)
        else:
            QTest.keyClicks(focus, key)
