"""How long what is kept (domain.md 6.2): the classes, their terms, and the day on which a closed dossier may go."""

from __future__ import annotations

from datetime import date

from desktop.domain.working_days import add_months

SIGN_UP, CORE, SPECIAL, RESULTS, EVIDENCE, EMPLOYER, LOG, CONSENT = (f"RC{n}" for n in range(1, 9))

_MONTHS = {SIGN_UP: 6, CORE: 60, SPECIAL: 3, RESULTS: 84, EVIDENCE: 120, EMPLOYER: 60, LOG: 36, CONSENT: 120}
"""Months to keep. RC1 and RC6 count from the last contact, RC7 from the entry, the others from the day of closing.

RC8 is the life of the dossier (five years after closing) and five years more.
"""


def keep_until(retention_class: str, since: date) -> date:
    """The last day something of this class is kept, counted from the day its term starts."""
    return add_months(since, _MONTHS[retention_class])


def class_of_case(*, had_intake: bool) -> str:
    """The class of a whole case: a sign-up that never became an intake goes much earlier."""
    return CORE if had_intake else SIGN_UP


def terms_of_case(closed_on: date, last_contact: date, *, had_intake: bool) -> dict[str, date]:
    """Per class the last day it is kept, for a case closed on a day; a mere sign-up knows its own class only."""
    if not had_intake:
        return {SIGN_UP: keep_until(SIGN_UP, last_contact)}
    return {kept: keep_until(kept, closed_on) for kept in (CORE, SPECIAL, RESULTS, EVIDENCE, CONSENT)}
