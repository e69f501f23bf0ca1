"""Erasing somebody who is shared: who asked, who confirmed, what was removed where, and who has not said it is gone.

Nothing here holds a name of the person: only a random number and the number of the request. The certificate is made
from what the shared database tells, as data and on paper.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from desktop.application.i18n import Language
from desktop.application.paper import Column, Document, Facts, Footer, Header, Heading, Table, Text
from desktop.application.values import ZONE, plain
from desktop.domain.errors import Invalid
from desktop.domain.fields import RECORDS
from desktop.domain.said import N_, Said, said, said_n
from desktop.domain.synced import APART

BACKUPS = timedelta(days=90)
"""As long as a backup is kept that was made before."""

_UNTIL = "backups_until"


@dataclass(frozen=True, slots=True)
class Laptop:
    """A device that may have held the person, and when it said that nothing is left."""

    device: int
    login: str
    seen: datetime
    gone: datetime | None


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure: asked, or asked and done."""

    root: str
    reference: str
    asked_by: str | None
    asked_at: datetime | None
    confirmed_by: str | None = None
    at: datetime | None = None
    removed: Mapping[str, int] | None = None
    rewritten: datetime | None = None
    laptops: tuple[Laptop, ...] = ()

    @property
    def unconfirmed(self) -> tuple[Laptop, ...]:
        """The laptops that have not said that it is gone."""
        return tuple(laptop for laptop in self.laptops if laptop.gone is None)


class Erasures(Protocol):
    """The shared database, as far as erasing goes."""

    def ask_erasure(self, root: str, reference: str) -> None:
        """Ask that this person is erased; an officer who is somebody else confirms."""

    def drop_erasure(self, root: str) -> None:
        """Take back what was asked and not confirmed."""

    def erasures(self) -> Sequence[Erasure]:
        """Everything that was asked and done, as far as this person may know."""


def erasure_of(told: Mapping[str, Any]) -> Erasure:
    """From the words of the shared database."""
    laptops = tuple(
        Laptop(each["device"], each["login"], _moment(each["seen"]), each["gone"] and _moment(each["gone"]))
        for each in told["laptops"]
    )
    moments = {name: told[name] and _moment(told[name]) for name in ("asked_at", "at", "rewritten")}
    return Erasure(**{**told, **moments, "laptops": laptops})


