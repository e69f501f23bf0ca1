"""The people of a list as sign-ups, to be imported elsewhere: the columns are those that an import takes in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.application.exports.sign_ups import SignUp, sign_up_fields, sign_ups, without_handover
from desktop.domain.fields import Field
from desktop.domain.said import N_, Said, said_n
from desktop.ui.naming import Names
from desktop.ui.shell.export_panel import ExportPanel
from desktop.ui.shell.list_export import Exported, ListExport
from desktop.ui.shell.workbench import Workbench
from desktop.ui.widgets.paged_model import Column

_WORDS = {
    "csv": N_("Sign-ups to import elsewhere, as CSV"),
    "xlsx": N_("Sign-ups to import elsewhere, as an Excel workbook"),
}


class SignUpExport(ListExport):
    """Says before how many of these people did not agree to be handed over."""

    def __init__(self, bench: Workbench, group: str, over: QWidget, panel: ExportPanel) -> None:
        store = bench.session.store
        listed = Exported(
            "signups", bench.language.text(N_("Sign-ups")), group, partial(sign_ups, store), people=True,
            words=_WORDS, elsewhere=True, doubt=self._doubt,
        )  # fmt: skip
        super().__init__(bench, listed, over, panel)
        self._names = Names(store, bench.language)
        self._columns = tuple(Column(bench.language.label(f), partial(self._value, f)) for f in sign_up_fields())

    def ask_for(self, kind: str, cases: Sequence[str]) -> None:
        """Ask for whom and where to, and make it of these people."""
        self.ask(kind, cases, self._columns)

    def _value(self, field: Field, row: SignUp) -> str:
        return self._names.show(field, row.value(field))

    def _doubt(self, cases: Sequence[str]) -> Said | None:
        n = without_handover(self._bench.session.store, cases)
        said = said_n(
            "1 of them did not agree to a handover to a partner (C3). Ask first, or leave this person out.",
            "{n} of them did not agree to a handover to a partner (C3). Ask first, or leave these people out.",
            n,
        )
        return said if n else None
