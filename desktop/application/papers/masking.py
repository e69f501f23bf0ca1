"""Other people in somebody's access report: their names and numbers are left out, also where a text mentions them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.application.papers.naming import full_name
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import (
    AgreementParty,
    Approval,
    Candidate,
    Contact,
    NotePerson,
    OrganisationContact,
    Signature,
    User,
)

OTHERS = frozenset(
    {
        "candidate.guardian_name", "candidate.guardian_phone",
        "contact.contact_name", "contact.contact_phone", "contact.contact_mail",
        "organisation_contact.contact_name", "organisation_contact.contact_phone", "organisation_contact.contact_mail",
        "agreement_party.represented_by", "signature.sig_name", "approval.name", "note_person.person",
    }
)  # fmt: skip
"""The fields that hold a name, number or address of somebody else. Colleagues of the desk are no third parties."""

_SHORTEST = 4


class Mask:
    """Knows who in a dossier is somebody else, and hides them."""

    def __init__(self, dossier: Dossier, words: str) -> None:
        self._words = words
        candidate = dossier.last(Candidate)
        self._own = {part.casefold() for part in (full_name(candidate), *full_name(candidate).split()) if part}
        self._own |= {user.name.casefold() for user in dossier.beside(User) if user.name}
        self._participants = {party.id for party in dossier.all(AgreementParty) if party.role == "participant"}
        names = {name for record in (*dossier.records, *dossier.linked.values()) for name in self._named(record)}
        last = {name.split()[-1] for name in names if " " in name and "@" not in name}
        last = {name for name in last if len(name) >= _SHORTEST and name.casefold() not in self._own}
        # a whole name in any spelling; a surname alone only with its capital, for many are also words ("bakker")
        patterns = [p for p in (f"(?i:{_any_of(names)})" if names else "", _any_of(last) if last else "") if p]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None

    def value(self, record: Record, name: str, text: str) -> str:
        """A value as it may be shown: hidden where it is somebody else, cleaned where it mentions somebody."""
        if self._hides(record, name, text):
            return self._words
        return self._pattern.sub(self._words, text) if self._pattern else text

    def _hides(self, record: Record, name: str, text: str) -> bool:
        if f"{record.SPEC.name}.{name}" not in OTHERS or text.casefold() in self._own:
            return False
        if isinstance(record, Signature):
            return record.sig_party not in self._participants
        return not (isinstance(record, Approval) and record.role == "participant")

    def _named(self, record: Record) -> Iterator[str]:
        if not isinstance(
            record, Candidate | Contact | OrganisationContact | AgreementParty | Signature | Approval | NotePerson
        ):
            return
        for name in record.SPEC.fields:
            value = getattr(record, name)
            if isinstance(value, str) and self._hides(record, name, value):
                yield value.strip()


def _any_of(names: set[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
