"""How a file is read: letters, separator, sheet and header, with its first rows as they were read."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.application.i18n import Language
from desktop.application.imports.delimited import ENCODINGS, SEPARATORS
from desktop.application.imports.sheet import FOUND_OUT, HowRead, Line, Top
from desktop.domain.said import N_
from desktop.ui.forms.plain_combo import PlainCombo
from desktop.ui.theme import Role, set_tone

_FEWEST, _MOST = 16, 48
_SHOWN = 6
"""Columns of the rows as they were read; more would not fit beside the choices."""

_SIGNS = {
    ";": N_("semicolon"),
    ",": N_("comma"),
    "\t": N_("tab"),
    "|": N_("upright line"),
}


class ReadingPanel(QWidget):
    """Another choice is tried at once; the rows below show what comes of it."""

    chosen = Signal(HowRead)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language, self._how = language, FOUND_OUT
        text = language.text
        self.encoding, self.separator, self.sheet, self.header = (PlainCombo(self) for _ in range(4))
        self.rows = QTableWidget(self)
        self.rows.setAccessibleName(text(N_("The first rows as they were read")))
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.rows.setTabKeyNavigation(False)
        self.rows.setShowGrid(False)
        self.rows.setWordWrap(False)
        self.rows.horizontalHeader().hide()
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.rows.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self._form, page = QFormLayout(), QHBoxLayout(self)
        for name, combo in (
            (N_("&Letters"), self.encoding),
            (N_("&Between the columns"), self.separator),
            (N_("&Sheet"), self.sheet),
            (N_("&Names of the columns"), self.header),
        ):
            label = QLabel(text(name), self)
            set_tone(label, Role.MUTED)
            label.setBuddy(combo)
            combo.setAccessibleName(label.text().replace("&", ""))
            combo.setSizeAdjustPolicy(PlainCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_FEWEST)
            combo.activated.connect(self._choose)
            self._form.addRow(label, combo)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(16)
        inside, area = QWidget(self), QScrollArea(self)
        inside.setLayout(self._form)
        self._form.setContentsMargins(0, 0, 4, 0)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.addWidget(area, 2)
        page.addWidget(self.rows, 3)
        self.setFocusProxy(self.encoding)

    def show_top(self, top: Top) -> None:
        """Show the first rows and how they were read."""
        text, how = self._language.text, top.how
        self._how = how
        encodings = {**ENCODINGS, **({} if how.encoding in ENCODINGS else {how.encoding: how.encoding})}
        signs = {sign: _SIGNS.get(sign, sign) for sign in dict.fromkeys((*SEPARATORS, how.separator))}
        numbers = {line.number: self._row_name(line) for line in top.lines if not line.empty}
        if how.header not in numbers:
            numbers = {
                how.header: text(N_("Choose a row") if not how.header else N_("Row {row}"), row=how.header),
                **numbers,
            }
        self._fill(self.encoding, {key: text(name) for key, name in encodings.items()}, how.encoding, not how.sheet)
        self._fill(self.separator, {key: text(name) for key, name in signs.items()}, how.separator, not how.sheet)
        self._fill(self.sheet, {n: n for n in (how.sheet, *top.others)}, how.sheet, bool(top.others))
        self._fill(self.header, numbers, how.header, shown=True)
        self.setFocusProxy(self.header if how.sheet else self.encoding)
        self._show_rows(top)

    def _fill(self, combo: PlainCombo, choices: dict[int, str] | dict[str, str], now: int | str, shown: bool) -> None:
        with QSignalBlocker(combo):
            combo.clear()
            for key, name in choices.items():
                combo.addItem(name, key)
            combo.setCurrentIndex(combo.findData(now))
        self._form.setRowVisible(combo, shown)

    def _row_name(self, line: Line) -> str:
        cells = ", ".join(" ".join(cell.split()) for cell in line.cells if cell)
        return self._language.text(N_("Row {row}: {text}"), row=line.number, text=cells[:_MOST])

    def _show_rows(self, top: Top) -> None:
        width = min(_SHOWN, max((len(line.cells) for line in top.lines), default=0))
        self.rows.setRowCount(len(top.lines))
        self.rows.setColumnCount(width)
        for at, line in enumerate(top.lines):
            self.rows.setVerticalHeaderItem(at, QTableWidgetItem(str(line.number)))
            for column in range(width):
                cell = line.cells[column] if column < len(line.cells) else ""
                item = QTableWidgetItem(" ".join(cell.split())[:200])
                font = item.font()
                font.setBold(line.number == top.how.header)
                item.setFont(font)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.rows.setItem(at, column, item)

    def _choose(self) -> None:
        chosen = HowRead(
            self.encoding.currentData() or "",
            self.separator.currentData() or "",
            self.header.currentData() or 0,
            self.sheet.currentData() or "",
        )
        if chosen != self._how:
            self.chosen.emit(chosen)
