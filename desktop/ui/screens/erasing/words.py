"""What is said of erasing: what will happen, and how far each request is, in words and with a shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.application.erasures import BACKUPS, Erasure, Laptop
from desktop.application.i18n import Language
from desktop.application.ports import Clock
from desktop.domain.said import N_, said, said_n
from desktop.ui.widgets.paged_model import Column
from desktop.ui.wording import short_moment

OPEN, UNDER_WAY, DONE = "○", "◐", "●"
"""Nothing is gone yet, not everywhere, everywhere; the same shapes as those of sharing."""


@dataclass(frozen=True, slots=True)
class Request:
    """A line of the list; ``name`` where the person is still here, ``mine`` where it can be withdrawn here."""

    erasure: Erasure
    name: str
    mine: bool = False

    @property
    def is_done(self) -> bool:
        """Whether it was confirmed, so that there is something to certify."""
        return self.erasure.at is not None


class RequestWords:
    """The columns of both lists."""

    def __init__(self, language: Language, clock: Clock) -> None:
        self._language, self._clock = language, clock

    def columns(self) -> tuple[Column, ...]:
        """Of the requests."""
        text = self._language.text
        return (
            Column(text(N_("How far")), self.state, letters=38),
            Column(text(N_("Request")), lambda line: line.erasure.reference or "–", letters=16),
            Column(text(N_("Who")), lambda line: line.name or "–", letters=24),
            Column(text(N_("Asked")), lambda line: self._by(line.erasure.asked_by, line.erasure.asked_at), letters=24),
            Column(
                text(N_("Confirmed")), lambda line: self._by(line.erasure.confirmed_by, line.erasure.at), letters=24
            ),
        )

    def laptop_columns(self) -> tuple[Column, ...]:
        """Of the laptops that may have held something of one of them."""
        text = self._language.text
        return (
            Column(text(N_("Laptop")), lambda laptop: f"{laptop.login} ({laptop.device})", letters=24),
            Column(text(N_("Last contact")), lambda laptop: self._day(laptop.seen), letters=16),
            Column(text(N_("Said that nothing is left")), self.of_laptop, letters=34),
        )

    def state(self, line: Request) -> str:
        """How far a request is."""
        if line.erasure.at is None:
            sign, words = OPEN, said(N_("asked, not confirmed yet"))
        elif left := len(line.erasure.unconfirmed):
            sign = UNDER_WAY
            words = said_n("erased, one laptop has not said so yet", "erased, {n} laptops have not said so yet", left)
        else:
            sign, words = DONE, said(N_("erased everywhere"))
        return f"{sign} {self._language.say(words)}"

    def of_laptop(self, laptop: Laptop) -> str:
        """Whether a laptop has said that nothing is left, and else for how long it says nothing at all."""
        if laptop.gone is not None:
            return f"{DONE} {self._day(laptop.gone)}"
        days = (self._clock.now() - laptop.seen).days
        silent = said_n("not yet, silent for one day", "not yet, silent for {n} days", days)
        words = silent if days > 0 else said(N_("not yet"))
        return f"{OPEN} {self._language.say(words)}"

    def _by(self, who: str | None, at: datetime | None) -> str:
        return ", ".join(filter(None, (who, self._day(at)))) or self._language.text(N_("not yet"))

    def _day(self, at: datetime | None) -> str:
        return short_moment(at, self._clock.today(), self._language)


def what_happens(language: Language, *, shared: bool) -> Iterator[tuple[str, str]]:
    """What asking leads to, each with the word that it begins with."""
    text = language.text
    if shared:
        yield (
            text(N_("Who confirms")),
            text(
                N_("A privacy officer, with a login of their own: two people erase somebody. Until then nothing goes, "
                   "and you can withdraw the request.")
            ),
        )  # fmt: skip
        where = N_("They go from the server at once, and from every laptop at its next contact.")
    else:
        yield (
            text(N_("Who confirms")),
            text(N_("A colleague beside you, now: two people erase somebody. Type that colleague's name below.")),
        )
        where = N_("They go from this computer at once.")
    everything = N_(
        "Everything about this person: the dossier with its history, conflicts and documents, what searching finds "
        "and what still waits."
    )
    yield text(N_("What goes")), f"{text(everything)} {text(where)}"
    yield (
        text(N_("Backups")),
        text(
            N_("The next ones are without this person. Older ones are kept for {n} days at most; putting one back does "
               "not bring the person back."),
            n=BACKUPS.days,
        ),
    )  # fmt: skip
    yield (
        text(N_("What stays")),
        text(
            N_("A number without a name, the number of the request, and who asked and confirmed it. What was printed "
               "or saved outside Overstap you throw away yourself.")
        ),
    )  # fmt: skip
    yield text(N_("Afterwards")), text(N_("It cannot be undone: nobody can bring it back, the administrator neither."))
