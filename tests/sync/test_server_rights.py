"""Who may what on the shared database: each role, table and verb, and what an attacker with a login tries."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import psycopg
import pytest

from desktop.application.syncing import CONFLICT, Cut, Fate, TurnedAway, frozen
from desktop.domain.codes import CODES
from desktop.domain.errors import Refused
from desktop.domain.synced import REGION
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_desk, add_user, end_user, install
from desktop.sync.server.roles import ROLES
from tests.sync.conftest import Admin

A, B = "0a000000-0000-7000-8000-00000000000a", "0b000000-0000-7000-8000-00000000000b"
PERSON, CASE, FIRM = (f"01890000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
BSN, NAME = "123456782", "Zorro"


@pytest.fixture
def desk(postgres: str, database_name: str, admin: Admin) -> Iterator[PostgresTransport]:
    """Anna of desk A has handed in one person, one case and one employer."""
    add_desk(admin, A, "A")
    add_desk(admin, B, "B")
    for n, role in enumerate(ROLES):
        add_user(admin, role, f"{n:032x}", A, role, None)
    add_user(admin, "elsewhere", f"{99:032x}", B, "counsellor", None)
    line = PostgresTransport(lambda: psycopg.connect(postgres, dbname=database_name, user="counsellor"))
    line.register(f"{1:032x}", 1)
    line.push(
        f"{1:032x}",
        frozen(1, [
            {"t": "candidate", "id": PERSON, "r": PERSON, "h": 1, "p": None, "s": A, "n": {"last_name": NAME}},
            {"t": "candidate__apart", "id": PERSON, "r": PERSON, "h": 1, "f": {"bsn": [BSN, 0]}},
            {"t": "traject", "id": CASE, "r": PERSON, "h": 1, "p": PERSON, "s": A, "n": {"stage": "S1", "desk": A}},
            {"t": "employer", "id": FIRM, "r": FIRM, "h": 1, "p": None, "s": REGION, "n": {"trade_name": NAME}},
        ]),
    )  # fmt: skip
    yield line
    line.close()


@pytest.fixture
def line(postgres: str, database_name: str) -> Iterator[Callable[[str], PostgresTransport]]:
    """The connection of a login."""
    made: dict[str, PostgresTransport] = {}

    def of(login: str) -> PostgresTransport:
        connect = partial(psycopg.connect, postgres, dbname=database_name, user=login)
        return made.setdefault(login, PostgresTransport(connect))

    yield of
    for each in made.values():
        each.close()


def said_to(connection: psycopg.Connection[tuple[Any, ...]], asked: str) -> Any:
    """One row, or the number of the refusal where it is refused."""
    try:
        found = connection.execute(asked.encode())
        return found.fetchone() if found.description else None
    except psycopg.Error as error:
        return error.sqlstate


def test_every_role_of_the_programme_has_its_rights() -> None:
    assert set(ROLES) == {code.code for code in CODES["role"].codes}


ATTACKS = (
    "DELETE FROM sync.history", "SELECT * FROM sync.staff", "SELECT * FROM sync.parked",
    "SELECT * FROM audit.entry", "SELECT * FROM sync.device", "SELECT * FROM sync.staff_scope",
    "INSERT INTO sync.feed VALUES (null)", "UPDATE sync.scope SET head = 0", "DELETE FROM audit.entry",
    "CREATE TEMP TABLE t(i int)", "CREATE TABLE public.t(i int)", "CREATE SCHEMA x",
    "CREATE FUNCTION sync.my_scopes(int) RETURNS int RETURN 1", f"SELECT sync.erase('{PERSON}')",
    f"SELECT sync.confirm_erasure('{PERSON}')", "SELECT sync.is_officer()",
    "SELECT sync.end_device(1, '')", "SELECT sync.tidy(1)", "UPDATE sync.meta SET lease_days = 0",
    "SELECT * FROM sync.meta",    "SELECT * FROM sync.held",
    "SELECT * FROM sync.erased", "SELECT * FROM sync.erase_ack", "SELECT * FROM sync.erase_asked",
    "SELECT * FROM sync.visit", "SELECT * FROM sync.stay", "SELECT * FROM sync.unaware",
    "SELECT sync.hand_over(null, null, 0, null)", "SELECT sync.leaves(null, null, null)", "SELECT sync.is_told(null)",
    "SELECT sync.is_handed_over(null, null)",
    "SELECT sync.new_epoch()", "SET ROLE overstap_owner", "SET SESSION AUTHORIZATION postgres",
    "ALTER TABLE app.candidate DISABLE ROW LEVEL SECURITY", "SET session_replication_role = replica",
    "SELECT * FROM pg_authid", "SELECT pg_read_file('/etc/passwd')", "COPY app.candidate TO PROGRAM 'cat'",
    "SELECT lo_import('/etc/passwd')", "SELECT sync.follow_newest_case(null)",
    "SELECT sync.give_positions(null, 0, null)", "SELECT sync.push_candidate(null, null, 0, null, null)",
    "SELECT sync.my_write_scopes(true)", "SELECT * FROM sync.answer", "SELECT * FROM sync.case_key",
    "SELECT * FROM sync.role_writes()",
)  # fmt: skip


def test_what_an_attacker_with_a_login_tries_is_refused(
    desk: PostgresTransport, postgres: str, database_name: str
) -> None:
    with psycopg.connect(postgres, dbname=database_name, user="counsellor", autocommit=True) as connection:
        answers = {attack: said_to(connection, attack) for attack in ATTACKS}
    assert {attack: answer for attack, answer in answers.items() if answer != "42501"} == {}


def test_settings_of_ones_own_show_no_more(desk: PostgresTransport, postgres: str, database_name: str) -> None:
    with psycopg.connect(postgres, dbname=database_name, user="elsewhere", autocommit=True) as connection:
        for setting in ("row_security = off", "search_path = app, sync", "app.desks = '{1}'"):
            connection.execute(f"SET {setting}".encode())
        connection.execute("SET row_security = on")
        for table in ("candidate", "candidate__apart", "traject"):
            assert connection.execute(f'SELECT count(*) FROM app."{table}"'.encode()).fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM pg_stats WHERE schemaname = 'app'").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM sync.feed WHERE scope <> %s", (REGION,)).fetchone() == (0,)


def test_history_is_seen_by_who_sees_the_rows(
    desk: PostgresTransport, postgres: str, database_name: str, admin: Admin
) -> None:
    def heard(role: str) -> set[str]:
        line = PostgresTransport(partial(psycopg.connect, postgres, dbname=database_name, user=role))
        told = line.history({PERSON: 0, FIRM: 0}, 100)
        line.close()
        return {one.table for one in told}

    everything = {"candidate", "candidate__apart", "traject", "employer"}
    assert heard("counsellor") == everything
    assert heard("elsewhere") == heard("account_manager") == {"employer"}
    admin.execute("UPDATE sync.staff_scope SET apart = false WHERE login = 'team_lead'")
    assert heard("team_lead") == everything - {"candidate__apart"}
    (first, *_) = desk.history({PERSON: 0}, 1)
    assert first.fields["*"][1]["last_name"] == NAME
    assert {one.n for one in desk.history({PERSON: first.n}, 100)}.isdisjoint({first.n})


def test_every_table_has_row_level_security(desk: PostgresTransport, admin: Admin) -> None:
    open_ones = admin.execute(
        """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'app' AND c.relkind = 'r' AND NOT c.relrowsecurity"""
    ).fetchall()
    assert open_ones == []
    definers = admin.execute(
        """SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('sync', 'audit', 'app') AND coalesce(p.proconfig::text, '') NOT LIKE '%search_path%'"""
    ).fetchall()
    assert definers == []


def test_erasing_is_for_the_officer_and_leaves_nothing(
    desk: PostgresTransport, line: Callable[[str], PostgresTransport], admin: Admin
) -> None:
    desk.ask_erasure(PERSON, "2026-14")
    told = line("auditor").confirm_erasure(PERSON)
    assert (told.reference, told.asked_by, told.confirmed_by) == ("2026-14", "counsellor", "auditor")
    assert told.removed == {
        "app.candidate": 1, "app.candidate__apart": 1, "app.traject": 1, "sync.history": 3, "sync.root": 1,
        "sync.erase_asked": 1, "sync.answer": 1,
    }  # fmt: skip
    assert [laptop.login for laptop in told.unconfirmed] == ["counsellor"]
    tables = admin.execute(
        """SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('app', 'sync', 'audit')"""
    ).fetchall()
    for (table,) in tables:
        left = admin.execute(f"SELECT count(*) FROM {table} t WHERE t::text ~ '{BSN}|{CASE}'".encode()).fetchone()
        assert left == (0,), table
    again = frozen(2, [{"t": "candidate", "id": PERSON, "r": PERSON, "h": 2, "p": None, "s": A, "n": {"phone": "06"}}])
    answer = desk.push(f"{1:032x}", again)
    assert answer.fates == [("candidate", PERSON, Fate.ERASED)]
    assert desk.rows_by_id("candidate", [PERSON]) == []
    assert [entry.what.value for entry in desk.feed(A, 0, 100)] == ["e"]
    assert desk.register(f"{1:032x}", 1).erased == [PERSON]
    desk.confirm_erased(f"{1:032x}", [PERSON])
    assert desk.register(f"{1:032x}", 1).erased == []
    (done,) = desk.erasures()
    assert done.unconfirmed == ()


def test_one_person_alone_erases_nobody(
    desk: PostgresTransport, line: Callable[[str], PostgresTransport], admin: Admin
) -> None:
    officer, elsewhere = line("auditor"), line("elsewhere")
    for nobody in (lambda: officer.confirm_erasure(PERSON), lambda: elsewhere.ask_erasure(PERSON, "1")):
        with pytest.raises(Refused):
            nobody()
    with pytest.raises(Refused):
        desk.ask_erasure(FIRM, "1")
    for role in ("school", "jobcoach", "account_manager", "programme_manager", "administrator"):
        with pytest.raises(Refused):
            line(role).ask_erasure(PERSON, "1")
    desk.ask_erasure(PERSON, "1")
    assert elsewhere.erasures() == []
    with pytest.raises(Refused):
        elsewhere.drop_erasure(PERSON)
    with pytest.raises(TurnedAway):
        desk.confirm_erasure(PERSON)
    admin.execute("GRANT overstap_auditor TO counsellor")
    try:
        with pytest.raises(Refused, match="Two people"):
            desk.confirm_erasure(PERSON)
    finally:  # a login is of the whole server: the next test would find an officer
        admin.execute("REVOKE overstap_auditor FROM counsellor")
    admin.execute("UPDATE sync.staff SET person = (SELECT person FROM sync.staff WHERE login = 'counsellor')")
    with pytest.raises(Refused, match="Two people"):
        officer.confirm_erasure(PERSON)
    assert len(desk.rows_by_id("candidate", [PERSON])) == 1
    desk.drop_erasure(PERSON)
    assert desk.erasures() == []


def test_who_may_have_held_somebody_and_since_when_is_known(
    desk: PostgresTransport, line: Callable[[str], PostgresTransport], admin: Admin
) -> None:
    """A laptop of the desk that the person left long ago must confirm; one that came to that desk later need not."""

    line("team_lead").register(f"{2:032x}", 1)
    line("elsewhere").register(f"{3:032x}", 1)
    admin.execute("UPDATE sync.visit SET last = now() - interval '200 days', first = now() - interval '300 days'")
    admin.execute("UPDATE sync.root SET since = now() - interval '400 days'")
    moved = frozen(2, [{"t": "traject", "id": CASE, "r": PERSON, "h": 2, "f": {"desk": [B, 1]}}])
    desk.push(f"{1:032x}", moved)
    admin.execute("UPDATE sync.stay SET until = now() - interval '100 days'")
    line("counsellor").register(f"{4:032x}", 1)
    admin.execute("SELECT sync.erase(%s)", (PERSON,))
    held = admin.execute(
        "SELECT d.login, d.short FROM sync.erase_ack JOIN sync.device d USING (device) ORDER BY d.short"
    ).fetchall()
    assert held == [("counsellor", 1), ("team_lead", 2)]


def test_a_leaver_is_out_at_once(desk: PostgresTransport, admin: Admin) -> None:
    end_user(admin, "counsellor")
    with pytest.raises(Cut):
        desk.heads()


def test_installing_again_changes_nothing(desk: PostgresTransport, postgres: str, database_name: str) -> None:
    before = desk.heads()
    with psycopg.connect(postgres, dbname=database_name) as again:
        install(again)
    assert desk.heads() == before
    assert len(desk.rows_by_id("candidate", [PERSON])) == 1
    assert desk.rows_by_id(CONFLICT, [PERSON]) == []


def test_nothing_personal_stands_in_the_log_of_the_server(
    desk: PostgresTransport, postgres: str, database_name: str, admin: Admin
) -> None:
    broken = [{"t": "candidate", "id": PERSON, "r": "no-id", "h": "x", "n": {"last_name": NAME}}]
    with pytest.raises(TurnedAway) as refused:
        desk.push(f"{1:032x}", frozen(2, broken))
    assert NAME not in str(refused.value)
    assert refused.value.__cause__ is None
    (folder,) = admin.execute("SHOW data_directory").fetchone() or ("",)
    (written,) = admin.execute("SELECT pg_read_file(%s)", (f"{folder}/log",)).fetchone() or ("",)
    assert "ERROR" in written
    assert NAME not in written
    assert BSN not in written


def test_a_reader_misses_no_row_of_eight_writers(
    desk: PostgresTransport, postgres: str, database_name: str, admin: Admin
) -> None:
    rounds, writers = 25, 8
    for n in range(writers):
        add_user(admin, f"writer{n}", REGION, A, "counsellor", None)

    def write(n: int) -> None:
        line = PostgresTransport(lambda: psycopg.connect(postgres, dbname=database_name, user=f"writer{n}"))
        device = f"{100 + n:032x}"
        line.register(device, 1)
        for turn in range(1, rounds + 1):
            ids = [f"0189{n:04x}-0000-7000-8000-{turn:06d}{k:06d}" for k in range(3)]
            made = [{"t": "employer", "id": i, "r": i, "h": 1, "p": None, "s": REGION, "n": {"city": "x"}} for i in ids]
            line.push(device, frozen(turn, made))
        line.close()

    seen: list[str] = []
    at = desk.heads()[0].head
    threads = [threading.Thread(target=write, args=(n,)) for n in range(writers)]
    for thread in threads:
        thread.start()
    while True:
        last = not any(thread.is_alive() for thread in threads)
        while entries := desk.feed(REGION, at, 50):
            assert [entry.seq for entry in entries] == list(range(at + 1, at + 1 + len(entries)))
            seen += [entry.id for entry in entries if entry.row is not None]
            at = entries[-1].seq
        if last:
            break
    assert len(seen) == len(set(seen)) == rounds * writers * 3


def test_a_login_that_administers_the_server_is_nobodys_at_a_desk(admin: Admin) -> None:
    add_desk(admin, A, "A")
    with pytest.raises(Refused):
        add_user(admin, "postgres", REGION, A, "counsellor", "x")
