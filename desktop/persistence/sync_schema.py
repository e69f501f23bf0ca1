"""The tables of what a device knows of the shared database; all of them are empty until it is connected to one."""

from __future__ import annotations

import sqlalchemy as sa
from typing_extensions import override


class AnyValue(sa.types.UserDefinedType[object]):
    """A column that keeps numbers as numbers and text as text."""

    cache_ok = True

    @override
    def get_col_spec(self, **_: object) -> str:
        """No affinity."""
        return "BLOB"


def sync_tables(metadata: sa.MetaData) -> None:
    """What this device knows of the shared database; all of it is empty until it is connected to one."""
    sa.Table(
        "peer",
        metadata,
        sa.Column("one", sa.Integer, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("short", sa.Integer, nullable=False, server_default="0"),
        sa.Column("epoch", sa.Text, nullable=False, server_default=""),
        sa.Column("last_batch", sa.Integer, nullable=False, server_default="0"),
        sa.Column("hlc", sa.Integer, nullable=False, server_default="0"),
        sa.Column("lease", sa.Integer, nullable=False, server_default="0"),
        sa.Column("contact", sa.Integer, nullable=False, server_default="0"),
        sa.Column("seen", sa.Integer, nullable=False, server_default="0"),
        sa.Column("ended", sa.Text, nullable=False, server_default=""),
        sa.Column("shape", sa.Text, nullable=False, server_default=""),
        sa.Column("erasures", sa.Text, nullable=False, server_default=""),
    )
    revision = sa.Table(
        "revision",
        metadata,
        sa.Column("tbl", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("stale", sa.Integer, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
    sa.Index("revision_stale", revision.c.tbl, revision.c.id, sqlite_where=revision.c.stale == sa.text("1"))
    outbox = sa.Table(
        "outbox",
        metadata,
        sa.Column("tbl", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        sa.Column("batch", sa.Integer, primary_key=True),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("hlc", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    sa.Index("outbox_batch", outbox.c.batch, outbox.c["last"])
    batch = sa.Table(
        "batch",
        metadata,
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("sha", sa.LargeBinary, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("answered", sa.Text),
    )
    sa.Index("batch_answered", batch.c.answered)  # it stands behind payloads of a megabyte
    sa.Table(
        "cursor",
        metadata,
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("loading_table", sa.Text),
        sa.Column("loading_id", sa.Text),
    )
    place = sa.Table(
        "place",
        metadata,
        sa.Column("root", sa.Text, primary_key=True),
        sa.Column("scope", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    sa.Index("place_scope", place.c.scope)
    conflict = sa.Table(
        "conflict",
        metadata,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("root", sa.Text, nullable=False),
        sa.Column("tbl", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        *(sa.Column(f"{which}", AnyValue) for which in ("kept", "lost")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("kept_by", "kept_hlc", "lost_by", "lost_hlc")),
        sa.Column("settled", sa.Integer, nullable=False, server_default="0"),
    )
    sa.Index("conflict_root", conflict.c.root)
    _aside_tables(metadata)
    _heard_tables(metadata)
    _bytes_tables(metadata)


def _aside_tables(metadata: sa.MetaData) -> None:
    """What the server refused, what it sent that this program does not know yet, and who was erased."""
    sa.Table(
        "refused",
        metadata,
        sa.Column("tbl", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("root", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    sa.Table(
        "unplaced",
        metadata,
        sa.Column("tbl", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("root", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    sa.Table(
        "erased",
        metadata,
        sa.Column("root", sa.Text, primary_key=True),
        sa.Column("proof", sa.Text, nullable=False, server_default=""),
        sqlite_with_rowid=False,
    )


def _heard_tables(metadata: sa.MetaData) -> None:
    """What others did, as the shared database tells it; per root how far this device has listened, or must again."""
    heard = sa.Table(
        "heard",
        metadata,
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("root", "kind", "record")),
        *(sa.Column(name, AnyValue) for name in ("before", "after")),
        sa.Column("taken", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("action", "label", "counts", "actor", "at")),
        sa.Column("reason", sa.Text),
        sa.Column("undoes", sa.Integer, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
    sa.Index("heard_root", heard.c.root)
    sa.Table(
        "listened",
        metadata,
        sa.Column("root", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
    sa.Table("behind", metadata, sa.Column("root", sa.Text, primary_key=True), sqlite_with_rowid=False)


def _bytes_tables(metadata: sa.MetaData) -> None:
    """Bytes on the way: pieces of what is not whole yet, what the server has, and what it must have though it left."""
    sa.Table(
        "piece",
        metadata,
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    for name in ("uploaded", "owed"):
        sa.Table(
            name,
            metadata,
            sa.Column("root", sa.Text, primary_key=True),
            sa.Column("sha256", sa.Text, primary_key=True),
            sqlite_with_rowid=False,
        )
