"""What can be clicked or filled in: links, form fields and the outline, written into the file."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Stream, String

from desktop.documents.canvas import Bookmark
from desktop.documents.structure import Link, Widget

_PRINT = 4
_MULTILINE = 1 << 12
_RADIO = 1 << 15
_APPEARANCE = b"/Helv 10 Tf 0 g"


def write_annotations(pdf: pikepdf.Pdf, annotations: Sequence[Link | Widget]) -> dict[Link | Widget, pikepdf.Object]:
    """Put links and form fields on their pages and say which became what."""
    written: dict[Link | Widget, pikepdf.Object] = {}
    fields = _Fields(pdf)
    for annotation in annotations:
        own = pdf.make_indirect(_link(pdf, annotation) if isinstance(annotation, Link) else fields.widget(annotation))
        if isinstance(annotation, Widget):
            fields.add(annotation, own)
        written[annotation] = own
        page = pdf.pages[annotation.page].obj
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(own)
    fields.write()
    return written


def write_outline(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """The bookmarks as an outline; a reader opens with it."""
    if not bookmarks:
        return
    with pdf.open_outline() as outline:
        open_items: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for mark in bookmarks:
            item = OutlineItem(mark.title, destination=_place(pdf, mark.page, mark.top))
            while open_items[-1][0] >= mark.level:
                open_items.pop()
            open_items[-1][1].append(item)
            open_items.append((mark.level, item.children))
    pdf.Root.PageMode = Name.UseOutlines


def _place(pdf: pikepdf.Pdf, page: int, top: float) -> Array:
    return Array([pdf.pages[page].obj, Name.XYZ, None, round(top, 2), None])


def _link(pdf: pikepdf.Pdf, link: Link) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=_area(link.area),
        Border=Array([0, 0, 0]),
        Contents=String(link.name),
        Dest=_place(pdf, link.target_page, link.target_top),
        F=_PRINT,
    )


def _area(area: tuple[float, float, float, float]) -> Array:
    return Array([round(edge, 2) for edge in area])


class _Fields:
    """The form of the file: fields, and the boxes of a choice gathered under one field."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._fields: list[pikepdf.Object] = []
        self._choices: dict[str, pikepdf.Object] = {}

    def widget(self, widget: Widget) -> Dictionary:
        own = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=_area(widget.area),
            F=_PRINT,
            P=self._pdf.pages[widget.page].obj,
            TU=String(widget.name),
        )
        if widget.kind in {"text", "lines"}:
            own.FT = Name.Tx
            own.T = String(widget.field)
            own.DA = String(_APPEARANCE.decode())
            own.AP = Dictionary(N=self._form(widget, b"/Tx BMC EMC"))
            if widget.kind == "lines":
                own.Ff = _MULTILINE
            return own
        on = Name(f"/{widget.option}") if widget.kind == "choice" else Name.Yes
        own.AS = Name.Off
        own.AP = Dictionary(
            N=Dictionary({str(on): self._form(widget, _cross(widget)), "/Off": self._form(widget, b"")})
        )
        if widget.kind == "check":
            own.FT = Name.Btn
            own.T = String(widget.field)
            own.V = Name.Off
        return own

    def add(self, widget: Widget, own: pikepdf.Object) -> None:
        if widget.kind != "choice":
            self._fields.append(own)
            return
        if widget.field not in self._choices:
            choice = self._pdf.make_indirect(
                Dictionary(
                    FT=Name.Btn, Ff=_RADIO, T=String(widget.field), TU=String(widget.name), V=Name.Off, Kids=Array()
                )
            )
            self._choices[widget.field] = choice
            self._fields.append(choice)
        own.Parent = self._choices[widget.field]
        own.Parent.Kids.append(own)

    def write(self) -> None:
        if not self._fields:
            return
        letters = self._pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        self._pdf.Root.AcroForm = Dictionary(
            Fields=Array(self._fields),
            DA=String(_APPEARANCE.decode()),
            DR=Dictionary(Font=Dictionary(Helv=letters)),
        )

    def _form(self, widget: Widget, drawing: bytes) -> Stream:
        left, low, right, high = widget.area
        return Stream(
            self._pdf,
            drawing,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, round(right - left, 2), round(high - low, 2)]),
            Resources=Dictionary(),
        )


def _cross(widget: Widget) -> bytes:
    left, low, right, high = widget.area
    wide, tall = right - left - 2.5, high - low - 2.5
    return f"q 1.4 w 2.5 2.5 m {wide:.2f} {tall:.2f} l 2.5 {tall:.2f} m {wide:.2f} 2.5 l S Q".encode()
