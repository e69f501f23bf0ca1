"""A file by keys alone: filed under its kind, looked at, taken out with a reason, brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.domain.records import Document
from desktop.ui.shell.workroom import Workroom
from tests import people
from tests.people import Desk
from tests.ui.hands import Hands
from tests.ui.people import BARE_PDF


def test_a_file_is_filed_looked_at_taken_out_and_brought_back(
    room: Workroom, desk: Desk, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "cv Bilal.pdf"
    chosen.write_bytes(BARE_PDF)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(chosen)], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(chosen), ""))
    traject = people.in_orientation(desk)
    hands.command("yilmaz", "Yılmaz")
    hands.line("Documents")
    hands.push("Add a file")
    hands.answer("Kind of document", "cv")
    hands.push("File it in the dossier")
    hands.see("· cv Bilal ·")
    filed = {document.title: document for document in desk.store.children(Document, traject)}
    assert filed["cv Bilal"].doc_kind == "cv"
    hands.to("Documents", exactly=True)
    hands.press("Home", "Return")
    hands.see("cv Bilal · CV", "Back to the list")
    hands.press("Escape")
    hands.to("Documents", exactly=True)
    hands.press("Del", "Return")
    hands.see("Say why")
    hands.press("van een ander", "Return")
    hands.gone("· cv Bilal ·")
    hands.press("Ctrl+Z")
    hands.see("· cv Bilal ·")
