"""The verbs of a whole case: pause, waiting list, going on, a stage back, dropping out, closing, coming back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from desktop.application.cases import TEAM_LEAD
from desktop.application.closing import close_case as close
from desktop.application.closing import drop_out, loose_ends
from desktop.application.pauses import LONGEST_WAIT, pause, resume, wait
from desktop.application.ports import Work
from desktop.application.reentry import reenter
from desktop.application.stage_changes import advance_stage
from desktop.application.transfer import leaves, transfer
from desktop.domain.changes import Action
from desktop.domain.codes import CODES, Hold, Stage
from desktop.domain.dossier import Dossier
from desktop.domain.records import Note, StageEvent, Traject
from desktop.domain.said import N_, CodeName, Said, said
from desktop.domain.stages import ORDER, stage_of
from desktop.ui.forms.act import Act, Values, asked

PAUSE, WAIT, RESUME, TRANSFER, BACK, DROP_OUT, CLOSE, RETURN = (
    "pause", "wait", "resume", "transfer", "stage_back", "drop_out", "close", "return",
)  # fmt: skip
TITLES = {
    PAUSE: N_("Pause the case"),
    WAIT: N_("Put on the waiting list"),
    RESUME: N_("Go on with the case"),
    TRANSFER: N_("Give the case to a colleague"),
    BACK: N_("Go back a stage"),
    DROP_OUT: N_("Record that the person dropped out"),
    CLOSE: N_("Close the case"),
    RETURN: N_("Start again with this person"),
}
"""Every verb with its name, in the order of the menu."""

_USUAL_PAUSE = timedelta(weeks=6)


def possible(dossier: Dossier | None, verb: str) -> bool:
    """Whether a verb makes sense for the case as it stands."""
    case = dossier.get(Traject, dossier.traject_id) if dossier else None
    if dossier is None or case is None:
        return False
    closed = case.stage == Stage.CLOSED
    if verb == RETURN:
        return closed
    if closed:
        return False
    if verb == RESUME:
        return case.hold is not None
    return verb != BACK or (case.hold is None and stage_of(dossier) is not ORDER[0])


def case_act(work: Work, dossier: Dossier, verb: str) -> Act:
    """The verb for this case."""
    return _ACTS[verb](work, dossier)


def _pause(work: Work, dossier: Dossier) -> Act:
    traject = dossier.traject_id
    return Act(
        PAUSE, traject, TITLES[PAUSE], N_("Pause"),
        lambda values: _hold(pause, work, traject, values),
        fields=(asked(Traject, "hold_reason"), asked(Traject, "hold_review")),
        start={"hold_review": work.clock.today() + _USUAL_PAUSE},
        explanation=said(N_("The stage stays what it is. On the day you choose, the case asks for attention again.")),
        only={"hold_reason": _under(Hold.PAUSED)},
        notes=lambda _: (_stays(dossier),),
    )  # fmt: skip


def _wait(work: Work, dossier: Dossier) -> Act:
    traject = dossier.traject_id
    return Act(
        WAIT, traject, TITLES[WAIT], N_("Put on the list"),
        lambda values: _hold(wait, work, traject, values),
        fields=(asked(Traject, "hold_reason"), asked(Traject, "hold_review")),
        start={"hold_review": work.clock.today() + timedelta(weeks=LONGEST_WAIT)},
        explanation=said(N_("For who cannot start yet. A waiting case is looked at again after four weeks at most.")),
        only={"hold_reason": _under(Hold.WAITING)},
        notes=lambda _: (_stays(dossier),),
    )  # fmt: skip


def _resume(work: Work, dossier: Dossier) -> Act:
    return Act(
        RESUME, dossier.traject_id, TITLES[RESUME], N_("Go on"),
        lambda _: resume(work, dossier.traject_id),
        notes=lambda _: (_stays(dossier),),
    )  # fmt: skip


def _transfer(work: Work, dossier: Dossier) -> Act:
    traject = dossier.traject_id
    return Act(
        TRANSFER, traject, TITLES[TRANSFER], N_("Give the case"),
        lambda values: transfer(work, traject, values["counsellor"], values["body"]),
        fields=(asked(Traject, "counsellor"), asked(Note, "body")),
        explanation=said(
            N_("Your open tasks and planned appointments go along. The note stands in the dossier, for the whole team.")
        ),
        words={"counsellor": N_("To whom"), "body": N_("What your colleague has to know")},
        notes=lambda values: leaves(work.read, traject, values.get("counsellor")),
    )  # fmt: skip


def _back(work: Work, dossier: Dossier) -> Act:
    before = ORDER[: ORDER.index(stage_of(dossier))]
    return Act(
        BACK, dossier.traject_id, TITLES[BACK], N_("Go back"),
        lambda values: advance_stage(work, dossier.traject_id, values["to_stage"], values["reason"]),
        fields=(asked(StageEvent, "to_stage"), asked(StageEvent, "reason")),
        start={"to_stage": before[-1].value},
        explanation=said(N_("For when a step has to be done again. Everything that was recorded stays.")),
        only={"to_stage": tuple(stage.value for stage in before)},
    )  # fmt: skip


def _drop_out(work: Work, dossier: Dossier) -> Act:
    return Act(
        DROP_OUT, dossier.traject_id, TITLES[DROP_OUT], N_("Record and close the case"),
        lambda values: drop_out(
            work, dossier.traject_id, values["dropout_reason"], values["reason"], values["dropout_text"]
        ),
        fields=(
            asked(Traject, "dropout_reason"), asked(Traject, "dropout_text", required=False),
            asked(StageEvent, "reason"),
        ),
        explanation=said(
            N_("The case closes. A team lead countersigns: say below why this is right.")
            if work.user.role == TEAM_LEAD
            else N_("Only a team lead closes a case this way, with a countersign. Until then the case can be paused.")
        ),
        words={"reason": N_("Countersign of the team lead")},
        grave=True,
        notes=lambda _: loose_ends(dossier),
    )  # fmt: skip


def _close(work: Work, dossier: Dossier) -> Act:
    lead = work.user.role == TEAM_LEAD
    results = tuple(code.code for code in CODES["result"].codes if code.code != "dropped_out")
    return Act(
        CLOSE, dossier.traject_id, TITLES[CLOSE], N_("Close"),
        lambda values: close(
            work, dossier.traject_id, values["result"], values["close_reason"],
            countersign=values.get("reason"),
        ),
        fields=(
            asked(Traject, "result"), asked(Traject, "close_reason"),
            *((asked(StageEvent, "reason", required=False),) if lead else ()),
        ),
        explanation=said(
            N_("A closed case can only be read. When the person comes back, a new case starts beside it.")
        ),
        only={"result": results, "close_reason": _but("close_reason", "dropped_out")},
        words={"reason": N_("Countersign of the team lead, where something is missing")},
        grave=True,
        notes=lambda _: loose_ends(dossier),
    )  # fmt: skip


def _return(work: Work, dossier: Dossier) -> Act:
    return Act(
        RETURN, dossier.traject_id, TITLES[RETURN], N_("Start a new case"),
        lambda _: reenter(work, dossier.candidate_id),
        explanation=said(
            N_("The person stays the same, this case stays closed. What the person wanted is copied as a draft to go "
               "through again; consents and the privacy notice are asked anew.")
        ),
    )  # fmt: skip


def _hold(use_case: Callable[..., Action], work: Work, traject: str, values: Values) -> Action:
    return use_case(work, traject, values["hold_reason"], values["hold_review"])


def _under(hold: Hold) -> tuple[str, ...]:
    return tuple(code.code for code in CODES["hold_reason"].codes if code.under == hold)


def _but(codes: str, *left_out: str) -> tuple[str, ...]:
    return tuple(code.code for code in CODES[codes].codes if code.code not in left_out)


def _stays(dossier: Dossier) -> Said:
    return said(
        N_("The case stays in stage {stage}; tasks and appointments stay planned."),
        stage=CodeName("stage", stage_of(dossier)),
    )


_ACTS: dict[str, Callable[[Work, Dossier], Act]] = {
    PAUSE: _pause,
    WAIT: _wait,
    RESUME: _resume,
    TRANSFER: _transfer,
    BACK: _back,
    DROP_OUT: _drop_out,
    CLOSE: _close,
    RETURN: _return,
}
