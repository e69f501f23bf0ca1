"""Lists of sign-ups, employers and modules as desks have them: rehearsed, imported and undone in a real store."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.application.candidates import register
from desktop.application.i18n import language
from desktop.application.imports.applying import import_action
from desktop.application.imports.duplicates import asked_person
from desktop.application.imports.existing import StoredRecords
from desktop.application.imports.fates import Choice, Fate, Rehearsal, Row
from desktop.application.imports.guessing import any_header, guessed_kind
from desktop.application.imports.mapping import remember
from desktop.application.imports.reading import read
from desktop.application.imports.rehearsal import rehearse
from desktop.application.imports.updating import meet
from desktop.application.imports.vocabulary import vocabulary
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, SetField
from desktop.domain.errors import Refused
from desktop.domain.records import (
    Candidate,
    Contact,
    Employer,
    EmployerSbi,
    Module,
    ModuleStart,
    Note,
    Organisation,
    Question,
    QuestionTask,
    StageEvent,
    Traject,
)
from desktop.persistence.store import LocalStore

DATA = Path(__file__).resolve().parent.parent / "data"
EN = language("en")
NEW, TWICE, KNOWN = Fate.NEW, Fate.TWICE, Fate.KNOWN

Rehearse = Callable[..., Rehearsal]


@pytest.fixture
def rehearsed(work: Work, tmp_path: Path) -> Rehearse:
    """Rehearses a file, or rows that become one; the partner who sent it is the source of every sign-up."""

    def of(
        source: Path | Sequence[Sequence[str]], kind: str = "candidate", *, sure: bool = True, **how: Any
    ) -> Rehearsal:
        path = source if isinstance(source, Path) else tmp_path / "lijst.csv"
        if not isinstance(source, Path):
            written = io.StringIO()
            csv.writer(written, delimiter=";").writerows(source)
            path.write_text(written.getvalue(), encoding="utf-8")
        if sure and kind == "candidate":
            how = {"defaults": {"traject.source_org": "partner"}, **how}
        sheet = read(path, vocabulary(kind).likeness)
        return rehearse(sheet, kind, StoredRecords(work.read), work.clock.today(), **how)

    return of


def fates(found: Rehearsal) -> list[Fate]:
    return [row.fate for row in found.rows]


def row(found: Rehearsal, number: int) -> Row:
    return next(row for row in found.rows if row.number == number)


def reasons(found: Row) -> str:
    return " ".join(EN.say(reason) for reason in found.reasons)


def test_a_partners_list_with_titles_in_windows_letters(rehearsed: Rehearse) -> None:
    found = rehearsed(DATA / "aanmeldingen_titel_cp1252.csv")
    assert [(r.number, r.fate.value) for r in found.rows] == [
        (5, "new"), (6, "new"), (7, "new"), (8, "empty"), (9, "twice"), (10, "repeated"), (11, "refused"),
        (12, "incomplete"), (13, "repeated"),
    ]  # fmt: skip
    assert row(found, 6).values == {
        "candidate.initials": "P.", "candidate.name_prefix": "van der", "candidate.last_name": "Jansen",
        "candidate.birth_date": date(1984, 3, 1), "candidate.street": "Plein 1944", "candidate.house_no": 12,
        "candidate.postcode": "7311 KC", "candidate.city": "Apeldoorn", "candidate.phone": "+31623456789",
        "candidate.email": "p.vanderjansen@voorbeeld.nl", "candidate.salutation": "ms",
        "traject.current_employer": "Verzonnen Papier B.V.", "traject.current_job": "inpakker; heftruck",
        "traject.source_org": "partner",
    }  # fmt: skip
    assert row(found, 6).kept == (("Opmerkingen", "Belt liever 's ochtends\r\nHeeft auto"),)
    assert "Same e-mail address as row 5." in reasons(row(found, 9))
    assert "31-2-1990 does not exist" in reasons(row(found, 11))
    assert {name.name for name in row(found, 12).missing} == {"phone"}


def test_other_shapes_of_the_same_list(rehearsed: Rehearse) -> None:
    comma = rehearsed(DATA / "aanmeldingen_bom.csv")
    assert fates(comma) == [NEW, NEW]
    assert comma.rows[1].values["candidate.name_prefix"] == "van 't"
    assert comma.rows[1].kept == (("06-nummer", "0570-612345"),)
    assert "111222333" not in str(comma)  # nobody has a ground for the numbers of a list
    tabs = rehearsed(DATA / "aanmeldingen_tab.txt")
    assert tabs.rows[0].values["candidate.birth_date"] == date(1984, 3, 25)


def test_a_workbook_with_day_numbers_and_phone_numbers_that_became_amounts(rehearsed: Rehearse, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (
        ["Overzicht maart"], ["Naam", "Geb.datum", "06-nummer", "E-mail"],
        ["Bo Li", 30742, 612345678.0, "bo@voorbeeld.nl"], ["Jan Bedacht", date(1990, 5, 17), 31612345679, None],
    ):  # fmt: skip
        book.active.append(line)
    book.save(tmp_path / "lijst.xlsx")
    found = rehearsed(tmp_path / "lijst.xlsx")
    assert [r.values["candidate.birth_date"] for r in found.rows] == [date(1984, 3, 1), date(1990, 5, 17)]
    assert [r.values["candidate.phone"] for r in found.rows] == ["+31612345678", "+31612345679"]


HEADER = ["Voornaam", "Achternaam", "Geboortedatum", "Telefoon", "E-mail"]


@pytest.mark.parametrize(
    ("second", "fate", "sentence"),
    [
        (["Bo", "Bedacht", "1-3-1984", "", ""], TWICE, "Same name and date of birth as row 2."),
        (["Bö", "Bedacht", "1-3-1984", "", ""], TWICE, "Same name and date of birth as row 2."),
        (["Bob", "Bedacht", "1-3-1984", "", ""], TWICE, "Same date of birth and almost the same name as row 2."),
        (["B.", "Bedacht", "1-3-1984", "", ""], TWICE, "almost the same name"),
        (["Bo", "Bedacht", "", "", ""], TWICE, "a date of birth is missing"),
        (["Bo", "Bedacht", "", "612345678", ""], TWICE, "Same phone number as row 2."),
        (["Bo", "Bedacht", "", "", "BO@voorbeeld.nl"], TWICE, "Same e-mail address as row 2."),
        (["Bo", "Bedacht", "2-4-1990", "", ""], Fate.INCOMPLETE, ""),
        (["Mies", "Verzinsel", "2-4-1990", "0612345678", ""], NEW, "Shares e-mail address or phone number"),
        (["Joke", "Bedacht", "1-3-1984", "0612345699", ""], NEW, ""),
    ],
)
def test_who_is_in_the_list_twice_and_why(rehearsed: Rehearse, second: list[str], fate: Fate, sentence: str) -> None:
    found = rehearsed([HEADER, ["Bo", "Bedacht", "1-3-1984", "06-12345678", "bo@voorbeeld.nl"], second])
    assert found.rows[1].fate is fate
    assert sentence in reasons(found.rows[1])


def test_who_is_here_already_is_not_imported_unless_somebody_says_so(
    rehearsed: Rehearse, work: Work, store: LocalStore
) -> None:
    person = {"first_name": "Bo", "last_name": "Bedacht", "birth_date": date(1984, 3, 1), "email": "bo@voorbeeld.nl"}
    known = register(work, person, from_list=True)
    store.apply(known)
    found = rehearsed([HEADER, ["Bo", "Bedacht", "1-3-1984", "", ""], ["Jan", "Anders", "", "0612345678", ""]])
    assert (found.rows[0].fate, found.rows[0].twin) == (KNOWN, known.created("candidate"))
    assert "already here" in reasons(found.rows[0])
    assert import_action(work, found, EN).counts == {"n": 1}
    assert import_action(work, found, EN, {2: Choice.NEW}).counts == {"n": 2}


def test_a_known_person_is_filled_in_and_updated_and_one_undo_takes_it_back(
    rehearsed: Rehearse, work: Work, store: LocalStore
) -> None:
    person = {
        "first_name": "Bo", "last_name": "Bedacht", "birth_date": date(1984, 3, 1), "email": "bo@voorbeeld.nl",
        "city": "Oefenstad",
    }  # fmt: skip
    signed_up = register(work, person, {"current_job": "inpakker"}, from_list=True)
    store.apply(signed_up)
    known = signed_up.created("candidate")
    header = [*HEADER, "Woonplaats", "Huidige functie", "Opmerking"]
    rows = [
        ["Bo", "Bedacht", "1-3-1984", "0612345678", "bo@voorbeeld.nl", "Deventer", "lasser", "Belt liever laat"],
        ["Jan", "Nieuw", "", "0612345679", "", "", "", ""],
    ]  # fmt: skip
    found = rehearsed([header, *rows], sure=False)
    met = meet(work, found.kind, found.rows[0])
    assert [field.key for field in met.differ] == ["candidate.city", "candidate.phone", "traject.current_job"]
    outcome = store.apply(import_action(work, found, EN, {2: Choice.UPDATE}, {2: {"candidate.city"}}))
    assert EN.text(outcome.label, **outcome.counts) == "Imported from a list: 1 new, 1 updated"
    now, (case,) = store.get(Candidate, known), store.children(Traject, known)
    assert (now.phone, now.city, case.current_job) == ("+31612345678", "Oefenstad", "lasser")
    assert ["Belt liever laat" in (note.body or "") for note in store.children(Note, case.id)] == [True]
    store.undo()
    now, (case,) = store.get(Candidate, known), store.children(Traject, known)
    assert (now.phone, case.current_job, store.children(Note, case.id)) == (None, "inpakker", ())
    assert not store.where(Candidate, last_name="Nieuw")


def test_a_restricted_dossier_is_not_updated_by_a_list(rehearsed: Rehearse, work: Work, store: LocalStore) -> None:
    known = register(work, {"first_name": "Bo", "last_name": "Bedacht", "email": "bo@voorbeeld.nl"}, from_list=True)
    store.apply(known)
    store.apply(Action("Restricted", (SetField("candidate", known.created("candidate"), "restricted", True),)))
    found = rehearsed([HEADER, ["Bo", "Bedacht", "", "0612345678", "bo@voorbeeld.nl"]])
    with pytest.raises(Refused, match=r"Row 2 cannot update what is here.*can only be read"):
        import_action(work, found, EN, {2: Choice.UPDATE})


def test_a_known_employer_gets_its_new_contact_and_keeps_the_old_one(
    rehearsed: Rehearse, work: Work, store: LocalStore
) -> None:
    header = ["Bedrijf", "KvK", "Plaats", "Contactpersoon"]
    store.apply(import_action(work, rehearsed([header, ["Oefen BV", "01234567", "Deventer", "Karel"]], "employer"), EN))
    again = rehearsed([header, ["Oefen B.V.", "01234567", "Zutphen", "Truus"]], "employer")
    store.apply(import_action(work, again, EN, {2: Choice.UPDATE}))
    (employer,) = store.where(Employer)
    assert (employer.trade_name, employer.city) == ("Oefen B.V.", "Zutphen")
    assert [c.contact_name for c in store.children(Contact, employer.id)] == ["Karel", "Truus"]
    same = rehearsed([header, ["Oefen B.V.", "01234567", "Zutphen", "Truus"]], "employer")
    with pytest.raises(Refused, match="No row of this list can be imported"):
        import_action(work, same, EN, {2: Choice.UPDATE})


HERE: tuple[Mapping[str, Any], ...] = (
    {"first_name": "Jan", "name_prefix": "de", "last_name": "Vries"},
    {"first_name": "Jan", "last_name": "de Vries"},
    {"initials": "J.", "last_name": "de Vries", "birth_date": date(1984, 3, 1)},
    {"first_name": "Joan", "last_name": "de Vries", "birth_date": date(1984, 3, 1)},
    {"first_name": "Ann", "birth_name": "Bedacht"},
    {"first_name": "Mies", "last_name": "Anders", "email": "Jan@Voorbeeld.nl"},
    {"first_name": "Kees", "last_name": "Anders", "phone": "+31612345678"},
)
NOT_ASKED: tuple[Mapping[str, Any], ...] = (
    {"first_name": "Jan", "last_name": "Anders", "birth_date": date(1990, 1, 1)},
    {"first_name": "Truus", "last_name": "Bedacht", "birth_date": date(1984, 3, 1)},
)


def test_of_the_store_only_those_are_read_whom_a_row_may_be(work: Work, store: LocalStore) -> None:
    made = [Create("candidate", f"c{n}", None, values) for n, values in enumerate((*HERE, *NOT_ASKED))]
    store.apply(Action("Signed up", tuple(made)))
    rows: list[Mapping[str, Any]] = [
        {"candidate.first_name": "Jan", "candidate.last_name": "de Vries", "candidate.birth_date": date(1984, 3, 1),
         "candidate.email": "jan@voorbeeld.nl", "candidate.phone": "+31612345678"},
        {"candidate.first_name": "Ann", "candidate.last_name": "Bedacht"},
    ]  # fmt: skip
    asked = [asked_person(n, values) for n, values in enumerate(rows)]
    assert [one.who for one in StoredRecords(store).people(asked)] == [f"c{n}" for n in range(len(HERE))]


def test_an_import_is_one_action_that_one_undo_takes_back(rehearsed: Rehearse, work: Work, store: LocalStore) -> None:
    found = rehearsed(DATA / "aanmeldingen_titel_cp1252.csv", strict=False)
    outcome = store.apply(import_action(work, found, EN))
    assert EN.text(outcome.label, **outcome.counts) == "Imported 5 sign-ups"
    people = store.where(Candidate)
    assert {p.last_name for p in people} == {"Vries", "Jansen", "Yilmaz-van Dam", "Amrani", "Li"}
    cases = store.where(Traject)
    assert {(t.stage, t.source_org) for t in cases} == {("S0", "partner")}
    assert len({t.dossier_no for t in cases}) == 5
    assert len(store.where(StageEvent)) == 5
    assert store.search("yilm")[0].kind == "candidate"
    store.undo()
    assert (store.where(Candidate), store.where(Traject), store.where(Note)) == ((), (), ())
    store.redo()
    assert len(store.where(Candidate)) == 5


def test_what_cannot_be_read_refuses_its_row_or_becomes_a_note(
    rehearsed: Rehearse, work: Work, store: LocalStore
) -> None:
    lines = [[*HEADER, "Opmerking"], ["Bo", "Li", "31-2-1984", "0612345678", "bo@", "Zoekt werk"]]
    strict = rehearsed(lines)
    assert fates(strict) == [Fate.REFUSED]
    assert "“Geboortedatum” says “31-2-1984”" in reasons(strict.rows[0])
    assert "“E-mail” says “bo@”" in reasons(strict.rows[0])
    with pytest.raises(Refused, match="No row of this list can be imported"):
        import_action(work, strict, EN)
    store.apply(import_action(work, rehearsed(lines, strict=False), EN))
    (note,) = store.where(Note)
    assert note.body == "From the imported list:\nGeboortedatum: 31-2-1984\nE-mail: bo@\nOpmerking: Zoekt werk"


def test_a_long_remark_becomes_several_notes(rehearsed: Rehearse, work: Work, store: LocalStore) -> None:
    remark = "woord " * 2000
    store.apply(import_action(work, rehearsed([[*HEADER, "Opmerking"], ["Bo", "Li", "", "", "", remark]]), EN))
    assert "".join(note.body or "" for note in store.where(Note)).count("woord") == 2000


@pytest.mark.parametrize("remark", ["heeft epilepsie", "bsn 111222333"])
def test_what_may_not_be_kept_in_a_remark_is_not_kept(rehearsed: Rehearse, work: Work, remark: str) -> None:
    lines = [[*HEADER, "Opmerking"], ["Bo", "Li", "", "0612345678", "", remark]]
    assert fates(rehearsed(lines)) == [Fate.REFUSED]
    action = import_action(work, rehearsed(lines, strict=False), EN)
    assert remark not in str(action)


def test_a_row_that_says_nobody_is_refused_and_remarks_below_the_list_too(rehearsed: Rehearse) -> None:
    found = rehearsed(
        [HEADER, ["Bo", "", "1-3-1984", "", ""], ["* velden met een ster zijn verplicht om in te vullen"]]
    )
    assert fates(found) == [Fate.REFUSED, Fate.REFUSED]
    assert "says who" in reasons(found.rows[0])


def test_a_separator_in_a_text_does_not_shift_values_unseen(rehearsed: Rehearse, tmp_path: Path) -> None:
    path = tmp_path / "scheef.csv"
    rows = "".join(f"Bo{n};Li;Oefenstad\n" for n in range(9))
    path.write_text("Voornaam;Achternaam;Woonplaats\n" + rows + "Jan;Bedacht;Oefen;stad\n", encoding="utf-8")
    found = rehearsed(path)
    assert found.rows[-1].fate is Fate.REFUSED
    assert "wrong column" in reasons(found.rows[-1])


def test_ends_are_checked_beside_their_starts(rehearsed: Rehearse) -> None:
    found = rehearsed(
        [["Code", "Titel", "Aanbieder", "SBU", "Geldig van", "Geldig tot"],
         ["V1", "Verspanen", "ROC Oefenstad", "240", "1-8-2026", "1-7-2026"]], "module",
    )  # fmt: skip
    assert "lies before" in reasons(found.rows[0])


def test_the_mapping_is_remembered_in_the_store(rehearsed: Rehearse, store: LocalStore) -> None:
    lines = [["Naam", "Status"], ["Bo Li", "aangemeld"]]
    remember(rehearsed(lines).plan.to(1, "note.body"), store)
    again = rehearsed(lines, memory=store)
    assert again.plan.remembered
    assert again.rows[0].kept == (("Status", "aangemeld"),)


def test_employers_with_their_contacts(rehearsed: Rehearse, work: Work, store: LocalStore) -> None:
    found = rehearsed(DATA / "werkgevers.csv", "employer")
    assert fates(found) == [NEW, Fate.JOINED, NEW, TWICE, Fate.REFUSED]
    outcome = store.apply(import_action(work, found, EN))
    assert outcome.counts == {"n": 3}
    technique = next(e for e in store.where(Employer) if e.kvk == "01234567")
    assert (technique.size_class, technique.account_manager) == ("10-49", work.user.id)
    assert [c.contact_name for c in store.children(Contact, technique.id)] == ["Karel Bedacht", "Truus Verzinsel"]
    assert [s.sbi for s in store.children(EmployerSbi, technique.id)] == ["2511", "2562"]
    again = rehearsed(DATA / "werkgevers.csv", "employer")
    assert fates(again) == [KNOWN, KNOWN, KNOWN, KNOWN, Fate.REFUSED]


def test_modules_with_their_provider_and_starts(rehearsed: Rehearse, work: Work, store: LocalStore) -> None:
    found = rehearsed(DATA / "modules.csv", "module")
    assert fates(found) == [Fate.REFUSED, NEW, TWICE]
    store.apply(import_action(work, found, EN))
    (module,) = store.where(Module)
    (school,) = store.where(Organisation)
    assert (module.provider, school.name, module.unit, module.price) == (school.id, "ROC Oefenstad", "SBU", 125_000)
    assert [s.start for s in store.children(ModuleStart, module.id)] == [date(2026, 9, 1), date(2027, 2, 1)]
    assert fates(rehearsed(DATA / "modules.csv", "module")) == [Fate.REFUSED, KNOWN, KNOWN]


def test_hours_of_a_module_that_do_not_fit_its_load_are_refused(rehearsed: Rehearse) -> None:
    found = rehearsed([["Code", "Titel", "SBU", "BPV"], ["V1", "Verspanen", "100", "200"]], "module")
    assert found.rows[0].fate is Fate.REFUSED
    assert "hours together" in reasons(found.rows[0])


def test_employer_questions_with_their_tasks_below_employers_that_are_found_or_made(
    rehearsed: Rehearse, work: Work, store: LocalStore
) -> None:
    store.apply(Action("Employer added", (Create("employer", "known", None, {"trade_name": "Zorggroep Fantasie"}),)))
    found = rehearsed(DATA / "vragen.csv", "question")
    assert fates(found) == [NEW, NEW, TWICE, Fate.REFUSED]
    assert "Fill in the name of the employer" in reasons(found.rows[3])
    outcome = store.apply(import_action(work, found, EN))
    assert EN.text(outcome.label, **outcome.counts) == "Imported 2 employer questions"
    welder, helper = sorted(store.where(Question), key=lambda q: q.title != "Leerling lasser")
    assert (welder.seats, welder.contract_kind, welder.status, welder.raised_by) == (2, "02", "collected", work.user.id)
    assert [t.task for t in store.children(QuestionTask, welder.id)] == ["Lassen", "Slijpen", "Tekening lezen"]
    assert helper.parent == "known"
    assert store.get(Employer, welder.parent or "").trade_name == "Verzonnen Techniek B.V."
    assert len({welder.question_no, helper.question_no}) == 2
    assert fates(rehearsed(DATA / "vragen.csv", "question")) == [KNOWN, KNOWN, KNOWN, Fate.REFUSED]
    store.undo()
    assert (len(store.where(Question)), len(store.where(Employer))) == (0, 1)


def test_every_kind_of_list_is_recognised_by_its_header() -> None:
    files = {"vragen": "question", "werkgevers": "employer", "modules": "module", "aanmeldingen_bom": "candidate"}
    assert {f: guessed_kind(read(DATA / f"{f}.csv", any_header)) for f in files} == files


def test_a_partner_is_found_by_name(rehearsed: Rehearse, work: Work, store: LocalStore) -> None:
    store.apply(Action("Partner added", (Create("organisation", "org-1", None, {"name": "FactorWerk"}),)))
    found = rehearsed([["Naam", "Partner", "Tel"], ["Bo Li", "factorwerk", "0612345678"]], sure=False)
    assert found.rows[0].values["traject.source_org"] == "org-1"
    assert found.rows[0].fate is NEW


def test_rehearsing_changes_nothing(rehearsed: Rehearse, store: LocalStore) -> None:
    before = store.actions()
    rehearsed(DATA / "aanmeldingen_titel_cp1252.csv")
    assert store.actions() == before


def test_every_row_of_the_file_has_a_fate(rehearsed: Rehearse) -> None:
    found = rehearsed(DATA / "aanmeldingen_titel_cp1252.csv")
    counts: Mapping[Fate, int] = found.counts
    assert sum(counts.values()) == len(found.rows) == 9


def test_a_public_list_is_not_taken_for_people(rehearsed: Rehearse, shared: Path) -> None:
    for file in ("brin_actief.csv", "crebo_kwalificaties_hks_2015.csv", "arbeidsmarktregios_2015.csv"):
        with pytest.raises(Refused, match="This is a reference list"):
            rehearsed(shared / "data" / file)
