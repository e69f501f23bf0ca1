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
    why={
        "module_code": "School and desk mean the same module with it.",
        "title": "Candidates read this: say what is learned, not only how the school calls it.",
        "provider brin": (
            "Here somebody enrols, and from here the invoice comes. The BRIN code comes with the choice from the list."
        ),
        "kind": "It shows whether it is part of a qualification, an optional part, or a preparation such as language.",
        "crebo keuzedeel": (
            "The code of the qualification it belongs to; schemes and the register of diplomas go by it."
        ),
        "level": "It shows whether the module fits what somebody already has.",
        "load unit": "From it come the weekly load and the length of the route. One EC is 28 hours (WHW 7.4).",
        "bot bpv selfstudy": (
            "Lessons, practice and study at home: with BBL the law asks 200 hours of lessons and 610 of practice a "
            "study year (WEB 7.2.7)."
        ),
        "credential": "Somebody who has to stop early still holds this in the hand.",
        "issuer": "A credential is worth as much as the name under it.",
        "register": "A certificate at DUO can be shown for ever, also when the paper is lost.",
        "weeks": "The route plans with it when the module ends and how full a week gets.",
        "mode": "Online in the evening asks something else of somebody than a day at school.",
        "place": "Somebody must be able to get there, next to the work.",
        "max_group": "When the group is full, the next start counts. Enrol in time.",
        "price vat exam_fee": "The cost of a route is the sum of its modules; funding must cover all of it.",
        "valid_from valid_to": (
            "A price or content changes; a new edition stands beside the old one, and running routes keep theirs."
        ),
    },
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


@record(
    "module_start",
    label="Start",
    plural="Starts",
    parent="module",
    scope="region",
    title=("start",),
    why={
        "start": "The route chooses the first start that somebody can make.",
    },
)
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
    why={
        "work_process": "It shows which part of the qualification is covered; the school gives exemptions by it.",
    },
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
    why={
        "kind": "Who does not have it, loses time at the start. The route shows what is missing.",
        "required_module": "The route puts the modules in this order.",
        "cefr": "Below this level a language course comes first.",
        "licence": "Getting one takes months and money: ask early.",
        "detail": "In words, when the choices above do not say enough.",
    },
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
    why={
        "outcome_label": "It shows what somebody can do afterwards; gaps with a question are filled with it.",
        "outcome_uri": (
            "With the code other organisations understand the same skill. It is filled in when you choose from the "
            "list."
        ),
    },
)
class Outcome(Record):
    """One thing a person can do after the module."""

    outcome_label: str | None = text("Learning outcome", max=300, complete="skill", privacy=B, on="R", search=True)
    outcome_uri: str | None = text("Skill code", max=200, check=checks.skill_uri, privacy=B, on="R")
