"""Coming back: a new case for the same person, with the last intake as a draft to go through again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.application.candidates import dossier_numbers, new_case
from desktop.application.cases import not_restricted
from desktop.application.intake import BELOW
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, Edit
from desktop.domain.codes import Stage
from desktop.domain.errors import Refused
from desktop.domain.fields import Record
from desktop.domain.records import Barrier, Candidate, Intake, Traject
from desktop.domain.said import N_, said

_OF_THE_TALK = frozenset({"intake_date", "form", "minutes", "agreed", "agreed_on", "remark", "version"})
_STILL_KNOWN = ("origin_status", "source_org", "current_employer", "current_job", "current_job_code")


def reenter(work: Work, candidate: str, case: Mapping[str, Any] | None = None) -> Action:
    """A new case in S0 for somebody who was here before; the earlier one stays closed as it is.

    What the person wants and can is copied as a draft, to ask which parts are still true. Consents and the privacy
    notice are asked again, and special data are not copied: the consent for them was for the earlier case.
    """
    work.read.get(Candidate, candidate)
    not_restricted(work, candidate)
    earlier = work.read.children(Traject, candidate)
    if not earlier or earlier[-1].stage != Stage.CLOSED:
        raise Refused(said(N_("This person has a case that is not closed. Go on with that one.")))
    last = earlier[-1]
    known = {name: getattr(last, name) for name in _STILL_KNOWN}
    opened = new_case(
        work, candidate, {**known, **(case or {}), "previous_traject": last.id}, next(dossier_numbers(work))
    )
    traject = next(e.id for e in opened if isinstance(e, Create) and e.kind == "traject")
    return Action(N_("Candidate came back"), (*opened, *_copied(work, last, traject)))


def _copied(work: Work, last: Traject, traject: str) -> Iterable[Edit]:
    for intake in work.read.children(Intake, last.id)[-1:]:
        made = _copy(work, intake, traject)
        yield made
        for kind in BELOW:
            yield from (_copy(work, line, made.id) for line in work.read.children(kind, intake.id))
    for barrier in work.read.children(Barrier, last.id):
        if barrier.solved is None:
            yield _copy(work, barrier, traject)


def _copy(work: Work, old: Record, parent: str) -> Create:
    spec = old.SPEC
    kept = {
        f.name: value
        for f in spec.stored
        if (value := getattr(old, f.name)) is not None and not f.privacy.apart and f.name not in _OF_THE_TALK
    }
    return Create(spec.name, work.ids.new(), parent, kept)
