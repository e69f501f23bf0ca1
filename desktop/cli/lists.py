"""The command that imports a list: rehearsed first, applied as one action, remembered for the next list like it."""

from __future__ import annotations

from pathlib import Path

from desktop.application.imports.applying import import_action
from desktop.application.imports.existing import StoredRecords
from desktop.application.imports.fates import FATES, Fate, Rehearsal
from desktop.application.imports.mapping import remember
from desktop.application.imports.reading import read
from desktop.application.imports.reference_formats import known_column
from desktop.application.imports.references import Turn, Update, update
from desktop.application.imports.rehearsal import rehearse
from desktop.application.imports.vocabulary import vocabulary
from desktop.application.ports import Reader
from desktop.cli.context import Context, Printed
from desktop.domain.errors import NotThere
from desktop.domain.folding import fold
from desktop.domain.records import Organisation
from desktop.domain.said import N_, FieldName, said


def import_list(context: Context) -> Printed:
    """Import a list of people, employers, questions, modules or references; ``--dry-run`` only says what would come."""
    if context.arguments.kind == "reference":
        return _reference(context)
    path, kind = Path(context.arguments.file), context.arguments.kind
    dry = context.arguments.dry_run
    opened = context.reading() if dry else context.writing()
    sheet = read(path, vocabulary(kind).likeness)
    today = opened.work.clock.today()
    sent = {"traject.source_org": _source(opened.store, context.arguments.source)} if context.arguments.source else None
    rehearsed = rehearse(sheet, kind, StoredRecords(opened.store), today, memory=opened.store, defaults=sent)
    if dry:
        return Printed(_told(context, rehearsed), _data(context, rehearsed))
    action = import_action(opened.work, rehearsed, context.language)
    opened.workspace.backups.before("import")
    outcome = opened.store.apply(action)
    remember(rehearsed.plan, opened.store)
    done = context.say(outcome.label, **outcome.counts)
    text = f"{_told(context, rehearsed)}\n\n{done}\n" + context.say(
        N_("Take it back with: undo {action}"), action=outcome.action
    )
    return Printed(text, _data(context, rehearsed) | {"action": outcome.action})


def _source(read: Reader, name: str) -> str:
    """The organisation with this id or name."""
    found = [o for o in read.where(Organisation) if name == o.id or fold(name) == fold(o.name or "")]
    if not found:
        sentence = N_("There is no organisation “{name}”. Add it first with: add organisation name=… kind=…")
        raise NotThere(said(sentence, name=name))
    return found[0].id


def _reference(context: Context) -> Printed:
    dry = context.arguments.dry_run
    opened = context.reading() if dry else context.writing()
    path = Path(context.arguments.file)
    found = update(opened.work, read(path, known_column), path.name)
    text = context.say(
        N_("{format}: {new} new, {changed} changed, {gone} no longer on the list, {same} the same."),
        format=found.format, **_turns(found),
    )  # fmt: skip
    text += "".join(
        "\n" + context.say(N_("Row {number}: {reason}"), number=number, reason=reason)
        for number, reason in found.refused
    )
    data = _update_data(found)
    if dry or not found.edits:
        return Printed(text, data)
    opened.workspace.backups.before("import")
    outcome = opened.store.apply(found.action)
    return Printed(text, data | {"action": outcome.action})


def _told(context: Context, rehearsed: Rehearsal) -> str:
    say = context.language.say
    lines = [say(notice) for notice in rehearsed.notices]
    for row in rehearsed.rows:
        why = [say(reason) for reason in row.reasons]
        if row.missing:
            names = ", ".join(say(said("{field}", field=name)) for name in row.missing)
            why.append(context.say(N_("Still missing: {names}."), names=names))
        if row.kept:
            why.append(context.say(N_("Kept in a note: {text}"), text="; ".join(f"{c}: {t}" for c, t in row.kept)))
        if why or row.fate not in (Fate.NEW, Fate.EMPTY):
            lines.append(
                " ".join([context.say(N_("Row {number}"), number=row.number) + f", {_fate(context, row.fate)}.", *why])
            )
    counts = ", ".join(f"{_fate(context, fate)}: {n}" for fate, n in rehearsed.counts.items())
    return "\n".join([*lines, counts])


def _fate(context: Context, fate: Fate) -> str:
    return context.say(FATES[fate])


def _data(context: Context, rehearsed: Rehearsal) -> dict[str, object]:
    return {
        "counts": {fate.value: n for fate, n in rehearsed.counts.items()},
        "columns": {c.header: c.target for c in rehearsed.plan.columns},
        "rows": [
            {
                "row": row.number, "fate": row.fate.value,
                "values": {k: str(v) for k, v in row.values.items() if v is not None},
                "reasons": [context.language.say(r) for r in row.reasons],
                "missing": [_key(name) for name in row.missing], "kept": dict(row.kept),
            }
            for row in rehearsed.rows
        ],
    }  # fmt: skip


def _key(name: FieldName) -> str:
    return f"{name.record}.{name.name}"


def _update_data(found: Update) -> dict[str, object]:
    return {
        "format": found.format, "entries": dict(found.entries), **_turns(found),
        "refused": [number for number, _ in found.refused],
    }  # fmt: skip


def _turns(found: Update) -> dict[str, int]:
    return {turn.value: found.count(turn) for turn in Turn}
