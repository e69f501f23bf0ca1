"""The laws of merging: what must hold for any two edits of one field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.domain.changes import DELETED
from desktop.domain.fields import Merge
from desktop.domain.hybrid_clock import after, latest, moment_of, reading
from desktop.domain.merge import NOTHING, Offer, Standing, concurrent, decide, merge_lines, unseen
from desktop.domain.records import RECORDS
from desktop.domain.synced import APART, synced, table_of

values = st.none() | st.sampled_from(["S0", "S3", "S7", "other"]) | st.integers(0, 3)
numbers = st.integers(0, 6)
standings = st.builds(Standing, values, numbers, numbers, numbers)
offers = st.builds(Offer, values, numbers, numbers, numbers)
rules = st.sampled_from(Merge)
texts = st.lists(st.sampled_from(["een", "twee", "drie", "vier", ""]), max_size=6).map("\n".join)


@given(rules, standings, offers)
def test_what_a_person_had_seen_is_replaced_whatever_the_clocks_say(rule: Merge, has: Standing, new: Offer) -> None:
    assume(has.value != new.value and has.rev <= new.base)
    assert decide(rule, has, new).taken
    assert not decide(rule, has, new).conflict


@given(rules, standings, offers)
def test_nobody_is_in_conflict_with_themselves_or_with_the_same_value(rule: Merge, has: Standing, new: Offer) -> None:
    if has.by == new.by or has.value == new.value:
        assert not decide(rule, has, new).conflict
    if has.value == new.value:
        assert decide(rule, has, new) == NOTHING


@given(rules, standings, offers)
def test_two_unseen_different_values_always_make_a_conflict(rule: Merge, has: Standing, new: Offer) -> None:
    assume(has.value != new.value and concurrent(has, new))
    assert decide(rule, has, new).conflict


@given(rules, values, values, numbers, numbers, st.tuples(numbers, numbers).filter(lambda p: p[0] != p[1]))
def test_whoever_comes_first_the_same_value_shows(
    rule: Merge, one: str | int | None, other: str | int | None, early: int, late: int, by: tuple[int, int]
) -> None:
    assume(str(one or "") != str(other or ""))

    def shown(first: str | int | None, a: int, who: int, second: str | int | None, b: int, whom: int) -> object:
        return second if decide(rule, Standing(first, 1, a, who), Offer(second, 0, b, whom)).taken else first

    assert shown(one, early, by[0], other, late, by[1]) == shown(other, late, by[1], one, early, by[0])


def test_of_two_stages_the_earlier_shows() -> None:
    assert decide(Merge.EARLIER, Standing("S5", 2, 9, 1), Offer("S4", 1, 1, 2)).taken
    assert not decide(Merge.EARLIER, Standing("S4", 2, 1, 1), Offer("S5", 1, 9, 2)).taken


@given(st.lists(standings), numbers, numbers)
def test_a_delete_is_told_of_what_it_did_not_see(others: list[Standing], base: int, by: int) -> None:
    assert unseen(others, base, by) == any(o.rev > base and o.by != by for o in others)


@given(texts, texts, texts)
def test_texts_merge_the_same_from_both_sides_and_lose_no_added_line(base: str, mine: str, theirs: str) -> None:
    merged = merge_lines(base, mine, theirs)
    assert merged == merge_lines(base, theirs, mine)
    if merged is not None and mine != base and theirs != base:
        added = (set(mine.split("\n")) | set(theirs.split("\n"))) - set(base.split("\n"))
        assert added <= set(merged.split("\n"))


@given(texts, texts)
def test_an_edit_against_nothing_is_that_edit(base: str, mine: str) -> None:
    assert merge_lines(base, mine, base) == mine
    assert merge_lines(base, base, mine) == mine
    assert merge_lines(base, mine, mine) == mine


def test_lines_apart_merge_and_the_same_line_is_for_a_person() -> None:
    base = "Doel: lasser\nEerst: taal\nDan: praktijk"
    mine, theirs = base.replace("lasser", "monteur"), base.replace("praktijk", "BBL")
    assert merge_lines(base, mine, theirs) == "Doel: monteur\nEerst: taal\nDan: BBL"
    assert merge_lines(base, mine, base.replace("lasser", "kok")) is None
    assert merge_lines(None, "een", "twee") is None
    assert merge_lines(base, "Vooraf: bellen\n" + base, theirs) == "Vooraf: bellen\n" + theirs


@given(st.lists(st.integers(-400 * 86400, 400 * 86400), min_size=1))
def test_the_clock_never_runs_back_though_the_computer_does(jumps: list[int]) -> None:
    start, last = datetime(2026, 3, 2, tzinfo=UTC), 0
    for jump in jumps:
        now = start + timedelta(seconds=jump)
        given_out = after(last, now)
        assert given_out > last
        assert given_out >= reading(now)
        last = given_out
    assert abs(moment_of(reading(start)) - start) < timedelta(milliseconds=1)
    assert moment_of(latest(start)) - start == timedelta(minutes=2)


def test_every_stored_field_travels_in_one_table_and_delicate_ones_apart() -> None:
    for spec in RECORDS.values():
        for field in spec.stored:
            table = synced()[table_of(spec.name, field.name)]
            assert field in table.fields
            assert table.apart == field.privacy.apart == table.name.endswith(APART)
        assert DELETED in synced()[spec.name].names
    assert synced()["traject"].rule("stage") is Merge.EARLIER
    assert synced()["employer"].of_region
    assert not synced()["traject"].of_region
