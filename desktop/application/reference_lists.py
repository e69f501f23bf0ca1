"""The reference lists a workspace holds: what each is for, whose it is, and how new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.application.i18n import Language
from desktop.domain.fields import RECORDS, Field
from desktop.domain.said import N_

TITLES: Final[Mapping[str, str]] = {
    "occupation": N_("Occupations (ESCO)"),
    "isco": N_("Groups of occupations (ISCO)"),
    "skill": N_("Skills (ESCO)"),
    "institution": N_("Schools (BRIN)"),
    "crebo": N_("Qualifications in mbo (crebo)"),
    "croho": N_("Programmes in higher education"),
    "nlqf": N_("Levels of education (NLQF)"),
    "region": N_("Labour market regions"),
    "municipality": N_("Municipalities"),
    "sbi": N_("Lines of business (SBI)"),
    "nace": N_("Lines of business in Europe (NACE)"),
    "target_group": N_("Target groups"),
    "theme": N_("Themes"),
    "arrangement": N_("Arrangements"),
}
"""Every list that the program knows by name, in the order people look for them; a region may add its own."""


@dataclass(frozen=True, slots=True)
class HeldList:
    """A list as it stands: how many entries, and how many that the source took off are kept for old records.

    ``at`` is when it was last brought up to date here, and ``file`` from which file: its name tells the edition.
    """

    name: str
    entries: int = 0
    gone: int = 0
    sources: tuple[str, ...] = ()
    at: datetime | None = None
    file: str = ""


def title(name: str, language: Language) -> str:
    """What people call a list; one that a region made itself by the name it gave."""
    return language.text(TITLES[name]) if name in TITLES else name


def completed_by(name: str) -> tuple[Field, ...]:
    """The fields that are completed from a list while typing."""
    return tuple(field for spec in RECORDS.values() for field in spec.fields.values() if field.complete == name)


def every_list(held: Sequence[HeldList]) -> tuple[HeldList, ...]:
    """The lists that are known by name, also those that hold nothing yet, and then the region's own."""
    found = {one.name: one for one in held}
    known = (found.pop(name, HeldList(name)) for name in TITLES)
    return (*known, *(found[name] for name in sorted(found)))
