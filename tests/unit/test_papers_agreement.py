"""The learning-work agreement and the diploma route, as the parties read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.application.paper import (
    Bullets,
    Document,
    Facts,
    Heading,
    KeepTogether,
    MonthBar,
    SignatureBlock,
    Table,
    texts,
)
from desktop.application.papers import Occasion, compose
from desktop.application.papers.agreement_paper import ARTICLES
from desktop.domain.errors import Refused
from desktop.domain.records import Agreement, Enrolment, Prerequisite, Route
from tests import dossiers as d

ENGLISH = Occasion(language="en", printed_at=d.PRINTED, today=d.TODAY, printed_by=d.COUNSELLOR, desk="A desk")
DUTCH = replace(ENGLISH, language="nl")


def words(made: Document) -> str:
    return "\n".join(texts(made.blocks)).replace("\xa0", " ")


def agreement(**values: Any) -> str:
    return words(compose("agreement", d.changed(d.filled(), "agreement", **values), ENGLISH))


def headings(made: Document) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading)]


def signatures(made: Document) -> list[SignatureBlock]:
    blocks = [part for block in made.blocks for part in (block.blocks if isinstance(block, KeepTogether) else (block,))]
    return [block for block in blocks if isinstance(block, SignatureBlock)]


def facts(made: Document) -> dict[str, str]:
    pairs = (pair for block in made.blocks if isinstance(block, Facts) for pair in block.items)
    return {label: value if isinstance(value, str) else value.text for label, value in pairs}


def test_the_agreement_has_parties_eighteen_articles_signatures_and_five_annexes() -> None:
    made = headings(compose("agreement", d.filled(), DUTCH))
    assert len(ARTICLES) == 18
    assert [text for text in made if text.startswith("Artikel ")][:2] == [
        "Artikel 1. Doel en doelbewijs",
        "Artikel 2. Duur",
    ]
    assert [text for text in made if text.startswith("Artikel ")][-1] == "Artikel 18. Slot"
    assert [text.partition(".")[0] for text in made if text.startswith("Bijlage ")] == [
        f"Bijlage {n}" for n in range(1, 6)
    ]


def test_the_parties_are_named_with_their_numbers_and_who_speaks_for_them() -> None:
    text = words(compose("agreement", d.filled(), ENGLISH))
    for part in ("Installatiebedrijf Verzonnen bv", "90000001", "Dirk Directeur", "25XX", "Rita Rectorsdochter"):
        assert part in text
    assert "crebo 25332, 1 January 2024 – 1 January 2028" in text


def test_a_minor_has_a_guardian_who_signs_and_an_adult_has_none() -> None:
    young, adult = (signatures(compose("agreement", one, ENGLISH)) for one in (d.minor(), d.filled()))
    assert "Vera Voorbeeldmoeder" in [block.name for block in young]
    assert "Legal guardian" not in [block.party for block in adult]


def test_who_signed_this_version_is_filled_in_and_the_others_get_a_line() -> None:
    by_party = {block.party.partition(":")[0]: block for block in signatures(compose("agreement", d.filled(), ENGLISH))}
    assert by_party["Participant"].signed == "Signed: with a pen, Getekende overeenkomst"
    assert by_party["Participant"].date == "24 August 2026"
    assert by_party["School"].signed == ""
    assert by_party["School"].name == "Rita Rectorsdochter"


def test_a_signature_under_an_older_version_does_not_count() -> None:
    made = compose("agreement", d.changed(d.filled(), "agreement", version=3), ENGLISH)
    assert [block.signed for block in signatures(made)] == [""] * 5


@pytest.mark.parametrize(
    ("promise", "phrase"),
    [("none", "has not promised a job"), ("intention", "intends to offer"), ("guarantee", "is bound to offer")],
)
def test_the_job_promise_says_what_was_promised(promise: str, phrase: str) -> None:
    text = agreement(job_promise=promise)
    assert phrase in text
    others = {"has not promised a job", "intends to offer", "is bound to offer"} - {phrase}
    assert not any(other in text for other in others)


def test_a_promise_names_the_hours_and_six_months() -> None:
    assert "at least 32 hours a week and at least six months" in agreement()


def test_a_lawful_trial_period_is_printed() -> None:
    assert "trial period of 4 weeks" in agreement(trial_weeks=4)


@pytest.mark.parametrize(
    "values",
    [
        {"trial_weeks": 6},  # more than a month in a contract under two years
        {"trial_weeks": 4, "end": date(2026, 12, 31)},  # six months or less
        {"trial_weeks": None},
        {"trial_weeks": 0},
    ],
)
def test_a_void_trial_period_is_not_printed(values: dict[str, Any]) -> None:
    assert "There is no trial period." in agreement(**values)


def test_the_participant_pays_what_stands_in_the_division_of_costs() -> None:
    assert "The participant pays €124.50." in agreement()
    free = d.changed(d.filled(), "cost3", payer="fund")
    assert "The participant pays nothing." in words(compose("agreement", free, ENGLISH))
    assert "pays nothing" not in words(compose("agreement", d.empty(), ENGLISH))


def test_a_study_cost_clause_is_printed_only_after_a_lawyer_checked_it() -> None:
    with pytest.raises(Refused, match="no lawyer has checked"):
        agreement(clawback="Terugbetalen bij vertrek.")
    assert "Terugbetalen bij vertrek." in agreement(clawback="Terugbetalen bij vertrek.", clawback_checked=True)


def test_an_uninsured_employer_is_not_called_insured() -> None:
    assert "The employer has insurance" in agreement(insured=True)
    assert "The employer has insurance" not in agreement(insured=False)


def test_needs_for_adaptation_never_print_on_the_agreement() -> None:
    dossier = d.changed(d.filled(), "intake", need_adaptation="1", need_guidance="1", need_variation="1")
    assert words(compose("agreement", dossier, ENGLISH)) == agreement()


def test_an_agreement_that_is_offered_is_no_draft_and_carries_its_version() -> None:
    offered = compose("agreement", d.changed(d.filled(), "agreement", status="to_sign"), DUTCH)
    assert not offered.draft
    assert offered.footer.version == "versie 2"
    assert compose("agreement", d.changed(d.filled(), "agreement", status="draft"), DUTCH).draft


def test_a_case_without_an_agreement_or_route_says_so() -> None:
    for kind, record in (("agreement", Agreement), ("route", Route)):
        with pytest.raises(Refused, match="Make one first"):
            compose(kind, d.without(d.filled(), record), ENGLISH)


def test_the_agreement_asked_for_is_printed_not_the_newest() -> None:
    dossier = d.filled()
    newer = Agreement(id="newer", parent="traject", agreement_no="LWO-2027-0001")
    both = replace(dossier, records=(*dossier.records, newer))
    assert facts(compose("agreement", both, ENGLISH))["Number"] == "LWO-2027-0001"
    asked = compose("agreement", both, replace(ENGLISH, record="agreement"))
    assert facts(asked)["Number"] == "LWO-2026-0031"


def test_the_route_has_its_ten_sections() -> None:
    made = [text for text in headings(compose("route", d.filled(), DUTCH)) if text[0].isdigit()]
    assert [text.partition(".")[0] for text in made] == [str(n) for n in range(1, 11)]
    assert made[1] == "2. De route in één beeld"


def test_the_picture_has_a_bar_for_each_module_and_its_exams() -> None:
    made = compose("route", d.filled(), DUTCH)
    picture = next(block for block in made.blocks if isinstance(block, MonthBar))
    assert (picture.start, picture.months, picture.today) == (date(2026, 9, 1), 11, d.TODAY)
    assert [bar.status for bar in picture.bars] == ["done", "active", "active", "planned", "active", "exempt"]
    assert picture.bars[2].exams == (date(2027, 3, 10), date(2027, 5, 26))


def test_the_picture_stands_in_words_below_it() -> None:
    made = compose("route", d.filled(), DUTCH)
    told = next(block for block in made.blocks if isinstance(block, Bullets)).items
    assert told[0] == (
        "Leidingen aanleggen in woningen: 1 september 2026 tot en met 20 november 2026, behaald; "
        "examen op 18 november 2026"
    )


def test_a_route_longer_than_a_year_gets_a_second_picture() -> None:
    long = d.changed(d.filled(), "enrolment4", end=date(2028, 1, 31))
    pictures = [block for block in compose("route", long, DUTCH).blocks if isinstance(block, MonthBar)]
    assert [(p.start, p.months) for p in pictures] == [(date(2026, 9, 1), 12), (date(2027, 9, 1), 5)]


def test_a_week_above_48_hours_is_warned_about() -> None:
    assert "49,4" in words(compose("route", d.filled(), DUTCH))
    light = d.changed(d.filled(), "agreement", work_hours=Decimal(24))
    assert "Let op: de zwaarste week" in words(compose("route", d.filled(), DUTCH))
    assert "Let op: de zwaarste week" not in words(compose("route", light, DUTCH))


def test_bbl_hours_are_held_against_the_law_and_other_pathways_are_not() -> None:
    made = compose("route", d.filled(), ENGLISH)
    table = next(b for b in made.blocks if isinstance(b, Table) and b.columns[0].title == "BBL hours")
    verdicts = [row[3] if isinstance(row[3], str) else row[3].text for row in table.rows]
    assert verdicts == ["too few", "enough", "too few"]
    third = d.changed(d.changed(d.filled(), "agreement", pathway="third"), "route", pathway="third")
    assert "BBL hours" not in words(compose("route", third, ENGLISH))


def test_what_a_module_needs_first_stands_with_its_day() -> None:
    made = compose("route", d.filled(), ENGLISH)
    table = next(b for b in made.blocks if isinstance(b, Table) and b.columns[0].title == "For module")
    assert (
        "Warmtepompen plaatsen en inregelen",
        "Language level",
        "B1, Leest werktekeningen",
        "23 November 2026",
    ) in table.rows


def test_the_costs_are_added_up_and_what_nobody_covers_is_named() -> None:
    told = facts(compose("route", d.filled(), ENGLISH))
    assert told["Cost of the modules"] == "€2,700.00"
    assert told["Not covered yet"] == "€0.00"
    open_route = d.changed(d.filled(), "line1", line_status="rejected")
    assert facts(compose("route", open_route, ENGLISH))["Not covered yet"] == "€2,250.00"


def test_a_route_without_modules_says_what_is_missing() -> None:
    text = words(compose("route", d.without(d.filled(), Enrolment), ENGLISH))
    assert "not filled in" in text


def test_a_module_that_is_not_on_this_computer_does_not_stop_the_print() -> None:
    dossier = d.filled()
    linked = {i: one for i, one in dossier.linked.items() if i != "module2" and not isinstance(one, Prerequisite)}
    assert "Module 2" in words(compose("route", replace(dossier, linked=linked), ENGLISH))


def test_a_score_by_part_reads_as_words() -> None:
    dossier = d.changed(d.filled(), "match", parts='{"skills": 41, "distance": 12}')
    assert "skills: 41, distance: 12" in words(compose("route", dossier, ENGLISH))


def test_the_title_of_the_route_names_the_credential() -> None:
    assert compose("route", d.filled(), DUTCH).title == "Leerroute naar: Mbo-certificaat"
    assert compose("route", d.empty(), DUTCH).title == "Leerroute"