def certified(file: Path) -> Sequence[Erasure]:
    """Who was erased, from a certificate as JSON, or from the whole list without what was only asked."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        found = [certified_one(each) for each in (told if isinstance(told, list) else [told])]
    except OSError:
        raise Invalid({"file": said(N_("The file {file} cannot be read."), file=str(file))}) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        found = []
    done = [each for each in found if each.at is not None]
    if not done:
        sentence = N_(
            "The file {file} says of nobody that they were erased. Give a certificate as “overstap server erase "
            "certificate ID -o FILE.json” makes it, or the list of “overstap server erase list --json”."
        )
        raise Invalid({"file": said(sentence, file=str(file))})
    return done


def certified_one(told: Mapping[str, Any]) -> Erasure:
    """From a certificate as data."""
    erasure = erasure_of({name: value for name, value in told.items() if name != _UNTIL})
    uuid.UUID(erasure.root)
    return erasure


def data(erasure: Erasure) -> dict[str, Any]:
    """The certificate as data."""
    return {**asdict(erasure), _UNTIL: erasure.at and erasure.at + BACKUPS}


def told(erasure: Erasure) -> Said:
    """How far it is, in one sentence."""
    if erasure.at is None:
        sentence = N_("Request {reference}: asked by {who} on {at}. An officer still has to confirm it.")
        return said(sentence, reference=erasure.reference, who=erasure.asked_by or "", at=erasure.asked_at)
    if erasure.unconfirmed:
        return said_n(
            "Request {reference}: erased on {at}. One laptop has not said yet that nothing is left: {who}.",
            "Request {reference}: erased on {at}. {n} laptops have not said yet that nothing is left: {who}.",
            len(erasure.unconfirmed),
            reference=erasure.reference or "-",
            at=erasure.at,
            who=", ".join(laptop.login for laptop in erasure.unconfirmed),
        )
    sentence = N_("Request {reference}: erased on {at}. Every laptop said that nothing is left.")
    return said(sentence, reference=erasure.reference or "-", at=erasure.at)


def unconfirmed(erasures: Sequence[Erasure]) -> Said | None:
    """The line above a list of erasures; nothing where every laptop has said that nothing is left."""
    waiting = {laptop.device for erasure in erasures for laptop in erasure.unconfirmed}
    if not waiting:
        return None
    return said_n(
        "One laptop still has to confirm an erasure: it does so at its next contact.",
        "{n} laptops still have to confirm an erasure: they do so at their next contact.",
        len(waiting),
    )


def certificate(erasure: Erasure, language: Language, created: datetime) -> Document:
    """The certificate on paper."""
    title = language.text(N_("Certificate of erasure"))

    def when(at: datetime | None) -> str:
        return plain(at, language) if at else language.text(N_("not yet"))

    by = N_("{at}, by {who}")
    facts = (
        (N_("Number of the request"), erasure.reference or "-"),
        (N_("Number that the person had"), erasure.root),
        (N_("Asked"), language.text(by, at=when(erasure.asked_at), who=erasure.asked_by or "-")),
        (N_("Confirmed and erased"), language.text(by, at=when(erasure.at), who=erasure.confirmed_by or "-")),
        (N_("Files of the server written anew"), when(erasure.rewritten)),
        (N_("Last day a backup from before may be kept"), when(erasure.at and erasure.at + BACKUPS)),
    )
    removed = tuple((_place(place, language), str(n)) for place, n in sorted((erasure.removed or {}).items()))
    laptops = tuple(
        (f"{laptop.login} ({laptop.device})", when(laptop.seen), when(laptop.gone)) for laptop in erasure.laptops
    )
    of_laptops = language.text(N_("Laptops that may have held something"))
    of_server = language.text(N_("Removed from the shared database"))
    return Document(
        title=title,
        language=language.tag,
        kind="erasure",
        number=erasure.reference,
        header=Header("Overstap", title, erasure.reference),
        footer=Footer(language.text(N_("printed {when}"), when=created)),
        created=created.astimezone(ZONE),
        blocks=(
            Heading(1, title),
            Text(language.say(told(erasure)), "intro"),
            Facts(tuple((language.text(label), value) for label, value in facts), summary=title),
            Heading(2, of_server),
            Table(
                (Column(language.text(N_("Place")), 3), Column(language.text(N_("Number")), 1, "right")),
                removed,
                row_header=True,
                summary=of_server,
                empty=language.text(N_("Nothing was there any more.")),
            ),
            Heading(2, of_laptops),
            Table(
                (
                    Column(language.text(N_("Laptop")), 2),
                    Column(language.text(N_("Last contact")), 2),
                    Column(language.text(N_("Said that nothing is left")), 2),
                ),
                laptops,
                row_header=True,
                summary=of_laptops,
                empty=language.text(N_("No laptop held anything.")),
            ),
            Text(
                language.text(
                    N_(
                        "Each laptop also clears its search index, its attachments and what waited to be sent. "
                        "What comes later from a laptop or a backup is refused by the number alone."
                    )
                ),
                "note",
            ),
        ),
    )


_PLACES = {
    "sync.file": N_("Files"),
    "sync.history": N_("Earlier values"),
    "sync.conflict": N_("Conflicts"),
    "sync.parked": N_("Changes that were not taken in"),
    "sync.answer": N_("Answers kept for a laptop"),
    "sync.root": N_("Register of who is at which desk"),
    "sync.stay": N_("Register of earlier desks"),
    "sync.unaware": N_("Register of laptops that had not heard of another desk"),
    "sync.erase_asked": N_("The request itself"),
}


def _place(place: str, language: Language) -> str:
    name = place.removeprefix("app.")
    if (spec := RECORDS.get(name.removesuffix(APART))) is None:
        return language.text(_PLACES[place]) if place in _PLACES else place
    label = language.record(spec)
    return (
        language.text(N_("{kind}: national number and special categories"), kind=label)
        if name.endswith(APART)
        else label
    )


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(ZONE)
