"""Postcode, phone and e-mail, and how a name is written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from desktop.domain.checks.unfit import Unfit, pattern
from desktop.domain.fields import Beside
from desktop.domain.said import N_, said

POSTCODE: Final = N_(
    "This is not a Dutch postcode. Letters would not arrive. Type four digits and two letters, for example 7311 KC."
)
PHONE: Final = N_(
    "This number cannot be called. Nobody would get through. "
    "Type for example 06 12345678, or +32 470 12 34 56 from abroad."
)
EMAIL: Final = N_(
    "This is not an e-mail address. Messages would not arrive. "
    "It needs a name, an @ and a domain, for example naam@voorbeeld.nl."
)


def postcode(value: str, beside: Beside) -> str:
    """A Dutch postcode, kept as ``1234 AB``."""
    from stdnum.exceptions import ValidationError
    from stdnum.nl import postcode as number

    try:
        return str(number.validate(value))
    except ValidationError:
        raise Unfit(said(POSTCODE)) from None


_DUTCH_MOBILE: Final = re.compile(r"(?:\+31|0)(6[1-58][0-9]{7})")


def phone_number(value: str, beside: Beside) -> str:
    """A phone number, Dutch unless it says otherwise, kept in E.164; a leading zero that got lost is no problem."""
    if mobile := _DUTCH_MOBILE.fullmatch(value):  # what most lists are full of; the library calls each of them valid
        return "+31" + mobile[1]
    import phonenumbers

    try:
        number = phonenumbers.parse(value, "NL")
    except phonenumbers.NumberParseException:
        raise Unfit(said(PHONE)) from None
    if not phonenumbers.is_valid_number(number):
        raise Unfit(said(PHONE))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_PLAIN_LOCAL: Final = re.compile(r"[A-Za-z0-9_+-]{1,30}(?:\.[A-Za-z0-9_+-]{1,30}){0,1}")


@lru_cache(maxsize=4096)
def _domain(domain: str) -> str | None:
    """The domain as it is kept, or nothing where it is none; lists hold few of them and each is checked once."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(f"a@{domain}", check_deliverability=False).domain
    except EmailNotValidError:
        return None


def email(value: str, beside: Beside) -> str:
    """An e-mail address; nothing is asked of the network."""
    local, _, domain = value.rpartition("@")
    if _PLAIN_LOCAL.fullmatch(local) and len(value) < 200 and (known := _domain(domain)):
        return f"{local}@{known}"
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(value, check_deliverability=False).normalized
    except EmailNotValidError:
        raise Unfit(said(EMAIL)) from None


INITIALS: Final = N_("Initials are letters with dots. They stand on the agreement. Type for example J.P. or Chr.")
DOSSIER_NO: Final = N_(
    "A dossier number looks like VWNW-2026-00012. The program makes it. Copy it as it stands on the print."
)


def initials(value: str, beside: Beside) -> str:
    """Initials with dots: ``jp``, ``J P`` and ``J.P`` become ``J.P.``, while ``Th.`` and ``Chr.`` stay whole."""
    parts = re.split(r"[.\s]+", value.strip(". "))
    if len(parts) == 1 and (value.isupper() or value.islower()) and "." not in value:
        parts = list(value)
    if not all(part.isalpha() and len(part) <= 4 for part in parts):
        raise Unfit(said(INITIALS))
    return "".join(f"{part[0].upper()}{part[1:].lower()}." for part in parts)


dossier_no = pattern(r"VWNW-[0-9]{4}-[0-9]{5,8}", DOSSIER_NO)
"""Five figures as the dictionary says; more only where a block of a thousand numbers is used up."""
