"""What a route adds up to on paper: hours, conditions with their days, costs with their cover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from desktop.application.paper import Block, Cell, Column, Facts, Table
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.intake_tables import nothing
from desktop.application.papers.route_modules import title_of
from desktop.application.papers.sheet import Sheet
from desktop.application.values import long_day, money, plain
from desktop.domain.agreement_rules import HEAVY_WEEK
from desktop.domain.records import Attempt, FundingLine, Intake, Module, PersonalBudget, Prerequisite
from desktop.domain.route_plan import BblHours, RoutePlan
from desktop.domain.said import N_


def hours(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """The totals, the heaviest week with a warning, and the check of the BBL hours."""
    if not plan.modules:
        yield nothing(sheet)
        return
    totals = (
        (N_("Study load in all"), plan.load),
        (N_("Saved by exemptions"), plan.exempted),
        (N_("Of which guided at school"), plan.guided),
        (N_("Of which practice at work"), plan.practice),
        (N_("Of which self-study"), plan.selfstudy),
    )
    week = plan.week
    weekly = (
        (N_("Work"), week.work),
        (N_("Lessons"), week.lessons),
        (N_("Self-study"), week.selfstudy),
        (N_("Together in the heaviest week"), week.total),
    )
    yield Facts(
        tuple((sheet.say(name), _hours(sheet, count)) for name, count in totals if count),
        sheet.say(N_("Hours of the whole route")),
    )
    yield Facts(
        tuple((sheet.say(name), _weekly(sheet, count)) for name, count in weekly), sheet.say(N_("The heaviest week"))
    )
    if week.heavy:
        yield sheet.paragraph(
            N_(
                "Note: the heaviest week counts {total} hours. More than {norm} hours a week is too much for most "
                "people. Spread the modules, or talk about fewer hours of work."
            ),
            total=week.total,
            norm=HEAVY_WEEK,
            style="quote",
        )
    if plan.bbl:
        yield from _bbl(sheet, plan.bbl)


def _bbl(sheet: Sheet, bbl: BblHours) -> Iterator[Block]:
    compared = (
        (N_("In all"), bbl.total, bbl.need_total),
        (N_("Guided at school"), bbl.guided, bbl.need_guided),
        (N_("Practice at work"), bbl.practice, bbl.need_practice),
    )
    rows = tuple(
        (
            sheet.say(name),
            _hours(sheet, there),
            _hours(sheet, needed),
            sheet.say(N_("enough")) if there >= needed else Cell(sheet.say(N_("too few")), "strong"),
        )
        for name, there, needed in compared
    )
    titles = (N_("BBL hours"), N_("Planned"), N_("Needed"), N_("Verdict"))
    heads = tuple(Column(sheet.say(title), 1.6 if at == 0 else 1) for at, title in enumerate(titles))
    yield Table(heads, rows, row_header=True, summary=sheet.say(N_("The hours that the law asks of BBL")))
    if not bbl.enough:
        yield sheet.paragraph(
            N_("A school may plan fewer hours when it can show that the education is good enough. Ask the school."),
            style="note",
        )


def conditions(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """What is needed before a module starts, and the days that count."""
    needed: list[tuple[str | Cell, ...]] = []
    for planned in plan.modules:
        for need in sheet.dossier.beside(Prerequisite, planned.module.id) if planned.module else ():
            names = ("required_module", "cefr", "licence", "detail")
            what = ", ".join(filter(None, (sheet.value(need, name) for name in names)))
            needed.append(
                (title_of(sheet, planned), sheet.value(need, "kind"), what, sheet.value(planned.enrolment, "start"))
            )
    if needed:
        titles = (N_("For module"), N_("Needed"), N_("Which"), N_("Before"))
        heads = tuple(Column(sheet.say(title), weight) for title, weight in zip(titles, (2, 1.2, 2, 1.2), strict=True))
        yield Table(heads, tuple(needed), row_header=True, summary=sheet.say(N_("What is needed first")))
    yield from sheet.facts(
        sheet.pairs(sheet.dossier.last(Intake), ("vog_needed", "vog_date")), sheet.say(N_("Certificate of conduct"))
    )
    days = sorted(_milestones(sheet, plan))
    if days:
        rows = tuple((long_day(day, sheet.language), what) for day, what in dict.fromkeys(days))
        heads = (Column(sheet.say(N_("Date"))), Column(sheet.say(N_("Milestone")), 3))
        yield Table(heads, rows, row_header=True, summary=sheet.say(N_("Milestones in order")))
    if not needed and not days:
        yield nothing(sheet)


def _milestones(sheet: Sheet, plan: RoutePlan) -> Iterator[tuple[date, str]]:
    for planned in plan.modules:
        enrolment, name = planned.enrolment, title_of(sheet, planned)
        if planned.exempt:
            continue
        if enrolment.start:
            yield enrolment.start, sheet.say(N_("Start of {module}"), module=name)
        for attempt in sheet.dossier.all(Attempt, enrolment.id):
            if attempt.attempt_date:
                yield attempt.attempt_date, sheet.say(N_("Exam of {module}"), module=name)
        if enrolment.end:
            yield enrolment.end, sheet.say(N_("End of {module}"), module=name)


def costs(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """What each module costs, who pays it from which scheme, and what nobody covers yet."""
    yield from module_costs(sheet, plan)
    yield from cover(sheet)
    paid = sum(line.amount or 0 for line in sheet.dossier.all(FundingLine) if line.payer == "participant")
    totals = (
        (N_("Cost of the modules"), plan.cost),
        (N_("Covered"), plan.covered),
        (N_("Not covered yet"), plan.rest),
        (N_("Paid by the participant"), paid),
    )
    yield Facts(tuple((sheet.say(name), _money(sheet, cents)) for name, cents in totals), sheet.say(N_("Sums")))
    if plan.rest:
        yield sheet.paragraph(N_("What is not covered yet has to be arranged before the modules start."), style="note")


def module_costs(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """Price, VAT and exam fee of each module that is followed."""
    names = ("price", "vat", "exam_fee")
    rows: list[tuple[str | Cell, ...]] = [
        (title_of(sheet, planned), *(sheet.value(planned.module, name) for name in names), _money(sheet, planned.cost))
        for planned in plan.modules
        if planned.module and not planned.exempt
    ]
    if not rows:
        return
    rows.append((Cell(sheet.say(N_("Together")), "strong", 4), Cell(_money(sheet, plan.cost), "strong")))
    labels = (sheet.label(Module.SPEC.fields[name]) for name in names)
    heads = (
        Column(sheet.say(N_("Module")), 2.5),
        *(Column(label, 1, "right") for label in labels),
        Column(sheet.say(N_("Together")), 1.1, "right"),
    )
    yield Table(heads, tuple(rows), row_header=True, summary=sheet.say(N_("Cost of each module")))


def cover(sheet: Sheet) -> Iterator[Block]:
    """Who pays what from which scheme, and the personal budget."""
    lines, budgets = sheet.dossier.all(FundingLine), sheet.dossier.all(PersonalBudget)
    if lines and sheet.may(FundingLine.SPEC.fields["amount"]):
        columns = (
            Col(("cost_kind",), weight=1.2),
            Col(("enrolment",), weight=1.6),
            Col(("payer",)),
            Col(("scheme",), weight=1.5),
            Col(("line_status",)),
            Col(("amount",), align="right"),
        )
        yield grid(sheet, lines, columns, summary=sheet.say(N_("Who pays what")))
    if budgets and sheet.may(PersonalBudget.SPEC.fields["pb_total"]):
        amounts = (Col((name,), align="right") for name in ("pb_total", "pb_spent", "pb_reserved"))
        columns_of_budget = (Col(("scheme",), weight=2), *amounts)
        yield grid(sheet, budgets, columns_of_budget, summary=sheet.language.record(PersonalBudget.SPEC))


def _hours(sheet: Sheet, count: Decimal | int) -> str:
    return sheet.say(N_("{count} hours"), count=_figure(sheet, count))


def _weekly(sheet: Sheet, count: Decimal) -> str:
    return sheet.say(N_("{count} hours a week"), count=_figure(sheet, count))


def _figure(sheet: Sheet, count: Decimal | int) -> str:
    return plain(count, sheet.language)


def _money(sheet: Sheet, cents: int) -> str:
    return money(cents, sheet.language)
