"""Lists as files: every encoding and separator desks use, and files that are damaged or mean harm."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH

from desktop.application.imports import workbook
from desktop.application.imports.reading import read
from desktop.application.imports.sheet import MOST_EMPTY, HowRead, Sheet
from desktop.application.imports.vocabulary import vocabulary
from desktop.domain.errors import Refused

KNOWN = vocabulary("candidate").likeness
DATA = Path(__file__).resolve().parent.parent / "data"

Reading = Callable[[bytes], Sheet]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Reads bytes as a file."""

    def as_file(data: bytes) -> Sheet:
        path = tmp_path / "lijst"
        path.write_bytes(data)
        return read(path, KNOWN)

    return as_file


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [line.cells for line in sheet.lines]


LIST = "Voornaam;Achternaam;Woonplaats\nZoë;d’Hondt;Oefenstad\n"


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        LIST.encode("cp1252"),
        LIST.replace(";", ",").encode(),
        LIST.replace(";", "\t").encode("cp1252"),
        LIST.replace(";", "|").replace("\n", "\r\n").encode(),
        ("sep=;\n" + LIST).encode(),
        LIST.replace("Zoë;", '"Zoë";').replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_and_separator_gives_the_same_list(reading: Reading, data: bytes) -> None:
    sheet = reading(data)
    assert sheet.header.cells == ("Voornaam", "Achternaam", "Woonplaats")
    assert cells(sheet) == [("Zoë", "d’Hondt", "Oefenstad")]


