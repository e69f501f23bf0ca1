"""Employers, the people there, their recognition by SBB, and the contacts with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from desktop.application.candidates import ALIKE
from desktop.application.checking import must, new_record
from desktop.application.ports import Work
from desktop.domain.changes import Action
from desktop.domain.errors import Refused
from desktop.domain.folding import fold
from desktop.domain.records import Employer
from desktop.domain.said import N_, Said, said


def add_employer(
    work: Work, values: Mapping[str, Any], contacts: Iterable[Mapping[str, Any]] = (), sbi: Iterable[str] = ()
) -> Action:
    """An employer with its contacts and SBI codes; refused when this branch is known already."""
    made = new_record(work, "employer", None, {"account_manager": work.user.id, **values})
    must(work, made.values, "employer", ("trade_name",))
    if known := _same_branch(work, made.values):
        raise Refused(
            said(N_("{name} is known with this KvK number already. Use that employer, or fill in the branch number."),
                 name=known.trade_name)
        )  # fmt: skip
    below = [new_record(work, "contact", made.id, contact) for contact in contacts]
    below += [new_record(work, "employer_sbi", made.id, {"sbi": code}) for code in sbi]
    return Action(N_("Employer added"), (made, *below))


def recognise(work: Work, employer: str, crebo: str, since: date | None = None, until: date | None = None) -> Action:
    """Record that SBB recognises an employer as a learning company for a qualification."""
    work.read.get(Employer, employer)
    values = {"sbb_crebo": crebo, "sbb_from": since, "sbb_until": until}
    return Action(N_("Recognition added"), (new_record(work, "recognition", employer, values),))


def record_contact(work: Work, employer: str, values: Mapping[str, Any]) -> Action:
    """Record a contact moment with an employer: today, by who works here, unless the values say otherwise."""
    work.read.get(Employer, employer)
    own = {"contact_date": work.clock.today(), "account_manager": work.user.id}
    return Action(
        N_("Contact with the employer added"), (new_record(work, "employer_contact", employer, {**own, **values}),)
    )


def likely_duplicates(work: Work, values: Mapping[str, Any]) -> tuple[tuple[str, Said], ...]:
    """Employers that may be the same one, each with the reason: the KvK number, or nearly the same name and town."""
    found: dict[str, Said] = {}
    if values.get("kvk"):
        for same in work.read.where(Employer, kvk=values["kvk"]):
            found[same.id] = said(N_("Same KvK number."))
    name = fold(str(values.get("trade_name") or ""))
    for hit in work.read.search(name, kinds=("employer",), limit=20) if name else ():
        other = work.read.find_one(Employer, hit.id)
        if other is None or other.id in found:
            continue
        towns = {fold(town) for town in (values.get("city"), other.city) if town}
        if fuzz.token_sort_ratio(name, fold(other.trade_name or "")) >= ALIKE and len(towns) < 2:
            found[other.id] = said(N_("(Nearly) the same name and town."))
    return tuple(found.items())


def _same_branch(work: Work, values: Mapping[str, Any]) -> Employer | None:
    if not values.get("kvk"):
        return None
    same = work.read.where(Employer, kvk=values["kvk"])
    return next((one for one in same if one.branch_no == values.get("branch_no")), None)
