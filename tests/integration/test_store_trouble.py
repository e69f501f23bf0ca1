"""What goes wrong in the middle of an action leaves nothing of it behind, and the next action works."""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import multiprocessing
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import sqlalchemy as sa
import sqlcipher3
from typing_extensions import override

import desktop
from desktop.domain.changes import Action, Create, PutBytes, SetField
from desktop.domain.errors import NoRoom, NotThere
from desktop.domain.records import Candidate, Note, Traject
from desktop.persistence.engine import Database, raw
from desktop.persistence.functions import Capture
from desktop.persistence.journal import verify
from desktop.persistence.migrate import layout
from desktop.persistence.store import LocalStore
from tests.conftest import COUNSELLOR, KEY
from tests.integration.small_workspace import small_disk
from tests.stillness import CountedIds, StillClock

OURS = Path(desktop.__file__).parent


def opened(path: Path, first_id: int = 1) -> tuple[Database, LocalStore]:
    database, capture = Database(path, KEY, layout().setup, layout().newest), Capture()
    database.on_writer(capture.install)
    ids = CountedIds(first_id)
    return database, LocalStore(
        database.reading, database.writing, capture, StillClock(), ids, COUNSELLOR, "00000000-test-device"
    )


def sign_up(key: str, people: int = 1) -> Action:
    edits: list[Create] = []
    for n in range(people):
        edits.append(Create("candidate", f"{key}-{n}", None, {"last_name": f"Naam{key}", "bsn": "111222333"}))
        edits.append(Create("traject", f"{key}-{n}t", f"{key}-{n}", {"dossier_no": key}))
    return Action("Signed up", tuple(edits))


def state(database: Database) -> tuple[list[int], int]:
    """How many rows the tables and the journal hold; and the chain is whole."""
    tables = ("candidate", "candidate__apart", "traject", "note", "journal", "action", "blob")
    with database.reading() as connection:
        assert verify(connection) == []
        counts = [connection.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables]
        return counts, connection.execute(
            sa.text("SELECT count(*) FROM candidate_fts WHERE candidate_fts MATCH 'naam*'")
        ).scalar_one()


def no_write_is_possible_outside_an_action(database: Database) -> None:
    for statement in ("UPDATE candidate SET city = 'X'", "DELETE FROM candidate"):
        with pytest.raises(Exception, match=r"user-defined|never deleted"), database.writing() as connection:
            connection.execute(sa.text(statement))


