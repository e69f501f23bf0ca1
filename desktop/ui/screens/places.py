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


MAKERS: dict[str, ScreenMaker] = {
    "caseload": _caseload,
    "dossier": _dossier,
    "intake": _intake,
    "preview": _preview,
}
