"""What stands there when nobody fits what was chosen, with the one act that helps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.said import N_
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.widgets.empty_state import EmptyState


class Nobody(EmptyState):
    """Says why the list is empty."""

    clear_asked = Signal()
    everybody_asked = Signal()
    register_asked = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._bench, self._language = bench, bench.language

    def explain(self, *, nobody: bool, searched: bool, of_one: bool) -> None:
        """``nobody`` where there is nobody at all; ``searched``: words were typed; ``of_one`` counsellor only."""
        standing = self._bench.sync.view.standing
        if standing is not None and standing.loading is not None and not searched:
            self.offer()
            self.say(self._language.text(N_("The people of your desk are on their way to this laptop.")))
            return
        if nobody:
            self._offer_first_steps()
            return
        self.offer()
        if searched:
            sentence = N_(
                "Nobody is found by these letters. Type fewer letters, or part of the surname, phone or number."
            )
            words, run, keys = N_("Clear the search"), self.clear_asked.emit, ""
        elif of_one:
            sentence = N_("Nobody of this counsellor fits this choice. Look among the people of everybody.")
            words, run, keys = N_("Show everybody"), self.everybody_asked.emit, ""
        else:
            sentence = N_("The people you guide stand here. Nobody fits this choice yet.")
            words, run = N_("Sign somebody up"), self.register_asked.emit
            keys = self._bench.commands.keys("caseload.register")
        self.say(self._language.text(sentence), self._language.text(words), run, keys)

    def _offer_first_steps(self) -> None:
        """There is nobody at all yet: the list that people have already, the first person, or practice."""
        text, commands = self._language.text, self._bench.commands
        sentence = N_("The people you guide stand here. Begin with the list you have, or with one person.")
        self.say(text(sentence), text(N_("Import your list")), self._import, commands.keys("go.imports"))
        if not self.others.count():
            steps = [step for step in ("caseload.register", "window.practise") if commands.knows(step)]
            buttons = [QPushButton(self) for _ in steps]
            for button, step in zip(buttons, steps, strict=True):
                commands.attach(button, step, keyed=True)
            self.offer(*buttons)

    def _import(self) -> None:
        self._bench.go(Place("imports"))
