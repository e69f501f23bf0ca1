"""One row that the server cannot take in holds up nothing else, is told, is kept, and goes along when it is mended."""

from __future__ import annotations

import hashlib

import pytest

from desktop.application.i18n import language
from desktop.application.sharing import not_taken_in
from desktop.domain.changes import Action, Create, Edit, PutBytes, SetField
from desktop.domain.records import Barrier, Candidate, Note, Traject
from tests.sync.laptop import Laptop
from tests.sync.simulator import DESK_A, DESK_B, World

STRANGE = "onmogelijk"


def did(laptop: Laptop, *edits: Edit) -> None:
    """Something a person does."""
    laptop.store.apply(Action("Something was done", edits))


def signed_up(laptop: Laptop, name: str) -> tuple[str, str]:
    """A person with a case."""
    person, case = laptop.ids.new(), laptop.ids.new()
    did(
        laptop, Create("candidate", person, None, {"last_name": name}),
        Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1"}),
    )  # fmt: skip
    return person, case


def test_one_bad_field_holds_up_nothing_and_is_handed_in_when_it_is_mended(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    world.server.cannot_keep(STRANGE)
    people = [signed_up(anna, f"Naam{n}")[0] for n in range(7)]
    world.quiesce()
    for n, person in enumerate(people):
        did(anna, SetField("candidate", person, "city", STRANGE if n == 3 else f"Stad{n}"))
        did(anna, SetField("candidate", person, "phone", f"06{n}"))
    world.quiesce()
    expected = [None if n == 3 else f"Stad{n}" for n in range(7)]
    assert [bo.store.get(Candidate, person).city for person in people] == expected
    standing = anna.sync.standing()
    assert (standing.waiting, standing.refused) == (0, 1)
    (refusal,) = anna.sync.refusals()
    assert refusal.record == people[3]
    assert people[3] in language("en").say(not_taken_in(refusal))
    anna.close()
    anna.open()
    assert anna.store.get(Candidate, people[3]).city == STRANGE, "what was typed is kept"
    did(anna, SetField("candidate", people[3], "city", "Stad3"))
    anna.sync.try_again()
    world.quiesce()
    assert bo.store.get(Candidate, people[3]).city == "Stad3"
    assert bo.store.get(Candidate, people[3]).phone == "063"
    assert anna.sync.refusals() == []
    world.check()


def test_what_was_set_aside_beside_a_bad_field_goes_along_when_that_is_mended(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    world.server.cannot_keep(STRANGE)
    person, _ = signed_up(anna, "Ernaast")
    world.quiesce()
    did(anna, SetField("candidate", person, "city", STRANGE), SetField("candidate", person, "phone", "06"))
    world.quiesce()
    assert bo.store.get(Candidate, person).phone is None, "one row is taken in as a whole"
    did(anna, SetField("candidate", person, "city", "Epe"))
    world.quiesce()
    assert (bo.store.get(Candidate, person).city, bo.store.get(Candidate, person).phone) == ("Epe", "06")
    assert anna.sync.refusals() == []
    world.check()


def test_who_writes_again_what_was_refused_does_not_silently_write_over_a_colleague(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    world.server.cannot_keep(STRANGE)
    person, _ = signed_up(anna, "Tweemaal")
    world.quiesce()
    did(anna, SetField("candidate", person, "city", STRANGE))
    anna.engine.round()
    did(bo, SetField("candidate", person, "city", "Ede"))
    bo.engine.round()
    anna.engine.round()
    assert anna.store.get(Candidate, person).city == STRANGE, "it hides what Bo wrote"
    did(anna, SetField("candidate", person, "city", "Epe"))
    world.quiesce()
    for laptop in (anna, bo):
        (conflict,) = laptop.sync.conflicts()
        assert {conflict.kept, conflict.lost} == {"Ede", "Epe"}
    assert anna.sync.refusals() == []
    world.check()


def test_a_bad_new_record_waits_with_what_is_below_it_and_goes_when_it_is_mended(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    world.server.cannot_keep(STRANGE)
    good, case = signed_up(anna, "Goed")
    world.quiesce()
    bad_case, below = anna.ids.new(), anna.ids.new()
    did(anna, Create("traject", bad_case, good, {"desk": DESK_A, "stage": "S0", "substage": "S0.1", "ref_no": STRANGE}))
    did(anna, Create("barrier", below, bad_case, {"barrier_text": "onder"}), SetField("candidate", good, "city", "Epe"))
    world.quiesce()
    did(anna, SetField("barrier", below, "barrier_text", "later"))
    did(anna, Create("note", anna.ids.new(), case, {"body": "goed"}))
    world.quiesce()
    assert bo.store.get(Candidate, good).city == "Epe"
    assert [each.body for each in bo.store.where(Note)] == ["goed"]
    assert bo.store.find_one(Traject, bad_case) is None
    assert {each.record for each in anna.sync.refusals()} == {bad_case, below}
    assert anna.store.get(Barrier, below).barrier_text == "later"
    did(anna, SetField("traject", bad_case, "ref_no", "goed"))
    world.quiesce()
    assert bo.store.get(Traject, bad_case).ref_no == "goed"
    assert bo.store.get(Barrier, below).barrier_text == "later"
    assert (anna.sync.standing().waiting, anna.sync.refusals()) == (0, [])
    world.check()


def test_a_bad_new_record_that_was_mended_before_it_was_refused_goes_at_once(world: World) -> None:
    anna, bo = world.laptops[0], world.laptops[1]
    world.server.cannot_keep(STRANGE)
    person, _ = signed_up(anna, "Hersteld")
    world.quiesce()
    case, below = anna.ids.new(), anna.ids.new()
    did(anna, Create("traject", case, person, {"desk": DESK_A, "stage": "S0", "substage": "S0.1", "ref_no": STRANGE}))
    did(anna, Create("barrier", below, case, {"barrier_text": "onder"}))
    did(anna, Create("note", anna.ids.new(), case, {"body": "ook"}))
    did(anna, SetField("traject", case, "ref_no", "goed"))  # in the batch after it, which is made before its answer
    world.quiesce()
    assert bo.store.get(Traject, case).ref_no == "goed"
    assert bo.store.get(Barrier, below).barrier_text == "onder"
    assert anna.sync.refusals() == []
    world.check()


def test_what_is_refused_of_somebody_who_was_erased_meanwhile_is_not_kept(world: World) -> None:
    anna = world.laptops[0]
    world.server.cannot_keep(STRANGE)
    person, _ = signed_up(anna, "Vergeten")
    device, _ = anna.engine._register()
    anna.engine.push(device)  # and the line is cut before anything is loaded
    did(anna, SetField("candidate", person, "city", STRANGE))
    assert anna.sync.next_batch(10) is not None, "on its way"
    world.erased.add(person)
    world.server.erase(person)
    world.quiesce()
    assert anna.sync.refusals() == []
    assert anna.rows("SELECT * FROM outbox") == []
    for (payload,) in anna.rows("SELECT payload FROM batch"):
        assert STRANGE not in payload
    world.check()


def test_what_was_refused_stays_when_the_person_leaves_for_another_desk_and_it_is_handed_in_again(world: World) -> None:
    anna = world.laptops[0]
    world.server.cannot_keep(STRANGE)
    person, case = signed_up(anna, "Vertrekt")
    world.quiesce()
    did(anna, SetField("candidate", person, "city", STRANGE))
    made = {"desk": DESK_A, "stage": "S0", "substage": "S0.1", "ref_no": STRANGE}
    did(anna, Create("traject", anna.ids.new(), person, made))
    anna.engine.round()
    world.act(world.laptops[1], person, SetField("traject", case, "desk", DESK_B))
    for _ in ("it leaves", "somebody tries again"):
        world.quiesce()
        assert anna.store.find_one(Candidate, person) is None
        world.server.look_at_everything()
        own = "SELECT payload FROM refused UNION ALL SELECT payload FROM batch WHERE answered IS NULL"
        kept = [payload for (payload,) in anna.rows(own)]
        kept += [str(change) for change in world.server.parked]
        kept += [f"{conflict.field}: {conflict.lost}" for conflict in world.laptops[2].sync.conflicts()]
        for name in ("city", "ref_no"):
            assert any(name in each and STRANGE in each for each in kept), "here, or the other desk is asked"
        anna.sync.try_again()


@pytest.mark.parametrize("is_erased", [False, True])
def test_the_bytes_of_a_refused_document_stay_until_they_are_handed_in_although_the_person_left(
    world: World, *, is_erased: bool
) -> None:
    anna, data = world.laptops[0], b"een brief die niemand anders heeft"
    name = hashlib.sha256(data).hexdigest()
    world.server.cannot_keep(STRANGE)
    person, case = signed_up(anna, "Brief")
    world.quiesce()
    bad_case, made = anna.ids.new(), {"title": "Brief", "sha256": name}
    did(
        anna, Create("traject", bad_case, person, {"desk": DESK_A, "stage": "S0", "ref_no": STRANGE}),
        Create("document", anna.ids.new(), bad_case, made), PutBytes(name, data),
    )  # fmt: skip
    world.act(world.laptops[1], person, SetField("traject", case, "desk", DESK_B))
    world.laptops[1].engine.round()
    for _ in ("it leaves", "it is refused again"):
        world.quiesce()
        assert anna.store.find_one(Candidate, person) is None
        assert anna.store.bytes(name) == data
    if is_erased:
        world.server.erase(person)
        world.erased.add(person)
    else:
        world.server.cannot_keep("")
        anna.sync.try_again()
    world.quiesce()
    there = world.laptops[2].line.arrived(person, name)
    assert (there is not None and there.whole) is not is_erased
    for table in ("blob", "owed", "uploaded"):
        assert anna.rows(f"SELECT 1 FROM {table}") == [], "nothing of who is not ours stays"
    world.check()
