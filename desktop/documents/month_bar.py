"""The route in one picture: months across, a bar for each module, readable on a grey copy and told in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeAlias

from babel.dates import format_date
from typing_extensions import override

from desktop.application.paper import Bar, BarStatus, MonthBar
from desktop.documents.canvas import Colour, TaggedCanvas
from desktop.documents.flow import Flow
from desktop.documents.lines import Line, Typesetter
from desktop.documents.styles import HAIR, HAIRLINE, INK, MUTED, QUIET, SMALL, WHITE
from desktop.documents.text import plain

_LABELS = 0.34
"""The share of the width that the names of the modules take."""

_HEAD = 22.0
_ROW = 16.0
_BAR = 8.5
_LEGEND = 22.0
_KEY_ROW = 14.0
_SWATCH = 20.0
_DIAMOND = 3.4
_TODAY = (1.1, INK, (3.0, 2.0))
_FILLS: dict[BarStatus, Colour] = {
    "planned": WHITE,
    "active": (0.74, 0.76, 0.79),
    "done": (0.25, 0.27, 0.30),
    "failed": WHITE,
    "exempt": WHITE,
}

_Sign: TypeAlias = BarStatus | Literal["exam", "today"]
_Key: TypeAlias = tuple[_Sign, Line, float, int]


class MonthBarFlow(Flow):
    """The picture, or the modules of it that stand on a page; the legend closes the last."""

    before = 4.0
    after = 10.0

    def __init__(
        self, block: MonthBar, bars: Sequence[Bar], setter: Typesetter, width: float, *, last: bool = True
    ) -> None:
        self._block, self._bars, self._setter, self._width, self._last = block, bars, setter, width, last
        self._months = max(1, min(12, block.months))
        self._left = width * _LABELS
        self._month = (width - self._left) / self._months
        self._key = self._legend_key() if last else []

    @property
    @override
    def height(self) -> float:
        legend = _LEGEND + self._key[-1][3] * _KEY_ROW if self._key else 0.0
        return _HEAD + len(self._bars) * _ROW + legend

    @property
    @override
    def minimum(self) -> float:
        return min(self.height, _HEAD + 3 * _ROW + _LEGEND)

    @override
    def split(self, room: float) -> tuple[Flow, Flow] | None:
        fitting = min(int((room - _HEAD) // _ROW), len(self._bars) - 1)
        if fitting < 1:
            return None
        first, rest = self._bars[:fitting], self._bars[fitting:]
        return (
            MonthBarFlow(self._block, first, self._setter, self._width, last=False),
            MonthBarFlow(self._block, rest, self._setter, self._width, last=self._last),
        )

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        area = (x, top - self.height, x + self._width, top)
        figure = canvas.root.add(
            "Figure", alt=self._said(), attributes={"O": "Layout", "BBox": area, "Placement": "Block"}
        )
        with canvas.content(figure):
            self._grid(canvas, x, top)
            for at, bar in enumerate(self._bars):
                self._bar(canvas, bar, x, top - _HEAD - at * _ROW)
            self._today(canvas, x, top)
            self._legend(canvas, x, top - _HEAD - len(self._bars) * _ROW)

    def _grid(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        foot = top - _HEAD - len(self._bars) * _ROW
        for number in range(self._months):
            first = _later(self._block.start, number)
            left = x + self._left + number * self._month
            canvas.rule((left, top - 2.0), (left, foot), HAIR, HAIRLINE)
            self._word(canvas, _month_name(first, self._setter.language), left + 2.5, top, MUTED)
            if number == 0 or first.month == 1:
                self._word(canvas, str(first.year), left + 2.5, top - 10.0, MUTED)
        right = x + self._width
        canvas.rule((right, top - 2.0), (right, foot), HAIR, HAIRLINE)
        for line in range(len(self._bars) + 1):
            level = top - _HEAD - line * _ROW
            canvas.rule((x, level), (right, level), HAIR, HAIRLINE)

    def _bar(self, canvas: TaggedCanvas, bar: Bar, x: float, top: float) -> None:
        label = self._setter.label(bar.label, SMALL, self._left - 8.0)
        canvas.text([label], SMALL, INK, x, top - (_ROW - SMALL.leading) / 2)
        start, end = self._across(bar.start), self._across(bar.end, after=True)
        low = top - (_ROW + _BAR) / 2
        if end > start:
            draw_swatch(canvas, bar.status, x + start, low, end - start)
        for exam in bar.exams:
            if self._shown(exam):
                _diamond(canvas, x + self._across(exam), low + _BAR / 2)

    def _today(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if self._block.today is not None and self._shown(self._block.today):
            at = x + self._across(self._block.today)
            foot = top - _HEAD - len(self._bars) * _ROW
            canvas.rule((at, top - _HEAD + 3.0), (at, foot), *_TODAY)

    def _legend(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        for mark, label, across, row in self._key:
            left, low = x + across, top - _LEGEND - row * _KEY_ROW + 6.0
            if mark == "exam":
                _diamond(canvas, left + _DIAMOND, low + _BAR / 2)
            elif mark == "today":
                canvas.rule((left, low), (left, low + _BAR), *_TODAY)
            else:
                draw_swatch(canvas, mark, left, low, _SWATCH)
            canvas.text([label], QUIET, INK, left + _mark_width(mark), low + 9.2)

    def _legend_key(self) -> list[_Key]:
        """What the legend explains, each with its place."""
        block = self._block
        named: dict[_Sign, str] = {bar.status: bar.status_label for bar in block.bars}
        if block.exam_label and any(bar.exams for bar in block.bars):
            named["exam"] = block.exam_label
        if block.today_label and block.today is not None:
            named["today"] = block.today_label
        key: list[_Key] = []
        across, row = 0.0, 0
        for mark, text in named.items():
            label = self._setter.label(text, QUIET, 160.0)
            wide = _mark_width(mark) + label.width
            if across and across + wide > self._width:
                across, row = 0.0, row + 1
            key.append((mark, label, across, row))
            across += wide + 14.0
        return key

    def _word(self, canvas: TaggedCanvas, text: str, x: float, top: float, colour: Colour) -> float:
        line = self._setter.label(text, QUIET, 120.0)
        canvas.text([line], QUIET, colour, x, top)
        return line.width

    def _shown(self, day: date) -> bool:
        return 0 <= _months_between(self._block.start, day) < self._months

    def _across(self, day: date, *, after: bool = False) -> float:
        passed = (day.day if after else day.day - 1) / monthrange(day.year, day.month)[1]
        months = _months_between(self._block.start, day) + passed
        return self._left + max(0.0, min(float(self._months), months)) * self._month

    def _said(self) -> str:
        parts = [self._block.alt]
        tag = self._setter.language
        for bar in self._bars:
            exams = "".join(f", {self._block.exam_label} {_day(exam, tag)}" for exam in bar.exams)
            parts.append(f"{bar.label}: {_day(bar.start, tag)} – {_day(bar.end, tag)}, {bar.status_label}{exams}.")
        return plain(" ".join(parts), tag)


def draw_swatch(canvas: TaggedCanvas, status: BarStatus, x: float, y: float, width: float) -> None:
    """A bar in the pattern of its status."""
    dash = (1.6, 1.6) if status == "exempt" else ()
    canvas.box(x, y, width, _BAR, fill=_FILLS[status], stroke=INK, weight=0.6, dash=dash)
    if status == "failed":
        step = _BAR
        at = x
        while at + step <= x + width + 0.01:
            canvas.rule((at, y), (at + step, y + _BAR), 0.5, INK)
            at += step / 1.5


def _mark_width(mark: _Sign) -> float:
    return {"exam": 2 * _DIAMOND, "today": 1.0}.get(mark, _SWATCH) + 4.0


def _diamond(canvas: TaggedCanvas, x: float, y: float) -> None:
    corners = ((x, y + _DIAMOND), (x + _DIAMOND, y), (x, y - _DIAMOND), (x - _DIAMOND, y))
    canvas.shape(corners, INK, WHITE, 0.8)


def _months_between(start: date, day: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def _later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 1)


def _month_name(day: date, tag: str) -> str:
    return format_date(day, "LLL", locale=tag).rstrip(".")


def _day(day: date, tag: str) -> str:
    return format_date(day, "d MMMM y", locale=tag)
