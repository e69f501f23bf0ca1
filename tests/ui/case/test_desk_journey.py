"""Around the cases by keys alone: the list and its columns, a paper with its purpose, an employer, a setting."""

from __future__ import annotations

import csv
from pathlib import Path

from desktop.domain.read_log import ReadAct
from desktop.domain.records import Employer, Question
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.hands import Hands


def test_the_list_is_narrowed_kept_under_a_name_and_goes_to_a_file_with_the_columns_as_they_stand(
    room: Workroom, desk: Desk, hands: Hands, saved_as: Path
) -> None:
    people.in_orientation(desk)
    traject = people.signed_up(desk, first_name="Noor", last_name="Oefening")
    hands.press("Ctrl+1", "Ctrl+F", "oef")
    hands.see("Oefening, Noor")
    hands.gone("Yılmaz, Bilal")
    hands.press("Ctrl+S", "Nieuwe mensen", "Return")
    hands.see("“Nieuwe mensen” stands in the menu of saved choices.")
    hands.press("Down", "Right", "Ctrl+Shift+Right")
    hands.command("CSV")
    hands.fill({"Purpose": "overleg", "Recipient": "de teamleider"})
    hands.push("Choose where")
    hands.see("1 candidate")
    header, *rows = csv.reader(saved_as.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert header[:3] == ["Attention", "Stage", "Name"]
    assert [row[:3] for row in rows] == [["New to you", "Sign-up", "Oefening, Noor"]]
    newest = desk.store.reads(desk.store.dossier(traject).candidate_id)[0]
    assert (newest.act, newest.purpose, newest.recipient) == (ReadAct.EXPORTED, "overleg", "de teamleider")


def test_a_paper_goes_out_with_its_purpose(room: Workroom, desk: Desk, hands: Hands, saved_as: Path) -> None:
    traject = people.in_orientation(desk)
    hands.command("yilmaz", "Yılmaz")
    hands.press("Ctrl+P")
    hands.fill({"Purpose": "advies van de school", "Recipient": "de deelnemer"})
    hands.press("Ctrl+S")
    hands.see("The document is saved.")
    assert "Yılmaz" in hands.paper(saved_as)
    newest = desk.store.reads(desk.store.dossier(traject).candidate_id)[0]
    assert (newest.act, newest.purpose, newest.recipient) == (ReadAct.SAVED, "advies van de school", "de deelnemer")


def test_an_employer_comes_and_moves_and_a_question_changes(room: Workroom, desk: Desk, hands: Hands) -> None:
    hands.command("Employers")
    hands.press("Ctrl+N")
    hands.fill(
        {"Trade name": "Fietsen Oefenstad", "KvK number": "12345679", "House number": "3", "Postcode": "7311AA",
         "Town": "Apeldoorn"}
    )  # fmt: skip
    hands.push("Add", exactly=True)
    hands.see("Employer added")
    hands.press("Ctrl+E")
    hands.answer("Town", "Elders", "Tab")
    hands.press("Ctrl+E")
    hands.see("Elders")
    hands.command("Employer questions")
    hands.to("Employer questions")
    hands.press("Down", "Return")
    hands.see("Bakker gezocht")
    hands.press("Ctrl+E")
    hands.answer("Seats", "3", "Tab")
    hands.press("Ctrl+E")
    assert desk.store.get(Question, desk.question).seats == 3
    made = {e.trade_name: e for e in desk.store.where(Employer)}
    assert made["Fietsen Oefenstad"].city == "Elders"


def test_a_setting_is_found_by_its_words_and_changed(room: Workroom, desk: Desk, hands: Hands) -> None:
    asked: list[tuple[str, object]] = []
    room.setting_asked.connect(lambda name, value: asked.append((name, value)))
    hands.command("Settings")
    hands.press("colour")
    hands.gone("Second folder for backups")
    hands.answer("Colours", "Da")
    assert asked == [("theme", "dark")]
