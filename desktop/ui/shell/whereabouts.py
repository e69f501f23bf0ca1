"""Where a person was: the last place and the people and employers looked at, kept in the encrypted store."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict

from desktop.application.i18n import Language
from desktop.application.ports import Hit, Store
from desktop.domain.records import RECORDS, Candidate, Traject
from desktop.ui.naming import Names
from desktop.ui.shell.workbench import Place

_KEY = "whereabouts"
RECENT = 8


def keep(store: Store, last: Place, visited: Sequence[Place]) -> None:
    """Remember the last place, and the newest of those that were about somebody."""
    kept = [asdict(place) for place in (last, *recent(visited))]
    store.remember(_KEY, json.dumps(kept))


def recall(store: Store) -> tuple[Place, ...]:
    """The last place and the recent ones, newest first; empty where nothing is remembered that is still there."""
    try:
        kept = [Place(**{**place, "others": ()}) for place in json.loads(store.recall(_KEY) or "[]")]
    except (TypeError, ValueError):
        return ()  # another version of the program remembered it otherwise
    return tuple(place for place in kept if is_there(store, place))


def is_there(store: Store, place: Place) -> bool:
    """Whether what a place is about still exists."""
    return all(store.kind_of(id_) is not None for id_ in (place.traject, place.record) if id_)


def gone_of(store: Store, ids: Collection[str]) -> frozenset[str]:
    """Which of these are no longer here at all, not even as deleted."""
    return frozenset(id_ for id_ in ids if store.kind_of(id_) is None)


def recent(visited: Sequence[Place]) -> tuple[Place, ...]:
    """Of all places, oldest first, those about a person or employer: each once, newest first."""
    found: dict[str, Place] = {}
    for place in reversed(visited):
        about = place.traject or place.record
        if about and about not in found:
            found[about] = Place("dossier", place.traject) if place.traject else place
    return tuple(found.values())[:RECENT]


def named(store: Store, language: Language, places: Sequence[Place]) -> tuple[tuple[str, Place], ...]:
    """The places with what each is called; who is gone meanwhile is left out."""
    names, found = Names(store, language), []
    for place in places:
        if not is_there(store, place):
            continue
        if place.traject:
            traject = store.get(Traject, place.traject)
            found.append((f"{names.title(store.get(Candidate, traject.parent or ''))}    {traject.dossier_no}", place))
        else:
            kind = RECORDS[store.kind_of(place.record) or ""]
            title = names.title(store.get(kind.type, place.record))
            found.append((f"{title}    {language.record(kind)}", place))
    return tuple(found)


def place_of(store: Store, hit: Hit) -> Place | None:
    """Where something that was found is shown: a person in the newest case, anything else on its own page."""
    if hit.kind != Candidate.SPEC.name:
        return Place(hit.kind, record=hit.id)
    traject = newest_traject(store, hit.id)
    return Place("dossier", traject) if traject else None


def newest_traject(store: Store, candidate: str) -> str:
    """The newest case of a person; empty where there is none."""
    found = store.children(Traject, candidate)
    return found[-1].id if found else ""
