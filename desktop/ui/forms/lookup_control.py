"""A line that finds while one types: entries of a reference list, or a record to point to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget
from typing_extensions import override

from desktop.application.ports import Hit
from desktop.ui.forms.control import LineControl
from desktop.ui.shell.jobs import Jobs

PAUSE_MS = 80
Find = Callable[[str], tuple[Hit, ...]]


class LookupControl(LineControl):
    """Shows what is found below the line; a choice is told with `picked`."""

    picked = Signal(object)
    letters = 34

    def __init__(self, find: Find, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find, self._jobs = find, jobs
        self._hits: tuple[Hit, ...] = ()
        self._lines = QStringListModel(self)
        self.completer = QCompleter(self._lines, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setWidget(self.line)
        self.popup = QListView(self)
        self.popup.setUniformItemSizes(True)
        self.completer.setPopup(self.popup)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.completer.activated.connect(self._take)

    def _typed(self) -> None:
        self._pause.start()

    def _search(self) -> None:
        typed, find = self.line.text(), self._find
        self._jobs.store(lambda: (typed, find(typed)), self, self._found)

    def _found(self, found: tuple[str, tuple[Hit, ...]]) -> None:
        typed, hits = found
        if typed != self.line.text() or not self.line.hasFocus():
            return
        self._hits = hits
        self._lines.setStringList([f"{hit.title}   {hit.detail}".rstrip() for hit in hits])
        if hits:
            self.completer.complete()
            self.popup.setMinimumWidth(min(560, self.popup.sizeHintForColumn(0) + 40))
        else:
            self.popup.hide()

    def _take(self, line: str) -> None:
        at = self._lines.stringList().index(line)
        self._pause.stop()
        self.take(self._hits[at])

    def take(self, hit: Hit) -> None:
        """Somebody chose this one."""
        self.picked.emit(hit)

    @override
    def _entered(self) -> None:
        if not self._is_choosing():
            super()._entered()

    def _is_choosing(self) -> bool:
        """Whether Enter takes a line of what was found: Qt lets the line hear it first."""
        return self.popup.isVisible() and self.popup.currentIndex().isValid()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and not self.popup.isVisible()
        ):
            self._search()
            return True
        return super().eventFilter(watched, event)


class CompletedControl(LookupControl):
    """Free text that a reference list completes; with ``by_code`` the code of the entry is what is kept."""

    def __init__(self, find: Find, jobs: Jobs, *, by_code: bool, parent: QWidget | None = None) -> None:
        super().__init__(find, jobs, parent)
        self._by_code = by_code

    @override
    def take(self, hit: Hit) -> None:
        self.line.setText(hit.detail if self._by_code else hit.title)
        self.edited.emit(self.line.text())
        super().take(hit)
        self.left.emit()


class ReferenceControl(LookupControl):
    """Points to a record: only a choice from the list counts; the line shows its name."""

    unresolved = Signal(str)

    def __init__(self, find: Find, name_of: Callable[[str], str], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(find, jobs, parent)
        self._name_of, self._id, self._name = name_of, "", ""
        self.line.textEdited.disconnect(self.edited)
        self.line.focus_left.connect(self._check_left)

    @override
    def text(self) -> str:
        return self._id

    @override
    def show_text(self, text: str) -> None:
        self._id = text
        self._name = self._name_of(text) if text else ""
        self.line.setText(self._name)
        self.line.setCursorPosition(0)

    @override
    def take(self, hit: Hit) -> None:
        self._id, self._name = hit.id, hit.title
        self.line.setText(hit.title)
        self.edited.emit(self._id)
        super().take(hit)
        self.left.emit()

    def _check_left(self) -> None:
        typed = self.line.text().strip()
        if not typed and self._id:
            self._id = self._name = ""
            self.edited.emit("")
            self.left.emit()
        elif typed and typed != self._name:
            self.unresolved.emit(typed)

    @override
    def _entered(self) -> None:
        if not self._is_choosing():
            self._check_left()
            self.next_asked.emit()
