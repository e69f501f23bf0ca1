"""A period to look back over, in a list: today, a week, a month, a year, or everything."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtWidgets import QWidget

from desktop.application.i18n import Language
from desktop.application.ports import Clock
from desktop.application.values import ZONE
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo

_DAYS = ((N_("whole time"), 0), (N_("today"), 1), (N_("last 7 days"), 7), (N_("last 30 days"), 30),
         (N_("last 365 days"), 365))  # fmt: skip


class PeriodCombo(PlainCombo):
    """Chooses since when."""

    def __init__(self, language: Language, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.setAccessibleName(language.text(N_("Period")))
        for title, days in _DAYS:
            self.addItem(language.text(title), days)

    def since(self) -> datetime | None:
        """The first moment of the period; nothing where it is the whole time."""
        days = int(self.currentData() or 0)
        if not days:
            return None
        return datetime.combine(self._clock.today() - timedelta(days=days - 1), time.min, ZONE)
