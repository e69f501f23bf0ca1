"""The look of paper, declared once: sizes in points, colours dark enough to copy, space before lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.application.paper import CellStyle, TextStyle
from desktop.documents.canvas import Colour
from desktop.documents.lines import Type

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
MARGIN = 20 * MM
BOTTOM = 22 * MM
"""Free space at the foot of a page, which holds the footer."""

LOGO_HEIGHT = 7 * MM

INK: Colour = (0.11, 0.12, 0.13)
MUTED: Colour = (0.36, 0.39, 0.44)
HAIRLINE: Colour = (0.78, 0.80, 0.83)
FIELD_EDGE: Colour = (0.52, 0.55, 0.60)
"""The edge of a field: dark enough to be seen by who sees little (3 to 1)."""

WATERMARK: Colour = (0.92, 0.925, 0.93)
WHITE: Colour = (1.0, 1.0, 1.0)

HAIR = 0.4
STRONG = 0.9


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of text: how its letters are set, in which colour, with how much space above and below."""

    type: Type
    colour: Colour = INK
    before: float = 0.0
    after: float = 0.0


BODY = Type("regular", 10, 14)
BODY_STRONG = Type("bold", 10, 14)
SMALL = Type("regular", 9, 12.5)
SMALL_STRONG = Type("bold", 9, 12.5)
SMALL_ITALIC = Type("italic", 9, 12.5)
FINE = Type("regular", 8, 11)
QUIET = Type("regular", 7.5, 10)

HEADINGS: Mapping[int, Look] = {
    1: Look(Type("bold", 16, 21), INK, 0, 8),
    2: Look(Type("bold", 12, 16), INK, 16, 5),
    3: Look(Type("bold", 10, 14), INK, 10, 3),
}
TEXTS: Mapping[TextStyle, Look] = {
    "body": Look(BODY, INK, 0, 6),
    "intro": Look(Type("regular", 11, 16), INK, 0, 9),
    "quote": Look(BODY, INK, 3, 9),
    "note": Look(Type("regular", 8.5, 12), MUTED, 2, 6),
    "missing": Look(Type("italic", 10, 14), MUTED, 0, 6),
}
CELLS: Mapping[CellStyle, Look] = {
    "normal": Look(SMALL),
    "strong": Look(SMALL_STRONG),
    "muted": Look(SMALL, MUTED),
    "missing": Look(SMALL_ITALIC, MUTED),
}
COLUMN_TITLE = Look(SMALL_STRONG)
LIST_ITEM = Look(BODY, INK, 0, 2)
WATERMARK_TYPE = Type("bold", 110, 130)
