"""A desk with a shared database and two laptops, set up by typed commands as its administrator does it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.journeys.desk import CommandLine


@dataclass(frozen=True, slots=True)
class SharedDesk:
    """Its administrator, the address of the database, the number of the desk, and its people's laptops."""

    admin: CommandLine
    address: str
    desk: str
    laptops: list[CommandLine]

    def address_of(self, login: str) -> str:
        """The same database as somebody else."""
        return self.address.replace("postgresql://postgres", f"postgresql://{login}", 1)

    def add(self, login: str, name: str, role: str) -> str:
        """A person; the connection file."""
        return self.admin.done(
            "server", "user", "add", login, "--name", name, "--desk", self.desk, "--role", role,
            "--server", self.address,
        ).out  # fmt: skip


def shared_desk(postgres: str, folder: Path, database: str) -> SharedDesk:
    """Anna and Bo share a desk."""
    admin = CommandLine(folder, folder / "geen")
    address = postgres.replace("/postgres?", f"/{database}?")
    with psycopg.connect(postgres, autocommit=True) as made:
        made.execute(f"CREATE DATABASE {database}".encode())
    admin.done("server", "init", address)
    desk = admin.done("server", "desk", "add", "Oefenstad", "--server", address, "--json").json["desk"]
    shared = SharedDesk(admin, address, desk, [])
    for login, name in (("anna.o", "Anna Oefenaar"), ("bo.o", "Bo Oefenaar")):
        file = folder / f"{login}.json"
        file.write_text(shared.add(login, name, "counsellor"), encoding="utf-8")
        laptop = CommandLine(folder, folder / login)
        laptop.done("init", "--connection", str(file))
        shared.laptops.append(laptop)
    return shared
