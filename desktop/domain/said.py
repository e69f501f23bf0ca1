"""Sentences the program says, marked for translation where they are written and translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from typing_extensions import override


def N_(text: str) -> str:
    """Mark a text for the catalogue; it is translated later, where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class FieldName:
    """Stands in a sentence for the label of a declared field, in the language of the reader."""

    record: str
    name: str


@dataclass(frozen=True, slots=True)
class KindName:
    """Stands in a sentence for what a kind of record is called, in the language of the reader."""

    record: str


@dataclass(frozen=True, slots=True)
class CodeName:
    """Stands in a sentence for the label of a code of a list, in the language of the reader."""

    codes: str
    code: str


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence with its values: ``text`` is the English message, ``plural`` its form for ``values['n'] != 1``."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None

    @override
    def __str__(self) -> str:
        chosen = self.plural if self.plural is not None and self.values.get("n") != 1 else self.text
        return chosen.format(**self.values)


def said(text: str, /, **values: object) -> Said:
    """A sentence to show; ``values`` may hold dates, numbers, other sentences and `FieldName`."""
    return Said(text, values)


def said_n(text: str, plural: str, n: int, /, **values: object) -> Said:
    """A sentence that counts: ``text`` for one, ``plural`` for any other number ``n``."""
    return Said(text, {"n": n, **values}, plural)
