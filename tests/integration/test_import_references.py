"""The public lists that lie beside the repository, imported into a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.application.imports.reading import read
from desktop.application.imports.reference_formats import known_column
from desktop.application.imports.references import Turn, Update, update
from desktop.application.ports import Work
from desktop.domain.errors import Refused
from desktop.domain.records import Reference
from desktop.persistence.store import LocalStore
from tests.stillness import StillClock


def compared(work: Work, path: Path) -> Update:
    return update(work, read(path, known_column), path.name)


def counts(found: Update) -> tuple[int, ...]:
    """New, changed, gone, same."""
    return tuple(found.count(turn) for turn in Turn)


@pytest.mark.parametrize(
    ("file", "format_name", "entries"),
    [
        ("esco_occupations_nl.csv", "esco_occupations", {"occupation": 3039}),
        ("isco08_groups_nl.csv", "isco_groups", {"isco": 619}),
        ("brin_actief.csv", "brin", {"institution": 8660}),
        ("crebo_kwalificaties_hks_2015.csv", "crebo", {"crebo": 469}),
        ("arbeidsmarktregios_2015.csv", "regions", {"region": 35, "municipality": 397}),
        ("ho_instellingen.csv", "higher_education_institutions", {"institution": 316}),
        ("ho_opleidingscodes.csv", "higher_education_programmes", {"croho": 4114}),
        ("elm/nlqf_levels.csv", "nlqf", {"nlqf": 10}),
        ("check_licence/sbi2008_codes.csv", "sbi", {"sbi": 1304}),
        ("nace_rev21_en.csv", "nace", {"nace": 1047}),
    ],
)
def test_every_public_list_is_recognised_and_kept_whole(
    shared: Path, work: Work, store: LocalStore, file: str, format_name: str, entries: dict[str, int]
) -> None:
    found = compared(work, shared / "data" / file)
    assert (found.format, dict(found.entries), found.refused) == (format_name, entries, ())
    store.apply(found.action)
    for name, count in entries.items():
        assert len(store.where(Reference, list_name=name)) == count
    again = compared(work, shared / "data" / file)
    assert counts(again) == (0, 0, 0, sum(entries.values()))
    with pytest.raises(Refused, match="Nothing on this list is different"):
        _ = again.action


def test_an_imported_list_completes_while_typing(shared: Path, work: Work, store: LocalStore) -> None:
    for file in ("esco_occupations_nl.csv", "arbeidsmarktregios_2015.csv", "brin_actief.csv"):
        store.apply(compared(work, shared / "data" / file).action)
    assert store.complete("occupation", "loodg")[0].title == "loodgieter"
    assert any(hit.title == "frezer" for hit in store.complete("occupation", "verspan"))  # by its other names
    assert [hit.title for hit in store.complete("municipality", "deven")] == ["Deventer"]
    assert "27DV" in {hit.id for hit in store.complete("institution", "roc aventus")}


def test_undo_takes_a_whole_list_back(shared: Path, work: Work, store: LocalStore) -> None:
    outcome = store.apply(compared(work, shared / "data" / "crebo_kwalificaties_hks_2015.csv").action)
    assert outcome.counts == {"n": 469}
    store.undo()
    assert store.where(Reference, list_name="crebo") == ()


HEADER = "opleidingscode;naam\n"
BRIN = "brin,naam,postcode4,plaats,begindatum,denominatie_code,denominatie\n"


def test_a_newer_list_changes_only_what_is_different(
    work: Work, store: LocalStore, clock: StillClock, tmp_path: Path
) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(HEADER + "01020;Bedrijfskunde\n01021;Rechten\n01022;Overheid\n", encoding="utf-8")
    store.apply(compared(work, path).action)
    path.write_text(HEADER + "01020;Bedrijfskunde\n01021;Recht en bestuur\n01023;Zorg\n", encoding="utf-8")
    found = compared(work, path)
    assert counts(found) == (1, 1, 1, 1)
    store.apply(found.action)
    by_code = {r.code: r for r in store.where(Reference, list_name="croho")}
    assert by_code["01021"].label == "Recht en bestuur"
    assert by_code["01022"].valid_until == clock.today()  # old dossiers still show its name
    path.write_text(HEADER + "01022;Overheid\n", encoding="utf-8")
    store.apply(compared(work, path).action)
    assert {r.code: r.valid_until for r in store.where(Reference, list_name="croho")}["01022"] is None


def test_the_name_another_publisher_gives_a_school_is_found_too(work: Work, store: LocalStore, tmp_path: Path) -> None:
    short, whole = tmp_path / "brin.csv", tmp_path / "ho.csv"
    short.write_text(
        BRIN + "00XY,Fant Hs Oefenst,7411,OEFENSTAD,19780101,,\n",
        encoding="utf-8",
    )
    whole.write_text("brin,naam\n00XY,Fantasie Hogeschool Oefenstad\n", encoding="utf-8")
    for path in (short, whole, short, whole):
        found = compared(work, path)
        if found.edits:
            store.apply(found.action)
    (school,) = store.where(Reference, list_name="institution")
    assert (school.label, school.also) == ("Fant Hs Oefenst", "Fantasie Hogeschool Oefenstad")
    assert compared(work, whole).edits == ()
    assert compared(work, short).edits == ()


def test_the_order_in_which_two_publishers_come_does_not_matter(work: Work, store: LocalStore, tmp_path: Path) -> None:
    short, whole = tmp_path / "brin.csv", tmp_path / "ho.csv"
    whole.write_text("brin,naam\n00XY,Fantasie Hogeschool Oefenstad\n", encoding="utf-8")
    short.write_text(
        BRIN + "00XY,Fant Hs Oefenst,7411,OEFENSTAD,19780101,,\n",
        encoding="utf-8",
    )
    for path in (whole, short):
        store.apply(compared(work, path).action)
    (school,) = store.where(Reference, list_name="institution")
    assert (school.label, school.also, school.source) == (
        "Fant Hs Oefenst", "Fantasie Hogeschool Oefenstad", "DUO BRIN",
    )  # fmt: skip
    assert compared(work, whole).edits == ()


def test_a_row_that_cannot_be_kept_is_named_with_its_reason(work: Work, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(HEADER + "01020;Bedrijfskunde\n;Zonder code\n01020;Nog eens\n", encoding="utf-8")
    found = compared(work, path)
    assert [number for number, _ in found.refused] == [3, 4]
    assert found.count(Turn.NEW) == 1


def test_a_list_with_other_columns_is_refused(work: Work, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("kleur;maat\nrood;groot\n", encoding="utf-8")
    with pytest.raises(Refused, match="not those of a reference list"):
        compared(work, path)


def test_a_region_brings_its_own_list(work: Work, store: LocalStore, tmp_path: Path) -> None:
    path = tmp_path / "doelgroepen.csv"
    path.write_text("lijst;code;naam\ntarget_group;starter;Starter\ntheme;energie;Energie\n", encoding="utf-8")
    store.apply(compared(work, path).action)
    assert [hit.title for hit in store.complete("target_group", "start")] == ["Starter"]