def test_titles_above_the_header_are_not_rows_and_numbers_are_those_of_the_file() -> None:
    sheet = read(DATA / "aanmeldingen_titel_cp1252.csv", KNOWN)
    assert sheet.header.number == 4
    assert [title.cells[0] for title in sheet.titles] == [
        "Aanmeldingen mobiliteitscentrum Oefenstad", "Peildatum: 2 maart 2026",
    ]  # fmt: skip
    assert [line.number for line in sheet.lines] == [5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert sheet.lines[1].cells[9] == "Belt liever 's ochtends\r\nHeeft auto"


def test_commas_in_addresses_do_not_make_columns(reading: Reading) -> None:
    rows = "".join(f"Bedacht {n};Dorpsstraat {n}, Oefenstad, Nederland\n" for n in range(30))
    assert len(reading(("naam;adres\n" + rows).encode()).lines[0].cells) == 2


def test_a_cell_may_be_longer_than_the_library_allows(reading: Reading) -> None:
    sheet = reading(("naam;opmerking\nBo Li;" + "x" * 200_000).encode())
    assert len(sheet.lines[0].cells[1]) == 200_000


def test_an_endless_cell_is_refused_with_its_row(reading: Reading) -> None:
    with pytest.raises(Refused, match="Row 3 has a cell of more than"):
        reading(("naam;opmerking\nBo;ja\nLi;" + "x" * 1_100_000).encode())


def test_a_quotation_mark_that_is_never_closed_is_named(reading: Reading) -> None:
    with pytest.raises(Refused, match="quotation mark on row 3 is never closed"):
        reading(b'naam;woonplaats\nBo;Oefenstad\n"Li;Oefenstad\nJan;Oefenstad\nPiet;Oefenstad\n')


def test_rows_swallowed_by_a_quotation_mark_are_named(reading: Reading) -> None:
    sheet = reading(b'naam;plaats;tel;mail\nBo;A;1;2\nLi;"A;3;4\nJan;B;5;6\nPiet;"C";7;8\nKees;D;9;0\n')
    swallowed = [line for line in sheet.lines if line.problem]
    assert len(swallowed) == 1
    assert "line 5" in str(swallowed[0].problem)


def test_control_characters_are_left_out(reading: Reading) -> None:
    assert cells(reading(b"naam;woonplaats\nB\x00o;Oefen\x07stad\n" + b"Jan;Oefenstad\n" * 20))[0] == (
        "Bo",
        "Oefenstad",
    )


def test_letters_that_no_encoding_knows_are_shown_and_told(reading: Reading) -> None:
    sheet = reading(b"naam;woonplaats\nZo\x81 \xff;Oefenstad\n")
    assert "�" in sheet.lines[0].cells[0]
    assert "could not be read" in str(sheet.notices[0])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"<html><table><tr><td>naam</td></tr></table></html>", "HTML"),
        (b"n\0a\0a\0m\0;\0p\0l\0a\0a\0t\0s\0\n\0" * 20, "not readable text"),
        (b"rood;3\nblauw;4\n", "No row with column names"),
        (b"Jan;jan@voorbeeld.nl;0612345678\n", "No row with column names"),
        (b"PK\x03\x04 not a zip", "damaged"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(reading: Reading, data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        reading(data)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "weg.csv", tmp_path):
        with pytest.raises(Refused):
            read(path, KNOWN)


def test_more_rows_than_one_action_can_hold_are_refused(reading: Reading) -> None:
    with pytest.raises(Refused, match="more than 200000 rows"):
        reading(b"naam;plaats\n" + b"Bo;Oefenstad\n" * 200_001)


def test_a_million_rows_of_separators_are_no_rows(reading: Reading) -> None:
    sheet = reading(b"naam;plaats\nBo;Oefenstad\n" + b";\n" * 1_000_000 + b"Li;Oefenstad\n")
    assert [line.number for line in sheet.lines if not line.empty] == [2, 1_000_003]


def book(rows: list[list[Any]], name: str = "Blad1", **more: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = name
    for sheet, content in {name: rows, **more}.items():
        page = made[sheet] if sheet in made.sheetnames else made.create_sheet(sheet)
        for row in content:
            page.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_workbook_gives_its_cells_as_people_would_type_them(reading: Reading) -> None:
    sheet = reading(
        book([
            ["Aanmeldingen"], [], ["Naam", "Geb.datum", "Tel.", "Uren", "Akkoord"],
            ["Bo Li", date(1984, 3, 1), 612345678.0, 36.5, True], [None, date(1990, 5, 17), "06-12345678"],
        ])
    )  # fmt: skip
    assert sheet.header.number == 3
    assert cells(sheet) == [
        ("Bo Li", "1984-03-01", "612345678", "36.5", "1"), ("", "1990-05-17", "06-12345678"),
    ]  # fmt: skip


def test_the_sheet_with_known_headers_is_read_and_the_others_are_named(reading: Reading) -> None:
    sheet = reading(book([["Legenda"], ["x"]], Lijst=[["Naam", "Telefoon"], ["Bo Li", "0612345678"]]))
    assert (sheet.name, sheet.top.others) == ("Lijst", ("Blad1",))
    assert "Blad1" in str(sheet.notices[-1])


def test_a_sheet_can_be_chosen_by_name(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(book([["Naam", "Telefoon"], ["A", "1"]], Twee=[["Naam", "Telefoon"], ["B", "2"]]))
    assert cells(read(path, KNOWN, HowRead(sheet="Twee"))) == [("B", "2")]
    with pytest.raises(Refused, match="no sheet called “Drie”"):
        read(path, KNOWN, HowRead(sheet="Drie"))


def test_the_day_numbers_of_an_old_mac_workbook_are_known(reading: Reading) -> None:
    made = openpyxl.Workbook()
    made.epoch = MAC_EPOCH
    made.active.append(["Naam", "Geboortedatum"])
    made.active.append(["Bo Li", 29280])
    written = io.BytesIO()
    made.save(written)
    assert reading(written.getvalue()).epoch == date(1904, 1, 1)


def altered(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, change(content) if item.filename == part else content)
    return written.getvalue()


PLAIN = book([["Naam", "Telefoon"], ["Bo Li", "0612345678"]])
SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_unpacks_without_end_is_not_opened(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_BYTES", 4 << 20)  # so that the test needs no gigabytes
    bomb = altered(PLAIN, SHEET, lambda xml: xml.replace(b"</sheetData>", b" " * (8 << 20) + b"</sheetData>"))
    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="unpacks to more"):
        reading(bomb)


def test_a_row_of_a_million_cells_is_not_opened(reading: Reading) -> None:
    cells_of_row = b"<row>" + b"<c/>" * 300_000 + b"</row></sheetData>"
    with pytest.raises(Refused, match="unpacks to more"):
        reading(altered(PLAIN, SHEET, lambda xml: xml.replace(b"</sheetData>", cells_of_row)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_in_a_workbook_are_not_read(reading: Reading, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&#120;"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(Refused, match="definitions that no list needs"):
        reading(altered(PLAIN, SHEET, lambda _: bomb.encode(encoding)))


def test_a_million_empty_rows_stop_the_reading_and_are_told(reading: Reading) -> None:
    empty = b"".join(b'<row r="%d"/>' % n for n in range(3, MOST_EMPTY + 2000)) + b"</sheetData>"
    sheet = reading(altered(PLAIN, SHEET, lambda xml: xml.replace(b"</sheetData>", empty)))
    assert len(sheet.lines) == 1
    assert "Reading stopped" in str(sheet.notices[0])


def test_a_workbook_that_claims_a_million_rows_is_read_at_once(reading: Reading) -> None:
    huge = altered(PLAIN, SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert cells(reading(huge)) == [("Bo Li", "0612345678")]


def test_links_to_other_files_are_never_followed(reading: Reading) -> None:
    row = b'<row r="3"><c r="A3" t="str"><f>[1]Blad1!A1</f><v>Jan Bedacht</v></c></row></sheetData>'
    linked = altered(PLAIN, SHEET, lambda xml: xml.replace(b"</sheetData>", row))
    assert cells(reading(linked))[-1] == ("Jan Bedacht",)  # the value that Excel saved; nothing is opened


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        ({"xl/workbook.bin": b"", "[Content_Types].xml": b""}, "binary workbook"),
        ({"notes.txt": b"hello"}, "not an Excel workbook"),
        ({"[Content_Types].xml": b"<Types/>"}, "damaged"),
    ],
)
def test_other_packages_are_named(reading: Reading, parts: dict[str, bytes], sentence: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(Refused, match=sentence):
        reading(written.getvalue())


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_or_refused(reading: Reading, data: bytes) -> None:
    with contextlib.suppress(Refused):
        sheet = reading(data)
        assert all(isinstance(cell, str) for line in sheet.lines for cell in line.cells)


@FUZZ
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(reading: Reading, data: bytes) -> None:
    read_or_refused(reading, data)


@FUZZ
@given(
    st.lists(st.text(alphabet=st.sampled_from("naam;,\"\t|\n\r\0\x1aé€=+-@'1 "), max_size=40), max_size=30), st.data()
)
def test_any_text_like_a_list_is_read_or_refused(reading: Reading, lines: list[str], data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
    read_or_refused(reading, ("naam;plaats\n" + "\n".join(lines)).encode(encoding, "replace"))


@FUZZ
@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=8))
def test_any_damaged_workbook_is_read_or_refused(reading: Reading, at: int, put: bytes) -> None:
    read_or_refused(reading, PLAIN[:at] + put + PLAIN[at + len(put) :])


@FUZZ
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=30))
def test_any_damaged_sheet_is_read_or_refused(reading: Reading, at: int, put: bytes) -> None:
    read_or_refused(reading, altered(PLAIN, SHEET, lambda xml: xml[:at] + put + xml[at + len(put) :]))
