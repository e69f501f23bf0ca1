"""The table of contents: one line a heading, a link, and the page on which it really stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from typing_extensions import override

from desktop.documents.canvas import TaggedCanvas
from desktop.documents.flow import Flow
from desktop.documents.lines import Line, Typesetter
from desktop.documents.paragraphs import HeadingFlow
from desktop.documents.structure import Element, Link
from desktop.documents.styles import BODY, BODY_STRONG, HAIR, INK, MUTED

_INDENT = 16.0
_NUMBER = 30.0


@dataclass(slots=True)
class Places:
    """Where each heading came to stand: page and height; filled once the pages are made up."""

    of: dict[int, tuple[int, float]] = field(default_factory=dict)

    def put(self, heading: HeadingFlow, page: int, top: float) -> None:
        """The heading stands there; what follows of one that is split does not count."""
        self.of.setdefault(id(heading), (page, top))


class _Shared:
    def __init__(self) -> None:
        self.element: Element | None = None


class Entry(Flow):
    """One line of the table of contents."""

    after = 2.0

    def __init__(
        self,
        heading: HeadingFlow,
        lines: Sequence[Line],
        setter: Typesetter,
        width: float,
        places: Places,
        toc: _Shared,
    ) -> None:
        self._heading, self._lines, self._setter, self._width = heading, lines, setter, width
        self._places, self._toc = places, toc
        self._type = BODY_STRONG if heading.level <= 2 else BODY
        self._indent = 0.0 if heading.level <= 2 else _INDENT

    @property
    @override
    def height(self) -> float:
        return len(self._lines) * BODY.leading

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if self._toc.element is None:
            self._toc.element = canvas.root.add("TOC")
        page, target_top = self._places.of[id(self._heading)]
        link = self._toc.element.add("TOCI").add("Reference").add("Link")
        number = self._setter.one_line(str(page + 1), BODY, _NUMBER)
        low = top - self.height
        left = x + self._indent
        with canvas.content(link):
            canvas.text(self._lines, self._type, INK, left, top)
            canvas.text([number], BODY, INK, x + self._width - _NUMBER, low + BODY.leading, _NUMBER, "right")
        area = (left, low, x + self._width, top)
        name = f"{self._heading.title} {page + 1}"
        canvas.annotate(link, Link(canvas.page, area, name, page, target_top))
        start = left + self._lines[-1].width + 6.0
        with canvas.artifact():
            end = x + self._width - number.width - 6.0
            canvas.rule((start, low + 4.0), (max(start, end), low + 4.0), HAIR, MUTED, (0.6, 2.6))


def lay_out_entries(
    headings: Sequence[HeadingFlow], setter: Typesetter, width: float, places: Places
) -> Sequence[Flow]:
    """The lines of a table of contents for these headings."""
    toc = _Shared()
    flows = []
    for heading in headings:
        room = width - _NUMBER - _INDENT
        line = setter.label(heading.title, BODY_STRONG if heading.level <= 2 else BODY, room)
        flows.append(Entry(heading, [line], setter, width, places, toc))
    if flows:
        flows[-1].after = 12.0
    return flows
