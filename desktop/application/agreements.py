"""The learning-work agreement: made from an agreed match, offered, signed by every party, changed by sheets only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from desktop.application.agreement_terms import draft_only, draft_values, offer_points, teaching_school
from desktop.application.cases import not_from, numbers, only_team_lead, open_case, reason_given, step
from desktop.application.checking import changed_fields, must, new_record
from desktop.application.ports import Work
from desktop.domain.agreement_rules import (
    AMENDABLE,
    COMPLETE,
    DRAFT,
    ENDED,
    PARTIES,
    PARTLY,
    STARTED,
    TO_SIGN,
    is_minor,
    status_when_signed,
    too_long,
    unsigned,
)
from desktop.domain.changes import Action, Edit, SetField, delete
from desktop.domain.errors import GateClosed, Invalid, Refused
from desktop.domain.records import Agreement, AgreementParty, Candidate, CostSplit, Match, Question, Signature
from desktop.domain.said import N_, CodeName, FieldName, said, said_n

_STEP = {TO_SIGN: "S3.to_sign", PARTLY: "S3.partly_signed", COMPLETE: "S3.complete", STARTED: "S3.started"}
_SIGNABLE = (TO_SIGN, PARTLY)
_AFTER_SIGNING = (TO_SIGN, PARTLY, COMPLETE, STARTED)


def draw_up(work: Work, match: str, values: Mapping[str, Any] | None = None, *, school: str | None = None) -> Action:
    """Draw up the agreement of an agreed match, with its parties.

    Route, period, function, workplace and job promise come from the route and the question unless given; the school
    is the organisation that gives the modules.
    """
    agreed = work.read.get(Match, match)
    case = open_case(work, agreed.parent or "")
    if agreed.match_status != "agreed":
        raise Refused(said(N_("An agreement follows from a match both sides agreed to. Record their answers first.")))
    if any(a.status != ENDED for a in work.read.children(Agreement, case.id)):
        raise Refused(said(N_("This case has an agreement already. Change it with an amendment, or end it first.")))
    question = work.read.get(Question, agreed.question or "")
    own = {
        "agreement_no": next(numbers(work, Agreement, "agreement_no", "LWO")),
        "version": 1,
        "kind": "learning_work",
        "status": DRAFT,
        **draft_values(work, case, question),
    }
    made = new_record(work, "agreement", case.id, {**own, **(values or {})})
    if made.values.get("route") is None:
        raise Refused(said(N_("An agreement takes over an approved route. Ask for approval at the route first.")))
    person = work.read.get(Candidate, case.parent or "")
    minor = is_minor(person.birth_date, made.values.get("start") or work.clock.today())
    school = school or teaching_school(work, made.values["route"])
    named: list[dict[str, Any]] = [
        {"role": "participant"},
        {"role": "employer", "employer": question.parent},
        *([{"role": "school", "organisation": school}] if school else []),
        {"role": "desk", "desk": case.desk, "represented_by": work.user.name},
    ]
    if minor:
        named.insert(1, {"role": "guardian", "represented_by": person.guardian_name})
    parties = [new_record(work, "agreement_party", made.id, party) for party in named]
    return Action(N_("Agreement drawn up"), (made, *parties, *step(case, "S3.draft")))


def split_costs(work: Work, agreement: str, splits: Iterable[Mapping[str, Any]]) -> Action:
    """Replace who pays what; together it must be what the route costs before the agreement can be offered."""
    found = draft_only(work, agreement)
    gone: list[Edit] = [delete("cost_split", old.id) for old in work.read.children(CostSplit, found.id)]
    return Action(
        N_("Division of costs changed"), (*gone, *(new_record(work, "cost_split", found.id, s) for s in splits))
    )


def offer(work: Work, agreement: str) -> Action:
    """Offer a draft for signing; `GateClosed` lists what is not filled in or does not add up."""
    found = draft_only(work, agreement)
    case = open_case(work, found.parent or "")
    if points := offer_points(work.read.dossier(case.id), found, work.clock.today()):
        sentence = said_n(
            "The agreement cannot be signed yet: one thing is missing.",
            "The agreement cannot be signed yet: {n} things are missing.",
            len(points),
        )
        raise GateClosed(sentence, points)
    edits = (SetField("agreement", agreement, "status", TO_SIGN), *step(case, _STEP[TO_SIGN]))
    return Action(N_("Agreement offered for signing"), edits)


def sign(
    work: Work,
    party: str,
    *,
    name: str,
    role: str,
    on: date,
    how: str,
    scan: str | None = None,
) -> Action:
    """Record that a party signed the current version; the last signature makes the agreement complete."""
    signing = work.read.get(AgreementParty, party)
    found = work.read.get(Agreement, signing.parent or "")
    case = open_case(work, found.parent or "")
    not_from(
        found.status, _SIGNABLE, "agreement_status",
        N_("This agreement is “{status}”. Only an agreement that is offered for signing can be signed."),
    )  # fmt: skip
    signatures = work.read.children(Signature, found.id)
    if any(s.sig_party == party and s.version == found.version for s in signatures):
        raise Refused(said(N_("This party signed this version already.")))
    values = {
        "sig_party": party, "sig_name": name, "sig_role": role, "sig_date": on, "sig_how": how, "sig_doc": scan,
        "version": found.version,
    }  # fmt: skip
    made = new_record(work, "signature", found.id, values)
    must(work, made.values, "signature", ("sig_name", "sig_role", "sig_date", "sig_how"))
    person = work.read.get(Candidate, case.parent or "")
    minor = is_minor(person.birth_date, found.start or on)
    signed = (*signatures, Signature(id=made.id, parent=found.id, **made.values))
    left = unsigned(found, work.read.children(AgreementParty, found.id), signed, minor=minor)
    status = status_when_signed(len(left), 1)
    edits: list[Edit] = [made]
    if status != found.status:
        edits += [SetField("agreement", found.id, "status", status), *step(case, _STEP[status])]
    return Action(N_("Signature recorded"), tuple(edits))


def take_effect(work: Work, agreement: str) -> Action:
    """Say that a complete agreement is in force, from its first day on."""
    found = work.read.get(Agreement, agreement)
    case = open_case(work, found.parent or "")
    not_from(
        found.status, (COMPLETE,), "agreement_status",
        N_("This agreement is “{status}”. It comes into force when every party has signed."),
    )  # fmt: skip
    if found.start is None or found.start > work.clock.today():
        raise Refused(said(N_("The agreement starts on {day}. It is not in force before that day."), day=found.start))
    edits = (SetField("agreement", agreement, "status", STARTED), *step(case, _STEP[STARTED]))
    return Action(N_("Agreement in force"), edits)


def amend(
    work: Work,
    agreement: str,
    changes: Mapping[str, Any],
    *,
    what: str,
    from_date: date,
    reason: str,
    override: str | None = None,
) -> Action:
    """Change an offered or signed agreement with a sheet of amendment: the next version, which everybody signs again.

    An end more than a year after the start asks a team lead and a reason, ``override`` (R05).
    """
    found = work.read.get(Agreement, agreement)
    case = open_case(work, found.parent or "")
    not_from(
        found.status, _AFTER_SIGNING, "agreement_status",
        N_("This agreement is “{status}”. A draft is changed directly, an ended one is replaced by a new agreement."),
    )  # fmt: skip
    if fixed := [name for name in changes if name not in AMENDABLE]:
        sentence = N_("“{field}” cannot be changed by an amendment. Make a new agreement for that.")
        raise Refused(said(sentence, field=FieldName("agreement", fixed[0])))
    edits = list(_amended(work, found, changes, override))
    if not edits:
        raise Refused(said(N_("Nothing changes with this amendment. Fill in what becomes different.")))
    version = (found.version or 1) + 1
    sheet = {
        "version": version,
        "what": what,
        "from_date": from_date,
        "reason": reason_given(reason, said(N_("Say why the agreement changes: it stands on the sheet."))),
    }
    edits += [
        new_record(work, "amendment", found.id, sheet),
        SetField("agreement", found.id, "version", version),
        *([SetField("agreement", found.id, "status", TO_SIGN)] if found.status != TO_SIGN else []),
        *step(case, _STEP[TO_SIGN]),
    ]
    return Action(N_("Agreement amended"), tuple(edits), override or reason)


def _amended(work: Work, found: Agreement, changes: Mapping[str, Any], override: str | None) -> tuple[Edit, ...]:
    start, end = changes.get("start") or found.start, changes.get("end") or found.end
    if start is None or end is None or not too_long(start, end):
        return changed_fields(work, found, changes)
    longer = said(N_("More than one year is only possible with the reason of a team lead. Choose an earlier end."))
    if override is None:
        raise Invalid({"end": longer})
    only_team_lead(work, longer)
    reason_given(override, longer)
    rest = {name: value for name, value in changes.items() if name not in ("start", "end")}
    period = {"start": start, "end": end}
    new = [SetField("agreement", found.id, n, day) for n, day in period.items() if getattr(found, n) != day]
    return (*new, *(changed_fields(work, found, rest) if rest else ()))


def register_pok(work: Work, agreement: str, number: str, on: date, sheet: str | None = None) -> Action:
    """Register the practice agreement (POK) of the school: number and date. It has three parties by law."""
    found = work.read.get(Agreement, agreement)
    open_case(work, found.parent or "")
    roles = {party.role for party in work.read.children(AgreementParty, agreement)}
    if absent := [role for role in PARTIES["pok"] if role not in roles]:
        sentence = N_(
            "A POK has three parties: participant, employer and school. Add the one that is missing ({party})."
        )
        raise Refused(said(sentence, party=CodeName("party_role", absent[0])))
    edits = changed_fields(work, found, {"pok_no": number, "pok_date": on, "pok_sheet": sheet or found.pok_sheet})
    return Action(N_("Practice agreement (POK) registered"), edits)


def end_agreement(work: Work, agreement: str, reason: str) -> Action:
    """End an agreement before its time, for example because the employer withdraws; a new one may follow."""
    found = work.read.get(Agreement, agreement)
    open_case(work, found.parent or "")
    if found.status == ENDED:
        raise Refused(said(N_("This agreement ended already.")))
    why = reason_given(reason, said(N_("Say why the agreement ends: it is kept in the dossier.")))
    return Action(N_("Agreement ended"), (SetField("agreement", agreement, "status", ENDED),), why)
