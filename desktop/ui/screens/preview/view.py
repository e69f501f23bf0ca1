"""The print preview: the exact bytes, on screen, to a file or to a printer; of one case or of many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.papers.readiness import ask_reason
from desktop.domain.changes import Outcome
from desktop.domain.errors import Missing, OverstapError
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_, said_n
from desktop.ui.screens.preview.choices import PaperChoice
from desktop.ui.screens.preview.hand_out import HandOut, Order
from desktop.ui.screens.preview.options import PrintOptions
from desktop.ui.screens.preview.pages_pane import PREVIEW, PagesPane
from desktop.ui.screens.preview.sheaf import Sheaf, read_sheaf
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.focus_scroll import FocusScroll
from desktop.ui.widgets.missing_list import MissingList

_SIDE = 252
_NOT_FILED = ("intake", "blank_intake")
"""An intake is filed by finishing it, a blank form never."""


class PreviewView(Screen):
    """Choose a document and what it is for; what is shown is what is printed."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        self._traject, self._person, self._pdf, self._asked = "", "", b"", 0
        self._cases: tuple[str, ...] = ()
        self.choice = PaperChoice(bench, self)
        self.name = QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        set_tone(self.name, Role.MUTED)
        self.pane = PagesPane(bench, self)
        self.options = PrintOptions(bench, self)
        self.missing = MissingList(bench.language, 6, self, letters=_SIDE // 9)
        self.printing, self.saving, self.filing = primary(QPushButton(self)), QPushButton(self), QPushButton(self)
        self.former, self.latter, self.halt = QToolButton(self), QToolButton(self), QPushButton(self)
        self.hand_out = HandOut(bench, self)
        self._add_commands()
        self._lay_out()
        self._refresh()  # before it is shown: a button that is hidden later would have widened the window
        self.choice.changed.connect(self.load)
        self.options.changed.connect(self.load)
        self.missing.asked.connect(self._go_to_missing)
        self.hand_out.progressed.connect(self._tell_progress)
        self.hand_out.ended.connect(self._run_ended)
        bench.changes.applied.connect(self._changed)

    def _add_commands(self) -> None:
        commands = self.bench.commands
        for button, command in (
            (self.printing, "preview.print"), (self.saving, "preview.save"), (self.filing, "preview.file"),
            (self.halt, "preview.stop"),
        ):  # fmt: skip
            commands.attach(button, command)
        for tool, command in ((self.former, "preview.former"), (self.latter, "preview.latter")):
            commands.attach(tool, command, words=False)

    def _lay_out(self) -> None:
        text = self.bench.language.text
        heading = QLabel(text(N_("Print preview")), self)
        set_type(heading, Size.TITLE)
        top, body, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (heading, self.name, self.former, self.latter):
            top.addWidget(widget)
        top.addStretch(1)
        for button in (self.halt, self.filing, self.saving, self.printing):
            top.addWidget(button)
        body.setSpacing(12)
        body.addWidget(self.pane, 1)
        body.addWidget(self._side())
        page.setContentsMargins(24, 16, 24, 8)
        page.setSpacing(12)
        page.addLayout(top)
        page.addLayout(body, 1)

    def _side(self) -> QWidget:
        scroll = FocusScroll(self)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFixedWidth(_SIDE)
        inside = QWidget(scroll)
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 0, 4, 8)
        column.setSpacing(4)
        column.addWidget(self.choice)
        column.addSpacing(12)
        column.addWidget(self.missing)
        column.addWidget(self.options)
        column.addStretch(1)
        scroll.setWidget(inside)
        return scroll

    # showing

    @override
    def visit(self, place: Place) -> None:
        cases = tuple(dict.fromkeys((place.traject, *place.others)))
        if cases != self._cases:
            self.options.forget()
            self._cases = cases
        self.choice.choose(place.at)
        self._traject = place.traject
        self.options.recall()
        self.load()
        self.pane.preview.setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.pane.thumbnails, self.pane.preview, self.choice.paper)

    @override
    def flush(self) -> None:
        self.hand_out.stop()

    def load(self) -> None:
        """Make the document anew."""
        self._asked += 1
        self._pdf = b""
        self.options.show_for(self.choice.kind)
        self.pane.told.setText(self.bench.language.text(N_("Making the document…")))
        self._refresh()
        ask = partial(
            read_sheaf, self.bench.session, self.bench.language, self._asked, self._order(), self._traject,
            self.choice.filed,
        )  # fmt: skip
        self.bench.jobs.render(ask, self, self._show)

    def _show(self, sheaf: Sheaf) -> None:
        if sheaf.asked != self._asked:
            return
        language = self.bench.language
        self._pdf, self._person = sheaf.pdf, sheaf.person
        self.name.setText(self._whose(sheaf.name))
        self.choice.show_versions(sheaf.filed, many=self._many())
        self.options.hold(sheaf.fixed)
        self.missing.setVisible(bool(sheaf.missing))
        self.missing.show_points(
            language.say(said_n("One thing is missing", "{n} things are missing", len(sheaf.missing))), sheaf.missing
        )
        if sheaf.refusal is not None:
            self._say_why(sheaf.refusal)
        self.pane.show_pdf(sheaf.pdf if sheaf.refusal is None else None)
        self._refresh()

    def _say_why(self, refusal: OverstapError) -> None:
        sentence = self.bench.language.say(refusal)
        if self.options.first_open() is None:
            self.pane.trouble.say(sentence)
        else:
            self.pane.trouble.say(sentence, self.bench.language.text(N_("Fill in")), self._fill_in)

    def _fill_in(self) -> None:
        if (open_one := self.options.first_open()) is not None:
            open_one.setFocus()

    def _whose(self, name: str) -> str:
        if not self._many():
            return name
        at = self._cases.index(self._traject) + 1
        return self.bench.language.text(N_("{name} · {n} of {all}"), name=name, n=at, all=len(self._cases))

    def _refresh(self) -> None:
        text = self.bench.language.text
        for button in (self.former, self.latter):
            button.setVisible(self._many())
        self.halt.setVisible(self._is_running())
        self.filing.setVisible(not self._many() and self.choice.kind not in _NOT_FILED)
        for command, one, many in (
            ("preview.print", N_("Print"), N_("Print {n} documents")),
            ("preview.save", N_("Save as PDF"), N_("Save {n} PDF files")),
        ):
            self.bench.commands.retitle(command, text(many, n=len(self._cases)) if self._many() else text(one))
        self.bench.commands.refresh()

    def _step(self, by: int) -> None:
        at = self._cases.index(self._traject)
        self._traject = self._cases[(at + by) % len(self._cases)]
        line = Reading(ReadAct.OPENED, self._traject)
        self.bench.jobs.store(partial(self.bench.session.store.log_reads, line), self)
        self.load()

    def _changed(self, outcome: Outcome) -> None:
        if self.isVisible() and outcome.touches(self._traject, self._person):
            self.load()

    def _go_to_missing(self, point: Missing) -> None:
        screen = "intake" if self.choice.kind == "intake" else "dossier"
        self.bench.go(Place(screen, self._traject, point.field, point.record_id or ""))

    # what is so

    def _is_ready(self) -> bool:
        return bool(self._pdf) and not self._is_running()

    def _can_file(self) -> bool:
        fresh = not self.choice.filed
        return self._is_ready() and fresh and not self._many() and self.choice.kind not in _NOT_FILED

    def _many(self) -> bool:
        return len(self._cases) > 1

    def _is_running(self) -> bool:
        return self.hand_out.busy

    # doing

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    def _order(self) -> Order:
        """What is handed out when it is asked for now."""
        title, chosen = self.choice.paper.currentText(), self.options.chosen()
        return Order(
            self.choice.kind, title, self.choice.language, chosen, self._cases, self._pdf, self.pane.preview.pages
        )

    def _file(self) -> None:
        self.hand_out.file(self._order())

    def _save(self) -> None:
        if self._reason_is_given():
            self.hand_out.save(self._order())
            self._refresh()

    def _print(self) -> None:
        if self._reason_is_given():
            self.hand_out.print(self._order())
            self._refresh()

    def _reason_is_given(self) -> bool:
        try:
            ask_reason(len(self._cases), self.options.reason[0])
        except OverstapError as refusal:
            self.bench.messages.say(self.bench.language.say(refusal), "problem")
            self.options.purpose.setFocus()
            return False
        return True

    def print_on(self, printer: QPrinter) -> None:
        """Put what is asked for on this printer."""
        self.hand_out.print_on(printer, self._order())
        self._refresh()

    def _tell_progress(self, done: int, of: int) -> None:
        self.pane.told.setText(self.bench.language.text(N_("{n} of {all}"), n=done, all=of))

    def _run_ended(self) -> None:
        self.pane.tell_pages()
        self._refresh()

    def _stop(self) -> None:
        self.hand_out.stop()

    commands = (
        Command("preview.print", N_("Print"), _print, "Ctrl+Return | Ctrl+Enter", PREVIEW, "print", _is_ready),
        Command("preview.save", N_("Save as PDF"), _save, "Ctrl+S", PREVIEW, "save", _is_ready),
        Command("preview.file", N_("File in the dossier"), _file, "", PREVIEW, "folder", _can_file),
        Command("preview.former", N_("Person before"), partial(_step, by=-1), "Alt+Up", PREVIEW, "back", _many),
        Command("preview.latter", N_("Next person"), partial(_step, by=1), "Alt+Down", PREVIEW, "forward", _many),
        Command("preview.stop", N_("Stop printing"), _stop, "", PREVIEW, "close", _is_running),
        Command("preview.leave", N_("Back to the work"), _leave, "Esc", PREVIEW, "back"),
    )
