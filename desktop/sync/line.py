"""One person's own line to PostgreSQL: how it is opened, and what a server that says no is understood to say."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg.conninfo import make_conninfo
from typing_extensions import override

from desktop.application.syncing import BatchRefused, Cloned, Cut, TurnedAway
from desktop.domain.errors import Refused
from desktop.domain.said import N_, said

if TYPE_CHECKING:
    from psycopg.abc import PQGen

TRIES = 5
"""How often a batch is handed in again where the server had two of them wait for each other."""

PATIENCE = 120.0
"""Seconds that one answer may take: a page of the first load over a slow line."""

_T = TypeVar("_T")
_AGAIN = {"40P01", "40001", "55P03"}
_COPY = "P0409"
_NO_ACCESS = {"P0401", "P0403", "42501", "28000", "28P01"}
_RULES = {
    "P0402": N_("Two people erase somebody: who asked it cannot confirm it. Ask another officer."),
    "P0404": N_("There is no such person or request here. Look at the list of erasures."),
}
_OF_DATA = {"22", "23", "54"}
"""Beginnings of numbers that say: these values cannot be kept."""

_UNPROVEN = (
    "certificate verify failed", "server certificate for", "does not support SSL", "channel binding",
    "authentication method requirement", "unsupported protocol", "alert protocol version",
)  # fmt: skip
"""What the driver says where a server does not prove that it is ours, or would have us trust less than we do."""

_NO_LOGIN = (
    "could not load private key file",  # its password is another
    "authentication failed",
    "not permitted to log in",
    "no pg_hba.conf entry",
)
"""What a server says, before it gives numbers, to who may not come in."""

_PASSING = {"08", "40", "53", "55", "57", "58"}
"""Beginnings of numbers that say: try again later. Lost lines, locks, a full or stopping server."""


class Line:
    """A connection that is opened again after a cut."""

    def __init__(self, connect: Callable[[], psycopg.Connection[tuple[Any, ...]]]) -> None:
        self._connect = connect
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._ended = False

    def ask(self, asked: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Ask, and wait for the whole answer."""
        with self._refusals():
            for tried in range(TRIES):
                if self._ended:
                    raise psycopg.OperationalError
                try:
                    if self._connection is None:
                        self._connection = self._connect()
                        self._connection.autocommit = True
                    return self._connection.execute(asked.encode(), values).fetchall()
                except psycopg.OperationalError as error:
                    if error.sqlstate not in _AGAIN or tried == TRIES - 1:
                        raise
        raise AssertionError

    def interrupt(self) -> None:
        """From another thread: what is being asked ends now, and nothing is asked any more."""
        self._ended = True
        if (connection := self._connection) is not None:
            with suppress(psycopg.Error, OSError), socket.fromfd(connection.fileno(), 0, socket.SOCK_STREAM) as line:
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """What the server says no with quotes values: only its number is looked at, and nothing of it is kept."""
        try:
            yield
        except psycopg.Error as error:
            self.close()
            if error.sqlstate == _COPY:
                raise Cloned(
                    said(N_("This workspace is a copy of another laptop's; it goes on as one of its own."))
                ) from None
            if error.sqlstate in _RULES:
                raise Refused(said(_RULES[error.sqlstate])) from None
            if error.sqlstate in _NO_ACCESS:
                raise _no_access() from None
            if error.sqlstate is not None and error.sqlstate[:2] not in _PASSING:
                broken = N_(
                    "The shared database refuses this work (code {code}). It is saved here. Tell your administrator."
                )
                told = said(broken, code=error.sqlstate)
                if error.sqlstate[:2] in _OF_DATA:
                    raise BatchRefused(told, error.sqlstate) from None
                raise TurnedAway(told) from None
            raise Cut(said(N_("The shared database cannot be reached now. Your work is saved and waits."))) from None


def _no_access() -> TurnedAway:
    return TurnedAway(said(N_("The shared database does not accept this login or password. Ask your administrator.")))


class _Patient(psycopg.Connection[tuple[Any, ...]]):
    """Takes a server that says nothing for too long as out of reach: a line that is silent is not a line that works."""

    patience: float

    @override
    def wait(self, gen: PQGen[_T], interval: float = 0.1, timeout: float | None = None) -> _T:
        """Until there is an answer, or for as long as it may take."""
        return super().wait(gen, interval, timeout or self.patience)


def connecting(
    parameters: Mapping[str, str], password: str, patience: float = PATIENCE
) -> Callable[[], psycopg.Connection[tuple[Any, ...]]]:
    """The way to open a person's own connection again and again; an answer may take ``patience`` seconds.

    ``password`` is that of the login, or of the key of the person's certificate.
    """
    secret = {"sslpassword" if "sslkey" in parameters else "password": password} if password else {}
    address = make_conninfo("", **{**parameters, **secret})

    def connect() -> psycopg.Connection[tuple[Any, ...]]:
        try:
            made = _Patient.connect(address)
        except psycopg.OperationalError as error:
            if any(words in str(error) for words in _NO_LOGIN):
                raise _no_access() from None
            if any(words in str(error) for words in _UNPROVEN):
                unproven = N_(
                    "The server at {host} did not prove that it is the one of your organisation, so nothing was sent. "
                    "Tell your administrator."
                )
                raise TurnedAway(said(unproven, host=parameters["host"])) from None
            raise
        made.patience = patience
        return made

    return connect
