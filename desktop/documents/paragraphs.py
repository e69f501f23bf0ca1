"""Headings, paragraphs and lists on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from desktop.application.paper import Align, Bullets, Heading, Text
from desktop.documents.canvas import TaggedCanvas
from desktop.documents.flow import Flow
from desktop.documents.lines import Line, Typesetter
from desktop.documents.structure import Element
from desktop.documents.styles import HAIRLINE, HEADINGS, LIST_ITEM, TEXTS, Look
from desktop.documents.text import plain

_FEWEST = 2
"""Lines of a paragraph that stay together at the foot and at the head of a page."""

_BLANK_LINE = re.compile(r"(?:\r?\n[ \t]*){2,}")
_QUOTE_INDENT = 10.0
_QUOTE_RULE = 1.6
_ITEM_INDENT = 14.0


class _Owner:
    """The element that the parts of one paragraph share; made when its first part is drawn, to keep reading order."""

    def __init__(self, *tags: str) -> None:
        self._tags = tags
        self._element: Element | None = None

    def within(self, parent: Element) -> Element:
        if self._element is None:
            for tag in self._tags:
                parent = parent.add(tag)
            self._element = parent
        return self._element


class Paragraph(Flow):
    """Lines of one paragraph, or of the part of it that stands on a page."""

    def __init__(
        self, lines: Sequence[Line], look: Look, width: float, owner: _Owner, *, indent: float = 0.0, rule: bool = False
    ) -> None:
        self.before, self.after = look.before, look.after
        self._lines, self._look, self._width, self._owner = lines, look, width, owner
        self._indent, self._rule = indent, rule

    @property
    @override
    def height(self) -> float:
        return len(self._lines) * self._look.type.leading

    @property
    @override
    def minimum(self) -> float:
        fewest = len(self._lines) if len(self._lines) <= _FEWEST + 1 else _FEWEST
        return fewest * self._look.type.leading

    @override
    def split(self, room: float) -> tuple[Flow, Flow] | None:
        fitting = min(int(room // self._look.type.leading), len(self._lines) - _FEWEST)
        if fitting < _FEWEST:
            return None
        return self._part(self._lines[:fitting]), self._part(self._lines[fitting:])

    def _part(self, lines: Sequence[Line]) -> Paragraph:
        return Paragraph(lines, self._look, self._width, self._owner, indent=self._indent, rule=self._rule)

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if self._rule:
            with canvas.artifact():
                canvas.rule((x + 1, top), (x + 1, top - self.height), _QUOTE_RULE, HAIRLINE)
        align: Align = "right" if self._lines and self._lines[0].right_to_left else "left"
        with canvas.content(self._owner.within(canvas.root)):
            width = self._width - self._indent
            canvas.text(self._lines, self._look.type, self._look.colour, x + self._indent, top, width, align)


@dataclass(slots=True, eq=False)
class HeadingMark:
    """A heading as bookmarks and contents know it; ``place`` (page from 0, height) is known once pages are made up."""

    level: int
    title: str
    place: tuple[int, float] | None = None


class HeadingFlow(Paragraph):
    """A heading; it stays with what it heads."""

    keeps_next = True

    def __init__(self, lines: Sequence[Line], look: Look, width: float, owner: _Owner, mark: HeadingMark) -> None:
        super().__init__(lines, look, width, owner)
        self.mark = mark

    @property
    @override
    def minimum(self) -> float:
        return self.height

    @override
    def split(self, room: float) -> tuple[Flow, Flow] | None:
        parts = super().split(room)
        if parts is None:
            return None
        fitting = round(parts[0].height / self._look.type.leading)
        return HeadingFlow(self._lines[:fitting], self._look, self._width, self._owner, self.mark), parts[1]

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        canvas.bookmark(self.mark.level, self.mark.title, top)
        super().draw(canvas, x, top)


class _List:
    """The element that the items of one list share."""

    def __init__(self, numbered: bool) -> None:
        self._numbering = "Decimal" if numbered else "Disc"
        self._element: Element | None = None

    def within(self, parent: Element) -> Element:
        if self._element is None:
            self._element = parent.add("L", attributes={"O": "List", "ListNumbering": self._numbering})
        return self._element


class Item(Flow):
    """An item of a list, or the part of it that stands on a page; the label goes with the first part."""

    after = LIST_ITEM.after

    def __init__(self, belongs_to: _List, label: Sequence[Line], lines: Sequence[Line], body: Element | None) -> None:
        self._list, self._label, self._lines, self._body = belongs_to, label, lines, body or Element("LBody")

    @property
    @override
    def height(self) -> float:
        return len(self._lines) * LIST_ITEM.type.leading

    @property
    @override
    def minimum(self) -> float:
        return min(len(self._lines), _FEWEST) * LIST_ITEM.type.leading

    @override
    def split(self, room: float) -> tuple[Flow, Flow] | None:
        fitting = int(room // LIST_ITEM.type.leading)
        if fitting < min(_FEWEST, len(self._lines)):
            return None
        first = Item(self._list, self._label, self._lines[:fitting], self._body)
        rest = Item(self._list, (), self._lines[fitting:], self._body)
        rest.after = self.after
        return first, rest

    @override
    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if self._label:
            item = self._list.within(canvas.root).add("LI")
            with canvas.content(item.add("Lbl")):
                canvas.text(self._label, LIST_ITEM.type, LIST_ITEM.colour, x, top, _ITEM_INDENT)
            self._body.parent = item
            item.kids.append(self._body)
        with canvas.content(self._body):
            canvas.text(self._lines, LIST_ITEM.type, LIST_ITEM.colour, x + _ITEM_INDENT, top)


def lay_out_text(block: Text, setter: Typesetter, width: float) -> list[Flow]:
    """The paragraphs of a text, parted by its blank lines; nothing for an empty one."""
    if not block.text.strip():
        return []
    look = TEXTS[block.style]
    quote = block.style == "quote"
    indent = _QUOTE_INDENT if quote else 0.0
    tags = ("BlockQuote", "P") if quote else ("P",)
    return [
        Paragraph(setter.lines(part, look.type, width - indent), look, width, _Owner(*tags), indent=indent, rule=quote)
        for part in _BLANK_LINE.split(block.text.strip())
    ]


def lay_out_heading(block: Heading, level: int, setter: Typesetter, width: float) -> HeadingFlow:
    """A heading; ``level`` is its place in the structure, which skips none."""
    look = HEADINGS[block.level]
    mark = HeadingMark(level, plain(block.text, setter.language))
    return HeadingFlow(setter.lines(block.text, look.type, width), look, width, _Owner(f"H{level}"), mark)


def lay_out_list(block: Bullets, setter: Typesetter, width: float) -> list[Flow]:
    """The items of a list, one flow each."""
    belongs_to = _List(block.numbered)
    flows: list[Flow] = []
    for number, text in enumerate(block.items, 1):
        label = setter.lines(f"{number}." if block.numbered else "•", LIST_ITEM.type, _ITEM_INDENT * 2)
        flows.append(Item(belongs_to, label, setter.lines(text, LIST_ITEM.type, width - _ITEM_INDENT), None))
    if flows:
        flows[-1].after = 8.0
    return flows
