"""Consents: a yes or no per purpose, what may be done because of it, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.application.cases import not_restricted
from desktop.application.checking import changed_fields, known_code, new_record
from desktop.application.ports import Work
from desktop.domain.changes import Action, Edit, SetField
from desktop.domain.errors import Refused
from desktop.domain.fields import Privacy, Record
from desktop.domain.records import Candidate, Consent, Intake, Traject
from desktop.domain.said import N_, FieldName, said

SPECIAL_DATA = "C4"
"""The consent that special data (what somebody needs to do the work) are kept with."""


def current(consents: Iterable[Consent], purpose: str) -> Consent | None:
    """The newest answer for a purpose; it holds as long as it was not taken back."""
    return next((c for c in reversed(tuple(consents)) if c.purpose == purpose), None)


def allows(consents: Iterable[Consent], purpose: str) -> bool:
    """Whether the newest answer for a purpose is yes and was not taken back."""
    found = current(consents, purpose)
    return found is not None and bool(found.given) and found.withdrawn_at is None


def record_consent(work: Work, traject: str, purpose: str, *, given: bool, how: str, on: date | None = None) -> Action:
    """Record yes or no to a purpose (C1 to C8). A yes that stands is taken back with `withdraw`, not overwritten."""
    not_restricted(work, work.read.get(Traject, traject).parent)
    known_code("consent_purpose", purpose, FieldName("consent", "purpose"))
    if not given and allows(work.read.children(Consent, traject), purpose):
        raise Refused(
            said(N_("This person said yes to this before. Take that consent back, so that both days are kept."))
        )
    values = {"purpose": purpose, "given": given, "given_on": on or work.clock.today(), "how": how}
    return Action(N_("Consent recorded"), (new_record(work, "consent", traject, values),))


def withdraw(work: Work, consent: str, on: date | None = None) -> Action:
    """Take a consent back; the record stays and says when. Without C4 the special data go at once (RC3)."""
    found = work.read.get(Consent, consent)
    if not found.given or found.withdrawn_at is not None:
        raise Refused(said(N_("Only a consent that was given and still stands can be taken back.")))
    edits: list[Edit] = list(changed_fields(work, found, {"withdrawn_at": on or work.clock.today()}))
    if found.purpose == SPECIAL_DATA:
        traject = work.read.get(Traject, found.parent or "")
        kept: list[Record] = [*work.read.children(Intake, traject.id), work.read.get(Candidate, traject.parent or "")]
        edits += [empty for record in kept for empty in _emptied(record)]
    return Action(N_("Consent taken back"), tuple(edits))


def _emptied(record: Record) -> Iterable[Edit]:
    spec = record.SPEC
    for field in spec.stored:
        if field.privacy is Privacy.SPECIAL and getattr(record, field.name) is not None:
            yield SetField(spec.name, record.id, field.name, None)
