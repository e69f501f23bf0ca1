"""The local tables, built from the declarations: one table a record, a side table for N and S fields, the journal.

Every record table has ``n`` (the row's own number, for the search index), ``id``, ``parent``, ``root`` (the person,
employer or other record at the top) and ``_deleted``. ``_sort`` is made from other columns with a function of the
connection (`desktop.persistence.functions`): by the one INSERT there is (`statements.insert`), and by a trigger where
one of them changes. A generated column would be made again at every change of a row.
"""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from desktop.domain.changes import DELETED, PARENT
from desktop.domain.fields import Field, Kind, RecordType
from desktop.domain.records import RECORDS
from desktop.domain.synced import APART
from desktop.persistence.sync_schema import AnyValue, sync_tables

_NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.FLAG}

_COVERED = {"traject": (DELETED, "stage", "hold", "counsellor", "programme", "id")}
"""What an index by root holds besides: what the caseload filters on, so that the list never reads the rows."""


@cache
def schema() -> sa.MetaData:
    """All tables of the local store."""
    metadata = sa.MetaData()
    for spec in RECORDS.values():
        _record_table(metadata, spec)
        if apart_fields(spec):
            _apart_table(metadata, spec)
    _journal_tables(metadata)
    sync_tables(metadata)
    return metadata


def apart_fields(spec: RecordType) -> tuple[Field, ...]:
    """The fields of a record that live in its side table: national ids and special categories."""
    return tuple(f for f in spec.stored if f.privacy.apart)


def main_fields(spec: RecordType) -> tuple[Field, ...]:
    """The fields of a record that live in its own table."""
    return tuple(f for f in spec.stored if not f.privacy.apart)


@cache
def children(kind: str) -> tuple[str, ...]:
    """The kinds of record that stand directly below one."""
    return tuple(spec.name for spec in RECORDS.values() if spec.parent == kind)


@cache
def depth(kind: str) -> int:
    """How many records stand above one of this kind."""
    parent = RECORDS[kind].parent
    return 0 if parent is None else 1 + depth(parent)


@cache
def top(kind: str) -> str:
    """The kind of record at the top of one of this kind."""
    parent = RECORDS[kind].parent
    return kind if parent is None else top(parent)


def table(kind: str) -> sa.Table:
    """The table of a kind of record, or one of the store's own (`journal`, `action`, `read_log`, `draft`, ...)."""
    return schema().tables[kind]


def apart(kind: str) -> sa.Table:
    """The side table of a kind of record."""
    return schema().tables[kind + APART]


def _column(field: Field) -> sa.Column[object]:
    return sa.Column(field.name, sa.Integer if field.kind in _NUMBERS else sa.Text)


def _record_table(metadata: sa.MetaData, spec: RecordType) -> None:
    made = sa.Table(
        spec.name,
        metadata,
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("parent", sa.Text),
        sa.Column("root", sa.Text, nullable=False),
        sa.Column(DELETED, sa.Integer, nullable=False, server_default="0"),
        *(_column(f) for f in main_fields(spec)),
    )
    if spec.sort:
        made.append_column(sa.Column("_sort", sa.Text, nullable=False, server_default=""))
        sa.Index(f"{spec.name}_sort", made.c[DELETED], made.c["_sort"], made.c["id"])
    if spec.parent:
        sa.Index(f"{spec.name}_root", made.c["root"], *(made.c[name] for name in _COVERED.get(spec.name, ())))


def searched_names(spec: RecordType) -> tuple[str, ...]:
    """The columns whose words find a record."""
    return tuple(f.name for f in spec.searched if not f.privacy.apart)


def names_of_bytes(spec: RecordType) -> tuple[str, ...]:
    """The columns that name bytes in the table of them, by their hash."""
    return tuple(f.name for f in spec.stored if f.name in ("sha256", "logo"))


def _apart_table(metadata: sa.MetaData, spec: RecordType) -> None:
    sa.Table(
        spec.name + APART,
        metadata,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("root", sa.Text, nullable=False),
        *(_column(f) for f in apart_fields(spec)),
    )


def _journal_tables(metadata: sa.MetaData) -> None:
    sa.Table(
        "action",
        metadata,
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False, server_default="{}"),
        sa.Column("reason", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, index=True),
        sa.Column("lasting", sa.Integer, nullable=False, server_default="0"),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
        sa.Column("seal", sa.LargeBinary),
        sa.Column("link", sa.LargeBinary),
    )
    journal = sa.Table(
        "journal",
        metadata,
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("action", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("root", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("before", AnyValue),
        sa.Column("after", AnyValue),
        sa.Column("seal", sa.LargeBinary, nullable=False),
    )
    sa.Index("journal_root", journal.c.root)
    sa.Index("journal_moved", journal.c.root, sqlite_where=journal.c.field == sa.text(f"'{PARENT}'"))
    reads = sa.Table(
        "read_log",
        metadata,
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("traject", sa.Text),
        sa.Column("document", sa.Text),
        sa.Column("purpose", sa.Text),
        sa.Column("recipient", sa.Text),
        sa.Column("seal", sa.LargeBinary, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
    )
    sa.Index("read_log_person", reads.c.person)
    sa.Index("read_log_at", reads.c.at)
    sa.Table(
        "draft",
        metadata,
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    sa.Table(
        "unfound",
        metadata,
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    sa.Table(
        "blob",
        metadata,
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    sa.Table(
        "state",
        metadata,
        sa.Column("k", sa.Text, primary_key=True),
        sa.Column("v", sa.Text, nullable=False),
    )


@cache
def references(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record that point to another record."""
    return tuple(f.name for f in RECORDS[kind].stored if f.target)
