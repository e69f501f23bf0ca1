"""What does not belong in free text (rule R46): words about health, and numbers that are citizen service numbers."""

from __future__ import annotations

import re

from stdnum.exceptions import ValidationError
from stdnum.nl import bsn

from desktop.domain.said import N_, Said, said

_NINE = re.compile(r"(?<!\w)(?<!\+)(?:\d{9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})(?![ .-]?\d|\w)")
_NAMED = re.compile(r"\b(?:bsn|sofi\w*|burgerservice\w*)\D{0,12}(\d(?:[ .-]?\d){7,8})(?!\d)", re.IGNORECASE)
"""Eight figures count only beside the word: a Chamber of Commerce number and a date have eight figures too."""

_HEALTH = re.compile(
    r"\b(?:adhd|asperger|autisme|autist(?:isch)?|bipolaire?|borderline|burn-?out|chemo\w*|copd|diabetes|dementie|"
    r"epilepsie|hiv|hernia|kanker|medicatie|medicijnen|migraine|ocd|parkinson|psychose|psychotische?|ptss|reuma|"
    r"suikerziekte|tumor|whiplash|zwanger|zwangerschap|miskraam|verslaafd|verslaving|alcoholist|geopereerd|"
    r"depressie(?:f|ve)?|angststoornis|eetstoornis|persoonlijkheidsstoornis|schizofren\w*|diagnose[ns]?|psychiater|"
    r"psychische?|hartaanval|hartinfarct|beroerte|herseninfarct|hersenletsel|fibromyalgie|antidepressiva|insuline|"
    r"chronisch ziek\w*|cancer|pregnan\w+|addict(?:ed|ion)|medication|depressed|depression|diagnosed)\b",
    re.IGNORECASE,
)


def unwanted(text: str | None) -> tuple[Said, ...]:
    """What in a text should be changed or confirmed, a sentence each; empty when all is well.

    A sentence quotes the word about health, never the number: that would be written down once more.
    """
    if not text:
        return ()
    found: list[Said] = []
    if any(_is_bsn(number) for number in (*_NINE.findall(text), *_NAMED.findall(text))):
        found.append(
            said(N_("This text holds a number that looks like a citizen service number. Leave it out: "
                    "it may not be kept here, not even when the person agrees."))
        )  # fmt: skip
    words = dict.fromkeys(match.group().lower() for match in _HEALTH.finditer(text))
    if words:
        found.append(
            said(N_("“{words}” says something about health. Write only what is needed to arrange work or training, "
                    "for example “cannot stand for long”."), words=", ".join(list(words)[:3]))
        )  # fmt: skip
    return tuple(found)


def _is_bsn(number: str) -> bool:
    try:
        return bool(bsn.validate(re.sub(r"\D", "", number).zfill(9)))
    except ValidationError:
        return False
