"""Which page shows which section of the dossier; each is imported when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.section_page import SectionPage
from desktop.ui.screens.dossier.sections import HISTORY, OVERVIEW, SECTIONS
from desktop.ui.shell.workbench import Workbench


def make_page(bench: Workbench, section: str, parent: QWidget) -> CasePage:
    """The page of a section: its own where it has one, else facts and forms read from the declarations."""
    own = _OWN.get(section)
    return own(bench, parent) if own else SectionPage(bench, next(s for s in SECTIONS if s.id == section), parent)


def _overview(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.dossier.overview import Overview

    return Overview(bench, parent)


def _history(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.dossier.history_page import HistoryPage

    return HistoryPage(bench, parent)


def _agreement(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.agreement.page import AgreementPage

    return AgreementPage(bench, parent)


def _route(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.route.page import RoutePage

    return RoutePage(bench, parent)


def _agenda(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.agenda.dossier_page import CaseAgendaPage

    return CaseAgendaPage(bench, parent)


def _match(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.match.page import MatchPage

    return MatchPage(bench, parent)


def _placement(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.placement.page import PlacementPage

    return PlacementPage(bench, parent)


def _notes(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.notes.page import NotesPage

    return NotesPage(bench, parent)


def _documents(bench: Workbench, parent: QWidget) -> CasePage:
    from desktop.ui.screens.documents.page import DocumentsPage

    return DocumentsPage(bench, parent)


_OWN: dict[str, Callable[[Workbench, QWidget], CasePage]] = {
    OVERVIEW: _overview,
    "match": _match,
    "agreement": _agreement,
    "route": _route,
    "placement": _placement,
    HISTORY: _history,
    "notes": _notes,
    "agenda": _agenda,
    "documents": _documents,
}
