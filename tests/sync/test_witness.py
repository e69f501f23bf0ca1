"""Nobody changes the past of the shared database unseen: every laptop remembers how far its audit chain had come."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from desktop.application.i18n import language
from desktop.sync.server.check import unsafe
from tests.sync.conftest import Admin
from tests.sync.laptop import Laptop
from tests.sync.shared_desk import shared_desk
from tests.sync.simulator import DESK_A, World

on_postgres = pytest.mark.parametrize("world", ["PostgreSQL"], indirect=True)

FORGED = """WITH RECURSIVE told AS (
        SELECT e.*, row_number() OVER (ORDER BY seq) AS i FROM audit.entry e WHERE scope = %(s)s),
    made AS (
        SELECT i, seq, sha256('forged') AS commitment, previous, sha256(sha256('forged') || previous) AS link
        FROM told WHERE i = 1
        UNION ALL SELECT t.i, t.seq, t.commitment, m.link, sha256(t.commitment || m.link)
        FROM made m JOIN told t ON t.i = m.i + 1),
    entries AS (UPDATE audit.entry e SET commitment = m.commitment, previous = m.previous, link = m.link FROM made m
        WHERE e.scope = %(s)s AND e.seq = m.seq)
UPDATE sync.scope SET link = (SELECT link FROM made ORDER BY i DESC LIMIT 1) WHERE scope = %(s)s"""
"""Another first entry, and everything after it made to fit."""

FIRST_CHANGED = """UPDATE audit.entry SET commitment = '\\x00' WHERE scope = %(s)s
    AND seq = (SELECT min(seq) FROM audit.entry WHERE scope = %(s)s)"""
LAST_GONE = """DELETE FROM audit.entry WHERE scope = %(s)s
    AND seq = (SELECT max(seq) FROM audit.entry WHERE scope = %(s)s)"""


def days_of_work(world: World, days: int = 3) -> Laptop:
    """Somebody signs people up, and everybody hears of it."""
    anna = world.laptops[0]
    for _ in range(days):
        world.sign_up(anna)
        world.change(anna)
        world.quiesce()
    return anna


def test_a_chain_that_goes_on_alarms_nobody_and_is_written_down_only_where_it_does(world: World) -> None:
    anna = days_of_work(world)
    state = anna.sync.sync_state()
    assert state is not None
    assert state.seen[DESK_A] == state.cursors[DESK_A].seq, "seen to its end"
    before = anna.rows("SELECT * FROM state")
    anna.engine.round()
    assert anna.rows("SELECT * FROM state") == before
    world.check()


@on_postgres
def test_a_past_that_was_rewritten_to_fit_is_noticed_by_a_laptop(world: World, admin: Admin) -> None:
    anna = days_of_work(world)
    admin.execute(FORGED, {"s": DESK_A})
    assert admin.execute("SELECT audit.verify(%s)", (DESK_A,)).fetchone() == (None,), "the chain itself fits"
    anna.engine.round()
    assert anna.sync.standing().altered == 1
    world.change(anna)
    anna.engine.round()
    assert anna.sync.standing().altered == 1, "and does not come to rest by going on"
    assert anna.sync.standing().waiting == 0, "work goes on"


@on_postgres
def test_entries_that_were_taken_away_are_noticed(world: World, admin: Admin) -> None:
    anna = days_of_work(world)
    admin.execute(LAST_GONE, {"s": DESK_A})
    anna.engine.round()
    assert anna.sync.standing().altered == 1


@on_postgres
def test_what_was_altered_and_put_right_is_whole_again(world: World, admin: Admin) -> None:
    anna = days_of_work(world)
    admin.execute("CREATE TABLE sync.kept AS SELECT * FROM audit.entry")
    admin.execute("DELETE FROM audit.entry")
    anna.engine.round()
    assert anna.sync.standing().altered
    admin.execute("INSERT INTO audit.entry SELECT * FROM sync.kept")
    admin.execute("DROP TABLE sync.kept")
    anna.engine.round()
    assert anna.sync.standing().altered == 0
    world.quiesce()
    world.check()


@on_postgres
def test_a_server_that_says_that_it_is_another_is_believed(world: World, admin: Admin) -> None:
    anna = days_of_work(world)
    admin.execute(FORGED, {"s": DESK_A})
    admin.execute("SELECT sync.new_epoch()")
    anna.engine.round()
    assert anna.sync.standing().altered == 0
    admin.execute(FORGED.replace("forged", "again"), {"s": DESK_A})
    anna.engine.round()
    assert anna.sync.standing().altered == 1, "from then on it is watched"


@on_postgres
@pytest.mark.parametrize("damage", [FIRST_CHANGED, LAST_GONE])
def test_the_administrator_is_told_where_a_chain_does_not_fit(world: World, admin: Admin, damage: str) -> None:
    days_of_work(world)
    said = language("en").say
    fits = [say for say in map(said, unsafe(admin)) if "written down" in say]
    admin.execute(damage.encode(), {"s": DESK_A})
    tells = [say for say in map(said, unsafe(admin)) if "written down" in say]
    assert (len(fits), len(tells)) == (0, 1)
    assert "desk" in tells[0]


@pytest.mark.timeout(300)
def test_who_syncs_hears_it_in_a_sentence(postgres: str, tmp_path: Path) -> None:
    shared = shared_desk(postgres, tmp_path, "witnessed")
    anna = shared.laptops[0]
    anna.done("add", "employer", "trade_name=Bakkerij Oefen")
    anna.done("sync")
    assert anna.done("status", "--json").json["altered"] == 0
    with psycopg.connect(shared.address) as admin:
        admin.execute("UPDATE audit.entry SET link = '\\x00'")
    told = anna.done("sync").out
    assert "beheerder" in told
    assert anna.done("status", "--json").json["altered"]
