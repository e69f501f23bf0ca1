"""The device's side: what waits, what is frozen, what comes in, and what a person's own work keeps on top."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from desktop.application.record_lists import RecordFilter
from desktop.application.syncing import FIRST_ID, Answer, Batch, Cursor, Fate, Heard, Page, Registration, Row, sealed
from desktop.application.values import ZONE
from desktop.domain.changes import Action, Create, PutBytes, SetField, delete, move
from desktop.domain.errors import BuiltOn, Refused
from desktop.domain.hybrid_clock import moment_of, reading
from desktop.domain.records import Barrier, Candidate, Traject
from desktop.domain.synced import synced
from desktop.persistence import search_index
from desktop.persistence.engine import Database
from desktop.persistence.erasure import erase
from desktop.persistence.record_lists import RecordLists
from desktop.persistence.store import LocalStore
from desktop.persistence.sync_store import LocalSync
from tests.stillness import StillClock

DESK = "0a000000-0000-7000-8000-00000000000a"
PERSON, CASE, HURDLE = (f"01890000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))


@pytest.fixture
def sync(store: LocalStore) -> LocalSync:
    """A device that shares from the start."""
    store.user = replace(store.user, desk=DESK)
    made = LocalSync(store)
    made.connect("device")
    return made


def sign_up(store: LocalStore) -> None:
    case = Create("traject", CASE, PERSON, {"desk": DESK, "stage": "S0"})
    store.apply(Action("Signed up", (Create("candidate", PERSON, None, {"phone": "1", "bsn": "123456782"}), case)))


def phone(store: LocalStore, value: str | None) -> None:
    store.apply(Action("Phone changed", (SetField("candidate", PERSON, "phone", value),)))


def row(table: str, record: str, rev: int, **values: Any) -> Row:
    parent = {CASE: PERSON, HURDLE: CASE}.get(record)
    return Row(table, record, PERSON, parent, DESK, rev, False, values)


def sent(batch: Batch | None) -> list[dict[str, Any]]:
    assert batch is not None
    return list(json.loads(batch.payload))


def answered(sync: LocalSync, batch: Batch | None, rev: int = 1) -> None:
    changes = sent(batch)
    sync.answered(Answer(batch.number if batch else 0, {(c["t"], c["id"]): rev for c in changes}))


def test_work_from_before_sharing_waits_too_compacted_per_field(store: LocalStore, clock: StillClock) -> None:
    sign_up(store)
    signed_up = clock.now()
    clock.move(days=100)
    phone(store, "2")
    phone(store, "3")
    phoned = clock.now()
    clock.move(days=100)
    sync = LocalSync(store)
    sync.connect("device")
    changes = {change["t"]: change for change in sent(sync.next_batch(100))}
    assert changes["candidate"]["n"] == {"phone": "3"}
    assert changes["candidate__apart"]["f"] == {"bsn": ["123456782", 0]}
    assert changes["traject"]["p"] == PERSON
    at = {table: moment_of(change["h"]) for table, change in changes.items()}
    assert at == {"candidate": phoned, "candidate__apart": signed_up, "traject": signed_up}
    assert sync.next_batch(100) == sync.next_batch(100)


def merge_into(store: LocalStore, other: str) -> None:
    store.apply(Action("Added", (Create("candidate", other, None, {"phone": "2", "bsn": "111222333"}),)))
    moves = (move("traject", CASE, other), move("candidate", PERSON, other), delete("candidate", PERSON))
    store.apply(Action("Merged", moves))


def test_who_was_merged_before_sharing_is_sent_as_one_person(store: LocalStore) -> None:
    sign_up(store)
    merge_into(store, HURDLE)
    sync = LocalSync(store)
    sync.connect("device")
    changes = sent(sync.next_batch(100))
    assert {c["id"] for c in changes if c["t"].startswith("candidate")} == {HURDLE}
    (case,) = (c for c in changes if c["t"] == "traject")
    assert (case["p"], case["r"]) == (HURDLE, HURDLE)
    answered(sync, sync.next_batch(100))
    assert sync.standing().waiting == 0
    assert store.get(Traject, CASE).parent == HURDLE


def test_nobody_is_merged_once_shared_and_nothing_of_it_waits(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    with pytest.raises(Refused, match="shared"):
        merge_into(store, HURDLE)
    assert {c["id"] for c in sent(sync.next_batch(100))} == {HURDLE}
    assert store.get(Traject, CASE).parent == PERSON


def test_a_change_carries_the_revision_its_author_first_had_and_the_last_value(
    store: LocalStore, sync: LocalSync
) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "2")
    sync.apply_page(Page(Cursor(DESK, 5), [row("candidate", PERSON, 4, phone="theirs", city="Epe")]))
    assert store.get(Candidate, PERSON).phone == "2"
    assert store.get(Candidate, PERSON).city == "Epe"
    phone(store, "3")
    (change,) = sent(sync.next_batch(100))
    assert change["f"] == {"phone": ["3", 1]}


def test_an_edit_during_sending_waits_for_the_next_batch(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    first = sync.next_batch(100)
    phone(store, "2")
    assert sync.next_batch(100) == first
    answered(sync, first)
    (change,) = sent(sync.next_batch(100))
    assert change["f"] == {"phone": ["2", 0]}


def test_what_was_taken_back_before_anybody_saw_it_is_not_sent(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "2")
    store.undo()
    assert sync.next_batch(100) is None
    assert sync.standing().waiting == 0


def test_an_action_is_sent_whole(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    phone(store, "2")
    assert {c["t"] for c in sent(sync.next_batch(1))} == {"candidate", "candidate__apart", "traject"}


def test_what_comes_from_the_server_is_nobodys_action_and_is_found_by_search(
    store: LocalStore, sync: LocalSync
) -> None:
    actions = store.actions()
    sync.apply_page(Page(Cursor(DESK, 1), [row("candidate", PERSON, 1, last_name="Yılmaz", first_name="Bo")]))
    assert store.actions() == actions
    assert sync.standing().waiting == 0
    assert [hit.id for hit in store.search("yilm")] == [PERSON]


def test_two_people_in_different_lines_of_a_text_are_joined_and_sent(store: LocalStore, sync: LocalSync) -> None:
    text = "taal\nvervoer\nopvang"
    there = [row("candidate", PERSON, 1), row("traject", CASE, 1), row("barrier", HURDLE, 1, barrier_text=text)]
    sync.apply_page(Page(Cursor(DESK, 1), there))
    edit = SetField("barrier", HURDLE, "barrier_text", "taal: les\nvervoer\nopvang")
    store.apply(Action("Barrier changed", (edit,)))
    assert sync.waiting_texts() == {"barrier": [HURDLE]}
    sync.apply_page(Page(None, [row("barrier", HURDLE, 2, barrier_text="taal\nvervoer\nopvang geregeld")]))
    joined = "taal: les\nvervoer\nopvang geregeld"
    assert store.get(Barrier, HURDLE).barrier_text == joined
    (change,) = sent(sync.next_batch(100))
    assert change["f"] == {"barrier_text": [joined, 2]}


def test_of_the_same_line_ones_own_shows_until_the_server_decides(store: LocalStore, sync: LocalSync) -> None:
    there = [row("candidate", PERSON, 1), row("traject", CASE, 1), row("barrier", HURDLE, 1, barrier_text="taal")]
    sync.apply_page(Page(Cursor(DESK, 1), there))
    store.apply(Action("Barrier changed", (SetField("barrier", HURDLE, "barrier_text", "mijn"),)))
    sync.apply_page(Page(Cursor(DESK, 2), [row("barrier", HURDLE, 2, barrier_text="hun")]))
    assert store.get(Barrier, HURDLE).barrier_text == "mijn"
    batch = sync.next_batch(100)
    assert sent(batch)[0]["f"] == {"barrier_text": ["mijn", 1]}
    sync.answered(Answer(1, {("barrier", HURDLE): 2}, [("barrier", HURDLE, Fate.CONFLICT)]))
    assert sync.stale() == {"barrier": [HURDLE]}
    sync.fetched(sync.stale(), [row("barrier", HURDLE, 2, barrier_text="hun")])
    assert store.get(Barrier, HURDLE).barrier_text == "hun"


def test_what_was_not_taken_in_is_told_by_field_until_it_was_seen_and_of_who_left_by_number(
    store: LocalStore, sync: LocalSync
) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "0612345678")
    handed_in = sync.next_batch(100)
    sync.answered(Answer(handed_in.number if handed_in else 0, {}, [("candidate", PERSON, Fate.PARKED)]))
    assert [(line.record, line.field) for line in sync.put_aside(10)] == [(PERSON, "phone")]
    sync.apply_page(Page(Cursor(DESK, 9), left=[PERSON]))
    assert (sync.standing().aside, list(sync.put_aside(10))) == (1, [])
    sync.seen()
    assert sync.standing().aside == 0


def test_a_person_who_leaves_the_desk_is_handed_in_and_gone(
    store: LocalStore, sync: LocalSync, database: Database
) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "0612345678")
    sync.apply_page(Page(Cursor(DESK, 9), left=[PERSON]))
    assert store.find_one(Candidate, PERSON) is None
    handed_in = sync.next_batch(100)
    assert sent(handed_in)[0]["f"] == {"phone": ["0612345678", 1]}
    sync.answered(Answer(handed_in.number if handed_in else 0, {}, [("candidate", PERSON, Fate.PARKED)]))
    assert (sync.standing().aside, list(sync.put_aside(10))) == (1, []), "nobody who left is named"
    sync.fetched(sync.stale(), [])
    with database.reading() as connection:
        for table in ("journal", "batch", "outbox", "revision"):
            rows = str(connection.exec_driver_sql(f'SELECT * FROM "{table}"').all())
            assert "0612345678" not in rows
    assert sync.standing().waiting == 0


def test_erasing_takes_a_person_out_of_what_waits(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    erase(store, PERSON)
    assert sync.next_batch(100) is None


def test_a_restored_server_is_noticed_and_gets_again_what_it_lost(store: LocalStore, sync: LocalSync) -> None:
    sync.registered(Registration(1, 0, "first", 1, 0))
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "2")
    lost = sync.next_batch(100)
    answered(sync, lost, 2)
    phone(store, "3")
    assert lost is not None
    had = [sha for sha in sync.handed_in() if sha != lost.sha]
    sync.registered(Registration(1, 5, "second", 1, 0), had)
    again = sync.next_batch(100)
    assert again is not None
    assert (again.number, again.sha, again.payload) == (6, lost.sha, lost.payload), "as it was handed in"
    state = sync.sync_state()
    assert state is not None
    assert state.cursors == {}
    answered(sync, again, 2)
    sync.registered(Registration(1, 5, "third", 1, 0, lifts=False))
    (change,) = sent(sync.next_batch(100))
    assert change["f"] == {"phone": ["2", 0]}, "an older server counts batches, and gives revisions again"
    answered(sync, sync.next_batch(100), 2)
    sync.registered(Registration(1, 4, "third", 1, 0))
    batches = [sync.next_batch(100), sync.next_batch(100, 5), sync.next_batch(100, 6)]
    values = [change["f"]["phone"] for batch in batches for change in sent(batch) if "phone" in change["f"]]
    assert values == [["2", 0], ["3", 0]], "nobody said that it is another server: what was seen may be something else"


def test_a_copied_laptop_goes_on_under_another_id_with_all_that_waits(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "2")
    frozen = sync.next_batch(100)
    phone(store, "3")
    sync.connect("another")
    assert frozen is not None
    assert sync.next_batch(100) == sealed(1, frozen.payload), "the server knows it where the other one handed it in"
    (change,) = sent(sync.next_batch(100, 1))
    assert change["f"] == {"phone": ["3", 1]}
    assert len(sync.handed_in()) == 3


def test_what_was_answered_long_ago_is_forgotten(store: LocalStore, sync: LocalSync, database: Database) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "2")
    later = sync.next_batch(100)
    assert later is not None
    sync.answered(Answer(later.number, {("candidate", PERSON): 2}, now=36 * 86_400_000))
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT n FROM batch").all() == [(later.number,)]


def test_a_text_that_was_deleted_here_is_not_joined(store: LocalStore, sync: LocalSync) -> None:
    there = [row("candidate", PERSON, 1), row("traject", CASE, 1), row("barrier", HURDLE, 1, barrier_text="taal\nreis")]
    sync.apply_page(Page(Cursor(DESK, 1), there))
    store.apply(Action("Barrier changed", (SetField("barrier", HURDLE, "barrier_text", "taal: les\nreis"),)))
    store.apply(Action("Barrier deleted", (delete("barrier", HURDLE),)))
    sync.apply_page(Page(None, [row("barrier", HURDLE, 2, barrier_text="taal\nreis: fiets")]))
    assert store.children(Barrier, CASE) == ()
    (change,) = sent(sync.next_batch(100))
    assert change["f"] == {"barrier_text": ["taal: les\nreis", 1], "_deleted": [1, 1]}


def part(table: str, record: str, rev: int, **newer: Any) -> Row:
    """Of a row that is here: what changed since."""
    return row(table, record, rev, **newer)._replace(whole=False)


def test_of_a_row_that_is_here_only_what_changed_comes_and_the_rest_stays(store: LocalStore, sync: LocalSync) -> None:
    sync.apply_page(Page(None, [row("candidate", PERSON, 1, first_name="Fenna", city="Epe", phone="1")]))
    phone(store, "2")
    sync.apply_page(Page(None, [part("candidate", PERSON, 2, city="Ede")]))
    sync.apply_page(Page(None, [part("candidate", PERSON, 3, phone="3", first_name=None)]))
    person = store.get(Candidate, PERSON)
    assert (person.first_name, person.city, person.phone) == (None, "Ede", "2")
    (change,) = sent(sync.next_batch(100))
    assert change["f"] == {"phone": ["2", 1]}
    sync.apply_page(Page(None, [part("candidate", PERSON, 4, _deleted=1)]))
    assert store.find_one(Candidate, PERSON) is None


def test_a_text_that_waits_is_joined_only_with_what_came_of_it(store: LocalStore, sync: LocalSync) -> None:
    there = [
        row("candidate", PERSON, 1),
        row("traject", CASE, 1),
        row("barrier", HURDLE, 1, barrier_text="taal\nkind\nreis"),
    ]
    sync.apply_page(Page(None, there))
    store.apply(Action("Changed", (SetField("barrier", HURDLE, "barrier_text", "taal: les\nkind\nreis"),)))
    sync.apply_page(Page(None, [part("barrier", HURDLE, 2, barrier_cat="taal")]))
    assert store.get(Barrier, HURDLE).barrier_text == "taal: les\nkind\nreis"
    sync.apply_page(Page(None, [part("barrier", HURDLE, 3, barrier_text="taal\nkind\nreis: fiets")]))
    assert store.get(Barrier, HURDLE).barrier_text == "taal: les\nkind\nreis: fiets"


def test_a_text_that_waits_hides_what_a_colleague_wrote_until_it_was_sent(store: LocalStore, sync: LocalSync) -> None:
    sync.apply_page(Page(None, [row("candidate", PERSON, 1), row("traject", CASE, 1), row("barrier", HURDLE, 1)]))
    store.apply(Action("Changed", (SetField("barrier", HURDLE, "barrier_text", "taal"),)))
    sync.apply_page(Page(None, [part("barrier", HURDLE, 2, barrier_text="reis")]))
    sync.apply_page(Page(None, [part("barrier", HURDLE, 3, barrier_cat="taal")]))
    (change,) = sent(sync.next_batch(100))
    assert change["f"] == {"barrier_text": ["taal", 1]}


def test_what_changed_in_a_row_that_is_no_longer_here_is_fetched_whole(store: LocalStore, sync: LocalSync) -> None:
    sync.apply_page(Page(None, [part("candidate", PERSON, 4, city="Ede")]))
    assert sync.stale() == {"candidate": [PERSON]}
    sync.fetched({"candidate": [PERSON]}, [row("candidate", PERSON, 4, city="Ede", first_name="Fenna")])
    assert store.get(Candidate, PERSON).first_name == "Fenna"
    assert sync.stale() == {}


def test_what_a_newer_server_sent_is_kept_when_only_something_else_changes(store: LocalStore, sync: LocalSync) -> None:
    sync.apply_page(Page(None, [row("candidate", PERSON, 1)._replace(more={"shoe_size": "43", "city": "Epe"})]))
    sync.apply_page(Page(None, [part("candidate", PERSON, 2, phone="1")]))
    sync.place()
    person = store.get(Candidate, PERSON)
    assert (person.phone, person.city) == ("1", "Epe")


def test_of_a_document_that_was_filed_here_while_it_came_no_half_stays(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    data = b"both laptops filed this"
    name = sha256(data).hexdigest()
    sync.keep_piece(name, 0, data[:10])
    made = Create("document", HURDLE, CASE, {"title": "Diploma", "sha256": name})
    store.apply(Action("Filed", (made, PutBytes(name, data))))
    assert sync.pieces(name) == set()
    sync.keep_piece(name, 1, data[10:])
    assert sync.put_together(PERSON, name)
    assert (store.bytes(name), sync.pieces(name)) == (data, set())


def found(store: LocalStore, letters: str) -> list[str]:
    return [hit.id for hit in store.search(letters, ("candidate",), 10)]


def test_what_a_first_load_brings_is_found_when_it_is_whole_also_when_it_was_edited_meanwhile(
    store: LocalStore, sync: LocalSync
) -> None:
    sync.apply_page(Page(Cursor(DESK, 9, ("candidate", "")), begins=True))
    first = row("candidate", PERSON, 1, first_name="Fenna", last_name="Postma", city="Epe")
    other = row("candidate", HURDLE, 1, first_name="Bo", last_name="Dijk", city="Aalten")._replace(root=HURDLE)
    sync.apply_page(Page(Cursor(DESK, 9, ("candidate", PERSON)), [first, other]))
    store.apply(Action("Moved", (SetField("candidate", PERSON, "city", "Goor"),)))
    assert found(store, "goor") == [PERSON]
    sync.apply_page(Page(Cursor(DESK, 9)))
    assert found(store, "goor") == [PERSON]
    assert found(store, "epe") == []
    assert found(store, "bo aal") == [HURDLE]
    store.apply(Action("Moved", (SetField("candidate", HURDLE, "city", "Heeze"),)))
    assert found(store, "aalten") == []
    assert found(store, "heeze") == [HURDLE]


def indexes(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars())


def test_a_first_load_is_put_in_order_of_name_when_it_is_whole_also_after_a_crash(
    store: LocalStore, sync: LocalSync, database: Database
) -> None:
    whole = indexes(database)
    sync.apply_page(Page(Cursor(DESK, 9, ("candidate", "")), begins=True))
    names = {PERSON: "Postma", HURDLE: "Aalders"}
    came = [row("candidate", i, 1, last_name=name)._replace(root=i) for i, name in names.items()]
    sync.apply_page(Page(Cursor(DESK, 9, ("candidate", HURDLE)), came))
    sync.make_findable()  # as at the beginning of each round
    assert whole - indexes(database) >= {"candidate_sort"}, "a million rows one by one would take for ever"
    people = RecordLists(database.reading).ids("candidate", RecordFilter())
    assert list(people) == [HURDLE, PERSON], "in order all the same"
    sync.apply_page(Page(Cursor(DESK, 9)))
    assert indexes(database) == whole


def test_where_very_many_change_the_order_of_name_is_made_anew_when_all_are_here(
    store: LocalStore, sync: LocalSync, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "MANY", 3)
    sign_up(store)
    answered(sync, sync.next_batch(100))
    whole = indexes(database)
    few = Page(Cursor(DESK, 5), [row("candidate", PERSON, 2, last_name="Postma")], coming=2)
    sync.apply_page(few)
    assert indexes(database) == whole
    sync.apply_page(Page(Cursor(DESK, 6), [row("candidate", PERSON, 3, last_name="Zandstra")], coming=3))
    assert whole - indexes(database) >= {"candidate_sort"}, "each name would change a page that is not in memory"
    sync.apply_page(Page(Cursor(DESK, 9), [row("candidate", HURDLE, 1, last_name="Mulder")._replace(root=HURDLE)]))
    assert indexes(database) == whole
    assert (found(store, "zandstra"), found(store, "postma")) == ([PERSON], []), "by the words that stand now"
    assert list(RecordLists(database.reading).ids("candidate", RecordFilter())) == [HURDLE, PERSON]


def test_the_order_of_who_is_here_already_is_kept_by_another_load(
    store: LocalStore, sync: LocalSync, database: Database
) -> None:
    sign_up(store)
    sync.apply_page(Page(Cursor(DESK, 9, ("candidate", "")), begins=True))
    assert "candidate_sort" in indexes(database)


def test_what_colleagues_change_is_found_when_a_screen_hears_of_it(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    seen = list[list[str]]()
    listening = LocalSync(store, lambda _: seen.append(found(store, "goor")))
    listening.apply_page(Page(Cursor(DESK, 9), [row("candidate", PERSON, 2, phone="1", city="Goor")]))
    gone = row("candidate", PERSON, 3, phone="1", city="Goor")._replace(deleted=True)
    listening.fetched({"candidate": [PERSON]}, [gone])
    assert seen == [[PERSON], []]


def knew_no(database: Database, table: str) -> None:
    """The program of yesterday did not have this table."""
    earlier = json.dumps([name for name in synced() if name != table])
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE peer SET shape = ?", (earlier,))


def test_what_a_newer_program_loads_of_tables_new_to_it_is_found(
    store: LocalStore, sync: LocalSync, database: Database
) -> None:
    sync.apply_page(Page(Cursor(DESK, 9)))
    knew_no(database, "candidate")
    sync.place()
    state = sync.sync_state()
    assert state is not None
    assert state.cursors[DESK].loading == ("candidate", FIRST_ID)
    came = row("candidate", PERSON, 1, first_name="Fenna", last_name="Postma", city="Epe")
    sync.apply_page(Page(Cursor(DESK, 9, ("candidate", PERSON)), [came]))
    sync.apply_page(Page(Cursor(DESK, 9)))
    assert found(store, "epe") == [PERSON]


def test_a_newer_program_goes_on_with_a_first_load_where_it_was(sync: LocalSync, database: Database) -> None:
    at = ("candidate", PERSON)
    sync.apply_page(Page(Cursor(DESK, 9, at), begins=True))
    knew_no(database, [*synced()][-1])
    sync.place()
    state = sync.sync_state()
    assert state is not None
    assert state.cursors[DESK].loading == at, "what is between would never come"


def test_own_work_does_not_come_back_with_the_feed(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    assert sync.known(DESK, "candidate", {PERSON: PERSON, HURDLE: HURDLE}) == {PERSON: 1}
    assert sync.known("another desk", "candidate", {PERSON: PERSON}) == {}
    sync.answered(Answer(2, {}, [("candidate", PERSON, Fate.SAME)]))
    assert sync.known(DESK, "candidate", {PERSON: PERSON}) == {}


def test_what_a_colleague_did_stands_in_the_history_and_as_it_was_on_a_date(
    store: LocalStore, sync: LocalSync, clock: StillClock
) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    before = clock.now().astimezone(ZONE).date()
    clock.move(days=2)
    sync.apply_page(Page(None, [row("candidate", PERSON, 2, phone="2")]))
    assert dict(sync.behind(10)) == {PERSON: 0}
    done = {"i": "one", "l": "Phone changed", "c": {}, "w": "Called", "u": 0}
    told = Heard(7, "candidate", PERSON, PERSON, "bo", reading(clock.now()), done, {"phone": ("1", "2", True)})
    sync.hear({PERSON: 0}, [told], everything=True)
    newest = store.history(PERSON, PERSON, "phone")[0]
    assert (newest.actor, newest.before, newest.after, newest.reason) == ("bo", "1", "2", "Called")
    today = clock.now().astimezone(ZONE).date()
    people = [store.dossier_as_of(CASE, day).get(Candidate, PERSON) for day in (before, today)]
    assert [person.phone for person in people if person] == ["1", "2"]
    with pytest.raises(Refused, match="A colleague did this"):
        store.undo("one")
    assert sync.behind(10) == {}
    erase(store, PERSON)
    with store.receiving() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM heard").scalar() == 0


def test_history_that_does_not_fit_one_answer_goes_on_where_it_stopped(store: LocalStore, sync: LocalSync) -> None:
    firms = [row("employer", record, 1) for record in (PERSON, CASE, HURDLE)]
    sync.apply_page(Page(None, [firm._replace(root=firm.id, parent=None) for firm in firms]))
    asked = sync.behind(10)

    def told(n: int, root: str) -> Heard:
        return Heard(n, "employer", root, root, "bo", 1, {}, {"city": (None, "Epe", True)})

    sync.hear(asked, [told(3, PERSON), told(4, CASE)], everything=False)
    assert dict(sync.behind(10)) == {CASE: 4, HURDLE: 0}


def test_undo_stops_where_a_colleague_built_on_it(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "2")
    answered(sync, sync.next_batch(100), 2)
    sync.apply_page(Page(None, [row("candidate", PERSON, 3, phone="3")]))
    with pytest.raises(BuiltOn, match="changed again"):
        store.undo()
    assert store.get(Candidate, PERSON).phone == "3"
    store.apply(Action("Added", (Create("employer", HURDLE, None, {"trade_name": "x"}),)))
    answered(sync, sync.next_batch(100))
    below = row("employer_contact", "01890000-0000-7000-8000-000000000009", 1)
    sync.apply_page(Page(None, [below._replace(root=HURDLE, parent=HURDLE)]))
    with pytest.raises(BuiltOn, match="added to it"):
        store.undo()


def test_what_was_taken_back_before_anybody_saw_it_shows_what_lay_under_it(store: LocalStore, sync: LocalSync) -> None:
    sign_up(store)
    answered(sync, sync.next_batch(100))
    phone(store, "2")
    sync.apply_page(Page(None, [row("candidate", PERSON, 2, phone="3")]))
    assert store.get(Candidate, PERSON).phone == "2"
    store.undo()
    assert sync.next_batch(100) is None
    assert sync.stale() == {"candidate": [PERSON]}
