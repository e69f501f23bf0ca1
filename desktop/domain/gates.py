"""The gates: per stage everything that is missing before it, each point naming its field and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from desktop.domain.agreement_rules import age_on, is_minor, unsigned
from desktop.domain.case import Case
from desktop.domain.codes import CODES, Stage
from desktop.domain.errors import Missing
from desktop.domain.fields import Record
from desktop.domain.intake_rules import FILL_IN
from desktop.domain.records import (
    Aftercare,
    Agreement,
    AgreementParty,
    Appointment,
    Candidate,
    Consent,
    Enrolment,
    IntakeVersion,
    Match,
    Organisation,
    Programme,
    Recognition,
    Signature,
    Sustained,
    Traject,
    WishOccupation,
)
from desktop.domain.said import N_, CodeName, FieldName, Said, said

SUCCESS = ("lasting", "succeeded")
"""The results that ask for finished aftercare."""

APPROVED = ("approved", "running", "finished")
"""The states of a route that the school approved."""

_REFERRING = ("uwv", "municipality")
_ENROLLED = ("enrolled", "started", "behind", "retake", "passed", "exempt")
_STARTED_SCHOOL_AGE = 16


def _missing(found: Record | None, field: str, sentence: Said | None = None) -> Missing:
    kind, name = field.split(".")
    return Missing(field, sentence or said(FILL_IN, field=FieldName(kind, name)), found.id if found else None)


def signed_up(candidate: Candidate, traject: Traject) -> Iterator[Missing]:
    """S0 begins with a name, a way to reach the person, and where the person came from."""
    if not candidate.last_name:
        yield _missing(candidate, "candidate.last_name")
    if not (candidate.phone or candidate.email):
        yield _missing(candidate, "candidate.phone", said(N_("Fill in a phone number or an e-mail address.")))
    if not traject.source_org:
        yield _missing(traject, "traject.source_org", said(N_("Choose the organisation that this person came from.")))


def _intake(case: Case) -> Iterator[Missing]:
    """S0 is left with an appointment; S1 begins with the privacy notice and the reference of who referred."""
    yield from signed_up(case.candidate, case.traject)
    planned = [a for a in case.dossier.all(Appointment) if a.status in ("planned", "held")]
    if not planned and not (case.intake and case.intake.intake_date):
        yield _missing(None, "appointment.start", said(N_("Make an appointment for the intake.")))
    for name in ("privacy_notice", "privacy_notice_date"):
        if getattr(case.traject, name) is None:
            label = FieldName("traject", name)
            sentence = said(N_("Give the person the privacy notice and fill in “{field}”."), field=label)
            yield _missing(case.traject, f"traject.{name}", sentence)
    referrer = case.dossier.get(Organisation, case.traject.referrer or case.traject.source_org)
    if referrer and referrer.kind in _REFERRING and not case.traject.ref_no:
        sentence = said(N_("{organisation} referred this person: fill in their reference."), organisation=referrer.name)
        yield _missing(case.traject, "traject.ref_no", sentence)


def _orientation(case: Case) -> Iterator[Missing]:
    """S1 is left with a frozen report the candidate agreed to, a goal, and a choice for each consent."""
    if not case.dossier.all(IntakeVersion):
        yield _missing(case.intake, "intake.version", said(N_("Finish the intake, so that the report is frozen.")))
    if not (case.intake and case.intake.agreed):
        yield _missing(case.intake, "intake.agreed", said(N_("Ask the candidate to agree to the report.")))
    elif not case.intake.agreed_on:
        yield _missing(case.intake, "intake.agreed_on", said(N_("Fill in on which day the candidate agreed.")))
    if not case.dossier.all(WishOccupation) and not (case.intake and case.intake.orientation_goal):
        sentence = said(N_("Add a wished occupation, or write down what the orientation has to find out."))
        yield _missing(None, "wish_occupation.occupation_label", sentence)
    asked = {c.purpose for c in case.dossier.all(Consent) if c.given is not None}
    for purpose in CODES["consent_purpose"].codes:
        if purpose.code not in asked:
            sentence = said(
                N_("Record yes or no to {code}, “{purpose}”."),
                code=purpose.code, purpose=CodeName("consent_purpose", purpose.code),
            )  # fmt: skip
            yield _missing(None, "consent.given", sentence)


def _agreement(case: Case) -> Iterator[Missing]:
    """S2 is left with a match both agreed to, a route the school approved, and all cost covered."""
    match = case.match
    if match is None:
        newest = case.dossier.last(Match)
        sentence = said(N_("Record a match that the candidate and the employer both agreed to."))
        yield _missing(newest, "match.match_status", sentence)
    else:
        for name in ("question", "candidate_agreed", "employer_agreed"):
            if getattr(match, name) is None:
                yield _missing(match, f"match.{name}")
    if case.route is None or case.plan is None:
        yield _missing(None, "route.name", said(N_("Plan a route.")))
        return
    if case.route.status not in APPROVED:
        yield _missing(case.route, "route.status", said(N_("Ask the school to approve the route.")))
    if case.plan.too_long:
        sentence = said(N_("The route takes {days} days and one year is the most. Shorten it."), days=case.plan.days)
        yield _missing(case.route, "route.end_plan", sentence)
    if case.plan.rest:
        sentence = said(
            N_("€ {amount} of the route is not covered yet. Add who pays it under the funding."),
            amount=Decimal(case.plan.rest) / 100,
        )
        yield _missing(None, "funding_line.amount", sentence)


def _modules(case: Case) -> Iterator[Missing]:
    """S3 is left when all signed, the first day came, the employer is recognised and the POK is registered."""
    agreement = case.agreement
    if agreement is None:
        yield _missing(None, "agreement.agreement_no", said(N_("Make the learning-work agreement.")))
    else:
        yield from _in_force(case, agreement)
    if not any(e.status in _ENROLLED for e in case.dossier.all(Enrolment)):
        yield _missing(None, "enrolment.status", said(N_("Enrol the candidate in at least one module.")))


def _in_force(case: Case, agreement: Agreement) -> Iterator[Missing]:
    birth, start = case.candidate.birth_date, agreement.start
    parties = case.dossier.all(AgreementParty, agreement.id)
    minor = is_minor(birth, start or case.today)
    for role in unsigned(agreement, parties, case.dossier.all(Signature, agreement.id), minor=minor):
        sentence = said(N_("The signature of the {party} is missing."), party=CodeName("party_role", role))
        yield _missing(agreement, "signature.sig_date", sentence)
    if start is None:
        yield _missing(agreement, "agreement.start")
    elif start > case.today:
        sentence = said(N_("The agreement starts on {day}. Until then the candidate stays in this stage."), day=start)
        yield _missing(agreement, "agreement.start", sentence)
    if agreement.pathway == "bbl" and birth and start and age_on(birth, start) < _STARTED_SCHOOL_AGE:
        sentence = said(N_("BBL is possible from 16 years on. Choose another pathway or a later start."))
        yield _missing(agreement, "agreement.pathway", sentence)
    programme = case.dossier.get(Programme, case.traject.programme)
    if programme and programme.promise_needed and agreement.job_promise in (None, "none"):
        sentence = said(N_("This programme asks for a job promise. Agree on one with the employer."))
        yield _missing(agreement, "agreement.job_promise", sentence)
    if _has_practice(case, agreement):
        yield from _practice(case, agreement, parties)


def _has_practice(case: Case, agreement: Agreement) -> bool:
    return agreement.pathway == "bbl" or bool(agreement.bpv_total) or bool(case.plan and case.plan.practice)


def _practice(case: Case, agreement: Agreement, parties: tuple[AgreementParty, ...]) -> Iterator[Missing]:
    """What the law asks for practice at work: a recognised employer and a registered practice agreement."""
    employer = next((p.employer for p in parties if p.role == "employer"), None)
    crebo = case.route.crebo if case.route else None
    recognised = case.dossier.beside(Recognition, employer) if employer else ()
    known = [r for r in recognised if crebo is None or r.sbb_crebo == crebo]
    if not known:
        sentence = said(N_("Check with SBB whether the employer is recognised for this training, and record it."))
        yield _missing(None, "recognition.sbb_crebo", sentence)
    elif agreement.end and not any(r.sbb_until is None or r.sbb_until >= agreement.end for r in known):
        sentence = said(
            N_("The recognition of the employer ends before {day}, the last day. Ask SBB to renew it."),
            day=agreement.end,
        )
        yield _missing(known[-1], "recognition.sbb_until", sentence)
    for name in ("pok_no", "pok_date"):
        if getattr(agreement, name) is None:
            sentence = said(N_("Register the practice agreement (POK) of the school: fill in “{field}”."),
                            field=FieldName("agreement", name))  # fmt: skip
            yield _missing(agreement, f"agreement.{name}", sentence)


def _placement(case: Case) -> Iterator[Missing]:
    """S4 is left with all mandatory modules done, a lighter outcome accepted, or because an employer hires earlier."""
    if case.placement is not None or (case.route and case.route.outcome):
        return
    if case.plan is None or not case.plan.modules:
        yield _missing(case.route, "route.outcome", said(N_("Record what the route led to.")))
        return
    for planned in case.plan.open_mandatory:
        sentence = said(
            N_("“{module}” is mandatory and not done yet. Record its result, or which lighter credential is accepted."),
            module=planned.module.title if planned.module else planned.enrolment.seq,
        )
        yield _missing(planned.enrolment, "enrolment.status", sentence)


def _aftercare(case: Case) -> Iterator[Missing]:
    """S5 is left with the employment contract registered and the first day reached."""
    placement = case.placement
    if placement is None:
        sentence = said(N_("Record the job: employer, function, hours, start and contract."))
        yield _missing(None, "placement.employer", sentence)
        return
    for name in ("employer", "function", "hours", "start", "contract"):
        if getattr(placement, name) is None:
            yield _missing(placement, f"placement.{name}")
    if placement.contract == "B" and placement.end is None:
        sentence = said(N_("A contract for a fixed term has an end. Fill in its last day."))
        yield _missing(placement, "placement.end", sentence)
    if placement.start and placement.start > case.today:
        sentence = said(N_("The job starts on {day}. Aftercare begins then."), day=placement.start)
        yield _missing(placement, "placement.start", sentence)


def closing_points(case: Case, result: str | None, *, now: Stage) -> Iterator[Missing]:
    """S7 asks for a result; success asks for finished aftercare and the answer whether the job lasted."""
    if result is None:
        yield _missing(case.traject, "traject.result", said(N_("Choose the result and the reason of closing.")))
    if result not in SUCCESS:
        return
    if now is not Stage.AFTERCARE:
        sentence = said(N_("Only a case in aftercare can be closed as succeeded. Choose another result."))
        yield _missing(case.traject, "traject.stage", sentence)
        return
    for contact in case.dossier.all(Aftercare):
        if contact.done is None:
            sentence = said(N_("The aftercare contact of {day} is not done yet. Record it."), day=contact.planned)
            yield _missing(contact, "aftercare.done", sentence)
    answers = {s.months: s.sustained for s in case.dossier.all(Sustained) if s.sustained in ("1", "2")}
    if not answers:
        yield _missing(case.placement, "sustained.sustained", said(N_("Record whether the person still works there.")))
    elif result == "lasting" and answers.get(12) != "1":
        sentence = said(N_("Lasting means: still at work after 12 months. Record that, or choose another result."))
        yield _missing(case.placement, "sustained.sustained", sentence)


GATES: dict[Stage, Callable[[Case], Iterator[Missing]]] = {
    Stage.SIGN_UP: lambda case: signed_up(case.candidate, case.traject),
    Stage.INTAKE: _intake,
    Stage.ORIENTATION: _orientation,
    Stage.AGREEMENT: _agreement,
    Stage.MODULES: _modules,
    Stage.PLACEMENT: _placement,
    Stage.AFTERCARE: _aftercare,
}
"""What is missing before each stage; S7 has its own rule, because it depends on the result."""
