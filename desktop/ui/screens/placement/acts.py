"""The verbs of a job and its aftercare: record the job, a contact, lasting work; plan one more; call it off."""

from __future__ import annotations

from datetime import timedelta

from desktop.application.aftercare import plan_contact, record_lasting, record_party
from desktop.application.placements import call_off, from_match, place
from desktop.application.ports import Work
from desktop.domain.records import Aftercare, Placement, Sustained
from desktop.domain.said import N_, CodeName, said
from desktop.ui.forms.act import Act, asked

_JOB = ("employer", "function", "start", "contract", "end", "hours")
_SAID = ("done", "channel", "outcome", "stays", "score", "action")
_SAID_BY_CANDIDATE = (*_SAID, "in_region", "wish")


def place_act(work: Work, traject: str) -> Act:
    """Record the job, with what the match tells filled in."""
    known = from_match(work, traject)
    return Act(
        "place", traject, N_("Record the job"), N_("Record the job"),
        lambda values: place(
            work, traject,
            {**({"occupation_uri": known["occupation_uri"]} if "occupation_uri" in known else {}),
             **{name: value for name, value in values.items() if value is not None}},
        ),
        fields=tuple(asked(Placement, name, required=name != "end") for name in _JOB),
        start={name: known[name] for name in _JOB if name in known},
        explanation=said(
            N_("Five contacts are planned from the first day on: after a week and 1, 3, 6 and 12 months.")
        ),
    )  # fmt: skip


def contact_act(work: Work, contact: Aftercare, party: str) -> Act:
    """Record what one party said."""
    names = _SAID_BY_CANDIDATE if party == "candidate" else _SAID
    return Act(
        f"contact.{party}", contact.id, N_("Record the contact"), N_("Record the contact"),
        lambda values: record_party(
            work, contact.id, party, {name: value for name, value in values.items() if value is not None}
        ),
        fields=tuple(asked(Aftercare, name, required=name in ("done", "outcome")) for name in names),
        start={"done": work.clock.today()},
        explanation=said(N_("With the {party}, planned on {day}."),
                         party=CodeName("aftercare_with", party), day=contact.planned or "–"),
    )  # fmt: skip


def extra_act(work: Work, placement: Placement) -> Act:
    """One more contact."""
    return Act(
        "extra_contact", placement.id, N_("Plan one more contact"), N_("Plan the contact"),
        lambda values: plan_contact(work, placement.id, values["planned"], values["with_whom"]),
        fields=(asked(Aftercare, "planned"), asked(Aftercare, "with_whom")),
        start={"planned": work.clock.today() + timedelta(weeks=2), "with_whom": "both"},
    )  # fmt: skip


def lasting_act(work: Work, placement: Placement, months: int) -> Act:
    """Whether the person still works there."""
    return Act(
        f"lasting.{months}", placement.id, N_("Record lasting work"), N_("Record"),
        lambda values: record_lasting(
            work, placement.id, months, still=values["sustained"] == "1", source=values["source"]
        ),
        fields=(asked(Sustained, "sustained"), asked(Sustained, "source")),
        explanation=said(N_("Does the person still work {months} months after the start?"), months=months),
        only={"sustained": ("1", "2")},
    )  # fmt: skip


def call_off_act(work: Work, placement: Placement) -> Act:
    """The job did not come about."""
    return Act(
        "call_off", placement.id, N_("The job did not come about"), N_("Take the job out"),
        lambda _: call_off(work, placement.id),
        explanation=said(N_("The job and the contacts that were not done yet are taken out. Undo brings them back.")),
        grave=True,
    )  # fmt: skip
