"""The table of contents: one line a heading, a link, and the page on which it really stands."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from desktop.documents.canvas import TaggedCanvas
from desktop.documents.flow import Flow
from desktop.documents.lines import Line, Type, Typesetter
from desktop.documents.paragraphs import HeadingMark
from desktop.documents.structure import Element, Link
from desktop.documents.styles import BODY, BODY_STRONG, HAIR, INK, MUTED

_INDENT = 16.0
_NUMBER = 30.0
_LEADER = (0.6, 2.6)


class _Shared:
    def __init__(self) -> None:
        self.element: Element | None = None


class Entry(Flow):
    """One line of the table of contents."""

    after = 2.0

    def __init__(self, mark: HeadingMark, line: Line, setter: Typesetter, width: float, toc: _Shared) -> None:
        self._mark, self._line, self._setter, self._width, self._toc = mark, line, setter, width, toc

    @property
    @override
    def height(self) -> float:
        return BODY.leading

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if self._toc.element is None:
            self._toc.element = canvas.root.add("TOC")
        page, target_top = self._mark.place or (0, 0.0)
        link = self._toc.element.add("TOCI").add("Reference").add("Link")
        number = self._setter.one_line(str(page + 1), BODY, _NUMBER)
        low = top - self.height
        left = x + _indent(self._mark)
        with canvas.content(link):
            canvas.text([self._line], _type(self._mark), INK, left, top)
            canvas.text([number], BODY, INK, x + self._width - _NUMBER, top, _NUMBER, "right")
        area = (left, low, x + self._width, top)
        canvas.annotate(link, Link(canvas.page, area, f"{self._mark.title} {page + 1}", page, target_top))
        start = left + self._line.width + 6.0
        end = x + self._width - number.width - 6.0
        with canvas.artifact():
            canvas.rule((start, low + 4.0), (max(start, end), low + 4.0), HAIR, MUTED, _LEADER)


def lay_out_entries(marks: Sequence[HeadingMark], setter: Typesetter, width: float) -> Sequence[Flow]:
    """The lines of a table of contents for these headings."""
    toc = _Shared()
    room = width - _NUMBER - _INDENT
    flows = [Entry(mark, setter.label(mark.title, _type(mark), room), setter, width, toc) for mark in marks]
    if flows:
        flows[-1].after = 12.0
    return flows


def _type(mark: HeadingMark) -> Type:
    return BODY_STRONG if mark.level <= 2 else BODY


def _indent(mark: HeadingMark) -> float:
    return 0.0 if mark.level <= 2 else _INDENT
