"""Where the packaged files are: found the same way from source, from a wheel and from a bundle."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a packaged file, such as ``resource("icons", "lock.svg")``."""
    packaged = _PACKAGE / "resources"
    return (packaged if packaged.is_dir() else _PACKAGE.parent / "resources").joinpath(*parts)
