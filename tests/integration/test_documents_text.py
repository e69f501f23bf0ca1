"""Text reaches paper exactly as it was written, in any script, and cannot become anything but text."""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

import desktop
from desktop.application.paper import Column, Facts, Heading, Table, Text
from desktop.documents import fonts
from desktop.documents.lines import Type, Typesetter
from desktop.documents.render import render
from desktop.documents.text import LONGEST, clean, uncovered, uncovered_in
from tests import paper_samples as samples
from tests.structure_reader import structure

BODY = Type("regular", 10, 14)


def said(text: str) -> str:
    """What a screen reader says for a paragraph and, the same, for a cell with this text."""
    made = samples.document(Heading(1, "T"), Text(text), Table((Column("K"),), ((text,),)))
    root = structure(render(made))
    paragraph, cell = root.all("P")[0].text(), root.all("TD")[0].text()
    assert paragraph == cell
    return paragraph


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Wójcik",
        "Şükrü Çelik",
        "Đặng Thị Hà",
        "Оксана Шевченко",
        "Γιώργος Παπαδόπουλος",
        "სანდრო ბერიძე",
        "สมชาย ใจดี",
        "محمد علي الأحمد",
        "שלום כהן",
        "Naam (محمد علي) en (שלום) klaar",
        "D'Angelo-van der Meer, ’s-Gravenhage",
        "50 % & <b>vet</b> \\ (a) [b] {c} €",
    ],
)
def test_a_name_is_said_as_it_is_written(name: str) -> None:
    assert uncovered(name) == set()
    assert said(name) == name


def test_right_to_left_names_carry_their_language_and_are_drawn_backwards() -> None:
    root = structure(render(samples.document(Heading(1, "T"), Text("Naam: שלום כהן en محمد"))))
    spans = root.all("Span")
    assert [(span.actual, span.language) for span in spans] == [("שלום כהן", "he"), ("محمد", "ar")]
    assert spans[0].kids == ["ןהכ םולש"]


def test_a_right_to_left_text_of_many_lines_is_said_line_by_line_in_order() -> None:
    text = " ".join(["هذا نص عربي طويل جدا"] * 30)
    root = structure(render(samples.document(Heading(1, "T"), Text(text))))
    assert root.all("P")[0].text() == text
    assert len(root.all("Span")) > 3


def test_markup_stays_text() -> None:
    pdf = render(samples.hostile())
    assert samples.HOSTILE[0] in [cell.text() for cell in structure(pdf).all("TD")]
    with pikepdf.open(BytesIO(pdf)) as file:
        assert not [
            item for item in file.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]


def test_pdf_operators_stay_text() -> None:
    assert said(samples.HOSTILE[7]) == samples.HOSTILE[7]


def test_a_word_of_two_hundred_thousand_letters_is_printed_whole() -> None:
    word = "Q" * 200_000
    assert said(word) == word


def test_control_characters_and_turned_text_cannot_reach_paper() -> None:
    assert said("a\x00b\x07\x1b[31m \u202eevil\u202c \u2066x\u2069") == "ab[31m evil x"


def test_a_flag_is_printed_as_its_letters_and_a_lost_half_as_its_number() -> None:
    assert said("🇳🇱 \ud83d") == "NL [U+D83D]"
    assert uncovered("🇳🇱 \ud83d") == {"\ud83d"}


def test_what_no_typeface_has_is_named_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("paperang_p2_fonts_cjk", "manimgx_fonts"):
        monkeypatch.setitem(sys.modules, package, None)
    fonts.faces.cache_clear()
    try:
        assert said("王 是 😀 e\u0301") == "[U+738B] [U+662F] [grinning face] é"
        assert uncovered("王 😀 é") == {"王", "😀"}
        assert uncovered_in(samples.document(Facts((("Naam", "王"),)))) == {"王"}
    finally:
        fonts.faces.cache_clear()


def test_line_breaks_stay_and_spaces_between_lines_are_heard() -> None:
    assert said("Straat 12\r\n1234 AB  Stad") == "Straat 12 1234 AB Stad"


def test_no_line_is_wider_than_its_column() -> None:
    for text in (*samples.HOSTILE, samples.STORY, "werk-naar-werktraject arbeidsongeschiktheidsverzekering " * 5):
        assert all(line.width <= 90.01 for line in Typesetter("nl").lines(text, BODY, 90))


def test_a_long_dutch_word_is_cut_with_a_hyphen_and_stays_one_word() -> None:
    lines = Typesetter("nl").lines("arbeidsongeschiktheidsverzekering", BODY, 90)
    assert len(lines) == 2
    assert said("arbeidsongeschiktheidsverzekering " * 20) == ("arbeidsongeschiktheidsverzekering " * 20).strip()


def test_a_text_beyond_all_reason_is_cut_and_says_so() -> None:
    (line,) = clean("x" * (LONGEST + 1), "en")
    assert line == "x" * LONGEST + "… (shortened)"


def test_other_readers_find_the_text_too() -> None:
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(render(samples.filled()))).pages).split()
    for block in samples.filled().blocks:
        if isinstance(block, Text):
            at = words.index(block.text.split()[0])
            expected = block.text.split()
            assert words[at : at + len(expected)] == expected or block.text.split() == expected
            assert " ".join(expected) in " ".join(words)


def test_the_properties_of_the_file_hold_no_name() -> None:
    pdf = render(samples.filled())
    with pikepdf.open(BytesIO(pdf)) as file:
        own = " ".join(str(value) for value in file.docinfo.values()) + file.Root.Metadata.read_bytes().decode()
        assert file.docinfo["/Title"] == "Intakerapport van werk naar werk"
        assert str(file.Root.Lang) == "nl-NL"
    assert "DOS-2026-0042" in own
    for name in ("Bilal", "Yılmaz", "Sanne"):
        assert name not in own


def test_only_two_modules_know_reportlab_and_none_its_markup() -> None:
    root = Path(desktop.__file__).parent
    users: dict[str, set[str]] = {}
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.split(".")[0] == "reportlab":
                    users.setdefault(path.relative_to(root).as_posix(), set()).add(name)
    assert users == {
        "documents/canvas.py": {"reportlab.lib.utils", "reportlab.pdfgen.canvas"},  # ImageReader, for the logo
        "documents/fonts.py": {"reportlab.pdfbase", "reportlab.pdfbase.ttfonts"},
    }


def test_text_is_drawn_in_one_place_and_made_in_one_place() -> None:
    documents = Path(desktop.__file__).parent / "documents"
    source = {path.name: path.read_text("utf-8") for path in documents.glob("*.py")}
    assert [name for name, text in source.items() if "textOut" in text or "drawString" in text] == ["canvas.py"]
    assert {name for name, text in source.items() if " Run((" in text or "(Run(" in text} == {"lines.py"}
