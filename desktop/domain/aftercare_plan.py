"""When a person who started work is called: the rhythm of domain.md 3.16, moved to days on which a desk is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.working_days import add_months, next_working_day


@dataclass(frozen=True, slots=True)
class Contact:
    """One planned contact: its occasion (a code of ``aftercare_occasion``) and the working day it falls on."""

    occasion: str
    day: date


MONTHS = {"M1": 1, "M3": 3, "M6": 6, "M12": 12}
"""The occasions after the first week, with the months after the start of the job."""

LASTING = {3: "M3", 6: "M6", 12: "M12"}
"""After how many months it is asked whether the job lasted, and on which occasion."""


def aftercare_contacts(start: date) -> tuple[Contact, ...]:
    """The five contacts after a start: +7 days, +1, 3, 6 and 12 months, each on the next working day."""
    week = Contact("W1", next_working_day(start + timedelta(days=7)))
    return (week, *(Contact(name, next_working_day(add_months(start, count))) for name, count in MONTHS.items()))
