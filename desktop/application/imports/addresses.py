"""Takes Dutch addresses apart: street, house number, addition, postcode and town in one cell or in two."""

from __future__ import annotations

import re

_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Za-z]{2})\b[\s,/–-]*")
_HALF = re.compile(r"(\d[\d ]*)\b[\s,/–-]*(\D*)$")  # a postcode without its letters, for the check to refuse
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_NUMBER = re.compile(r"(\d{1,5})(?!\d)[\s,/–-]*(.*)$")
_TOWN_BEHIND = re.compile(r"(?<=[\dA-Za-z]),\s*([^\d,]{2,})$")
_NUMBER_WORD = re.compile(r"\b(?:nr|no|huisnr|huisnummer)\b\.?\s*(?=\d)", re.IGNORECASE)
_IN_STREET = re.compile(r"1[5-9]\d\d\b|\d+e?\s+(?!hoog|bis|huis|achter|boven|voor)[^\W\d]{4,}")
"""A number that is not the house number while another follows: “Plein 1944 12”, “De 7 Dorpen 3”."""
_NUMBERED = re.compile(r"(?<=[^\s,])[\s,]+(?=\d{1,5}(?!\d))")


def house_number(text: str) -> dict[str, str]:
    """Number and addition: “12a-3” is 12 and “a-3”, “12 bis” is 12 and “bis”."""
    plain = text.strip().removesuffix(".0")
    if _DAY.match(plain):  # a spreadsheet took “12-3” for a day of March
        return {"house_no": plain}
    found = _NUMBER.match(plain)
    return {"house_no": found[1], "suffix": found[2].strip()} if found else {"house_no": plain}


def postcode_town(text: str) -> dict[str, str]:
    """Postcode and town in any order: “7411ab Deventer”, “Deventer, 7411 AB”; without a postcode all is town."""
    found = _POSTCODE.search(text)
    if not found:
        half = _HALF.match(text)
        return {"postcode": half[1].strip(), "city": half[2]} if half else {"city": text.strip(" ,")}
    before, behind = text[: found.start()].strip(" ,/–-"), text[found.end() :].strip(" ,/–-")
    return {"postcode": f"{found[1]} {found[2].upper()}", "city": behind or before}


def postcode_only(text: str) -> dict[str, str]:
    """A postcode, with the town where somebody typed that too; anything else is left for the check to refuse."""
    return postcode_town(text) if _POSTCODE.match(text) else {"postcode": text}


def address(text: str) -> dict[str, str]:
    """Street, number and addition, and the postcode and town behind them where they are there."""
    plain = _NUMBER_WORD.sub("", " ".join(text.split()))
    parts: dict[str, str] = {}
    found = _POSTCODE.search(plain)
    if found and found.start() > 2:
        parts = postcode_town(plain[found.start() :])
        plain = plain[: found.start()].strip(" ,/–-")
    elif ending := _TOWN_BEHIND.search(plain):
        parts = {"city": ending[1].strip()}
        plain = plain[: ending.start()]
    places = list(_NUMBERED.finditer(plain))
    if not places:
        return {"street": plain.strip(" ,"), **parts}
    last = places[-1]
    chosen = next((at for at in places[:-1] if not _IN_STREET.match(plain, at.end())), last)
    return {"street": plain[: chosen.start()], **house_number(plain[chosen.end() :]), **parts}
