"""Bringing a database to the newest schema: backup first, then every step and the triggers in one transaction.

The number of the schema is ``user_version``, inside the file. Alembic gives the operations and the order of the steps;
it is imported only where there is a step to take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.persistence.engine import Database, Setup

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a database holds: its steps, the functions every connection needs, and what is made anew after a step."""

    migrations: Path
    setup: Setup
    install: Callable[[sa.Connection], None]

    @property
    def newest(self) -> int:
        """The number of the last step."""
        return max(int(path.name[:4]) for path in (self.migrations / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def layout() -> Layout:
    """The layout of this program, from the declarations."""
    from desktop.persistence import functions, journal

    return Layout(MIGRATIONS, functions.install, journal.install)


def migrate(database: Database, to: Layout, backup: Callable[[], object]) -> None:
    """Take every step that is missing, or none; ``backup`` runs first and stops everything where it fails."""
    if database.version == to.newest:
        return
    backup()
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(to.migrations))
    steps = sorted(script.walk_revisions(), key=lambda step: step.revision)
    with database.writing() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')  # a table that is made anew would trip over them
        with Operations.context(MigrationContext.configure(connection, opts={"render_as_batch": True})):
            for step in steps:
                if int(step.revision) > database.version:
                    step.module.upgrade()
        to.install(connection)
        database.set_version(connection, to.newest)


def statements(sql: str) -> Iterator[str]:
    """The statements of a file of SQL, one by one."""
    waiting = ""
    for line in sql.splitlines(keepends=True):
        waiting += line
        if sqlcipher.complete_statement(waiting):
            yield waiting.strip()
            waiting = ""


def declared(metadata: sa.MetaData) -> str:
    """The tables and indexes of the declarations as SQL: what a first step freezes and all steps together make."""
    made: list[DDLElement] = []
    for table in metadata.tables.values():
        made += [CreateTable(table), *map(CreateIndex, sorted(table.indexes, key=lambda index: str(index.name)))]
    return "\n".join(f"{str(one.compile(dialect=dialect())).strip()};\n" for one in made)
