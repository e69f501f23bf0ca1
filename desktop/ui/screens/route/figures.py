"""The sums of the route, always in sight: expected end, heaviest week, cost and cover, hours; live while dragging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.application.route_picture import RoutePicture, heavy_weeks
from desktop.application.values import long_day, money
from desktop.domain.agreement_rules import HEAVY_WEEK
from desktop.domain.said import N_
from desktop.ui.screens.route.words import WARNING, Words
from desktop.ui.theme import Role, Size, set_tone, set_type


@dataclass(frozen=True, slots=True)
class Figure:
    """One sum: its value and what to know about it; ``wrong`` when that is a warning."""

    value: str
    note: str = ""
    wrong: bool = False


class Figures(QWidget):
    """Four sums beside each other."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        text = words.language.text
        names = (N_("Expected end"), N_("Heaviest week"), N_("Cost and cover"), N_("Hours in all"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)
        self.values: list[QLabel] = []
        self.notes: list[QLabel] = []
        for column, name in enumerate(names):
            label, value, note = QLabel(text(name), self), QLabel(self), QLabel(self)
            set_type(label, Size.SMALL)
            set_tone(label, Role.MUTED)
            set_type(value, Size.HEADING, strong=True)
            set_type(note, Size.SMALL)
            note.setWordWrap(True)
            note.setAlignment(Qt.AlignmentFlag.AlignTop)
            for each in (value, note):
                each.setTextFormat(Qt.TextFormat.PlainText)
            note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            for row, each in enumerate((label, value, note)):
                self._grid.addWidget(each, row, column)
            self._grid.setColumnStretch(column, 3 if column == 0 else 2)
            self.values.append(value)
            self.notes.append(note)

    def show_picture(self, picture: RoutePicture, before: RoutePicture | None = None) -> None:
        """Show the sums; beside ``before`` when other dates are tried."""
        figures = (self._end(picture, before), self._week(picture), self._cost(picture), self._hours(picture))
        for value, note, figure in zip(self.values, self.notes, figures, strict=True):
            value.setText(figure.value)
            note.setText(f"{WARNING} {figure.note}" if figure.wrong and figure.note else figure.note)
            set_tone(note, Role.WARNING if figure.wrong else Role.MUTED)

    def _end(self, picture: RoutePicture, before: RoutePicture | None) -> Figure:
        words, end = self._words, picture.plan.end
        text = words.language.text
        if end is None:
            return Figure("–", text(N_("Put a module in the route to see when it ends.")))
        value = long_day(end, words.language)
        if before is not None and before.plan.end is not None:
            moved = text(N_("now {day}"), day=words.day(before.plan.end))
            return Figure(value, f"{moved}: {words.later((end - before.plan.end).days)}", picture.plan.too_long)
        if picture.plan.too_long:
            return Figure(value, text(N_("{days} days, a year is the most"), days=picture.plan.days), wrong=True)
        return Figure(value, words.moved(picture, picture.moved) if picture.moved else "")

    def _week(self, picture: RoutePicture) -> Figure:
        words, week = self._words, picture.plan.week
        text = words.language.text
        value = text(N_("{hours} of {norm} hours"), hours=words.number(week.total), norm=HEAVY_WEEK)
        if (heavy := heavy_weeks(picture)) is not None:
            return Figure(value, words.language.say(heavy), wrong=True)
        return Figure(value, words.hours(week))

    def _cost(self, picture: RoutePicture) -> Figure:
        plan, language = picture.plan, self._words.language
        if plan.rest:
            note = language.text(
                N_("{covered} covered, {rest} not yet"),
                covered=money(plan.covered, language), rest=money(plan.rest, language),
            )  # fmt: skip
            return Figure(money(plan.cost, language), note, wrong=True)
        return Figure(money(plan.cost, language), language.text(N_("covered")) if plan.cost else "")

    def _hours(self, picture: RoutePicture) -> Figure:
        plan, words = picture.plan, self._words
        text = words.language.text
        notes: list[str] = []
        if plan.bbl is not None:
            sums = text(
                N_("BBL: guided {guided} of {need_guided}, practice {practice} of {need_practice}"),
                guided=plan.bbl.guided, need_guided=plan.bbl.need_guided,
                practice=plan.bbl.practice, need_practice=plan.bbl.need_practice,
            )  # fmt: skip
            notes.append(sums)
        if plan.exempted:
            notes.append(text(N_("{count} hours saved by exemptions"), count=words.number(plan.exempted)))
        return Figure(
            text(N_("{count} hours"), count=words.number(plan.load)),
            " · ".join(notes),
            plan.bbl is not None and not plan.bbl.enough,
        )

    @property
    def told(self) -> Sequence[str]:
        """The sums as they are shown."""
        return [f"{value.text()} {note.text()}".strip() for value, note in zip(self.values, self.notes, strict=True)]
