"""The caseload as a counsellor asks for it: found, filtered and sorted by the database, a page at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop.application.caseload import CaseFilter
from desktop.application.ports import Work
from desktop.domain.changes import Action, Create, SetField, delete
from desktop.persistence.engine import Database
from desktop.persistence.lists import Caseload
from desktop.persistence.store import LocalStore
from tests.stillness import StillClock


@pytest.fixture
def caseload(database: Database) -> Caseload:
    """The list over the same database."""
    return Caseload(database.reading)


@pytest.fixture
def people(store: LocalStore, work: Work) -> LocalStore:
    """Four invented people, in four places of the process."""
    cases: list[tuple[str, str, str | None, str, str, str | None]] = [
        ("a", "Yılmaz", None, "Bilal", "S1", None), ("b", "Dijk", "van", "Daan", "S4", None),
        ("c", "Ångström", None, "Åsa", "S4", "X1"), ("d", "Zwart", "de", "Noor", "S7", None),
    ]  # fmt: skip
    edits: list[Create] = []
    for key, last, prefix, first, stage, hold in cases:
        names = {"last_name": last, "name_prefix": prefix, "first_name": first}
        edits.append(Create("candidate", f"p-{key}", None, names))
        case: dict[str, object] = {
            "dossier_no": f"VWNW-2026-0100{key}",
            "stage": stage,
            "hold": hold,
            "counsellor": work.user.id,
        }
        if hold:
            case |= {"hold_review": date(2026, 3, 20)}
        edits.append(Create("traject", f"t-{key}", f"p-{key}", case))
    edits.append(
        Create(
            "task",
            "k1",
            "t-b",
            {"task": "Bel de school", "due": date(2026, 3, 1), "owner": work.user.id, "status": "open"},
        )
    )
    edits.append(
        Create("task", "k2", "t-b", {"task": "Later", "due": date(2026, 5, 1), "owner": work.user.id, "status": "open"})
    )
    start = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    edits.append(Create("appointment", "k3", "t-a", {"subject": "Intake", "start": start, "status": "planned"}))
    store.apply(Action("People", tuple(edits)))
    return store


def test_names_are_sorted_as_dutch_lists_are_and_closed_cases_stay_out(people: LocalStore, caseload: Caseload) -> None:
    ids = caseload.ids(CaseFilter())
    assert [caseload.rows(ids)[i].name for i in ids] == ["Ångström, Åsa", "van Dijk, Daan", "Yılmaz, Bilal"]
    assert caseload.ids(CaseFilter(), descending=True) == list(reversed(ids))
    assert len(caseload.ids(CaseFilter(closed=True))) == 4


@pytest.mark.parametrize(
    ("typed", "found"),
    [("yil", ["t-a"]), ("van d", ["t-b"]), ("vwnw 2026 0100c", ["t-c"]), ("n", []), ("b", ["t-a"]), ("d", ["t-b"])],
)
def test_typing_narrows_by_name_and_by_dossier_number(
    people: LocalStore, caseload: Caseload, typed: str, found: list[str]
) -> None:
    assert caseload.ids(CaseFilter(text=typed)) == found


def test_filters_by_stage_hold_counsellor_and_what_is_due(people: LocalStore, caseload: Caseload, work: Work) -> None:
    assert caseload.ids(CaseFilter(stages=("S4",))) == ["t-c", "t-b"]
    assert caseload.ids(CaseFilter(holds=("X1",))) == ["t-c"]
    assert caseload.ids(CaseFilter(counsellor="somebody else")) == []
    assert caseload.ids(CaseFilter(due_by=date(2026, 3, 2))) == ["t-b"]
    assert caseload.ids(CaseFilter(due_by=date(2026, 3, 10)), sort="due") == ["t-b", "t-a"]


def test_a_line_names_the_first_open_step_and_who_guides(people: LocalStore, caseload: Caseload) -> None:
    rows = caseload.rows(["t-a", "t-b", "t-c", "gone"])
    assert (rows["t-b"].next_step, rows["t-b"].due, rows["t-b"].counsellor) == (
        "Bel de school", date(2026, 3, 1), "Emma Bakker",
    )  # fmt: skip
    assert (rows["t-a"].next_step, rows["t-a"].due) == ("Intake", date(2026, 3, 9))
    assert (rows["t-b"].next_kind, rows["t-a"].next_kind) == ("task", "appointment")
    assert (rows["t-c"].next_kind, rows["t-c"].due) == ("hold", date(2026, 3, 20))
    assert "gone" not in rows


@pytest.mark.parametrize("sort", ["name", "dossier_no", "stage", "counsellor", "programme", "due", "changed_at"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_all_cases_both_ways(
    people: LocalStore, caseload: Caseload, sort: str, descending: bool
) -> None:
    assert sorted(caseload.ids(CaseFilter(closed=True), sort, descending)) == ["t-a", "t-b", "t-c", "t-d"]  # type: ignore[arg-type] # the parameters are the literal's values


def test_counts_say_how_many_are_in_each_stage_and_on_hold(people: LocalStore, caseload: Caseload) -> None:
    assert caseload.counts(CaseFilter()) == {"S1": 1, "S4": 2, "X1": 1, "S7": 1}


def test_a_deleted_person_is_not_listed_and_a_renamed_one_moves(people: LocalStore, caseload: Caseload) -> None:
    people.apply(Action("Deleted", (delete("candidate", "p-a"), SetField("candidate", "p-b", "last_name", "Aap"))))
    assert caseload.ids(CaseFilter()) == ["t-b", "t-c"]


def test_the_newest_changed_case_stands_first(people: LocalStore, caseload: Caseload) -> None:
    people.apply(Action("Phone", (SetField("candidate", "p-a", "phone", "+31612345678"),)))
    assert caseload.ids(CaseFilter(), "changed_at", descending=True)[0] == "t-a"


def test_each_case_says_when_it_was_changed_itself(people: LocalStore, caseload: Caseload, clock: StillClock) -> None:
    before = clock.now()
    clock.move(days=3)
    people.apply(Action("Phone", (SetField("candidate", "p-a", "phone", "+31612345678"),)))
    rows = caseload.rows(["t-a", "t-b"])
    assert rows["t-a"].changed_at == clock.now()
    assert rows["t-b"].changed_at == before


def test_a_limit_gives_the_first_ones_of_the_same_order(people: LocalStore, caseload: Caseload) -> None:
    everybody = CaseFilter(closed=True)
    assert list(caseload.ids(everybody, limit=2)) == list(caseload.ids(everybody))[:2]
    assert list(caseload.ids(everybody, "stage", descending=True, limit=1)) == ["t-d"]
