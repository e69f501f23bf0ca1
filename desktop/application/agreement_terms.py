"""What an agreement takes over from route and question, what is missing before signing, and what to warn about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.application.ports import Work
from desktop.domain.agreement_rules import (
    COMPLETE,
    DRAFT,
    HEAVY_WEEK,
    STARTED,
    cost_difference,
    is_minor,
    required_roles,
    too_long,
    trial_warning,
    unsigned,
)
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Missing, Refused
from desktop.domain.gates import APPROVED
from desktop.domain.intake_rules import FILL_IN
from desktop.domain.records import (
    Agreement,
    AgreementParty,
    BpvYear,
    Candidate,
    CostSplit,
    Employer,
    Enrolment,
    Module,
    Question,
    Route,
    Signature,
    Traject,
)
from desktop.domain.route_plan import route_plan
from desktop.domain.said import N_, CodeName, FieldName, Said, said

_PRACTICE = ("bbl", "dual")


def draft_only(work: Work, agreement: str) -> Agreement:
    """An agreement that may still be changed directly."""
    found = work.read.get(Agreement, agreement)
    if found.status not in (DRAFT, None):
        raise Refused(
            said(N_("People were asked to sign this agreement. Change it with an amendment, which all sign again."))
        )
    return found


def draft_values(work: Work, case: Traject, question: Question) -> dict[str, Any]:
    """What a new agreement takes over: the period of the route; function, place and promise of the question."""
    routes = [route for route in work.read.children(Route, case.id) if route.status in APPROVED]
    route = routes[-1] if routes else None
    employer = work.read.find_one(Employer, question.parent)
    values = {
        "question": question.id,
        "route": route.id if route else None,
        "start": route.start if route else None,
        "end": route.end_plan if route else None,
        "pathway": route.pathway if route else None,
        "function": question.occupation_label or question.title,
        "place": " ".join(filter(None, (question.work_postcode, question.work_city))) or None,
        "job_promise": question.job_promise,
        "employment_kind": question.duration_kind,
        "trainer": employer.trainer if employer else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def teaching_school(work: Work, route: str) -> str | None:
    """The organisation that gives the first module of a route."""
    for enrolment in work.read.children(Enrolment, route):
        module = work.read.find_one(Module, enrolment.module)
        if module is not None and module.provider is not None:
            return module.provider
    return None


def offer_points(dossier: Dossier, agreement: Agreement, today: date) -> tuple[Missing, ...]:
    """What is missing before the parties can be asked to sign."""
    return tuple(_points(dossier, agreement, today))


def _points(dossier: Dossier, agreement: Agreement, today: date) -> Iterator[Missing]:
    practice = agreement.pathway in _PRACTICE or bool(agreement.bpv_total)
    for field in agreement.SPEC.stored:
        optional = field.name == "trainer" and not practice
        if field.required and not optional and getattr(agreement, field.name) is None:
            yield _point(agreement, field.name, said(FILL_IN, field=FieldName("agreement", field.name)))
    if agreement.start and agreement.end and too_long(agreement.start, agreement.end):
        yield _point(agreement, "end", said(N_("An agreement takes one year at most. Choose an earlier end.")))
    years = dossier.all(BpvYear, agreement.id)
    if years and sum(year.hours or 0 for year in years) != (agreement.bpv_total or 0):
        yield _point(agreement, "bpv_total", said(N_("The practice hours per study year do not add up to the total.")))
    route = dossier.get(Route, agreement.route)
    if route is not None:
        yield from _costs(dossier, agreement, route)
    if agreement.clawback and not agreement.clawback_checked:
        sentence = said(N_("Have the study-cost clause checked by a lawyer, or leave it out: it is often not allowed."))
        yield _point(agreement, "clawback_checked", sentence)
    person = dossier.last(Candidate)
    minor = is_minor(person.birth_date if person else None, agreement.start or today)
    if minor and person and not person.guardian_name:
        sentence = said(N_("The candidate is under 18: fill in the legal guardian, who signs too."))
        yield Missing("candidate.guardian_name", sentence, person.id)
    named = {party.role for party in dossier.all(AgreementParty, agreement.id)}
    for role in required_roles(agreement.kind, minor=minor):
        if role not in named:
            sentence = said(N_("Add the {party} as a party."), party=CodeName("party_role", role))
            yield Missing("agreement_party.role", sentence, agreement.id)


def _costs(dossier: Dossier, agreement: Agreement, route: Route) -> Iterator[Missing]:
    cost = route_plan(dossier, route).cost
    difference = cost_difference(dossier.all(CostSplit, agreement.id), cost)
    if difference:
        sentence = N_(
            "The route costs {cost} euros and the division of costs is {amount} euros too low. Add who pays it."
        )
        if difference > 0:
            sentence = N_(
                "The route costs {cost} euros and the division of costs is {amount} euros too high. Lower it."
            )
        point = said(sentence, cost=_euros(cost), amount=_euros(abs(difference)))
        yield Missing("cost_split.amount", point, agreement.id)


def warnings(dossier: Dossier, agreement: Agreement, today: date) -> tuple[Said, ...]:
    """What to look at before and after signing; nothing here stops anybody."""
    return tuple(_warnings(dossier, agreement, today))


def _warnings(dossier: Dossier, agreement: Agreement, today: date) -> Iterator[Said]:
    hours = (agreement.work_hours or 0) + (agreement.school_hours or 0)
    if hours > HEAVY_WEEK:
        yield said(N_("Work and school together take {hours} hours a week. More than {most} is hard to keep up."),
                   hours=hours, most=HEAVY_WEEK)  # fmt: skip
    if agreement.job_promise in (None, "none") or agreement.question is None:
        yield said(N_("There is no job promise of an employer: training and job are meant to be offered together."))
    if agreement.start and agreement.trial_weeks:
        until = agreement.start + timedelta(weeks=agreement.trial_weeks, days=-1)
        contract_end = agreement.end if agreement.employment_kind == "B" else None
        if wrong := trial_warning(agreement.start, contract_end, until):
            yield wrong
    if agreement.clawback:
        yield said(N_("Training that the law or the collective agreement asks for is free since 1 August 2022: "
                      "a study-cost clause is then void."))  # fmt: skip
    if agreement.start and agreement.start <= today and agreement.status not in (COMPLETE, STARTED):
        person = dossier.last(Candidate)
        minor = is_minor(person.birth_date if person else None, agreement.start)
        parties, signed = dossier.all(AgreementParty, agreement.id), dossier.all(Signature, agreement.id)
        for role in unsigned(agreement, parties, signed, minor=minor):
            yield said(N_("The first day has come and the {party} has not signed."), party=CodeName("party_role", role))


def _point(agreement: Agreement, name: str, sentence: Said) -> Missing:
    return Missing(f"agreement.{name}", sentence, agreement.id)


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100
