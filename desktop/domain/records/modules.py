"""The catalogue of modules that routes are built from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain import checks
from desktop.domain.fields import Record, code, day, decimal, integer, money, record, ref, text
from desktop.domain.records.letters import B


@record(
    "module",
    label="Module",
    plural="Modules",
    scope="region",
    title=("module_code", "title"),
    sort=("title",),
)
class Module(Record):
    """One part of an education that can be followed by itself."""

    module_code: str | None = text("Module code", max=40, required=True, privacy=B, on="R", search=True)
    title: str | None = text("Title", max=160, required=True, privacy=B, on="R", search=True)
    provider: str | None = ref("Provider", "organisation", required=True, privacy=B, on="R")
    brin: str | None = text("BRIN", max=6, complete="institution", check=checks.brin, privacy=B, on="R")
    kind: str | None = code("Kind", "module_kind", required=True, privacy=B, on="R")
    crebo: str | None = text("Crebo", max=5, complete="crebo", check=checks.crebo, privacy=B, on="RP")
    keuzedeel: str | None = text(
        "Optional part", max=5, check=checks.keuzedeel, privacy=B, on="R", hint="K and four digits."
    )
    level: str | None = code("Level", "module_level", required=True, privacy=B, on="R")
    load: Decimal | None = decimal("Load", low=0.01, high=9999, required=True, privacy=B, on="R")
    unit: str | None = code("Unit", "load_unit", required=True, privacy=B, on="R")
    bot: int | None = integer("Guided hours", low=0, high=9999, privacy=B, on="R", unit="hours")
    bpv: int | None = integer("Practice hours", low=0, high=9999, privacy=B, on="R", unit="hours")
    selfstudy: int | None = integer("Hours of self-study", low=0, high=9999, privacy=B, on="R", unit="hours")
    credential: str | None = code("Credential", "credential", required=True, privacy=B, on="R")
    issuer: str | None = ref("Issued by", "organisation", required=True, privacy=B, on="R")
    register: str | None = code("Registered at", "register", required=True, privacy=B, on="R")
    weeks: int | None = integer("Duration", low=1, high=52, privacy=B, on="R", unit="weeks")
    mode: str | None = code("Form of teaching", "teaching_mode", privacy=B, on="R")
    place: str | None = text("Place", privacy=B, on="R")
    max_group: int | None = integer("Largest group", low=1, high=999, privacy=B, on="R", unit="people")
    price: int | None = money("Price", privacy=B, on="RP")
    vat: int | None = money("VAT", privacy=B, on="RP")
    exam_fee: int | None = money("Exam fee", privacy=B, on="RP")
    valid_from: date | None = day("Valid from", required=True, privacy=B)
    valid_to: date | None = day("Valid until", check=checks.not_before("valid_from"), privacy=B)


@record("module_start", label="Start", plural="Starts", parent="module", scope="region", title=("start",))
class ModuleStart(Record):
    """One day on which a module starts."""

    start: date | None = day("Starts on", privacy=B, on="R")


@record(
    "work_process",
    label="Work process",
    plural="Work processes",
    parent="module",
    scope="region",
    title=("work_process",),
    sort=("work_process",),
)
class WorkProcess(Record):
    """One work process of the qualification that the module covers."""

    work_process: str | None = text("Work process", max=20, check=checks.work_process, privacy=B, on="R")


@record(
    "prerequisite",
    label="Prerequisite",
    plural="Prerequisites",
    parent="module",
    scope="region",
    title=("kind", "detail"),
)
class Prerequisite(Record):
    """What somebody needs before the module starts."""

    kind: str | None = code("Kind", "prerequisite", privacy=B, on="R")
    required_module: str | None = ref("Module needed first", "module", privacy=B, on="R")
    cefr: str | None = code("Level of Dutch", "cefr", privacy=B, on="R")
    licence: str | None = code("Driving licence", "licence", privacy=B, on="R")
    detail: str | None = text("Description", max=200, privacy=B, on="R")


@record(
    "outcome",
    label="Learning outcome",
    plural="Learning outcomes",
    parent="module",
    scope="region",
    title=("outcome_label",),
    sort=("outcome_label",),
)
class Outcome(Record):
    """One thing a person can do after the module."""

    outcome_label: str | None = text("Learning outcome", max=300, complete="skill", privacy=B, on="R", search=True)
    outcome_uri: str | None = text("Skill code", max=200, check=checks.skill_uri, privacy=B, on="R")
