"""A process that works in a workspace until it is killed, and says what was saved, only after it was saved."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from desktop import bootstrap
from desktop.application.candidates import dossier_numbers, register, registration
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, Edit, SetField
from desktop.domain.records import Organisation
from desktop.persistence.keys import Cost, Hardness
from desktop.persistence.store import LocalStore
from desktop.persistence.workspace import Workspace

FAST = Hardness(Cost(m=8, t=1, p=1), seconds=0)
"""A passphrase that costs nothing to check, so that the kills and not the unlocking take the time."""

BATCH = 25
"""People in an imported list."""


Say = Callable[[dict[str, Any]], None]
"""Hands one report to the system at once: what was told survives the kill."""


class Day:
    """A busy day at the desk."""

    def __init__(self, store: LocalStore, work: Work, chance: random.Random, say: Say) -> None:
        self._store, self._work, self._chance, self._say = store, work, chance, say
        self._people: list[tuple[str, str]] = []
        self._count = 0
        found = store.where(Organisation, limit=1)
        self._source = found[0].id if found else self._partner()

    def go_on(self) -> None:
        """Do one thing after the other, in an order that the seed decides."""
        deeds: list[Callable[[], None]] = [self._sign_up]
        deeds += [self._change, self._type, self._note] * 3
        deeds += [self._sign_up_and_undo, self._import]
        self._sign_up()
        while True:
            self._chance.choice(deeds)()

    def _partner(self) -> str:
        partner = self._work.ids.new()
        self._store.apply(Action("Partner", (Create("organisation", partner, None, {"name": "UWV Oefenstad"}),)))
        return partner

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _person(self) -> dict[str, object]:
        name = f"Verzonnen-{os.getpid()}-{self._next()}"
        return {"last_name": name, "email": f"{name}@oefen.example".lower(), "birth_date": date(1980, 5, 17)}

    def _sign_up(self) -> None:
        person = self._person()
        action = register(self._work, person, {"source_org": self._source})
        done = self._store.apply(action).action
        candidate, traject = action.created("candidate"), action.created("traject")
        self._people.append((candidate, traject))
        self._say({"did": "signed up", "action": done, "person": candidate, "name": person["last_name"]})

    def _change(self) -> None:
        person, _ = self._chance.choice(self._people)
        count = self._next()
        done = self._store.apply(Action("Town", (SetField("candidate", person, "city", f"Oefenstad {count}"),))).action
        self._say({"did": "changed", "action": done, "person": person, "count": count})

    def _type(self) -> None:
        person, _ = self._chance.choice(self._people)
        count = self._next()
        self._store.keep_draft(person, "birth_date", f"31-2-{count}")
        self._say({"did": "typed", "person": person, "count": count})

    def _note(self) -> None:
        _, traject = self._chance.choice(self._people)
        note, text = self._work.ids.new(), f"Verzonnen gesprek {self._next()}"
        done = self._store.apply(Action("Note", (Create("note", note, traject, {"body": text}),))).action
        self._say({"did": "noted", "action": done, "note": note, "text": text})

    def _sign_up_and_undo(self) -> None:
        action = register(self._work, self._person(), {"source_org": self._source})
        done = self._store.apply(action).action
        undone = self._store.undo(done).action
        self._say({"did": "undone", "action": undone, "person": action.created("candidate")})

    def _import(self) -> None:
        numbers = dossier_numbers(self._work)
        edits: list[Edit] = []
        for _ in range(BATCH):
            edits += registration(self._work, self._person(), {}, next(numbers))
        done = self._store.apply(Action("Imported", tuple(edits), counts={"n": BATCH})).action
        people = [e.id for e in edits if isinstance(e, Create) and e.kind == "candidate"]
        self._say({"did": "imported", "action": done, "people": people})


def work_until_killed(folder: Path, passphrase: str, seed: str, reports: Connection) -> None:
    """Open the workspace and work until the end."""
    opened = bootstrap.open_for_work(Workspace(folder, hardness=FAST), passphrase)
    reports.send({"did": "opened"})
    Day(opened.store, opened.work, random.Random(seed), reports.send).go_on()
