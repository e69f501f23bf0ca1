"""Invented people, employers and schools for the tests of the use cases, made through the use cases themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.application import (
    agreements,
    candidates,
    consents,
    edits,
    employers,
    enrolments,
    founding,
    intake,
    matches,
    modules,
    questions,
    routes,
    stage_changes,
)
from desktop.application.ports import User, Work
from desktop.domain.changes import Action, Create
from desktop.domain.codes import CODES
from desktop.domain.records import AgreementParty, Match
from desktop.persistence.store import LocalStore
from tests.stillness import StillClock

BAKER = "7512"
"""ISCO group of bakers; the occupation everybody in the tests is on the way to."""

PERSON: dict[str, Any] = {
    "first_name": "Bilal",
    "last_name": "Yılmaz",
    "salutation": "mr",
    "birth_date": date(1984, 3, 1),
    "postcode": "7311 KC",
    "city": "Apeldoorn",
    "municipality": "Apeldoorn",
    "phone": "0612345678",
    "work_permit_status": "unlimited",
}
INTAKE: dict[str, Any] = {
    "intake_date": date(2026, 3, 2),
    "form": "office",
    "minutes": 60,
    "work_level": "4",
    "mob_postcode": "7311 KC",
    "available_from": date(2026, 4, 1),
    "hours_min": 24,
    "hours_max": 36,
    "advice": "Bilal wil bakker worden en leert snel. " * 4,
}
TERMS: dict[str, Any] = {
    "pathway": "bbl",
    "work_hours": Decimal(28),
    "school_hours": Decimal(8),
    "bpv_total": 700,
    "function": "Leerling bakker",
    "place": "Bakkerij, Oefenstad",
    "target_part": "Brood bakken",
    "assessment": "Proeve van bekwaamheid",
    "insured": True,
    "insurance": "De werkgever verzekert.",
    "termination": "Schriftelijk, met een maand.",
    "job_promise": "guarantee",
}


@dataclass
class Desk:
    """A desk at work: its store, its clock, who works there, and what every route in the tests needs."""

    store: LocalStore
    clock: StillClock
    work: Work
    school: str
    uwv: str
    employer: str
    trainer: str
    mentor: str
    question: str
    module: str

    def do(self, action: Action) -> str:
        """Apply an action; the id of the first record it made, or nothing."""
        self.store.apply(action)
        return next((e.id for e in action.edits if isinstance(e, Create)), "")

    def as_(self, role: str) -> Work:
        """The same desk with somebody of another role at work."""
        return replace(self.work, user=replace(self.work.user, role=role))

    @property
    def lead(self) -> Work:
        """The team lead at work."""
        return self.as_("team_lead")


def desk_at_work(store: LocalStore, clock: StillClock, work: Work) -> Desk:
    """A desk with a school, an employer that is recognised, an open question of two seats and one module."""
    action, user = founding.found(work.ids, name="Emma Bakker", desk="Leerwerkloket Oefenstad", role="counsellor")
    store.apply(action)
    work = replace(work, user=User(user.id, user.name, user.role, user.desk))
    desk = Desk(store, clock, work, "", "", "", "", "", "", "")
    add = edits.add
    desk.school = desk.do(add(work, "organisation", None, {"name": "ROC Oefenstad", "kind": "school"}))
    desk.uwv = desk.do(add(work, "organisation", None, {"name": "UWV Oefenstad", "kind": "uwv"}))
    desk.mentor = desk.do(add(work, "organisation_contact", desk.school, {"contact_name": "Sanne Vos"}))
    bakery = {"trade_name": "Bakkerij Krent", "kvk": "12345678", "street": "Broodweg", "house_no": 1,
              "postcode": "7311 AA", "city": "Oefenstad"}  # fmt: skip
    made = employers.add_employer(work, bakery, [{"contact_name": "Piet Krent", "contact_role": "Eigenaar"}])
    store.apply(made)
    desk.employer, desk.trainer = made.created("employer"), made.created("contact")
    desk.do(employers.recognise(work, desk.employer, "25170", date(2025, 1, 1), date(2029, 1, 1)))
    desk.question = open_question(desk)
    desk.module = desk.do(
        modules.add_module(
            work,
            {"module_code": "BRD-1", "title": "Brood", "provider": desk.school, "kind": "certificate", "level": "mbo2",
             "load": Decimal(1000), "unit": "SBU", "bot": 220, "bpv": 700, "selfstudy": 40, "weeks": 40,
             "price": 150000, "exam_fee": 10000, "valid_from": date(2025, 1, 1)},
        )
    )  # fmt: skip
    return desk


def open_question(desk: Desk, seats: int = 2) -> str:
    """An open question of the bakery."""
    values = {"title": "Bakker gezocht", "kind": "inflow", "seats": seats, "occupation_label": "Bakker",
              "occupation_uri": BAKER, "contract_kind": "02", "work_postcode": "7311 AA", "work_city": "Oefenstad",
              "job_promise": "guarantee", "duration_kind": "O"}  # fmt: skip
    tasks = [("Deeg kneden", 5), ("Ovens bedienen", 4), ("Klanten helpen", 2)]
    question = desk.do(questions.raise_question(desk.work, desk.employer, values, tasks))
    for status in ("clarified", "validated", "open"):
        desk.do(questions.advance_question(desk.lead, question, status))
    return question


def signed_up(desk: Desk, **person: Any) -> str:
    """A case in S0."""
    action = candidates.register(
        desk.work,
        {**PERSON, **person},
        {"source_org": desk.school, "origin_status": "threatened", "current_job": "Papiermaker",
         "current_job_code": "8171"},
    )  # fmt: skip
    desk.store.apply(action)
    return action.created("traject")


def in_intake(desk: Desk, **person: Any) -> str:
    """A case in S1 with a complete intake that is not frozen yet."""
    traject = signed_up(desk, **person)
    work, candidate = desk.work, desk.store.dossier(traject).candidate_id
    notice = {"privacy_notice": "2026-1", "privacy_notice_date": desk.clock.today()}
    desk.do(edits.change(work, "traject", traject, notice))
    started = desk.do(intake.open_intake(work, traject, {**INTAKE, "intake_date": desk.clock.today()}))
    desk.do(stage_changes.advance_stage(work, traject, "S1"))
    desk.do(edits.add(work, "language", candidate, {"language": "nl", "cefr_s": "B1"}))
    desk.do(edits.add(work, "next_step", started, {"what": "Proefdag", "who": "Bilal", "due": date(2026, 3, 20)}))
    desk.do(edits.add(work, "wish_occupation", started, {"rank": 1, "occupation_label": "Bakker"}))
    for purpose in CODES["consent_purpose"].codes:
        desk.do(consents.record_consent(work, traject, purpose.code, given=purpose.code < "C5", how="digital"))
    return traject


def in_orientation(desk: Desk, **person: Any) -> str:
    """A case in S2: the intake is frozen and the candidate agreed."""
    traject = in_intake(desk, **person)
    desk.do(intake.freeze(desk.work, traject, b"%PDF-1.7 intake", "nl"))
    desk.do(intake.agree(desk.work, traject, agreed=True))
    desk.do(stage_changes.advance_stage(desk.work, traject, "S2"))
    return traject


def planned(desk: Desk, traject: str, start: date | None = None) -> str:
    """A route of one module that the school approved and the employer pays."""
    work, start = desk.work, start or desk.clock.today() + timedelta(days=14)
    values = {"name": "Brood bakken", "to_occ": BAKER, "to_label": "Bakker", "target_credential": "mbo_certificate",
              "crebo": "25170", "pathway": "bbl", "fallback": "Praktijkverklaring", "start": start}  # fmt: skip
    route = desk.do(routes.plan_route(work, traject, values))
    enrolment = desk.do(enrolments.enrol(work, route, desk.module, start=start))
    desk.do(routes.submit_route(work, route))
    desk.do(routes.approve_route(work, route, "school", "Sanne Vos"))
    paid = {"cost_kind": "tuition", "amount": 160000, "payer": "employer", "line_status": "planned"}
    desk.do(edits.add(work, "funding_line", traject, {**paid, "enrolment": enrolment}))
    return route


def matched(desk: Desk, traject: str, question: str | None = None) -> str:
    """A match that both sides agreed to."""
    match = desk.do(matches.propose(desk.work, traject, question or desk.question))
    today = desk.clock.today()
    desk.do(matches.decide(desk.work, match, "agreed", candidate_agreed=today, employer_agreed=today))
    return match


def in_agreement(desk: Desk, **person: Any) -> str:
    """A case in S3."""
    traject = in_orientation(desk, **person)
    matched(desk, traject)
    planned(desk, traject)
    desk.do(stage_changes.advance_stage(desk.work, traject, "S3"))
    return traject


def offered(desk: Desk, traject: str, **terms: Any) -> str:
    """An agreement that people are asked to sign."""
    match = desk.store.children(Match, traject)[-1].id
    values = {**TERMS, "trainer": desk.trainer, "school_guide": desk.mentor, **terms}
    agreement = desk.do(agreements.draw_up(desk.work, match, values))
    costs = [{"cost_kind": "tuition", "amount": 160000, "payer": "employer"}]
    desk.do(agreements.split_costs(desk.work, agreement, costs))
    desk.do(agreements.offer(desk.work, agreement))
    return agreement


def sign_all(desk: Desk, agreement: str) -> None:
    """Every party signs the current version."""
    for party in desk.store.children(AgreementParty, agreement):
        desk.do(
            agreements.sign(
                desk.work, party.id, name="Handtekening", role=party.role or "", on=desk.clock.today(), how="wet"
            )
        )
