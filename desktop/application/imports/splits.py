"""How a cell of each shape is taken apart into texts, each under the name of the field it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desktop.application.imports import addresses, names
from desktop.domain.fields import Field


def part_name(found: Field) -> str:
    """The part of a name or address that a field holds; an employer has a second address."""
    return found.name.removeprefix("work_")


def _person(text: str) -> dict[str, str]:
    name = names.whole_name(text)
    parts = {"first_name": name.first, "initials": name.initials, "name_prefix": name.particle, "last_name": name.last}
    return {**parts, "salutation": name.title, "": name.left}


def _surname(text: str) -> dict[str, str]:
    particle, last = names.surname(text)
    return _person(text) if "," in last else {"name_prefix": particle, "last_name": last}


SPLITS: Final[Mapping[str, Callable[[str], Mapping[str, str]]]] = {
    "person": _person,
    "surname": _surname,
    "address": addresses.address,
    "house_no": addresses.house_number,
    "postcode": addresses.postcode_only,
    "postcode_city": addresses.postcode_town,
}
"""How a cell of each shape is taken apart; what stands under the empty name has no field."""
