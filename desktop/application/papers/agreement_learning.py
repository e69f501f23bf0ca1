"""Articles 1 to 9 of the agreement: what is learned, when, where, with whose help, for what pay, and what follows.

The wording follows the skeleton of domain.md 4.2; a lawyer has to check it before use. Points that the law asks of the
practice side (WEB 7.2.8) are goal, period, place and hours, guidance, the part to pass with its assessment, and ending.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.application.paper import Block, Cell, Column, Table, Text
from desktop.application.papers.agreement_parties import parties_of
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.intake_tables import nothing
from desktop.application.papers.sheet import Sheet
from desktop.application.values import money
from desktop.domain.agreement_rules import HEAVY_WEEK, trial_warning
from desktop.domain.records import (
    Agreement,
    BpvYear,
    Contact,
    CostSplit,
    Employer,
    Intake,
    OrganisationContact,
    Route,
)
from desktop.domain.route_plan import route_plan
from desktop.domain.said import N_


def goal(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 1: the occupation and the credential, with its codes and level."""
    route = sheet.dossier.get(Route, agreement.route) or Route(id="")
    yield sheet.paragraph(
        N_(
            "The participant learns for the occupation and the credential below. All parties help to reach them, "
            "each in its own role. The route with its modules stands in annex 1 and is part of this agreement."
        )
    )
    pairs = sheet.pairs(route, ("to_label", "target_credential", "crebo", "croho", "level"))
    yield from sheet.facts((*pairs, *sheet.pairs(agreement, ("route",))), sheet.say(N_("Goal and credential")))


