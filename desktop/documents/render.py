"""From a document to the bytes of its PDF: lay out, make up pages, draw, archive.

Pages are made up before anything is drawn, so contents and "page x of y" are right at once and no document is laid out
twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import atan2, degrees
from threading import Lock

from desktop.application.i18n import language
from desktop.application.paper import (
    Block,
    Bullets,
    Contents,
    Document,
    Facts,
    FormCheck,
    FormLines,
    FormTable,
    FormText,
    Heading,
    KeepTogether,
    MonthBar,
    PageBreak,
    SignatureBlock,
    Table,
    Text,
)
from desktop.documents.archive import archived
from desktop.documents.canvas import TaggedCanvas
from desktop.documents.contents import lay_out_entries
from desktop.documents.flow import Flow, NewPage, paginate
from desktop.documents.forms import lay_out_check, lay_out_fields, lay_out_lines
from desktop.documents.lines import Line, Typesetter
from desktop.documents.month_bar import MonthBarFlow
from desktop.documents.paragraphs import HeadingFlow, HeadingMark, lay_out_heading, lay_out_list, lay_out_text
from desktop.documents.signatures import lay_out_signatures
from desktop.documents.styles import (
    BOTTOM,
    HAIR,
    HAIRLINE,
    LOGO_HEIGHT,
    MARGIN,
    MM,
    MUTED,
    PAGE,
    QUIET,
    WATERMARK,
    WATERMARK_TYPE,
)
from desktop.documents.tables import lay_out_facts, lay_out_form_table, lay_out_table
from desktop.domain.said import N_

_one_at_a_time = Lock()
"""ReportLab's fonts keep a reading position while they are embedded, so two threads take turns."""


def render(document: Document) -> bytes:
    """The document as a PDF that is PDF/UA-1 and PDF/A-2a. Equal documents give equal bytes."""
    with _one_at_a_time:
        return _Press(document).printed()


