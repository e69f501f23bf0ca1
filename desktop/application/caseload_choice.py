"""What a counsellor chose to see in the caseload, as it is remembered: the last choice and those with a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, get_args

from desktop.application.caseload import CaseFilter, CaseSort
from desktop.application.ports import Store
from desktop.domain.codes import Hold, Stage

LAST, NAMED = "caseload.choice", "caseload.filters"
"""Under which keys the store remembers them."""


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """The filters and the order of the list; the words in the search field are not part of it."""

    step: str = ""  # a stage or a hold
    counsellor: str = ""
    programme: str = ""
    attention: bool = False
    closed: bool = False
    sort: CaseSort = "name"
    descending: bool = False

    def wanted(self, text: str, today: date) -> CaseFilter:
        """The question that goes with it."""
        return CaseFilter(
            text,
            tuple(code for code in (self.step,) if code in set(Stage)),
            tuple(code for code in (self.step,) if code in set(Hold)),
            self.counsellor or None,
            self.programme or None,
            today if self.attention else None,
            self.closed,
        )


def last_choice(store: Store, user: str) -> CaseChoice:
    """What was chosen last; at first one's own people."""
    found = _read(store.recall(LAST))
    return _choice(found) if found else CaseChoice(counsellor=user)


def keep_choice(store: Store, choice: CaseChoice) -> None:
    """Remember a choice for the next time."""
    store.remember(LAST, json.dumps(asdict(choice)))


def named_choices(store: Store) -> dict[str, CaseChoice]:
    """The choices that were given a name, in the order of names."""
    found = _read(store.recall(NAMED))
    return {name: _choice(found[name]) for name in sorted(found, key=str.casefold) if isinstance(found[name], dict)}


def keep_named(store: Store, named: Mapping[str, CaseChoice]) -> None:
    """Remember the choices with a name."""
    store.remember(NAMED, json.dumps({name: asdict(choice) for name, choice in named.items()}))


def _read(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _choice(found: Mapping[str, Any]) -> CaseChoice:
    """A choice of another version of the program: what is not known now is left as it is at first."""
    first = CaseChoice()
    kept = {f.name: found[f.name] for f in fields(first) if type(found.get(f.name)) is type(getattr(first, f.name))}
    if kept.get("sort") not in get_args(CaseSort):
        kept.pop("sort", None)
    return CaseChoice(**kept)
