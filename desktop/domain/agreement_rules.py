"""Rules of a learning-work agreement: parties, signatures, length, trial period, costs (domain.md 2.7 and 3.10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from desktop.domain.records import Agreement, AgreementParty, CostSplit, Signature
from desktop.domain.said import N_, Said, said
from desktop.domain.working_days import add_months

LONGEST = 365
"""Days between the first and the last day of a route or agreement: a switch takes one year at most."""

HEAVY_WEEK = 48
"""Hours of work, lessons and self-study above which a week is called heavy (R30)."""

PARTIES = {
    "learning_work": ("participant", "employer", "school", "desk"),
    "pok": ("participant", "employer", "school"),
    "amendment": ("participant", "employer", "school", "desk"),
}
"""Who has to be a party, by kind of agreement; a practice agreement (POK) has three by law."""

AMENDABLE = ("start", "end", "pathway", "work_hours", "school_hours", "bpv_total", "function", "place", "trainer",
             "school_guide", "target_part", "assessment", "pay", "pay_text", "employment_kind", "trial_weeks",
             "insured", "insurance", "termination", "replacement")  # fmt: skip
"""What a sheet of amendment may change once people have been asked to sign."""

DRAFT, TO_SIGN, PARTLY, COMPLETE, STARTED, ENDED = "draft", "to_sign", "partly_signed", "complete", "started", "ended"
"""The states of an agreement, in order."""


def age_on(birth: date, day: date) -> int:
    """Age in full years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_minor(birth: date | None, day: date) -> bool:
    """Whether a guardian signs too on this day (R13)."""
    return birth is not None and age_on(birth, day) < 18


def required_roles(kind: str | None, *, minor: bool) -> tuple[str, ...]:
    """The parties that have to sign this kind of agreement."""
    roles = PARTIES.get(kind or "learning_work", PARTIES["learning_work"])
    return (*roles, "guardian") if minor else roles


def unsigned(
    agreement: Agreement, parties: Iterable[AgreementParty], signatures: Iterable[Signature], *, minor: bool
) -> tuple[str, ...]:
    """The roles that have not signed the current version yet: those required, and every other party that is named."""
    named = {party.id: party.role or "" for party in parties}
    signed = {
        named.get(signature.sig_party or "")
        for signature in signatures
        if signature.sig_date is not None and (signature.version or 1) == (agreement.version or 1)
    }
    wanted = dict.fromkeys((*required_roles(agreement.kind, minor=minor), *named.values()))
    return tuple(role for role in wanted if role not in signed)


def status_when_signed(missing: int, signed: int) -> str:
    """The status that follows from the signatures of the current version."""
    if missing == 0:
        return COMPLETE
    return PARTLY if signed else TO_SIGN


def too_long(start: date, end: date) -> bool:
    """Whether the period is longer than a year may be."""
    return end - start > timedelta(days=LONGEST)


def cost_difference(splits: Iterable[CostSplit], cost: int) -> int:
    """Cents that the division of costs is above (or, negative, below) what the route costs."""
    return sum(split.amount or 0 for split in splits) - cost


def trial_warning(start: date | None, end: date | None, trial_end: date | None) -> Said | None:
    """What is wrong with a trial period by BW 7:652 (R15), for a contract without an end where ``end`` is empty.

    None in a contract of at most six months, at most one month in one of less than two years, else at most two.
    All days are last days: a contract from 1 January to 30 June is one of six months.
    """
    if start is None or trial_end is None or trial_end < start:
        return None
    if end is not None and end < add_months(start, 6):
        return said(N_("A contract of six months or less has no trial period. Leave the trial period out, it is void."))
    if end is not None and end < add_months(start, 24) - timedelta(days=1):
        if trial_end >= add_months(start, 1):
            return said(
                N_("In a contract of less than two years the trial period is one month at most. "
                   "A longer one is void: make it end on {last} or earlier."),
                last=add_months(start, 1) - timedelta(days=1),
            )  # fmt: skip
        return None
    if trial_end >= add_months(start, 2):
        return said(
            N_("A trial period is two months at most. A longer one is void: make it end on {last} or earlier."),
            last=add_months(start, 2) - timedelta(days=1),
        )
    return None
