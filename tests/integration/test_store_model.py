"""The real store beside a plain model of it: whatever is done in whatever order, both come to the same."""

from __future__ import annotations

import contextlib
import copy
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from typing_extensions import override

from desktop.application.ports import User
from desktop.domain.changes import DELETED, PARENT, WHOLE, Action, Create, Outcome, SetField, delete, move
from desktop.domain.errors import BuiltOn, Refused
from desktop.domain.fields import RECORDS, Field, Kind, Record
from desktop.domain.folding import fold, found_by
from desktop.persistence.engine import Database
from desktop.persistence.functions import Capture
from desktop.persistence.journal import verify
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import layout
from desktop.persistence.schema import searched_names, table
from desktop.persistence.store import LocalStore
from tests.integration.index import holds_what_stands
from tests.stillness import CountedIds, StillClock
from tests.store_model import BULK, Deed, Model, NotAllowed, Thing

FIELDS = {
    "organisation": ["name"],
    "organisation_contact": ["contact_name"],
    "candidate": ["last_name", "first_name", "birth_date", "house_no", "restricted", "bsn", "bsn_verified"],
    "work_history": ["job_title", "start", "hours_week"],
    "work_task": ["task"],
    "traject": ["dossier_no", "stage", "referrer", "previous_traject"],
    "note": ["body", "note_at", "replaces"],
    "placement": ["function", "jobcoach", "jobcoach_hours", "no_risk_until"],
    "employer": ["trade_name", "from_22", "successor"],
    "question": ["title", "seats", "wage_from"],
}  # fmt: skip
KEY = DataKey(bytes(range(32)))
EMMA = User("01890000-0000-7000-8000-000000000001", "Emma Bakker", "counsellor", "")
WORDS = st.sampled_from(["Yılmaz", "O’Connor", "van der Berg", "Łukasz", "王小明", "Bo", "bo", "", "🚂 trein", "Weiß"])
TEXT = WORDS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXT,
    Kind.LONG: TEXT,
    Kind.CODE: st.sampled_from(["S0", "S1", "S7"]),
    Kind.INTEGER: st.integers(-(2**63), 2**63 - 1) | st.sampled_from([0, 1]),
    Kind.MONEY: st.integers(-5, 10**9),
    Kind.DECIMAL: st.decimals(-1000, 1000, places=2) | st.just(Decimal(0)),
    Kind.FLAG: st.booleans(),
    Kind.DAY: st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    Kind.MONTH: st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda d: d.replace(day=1)),
    Kind.MOMENT: st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001 made aware here
        lambda at: at.replace(microsecond=0, tzinfo=UTC)
    ),
}


