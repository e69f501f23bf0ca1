"""The way a person went: the places one after the other, back and forth, and from earlier days."""

from __future__ import annotations

from collections.abc import Collection

from desktop.application.ports import Store
from desktop.ui.shell.whereabouts import recall, recent
from desktop.ui.shell.workbench import Place

_LONGEST = 50


class Way:
    """The places gone to, and which of them is shown."""

    def __init__(self) -> None:
        self._gone: list[Place] = []
        self._left: list[Place] = []
        self._at = -1
        self._earlier: tuple[Place, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where the person is."""
        return self._gone[self._at] if self._at >= 0 else None

    def go(self, place: Place) -> None:
        """On to a place; what was ahead is forgotten, what was before stays."""
        if place != self.place:
            self._gone = [*self._gone[: self._at + 1], place][-_LONGEST:]
            self._left = [*self._left[: self._at + 1], place][-_LONGEST:]
            self._at = len(self._gone) - 1

    def leave(self, now_at: Place | None) -> None:
        """Remember which part of the place was shown, for who comes back."""
        if now_at is not None and self._at >= 0:
            self._left[self._at] = now_at

    def step(self, by: int) -> Place:
        """One place back (-1) or forward (1) as it was left, where `can_step` says that there is one."""
        self._at += by
        return self._left[self._at]

    def can_step(self, by: int) -> bool:
        """Whether there is a place to go back or forward to."""
        return 0 <= self._at + by < len(self._gone)

    def forget(self, gone: Collection[str]) -> None:
        """Leave out the places about what is no longer here."""
        stays = [at for at, place in enumerate(self._gone) if not {place.traject, place.record} & set(gone)]
        self._at = sum(at <= self._at for at in stays) - 1
        self._gone, self._left = [self._gone[at] for at in stays], [self._left[at] for at in stays]
        self._earlier = tuple(place for place in self._earlier if not {place.traject, place.record} & set(gone))

    def case(self) -> str:
        """The case that is open or was open last; empty where none was."""
        return next((p.traject for p in reversed(self._gone[: self._at + 1]) if p.traject), "")

    def recent(self) -> tuple[Place, ...]:
        """The people and employers looked at last, newest first, without the one on the screen."""
        here = self.place
        about = (here.traject or here.record) if here is not None else ""
        return tuple(p for p in recent(self.visited()) if about not in (p.traject, p.record) or not about)

    def visited(self) -> tuple[Place, ...]:
        """Every place, oldest first, those of earlier days before those of today."""
        return (*reversed(self._earlier), *self._gone)

    def take_up(self, store: Store) -> Place | None:
        """Go on from what is remembered: where the work ended the last time that the program ran."""
        found = recall(store)
        self._earlier = found[1:]
        return found[0] if found else None