class _Press:
    """Everything that is needed to print one document once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._words = language(document.language)
        self._setter = Typesetter(document.language)
        self._size = (PAGE[1], PAGE[0]) if document.landscape else PAGE
        self._width = self._size[0] - 2 * MARGIN
        self._edges = self._edge_lines()
        self._headings: list[HeadingMark] = []

    def printed(self) -> bytes:
        pages = paginate(self._flows(), self._size[1] - MARGIN - BOTTOM)
        top = self._size[1] - MARGIN
        for number, page in enumerate(pages):
            for flow, down in page:
                if isinstance(flow, HeadingFlow):
                    flow.mark.place = (number, top - down)
        canvas = TaggedCanvas(self._size)
        for number, page in enumerate(pages, 1):
            if number > 1:
                canvas.next_page()
            self._furnish(canvas, number, len(pages))
            for flow, down in page:
                flow.draw(canvas, MARGIN, top - down)
        return archived(canvas, self._document)

    def _flows(self) -> list[Flow]:
        """All blocks laid out; tables of contents last, when every heading is known."""
        laid: list[Flow | Contents] = []
        for kind, blocks in groupby(self._document.blocks, key=type):
            laid += self._laid(kind, tuple(blocks))
        flows: list[Flow] = []
        for item in laid:
            if isinstance(item, Contents):
                listed = [mark for mark in self._headings if 2 <= mark.level <= item.levels]
                flows += lay_out_entries(listed, self._setter, self._width)
            else:
                flows.append(item)
        return flows

    def _laid(self, kind: type[Block], blocks: Sequence[Block]) -> Iterator[Flow | Contents]:
        """Neighbouring blocks of one kind."""
        if kind is SignatureBlock:
            signatures = [block for block in blocks if isinstance(block, SignatureBlock)]
            yield from lay_out_signatures(signatures, self._setter, self._width)
        elif kind is FormText:
            fields = [block for block in blocks if isinstance(block, FormText)]
            yield from lay_out_fields(fields, self._setter, self._width)
        else:
            for block in blocks:
                yield from self._one(block)

    def _one(self, block: Block) -> Iterator[Flow | Contents]:
        setter, width = self._setter, self._width
        match block:
            case Heading():
                if block.text.strip():
                    yield self._heading(block)
            case Text():
                yield from lay_out_text(block, setter, width)
            case Facts():
                yield from lay_out_facts(block, setter, width)
            case Table():
                yield from lay_out_table(block, setter, width) or lay_out_text(Text(block.empty), setter, width)
            case Bullets():
                yield from lay_out_list(block, setter, width)
            case MonthBar():
                yield MonthBarFlow(block, block.bars, setter, width)
            case FormCheck():
                yield from lay_out_check(block, setter, width)
            case FormLines():
                yield from lay_out_lines(block, setter, width)
            case FormTable():
                yield from lay_out_form_table(block, setter, width)
            case Contents():
                yield lay_out_heading(Heading(2, block.title), min(2, len(self._headings) + 1), setter, width)
                yield block
            case PageBreak():
                yield NewPage()
            case KeepTogether():
                yield from self._kept(block)

    def _heading(self, block: Heading) -> HeadingFlow:
        deepest = self._headings[-1].level + 1 if self._headings else 1
        flow = lay_out_heading(block, min(block.level, deepest), self._setter, self._width)
        self._headings.append(flow.mark)
        return flow

    def _kept(self, block: KeepTogether) -> Iterator[Flow | Contents]:
        flows: list[Flow | Contents] = []
        for kind, blocks in groupby(block.blocks, key=type):
            flows += self._laid(kind, tuple(blocks))
        for at, flow in enumerate(flows):
            if isinstance(flow, Flow):
                flow.whole = True
                flow.keeps_next = at + 1 < len(flows)
        yield from flows

    def _furnish(self, canvas: TaggedCanvas, number: int, count: int) -> None:
        """What every page has: watermark, header and footer."""
        width, height = self._size
        if self._document.draft:
            word = self._setter.one_line(self._words.text(N_("DRAFT")), WATERMARK_TYPE, height)
            with canvas.artifact("Watermark"), canvas.turned(width / 2, height / 2, degrees(atan2(height, width))):
                middle = WATERMARK_TYPE.leading / 2
                canvas.text([word], WATERMARK_TYPE, WATERMARK, -height / 2, middle, height, "center")
        above, right, below = self._edges
        top = height - 11 * MM
        with canvas.artifact("Header"):
            beside = canvas.picture(self._document.header.logo, MARGIN, top - 9, LOGO_HEIGHT)
            canvas.text([above], QUIET, MUTED, MARGIN + beside, top)
            canvas.text([right], QUIET, MUTED, MARGIN, top, self._width, "right")
            canvas.rule((MARGIN, top - 12), (MARGIN + self._width, top - 12), HAIR, HAIRLINE)
        page = self._words.text(N_("Page {page} of {pages}"), page=number, pages=count)
        foot = 14 * MM
        with canvas.artifact("Footer"):
            canvas.rule((MARGIN, foot + 2), (MARGIN + self._width, foot + 2), HAIR, HAIRLINE)
            canvas.text([below], QUIET, MUTED, MARGIN, foot)
            last = self._setter.one_line(page, QUIET, self._width * 0.2)
            canvas.text([last], QUIET, MUTED, MARGIN, foot, self._width, "right")

    def _edge_lines(self) -> tuple[Line, Line, Line]:
        """Header left and right, footer left; the same on each page."""
        header, footer = self._document.header, self._document.footer
        above = " · ".join(part for part in (header.desk, header.document) if part)
        below = " · ".join(part for part in (footer.printed, footer.version, footer.note) if part)
        return (
            self._setter.one_line(above, QUIET, self._width * (0.45 if header.logo else 0.7)),
            self._setter.one_line(header.number, QUIET, self._width * 0.28),
            self._setter.one_line(below, QUIET, self._width * 0.8),
        )
