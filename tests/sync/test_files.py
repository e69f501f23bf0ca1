"""Bytes of documents between two laptops and a real PostgreSQL: cut, taken up again, checked, and only for who may."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import psycopg
import pytest

from desktop.application.syncing import TurnedAway, frozen
from desktop.domain.errors import Damaged, NotThere
from desktop.domain.synced import REGION
from desktop.sync.files import Arrived, fetch, hand_in
from desktop.sync.postgres import PostgresTransport
from desktop.sync.server.install import add_desk, add_user
from tests.sync.conftest import Admin

A, B = "0a000000-0000-7000-8000-00000000000a", "0b000000-0000-7000-8000-00000000000b"
PERSON, CASE, PAPER = (f"01890000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
DATA = bytes(range(256)) * 10
SHA = hashlib.sha256(DATA).hexdigest()
SIZE = 1000


class Shelf:
    """The files of one laptop."""

    def __init__(self, data: bytes = b"") -> None:
        self.data, self.parts, self.there, self.read = data, dict[int, bytes](), False, list[int]()
        self.not_taken = False

    def files_to_send(self) -> list[tuple[str, str, int]]:
        return [] if self.there or not self.data else [(PERSON, SHA, len(self.data))]

    def piece_to_send(self, sha256: str, n: int, size: int) -> bytes:
        self.read.append(n)
        return self.data[n * size : (n + 1) * size]

    def file_is_there(self, root: str, sha256: str) -> None:
        self.there = True

    def file_is_not_taken(self, root: str, sha256: str) -> None:
        self.not_taken = True

    def pieces(self, sha256: str) -> set[int]:
        return set(self.parts)

    def keep_piece(self, sha256: str, n: int, data: bytes) -> None:
        self.parts[n] = data

    def put_together(self, root: str, sha256: str) -> bool:
        self.data = b"".join(self.parts[n] for n in sorted(self.parts))
        self.parts.clear()
        return hashlib.sha256(self.data).hexdigest() == sha256


Dial = Callable[[str], PostgresTransport]


@pytest.fixture
def dial(postgres: str, database_name: str, admin: Admin) -> Iterator[Dial]:
    """Anna and Ali of desk A, Bo of desk B; Anna has handed in a person with a document."""
    for desk in (A, B):
        add_desk(admin, desk, desk)
    for login, desk in (("anna", A), ("ali", A), ("bo", B)):
        add_user(admin, login, REGION, desk, "counsellor", None)
    made: list[PostgresTransport] = []

    def dialled(login: str) -> PostgresTransport:
        made.append(PostgresTransport(lambda: psycopg.connect(postgres, dbname=database_name, user=login)))
        return made[-1]

    anna = dialled("anna")
    anna.register(f"{1:032x}", 1)
    record = {"h": 1, "r": PERSON, "s": A}
    anna.push(
        f"{1:032x}",
        frozen(1, [
            record | {"t": "candidate", "id": PERSON, "p": None, "n": {}},
            record | {"t": "traject", "id": CASE, "p": PERSON, "n": {"desk": A}},
            record | {"t": "document", "id": PAPER, "p": CASE, "n": {"sha256": SHA}},
        ]),
    )  # fmt: skip
    yield dialled
    for line in made:
        line.close()


def cut_after(line: PostgresTransport, pieces: int) -> None:
    """The line breaks when so many pieces have passed."""
    passed = iter(range(pieces))
    put, get = line.put_piece, line.piece

    def counted() -> None:
        if next(passed, None) is None:
            raise ConnectionError

    def put_piece(root: str, sha256: str, n: int, data: bytes) -> bool:
        counted()
        return put(root, sha256, n, data)

    def piece(root: str, sha256: str, n: int) -> bytes:
        counted()
        return get(root, sha256, n)

    line.put_piece, line.piece = put_piece, piece  # type: ignore[method-assign] # only the line of this test


def test_a_file_goes_and_comes_in_pieces_and_a_cut_costs_one(dial: Dial) -> None:
    anna, ali, here, there = dial("anna"), dial("ali"), Shelf(DATA), Shelf()
    cut_after(anna, 1)
    with pytest.raises(ConnectionError):
        hand_in(here, anna, SIZE)
    with pytest.raises(NotThere, match="laptop of who filed it"):
        fetch(there, ali, PERSON, SHA, lambda *_: None, SIZE)
    hand_in(here, dial("anna"), SIZE)
    assert here.read == [0, 1, 2] * 2
    assert here.there
    cut_after(ali, 2)
    with pytest.raises(ConnectionError):
        fetch(there, ali, PERSON, SHA, lambda *_: None, SIZE)
    assert set(there.parts) == {0, 1}
    told: list[tuple[int, int]] = []
    fetch(there, dial("ali"), PERSON, SHA, lambda *at: told.append(at), SIZE)
    assert there.data == DATA
    assert told == [(1, 3), (2, 3), (3, 3)]
    twin = Shelf(DATA)
    hand_in(twin, dial("ali"), SIZE)
    assert (twin.there, twin.read) == (True, []), "what the server has is not sent again"


def test_only_who_sees_the_case_sees_its_files(dial: Dial, admin: Admin) -> None:
    hand_in(Shelf(DATA), dial("anna"), SIZE)
    bo = dial("bo")
    assert bo.arrived(PERSON, SHA) is None
    assert bo.piece(PERSON, SHA, 0) == b""
    assert not bo.put_piece(PERSON, "0" * 64, 0, b"x")
    assert not bo.end_file(PERSON, SHA, None)
    assert bo.key_of_file(PERSON, SHA) is None
    admin.execute("UPDATE app.traject SET desk = %s", (B,))
    admin.execute("SELECT sync.follow_newest_case(%s)", (PERSON,))
    came = Shelf()
    fetch(came, bo, PERSON, SHA, lambda *_: None, SIZE)
    assert came.data == DATA
    ali = dial("ali")
    assert (ali.arrived(PERSON, SHA), ali.key_of_file(PERSON, SHA)) == (None, None)


def test_who_filed_it_may_hand_it_in_after_the_case_went_elsewhere(dial: Dial, admin: Admin) -> None:
    admin.execute("UPDATE app.traject SET desk = %s", (B,))
    admin.execute("SELECT sync.follow_newest_case(%s)", (PERSON,))
    strange = Shelf(DATA)
    hand_in(strange, dial("ali"), SIZE)
    assert strange.not_taken
    assert not strange.there
    hand_in(Shelf(DATA), dial("anna"), SIZE)
    assert dial("bo").arrived(PERSON, SHA) == Arrived(whole=True, pieces=[0, 1, 2], sealed=True)


def test_bytes_that_are_not_what_their_name_says_are_thrown_away(dial: Dial, admin: Admin) -> None:
    anna = dial("anna")
    anna.put_piece(PERSON, SHA, 0, b"another")
    assert not anna.end_file(PERSON, SHA, None)
    assert anna.arrived(PERSON, SHA) is None
    hand_in(Shelf(DATA), anna, SIZE)
    admin.execute("UPDATE sync.piece SET data = 'x' WHERE n = 1")
    with pytest.raises(Damaged, match="thrown away"):
        fetch(Shelf(), dial("ali"), PERSON, SHA, lambda *_: None, SIZE)


def test_nobody_who_has_the_pieces_alone_can_read_them(dial: Dial, admin: Admin) -> None:
    hand_in(Shelf(DATA), dial("anna"), SIZE)
    stored = b"".join(data for (data,) in admin.execute("SELECT data FROM sync.piece ORDER BY n").fetchall())
    assert len(stored) > len(DATA)
    assert all(DATA[at : at + 8] not in stored for at in range(256))


def test_files_of_before_version_4_are_read_and_handed_in_as_they_were(dial: Dial, admin: Admin) -> None:
    anna = dial("anna")
    for n in range(3):  # as an older program does
        assert anna.put_piece(PERSON, SHA, n, DATA[n * SIZE : (n + 1) * SIZE])
    assert anna.end_file(PERSON, SHA, None)
    came = Shelf()
    fetch(came, dial("ali"), PERSON, SHA, lambda *_: None, SIZE)
    assert came.data == DATA
    admin.execute("DELETE FROM sync.file")
    admin.execute("DROP FUNCTION sync.key_of_file")  # an older server keeps no keys
    hand_in(came, anna, SIZE)
    admin.execute("ALTER TABLE sync.file DROP COLUMN sealed")
    assert anna.arrived(PERSON, SHA) == Arrived(whole=True, pieces=[0, 1, 2])
    assert anna.piece(PERSON, SHA, 0) == DATA[:SIZE]


def test_no_more_than_a_hundred_pieces_of_the_agreed_size(dial: Dial) -> None:
    for n, size in ((100, 1), (0, 256 * 1024 + 17)):
        with pytest.raises(TurnedAway):
            dial("anna").put_piece(PERSON, SHA, n, b"x" * size)


def test_erasing_takes_the_files(dial: Dial, admin: Admin) -> None:
    hand_in(Shelf(DATA), dial("anna"), SIZE)
    admin.execute("SELECT sync.erase(%s)", (PERSON,))
    assert admin.execute("SELECT count(*) FROM sync.piece").fetchone() == (0,)
    assert admin.execute("SELECT count(*) FROM sync.file").fetchone() == (0,)
    assert admin.execute("SELECT count(*) FROM sync.case_key").fetchone() == (0,)
