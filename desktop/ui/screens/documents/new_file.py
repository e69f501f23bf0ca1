"""Files on their way into the dossier: one after the other gets its kind and title, and is then filed.

Which files wait is a draft: who leaves or locks finds them again at this dossier.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.application.attachments import attach, not_too_large
from desktop.application.ports import Draft, Work
from desktop.application.values import code_label
from desktop.application.whole_file import disk_refusals
from desktop.domain.changes import Action, Outcome
from desktop.domain.codes import open_codes
from desktop.domain.errors import Invalid, OverstapError
from desktop.domain.free_text import unwanted
from desktop.domain.said import N_, said_n
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.shell.lock_screen import primary
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, Size, set_tone, set_type
from desktop.ui.widgets.key_events import is_ctrl_enter
from desktop.ui.widgets.problem_label import ProblemLabel

_DRAFT = "documents.waiting"


class NewFile(QFrame):
    """A panel above the documents; hidden while there is nothing to file."""

    filed = Signal(object)  # Outcome
    closed = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._traject = bench, ""
        self._waiting: list[Path] = []
        self._sure = False
        text = bench.language.text
        self.name, self.rest = QLabel(self), QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        set_type(self.name, Size.BODY, strong=True)
        set_tone(self.rest, Role.MUTED)
        self.kind, self.title = PlainCombo(self), QLineEdit(self)
        self.kind.addItem(text(N_("choose…")), "")
        for code in open_codes("document_kind", bench.session.work.clock.today()):
            self.kind.addItem(code_label("document_kind", code.code, bench.language), code.code)
        self.title.setMaxLength(200)
        self.title.setFixedWidth(300)
        self.problem = ProblemLabel(self)
        self.file, self.skip = primary(QPushButton(self)), QPushButton(text(N_("Leave it out")), self)
        self.file.setToolTip("Ctrl+Enter")
        self.skip.setProperty("quiet", True)
        grid = QGridLayout()
        grid.setSpacing(4)
        grid.setHorizontalSpacing(12)
        for column, (label, control) in enumerate(((N_("&Kind of document"), self.kind), (N_("T&itle"), self.title))):
            name = QLabel(text(label), self)
            name.setBuddy(control)
            control.setAccessibleName(text(label).replace("&", ""))
            grid.addWidget(name, 0, column)
            grid.addWidget(control, 1, column)
        grid.setColumnStretch(2, 1)
        head, buttons, column_ = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.name, 1)
        head.addWidget(self.rest)
        buttons.setSpacing(8)
        buttons.addWidget(self.file)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        column_.setContentsMargins(0, 0, 0, 8)
        column_.setSpacing(8)
        column_.addLayout(head)
        column_.addLayout(grid)
        column_.addWidget(self.problem)
        column_.addLayout(buttons)
        self.file.clicked.connect(self.write)
        self.skip.clicked.connect(self._next)
        self.title.returnPressed.connect(self.write)
        self.title.textEdited.connect(self._calm)
        self.kind.activated.connect(self._calm)
        self.hide()

    def about(self, traject: str) -> None:
        """Whose dossier; what waits for another one is kept there."""
        if traject != self._traject:
            self.keep()
            self._traject, self._waiting = traject, []
            self.hide()
            store = self._bench.session.store
            self._bench.jobs.store(lambda: (traject, store.drafts(traject).get(_DRAFT)), self, self._show_draft)

    def keep(self) -> None:
        """Keep which files wait, and what was chosen and typed for the first of them."""
        if self._traject:
            kept = {"files": [*map(str, self._waiting)], "kind": self.kind.currentData(), "title": self.title.text()}
            self._bench.changes.keep_draft(self._traject, _DRAFT, json.dumps(kept) if self._waiting else None)

    def _show_draft(self, found: tuple[str, Draft | None]) -> None:
        traject, draft = found
        if draft is not None and traject == self._traject and not self._waiting:
            kept = json.loads(draft.text)
            self._waiting = [Path(file) for file in kept["files"]]
            self._show_first()
            self.kind.setCurrentIndex(max(0, self.kind.findData(kept["kind"])))
            self.title.setText(kept["title"])

    def take(self, paths: Iterable[Path]) -> None:
        """Ask about these files, after those that wait."""
        begun = bool(self._waiting)
        self._waiting += paths
        if self._waiting and not begun:
            self._show_first()
            self.kind.setFocus()
        elif begun:
            self._tell_rest()
        self.keep()

    def take_urls(self, urls: Sequence[QUrl]) -> None:
        """Ask about files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        files = [path for path in paths if path.is_file()]
        if len(files) < len(urls):
            sentence = N_("Only files can be dropped here, no folders or links.")
            self._bench.messages.say(self._bench.language.text(sentence), "warning")
        self.take(files)

    def choose(self) -> None:
        """Choose files of the computer."""
        text = self._bench.language.text
        kinds = " ".join((text(N_("Documents")), "(*.pdf *.jpg *.jpeg *.png *.docx)"))
        paths, _ = QFileDialog.getOpenFileNames(self.parentWidget(), text(N_("Add a file to the dossier")), "", kinds)
        self.take(map(Path, paths))

    def _show_first(self) -> None:
        path = self._waiting[0]
        self.name.setText(path.name)
        self.kind.setCurrentIndex(0)
        self.title.setText(path.stem[:200])
        self._calm()
        self._tell_rest()
        self.show()

    def _tell_rest(self) -> None:
        more = len(self._waiting) - 1
        said = self._bench.language.say(said_n("and {n} more file", "and {n} more files", more))
        self.rest.setText(said if more else "")

    def _next(self) -> None:
        self._waiting = self._waiting[1:]
        self.keep()
        if self._waiting:
            self._show_first()
            self.kind.setFocus()
        else:
            self.hide()
            self.closed.emit()

    def _calm(self) -> None:
        self._sure = False
        self.problem.problem("")
        self.file.setText(self._bench.language.text(N_("File it in the dossier")))

    def write(self) -> None:
        """File it."""
        if not self._waiting or not self.file.isEnabled():
            return
        kind = str(self.kind.currentData())
        if not kind:
            self.problem.problem(self._bench.language.text(N_("Choose what kind of document this is.")))
            self.kind.setFocus()
            return
        self.file.setEnabled(False)
        work, path, title = self._bench.session.work, self._waiting[0], self.title.text().strip()
        make = partial(_attach, work, self._traject, path, kind, title, self._sure)
        self._bench.changes.apply(make, self, self._written, self._refused)

    def _written(self, outcome: Outcome) -> None:
        text = self._bench.language.text
        self.file.setEnabled(True)
        self._bench.messages.say(
            text(N_("Filed in the dossier, encrypted. The file outside Overstap is still where it was.")),
            "done",
            text(N_("Undo")),
            self._bench.changes.undo,
        )
        self.filed.emit(outcome)
        self._next()

    def _refused(self, error: OverstapError) -> None:
        language = self._bench.language
        self.file.setEnabled(True)
        said = next(iter(error.problems.values())) if isinstance(error, Invalid) else error.said
        self.problem.problem(language.say(said))
        if isinstance(error, Invalid) and (unwanted(self.title.text()) or unwanted(self._waiting[0].name)):
            self._sure = True
            self.file.setText(language.text(N_("File it anyway")))
        self.title.setFocus()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_ctrl_enter(event):
            event.accept()  # here Ctrl+Enter files; elsewhere it goes to the next stage
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_ctrl_enter(event):
            self.write()
        elif event.key() == Qt.Key.Key_Escape:
            self._next()
        else:
            super().keyPressEvent(event)


def _attach(work: Work, traject: str, path: Path, kind: str, title: str, sure: bool) -> Action:
    with disk_refusals(path):
        not_too_large(path.stat().st_size)
        data = path.read_bytes()
    return attach(work, traject, data, path.name, kind=kind, title=title or None, confirmed=sure)
