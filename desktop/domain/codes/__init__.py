"""The fixed code lists: standards retyped as facts, and the lists of the data dictionary."""

from __future__ import annotations

from datetime import date

from desktop.domain.codes import learning, network, person, stages, standards, watching, work
from desktop.domain.codes.listing import Code, CodeList
from desktop.domain.codes.stages import Hold, Stage

__all__ = ["CODES", "Code", "CodeList", "Hold", "Stage", "code_of", "open_codes"]

CODES: dict[str, CodeList] = {
    codes.name: codes for part in (standards, stages, person, work, learning, network, watching) for codes in part.LISTS
}
"""Every code list by name."""

_BY_CODE = {name: {code.code: code for code in codes.codes} for name, codes in CODES.items()}


def code_of(list_name: str, code: str) -> Code | None:
    """The code with its label; also one that may not be chosen any more, because old records still show it."""
    return _BY_CODE[list_name].get(code)


def open_codes(list_name: str, on: date) -> tuple[Code, ...]:
    """The codes that may be chosen on this day, in order."""
    return tuple(code for code in CODES[list_name].codes if code.open_on(on))
