"""What stands there when nobody fits what was chosen, with the one act that helps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.domain.said import N_
from desktop.ui.widgets.empty_state import EmptyState


class Nobody(EmptyState):
    """Says why the list is empty."""

    clear_asked = Signal()
    everybody_asked = Signal()
    register_asked = Signal()

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._language = language

    def explain(self, *, searched: bool, of_one: bool) -> None:
        """``searched`` is whether words were typed, ``of_one`` whether one counsellor was chosen."""
        if searched:
            sentence = N_(
                "Nobody is found by these letters. Type fewer letters, or part of the surname, phone or number."
            )
            words, run = N_("Clear the search"), self.clear_asked.emit
        elif of_one:
            sentence = N_("Nobody of this counsellor fits this choice. Look among the people of everybody.")
            words, run = N_("Show everybody"), self.everybody_asked.emit
        else:
            sentence = N_("The people you guide stand here. Nobody fits this choice yet.")
            words, run = N_("Sign somebody up"), self.register_asked.emit
        self.say(self._language.text(sentence), self._language.text(words), run)
