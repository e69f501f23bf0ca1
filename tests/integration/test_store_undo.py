"""Taking back and doing again: what nobody built on goes, what somebody built on stays, with everything of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop.application.i18n import language
from desktop.domain.changes import Action, Create, PutBytes, SetField, delete
from desktop.domain.errors import BuiltOn, NotThere, Refused
from desktop.domain.records import (
    Candidate,
    Contact,
    Employer,
    Note,
    Organisation,
    Placement,
    StageEvent,
    Traject,
    WorkTask,
)
from desktop.persistence.engine import Database
from desktop.persistence.functions import Capture
from desktop.persistence.journal import verify
from desktop.persistence.store import LocalStore
from tests.conftest import COUNSELLOR
from tests.integration.index import holds_what_stands
from tests.stillness import CountedIds, StillClock


def sign_up(store: LocalStore, *more: Create) -> str:
    person = Create("candidate", "p1", None, {"last_name": "Yılmaz", "first_name": "Bilal", "phone": "+31600000001"})
    return store.apply(Action("Signed up", (person, Create("traject", "t1", "p1", {"stage": "S0"}), *more))).action


def imported(store: LocalStore, people: int = 30) -> str:
    edits: list[Create] = [Create("organisation", "o", None, {"name": "UWV Oefenstad"})]
    for n in range(people):
        edits.append(Create("candidate", f"c{n}", None, {"last_name": f"Naam{n}", "bsn": f"{n:09d}"}))
        edits.append(Create("traject", f"t{n}", f"c{n}", {"dossier_no": f"V-{n}", "source_org": "o"}))
        edits.append(Create("stage_event", f"e{n}", f"t{n}", {"to_stage": "S0"}))
    return store.apply(Action("Imported", tuple(edits), counts={"n": people})).action


def change(store: LocalStore, kind: str, record: str, **values: object) -> str:
    edits = tuple(SetField(kind, record, name, value) for name, value in values.items())
    return store.apply(Action("Changed", edits)).action


def counted(store: LocalStore) -> tuple[int, int, int]:
    return len(store.where(Candidate)), len(store.where(Traject)), len(store.where(StageEvent))


def test_an_import_is_undone_and_done_again_as_a_whole(store: LocalStore, database: Database) -> None:
    imported(store, 200)
    undone = store.undo()
    assert (undone.left, counted(store), store.where(Organisation)) == ((), (0, 0, 0), ())
    assert store.search("naam") == ()
    assert len(undone.touched) == 601
    store.redo()
    assert counted(store) == (200, 200, 200)
    assert store.get(Candidate, "c7").bsn == "000000007"
    assert [hit.id for hit in store.search("naam7")] == ["c7", *(f"c{n}" for n in range(70, 80))]
    with database.reading() as connection:
        assert verify(connection) == []


@pytest.mark.parametrize(
    ("kind", "record", "field"), [("candidate", "c7", "phone"), ("traject", "t7", "ref_no"), ("candidate", "c7", "bsn")]
)
def test_a_person_somebody_worked_on_stays_with_the_whole_case(
    store: LocalStore, kind: str, record: str, field: str
) -> None:
    done = imported(store)
    change(store, kind, record, **{field: "anders"})
    undone = store.undo(done)
    assert [(c.id, t.parent, e.parent) for c in store.where(Candidate) for t in store.where(Traject)
            for e in store.where(StageEvent)] == [("c7", "c7", "t7")]  # fmt: skip
    assert store.dossier("t7").get(Organisation, "o"), "what the case refers to stays too"
    assert [language("en").say(one)[:6] for one in undone.left] == ["Naam7:"]


def test_what_stays_of_an_import_is_told_by_name(store: LocalStore) -> None:
    done = imported(store)
    change(store, "candidate", "c7", phone="+31600000007")
    store.apply(Action("Note", (Create("note", "n1", "t9", {"body": "Gebeld"}),)))
    told = [language("en").say(one) for one in store.undo(done).left]
    assert sorted(told) == [
        "Naam7: Phone was changed again since.",
        "Naam9: traject: something was added to it or refers to it since.",
    ]


def test_an_import_that_everybody_built_on_is_refused(store: LocalStore) -> None:
    done = imported(store, 30)
    for n in range(30):
        change(store, "candidate", f"c{n}", city="Oefenstad")
    with pytest.raises(BuiltOn, match="all of it") as refused:
        store.undo(done)
    assert len(refused.value.rest) == 30
    assert counted(store) == (30, 30, 30)


def test_a_bulk_change_is_undone_for_those_whom_nobody_changed_since(store: LocalStore) -> None:
    imported(store)
    edits = tuple(SetField("candidate", f"c{n}", "city", "Oefenstad") for n in range(30))
    moved = store.apply(Action("Moved", edits, counts={"n": 30})).action
    change(store, "candidate", "c3", city="Elders")
    store.apply(Action("Removed", (delete("candidate", "c4"),)))
    assert len(store.undo(moved).left) == 2
    assert {c.id: c.city for c in store.where(Candidate) if c.city} == {"c3": "Elders"}


def test_undoing_twice_is_refused_with_a_sentence(store: LocalStore) -> None:
    done = sign_up(store)
    store.undo(done)
    with pytest.raises(Refused, match="undone already"):
        store.undo(done)
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo()
    with pytest.raises(NotThere, match="no action with this number"):
        store.undo("nonsense")


def test_undoing_what_never_changes_hides_it(store: LocalStore) -> None:
    sign_up(store)
    store.apply(Action("Note", (Create("note", "n1", "t1", {"body": "Gebeld"}),)))
    store.undo()
    assert store.children(Note, "t1") == ()
    assert store.search("gebeld") == ()
    store.redo()
    assert store.get(Note, "n1").body == "Gebeld"


def test_undoing_an_attachment_hides_it_and_redo_finds_its_bytes_again(store: LocalStore) -> None:
    sign_up(store)
    sha = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    document = Create("document", "d1", "t1", {"title": "Diploma", "sha256": sha})
    store.apply(Action("Attached", (PutBytes(sha, b"test"), document)))
    store.undo()
    store.redo()
    assert store.bytes(sha) == b"test"


def test_an_action_that_changed_nothing_is_not_what_undo_takes_back(store: LocalStore) -> None:
    sign_up(store)
    renamed = change(store, "candidate", "p1", last_name="Anders")
    nothing = change(store, "candidate", "p1", last_name="Anders")
    offered = store.undoable()
    assert offered is not None
    assert offered.action == renamed
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo(nothing)


def test_what_was_deleted_goes_with_what_belongs_to_it_and_comes_back_with_it(store: LocalStore) -> None:
    sign_up(store, Create("work_history", "w1", "p1", {"job_title": "Lasser"}))
    store.apply(Action("Task", (Create("work_task", "k1", "w1", {"task": "Nadenlassen"}),)))
    removed = store.apply(Action("Removed", (delete("work_history", "w1"),)))
    assert removed.touched == {("work_history", "w1"), ("work_task", "k1")}
    assert store.where(WorkTask) == ()
    assert store.search("nadenlassen") == ()
    store.undo()
    assert [task.task for task in store.children(WorkTask, "w1")] == ["Nadenlassen"]


def test_nothing_is_added_to_or_changed_in_what_was_deleted(store: LocalStore) -> None:
    sign_up(store, Create("work_history", "w1", "p1", {"job_title": "Lasser"}))
    store.apply(Action("Removed", (delete("work_history", "w1"),)))
    with pytest.raises(NotThere):
        store.apply(Action("Task", (Create("work_task", "k1", "w1", {"task": "Lassen"}),)))
    with pytest.raises(NotThere):
        change(store, "work_history", "w1", job_title="Kok")
    with pytest.raises(NotThere):
        store.dossier("nobody's")


def test_nothing_comes_back_below_something_that_is_gone(store: LocalStore) -> None:
    sign_up(store)
    made = store.apply(Action("Work", (Create("work_history", "w1", "p1"),))).action
    store.apply(Action("Task", (Create("work_task", "k1", "w1"),)))
    gone = store.apply(Action("Task removed", (delete("work_task", "k1"),))).action
    store.undo(made)
    with pytest.raises(BuiltOn, match="belongs to something that was deleted"):
        store.undo(gone)
    assert store.where(WorkTask) == ()


def test_redo_of_a_removal_is_refused_when_something_below_it_came_back(store: LocalStore) -> None:
    sign_up(store, Create("work_history", "w1", "p1"), Create("work_task", "k1", "w1"))
    first = store.apply(Action("Task removed", (delete("work_task", "k1"),))).action
    store.apply(Action("Work removed", (delete("work_history", "w1"),)))
    back = store.undo().action
    store.undo(first)
    with pytest.raises(BuiltOn, match="something was added to it"):
        store.undo(back)
    assert len(store.children(WorkTask, "w1")) == 1


def test_undo_is_refused_when_the_record_was_deleted_since(store: LocalStore) -> None:
    sign_up(store, Create("work_history", "w1", "p1", {"job_title": "Lasser"}))
    changed = change(store, "work_history", "w1", job_title="Kok")
    store.apply(Action("Removed", (delete("work_history", "w1"),)))
    with pytest.raises(BuiltOn, match="was deleted or brought back"):
        store.undo(changed)


def test_a_reference_from_the_side_table_counts_as_built_on(store: LocalStore) -> None:
    sign_up(store)
    coach = Create("organisation_contact", "j1", "o1", {"contact_name": "Coach"})
    made = store.apply(Action("Coach", (Create("organisation", "o1"), coach))).action
    placed = Create("placement", "pl", "t1", {"jobcoach": "j1", "jobcoach_hours": Decimal("2.5")})
    store.apply(Action("Placed", (placed,)))
    with pytest.raises(BuiltOn):
        store.undo(made)
    change(store, "placement", "pl", jobcoach=None)
    store.undo(made)
    assert store.get(Placement, "pl").jobcoach_hours == Decimal("2.5")


def test_undo_brings_back_emptied_special_and_zero_values_exactly(store: LocalStore) -> None:
    sign_up(store)
    before = {"bsn": "111222333", "bsn_verified": False, "house_no": 0, "restricted": False, "suffix": ""}
    change(store, "candidate", "p1", **before)
    change(store, "candidate", "p1", **dict.fromkeys(before))
    store.undo()
    found = store.get(Candidate, "p1").values()
    assert {name: found[name] for name in before} == before


def test_one_action_makes_records_of_a_known_person_and_of_a_new_one_in_any_order(store: LocalStore) -> None:
    sign_up(store)
    edits = (
        Create("traject", "t2", "p1", {"dossier_no": "twee"}), Create("candidate", "p2"),
        Create("work_task", "k2", "w2"), Create("traject", "t3", "p2"), Create("work_history", "w2", "p2"),
    )  # fmt: skip
    outcome = store.apply(Action("Came back", edits))
    assert outcome.roots == {"p1", "p2"}
    store.undo()
    assert [t.id for t in store.where(Traject)] == ["t1"]


def test_a_parent_of_another_kind_is_not_there(store: LocalStore) -> None:
    made = (Create("employer", "e1"), Create("work_history", "w1", "e1"))
    with pytest.raises(NotThere):
        store.apply(Action("Wrong", made))
    assert store.where(Employer) == ()


def test_undo_and_redo_go_on_after_a_restart(store: LocalStore, database: Database, clock: StillClock) -> None:
    sign_up(store)
    change(store, "candidate", "p1", last_name="Een", birth_date=date(1984, 3, 1))
    store.undo()
    capture = Capture()
    database.on_writer(capture.install)
    again = LocalStore(
        database.reading, database.writing, capture, clock, CountedIds(500), COUNSELLOR, "00000000-test-device"
    )
    again.redo()
    assert (again.get(Candidate, "p1").last_name, again.get(Candidate, "p1").birth_date) == ("Een", date(1984, 3, 1))
    again.undo()
    again.undo()
    assert again.where(Candidate) == ()


def test_the_search_index_holds_what_stands_and_nothing_else(store: LocalStore, database: Database) -> None:
    imported(store, 300)
    store.undo()
    imported_again = Create("candidate", "p9", None, {"last_name": "Naamloos"})
    store.apply(Action("Signed up", (imported_again, Create("contact", "x", "e9"), Create("employer", "e9"))))
    assert [hit.id for hit in store.search("naam")] == ["p9"], "300 people who are gone do not stand in the way"
    assert store.get(Contact, "x").parent == "e9"
    with database.writing() as connection:
        assert holds_what_stands(connection, "candidate")
