"""The parties of an agreement on paper: who they are, who speaks for them, and where they sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.application.paper import Block, Cell, Heading, SignatureBlock
from desktop.application.papers.naming import full_name
from desktop.application.papers.sheet import Pairs, Sheet
from desktop.domain.agreement_rules import is_minor, required_roles
from desktop.domain.codes import CODES
from desktop.domain.fields import Record
from desktop.domain.records import (
    Agreement,
    AgreementParty,
    Candidate,
    Contact,
    Desk,
    Employer,
    Organisation,
    Recognition,
    Route,
    Signature,
    Traject,
)
from desktop.domain.said import N_

PARTICIPANT, GUARDIAN, EMPLOYER, DESK = "participant", "guardian", "employer", "desk"
_LABELS = {code.code: code.label for code in CODES["party_role"].codes}


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its role, its record in the agreement (none while it was not added), and whom it stands for."""

    role: str
    record: AgreementParty
    stands_for: Record | None


def parties_of(sheet: Sheet, agreement: Agreement) -> tuple[Party, ...]:
    """The parties in the order of the law: those that must be there, then every other one that was named."""
    named = sheet.dossier.all(AgreementParty, agreement.id)
    needed = required_roles(agreement.kind, minor=minor(sheet))
    order = {role: at for at, role in enumerate(_LABELS)}
    there = [*named, *(AgreementParty(id="", role=role) for role in needed if role not in {p.role for p in named})]
    there.sort(key=lambda party: order.get(party.role or "", len(order)))
    return tuple(Party(party.role or "", party, _stands_for(sheet, party)) for party in there)


def minor(sheet: Sheet) -> bool:
    """Whether the participant is under 18 on the day of printing, so that a guardian signs too."""
    candidate = sheet.dossier.last(Candidate)
    return candidate is not None and is_minor(candidate.birth_date, sheet.occasion.today)


def role_name(sheet: Sheet, role: str) -> str:
    """What a party is called."""
    return sheet.language.code("party_role", _LABELS[role]) if role in _LABELS else role


