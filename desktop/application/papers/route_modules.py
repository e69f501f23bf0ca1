"""The modules of a route on paper: the picture, the list in words, and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.application.paper import Bar, BarStatus, Block, Bullets, Cell, Column, MonthBar, Table
from desktop.application.papers.intake_tables import nothing
from desktop.application.papers.sheet import Sheet
from desktop.application.values import long_day
from desktop.domain.fields import Record
from desktop.domain.records import Attempt, Exemption, Module, ModuleStart, Outcome, WorkProcess
from desktop.domain.route_plan import PlannedModule, RoutePlan
from desktop.domain.said import N_

_YEAR = 12
_STATUS: dict[str, BarStatus] = {
    "started": "active",
    "behind": "active",
    "retake": "active",
    "passed": "done",
    "exempt": "exempt",
    "stopped": "failed",
}

_LEGEND: dict[BarStatus, str] = {
    "planned": N_("planned"),
    "active": N_("busy"),
    "done": N_("passed"),
    "exempt": N_("exempt"),
    "failed": N_("stopped"),
}
"""What the pattern of a bar means; the list in words says more."""

_ELSEWHERE = frozenset(
    {"module_code", "title", "provider", "level", "load", "unit", "bot", "bpv", "selfstudy", "credential", "price",
     "vat", "exam_fee"}
)  # fmt: skip
"""What stands in the table of modules or in that of costs."""


def title_of(sheet: Sheet, planned: PlannedModule) -> str:
    """What a module is called; a number where its record is not here."""
    sheet.value(planned.enrolment, "module")
    return sheet.value(planned.module, "title") or sheet.say(N_("Module {number}"), number=planned.enrolment.seq or "?")


def picture(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """The route in months, twelve to a picture, and the same in words."""
    dated = tuple(planned for planned in plan.modules if planned.enrolment.start and planned.enrolment.end)
    if not dated or plan.start is None:
        yield nothing(sheet)
        return
    bars = tuple(_bar(sheet, planned) for planned in dated)
    first = plan.start.replace(day=1)
    last = max(bar.end for bar in bars)
    for offset in range(0, _months(first, last), _YEAR):
        start = _later(first, offset)
        end = _later(start, _YEAR)
        within = tuple(bar for bar in bars if bar.start < end and bar.end >= start)
        if within:
            yield MonthBar(
                start,
                min(_YEAR, _months(start, last)),
                within,
                sheet.say(N_("The route in one picture, month by month.")),
                sheet.occasion.today,
                sheet.say(N_("today")),
                sheet.say(N_("exam")),
            )
    yield Bullets(tuple(_in_words(sheet, planned, bar) for planned, bar in zip(dated, bars, strict=True)))


def _bar(sheet: Sheet, planned: PlannedModule) -> Bar:
    enrolment = planned.enrolment
    start, end = enrolment.start or date.min, enrolment.end or date.max
    exams = tuple(a.attempt_date for a in sheet.dossier.all(Attempt, enrolment.id) if a.attempt_date)
    status = _STATUS.get(enrolment.status or "", "planned")
    return Bar(title_of(sheet, planned), start, max(start, end), status, sheet.say(_LEGEND[status]), exams)


def _in_words(sheet: Sheet, planned: PlannedModule, bar: Bar) -> str:
    status = sheet.value(planned.enrolment, "status") or sheet.say(N_("not filled in"))
    start, end = (long_day(day, sheet.language) for day in (bar.start, bar.end))
    words = sheet.say(
        N_("{module}: {start} to {end}, {status}"), module=bar.label, start=start, end=end, status=status.lower()
    )
    if not bar.exams:
        return words
    exams = ", ".join(long_day(day, sheet.language) for day in bar.exams)
    return sheet.say(N_("{words}; exam on {exams}"), words=words, exams=exams)


def table(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """Every module with its load, period, credential and result."""
    if not plan.modules:
        yield nothing(sheet)
        return
    columns = (
        Column(sheet.say(N_("No.")), 0.4, "right"),
        Column(sheet.say(N_("Module, code, provider")), 2.1),
        Column(sheet.say(N_("Level, load, hours guided / practice / self-study")), 1.3),
        Column(sheet.say(N_("From – until")), 1.9),
        Column(sheet.say(N_("Mandatory")), 1.0),
        Column(sheet.say(N_("Credential")), 1.3),
        Column(sheet.say(N_("Status, result")), 1.9),
    )
    rows = tuple(_row(sheet, planned) for planned in plan.modules)
    yield Table(columns, rows, summary=sheet.say(N_("The modules of the route, in order")))


def _row(sheet: Sheet, planned: PlannedModule) -> tuple[str | Cell, ...]:
    enrolment, module = planned.enrolment, planned.module
    named = (title_of(sheet, planned), *(sheet.value(module, name) for name in ("module_code", "provider")))
    load = " ".join(filter(None, (sheet.value(module, "load"), sheet.value(module, "unit"))))
    hours = _hours(sheet, module)
    start, end = sheet.value(enrolment, "start"), sheet.value(enrolment, "end")
    results = (sheet.value(enrolment, "status"), sheet.value(enrolment, "attendance"), *_results(sheet, enrolment))
    return (
        sheet.cell(enrolment, "seq"),
        "\n".join(filter(None, named)),
        "\n".join(filter(None, (sheet.value(module, "level"), load, hours))) or sheet.missing(),
        f"{start}\n– {end}" if start and end else sheet.missing(),
        sheet.cell(enrolment, "mandatory"),
        sheet.value(module, "credential") or sheet.missing(),
        "\n".join(filter(None, results)) or sheet.missing(),
    )


def _results(sheet: Sheet, enrolment: Record) -> Iterator[str]:
    """What each attempt at the exam gave."""
    for attempt in sheet.dossier.all(Attempt, enrolment.id):
        number, when, result, grade = (
            sheet.value(attempt, name) for name in ("attempt_no", "attempt_date", "result", "grade")
        )
        told = ", ".join(filter(None, (when, result.lower(), grade)))
        if number or told:
            yield sheet.say(N_("attempt {number}: {told}"), number=number or "?", told=told)


def details(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """What else is known of each module: kind, codes, place, starts, work processes, outcomes."""
    rows: list[tuple[str | Cell, ...]] = []
    for module in dict.fromkeys(planned.module for planned in plan.modules if planned.module):
        lines = [f"{label}: {_text(value)}" for label, value in sheet.pairs(module, without=_ELSEWHERE)]
        for kind, name in ((ModuleStart, "start"), (WorkProcess, "work_process"), (Outcome, "outcome_label")):
            found = [sheet.value(one, name) for one in sheet.dossier.beside(kind, module.id)]
            if any(found):
                lines.append(f"{sheet.language.record(kind.SPEC, plural=True)}: {', '.join(filter(None, found))}")
        for outcome in sheet.dossier.beside(Outcome, module.id):
            if code := sheet.value(outcome, "outcome_uri"):
                lines.append(f"{sheet.label(outcome.SPEC.fields['outcome_uri'])}: {code}")
        rows.append((sheet.value(module, "title"), " · ".join(lines)))
    if rows:
        heads = (Column(sheet.label(Module.SPEC.fields["title"]), 1.3), Column(sheet.say(N_("About this module")), 3))
        yield Table(heads, tuple(rows), row_header=True, summary=sheet.say(N_("What else is known of each module")))


def exemptions(sheet: Sheet, plan: RoutePlan) -> Iterator[Block]:
    """The modules that need not be followed, with the decision of the exam board."""
    found = [(planned, one) for planned in plan.modules for one in sheet.dossier.all(Exemption, planned.enrolment.id)]
    if not found:
        return
    names = ("exemption_ground", "exemption_by", "exemption_date", "certificate_date", "evidence")
    heads = (sheet.label(Module.SPEC.fields["title"]), *(sheet.label(Exemption.SPEC.fields[name]) for name in names))
    rows = tuple((title_of(sheet, planned), *(sheet.cell(one, name) for name in names)) for planned, one in found)
    yield Table(tuple(map(Column, heads)), rows, row_header=True, summary=sheet.say(N_("Exemptions")))


def _hours(sheet: Sheet, module: Module | None) -> str:
    """Guided, practice and self-study, without the unit that stands in the heading of the column."""
    told = [sheet.value(module, name).partition(" ")[0] for name in ("bot", "bpv", "selfstudy")]
    return " / ".join(hours or "–" for hours in told) if any(told) else ""


def _text(value: str | Cell) -> str:
    return value.text if isinstance(value, Cell) else value


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 1)
