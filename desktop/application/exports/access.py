"""Everything that is kept about a person, as JSON for the person: the right of access and of portability (GDPR 15, 20).

What the fields are called, how sensitive they are and on which documents they are printed is read from the
declarations. The same data give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from desktop.application.i18n import language
from desktop.application.papers.masking import OTHERS, Mask
from desktop.application.ports import Reader, Work
from desktop.application.values import show
from desktop.domain.changes import WHOLE, Change
from desktop.domain.fields import RECORDS, Field, Kind, Privacy, Record, RecordType
from desktop.domain.read_log import ACTS, ReadLine
from desktop.domain.records import Candidate, Document, Print, Traject, User
from desktop.domain.said import N_

FORMAT: Final = "overstap-access-1"

PRIVACY: Final[Mapping[Privacy, str]] = {
    Privacy.ORDINARY: N_("Ordinary personal data"),
    Privacy.DELICATE: N_("Delicate: money or personal circumstances"),
    Privacy.NATIONAL_ID: N_("National identification number"),
    Privacy.SPECIAL: N_("Special category (GDPR article 9) or treated as such"),
    Privacy.BUSINESS: N_("Data of a business"),
}
PRINTED: Final[Mapping[str, str]] = {
    "I": N_("Intake report"),
    "A": N_("Learning-work agreement"),
    "R": N_("Diploma route"),
    "D": N_("Dossier"),
    "C": N_("Caseload list"),
    "P": N_("Report about a programme"),
}
_NL, _EN = language("nl"), language("en")


def access_export(work: Work, candidate: str, *, mask: bool = False) -> bytes:
    """All records, their history, the drafts and the files of a person; `NotThere` where there is no such person.

    ``mask`` leaves out the names, numbers and addresses of other people, also where a text mentions them.
    """
    read = work.read
    records = records_about(read, candidate)
    hide = _Others(read, records).hide if mask else _nothing
    changes = read.history(candidate)
    content = {
        "format": FORMAT,
        "made_at": work.clock.now(),
        "made_by": work.user.name,
        "person": candidate,
        "kinds": _kinds(records),
        "records": [_record(read, found, hide) for found in records],
        "drafts": [
            {
                "record": record.id,
                "field": name,
                "text": hide(record.SPEC.name, record.id, name, draft.text),
                "at": draft.at,
            }
            for record in records
            for name, draft in sorted(read.drafts(record.id).items())
        ],
        "files": list(_files(records, hide)),
        "reads": [_read(read, line) for line in reversed(read.reads(candidate))],
        "history": [_change(read, change, hide) for change in reversed(changes)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain).encode()


Hide = Callable[[str, str, str, Any], Any]
"""What a field of a record (its kind, its id, the field) holds or held, as it may be handed out."""


def _nothing(kind: str, record: str, name: str, value: Any) -> Any:
    """Hides nothing."""
    return value


class _Others:
    """Hides who else is named in the cases of a person."""

    def __init__(self, read: Reader, records: list[Record]) -> None:
        self._known = {record.id: record for record in records}
        self._words = _NL.text(N_("(somebody else)"))
        self._anybody = records[0]
        self._masks = [Mask(read.dossier(one.id), self._words) for one in records if isinstance(one, Traject)]

    def hide(self, kind: str, record: str, name: str, value: Any) -> Any:
        """Of a record that is gone by now nobody can say any more whose name it held: it is hidden."""
        if isinstance(value, Mapping):
            return {each: self.hide(kind, record, each, one) for each, one in value.items()}
        if not isinstance(value, str):
            return value
        if record not in self._known and f"{kind}.{name}" in OTHERS:
            return self._words
        for mask in self._masks:
            value = mask.value(self._known.get(record, self._anybody), name, value)
        return value


def records_about(read: Reader, candidate: str) -> list[Record]:
    """The person, everything below, and what points to the person from elsewhere; parents before children."""
    found: list[Record] = [read.get(Candidate, candidate)]
    ids: dict[str, list[str]] = {"candidate": [candidate]}
    for spec in RECORDS.values():
        if spec.parent is None:
            continue
        for parent in ids.get(spec.parent, ()):
            children = read.children(spec.type, parent)
            found += children
            ids.setdefault(spec.name, []).extend(child.id for child in children)
    for spec in RECORDS.values():
        for field in spec.stored:
            if field.kind is Kind.REF and field.target == "candidate":
                pointing: dict[str, Any] = {field.name: candidate}
                found += (one for one in read.where(spec.type, **pointing) if one not in found)
    return found


def _kinds(records: list[Record]) -> dict[str, Any]:
    """What the records and fields are called and what they are for; only of kinds that are there."""
    specs = {record.SPEC.name: record.SPEC for record in records}
    return {
        name: {
            "label": {"nl": _NL.record(spec), "en": _EN.record(spec)},
            "fields": {field.name: _meaning(field) for field in spec.stored},
        }
        for name, spec in specs.items()
    }


def _meaning(field: Field) -> dict[str, Any]:
    printed = [PRINTED[letter] for letter in field.on if letter in PRINTED]
    return {
        "label": {"nl": _NL.label(field), "en": _EN.label(field)},
        "why": {"nl": _NL.why(field), "en": _EN.why(field)} if field.why else None,
        "type": field.kind.value,
        "privacy": {"class": field.privacy.value, "nl": _NL.text(PRIVACY[field.privacy]),
                    "en": PRIVACY[field.privacy]},
        "used_in": {"nl": [_NL.text(name) for name in printed], "en": printed},
    }  # fmt: skip


def _record(read: Reader, record: Record, hide: Hide) -> dict[str, Any]:
    kind = record.SPEC.name
    values = {name: hide(kind, record.id, name, one) for name, one in record.values().items() if one is not None}
    return {
        "kind": kind,
        "id": record.id,
        "parent": record.parent,
        "values": values,
        "shown": {
            name: hide(kind, record.id, name, _shown(read, record.SPEC, name, one)) for name, one in values.items()
        },
    }


def _shown(read: Reader, spec: RecordType, name: str, value: Any) -> str:
    """A value as the Dutch window shows it; a reference by the name of what it points to."""
    field = spec.fields[name]
    if field.kind is Kind.REF and field.target:
        pointed = read.find_one(RECORDS[field.target].type, value)
        return _title(pointed) if pointed else str(value)
    return show(field, value, _NL)


def _title(record: Record) -> str:
    values = record.values()
    return " ".join(str(values[name]) for name in record.SPEC.title if values.get(name))


def _files(records: list[Record], hide: Hide) -> Iterator[dict[str, Any]]:
    """The files of the dossier: documents and filed prints, each with the hash by which its bytes can be checked."""
    for record in records:
        if isinstance(record, Document):
            yield {"record": record.id, "name": hide("document", record.id, "file", record.file),
                   "title": hide("document", record.id, "title", record.title), "date": record.dated,
                   "sha256": record.sha256, "size": record.size}  # fmt: skip
        elif isinstance(record, Print) and record.sha256:
            yield {"record": record.id, "name": None, "title": record.document, "date": record.printed_at,
                   "sha256": record.sha256, "size": record.size}  # fmt: skip


def _change(read: Reader, change: Change, hide: Hide) -> dict[str, Any]:
    actor = read.find_one(User, change.actor)
    return {
        "at": change.at,
        "by": actor.name if actor else change.actor,
        "action": {"nl": _NL.text(change.label, **change.counts), "en": _EN.text(change.label, **change.counts)},
        "reason": hide(change.kind, change.record, "", change.reason),
        "kind": change.kind,
        "record": change.record,
        "field": None if change.field == WHOLE else change.field,
        "before": hide(change.kind, change.record, change.field, change.before),
        "after": hide(change.kind, change.record, change.field, change.after),
        "erased": change.erased,
    }


def _read(read: Reader, line: ReadLine) -> dict[str, Any]:
    """Who looked: by role, because the law gives a right to know that it was done and why, not which colleague."""
    actor = read.find_one(User, line.actor)
    return {
        "at": line.at,
        "by": actor.role if actor else None,
        "act": {"nl": _NL.text(ACTS[line.act]), "en": ACTS[line.act]},
        "document": line.document or None,
        "purpose": line.purpose or None,
        "recipient": line.recipient or None,
    }


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)
