"""One encrypted database file: one writer connection that stays open, and a pool of readers.

The key goes to each connection by hand and never stands in an engine's URL. Opening never makes a file: that is
`create_file`, which refuses where one is. What SQLite says no with becomes the tree of refusals.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.application.whole_file import PRIVATE, disk_refusals, no_room
from desktop.domain.errors import Damaged, InUse, OverstapError, Unavailable
from desktop.domain.said import said
from desktop.persistence.keys import DataKey, newer
from desktop.persistence.place import no_workspace
from desktop.persistence.refusals import damaged, refusal, refusals

OLDEST_SQLITE = (3, 51, 3)
"""Below it, SQLite can corrupt a file in WAL mode."""

APPLICATION = 0x4F565354
"""Stands in the header of every database of Overstap ("OVST")."""

WAIT_SECONDS = 8.0
"""How long a statement waits for a file that something else holds, such as a virus scanner."""

LEAVES_NOTHING = "leaves nothing"
"""Noted on the writer's connection by a transaction after which the journal file must not hold the old pages."""

SETTLES = "settles"
"""Noted there by a transaction after which what stands in the journal file goes into the database, where it is much."""

_MUCH = 16 * 2**20
"""Bytes of a journal file."""

_PLAIN = b"SQLite format 3\0"
_EVERY = ("foreign_keys=ON", "temp_store=MEMORY", "trusted_schema=ON", "cache_size=-65536", "mmap_size=0")
_WRITER = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "wal_autocheckpoint=16000")
READER = ("query_only=ON",)


def _as_it_is(nothing: None) -> None:
    return nothing


sqlcipher.register_adapter(type(None), _as_it_is)
"""The driver asks each empty value at length how it wants to be stored, unless it is told: half the time of a row."""


class Raw(Protocol):
    """What we use of a connection below SQLAlchemy."""

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement for many rows."""

    def create_function(self, name: str, narg: int, func: Callable[..., Any], *, deterministic: bool = ...) -> None:
        """Make a Python function callable from SQL."""

    def backup(self, target: Raw, /) -> None:
        """Copy the whole database as it is at this moment."""

    def close(self) -> None:
        """Let the file go."""


Setup = Callable[[Any], None]
"""Registers functions on a `Raw` connection before it is used."""


def check_library(found: tuple[int, ...] = sqlcipher.sqlite_version_info) -> None:
    """Refuse a library that can lose data."""
    if found < OLDEST_SQLITE:
        raise Unavailable(
            said(
                "The database library {found} of this installation can damage files. Install Overstap again; "
                "nothing was opened.",
                found=".".join(map(str, found)),
            )
        )


def library_versions(connection: sa.Connection) -> tuple[str, ...]:
    """The versions of the cipher and of SQLite."""
    cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    return (f"SQLCipher {cipher}", f"SQLite {connection.exec_driver_sql('SELECT sqlite_version()').scalar()}")


def check_file(path: Path) -> None:
    """Refuse, without opening it, what cannot be a database of ours: no file, an empty one, an unencrypted one."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except FileNotFoundError:
        raise no_workspace(path.parent) from None
    except OSError as error:
        raise no_room(path.parent, error) from error
    if not start:
        raise damaged(path)
    if start == _PLAIN:
        raise Damaged(
            said(
                "The file {file} is not encrypted, so it is not a workspace of Overstap. It was left as it is: "
                "choose another folder, or restore the newest backup.",
                file=str(path),
            )
        )


def connect(path: Path, key: DataKey, setup: Setup, *pragmas: str, mode: str = "rw") -> Raw:
    """Open a connection to an existing file and prove its key now; the refusals of this module where it cannot."""
    raw: Raw | None = None
    with refusals(path):
        try:
            raw = cast(
                "Raw",
                sqlcipher.connect(
                    _uri(path, mode), uri=True, timeout=WAIT_SECONDS, check_same_thread=False, isolation_level=None
                ),
            )
            raw.execute("PRAGMA cipher_log_level=NONE")  # it would write page numbers to stderr
            raw.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in (*_EVERY, *pragmas):
                raw.execute(f"PRAGMA {pragma}")
            cast("Any", raw).enable_load_extension(False)
            setup(raw)
        except BaseException:
            if raw is not None:
                raw.close()
            raise
    return raw


def create_file(path: Path, key: DataKey) -> None:
    """Make a new, empty, encrypted database; refuses where a file is."""
    with disk_refusals(path.parent):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        except FileExistsError as error:
            raise InUse(
                said("There is already a file {file}. Open it, or choose another folder.", file=str(path))
            ) from error
    raw = connect(path, key, _no_setup)
    with refusals(path), contextlib.closing(raw):
        raw.execute(f"PRAGMA application_id={APPLICATION}")


