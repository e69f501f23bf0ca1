"""The screens of the program, each declared once and imported when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.said import N_
from desktop.ui.screens.records.kinds import LISTS, ListKind
from desktop.ui.shell.commands import Command
from desktop.ui.shell.workbench import Destination, Screen, Workbench


def _found(where: str) -> Any:
    """A class of the screens by its module and name; the module is imported when it is first asked for."""
    module, _, name = where.rpartition(".")
    return getattr(import_module(f"desktop.ui.screens.{module}"), name)


def _make(where: str, bench: Workbench, parent: QWidget) -> Screen:
    made: Screen = _found(where)(bench, parent)
    return made


def _commands(*wheres: str) -> tuple[Command, ...]:
    found = map(_found, wheres)
    return tuple(command for each in found for command in (*each.commands, *getattr(each, "row_commands", ())))


_Made = tuple[Callable[[Workbench, QWidget], Screen], Callable[[], Sequence[Command]]]
"""How a screen is made, and what it and its parts declare."""


def _to(where: str, *parts: str) -> _Made:
    return partial(_make, where), partial(_commands, where, *parts)


def _to_record(where: str, listed: ListKind) -> _Made:
    return partial(_make_record, where, listed), partial(_record_commands, where, listed)


def _make_record(where: str, listed: ListKind, bench: Workbench, parent: QWidget) -> Screen:
    made: Screen = _found(where)(bench, listed, parent)
    return made


def _record_commands(where: str, listed: ListKind) -> Sequence[Command]:
    found: Sequence[Command] = _found(where).commands_of(listed)
    return found


_CASELOAD = _to("caseload.view.CaseloadView", "caseload.column_keys.ColumnKeys")
_DOSSIER = _to(
    "dossier.view.DossierView",
    "route.page.RoutePage",
    "notes.page.NotesPage",
    "agenda.dossier_page.CaseAgendaPage",
    "documents.page.DocumentsPage",
)
_AGENDA = _to("agenda.view.AgendaView", "agenda.calendar_page.CalendarPage", "agenda.entry_acts.EntryActs")
_PREVIEW = _to("preview.view.PreviewView", "preview.pages_pane.PagesPane")
_UPDATE = _to("references.update_view.ReferenceUpdateView")
_LIST, _PAGE = "records.list_view.RecordListView", "records.page.RecordPageView"

DESTINATIONS = (
    Destination("caseload", *_CASELOAD, N_("Caseload"), "Ctrl+1", "people", rail=True),
    Destination("dossier", *_DOSSIER, N_("Dossier"), "Ctrl+2", "folder", rail=True, case=True),
    Destination("intake", *_to("intake.view.IntakeView"), N_("Intake"), "Ctrl+3", "form", rail=True, case=True),
    Destination("agenda", *_AGENDA, N_("Agenda"), "Ctrl+4", "calendar", rail=True),
    *(
        Destination(listed.list_screen, *_to_record(_LIST, listed), title, key, icon, rail=True)
        for listed, title, key, icon in zip(
            LISTS,
            (N_("Employers"), N_("Employer questions"), N_("Modules")),
            ("Ctrl+5", "Ctrl+6", "Ctrl+7"),
            ("building", "question", "book"),
            strict=True,
        )
    ),
    *(Destination(of.page_screen, *_to_record(_PAGE, of), name=of.record.SPEC.plural) for of in LISTS),
    Destination("preview", *_PREVIEW, N_("Print preview"), "Ctrl+P", "print", rail=True, case=True),
    Destination("register", *_to("register.view.RegisterView"), name=N_("Sign somebody up")),
    Destination("imports", *_to("imports.view.ImportView"), N_("Import a list"), "Ctrl+Shift+I", "add"),
    Destination("references", *_to("references.lists_view.ReferenceListsView"), N_("Reference lists"), "", "book"),
    Destination("reference", *_to("references.entries_view.ReferenceEntriesView"), name=N_("Reference lists")),
    Destination("reference_update", *_UPDATE, N_("Bring a reference list up to date")),
    Destination("duplicates", *_to("duplicates.view.DuplicatesView"), N_("Duplicates"), "", "people"),
    Destination("past", *_to("past.view.PastView"), N_("Dossier as it was on a day"), "", "history", case=True),
    Destination("versions", *_to("versions.view.VersionsView"), N_("Versions of the intake"), "", "form", case=True),
    Destination("access", *_to("access.view.AccessView"), N_("Give access to the data"), "", "save", case=True),
    Destination("erase", *_to("erasing.ask_view.AskErasureView"), N_("Ask to erase everywhere"), case=True),
    Destination("erasures", *_to("erasing.view.ErasuresView"), N_("Requests to erase")),
    Destination("conflicts", *_to("conflicts.view.ConflictsView"), N_("Conflicts"), "", "warning"),
    Destination("sync", *_to("sync.view.SyncCentre"), N_("Sharing with colleagues"), "", "people"),
    Destination("reads", *_to("reads.view.ReadsView"), N_("Read log"), "", "history"),
    Destination("settings", *_to("settings.view.SettingsView"), N_("Settings"), "Ctrl+,"),
    Destination("shortcuts", *_to("shortcuts.view.ShortcutsView"), N_("Keyboard shortcuts"), "Ctrl+/"),
    Destination("help", *_to("help.view.HelpView"), N_("Help"), "Ctrl+F1", "question"),
    Destination("manual", *_to("manual.view.ManualView"), N_("Manual"), "Shift+F1", "book"),
    Destination("upkeep", *_to("upkeep.view.UpkeepView"), N_("Backups and this installation"), "", "save"),
)
"""In the order of the rail and the menu."""


def load_rest() -> None:
    """Load what every screen needs, beside the person who types the passphrase: a first visit then takes no import."""
    import pkgutil
    from datetime import date

    from desktop.application.i18n import language
    from desktop.ui import fonts, screens
    from desktop.ui.wording import short_day

    short_day(date(2000, 1, 2), date(2000, 1, 1), language("nl"))  # the names of months come from a file
    fonts.unpack("bold")
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    import_module("email_validator")  # else loaded at the first address that is typed
