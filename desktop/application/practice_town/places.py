"""The invented region: towns, streets and numbers that exist nowhere.

Postcodes end in letters that are not given out (F, Q, Y); phone numbers are of ranges that nobody has: 06-6 was for
pagers, and no Dutch subscriber number begins with 0. E-mail goes to ``.example``, which is reserved (RFC 2606).
"""

from __future__ import annotations

import random
from typing import Any

REGION = "Oefenregio Schijnland"
MUNICIPALITIES = {
    "Oefenstad": ("Oefenstad", "Proefdorp", "Voorbeeldoord"),
    "Schijnhuizen": ("Schijnhuizen", "Verzonnen aan de Beek"),
    "Nepveen": ("Nepveen", "Bedachtlo"),
    "Fictum": ("Fictum", "Doen-Alsofsluis"),
}
_TOWNS = [(town, municipality) for municipality, towns in MUNICIPALITIES.items() for town in towns]
_STREETS = (
    "Fantasieweg", "Voorbeeldstraat", "Oefenlaan", "Proefplein", "Verzinselkade", "Bedachtsingel", "Schijnpad",
    "Nepstraat", "Uit-de-Duimlaan", "Modelweg", "Testgaarde", "Zogenaamdstraat", "Sprookjeshof", "Luchtkasteelweg",
)  # fmt: skip
_LETTERS = "FQY"


def address(chance: random.Random) -> dict[str, Any]:
    """Street, number, postcode and town of a home or company."""
    at = chance.randrange(len(_TOWNS))
    return {
        "street": chance.choice(_STREETS),
        "house_no": chance.randrange(1, 240),
        "postcode": f"{1990 + at} {chance.choice(_LETTERS)}{chance.choice('ABCDEFGHJKLMNPRTVWXZ')}",
        "city": _TOWNS[at][0],
    }


def municipality_of(town: str) -> str:
    """The municipality a town belongs to."""
    return dict(_TOWNS)[town]


def mobile(n: int) -> str:
    """The mobile number of the n-th person."""
    return f"066{n:07d}"


def landline(n: int) -> str:
    """The desk number of the n-th company."""
    return f"0550{n:06d}"


def mail(name: str, host: str) -> str:
    """An address that no message can reach."""
    plain = "".join(c for c in name.lower().replace(" ", ".") if c.isascii() and (c.isalnum() or c == "."))
    return f"{plain.strip('.') or 'iemand'}@{host}.example"
