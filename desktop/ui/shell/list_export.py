"""What stands on the screen to a file: its columns, its order, and only where the person chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.application.exports.lists import Sheet, as_csv, as_workbook
from desktop.application.exports.why import asked_why
from desktop.application.papers.list_paper import list_paper
from desktop.application.whole_file import write_whole
from desktop.domain.errors import OverstapError
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_, Said, said_n
from desktop.ui.shell.commands import Command
from desktop.ui.shell.export_panel import ExportPanel, Given
from desktop.ui.shell.why_fields import remember
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.paged_model import Column

_PIECE = 500
_WORDS = {
    "csv": N_("What I see as CSV"),
    "xlsx": N_("What I see as an Excel workbook"),
    "pdf": N_("What I see as a PDF"),
}
_ABOUT = N_(
    "The read log says for each of them that you took it along, and why. The file is not encrypted: throw it away when "
    "it is no longer needed."
)
_FILTERS = {"csv": "CSV (*.csv)", "xlsx": "Excel (*.xlsx)", "pdf": "PDF (*.pdf)"}


@dataclass(frozen=True, slots=True)
class Exported:
    """A list that can go to a file: the first part of its commands' names, their menu, and where its lines come from.

    Of a list of ``people`` it is asked why it goes, and the read log says so for each of them. One that is made for
    somebody ``elsewhere`` also asks to whom; ``doubt`` is what to think of before, asked in the lane.
    """

    name: str
    title: str
    group: str
    rows: Callable[[Sequence[str]], Mapping[str, Any]]
    people: bool = False
    kinds: tuple[str, ...] = ("csv", "xlsx")
    words: Mapping[str, str] = field(default_factory=lambda: _WORDS)
    elsewhere: bool = False
    doubt: Callable[[Sequence[str]], Said | None] | None = None


@dataclass(slots=True)
class _Run:
    """One file in the making."""

    kind: str
    path: Path
    ids: Sequence[str]
    columns: tuple[Column, ...]
    purpose: str = ""
    recipient: str = ""
    rows: list[list[str]] = field(default_factory=list)
    stopped: bool = False


class ListExport(QObject):
    """Reads the lines a piece at a time, so that a long list never stops the work, and writes the file whole.

    Until the file is written it can be stopped; nothing is left of it then, also not in the read log.
    """

    def __init__(self, bench: Workbench, listed: Exported, over: QWidget, panel: ExportPanel | None = None) -> None:
        """``panel`` asks why, of a list of people."""
        super().__init__(over)
        self._bench, self._listed, self._over, self._panel = bench, listed, over, panel
        self._run: _Run | None = None

    def add_commands(self, where: QWidget, ask: Callable[[str], None]) -> None:
        """A command of the screen for each kind of file, and one to stop; ``ask`` says of what."""
        name, group = self._listed.name, self._listed.group
        self._bench.commands.add(
            where,
            *(
                Command(f"{name}.{kind}", self._listed.words[kind], partial(ask, kind), "", group, "save", self.is_free)
                for kind in self._listed.kinds
            ),
            Command(f"{name}.stop", N_("Stop making the list"), self.stop, "", group, "", self.is_busy),
        )

    def fill(self, menu: QMenu) -> None:
        """The commands, in a menu."""
        self._bench.commands.refresh()
        for name in (*self._listed.kinds, "stop"):
            menu.addAction(self._bench.commands.action(f"{self._listed.name}.{name}"))

    def is_busy(self) -> bool:
        """Whether a file is in the making."""
        return self._run is not None

    def is_free(self) -> bool:
        """Whether another file can be asked for."""
        return self._run is None

    def ask(self, kind: str, ids: Sequence[str], columns: Sequence[Column]) -> None:
        """Ask why, of a list of people, and where to; then make it."""
        if self._panel is None or not self._listed.people:
            self._ask_where(kind, ids, columns)
            return
        language, then = self._bench.language, partial(self._asked, kind, ids, columns)
        heading = language.say(said_n("Personal data of 1 person", "Personal data of {n} people", len(ids)))
        self._panel.ask(f"{language.text(self._listed.words[kind])}: {heading.lower()}", language.text(_ABOUT), then)
        if (doubt := self._listed.doubt) is not None:
            self._bench.jobs.render(partial(doubt, ids), self, partial(self._tell_doubt, then))

    def _tell_doubt(self, then: Given, doubt: Said | None) -> None:
        if self._panel is not None:
            self._panel.tell_doubt(then, self._bench.language.say(doubt) if doubt is not None else "")

    def _asked(self, kind: str, ids: Sequence[str], columns: Sequence[Column], purpose: str, recipient: str) -> None:
        asked_why(purpose, recipient if self._listed.elsewhere else None)
        if self._panel is not None and self._ask_where(kind, ids, columns, purpose, recipient):
            self._panel.close_panel()

    def _ask_where(
        self, kind: str, ids: Sequence[str], columns: Sequence[Column], purpose: str = "", recipient: str = ""
    ) -> bool:
        words, name = self._bench.language.text(N_("Save the list")), f"{self._listed.title.lower()}.{kind}"
        path, _ = QFileDialog.getSaveFileName(self._over, words, name, _FILTERS[kind])
        if path:
            self.save(kind, Path(path), ids, columns, purpose, recipient)
        return bool(path)

    def save(
        self,
        kind: str,
        path: Path,
        ids: Sequence[str],
        columns: Sequence[Column],
        purpose: str = "",
        recipient: str = "",
    ) -> None:
        """Make the file of a kind: csv, xlsx or pdf."""
        self._run = _Run(kind, path, ids, tuple(columns), purpose, recipient)
        self._next(self._run)

    def stop(self) -> None:
        """Make no file after all."""
        if self._run is not None:
            self._run.stopped = True
            self._bench.messages.say(self._bench.language.text(N_("Stopping…")))

    def _next(self, run: _Run) -> None:
        self._bench.jobs.store(partial(self._read, run), self, partial(self._told, run), self._failed)

    def _read(self, run: _Run) -> list[list[str]]:
        piece = run.ids[len(run.rows) : len(run.rows) + _PIECE]
        found = self._listed.rows(piece)
        return [[_cell(column, found.get(one)) for column in run.columns] for one in piece]

    def _told(self, run: _Run, more: list[list[str]]) -> None:
        run.rows.extend(more)
        jobs, text = self._bench.jobs, self._bench.language.text
        if run.stopped:
            self._ended(False)
        elif len(run.rows) < len(run.ids):
            said = text(N_("The list is being made: {n} of {all}."), n=len(run.rows), all=len(run.ids))
            self._bench.messages.say(said, "help", text(N_("Stop")), self.stop)
            self._next(run)
        else:
            jobs.render(partial(self._draw, run), self, partial(self._write, run), self._failed)

    def _draw(self, run: _Run) -> bytes:
        language, work = self._bench.language, self._bench.session.work
        if run.kind == "pdf":
            heads = [(column.name or column.title, column.letters) for column in run.columns]
            return self._bench.session.papers.draw(list_paper(work, self._listed.title, heads, run.rows, language))
        sheet = Sheet(self._listed.title, tuple(column.name or column.title for column in run.columns), run.rows)
        return as_csv(sheet, language) if run.kind == "csv" else as_workbook(sheet, language)

    def _write(self, run: _Run, data: bytes) -> None:
        self._bench.jobs.store(partial(self._keep, run, data), self, self._ended, self._failed)

    def _keep(self, run: _Run, data: bytes) -> bool:
        """Who read what is noted first: a file of which nothing is known is never there."""
        if run.stopped:
            return False
        if self._listed.people:
            store, why = self._bench.session.store, {"purpose": run.purpose, "recipient": run.recipient}
            store.log_reads(*(Reading(ReadAct.EXPORTED, case, **why) for case in run.ids))
            remember(store, run.purpose)
        write_whole(run.path, data)
        return True

    def _ended(self, saved: bool) -> None:
        self._run = None
        text = self._bench.language.text
        saying = N_("The list is saved. It is not encrypted: keep it safe.")
        self._bench.messages.say(text(saying if saved else N_("Stopped: no file was made.")))

    def _failed(self, error: BaseException) -> None:
        self._run = None
        if isinstance(error, OverstapError):
            self._bench.messages.say(self._bench.language.say(error), "problem")
        else:
            self._bench.changes.bug(error)


def _cell(column: Column, row: Any) -> str:
    """What a cell says; a sign in its words."""
    return (column.spoken or column.text)(row) if row is not None else ""
