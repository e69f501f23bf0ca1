"""The typefaces on paper: Noto Sans first, and for each letter it lacks the next face that has it.

Faces are read from installed packages on first use and shared by all documents; they hold no text of anybody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, TypeAlias

Weight: TypeAlias = Literal["regular", "bold", "italic"]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One typeface: its name for ReportLab and the width of each letter it has, in thousandths of the type size."""

    name: str
    advances: Mapping[str, float] = field(repr=False)

    def width(self, text: str) -> float:
        """The width of text of which this face has every letter, in thousandths of the type size."""
        return sum(map(self.advances.__getitem__, text))


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a face comes from: a package (it may be absent) and how to read the face from it."""

    name: str
    package: str
    read: Callable[[], Any]
    subfont: int = 0


def _mupdf(font: str) -> Callable[[], Any]:
    def read() -> Any:
        import pymupdf_fonts

        return BytesIO(pymupdf_fonts.myfont(font))

    return read


def _file(package: str, *parts: str) -> Callable[[], Any]:
    def read() -> Any:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(package)
        return str(Path(spec.origin).parent.joinpath(*parts))

    return read


def _noto(script: str) -> _Source:
    return _Source(f"NotoSans{script}", "manimgx_fonts", _file("manimgx_fonts", f"NotoSans{script}[wght].ttf"))


_EVERY_WEIGHT = (
    _noto("Armenian"),
    _noto("Ethiopic"),
    _noto("Symbols"),
    _Source("NotoEmoji", "manimgx_fonts", _file("manimgx_fonts", "NotoEmoji[wght].ttf")),
    _Source(
        "MicroHei", "paperang_p2_fonts_cjk", _file("paperang_p2_fonts_cjk", "fonts", "wqy-microhei.ttc")
    ),  # Chinese, Japanese and Korean with TrueType outlines, the only kind that ReportLab can embed
)
_SOURCES: Mapping[Weight, tuple[_Source, ...]] = {
    "regular": (
        _Source("NotoSans", "pymupdf_fonts", _mupdf("notos")),
        _Source("FiraGO", "pymupdf_fonts", _mupdf("figo")),
        *_EVERY_WEIGHT,
    ),
    "bold": (
        _Source("NotoSans-Bold", "pymupdf_fonts", _mupdf("notosbo")),
        _Source("FiraGO-Bold", "pymupdf_fonts", _mupdf("figbo")),
        *_EVERY_WEIGHT,
    ),
    "italic": (
        _Source("NotoSans-Italic", "pymupdf_fonts", _mupdf("notosit")),
        _Source("FiraGO-Italic", "pymupdf_fonts", _mupdf("figit")),
        *_EVERY_WEIGHT,
    ),
}


@cache
def _load(source: _Source) -> Face:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font: Any = TTFont(source.name, source.read(), subfontIndex=source.subfont, asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(font)
    has = font.face.charToGlyph
    advances = {chr(code): float(width) for code, width in font.face.charWidths.items() if has.get(code)}
    advances["\xa0"] = advances.get(" ", 0.0)  # ReportLab draws it as a space
    return Face(source.name, advances)


class Faces:
    """The faces of one weight, in the order in which they are asked for a letter."""

    def __init__(self, sources: tuple[_Source, ...]) -> None:
        self._sources = tuple(source for source in sources if find_spec(source.package) is not None)
        self._found: dict[str, Face | None] = {}
        self.first = _load(self._sources[0])

    def having(self, letter: str) -> Face | None:
        """The first face that has this letter; nothing where no face has it."""
        if letter not in self._found:
            faces = (_load(source) for source in self._sources)
            self._found[letter] = next((face for face in faces if letter in face.advances), None)
        return self._found[letter]

    def drawable(self, letter: str) -> str | None:
        """The letter as a face can draw it: itself, or the plain letters it is a form of; nothing where none can."""
        if self.having(letter) is not None:
            return letter
        plain = unicodedata.normalize("NFKC", letter)
        return plain if plain and all(self.having(part) is not None for part in plain) else None


@cache
def faces(weight: Weight) -> Faces:
    """The faces of a weight."""
    return Faces(_SOURCES[weight])
