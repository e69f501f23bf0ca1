"""Drawing on pages: every mark is content of a structure element or an artifact, and nothing can be neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal, NamedTuple, TypeAlias

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.application.paper import Align
from desktop.documents.fonts import Face, faces
from desktop.documents.lines import Line, Run, Type
from desktop.documents.structure import Element, Link, Mark, Widget

Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

_WIDEST_PICTURE = 130.0
_ASCENT = 0.388
"""How far the letters stand below the middle of their line, in type sizes: Noto Sans' own balance of up and down."""


class Bookmark(NamedTuple):
    """A line of the outline that a reader shows beside the pages."""

    level: int
    title: str
    page: int
    top: float


@dataclass(slots=True)
class _Pen:
    """What the page was last told, so that it is told again only when it changes."""

    fill: Colour | None = None
    stroke: Colour | None = None
    weight: float | None = None
    dash: tuple[float, ...] = ()


class TaggedCanvas:
    """Pages under construction. Heights are PDF's: they grow upwards from the foot of the page."""

    def __init__(self, size: tuple[float, float]) -> None:
        self._target = BytesIO()
        self._canvas: Any = Canvas(
            self._target,
            pagesize=size,
            invariant=1,
            pageCompression=0,  # the archive step compresses; twice would be slow
            pdfVersion=(1, 7),
            initialFontName=faces("regular").first.name,
        )
        self.root = Element("Document")
        self.marks: list[list[Element]] = [[]]
        self.annotations: list[Link | Widget] = []
        self.bookmarks: list[Bookmark] = []
        self._pen = _Pen()
        self._open = False
        self._owner: Element | None = None

    @property
    def page(self) -> int:
        """The page being drawn, from 0."""
        return len(self.marks) - 1

    def next_page(self) -> None:
        """Finish this page and start another."""
        self._canvas.showPage()
        self.marks.append([])
        self._pen = _Pen()

    def finished(self) -> bytes:
        """The pages as a plain PDF file, still without its structure."""
        self._canvas.showPage()
        self._canvas.save()
        return self._target.getvalue()

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn meanwhile belongs to this element."""
        self._owner = element
        yield
        self._owner = None
        self._end()

    @contextmanager
    def artifact(self, kind: Literal["Layout", "Header", "Footer", "Watermark"] = "Layout") -> Iterator[None]:
        """What is drawn meanwhile is decoration or belongs to the page: a screen reader passes it by."""
        self._begin(
            "/Artifact <</Type /Layout>> BDC"
            if kind == "Layout"
            else f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC"
        )
        yield
        self._end()

    def text(
        self,
        lines: Sequence[Line],
        kind: Type,
        colour: Colour,
        x: float,
        top: float,
        width: float = 0.0,
        align: Align = "left",
    ) -> None:
        """Lines below one another, the first with its upper edge at ``top``."""
        self._fill(colour)
        baseline = top - kind.leading / 2 - kind.size * _ASCENT
        text: Any = None
        drawn_in: Face | None = None
        for line in lines:
            at = x + _indent(line, width, align)
            if text is not None:
                text.setTextOrigin(at, baseline)
            for run in line.runs:
                own = self._owner is not None and bool(run.spoken or run.language)
                if own:
                    self._put(text)
                    text = None
                with self._aside(run) if own else nullcontext():
                    for face, letters in run.pieces:
                        if text is None:
                            self._ready()
                            text = self._canvas.beginText(at, baseline)
                            drawn_in = None
                        if face is not drawn_in:
                            text.setFont(face.name, kind.size, kind.leading)
                            drawn_in = face
                        text.textOut(letters)
                        at += face.width(letters) * kind.size / 1000
                    if own:
                        self._put(text)
                        text = None
            baseline -= kind.leading
        self._put(text)

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        weight: float,
        colour: Colour,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A straight line."""
        self._ready()
        self._stroke(weight, colour, dash)
        self._canvas.line(*start, *end)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        weight: float = 0.5,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rectangle from its lower left corner, filled, outlined or both."""
        self._ready()
        if fill is not None:
            self._fill(fill)
        if stroke is not None:
            self._stroke(weight, stroke, dash)
        self._canvas.rect(x, y, width, height, stroke=int(stroke is not None), fill=int(fill is not None))

    def shape(self, corners: Sequence[tuple[float, float]], fill: Colour, stroke: Colour, weight: float = 0.5) -> None:
        """A filled and outlined polygon."""
        self._ready()
        self._fill(fill)
        self._stroke(weight, stroke, ())
        path = self._canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        self._canvas.drawPath(path, stroke=1, fill=1)

    def picture(self, png: bytes, x: float, y: float, height: float) -> float:
        """A picture from its lower left corner; how much room it takes to the right, at most a quarter of a page."""
        if not png:
            return 0.0
        image = ImageReader(BytesIO(png))
        size: tuple[int, int] = image.getSize()
        wide, high = size
        width = min(height * wide / high, _WIDEST_PICTURE)
        self._ready()
        self._canvas.drawImage(image, x, y, width, width * high / wide)
        return width + 8

    @contextmanager
    def turned(self, x: float, y: float, degrees: float) -> Iterator[None]:
        """Draw around a point in a turned frame."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        pen, self._pen = self._pen, _Pen()
        yield
        self._canvas.restoreState()
        self._pen = pen

    def annotate(self, element: Element, annotation: Link | Widget) -> None:
        """Something to click or fill in, as a child of this element."""
        element.kids.append(annotation)
        self.annotations.append(annotation)

    def bookmark(self, level: int, title: str, top: float) -> None:
        """A line in the outline that leads to this height on this page."""
        self.bookmarks.append(Bookmark(level, title, self.page, top))

    @contextmanager
    def _aside(self, run: Run) -> Iterator[None]:
        """What is drawn meanwhile is an element inside the open one: said otherwise, or in another language."""
        owner = self._owner
        self._end()
        if owner is not None:
            self._owner = owner.add("Span", actual=run.spoken, language=run.language)
        yield
        self._end()
        self._owner = owner

    def _ready(self) -> None:
        """Begin the marked content of the element that is being drawn, at its first mark."""
        if self._open:
            return
        if self._owner is None:
            raise RuntimeError("drawn outside any element and any artifact")
        marks = self.marks[-1]
        self._owner.kids.append(Mark(self.page, len(marks)))
        self._begin(f"/{self._owner.tag} <</MCID {len(marks)}>> BDC")
        marks.append(self._owner)

    def _begin(self, operator: str) -> None:
        if self._open:
            raise RuntimeError("marked content inside marked content")
        self._open = True
        self._canvas.addLiteral(operator)

    def _end(self) -> None:
        if self._open:
            self._canvas.addLiteral("EMC")
        self._open = False

    def _put(self, text: Any) -> None:
        if text is not None:
            self._canvas.drawText(text)

    def _fill(self, colour: Colour) -> None:
        if self._pen.fill != colour:
            self._canvas.setFillColorRGB(*colour)
            self._pen.fill = colour

    def _stroke(self, weight: float, colour: Colour, dash: tuple[float, ...]) -> None:
        pen = self._pen
        if pen.stroke != colour:
            self._canvas.setStrokeColorRGB(*colour)
            pen.stroke = colour
        if pen.weight != weight:
            self._canvas.setLineWidth(weight)
            pen.weight = weight
        if pen.dash != dash:
            self._canvas.setDash(list(dash))
            pen.dash = dash


def _indent(line: Line, width: float, align: Align) -> float:
    if align == "center":
        return (width - line.width) / 2
    return width - line.width if align == "right" else 0.0
