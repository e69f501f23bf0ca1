"""Numbers of persons, companies and schools, and the codes of schooling and work."""

from __future__ import annotations

import re
from typing import Final

from desktop.domain.checks.unfit import Unfit, pattern
from desktop.domain.fields import Beside
from desktop.domain.said import N_, said

BSN: Final = N_(
    "This is not a citizen service number: the nine digits do not pass the check. "
    "A wrong number points to somebody else. Copy it from the identity document."
)
EDUCATION_NO: Final = N_(
    "This is not an education number: it has nine digits, starts with 10 and passes a check. "
    "A wrong number points to somebody else. Ask the school."
)
IBAN: Final = N_(
    "This IBAN does not pass the check. Money would go astray. Copy it once more, for example NL91 ABNA 0417 1643 00."
)
BRIN: Final = N_(
    "A BRIN has two digits and two letters, with the site two digits more. It tells which school it is. "
    "Type for example 27DV."
)
KVK: Final = N_(
    "A KvK number has eight digits. It tells which company it is. Type zeros in front too, for example 01234567."
)
BRANCH_NO: Final = N_(
    "A branch number has twelve digits. It tells which branch it is. "
    "Find it on the KvK extract, for example 000012345678."
)


def bsn(value: str, beside: Beside) -> str:
    """A citizen service number of nine digits."""
    from stdnum.nl import bsn as number

    digits = re.sub(r"[\s.\-]", "", value)
    if not digits.isascii() or not digits.isdigit() or not number.is_valid(digits):
        raise Unfit(said(BSN))
    return str(number.compact(digits)).zfill(9)


def education_no(value: str, beside: Beside) -> str:
    """An education number, which a school gets for somebody without a citizen service number."""
    from stdnum.nl import onderwijsnummer as number

    if not number.is_valid(value):
        raise Unfit(said(EDUCATION_NO))
    return str(number.compact(value))


def iban(value: str, beside: Beside) -> str:
    """A bank account number, kept without spaces."""
    from stdnum import iban as number

    if not number.is_valid(value):
        raise Unfit(said(IBAN))
    return str(number.compact(value))


def brin(value: str, beside: Beside) -> str:
    """The number of a school, with or without its site."""
    from stdnum.nl import brin as number

    if not number.is_valid(value):
        raise Unfit(said(BRIN))
    return str(number.compact(value))


kvk = pattern(r"[0-9]{8}", KVK)
branch_no = pattern(r"[0-9]{12}", BRANCH_NO)

CREBO: Final = N_(
    "A crebo has five digits. The recognition of the employer hangs on it. "
    "Find it in the list of qualifications, for example 25180."
)
CROHO: Final = N_("A croho code has five digits. It tells which higher education it is. Type for example 34389.")
KEUZEDEEL: Final = N_(
    "An optional part has a K and four digits. The school registers it by that code. Type for example K0072."
)
WORK_PROCESS: Final = N_(
    "A work process looks like B1-K1-W1. The assessment hangs on it. Find it in the qualification file."
)
SBI: Final = N_(
    "An SBI code is one letter or two to five digits. Reports count sectors by it. "
    "Type for example 1712, or choose from the list."
)
OCCUPATION: Final = N_(
    "This is not an occupation code: ISCO has one to four digits, ESCO and CompetentNL a web address. "
    "Matching and reports need it. Choose the occupation from the list."
)
SKILL_URI: Final = N_(
    "This is not a skill code: ESCO and CompetentNL have a web address. Matching needs it. "
    "Choose the skill from the list."
)

crebo = pattern(r"[0-9]{5}", CREBO)
croho = pattern(r"[0-9]{5}", CROHO)
keuzedeel = pattern(r"K[0-9]{4}", KEUZEDEEL)
work_process = pattern(r"[BP][0-9]{1,2}-K[0-9]{1,2}(-W[0-9]{1,2})?", WORK_PROCESS)
sbi = pattern(r"[A-U]|[0-9]{2,5}", SBI)

_ESCO: Final = r"http://data\.europa\.eu/esco/{kind}/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}"
_COMPETENTNL: Final = r"https?://([a-z0-9-]+\.)*competentnl\.nl/\S+"


def occupation(value: str, beside: Beside) -> str:
    """An ISCO group of one to four digits, or the web address of an occupation in ESCO or CompetentNL."""
    if re.fullmatch(rf"[0-9]{{1,4}}|{_ESCO.format(kind='occupation')}|{_COMPETENTNL}", value):
        return value
    raise Unfit(said(OCCUPATION))


def skill_uri(value: str, beside: Beside) -> str:
    """The web address of a skill in ESCO or CompetentNL."""
    if re.fullmatch(rf"{_ESCO.format(kind='skill')}|{_COMPETENTNL}", value):
        return value
    raise Unfit(said(SKILL_URI))
