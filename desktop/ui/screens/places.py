"""The screens of the program by name; each is imported when it is first gone to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.shell.workbench import Screen, Workbench
from desktop.ui.shell.workroom import ScreenMaker


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


MAKERS: dict[str, ScreenMaker] = {
    "caseload": _caseload,
    "register": _register,
    "dossier": _dossier,
    "intake": _intake,
    "preview": _preview,
}


def load_rest() -> None:
    """Load what the first screens need, beside the person who types the passphrase."""
    from datetime import date

    from desktop.application.i18n import language
    from desktop.ui import fonts
    from desktop.ui.screens.caseload import view as caseload
    from desktop.ui.screens.dossier import view as dossier
    from desktop.ui.screens.intake import view as intake
    from desktop.ui.wording import short_day

    short_day(date(2000, 1, 2), date(2000, 1, 1), language("nl"))  # the names of months come from a file
    fonts.unpack("bold")
    del caseload, dossier, intake
