"""People as a list of sign-ups, to be imported elsewhere: only what somebody has to know to receive them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.application.consents import allows
from desktop.application.imports.targets import targets
from desktop.application.ports import Reader
from desktop.domain.fields import RECORDS, Field, Privacy
from desktop.domain.records import Candidate, Consent, Traject

HANDOVER = "C3"
"""The consent to a warm handover to a partner."""

_OF_THE_CASE = ("source_org", "referrer", "ref_no", "channel", "current_employer", "current_job", "job_end")
"""Where the person came from; the rest of a case is work of this desk."""


@dataclass(frozen=True, slots=True)
class SignUp:
    """Somebody with the case that was chosen."""

    candidate: Candidate
    case: Traject

    def value(self, field: Field) -> object:
        """What the person or the case says in a field."""
        return getattr(self.candidate if field.record == Candidate.SPEC.name else self.case, field.name)


@cache
def sign_up_fields() -> tuple[Field, ...]:
    """What goes along: what an import of sign-ups takes in, without numbers of the state, money and health."""
    every = [RECORDS[record].fields[name] for record, _, name in (key.partition(".") for key in targets("candidate"))
             if name in RECORDS[record].fields]  # fmt: skip
    person = [f for f in every if f.record == Candidate.SPEC.name and f.privacy is Privacy.ORDINARY]
    return (*person, *(Traject.SPEC.fields[name] for name in _OF_THE_CASE))


def sign_ups(read: Reader, cases: Sequence[str]) -> Mapping[str, SignUp]:
    """These people by case; who is gone meanwhile is left out."""
    return {case.id: SignUp(person, case) for case, person in _found(read, cases)}


def without_handover(read: Reader, cases: Sequence[str]) -> int:
    """How many of these people did not agree to be handed over to a partner."""
    return sum(not allows(read.children(Consent, case), HANDOVER) for case in cases)


def _found(read: Reader, cases: Sequence[str]) -> Iterator[tuple[Traject, Candidate]]:
    for id_ in cases:
        case = read.find_one(Traject, id_)
        person = read.find_one(Candidate, case.parent) if case is not None else None
        if case is not None and person is not None:
            yield case, person
