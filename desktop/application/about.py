"""What this program consists of: versions and licences of everything that came with it, without anything personal."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, requires, version
from re import match

_TOLD_ELSEWHERE = {"sqlcipher3": "Zlib"}
"""Licences that a library gives in a file only."""


def lines() -> Iterator[str]:
    """One line for the program, one for the computer, and one for each library that came with it."""
    yield f"Overstap {_version('overstap')}"
    yield f"Python {platform.python_version()} · {platform.system()} {platform.release()} ({platform.machine()})"
    for name in sorted(_shipped(), key=str.casefold):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # needed on another kind of computer only
        yield f"{name} {found.version}: {_licence(found)}"


def _shipped() -> set[str]:
    """What the program needs, and what that needs."""
    found: set[str] = set()
    waiting = ["overstap"]
    while waiting:
        try:
            needed = requires(waiting.pop()) or []
        except PackageNotFoundError:
            continue
        for line in needed:
            named = match(r"[A-Za-z0-9._-]+", line)
            if named and "extra ==" not in line and named[0] not in found:
                found.add(named[0])
                waiting.append(named[0])
    return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _licence(found: Distribution) -> str:
    """The licence as the library names it: by its code, its classifiers, or the first line of its own words."""
    about = found.metadata
    for code in about.get_all("License-Expression") or []:
        return str(code)
    classed = [c.rsplit(" :: ", 1)[-1] for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    if classed:
        return ", ".join(classed)
    told = [str(line).strip() for line in about.get_all("License") or [] if str(line).strip()]
    return told[0].splitlines()[0][:80] if told else _TOLD_ELSEWHERE.get(about["Name"], "?")
