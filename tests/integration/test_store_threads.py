"""One writes while four read: nobody meets an error, and nobody sees half an action."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from desktop.application.caseload import CaseFilter
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.records import Candidate, Task, Traject, WorkHistory
from desktop.persistence.engine import Database
from desktop.persistence.journal import verify
from desktop.persistence.lists import Caseload
from desktop.persistence.store import LocalStore

ACTIONS = 150


def test_four_readers_see_whole_actions_while_one_writes(store: LocalStore, database: Database) -> None:
    store.apply(Action("Signed up", (Create("candidate", "p"), Create("traject", "t", "p"), *_row(0))))
    caseload, over = Caseload(database.reading), threading.Event()

    def write() -> None:
        try:
            for n in range(1, ACTIONS + 1):
                name = f"Naam{n:03d}"
                edits = (
                    SetField("candidate", "p", "last_name", name), SetField("candidate", "p", "city", name),
                    SetField("candidate", "p", "bsn", name), SetField("traject", "t", "dossier_no", name), *_row(n),
                )  # fmt: skip
                store.apply(Action("Renamed", edits))
                if n % 10 == 0:
                    store.undo()
                    store.redo()
        finally:
            over.set()

    def read_dossier() -> None:
        dossier = store.dossier("t")
        person, case = dossier.get(Candidate, "p"), dossier.get(Traject, "t")
        assert person is not None
        assert case is not None
        assert person.last_name == person.city == person.bsn == case.dossier_no
        number = int((person.last_name or "Naam000")[4:])
        rows = dossier.all(WorkHistory)
        assert [row.job_title for row in rows] == [f"Baan{n:03d}" for n in range(number + 1)]
        assert [task.task for task in dossier.all(Task)] == [f"Taak{n:03d}" for n in range(number + 1)]

    def search() -> None:
        people = {hit.title for hit in store.search("naam", ("candidate", "traject"))}
        assert len(people) <= 1, "the case and the person bear one name at any moment"

    def list_them() -> None:
        rows = caseload.rows(caseload.ids(CaseFilter(), "changed_at"))
        assert [row.name for row in rows.values()] in ([""], [rows["t"].dossier_no])
        assert caseload.counts(CaseFilter()) == {"S0": 1}

    def read_history() -> None:
        changes = store.history("p", "p", "last_name")
        names = [change.after for change in changes[:-1]]
        assert [change.before for change in changes[:-2]] == names[1:]

    def until_it_is_over(question: Callable[[], None]) -> int:
        asked = 0
        while not over.is_set() or not asked:
            question()
            asked += 1
        return asked

    with ThreadPoolExecutor(5) as threads:
        writing = threads.submit(write)
        reading = [threads.submit(until_it_is_over, q) for q in (read_dossier, search, list_them, read_history)]
        writing.result()
        assert all(one.result() for one in reading)
    read_dossier()
    with database.reading() as connection:
        assert verify(connection) == []
        assert connection.scalar(sa.text("SELECT last_name FROM candidate")) == f"Naam{ACTIONS:03d}"


def test_actions_of_several_threads_stand_one_after_the_other(store: LocalStore, database: Database) -> None:
    def sign_up(key: int) -> None:
        for n in range(20):
            store.apply(Action("Signed up", (Create("candidate", f"{key}-{n}", None, {"last_name": f"N{key}"}),)))
            store.keep_draft(f"{key}-{n}", "last_name", "Naa")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(sign_up, range(4)))
    assert len(store.where(Candidate)) == 80
    assert len({one.action for one in store.actions(100)}) == 80
    with database.reading() as connection:
        assert verify(connection) == []


def _row(n: int) -> tuple[Create, Create]:
    return (
        Create("work_history", f"w{n}", "p", {"job_title": f"Baan{n:03d}"}),
        Create("task", f"k{n}", "t", {"task": f"Taak{n:03d}"}),
    )
