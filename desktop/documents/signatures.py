"""Where parties sign: a block for each, two beside one another, never split over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from desktop.application.i18n import language
from desktop.application.paper import SignatureBlock
from desktop.documents.canvas import TaggedCanvas
from desktop.documents.flow import Flow
from desktop.documents.lines import Line, Typesetter
from desktop.documents.styles import BODY, BODY_STRONG, FINE, HAIR, INK, MUTED
from desktop.domain.said import N_

_GAP = 24.0
_LABEL = 62.0
_ROW = 20.0
_SIGNATURE = 46.0
_MOST_LINES = 3
"""Lines of a name; whatever is longer is shortened here, it stands in full where the parties are named."""


@dataclass(frozen=True, slots=True)
class _Entry:
    label: Line
    value: Sequence[Line]
    height: float


@dataclass(frozen=True, slots=True)
class _Laid:
    party: Sequence[Line]
    entries: Sequence[_Entry]

    @property
    def height(self) -> float:
        return len(self.party) * BODY_STRONG.leading + sum(entry.height for entry in self.entries)


class SignatureRow(Flow):
    """One or two signature blocks."""

    before = 10.0
    after = 14.0
    whole = True

    def __init__(self, blocks: Sequence[_Laid], width: float) -> None:
        self._blocks, self._width = blocks, width

    @property
    @override
    def height(self) -> float:
        return max(block.height for block in self._blocks)

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        for block in self._blocks:
            self._draw_block(canvas, block, x, top)
            x += self._width + _GAP

    def _draw_block(self, canvas: TaggedCanvas, block: _Laid, x: float, top: float) -> None:
        with canvas.content(canvas.root.add("P")):
            canvas.text(block.party, BODY_STRONG, INK, x, top)
        top -= len(block.party) * BODY_STRONG.leading
        for entry in block.entries:
            top -= entry.height
            with canvas.content(canvas.root.add("P")):
                canvas.text([entry.label], FINE, MUTED, x, top + FINE.leading + 3.0)
                upper = top + len(entry.value) * BODY.leading + 2.0
                canvas.text(entry.value, BODY, INK, x + _LABEL, upper)
            with canvas.artifact():
                canvas.rule((x + _LABEL, top + 2.0), (x + self._width, top + 2.0), HAIR, MUTED)


def lay_out_signatures(blocks: Sequence[SignatureBlock], setter: Typesetter, width: float) -> list[Flow]:
    """Neighbouring signature blocks, two by two."""
    wide = (width - _GAP) / 2
    laid = [_lay_out(block, setter, wide) for block in blocks]
    return [SignatureRow(laid[at : at + 2], wide) for at in range(0, len(laid), 2)]


def _lay_out(block: SignatureBlock, setter: Typesetter, width: float) -> _Laid:
    words = language(setter.language)
    rows = (
        (words.text(N_("Name")), block.name, _ROW),
        (words.text(N_("Position")), block.role, _ROW),
        (words.text(N_("Place")), block.place, _ROW),
        (words.text(N_("Date")), block.date, _ROW),
        (words.text(N_("Signature")), block.signed, _SIGNATURE),
    )
    entries = []
    for label, value, least in rows:
        lines = _some_lines(value, setter, width - _LABEL)
        entries.append(
            _Entry(setter.label(label, FINE, _LABEL - 4.0), lines, max(least, len(lines) * BODY.leading + 6.0))
        )
    return _Laid(_some_lines(block.party, setter, width, strong=True), entries)


def _some_lines(text: str, setter: Typesetter, width: float, *, strong: bool = False) -> list[Line]:
    kind = BODY_STRONG if strong else BODY
    lines = setter.lines(text, kind, width) if text else []
    return lines if len(lines) <= _MOST_LINES else [setter.one_line(text, kind, width)]
