"""The window of an open workspace: rail, messages, the screens, the status line; gone as soon as the files lock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.application.settings import Settings
from desktop.domain.changes import Outcome
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_
from desktop.ui.shell.background_sync import BackgroundSync
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.commands import Command, Commands, Elsewhere, always
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.message_bar import MessageBar
from desktop.ui.shell.palette import Chosen, Palette
from desktop.ui.shell.rail import Rail
from desktop.ui.shell.regular_backup import RegularBackup
from desktop.ui.shell.room_commands import RoomCommands
from desktop.ui.shell.session import Session
from desktop.ui.shell.status_bar import StatusBar
from desktop.ui.shell.teller import Teller
from desktop.ui.shell.way import Way
from desktop.ui.shell.whereabouts import gone_of, keep, place_of
from desktop.ui.shell.workbench import Destination, Place, Screen, Workbench
from desktop.ui.widgets.reading_order import next_stop

if TYPE_CHECKING:
    from desktop.ui.shell.guide_panel import GuidePanel


class Workroom(QWidget):
    """Shows one screen at a time and remembers the way: Alt+Left goes back."""

    lock_asked = Signal()
    second_asked = Signal(object)  # the place to show in a second window
    setting_asked = Signal(str, object)  # its name and its value
    practice_anew = Signal()
    practice_asked = Signal()

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        language: Language,
        settings: Settings,
        destinations: Sequence[Destination],
        parent: QWidget | None = None,
        changes: Changes | None = None,
        sync: BackgroundSync | None = None,
    ) -> None:
        """``changes`` and ``sync`` are those of the first window, where this is the second."""
        super().__init__(parent)
        self.session, self._jobs = session, jobs
        self.destinations = {d.screen: d for d in destinations}
        self._screens: dict[str, Screen] = {}
        self._about: dict[str, Place] = {}
        self._looked_at = ""
        self.way = Way()
        self.changes = changes or Changes(session.store, jobs, session.work.clock.now, self)
        self.sync = sync or BackgroundSync(session.sharing, jobs, self.changes, session.work, self)
        if sync is None:
            self.sync.locked_out.connect(self.lock_asked, Qt.ConnectionType.QueuedConnection)
        self.commands = Commands(language, self)
        self.commands.elsewhere = self._elsewhere
        self.messages, self.status = MessageBar(language, self), StatusBar(language, self)
        self.teller = Teller(language, self.messages, self.status, self.changes, self.sync, session.work.clock.now)
        self.bench = Workbench(
            session,
            jobs,
            self.changes,
            self.commands,
            language,
            self.messages,
            settings,
            self.go,
            self.set,
            self.way.case,
            self.sync,
        )
        self.rail, self.stack = Rail(self.commands, language, self), QStackedWidget(self)
        self.guide: GuidePanel | None = None
        self._lay_out()
        self.palette_box = Palette(self.bench, self.way.recent, self)
        self.palette_box.chosen.connect(self._chosen)
        self.room_commands = RoomCommands(self)
        self.status.sync.clicked.connect(self._to_sync)
        for destination in destinations:
            if destination.rail:
                self.rail.place(destination.screen, f"go.{destination.screen}")
        for command in ("edit.undo", "window.lock"):
            self.rail.foot(command)
        self.changes.look_at_steps()
        # after the screens have asked for what they show: their answers come while they still stand
        self.changes.applied.connect(self._look_who_left, Qt.ConnectionType.QueuedConnection)
        self.backups = RegularBackup(session.backup, jobs, self)
        self.backups.noticed.connect(self.teller.notice)
        self.backups.failed.connect(self.teller.fail)

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(), QHBoxLayout(self)
        for layout in (column, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        if self.session.practice:
            self._mark_practice(column, row)

    def _mark_practice(self, column: QVBoxLayout, row: QHBoxLayout) -> None:
        """The bar that marks practice town, and the guide beside the work."""
        from desktop.ui.shell.guide_panel import GuidePanel
        from desktop.ui.shell.practice import PracticeBar

        bar, self.guide = PracticeBar(self.bench.language, self), GuidePanel(self.bench, self)
        column.insertWidget(0, bar)
        row.addWidget(self.guide)
        bar.leave.clicked.connect(self.lock_asked)
        bar.guide.clicked.connect(self.guide.toggle)
        self.guide.anew.clicked.connect(self.practice_anew)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: as the screen is read, not as its parts were made."""
        found = next_stop(self, QApplication.focusWidget(), forward=next)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return found is not None

    def _to_sync(self) -> None:
        self.go(Place("sync"))

    # where the person is

    @property
    def place(self) -> Place | None:
        """Where the person is."""
        return self.way.place

    @property
    def here(self) -> Screen | None:
        """The screen that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def now_at(self) -> Place | None:
        """The place to come back to."""
        here, place = self.here, self.place
        return here.now_at(place) if here is not None and place is not None else place

    def go(self, place: Place) -> None:
        """Go somewhere; the way back stays."""
        self.way.leave(self.now_at())
        self.way.go(place)
        self._show(place)

    def back(self) -> None:
        """One place back."""
        self._step(-1)

    def forward(self) -> None:
        """One place forward again."""
        self._step(1)

    def _step(self, by: int) -> None:
        if self.way.can_step(by):
            self.way.leave(self.now_at())
            self._show(self.way.step(by))

    def _show(self, place: Place) -> None:
        if (leaving := self.here) is not None:
            leaving.flush()
            self.messages.left()
        if place.traject and place.traject != self._looked_at:
            self._looked_at = place.traject
            self._jobs.store(partial(self.session.store.log_reads, Reading(ReadAct.OPENED, place.traject)), self)
        screen = self._screens.get(place.screen)
        if screen is None:
            screen = self._screens[place.screen] = self.destinations[place.screen].make(self.bench, self.stack)
            self.stack.addWidget(screen)
        self._about[place.screen] = place
        self.stack.setCurrentWidget(screen)
        self.rail.mark(place.screen)
        screen.visit(place)
        if screen.hasFocus():  # Qt gave it to the screen itself, where nothing on it takes it
            self.focusNextPrevChild(True)
        self.commands.refresh()

    # who is no longer here

    def _look_who_left(self, outcome: Outcome) -> None:
        """Only what came takes people away: what is done here can be undone."""
        if not outcome.action:
            about = {id_ for place in self.way.visited() for id_ in (place.traject, place.record) if id_}
            self._jobs.store(partial(gone_of, self.session.store, about), self, self._let_go)

    def _let_go(self, gone: frozenset[str]) -> None:
        """Somebody was erased, or is at another desk now: each screen about them goes, with all that stands on it."""
        here = self.place
        for name, place in list(self._about.items()):
            if gone & {place.traject, place.record}:
                del self._about[name]
                self._take_away(self._screens.pop(name))
        self.way.forget(gone)
        if here is not None and gone & {here.traject, here.record}:
            self._show(self.way.place or Place("caseload"))
            left = N_("The dossier that was open is no longer here: the person was erased, or is at another desk now.")
            self.messages.say(self.bench.language.text(left), "warning")

    def _take_away(self, screen: Screen) -> None:
        """Without keeping what is being typed on it."""
        for part in screen.findChildren(QObject):
            part.blockSignals(True)
        self.commands.forget(screen)
        self.stack.removeWidget(screen)
        screen.hide()
        screen.deleteLater()

    def _elsewhere(self) -> Iterator[Elsewhere]:
        """What the other screens declare, and the way there for what makes sense without a choice on that screen."""
        here = self.place.screen if self.place is not None else ""
        for to in self.destinations.values():
            if to.screen == here:
                continue
            can_go = to.title and (not to.case or self.way.case())
            for command in to.commands():
                goes = can_go and command.enabled is always and command.shortcut != "Esc"
                yield Elsewhere(command, to.title or to.name, partial(self._go_and_run, to, command) if goes else None)

    def _go_and_run(self, to: Destination, command: Command) -> None:
        """Show the screen and, as soon as what it asked of the store is there, do it."""
        self.go(Place(to.screen, self.way.case() if to.case else "", command.at))
        self._jobs.store(_looked, self, partial(self._run_there, to.screen, command.id))

    def _run_there(self, screen: str, command: str, _nothing: object) -> None:
        if self.place is not None and self.place.screen == screen and self.commands.knows(command):
            self.commands.run(command)

    def _chosen(self, chosen: Chosen) -> None:
        if chosen.elsewhere is not None and chosen.elsewhere.go is not None:
            chosen.elsewhere.go()
        elif chosen.command:
            self.commands.run(chosen.command)
        elif chosen.hit is not None:
            go = partial(self._go_found, beside=chosen.beside)
            self._jobs.store(partial(place_of, self.session.store, chosen.hit), self, go)
        else:
            self._go_found(chosen.place, beside=chosen.beside)

    def _go_found(self, place: Place | None, *, beside: bool) -> None:
        if place is not None and beside:
            self.second_asked.emit(place)
        elif place is not None:
            self.go(place)

    # what stays

    def remembered(self) -> Place:
        """Where the work ended the last time that the program ran."""
        last = self.way.take_up(self.session.store)
        return last if last is not None and last.screen in self.destinations else Place("caseload")

    def remember(self) -> None:
        """Keep where the person is, for the next start."""
        if (last := self.now_at()) is not None:
            self._jobs.store(partial(keep, self.session.store, last, self.way.visited()), self)

    def flush(self) -> None:
        """Keep what is being typed on every screen."""
        if self.room_commands.note is not None:
            self.room_commands.note.keep()
        for screen in self._screens.values():
            screen.flush()

    def set(self, name: str, value: object) -> None:
        """Have a setting changed and applied, after what is going on now."""
        self.setting_asked.emit(name, value)


def _looked() -> None:
    """Nothing more to ask of the store."""
