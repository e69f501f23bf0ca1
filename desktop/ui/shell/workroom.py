"""The window of an open workspace: rail, messages, the screens, the status line; gone as soon as the files lock."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.crash_guard import crash_of
from desktop.application.i18n import Language
from desktop.application.settings import Settings
from desktop.domain.changes import Outcome
from desktop.domain.errors import OverstapError, Unavailable
from desktop.domain.read_log import ReadAct, Reading
from desktop.domain.said import N_, Said
from desktop.ui.shell.announce import announce
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.commands import Command, Commands, always
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.message_bar import MessageBar
from desktop.ui.shell.palette import Chosen, Palette
from desktop.ui.shell.rail import Rail
from desktop.ui.shell.regular_backup import RegularBackup
from desktop.ui.shell.session import Session
from desktop.ui.shell.status_bar import StatusBar
from desktop.ui.shell.whereabouts import keep, place_of, recall, recent
from desktop.ui.shell.workbench import Destination, Place, Screen, Workbench
from desktop.ui.widgets.reading_order import next_stop

if TYPE_CHECKING:
    from desktop.ui.screens.notes.note_panel import NotePanel
    from desktop.ui.shell.guide_panel import GuidePanel

GO, EDIT, VIEW = N_("Go to"), N_("Edit"), N_("View")


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
    ) -> None:
        """``changes`` are those of the first window, where this is the second."""
        super().__init__(parent)
        self.session, self._jobs, self._language = session, jobs, language
        self._destinations = {d.screen: d for d in destinations}
        self._screens: dict[str, Screen] = {}
        self._way: list[Place] = []
        self._at = -1
        self._earlier: tuple[Place, ...] = ()
        self._note: NotePanel | None = None
        self._looked_at = ""
        self.changes = changes or Changes(session.store, jobs, session.work.clock.now, self)
        self.commands = Commands(language, self)
        self.messages = MessageBar(language, self)
        self.status = StatusBar(language, self)
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
            self._case,
        )
        self._add_commands()
        self.rail = Rail(self.commands, language, self)
        for destination in destinations:
            if destination.rail:
                self.rail.place(destination.screen, f"go.{destination.screen}")
        for command in ("edit.undo", "window.lock"):
            self.rail.foot(command)
        self.stack = QStackedWidget(self)
        column, row = QVBoxLayout(), QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.palette_box = Palette(self.bench, self.recent, self)
        self.palette_box.chosen.connect(self._chosen)
        self.guide = self._practice(column, row) if session.practice else None
        self.changes.saved.connect(self.status.show_saved)
        self.changes.applied.connect(self._calm)
        self.changes.happened.connect(self._tell)
        self.changes.refused.connect(self.refuse)
        self.changes.steps_changed.connect(self._name_steps)
        self.changes.look_at_steps()
        self.backups = RegularBackup(session.backup, jobs, self)
        self.backups.noticed.connect(self.notice)
        self.backups.failed.connect(self.fail)

    def _practice(self, column: QVBoxLayout, row: QHBoxLayout) -> GuidePanel:
        """The bar that marks practice town, and the guide beside the work."""
        from desktop.ui.shell.guide_panel import GuidePanel
        from desktop.ui.shell.practice import PracticeBar

        bar, guide = PracticeBar(self._language, self), GuidePanel(self.bench, self)
        column.insertWidget(0, bar)
        row.addWidget(guide)
        bar.leave.clicked.connect(self.lock_asked)
        bar.guide.clicked.connect(guide.toggle)
        guide.anew.clicked.connect(self.practice_anew)
        return guide

    def offer_practice(self) -> None:
        """There is a practice town to go to from here."""
        title = N_("Practise, with people who do not exist")
        self.commands.add(
            self, Command("window.practise", title, self.practice_asked.emit, "", VIEW, "people"), everywhere=True
        )

    def _add_commands(self) -> None:
        self._steps: tuple[Outcome | None, Outcome | None] = (None, None)
        self.commands.add(
            self,
            *(self._leading_to(d) for d in self._destinations.values() if d.title),
            Command("go.back", N_("Back"), self.back, "Alt+Left", GO, "back", self._can_go_back),
            Command("go.forward", N_("Forward"), self.forward, "Alt+Right", GO, "forward", self._can_go_forward),
            Command(
                "go.anywhere", N_("Go to a person, employer or command"), self._open_palette, "Ctrl+K", GO, "search"
            ),
            Command("note.anywhere", N_("Write a note from here"), self._write_note, "Ctrl+Shift+N", EDIT, "note"),
            Command("edit.undo", N_("Undo"), self.changes.undo, "Ctrl+Z", EDIT, "undo", self._can_undo),
            Command("edit.redo", N_("Redo"), self.changes.redo, "Ctrl+Y | Ctrl+Shift+Z", EDIT, "redo", self._can_redo),
            Command("view.light", N_("Light colours"), self._light, "", VIEW, "theme"),
            Command("view.dark", N_("Dark colours"), self._dark, "", VIEW, "theme"),
            Command("view.contrast", N_("High contrast"), self._contrast, "", VIEW, "theme"),
            Command("view.language", N_("Nederlands / English"), self._other_language, "", VIEW),
            Command("view.panes", N_("Next pane"), self._next_pane, "F6", VIEW),
            Command("help.field", N_("Explain this field or screen"), self._explain, "F1", VIEW, "question"),
            Command("view.menu", N_("All commands"), self._open_menu, "F10"),
            Command(
                "window.second", N_("Open in a second window"), self._second, "Ctrl+Shift+O", VIEW, "", self._has_place
            ),
            Command("window.lock", N_("Lock"), self.lock_asked.emit, "Ctrl+L", VIEW, "lock"),
            everywhere=True,
        )

    def _leading_to(self, to: Destination) -> Command:
        """The command that goes to a screen; where it shows a case, the case that is open or was open last."""
        go, enabled = partial(self._go_to, to), self._has_case if to.case else always
        return Command(f"go.{to.screen}", to.title, go, to.shortcut, GO, to.icon, enabled)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: as the screen is read, not as its parts were made."""
        found = next_stop(self, QApplication.focusWidget(), forward=next)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return found is not None

    # where the person is

    @property
    def place(self) -> Place | None:
        """Where the person is."""
        return self._way[self._at] if self._at >= 0 else None

    @property
    def here(self) -> Screen | None:
        """The screen that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def go(self, place: Place) -> None:
        """Go somewhere; the way back stays."""
        if place != self.place:
            self._way = [*self._way[: self._at + 1], place][-50:]
            self._at = len(self._way) - 1
        self._show(place)

    def back(self) -> None:
        """One place back."""
        if self._can_go_back():
            self._at -= 1
            self._show(self._way[self._at])

    def forward(self) -> None:
        """One place forward again."""
        if self._can_go_forward():
            self._at += 1
            self._show(self._way[self._at])

    def _show(self, place: Place) -> None:
        if (leaving := self.here) is not None:
            leaving.flush()
            self.messages.left()
        if place.traject and place.traject != self._looked_at:
            self._looked_at = place.traject
            self._jobs.store(partial(self.session.store.log_reads, Reading(ReadAct.OPENED, place.traject)), self)
        screen = self._screens.get(place.screen)
        if screen is None:
            screen = self._screens[place.screen] = self._destinations[place.screen].make(self.bench, self.stack)
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        self.rail.mark(place.screen)
        screen.visit(place)
        self.commands.refresh()

    def flush(self) -> None:
        """Keep what is being typed on every screen."""
        if self._note is not None:
            self._note.keep()
        for screen in self._screens.values():
            screen.flush()

    def notice(self, *sentences: Said) -> None:
        """Say what a person should know, though the work goes on."""
        if sentences:
            self.messages.say(" ".join(map(self._language.say, sentences)), "warning")

    def refuse(self, error: OverstapError) -> None:
        """Show what was refused: a rule in the message bar, the surroundings in the status bar."""
        sentence = self._language.say(error)
        if isinstance(error, Unavailable):
            self.status.show_trouble(sentence)
        rest = [self._language.say(r) for r in getattr(error, "rest", ()) if isinstance(r, Said)]
        self.messages.say(" ".join(dict.fromkeys([sentence, *rest[:3]])), "problem")

    def fail(self, error: BaseException) -> None:
        """A refusal is shown as such; anything else is a mistake of ours: its code and never its message."""
        if isinstance(error, OverstapError):
            self.refuse(error)
            return
        sentence = self._language.text(
            N_("Overstap could not finish this step; what was saved is safe. Tell your helpdesk this code: {code}."),
            code=crash_of(error).fingerprint,
        )
        self.messages.say(sentence, "problem")

    def _calm(self, outcome: Outcome) -> None:
        self.status.show_trouble("")

    def _tell(self, words: str, outcome: Outcome) -> None:
        """For who listens: what was saved or undone. A draft is saved in silence, or every pause would be told."""
        if not self.isActiveWindow():  # the other window tells it
            return
        text = self._language.text
        announce(self.status.saved, text(words, step=text(outcome.label, **outcome.counts)))

    def _name_steps(self, undo: Outcome | None, redo: Outcome | None) -> None:
        self._steps = (undo, redo)
        text = self._language.text
        for command, title, step in (("edit.undo", N_("Undo"), undo), ("edit.redo", N_("Redo"), redo)):
            name = f"{text(title)}: {text(step.label, **step.counts)}" if step is not None else text(title)
            self.commands.retitle(command, name)
        self.commands.refresh()

    def _chosen(self, chosen: Chosen) -> None:
        if chosen.command:
            self.commands.run(chosen.command)
        elif chosen.hit is not None:
            self._jobs.store(partial(place_of, self.session.store, chosen.hit), self, self._go_found)
        elif chosen.place is not None:
            self.go(chosen.place)

    def _go_found(self, place: Place | None) -> None:
        if place is not None:
            self.go(place)

    # where the person was

    def recent(self) -> tuple[Place, ...]:
        """The people and employers looked at last, newest first, without the one on the screen."""
        here = self.place
        about = (here.traject or here.record) if here is not None else ""
        visited = (*reversed(self._earlier), *self._way)
        return tuple(place for place in recent(visited) if about not in (place.traject, place.record) or not about)

    def now_at(self) -> Place | None:
        """The place to come back to."""
        here, place = self.here, self.place
        return here.now_at(place) if here is not None and place is not None else place

    def remembered(self) -> Place:
        """Where the work ended the last time that the program ran."""
        found = recall(self.session.store)
        self._earlier = found[1:]
        last = found[0] if found else Place("caseload")
        return last if last.screen in self._destinations else Place("caseload")

    def remember(self) -> None:
        """Keep where the person is, for the next start."""
        if (last := self.now_at()) is not None:
            visited = (*reversed(self._earlier), *self._way)
            self._jobs.store(partial(keep, self.session.store, last, visited), self)

    # what the commands run

    def _case(self) -> str:
        return next((p.traject for p in reversed(self._way[: self._at + 1]) if p.traject), "")

    def _has_case(self) -> bool:
        return bool(self._case())

    def _can_go_back(self) -> bool:
        return self._at > 0

    def _can_go_forward(self) -> bool:
        return self._at < len(self._way) - 1

    def _can_undo(self) -> bool:
        return self._steps[0] is not None

    def _can_redo(self) -> bool:
        return self._steps[1] is not None

    def _go_to(self, to: Destination) -> None:
        self.go(Place(to.screen, self._case() if to.case else ""))

    def _write_note(self) -> None:
        """A note about the person who is chosen or open here; without one the person is asked."""
        if self._note is None:
            from desktop.ui.screens.notes.note_panel import NotePanel

            self._note = NotePanel(self.bench, self)
        here = self.here
        if here is not None:
            here.flush()
        chosen = here.case() if here is not None else ""
        self._note.open(chosen or (self.place.traject if self.place is not None else ""))

    def set(self, name: str, value: object) -> None:
        """Have a setting changed and applied, after what is going on now."""
        self.setting_asked.emit(name, value)

    def _open_palette(self) -> None:
        self.palette_box.open()

    def _explain(self) -> None:
        """F1: what the field with the focus is, and why it is asked; elsewhere the manual about this screen."""
        from desktop.application.field_help import sentences
        from desktop.ui.forms.form_field import FormField

        at = QApplication.focusWidget()
        while at is not None and not isinstance(at, FormField):
            at = at.parentWidget()
        if at is not None:
            self.messages.say(" ".join(sentences(at.field, self._language)), "help")
        elif (place := self.now_at()) is not None:
            self.go(Place("manual", at=f"{place.screen} {place.at}"))

    def _has_place(self) -> bool:
        return self.place is not None

    def _second(self) -> None:
        """The person who is chosen here, else this place, in a second window."""
        here, place = self.here, self.now_at()
        chosen = here.case() if here is not None else ""
        self.second_asked.emit(Place("dossier", chosen) if chosen and place and place.traject != chosen else place)

    def _open_menu(self) -> None:
        self.rail.open_menu()

    def _light(self) -> None:
        self.set("theme", "light")

    def _dark(self) -> None:
        self.set("theme", "dark")

    def _contrast(self) -> None:
        self.set("theme", "contrast")

    def _other_language(self) -> None:
        self.set("language", "en" if self._language.tag == "nl" else "nl")

    def _next_pane(self) -> None:
        """F6: from part to part of the screen, then the rail, then the screen again."""
        note = (self._note,) if self._note is not None and self._note.isVisible() else ()
        guide = (self.guide,) if self.guide is not None and self.guide.isVisible() else ()
        panes = [*(self.here.panes() if self.here is not None else ()), *note, *guide, self.rail]
        focus = QApplication.focusWidget()
        inside = [
            n for n, pane in enumerate(panes) if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ]
        following = panes[((inside[-1] if inside else -1) + 1) % len(panes)]
        if following.focusPolicy() == Qt.FocusPolicy.NoFocus:
            following = next((w for w in following.findChildren(QWidget) if _takes_focus(w)), following)
        following.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def newest_traject(session: Session, candidate: str) -> str:
    """The newest case of a person; empty where there is none."""
    from desktop.domain.records import Traject

    found = session.store.children(Traject, candidate)
    return found[-1].id if found else ""
