"""From drawn pages to a file for the archive: structure, metadata and repairs in one pass, and a compact result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Name, ObjectStreamMode

from desktop.application.paper import Document
from desktop.documents.annotations import write_annotations, write_outline
from desktop.documents.canvas import TaggedCanvas
from desktop.documents.metadata import write_metadata
from desktop.documents.structure import write_structure

_GLYPH = re.compile(rb"^<([0-9A-F]{2})> <([0-9A-F]{4,6})>$", re.MULTILINE)
_MOST_IN_ONE_BLOCK = 100


def archived(canvas: TaggedCanvas, document: Document) -> bytes:
    """The drawn pages as PDF/UA-1 and PDF/A-2a; the same pages and document give the same bytes."""
    with pikepdf.open(BytesIO(canvas.finished())) as pdf:
        _repair_glyph_names(pdf)
        annotations = write_annotations(pdf, canvas.annotations)
        write_structure(pdf, canvas.root, canvas.marks, annotations)
        write_outline(pdf, canvas.bookmarks)
        write_metadata(pdf, document)
        target = BytesIO()
        pdf.save(
            target,
            force_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return target.getvalue()


def _repair_glyph_names(pdf: pikepdf.Pdf) -> None:
    """ReportLab's maps from glyph to letter name U+0000, hold too long blocks and fail above U+FFFF."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.obj.Resources.get("/Font", pikepdf.Dictionary()).values():
            if font.objgen in seen or Name.ToUnicode not in font:
                continue
            seen.add(font.objgen)
            table = font.ToUnicode
            table.write(b"".join(_repaired(table.read_bytes())))


def _repaired(table: bytes) -> Iterator[bytes]:
    before, _, rest = table.partition(b"\n1 begincodespacerange")
    after = rest.partition(b"endbfchar\n")[2]
    pairs = [(code, int(letter, 16)) for code, letter in _GLYPH.findall(rest)]
    named = [(code, chr(letter).encode("utf-16-be").hex().upper().encode()) for code, letter in pairs if letter]
    yield before + b"\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
    for start in range(0, len(named), _MOST_IN_ONE_BLOCK):
        block = named[start : start + _MOST_IN_ONE_BLOCK]
        yield b"%d beginbfchar\n" % len(block)
        yield from (b"<%b> <%b>\n" % pair for pair in block)
        yield b"endbfchar\n"
    yield after
