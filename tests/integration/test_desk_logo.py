"""The logo of the desk: only plain pixels get on paper, every rule of the standards stays kept, nothing else breaks."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from desktop.application.desk_logo import set_logo
from desktop.application.papers.press import pdf_of
from desktop.application.ports import Work
from desktop.documents.logo import clean_logo
from desktop.documents.render import render
from desktop.domain.changes import Action, SetField
from desktop.domain.errors import Refused
from desktop.persistence.store import LocalStore
from tests.conformance import assert_conforms


def png(width: int = 300, height: int = 100, mode: str = "RGBA") -> bytes:
    """A picture with a hole in it and a remark that names somebody."""
    colour = (200, 30, 30, 120)[: len(mode)]
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Author", "Kwatsj")
    kept = io.BytesIO()
    Image.new(mode, (width, height), colour).save(kept, "PNG", pnginfo=remarks)
    return kept.getvalue()


def pictures(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages[0].get_images())


def test_a_paper_has_the_logo_and_keeps_every_rule(store: LocalStore, work: Work, traject: str) -> None:
    assert pictures(pdf_of(work, render, "blank_intake", traject, "nl")) == 0
    store.apply(set_logo(work, work.user.desk, clean_logo(png())))
    pdf = pdf_of(work, render, "blank_intake", traject, "nl")
    assert_conforms(pdf)
    assert pictures(pdf) == 1
    store.apply(set_logo(work, work.user.desk, None))
    assert pictures(pdf_of(work, render, "blank_intake", traject, "nl")) == 0


def test_a_logo_that_is_not_on_this_computer_leaves_the_paper_without(
    store: LocalStore, work: Work, traject: str
) -> None:
    store.apply(Action("Received", (SetField("desk", work.user.desk, "logo", "ab" * 32),)))
    assert pictures(pdf_of(work, render, "blank_intake", traject, "nl")) == 0


def test_what_is_hidden_in_a_picture_does_not_get_on_paper() -> None:
    cleaned = clean_logo(png(2000, 1000))
    with Image.open(io.BytesIO(cleaned)) as picture:
        assert (picture.mode, picture.size, picture.info) == ("RGB", (480, 240), {})
    assert b"Kwatsj" not in cleaned


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg/>", "not a PNG"),
        (png()[:60], "not a PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 3_000_000, "larger than 2 MB"),
        (png(2500, 2500, "RGB"), "too many points"),
        (b"", "not a PNG"),
    ],
    ids=["a drawing", "cut off", "large", "many points", "empty"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        clean_logo(data)
