"""What the route costs beside what was divided: what is still missing or too much, while somebody types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.application.i18n import Language
from desktop.application.values import money, parse
from desktop.domain.agreement_rules import cost_difference
from desktop.domain.checks import Unfit
from desktop.domain.fields import Beside
from desktop.domain.records import CostSplit
from desktop.domain.said import N_
from desktop.ui.shell.workbench import Workbench
from desktop.ui.theme import Role, set_tone

_BAR = 8


class CostSum(QWidget):
    """A bar and a sentence that say whether the division of costs adds up."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: Language = bench.language
        self._today = bench.session.work.clock.today
        self._cost = 0
        self._amounts: dict[str, int] = {}
        self.bar, self.words = _Bar(self), QLabel(self)
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.words)

    def show_costs(self, cost: int, splits: Sequence[CostSplit]) -> None:
        """Show the division as it is kept."""
        self._cost, self._amounts = cost, {split.id: split.amount or 0 for split in splits}
        self._say()

    def typed(self, record: str, field: str, text: str) -> None:
        """Count what is being typed, as far as it can be read."""
        if field != "amount":
            return
        try:
            self._amounts[record] = parse(CostSplit.SPEC.fields["amount"], text, Beside(self._today())) or 0
        except Unfit:
            return
        self._say()

    def _say(self) -> None:
        language, divided = self._language, sum(self._amounts.values())
        difference = cost_difference([CostSplit(id=i, amount=a) for i, a in self._amounts.items()], self._cost)
        values = {"cost": money(self._cost, language), "divided": money(divided, language),
                  "rest": money(abs(difference), language)}  # fmt: skip
        if difference < 0:
            said = N_("▲ The route costs {cost}, divided is {divided}: {rest} is not paid by anybody yet.")
        elif difference > 0:
            said = N_("▲ The route costs {cost}, divided is {divided}: {rest} too much.")
        else:
            said = N_("✓ The route costs {cost} and that is what was divided.")
        set_tone(self.words, Role.WARNING if difference else Role.MUTED)
        self.words.setText(language.text(said, **values))
        self.bar.show_share(self._cost, divided)


class _Bar(QWidget):
    """How much of the cost was divided."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cost, self._divided = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, cost: int, divided: int) -> None:
        """Draw another share."""
        self._cost, self._divided = cost, divided
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, _BAR)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        whole = max(self._cost, self._divided)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(Role.LINE))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _BAR), 4, 4)
        if whole:
            painter.setBrush(self.palette().color(Role.ACCENT))
            inside = min(self._divided, self._cost)
            painter.drawRoundedRect(QRectF(0, 0, self.width() * inside / whole, _BAR), 4, 4)
            if self._divided > self._cost:
                painter.setBrush(self.palette().color(Role.DANGER))
                left = self.width() * self._cost / whole
                painter.drawRect(QRectF(left, 0, self.width() - left, _BAR))
        painter.end()
