"""Deciding between two people's values is one action: undo opens the question again, redo settles it, for everybody."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.application.conflicts import disputes, taking
from desktop.application.ports import Work
from desktop.application.syncing import CONFLICT, Page, Row
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.codes import Stage
from desktop.domain.errors import BuiltOn
from desktop.domain.records import Candidate, Traject
from desktop.persistence.store import LocalStore
from desktop.persistence.sync_store import LocalSync
from tests.sync.test_local_side import CASE, DESK, PERSON, answered, row, sent, sign_up, sync

QUESTION, ITS_STEP = (f"01890000-0000-7000-8000-00000000000{n}" for n in (7, 8))

__all__ = ["sync"]


@pytest.fixture(autouse=True)
def person(store: LocalStore, sync: LocalSync) -> None:
    """Everybody knows somebody with phone 1."""
    sign_up(store)
    answered(sync, sync.next_batch(100))


def question(number: str, table: str, record: str, field: str, kept: Any, lost: Any, rev: int = 1, **more: Any) -> Row:
    """A conflict as it comes; device 1 is this one."""
    told = {"tbl": table, "record": record, "field": field, "kept": kept, "lost": lost, "settled": 0} | more
    who = {"kept_by": 2, "kept_hlc": 20 << 16, "lost_by": 1, "lost_hlc": 10 << 16} | told
    return Row(CONFLICT, number, PERSON, None, DESK, rev, False, who)


def phones(sync: LocalSync) -> None:
    """Here it was made 2, elsewhere 3."""
    came = (row("candidate", PERSON, 2, phone="3"), question(QUESTION, "candidate", PERSON, "phone", "3", "2"))
    sync.apply_page(Page(None, came))


def decide(store: LocalStore, sync: LocalSync, *, shown: bool) -> Action:
    """The first question there is."""
    action = taking(store, sync.conflicts()[0], shown=shown)
    store.apply(action)
    return action


def stand(sync: LocalSync) -> tuple[int, int]:
    """What is to decide, and what waits."""
    return sync.standing().conflicts, sync.standing().waiting


def test_one_undo_takes_back_the_value_and_opens_the_question_and_redo_settles_it(
    store: LocalStore, sync: LocalSync
) -> None:
    phones(sync)
    decide(store, sync, shown=False)
    assert store.get(Candidate, PERSON).phone == "2"
    assert stand(sync) == (0, 1), "the field and the decision about it are one"
    store.undo()
    assert store.get(Candidate, PERSON).phone == "3"
    assert stand(sync)[0] == 1
    store.redo()
    assert (store.get(Candidate, PERSON).phone, stand(sync)[0]) == ("2", 0)
    assert {(c["t"], name, *told) for c in sent(sync.next_batch(100)) for name, told in c["f"].items()} == {
        ("candidate", "phone", "2", 2),
        ("conflict", "settled", 1, 1),
    }


def test_leaving_what_shows_is_undoable_too_and_what_was_taken_back_unseen_is_not_sent(
    store: LocalStore, sync: LocalSync
) -> None:
    phones(sync)
    decide(store, sync, shown=True)
    assert stand(sync) == (0, 1)
    store.undo()
    assert stand(sync)[0] == 1
    assert sync.next_batch(100) is None
    assert not [step for step in store.history(PERSON) if step.kind == CONFLICT], "history tells of fields"


def test_a_decision_on_which_a_colleague_built_stays(store: LocalStore, sync: LocalSync) -> None:
    phones(sync)
    decide(store, sync, shown=True)
    answered(sync, sync.next_batch(100), 2)
    sync.apply_page(Page(None, [row("candidate", PERSON, 3, phone="4")]))
    with pytest.raises(BuiltOn, match="changed again since"):
        store.undo()
    assert stand(sync) == (0, 0)


def test_what_a_colleague_decided_meanwhile_is_not_decided_again_by_a_redo(store: LocalStore, sync: LocalSync) -> None:
    phones(sync)
    decide(store, sync, shown=True)
    answered(sync, sync.next_batch(100), 2)
    store.undo()
    answered(sync, sync.next_batch(100), 3)
    settled = question(QUESTION, "candidate", PERSON, "phone", "3", "2", 4, settled=1)
    sync.apply_page(Page(None, [settled]))
    with pytest.raises(BuiltOn, match="colleague has decided"):
        store.redo()


def test_what_the_two_wrote_again_is_the_question_now(store: LocalStore, sync: LocalSync) -> None:
    phones(sync)
    decide(store, sync, shown=True)
    answered(sync, sync.next_batch(100), 2)
    sync.apply_page(Page(None, [question(ITS_STEP, "candidate", PERSON, "phone", "3", "5")]))
    with pytest.raises(BuiltOn, match="again since"):
        store.undo()
    assert [each.lost for each in sync.conflicts()] == ["5"]


def test_a_stage_and_its_step_are_one_question_and_the_step_that_was_written_comes_along(
    store: LocalStore, sync: LocalSync, work: Work
) -> None:
    came = (
        row("traject", CASE, 2, desk=DESK, stage="S1", substage="S1.1"),
        question(QUESTION, "traject", CASE, "stage", "S1", "S3"),
        question(ITS_STEP, "traject", CASE, "substage", "S1.1", "S3.2"),
    )
    sync.apply_page(Page(None, came))
    (dispute,) = disputes(work, sync)
    assert dispute.key == (CASE, "stage")
    assert stand(sync)[0] == 1
    decide(store, sync, shown=False)
    case = store.get(Traject, CASE)
    assert (case.stage, case.substage) == (Stage("S3"), "S3.2")
    assert stand(sync)[0] == 0
    store.undo()
    case = store.get(Traject, CASE)
    assert (case.stage, case.substage, stand(sync)[0]) == (Stage("S1"), "S1.1", 1)


def test_a_step_in_one_stage_is_a_question_of_its_own(store: LocalStore, sync: LocalSync) -> None:
    sync.apply_page(Page(None, [question(QUESTION, "traject", CASE, "substage", "S0.1", "S0.2")]))
    assert [each.field for each in sync.conflicts()] == ["substage"]


def test_who_leaves_with_a_decision_on_the_way_takes_it_along(store: LocalStore, sync: LocalSync) -> None:
    phones(sync)
    decide(store, sync, shown=True)
    sync.apply_page(Page(None, left=[PERSON]))
    assert [change["t"] for change in sent(sync.next_batch(100))] == [CONFLICT]
    assert sync.sync_state() is not None


def test_what_waits_names_the_field_of_the_decision_once(store: LocalStore, sync: LocalSync) -> None:
    phones(sync)
    decide(store, sync, shown=False)
    assert [(line.kind, line.record, line.field) for line in sync.outgoing(10)] == [("candidate", PERSON, "phone")]
    store.apply(Action("Made", (Create("employer", ITS_STEP, None, {}), SetField("candidate", PERSON, "city", "x"))))
    assert len(sync.outgoing(10)) == 3
    assert json.dumps([line.root for line in sync.outgoing(10)]).count(PERSON) == 2
