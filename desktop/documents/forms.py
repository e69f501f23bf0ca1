"""Fields of a blank form: to fill in on screen, and drawn so that a pen finds its place on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from desktop.application.paper import FormCheck, FormLines, FormText
from desktop.documents.canvas import TaggedCanvas
from desktop.documents.flow import Flow
from desktop.documents.lines import Line, Typesetter
from desktop.documents.structure import Element, Widget, WidgetKind
from desktop.documents.styles import BODY, FIELD_EDGE, FINE, HAIR, HAIRLINE, INK, MUTED
from desktop.documents.text import plain

_BOX = 19.0
"""Height of a line to write on by hand."""

_TICK = 10.0
_GAP = 12.0
_OPTION_GAP = 14.0
_MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class _Slot:
    """One field in a row of fields."""

    block: FormText
    label: Sequence[Line]
    name: str
    x: float
    width: float


class FieldRow(Flow):
    """Fields for one line each, side by side, each with its label above."""

    after = 7.0

    def __init__(self, slots: Sequence[_Slot]) -> None:
        self._slots = slots
        self._label = max(len(slot.label) for slot in slots) * FINE.leading + 1.0

    @property
    @override
    def height(self) -> float:
        return self._label + _BOX

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        low = top - self.height
        for slot in self._slots:
            left = x + slot.x
            paragraph = canvas.root.add("P")
            with canvas.content(paragraph):
                canvas.text(slot.label, FINE, MUTED, left, top)
            with canvas.artifact():
                canvas.box(left, low, slot.width, _BOX, stroke=FIELD_EDGE)
            area = (left, low, left + slot.width, low + _BOX)
            widget = Widget(canvas.page, area, slot.block.field, slot.name, "text")
            canvas.annotate(paragraph.add("Form"), widget)


class Ruled(Flow):
    """Lines to write on below their label."""

    after = 8.0

    def __init__(self, block: FormLines, label: Sequence[Line], name: str, width: float) -> None:
        self._block, self._label, self._name, self._width = block, label, name, width
        self._count = min(block.lines, _MOST_LINES)

    @property
    @override
    def height(self) -> float:
        return len(self._label) * BODY.leading + 2.0 + self._count * _BOX

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        paragraph = canvas.root.add("P")
        with canvas.content(paragraph):
            canvas.text(self._label, BODY, INK, x, top)
        low = top - self.height
        tall = self._count * _BOX
        with canvas.artifact():
            canvas.box(x, low, self._width, tall, stroke=FIELD_EDGE)
            for line in range(1, self._count):
                canvas.rule((x, low + line * _BOX), (x + self._width, low + line * _BOX), HAIR, HAIRLINE, (1.0, 2.0))
        widget = Widget(canvas.page, (x, low, x + self._width, low + tall), self._block.field, self._name, "lines")
        canvas.annotate(paragraph.add("Form"), widget)


class Ticks(Flow):
    """A statement with one box to tick, or with a box for each of its options."""

    after = 4.0

    def __init__(
        self, block: FormCheck, label: Sequence[Line], options: Sequence[tuple[Line, str]], name: str, width: float
    ) -> None:
        self._block, self._label, self._options, self._name, self._width = block, label, options, name, width

    @property
    @override
    def height(self) -> float:
        return max(1, len(self._label)) * BODY.leading

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        paragraph = canvas.root.add("P")
        if not self._options:
            self._box(canvas, paragraph, x, top, "check", self._name, 0)
        with canvas.content(paragraph):
            canvas.text(self._label, BODY, INK, x if self._options else x + _TICK + 6.0, top)
        at = x + self._width - options_width(self._options)
        for number, (line, name) in enumerate(self._options, 1):
            self._box(canvas, paragraph, at, top, "choice", name, number)
            with canvas.content(paragraph):
                canvas.text([line], BODY, INK, at + _TICK + 5.0, top)
            at += _TICK + 5.0 + line.width + _OPTION_GAP

    def _box(
        self, canvas: TaggedCanvas, parent: Element, x: float, top: float, kind: WidgetKind, name: str, option: int
    ) -> None:
        low = top - (BODY.leading + _TICK) / 2
        with canvas.artifact():
            canvas.box(x, low, _TICK, _TICK, stroke=FIELD_EDGE, weight=0.7)
        area = (x, low, x + _TICK, low + _TICK)
        canvas.annotate(parent.add("Form"), Widget(canvas.page, area, self._block.field, name, kind, option))


def options_width(options: Sequence[tuple[Line, str]]) -> float:
    """The width of the boxes and words of a choice."""
    return sum(_TICK + 5.0 + line.width for line, _ in options) + _OPTION_GAP * max(0, len(options) - 1)


def lay_out_fields(blocks: Sequence[FormText], setter: Typesetter, width: float) -> list[Flow]:
    """Neighbouring fields, as many side by side as their shares allow."""
    rows: list[list[FormText]] = []
    used = 1.0
    for block in blocks:
        if used + block.share > 1.001:
            rows.append([])
            used = 0.0
        rows[-1].append(block)
        used += block.share
    flows: list[Flow] = []
    for row in rows:
        free = width - _GAP * (len(row) - 1)
        x = 0.0
        slots = []
        for block in row:
            wide = free * min(1.0, block.share)
            slots.append(
                _Slot(block, setter.lines(block.label, FINE, wide), plain(block.label, setter.language), x, wide)
            )
            x += wide + _GAP
        flows.append(FieldRow(slots))
    return flows


def lay_out_lines(block: FormLines, setter: Typesetter, width: float) -> list[Flow]:
    """Lines to write on."""
    return [Ruled(block, setter.lines(block.label, BODY, width), plain(block.label, setter.language), width)]


def lay_out_check(block: FormCheck, setter: Typesetter, width: float) -> list[Flow]:
    """A statement to tick."""
    name = plain(block.label, setter.language)
    options = [
        (setter.one_line(option, BODY, width / 3), f"{name}: {plain(option, setter.language)}")
        for option in block.options
    ]
    taken = options_width(options) + _GAP if options else _TICK + 6.0
    return [Ticks(block, setter.lines(block.label, BODY, width - taken), options, name, width)]
