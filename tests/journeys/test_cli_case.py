"""A case worked on from the command line: what is typed is kept, what is missing is named, all of it can go back."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.journeys.desk import CommandLine


def test_a_person_is_signed_up_found_changed_and_shown(shell: CommandLine, partner: str) -> None:
    told = ("first_name=Fatma", "last_name=Özdemir", "phone=06 60000009", "city=Nepveen", f"source_org={partner}")
    person = shell.done("--json", "add", "candidate", *told).json["records"][0]
    assert [hit["id"] for hit in shell.done("find", "ozd", "--json").json] == [person]
    shell.done("set", person, "birth_date=17-5-1984", "city=Proefdorp", "--reason", "verhuisd")
    shown = shell.done("show", person).out
    assert "Proefdorp" in shown
    assert "17-05-1984" in shown
    number = re.search(r"VWNW-\d{4}-\d{5}", shown)
    assert number
    kinds = {record["kind"] for record in shell.done("show", number.group(), "--json").json["records"]}
    assert {"candidate", "traject", "stage_event"} <= kinds


def test_history_tells_who_changed_what_and_the_dossier_is_shown_as_it_was(shell: CommandLine, person: str) -> None:
    shell.done("set", person, "city=Proefdorp")
    history = shell.done("show", person, "--history").out
    assert "Emma Oefenaar" in history
    assert "Oefenstad → Proefdorp" in history
    assert "bestond nog niet" in shell.refused("show", person, "--as-of", "01-01-2020")
    assert "Schrijf de datum" in shell.refused("show", person, "--as-of", "ooit")


def test_a_closed_gate_lists_every_missing_field_on_stderr(shell: CommandLine, person: str) -> None:
    said = shell.refused("stage", person, "S2").splitlines()
    assert said[0].startswith("Fase Oriëntatie")
    named = {line.split(":")[0].strip() for line in said[1:]}
    assert {"appointment.start", "traject.privacy_notice", "intake.version", "consent.given"} <= named
    stage = [r["stage"] for r in shell.done("show", person, "--json").json["records"] if r["kind"] == "traject"]
    assert stage == ["S0"]


def test_what_cannot_be_kept_is_refused_with_a_sentence_and_nothing_changes(shell: CommandLine, person: str) -> None:
    before = shell.done("show", person, "--json").out
    assert "postcode" in shell.refused("set", person, "postcode=12", "city=Nepveen").lower()
    assert "last_name" in shell.refused("set", person, "achternaam=X")
    assert "nummer 123" in shell.refused("set", "123", "city=Nepveen")
    assert shell.done("show", person, "--json").out == before


def test_undo_and_redo_work_after_a_restart_because_each_command_is_one(shell: CommandLine, person: str) -> None:
    shell.done("set", person, "city=Proefdorp")
    shell.done("undo")
    shell.done("undo")
    assert shell.done("find", "yilmaz", "--json").json == []
    shell.done("redo")
    shell.done("redo")
    assert "Proefdorp" in shell.done("show", person).out


def test_a_list_is_rehearsed_imported_and_taken_back_whole(shell: CommandLine, tmp_path: Path) -> None:
    listed = tmp_path / "lijst.csv"
    listed.write_text(
        "Naam;Geb.datum;Tel. mobiel;Woonplaats\n"
        "Jan van der Verzonnen;1-3-1984;660000002;Oefenstad\n"
        "Sjaak Proefman;31-2-1970;0660000003;Nepveen\n",
        encoding="cp1252",
    )
    rehearsed = shell.done("import", "candidate", str(listed), "--dry-run", "--json").json
    assert sum(rehearsed["counts"].values()) == 2
    done = shell.done("import", "candidate", str(listed), "--json").json
    people = shell.done("list", "candidate", "--json").json
    assert [(one["last_name"], one["phone"]) for one in people[1:]] == [("Verzonnen", "+31660000002")]
    shell.done("undo", done["action"])
    assert [one["last_name"] for one in shell.done("list", "candidate", "--json").json] == ["Yılmaz"]


def test_where_nothing_is_shared_two_people_erase_at_one_computer(
    shell: CommandLine, person: str, tmp_path: Path
) -> None:
    ask = ("erase", person, "--reference", "7")
    assert "twee" in shell.refused(*ask).lower()
    assert "twee" in shell.refused(*ask, "--confirmed-by", "Emma Oefenaar").lower()
    file = tmp_path / "bewijs.json"
    before = shell.done("backup", "--json").json["backup"]
    shell.done(*ask, "--confirmed-by", "Fatma Oefenaar", "-o", str(file))
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["asked_by"], told["confirmed_by"]) == ("Emma Oefenaar", "Fatma Oefenaar")
    assert told["removed"] == {"candidate": 1, "traject": 1, "stage_event": 1}
    assert shell.done("find", "bilal", "--json").json == []
    shell.done("restore", before)
    assert shell.done("find", "bilal", "--json").json == []
