"""The guided half hour in practice town: what to try, and what shows that it was done: a change, or a print."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from desktop.application.ports import Reader
from desktop.domain.read_log import ReadAct
from desktop.domain.said import N_

KEY = "practice.guide"
"""Under which key practice town remembers what was done."""

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: its name, a sentence with the keys, and what shows it was done: an action or a read act."""

    id: str
    title: str
    sentence: str
    shown_by: frozenset[str] = frozenset()
    handed_out: frozenset[ReadAct] = frozenset()


STEPS = (
    Step(
        "sign_up", N_("Sign somebody up"),
        N_("Press Ctrl+1 for your people and Ctrl+N for somebody new. Invent a name, then press Ctrl+Enter."),
        frozenset({"Candidate signed up"}),
    ),
    Step(
        "intake", N_("Fill in the intake"),
        N_("Press Ctrl+3. Type an answer and press Tab: it is saved at once. Start the intake first if it asks."),
        frozenset({"Intake started", "Intake changed", "Personal details changed"}),
    ),
    Step(
        "freeze", N_("Finish an intake"),
        N_(
            "Press Ctrl+Enter on the intake. What is missing is listed as links; you may also look for somebody in "
            "stage Intake with everything filled in. The finished text then stays as it is."
        ),
        frozenset({"Intake frozen"}),
    ),
    Step(
        "match", N_("Propose somebody to an employer"),
        N_(
            "Ctrl+2 opens the dossier of somebody in Orientation; Alt+Down goes to Match and question. Choose one "
            "and propose. Then record the decision: both said yes."
        ),
        frozenset({"Match proposed"}),
    ),
    Step(
        "route", N_("Put a module in the route"),
        N_("Alt+Down goes on to Route and modules. Plan a route, press Insert, find a module and press Enter."),
        frozenset({"Module put in the route"}),
    ),
    Step(
        "agreement", N_("Change an agreement"),
        N_(
            "Open somebody in Modules with Ctrl+1 and Enter; Alt+Up goes to Agreement. Choose Amend…, say what "
            "changes and why, and type other working hours. Everybody then signs the new version."
        ),
        frozenset({"Agreement drawn up", "Agreement amended", "Agreement offered for signing", "Signature recorded"}),
    ),
    Step(
        "note", N_("Write a note"),
        N_("Press Ctrl+Shift+N, wherever you are, type what happened and press Ctrl+Enter."),
        frozenset({"Note added"}),
    ),
    Step(
        "task", N_("Give yourself a task"),
        N_("Press Ctrl+4 for the agenda and Ctrl+N. Choose Task, say what it is about and add it."),
        frozenset({"Task added"}),
    ),
    Step(
        "print", N_("Print"),
        N_(
            "Press Ctrl+P for the preview. Ctrl+Enter prints and Ctrl+S saves a PDF; “File in the dossier” keeps the "
            "pages as they are now."
        ),
        handed_out=frozenset({ReadAct.PRINTED, ReadAct.SAVED, ReadAct.FILED}),
    ),
    Step(
        UNDO, N_("Take a step back"),
        N_("Press Ctrl+Z. The last step is undone; Ctrl+Y does it again. Nothing is ever lost."),
    ),
)  # fmt: skip


def done_by(label: str) -> frozenset[str]:
    """The steps that an action of this name shows to be done."""
    return frozenset(step.id for step in STEPS if label in step.shown_by)


def done_by_handing_out(act: ReadAct) -> frozenset[str]:
    """The steps that this way to hand a document out shows to be done."""
    return frozenset(step.id for step in STEPS if act in step.handed_out)


def recall(read: Reader) -> frozenset[str]:
    """The steps that were done before."""
    return frozenset(json.loads(read.recall(KEY) or "[]"))


def kept(done: Collection[str]) -> str:
    """What to remember about the steps that were done."""
    return json.dumps(sorted(done))