class Database:
    """The open database: `writing` and `reading` are the only ways in."""

    def __init__(
        self,
        path: Path,
        key: DataKey,
        setup: Setup,
        newest: int,
        *,
        oldest: int = 0,
        readonly: InUse | None = None,
    ) -> None:
        """Open a file of version ``oldest`` to ``newest``; ``readonly`` says why nothing may be written."""
        check_library()
        check_file(path)
        self.path = path
        self._refused: OverstapError | None = readonly
        self._turn = threading.RLock()
        self._closed = False
        self._setup = setup
        self._writer_setup: Setup = _no_setup
        self._key = key
        self._writer: sa.Connection | None = None
        self._readers = self._engine(self._new_reader, "BEGIN", QueuePool, pool_size=4)
        try:
            with self.reading() as connection:
                self.version = file_version(raw(connection), path)
            if self.version > newest:
                raise newer()
            if self.version < oldest:
                raise damaged(path)
            if readonly is None:
                self._writer = self._engine(self._new_writer, "BEGIN IMMEDIATE", StaticPool).connect()
        except BaseException:
            self.close()
            raise

    @property
    def damaged(self) -> bool:
        """Whether damage was met; from then on nothing is written."""
        return isinstance(self._refused, Damaged)

    def on_writer(self, setup: Setup) -> None:
        """Register functions that only the writer has, such as those behind the journal's triggers."""
        self._writer_setup = setup
        if self._writer is not None:
            setup(raw(self._writer))

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction on the writer: on leaving it is on disk, or, after any error, nothing of it is."""
        with self._turn:
            if self._refused is not None or self._writer is None:
                raise self._refused or _locked()
            try:
                with refusals(self.path), self._writer.begin():
                    yield self._writer
                if self._writer.info.pop(LEAVES_NOTHING, False):
                    self._empty_journal(raw(self._writer))
                if self._writer.info.pop(SETTLES, False) and self._journal_size() > _MUCH:
                    raw(self._writer).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            except Damaged as error:
                self._refused = error  # a damaged file is not written to again in this session
                raise

    def _journal_size(self) -> int:
        journal = self.path.with_name(f"{self.path.name}-wal")
        return journal.stat().st_size if journal.exists() else 0

    @staticmethod
    def _empty_journal(writer: Raw) -> None:
        """Bring the journal file into the database and empty it; where somebody is reading, closing does it."""
        writer.execute("PRAGMA busy_timeout=250")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        writer.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000:.0f}")

    @contextlib.contextmanager
    def noting(self) -> Iterator[sa.Connection]:
        """One short transaction for the read log, also while another program is the one writer of this workspace.

        What is read there leaves its line as well; nothing else is ever written this way.
        """
        if not isinstance(self._refused, InUse):
            with self.writing() as connection:
                yield connection
            return
        beside = self._engine(self._new_writer, "BEGIN IMMEDIATE", StaticPool)
        try:
            with refusals(self.path), beside.connect() as connection, connection.begin():
                yield connection
        finally:
            beside.dispose()

    @contextlib.contextmanager
    def without_waiting(self) -> Iterator[None]:
        """For what can be made again, such as practice town: while this lasts, commits do not wait for the disk."""
        with self._turn:
            if self._refused is not None or self._writer is None:
                raise self._refused or RuntimeError("the database is closed")
            writer = raw(self._writer)
            writer.execute("PRAGMA synchronous=OFF")
            try:
                yield
            finally:
                writer.execute("PRAGMA synchronous=FULL")
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A reader that sees the database as it is now, until it is left; safe in any thread."""
        if self._closed:
            raise _locked()
        with refusals(self.path), self._readers.connect() as connection:
            try:
                yield connection
            except Damaged:
                connection.invalidate()  # SQLCipher answers no more questions on it
                raise

    def connect(self, path: Path | None = None, *, mode: str = "rw") -> Raw:
        """A connection of its own that only reads, for long work; to this file or to a copy. The caller closes it."""
        if self._closed:
            raise _locked()
        return connect(path or self.path, self._key, self._setup, *READER, mode=mode)

    def create_copy(self, path: Path) -> Raw:
        """A new file under the same key, to copy into; the caller closes it."""
        if self._closed:
            raise _locked()
        create_file(path, self._key)
        return connect(path, self._key, _no_setup)

    def set_version(self, connection: sa.Connection, version: int) -> None:
        """Write the number of the schema, inside the transaction that made it."""
        connection.exec_driver_sql(f"PRAGMA user_version={version:d}")
        self.version = version

    def close(self) -> None:
        """Bring everything into the one file and let it go."""
        with self._turn:
            self._closed = True
            self._readers.dispose()
            if self._writer is not None:
                with contextlib.suppress(sqlcipher.Error):  # the journal file stays and is read at the next start
                    raw(self._writer).execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._writer.close()
                self._writer.engine.dispose()
                self._writer = None

    def _new_reader(self) -> Raw:
        return connect(self.path, self._key, self._setup, *READER)

    def _new_writer(self) -> Raw:
        made = connect(self.path, self._key, self._setup, *_WRITER)
        self._writer_setup(made)
        return made

    def _engine(self, creator: Callable[[], Raw], begin: str, pool: type[sa.Pool], **options: Any) -> sa.Engine:
        engine = sa.create_engine(
            "sqlite://", module=sqlcipher, creator=creator, poolclass=pool, hide_parameters=True, **options
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql(begin)

        @event.listens_for(engine, "handle_error", retval=True)
        def _refuse(context: ExceptionContext) -> BaseException | None:
            return refusal(self.path, context.original_exception, writes=begin != "BEGIN")

        return engine


def raw(connection: sa.Connection) -> Raw:
    """The connection below SQLAlchemy, for `executemany` over many rows and for functions."""
    return cast("Raw", connection.connection.dbapi_connection)


def file_version(connection: Raw, path: Path) -> int:
    """The number of the schema in a file; `Damaged` for a file that is not a database of Overstap."""
    application, version, tables = (
        int(connection.execute(question).fetchone()[0])
        for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if application != APPLICATION or (version and not tables):
        raise damaged(path)
    return version


def _locked() -> Unavailable:
    return Unavailable(said("The workspace is locked. Unlock it to go on."))


def _uri(path: Path, mode: str) -> str:
    plain = path.absolute().as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain)}?mode={mode}"


def _no_setup(_: Any) -> None:
    """Most connections need nothing special."""
