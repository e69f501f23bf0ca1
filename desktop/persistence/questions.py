"""What nobody decided yet, as a person is asked it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.application.syncing import Conflict
from desktop.domain.changes import DELETED
from desktop.domain.fields import Merge
from desktop.domain.synced import synced
from desktop.persistence.engine import Raw
from desktop.persistence.rows import from_stored

_CONFLICT = "id, tbl, record, root, field, kept, kept_by, kept_hlc, lost, lost_by, lost_hlc"


def open_ones(on: Raw) -> Sequence[Conflict]:
    """The questions, oldest first; what goes along with another stands with it."""
    rows = on.execute(f"SELECT {_CONFLICT} FROM conflict WHERE settled = 0 ORDER BY id").fetchall()
    return _together([_conflict(row) for row in rows])


def _together(found: Sequence[Conflict]) -> list[Conflict]:
    """A step goes along with its stage, what was deleted with it with what is above it."""
    stages = [each for each in found if each.field == synced()[each.table].stage]
    along: dict[str, list[Conflict]] = {each.id: [] for each in found}
    for each in found:
        if each.field != DELETED and synced()[each.table].rule(each.field) is Merge.FOLLOWS:
            led = [stage for stage in stages if stage.record == each.record]
            for stage in sorted(led, key=lambda stage: stage.lost_by != each.lost_by)[:1]:
                along[stage.id].append(each)
                del along[each.id]
    order = [*synced()]
    deletions: dict[tuple[object, ...], Conflict] = {}
    for each in sorted(found, key=lambda each: order.index(each.table)):
        if each.field == DELETED and each.kept:
            first = deletions.setdefault((each.root, each.kept_by, each.kept_hlc), each)
            if first is not each:
                along[first.id].append(each)
                del along[each.id]
    return [replace(each, along=tuple(along[each.id])) for each in found if each.id in along]


def _conflict(row: tuple[Any, ...]) -> Conflict:
    found = Conflict(*row)
    if found.field == DELETED:
        return replace(found, kept=bool(found.kept), lost=bool(found.lost))
    field = synced()[found.table].spec.fields[found.field]
    return replace(found, kept=from_stored(field, found.kept), lost=from_stored(field, found.lost))