class StoreBesideModel(RuleBasedStateMachine):
    """Everything a person can do, in any order, to the real store and to the model."""

    def __init__(self, template: Path) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "overstap.db"
        shutil.copy(template, self.path)
        self.clock, self.ids, self.count = StillClock(), CountedIds(), 0
        self.model, self.days = Model(), dict[date, dict[str, Thing]]()
        self.open()

    def open(self) -> None:
        self.database = Database(self.path, KEY, layout().setup, layout().newest)
        capture = Capture()
        self.database.on_writer(capture.install)
        reading, writing = self.database.reading, self.database.writing
        self.store = LocalStore(reading, writing, capture, self.clock, self.ids, EMMA, "device")

    @override
    def teardown(self) -> None:
        with contextlib.suppress(AttributeError):
            self.the_past_is_read_as_it_was()
        self.database.close()
        shutil.rmtree(self.folder)

    # what a person does

    @rule(data=st.data())
    def do(self, data: st.DataObject) -> None:
        self._apply(self._edits(data, 4), 0)

    @rule(data=st.data())
    def sign_up(self, data: st.DataObject) -> None:
        self._apply([*self._person(data)], 0)

    @rule(data=st.data())
    def import_a_list(self, data: st.DataObject) -> None:
        referrer = Create("organisation", self._id(), None, {"name": data.draw(TEXT)})
        edits: list[Create | SetField] = [referrer]
        for _ in range(data.draw(st.integers(1, 4))):
            edits += self._person(data, referrer.id)
        self._apply(edits[:: data.draw(st.sampled_from([1, -1]))], BULK)

    @rule(data=st.data())
    @precondition(lambda self: self.model.live("candidate", "traject"))
    def change_many(self, data: st.DataObject) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.model.live("candidate", "traject")), max_size=6))
        self._apply([self._change(data, one) for one in chosen], BULK)

    @rule(data=st.data())
    @precondition(lambda self: self._movable())
    def move(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self._movable()))
        fit = self.model.live(RECORDS[one.kind].parent or one.kind)
        to = data.draw(st.sampled_from([None, *(t.id for t in fit), *self.model.things]))
        self._apply([move(one.kind, one.id, to)], 0)

    @rule(data=st.data())
    @precondition(lambda self: len(self.model.live("candidate")) > 1)
    def merge(self, data: st.DataObject) -> None:
        people = self.model.live("candidate")
        stays, goes = data.draw(st.permutations(people))[:2]
        below = [t for t in self.model.live() if t.parent == goes.id]
        name = SetField("candidate", stays.id, "last_name", data.draw(TEXT))
        self._apply(
            [name, *(move(t.kind, t.id, stays.id) for t in below), move("candidate", goes.id, stays.id),
             delete("candidate", goes.id)], data.draw(st.sampled_from([0, BULK])),
        )  # fmt: skip

    @rule(data=st.data())
    def fail_halfway(self, data: st.DataObject) -> None:
        nobody = SetField("candidate", "nobody", "last_name", "X")
        self._apply([*self._edits(data, 3), nobody], 0)

    @rule()
    def undo(self) -> None:
        self._take_back(self.model.next_undo(), lambda _: self.store.undo())

    @rule()
    def redo(self) -> None:
        redone = self.model.next_redo()
        self._take_back(redone, lambda _: self.store.redo())

    @rule(data=st.data())
    @precondition(lambda self: self.model.deeds)
    def undo_any(self, data: st.DataObject) -> None:
        self._take_back(data.draw(st.sampled_from(self.model.deeds)), self.store.undo)

    @rule(days=st.integers(1, 400))
    def sleep(self, days: int) -> None:
        self.days[self.clock.today()] = copy.deepcopy(self.model.things)
        self.clock.move(days=days)

    @rule()
    def reopen(self) -> None:
        self.database.close()
        self.open()

    @rule()
    def the_past_is_read_as_it_was(self) -> None:
        cases = [t for t in self.model.things.values() if t.kind == "traject"]
        for day, things in [*self.days.items(), (self.clock.today(), self.model.things)]:
            for case in cases:
                now = things.get(case.id)
                if now is None or now.deleted:
                    with pytest.raises(Refused):
                        self.store.dossier_as_of(case.id, day)
                    continue
                dossier = self.store.dossier_as_of(case.id, day)
                assert {r.id: kept(r) for r in dossier.records} == {t.id: values(t) for t in _of_case(things, now)}, (
                    f"as it was on {day}"
                )
                for thing in _of_case(things, now):
                    for name in FIELDS[thing.kind]:
                        target, other = RECORDS[thing.kind].fields[name].target, things.get(thing.values.get(name, ""))
                        if target not in (None, "traject", "note") and other is not None:
                            assert kept(dossier.linked[other.id]) == values(other)
        for case in cases:
            if case.deleted:
                with pytest.raises(Refused):
                    self.store.dossier(case.id)
            else:
                assert self.store.dossier(case.id) == self.store.dossier_as_of(case.id, self.clock.today())

    @rule()
    def the_history_adds_up_to_the_present(self) -> None:
        for root in {t.root for t in self.model.things.values()}:
            sums: dict[str, dict[str, Any]] = {}
            for change in reversed(self.store.history(root)):
                if change.field == WHOLE:
                    sums[change.record] = {DELETED: False, **change.after}
                elif change.field == PARENT:
                    assert change.before != change.after
                else:
                    assert sums[change.record].get(change.field) == change.before
                    sums[change.record][change.field] = change.after
            assert {i: _filled(told) for i, told in sums.items()} == {
                t.id: _filled({DELETED: t.deleted, **t.values})
                for t in self.model.things.values() if t.root == root
            }  # fmt: skip

    # what holds after each of them

    @invariant()
    def every_record_is_as_the_model_says(self) -> None:
        for kind in FIELDS:
            found = self.store.where(RECORDS[kind].type)
            assert [(r.id, r.parent, kept(r)) for r in found] == [
                (t.id, t.parent, values(t)) for t in sorted(self.model.live(kind), key=lambda t: self._order(t.id))
            ]

    @invariant()
    def undo_and_redo_offer_what_the_model_says(self) -> None:
        undo, redo = self.model.next_undo(), self.model.next_redo()
        assert (one.action if (one := self.store.undoable()) else None) == (undo.id if undo else None)
        assert (one.action if (one := self.store.redoable()) else None) == (redo.id if redo else None)

    @invariant()
    def journal_index_and_roots_are_whole(self) -> None:
        with self.database.reading() as connection:
            assert verify(connection) == []
            for kind in FIELDS:
                rows = table(kind)
                for row in connection.execute(sa.select(rows)).mappings():
                    assert row["root"] == self.model.things[row["id"]].root
        with self.database.writing() as connection:
            for kind in FIELDS:
                assert not searched_names(RECORDS[kind]) or holds_what_stands(connection, kind)

    @invariant()
    def search_finds_exactly_what_stands(self) -> None:
        for typed in ("yil", "bo", "oconnor", "van b", "小", "trein"):
            expected = {
                t.id for t in self.model.live() if all(
                    any(word.startswith(letters) for word in _words(t)) for letters in fold(typed).split()
                )
            }  # fmt: skip
            assert {hit.id for hit in self.store.search(typed, list(FIELDS), 1000)} == expected, typed

    # how it is done

    def _order(self, record: str) -> int:
        return list(self.model.things).index(record)

    def _movable(self) -> list[Thing]:
        return [t for t in self.model.things.values() if not RECORDS[t.kind].append_only]

    def _id(self) -> str:
        self.count += 1
        return f"r{self.count:04d}"

    def _person(self, data: st.DataObject, referrer: str | None = None) -> Iterator[Create]:
        person, case = self._id(), self._id()
        yield Create("candidate", person, None, self._values(data, "candidate"))
        yield Create("traject", case, person, {**self._values(data, "traject"), "referrer": referrer})
        if data.draw(st.booleans()):
            yield Create("note", self._id(), case, self._values(data, "note"))

    def _values(self, data: st.DataObject, kind: str) -> dict[str, Any]:
        names = data.draw(st.sets(st.sampled_from(FIELDS[kind])))
        return {name: self._value(data, RECORDS[kind].fields[name]) for name in FIELDS[kind] if name in names}

    def _value(self, data: st.DataObject, field: Field) -> Any:
        if field.kind is Kind.REF:
            return data.draw(st.sampled_from([None, *(t.id for t in self.model.live(field.target or ""))]))
        return data.draw(st.none() | VALUES[field.kind])

    def _edits(self, data: st.DataObject, most: int) -> list[Create | SetField]:
        things, edits = list(self.model.things.values()), list[Create | SetField]()
        for _ in range(data.draw(st.integers(1, most))):
            changing: bool = bool(things) and data.draw(st.booleans())
            if changing:
                edits.append(self._change(data, data.draw(st.sampled_from(things))))
            else:
                edits.append(self._create(data, data.draw(st.sampled_from(list(FIELDS)))))
        return edits

    def _create(self, data: st.DataObject, kind: str) -> Create:
        above = [t.id for t in self.model.things.values() if t.kind == RECORDS[kind].parent]
        if RECORDS[kind].parent and not above:
            kind = "candidate"
        parent = data.draw(st.sampled_from(above)) if above else None
        return Create(kind, self._id(), parent, self._values(data, kind))

    def _change(self, data: st.DataObject, one: Thing) -> SetField:
        if RECORDS[one.kind].append_only or data.draw(st.integers(0, 2)) == 0:
            return SetField(one.kind, one.id, DELETED, data.draw(st.booleans()))
        name = data.draw(st.sampled_from(FIELDS[one.kind]))
        return SetField(one.kind, one.id, name, self._value(data, RECORDS[one.kind].fields[name]))

    def _apply(self, edits: list[Create | SetField], n: int) -> None:
        action = Action("Done", tuple(edits), counts={"n": n} if n else {})
        try:
            steps = self.model.apply(edits)
        except NotAllowed:
            with pytest.raises(Refused):
                self.store.apply(action)
            return
        outcome = self.store.apply(action)
        self.model.done(outcome.action, steps, bool(n))

    def _take_back(self, deed: Deed | None, how: Callable[[str], Outcome]) -> None:
        before = copy.deepcopy(self.model.things)
        try:
            if deed is None:
                raise NotAllowed
            steps, left = self.model.take_back(deed)
        except NotAllowed:
            self.model.things = before
            with pytest.raises(Refused) as refused:
                how(deed.id if deed else "")
            assert isinstance(refused.value, BuiltOn) or "{" not in str(refused.value)
            return
        outcome = how(deed.id if deed else "")
        assert len(outcome.left) == len(left)
        self.model.done(outcome.action, steps, deed.bulk if deed else False, deed)


