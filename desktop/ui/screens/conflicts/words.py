"""A conflict in words: about whom and what, and each value with who wrote it, when, and what stood there then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.application.conflicts import Dispute, Side
from desktop.application.ports import Store, Work
from desktop.domain.changes import DELETED
from desktop.domain.fields import RECORDS, RecordType
from desktop.domain.records import User
from desktop.domain.said import N_
from desktop.ui.naming import Names
from desktop.ui.wording import short_moment


class DisputeWords:
    """Reads the names it needs; the values are shown as their fields show them."""

    def __init__(self, store: Store, names: Names, work: Work) -> None:
        self._store, self._names = store, names
        self._today, self._desk = work.clock.today(), work.user.desk

    def about(self, dispute: Dispute) -> str:
        """The person, employer or other record that it belongs to."""
        root = dispute.conflict.root
        kind = self._store.kind_of(root)
        found = self._store.find_one(RECORDS[kind].type, root) if kind is not None else None
        if found is not None:
            return self._names.title(found)
        text, who = self._names.language.text, self._as_it_was(RECORDS[kind], dispute.was) if kind is not None else ""
        return text(N_("{who} (deleted)"), who=who) if who else text(N_("deleted"))

    def _as_it_was(self, spec: RecordType, values: Mapping[str, Any]) -> str:
        parts = (self._names.show(spec.fields[name], values.get(name)) for name in spec.title)
        return " ".join(part for part in parts if part)

    def field(self, dispute: Dispute) -> str:
        """What is called so in the dossier."""
        language, spec = self._names.language, RECORDS[dispute.kind]
        if dispute.conflict.field == DELETED:
            return language.text(N_("{what}: deleted or not"), what=language.record(spec))
        return language.label(spec.fields[dispute.conflict.field])

    def value(self, dispute: Dispute, value: object) -> str:
        """A value as people read it."""
        text = self._names.language.text
        if dispute.conflict.field == DELETED:
            return text(N_("deleted")) if value else text(N_("not deleted"))
        shown = self._names.show(RECORDS[dispute.kind].fields[dispute.conflict.field], value)
        return shown or text(N_("empty"))

    def told(self, dispute: Dispute, side: Side) -> str:
        """Who wrote it, when, and what stood there when it was written."""
        text = self._names.language.text
        when = short_moment(side.at, self._today, self._names.language)
        who = text(N_("you")) if side.is_mine else self._colleague(side.who)
        parts = [f"{who}, {when}"]
        if side.work is not None:
            parts.append(text(side.work.label, **side.work.counts))
        if side.is_seen_known:
            parts.append(text(N_("saw “{value}” there"), value=self.value(dispute, side.seen)))
        if side.shows:
            parts.append(text(N_("stands in the dossier now")))
        return " · ".join(parts)

    def _colleague(self, who: str) -> str:
        """The name, with the desk where it is another."""
        text, found = self._names.language.text, self._store.find_one(User, who) if who else None
        if found is None or not found.name:
            return text(N_("a colleague"))
        if found.desk in (None, self._desk):
            return found.name
        desk = self._names.show(RECORDS["user"].fields["desk"], found.desk)
        return text(N_("{name} of {desk}"), name=found.name, desk=desk)
