"""One invented case in full, from sign-up to aftercare: a printer of Oefenstad who becomes a fitter of heat pumps.

Longer than a module should be because it is a table: one record of nearly every kind, each once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from desktop.domain import records as r
from desktop.domain.fields import Record

COUNSELLOR = "Emma Bakker"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def own() -> tuple[Record, ...]:
    """Everything of the person, parents before their children."""
    return (*person(), *case(), *intake(), *agreement(), *route(), *after())


def region() -> tuple[Record, ...]:
    """The desk, its colleagues and partners, the employer with its question, and the modules."""
    return (
        r.Desk(
            id="desk", name="Leerwerkloket Oefenstad", brand="leerwerkloket", street="Stationsplein", house_no=1,
            postcode="9999 XA", city="Oefenstad", phone="+31101234567", email="loket@oefenstad.example",
            controller="Gemeente Oefenstad, ROC Oefenstad en UWV, samen", privacy_contact="fg@oefenstad.example",
        ),
        r.User(id="user", name=COUNSELLOR, role="counsellor", phone="+31612345678", email="e.bakker@oefenstad.example"),
        r.User(id="lead", name="Karel Teamleider", role="team_lead"),
        r.Team(id="team", name="Team Oost", desk="desk", leader="lead"),
        r.Programme(id="programme", name="Pilot Papier naar Techniek", programme_code="P2T"),
        r.Organisation(id="uwv", name="UWV Oefenstad", kind="uwv"),
        r.Organisation(id="fund", name="Opleidingsfonds Oefenregio", kind="fund"),
        r.Organisation(id="school", name="ROC Oefenstad", kind="school", brin="25XX"),
        r.OrganisationContact(
            id="mentor", parent="school", contact_name="Sander Schoolman", contact_role="studieloopbaanbegeleider",
            contact_phone="+31612345601", contact_mail="s.schoolman@roc.example",
        ),
        r.Employer(
            id="employer", trade_name="Installatiebedrijf Verzonnen bv", kvk="90000001", street="Ambachtsweg",
            house_no=12, suffix="a", postcode="9998 XB", city="Oefendam", signatory="boss", trainer="trainer",
            cao="Technisch Installatiebedrijf",
        ),
        r.Contact(id="boss", parent="employer", contact_name="Dirk Directeur", contact_role="directeur"),
        r.Contact(
            id="trainer", parent="employer", contact_name="Petra Praktijk", contact_role="praktijkopleider",
            contact_phone="+31612345602", contact_mail="p.praktijk@verzonnen.example",
        ),
        r.Recognition(
            id="recognition", parent="employer", sbb_crebo="25332", sbb_from=date(2024, 1, 1),
            sbb_until=date(2028, 1, 1),
        ),
        r.Question(
            id="question", parent="employer", question_no="WV-2026-0012", title="Twee monteurs voor warmtepompen",
            occupation_label="Monteur werktuigkundige installaties", occupation_uri="7126",
            contract_kind="02", duration_kind="B", hours_min=32, hours_max=40, work_postcode="9998 XB",
            work_city="Oefendam", start=date(2026, 9, 1),
            job_promise="intention", learning_place=True, bpv_hours=640,
        ),
        *(
            r.QuestionTask(id=f"qtask{n}", parent="question", task=task, weight=5 - n)
            for n, task in enumerate(("Leidingen aanleggen", "Warmtepompen plaatsen", "Storingen zoeken"))
        ),
        r.Requirement(
            id="requirement", parent="question", requirement="Rijbewijs B", necessity="must",
            legal_ground="Het werk is op wisselende plaatsen.",
        ),
        r.Scheme(id="scheme", scheme="Regionaal opleidingsfonds 2026", provider="fund"),
        *(
            r.Module(
                id=f"module{n}", module_code=f"MWI-{n:02}", title=title, provider="school", brin="25XX", kind=kind,
                crebo="25332", level="mbo2", load=Decimal(load), unit="SBU", bot=load // 4, bpv=load // 2,
                selfstudy=load // 4, credential="mbo_certificate" if n < 5 else "participation", issuer="school",
                register="duo" if n < 5 else "none", weeks=10, mode="blended", place="Oefenstad",
                price=45_000 + n * 500, vat=0, exam_fee=7_500,
            )
            for n, (title, kind, load) in enumerate(_MODULES, 1)
        ),
        r.Prerequisite(id="need1", parent="module3", kind="module", required_module="module1"),
        r.Prerequisite(id="need2", parent="module2", kind="language", cefr="B1", detail="Leest werktekeningen"),
        r.Prerequisite(id="need3", parent="module4", kind="vog"),
        r.WorkProcess(id="process1", parent="module1", work_process="B1-K1-W1"),
        r.WorkProcess(id="process2", parent="module1", work_process="B1-K1-W2"),
        r.Outcome(id="outcome1", parent="module2", outcome_label="Plaatst een warmtepomp volgens tekening"),
    )  # fmt: skip


_MODULES = (
    ("Leidingen aanleggen in woningen", "basic", 240),
    ("Warmtepompen plaatsen en inregelen", "profile", 320),
    ("Elektrisch aansluiten van installaties", "profile", 280),
    ("Storingen zoeken en verhelpen", "basic", 200),
    ("Praktisch Nederlands op de werkvloer", "language", 80),
    ("Veilig werken (VCA)", "trade", 16),
)


def person() -> tuple[Record, ...]:
    """The person with jobs, schooling, skills and languages."""
    return (
        r.Candidate(
            id="candidate", first_name="Bilal", initials="B.A.", name_prefix="van den", last_name="Oefendam-Yılmaz",
            birth_name="Yılmaz", salutation="mr", birth_date=date(1984, 2, 28), gender="m", street="Voorbeeldstraat",
            house_no=12, suffix="b", postcode="9999 XC", city="Oefenstad", municipality="Oefenstad",
            phone="+31612345611", email="bilal@voorbeeld.example", contact_pref="phone", contact_time="evening",
            work_permit_status="unlimited", idw_status="received", idw_date=date(2025, 11, 3), bsn="111222333",
            ldr_indicator="1",
        ),
        r.WorkHistory(
            id="job1", parent="candidate", job_title="Drukker", employer_name="Papierfabriek De Verzonnen Molen",
            start=date(2015, 4, 1), hours_week=Decimal(36), leave_reason="reorganisation",
        ),
        r.WorkTask(id="wtask1", parent="job1", task="Drukpersen instellen en schoonhouden"),
        r.WorkTask(id="wtask2", parent="job1", task="Nieuwe collega's inwerken"),
        r.WorkHistory(
            id="job2", parent="candidate", job_title="Vakkenvuller", employer_name="Supermarkt Fantasie",
            start=date(2009, 1, 1), end=date(2015, 3, 1), hours_week=Decimal("20.5"),
        ),
        r.Education(
            id="education1", parent="candidate", education_name="Grafisch medewerker", institute="ROC Oefenstad",
            brin="25XX", level_code="4", nlqf="2", status_code="1", diploma_code="1", diploma_date=date(2008, 7, 1),
            diploma_verified="original", diploma_verified_on=date(2026, 5, 4), diploma_verified_by="user",
        ),
        r.Education(
            id="education2", parent="candidate", education_name="Havo", institute="Lyceum Nergenshuizen",
            level_code="3", status_code="2", diploma_code="2",
        ),
        r.Course(
            id="course", parent="candidate", course="VCA basis", cert_date=date(2022, 3, 1),
            valid_until=date(2032, 3, 1),
        ),
        r.Skill(
            id="skill1", parent="candidate", skill_label="Machines afstellen", scheme="ESCO", skill_level="5",
            skill_uri="http://data.europa.eu/esco/skill/335228d2-297d-4e0e-a6ee-bc6a8dc110d9", assessor="employer",
        ),
        r.Skill(id="skill2", parent="candidate", skill_label="Werktekeningen lezen", scheme="local", skill_level="3",
                assessor="self"),
        r.Skill(id="skill3", parent="candidate", skill_label="Rapporten schrijven", scheme="local", skill_level="1",
                assessor="self"),
        r.Behaviour(id="behaviour1", parent="candidate", behaviour_code="24105", behaviour_level="1"),
        r.Behaviour(id="behaviour2", parent="candidate", behaviour_code="24118", behaviour_level="3"),
        r.Language(id="language1", parent="candidate", language="nl", cefr_l="B2", cefr_r="B1", cefr_i="B2",
                   cefr_s="B2", cefr_w="A2", language_test="Taaltoets Oefenstad", language_test_date=date(2026, 4, 20)),
        r.Language(id="language2", parent="candidate", language="tr", cefr_l="C1", cefr_r="B2", cefr_i="C1",
                   cefr_s="C1", cefr_w="B1"),
        r.Licence(id="licence1", parent="candidate", licence="B"),
        r.Licence(id="licence2", parent="candidate", licence="BE"),
    )  # fmt: skip


def case() -> tuple[Record, ...]:
    """The case with its history, consents, barrier and support."""
    events = (
        ("2026-04-01T08:10", None, "S0", None), ("2026-05-04T08:10", "S0", "S1", None),
        ("2026-06-12T13:00", "S1", "S2", None), ("2026-08-20T09:30", "S2", "S3", None),
        ("2026-09-01T07:00", "S3", "S4", None), ("2027-02-01T09:00", "S4", "S5", "Eerder in dienst genomen"),
        ("2027-02-15T09:00", "S5", "S6", None),
    )  # fmt: skip
    return (
        r.Traject(
            id="traject", parent="candidate", dossier_no="VWNW-2026-00042", programme="programme",
            origin_status="wga_wia", referrer="uwv", ref_no="UWV-2026-7781", source_org="uwv", channel="uwv",
            current_employer="Papierfabriek De Verzonnen Molen", current_job="Drukker", current_job_code="7322",
            job_end=date(2026, 8, 31), stage="S6", substage="S6.M1", counsellor="user", team="team", desk="desk",
            assigned=date(2026, 4, 2), opened_on=date(2026, 4, 1), privacy_notice="2026-1",
            privacy_notice_date=date(2026, 5, 4),
        ),
        *(
            r.StageEvent(id=f"event{n}", parent="traject", at=_moment(at), by="user", from_stage=before, to_stage=after,
                         reason=reason)
            for n, (at, before, after, reason) in enumerate(events)
        ),
        *(
            r.Consent(id=f"consent{n}", parent="traject", purpose=f"C{n}", given=given, given_on=date(2026, 5, 4),
                      how="written", withdrawn_at=date(2026, 12, 1) if n == 8 else None)
            for n, given in ((1, True), (2, True), (3, True), (4, False), (5, True), (8, True))
        ),
        r.Barrier(id="barrier", parent="traject", barrier_cat="transport",
                  barrier_text="De eerste bus komt na het begin van de vroege dienst.", owner="user",
                  action="Vraagt de werkgever of meerijden kan"),
        r.Support(id="support", parent="traject", support_kind="language", provider="school"),
    )  # fmt: skip


def intake() -> tuple[Record, ...]:
    """The intake with its lists and its frozen version."""
    return (
        r.Intake(
            id="intake", parent="traject", intake_date=date(2026, 5, 4), form="office", minutes=75,
            goal="Ik wil met mijn handen blijven werken, dicht bij huis.\nOver een jaar wil ik een diploma hebben "
            "waarmee ik vast werk krijg.",
            work_level="4", numeracy="2F", digital_level="3", mob_postcode="9999 XC", max_km=25, max_min=45,
            available_from=date(2026, 9, 1), hours_min=32, hours_max=40,
            wish_tasks="Zelf iets maken en het zien werken.", wage_wish=265_000,
            learning_pref="Leert door te doen, in een kleine groep.", care_duties=True,
            care_text="Brengt op dinsdag de kinderen naar school.", need_adaptation="1", vog_needed=True,
            vog_date=date(2026, 8, 10),
            advice="Bilal werkte elf jaar in een drukkerij die sluit. Hij kan goed met machines omgaan, leest "
            "werktekeningen en gaf leiding aan vier mensen. De installatietechniek past bij wat hij kan en wil. Wij "
            "adviseren een leerwerktraject tot monteur, met in het begin lessen Nederlands op de werkvloer.",
            agreed=True, agreed_on=date(2026, 5, 18), remark="Ik wil graag zo snel mogelijk beginnen.", version=1,
        ),
        r.WishOccupation(id="wish1", parent="intake", rank=1, occupation_label="Monteur warmtepompen",
                         occupation_uri="7126"),
        r.WishOccupation(id="wish2", parent="intake", rank=2, occupation_label="Elektromonteur"),
        r.WishSector(id="sector", parent="intake", sector="Installatietechniek"),
        r.Transport(id="transport1", parent="intake", transport="3"),
        r.Transport(id="transport2", parent="intake", transport="5"),
        r.WorkingTime(id="time1", parent="intake", working_time="mon"),
        r.WorkingTime(id="time2", parent="intake", working_time="day"),
        r.NextStep(id="step1", parent="intake", what="Meelopen bij Installatiebedrijf Verzonnen", who="Bilal",
                   due=date(2026, 5, 28)),
        r.NextStep(id="step2", parent="intake", what="Route laten ontwerpen", who=COUNSELLOR, due=date(2026, 6, 5)),
        r.IntakeVersion(id="frozen", parent="traject", version=1, frozen_at=_moment("2026-05-12T10:00"),
                        frozen_by="user", sha256="3f" * 32, size=53_000),
    )  # fmt: skip


def agreement() -> tuple[Record, ...]:
    """The match and the agreement with parties, costs and signatures."""
    return (
        r.Match(id="match", parent="traject", question="question", score=82, gaps="Nederlands schrijven",
                match_status="agreed", decided_by="user", decided_on=date(2026, 8, 14),
                candidate_agreed=date(2026, 8, 12), employer_agreed=date(2026, 8, 14)),
        r.Agreement(
            id="agreement", parent="traject", agreement_no="LWO-2026-0031", version=2, kind="learning_work",
            question="question", route="route", start=date(2026, 9, 1), end=date(2027, 7, 31), pathway="bbl",
            work_hours=Decimal(32), school_hours=Decimal(8), bpv_total=610, function="Leerling-monteur",
            place="Ambachtsweg 12a, Oefendam", pay=238_050, pay_text="Schaal 2 van de cao", employment_kind="B",
            trial_weeks=4, trainer="trainer", school_guide="mentor",
            target_part="Certificaat Monteur warmtepompen (B1-K1 en P2-K1)",
            assessment="De school beoordeelt met een praktijkexamen op de werkplek en een toets per module.",
            job_promise="intention", insured=True,
            insurance="De werkgever heeft een aansprakelijkheids- en een ongevallenverzekering.",
            termination="Zie artikel 14.", replacement="De school zoekt binnen vier weken een andere plaats.",
            pok_no="POK-25XX-7788", pok_sheet="BPV-blad 1", pok_date=date(2026, 8, 25), status="started",
        ),
        r.AgreementParty(id="party1", parent="agreement", role="participant"),
        r.AgreementParty(id="party2", parent="agreement", role="employer", employer="employer",
                         represented_by="Dirk Directeur"),
        r.AgreementParty(id="party3", parent="agreement", role="school", organisation="school",
                         represented_by="Rita Rectorsdochter"),
        r.AgreementParty(id="party4", parent="agreement", role="desk", desk="desk"),
        r.AgreementParty(id="party5", parent="agreement", role="uwv", organisation="uwv"),
        r.BpvYear(id="year1", parent="agreement", study_year="2026/2027", hours=610),
        r.CostSplit(id="cost1", parent="agreement", cost_kind="tuition", amount=270_000, payer="fund", scheme="scheme"),
        r.CostSplit(id="cost2", parent="agreement", cost_kind="exam", amount=45_000, payer="employer"),
        r.CostSplit(id="cost3", parent="agreement", cost_kind="books", amount=12_450, payer="participant"),
        r.Signature(id="sign1", parent="agreement", sig_party="party1", sig_name="Bilal van den Oefendam-Yılmaz",
                    sig_role="deelnemer", sig_date=date(2026, 8, 24), sig_how="wet", sig_doc="doc1", version=2),
        r.Signature(id="sign2", parent="agreement", sig_party="party2", sig_name="Dirk Directeur", sig_role="directeur",
                    sig_date=date(2026, 8, 25), sig_how="digital", sig_doc="doc1", version=2),
        r.Amendment(id="amendment", parent="agreement", version=2, what="32 in plaats van 36 uur werk per week",
                    from_date=date(2026, 9, 1), reason="Meer tijd voor de lessen"),
    )  # fmt: skip


def route() -> tuple[Record, ...]:
    """The route with its modules, results and money."""
    plans = (
        (date(2026, 9, 1), date(2026, 11, 20), "passed"), (date(2026, 11, 23), date(2027, 3, 26), "started"),
        (date(2027, 2, 1), date(2027, 5, 28), "retake"), (date(2027, 5, 31), date(2027, 7, 16), "planned"),
        (date(2026, 9, 1), date(2027, 1, 29), "behind"), (date(2026, 9, 7), date(2026, 9, 9), "exempt"),
    )  # fmt: skip
    return (
        r.Route(
            id="route", parent="traject", route_no="LR-2026-0018", name="Van drukker naar monteur", question="question",
            from_occ="7322", from_label="Drukker", to_occ="7126", to_label="Monteur warmtepompen",
            target_credential="mbo_certificate", crebo="25332", level="mbo2", pathway="bbl", start=date(2026, 9, 1),
            end_plan=date(2027, 7, 31), fallback="Een herkansing in het najaar. Lukt het ook dan niet, dan telt wat "
            "behaald is als praktijkverklaring.", status="running",
        ),
        r.Approval(id="approval1", parent="route", role="participant", name="Bilal van den Oefendam-Yılmaz",
                   approved_on=date(2026, 8, 12)),
        r.Approval(id="approval2", parent="route", role="school", name="Rita Rectorsdochter",
                   approved_on=date(2026, 8, 13)),
        *(
            r.Enrolment(id=f"enrolment{n}", parent="route", module=f"module{n}", seq=n, mandatory=n != 5, start=start,
                        end=end, status=status, attendance=Decimal("92.5") if n == 1 else None)
            for n, (start, end, status) in enumerate(plans, 1)
        ),
        r.Attempt(id="attempt1", parent="enrolment1", attempt_no=1, attempt_date=date(2026, 11, 18), result="passed",
                  grade=Decimal("7.5")),
        r.Attempt(id="attempt2", parent="enrolment3", attempt_no=1, attempt_date=date(2027, 3, 10), result="failed",
                  grade=Decimal("4.8")),
        r.Attempt(id="attempt3", parent="enrolment3", attempt_no=2, attempt_date=date(2027, 5, 26)),
        r.Exemption(id="exemption", parent="enrolment6", exemption_ground="certificate", exemption_by="school",
                    exemption_date=date(2026, 8, 18), certificate_date=date(2022, 3, 1), evidence="doc2"),
        r.FundingLine(id="line1", parent="traject", cost_kind="tuition", amount=270_000, payer="fund", scheme="scheme",
                      line_status="granted"),
        r.FundingLine(id="line2", parent="traject", cost_kind="exam", amount=45_000, enrolment="enrolment2",
                      payer="employer", line_status="planned"),
        r.PersonalBudget(id="budget", parent="traject", scheme="scheme", pb_total=300_000),
    )  # fmt: skip


def after() -> tuple[Record, ...]:
    """The job, the aftercare, and what gathered in the dossier."""
    return (
        r.Placement(
            id="placement", parent="traject", employer="employer", question="question", function="Monteur warmtepompen",
            occupation_uri="7126", start=date(2027, 2, 15), contract="B", end=date(2028, 2, 14), hours=Decimal(36),
            wage_band="120", no_risk_ground="wia",
        ),
        r.Aftercare(id="care1", parent="traject", placement="placement", occasion="W1", planned=date(2027, 2, 22),
                    done=date(2027, 2, 22), channel="phone", with_whom="candidate", outcome="good",
                    action="Reistijd bespreken met de werkgever"),
        r.Aftercare(id="care2", parent="traject", placement="placement", occasion="M1", planned=date(2027, 3, 15),
                    with_whom="both"),
        *(
            r.Note(id=f"note{n}", parent="traject", note_at=_moment(at), note_kind=kind, channel="visit", body=body,
                   visibility=visibility)
            for n, (at, kind, body, visibility) in enumerate(_NOTES)
        ),
        r.NotePerson(id="present", parent="note1", person="Petra Praktijk"),
        r.Task(id="task1", parent="traject", task="Contract opvragen", owner="user", due=date(2027, 2, 10),
               prio="normal", status="done", done_on=date(2027, 2, 8)),
        r.Task(id="task2", parent="traject", task="Nazorg maand 1 voorbereiden", owner="user", due=date(2027, 3, 12),
               prio="high", rule_id="R37", status="open"),
        r.Appointment(id="meeting", parent="traject", subject="Voortgang met school en werkgever", owner="user",
                      start=_moment("2027-03-18T13:00"), end=_moment("2027-03-18T14:00"), place="Ambachtsweg 12a",
                      status="planned"),
        r.Document(id="doc1", parent="traject", doc_kind="agreement", title="Getekende overeenkomst",
                   dated=date(2026, 8, 25), file="overeenkomst.pdf", sha256="ab" * 32, size=210_000,
                   retention_class="RC4"),
        r.Document(id="doc2", parent="traject", doc_kind="certificate", title="VCA basis", dated=date(2022, 3, 1),
                   file="vca.pdf", sha256="cd" * 32, size=90_000, retention_class="RC2"),
        r.Print(id="print1", parent="traject", document="route", language="nl", version=1,
                printed_at=_moment("2026-08-12T09:00"), by="user", purpose="Bespreken met de school",
                recipient="ROC Oefenstad", filed=True, sha256="ef" * 32, size=48_000),
    )  # fmt: skip


_NOTES = (
    ("2026-04-02T09:30", "talk", "Gebeld na de aanmelding. Afspraak gemaakt voor 4 mei.", "team"),
    ("2026-10-06T13:00", "progress", "Gesprek op de werkvloer met Petra Praktijk. Gaat goed, leert snel.", "employer"),
    ("2026-12-08T10:00", "school", "Achter met Nederlands. Extra les op donderdag, zegt mevrouw Praktijk.", "school"),
    ("2027-01-11T15:00", "talk", "Alleen voor mij: nog eens vragen hoe het thuis gaat.", "counsellor"),
)
