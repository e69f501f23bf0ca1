"""Employers and the people, recognitions and contacts that belong to them."""

from __future__ import annotations

from datetime import date

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, flag, integer, record, ref, text
from desktop.domain.records.letters import B, F


@record(
    "employer",
    label="Employer",
    plural="Employers",
    scope="region",
    title=("trade_name", "city"),
    sort=("trade_name",),
    why={
        "trade_name": (
            "Everybody at the desk finds the company by the name that hangs outside; the agreement names it too."
        ),
        "kvk branch_no": (
            "Two companies can have one name; with the number of the trade register no company is entered twice."
        ),
        "size_class": "Some schemes are meant for small companies, and funders count by size.",
        "from_22": (
            "For a company this large the jobs agreement (banenafspraak) counts; it may be more open to the target "
            "group."
        ),
        "street house_no suffix postcode city": "The agreement names the address of each party, and letters go there.",
        "work_street work_house_no work_suffix work_postcode work_city": (
            "Only when the work is somewhere else than the office: the journey is counted from here."
        ),
        "signatory": "A signature holds only when this person may sign for the company.",
        "trainer": "A recognised learning company has somebody who guides at work (education act, WEB 7.2.8).",
        "cao": "It can say who pays for training and time to learn, and which fund helps.",
        "network_role": "Ambassadors open doors at other companies. The pilot report counts who takes part.",
        "covenant": "A company that signed promised learning places; it may be reminded of it.",
        "iban": "Money of a scheme is paid to this account.",
        "account_manager": "One person of the desk keeps in touch, so that a company does not get five calls.",
        "successor": "After a merger the history stays findable under the old name.",
    },
)
class Employer(Record):
    """A company; its address is the establishment (VUM V), the other one is where people work (VUM E)."""

    trade_name: str | None = text("Trade name", max=120, required=True, privacy=B, on="ADP", search=True)
    kvk: str | None = text("KvK number", max=8, required=True, check=checks.kvk, privacy=B, on="AP", search=True)
    branch_no: str | None = text("Branch number", max=12, check=checks.branch_no, privacy=B)
    size_class: str | None = code("Size", "size_class", privacy=B, on="P")
    from_22: bool | None = flag(
        "22 employees or more", privacy=B, on="P", hint="Then the agreement on jobs for the target group counts."
    )
    street: str | None = text("Street", required=True, privacy=B, on="A")
    house_no: int | None = integer("House number", low=1, high=99999, required=True, privacy=B, on="A")
    suffix: str | None = text("Addition", max=10, privacy=B, on="A")
    postcode: str | None = text("Postcode", max=7, required=True, check=checks.postcode, privacy=B, on="A")
    city: str | None = text("Town", max=80, required=True, privacy=B, on="A", search=True)
    work_street: str | None = text("Street of the workplace", privacy=B, on="A")
    work_house_no: int | None = integer("House number of the workplace", low=1, high=99999, privacy=B, on="A")
    work_suffix: str | None = text("Addition of the workplace", max=10, privacy=B, on="A")
    work_postcode: str | None = text("Postcode of the workplace", max=7, check=checks.postcode, privacy=B, on="A")
    work_city: str | None = text("Town of the workplace", max=80, privacy=B, on="A", search=True)
    signatory: str | None = ref("Signs for the employer", "contact", on="A")
    trainer: str | None = ref("Practice trainer", "contact", on="AR")
    cao: str | None = text("Collective agreement", privacy=B, on="A")
    network_role: str | None = code("Role in the network", "network_role", privacy=B, on="P")
    covenant: str | None = ref("Covenant", "covenant", privacy=B, on="P")
    iban: str | None = text("IBAN", max=34, check=checks.iban, privacy=F)
    account_manager: str | None = ref("Account manager", "user")
    successor: str | None = ref("Succeeded by", "employer", privacy=B)


@record(
    "contact",
    label="Contact",
    plural="Contacts",
    parent="employer",
    scope="region",
    title=("contact_name",),
    sort=("contact_name",),
    why={
        "contact_name": "Ask for this person when you call. It also stands on the agreement of who signs or trains.",
        "contact_role": "It shows whether somebody may decide, guides at work, or knows the roster.",
        "contact_phone contact_mail": "Only the work number and address: something private does not belong here.",
    },
)
class Contact(Record):
    """A person at an employer: who signs, who trains, who answers the phone."""

    contact_name: str | None = text("Name", required=True, on="A", search=True)
    contact_role: str | None = text("Function", required=True, on="A")
    contact_phone: str | None = text("Phone", max=20, check=checks.phone_number, on="A")
    contact_mail: str | None = text("E-mail", max=254, check=checks.email, on="A")


@record(
    "employer_sbi",
    label="SBI code",
    plural="SBI codes",
    parent="employer",
    scope="region",
    title=("sbi",),
    sort=("sbi",),
    why={
        "sbi": (
            "The code of what the company does, from the trade register. The region counts with it in which sectors "
            "people start."
        ),
    },
)
class EmployerSbi(Record):
    """One activity of an employer."""

    sbi: str | None = text("SBI code", max=6, complete="sbi", check=checks.sbi, privacy=B, on="P")


@record(
    "recognition",
    label="SBB recognition",
    plural="SBB recognitions",
    parent="employer",
    scope="region",
    title=("sbb_crebo",),
    sort=("sbb_crebo",),
    why={
        "sbb_crebo": "A company may only train for the qualifications it is recognised for by SBB (WEB 7.2.10).",
        "sbb_from sbb_until": "The recognition must cover the whole practice period; SBB looks again every four years.",
    },
)
class Recognition(Record):
    """SBB recognises the employer as a learning company for one qualification."""

    sbb_crebo: str | None = text("Crebo", max=5, complete="crebo", check=checks.crebo, privacy=B, on="AP")
    sbb_from: date | None = day("Recognised from", privacy=B, on="AP")
    sbb_until: date | None = day("Recognised until", check=checks.not_before("sbb_from"), privacy=B, on="AP")


@record(
    "employer_alias",
    label="Other name",
    plural="Other names",
    parent="employer",
    scope="region",
    title=("alias",),
    sort=("alias",),
    why={
        "alias": "Somebody who searches for the old name or a brand finds the company too.",
    },
)
class EmployerAlias(Record):
    """Another name an employer is known by, or was before a merger."""

    alias: str | None = text("Other name", privacy=B, search=True)


@record(
    "employer_contact",
    label="Contact moment",
    plural="Contact moments",
    parent="employer",
    scope="region",
    title=("contact_date", "subject_code"),
    why={
        "contact_date": (
            "It shows when somebody last spoke to the company, so that it is not forgotten and not called too often."
        ),
        "subject_code": "With a fixed list you find back who was asked about what. UWV uses the same idea (VUM).",
        "kind_code": "A visit says more than an e-mail; it explains how well the company is known.",
        "account_manager": "Ask this colleague before you call the company yourself.",
        "agreement_kind": "It shows what came of the contact without reading everything.",
        "remark": "What a colleague has to know before the next call. Nothing about people who look for work.",
    },
)
class EmployerContact(Record):
    """One contact moment with an employer, as VUM 3.1 exchanges them."""

    contact_date: date | None = day("Date", required=True, check=checks.not_in_future, privacy=B)
    subject_code: str | None = code("Subject", "employer_subject", privacy=B)
    kind_code: str | None = code("Kind of contact", "contact_kind", privacy=B)
    account_manager: str | None = ref("Account manager", "user", required=True)
    agreement_kind: str | None = code("Kind of agreement", "agreed_kind", privacy=B)
    remark: str | None = text("Remark", max=500, privacy=B)
