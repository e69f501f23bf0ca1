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
)
class EmployerContact(Record):
    """One contact moment with an employer, as VUM 3.1 exchanges them."""

    contact_date: date | None = day("Date", required=True, check=checks.not_in_future, privacy=B)
    subject_code: str | None = code("Subject", "employer_subject", privacy=B)
    kind_code: str | None = code("Kind of contact", "contact_kind", privacy=B)
    account_manager: str | None = ref("Account manager", "user", required=True)
    agreement_kind: str | None = code("Kind of agreement", "agreed_kind", privacy=B)
    remark: str | None = text("Remark", max=500, privacy=B)
