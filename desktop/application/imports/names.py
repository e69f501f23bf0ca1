"""Takes names apart as the Dutch write them: first name, initials, particle and surname in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PARTICLES = (
    "van von vom zu zum zur der den de d' te ten ter tot 't t' 's op in aan bij onder over uit uijt voor af "
    "la le les l' du des da das do dos del della di dal el al bin bint ben ibn abu ait aït ould "
    "v.d. vd v/d v. van't v/h o/d"
)
PARTICLES: Final = frozenset(_PARTICLES.split()) | frozenset(_PARTICLES.replace("'", "’").split())
"""Words that stand before a surname and are not sorted on."""

_NAMES_TOO: Final = frozenset({"al", "ben", "bin", "do", "da", "la", "in", "di", "le"})
"""Particles that are first names too: as the first word they are the name."""

_ADDRESSED = re.compile(
    r"^(dhr|de heer|heer|hr|mevr|mw|mevrouw|mej)\b\.?(?!\s*(?:,|$))\s*(/\s*(?:mevr|mw|mevrouw)\b\.?\s*)?",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"\b(?:drs|ing|ir|mr|dr|prof|bsc|msc|ba|ma|bc)\.(?=\s)\s*|\s*,?\s+(?:BSc|MSc|BA|MA|MBA|PhD)\.?$")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_DOTTED = re.compile(r"(?:[A-Za-zÀ-ž]{1,3}\.[\s-]?)+[A-Za-zÀ-ž]?$")
_HYPHENED = re.compile(r"[\w'’]-(?:van|von|de|den|der|ter|ten|te|'t|el|al)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of one name; ``title`` is how the person was addressed, ``left`` the degrees that were left out."""

    first: str = ""
    initials: str = ""
    particle: str = ""
    last: str = ""
    title: str = ""
    left: str = ""


def surname(text: str) -> tuple[str, str]:
    """Particle and surname: “de Vries”, “Vries, de” and “Vries (de)” are all (de, Vries)."""
    plain = text.strip(" ,")
    if bracket := _IN_BRACKETS.search(plain):
        if all(map(_is_particle, bracket[1].split())):
            return bracket[1].strip(), _IN_BRACKETS.sub(" ", plain).strip()
    elif "," in plain:
        name, _, behind = plain.partition(",")
        if all(map(_is_particle, behind.split())):
            return behind.strip(), name.strip()
    return _leading(plain.split())


def whole_name(text: str) -> Name:
    """The parts of a name in one cell, surname first with a comma or last without."""
    if "." not in text and "(" not in text and "," not in text and not _ADDRESSED.match(text):
        return _in_order(text.split())  # the common case
    addressed = _ADDRESSED.match(text)
    title = addressed[1].lower() if addressed and not addressed[2] else ""
    rest = text[addressed.end() :] if addressed else text
    left = " ".join(found.strip(" ,") for found in _DEGREE.findall(rest))
    rest = _DEGREE.sub("", rest).strip(" ,")
    called = ""
    if (bracket := _IN_BRACKETS.search(rest)) and not _is_particle(bracket[1].strip()):
        called, rest = bracket[1].strip(), _IN_BRACKETS.sub(" ", rest).strip()
    found = _behind_comma(rest) if "," in rest else _in_order(rest.split())
    first = called or found.first
    return Name(first, found.initials, found.particle, found.last, title, left)


def _behind_comma(text: str) -> Name:
    """“Vries, Jan de”, “Jansen, P. van der”, “Vries, de, Jan”."""
    name, _, behind = text.partition(",")
    words = behind.replace(",", " ").split()
    particle = [word for word in words if _is_particle(word)] if len(words) > 1 else []
    given = [word for word in words if word not in particle]
    if len(words) == 1 and _is_particle(words[0]) and words[0].lower() not in _NAMES_TOO:
        particle, given = words, []
    before, last = _leading(name.split())
    first, initials = _given(given)
    return Name(first, initials, " ".join(filter(None, (before, *particle))), last)


def _in_order(words: list[str]) -> Name:
    """“Jan Peter van der Berg”, “J. de Vries”, “Anna Jansen-de Boer”, “de Vries”."""
    if not words:
        return Name()
    if len(words) > 1 and len(words[0]) > 3 and words[0].isupper() and "." not in words[0] and not words[-1].isupper():
        words = words[1:] + words[:1]  # “JANSEN Piet”
    end = len(words) - 1
    at = next((i for i in range(end) if _is_particle(words[i]) and (i or words[i].lower() not in _NAMES_TOO)), end)
    double = (i for i in range(1, at) if _HYPHENED.search(words[i]) or words[i + 1] in ("-", "–"))
    at = next(double, at)  # “Anna Jansen-de Boer”, “Anna Jansen - de Boer”
    first, initials = _given(words[:at])
    particle, last = _leading(words[at:])
    return Name(first, initials, particle, last)


def _leading(words: list[str]) -> tuple[str, str]:
    """The particles in front of a surname, and the surname; a name of particles only stays whole."""
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _given(words: list[str]) -> tuple[str, str]:
    """First names and initials: “Jan Peter”, “J.P.”, “J.P. Jan”."""
    dotted = [w for w in words if ("." in w and _DOTTED.match(w)) or (len(w) < 4 and w.isupper() and w.isalpha())]
    if dotted and len(dotted) == len(words):
        return "", " ".join(dotted)
    if dotted and words[: len(dotted)] == dotted:
        return " ".join(words[len(dotted) :]), " ".join(dotted)
    return " ".join(words), ""


def _is_particle(word: str) -> bool:
    return word.lower() in PARTICLES
