"""What an administrator does with the shared database: make it, add desks and people, end somebody's access."""

from __future__ import annotations

import psycopg
from psycopg import sql

from desktop.application.founding import CASELOAD_NORM
from desktop.domain.errors import Refused, Unavailable
from desktop.domain.said import N_, said
from desktop.domain.synced import REGION
from desktop.sync.server.roles import ROLES
from desktop.sync.server.schema import GROUPS, OWNER, VERSION, statements

OLDEST = 180000
"""PostgreSQL 18: uuidv7, casts between bytes and numbers."""

_POWERFUL = """SELECT 1 FROM pg_roles WHERE rolname = %s
    AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)"""
_LOCK = 0x4F565354
_LIMITS = (
    "statement_timeout = '120s'", "idle_in_transaction_session_timeout = '30s'", "temp_file_limit = '256MB'",
    "tcp_user_timeout = '60s'", "tcp_keepalives_idle = '60s'", "tcp_keepalives_interval = '10s'",
    "tcp_keepalives_count = 3",
)  # fmt: skip
"""Of every login. A laptop that was closed in the middle lets go of its connection within two minutes."""


Connection = psycopg.Connection[tuple[object, ...]]


def install(connection: Connection) -> None:
    """Make the schema or bring it up to date; again changes nothing. All of it or nothing."""
    if connection.info.server_version < OLDEST:
        raise Unavailable(said(N_("The shared database needs PostgreSQL 18 or newer.")))
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        if _version(connection) > VERSION:
            raise Unavailable(said(N_("The shared database was made by a newer version. Install the newer Overstap.")))
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        for role in (OWNER, *GROUPS):
            _role(connection, role)
        owner = sql.Identifier(OWNER)
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
        connection.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(name, owner))
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(owner))
        for statement in statements():
            connection.execute(statement.encode())
        connection.execute("RESET ROLE")
        for group in GROUPS:
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(group)))


def add_desk(connection: Connection, desk: str, name: str) -> None:
    """A desk: the id of its record, and its name for administrators."""
    connection.execute(
        "INSERT INTO sync.scope(scope, name) VALUES (%s, %s) ON CONFLICT (scope) DO UPDATE SET name = excluded.name",
        (desk, name),
    )


def desk_exists(connection: Connection, desk: str) -> bool:
    """Whether there is a desk with this number."""
    return connection.execute("SELECT 1 FROM sync.scope WHERE scope::text = %s", (desk,)).fetchone() is not None


def found_desk(connection: Connection, name: str, desk: str, team: str) -> None:
    """A new desk with its records, so that the laptops of its people find them: the desk and its first team."""
    add_desk(connection, desk, name)
    with connection.transaction():
        for table, record, values in (
            ("desk", desk, {"name": name, "brand": "leerwerkloket"}),
            ("team", team, {"name": name, "desk": desk, "norm": CASELOAD_NORM}),
        ):
            columns = sql.SQL(", ").join(map(sql.Identifier, values))
            places = sql.SQL(", ").join(sql.Placeholder() * len(values))
            made = sql.SQL(
                "INSERT INTO app.{}(id, root, _scope, _rev, _hlc, _by, {}) VALUES (%s, %s, %s, 1, 0, 0, {})"
            ).format(sql.Identifier(table), columns, places)
            connection.execute(made, (record, record, REGION, *values.values()))
            connection.execute("INSERT INTO sync.root(root, scope) VALUES (%s, %s)", (record, REGION))
            connection.execute(
                """SELECT sync.give_positions(ARRAY[ROW(%s, %s, %s, %s, 'u')::sync.touch], 0, sha256(%s))""",
                (REGION, table, record, record, record.encode()),
            )


def add_user(connection: Connection, login: str, person: str, desk: str, role: str, password: str | None) -> None:
    """A login of one person with a role at a desk. Again, it has what the new role has, and no more; at other desks
    it stays what it was, unless it is an officer now: then nothing of any desk is left, and a laptop learns that.
    """
    if role not in ROLES:
        raise Refused(said(N_("There is no role “{role}”. Choose one of: {known}."), role=role, known=", ".join(ROLES)))
    rights, name = ROLES[role], sql.Identifier(login)
    if connection.execute(_POWERFUL, (login,)).fetchone() is not None:
        raise Refused(said(N_("This login administers the server. Choose another name for the colleague.")))
    with connection.transaction():
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} CONNECTION LIMIT 3").format(name))
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN").format(name))
        if password is not None:
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password)))
        for limit in _LIMITS:
            connection.execute(sql.SQL("ALTER ROLE {} SET ").format(name) + sql.SQL(limit))
        officer = role == "auditor"
        staff, auditor = map(sql.Identifier, GROUPS)
        laptops = connection.execute("SELECT 1 FROM sync.device WHERE login = %s AND NOT revoked", (login,)).fetchone()
        for group, has in ((staff, not officer or laptops is not None), (auditor, officer)):
            change = "GRANT {} TO {}" if has else "REVOKE {} FROM {}"
            connection.execute(sql.SQL(change).format(group, name))
        connection.execute(
            "INSERT INTO sync.staff(login, person) VALUES (%s, %s) ON CONFLICT (login) DO UPDATE SET active = true",
            (login, person),
        )
        connection.execute(
            "DELETE FROM sync.staff_scope WHERE login = %s AND (%s OR scope = %s)", (login, officer, desk)
        )
        if rights.people:
            _access(connection, login, desk, role, writes=True, apart=rights.apart)
        if rights.region:
            _access(connection, login, REGION, role, writes=True, apart=False)


def end_user(connection: Connection, login: str) -> None:
    """The login no longer opens, what was open is cut, and nothing of the desk is given any more."""
    with connection.transaction():
        connection.execute("UPDATE sync.staff SET active = false WHERE login = %s", (login,))
        connection.execute("UPDATE sync.device SET revoked = true WHERE login = %s", (login,))
        connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(login)))
    connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (login,))


def connected(address: str) -> Connection:
    """The administrator's connection; refused with a sentence, never with what the server said of it."""
    try:
        return psycopg.connect(address, autocommit=True)
    except psycopg.Error:
        raise Unavailable(
            said(N_("The server does not answer at this address. Check the address, the login and the password."))
        ) from None


def _role(connection: Connection, name: str) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))


def _access(connection: Connection, login: str, scope: str, role: str, *, writes: bool, apart: bool) -> None:
    connection.execute(
        """INSERT INTO sync.staff_scope(login, scope, role, writes, apart) VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT (login, scope) DO UPDATE SET role = excluded.role, writes = excluded.writes,
            apart = excluded.apart, until = 'infinity'""",
        (login, scope, role, writes, apart),
    )


def _version(connection: Connection) -> int:
    if connection.execute("SELECT to_regclass('sync.meta')").fetchone() == (None,):
        return 0
    found = connection.execute("SELECT version FROM sync.meta").fetchone()
    return int(str(found[0])) if found else 0
