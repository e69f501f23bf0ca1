"""The nightly care of the shared database: what was deleted for thirty days goes, and the files hold nothing of it."""

from __future__ import annotations

from psycopg import sql

from desktop.sync.server.install import Connection

_AT_ONCE = 2000


def tidy(connection: Connection) -> tuple[int, int]:
    """How many deleted records went for good, and how many erasures the files were written anew for.

    PostgreSQL leaves old rows in its files until they are written anew, and samples of values in its statistics.
    """
    went = 0
    while (row := connection.execute("SELECT sync.tidy(%s)", (_AT_ONCE,)).fetchone()) and row[0]:
        went += int(str(row[0]))
    erased = connection.execute("SELECT root FROM sync.erased WHERE rewritten IS NULL").fetchall()
    if went or erased:
        connection.execute(  # a table that became empty keeps its samples otherwise
            """SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats
            WHERE schemaname IN ('app', 'sync', 'audit')"""
        )
        for schema, table in connection.execute(
            """SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('app', 'sync', 'audit')
            OR tablename = 'pg_statistic' ORDER BY tablename = 'pg_statistic'"""
        ).fetchall():
            name = sql.Identifier(str(schema), str(table))
            connection.execute(sql.SQL("VACUUM (FULL, ANALYZE) {}").format(name))
        connection.execute("CHECKPOINT")
        connection.execute("UPDATE sync.erased SET rewritten = now() WHERE root = ANY (%s)", ([r for (r,) in erased],))
    return went, len(erased)
