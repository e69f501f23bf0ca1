"""Rehearsing never breaks, whatever stands in the cells, and never loses a word of them unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.application.imports.duplicates import KnownEmployer, KnownModule, KnownQuestion, Person
from desktop.application.imports.fates import Fate, Rehearsal
from desktop.application.imports.mapping import Column, Plan
from desktop.application.imports.rehearsal import rehearse
from desktop.application.imports.sheet import Line, Sheet
from desktop.application.imports.targets import KINDS, targets
from desktop.domain.errors import Refused

TODAY = date(2026, 3, 2)


class Nobody:
    """A store with nothing in it."""

    def people(self, asked: Sequence[Person]) -> Iterable[Person]:
        return ()

    def employers(self, asked: Sequence[KnownEmployer]) -> Iterable[KnownEmployer]:
        return ()

    def modules(self) -> Iterable[KnownModule]:
        return ()

    def questions(self) -> Iterable[KnownQuestion]:
        return ()

    def named(self, kind: str) -> Mapping[str, str]:
        return {}


def rehearsed(lines: Iterable[Iterable[str]], **how: Any) -> Rehearsal:
    header, *rows = (Line(n, tuple(line)) for n, line in enumerate(lines, 1))
    return rehearse(Sheet(header, tuple(rows)), "candidate", Nobody(), TODAY, **how)


CELL = st.text(max_size=30) | st.sampled_from(
    ["Jan de Vries", "1-3-1984", "06-12345678", "612345678.0", "bo@voorbeeld.nl", "7411 AB Deventer", "dhr", "-",
     "#N/B", "=1+1", "Totaal", "12a-3", "٣", "²", "\u202e", "x" * 5000]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("strict", [True, False])
@given(st.data())
def test_no_cell_breaks_a_rehearsal(kind: str, strict: bool, data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from(sorted(targets(kind))), min_size=1, max_size=8))
    rows = data.draw(st.lists(st.lists(CELL.map(str.strip), max_size=len(keys) + 1), max_size=8))
    plan = Plan(kind, tuple(Column(at, f"kolom {at}", key) for at, key in enumerate(keys)), "")
    sheet = Sheet(
        Line(1, tuple(c.header for c in plan.columns)), tuple(Line(n, tuple(r)) for n, r in enumerate(rows, 2))
    )
    found = rehearse(sheet, kind, Nobody(), TODAY, plan=plan, strict=strict)
    assert [row.number for row in found.rows] == [line.number for line in sheet.lines]
    assert all(row.reasons for row in found.rows if row.fate in (Fate.REFUSED, Fate.TWICE))


def test_two_columns_that_disagree_keep_both_answers() -> None:
    found = rehearsed([["Naam", "Telefoon", "Mobiel"], ["Bo Li", "0570-612345", "0612345678"]])
    assert found.rows[0].values["candidate.phone"] == "+31570612345"
    assert found.rows[0].kept == (("Mobiel", "0612345678"),)


def test_two_columns_that_agree_keep_one_answer() -> None:
    found = rehearsed([["Naam", "Telefoon", "Mobiel"], ["Bo Li", "06-12345678", "0612345678"]])
    assert found.rows[0].kept == ()


def test_a_particle_with_its_own_column_is_not_doubled() -> None:
    found = rehearsed([["Voornaam", "Tussenvoegsel", "Achternaam"], ["Jan", "de", "de Vries"]])
    values = found.rows[0].values
    assert (values["candidate.name_prefix"], values["candidate.last_name"]) == ("de", "Vries")
    assert found.rows[0].kept == ()


def test_a_row_says_itself_what_a_default_would_say() -> None:
    lines = [["Naam", "Functie"], ["Bo Li", "lasser"], ["Jan Bedacht", ""]]
    found = rehearsed(lines, defaults={"traject.current_job": "inpakker"})
    assert [row.values["traject.current_job"] for row in found.rows] == ["lasser", "inpakker"]


def test_a_plan_that_leaves_everything_out_is_refused() -> None:
    plan = Plan("candidate", (Column(0, "Naam"),), "")
    with pytest.raises(Refused, match="No column of this list fits"):
        rehearsed([["Naam"], ["Bo Li"]], plan=plan)


def test_a_list_without_rows_is_rehearsed_to_nothing() -> None:
    assert rehearsed([["Naam"]]).rows == ()
