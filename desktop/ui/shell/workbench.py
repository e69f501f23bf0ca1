"""What every screen is given to work with, and where in the program a person can be."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.application.settings import Settings
from desktop.ui.shell.background_sync import BackgroundSync
from desktop.ui.shell.changes import Changes
from desktop.ui.shell.commands import Command, Commands
from desktop.ui.shell.jobs import Jobs
from desktop.ui.shell.message_bar import MessageBar
from desktop.ui.shell.session import Session

SECTION = "section:"
"""Begins the part of a place that is a section, not a record."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to: a screen, whose case, and which part or field (``record.field``) of it.

    ``others`` are more cases that are meant, such as those to print one after the other. ``scroll`` is how far down
    somebody was who comes back; it makes no other place of it.
    """

    screen: str
    traject: str = ""
    at: str = ""
    record: str = ""
    others: tuple[str, ...] = ()
    scroll: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Destination:
    """A screen, declared once: how it is made, and the command, key and place on the rail that lead to it.

    Without a title no command leads there: it is reached from another screen. ``case`` says that it shows the case
    that is open, so that there has to be one. ``commands`` are those of the screen and its parts, known before it is
    made; ``name`` says where they work, where there is no title.
    """

    screen: str
    make: Callable[[Workbench, QWidget], Screen]
    commands: Callable[[], Sequence[Command]]
    title: str = ""
    shortcut: str = ""
    icon: str = ""
    rail: bool = False
    case: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Workbench:
    """The tools of a screen."""

    session: Session
    jobs: Jobs
    changes: Changes
    commands: Commands
    language: Language
    messages: MessageBar
    settings: Settings
    go: Callable[[Place], None]
    set: Callable[[str, object], None]
    case: Callable[[], str]
    """The case that is open or was open last; empty where none was."""
    sync: BackgroundSync


class Screen(QWidget):
    """One of the places of the window; built on the first visit and kept. Its class declares its commands."""

    commands: ClassVar[tuple[Command, ...]] = ()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        bench.commands.declare(self, self.commands)

    @abstractmethod
    def visit(self, place: Place) -> None:
        """Show this place and put the focus where the work begins."""

    def flush(self) -> None:
        """Keep what is being typed: the person leaves, locks or quits."""

    def now_at(self, place: Place) -> Place:
        """The place to come back to after a lock or another start: the one gone to, with the part shown now."""
        return place

    def case(self) -> str:
        """The case that is chosen here, for what is done with a person; empty where none is."""
        return ""

    def panes(self) -> Sequence[QWidget]:
        """The parts of the screen that F6 goes through, in reading order."""
        return (self,)

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"  # never what it shows: this may end up in a log
