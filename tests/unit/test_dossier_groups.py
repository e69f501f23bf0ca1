"""How large records are grouped where people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.fields import RECORDS
from desktop.ui.screens.dossier.groups import GROUPS, REST, grouped


@pytest.mark.parametrize("kind", GROUPS)
def test_every_name_in_a_group_is_a_field_and_stands_there_once(kind: str) -> None:
    names = [name for _, inside in GROUPS[kind] for name in inside.split()]
    assert sorted(set(names)) == sorted(names)
    assert set(names) <= set(RECORDS[kind].fields)


def test_a_field_that_was_declared_later_is_shown_under_further() -> None:
    fields = RECORDS["placement"].fields
    later = replace(fields["hours"], name="bonus")
    found = dict(grouped("placement", (*fields.values(), later)))
    assert found[REST] == (later,)
    assert sum(len(inside) for inside in found.values()) == len(fields) + 1


def test_a_group_without_fields_is_left_out() -> None:
    assert [title for title, _ in grouped("placement", (RECORDS["placement"].fields["start"],))] == ["Contract"]
