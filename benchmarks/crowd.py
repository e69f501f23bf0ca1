"""A store with very many invented people, made through the same journal as everything else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.application.computer import ComputerClock, TimedIds
from desktop.application.founding import found
from desktop.domain.changes import Action, Create
from desktop.persistence.engine import Database, create_file
from desktop.persistence.functions import Capture
from desktop.persistence.keys import DataKey
from desktop.persistence.migrate import layout, migrate
from desktop.persistence.store import LocalStore

KEY = DataKey(bytes(range(32)))
_PARTS = [a + b for a in "bdfghjklmnprstvwz" for b in ("a", "el", "ij", "o", "oer", "uin")]
_STAGES = ("S0", "S1", "S1", "S2", "S3", "S4", "S4", "S4", "S5", "S6", "S7")


def name(chance: random.Random) -> str:
    """A name that nobody has, of two or three syllables."""
    return "".join(chance.choices(_PARTS, k=chance.choice((2, 3)))).title()


def person(n: int, chance: random.Random) -> dict[str, object]:
    """Invented values for a person."""
    first, last = name(chance), name(chance)
    return {
        "first_name": first, "last_name": last,
        "birth_date": date(1960, 1, 1) + timedelta(days=chance.randrange(16_000)),
        "street": "Verzonnenstraat", "house_no": n % 900 + 1, "postcode": "1234 AB", "city": "Oefenstad",
        "phone": f"+31600{n:06d}", "email": f"{first}.{last}.{n}@voorbeeld.example".lower(),
    }  # fmt: skip


def fill(store: LocalStore, people: int) -> None:
    """Sign up this many people, each with a case, in imports of ten thousand."""
    ids, chance = TimedIds(), random.Random(7)
    for start in range(0, people, 10_000):
        edits: list[Create] = []
        for n in range(start, min(start + 10_000, people)):
            someone, case = ids.new(), ids.new()
            edits.append(Create("candidate", someone, None, person(n, chance)))
            values = {
                "dossier_no": f"VWNW-2026-{n:06d}", "stage": chance.choice(_STAGES), "substage": "new",
                "counsellor": store.user.id, "desk": store.user.desk, "opened_on": date(2026, 1, 1),
            }  # fmt: skip
            edits.append(Create("traject", case, someone, values))
            event = {"at": datetime(2026, 1, 1, tzinfo=UTC), "to_stage": "S0"}
            edits.append(Create("stage_event", ids.new(), case, event))
        store.apply(Action("Imported", tuple(edits), counts={"n": len(edits)}))


@contextmanager
def crowd(people: int, folder: Path | None = None) -> Iterator[tuple[Database, LocalStore]]:
    """An open store with this many people, each with a case; gone afterwards unless a folder is given."""
    with TemporaryDirectory() as temporary:
        path = (folder or Path(temporary)) / "overstap.db"
        create_file(path, KEY)
        database = Database(path, KEY, layout().setup, layout().newest)
        capture, ids = Capture(), TimedIds()
        database.on_writer(capture.install)
        migrate(database, layout(), lambda: None)
        founding, user = found(ids, name="Oefen Meter", desk="Leerwerkloket Oefenstad", role="counsellor")
        store = LocalStore(database.reading, database.writing, capture, ComputerClock(), ids, user, ids.new())
        store.apply(founding)
        fill(store, people)
        try:
            yield database, store
        finally:
            database.close()
