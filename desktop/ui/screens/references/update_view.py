"""A newer reference list: a file, what it would change entry by entry, and then all of it at once with one undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.imports.references import TURNS, Turn, Turned, Update
from desktop.application.reference_lists import title
from desktop.application.values import show
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError
from desktop.domain.records import Reference
from desktop.domain.said import N_, Said, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.screens.imports.list_file import ListFileScreen
from desktop.ui.screens.imports.run import Stopped
from desktop.ui.screens.imports.waiting import Waiting
from desktop.ui.screens.references.lists_view import REFERENCES, UPDATE
from desktop.ui.screens.references.update_model import ReferenceUpdateModel
from desktop.ui.shell.announce import announce, refuse
from desktop.ui.shell.commands import Command
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Role, Size, row_height, set_tone, set_type
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.page_layout import PageLayout, label_of
from desktop.ui.widgets.paged_model import Column
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.text_table import TextTable

_REFUSED = N_("cannot be kept")
_INTRO = N_(
    "Drop the list as its publisher gives it here (CSV or Excel): ESCO, ISCO, BRIN, crebo, regions, NLQF, SBI. You see "
    "first what would change."
)


Row = Turned | tuple[int, Said]
"""What becomes of an entry, or the number of a row that cannot be kept and why."""

_FIRST = (Turn.GONE, Turn.CHANGED, Turn.NEW)
_NOTHING = Turned(Turn.SAME, "", "", "")


class ReferenceUpdateView(ListFileScreen):
    """Nothing is changed before the button; the entries that are different come first."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, UPDATE, parent)
        text = bench.language.text
        self.model = ReferenceUpdateModel(bench.session, bench.changes, bench.jobs, self)
        self.file, self.told, self.detail = (QLabel(self) for _ in range(3))
        self.doubt, self.problem = ProblemLabel(self), ProblemLabel(self)
        self.outcome, self.waiting = PlainCombo(self), Waiting(bench.language, self)
        bench.commands.attach(self.waiting.stop, "reference_update.stop")
        self.choose, self.go = QPushButton(self), primary(QPushButton(self))
        code, label = (bench.language.label(Reference.SPEC.fields[name]) for name in ("code", "label"))
        columns = (
            Column(text(N_("Outcome")), self._outcome, letters=22, key="outcome"),
            Column(text(N_("List")), self._where, letters=26, tone=_muted, key="list"),
            Column(code, self._code, letters=14, tone=_muted, key="code"),
            Column(label, _label, letters=34, key="label"),
            Column(text(N_("What")), self._what, letters=50, key="what"),
        )
        self.table = TextTable(
            columns, _NOTHING, text(N_("Entries of the list")), row_height(bench.settings.density), self
        )
        self.empty = EmptyState(text(_INTRO), text(N_("Choose a file")), self.choose_file, self)
        bench.commands.attach(self.choose, "reference_update.choose")
        bench.commands.attach(self.go, "reference_update.apply")
        self._lay_out()
        self.outcome.activated.connect(self._show_lines)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.model.changed.connect(self._show)
        self.model.progressed.connect(self._progress)
        self.model.refused.connect(self._refused)
        self.model.applied.connect(self._applied)
        self._show()

    def _lay_out(self) -> None:
        text = self.bench.language.text
        set_type(self.told, Size.BODY, strong=True)
        for muted in (self.file, self.detail):
            set_tone(muted, Role.MUTED)
        for told in (self.file, self.told, self.detail):
            told.setTextFormat(Qt.TextFormat.PlainText)
        for wraps in (self.told, self.detail):
            wraps.setWordWrap(True)
        self.work = QWidget(self)
        page = PageLayout(self, text(UPDATE), self.file, self.choose)
        bar, foot, inner = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self.work)
        bar.addWidget(label_of(self.outcome, text(N_("&Outcome"))))
        bar.addWidget(self.outcome)
        bar.addStretch(1)
        foot.addWidget(self.detail, 1)
        foot.addWidget(self.go, 0, Qt.AlignmentFlag.AlignBottom)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.told)
        inner.addWidget(self.doubt)
        inner.addLayout(bar)
        inner.addWidget(self.table, 1)
        inner.addLayout(foot)
        self.content = QStackedLayout()
        self.content.addWidget(self.empty)
        self.content.addWidget(self.work)
        page.addWidget(self.waiting)
        page.addWidget(self.problem)
        page.addLayout(self.content, 1)

    # what a person does

    @override
    def visit(self, place: Place) -> None:
        if place.at and self.model.found is None:
            self.open(Path(place.at))
        (self.empty.button if self.model.found is None else self.table).setFocus()

    @override
    def panes(self) -> Sequence[QWidget]:
        return (self.outcome, self.table) if self.model.found is not None else (self.empty.button,)

    @override
    def open(self, path: Path) -> None:
        self.problem.problem("")
        self.file.setText(path.name)
        self.model.open(path)

    def _can(self) -> bool:
        return self.model.found is not None and bool(self.model.found.different) and not self.model.is_busy

    def _is_busy(self) -> bool:
        return self.model.is_busy

    def _stop(self) -> None:
        self.model.stop()

    def _leave(self) -> None:
        """Esc stops what is being done first."""
        if self.model.is_busy:
            self.model.stop()
            return
        self.model.leave()
        self.bench.commands.run("go.back")

    # what is shown

    def _show(self) -> None:
        found = self.model.found
        if found is None:
            if self.model.is_busy:
                self.empty.say(self.bench.language.text(N_("The list is being read and compared…")))
            else:
                text = self.bench.language.text
                self.empty.say(text(_INTRO), text(N_("Choose a file")), self.choose_file)
                self.file.clear()
            self.content.setCurrentWidget(self.empty)
        else:
            self.content.setCurrentWidget(self.work)
            if not self.model.is_busy:
                self._show_found(found)
        self.choose.setVisible(found is not None)
        if not self.model.is_busy:
            self.waiting.hide()
        self.bench.commands.refresh()

    def _progress(self, sentence: str, done: int, of: int) -> None:
        if self.model.is_busy:
            self.waiting.progress(sentence, done, of)

    def _show_found(self, found: Update) -> None:
        language, say = self.bench.language, self.bench.language.say
        counts = {turn: found.count(turn) for turn in Turn}
        names = ", ".join(title(name, language) for name in found.entries)
        parts = [f"{n} {language.text(TURNS[turn])}" for turn, n in counts.items()]
        if found.refused:
            parts.append(f"{len(found.refused)} {language.text(_REFUSED)}")
        self.told.setText(f"{names}: {', '.join(parts)}.")
        announce(self.told, self.told.text())
        self.doubt.warn(say(found.doubt) if found.doubt is not None else "")
        with QSignalBlocker(self.outcome):
            self.outcome.clear()
            self.outcome.addItem(language.text(N_("all that is different")), "")
            for turn, n in counts.items():
                if n:
                    self.outcome.addItem(f"{language.text(TURNS[turn])}  {n}", turn)
            if found.refused:
                self.outcome.addItem(f"{language.text(_REFUSED)}  {len(found.refused)}", _REFUSED)
        self.table.show_only({"outcome", "code", "label", "what", *(["list"] if len(found.entries) > 1 else [])})
        self._show_lines()
        go = said_n("Bring 1 entry up to date", "Bring {n} entries up to date", found.different)
        self.bench.commands.retitle("reference_update.apply", say(go))
        self.table.setFocus()

    def _show_lines(self) -> None:
        if (found := self.model.found) is None:
            return
        wanted = str(self.outcome.currentData() or "")
        turns = tuple(turn for turn in Turn if turn == wanted) if wanted else _FIRST
        shown: list[Row] = list(found.refused) if wanted in ("", _REFUSED) else []
        for turn in turns:
            shown += (one for one in found.turned if one.turn is turn)
        self.table.show_lines(shown)
        if shown:
            self.table.choose_row(0)
        self._tell()

    def _tell(self) -> None:
        if (row := self.table.chosen) is not None:
            self.detail.setText(" · ".join(filter(None, (_label(row), self._what(row))))[:600])
        else:
            self.detail.setText(self.bench.language.text(N_("Everything on this list is the same as what is held.")))

    # what a line says

    def _outcome(self, row: Row) -> str:
        return self.bench.language.text(TURNS[row.turn] if isinstance(row, Turned) else _REFUSED)

    def _where(self, row: Row) -> str:
        return title(row.list_name, self.bench.language) if isinstance(row, Turned) else ""

    def _code(self, row: Row) -> str:
        return row.code if isinstance(row, Turned) else self.bench.language.text(N_("row {number}"), number=row[0])

    def _what(self, row: Row) -> str:
        language, fields = self.bench.language, Reference.SPEC.fields
        if not isinstance(row, Turned):
            return language.say(row[1])
        nothing = language.text(N_("nothing"))
        return "; ".join(
            f"{language.label(fields[name])}: {show(fields[name], before, language) or nothing}"
            f" → {show(fields[name], after, language) or nothing}"
            for name, before, after in row.different
        ).replace("\n", ", ")

    def _refused(self, error: object) -> None:
        if isinstance(error, Stopped):
            self.bench.messages.say(self.bench.language.say(error))
        elif isinstance(error, OverstapError):
            refuse(self.problem, self.bench.language.say(error))
            self.empty.button.setFocus()
        elif isinstance(error, BaseException):
            self.bench.changes.bug(error)

    def _applied(self, found: Update, outcome: Outcome) -> None:
        text = self.bench.language.text
        undo = partial(self.bench.changes.take_back, outcome.action, self.bench.changes)
        self.bench.go(Place("reference", at=next(iter(found.entries), "")))
        done = Said(outcome.label, outcome.counts)
        self.bench.messages.say(self.bench.language.say(done), "done", text(N_("Undo")), undo)

    def _apply(self) -> None:
        self.model.apply()

    commands = (
        Command(
            "reference_update.choose", N_("Choose a file"), ListFileScreen.choose_file, "Ctrl+O", REFERENCES, "folder"
        ),
        Command(
            "reference_update.apply", N_("Bring up to date"), _apply, "Ctrl+Return | Ctrl+Enter", REFERENCES, "check",
            _can,
        ),
        Command("reference_update.stop", N_("Stop"), _stop, "", REFERENCES, "", _is_busy),
        Command("reference_update.leave", N_("Change nothing"), _leave, "Esc", REFERENCES, "back"),
    )  # fmt: skip


def _label(row: Row) -> str:
    return row.label if isinstance(row, Turned) else ""


def _muted(_row: Row) -> QPalette.ColorRole | None:
    return Role.MUTED
