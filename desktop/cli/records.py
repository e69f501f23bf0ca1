"""Commands about records: find, list, show, add, set, stage, undo, redo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.application import facts, values
from desktop.application.edits import add as add_record
from desktop.application.edits import change
from desktop.application.ports import Reader, Work
from desktop.application.stage_changes import advance_stage
from desktop.cli.context import Context, Printed, kind
from desktop.domain.changes import PARENT, WHOLE, Change, Outcome
from desktop.domain.checks import Unfit
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Invalid, NotThere
from desktop.domain.fields import Beside, Field, Record, RecordType
from desktop.domain.read_log import ReadAct
from desktop.domain.records import RECORDS, Candidate, Traject
from desktop.domain.records import User as Colleague
from desktop.domain.said import N_, KindName, said


def find(context: Context) -> Printed:
    """What is found by these letters."""
    hits = context.reading().store.search(context.arguments.text)
    if not hits:
        return Printed(context.say(N_("Nothing was found. Type the beginning of a name, a town or a number.")), [])
    lines = [f"{h.id}  {context.language.record(RECORDS[h.kind])}: {h.title}" for h in hits]
    return Printed("\n".join(lines), [{"id": h.id, "kind": h.kind, "title": h.title} for h in hits])


def list_records(context: Context) -> Printed:
    """All records of a kind, a line each."""
    spec = kind(context.arguments.kind)
    found = context.reading().store.where(spec.type)
    lines = [f"{r.id}  {facts.title(r, context.language)}" for r in found]
    empty = context.say(N_("There is nothing of this kind yet."))
    return Printed("\n".join(lines) or empty, [plain(r) for r in found])


def show(context: Context) -> Printed:
    """A dossier (by the id of the case or the person, or by its number), or any other record."""
    read = context.handing_out().store
    record = record_of(read, context.arguments.id)
    if isinstance(record, Candidate | Traject):
        context.looking(ReadAct.OPENED, record.id)
    if context.arguments.history:
        return _history(context, read, record)
    if isinstance(record, Candidate | Traject):
        return _dossier(context, _dossier_of(context, read, case_of(read, record)))
    if context.arguments.as_of:
        raise Invalid(
            {"as_of": said(N_("Only a dossier can be shown as it was. Give the number of a case or a person."))}
        )
    lines = _lines(context, record, lambda _, other: find_record(read, other))
    return Printed("\n".join(lines), plain(record))


def add(context: Context) -> Printed:
    """A new record; a candidate gets a case with it, so fields of the case may be given too."""
    spec = kind(context.arguments.kind)
    opened = context.writing()
    fields = dict(spec.fields) if spec.type is not Candidate else {**RECORDS["traject"].fields, **spec.fields}
    given = _given(opened.work, fields, context.arguments.values, {})
    parent, sure = context.arguments.parent, context.arguments.confirm
    action = add_record(opened.work, spec.name, parent, given, confirmed=sure)
    return _done(context, opened.store.apply(action), spec)


def set_fields(context: Context) -> Printed:
    """Change fields of a record."""
    opened = context.writing()
    record = record_of(opened.store, context.arguments.id)
    given = _given(opened.work, record.SPEC.fields, context.arguments.values, record.values())
    reason, sure = context.arguments.reason, context.arguments.confirm
    action = change(opened.work, record.SPEC.name, record.id, given, reason, confirmed=sure)
    if not action.edits:
        return Printed(context.say(N_("Nothing changed: the values were like this already.")), {"records": []})
    return _done(context, opened.store.apply(action))


def stage(context: Context) -> Printed:
    """Bring a case to a stage, or say everything that is missing."""
    opened = context.writing()
    case = case_of(opened.store, record_of(opened.store, context.arguments.id))
    action = advance_stage(opened.work, case.id, context.arguments.stage, context.arguments.override)
    return _done(context, opened.store.apply(action))


def undo(context: Context) -> Printed:
    """Take an action back."""
    return _done(context, context.writing().store.undo(context.arguments.action), head=N_("Taken back: {what}"))


def redo(context: Context) -> Printed:
    """Do again what was undone last."""
    return _done(context, context.writing().store.redo(), head=N_("Done again: {what}"))


def find_record(read: Reader, record_id: str) -> Record | None:
    """The record with this id, whatever its kind."""
    found = read.kind_of(record_id)
    return read.find_one(RECORDS[found].type, record_id) if found else None


def record_of(read: Reader, wanted: str) -> Record:
    """The record a person means: by its id, or a case by its dossier number."""
    found = find_record(read, wanted) or next(iter(read.where(Traject, limit=1, dossier_no=wanted.upper())), None)
    if found is None:
        raise NotThere(
            said(N_("There is nothing with the number {number}. Look for the name with “find”."), number=wanted)
        )
    return found


def case_of(read: Reader, record: Record) -> Traject:
    """The case of a person (the newest), or the case itself."""
    cases = read.children(Traject, record.id) if isinstance(record, Candidate) else ()
    case = record if isinstance(record, Traject) else (cases[-1] if cases else None)
    if case is None:
        raise NotThere(
            said(N_("{kind} is not a case. Give the number of a case or a person."), kind=KindName(record.SPEC.name))
        )
    return case


def plain(record: Record) -> dict[str, Any]:
    """A record as JSON: its id, parent and filled fields."""
    filled = {name: value for name, value in record.values().items() if value is not None}
    return {"kind": record.SPEC.name, "id": record.id, "parent": record.parent} | filled


def _given(work: Work, fields: Mapping[str, Field], pairs: Sequence[str], present: Mapping[str, Any]) -> dict[str, Any]:
    """FIELD=VALUE pairs as checked values; every problem is named at once."""
    given: dict[str, Any] = {}
    problems = {}
    for pair in pairs:
        name, _, typed = pair.partition("=")
        field = fields.get(name)
        if field is None or "=" not in pair:
            known = ", ".join(fields)
            problems[name] = said(
                N_("“{pair}” is not FIELD=VALUE with a field of this kind: {known}."), pair=name, known=known
            )
            continue
        try:
            given[name] = values.parse(field, typed, Beside(work.clock.today(), {**present, **given}))
        except Unfit as unfit:
            problems[name] = unfit.said
    if problems:
        raise Invalid(problems)
    return given


def _done(
    context: Context, outcome: Outcome, made: RecordType | None = None, head: str = N_("Saved: {what}")
) -> Printed:
    language = context.language
    text = language.text(head, what=language.text(outcome.label, **outcome.counts))
    text += "\n" + "\n".join(language.say(one) for one in outcome.left)
    ids = [record for kind_name, record in sorted(outcome.touched) if made is None or kind_name == made.name]
    data = {
        "action": outcome.action,
        "label": outcome.label,
        "records": ids,
        "left": [str(one) for one in outcome.left],
    }
    return Printed(text + ("\n".join(["", *ids]) if made else ""), data)


def _dossier_of(context: Context, read: Reader, case: Traject) -> Dossier:
    if not context.arguments.as_of:
        return read.dossier(case.id)
    field = RECORDS["traject"].fields["opened_on"]
    try:
        day = values.parse(field, context.arguments.as_of, Beside(context.reading().work.clock.today()))
    except Unfit:
        raise Invalid({"as_of": said(N_("Write the date as day-month-year, for example 28-02-2027."))}) from None
    return read.dossier_as_of(case.id, day)


def _dossier(context: Context, dossier: Dossier) -> Printed:
    own = {r.id: r for r in dossier.records}
    lookup = facts.linked_lookup(dossier.linked, own)
    lines: list[str] = []
    kinds: dict[str, list[Record]] = {}
    for record in dossier.records:
        kinds.setdefault(record.SPEC.name, []).append(record)
    for name, found in kinds.items():
        lines += ["", context.language.record(RECORDS[name], plural=len(found) > 1)]
        for record in found:
            lines += [*(f"  {line}" for line in _lines(context, record, lookup)), ""]
    data = {"case": dossier.traject_id, "records": [plain(r) for r in dossier.records]}
    return Printed("\n".join(lines).strip("\n"), data)


def _lines(context: Context, record: Record, lookup: facts.Lookup) -> list[str]:
    told = facts.facts(record, context.language, lookup)
    width = max((len(f.label) for f in told), default=0)
    return [record.id, *(f"{f.label:<{width}}  {f.text}" for f in told)]


def _history(context: Context, read: Reader, record: Record) -> Printed:
    root = record.id if isinstance(record, Candidate) else read.root_of(record.SPEC.type, record.id)
    changes = read.history(root, None if isinstance(record, Candidate | Traject) else record.id)
    names = {user.id: user.name or "" for user in read.where(Colleague)}
    lines = [line for change_ in changes for line in _change_lines(context, change_, names)]
    return Printed("\n".join(lines), [_change_data(c) for c in changes])


def _change_lines(context: Context, one: Change, names: Mapping[str, str]) -> Iterable[str]:
    language = context.language
    head = (
        f"{values.plain(one.at, language)}  {names.get(one.actor, one.actor)}: {language.text(one.label, **one.counts)}"
    )
    spec = RECORDS[one.kind]
    if one.erased:
        gone = language.text(N_("erased"))
        return [f"{head} — {gone}"]
    kind_name = language.record(spec)
    if one.field == WHOLE:
        return [f"{head} — {kind_name}"]
    if one.field == PARENT:
        what = language.text(N_("went to another")) if one.after else language.text(N_("stands by itself again"))
        return [f"{head} — {kind_name}: {what}"]
    field = spec.fields.get(one.field)
    if field is None:
        what = language.text(N_("deleted")) if one.after else language.text(N_("brought back"))
        return [f"{head} — {kind_name}: {what}"]
    line = f"{head} — {language.label(field)}: {_told(field, one.before, context)} → {_told(field, one.after, context)}"
    return [line if one.stands else language.text(N_("{what} (another value was kept)"), what=line)]


def _told(field: Field, value: Any, context: Context) -> str:
    return values.show(field, value, context.language) or context.say(N_("empty"))


def _change_data(one: Change) -> dict[str, Any]:
    return {
        "seq": one.seq, "at": one.at, "by": one.actor, "action": one.action, "label": one.label, "kind": one.kind,
        "record": one.record, "field": one.field, "before": one.before, "after": one.after, "erased": one.erased,
        "stands": one.stands,
    }  # fmt: skip
