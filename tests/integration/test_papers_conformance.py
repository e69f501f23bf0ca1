"""Every document in both languages, filled, empty and hostile: PDF/UA-1 and PDF/A-2a, and what was typed is text."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from desktop.application.i18n import LanguageCode
from desktop.application.i18n import language as chosen
from desktop.application.papers import KINDS, Occasion, Profile, compose, togglable
from desktop.application.papers.list_paper import list_paper
from desktop.application.ports import Work
from desktop.documents.render import render
from desktop.domain.dossier import Dossier
from tests import dossiers as d
from tests.conformance import assert_conforms
from tests.paper_samples import HOSTILE

CASES = {
    "filled": d.closed(),
    "empty": d.changed(d.empty(), "traject", stage="S7"),
    "hostile": d.changed(d.hostile(HOSTILE), "traject", stage="S7"),
    "marked": d.marked(),
}


def occasion(language: LanguageCode) -> Occasion:
    return Occasion(
        language=language, printed_at=d.PRINTED, today=d.TODAY, printed_by=d.COUNSELLOR, purpose="Test",
        recipient="Test", ticked=frozenset(field.key for field in togglable("ID")),
        notes=frozenset({"team", "school", "employer"}),
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("case", list(CASES))
def test_every_document_keeps_every_rule(case: str, kind: str, language: LanguageCode) -> None:
    assert_conforms(render(compose(kind, CASES[case], occasion(language))))


@pytest.mark.parametrize("case", list(CASES))
def test_an_access_report_keeps_every_rule(case: str) -> None:
    assert_conforms(render(compose("dossier", CASES[case], replace(occasion("nl"), profile=Profile.ACCESS))))


@pytest.mark.parametrize("kind", list(KINDS))
def test_equal_dossiers_give_equal_bytes(kind: str) -> None:
    first, second = (render(compose(kind, d.closed(), occasion("nl"))) for _ in range(2))
    assert first == second


def test_a_name_with_markup_is_printed_as_it_was_typed() -> None:
    named: Dossier = d.changed(
        d.filled(), "candidate", first_name="<b>Ad</b>", name_prefix=None, last_name="O'Test &amp;"
    )
    assert "<b>Ad</b> O'Test &amp;" in text_of(render(compose("intake", named, occasion("nl"))))


def test_the_text_of_an_agreement_can_be_read_back_in_both_languages() -> None:
    dutch, english = (text_of(render(compose("agreement", d.filled(), occasion(tag)))) for tag in ("nl", "en"))
    assert "Bij strijd gaat de praktijkovereenkomst voor" in " ".join(dutch.split())
    assert "the Dutch text decides" in " ".join(english.split())


def test_a_route_of_forty_five_modules_fits_on_its_pages() -> None:
    dossier = d.filled()
    base = next(one for one in dossier.records if one.id == "enrolment2")
    more = tuple(replace(base, id=f"more{n}", parent="route") for n in range(39))
    pdf = render(compose("route", replace(dossier, records=(*dossier.records, *more)), occasion("nl")))
    assert_conforms(pdf)
    assert text_of(pdf).count("23 november 2026 tot en met 26 maart 2027") == 40


def test_a_blank_form_needs_no_dossier() -> None:
    pdf = render(compose("blank-intake", Dossier("", "", ()), replace(occasion("nl"), desk="Leerwerkloket Oefenstad")))
    assert_conforms(pdf)
    assert "Leerwerkloket Oefenstad" in text_of(pdf)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("rows", [0, 40])
def test_a_list_of_the_caseload_keeps_every_rule(rows: int, language: LanguageCode, work: Work) -> None:
    heads = [("!", 2), ("Naam", 28), ("Stap", 20), ("Wat erna komt", 40)]
    lines = [["▲", f"Yılmaz-{n}", "Modules", HOSTILE[n % len(HOSTILE)][:80]] for n in range(rows)]
    assert_conforms(render(list_paper(work, "Caseload", heads, lines, chosen(language))))
