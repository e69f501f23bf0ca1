"""What a code list is: codes in order, each with an English label and the days it may be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Code:
    """One choice; Dutch stands in the catalogue under the context ``code.<list>``."""

    code: str
    label: str
    printed: str | None = None  # the label on paper, where it must say less than the screen
    under: str | None = None  # the code it belongs to: the stage of a step, the hold of a reason
    uri: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def open_on(self, on: date) -> bool:
        """Whether it may be chosen on this day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class CodeList:
    """A fixed list; what an organisation may change itself is a record instead."""

    name: str
    codes: tuple[Code, ...]
    source: str
    labelled: bool = True  # False: the labels come from a library (names of languages)


def listed(name: str, source: str, labels: Mapping[str, str]) -> CodeList:
    """A list of codes with nothing but labels."""
    return CodeList(name, tuple(Code(code, label) for code, label in labels.items()), source)