def party_blocks(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Each party with its name, number, address and who represents it."""
    for number, party in enumerate(parties_of(sheet, agreement), 1):
        yield Heading(3, f"{number}. {role_name(sheet, party.role)}")
        pairs = _described(sheet, party, agreement)
        represented = sheet.pairs(party.record, ("represented_by",))
        yield from sheet.facts((*pairs, *represented), role_name(sheet, party.role))


def signature_blocks(sheet: Sheet, agreement: Agreement) -> tuple[SignatureBlock, ...]:
    """A place to sign for each party; who signed this version already is filled in."""
    signed = {
        signature.sig_party: signature
        for signature in sheet.dossier.all(Signature, agreement.id)
        if (signature.version or 1) == (agreement.version or 1)
    }
    return tuple(_signature(sheet, party, signed.get(party.record.id)) for party in parties_of(sheet, agreement))


def _signature(sheet: Sheet, party: Party, signature: Signature | None) -> SignatureBlock:
    label = role_name(sheet, party.role)
    if party.role in (EMPLOYER, DESK, "school") and party.stands_for is not None:
        label = f"{label}: {_called(sheet, party)}"
    if signature is None:
        name, role = _who_signs(sheet, party)
        return SignatureBlock(label, name, role, _place(party))
    how, day = sheet.value(signature, "sig_how"), sheet.value(signature, "sig_date")
    how = ", ".join(filter(None, (how.lower(), sheet.value(signature, "sig_doc"))))
    signed = sheet.say(N_("Signed: {how}"), how=how) if how else sheet.say(N_("Signed"))
    return SignatureBlock(
        label, sheet.value(signature, "sig_name"), sheet.value(signature, "sig_role"), _place(party), day, signed
    )


def _who_signs(sheet: Sheet, party: Party) -> tuple[str, str]:
    candidate = sheet.dossier.last(Candidate)
    if party.role == PARTICIPANT:
        return full_name(candidate), ""
    if party.role == GUARDIAN:
        return sheet.value(candidate, "guardian_name"), ""
    if isinstance(party.stands_for, Employer) and not party.record.represented_by:
        signatory = sheet.dossier.get(Contact, party.stands_for.signatory)
        return sheet.value(signatory, "contact_name"), sheet.value(signatory, "contact_role")
    if party.role == DESK and not party.record.represented_by:
        return sheet.value(sheet.dossier.last(Traject), "counsellor"), sheet.say(N_("counsellor"))
    return sheet.value(party.record, "represented_by"), ""


def _place(party: Party) -> str:
    return party.stands_for.city or "" if isinstance(party.stands_for, Desk) else ""


def _called(sheet: Sheet, party: Party) -> str:
    return sheet.value(party.stands_for, "trade_name" if isinstance(party.stands_for, Employer) else "name")


def _stands_for(sheet: Sheet, party: AgreementParty) -> Record | None:
    for name in ("employer", "organisation", "desk"):
        if found := sheet.dossier.get(Record, getattr(party, name)):
            return found
    if party.role == DESK and (traject := sheet.dossier.last(Traject)):
        return sheet.dossier.get(Desk, traject.desk)
    return None


def _described(sheet: Sheet, party: Party, agreement: Agreement) -> Pairs:
    if party.role == PARTICIPANT:
        return _participant(sheet)
    if party.role == GUARDIAN:
        return _guardian(sheet)
    if isinstance(party.stands_for, Employer) or (party.stands_for is None and party.role == EMPLOYER):
        return _employer(sheet, party, agreement)
    if isinstance(party.stands_for, Desk) or (party.stands_for is None and party.role == DESK):
        return _desk(sheet, party)
    return sheet.pairs(party.stands_for or Organisation(id=""))


def _participant(sheet: Sheet) -> Pairs:
    return sheet.pairs(sheet.dossier.last(Candidate) or Candidate(id=""), without=("guardian_name", "guardian_phone"))


def _guardian(sheet: Sheet) -> Pairs:
    pairs = sheet.pairs(sheet.dossier.last(Candidate), ("guardian_name", "guardian_phone"))
    return pairs or ((sheet.label(Candidate.SPEC.fields["guardian_name"]), sheet.missing()),)


def _employer(sheet: Sheet, party: Party, agreement: Agreement) -> Pairs:
    employer = party.stands_for if isinstance(party.stands_for, Employer) else Employer(id="")
    known = ("trainer", "cao") if employer.trainer == agreement.trainer else ("cao",)
    return (*sheet.pairs(employer, without=known), *_recognition(sheet, employer, agreement))


def _recognition(sheet: Sheet, employer: Employer, agreement: Agreement) -> Pairs:
    """The recognition for the crebo of the route; otherwise every one there is."""
    route = sheet.dossier.get(Route, agreement.route)
    known = sheet.dossier.beside(Recognition, employer.id)
    fitting = [one for one in known if route and one.sbb_crebo and one.sbb_crebo == route.crebo] or list(known)
    told = []
    for one in fitting:
        crebo, since, until = (sheet.value(one, name) for name in ("sbb_crebo", "sbb_from", "sbb_until"))
        period = " – ".join(filter(None, (since, until)))
        told.append(sheet.say(N_("crebo {crebo}, {period}"), crebo=crebo or "?", period=period or "?"))
    label = sheet.language.record(Recognition.SPEC)
    needs = agreement.pathway == "bbl"
    if not told:
        return ((label, Cell(sheet.say(N_("not known")), "missing")),) if needs else ()
    return ((label, "\n".join(told)),)


def _desk(sheet: Sheet, party: Party) -> Pairs:
    desk = party.stands_for if isinstance(party.stands_for, Desk) else Desk(id="", name=sheet.occasion.desk or None)
    counsellor = sheet.pairs(sheet.dossier.last(Traject), ("counsellor",))
    return (*sheet.pairs(desk, without=("logo", "controller", "privacy_contact")), *counsellor)
