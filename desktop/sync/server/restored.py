"""What an administrator does after the shared database was restored from a backup, before anybody can reach it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.application.erasures import Erasure
from desktop.sync.server.install import Connection, install

_CERTIFIED = """UPDATE sync.erased SET reference = %s, asked_by = %s, asked_at = %s, confirmed_by = %s
    WHERE root = %s AND reference = ''"""


def restored(connection: Connection, certified: Sequence[Erasure]) -> Sequence[str]:
    """Every laptop compares and hands in again what the backup lacks, and these people go once more.

    Who of them was in the backup as erased is left as it is; the others come back as an answer. All of it or nothing.
    """
    again = []
    with connection.transaction():
        install(connection)
        connection.execute("SELECT sync.new_epoch()")
        for each in certified:
            if connection.execute("SELECT 1 FROM sync.erased WHERE root = %s", (each.root,)).fetchone() is None:
                connection.execute("SELECT sync.erase(%s)", (each.root,))
                again.append(each.root)
            told = (each.reference, each.asked_by, each.asked_at, each.confirmed_by)
            connection.execute(_CERTIFIED, (*told, each.root))
    return again