def kept(record: Record) -> dict[str, Any]:
    """The filled fields of a real record."""
    return _filled(record.values())


def values(thing: Thing) -> dict[str, Any]:
    """The filled fields of the model's record."""
    return _filled(thing.values)


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _words(thing: Thing) -> list[str]:
    names = searched_names(RECORDS[thing.kind])
    return found_by(" ".join(thing.values.get(name) or "" for name in names)).split()


def _of_case(things: dict[str, Thing], case: Thing) -> list[Thing]:
    """The person, the case, and what belongs to both but not to another case of the person."""
    kept = {case.root: things[case.root]}
    for thing in things.values():
        other = thing.kind == "traject" and thing.id != case.id
        if thing.parent in kept and not thing.deleted and not other:
            kept[thing.id] = thing
    return list(kept.values())


def test_the_store_does_what_the_model_does(empty_database: Path) -> None:
    many = int(os.environ.get("OVERSTAP_EXAMPLES", "0"))
    found = settings(
        max_examples=many or 25,
        stateful_step_count=50 if many else 30,
        deadline=None,
        database=None,
        derandomize=not many,
        phases=[Phase.generate, Phase.shrink] if many else [Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    machine = cast("type[RuleBasedStateMachine]", partial(StoreBesideModel, empty_database))  # hypothesis calls it
    run_state_machine_as_test(machine, settings=found)
