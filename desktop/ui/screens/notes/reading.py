"""Notes as they are read: newest first, each with who wrote it, what it corrects and what corrected it; no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.changes import WHOLE, Change
from desktop.domain.folding import fold
from desktop.domain.records import Note, NotePerson

EVERYTHING, CONTACTS = "", "contacts"
_CONTACTS = ("talk", "employer", "school", "attempt", "no_show")
"""The kinds of note that say that somebody was spoken to or looked for."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note with what belongs to it."""

    note: Note
    people: tuple[str, ...] = ()
    writer: str = ""  # the id of the colleague
    corrects: Note | None = None
    corrected_by: Note | None = None

    @property
    def words(self) -> str:
        """What is searched in, without case and accents."""
        return fold(" ".join([self.note.body or "", *self.people]))


def lines_of(notes: Sequence[Note], people: Sequence[NotePerson], writers: Mapping[str, str]) -> tuple[NoteLine, ...]:
    """The notes, newest first; ``writers`` says who recorded which."""
    known = {note.id: note for note in notes}
    replaced = {note.replaces: note for note in notes if note.replaces}
    there: dict[str, list[str]] = {}
    for one in people:
        there.setdefault(one.parent or "", []).append(one.person or "")
    newest = sorted(notes, key=_moment, reverse=True)
    return tuple(
        NoteLine(
            note, tuple(there.get(note.id, ())), writers.get(note.id, ""), known.get(note.replaces or ""),
            replaced.get(note.id),
        )
        for note in newest
    )  # fmt: skip


def _moment(note: Note) -> tuple[str, str]:
    return note.note_at.isoformat() if note.note_at else "", note.id


def narrowed(lines: Sequence[NoteLine], kind: str, typed: str) -> tuple[NoteLine, ...]:
    """The notes of a kind (or all contact moments) that hold each word typed."""
    words = fold(typed).split()
    return tuple(line for line in lines if _is(line.note, kind) and all(word in line.words for word in words))


def _is(note: Note, kind: str) -> bool:
    if kind == CONTACTS:
        return note.channel is not None or note.note_kind in _CONTACTS
    return kind in (EVERYTHING, note.note_kind)


def writers_of(history: Sequence[Change]) -> dict[str, str]:
    """Who recorded each note, by the journal."""
    return {change.record: change.actor for change in history if change.kind == "note" and change.field == WHOLE}
