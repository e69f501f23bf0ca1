"""The person, and what a person keeps when a traject ends: work, schooling, skills, languages, licences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, flag, integer, month, record, ref, text
from desktop.domain.records.letters import F, N, S


@record(
    "candidate",
    label="Candidate",
    plural="Candidates",
    title=("first_name", "name_prefix", "last_name"),
    sort=("last_name", "first_name"),
    why={
        "first_name": "What somebody wants to be called. It stands in every list, on the papers and in letters.",
        "initials": "School and agreement use the official name, with initials.",
        "name_prefix": (
            "It is kept apart so that lists put the person under the last name, as people in the Netherlands look."
        ),
        "last_name": "Lists are ordered by it, and people who may be the same person are recognised by it.",
        "birth_name": (
            "Diplomas and the agreement may carry the name somebody was born with. Empty when it is the same."
        ),
        "salutation": "Letters and papers begin with it. The person says what is right.",
        "birth_date": (
            "Under 18 the legal guardian signs too; BBL is possible from 16. It also helps to recognise somebody who "
            "is already there."
        ),
        "gender": "Some funders count men and women. Without such a funder it stays empty; guidance does not need it.",
        "bsn": (
            "The number may be used only where a law says so (article 46 of the Dutch GDPR act); a programme that "
            "has no such law leaves it empty."
        ),
        "bsn_verified": "A wrong number would reach somebody else's file, so somebody looks at the document.",
        "education_no": "The school needs it to enrol the person; nobody else uses it.",
        "street house_no suffix": "Letters go there, and the agreement names the address of each party.",
        "postcode city": (
            "Letters go there, the agreement names it, and a search for work begins from here unless the intake says "
            "otherwise."
        ),
        "municipality": "Programmes and municipalities count their own residents, and a municipality can pay or refer.",
        "phone email": "The desk must be able to reach somebody: a phone number or an e-mail address is enough.",
        "contact_pref": (
            "Somebody who would rather be called answers sooner than somebody who gets letters. Colleagues who take "
            "over see it too."
        ),
        "contact_time": "It saves calling in vain while somebody is at work or asleep after a night shift.",
        "guardian_name guardian_phone": (
            "Somebody under 18 cannot sign alone: without the guardian the agreement does not hold."
        ),
        "work_permit_status": (
            "An employer may only hire somebody who has the right to work. Nationality is not asked: it is not needed."
        ),
        "work_permit_until": (
            "Ask in time whether it is prolonged: without it an employer may not let somebody go on working."
        ),
        "idw_status": (
            "A diploma from abroad is compared with a Dutch level (IDW). The school needs the answer for admission "
            "and exemptions."
        ),
        "idw_date": "The school asks which valuation it may rely on, and how old it is.",
        "ldr_indicator": (
            "Somebody in the target group register may get extra support from UWV or the municipality. It says "
            "something about health, so the person decides (article 9 GDPR)."
        ),
        "basic_qualification": "Havo, vwo or mbo level 2 or higher. The programme works it out from the schooling.",
        "restricted": "Somebody may ask that the data rest while a complaint is looked at (article 18 GDPR).",
    },
)
class Candidate(Record):
    """A person; the case itself is the traject, so that somebody can come back as the same person."""

    first_name: str | None = text("First name", max=100, required=True, on="IARD", search=True)
    initials: str | None = text("Initials", max=20, check=checks.initials, on="IAD", hint="For example J.P.")
    name_prefix: str | None = text("Particle", max=20, on="IARD", search=True, hint="For example van der.")
    last_name: str | None = text("Last name", max=100, required=True, on="IARD", search=True)
    birth_name: str | None = text("Birth name", max=100, on="AD", search=True)
    salutation: str | None = code("Salutation", "salutation", required=True, on="IA")
    birth_date: date | None = day("Date of birth", required=True, check=checks.born_between(16, 75), on="IAD")
    gender: str | None = code("Gender", "gender", on="P", hint="Only when a funder asks for it.")
    bsn: str | None = text(
        "Citizen service number (BSN)",
        max=9,
        check=checks.bsn,
        privacy=N,
        hint="Only when the law gives the programme a ground. Check it with an identity document.",
    )
    bsn_verified: bool | None = flag("Identity verified", privacy=N)
    education_no: str | None = text(
        "Education number", max=9, check=checks.education_no, privacy=N, hint="Only for the school partner."
    )
    street: str | None = text("Street", on="IAD")
    house_no: int | None = integer("House number", low=1, high=99999, on="IAD")
    suffix: str | None = text("Addition", max=10, on="IAD")
    postcode: str | None = text("Postcode", max=7, required=True, check=checks.postcode, on="IAD")
    city: str | None = text("Town", max=80, required=True, on="IAD", search=True)
    municipality: str | None = text("Municipality", max=80, complete="municipality", required=True, on="ICP")
    phone: str | None = text("Phone", max=20, check=checks.phone_number, on="IAD", search=True)
    email: str | None = text("E-mail", max=254, check=checks.email, on="IAD", search=True)
    contact_pref: str | None = code("Preferred contact", "contact_pref", on="I")
    contact_time: str | None = code("Best time", "contact_time", on="I")
    guardian_name: str | None = text(
        "Legal guardian", max=160, on="A", hint="Needed under 18: the guardian signs the agreement too."
    )
    guardian_phone: str | None = text("Phone of the guardian", max=20, check=checks.phone_number, on="A")
    work_permit_status: str | None = code("Right to work", "work_permit", required=True, on="ID")
    work_permit_until: date | None = day("Right to work until", on="ID", hint="Needed unless it has no end.")
    idw_status: str | None = code("Diploma valuation", "diploma_valuation", on="IR")
    idw_date: date | None = day("Date of the valuation", check=checks.not_in_future, on="IR")
    ldr_indicator: str | None = code("Target group register", "yes_no_unknown", privacy=S, hint="Only with consent C4.")
    basic_qualification: bool | None = flag("Basic qualification", derived=True, on="IP")
    restricted: bool | None = flag(
        "Processing restricted", hint="Article 18 GDPR: read only, and out of matching and reports."
    )


@record(
    "work_history",
    label="Job",
    plural="Work experience",
    parent="candidate",
    title=("job_title", "employer_name"),
    sort=("job_title",),
    why={
        "job_title": (
            "What somebody did says more about what they can than a diploma alone. It stands in the intake report."
        ),
        "employer_name": "It makes the story complete, and shows which sectors somebody knows.",
        "start end": "The period shows how much experience there is, and how recent it is. A month is enough.",
        "hours_week": "Twenty hours or forty makes a difference for experience, and for what somebody is used to.",
        "occupation_uri": (
            "With a code the region can count from which occupation to which people switch. Choose it from the list."
        ),
        "sbi": "It shows which sectors people leave. Choose it from the list.",
        "leave_reason": "It helps to see which work lasts. The employer of tomorrow does not see it.",
    },
)
class WorkHistory(Record):
    """One job a person had or has; an empty end is the current one."""

    job_title: str | None = text("Job", required=True, on="ID", search=True)
    employer_name: str | None = text("Employer", on="ID")
    start: date | None = month("From", required=True, check=checks.not_in_future, on="ID")
    end: date | None = month(
        "Until",
        check=checks.all_of(checks.not_in_future, checks.not_before("start")),
        on="ID",
        hint="Empty means: still works there.",
    )
    hours_week: Decimal | None = decimal("Hours a week", low=0, high=60, on="I", unit="hours a week")
    occupation_uri: str | None = text(
        "Occupation code", max=120, complete="occupation", check=checks.occupation, on="P"
    )
    sbi: str | None = text("Sector", max=6, complete="sbi", check=checks.sbi, on="P")
    leave_reason: str | None = code("Reason for leaving", "leave_reason", privacy=F)


@record(
    "work_task",
    label="Task in a job",
    plural="Tasks in a job",
    parent="work_history",
    title=("task",),
    why={
        "task": "Talents come out of tasks: somebody who made rosters can plan, whatever the job was called.",
    },
)
class WorkTask(Record):
    """One task of a job a person had; feeds the talents."""

    task: str | None = text("Task", max=120, on="I", search=True)


@record(
    "education",
    label="Education",
    plural="Schooling",
    parent="candidate",
    title=("education_name",),
    sort=("education_name",),
    why={
        "education_name": "The school looks here for exemptions, also at an education that was not finished.",
        "institute brin": (
            "The school that gives an exemption may ask for proof there. The BRIN code comes with the choice from "
            "the list."
        ),
        "crebo croho": (
            "The code tells the school exactly which education it was: crebo for mbo, croho for hbo and university."
        ),
        "level_code": "It decides on which level a route can begin, and whether there is a basic qualification.",
        "nlqf": "It compares Dutch and foreign diplomas on one scale, from 1 to 8.",
        "status_code": "An education that was broken off can still shorten the route.",
        "diploma_code": "A diploma can give an exemption, and counts for the basic qualification.",
        "diploma_date": "A school may refuse an exemption for a diploma that is too old.",
        "diploma_verified diploma_verified_on diploma_verified_by": (
            "Look at the original or the extract from DUO and give it back: that it was seen is enough, a copy only "
            "with consent."
        ),
    },
)
class Education(Record):
    """One education a person followed, with its diploma."""

    education_name: str | None = text("Education", max=160, required=True, on="IRD", search=True)
    institute: str | None = text("School", max=160, complete="institution", on="IRD")
    brin: str | None = text("BRIN", max=6, complete="institution", check=checks.brin, on="IRD")
    crebo: str | None = text("Crebo", max=5, complete="crebo", check=checks.crebo, on="R")
    croho: str | None = text("Croho", max=5, complete="croho", check=checks.croho, on="R")
    level_code: str | None = code("Level", "education_level", required=True, on="IR")
    nlqf: str | None = code("NLQF", "nlqf", on="R")
    status_code: str | None = code("Status", "education_status", required=True, on="IRD")
    diploma_code: str | None = code("Diploma", "diploma", required=True, on="IRD")
    diploma_date: date | None = day("Date of the diploma", check=checks.not_in_future, on="RD")
    diploma_verified: str | None = code("Diploma seen", "diploma_seen", on="RD")
    diploma_verified_on: date | None = day("Diploma seen on", check=checks.not_in_future, on="RD")
    diploma_verified_by: str | None = ref("Diploma seen by", "user", on="RD")


@record(
    "course",
    label="Course",
    plural="Courses",
    parent="candidate",
    title=("course",),
    sort=("course",),
    why={
        "course": (
            "Certificates such as VCA, first aid or code 95 open doors to work; some employers ask for them on the "
            "first day."
        ),
        "cert_date": "It shows how recent what was learned is.",
        "valid_until": "Plan the repeat in time: without a valid certificate somebody may not begin in some jobs.",
    },
)
class Course(Record):
    """A course with a certificate that may run out (VCA, first aid, code 95)."""

    course: str | None = text("Course", max=160, on="IR", search=True)
    cert_date: date | None = day("Date of the certificate", check=checks.not_in_future, on="IR")
    valid_until: date | None = day("Valid until", check=checks.not_before("cert_date"), on="IR")


@record(
    "skill",
    label="Skill",
    plural="Skills",
    parent="candidate",
    title=("skill_label",),
    sort=("skill_label",),
    why={
        "skill_label": (
            "Skills, not job titles, show which work somebody can do too. Choose from the list, so that everybody "
            "uses the same word."
        ),
        "skill_uri": (
            "With the code other organisations understand the same skill. It is filled in when you choose from the "
            "list."
        ),
        "scheme": (
            "ESCO is the European list, CompetentNL the Dutch one. Your own word counts too, but only your desk "
            "knows it."
        ),
        "skill_level": "It shows what can be used at once and what still has to be learned.",
        "evidence": "With evidence a school may give an exemption, and an employer believes it sooner.",
        "assessor": "A test says something else than somebody's own opinion. Whoever reads it must know which it is.",
    },
)
class Skill(Record):
    """One skill, with how well and who says so."""

    skill_label: str | None = text("Skill", max=200, complete="skill", required=True, on="IR", search=True)
    skill_uri: str | None = text("Skill code", max=200, check=checks.skill_uri, on="IR")
    scheme: str | None = code("List of skills", "skill_scheme", required=True, on="IR")
    skill_level: str | None = code("Mastery", "skill_level", on="I")
    evidence: str | None = ref("Evidence", "document", on="IR")
    assessor: str | None = code("Judged by", "assessor", on="IR")


@record(
    "behaviour",
    label="Behaviour",
    plural="Behaviour",
    parent="candidate",
    title=("behaviour_code",),
    why={
        "behaviour_code": (
            "The words are those of UWV and municipalities, so that they understand the profile. Choose only what "
            "matters for the work."
        ),
        "behaviour_level": "It shows what is strong and what wants practice. It is never a judgement of the person.",
    },
)
class Behaviour(Record):
    """One behavioural competence of the VUM list, with how well."""

    behaviour_code: str | None = code("Behavioural competence", "behaviour", on="I")
    behaviour_level: str | None = code("Mastery of the behaviour", "behaviour_level", on="I")


@record(
    "language",
    label="Language",
    plural="Languages",
    parent="candidate",
    title=("language",),
    why={
        "language": "Dutch always gets a line: lessons and safety rules at work are in Dutch.",
        "cefr_l cefr_r cefr_i cefr_s cefr_w": (
            "From A0 (not yet) to C2 (very good). A module can ask for a level; below it a language course comes first."
        ),
        "language_test language_test_date": "A test is firmer than an estimate; the school may ask for it.",
    },
)
class Language(Record):
    """One language with five CEFR levels."""

    language: str | None = code("Language", "language", required=True, on="I")
    cefr_l: str | None = code("Listening", "cefr", on="I")
    cefr_r: str | None = code("Reading", "cefr", on="I")
    cefr_i: str | None = code("Conversation", "cefr", on="I")
    cefr_s: str | None = code("Speaking", "cefr", on="I")
    cefr_w: str | None = code("Writing", "cefr", on="I")
    language_test: str | None = text("Language test", on="ID")
    language_test_date: date | None = day("Date of the test", check=checks.not_in_future, on="ID")


@record(
    "licence",
    label="Driving licence",
    plural="Driving licences",
    parent="candidate",
    title=("licence",),
    why={
        "licence": "Some jobs and modules ask for one, and it decides which workplaces can be reached.",
    },
)
class Licence(Record):
    """One category of a driving licence."""

    licence: str | None = code("Category", "licence", on="I")
