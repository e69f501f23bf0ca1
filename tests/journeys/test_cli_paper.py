"""What leaves the program by the command line: documents, and everything about a person."""

from __future__ import annotations

import io
import json
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

from tests.journeys.desk import CommandLine


def words_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages)


def test_the_blank_intake_is_printed_in_dutch_and_in_english(shell: CommandLine, person: str, tmp_path: Path) -> None:
    paper = tmp_path / "intake.pdf"
    shell.done("print", "blank-intake", person, "-o", str(paper))
    dutch = words_of(paper)
    shell.done("print", "blank-intake", person, "-o", str(paper), "--language", "en")
    assert words_of(paper) != dutch
    assert "Handtekening" in dutch


def test_a_dossier_is_printed_with_its_purpose_or_not_at_all(shell: CommandLine, person: str, tmp_path: Path) -> None:
    paper = tmp_path / "dossier.pdf"
    assert shell.refused("print", "dossier", person, "-o", str(paper))
    assert not paper.exists()
    shell.done("print", "dossier", person, "-o", str(paper), "--purpose", "inzageverzoek", "--recipient", "B. Yılmaz")
    assert "Yılmaz" in words_of(paper)


def test_a_document_that_does_not_exist_is_refused_with_the_ones_that_do(
    shell: CommandLine, person: str, tmp_path: Path
) -> None:
    paper = tmp_path / "x.pdf"
    assert "blank-intake" in shell.refused("print", "folder", person, "-o", str(paper))
    assert shell.refused("print", "agreement", person, "-o", str(paper))
    assert not paper.exists()


def test_a_document_for_a_folder_that_is_not_there_is_refused_with_a_sentence(
    shell: CommandLine, person: str, tmp_path: Path
) -> None:
    assert shell.refused("print", "blank-intake", person, "-o", str(tmp_path / "nergens" / "x.pdf"))


def test_everything_about_a_person_is_exported_as_json(shell: CommandLine, person: str, tmp_path: Path) -> None:
    file = tmp_path / "inzage.json"
    told = json.loads(shell.done("export", person).out)
    assert "Yılmaz" in json.dumps(told, ensure_ascii=False)
    shell.done("export", person, "-o", str(file))
    assert "Yılmaz" in file.read_text(encoding="utf-8")


def test_who_looked_is_told_by_person_colleague_and_day(shell: CommandLine, person: str) -> None:
    shell.done("show", person)
    shell.done("export", person)
    assert [line["act"] for line in shell.done("reads", person, "--json").json] == ["exported", "opened"]
    assert "Dossier geopend" in shell.done("reads", "--by", "Emma Oefenaar", "--days", "1").out
    assert "geen collega" in shell.refused("reads", "--by", "Niemand")


def test_the_desk_gets_a_logo_from_a_png_and_refuses_anything_else(shell: CommandLine, person: str) -> None:
    picture = shell.home / "logo.png"
    Image.new("RGB", (90, 30), "red").save(picture)
    shell.done("logo", str(picture))
    shell.done("print", "blank-intake", person, "-o", str(shell.home / "leeg.pdf"))
    assert PdfReader(shell.home / "leeg.pdf").pages[0].images
    picture.write_text("geen plaatje")
    assert "PNG" in shell.refused("logo", str(picture))
    assert "gelezen" in shell.refused("logo", str(shell.home / "weg.png"))
