"""What a screen reader finds in a document: one row stays one row, headers are read once, everything is in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from desktop.application.i18n import language
from desktop.application.paper import (
    Bar,
    Block,
    Bullets,
    Cell,
    Column,
    Contents,
    Facts,
    Heading,
    KeepTogether,
    MonthBar,
    PageBreak,
    SignatureBlock,
    Table,
    Text,
)
from desktop.documents.render import render
from tests import paper_samples as samples
from tests.structure_reader import Node, artifacts, structure


@pytest.fixture(scope="module")
def long_row() -> bytes:
    return render(samples.long_row())


def test_a_cell_of_three_pages_is_one_cell_in_one_row(long_row: bytes) -> None:
    table = structure(long_row).all("Table")
    assert len(table) == 1
    rows = table[0].all("TR")
    assert len(rows) == 1 + 60
    row = next(row for row in rows if "woord0 " in row.text())
    assert [cell.tag for cell in row.kids if isinstance(cell, Node)] == ["TH", "TD", "TD", "TD"]
    cell = row.all("TD")[1]
    assert len(cell.drawn_on()) >= 4
    assert cell.text() == " ".join(f"woord{number}" for number in range(990))


def test_nothing_of_a_split_table_is_lost_or_said_twice(long_row: bytes) -> None:
    document = samples.long_row()
    table = next(block for block in document.blocks if isinstance(block, Table))
    said = [[cell.text() for cell in row.all("TH", "TD")] for row in structure(long_row).all("TR")]
    assert said == [[column.title for column in table.columns], *[list(row) for row in table.rows]]


def test_the_header_of_a_table_returns_on_each_page_but_is_said_once(long_row: bytes) -> None:
    root = structure(long_row)
    assert [head.text() for head in root.all("THead")] == ["NrDatumNotitieDoor"]
    assert root.all("THead")[0].drawn_on() == {1}
    around = artifacts(long_row)
    assert "NrDatumNotitieDoor" not in around[0]
    assert all("NrDatumNotitieDoor" in text for text in around[1:])


def test_headers_say_what_they_head() -> None:
    root = structure(render(samples.filled()))
    facts, work = root.all("Table")
    assert {cell.attributes["/Scope"] for cell in facts.all("TH")} == {"/Row"}
    assert [cell.attributes["/Scope"] for cell in work.all("THead")[0].all("TH")] == ["/Column"] * 4
    assert [cell.attributes["/Scope"] for cell in work.all("TBody")[0].all("TH")] == ["/Row"] * 4
    assert facts.attributes["/Summary"] == "Persoonsgegevens van de deelnemer"


def test_a_cell_over_three_columns_says_so_and_empty_cells_are_there() -> None:
    rows = structure(render(samples.filled())).all("Table")[1].all("TBody")[0].all("TR")
    assert [cell.text() for cell in rows[2].all("TH", "TD")] == ["Vakkenvuller", "", "2013–2015", "12"]
    assert [cell.attributes.get("/ColSpan") for cell in rows[3].all("TH", "TD")] == ["3", None]


def test_everything_is_read_in_the_order_of_the_document() -> None:
    made = samples.document(
        Heading(1, "Een"),
        Text("twee", "intro"),
        Facts((("drie", "vier"),)),
        Heading(2, "vijf"),
        Bullets(("zes", "zeven")),
        Text("acht", "quote"),
        Table((Column("negen"),), (("tien",),)),
        SignatureBlock("elf", "twaalf"),
    )
    root = structure(render(made))
    said = [node.text() for node in root.all("H1", "H2", "P", "TH", "TD", "LBody")]
    assert said[:11] == ["Een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf"]
    assert said[11].endswith("twaalf")


def test_heading_levels_skip_none_and_become_bookmarks() -> None:
    pdf = render(samples.document(Heading(1, "Rapport"), Heading(3, "Te diep"), Heading(2, "Deel"), Heading(3, "Stuk")))
    assert [node.tag for node in structure(pdf).all("H1", "H2", "H3")] == ["H1", "H2", "H2", "H3"]
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as outline:
        report = outline.root[0]
        assert report.title == "Rapport"
        assert [item.title for item in report.children] == ["Te diep", "Deel"]
        assert [item.title for item in report.children[1].children] == ["Stuk"]


def test_the_contents_name_the_page_on_which_each_chapter_really_stands() -> None:
    blocks: list[Block] = [Heading(1, "Dossier"), Contents("Inhoud")]
    for number in range(1, 60):
        blocks += [Heading(2, f"Hoofdstuk {number}"), *[Text(samples.STORY)] * (number % 4)]
    pdf = render(samples.document(*blocks))
    root = structure(pdf)
    chapters = {heading.text(): heading.drawn_on() for heading in root.all("H2")}
    entries = root.all("TOCI")
    assert len(entries) == 59
    for entry in entries:
        title, _, page = entry.text().rpartition(" ")
        assert chapters[title] == {int(page)}
        assert entry.all("Link")[0].objects == 1
    with pikepdf.open(BytesIO(pdf)) as file:
        links = [note for page in file.pages for note in page.obj.get("/Annots", [])]
        pages = [page.obj.objgen for page in file.pages]
        assert [pages.index(link.Dest[0].objgen) + 1 for link in links] == [
            int(entry.text().rpartition(" ")[2]) for entry in entries
        ]


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    text = " ".join(f"zin{number}." for number in range(2000))
    root = structure(render(samples.document(Heading(1, "Verslag"), Text(text))))
    paragraph = root.all("P")[0]
    assert paragraph.text() == text
    assert len(paragraph.drawn_on()) > 1


def test_an_item_over_two_pages_is_one_item_with_one_label() -> None:
    text = " ".join(f"punt{number}" for number in range(2000))
    root = structure(render(samples.document(Heading(1, "Verslag"), Bullets(("kort", text), numbered=True))))
    assert [label.text() for label in root.all("Lbl")] == ["1.", "2."]
    assert [body.text() for body in root.all("LBody")] == ["kort", text]


def test_a_signature_block_never_splits() -> None:
    for lines in range(0, 60, 3):
        above = Text("\n".join(["regel"] * lines))
        blocks = (above, Heading(2, "Ondertekening"), SignatureBlock("Deelnemer", "Bilal"))
        root = structure(render(samples.document(Heading(1, "Overeenkomst"), *blocks)))
        signed = root.all("P")[1 if lines else 0 :]
        assert len(signed) == 6
        pages = set().union(*(line.drawn_on() for line in signed))
        assert len(pages) == 1
        assert root.all("H2")[0].drawn_on() == pages


def test_blocks_kept_together_move_to_the_next_page_together() -> None:
    kept = KeepTogether((Heading(2, "Akkoord"), Text("Wij zijn het eens."), Text("\n".join(["regel"] * 10))))
    root = structure(render(samples.document(Heading(1, "Blad"), Text("\n".join(["vol"] * 42)), kept)))
    assert root.all("H2")[0].drawn_on() == {2}
    assert [paragraph.drawn_on() for paragraph in root.all("P")[1:]] == [{2}, {2}]


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for lines in range(30, 52):
        table = Table((Column("Kolom"),), (("waarde",),) * 5)
        made = samples.document(Heading(1, "Blad"), Text("\n".join(["vol"] * lines)), Heading(2, "Kop"), table)
        root = structure(render(made))
        first_row = root.all("TBody")[0].all("TR")[0]
        assert root.all("H2")[0].drawn_on() == first_row.drawn_on()


def test_the_route_picture_is_told_in_words() -> None:
    bars = (
        Bar("Lassen", date(2026, 9, 1), date(2026, 11, 30), "done", "behaald", (date(2026, 11, 27),)),
        Bar("Pijpfitten", date(2026, 12, 1), date(2027, 3, 31), "planned", "gepland"),
    )
    made = MonthBar(
        date(2026, 9, 1), 12, bars, "Leerroute van september 2026.", date(2026, 11, 22), "vandaag", "examen"
    )
    figure = structure(render(samples.document(Heading(1, "Route"), made))).all("Figure")[0]
    assert figure.alt == (
        "Leerroute van september 2026. Lassen: 1 september 2026 – 30 november 2026, behaald, examen 27 november 2026. "
        "Pijpfitten: 1 december 2026 – 31 maart 2027, gepland."
    )


def test_a_route_of_more_modules_than_a_page_holds_goes_on_and_loses_none() -> None:
    figures = structure(render(samples.document(Heading(1, "Route"), samples.route(60)))).all("Figure")
    assert [figure.drawn_on() for figure in figures] == [{1}, {2}]
    told = "".join(figure.alt for figure in figures)
    assert all(f"Module {number}:" in told for number in range(1, 61))


def test_sections_start_on_a_new_page_without_empty_pages() -> None:
    made = samples.document(Heading(1, "Dossier"), PageBreak(), PageBreak(), Heading(2, "Deel"), PageBreak())
    root = structure(render(made))
    assert root.all("H2")[0].drawn_on() == {2}
    with pikepdf.open(BytesIO(render(made))) as file:
        assert len(file.pages) == 2


def test_a_table_without_rows_says_so_in_words() -> None:
    made = samples.document(Heading(1, "Werk"), Table((Column("Functie"),), (), empty="Geen werkervaring bekend."))
    root = structure(render(made))
    assert root.all("Table") == []
    assert root.all("P")[0].text() == "Geen werkervaring bekend."


def test_a_short_row_stays_whole() -> None:
    rows = tuple((f"rij {number}", "a\nb\nc\nd\ne") for number in range(40))
    root = structure(render(samples.document(Heading(1, "T"), Table((Column("R"), Column("Regels")), rows))))
    assert all(len(row.drawn_on()) == 1 for row in root.all("TR"))


def test_a_missing_value_is_printed_as_words() -> None:
    root = structure(
        render(samples.document(Heading(1, "F"), Facts((("Telefoon", Cell("niet ingevuld", "missing")),))))
    )
    assert root.all("TD")[0].text() == "niet ingevuld"


def test_each_page_has_its_header_footer_and_watermark_and_nobody_hears_them() -> None:
    pdf = render(samples.filled())
    words = language("nl")
    around = artifacts(pdf)
    for number, text in enumerate(around, 1):
        assert "Leerwerkloket Voorbeeldstad · Intakerapport van werk naar werk" in text
        assert "DOS-2026-0042" in text
        assert "afgedrukt 22-11-2026 14:03 door Sanne de Vries · versie 3 · vertrouwelijk" in text
        assert words.text("Page {page} of {pages}", page=number, pages=len(around)) in text
        assert words.text("DRAFT") in text
    assert "afgedrukt" not in structure(pdf).text()


def test_a_final_document_has_no_watermark() -> None:
    made = replace(samples.filled(), draft=False)
    assert language("nl").text("DRAFT") not in artifacts(render(made))[0]
