"""Opening a dossier with 400 events: from the asking to every label on the screen, against the bare reads of its rows.

Run ``python -m benchmarks.dossier``. The floor is the same SQL on a raw cursor: the records below the person and the
journal of the person. The screen was visited before, as it is in a day's work.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from benchmarks.crowd import crowd
from benchmarks.measure import paired, told
from desktop.application.ports import Ids
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.fields import RECORDS
from desktop.domain.records import Candidate, Traject
from desktop.persistence.duplicates import Duplicates
from desktop.persistence.engine import Database, Raw
from desktop.persistence.rows import standing_by
from desktop.persistence.schema import table, top
from desktop.persistence.store import LocalStore

EVENTS = 400
AT_MOST = 20


def live(store: LocalStore, ids: Ids, traject: Traject) -> None:
    """A year of events in a case: notes, tasks and changed details."""
    for n in range(EVENTS // 4):
        day = date(2026, 1, 1) + timedelta(days=3 * n)
        edits: tuple[Create | SetField, ...] = (
            Create("note", ids.new(), traject.id, {"body": f"Verzonnen gesprek {n}", "note_kind": "talk"}),
            Create("task", ids.new(), traject.id, {"task": f"Bellen {n}", "due": day, "status": "done"}),
            SetField("candidate", traject.parent or "", "phone", f"+31600{n:06d}"),
            SetField("candidate", traject.parent or "", "city", f"Oefendorp {n}"),
        )
        for edit in edits:
            store.apply(Action("Details changed", (edit,)))


def bare(connection: Raw, root: str, journal: str) -> None:
    """The same rows, read and left as they are."""
    for spec in RECORDS.values():
        if top(spec.name) == Candidate.SPEC.name:
            statement, _ = standing_by(spec.name, "root" if spec.parent else "id")
            connection.execute(statement, (root,)).fetchall()
    connection.execute(journal, (root,)).fetchall()


def journal_query() -> str:
    """The journal of a person with its actions, newest first."""
    rows, action = table("journal"), table("action")
    query = sa.select(rows, action).join(action, action.c.n == rows.c.action)
    compiled = query.where(rows.c.root == sa.bindparam("of")).order_by(rows.c.seq.desc())
    from sqlalchemy.dialects.sqlite import dialect

    return str(compiled.compile(dialect=dialect(paramstyle="qmark")))


def open_in_turn(database: Database, store: LocalStore, folder: Path) -> tuple[float, float]:
    """Two dossiers opened by turns in a window, and the floor."""
    from unittest.mock import Mock

    from PySide6.QtWidgets import QApplication

    from desktop.application.computer import ComputerClock, TimedIds
    from desktop.application.i18n import language
    from desktop.application.ports import Work
    from desktop.application.settings import Settings
    from desktop.persistence.lists import Caseload
    from desktop.persistence.opened_files import OpenedFiles
    from desktop.persistence.record_lists import RecordLists
    from desktop.ui import theme
    from desktop.ui.screens.places import DESTINATIONS
    from desktop.ui.shell.jobs import Jobs
    from desktop.ui.shell.session import Session
    from desktop.ui.shell.workbench import Place
    from desktop.ui.shell.workroom import Workroom

    app = QApplication([])
    theme.prepare(app, "light")
    cases = store.where(Traject, 2)
    work, jobs = Work(store, ComputerClock(), TimedIds(), store.user), Jobs()
    for case in cases:
        live(store, work.ids, case)
    caseload, lists = Caseload(database.reading), RecordLists(database.reading)
    session = Session(
        store,
        caseload,
        lists,
        Duplicates(database.reading),
        work,
        NoPapers(),
        lambda: None,
        lambda: None,
        (),
        OpenedFiles(folder),
        Mock(),
        Mock(),
    )
    room = Workroom(session, jobs, language("nl"), Settings({}), DESTINATIONS)
    room.resize(1280, 800)
    room.show()
    turn = 0

    def ours() -> None:
        nonlocal turn
        turn += 1
        room.go(Place("dossier", cases[turn % 2].id))
        jobs.finish()
        app.processEvents()

    connection, journal = database.connect(), journal_query()
    ours()
    result = paired(ours, partial(bare, connection, cases[0].parent or "", journal), 9)
    connection.close()
    jobs.close()
    return result


class NoPapers:
    """No document is asked for here."""

    def offered(self) -> tuple[str, ...]:
        """None."""
        return ()

    def pdf(self, *_: object, **__: object) -> bytes:
        """Never asked."""
        return b""

    def draw(self, *_: object, **__: object) -> bytes:
        """Never asked."""
        return b""


def main() -> None:
    """Print the ratio and the milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder, crowd(1_000) as (database, store):
        ours, floor = open_in_turn(database, store, Path(folder))
    told(f"open a dossier of {EVENTS} events", ours, floor, AT_MOST)


if __name__ == "__main__":
    main()
