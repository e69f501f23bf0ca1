"""Every kind of document keeps the rules of PDF/UA-1 and PDF/A-2a, whatever stands in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from desktop.application.paper import Document, Heading, Text
from desktop.documents.render import render
from tests import paper_samples as samples
from tests.conformance import assert_conforms

DOCUMENTS: dict[str, Callable[[], Document]] = {
    "filled": samples.filled,
    "empty": samples.document,
    "hostile": samples.hostile,
    "a row over pages": samples.long_row,
    "form": samples.form,
    "dossier": lambda: samples.dossier(4, 30),
    "48 modules, landscape": lambda: samples.document(Heading(1, "Leerroute"), samples.route(48), landscape=True),
    "English": lambda: samples.document(Heading(1, "Intake report"), Text("Words."), language="en", draft=True),
}


@pytest.fixture(scope="module", params=DOCUMENTS, ids=str)
def pdf(request: pytest.FixtureRequest) -> bytes:
    return render(DOCUMENTS[request.param]())


def test_it_is_pdf_ua_1_and_pdf_a_2a(pdf: bytes) -> None:
    assert_conforms(pdf)


def test_it_is_sound_pdf(pdf: bytes, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        assert file.check_pdf_syntax() == []
    if shutil.which("qpdf"):
        path = tmp_path / "document.pdf"
        path.write_bytes(pdf)
        checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_embeds_every_typeface_and_runs_nothing(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            for font in page.obj.Resources.Font.values():
                assert "/FontFile2" in font.FontDescriptor
            assert "/XObject" not in page.obj.Resources
        kinds = {str(item.get("/S")) for item in file.objects if isinstance(item, pikepdf.Dictionary)}
        assert not kinds & {"/JavaScript", "/Launch", "/URI", "/GoToR", "/SubmitForm"}


@pytest.mark.parametrize("make", [samples.filled, samples.form, samples.long_row])
def test_equal_documents_give_equal_bytes(make: Callable[[], Document]) -> None:
    first = render(make())
    render(samples.document(Text("王小明 محمد إلخ")))
    assert render(make()) == first


def test_two_documents_can_be_printed_at_the_same_time() -> None:
    makes = [samples.filled, samples.long_row, samples.form] * 3
    alone = [render(make()) for make in makes]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda make: render(make()), makes))
    assert together == alone


def test_no_stream_ends_so_that_its_length_could_be_misread() -> None:
    for number in range(40):
        pdf = render(samples.document(Heading(1, f"Document {number}"), Text(samples.STORY * (number % 7))))
        assert re.search(rb"[^\r]\r\nendstream", pdf) is None
        with pikepdf.open(BytesIO(pdf)) as file:
            assert file.check_pdf_syntax() == []
