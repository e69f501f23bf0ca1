"""The screens of the program, each declared once and imported when it is first gone to."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.domain.said import N_
from desktop.ui.screens.records.kinds import LISTS, ListKind
from desktop.ui.shell.workbench import Destination, Screen, Workbench


def _caseload(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.caseload.view import CaseloadView

    return CaseloadView(bench, parent)


def _dossier(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.dossier.view import DossierView

    return DossierView(bench, parent)


def _intake(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.intake.view import IntakeView

    return IntakeView(bench, parent)


def _preview(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.preview.view import PreviewView

    return PreviewView(bench, parent)


def _register(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.register.view import RegisterView

    return RegisterView(bench, parent)


def _past(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.past.view import PastView

    return PastView(bench, parent)


def _reads(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.reads.view import ReadsView

    return ReadsView(bench, parent)


def _agenda(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.agenda.view import AgendaView

    return AgendaView(bench, parent)


def _versions(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.versions.view import VersionsView

    return VersionsView(bench, parent)


def _duplicates(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.duplicates.view import DuplicatesView

    return DuplicatesView(bench, parent)


def _settings(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.settings.view import SettingsView

    return SettingsView(bench, parent)


def _shortcuts(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.shortcuts.view import ShortcutsView

    return ShortcutsView(bench, parent)


def _upkeep(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.upkeep.view import UpkeepView

    return UpkeepView(bench, parent)


def _help(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.help.view import HelpView

    return HelpView(bench, parent)


def _manual(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.manual.view import ManualView

    return ManualView(bench, parent)


def _records(listed: ListKind, bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.records.list_view import RecordListView

    return RecordListView(bench, listed, parent)


def _record(listed: ListKind, bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.records.page import RecordPageView

    return RecordPageView(bench, listed, parent)


def _imports(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.imports.view import ImportView

    return ImportView(bench, parent)


def _access(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.access.view import AccessView

    return AccessView(bench, parent)


def _references(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.references.lists_view import ReferenceListsView

    return ReferenceListsView(bench, parent)


def _reference(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.references.entries_view import ReferenceEntriesView

    return ReferenceEntriesView(bench, parent)


def _reference_update(bench: Workbench, parent: QWidget) -> Screen:
    from desktop.ui.screens.references.update_view import ReferenceUpdateView

    return ReferenceUpdateView(bench, parent)


DESTINATIONS = (
    Destination("caseload", _caseload, N_("Caseload"), "Ctrl+1", "people", rail=True),
    Destination("dossier", _dossier, N_("Dossier"), "Ctrl+2", "folder", rail=True, case=True),
    Destination("intake", _intake, N_("Intake"), "Ctrl+3", "form", rail=True, case=True),
    Destination("agenda", _agenda, N_("Agenda"), "Ctrl+4", "calendar", rail=True),
    *(
        Destination(listed.list_screen, partial(_records, listed), title, key, icon, rail=True)
        for listed, title, key, icon in zip(
            LISTS,
            (N_("Employers"), N_("Employer questions"), N_("Modules")),
            ("Ctrl+5", "Ctrl+6", "Ctrl+7"),
            ("building", "question", "book"),
            strict=True,
        )
    ),
    *(Destination(listed.page_screen, partial(_record, listed)) for listed in LISTS),
    Destination("preview", _preview, N_("Print preview"), "Ctrl+P", "print", rail=True, case=True),
    Destination("register", _register),
    Destination("imports", _imports, N_("Import a list"), "Ctrl+Shift+I", "add"),
    Destination("references", _references, N_("Reference lists"), "", "book"),
    Destination("reference", _reference),
    Destination("reference_update", _reference_update, N_("Bring a reference list up to date")),
    Destination("duplicates", _duplicates, N_("Duplicates"), "", "people"),
    Destination("past", _past, N_("Dossier as it was on a day"), "", "history", case=True),
    Destination("versions", _versions, N_("Versions of the intake"), "", "form", case=True),
    Destination("access", _access, N_("Give access to the data"), "", "save", case=True),
    Destination("reads", _reads, N_("Read log"), "", "history"),
    Destination("settings", _settings, N_("Settings"), "Ctrl+,"),
    Destination("shortcuts", _shortcuts, N_("Keyboard shortcuts"), "Ctrl+/"),
    Destination("help", _help, N_("Help"), "Ctrl+F1", "question"),
    Destination("manual", _manual, N_("Manual"), "Shift+F1", "book"),
    Destination("upkeep", _upkeep, N_("Backups and this installation"), "", "save"),
)
"""In the order of the rail and the menu."""


def load_rest() -> None:
    """Load what every screen needs, beside the person who types the passphrase: a first visit then takes no import."""
    import pkgutil
    from datetime import date
    from importlib import import_module

    from desktop.application.i18n import language
    from desktop.ui import fonts, screens
    from desktop.ui.wording import short_day

    short_day(date(2000, 1, 2), date(2000, 1, 1), language("nl"))  # the names of months come from a file
    fonts.unpack("bold")
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    import_module("email_validator")  # else loaded at the first address that is typed
