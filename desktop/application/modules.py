"""The catalogue of modules: what can be followed, what it takes, and what has to come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.application.checking import must, new_record
from desktop.application.ports import Work
from desktop.domain.changes import Action, Edit
from desktop.domain.errors import Invalid, Refused
from desktop.domain.records import Module, Prerequisite
from desktop.domain.route_plan import prerequisite_cycle, study_hours
from desktop.domain.said import N_, said


def add_module(
    work: Work,
    values: Mapping[str, Any],
    starts: Iterable[date] = (),
    prerequisites: Iterable[Mapping[str, Any]] = (),
    work_processes: Iterable[str] = (),
    outcomes: Iterable[Mapping[str, Any]] = (),
) -> Action:
    """A module of the catalogue with its starts, prerequisites, work processes and outcomes; its code is unique."""
    made = new_record(work, "module", None, {"valid_from": work.clock.today(), **values})
    must(work, made.values, "module", ("module_code", "title", "load", "unit"))
    hours_fit(made.values)
    same = work.read.where(Module, module_code=made.values["module_code"], provider=made.values.get("provider"))
    if any(one.valid_to is None or one.valid_to >= made.values["valid_from"] for one in same):
        raise Refused(
            said(N_("This provider has a module {code} already. End that one first, or use another code."),
                 code=made.values["module_code"])
        )  # fmt: skip
    below: list[Edit] = [new_record(work, "module_start", made.id, {"start": start}) for start in starts]
    for needed in prerequisites:
        _exists(work, needed.get("required_module"))
        below.append(new_record(work, "prerequisite", made.id, needed))
    below += [new_record(work, "work_process", made.id, {"work_process": process}) for process in work_processes]
    below += [new_record(work, "outcome", made.id, outcome) for outcome in outcomes]
    return Action(N_("Module added"), (made, *below))


def hours_fit(values: Mapping[str, Any]) -> None:
    """Refuse when guided, practice and self-study hours are more than the load of the module."""
    load = study_hours(values.get("load"), values.get("unit"))
    hours = sum((values.get(name) or 0) for name in ("bot", "bpv", "selfstudy"))
    if Decimal(hours) > load:
        sentence = N_(
            "Guided hours, practice and self-study are {hours} hours together, and the load is {load}. Correct one."
        )
        raise Invalid({"load": said(sentence, hours=hours, load=load)})


def add_prerequisite(work: Work, module: str, values: Mapping[str, Any]) -> Action:
    """Say what comes before a module; refused when modules would then need each other."""
    work.read.get(Module, module)
    needs = values.get("required_module")
    if needs is not None:
        _exists(work, needs)
        if prerequisite_cycle(module, needs, known_prerequisites(work, needs)):
            raise Refused(
                said(N_("These modules would need each other, so that nobody could start. Choose another module."))
            )
    return Action(N_("Prerequisite added"), (new_record(work, "prerequisite", module, values),))


def known_prerequisites(work: Work, module: str) -> dict[str, tuple[Prerequisite, ...]]:
    """The prerequisites of a module, of what it needs, and so on."""
    known: dict[str, tuple[Prerequisite, ...]] = {}
    waiting = [module]
    while waiting:
        current = waiting.pop()
        if current in known:
            continue
        known[current] = work.read.children(Prerequisite, current)
        waiting += [p.required_module for p in known[current] if p.required_module]
    return known


def _exists(work: Work, module: str | None) -> None:
    if module is not None:
        work.read.get(Module, module)
