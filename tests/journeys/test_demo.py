"""Practice town, and the one candidate who is taken through every stage where there is no window."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from desktop import bootstrap
from desktop.application.duplicates import likely_pairs
from desktop.application.practice_town import Calendar, Seat, Tally, at_work, build, opening_day
from desktop.application.questions import MATCHABLE
from desktop.application.values import ZONE
from desktop.cli.demo import has_display
from desktop.domain.codes import Stage
from desktop.domain.records import (
    Candidate,
    Contact,
    Employer,
    Organisation,
    Placement,
    Question,
    StageEvent,
    Traject,
    User,
)
from desktop.persistence import integrity, journal
from desktop.persistence.duplicates import Duplicates
from desktop.persistence.workspace import Workspace
from desktop.practice.town import PASSPHRASE
from tests.journeys.desk import CommandLine
from tests.upgrades.make import OnePage
from tests.upgrades.stored import FAST

KINDS = ("intake", "blank-intake", "agreement", "route", "dossier")
PAPERS = {f"{kind}-{tag}.pdf" for kind in KINDS for tag in ("nl", "en")}
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZONE)


def built(folder: Path, people: int) -> tuple[bootstrap.Opened, Tally]:
    """A small practice town."""
    calendar = Calendar(at_work(opening_day(NOW.date()), random.Random(0)))
    opened, _ = bootstrap.create(
        Workspace(folder, hardness=FAST),
        name="Sanne Oefenaar", desk="Leerwerkloket Oefenstad", role="counsellor", passphrase=PASSPHRASE,
        clock=calendar,
    )  # fmt: skip
    seat = Seat(opened.store, opened.work, calendar, Tally())
    build(seat, NOW, OnePage(), people=people)
    return opened, seat.tally


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> bootstrap.Opened:
    """Practice town with a tenth of its people."""
    return built(tmp_path_factory.mktemp("town") / "practice", people=50)[0]


def test_people_are_in_many_stages_and_some_left_or_came_through(town: bootstrap.Opened) -> None:
    cases = town.store.where(Traject)
    assert len({case.stage for case in cases}) >= 6
    assert {"lasting", "dropped_out"} <= {case.result for case in cases}
    assert any(case.stage == Stage.MODULES for case in cases)
    assert town.store.where(Placement)
    assert len({case.counsellor for case in cases}) == 4


def test_two_people_and_a_company_are_there_twice_and_employers_ask_for_people(town: bootstrap.Opened) -> None:
    pairs = {
        kind: likely_pairs(Duplicates(town.workspace.database.reading), kind, ()) for kind in (Candidate, Employer)
    }
    assert [len(found) for found in pairs.values()] == [2, 1]
    assert len([one for one in town.store.where(Question) if one.status in MATCHABLE]) >= 3


def test_nobody_in_it_can_be_real(town: bootstrap.Opened) -> None:
    people = town.store.where(Candidate)
    phones = {person.phone for person in people} | {contact.contact_phone for contact in town.store.where(Contact)}
    phones |= {partner.phone for partner in town.store.where(Organisation)} | {u.phone for u in town.store.where(User)}
    pagers_and_zeros = ("+31660", "+31669", "+315500")
    assert all(phone.startswith(pagers_and_zeros) for phone in phones if phone)
    assert all(person.email.endswith(".example") for person in people if person.email)
    assert {person.bsn for person in people} == {None}
    assert all((employer.kvk or "").startswith("99") for employer in town.store.where(Employer))


def test_history_lies_in_the_past_in_order_and_the_chain_is_whole(town: bootstrap.Opened) -> None:
    database = town.workspace.database
    with database.reading() as connection:
        moments = list(connection.scalars(sa.text('SELECT at FROM "action" ORDER BY n')))
        assert journal.verify(connection) == []
    assert moments == sorted(moments)
    assert datetime.fromisoformat(moments[-1]) <= NOW
    assert integrity.verify(database) == []
    assert {event.by for event in town.store.where(StageEvent)} <= {user.id for user in town.store.where(User)}


def test_the_same_day_gives_the_same_town(tmp_path: Path) -> None:
    def told(opened: bootstrap.Opened) -> list[tuple[str | None, ...]]:
        with opened.workspace:
            people = {person.id: person for person in opened.store.where(Candidate)}
            return [
                (people[case.parent or ""].last_name, case.dossier_no, case.stage, case.hold, case.result)
                for case in opened.store.where(Traject)
            ]

    first, tally = built(tmp_path / "een", people=8)
    second, again = built(tmp_path / "twee", people=8)
    assert told(first) == told(second)
    assert tally == again


def test_without_a_display_one_candidate_goes_through_every_stage_and_prints_every_document(tmp_path: Path) -> None:
    shell, out = CommandLine(tmp_path, tmp_path / "echt", passphrase=None), tmp_path / "papieren"
    folder = str(tmp_path / "oefen")
    first = shell.done("demo", "--people", "8", "--workspace", folder, "--out", str(out))
    assert PASSPHRASE in first.err
    assert {path.name for path in out.iterdir()} == PAPERS
    for path in out.iterdir():
        assert len(PdfReader(path).pages) > 0
    told = first.out.splitlines()
    assert any(line.endswith("Aanmelding") for line in told)
    assert any(line.endswith("Afgesloten") for line in told)
    data = shell.done("demo", "--workspace", folder, "--json").json  # the same town, somebody else, a folder right here
    assert data["stage"] == Stage.CLOSED
    assert {Path(one["file"]).name for one in data["documents"]} == PAPERS
    assert {path.name for path in (tmp_path / "overstap-demo").iterdir()} == PAPERS
    assert not (tmp_path / "echt").exists()
    shell.passphrase = PASSPHRASE
    assert shell.done("--workspace", folder, "verify").code == 0


def test_demo_never_touches_a_workspace_that_is_not_practice(shell: CommandLine, tmp_path: Path) -> None:
    before = (shell.folder / "overstap.db").read_bytes()
    out = tmp_path / "papieren"
    said = shell.refused("demo", "--workspace", str(shell.folder), "--out", str(out))
    assert str(shell.folder) in said
    assert (shell.folder / "overstap.db").read_bytes() == before
    assert not out.exists()


def test_a_real_workspace_that_happens_to_have_the_passphrase_of_practice_town_is_left_alone(tmp_path: Path) -> None:
    shell = CommandLine(tmp_path, tmp_path / "echt", passphrase=PASSPHRASE)
    shell.done("init", "--name", "Emma", "--desk", "Loket", "--role", "counsellor")
    assert str(shell.folder) in shell.refused("demo", "--workspace", str(shell.folder), "--out", str(tmp_path / "p"))
    assert shell.done("list", "user", "--json").json[0]["name"] == "Emma"


def test_a_town_whose_building_was_cut_off_is_built_again(tmp_path: Path) -> None:
    shell = CommandLine(tmp_path, tmp_path / "echt", passphrase=None)
    opened, _ = bootstrap.create(
        Workspace(tmp_path / "oefen"), name="Sanne", desk="Loket", role="counsellor", passphrase=PASSPHRASE
    )
    with opened.workspace:
        opened.store.remember("practice town", "building")
    shell.done("demo", "--people", "8", "--workspace", str(tmp_path / "oefen"), "--out", str(tmp_path / "papieren"))
    assert (tmp_path / "papieren" / "dossier-nl.pdf").exists()


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_a_window_is_opened_only_where_it_can_be_seen(
    variables: dict[str, str], shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert has_display() is shown
