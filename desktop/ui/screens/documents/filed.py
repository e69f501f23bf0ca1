"""What is filed in a dossier, as lines: files that were added and prints that were frozen; no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.application.i18n import Language
from desktop.application.values import ZONE, code_label
from desktop.domain.changes import WHOLE, Change
from desktop.domain.file_kinds import EXTENSIONS, JPEG, PDF, PNG
from desktop.domain.records import Document, Print
from desktop.domain.said import N_

SHOWN_HERE = (PDF, JPEG, PNG)
"""What the program shows by itself; other files need another program."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One document or print."""

    id: str
    is_print: bool
    kind: str  # in words
    title: str
    day: date | None
    size: int
    media: str
    name: str  # of a file that is saved or opened
    sha256: str
    who: str = ""  # the id of the colleague
    document: str = ""  # of a print: which

    @property
    def is_here(self) -> bool:
        """Whether the program shows it by itself."""
        return self.media in SHOWN_HERE


def filed_of(
    documents: Sequence[Document], prints: Sequence[Print], writers: Mapping[str, str], language: Language
) -> tuple[Filed, ...]:
    """All of them, newest first."""
    found = [_document(one, writers, language) for one in documents]
    found += [_print(one, language) for one in prints if one.filed and one.sha256]
    return tuple(sorted(found, key=_newest, reverse=True))


def _newest(one: Filed) -> tuple[date, str]:
    return one.day or date.min, one.id


def _document(one: Document, writers: Mapping[str, str], language: Language) -> Filed:
    return Filed(
        one.id, False, code_label("document_kind", one.doc_kind or "other", language), one.title or "", one.dated,
        one.size or 0, one.media_type or "", one.file or "document", one.sha256 or "", writers.get(one.id, ""),
    )  # fmt: skip


def _print(one: Print, language: Language) -> Filed:
    paper = code_label("print_document", one.document or "", language)
    title = language.text(N_("{paper}, version {n}"), paper=paper, n=one.version or 1)
    day = one.printed_at.astimezone(ZONE).date() if one.printed_at else None
    name = f"{paper.lower().replace(' ', '-')}-{one.version or 1}{EXTENSIONS[PDF]}"
    kind = language.record(Print.SPEC)
    return Filed(
        one.id, True, kind, title, day, one.size or 0, PDF, name, one.sha256 or "", one.by or "", one.document or ""
    )


def writers_of(history: Sequence[Change]) -> dict[str, str]:
    """Who added each document, by the journal."""
    return {change.record: change.actor for change in history if change.kind == "document" and change.field == WHOLE}
