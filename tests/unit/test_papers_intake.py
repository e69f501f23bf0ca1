"""The intake report and the blank form, as the person and the counsellor read them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from desktop.application.paper import (
    Block,
    Document,
    Facts,
    FormCheck,
    FormLines,
    FormTable,
    FormText,
    Heading,
    SignatureBlock,
    Table,
    texts,
)
from desktop.application.papers import Occasion, compose
from desktop.application.papers.intake_layout import SECTIONS, fields_of
from desktop.application.papers.sheet import Sheet
from desktop.domain.fields import all_fields
from desktop.domain.records import Barrier, Consent, Intake, IntakeVersion
from tests import dossiers as d

ENGLISH = Occasion(language="en", printed_at=d.PRINTED, today=d.TODAY, printed_by=d.COUNSELLOR, desk="A desk")
DUTCH = replace(ENGLISH, language="nl")
BARRIERS = frozenset(field.key for field in Barrier.SPEC.fields.values() if field.toggled)


def below(made: Document, title: str) -> list[Block]:
    """The blocks of the section whose heading ends with this title."""
    at = next(n for n, b in enumerate(made.blocks) if isinstance(b, Heading) and b.text.endswith(title))
    rest = made.blocks[at + 1 :]
    end = next((n for n, b in enumerate(rest) if isinstance(b, Heading)), len(rest))
    return list(rest[:end])


def facts(made: Document, title: str) -> dict[str, str]:
    pairs = (pair for block in below(made, title) if isinstance(block, Facts) for pair in block.items)
    return {label: value if isinstance(value, str) else value.text for label, value in pairs}


def words(made: Document) -> str:
    return "\n".join(texts(made.blocks))


def test_the_fourteen_sections_stand_in_order_with_their_numbers() -> None:
    made = compose("intake", d.filled(), DUTCH)
    numbered = [b.text for b in made.blocks if isinstance(b, Heading) and b.level == 2]
    assert [text.partition(".")[0] for text in numbered] == [str(n) for n in range(1, 15)]
    assert numbered[1] == "2. Uw gegevens"
    assert numbered[9] == "10. Drempels en ondersteuning"


def test_every_field_of_an_intake_report_has_one_section() -> None:
    placed = [field.key for section in SECTIONS for fields in fields_of(section).values() for field in fields]
    assert len(placed) == len(set(placed))
    meant = {f.key for f in all_fields() if "I" in f.on and f.record in ("candidate", "traject", "intake")}
    assert meant <= set(placed)


def test_a_name_and_an_address_read_as_one_line() -> None:
    told = facts(compose("intake", d.filled(), ENGLISH), "Your details")
    assert told["Name"] == "Bilal van den Oefendam-Yılmaz"
    assert told["Address"] == "Voorbeeldstraat 12 b, 9999 XC Oefenstad"
    assert told["Phone"] == "06 12345611"
    assert told["Date of birth"] == "28 February 1984"


def test_dates_money_and_hours_are_written_out_in_dutch() -> None:
    ticked = replace(DUTCH, ticked=frozenset({"intake.wage_wish"}))
    text = words(compose("intake", d.filled(), ticked))
    assert "28 februari 1984" in text
    assert "€ 2.650,00" in text.replace("\xa0", " ")
    assert "32 uur per week" in text


def test_a_part_of_the_address_that_is_missing_is_named() -> None:
    told = facts(compose("intake", d.changed(d.filled(), "candidate", postcode=None), ENGLISH), "Your details")
    assert told["Address"] == "Voorbeeldstraat 12 b, Oefenstad (postcode: not filled in)"


def test_what_is_required_and_empty_says_so_and_what_is_optional_is_left_out() -> None:
    told = facts(compose("intake", d.empty(), DUTCH), "Uw gegevens")
    assert told["Naam"] == "niet ingevuld"
    assert told["Adres"] == "niet ingevuld"
    assert "Telefoon" not in told


def test_a_benefit_for_illness_is_printed_as_a_uwv_benefit() -> None:
    text = words(compose("intake", d.filled(), ENGLISH))
    assert "UWV benefit" in text
    assert "WIA" not in text


def test_a_report_is_a_draft_until_it_has_a_number() -> None:
    draft, frozen = compose("intake", d.filled(), DUTCH), compose("intake", d.filled(), replace(DUTCH, version=3))
    assert draft.draft
    assert not frozen.draft
    assert frozen.footer.version == "versie 3"


def test_header_and_footer_say_desk_number_moment_and_counsellor() -> None:
    made = compose("intake", d.filled(), DUTCH)
    assert (made.header.desk, made.header.number) == ("Leerwerkloket Oefenstad", "VWNW-2026-00042")
    assert made.footer.printed == "afgedrukt 15-03-2027 14:03 door Emma Bakker"
    assert made.footer.note == "vertrouwelijk"


def test_barriers_stand_with_their_action_only_when_they_were_ticked() -> None:
    bare = words(compose("intake", d.filled(), ENGLISH))
    ticked = words(compose("intake", d.filled(), replace(ENGLISH, ticked=BARRIERS)))
    assert "Vraagt de werkgever" not in bare
    assert "eerste bus" in ticked
    assert "Vraagt de werkgever of meerijden kan" in ticked


def test_nobody_has_to_tell_about_health() -> None:
    text = words(compose("intake", d.filled(), DUTCH))
    assert "Over uw gezondheid hoeft u niets te vertellen." in text


def test_what_stands_out_comes_from_the_levels() -> None:
    told = facts(compose("intake", d.filled(), ENGLISH), "Skills and behaviour")
    assert told["Strong"] == "Machines afstellen, Werktekeningen lezen, Working together"
    assert told["To work on"] == "Rapporten schrijven, Planning and organising"


def test_every_purpose_of_consent_has_its_answer() -> None:
    table = next(b for b in below(compose("intake", d.filled(), ENGLISH), "Your consents") if isinstance(b, Table))
    answers = {str(row[0])[:2]: row[1] if isinstance(row[1], str) else row[1].text for row in table.rows}
    assert answers == {
        "C1": "Yes", "C2": "Yes", "C3": "Yes", "C4": "No", "C5": "Yes", "C6": "not asked", "C7": "not asked",
        "C8": "Yes",
    }  # fmt: skip


def test_the_last_answer_to_a_purpose_counts() -> None:
    dossier = d.filled()
    later = Consent(id="later", parent="traject", purpose="C1", given=False, given_on=date(2026, 6, 1), how="oral")
    made = compose("intake", replace(dossier, records=(*dossier.records, later)), ENGLISH)
    table = next(b for b in below(made, "Your consents") if isinstance(b, Table))
    assert table.rows[0][1] == "No"


def test_who_has_not_said_yes_or_no_can_tick_it_on_paper() -> None:
    asked = compose("intake", d.changed(d.filled(), "intake", agreed=None, agreed_on=None, remark=None), DUTCH)
    assert [b.options for b in asked.blocks if isinstance(b, FormCheck)] == [("wel", "niet")]
    assert any(isinstance(b, FormLines) for b in asked.blocks)
    said = compose("intake", d.filled(), DUTCH)
    assert not any(isinstance(b, FormCheck) for b in said.blocks)


def test_a_later_version_names_the_hash_of_the_one_before() -> None:
    made = compose("intake", d.filled(), replace(ENGLISH, version=2))
    assert "3f" * 32 in words(made)
    first = compose("intake", d.without(d.filled(), IntakeVersion), replace(ENGLISH, version=1))
    assert "3f" * 32 not in words(first)


def test_a_case_without_an_intake_still_gives_a_report_that_says_what_is_missing() -> None:
    made = compose("intake", d.without(d.empty(), Intake), ENGLISH)
    assert facts(made, "This conversation")["Date of the intake"] == "not filled in"


def test_the_blank_form_has_the_same_sections_as_the_report() -> None:
    headings = [
        [b.text for b in compose(kind, d.filled(), DUTCH).blocks if isinstance(b, Heading) and b.level == 2]
        for kind in ("intake", "blank-intake")
    ]
    assert headings[0] == headings[1]


def test_the_blank_form_asks_what_the_report_prints() -> None:
    made = compose("blank-intake", d.empty(), ENGLISH)
    asked = {b.field for b in made.blocks if isinstance(b, FormText | FormCheck | FormLines | FormTable)}
    assert {"candidate.first_name", "candidate.postcode", "intake.goal", "work_history", "language"} <= asked
    assert {f"consent.C{n}" for n in range(1, 9)} <= asked
    assert "candidate.bsn" not in asked
    assert "intake.wage_wish" not in asked


def test_no_two_fields_of_the_blank_form_have_one_name() -> None:
    made = compose("blank-intake", d.filled(), DUTCH)
    asked = [b.field for b in made.blocks if isinstance(b, FormText | FormCheck | FormLines | FormTable)]
    assert len(asked) == len(set(asked))


def test_the_blank_form_asks_for_one_uwv_benefit_and_not_for_which() -> None:
    made = compose("blank-intake", d.filled(), ENGLISH)
    heads = [c.title for b in made.blocks if isinstance(b, FormTable) for c in b.columns]
    assert heads.count("UWV benefit") == 1
    assert not any("WIA" in head for head in heads)


def test_the_form_ends_with_two_places_to_sign() -> None:
    made = compose("blank-intake", d.filled(), ENGLISH)
    signing = [
        part for block in made.blocks for part in getattr(block, "blocks", ()) if isinstance(part, SignatureBlock)
    ]
    assert [block.party for block in signing] == ["Participant", "Counsellor"]


def test_the_paper_says_u_to_the_person() -> None:
    for kind in ("intake", "blank-intake"):
        program = words(compose(kind, d.empty(), DUTCH))
        assert re.findall(r"\b(?:je|jij|jouw|jullie)\b", program, re.IGNORECASE) == []


def test_a_sheet_gives_a_reference_its_name_and_a_code_its_label() -> None:
    sheet = Sheet(d.filled(), ENGLISH, "I")
    told = dict(sheet.pairs(next(one for one in d.filled().records if one.id == "traject")))
    assert told["Referred by"] == "UWV Oefenstad"
    assert told["Current job"] == "Drukker (7322)"
