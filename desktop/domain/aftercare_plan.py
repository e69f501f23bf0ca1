"""When a person who started work is called: the rhythm of domain.md 3.16, moved to days on which a desk is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.working_days import add_months, next_working_day


@dataclass(frozen=True, slots=True)
class Contact:
    """One planned contact: its moment as a code (``W1``, ``M1`` … ``M12``) and the working day it falls on."""

    moment: str
    day: date


_MONTHS = (1, 3, 6, 12)

LASTING = {3: "M3", 6: "M6", 12: "M12"}
"""The contacts that tell whether a job lasted: months after the start to the moment of the contact."""


def aftercare_contacts(start: date) -> tuple[Contact, ...]:
    """The five contacts after a start: +7 days, +1, 3, 6 and 12 months, each on the next working day."""
    week = Contact("W1", next_working_day(start + timedelta(days=7)))
    return (week, *(Contact(f"M{count}", next_working_day(add_months(start, count))) for count in _MONTHS))
