"""The encrypted database file: what opens, what is refused and stays as it is, and what a full disk does."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.domain.errors import Damaged, InUse, Newer, NoRoom, NoWorkspace, Unavailable
from desktop.persistence.engine import Database, check_library, connect, create_file, raw
from desktop.persistence.integrity import check_file_whole
from desktop.persistence.keys import DataKey
from desktop.persistence.refusals import refusal
from tests.integration.small_workspace import in_child, make_read_only, small_disk

KEY = DataKey(bytes(range(32)))
OTHER = DataKey(bytes(32))


def _nothing(_: object) -> None: ...


def opened(path: Path, key: DataKey = KEY) -> Database:
    return Database(path, key, _nothing, newest=1)


def made(path: Path) -> Database:
    create_file(path, KEY)
    database = opened(path)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE note(text)")
        database.set_version(connection, 1)
    return database


def add(database: Database, *texts: str) -> None:
    with database.writing() as connection:
        raw(connection).executemany("INSERT INTO note VALUES (?)", [(text,) for text in texts])


def notes(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT text FROM note").scalars())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = made(tmp_path / "overstap.db")
    yield database
    database.close()


def test_what_is_written_is_there_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "a folder with #, ? and é"
    folder.mkdir()
    database = made(folder / "x.db")
    add(database, "een", "twee")
    database.close()
    assert [f.name for f in folder.iterdir()] == ["x.db"]
    again = opened(database.path)
    assert notes(again) == ["een", "twee"]
    again.close()


def test_opening_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspace, match="Make one"):
        opened(tmp_path / "overstap.db")
    assert list(tmp_path.iterdir()) == []


def test_making_refuses_where_a_file_is(database: Database) -> None:
    before = database.path.read_bytes()
    with pytest.raises(InUse, match="already a file"):
        create_file(database.path, OTHER)
    assert database.path.read_bytes() == before


def _empty(_: bytes) -> bytes:
    return b""


def _text(_: bytes) -> bytes:
    return b"Beste collega, dit is een brief.\n" * 500


def _header(content: bytes) -> bytes:
    return bytes(64) + content[64:]


def _random(content: bytes) -> bytes:
    return bytes((i * 7919 + 13) % 251 for i in range(len(content)))


def _short(content: bytes) -> bytes:
    return content[:100]


def _salt(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]


@pytest.mark.parametrize("spoil", [_empty, _text, _header, _random, _short, _salt])
def test_a_spoiled_file_is_refused_and_left_as_it_is(database: Database, spoil: Callable[[bytes], bytes]) -> None:
    database.close()
    spoiled = spoil(database.path.read_bytes())
    database.path.write_bytes(spoiled)
    with pytest.raises(Damaged, match="left as it is"):
        opened(database.path)
    assert database.path.read_bytes() == spoiled
    assert [f.name for f in database.path.parent.iterdir()] == ["overstap.db"]


def test_another_key_is_told_apart_from_nothing_and_changes_nothing(database: Database) -> None:
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(Damaged, match="damaged or belongs to another key"):
        opened(database.path, OTHER)
    assert database.path.read_bytes() == before


def test_an_unencrypted_database_is_not_ours(tmp_path: Path) -> None:
    plain = sqlcipher.connect(str(tmp_path / "overstap.db"))
    plain.execute("CREATE TABLE note(text)")
    plain.close()
    with pytest.raises(Damaged, match="not encrypted"):
        opened(tmp_path / "overstap.db")


def test_an_encrypted_database_of_another_program_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "overstap.db"
    create_file(path, KEY)
    foreign = connect(path, KEY, _nothing)
    foreign.execute("CREATE TABLE contact(name)")
    foreign.execute("PRAGMA application_id=7")
    foreign.close()
    with pytest.raises(Damaged):
        opened(path)


def test_a_newer_file_asks_for_the_newer_program(database: Database) -> None:
    with database.writing() as connection:
        database.set_version(connection, 2)
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(Newer, match="Install the newest version"):
        opened(database.path)
    assert database.path.read_bytes() == before


def test_a_library_that_can_lose_data_is_refused() -> None:
    check_library()
    with pytest.raises(Unavailable, match=r"3\.40\.1"):
        check_library((3, 40, 1))


def test_one_flipped_bit_on_any_page_is_found_and_never_read_as_something_else(tmp_path: Path) -> None:
    database = made(tmp_path / "x.db")
    texts = [f"regel {n} " + "woord " * 50 for n in range(300)]
    add(database, *texts)
    database.close()
    whole = database.path.read_bytes()
    for page in range(len(whole) // 4096):
        at = page * 4096 + 16 + (page * 131) % 4000
        database.path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert check_file_whole(database.path, lambda: connect(database.path, KEY, _nothing)), f"page {page}"
        with contextlib.suppress(Damaged):
            spoiled = opened(database.path)
            try:
                assert notes(spoiled) == texts
            finally:
                spoiled.close()


def test_a_file_cut_off_at_any_page_is_found(tmp_path: Path) -> None:
    database = made(tmp_path / "x.db")
    add(database, *(f"regel {n} " + "woord " * 50 for n in range(300)))
    database.close()
    whole = database.path.read_bytes()
    for pages in range(1, len(whole) // 4096):
        database.path.write_bytes(whole[: pages * 4096])
        assert check_file_whole(database.path, lambda: connect(database.path, KEY, _nothing)), f"{pages} pages"


def test_after_damage_was_met_nothing_more_is_written(tmp_path: Path) -> None:
    database = made(tmp_path / "x.db")
    add(database, *("woord " * 100 for _ in range(300)))
    database.close()
    whole = bytearray(database.path.read_bytes())
    whole[len(whole) // 2] ^= 1
    database.path.write_bytes(whole)
    spoiled = opened(database.path)
    with pytest.raises(Damaged), spoiled.writing() as connection:
        connection.exec_driver_sql("UPDATE note SET text = text || '!'")
    with pytest.raises(Damaged), spoiled.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE more(a)")
    assert spoiled.damaged
    spoiled.close()
    assert database.path.read_bytes() == whole


def test_a_failed_transaction_leaves_nothing_of_itself(database: Database) -> None:
    add(database, "blijft")
    with pytest.raises(sqlcipher.InterfaceError):
        add(database, "weg", object())  # type: ignore[arg-type] # a value SQLite does not know, after a good row
    add(database, "ook")
    assert notes(database) == ["blijft", "ook"]


def test_a_reader_sees_one_moment_and_cannot_write(database: Database) -> None:
    add(database, "een")
    with database.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM note").scalar()
        add(database, "twee")
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == before
    assert notes(database) == ["een", "twee"]
    with pytest.raises(sa.exc.OperationalError), database.reading() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('drie')")


def test_functions_reach_the_connections_they_are_meant_for(tmp_path: Path) -> None:
    create_file(tmp_path / "x.db", KEY)
    database = Database(tmp_path / "x.db", KEY, lambda c: c.create_function("twice", 1, lambda n: 2 * n), newest=0)
    database.on_writer(lambda c: c.create_function("mine", 0, lambda: 7))
    with database.writing() as connection:
        assert connection.exec_driver_sql("SELECT twice(3) + mine()").scalar() == 13
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT twice(3)").scalar() == 6
        with pytest.raises(sa.exc.OperationalError, match="no such function"):
            connection.exec_driver_sql("SELECT mine()")
    database.close()


def test_the_writer_is_set_to_keep_every_commit_and_the_readers_to_read(database: Database) -> None:
    def asked(connection: sa.Connection, *pragmas: str) -> list[object]:
        return [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]

    both = ("foreign_keys", "temp_store", "trusted_schema", "cache_size", "mmap_size")
    with database.writing() as connection:
        assert asked(connection, "journal_mode", "synchronous", "secure_delete") == ["wal", 2, 1]
        assert asked(connection, *both) == [1, 2, 1, -65536, 0]
    with database.reading() as connection:
        assert asked(connection, "query_only", *both) == [1, 1, 2, 1, -65536, 0]


def test_the_key_shows_in_no_url_text_or_error(database: Database) -> None:
    shown = []
    for entry in (database.reading, database.writing):
        with entry() as connection:
            shown += [
                str(connection.engine.url),
                repr(connection.engine),
                repr(connection.engine.url),
                repr(connection),
            ]
            try:
                connection.execute(sa.text("SELECT * FROM nergens WHERE a = :a"), {"a": "Jansen"})
            except sa.exc.OperationalError as error:
                shown += [str(error), repr(error)]
            connection.rollback()
    shown.append(repr(vars(database)))
    assert KEY.reveal().hex() not in "".join(shown)
    assert "Jansen" not in "".join(shown)


def test_a_busy_file_is_told_as_in_use_and_works_again_after(database: Database) -> None:
    with database.writing() as connection:
        raw(connection).execute("PRAGMA busy_timeout=20")
    other = connect(database.path, KEY, _nothing)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(InUse, match="Try again"):
            add(database, "nu niet")
    other.execute("ROLLBACK")
    other.close()
    add(database, "nu wel")
    assert notes(database) == ["nu wel"]


def fill(database: Database, kept: list[str]) -> None:
    for n in range(10_000):
        add(database, text := f"{n} " + "woord " * 500)
        kept.append(text)


def test_a_full_disk_loses_no_commit_and_saving_works_again_after(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        database = made(disk / "x.db")
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(700_000))
        kept: list[str] = []
        with pytest.raises(NoRoom, match="disk is full"):
            fill(database, kept)
        assert kept
        assert notes(database) == kept
        ballast.unlink()
        add(database, "weer ruimte")
        database.close()
        again = opened(database.path)
        assert notes(again) == [*kept, "weer ruimte"]
        again.close()


def test_a_file_that_may_not_grow_gives_the_same_sentence_everywhere(database: Database) -> None:
    add(database, "een")
    with database.writing() as connection:
        raw(connection).execute("PRAGMA max_page_count=4")
    with pytest.raises(NoRoom, match="disk is full"):
        add(database, *("woord " * 500 for _ in range(50)))
    with database.writing() as connection:
        raw(connection).execute("PRAGMA max_page_count=100000")
    add(database, "twee")
    assert notes(database) == ["een", "twee"]


def test_a_folder_that_became_read_only_says_so_and_keeps_what_was_saved(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        made(disk / "x.db").close()
        make_read_only(disk)
        with pytest.raises(NoRoom, match="may not write"):
            opened(disk / "x.db")
        with pytest.raises(NoRoom, match="may not write"):
            create_file(disk / "y.db", KEY)


def test_two_processes_take_turns_and_lose_nothing(database: Database) -> None:
    code = (
        "import sys\nfrom tests.integration.test_engine import *\n"
        "database = opened(Path(sys.argv[2]))\n"
        "for n in range(100): add(database, f'{sys.argv[3]} {n}')\n"
        "database.close()\n"
    )
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda name: in_child(code, database.path, name), ("links", "rechts")))
    assert [child.stderr for child in done] == ["", ""]
    assert sorted(notes(database)) == sorted(f"{name} {n}" for name in ("links", "rechts") for n in range(100))


def test_a_killed_writer_loses_no_acknowledged_commit(database: Database) -> None:
    database.close()
    code = (
        "import sys\nfrom tests.integration.test_engine import *\n"
        "import threading\n"
        "database = opened(Path(sys.argv[2]))\n"
        "threading.Timer(float(sys.argv[3]), lambda: os.kill(os.getpid(), 9)).start()\n"
        "for n in range(100000):\n"
        "    add(database, f'{sys.argv[3]} {n}')\n"
        "    print(f'{sys.argv[3]} {n}', flush=True)\n"
    )
    acknowledged: list[str] = []
    for delay in (0.01, 0.05, 0.1):
        child = in_child(code, database.path, delay)
        assert child.returncode == -9
        acknowledged += child.stdout.splitlines()
    assert acknowledged
    again = opened(database.path)
    assert set(acknowledged) <= set(notes(again))
    assert check_file_whole(again.path, again.connect) == []
    again.close()


def test_no_word_of_the_content_is_readable_in_any_file(database: Database) -> None:
    add(database, *(f"Zonnebloem {n}" for n in range(500)))
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT text FROM note ORDER BY text || text").all()
        files = {f.name: f.read_bytes() for f in database.path.parent.iterdir()}
    assert set(files) >= {"overstap.db", "overstap.db-wal"}
    for name, content in files.items():
        for word in (b"Zonnebloem", b"CREATE TABLE", b"SQLite format", KEY.reveal(), KEY.reveal().hex().encode()):
            assert word not in content, name


def test_the_library_of_python_itself_cannot_read_the_file_and_is_not_used(database: Database) -> None:
    add(database, "een")
    code = (
        "import sys\nfrom tests.integration.test_engine import *\n"
        "database = opened(Path(sys.argv[2]))\n"
        "assert notes(database) == ['een']\n"
        "database.close()\n"
        "assert 'sqlite3' not in sys.modules\n"
        "import sqlite3\n"
        "try: sqlite3.connect(sys.argv[2]).execute('SELECT * FROM note')\n"
        "except sqlite3.DatabaseError: print('refused')\n"
    )
    child = in_child(code, database.path)
    assert (child.stdout, child.stderr) == ("refused\n", "")


def test_after_closing_nothing_is_reachable(database: Database) -> None:
    add(database, "een")
    database.close()
    with pytest.raises(Unavailable, match="Unlock"), database.writing():
        pass
    with pytest.raises(Unavailable, match="Unlock"), database.reading():
        pass


def test_every_refusal_is_a_sentence_that_says_what_to_do(database: Database) -> None:
    for code in (26, 11, 13, 8, 14, 10, 5, 6):
        error = sqlcipher.OperationalError()
        error.sqlite_errorcode = code | (3 << 8)  # SQLite adds details in the higher bits
        found = refusal(database.path, error)
        assert found is not None
        assert str(found).endswith(".")
    assert refusal(database.path, sqlcipher.IntegrityError()) is None
