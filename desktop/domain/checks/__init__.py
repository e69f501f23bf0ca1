"""Checks of single values: what a field may hold, how it is cleaned, and the sentence when it cannot be kept.

A check takes the value and what stands beside it, returns the value as it is to be kept, or raises `Unfit`. Rules about
other records (a gate, a duplicate) are in the use cases. Number rules: domain.md section 3, "Reusable validators".
"""

from __future__ import annotations

from desktop.domain.checks.days import (
    after,
    all_of,
    born_between,
    monday,
    not_before,
    not_below,
    not_in_future,
    within_days,
)
from desktop.domain.checks.fitting import checked
from desktop.domain.checks.numbers import (
    branch_no,
    brin,
    bsn,
    crebo,
    croho,
    education_no,
    iban,
    keuzedeel,
    kvk,
    occupation,
    sbi,
    skill_uri,
    work_process,
)
from desktop.domain.checks.reaching import dossier_no, email, initials, phone_number, postcode
from desktop.domain.checks.unfit import Unfit

__all__ = [
    "Unfit",
    "after",
    "all_of",
    "born_between",
    "branch_no",
    "brin",
    "bsn",
    "checked",
    "crebo",
    "croho",
    "dossier_no",
    "education_no",
    "email",
    "iban",
    "initials",
    "keuzedeel",
    "kvk",
    "monday",
    "not_before",
    "not_below",
    "not_in_future",
    "occupation",
    "phone_number",
    "postcode",
    "sbi",
    "skill_uri",
    "within_days",
    "work_process",
]
