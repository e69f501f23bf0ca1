"""Access for the person: what is kept, in one file; first what is in it and why it is made, then where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from desktop.application.exports.access import PRIVACY
from desktop.application.exports.access_bundle import Holding, Part, access_bundle, holding, person_of
from desktop.application.exports.why import asked_why
from desktop.application.papers import Profile
from desktop.application.whole_file import write_whole
from desktop.domain.errors import OverstapError
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.records import Candidate
from desktop.domain.said import N_, said_n
from desktop.ui.naming import Names
from desktop.ui.shell.announce import refuse
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.why_fields import WhyFields, remember
from desktop.ui.shell.workbench import Place, Screen, Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.focus_scroll import FocusScroll
from desktop.ui.widgets.page_layout import SheetLayout
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.tick_box import TickBox
from desktop.ui.wording import size_text

ACCESS = N_("Give access to the data")
_RIGHT = N_(
    "A candidate may ask what is kept about them and get a copy, free of charge and within a month (GDPR, articles 15 "
    "and 20). You make one file here and hand it to the candidate."
)
_PARTS = (
    (Part.PAPER, N_("The &dossier to read (PDF)")),
    (Part.DATA, N_("The d&ata to take along (JSON)")),
    (Part.FILES, N_("The &files in the dossier")),
)


class AccessView(Screen):
    """The read log knows it before the file is there; in the clear it is nowhere but where the person saved it."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, parent)
        text = bench.language.text
        self._case, self._person, self._busy = "", "", False
        self.heading = QLabel(self)
        page = QWidget(self)
        page.setObjectName("page")
        self.boxes = {part: TickBox(text(title), page) for part, title in _PARTS}
        self.told = {part: QLabel(page) for part in Part}
        self.masked = TickBox(text(N_("&Leave other people out of the data")), page)
        self.sensitive, self.after = QLabel(page), QLabel(page)
        self.why = WhyFields(bench, page)
        self.problem = ProblemLabel(page)
        self.save = primary(QPushButton(page))
        self.sheet = FocusScroll(self)
        bench.commands.attach(self.save, "access.save")
        self._lay_out(page)
        self.why.entered.connect(self.save.setFocus)

    def _lay_out(self, page: QWidget) -> None:
        text = self.bench.language.text
        lead, inside, why = (
            QLabel(text(words), page) for words in (_RIGHT, N_("What is in it"), N_("Why and for whom"))
        )
        for heading in (inside, why):
            set_type(heading, Size.HEADING)
        self.after.setText(
            text(
                N_("The read log will say that you made this, why and for whom. Only then the file is written. It is "
                   "not encrypted: hand it over yourself, or send it in a secure way.")
            )
        )  # fmt: skip
        about_mask = QLabel(
            text(N_("Names, numbers and addresses of others. In files they stay: look those through.")), page
        )
        for muted in (lead, about_mask, self.after, self.sensitive, *self.told.values()):
            muted.setWordWrap(True)
            muted.setTextFormat(Qt.TextFormat.PlainText)
            set_tone(muted, Role.MUTED)
        set_tone(self.sensitive, Role.WARNING)
        column = SheetLayout(self, self.heading, self.sheet, page).column
        column.addWidget(lead)
        column.addSpacing(16)
        column.addWidget(inside)
        column.addSpacing(4)
        for part, box in self.boxes.items():
            column.addWidget(box)
            column.addLayout(_below(self.told[part]))
        column.addWidget(self.masked)
        column.addLayout(_below(about_mask))
        column.addWidget(self.sensitive)
        column.addSpacing(16)
        column.addWidget(why)
        column.addSpacing(4)
        column.addWidget(self.why)
        column.addSpacing(12)
        column.addWidget(self.after)
        column.addSpacing(4)
        column.addWidget(self.problem)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @override
    def visit(self, place: Place) -> None:
        self.problem.problem("")
        if place.traject != self._case:
            self._case, self._person = place.traject, ""
            self.heading.setText(self.bench.language.text(ACCESS))
            for box in (*self.boxes.values(), self.masked):
                box.setChecked(True)
            self.why.show_reason(self.bench.language.text(N_("Request for access (GDPR article 15)")))
        self.why.recall()
        self.bench.jobs.render(partial(self._read, self._case), self, self._show)
        self.boxes[Part.PAPER].setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.boxes[Part.PAPER], self.why)

    @override
    def case(self) -> str:
        return self._case

    def _read(self, case: str) -> tuple[str, Candidate, Holding]:
        work = self.bench.session.work
        person = person_of(work, case)
        return case, person, holding(work, person.id)

    def _show(self, read: tuple[str, Candidate, Holding]) -> None:
        case, person, held = read
        if case != self._case:
            return
        language = self.bench.language
        name = Names(self.bench.session.store, language).title(person)
        if not self._person:
            self.why.show_reason(self.why.reason[0], self.why.reason[1] or name)
        self._person = person.id
        self.heading.setText(f"{language.text(ACCESS)}: {name}")
        say = language.say
        papers = language.text(
            N_("Everything, why it is kept, how long, and who received it. Other people are left out.")
        )
        several = said_n("One document.", "{n} documents, one for each case.", len(held.cases))
        self.told[Part.PAPER].setText(f"{papers} {say(several)}")
        counts = (
            said_n("{n} record", "{n} records", held.records),
            said_n("{n} change in the history", "{n} changes in the history", held.changes),
            said_n("{n} line of the read log", "{n} lines of the read log", held.reads),
        )
        self.told[Part.DATA].setText(", ".join(map(say, counts)) + ".")
        files = say(said_n("{n} file", "{n} files", held.files))
        self.told[Part.FILES].setText(f"{files}, {size_text(held.size, language)}." if held.files else f"{files}.")
        kinds = ", ".join(language.text(PRIVACY[privacy]) for privacy in held.sensitive)
        self.sensitive.setText(language.text(N_("Sensitive: {kinds}."), kinds=kinds) if kinds else "")
        self.sensitive.setVisible(bool(kinds))
        for part, box in self.boxes.items():
            box.setAccessibleDescription(self.told[part].text())
        self.bench.commands.refresh()

    # doing

    def _can(self) -> bool:
        return bool(self._person) and not self._busy

    def _leave(self) -> None:
        self.bench.commands.run("go.back")

    def _ask(self) -> None:
        """Ask where to; what is missing is said first."""
        language = self.bench.language
        try:
            asked_why(*self.why.reason)
        except OverstapError as refusal:
            refuse(self.problem, language.say(refusal))
            (self.why.first_open() or self.why.purpose).setFocus()
            return
        self.problem.problem("")
        suggested = language.text(N_("access")) + ".zip"
        path, _ = QFileDialog.getSaveFileName(self, language.text(N_("Save the file")), suggested, "ZIP (*.zip)")
        if path:
            self.write(Path(path))

    def write(self, path: Path) -> None:
        """Make the file and put it here."""
        parts = frozenset(part for part, box in self.boxes.items() if box.isChecked())
        make = partial(self._make, self._person, parts, self.why.reason, self.masked.isChecked())
        self._busy = True
        self.problem.problem("")
        self.bench.messages.say(self.bench.language.text(N_("The file is being made…")), "help")
        self.bench.commands.refresh()
        self.bench.jobs.render(make, self, partial(self._keep, path, self._case, self.why.reason), self._failed)

    def _make(self, person: str, parts: frozenset[Part], reason: tuple[str, str], mask: bool) -> bytes:
        language, papers = self.bench.language, self.bench.session.papers
        purpose, recipient = reason

        def paper(case: str) -> bytes:
            return papers.pdf(
                "dossier", case, language.tag, profile=Profile.ACCESS, purpose=purpose, recipient=recipient
            )

        return access_bundle(self.bench.session.work, person, parts, paper, language, mask=mask)

    def _keep(self, path: Path, case: str, reason: tuple[str, str], data: bytes) -> None:
        self.bench.jobs.store(partial(self._log_and_write, path, case, reason, data), self, self._saved, self._failed)

    def _log_and_write(self, path: Path, case: str, reason: tuple[str, str], data: bytes) -> None:
        """First the line in the log: a file of which nothing is known is never there."""
        store, (purpose, recipient) = self.bench.session.store, reason
        store.log_reads(Reading(ReadAct.EXPORTED, case, purpose=purpose, recipient=recipient))
        write_whole(path, data)
        remember(store, purpose)

    def _saved(self, _done: None) -> None:
        self._busy = False
        text = self.bench.language.text
        self.bench.messages.say(
            text(N_("The file is saved, and the read log says so. It is not encrypted: keep it safe."))
        )
        self.bench.commands.refresh()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self.bench.messages.clear()
        self.bench.commands.refresh()
        if isinstance(error, OverstapError):
            refuse(self.problem, self.bench.language.say(error))
            self.save.setFocus()
        else:
            self.bench.changes.bug(error)

    commands = (
        Command("access.save", N_("Save the file"), _ask, "Ctrl+Return | Ctrl+Enter", ACCESS, "save", _can),
        Command("access.leave", N_("Back to the work"), _leave, "Esc", ACCESS, "back"),
    )


def _below(label: QLabel) -> QHBoxLayout:
    """The words below a box, in line with its words."""
    row = QHBoxLayout()
    row.setContentsMargins(24, 0, 0, 8)
    row.addWidget(label)
    return row
