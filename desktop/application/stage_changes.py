"""Moving a case through its stages; every move is an event, and no gate opens without a reason."""

from __future__ import annotations

from desktop.application.cases import only_team_lead, open_case, reason_given
from desktop.application.checking import new_record
from desktop.application.ports import Work
from desktop.domain.agreement_rules import COMPLETE, STARTED
from desktop.domain.case import Case
from desktop.domain.changes import Action, Edit, SetField
from desktop.domain.codes import Stage, code_of
from desktop.domain.dossier import Dossier
from desktop.domain.errors import GateClosed, Refused
from desktop.domain.records import Traject
from desktop.domain.said import N_, CodeName, said, said_n
from desktop.domain.stages import ORDER, first_step, gate, stage_of


def advance_stage(work: Work, traject: str, to: str, override: str | None = None) -> Action:
    """Move a case to another stage: on through the gates, or back with a reason.

    `GateClosed` lists what is missing. ``override`` is the reason why a team lead opens the gate anyway; for the way
    back it is the reason, from anybody.
    """
    case = open_case(work, traject)
    wanted = _stage(to)
    if wanted is Stage.CLOSED:
        raise Refused(said(N_("To close a case, choose its result and the reason of closing.")))
    if case.hold:
        raise Refused(
            said(N_("This case is on hold ({hold}) since {day}. Resume it first."),
                 hold=CodeName("hold", case.hold), day=case.hold_since)
        )  # fmt: skip
    dossier = work.read.dossier(traject)
    now = stage_of(dossier)
    if wanted is now:
        raise Refused(said(N_("This case is in stage {stage} already."), stage=CodeName("stage", now)))
    if ORDER.index(wanted) < ORDER.index(now):
        return _back(work, case, wanted, override)
    points = gate(dossier, wanted, work.clock.today())
    if points and override is None:
        sentence = said_n(
            "Stage {stage} cannot be entered yet: one thing is missing.",
            "Stage {stage} cannot be entered yet: {n} things are missing.",
            len(points), stage=CodeName("stage", wanted),
        )  # fmt: skip
        raise GateClosed(sentence, points)
    reason = _overridden(work, override) if points else None
    edits = (*_entered(work, case, wanted, reason, override=bool(points)), *_on_entry(dossier, wanted, work))
    return Action(N_("Stage advanced"), edits, reason)


def set_step(work: Work, traject: str, substage: str) -> Action:
    """Set the step within the stage a case is in, such as ``S2.trial_day``."""
    case = open_case(work, traject)
    known = code_of("substage", substage)
    if known is None or known.under != case.stage:
        sentence = N_("This step does not belong to stage {stage}. Choose a step of that stage.")
        raise Refused(said(sentence, stage=CodeName("stage", case.stage or Stage.SIGN_UP)))
    return Action(N_("Step in the stage changed"), (SetField("traject", traject, "substage", substage),))


def event(
    work: Work,
    case: Traject,
    *,
    to: str | None = None,
    hold: str | None = None,
    reason: str | None,
    override: bool = False,
) -> Edit:
    """The append-only event of a change of stage (``to``) or of hold; what does not change is left as it is."""
    values = {
        "at": work.clock.now(),
        "by": work.user.id,
        "from_stage": case.stage,
        "to_stage": to or case.stage,
        "from_hold": case.hold,
        "to_hold": hold,
        "reason": reason,
        "override": override,
    }
    return new_record(work, "stage_event", case.id, values)


def _stage(to: str) -> Stage:
    try:
        return Stage(to.upper())
    except ValueError:
        sentence = N_("There is no stage {stage}. The stages are S0 to S7; a pause is set with the hold.")
        raise Refused(said(sentence, stage=to[:20])) from None


def _overridden(work: Work, override: str | None) -> str:
    only_team_lead(
        work,
        said(N_("Only a team lead can open a gate that is still closed. Ask your team lead, or add what is missing.")),
    )
    return reason_given(override, said(N_("Say why the gate is opened anyway: the reason is kept in the dossier.")))


def _back(work: Work, case: Traject, to: Stage, reason: str | None) -> Action:
    why = reason_given(
        reason,
        said(N_("Going back to stage {stage} needs a reason: it is kept in the dossier."), stage=CodeName("stage", to)),
    )
    return Action(N_("Stage set back"), _entered(work, case, to, why, override=False), why)


def _entered(work: Work, case: Traject, to: Stage, reason: str | None, *, override: bool) -> tuple[Edit, ...]:
    return (
        SetField("traject", case.id, "stage", to.value),
        SetField("traject", case.id, "substage", first_step(to)),
        event(work, case, to=to.value, hold=case.hold, reason=reason, override=override),
    )


def _on_entry(dossier: Dossier, to: Stage, work: Work) -> tuple[Edit, ...]:
    """What begins with a stage: the agreement is in force and the route runs from S4 on."""
    if ORDER.index(to) < ORDER.index(Stage.MODULES):
        return ()
    found = Case(dossier, work.clock.today())
    edits: list[Edit] = []
    if found.agreement and found.agreement.status == COMPLETE:
        edits.append(SetField("agreement", found.agreement.id, "status", STARTED))
    if found.route and found.route.status == "approved":
        edits.append(SetField("route", found.route.id, "status", "running"))
    return tuple(edits)
