"""The verbs of a route and of a module in it: plan, ask for approval, finish, stop; exempt, record an exam."""

from __future__ import annotations

from typing import Any

from desktop.application import enrolments, routes
from desktop.application.ports import Work
from desktop.domain.changes import Action
from desktop.domain.records import Attempt, Enrolment, Exemption, Route, StageEvent, Traject
from desktop.domain.said import N_, said
from desktop.ui.forms.act import Act, Values, asked


def plan_act(work: Work, traject: str) -> Act:
    """A new route: from the question the person was matched with, from another one, or from nothing."""
    question = routes.matched_question(work, traject)
    known = routes.known_of_route(work, work.read.get(Traject, traject), question)
    names = ("name", "question", "start")
    return Act(
        "plan_route", traject, N_("Plan a route"), N_("Make the route"),
        lambda values: routes.plan_route(work, traject, {**_filled(values), "question": values["question"]}),
        fields=tuple(asked(Route, name, required=name == "name") for name in names),
        start=_filled({"name": known.get("to_label"), "question": question, "start": known.get("start")}),
        explanation=said(N_("With an employer question the new occupation and the start are taken from it. "
                            "Without one you fill them in later.")),
        done=N_("The route is there. Search modules in the catalogue to fill it."),
    )  # fmt: skip


def submit_act(work: Work, route: Route) -> Act:
    """Ask the parties to approve."""
    return Act(
        "submit", route.id, N_("Ask for approval"), N_("Ask for approval"),
        lambda _: routes.submit_route(work, route.id),
        explanation=said(N_("Record below who approves. The approval of the school makes the route approved.")),
        done=N_("The route waits for approval. Record who approves it below."),
    )  # fmt: skip


def finish_act(work: Work, route: Route) -> Act:
    """The end of a route, with the credential it led to."""

    def make(values: Values) -> Action:
        reached = values["outcome"] if values["outcome"] != route.target_credential else None
        return routes.finish_route(work, route.id, values["end_real"], reached)

    return Act(
        "finish", route.id, N_("Finish the route"), N_("Finish the route"), make,
        fields=(asked(Route, "outcome", required=False), asked(Route, "end_real", required=False)),
        start=_filled({"outcome": route.target_credential, "end_real": work.clock.today()}),
        explanation=said(N_("A lighter credential may be accepted when not every module is done.")),
        done=N_("The route is finished."),
    )  # fmt: skip


def stop_act(work: Work, route: Route) -> Act:
    """Stop a route before its end."""
    return Act(
        "stop", route.id, N_("Stop the route"), N_("Stop the route"),
        lambda values: routes.stop_route(work, route.id, values["reason"]),
        fields=(asked(StageEvent, "reason"),),
        explanation=said(N_("The route stays in the dossier with its results. After it a new one can be planned.")),
        done=N_("The route is stopped. You can plan a new one."),
    )  # fmt: skip


def exempt_act(work: Work, enrolment: Enrolment) -> Act:
    """The exam board decided that a module need not be followed."""
    names = ("exemption_ground", "exemption_by", "exemption_date", "certificate_date", "evidence")
    return Act(
        "exempt", enrolment.id, N_("Exempt from this module"), N_("Record the exemption"),
        lambda values: enrolments.exempt(
            work, enrolment.id, values["exemption_ground"], values["exemption_by"], values["exemption_date"],
            certificate_date=values["certificate_date"], evidence=values["evidence"],
        ),
        fields=tuple(asked(Exemption, name, required=name in names[:3]) for name in names),
        start={"exemption_date": work.clock.today()},
        done=N_("The exemption is recorded."),
    )  # fmt: skip


def attempt_act(work: Work, enrolment: Enrolment) -> Act:
    """An exam that was taken, or is planned."""
    return Act(
        "attempt", enrolment.id, N_("Record an exam"), N_("Record the exam"),
        lambda values: enrolments.record_attempt(
            work, enrolment.id, values["attempt_date"], values["result"], values["grade"]
        ),
        fields=tuple(asked(Attempt, n, required=n == "attempt_date") for n in ("attempt_date", "result", "grade")),
        start={"attempt_date": work.clock.today()},
        explanation=said(N_("Leave the result empty for an exam that is still to come. A retake is a next exam.")),
        done=N_("The exam is recorded."),
    )  # fmt: skip


def _filled(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
