"""Importing a list of 10,000 sign-ups: rehearsing it and applying it, against floors measured in the same run.

Run ``python -m benchmarks.imports`` (about a minute on 2 cores), or with ``--rows 1000``. The list looks as desks have
it: the name in one column, dates without zeros, numbers that lost their zero, a second phone for some.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import phonenumbers

from benchmarks.crowd import crowd, name
from benchmarks.measure import seconds, told
from desktop.application.computer import ComputerClock, TimedIds
from desktop.application.i18n import language
from desktop.application.imports.applying import import_action
from desktop.application.imports.existing import StoredRecords
from desktop.application.imports.fates import Rehearsal
from desktop.application.imports.reading import read
from desktop.application.imports.rehearsal import rehearse
from desktop.application.imports.vocabulary import vocabulary
from desktop.application.ports import Work
from desktop.domain.changes import Action, creations
from desktop.domain.records import RECORDS
from desktop.persistence.engine import Database, raw
from desktop.persistence.rows import stored
from desktop.persistence.schema import main_fields, searched_names
from desktop.persistence.search_index import PREFIXES

HEADER = ("Naam", "Geb.datum", "Adres", "Postcode/woonplaats", "Tel. mobiel", "Tel. vast", "Mailadres", "Dhr/Mevr",
          "Werkgever", "Functie")  # fmt: skip
_MOBILE, _LANDLINE = 4, 5
_PARTICLES = ("", "", "", "de", "van", "van der", "ten")
_TOWNS = ("Oefenstad", "Verzonnen aan Zee", "Bedachtum", "Nep-Oosterhout")
_KNOWN = vocabulary("candidate").likeness


def write_list(path: Path, rows: int) -> None:
    """An invented list; nobody in it exists."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="cp1252") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Aanmeldingen oefenlijst"])
        writer.writerow(HEADER)
        for n in range(rows):
            writer.writerow(_person(n, chance))


def _person(n: int, chance: random.Random) -> tuple[str, ...]:
    first, particle, last = name(chance), chance.choice(_PARTICLES), name(chance)
    born = date(1960, 1, 1) + timedelta(days=chance.randrange(16_000))
    whole = f"{last}, {first} {particle}".strip() if n % 3 == 0 else " ".join(filter(None, (first, particle, last)))
    return (
        whole,
        f"{born.day}-{born.month}-{born.year}",
        f"{name(chance)}straat {chance.randrange(1, 300)}{chance.choice(('', '', 'a', '-2'))}",
        f"{chance.randrange(1000, 9999)} {''.join(chance.choices('ABCDEFGH', k=2))} {chance.choice(_TOWNS)}",
        f"{'6' if n % 2 else '06-'}{chance.randrange(10_000_000, 49_999_999)}",
        f"0570-{chance.randrange(500_000, 699_999)}" if n % 4 == 0 else "",
        f"{first}.{last}{n}@voorbeeld{n % 40}.nl".lower(),
        chance.choice(("Dhr", "Mevr")),
        f"Verzonnen bedrijf {chance.randrange(40)}",
        chance.choice(("operator", "inpakker", "chauffeur", "monteur")),
    )


def rehearsed(path: Path, work: Work) -> Rehearsal:
    """What is measured: reading, mapping, checking and looking for duplicates."""
    return rehearse(read(path, _KNOWN), "candidate", StoredRecords(work.read), work.clock.today())


def parsed(path: Path) -> None:
    """The floor of rehearsing: reading the file, and each phone number through phonenumbers."""
    for line in read(path, _KNOWN).lines:
        for cell in line.cells[_MOBILE : _LANDLINE + 1]:
            if cell:
                phonenumbers.parse(cell, "NL")


def bare(database: Database, action: Action) -> float:
    """The floor of applying: the same rows with executemany into tables with the same search index, one commit."""
    rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    roots: dict[str, str] = {}
    for made in creations(action):
        roots[made.id] = roots.get(made.parent or "", made.id)
        values = stored(main_fields(RECORDS[made.kind]), made.values)
        rows[made.kind].append((made.id, made.parent, roots[made.id], *values))
    with database.writing() as connection:
        for statement in (statement for kind in rows for statement in _bare_tables(kind)):
            raw(connection).execute(statement)

    def insert() -> None:
        with database.writing() as connection:
            for kind, of_kind in rows.items():
                columns = ", ".join(("id", "parent", "root", *(f'"{f.name}"' for f in main_fields(RECORDS[kind]))))
                marks = ", ".join("?" * len(of_kind[0]))
                raw(connection).executemany(f"INSERT INTO bare_{kind}({columns}) VALUES ({marks})", of_kind)

    return seconds(insert)


def _bare_tables(kind: str) -> list[str]:
    spec = RECORDS[kind]
    columns = ", ".join(f'"{f.name}"' for f in main_fields(spec))
    searched = ", ".join(f'new."{name}"' for name in searched_names(spec))
    statements = [f"CREATE TABLE bare_{kind}(n INTEGER PRIMARY KEY, id TEXT UNIQUE, parent, root, {columns})"]
    if searched:
        statements += [
            f"CREATE VIRTUAL TABLE bare_{kind}_fts USING fts5(words, content='', contentless_delete=1, "
            f"tokenize=\"unicode61 remove_diacritics 0\", prefix='{PREFIXES}')",
            f"CREATE TRIGGER bare_{kind}_found AFTER INSERT ON bare_{kind} BEGIN "
            f"INSERT INTO bare_{kind}_fts(rowid, words) VALUES (new.n, fold({searched})); END",
        ]
    return statements


def one_run(path: Path) -> tuple[float, float, float, float]:
    """Rehearse and apply in a fresh store, each beside its floor."""
    with crowd(0) as (database, store):
        work = Work(store, ComputerClock(), TimedIds(), store.user)
        floor = seconds(lambda: parsed(path))
        rehearsal: list[Rehearsal] = []
        ours = seconds(lambda: rehearsal.append(rehearsed(path, work)))
        action: list[Action] = []

        def imported() -> None:
            action.append(import_action(work, rehearsal[0], language("nl")))
            store.apply(action[0])

        applied = seconds(imported)
        return ours, floor, applied, bare(database, action[0])


def main() -> None:
    """Print both ratios."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=3)
    chosen = arguments.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.csv"
        write_list(path, 20)
        one_run(path)  # warm: libraries are loaded once in the life of the program
        write_list(path, chosen.rows)
        runs = [one_run(path) for _ in range(chosen.runs)]
    ours, floor, applied, bare_rows = (statistics.median(values) for values in zip(*runs, strict=True))
    told(f"{chosen.rows} rows, rehearse", ours, floor, 4)
    told(f"{chosen.rows} rows, apply", applied, bare_rows, 5)


if __name__ == "__main__":
    main()
