"""Who may be there twice: records that share something telling, compared by name; never decided by the program."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Protocol

from rapidfuzz import fuzz

from desktop.application.candidates import ALIKE
from desktop.application.ports import Reader, Store
from desktop.domain.fields import Record
from desktop.domain.folding import fold
from desktop.domain.records import Candidate
from desktop.domain.said import N_, Said, said

_KEY = "not the same"
_NAMES = {"candidate": ("first_name", "initials", "name_prefix", "last_name"), "employer": ("trade_name",)}
_ASKED = {
    "candidate": (
        ("birth_date", 1000, ALIKE, N_("Same date of birth and (nearly) the same name.")),
        ("phone", 20, 0, N_("Same phone number.")),
        ("email", 20, 0, N_("Same e-mail address.")),
        ("_sort", 200, 100, N_("Same name; one of the two has no date of birth yet.")),
    ),
    "employer": (
        ("kvk", 50, 0, N_("Same KvK number.")),
        ("city", 1000, ALIKE, N_("(Nearly) the same name and town.")),
        ("trade_name", 50, 100, N_("Same name; of one of the two the town is not known.")),
    ),
}
"""Per kind: what two share, how many may share it before it tells nothing, how alike the names must be, the reason."""
_BESIDE = {"_sort": "birth_date", "trade_name": "city"}
"""Where both have this, the same name alone tells nothing: another rule decides."""


class DuplicateQuery(Protocol):
    """Finds records that share a value, in any thread."""

    def sharing(self, kind: str, field: str, most: int, also: Sequence[str]) -> Iterable[Sequence[Sequence[Any]]]:
        """Groups of 2 to ``most`` records with the same value, capitals aside: of each its id and ``also``."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one, the older first, and why."""

    one: str
    other: str
    score: int
    reason: Said


def likely_pairs(query: DuplicateQuery, kind: type[Record], apart: Collection[tuple[str, str]]) -> tuple[Pair, ...]:
    """All pairs of a kind that may be the same, most alike first; without those that were said not to be."""
    found: dict[tuple[str, str], Pair] = {}
    for field, most, alike, reason in _ASKED[kind.SPEC.name]:
        for pair in _alike(query, kind.SPEC.name, field, most, alike, said(reason)):
            if (pair.one, pair.other) not in apart:
                found.setdefault((pair.one, pair.other), pair)
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other)))


def _alike(query: DuplicateQuery, kind: str, field: str, most: int, alike: int, reason: Said) -> Iterator[Pair]:
    beside, person = _BESIDE.get(field), kind == Candidate.SPEC.name
    for group in query.sharing(kind, field, most, (beside or "id", "id" if person else "branch_no", *_NAMES[kind])):
        told = [
            (record, more if beside else None, None if person else branch, _name(kind, parts))
            for record, more, branch, *parts in group
        ]
        for (one, a, here, mine), (other, b, there, theirs) in combinations(told, 2):
            if (a and b) or (here and there and here != there):  # told apart by another rule, or two branches
                continue
            score = round(fuzz.token_sort_ratio(mine, theirs))
            if mine and theirs and score >= alike:
                older, newer = sorted((one, other))
                yield Pair(older, newer, score if alike else max(ALIKE, score), reason)


def _name(kind: str, parts: Sequence[str | None]) -> str:
    if kind == Candidate.SPEC.name:
        first, initials, *rest = parts
        parts = (first or initials, *rest)
    return fold(" ".join(part for part in parts if part))


def not_the_same(read: Reader) -> frozenset[tuple[str, str]]:
    """The pairs of which somebody said that they are two."""
    return frozenset((one, other) for one, other in json.loads(read.recall(_KEY) or "[]"))


def keep_apart(store: Store, pair: Pair, apart: bool = True) -> None:
    """Remember that these are two, or no longer."""
    older, newer = sorted((pair.one, pair.other))  # whichever of them stood at the left
    known = not_the_same(store) - {(older, newer)} | ({(older, newer)} if apart else set())
    store.remember(_KEY, json.dumps(sorted(known)))
