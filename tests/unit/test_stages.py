"""Each gate names what is missing, and opens exactly at its threshold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.domain.codes import CODES, Stage
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import (
    Aftercare,
    Agreement,
    AgreementParty,
    Appointment,
    Approval,
    Candidate,
    Consent,
    Employer,
    Enrolment,
    FundingLine,
    Intake,
    IntakeVersion,
    Match,
    Module,
    Organisation,
    Placement,
    Programme,
    Recognition,
    Route,
    Signature,
    Sustained,
    Traject,
    WishOccupation,
)
from desktop.domain.stages import ORDER, closing_gate, first_step, following, gate, stage_of

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)

Parts = dict[str, Record]


def case(stage: str) -> Parts:
    """A dossier in which nothing is missing, as named parts that a test changes."""
    start, end = TODAY - 300 * DAY, TODAY + 60 * DAY
    parts: list[Record] = [
        Candidate(
            id="candidate", first_name="Bilal", last_name="Yılmaz", phone="+31612345678", birth_date=date(1984, 3, 1)
        ),
        Traject(
            id="traject",
            parent="candidate",
            stage=stage,
            source_org="school",
            privacy_notice="1",
            privacy_notice_date=TODAY,
        ),
        Appointment(id="appointment", parent="traject", start=datetime(2026, 3, 2, 9, tzinfo=UTC), status="planned"),
        Intake(id="intake", parent="traject", agreed=True, agreed_on=TODAY, version=1),
        IntakeVersion(id="version", parent="traject", version=1),
        WishOccupation(id="wish", parent="intake", occupation_label="Bakker"),
        *(Consent(id=c.code, parent="traject", purpose=c.code, given=False) for c in CODES["consent_purpose"].codes),
        Match(
            id="match",
            parent="traject",
            question="q",
            match_status="agreed",
            candidate_agreed=TODAY,
            employer_agreed=TODAY,
        ),
        Route(id="route", parent="traject", status="approved", start=start, end_plan=end, crebo="25170", pathway="bbl"),
        Approval(id="approval", parent="route", role="school", approved_on=TODAY),
        Enrolment(
            id="enrolment", parent="route", module="module", mandatory=True, status="passed", start=start, end=end
        ),
        FundingLine(id="money", parent="traject", cost_kind="tuition", amount=160000, line_status="granted"),
        Agreement(
            id="agreement",
            parent="traject",
            kind="learning_work",
            status="complete",
            version=1,
            start=TODAY,
            end=end,
            pathway="bbl",
            job_promise="intention",
            pok_no="1",
            pok_date=TODAY,
            route="route",
        ),
        *(
            AgreementParty(
                id=f"p-{role}", parent="agreement", role=role, employer="employer" if role == "employer" else None
            )
            for role in ("participant", "employer", "school", "desk")
        ),
        *(
            Signature(id=f"s-{role}", parent="agreement", sig_party=f"p-{role}", sig_date=TODAY, version=1)
            for role in ("participant", "employer", "school", "desk")
        ),
        Placement(
            id="job",
            parent="traject",
            employer="employer",
            function="Bakker",
            hours=Decimal(32),
            start=TODAY,
            contract="O",
        ),
        Aftercare(id="week1", parent="traject", placement="job", planned=TODAY, done=TODAY),
        Sustained(id="lasts", parent="job", months=12, sustained="1"),
    ]
    return {part.id: part for part in parts}


def dossier(parts: Parts, **linked: Record) -> Dossier:
    around: Parts = {
        "school": Organisation(id="school", kind="school"),
        "employer": Employer(id="employer", trade_name="Bakkerij"),
        "recognition": Recognition(id="recognition", parent="employer", sbb_crebo="25170", sbb_until=TODAY + 90 * DAY),
        "module": Module(
            id="module", title="Brood", price=150000, exam_fee=10000, load=Decimal(960), unit="SBU", bpv=700, bot=220
        ),
        **linked,
    }
    return Dossier("candidate", "traject", tuple(parts.values()), around)


def without(parts: Parts, *ids: str) -> Parts:
    return {name: part for name, part in parts.items() if name not in ids}


def changed(parts: Parts, name: str, **values: Any) -> Parts:
    return {**parts, name: replace(parts[name], **values)}


def missing(parts: Parts, to: Stage, **linked: Record) -> list[str]:
    return [point.field for point in gate(dossier(parts, **linked), to, TODAY)]


def test_a_complete_dossier_passes_every_gate_to_aftercare() -> None:
    for stage in ORDER[1:7]:
        assert missing(case("S0"), stage) == []


def test_an_empty_dossier_names_every_point_of_the_first_gate() -> None:
    bare: Parts = {"candidate": Candidate(id="candidate"), "traject": Traject(id="traject", parent="candidate")}
    assert missing(bare, Stage.INTAKE) == [
        "candidate.last_name",
        "candidate.phone",
        "traject.source_org",
        "appointment.start",
        "traject.privacy_notice",
        "traject.privacy_notice_date",
    ]


@pytest.mark.parametrize(
    ("to", "part", "values", "field"),
    [
        ("S1", "candidate", {"phone": None}, "candidate.phone"),
        ("S1", "traject", {"source_org": None}, "traject.source_org"),
        ("S1", "traject", {"privacy_notice": None}, "traject.privacy_notice"),
        ("S2", "intake", {"agreed": False}, "intake.agreed"),
        ("S2", "intake", {"agreed_on": None}, "intake.agreed_on"),
        ("S2", "C7", {"given": None}, "consent.given"),
        ("S3", "match", {"match_status": "meeting"}, "match.match_status"),
        ("S3", "match", {"employer_agreed": None}, "match.employer_agreed"),
        ("S3", "route", {"status": "for_approval"}, "route.status"),
        ("S3", "money", {"line_status": "rejected"}, "funding_line.amount"),
        ("S4", "agreement", {"pok_no": None}, "agreement.pok_no"),
        ("S4", "s-school", {"sig_date": None}, "signature.sig_date"),
        ("S4", "s-desk", {"version": 2}, "signature.sig_date"),
        ("S4", "enrolment", {"status": "planned"}, "enrolment.status"),
        ("S6", "job", {"employer": None}, "placement.employer"),
        ("S6", "job", {"contract": "B"}, "placement.end"),
    ],
)
def test_one_missing_thing_is_the_one_thing_named(to: str, part: str, values: dict[str, Any], field: str) -> None:
    before = Stage(f"S{int(to[1]) - 1}")
    assert missing(changed(case(before), part, **values), Stage(to)) == [field]


@pytest.mark.parametrize(
    ("to", "part", "field"),
    [
        ("S1", "appointment", None),  # an intake that was held needs no appointment any more
        ("S2", "version", "intake.version"),
        ("S2", "wish", "wish_occupation.occupation_label"),
        ("S2", "C1", "consent.given"),
        ("S3", "match", "match.match_status"),
        ("S3", "route", "route.name"),
        ("S3", "money", "funding_line.amount"),
        ("S4", "agreement", "agreement.agreement_no"),
        ("S4", "p-school", "signature.sig_date"),
        ("S6", "job", "placement.employer"),
    ],
)
def test_what_is_not_there_at_all_is_named_too(to: str, part: str, field: str | None) -> None:
    parts = changed(case(f"S{int(to[1]) - 1}"), "intake", intake_date=TODAY)
    assert missing(without(parts, part), Stage(to)) == ([field] if field else [])


def test_an_orientation_goal_replaces_a_wished_occupation() -> None:
    parts = changed(without(case("S1"), "wish"), "intake", orientation_goal="Zorg of techniek")
    assert missing(parts, Stage.ORIENTATION) == []


def test_a_referral_of_uwv_needs_its_reference() -> None:
    uwv = Organisation(id="school", kind="uwv", name="UWV")
    assert missing(case("S0"), Stage.INTAKE, school=uwv) == ["traject.ref_no"]
    assert missing(changed(case("S0"), "traject", ref_no="7"), Stage.INTAKE, school=uwv) == []


@pytest.mark.parametrize(("days", "opens"), [(364, True), (365, True), (366, False)])
def test_a_route_of_a_year_passes_and_one_day_more_does_not(days: int, opens: bool) -> None:
    start = TODAY - 10 * DAY
    parts = changed(case("S2"), "enrolment", start=start, end=start + days * DAY)
    parts = changed(parts, "route", start=start)
    assert missing(parts, Stage.AGREEMENT) == ([] if opens else ["route.end_plan"])


@pytest.mark.parametrize(("cents", "opens"), [(159999, False), (160000, True), (160001, True)])
def test_funding_covers_the_route_to_the_cent(cents: int, opens: bool) -> None:
    parts = changed(case("S2"), "money", amount=cents)
    assert missing(parts, Stage.AGREEMENT) == ([] if opens else ["funding_line.amount"])


@pytest.mark.parametrize(("days", "opens"), [(-1, True), (0, True), (1, False)])
def test_modules_begin_on_the_first_day_of_the_agreement(days: int, opens: bool) -> None:
    parts = changed(case("S3"), "agreement", start=TODAY + days * DAY)
    assert missing(parts, Stage.MODULES) == ([] if opens else ["agreement.start"])


@pytest.mark.parametrize(("days", "opens"), [(-1, False), (0, True), (1, True)])
def test_the_recognition_lasts_until_the_last_day(days: int, opens: bool) -> None:
    until = TODAY + 60 * DAY + days * DAY
    valid = Recognition(id="recognition", parent="employer", sbb_crebo="25170", sbb_until=until)
    assert missing(case("S3"), Stage.MODULES, recognition=valid) == ([] if opens else ["recognition.sbb_until"])


def test_recognition_for_another_training_does_not_count() -> None:
    other = Recognition(id="recognition", parent="employer", sbb_crebo="25180")
    assert missing(case("S3"), Stage.MODULES, recognition=other) == ["recognition.sbb_crebo"]


def test_without_practice_no_recognition_and_no_pok_are_asked() -> None:
    parts = changed(case("S3"), "agreement", pathway="certificate", pok_no=None, pok_date=None)
    lessons = Module(id="module", title="Theorie", load=Decimal(40), unit="SBU")
    assert missing(parts, Stage.MODULES, module=lessons, recognition=Employer(id="other")) == []


@pytest.mark.parametrize(
    ("birth", "asked"), [(date(2008, 3, 3), True), (date(2008, 3, 2), False), (date(2008, 3, 1), False)]
)
def test_a_guardian_signs_until_the_eighteenth_birthday(birth: date, asked: bool) -> None:
    parts = changed(case("S3"), "candidate", birth_date=birth)
    points = gate(dossier(parts), Stage.MODULES, TODAY)
    assert [p.field for p in points] == (["signature.sig_date"] if asked else [])


@pytest.mark.parametrize(("birth", "opens"), [(date(2010, 3, 3), False), (date(2010, 3, 2), True)])
def test_bbl_is_for_people_of_sixteen_and_older(birth: date, opens: bool) -> None:
    parts = changed(case("S3"), "candidate", birth_date=birth)
    assert ("agreement.pathway" in missing(parts, Stage.MODULES)) is not opens


def test_a_programme_may_ask_for_a_job_promise() -> None:
    parts = changed(changed(case("S3"), "agreement", job_promise="none"), "traject", programme="programme")
    strict = Programme(id="programme", promise_needed=True)
    assert missing(parts, Stage.MODULES) == []
    assert missing(parts, Stage.MODULES, programme=strict) == ["agreement.job_promise"]


@pytest.mark.parametrize(
    ("status", "opens"), [("started", False), ("stopped", False), ("passed", True), ("exempt", True)]
)
def test_placement_waits_for_every_mandatory_module(status: str, opens: bool) -> None:
    parts = changed(without(case("S4"), "job"), "enrolment", status=status)
    assert missing(parts, Stage.PLACEMENT) == ([] if opens else ["enrolment.status"])


def test_an_optional_module_a_lighter_outcome_or_an_early_job_opens_placement_too() -> None:
    failed = changed(case("S4"), "enrolment", status="retake")
    assert missing(failed, Stage.PLACEMENT) == []  # an employer hires earlier
    without_job = without(failed, "job")
    assert missing(changed(without_job, "enrolment", mandatory=False, status="retake"), Stage.PLACEMENT) == []
    assert missing(changed(without_job, "route", outcome="practice_statement"), Stage.PLACEMENT) == []


@pytest.mark.parametrize(("days", "opens"), [(-1, True), (0, True), (1, False)])
def test_aftercare_begins_on_the_first_day_of_the_job(days: int, opens: bool) -> None:
    parts = changed(case("S5"), "job", start=TODAY + days * DAY)
    assert missing(parts, Stage.AFTERCARE) == ([] if opens else ["placement.start"])


def test_skipping_stages_meets_the_gates_of_all_of_them() -> None:
    parts = without(case("S1"), "version", "match", "agreement", "job")
    fields = missing(parts, Stage.AFTERCARE)
    assert fields == ["intake.version", "match.match_status", "agreement.agreement_no", "placement.employer"]


def test_the_way_back_has_no_gate() -> None:
    assert missing({"traject": Traject(id="traject", parent="candidate", stage="S4")}, Stage.INTAKE) == []


@pytest.mark.parametrize(
    ("part", "values", "result", "field"),
    [
        ("week1", {"done": None}, "succeeded", "aftercare.done"),
        ("lasts", {"sustained": "0"}, "succeeded", "sustained.sustained"),
        ("lasts", {"sustained": "2"}, "lasting", "sustained.sustained"),
        ("lasts", {"months": 6}, "lasting", "sustained.sustained"),
        ("traject", {"stage": "S5"}, "succeeded", "traject.stage"),
        ("traject", {}, None, "traject.result"),
        ("week1", {"done": None}, "dropped_out", None),
        ("lasts", {"months": 6}, "succeeded", None),
    ],
)
def test_success_asks_for_finished_aftercare_and_nothing_else_does(
    part: str, values: dict[str, Any], result: str | None, field: str | None
) -> None:
    points = closing_gate(dossier(changed(case("S6"), part, **values)), result, TODAY)
    assert [p.field for p in points] == ([field] if field else [])


def test_the_order_of_stages_and_their_first_steps() -> None:
    assert [following(stage) for stage in ORDER] == [*ORDER[1:], None]
    assert [first_step(stage) for stage in ORDER] == [
        "S0.new", "S1.planned", "S2.choosing", "S3.draft", "S4.enrolled", "S5.offer", "S6.W1", "S7.lasting",
    ]  # fmt: skip
    assert stage_of(Dossier("candidate", "traject", ())) is Stage.SIGN_UP


def test_every_point_says_what_to_do_and_points_to_a_declared_field() -> None:
    from desktop.domain.fields import RECORDS

    bare: Parts = {"candidate": Candidate(id="candidate"), "traject": Traject(id="traject", parent="candidate")}
    broken = changed(without(case("S3"), "s-desk"), "agreement", pok_no=None)
    for parts in (bare, broken):
        for point in gate(dossier(parts), Stage.AFTERCARE, TODAY):
            kind, name = point.field.split(".")
            assert name in RECORDS[kind].fields
            assert len(str(point.said)) > 10
