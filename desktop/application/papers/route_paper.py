"""The diploma route (domain.md 4.3): where from, where to, which modules when, how many hours, what it costs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

from desktop.application.paper import Block, Bullets, Document, Heading, KeepTogether, SignatureBlock, Text
from desktop.application.papers import route_modules as modules
from desktop.application.papers import route_sums as sums
from desktop.application.papers.chosen import chosen
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.intake_tables import nothing, wishes
from desktop.application.papers.naming import full_name
from desktop.application.papers.occasion import Occasion
from desktop.application.papers.privacy_words import desk_facts
from desktop.application.papers.sheet import Pairs, Sheet
from desktop.domain.dossier import Dossier
from desktop.domain.fields import Record
from desktop.domain.records import (
    Agreement,
    Approval,
    Candidate,
    Course,
    Education,
    Employer,
    Intake,
    Match,
    Module,
    Organisation,
    Question,
    QuestionTask,
    Requirement,
    Route,
    Skill,
    Traject,
)
from desktop.domain.route_plan import RoutePlan, route_plan
from desktop.domain.said import N_

KIND = "route"

_REGISTERS = {
    "duo": N_("This credential stands in the diploma register of DUO. The participant can download it there."),
    "school": N_("The school keeps this credential in its own register. Keep the paper well."),
    "trade": N_("The trade keeps this credential in its register."),
    "none": N_("This credential stands in no register. Keep the paper well."),
}
_ELSEWHERE = frozenset({"fallback", "load_total"})


def route_paper(dossier: Dossier, occasion: Occasion) -> Document:
    """The route asked for, or the newest; `Refused` where there is none."""
    sheet = Sheet(dossier, occasion, "R")
    route = chosen(sheet, Route)
    title = title_of(sheet, route)
    return sheet.document(KIND, title, _whole(sheet, route, title), draft=route.status in (None, "draft"), version=None)


def title_of(sheet: Sheet, route: Route) -> str:
    """“Learning route to” the credential."""
    credential = sheet.value(route, "target_credential")
    if not credential:
        return sheet.say(N_("Learning route"))
    return sheet.say(N_("Learning route to: {credential}"), credential=credential)


def _whole(sheet: Sheet, route: Route, title: str) -> Iterator[Block]:
    yield Heading(1, title)
    yield from route_sections(sheet, route, 2)
    yield from _signing(sheet, route)
    yield from desk_facts(sheet)


def route_sections(
    sheet: Sheet, route: Route, level: Literal[2, 3], chapter: str = "", *, alone: bool = True
) -> Iterator[Block]:
    """Everything about a route but the signatures; ``chapter`` goes before the numbers of the sections.

    A route that is not ``alone`` stands in a dossier that has chapters for the question and the money.
    """
    plan = route_plan(sheet.dossier, route)
    sections = (
        (N_("The route in short"), _short(sheet, route, plan, alone=alone)),
        (N_("The route in one picture"), modules.picture(sheet, plan)),
        (N_("Where you start"), _start(sheet, plan)),
        (N_("Modules"), _modules(sheet, plan)),
        (N_("Hours"), sums.hours(sheet, plan)),
        (N_("Conditions and milestones"), sums.conditions(sheet, plan)),
        *(((N_("Costs and funding"), sums.costs(sheet, plan)),) if alone else ()),
        (N_("What if it does not work out?"), _fallback(sheet, route)),
        (N_("Proofs"), _proofs(sheet, route, plan)),
        (N_("Agreement of those involved"), approvals(sheet, route)),
    )
    for number, (title, blocks) in enumerate(sections, 1):
        yield Heading(level, f"{chapter}{number}. {sheet.say(title)}")
        yield from blocks


def _short(sheet: Sheet, route: Route, plan: RoutePlan, *, alone: bool) -> Iterator[Block]:
    traject = sheet.dossier.last(Traject)
    names = sheet.pairs(sheet.dossier.last(Candidate), ("first_name", "name_prefix", "last_name"))
    pairs = (
        *((sheet.say(N_("Participant")), name) for _, name in names),
        *sheet.pairs(traject, ("dossier_no", "counsellor", "desk")),
        *sheet.pairs(route, without=_ELSEWHERE),
        *_providers(sheet, plan),
    )
    yield from sheet.facts(pairs, sheet.say(N_("The route in short")))
    if alone:
        yield from _question(sheet, route)


def _question(sheet: Sheet, route: Route) -> Iterator[Block]:
    """What the employer asks for, and how well it fits."""
    question = sheet.dossier.get(Question, route.question)
    employer = sheet.dossier.get(Employer, question.parent) if question else None
    if question:
        named: Pairs = (
            ((sheet.language.record(Employer.SPEC), employer.trade_name),) if employer and employer.trade_name else ()
        )
        trainer = sheet.pairs(employer, ("trainer",))
        yield Heading(3, sheet.language.record(Question.SPEC))
        yield from sheet.facts((*named, *trainer, *sheet.pairs(question)), sheet.language.record(Question.SPEC))
        yield from question_lists(sheet, question)
    match = next((m for m in reversed(sheet.dossier.all(Match)) if m.question == route.question and m.question), None)
    yield from sheet.facts(match_pairs(sheet, match), sheet.language.record(Match.SPEC))


def match_pairs(sheet: Sheet, match: Match | None) -> Pairs:
    """A match with its explained score; the score of each part reads as words, not as data."""
    if match is None:
        return ()
    label = sheet.label(Match.SPEC.fields["parts"])
    parts = _spelled_out(sheet.value(match, "parts"))
    own = sheet.pairs(match, without=("question", "parts"))
    return (*own, (label, parts)) if parts else own


def _spelled_out(parts: str) -> str:
    try:
        told = json.loads(parts)
    except ValueError:
        return parts
    return ", ".join(f"{name}: {score}" for name, score in told.items()) if isinstance(told, dict) else parts


def question_lists(sheet: Sheet, question: Question) -> Iterator[Block]:
    """What the work of a question is, and what it asks of a person."""
    tasks, needs = (sheet.dossier.beside(kind, question.id) for kind in (QuestionTask, Requirement))
    if tasks:
        yield grid(
            sheet, tasks, (Col(("task",), weight=4), Col(("weight",), align="right")),
            summary=sheet.language.record(QuestionTask.SPEC, plural=True),
        )  # fmt: skip
    if needs:
        columns = (Col(("requirement",), weight=2), Col(("necessity",)), Col(("legal_ground",), weight=2))
        yield grid(sheet, needs, columns, summary=sheet.language.record(Requirement.SPEC, plural=True))


def _providers(sheet: Sheet, plan: RoutePlan) -> Pairs:
    """The schools, each once, with its BRIN."""
    found: dict[str, str] = {}
    for planned in plan.modules:
        school = sheet.dossier.get(Organisation, planned.module.provider) if planned.module else None
        if school:
            brin = sheet.value(school, "brin")
            found[school.id] = f"{sheet.value(school, 'name')} ({brin})" if brin else sheet.value(school, "name")
    label = sheet.label(Module.SPEC.fields["provider"])
    return ((label, "\n".join(filter(None, found.values()))),) if any(found.values()) else ()


def _start(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """What somebody brings: diplomas, courses, skills, valuation, and the exemptions that follow."""
    schools, courses, skills = (sheet.dossier.all(kind) for kind in (Education, Course, Skill))
    columns = (
        Col(("education_name",), weight=2), Col(("institute", "brin"), weight=1.5),
        Col(("level_code", "nlqf"), weight=1.1), Col(("diploma_code", "diploma_date"), weight=1.3),
        Col(("diploma_verified", "diploma_verified_on", "diploma_verified_by"), N_("Seen"), 1.3),
    )  # fmt: skip
    if schools:
        yield grid(sheet, schools, columns, summary=sheet.say(N_("Schooling")))
    else:
        yield nothing(sheet)
    if courses:
        listed = (Col(("course",), weight=2), Col(("cert_date",)), Col(("valid_until",)))
        yield grid(sheet, courses, listed, summary=sheet.say(N_("Courses and certificates")))
    if skills:
        known = (Col(("skill_label",), weight=2.4), Col(("assessor",)), Col(("evidence",), weight=1.4))
        yield grid(sheet, skills, known, summary=sheet.say(N_("Skills")))
    candidate, intake = sheet.dossier.last(Candidate), sheet.dossier.last(Intake)
    brought = (
        *sheet.pairs(candidate, _on_route(sheet, Candidate), without=("first_name", "name_prefix", "last_name")),
        *sheet.pairs(intake, _on_route(sheet, Intake), without=("vog_needed", "vog_date")),
        *(wishes(sheet, intake) if intake else ()),
    )
    yield from sheet.facts(brought, sheet.say(N_("Where you start")))
    yield from modules.exemptions(sheet, plan)


def _on_route(sheet: Sheet, kind: type[Record]) -> frozenset[str]:
    """The fields of a record that belong on a route, also where the route stands in a dossier that shows more."""
    route = sheet.part("R")
    return frozenset(name for name, field in kind.SPEC.fields.items() if route.meant(field))


def _modules(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    yield from modules.table(sheet, plan)
    yield from modules.details(sheet, plan)


def _fallback(sheet: Sheet, route: Route) -> Iterator[Block]:
    fallback = sheet.value(route, "fallback")
    yield Text(fallback) if fallback else nothing(sheet)


def _proofs(sheet: Sheet, route: Route, plan: RoutePlan) -> Iterator[Block]:
    """What has to be passed, which credential each module gives, and where it is kept."""
    agreed = next((a for a in reversed(sheet.dossier.all(Agreement)) if a.route == route.id), None)
    yield from sheet.facts(sheet.pairs(agreed, ("target_part", "assessment")), sheet.say(N_("Proofs")))
    lines = []
    for planned in plan.modules:
        credential, register = sheet.value(planned.module, "credential"), planned.module and planned.module.register
        if credential:
            where = sheet.say(_REGISTERS[register]) if register in _REGISTERS else sheet.say(N_("not filled in"))
            lines.append(f"{modules.title_of(sheet, planned)} – {credential}. {where}")
    yield Bullets(tuple(lines)) if lines else nothing(sheet)


def approvals(sheet: Sheet, route: Route) -> Iterator[Block]:
    """Who agreed to the route, and when."""
    given = sheet.dossier.all(Approval, route.id)
    if given:
        columns = (Col(("role",)), Col(("name",), weight=2), Col(("approved_on",)))
        yield grid(sheet, given, columns, summary=sheet.say(N_("Who agreed to this route")))
    else:
        yield sheet.paragraph(N_("Nobody has agreed to this route yet."), style="missing")


def _signing(sheet: Sheet, route: Route) -> Iterator[Block]:
    given = {approval.role: approval for approval in sheet.dossier.all(Approval, route.id)}

    def block(role: str, party: str, name: str = "") -> SignatureBlock:
        approval = given.get(role)
        return SignatureBlock(
            party,
            (sheet.value(approval, "name") if approval else "") or name,
            date=sheet.value(approval, "approved_on") if approval else "",
            signed=sheet.say(N_("Agreed")) if approval and approval.approved_on else "",
        )

    counsellor = sheet.value(sheet.dossier.last(Traject), "counsellor")
    yield KeepTogether(
        (
            block("participant", sheet.say(N_("Participant")), full_name(sheet.dossier.last(Candidate))),
            block("school", sheet.language.code("party_role", "School")),
            block("employer", sheet.language.code("party_role", "Employer")),
            block("desk", sheet.say(N_("Counsellor")), counsellor),
        )
    )
