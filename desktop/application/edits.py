"""The front door for forms and commands: add, change or remove a record of any kind, by the rules of that kind.

What has a use case of its own takes that way (see `edit_changes` and `edit_additions`); all other fields are checked
beside the rest of the record and changed as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.application.cases import not_restricted
from desktop.application.checking import changed_fields, field_of, new_record
from desktop.application.edit_additions import ADDED_BY
from desktop.application.edit_changes import CHANGED_BY
from desktop.application.edit_rules import check_free_text, check_rules, kept, refuse_own_command
from desktop.application.enrolments import take_out
from desktop.application.placements import call_off
from desktop.application.ports import Work
from desktop.domain.changes import Action, delete
from desktop.domain.errors import Refused
from desktop.domain.fields import RECORDS, Record, RecordType
from desktop.domain.records import Candidate
from desktop.domain.said import N_, FieldName, KindName, said

_CHANGED = {
    "candidate": N_("Personal details changed"),
    "traject": N_("Details of the case changed"),
    "intake": N_("Intake changed"),
    "employer": N_("Employer changed"),
    "question": N_("Employer question changed"),
    "agreement": N_("Agreement changed"),
    "route": N_("Route changed"),
    "placement": N_("Placement changed"),
    "module": N_("Module changed"),
}
"""What the undo list calls a change, where the kind is worth naming."""


def change(
    work: Work,
    kind: str,
    record_id: str,
    values: Mapping[str, Any],
    reason: str | None = None,
    *,
    confirmed: bool = False,
) -> Action:
    """Change fields of a record; `Invalid` names each value that cannot be kept, `Refused` says which way to go.

    Words about health and citizen service numbers in free text are refused until ``confirmed`` (R46).
    """
    spec = spec_named(kind)
    found = work.read.get(spec.type, record_id)
    for name in values:
        field_of(spec, name)
    if spec.append_only:
        refuse_own_command(kind)
        raise Refused(said(N_("A {kind} never changes. Add a new one."), kind=KindName(kind)))
    _not_restricted(work, found, values)
    if not confirmed:
        check_free_text(kind, values)
    left, done = dict(values), None
    for command in CHANGED_BY.get(kind, ()):
        if command.when & left.keys():
            taken = {name: left.pop(name) for name in tuple(left) if name in command.takes}
            made = command.run(work, record_id, taken, reason)
            done = done + made if done else made
    if not left:
        return done or Action(_label(kind), (), reason)
    plain = _plain(work, spec, found, left, reason)
    return done + plain if done else plain


def _plain(work: Work, spec: RecordType, found: Record, values: Mapping[str, Any], reason: str | None) -> Action:
    _by_hand(spec, values)
    check_rules(work, spec, found, found.parent, values)
    return Action(_label(spec.name), changed_fields(work, found, values), reason)


def add(work: Work, kind: str, parent: str | None, values: Mapping[str, Any], *, confirmed: bool = False) -> Action:
    """Add a record of a kind below its parent, with these values; ``confirmed`` as in `change`."""
    spec = spec_named(kind)
    if kind not in ADDED_BY:
        refuse_own_command(kind)
    _parent_there(work, spec, parent)
    check_rules(work, spec, None, parent, values)
    if not confirmed:
        check_free_text(kind, values)
    if kind in ADDED_BY:
        return ADDED_BY[kind](work, parent, values)
    _by_hand(spec, values)
    return Action(N_("Line added"), (new_record(work, kind, parent, values),))


def remove(work: Work, kind: str, record_id: str) -> Action:
    """Remove a record; undo brings it back. What others build on, and what was signed or frozen, stays."""
    spec = spec_named(kind)
    found = work.read.get(spec.type, record_id)
    if spec.append_only:
        refuse_own_command(kind)
    _not_restricted(work, found, {})
    if kind == "enrolment":
        return take_out(work, record_id)
    if kind == "placement":
        return call_off(work, record_id)
    kept(work, found)
    check_rules(work, spec, found, found.parent, {})
    return Action(N_("Line removed"), (delete(kind, record_id),))


def _by_hand(spec: RecordType, values: Mapping[str, Any]) -> None:
    for name in values:
        if field_of(spec, name).guarded:
            sentence = N_("The program fills in “{field}” itself, so that it is always right. Leave it out.")
            raise Refused(said(sentence, field=FieldName(spec.name, name)))


def spec_named(kind: str) -> RecordType:
    """The declaration of a kind, or a refusal that names the kinds there are."""
    if kind not in RECORDS:
        raise Refused(
            said(N_("There is no kind “{kind}”. The kinds are: {known}."), kind=kind[:40], known=", ".join(RECORDS))
        )
    return RECORDS[kind]


def _label(kind: str) -> str:
    return _CHANGED.get(kind, N_("Details changed"))


def _parent_there(work: Work, spec: RecordType, parent: str | None) -> None:
    if spec.parent is None:
        if parent is not None:
            raise Refused(
                said(N_("A {kind} does not belong to anything else. Leave that out."), kind=KindName(spec.name))
            )
        return
    above = RECORDS[spec.parent]
    if parent is None:
        sentence = N_("A {kind} belongs to a {parent}. Say to which one.")
        raise Refused(said(sentence, kind=KindName(spec.name), parent=KindName(above.name)))
    _not_restricted(work, work.read.get(above.type, parent), {})


def _not_restricted(work: Work, found: Record, values: Mapping[str, Any]) -> None:
    """A restricted dossier is read only; lifting the restriction itself is the one change."""
    if found.SPEC.scope != "person" or set(values) == {"restricted"}:
        return
    if isinstance(found, Candidate):
        person = found.id if found.restricted else None
    elif found.SPEC.parent == Candidate.SPEC.name:
        person = found.parent
    else:
        person = work.read.root_of(type(found), found.id)
    not_restricted(work, person)
