"""An agreement as people look at it: each party with its signature, and what every amendment changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.agreement_rules import is_minor, required_roles
from desktop.domain.changes import WHOLE, Change
from desktop.domain.codes import CODES
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import (
    Agreement,
    AgreementParty,
    Amendment,
    Candidate,
    Desk,
    Employer,
    Organisation,
    Signature,
)

_ORDER = [code.code for code in CODES["party_role"].codes]


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party: its role, its record (none while it was not added), whom it stands for, and its signature."""

    role: str
    party: AgreementParty | None
    stands_for: Record | None
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Version:
    """One sheet of amendment with the fields it changed."""

    amendment: Amendment
    changes: tuple[Change, ...]


def party_lines(dossier: Dossier, agreement: Agreement, today: date) -> tuple[PartyLine, ...]:
    """The parties that must be there and every other that was named, with who signed the current version."""
    person = dossier.last(Candidate)
    minor = is_minor(person.birth_date if person else None, agreement.start or today)
    named = dossier.all(AgreementParty, agreement.id)
    signed = {
        s.sig_party: s
        for s in dossier.all(Signature, agreement.id)
        if (s.version or 1) == (agreement.version or 1) and s.sig_date is not None
    }
    lines = [PartyLine(p.role or "", p, _stands_for(dossier, p), signed.get(p.id)) for p in named]
    there = {line.role for line in lines}
    needed = required_roles(agreement.kind, minor=minor)
    lines += [PartyLine(role, None, None, None) for role in needed if role not in there]
    return tuple(sorted(lines, key=lambda line: _ORDER.index(line.role) if line.role in _ORDER else len(_ORDER)))


def _stands_for(dossier: Dossier, party: AgreementParty) -> Record | None:
    if party.role == "participant":
        return dossier.last(Candidate)
    return (
        dossier.get(Employer, party.employer)
        or dossier.get(Organisation, party.organisation)
        or dossier.get(Desk, party.desk)
    )


def versions(dossier: Dossier, agreement: Agreement, history: Iterable[Change]) -> tuple[Version, ...]:
    """Every amendment, the newest first, with what it changed; ``history`` is that of the agreement."""
    by_action: dict[str, list[Change]] = {}
    for change in history:
        if change.record == agreement.id and not change.undoes:
            by_action.setdefault(change.action, []).append(change)
    changed: dict[int, tuple[Change, ...]] = {}
    for changes in by_action.values():
        number = next((c.after for c in changes if c.field == "version"), None)
        if isinstance(number, int):
            kept = [c for c in changes if c.field not in ("version", "status", WHOLE)]
            changed.setdefault(number, tuple(reversed(kept)))
    sheets = sorted(dossier.all(Amendment, agreement.id), key=lambda sheet: sheet.version or 0, reverse=True)
    return tuple(Version(sheet, changed.get(sheet.version or 0, ())) for sheet in sheets)