class Interrupting(Mapping[str, Any]):
    """Values of a record in the middle of which somebody presses Ctrl+C, or the program finds a mistake."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    @override
    def __getitem__(self, name: str) -> Any:
        raise self._error

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(("body",))

    @override
    def __len__(self) -> int:
        return 1


def _broken(edit: Any) -> Action:
    return Action("Broken", (*sign_up("b").edits, SetField("candidate", "a-0", "last_name", "Anders"), edit))


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (_broken(SetField("note", "n", "body", "Anders")), Exception),  # a trigger refuses it
        (_broken(SetField("candidate", "nobody", "last_name", "X")), NotThere),
        (_broken(SetField("candidate", "a-0", "no_such_field", "X")), KeyError),
        (_broken(Create("candidate", "a-0")), Exception),  # an id that is there already
        (_broken(Create("note", "m", "b-0t", Interrupting(KeyboardInterrupt()))), KeyboardInterrupt),
        (_broken(Create("note", "m", "b-0t", Interrupting(ValueError("a bug")))), Exception),
        (_broken(PutBytes("x", None)), TypeError),  # type: ignore[arg-type] # a mistake of the program
        (Action("Broken", sign_up("b").edits, reason=b"x"), TypeError),  # type: ignore[arg-type] # another
    ],
)
def test_whatever_breaks_an_action_leaves_nothing_of_it_and_the_next_one_works(
    store: LocalStore, database: Database, broken: Action, error: type[BaseException]
) -> None:
    store.apply(sign_up("a"))
    store.apply(Action("Note", (Create("note", "n", "a-0t", {"body": "Gebeld"}),)))
    before = state(database)
    for _ in range(2):
        with pytest.raises(error):
            store.apply(broken)
        assert state(database) == before
        no_write_is_possible_outside_an_action(database)
    store.apply(sign_up("c"))
    store.undo()
    store.redo()
    assert [c.id for c in store.where(Candidate)] == ["a-0", "c-0"]
    assert store.get(Note, "n").body == "Gebeld"
    state(database)


def test_an_undo_that_is_refused_changes_nothing(store: LocalStore, database: Database) -> None:
    done = store.apply(sign_up("a")).action
    store.apply(Action("Note", (Create("note", "n", "a-0t", {"body": "Gebeld"}),)))
    before = state(database)
    with pytest.raises(Exception, match="added to it"):
        store.undo(done)
    assert state(database) == before
    no_write_is_possible_outside_an_action(database)


def calls_made(act: Callable[[], object], interrupt_at: int | None = None) -> int:
    """How many functions of ours an action called, interrupted as by Ctrl+C at one of them."""
    calls = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        code = frame.f_code
        if event == "call" and not code.co_flags & inspect.CO_GENERATOR and OURS in Path(code.co_filename).parents:
            calls += 1
            if calls == interrupt_at:
                raise KeyboardInterrupt

    sys.setprofile(count)
    try:
        act()
    except (KeyboardInterrupt, sqlcipher3.dbapi2.OperationalError):
        assert calls == interrupt_at
    finally:
        sys.setprofile(None)
    return calls


def test_an_interrupt_at_any_moment_leaves_whole_actions(store: LocalStore, database: Database) -> None:
    chance, seed = random.Random(), random.randrange(10**9)
    print(f"seed {seed}")
    chance.seed(seed)
    store.apply(sign_up("first", 10))
    most = calls_made(partial(store.apply, sign_up("whole", 10)))
    for n in range(60):
        at, action = chance.randint(1, most), sign_up(f"k{n}", 10)
        assert calls_made(partial(store.apply, action), at) == at
        (people, numbers, cases, _, _, actions, _), found = state(database)
        assert people == numbers == cases == found == actions * 10
    store.apply(sign_up("last"))
    assert store.where(Traject, dossier_no="last")
    no_write_is_possible_outside_an_action(database)


def test_a_full_file_refuses_whole_actions_and_takes_them_again_when_there_is_room(
    store: LocalStore, database: Database
) -> None:
    store.apply(sign_up("a"))
    _room(database, lambda pages: pages + 40)
    kept = 1 + len(until_full(store, lambda n: sign_up(f"f{n}", 10))) * 10
    (people, numbers, cases, _, _, _, _), found = state(database)
    assert people == numbers == cases == found == kept
    with pytest.raises(NoRoom):
        store.apply(Action("Attached", (PutBytes("x" * 64, bytes(2_000_000)), *sign_up("g").edits)))
    assert state(database)[0][0] == kept
    _room(database, lambda _: 1_000_000)
    store.apply(sign_up("again", 10))
    store.undo()
    assert state(database)[0][0] == kept + 10
    no_write_is_possible_outside_an_action(database)


def until_full(store: LocalStore, action: Callable[[int], Action]) -> list[str]:
    """Act until the disk is full; the first record of each action that was reported as saved."""
    saved: list[str] = []
    with contextlib.suppress(NoRoom):
        for n in range(2000):
            made = action(n)
            store.apply(made)
            saved.append(made.created("candidate"))
    assert 0 < len(saved) < 2000
    return saved


def _file(size: int) -> PutBytes:
    data = os.urandom(size)
    return PutBytes(hashlib.sha256(data).hexdigest(), data)


def _room(database: Database, most: Callable[[int], int]) -> None:
    with database.writing() as connection:
        pages = raw(connection).execute("PRAGMA page_count").fetchone()[0]
        raw(connection).execute(f"PRAGMA max_page_count={most(pages)}")


def test_a_full_disk_loses_nothing_that_was_saved(empty_database: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        path = disk / "overstap.db"
        path.write_bytes(empty_database.read_bytes())
        database, store = opened(path)
        saved = until_full(store, lambda n: Action("Filed", (*sign_up(f"d{n}").edits, _file(40_000))))
        assert [c.id for c in store.where(Candidate)] == saved
        state(database)
        with pytest.raises(NoRoom):
            store.apply(Action("Large", (*sign_up("x").edits, PutBytes("y" * 64, bytes(9_000_000)))))
        assert [c.id for c in store.where(Candidate)] == saved
        database.close()
        database, store = opened(path, 5000)
        assert [c.id for c in store.where(Candidate)] == saved
        state(database)
        database.close()


def _busy(path: Path, key: int) -> int:
    database, store = opened(path, key * 1000)
    for n in range(40):
        store.apply(sign_up(f"{key}-{n}", 5))
    database.close()
    return 40


def test_two_processes_write_one_after_the_other(empty_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "overstap.db"
    path.write_bytes(empty_database.read_bytes())
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as processes:
        assert list(processes.map(_busy, [path, path], [1, 2])) == [40, 40]
    database, store = opened(path)
    assert state(database)[0][:3] == [400, 400, 400]
    assert len(store.actions(200)) == 80
    database.close()
