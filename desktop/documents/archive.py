"""From drawn pages to a file for the archive: structure, metadata and repairs in one pass, and a compact result."""

from __future__ import annotations

import re
import unicodedata
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
_UNCLEAR_END = re.compile(rb"\r\n(?=endstream)")
_STREAM_START = b" >>\nstream\n"
_LENGTH = re.compile(rb"/Length (\d+)")


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
    return _clear_ends(target.getvalue())


def _clear_ends(file: bytes) -> bytes:
    """Close streams that end in a carriage return with both line end letters, so that nobody takes it for part of them.

    A stream must be as long as it says, and the line end before "endstream" is not counted; after a last byte 0D a bare
    0A would look like a line end of two. The room comes from a space in the dictionary, so that no offset changes.
    """
    patched = bytearray(file)
    for found in _UNCLEAR_END.finditer(file):
        start = found.start()
        while (start := file.rfind(_STREAM_START, 0, start)) >= 0:
            length = _LENGTH.search(file, file.rfind(b" obj", 0, start), start)
            data = start + len(_STREAM_START)
            if length is not None and data + int(length[1]) == found.start() + 1:
                patched[start : found.end()] = _STREAM_START[1:] + file[data : found.start() + 1] + b"\r\n"
                break
    return bytes(patched)


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
    named = [(code, _as_typed(letter).encode("utf-16-be").hex().upper().encode()) for code, letter in pairs if letter]
    yield before + b"\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
    for start in range(0, len(named), _MOST_IN_ONE_BLOCK):
        block = named[start : start + _MOST_IN_ONE_BLOCK]
        yield b"%d beginbfchar\n" % len(block)
        yield from (b"<%b> <%b>\n" % pair for pair in block)
        yield b"endbfchar\n"
    yield after


def _as_typed(letter: int) -> str:
    """The letter a glyph stands for: of a joined Arabic form the plain one, so that a search finds the word.

    A form of two letters stays: readers that turn the line round would turn the two as well.
    """
    text = chr(letter)
    plain = unicodedata.normalize("NFKC", text) if "\ufb50" <= text <= "\ufefc" else text
    return plain if len(plain) == 1 else text
