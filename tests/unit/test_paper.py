"""The document model holds plain values and refuses what cannot be printed."""

from __future__ import annotations

import pytest

from desktop.application.paper import Bullets, Cell, Column, Heading, SignatureBlock, Table, Text, texts
from tests import paper_samples as samples


def test_every_printed_text_of_a_document_can_be_listed_in_order() -> None:
    made = samples.document(
        Heading(1, "Kop"),
        Text("tekst", "note"),
        Table((Column("kolom", 2, "right"),), ((Cell("cel", "strong"),),)),
        Bullets(("punt",)),
        SignatureBlock("partij", "naam", "functie"),
    )
    assert [text for text in texts(made.blocks) if text] == [
        "Kop", "tekst", "kolom", "cel", "punt", "partij", "naam", "functie",
    ]  # fmt: skip


def test_the_names_of_styles_and_fields_are_not_text() -> None:
    listed = set(texts(samples.form()))
    assert not listed & {"body", "intro", "normal", "left", "nl", "intake_report", "first_name"}
    assert {"Voornaam", "ja", "DOS-2026-0042", "vertrouwelijk"} <= listed


def test_a_row_longer_than_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="more cells"):
        Table((Column("een"),), (("een", "twee"),))
    with pytest.raises(ValueError, match="more cells"):
        Table((Column("een"), Column("twee")), ((Cell("breed", columns=3),),))


def test_equal_documents_are_equal_values() -> None:
    assert samples.filled() == samples.filled()
    assert hash(samples.filled()) == hash(samples.filled())
