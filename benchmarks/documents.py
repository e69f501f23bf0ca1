"""How long accessible, archivable paper takes, against ReportLab drawing the same text without any of it.

Run from the root of the project: ``python -m benchmarks.documents``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from time import perf_counter
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as Grid

from desktop.application.paper import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    MonthBar,
    PageBreak,
    SignatureBlock,
    Table,
    Text,
)
from desktop.documents.fonts import faces
from desktop.documents.render import render
from tests.paper_samples import dossier, filled

REPORTS = 100
ROUNDS = 3
MOST = 2.5


def main() -> None:
    """Print both ratios."""
    made = filled()
    # the route picture is left out on both sides: the floor has no text to draw for it
    report = replace(made, blocks=tuple(block for block in made.blocks if not isinstance(block, MonthBar)))
    measure(f"{REPORTS} intake reports", [report] * REPORTS)
    measure("dossier of 40 pages", [dossier(sections=9, rows=26)])


def measure(what: str, documents: Sequence[Document]) -> None:
    """Print the seconds for these documents beside those of the floor, and their ratio."""
    stories = [story(document) for document in documents[:1]]
    print(f"{what}: {pages(render(documents[0]))} pages each, floor {pages(untagged(stories[0]))}")
    ours = best(lambda: [render(document) for document in documents])
    floor = best(lambda: [untagged(story(document)) for document in documents])
    print(f"{what}: {ours:.2f} s, untagged floor {floor:.2f} s, ratio {ours / floor:.2f} (at most {MOST})")


def best(work: Callable[[], object]) -> float:
    """The shortest of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def pages(pdf: bytes) -> int:
    """How many pages a file has."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as file:
        return len(file.pages)


def untagged(flowables: list[Any]) -> bytes:
    """The floor: ReportLab's own layout, nothing tagged, nothing archived, no page count."""
    target = BytesIO()
    made: Any = SimpleDocTemplate(target, pagesize=A4, leftMargin=57, rightMargin=57, topMargin=57, bottomMargin=62)
    made.build(flowables)
    return target.getvalue()


def story(document: Document) -> list[Any]:
    """The text of a document as ReportLab's flowables, in our faces and sizes."""
    regular, bold = faces("regular").first.name, faces("bold").first.name
    body: Any = ParagraphStyle("body", fontName=regular, fontSize=10, leading=14, spaceAfter=6)
    small: Any = ParagraphStyle("small", parent=body, fontSize=9, leading=12.5, spaceAfter=0)
    strong: Any = ParagraphStyle("strong", parent=small, fontName=bold)
    title: Any = ParagraphStyle("title", parent=body, fontName=bold, fontSize=12, leading=16, spaceBefore=12)

    def drawn(block: Block) -> list[Any]:
        match block:
            case Heading():
                return [Paragraph(escape(block.text), title)]
            case Text():
                return [Paragraph(escape(block.text), body)]
            case Bullets():
                return [Paragraph(escape(item), body, bulletText="•") for item in block.items]
            case Facts():
                return [grid([[label, value] for label, value in block.items], (150, 330), small)]
            case Table():
                total = sum(column.weight for column in block.columns)
                widths = [480 * column.weight / total for column in block.columns]
                heads = [[Paragraph(escape(column.title), strong) for column in block.columns]]
                rows = [[*row, *[""] * (len(block.columns) - len(row))] for row in block.rows]
                return [grid(rows, widths, small, heads)]
            case SignatureBlock():
                return [Paragraph(escape(text), body) for text in (block.party, block.name, block.role, block.place)]
            case PageBreak():
                return [NewPage()]
        return []

    return [flowable for block in document.blocks for flowable in drawn(block)]


def grid(rows: Sequence[Sequence[Any]], widths: Sequence[float], style: Any, heads: Sequence[Any] = ()) -> Any:
    """A table of paragraphs with its header on each page."""
    cells = [[Paragraph(escape(cell if isinstance(cell, str) else cell.text), style) for cell in row] for row in rows]
    return Grid([*heads, *cells], colWidths=list(widths), repeatRows=len(heads), splitInRow=1)


if __name__ == "__main__":
    main()
