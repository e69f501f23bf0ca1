"""What a file is by its content, never by its name: PDF, JPEG, PNG or Word, and nothing that unpacks without end."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib

MOST_BYTES = 20 * 1024 * 1024
"""The largest file a dossier takes."""

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5_000
"""A Word file is an archive: above these it is no letter but a bomb."""

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

EXTENSIONS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", DOCX: ".docx"}

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_CHUNK = 1 << 16


def media_type(data: bytes) -> str | None:
    """The media type of a file that a dossier takes, or nothing; unpacked content is counted, not believed."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"PK\x03\x04") and _is_letter(data):
        return DOCX
    return None


def _is_letter(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            macros = any(name.lower().endswith("vbaproject.bin") for name in names)
            if macros or len(parts) > MOST_PARTS or not {"[Content_Types].xml", "word/document.xml"} <= names:
                return False
            unpacked = 0
            for part in parts:
                with archive.open(part) as content:
                    while piece := content.read(_CHUNK):
                        unpacked += len(piece)
                        if unpacked > MOST_UNPACKED:
                            return False
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return False  # damaged, encrypted or packed in a way nobody uses for a letter
    return True


def clean_name(name: str, media: str) -> str:
    """A file name that is safe anywhere: no folders, no signs that steer, the extension of its content."""
    last = re.split(r"[/\\]", name)[-1]
    stem = unicodedata.normalize("NFC", last.rsplit(".", 1)[0] if "." in last[1:] else last)
    shown = "".join(c for c in stem if unicodedata.category(c)[0] != "C")
    stem = " ".join(_FORBIDDEN.sub(" ", shown).split()).strip(". ")[:100].rstrip(". ")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"document {stem}".strip()
    return stem + EXTENSIONS[media]
