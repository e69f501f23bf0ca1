"""Two laptops and an administrator, by typed commands against a real PostgreSQL."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

import psycopg
import pytest

from desktop.application.connection import CERTIFICATE, Connection, read, written
from desktop.cli.server import practice_server
from desktop.domain.errors import Invalid, Unavailable
from desktop.sync.server.install import connected
from tests.journeys.desk import CommandLine
from tests.sync.shared_desk import shared_desk

ELSEWHERE = Connection(
    "db.example.org", 5432, "overstap", "anna", "p", "Anna", "counsellor", "d", "-----BEGIN CERTIFICATE-----"
)


def test_a_server_elsewhere_must_prove_its_name_whatever_else_is_asked(tmp_path: Path) -> None:
    told = read(written(ELSEWHERE)).parameters(tmp_path)
    assert told["sslmode"] == "verify-full"
    assert told["channel_binding"] == "require"
    assert told["ssl_min_protocol_version"] == "TLSv1.3"
    assert told["sslrootcert"] == str(tmp_path / CERTIFICATE)
    assert told["gssencmode"] == "disable"


@pytest.mark.parametrize(
    "broken",
    [
        {"certificate": ""}, {"certificate": "any"}, {"port": "5432"}, {"host": None}, {"port": True},
    ],
)  # fmt: skip
def test_a_connection_file_that_would_trust_any_server_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        read(json.dumps(asdict(ELSEWHERE) | broken))


@pytest.mark.parametrize("text", ["", "[]", "{}", "geen json"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read(text)


@pytest.mark.timeout(300)
def test_two_laptops_share_a_desk_and_decide_a_conflict(postgres: str, tmp_path: Path) -> None:
    alone = CommandLine(tmp_path, tmp_path / "geen")
    assert "PostgreSQL" not in alone.refused("server", "init", postgres.replace("/postgres?", "/journey?"))
    shared = shared_desk(postgres, tmp_path, "journey")
    admin, address, laptops = shared.admin, shared.address, shared.laptops
    anna, bo = laptops
    assert bo.done("list", "desk", "--json").json[0]["name"] == "Oefenstad"
    anna.done("add", "employer", "trade_name=Bakkerij Oefen")
    assert anna.done("status", "--json").json["waiting"] == 1
    anna.done("sync")
    bo.done("sync")
    (firm,) = bo.done("list", "employer", "--json").json
    anna.done("set", firm["id"], "city=Deventer")
    bo.done("set", firm["id"], "city=Zutphen")
    bo.done("sync")
    assert anna.done("sync", "--json").json["conflicts"] == 1
    (conflict,) = anna.done("conflicts", "--json").json
    assert {conflict["shown"], conflict["other"]} == {"Deventer", "Zutphen"}
    anna.done("resolve", conflict["id"], "theirs")
    anna.done("sync")
    assert bo.done("sync", "--json").json["conflicts"] == 0
    assert "Bo Oefenaar" in (told := anna.done("show", firm["id"], "--history").out)
    assert "Zutphen" in told
    assert "bleef staan" in bo.done("show", firm["id"], "--history").out
    for laptop in laptops:
        assert laptop.done("show", firm["id"], "--json").out.count("Zutphen")
    anna.done("add", "employer", "trade_name=Bakkerij Proef")
    for laptop in (anna, bo):
        laptop.done("sync")
    gone = next(f["id"] for f in bo.done("list", "employer", "--json").json if f["id"] != firm["id"])
    bo.done("add", "contact", "contact_name=Piet Proef", "--parent", gone)
    anna.done("undo")
    for laptop in (bo, anna, bo):
        laptop.done("sync")
    (asked,) = bo.done("conflicts", "--json").json
    assert "verwijderd of niet" in bo.refused("resolve", asked["id"], "misschien")
    bo.done("resolve", asked["id"], "nee")
    bo.done("sync")
    anna.done("sync")
    assert "Piet Proef" in anna.done("list", "contact", "--json").out, "a colleague was at work on it"
    assert admin.run("server", "check", "--server", address).code in (0, 1)
    admin.done("server", "user", "end", "bo.o", "--server", address)
    assert "kent deze naam" in bo.refused("sync")


@pytest.mark.long
@pytest.mark.timeout(300)
def test_practice_town_is_shared_by_two_workspaces_and_again_changes_nothing(tmp_path: Path) -> None:
    alone = CommandLine(tmp_path, tmp_path / "geen")
    for _ in range(2):
        told = alone.done("demo", "--sync", "--people", "20", "--workspace", str(tmp_path / "town"), "--json").json
        assert told["people"] >= 20
        assert len(told["workspaces"]) == 2


def test_a_practice_server_starts_whatever_the_language_of_this_computer_and_else_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    folder = Path(tempfile.mkdtemp())  # pytest closes its own folders to the user that the server runs as
    address, stop = practice_server(folder / "server")
    with connected(address) as server:
        assert server.execute("SELECT count(*) FROM sync.staff").fetchone() == (0,)
    stop()
    (folder / "file").write_text("")
    with pytest.raises(Unavailable, match="Choose another folder"):
        practice_server(folder / "file" / "server")
    assert os.environ["LC_ALL"] == "xx_XX.UTF-8"


@pytest.mark.timeout(300)
def test_a_case_is_handed_over_and_what_was_typed_offline_is_decided_by_typed_commands(
    postgres: str, tmp_path: Path
) -> None:
    shared = shared_desk(postgres, tmp_path, "handed_over")
    admin, at_server, (anna, bo) = shared.admin, ("--server", shared.address), shared.laptops
    there = admin.done("server", "desk", "add", "Proefdorp", *at_server, "--json").json["desk"]
    (tmp_path / "cees.json").write_text(replace(shared, desk=there).add("cees.o", "Cees Oefenaar", "counsellor"))
    cees = CommandLine(tmp_path, tmp_path / "cees.o")
    cees.done("init", "--connection", str(tmp_path / "cees.json"))
    partner = anna.done("add", "organisation", "name=Fictum", "kind=other", "--json").json["records"][0]
    told = ("first_name=Bilal", "last_name=Yılmaz", "phone=0612345678", f"source_org={partner}")
    person = anna.done("add", "candidate", *told, "--json").json["records"][0]
    anna.done("sync")
    bo.done("sync")
    found = bo.done("show", person, "--json").json["records"]
    (case,) = (record["id"] for record in found if record["kind"] == "traject")
    bo.done("set", case, f"desk={there}")
    bo.done("sync")
    anna.done("set", person, "city=Epe")
    assert "aan dat loket voorgelegd" in anna.done("sync").out
    assert anna.done("sync", "--seen", "--json").json["at_another_desk"] == 0
    cees.done("sync")
    (asked,) = cees.done("conflicts", "--json").json
    assert (asked["field"], asked["shown"], asked["other"]) == ("city", None, "Epe")
    cees.done("resolve", asked["id"], "Epe")
    assert "Epe" in cees.done("show", person).out
    with psycopg.connect(shared.address, autocommit=True) as server:
        server.execute(
            """INSERT INTO sync.parked(device, login, change, reason) SELECT device, login,
            '{"t": "candidate", "id": "x", "f": {"city": ["Geheim", 1]}}', 'no such row here'
            FROM sync.device WHERE login = 'anna.o'"""
        )
    kept = admin.done("server", "parked", "list", *at_server).out
    assert "anna.o" in kept
    assert "city" in kept
    assert "Geheim" not in kept, "who it is about is not for the administrator"
    admin.done("server", "parked", "drop", kept.split()[0], *at_server)
    assert admin.done("server", "parked", "list", *at_server, "--json").json == []
