"""The packaged Noto Sans, the same family as on paper; unpacked beside the loading of Qt, which takes longer."""

from __future__ import annotations

import threading
from typing import Literal

FAMILY = "Noto Sans"
Weight = Literal["regular", "bold"]

_PACKED: dict[Weight, str] = {"regular": "notos", "bold": "notosbo"}
_loaded: set[Weight] = set()


def unpack_beside() -> None:
    """Begin to unpack the weight that the unlock screen needs."""
    threading.Thread(target=unpack, args=("regular",), name="fonts", daemon=True).start()


def unpack(weight: Weight) -> bytes:
    """The file of a weight; unpacked once, 15 ms."""
    import pymupdf_fonts

    return bytes(pymupdf_fonts.myfont(_PACKED[weight]))


def load(weight: Weight) -> None:
    """Make a weight known to Qt, once; needs the application."""
    if weight in _loaded:
        return
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QFontDatabase

    QFontDatabase.addApplicationFontFromData(QByteArray(unpack(weight)))
    _loaded.add(weight)
