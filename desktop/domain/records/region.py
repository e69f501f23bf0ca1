"""The region's own records: who works where, with which partners, and the lists that complete while typing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, flag, integer, long_text, record, ref, text
from desktop.domain.records.letters import B


@record("region", label="Region", plural="Regions", scope="region", title=("name",), sort=("name",))
class Region(Record):
    """A labour market region, or a group of municipalities that work together."""

    name: str | None = text("Name", required=True, privacy=B, on="P", search=True)
    kind: str | None = code("Kind of region", "region_kind", required=True, privacy=B, on="P")
    valid_from: date | None = day("Valid from", privacy=B, on="P")
    valid_until: date | None = day("Valid until", check=checks.not_before("valid_from"), privacy=B, on="P")


@record(
    "region_municipality",
    label="Municipality",
    plural="Municipalities",
    parent="region",
    scope="region",
    title=("municipality",),
    sort=("municipality",),
)
class RegionMunicipality(Record):
    """One municipality of a region, for as long as it belongs there."""

    municipality: str | None = text(
        "Municipality", max=80, complete="municipality", required=True, privacy=B, on="P", search=True
    )
    valid_from: date | None = day("Valid from", privacy=B, on="P")
    valid_until: date | None = day("Valid until", check=checks.not_before("valid_from"), privacy=B, on="P")


@record("desk", label="Desk", plural="Desks", scope="region", title=("name",), sort=("name",))
class Desk(Record):
    """The office a person comes to; its name, brand and address head every print."""

    name: str | None = text("Name", required=True, privacy=B, on="IARDCP", search=True)
    brand: str | None = code("Brand", "desk_brand", required=True, privacy=B, on="IARDCP")
    logo: str | None = text("Logo", max=64, privacy=B, on="IARDCP", hint="The SHA-256 of the stored image.")
    street: str | None = text("Street", privacy=B, on="IARDCP")
    house_no: int | None = integer("House number", low=1, high=99999, privacy=B, on="IARDCP")
    suffix: str | None = text("Addition", max=10, privacy=B, on="IARDCP")
    postcode: str | None = text("Postcode", max=7, check=checks.postcode, privacy=B, on="IARDCP")
    city: str | None = text("Town", max=80, privacy=B, on="IARDCP")
    phone: str | None = text("Phone", max=20, check=checks.phone_number, privacy=B, on="IARDCP")
    email: str | None = text("E-mail", max=254, check=checks.email, privacy=B, on="IARDCP")
    region: str | None = ref("Region", "region", privacy=B)
    controller: str | None = text("Controller of the data", max=200, privacy=B, on="IAD")
    privacy_contact: str | None = text(
        "Contact for privacy", max=254, privacy=B, on="IAD", hint="Printed as the address for questions and complaints."
    )
    privacy_notice: str | None = text("Privacy notice in use", max=40, privacy=B, hint="For example 2026-1.")


@record("team", label="Team", plural="Teams", scope="region", title=("name",), sort=("name",))
class Team(Record):
    """Counsellors with one team lead and one norm."""

    name: str | None = text("Name", required=True, on="C", search=True)
    leader: str | None = ref("Team lead", "user", required=True, on="C")
    norm: int | None = integer("Caseload norm per fte", low=1, high=500, required=True, on="C", unit="people")
    desk: str | None = ref("Desk", "desk")


@record("user", label="User", plural="Users", scope="region", title=("name",), sort=("name",))
class User(Record):
    """A colleague who works with Overstap."""

    name: str | None = text("Name", required=True, search=True)
    role: str | None = code("Role", "role", required=True)
    team: str | None = ref("Team", "team", required=True)
    desk: str | None = ref("Desk", "desk")
    phone: str | None = text("Phone", max=20, check=checks.phone_number, hint="Printed, so that people can call back.")
    email: str | None = text("E-mail", max=254, check=checks.email)
    fte: Decimal | None = decimal("Fte", low=0, high=1)
    active: bool | None = flag("Works here now")
    number_block: int | None = integer(
        "Block of numbers", low=0, high=99, hint="The two figures after the year in the numbers this person gives out."
    )
    mfa: bool | None = flag("Signs in with a second factor", required=True)
    rights_review: date | None = day("Rights last reviewed", check=checks.not_in_future, required=True)


@record(
    "organisation",
    label="Organisation",
    plural="Organisations",
    scope="region",
    title=("name",),
    sort=("name",),
)
class Organisation(Record):
    """A partner that is no employer of a question: school, UWV, municipality, fund, provider of support."""

    name: str | None = text("Name", max=160, required=True, privacy=B, on="IARDCP", search=True)
    kind: str | None = code("Kind of organisation", "organisation_kind", required=True, privacy=B)
    brin: str | None = text("BRIN", max=6, complete="institution", check=checks.brin, privacy=B, on="AR", search=True)
    street: str | None = text("Street", privacy=B)
    house_no: int | None = integer("House number", low=1, high=99999, privacy=B)
    suffix: str | None = text("Addition", max=10, privacy=B)
    postcode: str | None = text("Postcode", max=7, check=checks.postcode, privacy=B)
    city: str | None = text("Town", max=80, privacy=B, search=True)
    phone: str | None = text("Phone", max=20, check=checks.phone_number, privacy=B)
    email: str | None = text("E-mail", max=254, check=checks.email, privacy=B)


@record(
    "organisation_contact",
    label="Contact at an organisation",
    plural="Contacts at organisations",
    parent="organisation",
    scope="region",
    title=("contact_name",),
    sort=("contact_name",),
)
class OrganisationContact(Record):
    """A person at a partner: school mentor, member of an exam board, adviser."""

    contact_name: str | None = text("Name", required=True, on="A", search=True)
    contact_role: str | None = text("Function", on="A")
    contact_phone: str | None = text("Phone", max=20, check=checks.phone_number, on="A")
    contact_mail: str | None = text("E-mail", max=254, check=checks.email, on="A")


@record(
    "reference",
    label="Reference",
    plural="Reference lists",
    scope="region",
    title=("code", "label"),
    sort=("label",),
)
class Reference(Record):
    """One line of an imported list (occupations, institutions, crebo, municipalities) that completes while typing."""

    list_name: str | None = text("List", max=40, required=True, privacy=B)
    code: str | None = text("Code", max=200, required=True, privacy=B, search=True)
    label: str | None = text("Name", max=300, required=True, privacy=B, search=True)
    also: str | None = long_text("Other names", max=8000, privacy=B, search=True, hint="One name a line.")
    parent_code: str | None = text("Belongs under", max=200, privacy=B)
    level: str | None = text("Level", max=40, privacy=B)
    extra: str | None = text("More", max=300, privacy=B)
    valid_from: date | None = day("Valid from", privacy=B)
    valid_until: date | None = day("Valid until", check=checks.not_before("valid_from"), privacy=B)
    source: str | None = text("Source", max=200, privacy=B)
