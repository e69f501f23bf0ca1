"""Sharing the work of one open workspace with the laptops of colleagues: connected once, then exchanged in rounds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from desktop.application.connection import Connection, read, written
from desktop.application.erasures import Erasures
from desktop.application.ports import Clock, Store, User
from desktop.application.sync_port import SyncStore
from desktop.application.syncing import Cut, Refusal, Standing
from desktop.domain.changes import Outcome
from desktop.domain.errors import NotThere, Refused
from desktop.domain.said import N_, KindName, Said, said, said_n
from desktop.domain.synced import synced

AS_OF, SERVER, SERVER_PASSWORD = "sync.as_of", "server", "server.password"
"""Under which keys a workspace remembers when it last exchanged everything, with whom, and with which password."""

LONG = timedelta(days=7)
"""Longer than this without contact is told as a warning."""

T = TypeVar("T")
Progress = Callable[[int, int], object]
"""Hears how many pieces came, of how many."""

Told = Callable[[Outcome], object]


class Line(Protocol):
    """One way to the shared database, for one round."""

    def round(self) -> None:
        """Hand in what waits and take in what others did; raises `Cut`, `TurnedAway`."""

    @property
    def server(self) -> Erasures:
        """What is asked of it beside a round."""

    def fetch(self, root: str, sha256: str, progress: Progress) -> None:
        """Bring the content of a document here; raises `Cut`, `NotThere`."""

    def interrupt(self) -> None:
        """From another thread: the round ends as if the connection had been cut."""

    def close(self) -> None:
        """Let the connection go."""


Greet = Callable[[Connection, str], None]
"""Asks a server whether it knows the login and the password; `Cut` or `TurnedAway` where it does not."""

Dial = Callable[[Connection, str, Told], Line]
"""The way to a server with a password; the third hears what each step brought. Nothing is asked of the server yet."""


class Sharing:
    """Safe in any thread; `round` blocks and one goes on at a time."""

    def __init__(self, store: Store, local: SyncStore, user: User, clock: Clock, greet: Greet, dial: Dial) -> None:
        self._store, self._local, self._user, self._clock = store, local, user, clock
        self._greet, self._dial = greet, dial
        self._one, self._turn = threading.Lock(), threading.RLock()
        self._line: Line | None = None
        self._is_over = False

    @property
    def connection(self) -> Connection | None:
        """The shared database this workspace was connected to."""
        kept = self._store.recall(SERVER)
        return read(kept) if kept is not None else None

    def connect(self, connection: Connection, password: str) -> None:
        """Share from now on, where the server knows this person: what was and will be done here waits to be sent."""
        if connection.desk != self._user.desk:
            sentence = N_(
                "This workspace belongs to another desk. Ask the administrator to add the desk with --id {desk}."
            )
            raise Refused(said(sentence, desk=self._user.desk))
        self._greet(connection, password)
        self.keep(connection, password)

    def keep(self, connection: Connection, password: str) -> None:
        """Share from now on with a server that knows this person."""
        self._store.remember(SERVER, written(connection))
        self._store.remember(SERVER_PASSWORD, password or None)

    def standing(self) -> Standing:
        """How the work here stands beside the shared database; nothing is asked of the server."""
        as_of = self._store.recall(AS_OF)
        return replace(self._local.standing(), as_of=datetime.fromisoformat(as_of) if as_of else None)

    @property
    def local(self) -> SyncStore:
        """What is kept on this device for sharing."""
        return self._local

    def round(self, told: Told = lambda _: None) -> None:
        """Exchange everything once, and remember when; ``told`` hears, in this thread, what each step brought."""
        with self._one:
            connection = self.connection
            if connection is None:
                raise not_connected()
            line = self._dial(connection, self._store.recall(SERVER_PASSWORD) or "", partial(self._tell, told))
            with self._turn:
                if self._is_over:
                    return
                self._line = line
            try:
                line.round()
                self._store.remember(AS_OF, self._clock.now().isoformat())
            finally:
                self._line = None
                line.close()

    def asking(self, ask: Callable[[Erasures], T]) -> T:
        """Ask the shared database something beside a round."""
        connection = self.connection
        if connection is None:
            raise not_connected()
        line = self._dial(connection, self._store.recall(SERVER_PASSWORD) or "", lambda _: None)
        try:
            return ask(line.server)
        finally:
            line.close()

    def fetch(self, root: str, sha256: str, progress: Progress) -> None:
        """Bring the content of a document here; what came before the line broke is kept."""
        connection = self.connection
        if connection is None:
            raise not_connected()
        line = self._dial(connection, self._store.recall(SERVER_PASSWORD) or "", lambda _: None)
        try:
            line.fetch(root, sha256, progress)
        except Cut:
            sentence = N_("The content of this document is on the server. It comes when there is network.")
            raise Cut(said(sentence)) from None
        finally:
            line.close()

    def _tell(self, told: Told, came: Outcome) -> None:
        with self._turn:
            if self._line is not None:
                told(came)

    def interrupt(self) -> None:
        """End the round that goes on, as a cut would; the next one goes on where it was."""
        with self._turn:
            if self._line is not None:
                self._line.interrupt()

    def end(self) -> None:
        """Nobody listens any more: no round goes on or begins, until `resume`."""
        with self._turn:
            self._is_over = True
            if self._line is not None:
                self._line.interrupt()
                self._line = None

    def resume(self) -> None:
        """Somebody listens again."""
        self._is_over = False


def not_taken_in(refusal: Refusal) -> Said:
    """A row that the server refused, in one sentence with what to do."""
    sentence = N_(
        "{kind} {id} cannot be taken in by the shared database (code {code}). What was typed is kept here, the rest is "
        "handed in. Look for a strange character, change it, and it is handed in again."
    )
    kind = KindName(synced()[refusal.table].spec.name)
    return said(sentence, kind=kind, id=refusal.record, code=refusal.code)


def waits_for_upgrade(fields: int) -> Said:
    """What this program knows and the shared database does not know yet."""
    return said_n(
        "One field waits until the shared database is upgraded. What was typed is kept here. Tell your administrator.",
        "{n} fields wait until the shared database is upgraded. What was typed is kept here. Tell your administrator.",
        fields,
    )


def altered() -> Said:
    """The audit chain of the server is not the one that this laptop saw."""
    return said(
        N_(
            "The shared database no longer has what this laptop saw of who changed what: it was altered, or an older "
            "backup was put back without saying so. What is on this laptop stays. Tell your administrator."
        )
    )


def went_to_another_desk(changes: int) -> Said:
    """What somebody wrote before this computer heard that the person is at another desk."""
    return said_n(
        "One change for somebody who is at another desk now was handed to that desk, which decides about it.",
        "{n} changes for people who are at another desk now were handed to those desks, which decide about them.",
        changes,
    )


def not_yours_to_change(changes: int) -> Said:
    """What the server keeps for its administrator."""
    return said_n(
        "One change was not taken in: it is not yours to change (any more), or is gone. The shared database keeps what "
        "you wrote; tell your administrator if it is needed.",
        "{n} changes were not taken in: they are not yours to make (any more), or what they are about is gone. The "
        "shared database keeps what you wrote; tell your administrator if it is needed.",
        changes,
    )


def not_connected() -> NotThere:
    """The refusal where nothing is shared."""
    return NotThere(said(N_("This workspace is not connected to a shared database. “overstap connect” does that.")))
