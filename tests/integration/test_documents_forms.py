"""The blank form can be filled in on screen, read aloud, and written on with a pen."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf.form import CheckboxField, Form, TextField

from desktop.documents.render import render
from tests import paper_samples as samples
from tests.structure_reader import structure


@pytest.fixture(scope="module")
def form() -> bytes:
    return render(samples.form())


def test_every_field_is_there_with_the_words_that_explain_it(form: bytes) -> None:
    with pikepdf.open(BytesIO(form)) as file:
        fields = {str(field.T): field for field in file.Root.AcroForm.Fields}
        assert set(fields) >= {"first_name", "goal", "read", "consent.c1", "work.1.1", "work.4.3"}
        assert str(fields["birth_date"].TU) == "Geboortedatum (dag-maand-jaar)"
        assert str(fields["work.2.1"].TU) == "Functie 2"
        assert len(fields) == 6 + 1 + 12 + 1 + 3


def test_a_choice_is_one_field_with_a_box_for_each_answer(form: bytes) -> None:
    with pikepdf.open(BytesIO(form)) as file:
        choice = next(field for field in file.Root.AcroForm.Fields if str(field.T) == "consent.c1")
        assert [str(kid.TU).rpartition(": ")[2] for kid in choice.Kids] == ["ja", "nee"]
        assert [sorted(kid.AP.N.keys()) for kid in choice.Kids] == [["/1", "/Off"], ["/2", "/Off"]]
        assert str(choice.V) == "/Off"


def test_what_is_filled_in_is_kept_by_a_reader(form: bytes) -> None:
    with pikepdf.open(BytesIO(form)) as file:
        forms = Form(file)
        name, goal, read = forms["first_name"], forms["goal"], forms["read"]
        assert isinstance(name, TextField)
        assert isinstance(goal, TextField)
        assert isinstance(read, CheckboxField)
        assert goal.is_multiline
        name.value = "Bilal"
        goal.value = "Werken met mijn handen"
        read.checked = True
        target = BytesIO()
        file.save(target)
    with pikepdf.open(target) as file:
        fields = {str(field.T): field for field in file.Root.AcroForm.Fields}
        assert str(fields["first_name"].V) == "Bilal"
        assert str(fields["goal"].V) == "Werken met mijn handen"
        assert str(fields["read"].V) == "/Yes"


def test_every_field_has_its_place_in_the_reading_order(form: bytes) -> None:
    root = structure(form)
    with pikepdf.open(BytesIO(form)) as file:
        widgets = [note for page in file.pages for note in page.obj.get("/Annots", [])]
    assert sum(node.objects for node in root.all("Form")) == len(widgets) == 6 + 1 + 12 + 1 + 6
    consent = next(node for node in root.all("P") if "doel 1" in node.text())
    assert [kid if isinstance(kid, str) else kid.tag for kid in consent.kids] == [
        "Ik geef toestemming voor doel 1.",
        "Form",
        "ja",
        "Form",
        "nee",
    ]


def test_each_field_has_an_edge_that_is_printed(form: bytes) -> None:
    with pikepdf.open(BytesIO(form)) as file:
        for page in file.pages:
            edges = [
                [float(part) for part in instruction.operands]
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "re"
            ]
            for note in page.obj.get("/Annots", []):
                if str(note.get("/T", "")).startswith("work."):
                    continue  # the lines of its table are its edge
                left, low, right, high = (float(edge) for edge in note.Rect)
                assert any(
                    abs(x - left) < 0.5
                    and abs(y - low) < 0.5
                    and abs(w - right + left) < 0.5
                    and abs(h - high + low) < 0.5
                    for x, y, w, h in edges
                )
