"""The complete dossier in its three profiles: for the person, for a partner, for the archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.application.paper import Contents, Document, Facts, Heading, PageBreak, Table, texts
from desktop.application.papers import Occasion, Profile, compose
from desktop.domain.changes import Change
from desktop.domain.dossier import Dossier
from desktop.domain.errors import Refused
from desktop.domain.records import Consent, Contact, StageEvent, User
from tests import dossiers as d

ARCHIVE = Occasion(
    language="en", printed_at=d.PRINTED, today=d.TODAY, printed_by=d.COUNSELLOR, desk="A desk", purpose="Closing",
    recipient="The archive", notes=frozenset({"team", "school", "employer"}),
)  # fmt: skip
ACCESS = replace(ARCHIVE, profile=Profile.ACCESS, recipient="The participant", notes=frozenset())
HANDOVER = replace(ARCHIVE, profile=Profile.HANDOVER, recipient="ROC Oefenstad")
AT = datetime(2027, 1, 5, 9, tzinfo=UTC)


def words(made: Document) -> str:
    return "\n".join(texts(made.blocks)).replace("\xa0", " ")


def chapters(made: Document) -> list[int]:
    return [int(b.text.partition(".")[0]) for b in made.blocks if isinstance(b, Heading) and b.level == 2]


def consents(dossier: Dossier, *purposes: str) -> Dossier:
    kept = tuple(one for one in dossier.records if not isinstance(one, Consent))
    given = (
        Consent(id=p, parent="traject", purpose=p, given=True, given_on=date(2026, 5, 4), how="written")
        for p in purposes
    )
    return replace(dossier, records=(*kept, *given))


def change(action: str, actor: str, kind: str = "candidate") -> Change:
    return Change(1, action, "Phone changed", {}, None, actor, AT, kind, "candidate", "candidate", "phone", "a", "b")


def test_the_archive_holds_chapters_2_to_15_each_on_a_new_page() -> None:
    made = compose("dossier", d.closed(), ARCHIVE)
    assert chapters(made) == list(range(2, 16))
    starts = [n for n, b in enumerate(made.blocks) if isinstance(b, Heading) and b.level == 2]
    assert all(isinstance(made.blocks[n - 1], PageBreak) for n in starts)
    assert any(isinstance(b, Contents) for b in made.blocks)


def test_the_cover_names_person_period_result_purpose_and_recipient() -> None:
    made = compose("dossier", d.closed(), replace(ARCHIVE, language="nl"))
    cover = next(b for b in made.blocks if isinstance(b, Facts))
    told = {label: value if isinstance(value, str) else value.text for label, value in cover.items}
    assert told["Naam"] == "Bilal van den Oefendam-Yılmaz"
    assert told["Periode"] == "1 april 2026 – 1 maart 2027"
    assert told["Resultaat"] == "Geslaagd, duurzaam"
    assert (told["Doel van deze afdruk"], told["Ontvanger"]) == ("Closing", "The archive")


@pytest.mark.parametrize("missing", ["purpose", "recipient"])
def test_a_dossier_is_not_printed_without_purpose_and_recipient(missing: str) -> None:
    bare = replace(ARCHIVE, purpose=" ") if missing == "purpose" else replace(ARCHIVE, recipient="")
    with pytest.raises(Refused, match="Fill in a purpose and a recipient"):
        compose("dossier", d.closed(), bare)


def test_an_open_case_is_not_archived() -> None:
    with pytest.raises(Refused, match="Close it first"):
        compose("dossier", d.filled(), ARCHIVE)


def test_chosen_chapters_are_printed_and_no_others() -> None:
    made = compose("dossier", d.closed(), replace(ARCHIVE, chapters=frozenset({3, 9})))
    assert chapters(made) == [3, 9]
    with pytest.raises(Refused, match="no chapter 16"):
        compose("dossier", d.closed(), replace(ARCHIVE, chapters=frozenset({16})))


def test_the_log_is_always_in_an_access_report() -> None:
    assert chapters(compose("dossier", d.filled(), replace(ACCESS, chapters=frozenset({3})))) == [3, 15]


def test_notes_of_the_chosen_visibility_are_printed_and_the_counsellors_own_never() -> None:
    text = words(compose("dossier", d.closed(), replace(ARCHIVE, notes=frozenset({"team", "counsellor"}))))
    assert "Gebeld na de aanmelding" in text
    assert "Achter met Nederlands" not in text
    assert "Alleen voor mij" not in text


def test_a_correction_says_which_note_it_replaces() -> None:
    made = compose("dossier", d.changed(d.closed(), "note2", replaces="note0"), ARCHIVE)
    assert "replaces the note of 2 April 2026, 11:30" in words(made)


def test_access_prints_the_persons_own_numbers_and_every_note() -> None:
    text = words(compose("dossier", d.filled(), ACCESS))
    assert "111222333" in text
    assert "Alleen voor mij" in text
    assert "€2,650.00" in text
    assert "WGA or WIA" in text


def test_access_leaves_out_who_others_are_also_inside_a_text() -> None:
    text = words(compose("dossier", d.filled(), ACCESS))
    assert "Petra Praktijk" not in text
    assert "mevrouw Praktijk" not in text
    assert "Dirk Directeur" not in text
    assert "Gesprek op de werkvloer met [name left out]" in text
    assert "Bilal van den Oefendam-Yılmaz" in text


def test_a_surname_that_is_also_a_word_leaves_the_word_alone() -> None:
    dossier = d.filled()
    baker = Contact(id="baker", parent="employer", contact_name="Bram Bakkerman")
    linked = {**dossier.linked, "baker": baker}
    dossier = d.changed(replace(dossier, linked=linked), "intake", goal="Ik wil bakkerman worden, net als Bakkerman.")
    assert "Ik wil bakkerman worden, net als [name left out]." in words(compose("dossier", dossier, ACCESS))


def test_access_says_why_how_long_from_whom_and_to_whom() -> None:
    text = words(compose("dossier", d.closed(), ACCESS))
    for part in ("1 March 2032", "UWV Oefenstad", "ROC Oefenstad", "autoriteitpersoonsgegevens.nl", "people decide"):
        assert part in text


def test_the_log_shows_roles_to_the_person_and_names_inside() -> None:
    history = (change("a2", "user", "intake"), change("a2", "user"), change("a1", "stranger"))
    colleagues = {"stranger": User(id="stranger", name="Karel Teamleider", role="team_lead")}
    shown = [
        next(
            b for b in compose("dossier", d.closed(), replace(on, history=history, colleagues=colleagues)).blocks
            if isinstance(b, Table) and b.columns[-1].title == "About"
        )
        for on in (ACCESS, ARCHIVE)
    ]  # fmt: skip
    assert [row[1] for row in shown[0].rows] == ["Counsellor", "Team lead"]
    assert [row[1] for row in shown[1].rows] == ["Emma Bakker", "Karel Teamleider"]
    assert shown[0].rows[0][0] == "05-01-2027 10:00"
    assert shown[0].rows[0][3] == "Intake, Candidate"


def test_nothing_is_handed_over_without_consent() -> None:
    with pytest.raises(Refused, match="C2"):
        compose("dossier", consents(d.filled(), "C1"), HANDOVER)
    withdrawn = d.changed(consents(d.filled(), "C3"), "C3", withdrawn_at=date(2027, 1, 1))
    with pytest.raises(Refused, match="Nothing may be handed over"):
        compose("dossier", withdrawn, HANDOVER)


def test_a_school_gets_person_agreement_route_and_its_notes() -> None:
    made = compose("dossier", consents(d.filled(), "C2"), HANDOVER)
    assert chapters(made) == [3, 6, 7, 11, 14]
    text = words(made)
    assert "Achter met Nederlands" in text
    assert "Gebeld na de aanmelding" not in text
    assert "€2,380.50" not in text  # the wage is between employer and participant
    assert "C8" not in text  # other consents are no concern of the school


def test_a_partner_gets_the_way_of_the_person_but_no_notes_money_or_log() -> None:
    assert chapters(compose("dossier", consents(d.filled(), "C3"), HANDOVER)) == [2, 3, 4, 5, 6, 7, 9, 10, 14]


def test_a_chapter_that_the_consent_does_not_cover_is_refused_by_its_number() -> None:
    with pytest.raises(Refused, match="Chapter 10 may not be handed over"):
        compose("dossier", consents(d.filled(), "C2"), replace(HANDOVER, chapters=frozenset({3, 10})))


def test_the_intake_chapter_is_the_one_that_was_frozen() -> None:
    now = d.changed(d.closed(), "intake", advice="Later veranderd.")
    text = words(compose("dossier", now, replace(ARCHIVE, frozen=d.closed())))
    assert "Later veranderd." not in text
    assert "as it was frozen as version 1 on 12 May 2026, 12:00" in text
    assert "Later veranderd." in words(compose("dossier", now, ACCESS))


def test_the_state_of_the_signatures_is_told() -> None:
    assert "Not signed yet by: School, Desk, UWV." in words(compose("dossier", d.closed(), ARCHIVE))


def test_documents_show_the_first_eight_signs_of_their_hash() -> None:
    made = compose("dossier", d.closed(), ARCHIVE)
    table = next(b for b in made.blocks if isinstance(b, Table) and b.columns[-1].title == "SHA-256 (first 8)")
    assert table.rows[0][-1] == "abababab"


def test_an_empty_case_gives_a_dossier_that_says_so() -> None:
    made = compose("dossier", d.without(d.empty(), StageEvent), ACCESS)
    assert "Nothing has happened in this case yet." in words(made)
    assert chapters(made) == list(range(2, 16))
