"""A section that is read at a glance and changed by verbs: a title, the act that is open, and the rest built anew."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.dossier import Dossier
from desktop.domain.errors import Missing
from desktop.ui.forms.act import Act
from desktop.ui.forms.act_slot import ActSlot
from desktop.ui.naming import Names
from desktop.ui.screens.dossier.case_page import CasePage
from desktop.ui.screens.dossier.view_model import CaseFile
from desktop.ui.shell.workbench import Place, Workbench
from desktop.ui.theme import Size
from desktop.ui.widgets.heading import heading
from desktop.ui.widgets.named_buttons import NamedButtons
from desktop.ui.widgets.renewed import renew


class BuiltPage(CasePage):
    """Who inherits says what stands on it; what is typed in an act or a form is never built over."""

    def __init__(self, bench: Workbench, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._case: CaseFile | None = None
        self._dossier = Dossier("", "", ())
        self.buttons = NamedButtons(bench.language)
        self.editing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(bench.language.text(title))
        self._page = QWidget(self)
        self._page.setObjectName("page")
        self._body = QWidget(self._page)
        self.slot = ActSlot(bench, self._page)
        self.slot.missing_asked.connect(self._go_to)
        self.head = QVBoxLayout()
        self.head.setSpacing(4)
        self.head.addWidget(heading(bench.language.text(title), self._page, Size.HEADING))
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(24, 16, 24, 24)
        self._column.setSpacing(16)
        self._column.addLayout(self.head)
        self._column.addWidget(self.slot)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.setWidget(self._page)

    # what it shows

    @abstractmethod
    def _fill(self, column: QVBoxLayout, body: QWidget, case: CaseFile) -> None:
        """Put the case on the page."""

    def _keeps_form(self) -> bool:
        """Whether what is being edited is still there; its forms show themselves what a colleague changed."""
        return False

    def _forget(self) -> None:
        """Another case is shown: what was chosen on the page was about the one before."""

    @override
    def show_case(self, case: CaseFile) -> None:
        same = self._dossier.traject_id == case.dossier.traject_id
        self._case, self._dossier = case, case.dossier
        if not same:
            self.slot.close_act()
            self._forget()
        if not (same and self.editing and self._keeps_form()):
            self.editing = False
            self._rebuild()

    @override
    def flush(self) -> None:
        self.slot.flush()

    def _rebuild(self) -> None:
        if self._case is None:
            return
        self.buttons.clear()
        body = QWidget(self._page)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        self._fill(column, body, self._case)
        self._body = renew(self._column, self._body, body)

    # what it does

    def _open(self, act: Act) -> None:
        """Ask what an act needs, in place."""
        self.flush()
        self.slot.open(act, self._dossier.traject_id)

    def _go_to(self, point: Missing) -> None:
        self._bench.go(Place("dossier", self._dossier.traject_id, point.field, point.record_id or ""))

    def _names(self) -> Names:
        return Names(self._bench.session.store, self._bench.language, self._dossier.traject_id)

    def _today(self) -> date:
        return self._bench.session.work.clock.today()
