"""The commands that work everywhere in the window, declared once, and what they do beside going somewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.changes import Outcome
from desktop.domain.said import N_
from desktop.ui.shell.commands import Command, always
from desktop.ui.shell.workbench import Destination, Place

if TYPE_CHECKING:
    from desktop.ui.screens.notes.note_panel import NotePanel
    from desktop.ui.shell.workroom import Workroom

GO, EDIT, VIEW = N_("Go to"), N_("Edit"), N_("View")


class RoomCommands(QObject):
    """Makes the commands of the room known, and keeps the names of undo and redo those of the steps."""

    def __init__(self, room: Workroom) -> None:
        super().__init__(room)
        self._room = room
        self._steps: tuple[Outcome | None, Outcome | None] = (None, None)
        self.note: NotePanel | None = None
        room.commands.add(room, *self._going(), *self._working(), *self._looking(), everywhere=True)
        room.changes.steps_changed.connect(self._name_steps)

    def _going(self) -> tuple[Command, ...]:
        room = self._room
        back, forward = partial(room.way.can_step, -1), partial(room.way.can_step, 1)
        return (
            *(self._leading_to(d) for d in room.destinations.values() if d.title),
            Command("go.back", N_("Back"), room.back, "Alt+Left", GO, "back", back),
            Command("go.forward", N_("Forward"), room.forward, "Alt+Right", GO, "forward", forward),
            Command(
                "go.anywhere", N_("Go to a person, employer or command"), room.palette_box.open, "Ctrl+K", GO, "search"
            ),
        )

    def _leading_to(self, to: Destination) -> Command:
        """The command that goes to a screen; where it shows a case, the case that is open or was open last."""
        go, enabled = partial(self._go_to, to), self._has_case if to.case else always
        return Command(f"go.{to.screen}", to.title, go, to.shortcut, GO, to.icon, enabled)

    def _working(self) -> tuple[Command, ...]:
        changes, sync = self._room.changes, self._room.sync
        return (
            Command("sync.now", N_("Exchange with colleagues now"), sync.begin, "F5", VIEW, "", self._is_shared),
            Command("note.anywhere", N_("Write a note from here"), self._write_note, "Ctrl+Shift+N", EDIT, "note"),
            Command("edit.undo", N_("Undo"), changes.undo, "Ctrl+Z", EDIT, "undo", self._can_undo),
            Command("edit.redo", N_("Redo"), changes.redo, "Ctrl+Y | Ctrl+Shift+Z", EDIT, "redo", self._can_redo),
        )

    def _looking(self) -> tuple[Command, ...]:
        room = self._room
        return (
            Command("view.light", N_("Light colours"), partial(room.set, "theme", "light"), "", VIEW, "theme"),
            Command("view.dark", N_("Dark colours"), partial(room.set, "theme", "dark"), "", VIEW, "theme"),
            Command("view.contrast", N_("High contrast"), partial(room.set, "theme", "contrast"), "", VIEW, "theme"),
            Command("view.language", N_("Nederlands / English"), self._other_language, "", VIEW),
            Command("view.panes", N_("Next pane"), self._next_pane, "F6", VIEW),
            Command("help.field", N_("Explain this field or screen"), self._explain, "F1", VIEW, "question"),
            Command("view.menu", N_("All commands"), room.rail.open_menu, "F10"),
            Command(
                "window.second", N_("Open in a second window"), self._second, "Ctrl+Shift+O", VIEW, "", self._has_place
            ),
            Command("window.lock", N_("Lock"), room.lock_asked.emit, "Ctrl+L", VIEW, "lock"),
        )

    def offer_practice(self) -> None:
        """There is a practice town to go to from here."""
        room, title = self._room, N_("Practise, with people who do not exist")
        command = Command("window.practise", title, room.practice_asked.emit, "", VIEW, "people")
        room.commands.add(room, command, everywhere=True)

    def _has_case(self) -> bool:
        return bool(self._room.way.case())

    def _has_place(self) -> bool:
        return self._room.place is not None

    def _is_shared(self) -> bool:
        return self._room.sync.is_shared

    def _can_undo(self) -> bool:
        return self._steps[0] is not None

    def _can_redo(self) -> bool:
        return self._steps[1] is not None

    def _name_steps(self, undo: Outcome | None, redo: Outcome | None) -> None:
        self._steps = (undo, redo)
        text = self._room.bench.language.text
        for command, title, step in (("edit.undo", N_("Undo"), undo), ("edit.redo", N_("Redo"), redo)):
            name = f"{text(title)}: {text(step.label, **step.counts)}" if step is not None else text(title)
            self._room.commands.retitle(command, name)
        self._room.commands.refresh()

    def _go_to(self, to: Destination) -> None:
        self._room.go(Place(to.screen, self._room.way.case() if to.case else ""))

    def _write_note(self) -> None:
        """A note about the person who is chosen or open here; without one the person is asked."""
        room = self._room
        if self.note is None:
            from desktop.ui.screens.notes.note_panel import NotePanel

            self.note = NotePanel(room.bench, room)
        if room.here is not None:
            room.here.flush()
        self.note.open(self._chosen() or (room.place.traject if room.place is not None else ""))

    def _chosen(self) -> str:
        return self._room.here.case() if self._room.here is not None else ""

    def _other_language(self) -> None:
        self._room.set("language", "en" if self._room.bench.language.tag == "nl" else "nl")

    def _explain(self) -> None:
        """F1: what the field with the focus is, and why it is asked; elsewhere the manual about this screen."""
        from desktop.application.field_help import sentences
        from desktop.ui.forms.form_field import FormField

        room, at = self._room, QApplication.focusWidget()
        while at is not None and not isinstance(at, FormField):
            at = at.parentWidget()
        if at is not None:
            room.messages.say(" ".join(sentences(at.field, room.bench.language)), "help")
        elif (place := room.now_at()) is not None:
            room.go(Place("manual", at=f"{place.screen} {place.at}"))

    def _second(self) -> None:
        """The person who is chosen here, else this place, in a second window."""
        chosen, place = self._chosen(), self._room.now_at()
        other = chosen and place and place.traject != chosen
        self._room.second_asked.emit(Place("dossier", chosen) if other else place)

    def _next_pane(self) -> None:
        """F6: from part to part of the screen, then the rail, then the screen again."""
        room = self._room
        beside = [pane for pane in (self.note, room.guide) if pane is not None and pane.isVisible()]
        panes = [*(room.here.panes() if room.here is not None else ()), *beside, room.rail]
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
