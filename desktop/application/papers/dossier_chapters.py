"""Chapters 2 to 10 of the complete dossier: from the summary to aftercare."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.application.paper import Block, Cell, Column, Heading, Table
from desktop.application.papers import agreement_learning as learning
from desktop.application.papers import route_sums as sums
from desktop.application.papers.agreement_conduct import amendments
from desktop.application.papers.agreement_parties import minor, parties_of, role_name
from desktop.application.papers.grid import Col, grid
from desktop.application.papers.intake_report import intake_sections
from desktop.application.papers.intake_tables import nothing
from desktop.application.papers.route_paper import match_pairs, question_lists, route_sections
from desktop.application.papers.sheet import Sheet
from desktop.application.values import show
from desktop.domain.agreement_rules import unsigned
from desktop.domain.records import (
    Aftercare,
    Agreement,
    AgreementParty,
    BpvYear,
    Candidate,
    CostSplit,
    Employer,
    IntakeVersion,
    Match,
    Placement,
    Question,
    Route,
    Signature,
    StageEvent,
    Sustained,
    Traject,
)
from desktop.domain.route_plan import route_plan
from desktop.domain.said import N_

_SUMMED_UP = ("stage", "substage", "hold", "opened_on", "closed_on", "result", "close_reason", "dropout_reason")


def summary(sheet: Sheet) -> Iterator[Block]:
    """Chapter 2: the whole case on one page."""
    route, agreement, placement = (sheet.dossier.last(kind) for kind in (Route, Agreement, Placement))
    learned = sheet.part("DR")
    pairs = (
        *sheet.pairs(sheet.dossier.last(Traject), _SUMMED_UP),
        *learned.pairs(route, ("name", "to_label", "target_credential", "outcome")),
        *sheet.pairs(agreement, ("agreement_no",)),
        *sheet.pairs(placement, ("employer", "function", "start", "hours")),
    )
    yield from sheet.facts(pairs, sheet.say(N_("The case in short")))
    yield Heading(3, sheet.say(N_("Timeline")))
    yield timeline(sheet)


def timeline(sheet: Sheet) -> Table:
    """Every change of stage or hold with its day and reason."""
    rows: list[tuple[str | Cell, ...]] = []
    for event in sheet.dossier.all(StageEvent):
        stages = (sheet.value(event, "from_stage"), sheet.value(event, "to_stage"))
        holds = (sheet.value(event, "from_hold"), sheet.value(event, "to_hold"))
        moved = "\n".join(" – ".join(dict.fromkeys(filter(None, pair))) for pair in (stages, holds) if any(pair))
        reason = [sheet.value(event, "reason")]
        if event.override:
            reason.append(sheet.label(event.SPEC.fields["override"]))
        sheet.value(event, "override")
        rows.append((sheet.value(event, "at"), moved, "\n".join(filter(None, reason)), sheet.value(event, "by")))
    titles = (N_("When"), N_("From stage to stage"), N_("Reason"), N_("By"))
    heads = tuple(Column(sheet.say(title), weight) for title, weight in zip(titles, (1.3, 2, 2, 1.1), strict=True))
    empty = sheet.say(N_("Nothing has happened in this case yet."))
    return Table(heads, tuple(rows), row_header=True, summary=sheet.say(N_("Timeline")), empty=empty)


def person(sheet: Sheet) -> Iterator[Block]:
    """Chapter 3: who it is, and what the case says about the situation."""
    candidate, traject = sheet.dossier.last(Candidate), sheet.dossier.last(Traject)
    yield from sheet.facts(sheet.pairs(candidate), sheet.language.record(Candidate.SPEC))
    yield Heading(3, sheet.language.record(Traject.SPEC))
    yield from sheet.facts(sheet.pairs(traject), sheet.language.record(Traject.SPEC))


def intake(sheet: Sheet) -> Iterator[Block]:
    """Chapter 4: the intake report as it was frozen last, or as it stands."""
    frozen, versions = sheet.occasion.frozen, sheet.dossier.all(IntakeVersion)
    before = None if sheet.full else frozen
    if before and versions:
        when = show(IntakeVersion.SPEC.fields["frozen_at"], versions[-1].frozen_at, sheet.language, paper=True)
        words = N_("This is the intake report as it was frozen as version {version} on {when}.")
        yield sheet.paragraph(words, version=versions[-1].version, when=when)
    elif not versions:
        yield sheet.paragraph(N_("This intake was not frozen yet."), style="missing")
    yield from intake_sections(sheet.part("ID", before), 3, "4.")


def match(sheet: Sheet) -> Iterator[Block]:
    """Chapter 5: the matches, each with its question."""
    matches = sheet.dossier.all(Match)
    if not matches:
        yield nothing(sheet)
    for one in matches:
        question = sheet.dossier.get(Question, one.question)
        yield Heading(3, sheet.value(one, "question") or sheet.language.record(Match.SPEC))
        yield from sheet.facts(match_pairs(sheet, one), sheet.language.record(Match.SPEC))
        if question:
            employer = sheet.dossier.get(Employer, question.parent)
            yield from sheet.facts(
                (*sheet.pairs(employer, ("trade_name",)), *sheet.pairs(question)), sheet.language.record(Question.SPEC)
            )
            yield from question_lists(sheet, question)


def agreement(sheet: Sheet) -> Iterator[Block]:
    """Chapter 6: the agreements with their parties, costs, changes and the state of the signatures."""
    agreements = sheet.dossier.all(Agreement)
    if not agreements:
        yield nothing(sheet)
    for one in agreements:
        yield Heading(3, sheet.value(one, "agreement_no") or sheet.language.record(Agreement.SPEC))
        yield from sheet.facts(sheet.pairs(one), sheet.language.record(Agreement.SPEC))
        if years := sheet.dossier.all(BpvYear, one.id):
            columns = (Col(("study_year",)), Col(("hours",), align="right"))
            yield grid(sheet, years, columns, summary=sheet.say(N_("Practice hours for each study year")))
        yield parties(sheet, one)
        yield from signatures(sheet, one)
        if sheet.may(CostSplit.SPEC.fields["amount"]):
            yield from learning.cost_table(sheet, one)
        if changes := amendments(sheet, one):
            yield changes


def parties(sheet: Sheet, one: Agreement) -> Table:
    """Who the parties are and who speaks for them."""
    rows = []
    for party in parties_of(sheet, one):
        names = ("employer", "organisation", "desk")
        whom = next((value for name in names if (value := sheet.value(party.record, name))), "")
        sheet.value(party.record, "role")
        rows.append((role_name(sheet, party.role), whom, sheet.value(party.record, "represented_by")))
    fields = AgreementParty.SPEC.fields
    heads = (
        Column(sheet.label(fields["role"])),
        Column(sheet.say(N_("Who")), 2),
        Column(sheet.label(fields["represented_by"]), 1.5),
    )
    return Table(heads, tuple(rows), row_header=True, summary=sheet.say(N_("Parties")))


def signatures(sheet: Sheet, one: Agreement) -> Iterator[Block]:
    """Who signed which version, and who has not signed the present one yet."""
    given = sheet.dossier.all(Signature, one.id)
    if given:
        columns = (
            Col(("sig_party",)),
            Col(("sig_name", "sig_role"), weight=1.6),
            Col(("sig_date",)),
            Col(("sig_how",)),
            Col(("version",), weight=0.7),
        )
        yield grid(sheet, given, columns, summary=sheet.say(N_("Signatures")))
    waiting = unsigned(one, sheet.dossier.all(AgreementParty, one.id), given, minor=minor(sheet))
    if waiting:
        names = ", ".join(role_name(sheet, role) for role in waiting)
        yield sheet.paragraph(N_("Not signed yet by: {parties}."), parties=names)
    else:
        yield sheet.paragraph(N_("Every party has signed this version."))


def route(sheet: Sheet) -> Iterator[Block]:
    """Chapter 7: the routes with their modules and results."""
    routes = sheet.dossier.all(Route)
    if not routes:
        yield nothing(sheet)
    for number, one in enumerate(routes, 1):
        yield from route_sections(sheet, one, 3, "7." if len(routes) == 1 else f"7.{number}.", alone=False)


def funding(sheet: Sheet) -> Iterator[Block]:
    """Chapter 8: what the modules cost, and who pays."""
    routes = sheet.dossier.all(Route)
    for one in routes[:-1]:
        yield from sums.module_costs(sheet, route_plan(sheet.dossier, one))
    if routes:
        yield from sums.costs(sheet, route_plan(sheet.dossier, routes[-1]))
    else:
        yield from sums.cover(sheet)


def placement(sheet: Sheet) -> Iterator[Block]:
    """Chapter 9: the job, and whether it lasted."""
    placements = sheet.dossier.all(Placement)
    if not placements:
        yield nothing(sheet)
    for one in placements:
        yield from sheet.facts(sheet.pairs(one), sheet.language.record(Placement.SPEC))
        lasted = [s for s in sheet.dossier.all(Sustained, one.id) if sheet.value(s, "months")]
        if lasted:
            columns = (Col(("months",)), Col(("sustained",)), Col(("source",)))
            yield grid(sheet, lasted, columns, summary=sheet.language.record(Sustained.SPEC))


def aftercare(sheet: Sheet) -> Iterator[Block]:
    """Chapter 10: the contacts after the start."""
    contacts = sorted(sheet.dossier.all(Aftercare), key=lambda contact: str(contact.planned))
    if not contacts:
        yield sheet.paragraph(N_("No contacts were planned."), style="missing")
        return
    columns = (
        Col(("occasion",)),
        Col(("planned",), weight=1.2),
        Col(("done",), weight=1.2),
        Col(("channel",)),
        Col(("with_whom",)),
        Col(("outcome",)),
        Col(("action",), weight=1.8),
    )
    yield grid(sheet, contacts, columns, summary=sheet.language.record(Aftercare.SPEC, plural=True))
