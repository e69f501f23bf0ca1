"""What the store must do, in plain Python: every record as it stands, every action, and what an undo may take back."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.changes import DELETED, PARENT, WHOLE, Create, SetField
from desktop.domain.fields import RECORDS

BULK = 25


@dataclass
class Thing:
    """A record in the model."""

    kind: str
    id: str
    parent: str | None
    root: str
    values: dict[str, Any]
    deleted: bool = False
    born: str | None = None

    def value(self, name: str) -> Any:
        """A field, or whether it is deleted."""
        if name == PARENT:
            return self.parent
        return self.deleted if name == DELETED else self.values.get(name)


@dataclass(frozen=True)
class Step:
    """One change: of which record, which field, from what to what; `WHOLE` for the making of it."""

    record: str
    field: str
    before: Any
    after: Any


@dataclass
class Deed:
    """An action in the model."""

    id: str
    steps: list[Step]
    bulk: bool
    undoes: Deed | None = None

    @property
    def made(self) -> set[str]:
        """What it made."""
        return {s.record for s in self.steps if s.field == WHOLE}

    def touched(self) -> dict[tuple[str, str], tuple[Any, Any]]:
        """Each changed field with what it was before the action and after it."""
        net: dict[tuple[str, str], tuple[Any, Any]] = {}
        for step in self.steps:
            if step.field == WHOLE:
                net[step.record, DELETED] = (True, False)
            else:
                before = net.get((step.record, step.field), (step.before, None))[0]
                net[step.record, step.field] = (before, step.after)
        return net


class NotAllowed(Exception):
    """The store must refuse this."""


@dataclass
class Model:
    """Everything that was done, and what it comes to."""

    things: dict[str, Thing] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)

    def live(self, *kinds: str) -> list[Thing]:
        """What stands, oldest first."""
        return [t for t in self.things.values() if not t.deleted and (not kinds or t.kind in kinds)]

    def apply(self, edits: Iterable[Create | SetField], bulk: bool = False) -> list[Step]:
        """The steps of an action; `NotAllowed`, and nothing changed, where the store must refuse it."""
        before = copy.deepcopy(self.things)
        try:
            edits = list(edits)
            steps: list[Step] = []
            made = [e for e in edits if isinstance(e, Create)]
            for edit in sorted(made, key=lambda e: depth(e.kind)):
                steps += self._create(edit)
            for each in edits:
                if isinstance(each, SetField):
                    steps += self._edited(each)
            self._none_stands_below_another()
        except NotAllowed:
            self.things = before
            raise
        return steps

    def done(self, action: str, steps: list[Step], bulk: bool, undoes: Deed | None = None) -> None:
        """The store did it too."""
        self.deeds.append(Deed(action, steps, bulk, undoes))

    def _create(self, edit: Create) -> Iterator[Step]:
        above = self.things.get(edit.parent or "")
        if RECORDS[edit.kind].parent and (above is None or above.deleted):
            raise NotAllowed
        values = {name: value for name, value in edit.values.items() if value is not None}
        self.things[edit.id] = Thing(edit.kind, edit.id, edit.parent, above.root if above else edit.id, values)
        self.things[edit.id].born = edit.parent
        yield Step(edit.id, WHOLE, None, dict(values))

    def _edited(self, edit: SetField) -> Iterator[Step]:
        if edit.field == PARENT:
            return self._move(edit.id, edit.value)
        return self._delete(edit.id) if edit.field == DELETED and edit.value else self._set(edit)

    def _none_stands_below_another(self) -> None:
        if any(t.parent and not t.deleted and RECORDS[t.kind].parent is None for t in self.things.values()):
            raise NotAllowed

    def _move(self, record: str, to: str | None) -> Iterator[Step]:
        thing, above = self.things.get(record), self.things.get(to or "")
        if thing is None or (thing.deleted and depth(thing.kind)) or depth(thing.kind) > 1:
            raise NotAllowed
        if to is None:
            if depth(thing.kind):
                raise NotAllowed
        else:
            fits = above is not None and not above.deleted and above.root != record
            if not fits or (above and above.kind) != (RECORDS[thing.kind].parent or thing.kind):
                raise NotAllowed
        if thing.parent != to:
            yield Step(record, PARENT, thing.parent, to)
        self._place(thing, to)

    def _place(self, thing: Thing, to: str | None) -> None:
        thing.parent = to
        waiting = [(thing, self.things[to].root if to else thing.id)]
        while waiting:
            one, root = waiting.pop()
            one.root = root
            waiting += [(t, root) for t in self.things.values() if t.parent == one.id]

    def _set(self, edit: SetField) -> Iterator[Step]:
        thing = self.things.get(edit.id)
        if thing is None or (thing.deleted and edit.field != DELETED):
            raise NotAllowed
        below = edit.field == DELETED and RECORDS[thing.kind].parent
        if below and thing.parent and self.things[thing.parent].deleted:
            raise NotAllowed
        before = thing.value(edit.field)
        if before != edit.value:
            yield Step(edit.id, edit.field, before, edit.value)
        if edit.field == DELETED:
            thing.deleted = False
        else:
            thing.values[edit.field] = edit.value

    def _delete(self, record: str) -> Iterator[Step]:
        """What belongs to it goes with it."""
        thing = self.things.get(record)
        if thing is None:
            raise NotAllowed
        for below in list(self.things.values()):
            if below.parent == record and not below.deleted:
                yield from self._delete(below.id)
        if not thing.deleted:
            yield Step(record, DELETED, False, True)
        thing.deleted = True

    def undone(self, deed: Deed) -> bool:
        """Whether it is taken back by an undo that is not itself taken back."""
        return any(other.undoes is deed and not self.undone(other) for other in self.deeds)

    def next_undo(self) -> Deed | None:
        """What Ctrl+Z takes back."""
        fit = [d for d in self.deeds if d.undoes is None and d.steps and not self.undone(d)]
        return fit[-1] if fit else None

    def next_redo(self) -> Deed | None:
        """What Ctrl+Y does again."""
        since: list[Deed] = []
        for deed in self.deeds:
            since = [] if deed.undoes is None and deed.steps else [*since, deed]
        fit = [d for d in since if d.undoes is not None and d.undoes.undoes is None and not self.undone(d)]
        return fit[-1] if fit else None

    def take_back(self, deed: Deed) -> tuple[list[Step], set[str]]:
        """The steps of the undo and the records it has to leave; `NotAllowed` where the store must refuse it."""
        if self.undone(deed) or not deed.steps:
            raise NotAllowed
        net, stuck = deed.touched(), self._stuck(deed)
        left = set(stuck)
        if stuck and (not deed.bulk or any(name == PARENT for _, name in net)):
            raise NotAllowed
        mine = {record for record, _ in net}
        while more := self._belonging(stuck, mine, deed):
            stuck |= more
        if stuck >= mine:
            raise NotAllowed
        steps = []
        for (record, name), (before, after) in net.items():
            if record in stuck or before == after or (record in deed.made and name != DELETED):
                continue
            thing = self.things[record]
            steps.append(Step(record, name, thing.value(name), before))
            if name == DELETED:
                thing.deleted = bool(before)
            elif name == PARENT:
                self._place(thing, before)
            else:
                thing.values[name] = before
        return steps, left

    def _stuck(self, deed: Deed) -> set[str]:
        net, since = deed.touched(), self.deeds[self.deeds.index(deed) + 1 :]
        hidden = {r for (r, name), (before, after) in net.items() if name == DELETED and before and not after}
        shown = {r for (r, name), (before, after) in net.items() if name == DELETED and after and not before}
        stuck = set()
        for (record, name), (_, after) in net.items():
            if self.things[record].value(name) != after:
                stuck.add(record)
        for record in {record for record, _ in net} - hidden - shown:
            if self.things[record].deleted and not net.get((record, DELETED), (0, False))[1]:
                stuck.add(record)
        for record in deed.made:
            told = next(s.after for s in deed.steps if s.record == record and s.field == WHOLE)
            left = {**told, **{n: after for (r, n), (_, after) in net.items() if r == record and n != DELETED}}
            now = self.things[record].values
            if self.things[record].parent != self.things[record].born:
                stuck.add(record)
            if any(now.get(name) != left.get(name) for name in {*now, *left}):
                stuck.add(record)
        moved = {record: before for (record, name), (before, _) in net.items() if name == PARENT}
        for record in {*shown, *moved}:
            parent, top = moved.get(record, self.things[record].parent), not depth(self.things[record].kind)
            if top and parent and record in shown:
                stuck.add(record)
            if not top and parent and self.things[parent].deleted and parent not in shown:
                stuck.add(record)
        pointed = {
            (s.record, name) for d in since for s in d.steps
            for name in (s.after if s.field == WHOLE else (s.field,))
        }  # fmt: skip
        for other in self.live():
            if other.id in hidden:
                continue
            if (parent := moved.get(other.id, other.parent)) in hidden:
                stuck.add(parent or "")
            stuck |= {
                other.values[name] for name in references(other.kind)
                if other.values.get(name) in hidden and (other.id, name) in pointed
            }  # fmt: skip
        return stuck

    def _belonging(self, stuck: set[str], mine: set[str], deed: Deed) -> set[str]:
        """What has to stay because something else stays: of the same person, or pointed to by what stays."""
        roots = {self.things[r].root for r in stuck}
        more = {r for r in mine if self.things[r].root in roots}
        for record in stuck & mine:
            thing = self.things[record]
            more |= {thing.values[n] for n in references(thing.kind) if thing.values.get(n) in deed.made}
        return more - stuck


def depth(kind: str) -> int:
    """How many records stand above one of this kind."""
    parent = RECORDS[kind].parent
    return 0 if parent is None else 1 + depth(parent)


def references(kind: str) -> list[str]:
    """The fields of a kind that point to another record."""
    return [f.name for f in RECORDS[kind].stored if f.target]