def duration(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 2: first and last day, one year at most."""
    yield from sheet.facts(sheet.pairs(agreement, ("start", "end", "pathway")), sheet.say(N_("Duration")))
    yield sheet.paragraph(
        N_(
            "This agreement lasts twelve months at most. It ends by itself on the last day; nobody has to give "
            "notice. It can only be made longer with a sheet of amendment that all parties sign before the last day. "
            "The whole stays within twelve months, unless the team lead of the desk has given more time in writing, "
            "with the reason. A break does not make the period longer."
        )
    )


def place(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 3: function, place, hours a week and practice hours for each study year."""
    names = ("function", "place", "work_hours", "school_hours", "bpv_total")
    conduct = sheet.pairs(sheet.dossier.last(Intake), ("vog_needed", "vog_date"))
    yield from sheet.facts((*sheet.pairs(agreement, names), *conduct), sheet.say(N_("Work and place to learn")))
    years = sheet.dossier.all(BpvYear, agreement.id)
    if years:
        columns = (Col(("study_year",)), Col(("hours",), align="right"))
        yield grid(sheet, years, columns, summary=sheet.say(N_("Practice hours for each study year")))
    yield sheet.paragraph(
        N_(
            "The employer gives the participant work that fits the goal, and the time, the tools and a safe place to "
            "learn it. The working times stand in the employment contract. The employer plans the work so that the "
            "participant can follow all lessons and take all exams. Work, lessons and self-study together are at "
            "most {norm} hours a week. If a week becomes fuller than that, the parties first make another plan "
            "together."
        ),
        norm=HEAVY_WEEK,
    )


def programme(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 4: the modules in order."""
    route = sheet.dossier.get(Route, agreement.route)
    part = sheet.part("R")
    plan = route_plan(sheet.dossier, route) if route else None
    rows: list[tuple[str | Cell, ...]] = [
        (
            part.value(planned.module, "title") or sheet.missing(),
            part.value(planned.module, "provider"),
            part.cell(planned.enrolment, "start"),
            part.cell(planned.enrolment, "end"),
            part.cell(planned.enrolment, "mandatory"),
        )
        for planned in (plan.modules if plan else ())
    ]
    titles = (N_("Module"), N_("School"), N_("From"), N_("Until"), N_("Mandatory"))
    weights = (2.4, 1.6, 1.3, 1.3, 0.9)
    heads = tuple(Column(sheet.say(title), weight) for title, weight in zip(titles, weights, strict=True))
    summary = sheet.say(N_("The modules in order"))
    yield Table(heads, tuple(rows), row_header=True, summary=summary) if rows else nothing(sheet)
    yield sheet.paragraph(
        N_(
            "The school tells the participant and the employer before each module on which days and at which times "
            "the lessons are. Modules that are not mandatory can be dropped or exchanged when participant, school "
            "and counsellor agree; the school writes that down and tells the employer."
        )
    )


def guidance(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 5: who guides, and how often they talk."""
    people = (
        (agreement.SPEC.fields["trainer"], sheet.dossier.get(Contact, agreement.trainer)),
        (agreement.SPEC.fields["school_guide"], sheet.dossier.get(OrganisationContact, agreement.school_guide)),
    )
    names = ("contact_name", "contact_role", "contact_phone", "contact_mail")
    pairs: list[tuple[str, str | Cell]] = []
    for field, person in people:
        told = ", ".join(filter(None, (sheet.value(person, name) for name in names)))
        sheet.value(agreement, field.name)
        pairs.append((sheet.label(field), told or sheet.missing()))
    counsellor = sheet.counsellor()
    told = ", ".join(filter(None, (counsellor.name if counsellor else "", sheet.reached(counsellor))))
    pairs.append((sheet.say(N_("Counsellor of the desk")), told or sheet.missing()))
    yield from sheet.facts(tuple(pairs), sheet.say(N_("Who guides the participant")))
    yield sheet.paragraph(
        N_(
            "The practice trainer guides the participant at work and sees to it that what has to be learned can be "
            "learned there. The school mentor guides the learning and visits the workplace. The counsellor of the "
            "desk keeps an eye on the whole and can be called by everybody. They talk with the participant at least "
            "once in six weeks, and earlier when one of them asks. The counsellor writes down what is agreed."
        )
    )


def assessment(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 6: the part to pass and who judges it."""
    yield from sheet.facts(
        sheet.pairs(agreement, ("target_part", "assessment")), sheet.say(N_("What is judged, and how"))
    )
    yield sheet.paragraph(
        N_(
            "The school is responsible for the assessment and decides whether a part is passed. It counts the "
            "judgement of the employer on the work in practice. The participant has the right to know in time how "
            "and when a part is judged, and may object by the exam rules of the school. The employer lets the "
            "participant take the exams, and offers room for exams at the workplace where the school asks for it."
        )
    )


def pay(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 7: the wage, and the employment contract that stands beside this agreement."""
    parties = parties_of(sheet, agreement)
    employer = next((party.stands_for for party in parties if isinstance(party.stands_for, Employer)), None)
    pairs = (*sheet.pairs(agreement, ("pay", "pay_text", "employment_kind")), *sheet.pairs(employer, ("cao",)))
    yield from sheet.facts(pairs, sheet.say(N_("Pay and contract")))
    yield sheet.paragraph(
        N_(
            "Employer and participant lay down the wage or allowance, the working times and the holidays in an "
            "employment contract of their own. This agreement is not an employment contract. The wage is never lower "
            "than the law and the collective agreement ask."
        )
    )
    trial_end = _trial_end(agreement)
    contract_end = None if agreement.employment_kind == "O" else agreement.end
    if trial_end and trial_warning(agreement.start, contract_end, trial_end) is None:
        weeks = sheet.value(agreement, "trial_weeks")
        words = N_("The employment contract has a trial period of {weeks}. It is the same for both sides.")
        yield sheet.paragraph(words, weeks=weeks)
    else:
        yield sheet.paragraph(N_("There is no trial period."))


def costs(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 8: who pays what, and what the participant pays."""
    yield from cost_table(sheet, agreement)
    splits = sheet.dossier.all(CostSplit, agreement.id)
    own = sum(split.amount or 0 for split in splits if split.payer == "participant")
    if own:
        amount = money(own, sheet.language)
        yield sheet.paragraph(N_("The participant pays {amount}."), amount=amount)
    elif splits:
        yield sheet.paragraph(N_("The participant pays nothing."))
    yield sheet.paragraph(
        N_(
            "Training that the employer has to give by law or collective agreement is free for the participant. "
            "Costs that nobody foresaw are divided by the parties before they are made."
        )
    )
    if agreement.clawback:
        yield sheet.paragraph(N_("Study-cost clause, checked by a lawyer:"))
        yield Text(sheet.value(agreement, "clawback"), "quote")


def cost_table(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """The costs with their payer and scheme, and their sum."""
    splits = sheet.dossier.all(CostSplit, agreement.id)
    names = ("cost_kind", "payer", "scheme", "amount")
    heads = tuple(
        Column(sheet.label(CostSplit.SPEC.fields[name]), weight, "right" if name == "amount" else "left")
        for name, weight in zip(names, (1.6, 1.2, 2, 1), strict=True)
    )
    rows: list[tuple[str | Cell, ...]] = [tuple(sheet.cell(split, name) for name in names) for split in splits]
    if rows:
        total = money(sum(split.amount or 0 for split in splits), sheet.language)
        rows.append((Cell(sheet.say(N_("Together")), "strong", 3), Cell(total, "strong")))
    summary = sheet.say(N_("Who pays what"))
    yield Table(heads, tuple(rows), row_header=True, summary=summary) if rows else nothing(sheet)


def promise(sheet: Sheet, agreement: Agreement) -> Iterator[Block]:
    """Article 9: the job that follows, as an intention or as a guarantee."""
    yield from sheet.facts(sheet.pairs(agreement, ("job_promise",)), sheet.say(N_("Job promise")))
    hours = sheet.value(agreement, "work_hours") or sheet.say(N_("the agreed number of hours"))
    words = _PROMISES.get(agreement.job_promise or "")
    if words:
        yield Text(sheet.say(words, hours=hours) if "{hours}" in words else sheet.say(words))


_PROMISES = {
    "none": N_(
        "The employer has not promised a job after the training. The desk helps the participant in time to find one."
    ),
    "intention": N_(
        "The employer intends to offer the participant, as soon as the credential of article 1 is reached, an "
        "employment contract for at least {hours} and at least six months, in a function that fits the credential. "
        "If this cannot be done, the employer says so in writing to the participant and the desk, at least four "
        "weeks before the last day, with the reason. The desk then helps to find another job."
    ),
    "guarantee": N_(
        "The employer is bound to offer the participant, as soon as the credential of article 1 is reached, an "
        "employment contract for at least {hours} and at least six months, in a function that fits the credential. "
        "This duty ends only when the participant does not reach the credential, or when the business or the part of "
        "it where the work is done stops to exist. The desk then helps to find another job."
    ),
}


def _trial_end(agreement: Agreement) -> date | None:
    if not agreement.trial_weeks or agreement.start is None:
        return None
    return agreement.start + timedelta(weeks=agreement.trial_weeks, days=-1)
